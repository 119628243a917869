//! Strings of a format: the value that a text stands for, beside the text itself.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::context::Context;
use super::error::Error;
use super::read::{Read, Scalar, Source, Token, from_serde};

/// A type that strings of some format stand for.
pub trait Format: Sized {
    /// What such a string is, for errors.
    const EXPECTED: &'static str;

    /// The value that a text stands for, if it is of the format.
    fn parse(text: &str) -> Option<Self>;

    /// The plainest text for the value.
    fn write(&self) -> String;
}

/// A string of a format, parsed: it is used as the value, and written back as the text that it was
/// read from, since `12:00:00Z` and `12:00:00.000Z` are one time and two texts.
///
/// Two are equal if their values are. A value becomes one by `into`, and `get` or `*` gives it back.
#[derive(Clone)]
pub struct Formatted<T> {
    value: T,
    text: Box<str>,
}

impl<T> Formatted<T> {
    /// The value.
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// The value, without the text.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The text, as it was read and will be written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> Deref for Formatted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Format> From<T> for Formatted<T> {
    fn from(value: T) -> Self {
        let text = value.write().into();
        Self { value, text }
    }
}

impl<T: Format> FromStr for Formatted<T> {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let token = Token::Text(text);
        Self::of(token).ok_or_else(|| Self::refusal(token))
    }
}

impl<T: fmt::Debug> fmt::Debug for Formatted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// Shows the text.
impl<T> fmt::Display for Formatted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<T: PartialEq> PartialEq for Formatted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Formatted<T> {}

impl<T: PartialEq> PartialEq<T> for Formatted<T> {
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl<T: PartialOrd> PartialOrd for Formatted<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Formatted<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Hash> Hash for Formatted<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T> Serialize for Formatted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T: Format> Read<'de> for Formatted<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.scalar(slot, cx)
    }
}

impl<T: Format> Scalar for Formatted<T> {
    fn of(token: Token<'_>) -> Option<Self> {
        let Token::Text(text) = token else { return None };
        Some(Self { value: T::parse(text)?, text: text.into() })
    }

    fn refusal(token: Token<'_>) -> Error {
        match token {
            Token::Text(_) => Error::new("format", "", T::EXPECTED, token),
            token => Error::new("type", "", format!("a string that is {}", T::EXPECTED), token),
        }
    }
}

impl<'de, T: Format> Deserialize<'de> for Formatted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer)
    }
}
