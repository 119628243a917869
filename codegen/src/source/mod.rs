//! Pass 1: bytes to JSON with spans.
//!
//! Input: paths. Output: [`Sources`], every file parsed once, in a stable order. A file that cannot
//! be read or parsed leaves a diagnostic and no entry.

mod json;
mod number;

pub use json::{Json, Kind, Member, Object, Span};
pub use number::Number;

/// Which file: an index into [`Sources::files`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub u32);

/// An input file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path as it is printed: relative to the folder that was named as input, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The parsed document.
    pub root: Json,
}

/// All input files, in order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files.
    pub files: Vec<File>,
}

impl Sources {
    /// The file of `id`.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }
}
