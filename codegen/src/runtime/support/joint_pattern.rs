//! Regular expressions that are several at once: each must match a text, or must not.

use super::matches::Matches;

/// A regular expression.
pub struct JointPattern {
    source: &'static str,
    parts: &'static [(&'static dyn Matches, bool)],
}

impl JointPattern {
    /// The regular expression of this text, which matches what each of these does, or does not.
    pub const fn new(source: &'static str, parts: &'static [(&'static dyn Matches, bool)]) -> Self {
        Self { source, parts }
    }
}

impl Matches for JointPattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        self.parts.iter().all(|(part, wanted)| part.matches(text) == *wanted)
    }
}
