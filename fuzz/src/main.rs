//! Damages schemas and looks whether the generator still answers, in time and in memory.
//!
//! Input: folders of schemas and a seed. Output: findings, each made small, in a folder of its own.
//! Every seed stands for one input for ever, as long as the corpus is the same, so a finding can be
//! made again by its number.

mod case;
mod compile;
mod corpus;
mod judge;
mod minimise;
mod mutate;
mod random;
mod words;
mod worker;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use codegen::internal::files::{Disk, Files};
use conformance::harness::runner::tree;

use case::Case;
use corpus::Corpus;
use judge::Verdict;

// That of the `codegen` program, whose time and memory are to be judged.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Damages schemas and looks whether the generator still answers, in time and in memory.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs cases until the time is over, and keeps what it finds.
    Run {
        /// Folders of schemas to begin with.
        #[arg(long)]
        corpus: Vec<PathBuf>,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// The processor time to spend, in seconds.
        #[arg(long, default_value_t = 60.0)]
        seconds: f64,
        /// How many cases a process judges before the next one takes over.
        #[arg(long, default_value_t = 1_000)]
        batch: u64,
        /// Where findings go.
        #[arg(long, default_value = "target/fuzz")]
        out: PathBuf,
    },
    /// Compiles what is made of some cases, with warnings denied.
    Compile {
        /// Folders of schemas to begin with.
        #[arg(long)]
        corpus: Vec<PathBuf>,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// How many cases.
        #[arg(long, default_value_t = 200)]
        count: u64,
        /// Where the package is written.
        #[arg(long, default_value = "target/fuzz-compile")]
        out: PathBuf,
    },
    /// Writes the files of a case into a folder.
    Show {
        #[arg(long)]
        corpus: Vec<PathBuf>,
        #[arg(long)]
        seed: u64,
        #[arg(long, default_value = "target/fuzz-case")]
        out: PathBuf,
    },
    /// Judges files as one case, without limits.
    Judge {
        /// The seed that decides the configuration.
        #[arg(long, default_value_t = 0)]
        seed: u64,
        files: Vec<PathBuf>,
    },
    /// Judges cases for the process that started this one.
    #[command(hide = true)]
    Work {
        #[arg(long)]
        corpus: Vec<PathBuf>,
        #[arg(long)]
        seed: u64,
        #[arg(long)]
        count: u64,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Returns whether nothing was found.
fn run(command: Command) -> Result<bool, Box<dyn Error>> {
    match command {
        Command::Run { corpus, seed, seconds, batch, out } => {
            Hunt::new(corpus, &out)?.run(seed, seconds, batch)
        }
        Command::Compile { corpus, seed, count, out } => {
            Ok(compile::run(worker::cases(&Corpus::new(&corpus)?, seed, count), &out)?)
        }
        Command::Show { corpus, seed, out } => {
            write(&Case::new(seed, &Corpus::new(&corpus)?), &out)?;
            Ok(true)
        }
        Command::Judge { seed, files } => {
            worker::serve(std::iter::once(Case::of_files(seed, &files)?))?;
            Ok(true)
        }
        Command::Work { corpus, seed, count } => {
            worker::serve(worker::cases(&Corpus::new(&corpus)?, seed, count))?;
            Ok(true)
        }
    }
}

/// A run: what was seen so far.
struct Hunt {
    folders: Vec<PathBuf>,
    corpus: Corpus,
    out: PathBuf,
    /// The seeds of the findings, by kind.
    found: BTreeMap<String, Vec<u64>>,
    made: u64,
    refused: u64,
    slowest: (u64, u64),
}

impl Hunt {
    fn new(folders: Vec<PathBuf>, out: &Path) -> std::io::Result<Self> {
        Ok(Self {
            corpus: Corpus::new(&folders)?,
            folders,
            out: out.to_owned(),
            found: BTreeMap::new(),
            made: 0,
            refused: 0,
            slowest: (0, 0),
        })
    }

    fn run(&mut self, first: u64, seconds: f64, batch: u64) -> Result<bool, Box<dyn Error>> {
        let mut seed = first;
        let mut said = Instant::now();
        while worker::processor_time_of_children() < seconds {
            seed = self.batch(seed, batch)?;
            if said.elapsed() > Duration::from_secs(60) {
                said = Instant::now();
                self.say(first, seed);
            }
        }
        self.say(first, seed);
        Ok(self.found.is_empty())
    }

    /// Runs a worker; returns the seed to go on with.
    fn batch(&mut self, seed: u64, count: u64) -> Result<u64, Box<dyn Error>> {
        let mut arguments =
            vec!["work".to_owned(), format!("--seed={seed}"), format!("--count={count}")];
        for folder in &self.folders {
            arguments.push(format!("--corpus={}", folder.display()));
        }
        let mut next = seed;
        let mut bad = Vec::new();
        worker::watch(&arguments, |event| {
            next = event.seed + 1;
            self.slowest = self.slowest.max((event.millis, event.seed));
            match event.verdict {
                Verdict::Made => self.made += 1,
                Verdict::Refused => self.refused += 1,
                Verdict::Bad(problem) => bad.push((event.seed, problem)),
            }
        })?;
        if next == seed {
            return Err("the worker does not begin".into());
        }
        for (seed, problem) in bad {
            self.keep(seed, &problem)?;
        }
        Ok(next)
    }

    /// Keeps a finding; the first of its kind is made small.
    fn keep(&mut self, seed: u64, problem: &str) -> Result<(), Box<dyn Error>> {
        let kind = minimise::kind_of(problem);
        let seeds = self.found.entry(kind.clone()).or_default();
        seeds.push(seed);
        let is_first = seeds.len() == 1;
        eprintln!("seed {seed}: {problem}");
        let folder = self.out.join(format!("{seed}"));
        let case = Case::new(seed, &self.corpus);
        write(&case, &folder.join("whole"))?;
        Disk.write(&folder.join("problem.txt"), format!("{problem}\n").as_bytes())?;
        if !is_first {
            return Ok(());
        }
        let small = minimise::minimise(&case, &kind, &folder)?;
        write(&small, &folder.join("small"))?;
        Ok(())
    }

    fn say(&self, first: u64, next: u64) {
        let spent = worker::processor_time_of_children();
        let (millis, seed) = self.slowest;
        eprintln!(
            "seeds {first}..{next}: {} made, {} refused, {} findings of {} kinds; {spent:.2} s of \
             processor time; the slowest took {millis} ms (seed {seed})",
            self.made,
            self.refused,
            self.found.values().map(Vec::len).sum::<usize>(),
            self.found.len(),
        );
    }
}

fn write(case: &Case, folder: &Path) -> std::io::Result<()> {
    for (name, bytes) in &case.files {
        Disk.write(&folder.join(name), bytes)?;
    }
    Ok(())
}
