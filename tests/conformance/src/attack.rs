//! Attacks types with documents made for the purpose.
//!
//! Input: programs, and the plan whose documents the attack begins with. Output: [`Results`]: how much
//! was tried, and each document that took too much time or memory, ended the program, or drew a secret
//! or too many words from an error. The work is done by [`crate::harness::runner::attack`], in a
//! process for each type.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::compile::Program;
use crate::error::{Context as _, Result};
use crate::generate::Tree;
use crate::harness::runner::attack::{Finding, Seeds, Tally, remake};
use crate::plan::{Plan, read, write};
use crate::process;
use crate::run::{Settings, say};

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// How long, over all types together.
    pub seconds: f64,
    /// The number of the first document of each type.
    pub from: u64,
}

/// What an attack came to.
#[derive(Debug, Default)]
pub struct Results {
    /// How many types were attacked.
    pub types: usize,
    /// How many documents were read, how many of them accepted, and how many bytes they have.
    pub documents: u64,
    /// How many were accepted.
    pub accepted: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What broke a bound.
    pub findings: Vec<Finding>,
    /// Where the documents of the findings are.
    pub folder: PathBuf,
}

/// What one type can be attacked with at most.
const MOST_DOCUMENTS: usize = 24;
const MOST_WORDS: usize = 400;
/// A longer string of a schema is no word of a document.
const LONGEST_WORD: usize = 60;

/// A type of a program.
struct Target<'a> {
    program: &'a Path,
    seeds: PathBuf,
    index: usize,
    schema: &'a str,
}

/// Attacks all types of all programs.
///
/// # Errors
///
/// Where a program cannot be started, or a file not be written.
pub fn run(
    plan: &Plan,
    programs: &[Program],
    trees: &[Tree],
    settings: &Settings,
    order: &Order,
) -> Result<Results> {
    let folder = settings.options.work.join("findings");
    std::fs::create_dir_all(&folder).context(folder.display())?;
    let mut targets = Vec::new();
    for program in programs {
        targets.extend(targets_of(plan, program, trees, &settings.options.work)?);
    }
    let jobs = settings.compiler.jobs;
    let seconds = order.seconds / targets.len().max(1) as f64;
    say(&format!("attacking {} types, {seconds:.2} s each", targets.len()));
    let tallies = process::in_parallel(targets.len(), jobs, |index| {
        attack(&targets[index], seconds, order.from, &folder.join(index.to_string()))
    });
    let mut results = Results { types: targets.len(), folder, ..Results::default() };
    for tally in tallies {
        let tally = tally?;
        results.documents += tally.documents;
        results.accepted += tally.accepted;
        results.bytes += tally.bytes;
        results.findings.extend(tally.findings);
    }
    Ok(results)
}

/// The types of a program, in the order of its table, with their seeds written to a file.
fn targets_of<'a>(
    plan: &'a Plan,
    program: &'a Program,
    trees: &[Tree],
    work: &Path,
) -> Result<Vec<Target<'a>>> {
    let roots = program.batch.trees.iter().flat_map(|&tree| &trees[tree].roots);
    let schemas: Vec<usize> =
        roots.filter(|(_, root)| root.is_ok()).map(|(schema, _)| *schema).collect();
    let mut text = String::new();
    for &schema in &schemas {
        text.push_str(&serde_json::json!(seeds(plan, schema)?).to_string());
        text.push('\n');
    }
    let path = work.join(&program.batch.name).join("seeds.jsonl");
    write(&path, &text)?;
    let target = |(index, &schema): (usize, &usize)| Target {
        program: &program.path,
        seeds: path.clone(),
        index,
        schema: &plan.schemas[schema].name,
    };
    Ok(schemas.iter().enumerate().map(target).collect())
}

fn seeds(plan: &Plan, schema: usize) -> Result<Seeds> {
    let text = read(&plan.schemas[schema].path)?;
    let mut words = BTreeSet::new();
    // YAML is left to those who have JSON too.
    if let Ok(schema) = serde_json::from_str(&text) {
        collect(&schema, &mut words);
    }
    let documents = plan.cases.iter().filter(|case| case.schema == schema);
    Ok(Seeds {
        schema: plan.schemas[schema].name.clone(),
        documents: documents.take(MOST_DOCUMENTS).map(|case| case.text.clone()).collect(),
        words: words.into_iter().take(MOST_WORDS).collect(),
    })
}

/// Collects names and strings.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    let mut add = |word: &String| {
        if word.len() <= LONGEST_WORD {
            words.insert(word.clone());
        }
    };
    match value {
        Value::String(text) => add(text),
        Value::Object(members) => {
            members.keys().for_each(add);
            members.values().for_each(|member| collect(member, words));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Attacks one type in a process of its own, which a document may end.
fn attack(target: &Target<'_>, seconds: f64, from: u64, out: &Path) -> Result<Tally> {
    std::fs::create_dir_all(out).context(out.display())?;
    let mut command = Command::new(target.program);
    command.arg(&target.seeds).arg(target.index.to_string()).arg(seconds.to_string());
    command.arg(from.to_string()).arg(out);
    let output = process::run(&mut command, Duration::from_secs_f64(seconds + 60.0))?;
    match output.stdout.lines().last().and_then(|line| serde_json::from_str(line).ok()) {
        Some(tally) => Ok(tally),
        None => {
            let number = read(&out.join("current"))?.trim().parse().unwrap_or(from);
            let text = read(&target.seeds)?;
            let seeds = text.lines().nth(target.index).unwrap_or_default();
            remake(&serde_json::from_str(seeds).context(target.schema)?, number, out);
            let problem = format!("the program ended: {}: {}", output.ending, output.stderr.trim());
            let schema = target.schema.to_owned();
            let findings = vec![Finding { schema, number, problem }];
            Ok(Tally { findings, ..Tally::default() })
        }
    }
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} types, {} documents of {} MB together, {} accepted, {} findings",
            self.types,
            self.documents,
            self.bytes / 1_000_000,
            self.accepted,
            self.findings.len()
        )?;
        for finding in &self.findings {
            writeln!(f, "{} {}: {}", finding.schema, finding.number, finding.problem)?;
        }
        if !self.findings.is_empty() {
            writeln!(f, "their documents: {}", self.folder.display())?;
        }
        Ok(())
    }
}
