//! Runs the generator: one module tree for each schema, or one for all.
//!
//! Input: a [`Plan`] and where each tree goes. Output: a [`Tree`] for each, with the Rust path of
//! every root type, or why there is none. Only the command line is used: `codegen generate` and
//! `codegen inspect --format json`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::error::Result;
use crate::plan::{Plan, Schema, write};
use crate::process::{self, Output};

/// How the generator is run.
#[derive(Clone, Debug)]
pub struct Generator {
    /// The program.
    pub program: PathBuf,
    /// What is passed on as `--set`.
    pub set: Vec<String>,
    /// Whether `codegen check` must find no drift in what was generated.
    pub check: bool,
    /// How long one run may take.
    pub limit: Duration,
    /// How many run at a time.
    pub jobs: usize,
}

/// What one run of the generator is asked for: the schemas that share a tree.
#[derive(Clone, Debug)]
pub struct Order {
    /// The name of the tree's module.
    pub module: String,
    /// Indices into [`Plan::schemas`].
    pub schemas: Vec<usize>,
    /// What the generator is given: the schemas' files, or a folder of them.
    pub inputs: Vec<PathBuf>,
    /// Where the tree goes.
    pub out: PathBuf,
    /// The draft that a schema without `$schema` is of, if it is known.
    pub draft: Option<String>,
}

/// What became of an [`Order`].
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The name of the tree's module.
    pub module: String,
    /// Indices into [`Plan::schemas`], each with its root type or why there is none.
    pub roots: Vec<(usize, std::result::Result<String, Failure>)>,
    /// What the tree needs beyond `std`.
    pub dependencies: Vec<Dependency>,
    /// Its types.
    pub types: Vec<TypeEntry>,
    /// How each keyword is enforced.
    pub ledger: Vec<KeywordEntry>,
    /// How long generating took.
    pub time: Duration,
    /// The most memory that generating took, in bytes, if the system tells it.
    pub memory: Option<u64>,
}

/// Why a schema has no type to hold documents against.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// At what it failed.
    pub kind: Stage,
    /// What the program or the compiler said.
    pub text: String,
}

/// The stages at which a schema can fail.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Stage {
    /// `codegen generate` did not exit with 0.
    Generate,
    /// `codegen inspect` did not exit with 0, or printed something else than its contract.
    Inspect,
    /// `codegen check` finds drift in what `codegen generate` wrote.
    Check,
    /// There is no type for the schema's root.
    NoType,
    /// The tree does not compile.
    Compile,
    /// The tree's documentation does not build.
    Document,
}

/// A crate that a tree needs.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// The version requirement.
    pub version: String,
    /// Its features.
    #[serde(default)]
    pub features: Vec<String>,
    /// Whether its default features are wanted.
    #[serde(default = "yes")]
    pub default_features: bool,
}

const fn yes() -> bool {
    true
}

/// A type, as `inspect` lists it.
#[derive(Clone, Debug, Deserialize)]
pub struct TypeEntry {
    /// Its Rust path.
    pub path: String,
    /// The file of its schema.
    pub file: String,
    /// The place of its schema, as a JSON Pointer.
    pub pointer: String,
    /// What it took to make it exact.
    pub rung: String,
}

/// A keyword, as `inspect` lists it.
#[derive(Clone, Debug, Deserialize)]
pub struct KeywordEntry {
    /// The file.
    pub file: String,
    /// The schema that it stands in, as a JSON Pointer.
    pub pointer: String,
    /// Its name.
    pub keyword: String,
    /// What enforces it.
    pub by: String,
}

/// The part of `inspect --format json` that is used here.
#[derive(Deserialize)]
struct Inspection {
    schemas: Vec<Entry>,
    #[serde(default)]
    dependencies: Vec<Dependency>,
    #[serde(default)]
    types: Vec<TypeEntry>,
    #[serde(default)]
    ledger: Vec<KeywordEntry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    r#type: Option<String>,
}

impl Stage {
    /// The stage as reports name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Inspect => "inspect",
            Self::Check => "check",
            Self::NoType => "no type",
            Self::Compile => "compile",
            Self::Document => "document",
        }
    }
}

/// Generates every tree of `orders`, with the plan's configuration written to `config`.
///
/// # Errors
///
/// Where the program cannot be started at all.
pub fn run(
    plan: &Plan,
    generator: &Generator,
    orders: &[Order],
    config: &Path,
) -> Result<Vec<Tree>> {
    write(config, &plan.config)?;
    process::in_parallel(orders.len(), generator.jobs, |index| {
        tree(plan, generator, &orders[index], config)
    })
    .into_iter()
    .collect()
}

fn tree(plan: &Plan, generator: &Generator, order: &Order, config: &Path) -> Result<Tree> {
    let call = |command: &[&str]| call(generator, order, config, command);
    let mut tree = Tree { module: order.module.clone(), ..Tree::default() };
    let start = Instant::now();
    let generated = call(&["generate"])?;
    tree.time = start.elapsed();
    tree.memory = generated.memory;
    if !generated.success {
        tree.roots = all(order, Stage::Generate, &said(&generated));
        return Ok(tree);
    }
    if generator.check {
        let checked = call(&["check"])?;
        if !checked.success {
            tree.roots = all(order, Stage::Check, &said(&checked));
            return Ok(tree);
        }
    }
    let inspected = call(&["inspect", "--format", "json"])?;
    note(&mut tree, plan, order, &inspected);
    Ok(tree)
}

fn call(
    generator: &Generator,
    order: &Order,
    config: &Path,
    subcommand: &[&str],
) -> Result<Output> {
    let mut command = Command::new(&generator.program);
    command.args(subcommand);
    command.arg("--out").arg(&order.out);
    command.arg("--config").arg(config);
    for input in &order.inputs {
        command.arg("--schemas").arg(input);
    }
    if let Some(draft) = &order.draft {
        let dialect = match draft.as_str() {
            "draft2019-09" => "2019-09",
            "draft2020-12" => "2020-12",
            other => other,
        };
        command.arg("--set").arg(format!("dialect=\"{dialect}\""));
    }
    for setting in &generator.set {
        command.arg("--set").arg(setting);
    }
    process::run(command.env("NO_COLOR", "1").env_remove("CI"), generator.limit)
}

type Roots = Vec<(usize, std::result::Result<String, Failure>)>;

/// Notes what `inspect` says of the tree.
fn note(tree: &mut Tree, plan: &Plan, order: &Order, inspected: &Output) {
    if !inspected.success {
        tree.roots = all(order, Stage::Inspect, &said(inspected));
        return;
    }
    match serde_json::from_str::<Inspection>(&inspected.stdout) {
        Err(error) => tree.roots = all(order, Stage::Inspect, &error.to_string()),
        Ok(inspection) => {
            let root = |&index: &usize| (index, root(&plan.schemas[index], &inspection));
            tree.roots = order.schemas.iter().map(root).collect();
            tree.dependencies = inspection.dependencies;
            tree.types = inspection.types;
            tree.ledger = inspection.ledger;
        }
    }
}

/// The type that `inspection` gives for `schema`, whose file it may print relative to any folder.
fn root(schema: &Schema, inspection: &Inspection) -> std::result::Result<String, Failure> {
    let failure = |text: &str| Failure { kind: Stage::NoType, text: text.to_owned() };
    inspection
        .schemas
        .iter()
        .filter(|entry| schema.path.ends_with(&entry.file))
        .max_by_key(|entry| entry.file.len())
        .ok_or_else(|| failure("`inspect` does not list the file"))?
        .r#type
        .clone()
        .ok_or_else(|| failure("the type is null"))
}

fn all(order: &Order, kind: Stage, text: &str) -> Roots {
    let failure = || Failure { kind, text: text.to_owned() };
    order.schemas.iter().map(|&index| (index, Err(failure()))).collect()
}

fn said(output: &Output) -> String {
    let mut text = output.stderr.trim().to_owned();
    if !output.stdout.trim().is_empty() {
        text.push('\n');
        text.push_str(output.stdout.trim());
    }
    if text.is_empty() || output.ending == "timed out" || output.ending.contains("signal") {
        text = format!("{}\n{text}", output.ending);
    }
    text.trim().to_owned()
}
