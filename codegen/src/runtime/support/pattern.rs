//! Regular expressions of ECMA 262, compiled when they are first needed.

use std::sync::OnceLock;

use regress::Regex;

use super::schema::Matches;

/// A regular expression.
pub struct Pattern {
    source: &'static str,
    compile: fn(&str) -> Option<Regex>,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The regular expression of this text, which compiles, and means the same with and without the
    /// flag `u` or is none with it: without flags, the code that compiles it is there already.
    pub const fn new(source: &'static str) -> Self {
        Self::compiled_by(source, |source| Regex::new(source).ok())
    }

    pub(super) const fn compiled_by(
        source: &'static str,
        compile: fn(&str) -> Option<Regex>,
    ) -> Self {
        Self { source, compile, regex: OnceLock::new() }
    }
}

impl Matches for Pattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        let regex = self.regex.get_or_init(|| (self.compile)(self.source));
        regex.as_ref().is_some_and(|regex| regex.find(text).is_some())
    }
}
