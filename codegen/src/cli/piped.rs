//! The files of the disk, and the standard input as one more.
//!
//! Input: a path. Output: what is there; at [`STANDARD_INPUT`] a file with what was piped in, which is
//! read once and only if somebody asks for it.

use std::cell::OnceCell;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::files::{FileKind, Files, Stamp};
use crate::source::STANDARD_INPUT;

/// Files, and what is piped in.
pub(super) struct Piped<'a> {
    files: &'a dyn Files,
    read: &'a dyn Fn() -> io::Result<Vec<u8>>,
    input: OnceCell<Vec<u8>>,
}

impl<'a> Piped<'a> {
    /// The files, and what `read` gives.
    pub(super) fn new(files: &'a dyn Files, read: &'a dyn Fn() -> io::Result<Vec<u8>>) -> Self {
        Self { files, read, input: OnceCell::new() }
    }
}

/// All of the standard input.
pub(super) fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

impl Files for Piped<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if !is_input(path) {
            return self.files.read(path);
        }
        if let Some(bytes) = self.input.get() {
            return Ok(bytes.clone());
        }
        let bytes = (self.read)()?;
        Ok(self.input.get_or_init(|| bytes).clone())
    }

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        if is_input(path) { Ok(Some(FileKind::File)) } else { self.files.kind(path) }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.files.entries(folder)
    }

    fn is_link(&self, path: &Path) -> io::Result<bool> {
        self.files.is_link(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonical(path)
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        self.files.stamp(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files.write(path, bytes)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.files.remove_file(path)
    }

    fn remove_empty_dir(&self, path: &Path) -> io::Result<()> {
        self.files.remove_empty_dir(path)
    }

    fn remove_leftovers(&self, folder: &Path) -> io::Result<()> {
        self.files.remove_leftovers(folder)
    }
}
