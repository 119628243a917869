//! Patterns that name files: `*` stands for any characters of a name, `?` for one, `[ab]` for one of
//! these, and `**` for any folders.
//!
//! Input: a path that leads nowhere as it is written. Output: the files that it names as a pattern, in
//! order. What is passed over in every folder is passed over here.

use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::discover::is_schema_file;
use super::{ignored, walk};
use crate::files::{self, FileKind, Files, Listing};

const MARKS: [char; 3] = ['*', '?', '['];

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// The path itself, or of a pattern the folder that everything it names stands in.
pub(crate) fn above(path: &Path) -> &Path {
    path.ancestors().find(|it| !has_mark(it)).unwrap_or(path)
}

/// What to watch for changes of what a path names: the path itself, or of a pattern the folder, so that
/// files that come later are seen. Where that is the working folder, which has much else in it, the files.
/// What says which of them are passed over stands above.
pub(crate) fn to_watch(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let mut watched = inputs_to_watch(files, path);
    if !matches!(files.kind(path), Ok(Some(FileKind::File))) {
        watched.extend(ignored::rules_above(files, above(path)));
    }
    watched
}

fn inputs_to_watch(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let is_there = |it: &Path| files::exists(files, it);
    let folder = above(path);
    if is_there(path) {
        vec![path.to_owned()]
    } else if folder.as_os_str().is_empty() || folder == Path::new(".") {
        self::files(files, path).ok().flatten().unwrap_or_default()
    } else {
        Vec::from_iter(Some(folder.to_owned()).filter(|it| is_there(it)))
    }
}

fn has_mark(path: &Path) -> bool {
    path.to_string_lossy().contains(MARKS)
}

/// The files that a pattern names; nothing if the path is none.
pub(super) fn files(files: &dyn Files, path: &Path) -> io::Result<Option<Vec<PathBuf>>> {
    Ok(listing(files, path, &[])?.map(|it| it.files))
}

/// The same, with links that may lead to other folders, and with what must not be read.
pub(super) fn listing(
    files: &dyn Files,
    path: &Path,
    links: &[PathBuf],
) -> io::Result<Option<Listing>> {
    if !has_mark(path) {
        return Ok(None);
    }
    let pattern = Pattern::new(&path.to_string_lossy())
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let folder = above(path);
    if !folder.as_os_str().is_empty() && files.kind(folder)? != Some(FileKind::Folder) {
        return Ok(Some(Listing::default()));
    }
    let is_meant = |file: &Path| {
        pattern.matches_path_with(file, OPTIONS) && (names_ending(path) || is_schema_file(file))
    };
    let mut listing = walk::listing(files, folder, links, &is_meant)?;
    listing.leading_out.retain(|it| is_meant(it));
    // Of folders, those that the pattern goes into.
    let depth = path.components().count();
    listing.passed_over.retain(|it| is_meant(it) || it.components().count() < depth);
    Ok(Some(listing))
}

/// Whether the pattern says how files end, so that it means those whatever the ending.
fn names_ending(pattern: &Path) -> bool {
    pattern.extension().is_some_and(|it| !has_mark(Path::new(it)))
}
