//! The words in which errors tell what was found.

use std::fmt::{self, Write as _};

use super::error::Error;
use super::json::Json;

/// How many characters of a value, or of what was expected, are shown.
const LONGEST: usize = 80;

/// What was found instead of what was expected.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    /// The value itself.
    Value(Json<'a>),
    /// Something about the value that gives no secret away.
    Text(&'a dyn fmt::Display),
    /// A value that is not shown.
    Secret,
}

/// The error of a keyword of the schema at a location.
#[cold]
pub fn report(
    keyword: &'static str,
    schema_location: &'static str,
    expected: &dyn fmt::Display,
    found: Found<'_>,
) -> Error {
    Error::new(keyword, schema_location, shorten(expected), shorten(&found))
}

fn shorten(text: &dyn fmt::Display) -> String {
    let mut text = text.to_string();
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
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
            Self::Secret => f.write_str("[redacted]"),
            Self::Value(Json::Null) => f.write_str("null"),
            Self::Value(Json::Bool(value)) => value.fmt(f),
            Self::Value(Json::Number(number)) => number.fmt(f),
            Self::Value(Json::String(text)) => quote(text, f),
            Self::Value(Json::Array(_)) => f.write_str("an array"),
            Self::Value(Json::Object(_)) => f.write_str("an object"),
        }
    }
}

fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for character in text.chars().take(LONGEST) {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            _ => f.write_char(character)?,
        }
    }
    f.write_char('"')
}
