//! Enums of values that are not all strings.

use std::sync::OnceLock;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::context::Context;
use super::error::Error;
use super::json::AsJson;
use super::node::{Failed, Node};
use super::plain::Plain;
use super::read::{ReadKept, Source, Token, shown};

/// The values of an enum, which the schema at a place lists as JSON texts, and their variants.
pub struct Listed<T: 'static> {
    /// Where the schema stands.
    pub place: &'static str,
    /// The texts.
    pub texts: &'static [&'static str],
    /// The values, parsed when they are first needed.
    pub values: &'static OnceLock<Vec<Value>>,
    /// The variant for each.
    pub variants: &'static [T],
}

impl<T: Copy> Listed<T> {
    fn find(&self, node: &Node<'_>) -> Option<T> {
        let parse = || self.texts.iter().map(|text| text.parse().unwrap_or_default()).collect();
        let values = self.values.get_or_init(parse);
        let found = values.iter().position(|listed| listed.as_json() == node.as_json())?;
        self.variants.get(found).copied()
    }
}

/// Reads a value that is equal to one of those that are listed.
pub fn read_listed<'de, T: Copy, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    listed: Listed<T>,
) -> Result<(), S::Error> {
    source.kept(ListedInto { listed, slot }, cx)
}

struct ListedInto<'a, T: 'static> {
    listed: Listed<T>,
    slot: &'a mut Option<T>,
}

impl<T: Copy> ReadKept for ListedInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let Self { listed, slot } = self;
        *slot = listed.find(node);
        if slot.is_none() {
            return Err(cx.fail(|| not_listed(listed.place, listed.texts, &shown(node))));
        }
        Ok(())
    }
}

fn not_listed(place: &'static str, texts: &[&str], found: &str) -> Error {
    /// More than an error shows.
    const ENOUGH: usize = 40;
    let texts = texts.get(..ENOUGH).unwrap_or(texts);
    Error::new("enum", place, texts.join(" or "), found)
}

/// The error for what is not one of the integers that an enum lists.
#[cold]
pub fn no_integer(place: &'static str, texts: &[&str], found: Token<'_>) -> Error {
    not_listed(place, texts, &found.to_string())
}

/// Reads an enum of integers.
macro_rules! integer_values {
    ($name:ty, $place:tt, $($integer:literal => $variant:ident),+) => {
        impl support::Scalar for $name {
            fn ask<'de, D: serde::Deserializer<'de>, V: serde::de::Visitor<'de>>(
                deserializer: D,
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                <i64 as support::Scalar>::ask(deserializer, visitor)
            }

            fn of(token: support::Token<'_>) -> Option<Self> {
                match <i64 as support::Scalar>::of(token)? {
                    $($integer => Some(Self::$variant),)+
                    _ => None,
                }
            }

            fn refusal(token: support::Token<'_>) -> support::Error {
                support::no_integer($place, Self::TEXTS, token)
            }
        }

        support::scalar!($name);
    };
}
pub(crate) use integer_values;

/// Reads an enum of values of any type.
macro_rules! listed_values {
    ($name:ty, $place:tt, $($variant:ident),+) => {
        support::read!($name, |source, slot, cx| {
            static VALUES: std::sync::OnceLock<Vec<serde_json::Value>> = std::sync::OnceLock::new();

            let listed = support::Listed {
                place: $place,
                texts: Self::TEXTS,
                values: &VALUES,
                variants: &[$(Self::$variant),+],
            };
            support::read_listed(source, slot, cx, listed)
        });
    };
}
pub(crate) use listed_values;

/// Writes a JSON text as the value that it stands for.
pub fn write_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let value: Value = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    Plain(&value).serialize(serializer)
}
