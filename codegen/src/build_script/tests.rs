//! Each case in which a build script has to decide, and what cargo is told.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};

use super::{Environment, Failed, Script};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::files::{FileKind, Files, Memory};
use crate::output::Tree;
use crate::pipeline::{self, Generated, Outcome};
use crate::source;

const TOML: &str = "workspace/codegen.toml";
const SCHEMA: &str = "workspace/schemas/a.json";
const ROOT: &str = "workspace/crate/src/mod.rs";

/// A workspace whose tree is to be one file with the text of the one schema.
fn workspace() -> Memory {
    Memory::with([
        (TOML, "out = 'crate/src'\nledger = 'crate/ledger.json'"),
        (SCHEMA, "one"),
        ("workspace/crate/Cargo.toml", ""),
    ])
}

fn generate(config: &Config, files: &dyn Files) -> Outcome {
    let text = files.read(&config.schemas[0].join("a.json")).unwrap();
    let text = String::from_utf8(text).unwrap();
    if text == "bad" {
        let diagnostics = vec![
            Diagnostic::new(Code::Syntax, "this is bad").help("make it good"),
            Diagnostic::new(Code::DuplicateMember, "this is odd"),
        ];
        return Outcome { diagnostics, ..Outcome::default() };
    }
    let tree = Tree { files: [("mod.rs".to_owned(), text)].into() };
    let generated = Some(Generated { tree, ..Generated::default() });
    let sources = source::run(files, &pipeline::inputs(config), &mut Sink::new());
    Outcome { sources, generated, ..Outcome::default() }
}

fn developer() -> Environment {
    Environment { package: PathBuf::from("/workspace/crate"), ..Environment::default() }
}

fn ci() -> Environment {
    Environment { is_ci: true, ..developer() }
}

/// Runs a script; what it printed, and what it failed with.
fn run(files: &dyn Files, environment: Environment) -> (String, Result<(), Failed>) {
    let mut script = Script::new(files, environment, &generate, Vec::new());
    let result = script.run_file(Path::new(TOML));
    (String::from_utf8(script.cargo).unwrap(), result)
}

fn text(files: &dyn Files, path: &str) -> Option<String> {
    let bytes = files.read(Path::new(path)).ok()?;
    Some(String::from_utf8(bytes).unwrap())
}

const WATCHED: &str = "\
cargo::rerun-if-env-changed=CI
cargo::rerun-if-changed=workspace/codegen.toml
cargo::rerun-if-changed=workspace/schemas
";

/// Memory that refuses to be written, and counts how often it was asked.
struct ReadOnly {
    memory: Memory,
    kind: io::ErrorKind,
    refused: Cell<usize>,
}

impl ReadOnly {
    fn new(memory: Memory, kind: io::ErrorKind) -> Self {
        Self { memory, kind, refused: Cell::new(0) }
    }

    fn refuse(&self) -> io::Result<()> {
        self.refused.set(self.refused.get() + 1);
        Err(io::Error::new(self.kind, "src: refused"))
    }
}

impl Files for ReadOnly {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.memory.read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        self.memory.kind(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.memory.entries(folder)
    }

    fn is_link(&self, path: &Path) -> io::Result<bool> {
        self.memory.is_link(path)
    }

    fn remove_leftovers(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.memory.canonical(path)
    }

    fn write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        self.refuse()
    }

    fn remove_file(&self, _: &Path) -> io::Result<()> {
        self.refuse()
    }

    fn remove_empty_dir(&self, _: &Path) -> io::Result<()> {
        self.refuse()
    }
}

#[test]
fn an_edited_schema_is_generated_and_then_nothing_is_written() {
    let files = workspace();
    let (printed, result) = run(&files, developer());
    assert_eq!(printed, WATCHED);
    result.unwrap();
    assert_eq!(text(&files, ROOT).as_deref(), Some("one"));

    files.write(Path::new(SCHEMA), b"two").unwrap();
    run(&files, developer()).1.unwrap();
    assert_eq!(text(&files, ROOT).as_deref(), Some("two"));

    for environment in [developer(), ci()] {
        let files = ReadOnly::new(files.clone(), io::ErrorKind::StorageFull);
        let (printed, result) = run(&files, environment);
        assert_eq!(printed, WATCHED);
        result.unwrap();
        assert_eq!(files.refused.get(), 0);
    }
}

#[test]
fn an_unchanged_tree_is_not_generated_again() {
    let files = workspace();
    run(&files, developer()).1.unwrap();
    let never = |_: &Config, _: &dyn Files| -> Outcome { panic!("generated again") };
    Script::new(&files, developer(), &never, Vec::new()).run_file(Path::new(TOML)).unwrap();
}

#[test]
fn a_tree_that_is_right_is_not_touched_for_its_digest() {
    let files = workspace();
    run(&files, developer()).1.unwrap();
    files
        .write(Path::new(TOML), b"out = 'crate/src'\nledger = 'crate/ledger.json'\nsecrets = []")
        .unwrap();
    let files = ReadOnly::new(files, io::ErrorKind::StorageFull);
    for environment in [developer(), ci()] {
        run(&files, environment).1.unwrap();
    }
    assert_eq!(files.refused.get(), 0);
}

#[test]
fn code_out_of_date_fails_in_ci_and_is_left_alone() {
    let files = workspace();
    run(&files, developer()).1.unwrap();
    files.write(Path::new(SCHEMA), b"two").unwrap();
    let files = ReadOnly::new(files, io::ErrorKind::StorageFull);
    let (printed, result) = run(&files, ci());
    assert_eq!(
        printed.strip_prefix(WATCHED),
        Some(
            "cargo::error=workspace/crate/src/mod.rs:1:1: error[G001]: \
             `workspace/crate/src/mod.rs` differs from what is generated\n"
        )
    );
    assert_eq!(
        result.unwrap_err().to_string(),
        "the generated code is out of date: run `codegen generate` and commit what it writes
--- workspace/crate/src/mod.rs
+++ workspace/crate/src/mod.rs
@@ -1 +1 @@
-one
\\ No newline at end of file
+two
\\ No newline at end of file
"
    );
    assert_eq!(files.refused.get(), 0);
}

#[test]
fn a_folder_that_cannot_be_written_is_a_warning() {
    for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem] {
        let files = ReadOnly::new(workspace(), kind);
        let (printed, result) = run(&files, developer());
        result.unwrap();
        assert_eq!(
            printed.strip_prefix(WATCHED),
            Some("cargo::warning=the generated code is out of date and stays so: src: refused\n")
        );
    }
    let files = ReadOnly::new(workspace(), io::ErrorKind::StorageFull);
    let (printed, result) = run(&files, developer());
    assert_eq!(result.unwrap_err().to_string(), "src: refused");
    assert!(printed.ends_with("\ncargo::error=src: refused\n"), "{printed}");
}

#[test]
fn a_package_that_is_not_developed_here_is_left_alone() {
    let docs_rs = Environment { is_docs_rs: true, ..developer() };
    let cases = [
        (docs_rs, None),
        (developer(), Some("workspace/crate/.cargo-ok")),
        (developer(), Some("workspace/.cargo-ok")),
        (developer(), Some("workspace/crate/.cargo-checksum.json")),
        (developer(), Some("workspace/crate/.cargo_vcs_info.json")),
    ];
    for (environment, marker) in cases {
        let files = workspace();
        if let Some(marker) = marker {
            files.write(Path::new(marker), b"").unwrap();
        }
        let (printed, result) = run(&files, environment);
        result.unwrap();
        assert_eq!(printed, "cargo::rerun-if-env-changed=CI\n", "{marker:?}");
        assert_eq!(text(&files, ROOT), None, "{marker:?}");
    }
}

#[test]
fn without_inputs_nothing_is_done_and_nothing_missing_is_watched() {
    let files = Memory::with([("workspace/crate/src/mod.rs", "committed")]);
    for environment in [developer(), ci()] {
        let (printed, result) = run(&files, environment.clone());
        result.unwrap();
        assert_eq!(printed, "cargo::rerun-if-env-changed=CI\n");

        let with_some = workspace();
        let toml = b"schemas = ['schemas', 'none']\nuri_map = { 'https://a/' = 'none' }";
        with_some.write(Path::new(TOML), toml).unwrap();
        let (printed, _) = run(&with_some, environment.clone());
        assert!(printed.starts_with(WATCHED) && !printed.contains("/none"), "{printed}");

        let with_toml = files.clone();
        with_toml.write(Path::new(TOML), b"uri_map = { 'https://a/' = 'none' }").unwrap();
        let (printed, result) = run(&with_toml, environment);
        result.unwrap();
        assert!(!printed.contains("schemas") && !printed.contains("none"), "{printed}");
    }
}

#[test]
fn what_is_outside_the_package_has_a_path_that_opens_it() {
    let files = workspace();
    files.write(Path::new("up/codegen.toml"), b"shemas = 'a'").unwrap();
    files.write(Path::new("codegen.toml"), b"shemas = 'a'").unwrap();
    for (path, shown) in
        [("../codegen.toml", "/codegen.toml"), ("up/codegen.toml", "up/codegen.toml")]
    {
        let mut script = Script::new(&files, developer(), &generate, Vec::new());
        let failed = script.run_file(Path::new(path)).unwrap_err().to_string();
        let printed = String::from_utf8(script.cargo).unwrap();
        assert!(printed.contains(&format!("cargo::error={shown}:1:1: error[C001]")), "{printed}");
        assert!(failed.contains(shown) && !failed.contains(".."), "{failed}");
    }
}

#[test]
fn errors_are_told_in_lines_and_in_full() {
    let files = workspace();
    files.write(Path::new(SCHEMA), b"bad").unwrap();
    let (printed, result) = run(&files, developer());
    assert_eq!(
        printed.strip_prefix(WATCHED),
        Some("cargo::error=error[S004]: this is bad\ncargo::warning=warning[S005]: this is odd\n")
    );
    let failed = format!("{:?}", result.unwrap_err());
    assert!(failed.contains("this is bad") && failed.contains("make it good"), "{failed}");
    assert_eq!(text(&files, ROOT), None);

    files.write(Path::new(TOML), b"\nshemas = 'a'").unwrap();
    let (printed, result) = run(&files, developer());
    assert!(
        printed.ends_with(
            "cargo::error=workspace/codegen.toml:2:1: error[C001]: unknown key `shemas`; did you mean \
             `schemas`?\n"
        ),
        "{printed}"
    );
    assert!(result.unwrap_err().to_string().contains("did you mean `schemas`?"));

    let mut script = Script::new(&files, developer(), &generate, Vec::new());
    let result = script.run(&Config::new().schemas("workspace/schemas").module("(", "a"));
    assert!(result.unwrap_err().to_string().contains("is no regular expression"));
}

#[test]
fn below_out_dir_the_code_is_written_in_ci_and_in_packages_of_a_registry_too() {
    let config = Config::new().schemas("workspace/schemas").out("src/api").out_dir();
    for environment in [developer(), ci()] {
        let files = workspace();
        files.write(Path::new("workspace/crate/.cargo-ok"), b"").unwrap();
        let environment = Environment { out_dir: Some("out".into()), ..environment };
        let mut script = Script::new(&files, environment, &generate, Vec::new());
        script.run(&config).unwrap();
        assert_eq!(text(&files, "out/api/mod.rs").as_deref(), Some("one"));
        let module = text(&files, "out/api.rs").unwrap();
        assert!(module.contains("#[path = \"api/mod.rs\"]\npub mod api;"), "{module}");
        assert_eq!(text(&files, "src/api/mod.rs"), None);

        let files = ReadOnly::new(files, io::ErrorKind::StorageFull);
        let environment = Environment { out_dir: Some("out".into()), ..ci() };
        Script::new(&files, environment, &generate, Vec::new()).run(&config).unwrap();
        assert_eq!(files.refused.get(), 0);
    }
}

#[test]
fn below_out_dir_nothing_may_be_missing() {
    let cases = [
        (Some("out"), "workspace/none", "api", "workspace/none: there is no such file or folder"),
        (Some("out"), "workspace/schemas", "a-b", "`a-b` is no name of one"),
        (None, "workspace/schemas", "api", "there is no `OUT_DIR` here"),
    ];
    for (out_dir, schemas, out, message) in cases {
        let files = workspace();
        let environment = Environment { out_dir: out_dir.map(PathBuf::from), ..ci() };
        let mut script = Script::new(&files, environment, &generate, Vec::new());
        let failed = script.run(&Config::new().schemas(schemas).out(out).out_dir()).unwrap_err();
        assert!(failed.to_string().contains(message), "{failed}");
        let printed = String::from_utf8(script.cargo).unwrap();
        assert!(printed.contains("cargo::error="), "{printed}");
    }
}
