//! Where texts stand in a list, however many there are.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The places of the texts of a list that is always the same. They are noted when they are first wanted.
pub struct Lookup(OnceLock<HashMap<&'static str, usize>>);

impl Lookup {
    /// Nothing is noted yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Where a text stands in the list.
    pub fn place<I>(&self, text: &str, list: impl FnOnce() -> I) -> Option<usize>
    where
        I: Iterator<Item = &'static str>,
    {
        let note = || list().enumerate().map(|(place, text)| (text, place)).collect();
        self.0.get_or_init(note).get(text).copied()
    }
}
