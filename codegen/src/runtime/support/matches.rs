//! What strings can be asked to be.

/// A regular expression or a format, seen so that only trees with some need what knows them.
pub trait Matches: Sync {
    /// Its text.
    fn source(&self) -> &'static str;

    /// Whether it matches anywhere in the text.
    fn matches(&self, text: &str) -> bool;

    /// Whether it is not known to match because that would have taken too many steps.
    fn gives_up(&self, _text: &str) -> bool {
        false
    }
}
