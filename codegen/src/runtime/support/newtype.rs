//! Types around one value.

use std::convert::Infallible;

use super::context::Context;
use super::error::Error;
use super::read::{Read, Source};

/// What cannot go wrong is never an error.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// Reads what a type holds, to which the schema at a place applies, and wraps it.
pub fn read_inner<'de, T: Read<'de>, N, S: Source<'de>>(
    source: S,
    slot: &mut Option<N>,
    cx: &mut Context,
    place: &str,
    wrap: fn(T) -> N,
) -> Result<(), S::Error> {
    let mut inner = None;
    match T::read(source, &mut inner, cx) {
        Ok(()) => *slot = inner.map(wrap),
        Err(error) => {
            cx.place(place);
            return Err(error);
        }
    }
    Ok(())
}

/// Makes a type of the value that it holds, which the schema at a place accepts, and takes it apart.
macro_rules! newtype {
    ($name:ty: $type:ty, $place:tt) => {
        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                Self(value)
            }
        }

        support::read!($name, |source, slot, cx| {
            support::read_inner::<$type, Self, S>(source, slot, cx, $place, Self)
        });

        support::unwrapped!($name: $type);
    };
}
pub(crate) use newtype;

/// Makes a type of the value that it holds, if the check of the schema at a place accepts it, and
/// takes it apart. With `Whole`, the check is of the document and not of the value.
macro_rules! checked_newtype {
    ($name:ty: $type:ty, $place:tt, $check:path, Whole $(, $secret:ident)?) => {
        support::checked_newtype!(
            $name: $type, $place, $check, by checked_as_written [Whole] $(, $secret)?
        );
    };
    ($name:ty: $type:ty, $place:tt, $check:path $(, $secret:ident)?) => {
        support::checked_newtype!($name: $type, $place, $check, by checked [] $(, $secret)?);

        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                support::AsJson::as_json(&self.0)
            }
        }
    };
    (
        $name:ty: $type:ty, $place:tt, $check:path,
        by $checked:ident [$($whole:ident)?] $(, $secret:ident)?
    ) => {
        impl std::convert::TryFrom<$type> for $name {
            type Error = support::Error;

            fn try_from(value: $type) -> Result<Self, support::Error> {
                let value = Self(value);
                support::$checked(&value, &$check)?;
                Ok(value)
            }
        }

        support::read!($name, $($whole)? |source, slot, cx| {
            let part = source.part();
            support::read_inner::<$type, Self, S>(source, slot, cx, $place, Self)
                .and_then(|()| support::finished!(slot, part, cx, $check $(, $whole)?))
                $(.inspect_err(|_| cx.$secret()))?
        });

        support::unwrapped!($name: $type);
    };
}
pub(crate) use checked_newtype;

/// Parses a checked type of text.
macro_rules! parsed_newtype {
    ($name:ty: $type:ty) => {
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
    ($name:ty: $type:ty) => {
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
                support::Plain(&self.0).serialize(serializer)
            }
        }
    };
}
pub(crate) use unwrapped;

/// Shows the value.
macro_rules! shown_newtype {
    ($name:ty) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}
pub(crate) use shown_newtype;
