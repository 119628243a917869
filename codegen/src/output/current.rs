//! Whether a tree is what its inputs would give, without generating anything.
//!
//! Input: the files on disk. Output: yes, or “perhaps not”. The answer trusts the manifest, which is
//! good enough to save a build script the work, and not for a check: whoever edits a generated file
//! can edit the manifest as well.

use std::io;
use std::path::Path;

use super::hash::{self, Hasher};
use super::manifest::Manifest;
use super::plan::read;
use crate::config::Config;
use crate::files::{FileKind, Files};

/// The program, as the manifest names it.
pub const GENERATOR: &str = concat!("codegen ", env!("CARGO_PKG_VERSION"));

/// A digest of everything that the output depends on: the generator's own code, the options and the
/// bytes of all inputs. It is the same on every machine.
///
/// # Errors
///
/// An input cannot be read.
pub fn digest(files: &dyn Files, config: &Config) -> io::Result<String> {
    let mut hasher = Hasher::new();
    hasher.part(GENERATOR.as_bytes()).part(env!("CODEGEN_SOURCES").as_bytes());
    hasher.part(config.fingerprint().as_bytes());
    for input in config.schemas.iter().chain(config.uri_map.values()) {
        hasher.part(b"input");
        match files.kind(input)? {
            Some(FileKind::File) => {
                let name = input.file_name().unwrap_or_default();
                hasher.part(name.as_encoded_bytes()).part(&files.read(input)?);
            }
            Some(FileKind::Folder) => add_folder(files, input, &mut hasher)?,
            None => {}
        }
    }
    Ok(hasher.finish())
}

fn add_folder(files: &dyn Files, folder: &Path, hasher: &mut Hasher) -> io::Result<()> {
    for path in files.list(folder)? {
        for name in path.strip_prefix(folder).unwrap_or(&path) {
            hasher.part(name.as_encoded_bytes());
        }
        hasher.part(&files.read(&path)?);
    }
    Ok(())
}

/// Whether the tree in `out` was completely written for this digest and is still as it was.
#[must_use]
pub fn is_current(files: &dyn Files, out: &Path, ledger: Option<&Path>, digest: &str) -> bool {
    let has = |path: &Path, expected: &str| matches!(read(files, path), Ok(Some(text)) if hash::of_text(&text) == expected);
    let Ok(Some(text)) = read(files, &Manifest::path(out)) else {
        return false;
    };
    let Some(manifest) = Manifest::from_json(&text) else {
        return false;
    };
    manifest.digest.as_deref() == Some(digest)
        && match (ledger, &manifest.ledger) {
            (Some(path), Some(expected)) => has(path, expected),
            (None, None) => true,
            _ => false,
        }
        && manifest.files.iter().all(|(path, expected)| has(&out.join(path), expected))
}
