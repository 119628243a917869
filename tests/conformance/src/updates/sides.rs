//! The two crates: all trees of before, and all trees of after, each pair a module of the same name.
//!
//! Input: pairs. Output: workspaces that compile, with what cannot be generated or compiled left out;
//! and what `codegen diff` says of each pair.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::dependent::{self, Uses};
use super::pairs::{self, Pair};
use super::uses;
use crate::error::{Context as _, Error, Result};
use crate::generate::{Dependency, Tree};
use crate::harness;
use crate::plan::{read, write};
use crate::process::{self, Output};
use crate::run::Settings;

/// One of the two crates.
pub(super) struct Side<'s> {
    pub(super) settings: &'s Settings,
    /// `old` or `new`.
    pub(super) name: &'static str,
    /// What its trees need.
    trees: Vec<Tree>,
}

/// What `codegen diff` says of Rust.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) level: String,
    pub(super) reasons: Vec<String>,
}

#[derive(Deserialize)]
struct Inspection {
    #[serde(default)]
    dependencies: Vec<Dependency>,
}

/// The name of the module of a pair.
pub(super) fn module(pair: usize) -> String {
    format!("p{pair}")
}

/// The pair that a module is of.
pub(super) fn pair_of(module: &str) -> Option<usize> {
    module.strip_prefix('p')?.parse().ok()
}

impl<'s> Side<'s> {
    pub(super) fn new(settings: &'s Settings, name: &'static str) -> Self {
        Self { settings, name, trees: Vec::new() }
    }

    /// The folder of the workspace.
    pub(super) fn folder(&self) -> PathBuf {
        self.settings.options.work.join(self.name)
    }

    /// Generates the trees; those that fail are returned with what was said.
    pub(super) fn generate(
        &mut self,
        all: &[Pair],
        left: &BTreeSet<usize>,
    ) -> Result<BTreeMap<usize, String>> {
        let left: Vec<_> = left.iter().copied().collect();
        let index = usize::from(self.name == "new");
        let generator = &self.settings.generator;
        let done = process::in_parallel(left.len(), generator.jobs, |at| {
            let pair = left[at];
            let folder = inputs(&self.settings.options.work, pair, self.name);
            pairs::place(&all[pair].sides[index], &folder)?;
            let out = self.folder().join("pairs/src").join(module(pair));
            let generated = call(self.settings, &folder, &["generate", "--out"], Some(&out))?;
            let inspected = call(self.settings, &folder, &["inspect", "--format", "json"], None)?;
            Ok((pair, generated, inspected))
        });
        let mut failed = BTreeMap::new();
        for done in done {
            let (pair, generated, inspected) = done?;
            match serde_json::from_str::<Inspection>(&inspected.stdout) {
                Ok(it) if generated.success => {
                    self.trees.push(Tree { dependencies: it.dependencies, ..Tree::default() });
                }
                _ => drop(failed.insert(pair, generated.stderr.trim().to_owned())),
            }
        }
        Ok(failed)
    }

    /// Writes the workspace, with the modules of the pairs that are left and with who uses them.
    pub(super) fn write(&self, left: &BTreeSet<usize>, uses: &Uses) -> Result<()> {
        let folder = self.folder();
        let dependencies = harness::dependencies(&self.trees, &self.settings.options);
        write(
            &folder.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"pairs\", \"dependent\"]\n\n[profile.dev]\ndebug = false\n",
        )?;
        let package = |name: &str, more: &str| {
            format!(
                "[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2021\"\n\n[dependencies]\n{more}{dependencies}"
            )
        };
        write(&folder.join("pairs/Cargo.toml"), &package("pairs", ""))?;
        write(
            &folder.join("dependent/Cargo.toml"),
            &package("dependent", "pairs = { path = \"../pairs\" }\n"),
        )?;
        let modules: String = left.iter().map(|it| format!("pub mod {};\n", module(*it))).collect();
        write(&folder.join("pairs/src/lib.rs"), &modules)?;
        dependent::write_crate(&folder.join("dependent/src"), uses)?;
        let lock = folder.join("Cargo.lock");
        match &self.settings.options.lock {
            Some(from) if !lock.exists() && from.exists() => write(&lock, &read(from)?),
            _ => Ok(()),
        }
    }

    /// What others can do with the types of each pair, and the pairs that do not compile.
    pub(super) fn uses(&self, left: &BTreeSet<usize>) -> Result<(Uses, BTreeMap<usize, String>)> {
        let mut failed = BTreeMap::new();
        loop {
            let left = left.iter().copied().filter(|it| !failed.contains_key(it)).collect();
            self.write(&left, &Uses::new())?;
            let mut cargo = self.cargo(&["doc", "--no-deps", "-p", "pairs"]);
            cargo.env("RUSTC_BOOTSTRAP", "1");
            cargo.env("RUSTDOCFLAGS", "-Z unstable-options --output-format json --cap-lints allow");
            let errors = dependent::errors(&mut cargo)?;
            if errors.is_empty() {
                let path = self.target().join("doc/pairs.json");
                let listed: Value = serde_json::from_str(&read(&path)?).context(path.display())?;
                return Ok((uses::of(&listed), failed));
            }
            let before = failed.len();
            for error in errors {
                let module = error.file.split('/').find_map(pair_of);
                let pair = module.ok_or_else(|| Error::new(error.text.clone()))?;
                failed.entry(pair).or_insert(error.text);
            }
            if failed.len() == before {
                return Err(Error::new("cargo fails for pairs that are left out"));
            }
        }
    }

    fn target(&self) -> PathBuf {
        self.settings.compiler.target.join(format!("updates-{}", self.name))
    }

    /// A call of cargo in this workspace.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).current_dir(self.folder()).env_remove("RUSTFLAGS");
        cargo.env("CARGO_TARGET_DIR", self.target());
        cargo
    }
}

fn inputs(work: &Path, pair: usize, side: &str) -> PathBuf {
    work.join("inputs").join(module(pair)).join(side)
}

fn call(
    settings: &Settings,
    folder: &Path,
    arguments: &[&str],
    out: Option<&Path>,
) -> Result<Output> {
    let mut command = Command::new(&settings.generator.program);
    command.args(arguments).args(out).current_dir(folder);
    for setting in &settings.generator.set {
        command.arg("--set").arg(setting);
    }
    process::run(command.env("NO_COLOR", "1").env_remove("CI"), settings.generator.limit)
}

/// What is said of each pair, forward and back.
pub(super) fn said(work: &Path, all: &[Pair], settings: &Settings) -> Result<Vec<[Said; 2]>> {
    let of = |pair: usize, to: &str, from: &str| {
        let against = format!("../{from}");
        let folder = inputs(work, pair, to);
        let arguments = ["diff", "--against", &against, "--format", "json"];
        let output = call(settings, &folder, &arguments, None)?;
        Ok(said_in(&output))
    };
    let done = process::in_parallel(all.len(), settings.generator.jobs, |pair| {
        Ok([of(pair, "new", "old")?, of(pair, "old", "new")?])
    });
    done.into_iter().collect()
}

fn said_in(output: &Output) -> Said {
    let Ok(report) = serde_json::from_str::<Value>(&output.stdout) else {
        let first = output.stderr.lines().next().unwrap_or_default();
        return Said { level: format!("nothing: {first}"), reasons: Vec::new() };
    };
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let changes = report["changes"].as_array().into_iter().flatten();
    let major = changes.filter(|it| it["rust"] == "major");
    let notes = major.flat_map(|it| {
        let notes = it["notes"].as_array().into_iter().flatten().map(text);
        notes.chain([text(&it["message"])]).collect::<Vec<_>>()
    });
    Said { level: text(&report["summary"]["rust"]), reasons: notes.collect() }
}

/// How long cargo may take.
pub(super) const LIMIT: Duration = Duration::from_secs(3600);
