//! A plan as findings and as a unified diff, for people.
//!
//! Input: a plan. Output: what is wrong on disk, and a text that is never longer than a reader can
//! take in and says how much it leaves out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::{Change, Manifest, Plan, hash};

/// How many lines of diff are shown for one file, and for all.
const LINES_OF_A_FILE: usize = 60;
const LINES_OF_ALL: usize = 240;

/// A file that is not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Drift {
    /// Its path, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub kind: DriftKind,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DriftKind {
    /// Its text is not what is generated.
    Changed,
    /// It is not there.
    Missing,
    /// It is no longer generated.
    Stale,
    /// It is no longer generated, and was edited, so that it has to be removed by hand.
    StaleAndEdited,
    /// It was not generated, and is in the way of a file that is.
    Foreign,
}

impl DriftKind {
    /// In a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::StaleAndEdited => "stale-edited",
            Self::Foreign => "foreign",
        }
    }

    /// In a sentence.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Changed => "differs from what is generated",
            Self::Missing => "is generated but not there",
            Self::Stale => "is no longer generated",
            Self::StaleAndEdited => {
                "is no longer generated but was edited by hand, and so is left to you"
            }
            Self::Foreign => "is in the way of a generated file: move it or choose another folder",
        }
    }
}

impl Plan {
    /// Everything that is wrong on disk, in the order of the paths.
    #[must_use]
    pub fn drift(&self) -> Vec<Drift> {
        let changes = self.changes.iter().map(|change| {
            let kind = match change {
                Change::Create { .. } => DriftKind::Missing,
                Change::Update { .. } => DriftKind::Changed,
                Change::Remove { .. } => DriftKind::Stale,
            };
            (change.path().to_owned(), kind)
        });
        let kept = self
            .kept
            .iter()
            .map(|path| (path.clone(), DriftKind::StaleAndEdited));
        let foreign = self
            .foreign
            .iter()
            .map(|path| (path.clone(), DriftKind::Foreign));
        let mut found: Vec<(PathBuf, DriftKind)> = changes.chain(kept).chain(foreign).collect();
        if found.is_empty() && self.manifest_is_wrong {
            found.push((Manifest::path(&self.out), DriftKind::Changed));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
            .into_iter()
            .map(|(path, kind)| Drift {
                path: printed(&path),
                kind,
            })
            .collect()
    }

    /// The changes as a unified diff from what is on disk to what is generated.
    #[must_use]
    pub fn diff(&self) -> String {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        changes.sort_by_key(|change| change.path());
        let (mut text, mut left, mut hidden_lines, mut hidden_files) =
            (String::new(), LINES_OF_ALL, 0, 0);
        for change in changes {
            let diff = unified(change);
            let total = diff.lines().count();
            let shown = total.min(LINES_OF_A_FILE).min(left);
            for line in diff.lines().take(shown) {
                text.push_str(line);
                text.push('\n');
            }
            left -= shown;
            if shown == 0 && total > 0 {
                hidden_files += 1;
                hidden_lines += total;
            } else if shown < total {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "... {} more lines in this file", total - shown);
            }
        }
        if hidden_files > 0 {
            let _ = writeln!(
                text,
                "... {hidden_lines} more lines in {hidden_files} more files"
            );
        }
        text
    }
}

fn unified(change: &Change) -> String {
    let path = printed(change.path());
    let (before, after, old_name, new_name) = match change {
        Change::Create { text, .. } => ("", text.as_str(), "/dev/null", path.as_str()),
        Change::Update { before, text, .. } => {
            (before.as_str(), text.as_str(), path.as_str(), path.as_str())
        }
        Change::Remove { before, .. } => (before.as_str(), "", path.as_str(), "/dev/null"),
    };
    let before = hash::lf(before);
    TextDiff::from_lines(before.as_ref(), after)
        .unified_diff()
        .header(old_name, new_name)
        .to_string()
}

/// A path as it is printed on every machine.
fn printed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").replacen("//", "/", 1)
}
