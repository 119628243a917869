//! What has to change on disk.
//!
//! Input: a tree, and the files that are there. Output: a [`Plan`]. Nothing is written here.

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};

use super::{Manifest, Target, Tree, current, hash};
use crate::config::Config;
use crate::files::Files;
use crate::report::Report;
use crate::source::Sources;

/// What has to change on disk, in the order in which it is done.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
    /// Files to write and to remove.
    pub changes: Vec<Change>,
    /// Files that are no longer generated but were edited since, and so are left to their editor.
    pub kept: Vec<PathBuf>,
    /// Files that are in the way of generated ones and not the generator's. Nothing is written then.
    pub foreign: Vec<PathBuf>,
    /// Whether an earlier run was interrupted, or the manifest was lost or edited.
    pub manifest_is_wrong: bool,
    pub(super) out: PathBuf,
    pub(super) ledger: Option<PathBuf>,
    pub(super) old_manifest: Manifest,
    pub(super) new_manifest: Manifest,
}

/// One change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// A file that is missing.
    Create {
        /// Its path.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// A file with another text.
    Update {
        /// Its path.
        path: PathBuf,
        /// The text on disk.
        before: String,
        /// The text that it should have.
        text: String,
    },
    /// A file that is no longer generated.
    Remove {
        /// Its path.
        path: PathBuf,
        /// The text on disk.
        before: String,
    },
}

impl Change {
    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Create { path, .. } | Self::Update { path, .. } | Self::Remove { path, .. } => {
                path
            }
        }
    }
}

impl Plan {
    /// Whether what is on disk is what was generated.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let Self { changes, kept, foreign, manifest_is_wrong, .. } = self;
        changes.is_empty() && kept.is_empty() && foreign.is_empty() && !manifest_is_wrong
    }

    /// Whether writing would change any byte: the digest in the manifest may be old although the
    /// tree is right.
    #[must_use]
    pub fn writes_nothing(&self) -> bool {
        self.is_clean() && self.old_manifest == self.new_manifest
    }
}

/// The plan for what a configuration made of these sources, with so many findings.
///
/// # Errors
///
/// Something that is there cannot be read.
pub fn plan_of(
    files: &dyn Files,
    config: &Config,
    tree: Tree,
    report: &Report,
    sources: &Sources,
    findings: usize,
) -> io::Result<Plan> {
    let summary = report.summary().to_json();
    let ledger = config.ledger.as_deref().map(|path| (path, summary.as_str()));
    let digest = current::digest(config, sources);
    let target = Target { out: &config.out, ledger, digest: &digest, findings };
    plan(files, &target, tree)
}

/// Compares what was generated with what is on disk.
///
/// # Errors
///
/// Something that is there cannot be read.
pub fn plan(files: &dyn Files, target: &Target<'_>, tree: Tree) -> io::Result<Plan> {
    let out = target.out;
    let manifest_text = read(files, &Manifest::path(out))?;
    let known = manifest_text.as_deref().and_then(Manifest::from_json);
    let new_manifest = Manifest::of(&tree, target);
    let mut plan = Plan {
        out: out.to_owned(),
        ledger: target.ledger.map(|(path, _)| path.to_owned()),
        manifest_is_wrong: known.as_ref().is_none_or(|it| {
            it.files != new_manifest.files
                || it.ledger != new_manifest.ledger
                || it.digest.is_none()
                || !it.is_sealed()
        }),
        old_manifest: known.unwrap_or_default(),
        new_manifest,
        ..Plan::default()
    };
    for (path, text) in in_order_of_writing(tree) {
        let on_disk = read(files, &out.join(&path))?;
        if let Some(before) = &on_disk
            && is_foreign(&plan.old_manifest, &path, before, &text)
        {
            plan.foreign.push(out.join(path));
        } else {
            plan.changes.extend(change(out.join(path), on_disk, text));
        }
    }
    if let Some((path, text)) = target.ledger {
        plan.changes.extend(change(path.to_owned(), read(files, path)?, text.to_owned()));
    }
    plan_removals(files, &mut plan)?;
    Ok(plan)
}

fn change(path: PathBuf, on_disk: Option<String>, text: String) -> Option<Change> {
    match on_disk {
        None => Some(Change::Create { path, text }),
        Some(before) if hash::lf(&before) == text => None,
        Some(before) => Some(Change::Update { path, before, text }),
    }
}

fn plan_removals(files: &dyn Files, plan: &mut Plan) -> io::Result<()> {
    let wanted = &plan.new_manifest.files;
    for stale in plan.old_manifest.files.keys().filter(|it| !wanted.contains_key(*it)) {
        let path = plan.out.join(stale);
        match read(files, &path)? {
            None => {}
            Some(before) if plan.old_manifest.wrote(stale, &before) => {
                plan.changes.push(Change::Remove { path, before });
            }
            Some(_) => plan.kept.push(path),
        }
    }
    Ok(())
}

/// Whether a file was written by somebody else: it is not in the manifest, and does not say that it
/// is generated, which it would if the manifest had been lost.
fn is_foreign(manifest: &Manifest, path: &str, on_disk: &str, text: &str) -> bool {
    !manifest.files.contains_key(path)
        && hash::lf(on_disk) != text
        && !on_disk.lines().take(5).any(|line| line.contains("@generated"))
}

/// Files below before files above, a folder's `mod.rs` after the others, the root after all: what
/// names other files comes after them.
fn in_order_of_writing(tree: Tree) -> Vec<(String, String)> {
    let mut files: Vec<_> = tree.files.into_iter().collect();
    files.sort_by_cached_key(|(path, _)| {
        let is_module_root = path == "mod.rs" || path.ends_with("/mod.rs");
        (Reverse(path.matches('/').count()), is_module_root, path.clone())
    });
    files
}

/// The text of a file, none if there is no file. Bytes that are no text are shown as such: they are
/// never what was generated.
pub(super) fn read(files: &dyn Files, path: &Path) -> io::Result<Option<String>> {
    match files.read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
