//! Regular expressions of ECMA 262, compiled when they are first needed.

use std::sync::OnceLock;

use regress::Regex;

use super::schema::Matches;

/// A regular expression that means the same with and without the flag `u`, or that is none with it.
///
/// It is compiled without, for which the code is there already.
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
        let regex = self.regex.get_or_init(|| Regex::new(self.source).ok());
        regex.as_ref().is_some_and(|regex| regex.find(text).is_some())
    }
}
