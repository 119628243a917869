//! Does what a plan says.
//!
//! Input: a plan. Output: the files on disk, and how many of them changed. The order is explained in
//! the module above.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::{Change, Manifest, Plan};
use crate::files::Files;

/// What was done.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// Files that were created.
    pub created: usize,
    /// Files whose text was replaced.
    pub updated: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// Does what the plan says.
///
/// # Errors
///
/// A file cannot be written or removed, or one that is not the generator's is in the way; nothing is
/// written in the latter case.
pub fn write(files: &dyn Files, plan: &Plan) -> io::Result<Written> {
    if let Some(path) = plan.foreign.first() {
        let path = path.display();
        let message =
            format!("{path}: this file was not generated and is in the way of one that is");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    remove_leftovers(files, plan);
    let mut written = Written::default();
    if plan.writes_nothing() {
        return Ok(written);
    }
    let manifest_path = Manifest::path(&plan.out);
    if !plan.changes.is_empty() {
        let both = plan.old_manifest.on_the_way_to(&plan.new_manifest);
        files.write(&manifest_path, both.to_json().as_bytes())?;
    }
    for change in &plan.changes {
        apply(files, change, &plan.out, &mut written)?;
    }
    files.write(&manifest_path, plan.new_manifest.to_json().as_bytes())?;
    Ok(written)
}

/// Removes what a run that was killed may have left. Where that cannot be done it is in nobody's way.
fn remove_leftovers(files: &dyn Files, plan: &Plan) {
    let manifests = [&plan.old_manifest, &plan.new_manifest];
    let mut folders: BTreeSet<_> = manifests.iter().flat_map(|it| it.folders(&plan.out)).collect();
    folders.extend(plan.ledger.as_deref().and_then(Path::parent).map(Path::to_owned));
    for folder in folders {
        let _ = files.remove_leftovers(&folder);
    }
}

fn apply(files: &dyn Files, change: &Change, out: &Path, written: &mut Written) -> io::Result<()> {
    match change {
        Change::Create { path, text } => {
            files.write(path, text.as_bytes())?;
            written.created += 1;
        }
        Change::Update { path, text, .. } => {
            files.write(path, text.as_bytes())?;
            written.updated += 1;
        }
        Change::Remove { path, .. } => {
            match files.remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => written.removed += 1,
            }
            remove_empty_folders(files, path, out);
        }
    }
    Ok(())
}

/// Removes the folders above a removed file that have become empty, up to the output folder. That one
/// is not empty, or not removable, is the usual case and no error.
fn remove_empty_folders(files: &dyn Files, path: &Path, out: &Path) {
    let mut folder = path.parent().map(PathBuf::from);
    while let Some(path) = folder
        && path != out
        && path.starts_with(out)
        && files.remove_empty_dir(&path).is_ok()
    {
        folder = path.parent().map(PathBuf::from);
    }
}
