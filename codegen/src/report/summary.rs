//! The part of the report that is committed, so that a review shows when enforcement changes.
//!
//! Input: a [`Report`]. Output: a small JSON text that says little while all is well. What the types
//! enforce is only counted, by file, so that a keyword that stops being enforced shows as a smaller
//! number; whatever takes more than a type has a line of its own. Everything is sorted, one fact a
//! line, so that two summaries compare line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Enforcement, Report, Rung};

/// What is committed of a report.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Summary {
    /// How many types there are on each rung.
    pub rungs: BTreeMap<String, usize>,
    /// How many keywords are enforced in each way.
    pub enforcement: BTreeMap<String, usize>,
    /// By `file#/pointer keyword`: how everything is enforced that is neither enforced by a type nor
    /// an annotation, with the reason.
    pub beyond_types: BTreeMap<String, String>,
    /// How many keywords the types enforce, by file.
    pub by_type: BTreeMap<String, usize>,
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
                Enforcement::Annotation => {}
                Enforcement::Type => *summary.by_type.entry(entry.file.clone()).or_default() += 1,
                Enforcement::Check | Enforcement::Validator | Enforcement::Unsupported => {
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

    /// What is enforced in a weaker way than in the `earlier` summary, each in a line.
    ///
    /// A keyword that is new and needs more than a type counts only where nothing enforces it: that
    /// a check does is no step back.
    #[must_use]
    pub fn weaker_than(&self, earlier: &Self) -> Vec<String> {
        let mut weaker = Vec::new();
        for (place, how) in &self.beyond_types {
            let before = earlier.beyond_types.get(place);
            let rank_before = before.map_or(rank("validator"), |it| rank(it));
            if rank(how) > rank_before {
                let before = before.map_or("enforced or absent", String::as_str);
                weaker.push(format!("{place}: {how} (before: {before})"));
            }
        }
        weaker
    }
}

/// How weak a way of enforcement is, by the name that a line begins with.
fn rank(how: &str) -> usize {
    let name = how.split(':').next().unwrap_or_default();
    Enforcement::ALL.iter().position(|it| it.name() == name).unwrap_or(Enforcement::ALL.len())
}
