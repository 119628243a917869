//! Enums of strings.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};

use super::error::{Error, by};
use super::read::is_same;

/// An enum of strings.
pub trait Text: Clone + 'static {
    /// Where the schema stands.
    const AT: &'static str;

    /// The values that the schema lists, in its order.
    const LISTED: &'static [Self];

    /// The text of a value.
    fn text(&self) -> &str;
}

/// The listed value of this text.
pub fn listed<T: Text>(text: &str) -> Option<T> {
    T::LISTED.iter().find(|value| is_same(value.text(), text)).cloned()
}

/// The error for a string that the enum does not list.
#[cold]
pub fn not_listed<T: Text>(text: &str) -> Error {
    refusal(text, &mut T::LISTED.iter().map(T::text), T::AT)
}

/// Apart from the enums, so that it is compiled once.
fn refusal(text: &str, listed: &mut dyn Iterator<Item = &str>, place: &'static str) -> Error {
    let listed: Vec<_> = listed.collect();
    let expected = format!("one of {}", listed.join(", "));
    Error::new("enum", place, expected, format!("{text:?}"))
}

/// Reads a string and parses it.
pub fn read_text<'de, T: Text + FromStr<Err = Error>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData)).map_err(|error| by(T::AT, error))
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

/// Parses, reads, writes and shows an enum of the strings that the schema at a place lists.
macro_rules! text {
    ($name:ident, $place:literal) => {
        impl std::str::FromStr for $name {
            type Err = support::Error;

            #[inline]
            fn from_str(text: &str) -> Result<Self, support::Error> {
                support::listed(text).ok_or_else(|| support::not_listed::<Self>(text))
            }
        }

        support::any_text!($name, $place);
    };
}
pub(crate) use text;

/// The same for an enum that keeps what it does not list.
macro_rules! open_text {
    ($name:ident, $place:literal) => {
        impl std::str::FromStr for $name {
            type Err = support::Error;

            #[inline]
            fn from_str(text: &str) -> Result<Self, support::Error> {
                Ok(support::listed(text).unwrap_or_else(|| Self::Unknown(text.to_owned())))
            }
        }

        support::any_text!($name, $place);
    };
}
pub(crate) use open_text;

/// What all enums of strings have.
macro_rules! any_text {
    ($name:ident, $place:literal) => {
        impl support::Text for $name {
            const AT: &'static str = $place;
            const LISTED: &'static [Self] = Self::ALL;

            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }
        }

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
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use any_text;
