//! What an evaluation leaves behind where it fails: nothing, or an error in words.

use std::fmt::{self, Write as _};

use super::error::Error;
use super::json::Json;
use super::schema::Schema;

/// The result of an evaluation; the error is there if it was wanted.
pub type Outcome = Result<(), Option<Error>>;

/// What is wanted of an evaluation that fails.
#[derive(Clone, Copy)]
pub enum Mode {
    /// No more than that it does.
    Judge,
    /// An error.
    Explain,
    /// An error that does not show the value.
    ExplainSecret,
}

/// What was found instead of what was expected.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    /// The value itself.
    Value(&'a Json<'a>),
    /// Something about the value that gives no secret away.
    Text(&'a dyn fmt::Display),
}

/// How many characters of what was expected are shown.
const LONGEST_EXPECTED: usize = 160;
/// How many characters of what was found are shown.
const LONGEST_FOUND: usize = 80;

impl Schema {
    /// Fails by a keyword.
    #[cold]
    pub fn fail(
        &self,
        mode: Mode,
        keyword: &'static str,
        expected: &dyn fmt::Display,
        found: Found<'_>,
    ) -> Outcome {
        let found: &dyn fmt::Display = match (mode, &found) {
            (Mode::Judge, _) => return Err(None),
            (Mode::ExplainSecret, Found::Value(_)) => &"[redacted]",
            (_, found) => found,
        };
        let expected = shorten(expected.to_string(), LONGEST_EXPECTED);
        let found = shorten(found.to_string(), LONGEST_FOUND);
        Err(Some(Error::new(keyword, self.at, expected, found)))
    }
}

fn shorten(mut text: String, longest: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(longest) {
        text.truncate(end);
        text.push('…');
    }
    text
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

/// Writes as much of the text as is shown, between quotes.
fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars().take(LONGEST_FOUND) {
        if matches!(character, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(character)?;
    }
    f.write_char('"')
}
