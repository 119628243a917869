//! Enums of strings.

use super::error::Error;
use super::lookup::Lookup;
use super::read::{Kind, Token};

/// An enum of strings.
pub trait Text: Clone + 'static {
    /// Where the schema stands.
    const AT: &'static str;

    /// The values that the schema lists, in its order.
    const LISTED: &'static [Self];

    /// The text of a value.
    fn text(&self) -> &str;

    /// Where each text stands among the listed values.
    fn places() -> &'static Lookup;
}

/// Up to here a list is searched from its start.
const FEW: usize = 12;

/// The listed value of this text.
pub fn listed<T: Text>(text: &str) -> Option<T> {
    if T::LISTED.len() <= FEW {
        return T::LISTED.iter().find(|value| value.text() == text).cloned();
    }
    let place = T::places().place(text, || T::LISTED.iter().map(T::text))?;
    T::LISTED.get(place).cloned()
}

/// The error for a string that the enum does not list.
#[cold]
pub fn not_listed<T: Text>(text: &str) -> Error {
    refusal(Token::Text(text), &mut T::LISTED.iter().map(T::text), T::AT)
}

/// The error for what is not one of the strings that the enum lists.
#[cold]
pub fn no_text<T: Text>(token: Token<'_>) -> Error {
    refusal(token, &mut T::LISTED.iter().map(T::text), T::AT)
}

/// Apart from the enums, so that it is compiled once.
fn refusal(found: Token<'_>, listed: &mut dyn Iterator<Item = &str>, place: &'static str) -> Error {
    /// More than an error shows.
    const ENOUGH: usize = 40;
    if !matches!(found, Token::Text(_)) {
        return Error::new("type", place, Kind::String.text(), found);
    }
    let listed: Vec<_> = listed.take(ENOUGH).collect();
    Error::new("enum", place, format_args!("one of {}", listed.join(", ")), found)
}

/// Parses, reads, writes and shows an enum of the strings that the schema at a place lists.
macro_rules! text {
    ($name:ty, $place:tt $(, $variant:ident = $text:tt)+) => {
        impl $name {
            /// The values that the schema lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text of the value.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = support::Error;

            #[inline]
            fn from_str(text: &str) -> Result<Self, support::Error> {
                support::listed(text).ok_or_else(|| support::not_listed::<Self>(text))
            }
        }

        support::any_text!($name, $place, support::listed);
    };
}
pub(crate) use text;

/// The same for an enum that keeps what it does not list.
macro_rules! open_text {
    ($name:ty, $place:tt $(, $variant:ident = $text:tt)+) => {
        impl $name {
            /// The values that the schema lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text of the value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = support::Error;

            #[inline]
            fn from_str(text: &str) -> Result<Self, support::Error> {
                Ok(support::listed(text).unwrap_or_else(|| Self::Unknown(text.to_owned())))
            }
        }

        support::any_text!($name, $place, |text: &str| text.parse().ok());
    };
}
pub(crate) use open_text;

/// What all enums of strings have; the function makes one of a text.
macro_rules! any_text {
    ($name:ty, $place:tt, $of:expr) => {
        impl support::Text for $name {
            const AT: &'static str = $place;
            const LISTED: &'static [Self] = Self::ALL;

            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }

            fn places() -> &'static support::Lookup {
                static PLACES: support::Lookup = support::Lookup::new();
                &PLACES
            }
        }

        impl support::Scalar for $name {
            fn of(token: support::Token<'_>) -> Option<Self> {
                if let support::Token::Text(text) = token { ($of)(text) } else { None }
            }

            fn refusal(token: support::Token<'_>) -> support::Error {
                support::no_text::<Self>(token)
            }
        }

        support::scalar!($name);

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
