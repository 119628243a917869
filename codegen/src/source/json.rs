//! A JSON value that knows where it stands in its file.

use indexmap::IndexMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::Number;

/// A range of bytes.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A JSON value with its place.
#[derive(Clone, Debug)]
pub struct Json {
    /// The bytes of the value.
    pub span: Span,
    /// The value.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, exact.
    Number(Number),
    /// A string, unescaped.
    String(String),
    /// An array, shared by its copies.
    Array(Arc<[Json]>),
    /// An object, members in the order of the file, shared by its copies.
    Object(Arc<Object>),
}

/// The members of an object; of members with one name the last counts.
pub type Object = IndexMap<String, Member>;

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// The bytes of the name, with its quotes.
    pub name_span: Span,
    /// The value.
    pub value: Json,
}

impl Json {
    /// The member `name`, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name).map(|member| &member.value)
    }

    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Kind::Object(object) = &self.kind { Some(object) } else { None }
    }

    /// The elements, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Kind::Array(items) = &self.kind { Some(items) } else { None }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Kind::String(text) = &self.kind { Some(text) } else { None }
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Kind::Bool(value) = self.kind { Some(value) } else { None }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        if let Kind::Number(number) = &self.kind { Some(number) } else { None }
    }

    /// Compact JSON text of the value, members in order, numbers as written.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        match &self.kind {
            Kind::Null => out.push_str("null"),
            Kind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Kind::Number(number) => out.push_str(number.text()),
            Kind::String(text) => write_string(text, out),
            Kind::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Kind::Object(object) => {
                out.push('{');
                for (index, (name, member)) in object.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_string(name, out);
                    out.push(':');
                    member.value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        out.extend(["\"", text, "\""]);
    } else {
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}

/// Equality of JSON values (JSON Schema core, section 4.2.2): numbers by mathematical value,
/// objects regardless of the order of members; places do not count.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Null, Kind::Null) => true,
            (Kind::Bool(a), Kind::Bool(b)) => a == b,
            (Kind::Number(a), Kind::Number(b)) => a == b,
            (Kind::String(a), Kind::String(b)) => a == b,
            (Kind::Array(a), Kind::Array(b)) => a == b,
            (Kind::Object(a), Kind::Object(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(name, member)| {
                        b.get(name).is_some_and(|other| member.value == other.value)
                    })
            }
            (
                Kind::Null
                | Kind::Bool(_)
                | Kind::Number(_)
                | Kind::String(_)
                | Kind::Array(_)
                | Kind::Object(_),
                _,
            ) => false,
        }
    }
}

impl Eq for Json {}

impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.kind {
            Kind::Null => state.write_u8(0),
            Kind::Bool(value) => value.hash(state),
            Kind::Number(number) => number.hash(state),
            Kind::String(text) => text.hash(state),
            Kind::Array(items) => items.hash(state),
            // Members are the same in any order.
            Kind::Object(object) => {
                let hashes = object.iter().map(|(name, member)| {
                    let mut hasher = DefaultHasher::new();
                    (name, &member.value).hash(&mut hasher);
                    hasher.finish()
                });
                hashes.fold(0, u64::wrapping_add).hash(state);
            }
        }
    }
}
