//! Runs the harness programs.
//!
//! Input: programs and the plan's cases. Output: an [`Outcome`] for each case, with how its parts are
//! held where the programs say so. A program that dies of a case is started again behind it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::compile::Program;
use crate::error::Result;
use crate::generate::Tree;
use crate::harness::Options;
use crate::plan::{Plan, write};
use crate::process;
use crate::reach::Holding;

/// What became of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It was read.
    Accepted(Option<Flaw>),
    /// It was refused, with the error's text.
    Refused(String, Option<Flaw>),
    /// The code panicked.
    Panicked(String),
    /// The program died.
    Crashed(String),
    /// The code did not return in time.
    TimedOut,
}

/// What is wrong where the verdict may be right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// What was written differs from what was read.
    Lost(String),
    /// Two ways to the same result disagree.
    Inconsistent(String),
    /// `Debug` prints what it must not.
    Leaked(String),
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
    leaked: Option<String>,
    panicked: Option<String>,
    timed_out: bool,
    holding: Option<Holding>,
}

/// What became of a document, and how its parts are held.
type Tried = (Outcome, Option<Holding>);

/// What became of all documents, by index into [`Plan::cases`].
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// What became of each.
    pub outcomes: BTreeMap<usize, Outcome>,
    /// How the parts of each are held that was read, if that is asked for.
    pub holdings: BTreeMap<usize, Holding>,
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Self {
        let lost = report.lost.map(Flaw::Lost);
        let flaw = lost
            .or(report.inconsistent.map(Flaw::Inconsistent))
            .or(report.leaked.map(Flaw::Leaked));
        match (report.panicked, report.refused) {
            (Some(text), _) => Self::Panicked(text),
            _ if report.timed_out => Self::TimedOut,
            (None, Some(error)) => Self::Refused(error, flaw),
            (None, None) => Self::Accepted(flaw),
        }
    }
}

/// Runs all programs.
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
) -> Result<Ran> {
    let results = process::in_parallel(programs.len(), jobs, |index| {
        batch(plan, &programs[index], trees, options, limit)
    });
    let mut ran = Ran::default();
    for result in results {
        for (case, (outcome, holding)) in result? {
            ran.outcomes.insert(case, outcome);
            ran.holdings.extend(holding.map(|holding| (case, holding)));
        }
    }
    Ok(ran)
}

fn batch(
    plan: &Plan,
    program: &Program,
    trees: &[Tree],
    options: &Options,
    limit: Duration,
) -> Result<Vec<(usize, Tried)>> {
    let cases = cases(plan, program, trees);
    let mut text = String::new();
    for &case in &cases {
        let case = &plan.cases[case];
        let document = json!({
            "schema": plan.schemas[case.schema].name,
            "text": case.text,
            "hidden": hidden(&case.text, &options.secrets),
        });
        let _ = writeln!(text, "{document}");
    }
    let path = options.work.join(&program.batch.name).join("cases.jsonl");
    write(&path, &text)?;
    let mut outcomes: Vec<Tried> = Vec::with_capacity(cases.len());
    while outcomes.len() < cases.len() {
        let mut command = Command::new(&program.path);
        command.arg(&path).arg(outcomes.len().to_string()).arg(limit.as_secs().to_string());
        let output = process::run(&mut command, Duration::from_secs(3600))?;
        let before = outcomes.len();
        for line in output.stdout.lines() {
            match serde_json::from_str::<Line>(line) {
                Ok(mut line) if line.case == outcomes.len() => {
                    let holding = line.result.holding.take();
                    outcomes.push((line.result.into(), holding));
                }
                // What the program wrote of a line before it died.
                _ => break,
            }
        }
        let ended_by_timeout =
            outcomes.len() > before && matches!(outcomes.last(), Some((Outcome::TimedOut, _)));
        if outcomes.len() < cases.len() && !ended_by_timeout {
            let text = format!("{}: {}", output.ending, output.stderr.trim());
            outcomes.push((Outcome::Crashed(text), None));
        }
    }
    Ok(cases.into_iter().zip(outcomes).collect())
}

/// The cases of the schemas that `program` has types for, in order.
fn cases(plan: &Plan, program: &Program, trees: &[Tree]) -> Vec<usize> {
    let roots = program.batch.trees.iter().flat_map(|&tree| &trees[tree].roots);
    let schemas: std::collections::BTreeSet<usize> =
        roots.filter(|(_, root)| root.is_ok()).map(|(schema, _)| *schema).collect();
    (0..plan.cases.len()).filter(|&case| schemas.contains(&plan.cases[case].schema)).collect()
}

/// The strings of `document` that belong to members with one of `names` in theirs, and that are not
/// part of another string beside these.
fn hidden(document: &str, names: &[String]) -> Vec<String> {
    let (mut hidden, mut shown) = (Vec::new(), Vec::new());
    if !names.is_empty()
        && let Ok(document) = serde_json::from_str(document)
    {
        collect(&document, names, &mut hidden, &mut shown);
    }
    hidden.retain(|hidden| !shown.iter().any(|shown| shown.contains(hidden)));
    hidden
}

fn collect(value: &Value, names: &[String], hidden: &mut Vec<String>, shown: &mut Vec<String>) {
    /// Shorter strings are likely to be printed for another reason.
    const SHORTEST: usize = 6;
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let secret = names.iter().any(|part| name.contains(part.as_str()));
                match value.as_str() {
                    Some(text) if secret && text.len() >= SHORTEST => hidden.push(text.to_owned()),
                    _ => collect(value, names, hidden, shown),
                }
                shown.push(name.clone());
            }
        }
        Value::Array(elements) => {
            elements.iter().for_each(|element| collect(element, names, hidden, shown))
        }
        Value::String(text) => shown.push(text.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
