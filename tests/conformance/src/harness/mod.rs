//! Writes the cargo workspace in which trees are compiled and run.
//!
//! Input: trees that the generator wrote to `WORK/BATCH/src/MODULE/`. Output: a workspace with a
//! crate for each batch: a library that mounts its trees as public modules, so that nothing in them
//! counts as unused, and a program that reads documents at run time. A file that would not change
//! is not written, so a second run compiles only what the generator changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::generate::{Dependency, Tree};
use crate::plan::{toml_string, write};

pub mod runner;

/// The files of [`runner`], which is compiled into every harness.
const RUNNER: [(&str, &str); 8] = [
    ("lib.rs", include_str!("runner/mod.rs")),
    ("attack/mod.rs", include_str!("runner/attack/mod.rs")),
    ("attack/bounds.rs", include_str!("runner/attack/bounds.rs")),
    ("attack/grow.rs", include_str!("runner/attack/grow.rs")),
    ("difference.rs", include_str!("runner/difference.rs")),
    ("probe.rs", include_str!("runner/probe.rs")),
    ("rng.rs", include_str!("runner/rng.rs")),
    ("tree.rs", include_str!("runner/tree.rs")),
];

/// The program of a crate whose types are attacked: what they allocate is counted.
const ATTACKER: &str = "#[global_allocator]
static ALLOCATOR: &runner::attack::Counting = &runner::attack::COUNTING;
";

/// What the harness crates are like.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the workspace.
    pub work: PathBuf,
    /// Whether a warning in a tree is an error.
    pub deny_warnings: bool,
    /// Whether all ways to read and write a value are compared.
    pub thorough: bool,
    /// Names of members whose strings `Debug` must not print.
    pub secrets: Vec<String>,
    /// Whether it is noted how the parts of each document are held.
    pub reach: bool,
    /// Whether the types are attacked, not judged.
    pub attack: bool,
    /// Whether what changes is compiled on its own, which is worth its space where one tree is
    /// followed by another that is much like it.
    pub incremental: bool,
    /// Whether serde_json keeps numbers as text.
    pub exact_numbers: bool,
    /// The edition of the crates that mount the trees.
    pub edition: String,
    /// A version lock to start from.
    pub lock: Option<PathBuf>,
}

/// The trees that share a crate.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The name of its package and of its folder.
    pub name: String,
    /// Indices into the trees of the run.
    pub trees: Vec<usize>,
}

/// Writes the workspace's manifest and the crate that all batches share.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn write_workspace(options: &Options, batches: &[Batch], trees: &[Tree]) -> Result<()> {
    let work = &options.work;
    let prefix = package_prefix(work);
    let names: Vec<_> = batches.iter().map(|batch| toml_string(&batch.name)).collect();
    let mut manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"runner\", {}]\n\n\
         [profile.dev]\ndebug = false\nopt-level = {}\nincremental = {}\n\n\
         [workspace.dependencies]\nrunner = {{ package = \"{prefix}-runner\", path = \"runner\" }}\n",
        names.join(", "),
        // What is measured must be worth it.
        u8::from(options.attack),
        options.incremental
    );
    manifest.push_str(&dependencies(trees, options));
    write(&work.join("Cargo.toml"), &manifest)?;
    write(
        &work.join("runner/Cargo.toml"),
        &format!(
            "[package]\nname = \"{prefix}-runner\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [lib]\nname = \"runner\"\n\n\
             [dependencies]\nserde = {{ workspace = true, features = [\"derive\"] }}\n\
             serde_json = {{ workspace = true, features = [\"unbounded_depth\"] }}\n\
             stats_alloc = \"0.1\"\n"
        ),
    )?;
    for (name, text) in RUNNER {
        write(&work.join("runner/src").join(name), text)?;
    }
    let lock = work.join("Cargo.lock");
    match &options.lock {
        Some(from) if !lock.exists() && from.exists() => write(&lock, &crate::plan::read(from)?),
        _ => Ok(()),
    }
}

/// The lines of a manifest for [`union`].
pub(crate) fn dependencies(trees: &[Tree], options: &Options) -> String {
    let line = |dependency: Dependency| {
        let features: Vec<_> = dependency.features.iter().map(|name| toml_string(name)).collect();
        format!(
            "{} = {{ version = {}, features = [{}], default-features = {} }}\n",
            dependency.name,
            toml_string(&dependency.version),
            features.join(", "),
            dependency.default_features
        )
    };
    union(trees, options).into_iter().map(line).collect()
}

/// All that the trees need, each crate once, with what the harness itself needs.
fn union(trees: &[Tree], options: &Options) -> Vec<Dependency> {
    let exact: &[&str] = if options.exact_numbers { &["arbitrary_precision"] } else { &[] };
    let own = [("serde", &[][..]), ("serde_json", exact)].map(|(name, features)| Dependency {
        name: name.to_owned(),
        version: "1".to_owned(),
        features: features.iter().map(|&feature| feature.to_owned()).collect(),
        default_features: true,
    });
    let mut all: BTreeMap<String, Dependency> = BTreeMap::new();
    let needed = trees.iter().flat_map(|tree| &tree.dependencies);
    for dependency in needed.chain(&own) {
        let entry = all.entry(dependency.name.clone()).or_insert_with(|| dependency.clone());
        entry.default_features |= dependency.default_features;
        entry.features.extend(dependency.features.iter().cloned());
        entry.features.sort();
        entry.features.dedup();
    }
    all.into_values().collect()
}

/// Writes the crate of `batch`, which mounts those of its trees that have a root type.
///
/// `names` gives the name of each schema, by which documents refer to it.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn write_batch(
    options: &Options,
    batch: &Batch,
    trees: &[Tree],
    names: &dyn Fn(usize) -> String,
) -> Result<()> {
    let folder = options.work.join(&batch.name);
    let mut manifest = format!(
        "[package]\nname = {}\nversion = \"0.0.0\"\nedition = {}\n\n\
         [lib]\ndoctest = false\n\n\
         [dependencies]\nrunner.workspace = true\n",
        toml_string(&batch.name),
        toml_string(&options.edition)
    );
    for dependency in union(trees, options) {
        let _ = writeln!(manifest, "{}.workspace = true", dependency.name);
    }
    write(&folder.join("Cargo.toml"), &manifest)?;
    let library_name = batch.name.replace('-', "_");
    let head = if options.attack { ATTACKER } else { "" };
    let main = format!("{head}fn main() {{\n    {library_name}::run();\n}}\n");
    write(&folder.join("src/main.rs"), &main)?;
    write(&folder.join("src/lib.rs"), &library(options, batch, trees, names))
}

fn library(
    options: &Options,
    batch: &Batch,
    trees: &[Tree],
    names: &dyn Fn(usize) -> String,
) -> String {
    if options.attack {
        return attacked(batch, trees, names);
    }
    let mut checks = vec!["check"];
    checks.extend(options.thorough.then_some("check_ways"));
    checks.extend(options.reach.then_some("probe::check_reach"));
    checks.extend((!options.secrets.is_empty()).then_some("check_debug"));
    let mut text = String::from("//! Trees to be tried.\n");
    if options.deny_warnings {
        text.push_str("#![deny(warnings)]\n");
    }
    let mut table = String::new();
    for &index in &batch.trees {
        let tree = &trees[index];
        let _ = writeln!(text, "pub mod {};", tree.module);
        for (schema, root) in &tree.roots {
            if let Ok(root) = root {
                let root = format!("{}::{root}", tree.module);
                let checks: Vec<_> =
                    checks.iter().map(|check| format!("runner::{check}::<{root}>")).collect();
                let (name, checks) = (names(*schema), checks.join(", "));
                let _ = writeln!(table, "        (\"{name}\", &[{checks}]),");
            }
        }
    }
    let _ = write!(
        text,
        "\n/// Reads documents and prints verdicts.\n#[allow(deprecated)]\npub fn run() {{\n    \
         runner::run(&[\n{table}    ]);\n}}\n"
    );
    text
}

fn attacked(batch: &Batch, trees: &[Tree], names: &dyn Fn(usize) -> String) -> String {
    let mut text = String::from("//! Trees to be attacked.\n");
    let mut table = String::new();
    for tree in batch.trees.iter().map(|&index| &trees[index]) {
        let _ = writeln!(text, "pub mod {};", tree.module);
        for (schema, root) in
            tree.roots.iter().filter_map(|(at, root)| Some((at, root.as_ref().ok()?)))
        {
            let (name, module) = (names(*schema), &tree.module);
            let read = format!("runner::attack::read::<{module}::{root}>");
            let _ = writeln!(table, "        (\"{name}\", {read}),");
        }
    }
    let _ = write!(
        text,
        "\n/// Reads what it makes.\n#[allow(deprecated)]\npub fn run() {{\n    \
         runner::attack::run(&[\n{table}    ]);\n}}\n"
    );
    text
}

/// Where the tree of `module` is written to.
#[must_use]
pub fn tree_folder(work: &Path, batch: &str, module: &str) -> PathBuf {
    work.join(batch).join("src").join(module)
}

/// What the names of a workspace's packages begin with.
///
/// Cargo takes packages of one name at one place within their workspaces for the same, so two
/// workspaces that share a target folder need names that differ.
#[must_use]
pub fn package_prefix(work: &Path) -> String {
    let path = work.to_string_lossy();
    // FNV-1a, since the standard library's hash may differ between its versions.
    let hash = path
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("trees-{hash:08x}")
}
