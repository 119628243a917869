//! Where the program is called: the configuration that holds there, and the repository around it.
//!
//! Input: the files. Output: paths relative to the working folder, as short as they can be.

use std::path::{Path, PathBuf};

use crate::config::{Config, FILE_NAME};
use crate::files::{self, Files, exists};

/// The folders from the working folder upwards, to the top of the repository or of the disk.
fn folders(files: &dyn Files) -> Vec<PathBuf> {
    let depth = files.canonical(Path::new("")).map_or(1, |here| here.ancestors().count());
    let up = |steps: usize| std::iter::repeat_n("..", steps).collect::<PathBuf>();
    let mut folders = Vec::new();
    for folder in (0..depth).map(up) {
        let is_top = exists(files, &folder.join(".git"));
        folders.push(folder);
        if is_top {
            break;
        }
    }
    folders
}

/// The configuration of the working folder or of the nearest one above it.
pub(super) fn configuration(files: &dyn Files) -> Option<PathBuf> {
    folders(files).into_iter().map(|it| it.join(FILE_NAME)).find(|it| exists(files, it))
}

/// The path from the top of the repository to the working folder; none outside of one.
pub(super) fn in_repository(files: &dyn Files) -> Option<PathBuf> {
    let top = folders(files).pop().filter(|it| exists(files, &it.join(".git")))?;
    let here = files.canonical(Path::new("")).ok()?;
    let steps: Vec<_> = here.components().collect();
    Some(steps.get(steps.len().checked_sub(top.components().count())?..)?.iter().collect())
}

/// Writes the paths of a configuration that stands above as one would write them here.
pub(super) fn shorten(config: &mut Config, files: &dyn Files) {
    let Ok(here) = files.canonical(Path::new("")) else { return };
    config.each_path(|path| {
        if path.starts_with("..") {
            *path = files::relative(&here, &files::normal(&here.join(&path)));
        }
    });
}
