//! Hashes of texts, to notice that they changed.
//!
//! xxh3 with 128 bits: one small crate without dependencies, fast where build scripts are not
//! optimised, the same on every machine. It is not made to withstand people who want to collide it;
//! they could as well write another hash into the manifest.

use std::borrow::Cow;

use xxhash_rust::xxh3::Xxh3Default;

/// A hash of several parts.
pub(super) struct Hasher(Xxh3Default);

impl Hasher {
    pub(super) fn new() -> Self {
        Self(Xxh3Default::new())
    }

    /// Adds a part. Its length goes in as well, so that no two lists of parts look alike.
    pub(super) fn part(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub(super) fn finish(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}

/// The hash of a text, whatever its line endings.
pub(crate) fn of_text(text: &str) -> String {
    Hasher::new().part(lf(text).as_bytes()).finish()
}

/// The text with `\n` at the end of each line.
pub(super) fn lf(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() }
}
