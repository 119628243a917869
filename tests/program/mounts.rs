//! Trees compile wherever they are mounted: in crates of all editions, by this compiler and by an old
//! one, beside each other, and under the lints of crates that deny what can be denied.
//!
//! The trees are made of `tests/cases/shapes` and `tests/cases/printed`, the cases of verdicts, the guide,
//! the trees of `tests/options`, and real schemas where there are some. Together they have every fragment
//! of the support code. `CODEGEN_OLD_RUSTC` names the old compiler; `.ci/old-rustc` fetches one.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::internal::runtime::{FRAGMENTS, RUST_VERSION};
use serde_json::{Value, json};

use crate::folder::{Files, codegen, read, renew, root, run, write};
use crate::guide;

const EDITIONS: [&str; 3] = ["2018", "2021", "2024"];

/// What a strict crate denies: all that the compiler does not take for an error of its own accord,
/// but for what crates do to each other or to old editions of themselves.
const DENIED: &str = "\
    warnings, missing_docs, unsafe_code, unreachable_pub, rust_2018_idioms, unused, future_incompatible, \
    nonstandard_style, let_underscore, absolute_paths_not_starting_with_crate, deprecated_in_future, \
    explicit_outlives_requirements, macro_use_extern_crate, meta_variable_misuse, \
    missing_abi, missing_debug_implementations, single_use_lifetimes, \
    trivial_casts, trivial_numeric_casts, unit_bindings, unused_qualifications, \
    unused_import_braces, unused_lifetimes, unused_results, variant_size_differences, \
    clippy::all, clippy::pedantic, clippy::nursery";

/// What the trees depend on, and the feature that another crate of a build may switch on.
const MANIFEST: &str = r#"
[dependencies]
chrono = { version = "0.4", default-features = false, features = ["std"] }
fluent-uri = "0.4"
jiff = { version = "0.2", default-features = false, features = ["std"] }
regress = ">=0.10.4, <0.13"
serde = "1"
serde_json = { version = "1", features = ["arbitrary_precision"] }
time = { version = "0.3", default-features = false, features = ["std"] }
url = "2"
uuid = { version = "1", default-features = false, features = ["std"] }
"#;

/// Schemas and how they are generated.
struct Source {
    name: String,
    /// Words of the command line.
    options: String,
    schemas: Files,
}

impl Source {
    fn new(name: &str, options: &str, schemas: Files) -> Self {
        Self { name: name.to_owned(), options: options.to_owned(), schemas }
    }

    /// The files of the tree.
    fn generate(&self) -> Files {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("schemas"), &self.schemas);
        let schemas = if self.schemas.is_empty() { "" } else { "--schemas schemas" };
        let line = format!("generate --out tree {schemas} {}", self.options);
        let ran = codegen(folder.path(), &line);
        assert_eq!(ran.status, 0, "{}: {}", self.name, ran.err);
        read(&folder.path().join("tree"))
    }
}

/// All that trees are made of.
fn sources() -> Vec<Source> {
    let cases = |name: &str| read(&root().join("tests/cases").join(name));
    let (mut shapes, mut exact) = (cases("shapes"), schemas_of(cases("verdicts")));
    shapes.extend(guide::schemas());
    exact.extend(schemas_of(cases("exact-verdicts")));
    let (printed, mut sources) = printed();
    shapes.extend(printed);
    sources.extend([
        Source::new("shapes", "", shapes),
        Source::new("exact", "--set implied_type=exact --set numbers=exact", exact),
        Source::new("formats", "--set formats.\"*\"=check", formats()),
    ]);
    for entry in fs::read_dir(root().join("tests/options/trees")).unwrap() {
        let path = entry.unwrap().path();
        // One has derives of another crate.
        if path.is_dir() && !path.ends_with("described") {
            let name = format!("with_{}", path.file_name().unwrap().to_str().unwrap());
            let options = format!("--config {}", path.join("codegen.toml").to_str().unwrap());
            sources.push(Source::new(&name, &options, Files::new()));
        }
    }
    match std::env::var_os("CODEGEN_CORPUS") {
        Some(corpus) => sources.push(Source::new("real", "--set unresolved=opaque", real(&corpus))),
        None => println!("skipped: CODEGEN_CORPUS names no schemas of the wild"),
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

/// The schemas whose printed code is under review: those that go together, and those with options. Those
/// with types of the program's own are left out; a tree of the options has such types.
fn printed() -> (Files, Vec<Source>) {
    let folder = root().join("tests/cases/printed");
    let (mut together, mut alone) = (Files::new(), Vec::new());
    for (path, text) in read(&folder) {
        let Some(name) = path.strip_suffix("/schema.json") else { continue };
        if folder.join(name).join("own.rs").exists() {
            continue;
        }
        let config = folder.join(name).join("codegen.toml");
        if config.exists() {
            let options = format!("--config {}", config.to_str().unwrap());
            let schema = [("schema.json".to_owned(), text)];
            alone.push(Source::new(&name.replace('-', "_"), &options, schema.into()));
        } else {
            together.insert(format!("printed/{name}.json"), text);
        }
    }
    assert!(together.len() + alone.len() >= 40, "{} and {}", together.len(), alone.len());
    (together, alone)
}

/// Strings of formats that a text alone has to be of, some from each part of the support code.
fn formats() -> Files {
    let names = ["date-time", "duration", "idn-email", "uri-template", "json-pointer", "regex"];
    let member = |name: &str| (name.to_owned(), json!({ "type": "string", "format": name }));
    let members: serde_json::Map<_, _> = names.map(member).into_iter().collect();
    let schema = json!({ "type": "object", "properties": members });
    [("formats.json".to_owned(), schema.to_string().into_bytes())].into()
}

/// The schemas of cases that have documents, too.
fn schemas_of(cases: Files) -> Files {
    let schema = |(path, text): (String, Vec<u8>)| {
        let case: Value = serde_json::from_slice(&text).unwrap();
        (path, case["schema"].to_string().into_bytes())
    };
    cases.into_iter().map(schema).collect()
}

/// Every so many of the small ones of a corpus.
fn real(corpus: &OsStr) -> Files {
    let all = read(&Path::new(corpus).join("schemastore/schemas"));
    let small = all.into_iter().filter(|(_, text)| (500..9_000).contains(&text.len()));
    let chosen: Files = small.step_by(6).take(25).collect();
    assert!(chosen.len() >= 20, "{}", chosen.len());
    chosen
}

/// A workspace with a crate of each edition that mounts all trees.
fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mounts");
    let mut wanted = Files::new();
    let sources = sources();
    let mut trees = BTreeMap::new();
    for source in &sources {
        let tree = source.generate();
        let placed = tree.iter().map(|(path, text)| (path, text.clone()));
        wanted.extend(placed.map(|(path, text)| (format!("trees/{}/{path}", source.name), text)));
        trees.insert(source.name.as_str(), tree);
    }
    assert_all_fragments(&trees);
    let members: Vec<_> = EDITIONS.iter().map(|it| format!("\"in_{it}\"")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        members.join(", ")
    );
    wanted.insert("Cargo.toml".to_owned(), manifest.into());
    for edition in EDITIONS {
        let package = format!(
            "[package]\nname = \"in_{edition}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\
             rust-version = \"{RUST_VERSION}\"\n{MANIFEST}"
        );
        wanted.insert(format!("in_{edition}/Cargo.toml"), package.into());
        wanted.insert(format!("in_{edition}/src/lib.rs"), mounts(&trees).into());
        let above = "//! Above.\n\n/// A tree.\npub mod below;\n";
        wanted.insert(format!("in_{edition}/src/above/mod.rs"), above.into());
        for (place, name) in [("api", "with_open"), ("above/below", "with_patch")] {
            let place = format!("in_{edition}/src/{place}");
            let files = trees[name].iter();
            wanted.extend(files.map(|(path, text)| (format!("{place}/{path}"), text.clone())));
        }
    }
    renew(&folder, &wanted);
    folder
}

/// A library with each tree, one of them three times: as a file like any other, deep below other
/// modules, and where nobody uses it.
fn mounts(trees: &BTreeMap<&str, Files>) -> String {
    let mut text = format!("//! Trees in many places.\n#![deny(\n    {DENIED}\n)]\n\n");
    for name in trees.keys() {
        writeln!(text, "/// A tree.\n#[path = \"../../trees/{name}/mod.rs\"]\npub mod {name};")
            .unwrap();
    }
    text.push_str("mod api;\n/// Above.\npub mod above;\n");
    text
}

fn assert_all_fragments(trees: &BTreeMap<&str, Files>) {
    let all: BTreeSet<_> = trees.values().flat_map(|tree| tree.keys().cloned()).collect();
    let is_missing = |name: &&str| !all.contains(&format!("support/{name}.rs"));
    let missing: Vec<_> = FRAGMENTS.iter().map(|it| it.name).filter(is_missing).collect();
    assert!(missing.is_empty(), "no tree has {missing:?}");
}

/// Runs cargo in the workspace, where it must succeed, with the versions of a lock file.
#[track_caller]
fn succeed(folder: &Path, lock: &str, command: &mut Command) {
    fs::copy(root().join(lock), folder.join("Cargo.lock")).unwrap();
    command.args(["--keep-going", "--color", "never", "--quiet"]);
    command.current_dir(folder).env_remove("RUSTFLAGS");
    let ran = run(command);
    let start: Vec<_> = ran.err.lines().take(200).collect();
    assert_eq!(ran.status, 0, "{}", start.join("\n"));
}

/// Cargo with a target folder that stays for the next run.
fn cargo(line: &str, folder: &Path, target: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(line.split(' ')).env("CARGO_TARGET_DIR", folder.with_file_name(target));
    command
}

#[test]
fn trees_compile_in_strict_crates_of_all_editions() {
    let folder = workspace();
    let new = |line: &str| cargo(line, &folder, "mounts-target");
    // Clippy has what the compiler says, and more.
    let has_clippy = run(&mut new("clippy --version")).status == 0;
    let judge = if has_clippy { "clippy" } else { "check" };
    succeed(&folder, "Cargo.lock", &mut new(&format!("{judge} --workspace --offline")));
    let Some(compiler) = std::env::var_os("CODEGEN_OLD_RUSTC") else {
        println!("skipped: CODEGEN_OLD_RUSTC names no old compiler");
        return;
    };
    let said = run(Command::new(&compiler).arg("--version")).out;
    assert!(said.starts_with(&format!("rustc {RUST_VERSION}.")), "{said}");
    // The newest versions of some libraries need a newer compiler.
    let mut old = cargo("check --workspace --locked", &folder, "mounts-target-old");
    succeed(&folder, "tests/program/mounts.lock", old.env("RUSTC", compiler));
}
