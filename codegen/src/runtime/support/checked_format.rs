//! Formats whose strings stay strings.

use super::matches::Matches;

/// A format that a function knows.
pub struct CheckedFormat {
    /// What a text of it is, for errors.
    pub expected: &'static str,
    /// Whether a text is of it.
    pub accepts: fn(&str) -> bool,
}

impl Matches for CheckedFormat {
    fn source(&self) -> &'static str {
        self.expected
    }

    fn matches(&self, text: &str) -> bool {
        (self.accepts)(text)
    }
}
