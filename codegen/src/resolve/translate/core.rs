//! `$schema`, `$id`, `$anchor`, `$defs` …: what a schema is and what it holds.
//!
//! Input: the keyword. Output: its role; the registry has read its meaning before.

use super::{Entry, Meaning, Reader, Role};

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn structure(&mut self, meaning: Meaning, entry: Entry<'a>) -> Role {
        let (fits, expected) = match meaning {
            Meaning::Definitions => (entry.value.as_object().is_some(), "an object of schemas"),
            Meaning::Vocabulary => (entry.value.as_object().is_some(), "an object"),
            Meaning::RecursiveAnchor => (entry.value.as_bool().is_some(), "a boolean"),
            _ => (entry.value.as_str().is_some(), "a string"),
        };
        if fits { Role::Structure } else { self.bad(entry, expected) }
    }

    /// A keyword that the dialect does not know.
    pub(super) fn unknown(&mut self, entry: Entry<'a>) -> Role {
        self.foreign_annotation(entry);
        self.slip_of(entry);
        Role::Annotation
    }
}
