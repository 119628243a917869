//! The command line: what to try, and how.
//!
//! Input: arguments. Output: a [`Plan`] and [`Settings`]. Every default is one that suits a
//! checkout of this repository.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use conformance::attack;
use conformance::compile::Compiler;
use conformance::error::{Context as _, Error, Result};
use conformance::generate::Generator;
use conformance::harness::Options;
use conformance::plan::{Part, Plan, Selection, corpus, folder, sampled, suite};
use conformance::random;
use conformance::report::table::{Length, Rows};
use conformance::run::Settings;
use conformance::sets::list::{self, Set};
use conformance::updates::pairs::{self, Pair};

/// Compiles and runs what the generator writes, and counts where it is right.
#[derive(Debug, Parser)]
#[command(name = "conformance")]
pub(crate) struct Cli {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Debug, Subcommand)]
enum Mode {
    /// Runs a checkout of JSON-Schema-Test-Suite.
    Suite {
        /// The folder with `tests/` and `remotes/`.
        path: PathBuf,
        /// Leaves optional tests out.
        #[arg(long)]
        required: bool,
        /// Only this draft, for example `draft7`; may be given several times.
        #[arg(long = "draft")]
        drafts: Vec<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Runs a corpus: `schemas/` with the documents of `cases.jsonl`.
    Corpus {
        /// The folder with both.
        path: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// Runs any folder of schemas, all in one tree, with documents or none.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Documents: a file with one `{"schema": FILE, "instance": …}` a line, or a folder with
        /// `NAME.json` or `NAME/*.json` for the schema `NAME.json`.
        #[arg(long)]
        documents: Option<PathBuf>,
        /// Makes so many documents for each schema.
        #[arg(long, default_value_t = 0)]
        sample: usize,
        /// What the random numbers for them begin with.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Makes a tree for each schema.
        #[arg(long)]
        separate: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Runs sets of schemas, each in one tree with the documents that it has, and prints a line for
    /// each. One that fails does not end the run.
    Sets {
        /// Folders, or TOML files with `[[set]]` entries: `folder`, and perhaps `name`, `documents`
        /// and `set`. A folder may have its schemas in `schemas/` and its documents in `documents/`,
        /// `documents.jsonl` or `cases.jsonl`.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Speaks the protocol of Bowtie on standard input and output: makes types for each case, compiles
    /// them and holds the instances against them.
    Bowtie {
        /// Where people read about the project, ask and report.
        #[arg(long, value_name = "URL")]
        home: String,
        #[command(flatten)]
        common: Common,
    },
    /// Holds what `codegen diff` says of Rust against what a crate notices that uses the types, forward
    /// and back.
    Updates {
        /// Folders with `old` and `new`, files of `tests/cases/evolution`, or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Asks `cargo semver-checks`, too, which has to be installed.
        #[arg(long)]
        semver_checks: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Runs random schemas with random documents, judged by the `jsonschema` crate.
    Random {
        /// What the random numbers begin with.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many schemas.
        #[arg(long, default_value_t = 300)]
        schemas: usize,
        /// How many documents for each.
        #[arg(long, default_value_t = 24)]
        documents: usize,
        /// Which draft the schemas are of, for example `draft7`.
        #[arg(long, default_value = "draft2020-12")]
        draft: String,
        /// How many failures are made small.
        #[arg(long, default_value_t = 5)]
        minimise: usize,
        #[command(flatten)]
        common: Common,
    },
}

/// What all modes have in common.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The generator [default: that of this workspace, built for release].
    #[arg(long)]
    codegen: Option<PathBuf>,
    /// Passed on to the generator, for example `implied_type="object"`.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Only schemas whose `draft/file: group` contains this; may be given several times.
    #[arg(long)]
    filter: Vec<String>,
    /// Only every so many-th schema, for example `2/3`: the second of three parts.
    #[arg(long)]
    part: Option<Part>,
    /// Makes one tree of all schemas.
    #[arg(long)]
    one_tree: bool,
    /// Counts a tree with warnings as one that does not compile.
    #[arg(long)]
    deny_warnings: bool,
    /// Builds the documentation too, and counts warnings as failures.
    #[arg(long)]
    doc: bool,
    /// Compares `from_str` with `from_reader` and `from_value`, and writes as text too.
    #[arg(long)]
    thorough: bool,
    /// Reports a string that `Debug` prints although it belongs to a member with one of these in
    /// its name.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    debug_secrets: Vec<String>,
    /// Reports `codegen check` finding drift right after `codegen generate`.
    #[arg(long)]
    check: bool,
    /// Generates only, and prints how the keywords are enforced and what the types are made of.
    #[arg(long)]
    pub(crate) ledger: bool,
    /// Generates only, and prints what the code is like to read: names, types that are equal but for
    /// their names, and lines.
    #[arg(long)]
    pub(crate) shape: bool,
    /// Measures how much of what the schemas speak of is held in fields of types, over the documents
    /// that are valid.
    #[arg(long)]
    reach: bool,
    /// Attacks the types for so many seconds in all: damages and grows documents, and looks whether
    /// time, memory and the texts of errors stay in bounds.
    #[arg(long, value_name = "SECONDS")]
    attack: Option<f64>,
    /// The number that the documents of an attack begin with.
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    attack_from: u64,
    /// Turns on serde_json's feature `arbitrary_precision`, which keeps numbers digit by digit.
    #[arg(long)]
    exact_numbers: bool,
    /// The edition of the crates that mount the trees.
    #[arg(long, default_value = "2024")]
    edition: String,
    /// Writes the whole report to this file.
    #[arg(long)]
    pub(crate) json: Option<PathBuf>,
    /// Known failures [default: known.toml of this package].
    #[arg(long)]
    known: Option<PathBuf>,
    /// How many failures are listed.
    #[arg(long, default_value_t = 20)]
    failures: usize,
    /// How many schemas share a crate.
    #[arg(long, default_value_t = 100)]
    batch: usize,
    /// How many schemas share a tree, of those that have no identifier of their own: the more, the
    /// faster, but what fails for one fails for all of them.
    #[arg(long, default_value_t = 1)]
    share: usize,
    /// How many processes run at a time [default: one for each core].
    #[arg(long)]
    jobs: Option<usize>,
    /// How many seconds generating one tree may take.
    #[arg(long, default_value_t = 120)]
    generate_limit: u64,
    /// How many seconds one document may take.
    #[arg(long, default_value_t = 10)]
    document_limit: u64,
    /// Cargo's target folder for what is generated [default: target/conformance].
    #[arg(long)]
    target: Option<PathBuf>,
    /// Where trees and crates are written; only what changes is compiled again in the next run
    /// [default: work/MODE in the target folder].
    #[arg(long)]
    work: Option<PathBuf>,
    /// Removes what an earlier run left in the work folder.
    #[arg(long)]
    fresh: bool,
}

impl Cli {
    /// The options that all modes have.
    pub(crate) fn common(&self) -> &Common {
        match &self.mode {
            Mode::Suite { common, .. }
            | Mode::Corpus { common, .. }
            | Mode::Folder { common, .. }
            | Mode::Sets { common, .. }
            | Mode::Updates { common, .. }
            | Mode::Bowtie { common, .. }
            | Mode::Random { common, .. } => common,
        }
    }

    /// The file of known failures.
    pub(crate) fn known(&self) -> PathBuf {
        let own = || package().join("known.toml");
        self.common().known.clone().unwrap_or_else(own)
    }

    /// How much is printed.
    pub(crate) fn length(&self) -> Length {
        Length {
            rows: match self.mode {
                Mode::Suite { .. } => Rows::All,
                Mode::Random { .. } | Mode::Bowtie { .. } | Mode::Updates { .. } => Rows::None,
                Mode::Corpus { .. } | Mode::Folder { .. } | Mode::Sets { .. } => Rows::Failing,
            },
            findings: self.common().failures,
        }
    }

    /// What is to be tried.
    pub(crate) fn plan(&self, work: &Path) -> Result<Plan> {
        let mut selection = Selection {
            filters: self.common().filter.clone(),
            part: self.common().part,
            ..Selection::default()
        };
        let mut plan = match &self.mode {
            Mode::Suite { path, required, drafts, .. } => {
                selection.drafts.clone_from(drafts);
                selection.required = *required;
                suite::load(path, work)?
            }
            Mode::Corpus { path, .. } => corpus::load(path)?,
            // Each set, and each case, has a plan of its own; updates need none.
            Mode::Sets { .. } | Mode::Bowtie { .. } | Mode::Updates { .. } => Plan::default(),
            Mode::Folder { path, documents, sample, seed, .. } => {
                let mut plan = folder::load(path, documents.as_deref())?;
                sampled::add(&mut plan, *sample, *seed)?;
                plan
            }
            Mode::Random { seed, schemas, documents, draft, .. } => {
                let unknown = || Error::new(format!("unknown draft `{draft}`"));
                let options = random::Options {
                    seed: *seed,
                    schemas: *schemas,
                    documents: *documents,
                    draft: random::draft::Draft::from_name(draft).ok_or_else(unknown)?,
                };
                random::load(options, work)?
            }
        };
        plan.select(&selection);
        if plan.schemas.is_empty() {
            return Err(Error::new("no schema is selected"));
        }
        Ok(plan)
    }

    /// The sets that are to be tried, if it is sets.
    pub(crate) fn sets(&self) -> Result<Option<Vec<Set>>> {
        match &self.mode {
            Mode::Sets { paths, .. } => list::load(paths).map(Some),
            _ => Ok(None),
        }
    }

    /// The pairs whose updates are to be judged, if it is these, and whether `cargo semver-checks` is asked.
    pub(crate) fn updates(&self) -> Result<Option<(Vec<Pair>, bool)>> {
        match &self.mode {
            Mode::Updates { paths, semver_checks, .. } => {
                Ok(Some((pairs::load(paths)?, *semver_checks)))
            }
            _ => Ok(None),
        }
    }

    /// Where people read about the project, if it is Bowtie that asks.
    pub(crate) fn home(&self) -> Option<&str> {
        match &self.mode {
            Mode::Bowtie { home, .. } => Some(home),
            _ => None,
        }
    }

    /// How it is to be tried.
    pub(crate) fn settings(&self) -> Result<Settings> {
        let common = self.common();
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = common.jobs.unwrap_or_else(cores).max(1);
        let target = common.target.clone().unwrap_or_else(|| own_target().join("conformance"));
        let target = std::path::absolute(&target).context(target.display())?;
        let work = common.work.clone().unwrap_or_else(|| target.join("work").join(self.work()));
        let work = std::path::absolute(&work).context(work.display())?;
        if common.fresh && work.exists() {
            std::fs::remove_dir_all(&work).context(work.display())?;
        }
        Ok(Settings {
            generator: Generator {
                program: common.codegen.clone().map_or_else(built, found)?,
                set: common.set.clone(),
                check: common.check,
                limit: Duration::from_secs(common.generate_limit),
                jobs,
            },
            compiler: Compiler { target, jobs },
            options: Options {
                work,
                deny_warnings: common.deny_warnings,
                thorough: common.thorough,
                secrets: common.debug_secrets.clone(),
                reach: common.reach,
                attack: common.attack.is_some(),
                incremental: matches!(self.mode, Mode::Bowtie { .. }),
                exact_numbers: common.exact_numbers,
                edition: common.edition.clone(),
                lock: Some(workspace().join("Cargo.lock")),
            },
            one_tree: common.one_tree || matches!(self.mode, Mode::Folder { separate: false, .. }),
            batch: common.batch.max(1),
            share: common.share.max(1),
            document: common.doc,
            limit: Duration::from_secs(common.document_limit),
        })
    }

    /// How types are to be attacked, if they are.
    pub(crate) fn attack(&self) -> Option<attack::Order> {
        let common = self.common();
        Some(attack::Order { seconds: common.attack?, from: common.attack_from })
    }

    /// How many failures are to be made small.
    pub(crate) fn minimise(&self) -> usize {
        match &self.mode {
            Mode::Random { minimise, .. } => *minimise,
            _ => 0,
        }
    }

    /// The name of the work folder. What is attacked is compiled in another way.
    fn work(&self) -> String {
        let suffix = if self.common().attack.is_some() { "-attack" } else { "" };
        format!("{}{suffix}", self.name())
    }

    fn name(&self) -> &'static str {
        match (&self.mode, self.common().one_tree) {
            (Mode::Suite { .. }, false) => "suite",
            (Mode::Suite { .. }, true) => "suite-one",
            (Mode::Corpus { .. }, false) => "corpus",
            (Mode::Corpus { .. }, true) => "corpus-one",
            (Mode::Folder { .. }, _) => "folder",
            (Mode::Sets { .. }, _) => "sets",
            (Mode::Updates { .. }, _) => "updates",
            (Mode::Bowtie { .. }, _) => "bowtie",
            (Mode::Random { .. }, _) => "random",
        }
    }
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn workspace() -> PathBuf {
    package().join("../..")
}

/// The target folder of this workspace.
fn own_target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

fn found(program: PathBuf) -> Result<PathBuf> {
    program.canonicalize().context(program.display())
}

/// The generator of this workspace, which cargo builds unless it is fresh.
fn built() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--package", "codegen", "--quiet"])
        .current_dir(workspace())
        .env("CARGO_TARGET_DIR", own_target())
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        return Err(Error::new("the generator does not build"));
    }
    let name = format!("codegen{}", std::env::consts::EXE_SUFFIX);
    found(own_target().join("release").join(name))
}
