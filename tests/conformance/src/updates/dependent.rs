//! A crate that uses the types: a module for each pair, a line for each use.
//!
//! Input: uses. Output: those that compile with a side, and what the compiler says of the others. An
//! error may hide others, so uses that fail are taken out until all that are left compile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::sides::{LIMIT, Side, module, pair_of};
use crate::error::{Error, Result};
use crate::plan::write;
use crate::process;

/// The uses of each pair: an item of Rust each, in one line.
pub(super) type Uses = BTreeMap<usize, Vec<String>>;

/// What the compiler says is wrong, and where.
pub(super) struct Fault {
    pub(super) file: String,
    line: usize,
    pub(super) text: String,
}

#[derive(Deserialize)]
struct Message {
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

/// Writes the crate.
pub(super) fn write_crate(folder: &Path, uses: &Uses) -> Result<()> {
    let mut root = String::from("#![allow(warnings)]\n");
    for (pair, uses) in uses {
        let _ = writeln!(root, "pub mod {};", module(*pair));
        let lines: String = uses.iter().enumerate().map(|(at, it)| named(at, it) + "\n").collect();
        write(&folder.join(module(*pair)).with_extension("rs"), &lines)?;
    }
    write(&folder.join("lib.rs"), &root)
}

/// A use as an item of its own name.
fn named(at: usize, text: &str) -> String {
    text.replacen('#', &format!("use_{at}"), 1)
}

/// Compiles the uses with a side: those that do, and what is said of the others.
pub(super) fn compile(
    side: &Side<'_>,
    mut uses: Uses,
    left: &BTreeSet<usize>,
) -> Result<(Uses, BTreeMap<usize, Vec<String>>)> {
    let mut broken: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    loop {
        side.write(left, &uses)?;
        let faults = errors(&mut side.cargo(&["check", "-p", "dependent"]))?;
        if faults.is_empty() {
            return Ok((uses, broken));
        }
        let mut failed: BTreeSet<(usize, usize)> = BTreeSet::new();
        for fault in faults {
            let name = fault.file.rsplit('/').next().and_then(|it| it.strip_suffix(".rs"));
            let pair = name.and_then(pair_of).filter(|_| fault.file.starts_with("dependent/"));
            let pair = pair.ok_or_else(|| Error::new(format!("{}: {}", fault.file, fault.text)))?;
            let at = fault.line.saturating_sub(1);
            if failed.insert((pair, at)) {
                let text = &uses[&pair][at];
                broken.entry(pair).or_default().push(format!("{text}: {}", fault.text));
            }
        }
        for (pair, uses) in &mut uses {
            let mut at = 0..;
            uses.retain(|_| at.next().is_some_and(|at| !failed.contains(&(*pair, at))));
        }
    }
}

/// What the compiler finds wrong.
pub(super) fn errors(cargo: &mut Command) -> Result<Vec<Fault>> {
    let output = process::run(cargo.arg("--message-format=json"), LIMIT)?;
    let messages = output.stdout.lines().filter_map(|it| serde_json::from_str::<Message>(it).ok());
    let errors = messages.filter_map(|it| it.message).filter(|it| it.level.starts_with("error"));
    let faults: Vec<_> = errors.filter_map(Fault::of).collect();
    if faults.is_empty() && !output.success {
        return Err(Error::new(format!("cargo failed:\n{}", output.stderr)));
    }
    Ok(faults)
}

impl Fault {
    fn of(diagnostic: Diagnostic) -> Option<Self> {
        let span = diagnostic.spans.into_iter().find(|it| it.is_primary)?;
        Some(Self { file: span.file_name, line: span.line_start, text: diagnostic.message })
    }
}
