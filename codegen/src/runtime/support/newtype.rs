//! Types around one value.

use std::convert::Infallible;

use serde::de::Deserializer;

use super::error::{Error, by};
use super::read::Read;

/// What cannot go wrong is never an error.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// Reads what a type holds, to which the schema at a place applies.
pub fn read_inner<'de, T: Read<'de>, D: Deserializer<'de>>(
    deserializer: D,
    place: &str,
) -> Result<T, D::Error> {
    T::read(deserializer).map_err(|error| by(place, error))
}

/// Makes a type of the value that it holds, which the schema at a place accepts, and takes it apart.
macro_rules! newtype {
    ($name:ident($type:ty), $place:literal) => {
        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                Self(value)
            }
        }

        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::read_inner(deserializer, $place).map(Self)
            }
        }

        support::unwrapped!($name($type));
    };
}
pub(crate) use newtype;

/// Makes a type of the value that it holds, if the check of the schema at a place accepts it, and
/// takes it apart. An error of reading a secret is changed by the function that is given last.
macro_rules! checked_newtype {
    ($name:ident($type:ty), $place:literal, $check:expr $(, $conceal:path)?) => {
        impl std::convert::TryFrom<$type> for $name {
            type Error = support::Error;

            fn try_from(value: $type) -> Result<Self, support::Error> {
                let value = Self(value);
                support::checked(&value, $check)?;
                Ok(value)
            }
        }

        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = support::read_inner::<$type, D>(deserializer, $place);
                let value = value $(.map_err($conceal))? ?;
                std::convert::TryFrom::try_from(value).map_err(serde::de::Error::custom)
            }
        }

        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                support::AsJson::as_json(&self.0)
            }
        }

        support::unwrapped!($name($type));
    };
}
pub(crate) use checked_newtype;

/// Parses a checked type of text.
macro_rules! parsed_newtype {
    ($name:ident($type:ty)) => {
        impl std::str::FromStr for $name {
            type Err = support::Error;

            fn from_str(text: &str) -> Result<Self, support::Error> {
                std::convert::TryFrom::try_from(text.parse::<$type>()?)
            }
        }

        impl std::convert::TryFrom<&str> for $name {
            type Error = support::Error;

            fn try_from(text: &str) -> Result<Self, support::Error> {
                text.parse()
            }
        }
    };
}
pub(crate) use parsed_newtype;

/// What all types around one value have.
macro_rules! unwrapped {
    ($name:ident($type:ty)) => {
        impl From<$name> for $type {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = $type;

            fn deref(&self) -> &$type {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        support::deserialize!($name);
    };
}
pub(crate) use unwrapped;

/// Shows the value.
macro_rules! shown_newtype {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}
pub(crate) use shown_newtype;
