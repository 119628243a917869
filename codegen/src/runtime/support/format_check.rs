//! How checks see strings of a format, and how they see to the format themselves.

use std::marker::PhantomData;

use super::format::{Format, Formatted};
use super::json::{AsJson, Json};
use super::matches::Matches;

impl<T> AsJson for Formatted<T> {
    fn as_json(&self) -> Json<'_> {
        Json::String(self.as_str())
    }
}

/// The format that a type stands for.
pub struct IsFormat<T>(PhantomData<fn() -> T>);

impl<T> IsFormat<T> {
    /// The only one.
    pub const NEW: Self = Self(PhantomData);
}

impl<T: Format> Matches for IsFormat<T> {
    fn source(&self) -> &'static str {
        T::EXPECTED
    }

    fn matches(&self, text: &str) -> bool {
        T::parse(text).is_some()
    }
}
