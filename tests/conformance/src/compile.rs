//! Compiles the harness crates and finds out which tree is at fault where one does not compile.
//!
//! Input: batches of trees. Output: a program for each batch; the trees that do not compile are
//! taken out of it and get a [`Failure`] with the compiler's words. Where the compiler names no
//! tree, the batch is split in two until it does or a single tree is left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::generate::{Failure, Stage, Tree};
use crate::harness::{self, Batch, Options};
use crate::process;

/// How cargo is run.
#[derive(Clone, Debug)]
pub struct Compiler {
    /// The target folder.
    pub target: PathBuf,
    /// How many jobs it may run at a time.
    pub jobs: usize,
}

/// A batch that compiled, with its program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The batch as it was compiled in the end.
    pub batch: Batch,
    /// The program.
    pub path: PathBuf,
}

/// A line that cargo prints.
#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    executable: Option<PathBuf>,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
    message: String,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    is_primary: bool,
    #[serde(default)]
    text: Vec<Line>,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

/// What one run of cargo had to say.
#[derive(Default)]
struct Build {
    success: bool,
    programs: BTreeMap<String, PathBuf>,
    errors: BTreeMap<String, Vec<Diagnostic>>,
    stderr: String,
}

/// Where trees that do not compile are noted, by index.
type Failures = BTreeMap<usize, Failure>;

/// Which of cargo's commands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Goal {
    /// Build the programs.
    Build,
    /// Build the documentation.
    Document,
}

/// Compiles all `batches`, taking out of them the trees that fail, which are noted in `failures`.
///
/// # Errors
///
/// Where cargo itself fails: it is missing, or a dependency does not resolve or compile.
pub fn run(
    compiler: &Compiler,
    options: &Options,
    mut batches: Vec<Batch>,
    trees: &[Tree],
    names: &dyn Fn(usize) -> String,
    failures: &mut Failures,
    goal: Goal,
) -> Result<Vec<Program>> {
    loop {
        batches.retain(|batch| !batch.trees.is_empty());
        if batches.is_empty() {
            return Ok(Vec::new());
        }
        harness::write_workspace(options, &batches, trees)?;
        for batch in &batches {
            harness::write_batch(options, batch, trees, names)?;
        }
        let build = build(compiler, options, goal)?;
        if build.success {
            return Ok(programs(batches, &build));
        }
        if build.errors.is_empty() {
            return Err(Error::new(format!("cargo failed:\n{}", build.stderr)));
        }
        batches = without_culprits(batches, &build, trees, failures, options, goal)?;
    }
}

fn programs(batches: Vec<Batch>, build: &Build) -> Vec<Program> {
    let program = |batch: Batch| {
        let path = build.programs.get(&batch.name).cloned().unwrap_or_default();
        Program { batch, path }
    };
    batches.into_iter().map(program).collect()
}

fn build(compiler: &Compiler, options: &Options, goal: Goal) -> Result<Build> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    match goal {
        Goal::Build => command.args(["build", "--workspace"]),
        Goal::Document => command
            .args([
                "doc",
                "--workspace",
                "--no-deps",
                "--lib",
                "--exclude",
                &format!("{}-runner", harness::package_prefix(&options.work)),
            ])
            .env("RUSTDOCFLAGS", "-D warnings"),
    };
    command
        .args(["--keep-going", "--message-format=json", "--jobs"])
        .arg(compiler.jobs.to_string())
        .current_dir(&options.work)
        .env("CARGO_TARGET_DIR", &compiler.target)
        .env_remove("RUSTFLAGS");
    let output = process::run(&mut command, Duration::from_secs(6 * 3600))?;
    let mut build = Build {
        success: output.success,
        stderr: output.stderr,
        ..Build::default()
    };
    for line in output.stdout.lines() {
        if let Ok(message) = serde_json::from_str::<Message>(line) {
            build.note(message);
        }
    }
    Ok(build)
}

impl Build {
    fn note(&mut self, message: Message) {
        let folder = message
            .manifest_path
            .parent()
            .and_then(|folder| folder.file_name());
        let Some(package) = folder.and_then(|name| name.to_str()).map(str::to_owned) else {
            return;
        };
        match (message.reason.as_str(), message.executable, message.message) {
            ("compiler-artifact", Some(path), _) => {
                self.programs.insert(package, path);
            }
            ("compiler-message", _, Some(diagnostic)) if diagnostic.level.starts_with("error") => {
                self.errors.entry(package).or_default().push(diagnostic);
            }
            _ => {}
        }
    }
}

/// The batches as they are to be tried next.
fn without_culprits(
    batches: Vec<Batch>,
    build: &Build,
    trees: &[Tree],
    failures: &mut Failures,
    options: &Options,
    goal: Goal,
) -> Result<Vec<Batch>> {
    let mut next = Vec::new();
    for mut batch in batches {
        let Some(errors) = build.errors.get(&batch.name) else {
            next.push(batch);
            continue;
        };
        let blamed = blame(&batch, errors, trees);
        if !blamed.is_empty() {
            batch.trees.retain(|tree| !blamed.contains_key(tree));
            failures.extend(
                blamed
                    .into_iter()
                    .map(|(tree, text)| (tree, failure(goal, text))),
            );
            next.push(batch);
        } else if let [tree] = batch.trees[..] {
            let text: Vec<_> = errors.iter().map(Diagnostic::text).collect();
            failures.insert(tree, failure(goal, text.join("\n")));
        } else {
            next.extend(halves(batch, trees, options)?);
        }
    }
    Ok(next)
}

fn failure(goal: Goal, text: String) -> Failure {
    let kind = match goal {
        Goal::Build => Stage::Compile,
        Goal::Document => Stage::Document,
    };
    Failure { kind, text }
}

/// Splits a batch in two; the trees of the second half move to its folder.
fn halves(mut batch: Batch, trees: &[Tree], options: &Options) -> Result<[Batch; 2]> {
    use crate::error::Context as _;
    let second = batch.trees.split_off(batch.trees.len() / 2);
    // No two splits begin their second half with the same tree.
    let first = second.first().copied().unwrap_or_default();
    let name = format!("{}-{first}", batch.name);
    for &tree in &second {
        let module = &trees[tree].module;
        let from = harness::tree_folder(&options.work, &batch.name, module);
        let to = harness::tree_folder(&options.work, &name, module);
        if to.exists() {
            std::fs::remove_dir_all(&to).context(to.display())?;
        }
        std::fs::create_dir_all(options.work.join(&name).join("src")).context(to.display())?;
        std::fs::rename(&from, &to).context(to.display())?;
    }
    Ok([
        batch,
        Batch {
            name,
            trees: second,
        },
    ])
}

/// The trees that the compiler names in `errors`, each with what it says about it.
fn blame(batch: &Batch, errors: &[Diagnostic], trees: &[Tree]) -> BTreeMap<usize, String> {
    let modules: BTreeMap<&str, usize> = batch
        .trees
        .iter()
        .map(|&tree| (trees[tree].module.as_str(), tree))
        .collect();
    let mut blamed: BTreeMap<usize, String> = BTreeMap::new();
    for error in errors {
        for tree in error.trees(&modules) {
            let text = blamed.entry(tree).or_default();
            text.push_str(&error.text());
            text.push('\n');
        }
    }
    blamed
}

impl Diagnostic {
    fn text(&self) -> String {
        self.rendered
            .clone()
            .unwrap_or_else(|| self.message.clone())
    }

    fn trees(&self, modules: &BTreeMap<&str, usize>) -> BTreeSet<usize> {
        let primary = self.spans.iter().filter(|span| span.is_primary);
        let found: BTreeSet<usize> = primary.filter_map(|span| span.tree(modules)).collect();
        if found.is_empty() {
            self.spans
                .iter()
                .filter_map(|span| span.tree(modules))
                .collect()
        } else {
            found
        }
    }
}

impl Span {
    /// The tree that the span lies in: by its file, by the line of the table of types, or by where
    /// the macro was called.
    fn tree(&self, modules: &BTreeMap<&str, usize>) -> Option<usize> {
        let of = |word: &str| modules.get(word).copied();
        let by_file = self
            .file_name
            .split(['/', '\\'])
            .skip(2)
            .find_map(|part| of(part.trim_end_matches(".rs")));
        let words = self.text.iter().flat_map(|line| {
            line.text
                .split(|character: char| !character.is_alphanumeric() && character != '_')
        });
        by_file
            .or_else(|| words.map(of).find_map(|tree| tree))
            .or_else(|| self.expansion.as_ref()?.span.tree(modules))
    }
}
