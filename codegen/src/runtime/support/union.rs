//! Unions: the arm is chosen by the JSON type of the document, by what an object must have, and by
//! trial where neither tells.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::error::by;
use super::precision::NUMBERS_ARE_TEXT;

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Kind {
    /// The JSON type of a value.
    pub const fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// An enum whose variants are the arms of a union.
pub trait ReadUnion<'de>: Sized {
    /// Where the schema stands.
    const AT: &'static str;

    /// What a document may be.
    const KINDS: &'static [Kind];

    /// Reads a value of the given JSON type.
    fn read_as<D: Deserializer<'de>>(kind: Kind, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a value, choosing by its JSON type.
pub fn read_union<'de, T: ReadUnion<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let read = if NUMBERS_ARE_TEXT {
        let value = Value::deserialize(deserializer)?;
        T::read_as(Kind::of(&value), value).map_err(D::Error::custom)
    } else {
        deserializer.deserialize_any(UnionVisitor(PhantomData))
    };
    read.map_err(|error| by(T::AT, error))
}

/// The error for a JSON type that no arm accepts.
#[cold]
pub fn unexpected<'de, T: ReadUnion<'de>, E: de::Error>(kind: Kind) -> E {
    E::custom(format_args!("invalid type: {}, expected {}", kind.text(), Expected(T::KINDS)))
}

/// Shows what a document may be.
struct Expected(&'static [Kind]);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, kind) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " or " })?;
            f.write_str(kind.text())?;
        }
        Ok(())
    }
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: ReadUnion<'de>> UnionVisitor<T> {
    fn scalar<E: de::Error>(kind: Kind, value: Value) -> Result<T, E> {
        T::read_as(kind, value).map_err(E::custom)
    }
}

impl<'de, T: ReadUnion<'de>> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Expected(T::KINDS), f)
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Self::scalar(Kind::Null, Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<T, E> {
        Self::scalar(Kind::Null, Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        Self::scalar(Kind::Boolean, Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Self::scalar(Kind::Number, value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Self::scalar(Kind::Number, value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        let number = Number::from_f64(value).ok_or_else(|| E::custom("not a JSON number"))?;
        Self::scalar(Kind::Number, Value::Number(number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Self::scalar(Kind::String, value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<T, E> {
        Self::scalar(Kind::String, value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::read_as(Kind::Array, SeqAccessDeserializer::new(seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_as(Kind::Object, MapAccessDeserializer::new(map))
    }
}

/// An arm of a union that is told from the others by looking at the document.
pub struct Arm<T> {
    /// Its name, for errors.
    pub name: &'static str,
    /// Members that a document of this arm has.
    pub required: &'static [&'static str],
    /// Members that a document of this arm has, with the strings that they can be.
    pub tags: &'static [(&'static str, &'static [&'static str])],
    /// Reads the document as this arm.
    pub read: fn(&Value) -> Result<T, serde_json::Error>,
}

impl<T> Arm<T> {
    fn is_worth_a_try(&self, value: &Value) -> bool {
        let Value::Object(members) = value else { return true };
        self.required.iter().all(|&name| members.contains_key(name)) && self.has_tags(value)
    }

    fn has_tags(&self, value: &Value) -> bool {
        let tagged = |&(name, values): &(&str, &[&str])| {
            value.get(name).and_then(Value::as_str).is_some_and(|tag| values.contains(&tag))
        };
        self.tags.iter().all(tagged)
    }
}

/// Reads the document as the first arm that accepts it (`anyOf`).
pub fn any_of<'de, T: ReadUnion<'de>, E: Error>(value: &Value, arms: &[Arm<T>]) -> Result<T, E> {
    let mut errors = Vec::new();
    for arm in arms.iter().filter(|arm| arm.is_worth_a_try(value)) {
        match (arm.read)(value) {
            Ok(read) => return Ok(read),
            Err(error) => errors.push((arm.name, error)),
        }
    }
    Err(no_arm("anyOf", value, arms, errors))
}

/// Reads the document as the one arm that accepts it (`oneOf`).
pub fn one_of<'de, T: ReadUnion<'de>, E: Error>(value: &Value, arms: &[Arm<T>]) -> Result<T, E> {
    let mut errors = Vec::new();
    let mut found: Option<(&str, T)> = None;
    for arm in arms.iter().filter(|arm| arm.is_worth_a_try(value)) {
        match (arm.read)(value) {
            Ok(_) if found.is_some() => {
                let first = found.map_or("", |(name, _)| name);
                return Err(E::custom(format_args!(
                    "expected a match of only one, found matches of {first} and {} (oneOf, {})",
                    arm.name,
                    T::AT
                )));
            }
            Ok(read) => found = Some((arm.name, read)),
            Err(error) => errors.push((arm.name, error)),
        }
    }
    found.map(|(_, read)| read).ok_or_else(|| no_arm("oneOf", value, arms, errors))
}

/// The error where no arm accepts: that of the only arm that came into question, or all.
#[cold]
fn no_arm<'de, T: ReadUnion<'de>, E: Error>(
    keyword: &str,
    value: &Value,
    arms: &[Arm<T>],
    errors: Vec<(&str, serde_json::Error)>,
) -> E {
    match errors.as_slice() {
        [] => {
            // A tag says which arm is meant, whatever else is missing.
            let mut meant = arms.iter().filter(|arm| !arm.tags.is_empty() && arm.has_tags(value));
            if let (Some(arm), None) = (meant.next(), meant.next()) {
                if let Err(error) = (arm.read)(value) {
                    return E::custom(error);
                }
            }
            let names: Vec<_> = arms.iter().map(|arm| arm.name).collect();
            E::custom(format_args!(
                "expected one of {}, found none of them ({keyword}, {})",
                names.join(", "),
                T::AT
            ))
        }
        [(_, error)] => E::custom(error),
        _ => {
            let text = |(name, error)| format!("{name}: {}", by(T::AT, error));
            let texts: Vec<_> = errors.into_iter().map(text).collect();
            E::custom(format_args!("no arm matches ({keyword}, {}): {}", T::AT, texts.join("; ")))
        }
    }
}

/// Keeps an object that is none of those that the schema knows, since a member that tells them apart
/// has another string; what is one of them and is refused is still an error.
pub fn open<E: Error>(value: Value, tags: &[(&str, &[&str])], error: E) -> Result<Value, E> {
    let is_new = |&(name, known): &(&str, &[&str])| {
        let tag = value.get(name).and_then(Value::as_str);
        tag.is_some_and(|tag| !known.contains(&tag))
    };
    if tags.iter().any(is_new) { Ok(value) } else { Err(error) }
}

/// Reads an enum whose arm the JSON type of the document tells, and what all enums of arms have.
macro_rules! union {
    ($name:ident, $place:literal $(, $($kind:ident)|+ => $arm:ident $(($type:ty))?)+) => {
        impl<'de> support::ReadUnion<'de> for $name {
            const AT: &'static str = $place;
            const KINDS: &'static [support::Kind] = &[$($(support::Kind::$kind),+),+];

            fn read_as<D: serde::Deserializer<'de>>(
                kind: support::Kind,
                deserializer: D,
            ) -> Result<Self, D::Error> {
                #[allow(unreachable_patterns)]
                match kind {
                    $($(support::Kind::$kind)|+ => {
                        support::Read::read(deserializer).map(Self::$arm)
                    })+
                    kind => Err(support::unexpected::<Self, _>(kind)),
                }
            }
        }

        support::arms!($name $(, $arm $(($type))?)+);
    };
}
pub(crate) use union;

/// What all enums of arms have: they are read by choosing an arm, written as the value of their arm,
/// and made of each type that only one arm has, which is given with it.
macro_rules! arms {
    ($name:ident $(, $arm:ident $(($type:ty))?)+) => {
        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::read_union(deserializer)
            }
        }

        support::deserialize!($name);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(value) => value.serialize(serializer),)+
                }
            }
        }

        $($(impl From<$type> for $name {
            // Some types have no value.
            #[allow(unreachable_code)]
            fn from(value: $type) -> Self {
                // Some arms are behind a `Box`.
                Self::$arm(value.into())
            }
        })?)+
    };
}
pub(crate) use arms;

/// `Debug` that shows the values of some arms by a wrapper that keeps secrets to itself.
macro_rules! shown_arms {
    ($name:ident $(, $arm:ident $(($wrapper:path))?)+) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$arm(value) => {
                        f.debug_tuple(stringify!($arm)).field(&$($wrapper)?(value)).finish()
                    })+
                }
            }
        }
    };
}
pub(crate) use shown_arms;
