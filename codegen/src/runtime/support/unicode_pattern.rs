//! Regular expressions of ECMA 262 with the flag `u`, compiled when they are first needed.

use std::sync::OnceLock;

use regress::Regex;

use super::schema::Matches;

/// A regular expression in Unicode mode, as the specification asks (core, section 6.4).
pub struct UnicodePattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl UnicodePattern {
    /// The regular expression of this text, which compiles.
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new() }
    }
}

impl Matches for UnicodePattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        let regex = self.regex.get_or_init(|| Regex::with_flags(self.source, "u").ok());
        regex.as_ref().is_some_and(|regex| regex.find(text).is_some())
    }
}
