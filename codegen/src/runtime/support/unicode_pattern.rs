//! Regular expressions in Unicode mode, as the specification asks (core, section 6.4).

use regress::Regex;

use super::pattern::Pattern;

impl Pattern {
    /// The regular expression of this text with the flag `u`, with which it compiles.
    pub const fn unicode(source: &'static str) -> Self {
        Self::compiled_by(source, |source| Regex::with_flags(source, "u").ok())
    }
}
