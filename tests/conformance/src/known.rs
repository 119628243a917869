//! Failures that are known and why.
//!
//! Input: a file of entries and the findings of a run. Output: the findings that no entry covers,
//! and the entries that cover no finding although what they name was run. Both fail a run, so the
//! list can neither hide something new nor outlive what it excuses.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Context, Result};
use crate::plan::{Plan, Schema, read};
use crate::report::Finding;

/// The file's content.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The entries.
    #[serde(default)]
    pub known: Vec<Entry>,
}

/// A failure, or several: a key that is left out matches anything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The suite or corpus.
    pub suite: String,
    /// The draft.
    pub draft: Option<String>,
    /// The file; may end in `*`.
    pub file: Option<String>,
    /// The group of tests.
    pub group: Option<String>,
    /// The test.
    pub test: Option<String>,
    /// The key of the generator's configuration that mends it: where a run sets it, the entry does not
    /// count.
    pub unless: Option<String>,
    /// The `KEY=VALUE` of the generator's configuration that brings it about: the entry counts only
    /// where a run sets it so.
    pub only: Option<String>,
    /// Why it fails.
    pub reason: String,
}

/// How a run's findings compare with what is known.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Whether each finding is covered by an entry.
    pub covered: Vec<bool>,
    /// The entries that cover nothing, although what they name was run.
    pub stale: Vec<Entry>,
}

impl Known {
    /// Reads the file at `path`; one that does not exist has no entries.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or understood.
    pub fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        toml::from_str(&read(path)?).context(path.display())
    }

    /// The entries that count in a run with these `KEY=VALUE` pairs for the generator.
    #[must_use]
    pub fn with_settings(mut self, set: &[String]) -> Self {
        let keys = || set.iter().filter_map(|pair| Some(pair.split_once('=')?.0.trim()));
        // A star stands for every key of its table.
        let table = |key: &str| key.rsplit_once('.').map(|(table, _)| format!("{table}.\"*\""));
        let is_set =
            |key: &str| keys().any(|it| it == key || table(key).is_some_and(|all| it == all));
        let is_pair = |wanted: &str| set.iter().any(|pair| setting(pair) == setting(wanted));
        self.known.retain(|entry| {
            !entry.unless.as_deref().is_some_and(is_set)
                && entry.only.as_deref().is_none_or(is_pair)
        });
        self
    }

    /// Compares `findings` with the entries.
    #[must_use]
    pub fn compare(&self, plan: &Plan, findings: &[Finding]) -> Comparison {
        let entries: Vec<&Entry> =
            self.known.iter().filter(|entry| entry.suite == plan.suite).collect();
        let mut used = vec![false; entries.len()];
        let covered = findings.iter().map(|finding| {
            let mut covered = false;
            for (entry, used) in entries.iter().zip(&mut used) {
                let schema = &plan.schemas[finding.schema];
                let test = finding.case.map(|case| plan.cases[case].test.as_str());
                if entry.matches(schema, test) {
                    covered = true;
                    *used = true;
                }
            }
            covered
        });
        let covered = covered.collect();
        let stale = entries.iter().zip(used).filter(|(entry, used)| !used && entry.was_run(plan));
        Comparison { covered, stale: stale.map(|(entry, _)| (*entry).clone()).collect() }
    }
}

/// The key and value of a pair, without the spaces and quotes that may be left out.
fn setting(pair: &str) -> Option<(&str, &str)> {
    let (key, value) = pair.split_once('=')?;
    Some((key.trim(), value.trim().trim_matches('"')))
}

impl Entry {
    fn matches(&self, schema: &Schema, test: Option<&str>) -> bool {
        let any_or = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == found)
        };
        let file = self.file.as_deref().is_none_or(|wanted| match wanted.strip_suffix('*') {
            Some(start) => schema.file.starts_with(start),
            None => schema.file == wanted,
        });
        file && any_or(&self.draft, schema.draft.as_deref())
            && any_or(&self.group, schema.group.as_deref())
            && any_or(&self.test, test)
    }

    fn was_run(&self, plan: &Plan) -> bool {
        plan.cases.iter().any(|case| self.matches(&plan.schemas[case.schema], Some(&case.test)))
            || plan.schemas.iter().any(|schema| self.matches(schema, None))
    }
}
