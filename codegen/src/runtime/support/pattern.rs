//! Regular expressions of ECMA 262, compiled when they are first needed.

use std::sync::OnceLock;

use regress::Regex;

use super::schema::Matches;

/// A regular expression.
pub struct Pattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The regular expression of this text, which compiles.
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new() }
    }
}

impl Matches for Pattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        let compile = || {
            // Unicode mode, as the specification asks; what is only valid without it still counts.
            Regex::with_flags(self.source, "u").or_else(|_| Regex::new(self.source)).ok()
        };
        self.regex.get_or_init(compile).as_ref().is_some_and(|regex| regex.find(text).is_some())
    }
}
