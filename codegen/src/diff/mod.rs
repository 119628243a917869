//! Compares two versions of a set of schemas as sets of accepted documents and as Rust APIs.
//!
//! Input: two [`Side`]s, each read under its own dialects and generated with one configuration.
//! Output: a [`Report`]: the changes, each at the finest place that shows it, and whom each breaks.
//! Invariants:
//!
//! - **No verdict `ok` without a proof.** An inclusion of sets is proved by `implies` or by the
//!   canonical form of the `jsonschema` crate, refuted by a document that one side accepts and the
//!   other refuses, or unknown. Whatever cannot be told is said to be unknown.
//! - **No verdict `breaks` without a document** that the old and the new version of a whole schema tell
//!   apart, except where the reason is structural: a type of the Rust API that is gone.
//! - Verdicts are derived from inclusions, never listed by kind of change; see the module `verdict`.
//! - The changes of a pair of schemas are steps of one way from the old schema to the new one, so
//!   that what holds for every step holds for the whole. Where a schema stands in a place in which
//!   that reasoning fails (`not`, `oneOf`, …), the schemas round it are compared instead.

mod api;
mod classes;
mod documents;
mod edits;
mod emit;
mod fingerprint;
pub mod git;
mod implies;
mod judge;
mod lift;
mod names;
mod operations;
mod pair;
mod relate;
pub mod render;
mod settings;
mod side;
mod slot;
mod told_arms;
mod tolerant_reader;
mod verdict;
mod versions;
mod walk;

pub use side::Side;
pub use verdict::{Perspective, Rust, SetRelation, Verdict};

use std::collections::HashMap;

use crate::diagnostic::{Code, Location, Severity};
use crate::source::Sources;
use verdict::Relation;
use versions::Versions;

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub code: Code,
    /// What changed, in a line.
    pub message: String,
    /// The file, as it is printed: the new one where there is one.
    pub file: String,
    /// The place in that file.
    pub pointer: String,
    /// The JSON text that was there.
    pub old: Option<String>,
    /// The JSON text that is there now.
    pub new: Option<String>,
    /// How the set of accepted documents changes.
    pub set: SetRelation,
    /// A type made from the old schema reads documents of the new one.
    pub strict: Verdict,
    /// The same for readers that tolerate unknown members, values and arms, and no bounds.
    pub open: Verdict,
    /// Documents made with the old type meet the new schema.
    pub writer: Verdict,
    /// What becomes of the Rust API.
    pub rust: Rust,
    /// What it is recognised by as long as code, place and values stay.
    pub fingerprint: String,
    /// A document that only the new schema accepts.
    pub only_new: Option<Witness>,
    /// A document that only the old schema accepts.
    pub only_old: Option<Witness>,
    /// The schemas from which the place is reached, as `file#/pointer`; those that the verdicts are of
    /// come first.
    pub reached: Vec<String>,
    /// Who breaks in which operations, where API descriptions are compared.
    pub affected: Vec<Affected>,
    /// Facts about the Rust API.
    pub notes: Vec<String>,
    /// Why it could not be told what it does, where that is so.
    pub why_unknown: Option<&'static str>,
    /// Whether it changes what programs do although nothing breaks.
    pub behaves: bool,
    /// Where it was, in [`Report::sources`].
    pub old_place: Option<Location>,
    /// Where it is, in [`Report::sources`].
    pub new_place: Option<Location>,
}

/// Somebody at one end of an operation who notices a change.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Affected {
    /// Its method and path, or the place of the schema where it has none.
    pub operation: String,
    /// Whether it is what goes to the API that changed.
    pub is_request: bool,
    /// Who notices.
    pub party: Party,
    /// `Breaks` where a document of the operation shows it, else `Unknown`.
    pub verdict: Verdict,
}

/// An end of an operation.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Party {
    /// Who asks.
    Client,
    /// Who answers.
    Server,
}

/// A document that one version of a schema accepts and the other refuses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Witness {
    /// The document, as JSON.
    pub document: String,
    /// The schema, as `file#/pointer` of the new side: a root where one notices, else a definition.
    pub schema: String,
}

impl Change {
    /// A change of nowhere yet, with the verdicts that follow from what it does to the set of accepted
    /// documents.
    fn new(code: Code, message: String, relation: &Relation) -> Self {
        Self {
            code,
            message,
            file: String::new(),
            pointer: String::new(),
            old: None,
            new: None,
            set: relation.set(),
            strict: relation.new_in_old.verdict(),
            open: relation.new_in_open,
            writer: relation.old_in_new.verdict(),
            rust: Rust::Patch,
            fingerprint: String::new(),
            only_new: None,
            only_old: None,
            reached: Vec::new(),
            affected: Vec::new(),
            notes: Vec::new(),
            why_unknown: None,
            behaves: false,
            old_place: None,
            new_place: None,
        }
    }

    /// Shows it at a place, if there is one.
    fn shown_at(self, versions: &Versions, place: Option<&Location>) -> Self {
        let file = place.map(|it| versions.path(it.file).to_owned()).unwrap_or_default();
        let pointer = place.map(|it| it.pointer.clone()).unwrap_or_default();
        Self { file, pointer, ..self }
    }

    /// Takes the worse of each verdict, with the document that shows it.
    fn worsen(&mut self, other: Self) {
        if other.strict > self.strict {
            (self.strict, self.only_new) = (other.strict, other.only_new);
        }
        if other.writer > self.writer {
            (self.writer, self.only_old) = (other.writer, other.only_old);
        }
        self.open = self.open.max(other.open);
        self.why_unknown = self.why_unknown.or(other.why_unknown);
        if self.set != other.set {
            self.set = match (self.strict, self.writer) {
                (Verdict::Unknown, _) | (_, Verdict::Unknown) => SetRelation::Unknown,
                (Verdict::Ok, Verdict::Ok) => SetRelation::Same,
                (Verdict::Ok, _) => SetRelation::Narrows,
                (_, Verdict::Ok) => SetRelation::Widens,
                (_, _) => SetRelation::Both,
            };
        }
        self.affected.extend(other.affected);
        self.affected.sort();
        self.affected.dedup();
        self.reached.extend(other.reached);
        self.reached.dedup();
    }

    /// Says why it cannot be told what it does, if it cannot.
    fn because(self, why: &'static str) -> Self {
        let is_unknown = [self.strict, self.open, self.writer].contains(&Verdict::Unknown);
        Self { why_unknown: is_unknown.then_some(why), ..self }
    }

    /// How bad it is for those whose perspectives are selected.
    #[must_use]
    pub fn severity(&self, perspectives: &[Perspective]) -> Severity {
        let verdicts: Vec<_> = perspectives.iter().map(|it| it.of(self)).collect();
        if verdicts.contains(&Verdict::Breaks) {
            Severity::Error
        } else if verdicts.iter().any(|it| *it != Verdict::Ok) || self.behaves {
            Severity::Warning
        } else {
            Severity::Info
        }
    }
}

/// The worst of all changes, by perspective.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Summary {
    /// Readers by the letter of the old schema.
    pub strict: Verdict,
    /// Tolerant readers.
    pub open: Verdict,
    /// Writers.
    pub writer: Verdict,
    /// Callers.
    pub rust: Rust,
}

/// What a comparison gives.
#[derive(Clone, Debug)]
pub struct Report {
    /// The changes, by file and place.
    pub changes: Vec<Change>,
    /// The worst of them.
    pub summary: Summary,
    /// The files of both sides, for those who show changes.
    pub sources: Sources,
    /// The steps that were taken to find out what changes do, by which its time is bounded.
    pub steps: u64,
}

/// Deep nesting makes the comparison recurse; a stack of this size holds what the reader lets through.
const STACK: usize = 512 << 20;

/// Compares two sides, of which the old one is a revision if it has a name. None if the comparison
/// stopped for a defect of this program.
#[must_use]
pub fn run(old: &Side, new: &Side, revision: Option<&str>) -> Option<Report> {
    deep(|| compare(old, new, revision))
}

/// Works on a stack of its own.
fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    })
}

fn compare(old: &Side, new: &Side, revision: Option<&str>) -> Report {
    let mut versions = versions::Versions::new(old, new);
    let pairing = pair::run(&versions, old, new);
    let mut changes = merged(walk::run(&mut versions, &pairing));
    changes.extend(documents::compare(&versions, &pairing));
    changes.extend(settings::compare(old, new));
    api::attribute(&mut changes, &versions, old, new);
    fingerprint::assign(&versions, &mut changes);
    changes.sort_by(|a, b| key(a).cmp(&key(b)));
    let summary = summary(&changes);
    let steps = versions.budget.taken();
    Report { changes, summary, sources: versions.sources(revision), steps }
}

/// What is said twice of one place, where a schema is read in several ways, is said once with the worst
/// verdicts.
fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut known: HashMap<_, usize> = HashMap::new();
    let mut merged: Vec<Change> = Vec::new();
    for change in changes {
        let Change { code, file, pointer, message, old, new, .. } = change.clone();
        let next = merged.len();
        let at = *known.entry((code, file, pointer, message, old, new)).or_insert(next);
        match merged.get_mut(at) {
            Some(first) => first.worsen(change),
            None => merged.push(change),
        }
    }
    merged
}

/// The order of changes.
fn key(change: &Change) -> (&str, u32, &str, &str, &str) {
    let place = change.new_place.as_ref().or(change.old_place.as_ref());
    let start = place.map_or(0, |it| it.span.start);
    (&change.file, start, &change.pointer, change.code.as_str(), &change.message)
}

fn summary(changes: &[Change]) -> Summary {
    let worst = |of: fn(&Change) -> Verdict| changes.iter().map(of).max().unwrap_or(Verdict::Ok);
    Summary {
        strict: worst(|it| it.strict),
        open: worst(|it| it.open),
        writer: worst(|it| it.writer),
        rust: changes.iter().map(|it| it.rust).max().unwrap_or(Rust::Patch),
    }
}
