//! The part of the report that is committed, so that a review shows when enforcement changes.
//!
//! Input: a [`Report`]. Output: a small JSON text that says little while all is well. What the types
//! enforce is only counted, by file and keyword, so that a keyword that stops being enforced shows as
//! a smaller number; whatever takes more than a type has a line of its own. Everything is sorted, one fact a
//! line, so that two summaries compare line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Enforcement, LedgerEntry, Report, Rung};

/// What is committed of a report.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Summary {
    /// How many types there are on each rung.
    pub rungs: BTreeMap<String, usize>,
    /// How many keywords are enforced in each way.
    pub enforcement: BTreeMap<String, usize>,
    /// By `file#/pointer keyword`: how everything is enforced that is neither enforced by a type nor
    /// a plain annotation, with the reason.
    pub beyond_types: BTreeMap<String, String>,
    /// How often the types enforce each keyword, by file.
    pub by_type: BTreeMap<String, Counts>,
}

impl Summary {
    /// The summary of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut summary = Self::default();
        for rung in Rung::ALL {
            summary.rungs.insert(rung.name().to_owned(), 0);
        }
        for by in Enforcement::ALL {
            summary.enforcement.insert(by.name().to_owned(), 0);
        }
        for entry in &report.types {
            *summary.rungs.entry(entry.rung.name().to_owned()).or_default() += 1;
        }
        for entry in &report.ledger {
            let name = entry.by.name().to_owned();
            match entry.by {
                Enforcement::Annotation if entry.why.is_empty() => {}
                Enforcement::Type => {
                    summary.by_type.entry(entry.file.clone()).or_default().add(&entry.keyword);
                }
                Enforcement::Annotation
                | Enforcement::Check
                | Enforcement::Validator
                | Enforcement::Unsupported => {
                    let how = match entry.why.as_str() {
                        "" => name.clone(),
                        why => format!("{name}: {why}"),
                    };
                    summary.beyond_types.insert(entry.place(), how);
                }
            }
            *summary.enforcement.entry(name).or_default() += 1;
        }
        summary
    }

    /// Reads a committed summary; none if the text is none.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text to commit.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Maps of strings and numbers always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// How often the types enforce the keyword of an entry in its file.
    pub(super) fn by_type(&self, entry: &LedgerEntry) -> usize {
        self.by_type.get(&entry.file).map_or(0, |counts| counts.of(&entry.keyword))
    }
}

/// How often there is what, as a text of one line: `properties 12, required 1, type 20`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "String", into = "String")]
pub struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn add(&mut self, name: &str) {
        *self.0.entry(name.to_owned()).or_default() += 1;
    }

    fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or_default()
    }
}

impl From<Counts> for String {
    fn from(Counts(counts): Counts) -> Self {
        let count = |(name, count)| format!("{name} {count}");
        counts.iter().map(count).collect::<Vec<_>>().join(", ")
    }
}

impl From<String> for Counts {
    fn from(text: String) -> Self {
        let count = |it: &str| {
            let (name, count) = it.rsplit_once(' ')?;
            Some((name.to_owned(), count.parse().ok()?))
        };
        Self(text.split(", ").filter_map(count).collect())
    }
}

/// How weak a way of enforcement is, by the name that a line begins with.
pub(super) fn rank(how: &str) -> usize {
    let name = how.split(':').next().unwrap_or_default();
    Enforcement::ALL.iter().position(|it| it.name() == name).unwrap_or(Enforcement::ALL.len())
}
