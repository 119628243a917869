//! What of a folder is read.
//!
//! Input: a folder that is an input, or in which a pattern names files. Output: what stands below it,
//! without what is hidden, what git ignores and what stands in `node_modules`: packages of others, with
//! files of every kind. What is passed over is listed. A folder that is ignored itself is read, as is one
//! of which git ignores every file that is meant: somebody has named it.

use std::io;
use std::path::{Path, PathBuf};

use super::ignored::Ignored;
use crate::files::{FileKind, Files, Listing};

/// The folder that package managers fill.
const PACKAGES: &str = "node_modules";

/// What stands below a folder, of files those that are meant.
pub(super) fn listing(
    files: &dyn Files,
    folder: &Path,
    links: &[PathBuf],
    is_meant: &dyn Fn(&Path) -> bool,
) -> io::Result<Listing> {
    let real = files.canonical(folder)?;
    let rules = Ignored::below(files, &real);
    let is_ignored = |path: &Path, kind: FileKind| {
        let rules_and_path = rules.as_ref().zip(path.strip_prefix(folder).ok());
        rules_and_path.is_some_and(|(rules, within)| rules.has(&real.join(within), kind))
    };
    let passes_over = |path: &Path, kind| holds_packages(path) || is_ignored(path, kind);
    let mut listing = files.list_but(folder, links, &passes_over)?;
    let is_file = |it: &Path| matches!(files.kind(it), Ok(Some(FileKind::File)));
    let is_meant_file = |it: &PathBuf| is_meant(it) && is_file(it);
    listing.files.retain(|it| is_meant(it));
    if listing.files.is_empty() && listing.passed_over.iter().any(is_meant_file) {
        listing = files.list_but(folder, links, &|path, _| holds_packages(path))?;
        listing.files.retain(|it| is_meant(it));
    }
    listing.others.retain(|it| is_meant(it));
    listing.broken.retain(|it| is_meant(it));
    listing.passed_over.retain(|it| is_meant(it) || !is_file(it));
    Ok(listing)
}

/// Whether packages of others stand in a folder.
pub(super) fn holds_packages(path: &Path) -> bool {
    path.file_name().is_some_and(|it| it == PACKAGES)
}
