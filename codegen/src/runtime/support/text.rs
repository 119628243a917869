//! Enums of strings.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};

use super::error::Error;

/// The error for a string that the enum at a place does not list.
#[cold]
pub fn not_listed(text: &str, listed: &[&str], place: &'static str) -> Error {
    let expected = format!("one of {}", listed.join(", "));
    Error::new("enum", place, expected, format!("{text:?}"))
}

/// Reads a string and parses it.
pub fn read_text<'de, T: FromStr<Err = Error>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: FromStr<Err = Error>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Reads, writes and shows an enum of strings.
macro_rules! text {
    ($name:ident) => {
        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::read_text(deserializer)
            }
        }

        support::deserialize!($name);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use text;
