//! A plan as findings: what is wrong on disk.
//!
//! Input: a plan. Output: a finding for each file that is not as it should be, at the first line that
//! differs, in the order of the paths.

use std::path::{Path, PathBuf};

use super::{Change, Manifest, Plan, hash};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::report::Summary;
use crate::source::{File, FileId, Sources, Span};

/// A file that is not as it should be.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Drift {
    /// Its path.
    pub path: PathBuf,
    /// What is wrong with it: `G001` to `G005`.
    pub code: Code,
}

impl Plan {
    /// Every file that is not as it should be, in the order of the paths.
    #[must_use]
    pub fn drift(&self) -> Vec<Drift> {
        let drift = |path: &Path, code| Drift { path: path.to_owned(), code };
        let changes = self.changes.iter().map(|change| match change {
            Change::Create { path, .. } => drift(path, Code::Missing),
            Change::Update { path, .. } => drift(path, Code::Outdated),
            Change::Remove { path, .. } => drift(path, Code::Stale),
        });
        let kept = self.kept.iter().map(|path| drift(path, Code::StaleAndEdited));
        let foreign = self.foreign.iter().map(|path| drift(path, Code::Foreign));
        let mut found: Vec<_> = changes.chain(kept).chain(foreign).collect();
        if found.is_empty() && self.manifest_is_wrong {
            found.push(drift(&Manifest::path(&self.out), Code::Outdated));
        }
        found.sort();
        found
    }

    /// The same as findings, each with what to do about it, and the files that they are about.
    #[must_use]
    pub fn findings(&self, fix: &str) -> (Vec<Diagnostic>, Sources) {
        let mut sources = Sources::default();
        let findings = self.drift().into_iter().map(|drift| {
            let path = printed(&drift.path);
            let finding =
                Diagnostic::new(drift.code, format!("`{path}` {}", predicate(drift.code)));
            let finding = match drift.code {
                Code::Foreign => finding.help("move it, or choose another output folder"),
                _ => finding.help(fix),
            };
            match self.first_difference(&drift.path) {
                Some((text, span)) => finding.at(add(&mut sources, path, text, span), ""),
                None => finding,
            }
        });
        let findings = findings.collect();
        (findings, sources)
    }

    /// The summary of the ledger that is on disk, if it is to be another one.
    #[must_use]
    pub fn summary_before(&self, ledger: Option<&Path>) -> Option<Summary> {
        let before = self.changes.iter().find_map(|change| match change {
            Change::Update { path, before, .. } if Some(path.as_path()) == ledger => Some(before),
            _ => None,
        });
        Summary::from_json(before?)
    }

    /// The text on disk and the first line of it that is not as generated.
    fn first_difference(&self, path: &Path) -> Option<(&str, Span)> {
        self.changes.iter().find_map(|change| match change {
            Change::Update { path: changed, before, text } if changed == path => {
                Some((before.as_str(), first_difference(before, text)))
            }
            _ => None,
        })
    }
}

fn predicate(code: Code) -> &'static str {
    match code {
        Code::Missing => "is generated but not there",
        Code::Stale => "is no longer generated",
        Code::StaleAndEdited => "is no longer generated, but was edited and is left to you",
        Code::Foreign => "was not generated, and is in the way of a file that is",
        _ => "differs from what is generated",
    }
}

fn add(sources: &mut Sources, path: String, text: &str, span: Span) -> Location {
    let file = FileId(u32::try_from(sources.files.len()).unwrap_or(u32::MAX));
    sources.files.push(File::of_text(path, text.to_owned()));
    Location { file, span, pointer: String::new() }
}

/// The bytes of the first line of `before` that is not in the same place of `after`.
fn first_difference(before: &str, after: &str) -> Span {
    let offset = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    let mut start = 0;
    let mut after_lines = after.lines();
    for line in before.split_inclusive('\n') {
        let text = hash::lf(line);
        let text = text.trim_end_matches('\n');
        if after_lines.next() != Some(text) {
            return Span { start: offset(start), end: offset(start + text.len()) };
        }
        start += line.len();
    }
    Span { start: offset(start), end: offset(start) }
}

/// A path as it is printed on every machine.
pub(super) fn printed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").replacen("//", "/", 1)
}
