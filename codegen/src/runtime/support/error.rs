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

/// Says that an error of deserialisation comes from the member of this name.
#[cold]
pub fn at<E: serde::de::Error>(name: &str, error: E) -> E {
    E::custom(located(&name, &error))
}

/// Says that an error of deserialisation comes from the item at this index.
#[cold]
pub fn at_index<E: serde::de::Error>(index: usize, error: E) -> E {
    E::custom(located(&index, &error))
}

/// Puts a segment before the location at the start of an error's text. Line and column at its end
/// stay there, where `serde_json` reads them again.
fn located(segment: &dyn fmt::Display, error: &dyn fmt::Display) -> String {
    let text = error.to_string();
    let pointer = pointer(segment);
    let separator = if text.starts_with('/') { "" } else { ": " };
    format!("{}{separator}{text}", OneLine(&pointer))
}

/// A JSON Pointer of one segment.
fn pointer(segment: &dyn fmt::Display) -> String {
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
