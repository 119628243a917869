//! What an evaluation leaves behind where it fails: nothing, or an error in words.

use std::fmt;

use super::error::Error;
use super::json::Json;
use super::memo::Memo;
use super::read::quote;
use super::schema::Schema;

/// The result of an evaluation; the error is there if it was wanted.
pub type Outcome = Result<(), Option<Error>>;

/// How a value is evaluated.
#[derive(Clone, Copy)]
pub struct Mode<'m> {
    /// What is wanted of an evaluation that fails.
    pub wanted: Wanted,
    /// How deep the value stands in the one that is checked; nothing where each part of it has a place
    /// of its own in memory.
    pub depth: Option<usize>,
    /// What was found of other values.
    pub memo: &'m Memo,
}

/// What is wanted of an evaluation that fails.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Wanted {
    /// No more than that it does.
    Verdict,
    /// An error.
    Error,
    /// An error that does not show the value.
    SecretError,
    /// An error that is part of another one, and does not go into what its own parts expect.
    Part,
}

impl Mode<'_> {
    /// The same, where no error is wanted.
    pub fn judging(self) -> Self {
        Self { wanted: Wanted::Verdict, ..self }
    }

    /// The same, where the error becomes part of another.
    pub fn explaining(self) -> Self {
        Self { wanted: Wanted::Part, ..self }
    }

    /// The same, for an item or a member.
    pub fn inward(self) -> Self {
        Self { depth: self.depth.map(|depth| depth + 1), ..self }
    }
}

/// Where an array or an object is.
pub fn address(value: &Json<'_>) -> Option<usize> {
    match value {
        Json::Array(array) => Some(std::ptr::from_ref(*array).cast::<()>() as usize),
        Json::Object(object) => Some(std::ptr::from_ref(*object).cast::<()>() as usize),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
    }
}

/// What was found instead of what was expected.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    /// The value itself.
    Value(&'a Json<'a>),
    /// Something about the value that gives no secret away.
    Text(&'a dyn fmt::Display),
}

impl Schema {
    /// Fails by a keyword.
    #[cold]
    pub fn fail(
        &self,
        mode: Mode<'_>,
        keyword: &'static str,
        expected: &dyn fmt::Display,
        found: Found<'_>,
    ) -> Outcome {
        let error = || Error::new(keyword, self.at, expected, found);
        match (mode.wanted, found) {
            (Wanted::Verdict, _) => Err(None),
            (Wanted::SecretError, Found::Value(_)) => Err(Some(error().concealed())),
            (Wanted::SecretError, Found::Text(_)) | (Wanted::Error | Wanted::Part, _) => {
                Err(Some(error()))
            }
        }
    }
}

/// Objects and arrays are not spelled out: they are long, and may have secret members.
impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Value(Json::Null) => f.write_str("null"),
            Self::Value(Json::Bool(value)) => value.fmt(f),
            Self::Value(Json::Number(number)) => number.fmt(f),
            Self::Value(Json::String(text)) => quote(text, f),
            Self::Value(Json::Array(_)) => f.write_str("an array"),
            Self::Value(Json::Object(_)) => f.write_str("an object"),
        }
    }
}
