//! Runs the harness programs.
//!
//! Input: programs and the plan's cases. Output: an [`Outcome`] for each case. A program that dies
//! of a case is started again behind it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::compile::Program;
use crate::error::Result;
use crate::generate::Tree;
use crate::harness::Options;
use crate::plan::{Plan, write};
use crate::process;

/// What became of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was read. `lost` says how what was written differs from it, `inconsistent` which two ways
    /// to read it disagree.
    Accepted {
        /// Where the round trip loses something, and what.
        lost: Option<String>,
        /// Which two ways disagree.
        inconsistent: Option<String>,
    },
    /// It was refused.
    Refused {
        /// The error's text.
        error: String,
        /// Which two ways disagree.
        inconsistent: Option<String>,
    },
    /// The code panicked.
    Panicked(String),
    /// The program died.
    Crashed(String),
    /// The code did not return in time.
    TimedOut,
}

#[derive(Deserialize)]
struct Line {
    case: usize,
    result: Report,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Report {
    refused: Option<String>,
    lost: Option<String>,
    inconsistent: Option<String>,
    panicked: Option<String>,
    timed_out: bool,
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Self {
        let inconsistent = report.inconsistent;
        match (report.panicked, report.refused) {
            (Some(text), _) => Self::Panicked(text),
            _ if report.timed_out => Self::TimedOut,
            (None, Some(error)) => Self::Refused {
                error,
                inconsistent,
            },
            (None, None) => Self::Accepted {
                lost: report.lost,
                inconsistent,
            },
        }
    }
}

/// Runs all programs and returns the outcomes by index into [`Plan::cases`].
///
/// # Errors
///
/// Where a program cannot be started, or prints what it should not.
pub fn run(
    plan: &Plan,
    programs: &[Program],
    trees: &[Tree],
    options: &Options,
    limit: Duration,
    jobs: usize,
) -> Result<BTreeMap<usize, Outcome>> {
    let results = process::in_parallel(programs.len(), jobs, |index| {
        batch(plan, &programs[index], trees, options, limit)
    });
    let mut outcomes = BTreeMap::new();
    for result in results {
        outcomes.extend(result?);
    }
    Ok(outcomes)
}

fn batch(
    plan: &Plan,
    program: &Program,
    trees: &[Tree],
    options: &Options,
    limit: Duration,
) -> Result<Vec<(usize, Outcome)>> {
    let cases = cases(plan, program, trees);
    let mut text = String::new();
    for &case in &cases {
        let case = &plan.cases[case];
        let name = &plan.schemas[case.schema].name;
        let _ = writeln!(text, "{}", json!({ "schema": name, "text": case.text }));
    }
    let path = options.work.join(&program.batch.name).join("cases.jsonl");
    write(&path, &text)?;
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(cases.len());
    while outcomes.len() < cases.len() {
        let mut command = Command::new(&program.path);
        command
            .arg(&path)
            .arg(outcomes.len().to_string())
            .arg(limit.as_secs().to_string());
        let output = process::run(&mut command, Duration::from_secs(3600))?;
        let before = outcomes.len();
        for line in output.stdout.lines() {
            match serde_json::from_str::<Line>(line) {
                Ok(line) if line.case == outcomes.len() => outcomes.push(line.result.into()),
                // What the program wrote of a line before it died.
                _ => break,
            }
        }
        let ended_by_timeout =
            outcomes.len() > before && outcomes.last() == Some(&Outcome::TimedOut);
        if outcomes.len() < cases.len() && !ended_by_timeout {
            let text = format!("{}: {}", output.ending, output.stderr.trim());
            outcomes.push(Outcome::Crashed(text));
        }
    }
    Ok(cases.into_iter().zip(outcomes).collect())
}

/// The cases of the schemas that `program` has types for, in order.
fn cases(plan: &Plan, program: &Program, trees: &[Tree]) -> Vec<usize> {
    let roots = program
        .batch
        .trees
        .iter()
        .flat_map(|&tree| &trees[tree].roots);
    let schemas: std::collections::BTreeSet<usize> = roots
        .filter(|(_, root)| root.is_ok())
        .map(|(schema, _)| *schema)
        .collect();
    (0..plan.cases.len())
        .filter(|&case| schemas.contains(&plan.cases[case].schema))
        .collect()
}
