//! A borrowed view of typed values as the JSON that they stand for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::node::Node;
use super::number::Number;

/// A JSON value.
#[derive(Clone, Copy)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    String(&'a str),
    /// An array.
    Array(&'a dyn Array),
    /// An object.
    Object(&'a dyn Object),
}

/// What can be seen as JSON.
pub trait AsJson {
    /// The JSON that this is serialised as.
    fn as_json(&self) -> Json<'_>;
}

/// The items of an array.
pub trait Array {
    /// How many there are.
    fn len(&self) -> usize;

    /// The item at an index below `len`.
    fn get(&self, index: usize) -> Option<Json<'_>>;
}

/// The members of an object.
pub trait Object {
    /// Visits the members, each time in the same order, until `visit` returns false; whether it
    /// never did.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool;

    /// How many there are.
    fn len(&self) -> usize {
        let mut len = 0;
        self.each(&mut |_, _| {
            len += 1;
            true
        });
        len
    }

    /// The value of the member of a name.
    fn get(&self, name: &str) -> Option<Json<'_>> {
        let mut found = None;
        self.each(&mut |other, value| {
            if other == name {
                found = Some(value);
            }
            found.is_none()
        });
        found
    }
}

/// Equality as JSON Schema has it: numbers by value, objects regardless of the order of members.
impl PartialEq for Json<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Json::Null, Json::Null) => true,
            (Json::Bool(a), Json::Bool(b)) => a == b,
            (Json::Number(a), Json::Number(b)) => a == b,
            (Json::String(a), Json::String(b)) => a == b,
            (Json::Array(a), Json::Array(b)) => {
                a.len() == b.len() && (0..a.len()).all(|index| a.get(index) == b.get(index))
            }
            (Json::Object(a), Json::Object(b)) => {
                a.len() == b.len() && a.each(&mut |name, value| b.get(name) == Some(value))
            }
            _ => false,
        }
    }
}

impl AsJson for Value {
    fn as_json(&self) -> Json<'_> {
        match self {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => number.as_json(),
            Value::String(text) => Json::String(text),
            Value::Array(items) => Json::Array(items),
            Value::Object(members) => Json::Object(members),
        }
    }
}

impl AsJson for Node<'_> {
    fn as_json(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(number) => number.as_json(),
            Self::String(text) => Json::String(text),
            Self::Array(items) => Json::Array(items),
            Self::Object(members) => Json::Object(members),
        }
    }
}

impl Object for Vec<(Cow<'_, str>, Node<'_>)> {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool {
        self.iter().all(|(name, value)| visit(name, value.as_json()))
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<Json<'_>> {
        self.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_json())
    }
}

impl AsJson for serde_json::Number {
    fn as_json(&self) -> Json<'_> {
        Json::Number(self.into())
    }
}

impl AsJson for Map<String, Value> {
    fn as_json(&self) -> Json<'_> {
        Json::Object(self)
    }
}

impl Object for Map<String, Value> {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool {
        self.iter().all(|(name, value)| visit(name, value.as_json()))
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<Json<'_>> {
        self.get(name).map(Value::as_json)
    }
}

/// A type of the names of a map's members.
pub trait Name: Ord + Sized {
    /// The text.
    fn name(&self) -> &str;

    /// What a map has under a name.
    fn find<'m, T>(map: &'m BTreeMap<Self, T>, name: &str) -> Option<&'m T> {
        map.iter().find(|(known, _)| known.name() == name).map(|(_, value)| value)
    }
}

impl Name for String {
    fn name(&self) -> &str {
        self
    }

    fn find<'m, T>(map: &'m BTreeMap<Self, T>, name: &str) -> Option<&'m T> {
        map.get(name)
    }
}

impl<N: Name, T: AsJson> AsJson for BTreeMap<N, T> {
    fn as_json(&self) -> Json<'_> {
        Json::Object(self)
    }
}

impl<N: Name, T: AsJson> Object for BTreeMap<N, T> {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool {
        self.iter().all(|(name, value)| visit(name.name(), value.as_json()))
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<Json<'_>> {
        N::find(self, name).map(T::as_json)
    }
}

impl<T: AsJson> AsJson for Vec<T> {
    fn as_json(&self) -> Json<'_> {
        Json::Array(self)
    }
}

impl<T: AsJson> Array for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<Json<'_>> {
        self.as_slice().get(index).map(T::as_json)
    }
}

impl<T: AsJson + ?Sized> AsJson for Box<T> {
    fn as_json(&self) -> Json<'_> {
        (**self).as_json()
    }
}

/// `None` is `null`.
impl<T: AsJson> AsJson for Option<T> {
    fn as_json(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, T::as_json)
    }
}

impl AsJson for () {
    fn as_json(&self) -> Json<'_> {
        Json::Null
    }
}

impl AsJson for bool {
    fn as_json(&self) -> Json<'_> {
        Json::Bool(*self)
    }
}

impl AsJson for str {
    fn as_json(&self) -> Json<'_> {
        Json::String(self)
    }
}

impl AsJson for String {
    fn as_json(&self) -> Json<'_> {
        Json::String(self)
    }
}

/// What is not finite has no place in JSON and is serialised as `null`.
impl AsJson for f64 {
    fn as_json(&self) -> Json<'_> {
        if self.is_finite() { Json::Number(Number::Float(*self)) } else { Json::Null }
    }
}

/// Taken by its shortest decimal, as it is serialised: `0.1_f32` is a tenth.
impl AsJson for f32 {
    fn as_json(&self) -> Json<'_> {
        self.to_string().parse().map_or(Json::Null, |float: f64| match float.is_finite() {
            true => Json::Number(Number::Float(float)),
            false => Json::Null,
        })
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl AsJson for $integer {
            fn as_json(&self) -> Json<'_> {
                Json::Number(Number::Integer((*self).into()))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64);
