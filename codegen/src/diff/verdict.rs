//! From inclusions of sets to verdicts.
//!
//! Input: what is known of `old ⊆ new`, `new ⊆ old` and `new ⊆ open(old)`. Output: a relation and a
//! verdict for each perspective. An old reader breaks where a new document is not in its set; an old
//! writer breaks where an old document is not in the new set; a tolerant reader is a strict reader
//! of a wider set.

use super::Change;
use crate::source::Json;

/// How a set of accepted documents changes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SetRelation {
    /// It gains documents.
    Widens,
    /// It loses documents.
    Narrows,
    /// It gains some and loses others.
    Both,
    /// It stays.
    Same,
    /// It cannot be told.
    Unknown,
}

impl SetRelation {
    /// Its name as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Widens => "widens",
            Self::Narrows => "narrows",
            Self::Both => "both",
            Self::Same => "same",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether a change breaks somebody; the later, the worse.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// It does not: there is a proof.
    Ok,
    /// Only for those who used the name of a member, which was free, for something else.
    Possible,
    /// It cannot be told.
    Unknown,
    /// It does.
    Breaks,
}

impl Verdict {
    /// Its name as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Possible => "possible",
            Self::Unknown => "unknown",
            Self::Breaks => "breaks",
        }
    }
}

/// What a change does to the Rust API by cargo's rules; the later, the worse.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Rust {
    /// No signature changes.
    Patch,
    /// Something is added or deprecated.
    Minor,
    /// A program that compiled may not compile any more.
    Major,
}

impl Rust {
    /// Its name as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Who is asked about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Perspective {
    /// Types made from the old schema read new documents.
    Strict,
    /// The same, tolerant of unknown members, values and arms, and of bounds.
    Open,
    /// Documents made with the old types meet the new schema.
    Writer,
    /// Rust programs that use the types.
    Rust,
}

impl Perspective {
    /// Everybody.
    pub const ALL: [Self; 4] = [Self::Strict, Self::Open, Self::Writer, Self::Rust];

    /// The verdict of a change for them.
    #[must_use]
    pub fn of(self, change: &Change) -> Verdict {
        match self {
            Self::Strict => change.strict,
            Self::Open => change.open,
            Self::Writer => change.writer,
            Self::Rust if change.rust == Rust::Major => Verdict::Breaks,
            Self::Rust => Verdict::Ok,
        }
    }
}

/// What is known of an inclusion of sets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Proof {
    /// It holds.
    Yes,
    /// It does not, as this document shows if there is one.
    No(Option<Json>),
    /// Nothing.
    Unknown,
}

impl Proof {
    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Self::Yes => Verdict::Ok,
            Self::No(_) => Verdict::Breaks,
            Self::Unknown => Verdict::Unknown,
        }
    }
}

/// What is known of two sets.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// `old ⊆ new`: what old writers need.
    pub(super) old_in_new: Proof,
    /// `new ⊆ old`: what strict readers need.
    pub(super) new_in_old: Proof,
    /// `new ⊆ open(old)`: what tolerant readers need.
    pub(super) new_in_open: Verdict,
}

impl Relation {
    pub(super) const SAME: Self =
        Self { old_in_new: Proof::Yes, new_in_old: Proof::Yes, new_in_open: Verdict::Ok };

    pub(super) const UNKNOWN: Self = Self {
        old_in_new: Proof::Unknown,
        new_in_old: Proof::Unknown,
        new_in_open: Verdict::Unknown,
    };

    pub(super) fn set(&self) -> SetRelation {
        match (&self.old_in_new, &self.new_in_old) {
            (Proof::Yes, Proof::Yes) => SetRelation::Same,
            (Proof::Yes, Proof::No(_)) => SetRelation::Widens,
            (Proof::No(_), Proof::Yes) => SetRelation::Narrows,
            (Proof::No(_), Proof::No(_)) => SetRelation::Both,
            (Proof::Unknown, _) | (_, Proof::Unknown) => SetRelation::Unknown,
        }
    }
}
