//! What a value violates and where, and the text that errors of deserialisation carry it in.

use std::fmt;

/// A value is not what its schema asks for.
///
/// Only the tree makes errors; others get to read them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error {
    details: Box<Details>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Details {
    instance_location: String,
    keyword: &'static str,
    schema_location: &'static str,
    expected: String,
    found: String,
}

impl Error {
    /// A violation of a keyword of the schema at a location, by the value as a whole.
    #[cold]
    pub(in super::super) fn new(
        keyword: &'static str,
        schema_location: &'static str,
        expected: String,
        found: String,
    ) -> Self {
        let instance_location = String::new();
        let details = Details { instance_location, keyword, schema_location, expected, found };
        Self { details: Box::new(details) }
    }

    /// The same violation, seen from the object or array that has the value under a name or at an
    /// index.
    #[must_use]
    #[cold]
    pub(in super::super) fn within(mut self, segment: &dyn fmt::Display) -> Self {
        self.details.instance_location.insert_str(0, &pointer(segment));
        self
    }

    /// Where the value stands, as a JSON Pointer.
    #[must_use]
    pub fn instance_location(&self) -> &str {
        &self.details.instance_location
    }

    /// The keyword that the value violates, by its name in draft 2020-12.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        self.details.keyword
    }

    /// Where the schema stands that the keyword belongs to: a file and a JSON Pointer; empty for a
    /// `format`, whose type several schemas share.
    #[must_use]
    pub fn schema_location(&self) -> &'static str {
        self.details.schema_location
    }

    /// What the keyword asks for.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.details.expected
    }

    /// What is there instead, shortened; without the value if it is secret.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.details.found
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { instance_location, keyword, schema_location, expected, found } =
            &*self.details;
        if !instance_location.is_empty() {
            write!(f, "{}: ", OneLine(instance_location))?;
        }
        let (expected, found) = (OneLine(expected), OneLine(found));
        write!(f, "expected {expected}, found {found} ({keyword}")?;
        if !schema_location.is_empty() {
            write!(f, ", {schema_location}")?;
        }
        f.write_str(")")
    }
}

impl std::error::Error for Error {}

/// Says that an error of deserialisation comes from the member or item at a segment of the instance,
/// and which schema applies to it: a file and a JSON Pointer, or the rest of one for what stands in an
/// array or a map without a name of its own.
#[cold]
pub fn at<E: serde::de::Error>(segment: &dyn fmt::Display, schema: &str, error: E) -> E {
    E::custom(within(segment, schema, &error))
}

/// Says which schema applies to the value that an error of deserialisation is about, unless the
/// error knows.
#[cold]
pub fn by<E: serde::de::Error>(schema: &str, error: E) -> E {
    match violation(schema, &error.to_string()) {
        Some(text) => E::custom(text),
        None => error,
    }
}

/// Apart from the kinds of errors, so that it is compiled once.
fn within(segment: &dyn fmt::Display, schema: &str, error: &dyn fmt::Display) -> String {
    let text = error.to_string();
    let text = violation(schema, &text).unwrap_or(text);
    let separator = if text.starts_with('/') { "" } else { ": " };
    format!("{}{separator}{text}", OneLine(&pointer(segment)))
}

/// An error as serde words it, in the words of [`Error`]; or one with the rest of a location, with
/// all of it.
fn violation(schema: &str, text: &str) -> Option<String> {
    let (text, position) = split_position(text);
    if let Some((keyword, found, expected)) = refusal(text) {
        return Some(format!("expected {expected}, found {found} ({keyword}, {schema}){position}"));
    }
    let (violation, rest) = text.strip_suffix(')')?.rsplit_once(", ")?;
    let is_rest = rest.starts_with("/items") || rest.starts_with("/additionalProperties");
    is_rest.then(|| format!("{violation}, {schema}{rest}){position}"))
}

/// What serde found and expected instead, and the keyword that asks for it: the type of a value is
/// that of `type`, the values that a type cannot hold are those of `format`.
pub(super) fn refusal(text: &str) -> Option<(&'static str, &str, &str)> {
    let (keyword, rest) = match text.strip_prefix("invalid type: ") {
        Some(rest) => ("type", rest),
        None => ("format", text.strip_prefix("invalid value: ")?),
    };
    let (found, expected) = rest.rsplit_once(", expected ")?;
    Some((keyword, found, expected))
}

/// The line and column at the end of a text, where `serde_json` reads them again.
pub(super) fn split_position(text: &str) -> (&str, &str) {
    let Some(start) = text.rfind(" at line ") else { return (text, "") };
    let (before, position) = text.split_at(start);
    if position.ends_with(|last: char| last.is_ascii_digit()) {
        (before, position)
    } else {
        (text, "")
    }
}

/// A JSON Pointer of one segment.
pub(super) fn pointer(segment: &dyn fmt::Display) -> String {
    format!("/{}", segment.to_string().replace('~', "~0").replace('/', "~1"))
}

/// Text whose control characters, line breaks among them, are escaped.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;

        self.0.chars().try_for_each(|character| match character.is_control() {
            true => write!(f, "{}", character.escape_default()),
            false => f.write_char(character),
        })
    }
}
