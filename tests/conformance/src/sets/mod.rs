//! Sets of schemas as teams have them: many folders, each made into one tree, a line for each.
//!
//! Input: folders, or a TOML file that lists them. Output: a [`Row`] for each set: whether it generates
//! and compiles, what that takes, and what becomes of its documents. A set that fails is a row that says
//! why; the run goes on.

pub mod list;
pub mod text;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Result;
use crate::generate::Stage;
use crate::known::Known;
use crate::plan::{Plan, identifier};
use crate::reach;
use crate::report::{self, Counts};
use crate::run::{self, Results, Settings};
use list::Set;

/// What a set comes to.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// How long generating took, and how much memory at most, if it was generated.
    pub generated: Option<(Duration, Option<u64>)>,
    /// Types, and those that take any JSON.
    pub types: [usize; 2],
    /// What is counted.
    pub counts: Counts,
    /// The first thing that went wrong, with where.
    pub finding: Option<String>,
    /// Whether nothing went wrong but what is known.
    pub is_content: bool,
}

/// Runs the sets one after the other.
///
/// # Errors
///
/// Where the run itself cannot go on.
pub fn run(sets: &[Set], settings: &Settings, known: &Known) -> Result<Vec<Row>> {
    sets.iter()
        .map(|set| {
            run::say(&format!("{}:", set.name));
            match set.plan() {
                // What cannot be read is a finding about the set, like what cannot be generated.
                Err(error) => Ok(Row {
                    name: set.name.clone(),
                    finding: Some(error.to_string()),
                    ..Row::default()
                }),
                Ok(plan) => row(set, &plan, settings, known),
            }
        })
        .collect()
}

fn row(set: &Set, plan: &Plan, settings: &Settings, known: &Known) -> Result<Row> {
    let settings = settings_of(set, settings);
    let results = run::run(plan, &settings)?;
    let report = report::report(plan, &results);
    let known = known.clone().with_settings(&settings.generator.set);
    let comparison = known.compare(plan, &report.findings);
    let mut row = Row {
        name: set.name.clone(),
        generated: generated(&results),
        types: types(&results),
        is_content: !comparison.covered.contains(&false) && comparison.stale.is_empty(),
        ..Row::default()
    };
    report.rows.iter().for_each(|part| row.counts.add(&part.counts));
    let mut findings = report.findings.iter().zip(&comparison.covered);
    row.finding = findings.find(|(_, known)| !**known).map(|(finding, _)| {
        let place = finding.case.map_or_else(
            || plan.schemas[finding.schema].label(),
            |case| plan.cases[case].test.clone(),
        );
        let text = report::table::first_line(&finding.text);
        format!("{}: {place}: {text}", finding.kind.name())
    });
    let stale = comparison.stale.first();
    row.finding = row.finding.or_else(|| {
        stale.map(|entry| format!("no longer fails, but is listed as known: {entry:?}"))
    });
    Ok(row)
}

/// Each set has a folder of its own, and is one tree whose reach is measured.
fn settings_of(set: &Set, settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.options.work.push(identifier(&set.name));
    settings.options.reach = true;
    settings.one_tree = true;
    settings.generator.set.extend(set.set.iter().cloned());
    settings
}

/// How long generating took and how much memory, unless it failed.
fn generated(results: &Results) -> Option<(Duration, Option<u64>)> {
    let fails = |stage| matches!(stage, Stage::Generate | Stage::Inspect);
    let failed = results.failures.values().any(|failure| fails(failure.kind));
    let tree = results.trees.first().filter(|_| !failed)?;
    Some((tree.time, tree.memory))
}

fn types(results: &Results) -> [usize; 2] {
    let all = || results.trees.iter().flat_map(|tree| &tree.types);
    [all().count(), all().filter(|it| it.rung == "opaque").count()]
}

/// The counts of the reach of a row.
fn reached(row: &Row) -> reach::Counts {
    row.counts.reach.unwrap_or_default()
}

/// The name of a folder without its path.
fn last_part(path: &Path) -> String {
    let absolute: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    absolute.file_name().map_or_else(|| "set".to_owned(), |it| it.to_string_lossy().into_owned())
}
