//! What stops a run: one sentence, with what was being done when it happened.
//!
//! A finding about the generator is never one of these; it is counted and reported instead.

use std::fmt;

/// Why the runner could not go on.
#[derive(Debug)]
pub struct Error(String);

/// The result of everything here that may stop a run.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Adds what was being done to an error.
pub trait Context<T> {
    /// Puts `what` in front of the error's text.
    ///
    /// # Errors
    ///
    /// The same as `self`.
    fn context(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Error(format!("{what}: {error}")))
    }
}
