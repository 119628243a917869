//! The built program: its streams, its exit status, and what it leaves on disk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::process::{Command, Output};

use codegen::internal::files::{Disk, Files};
use codegen::internal::output::{self, Target, Tree};

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Member",
  "type": "object",
  "properties": { "name": { "type": "string" } },
  "required": ["name"]
}
"#;

/// A folder with a schema and a configuration, and the program in it.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("schemas/member.json", SCHEMA);
        project.write("codegen.toml", "out = 'src/api'\n");
        project
    }

    fn write(&self, path: &str, text: &str) {
        Disk.write(&self.folder.path().join(path), text.as_bytes()).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        let bytes = Disk.read(&self.folder.path().join(path)).ok()?;
        Some(String::from_utf8(bytes).unwrap())
    }

    /// Runs the program; its status, standard output and standard error.
    fn run(&self, line: &str) -> (i32, String, String) {
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_codegen"))
            .args(line.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }
}

#[test]
fn usage_errors_end_with_two_and_explain_themselves() {
    let project = Project::new();
    for line in ["", "genrate", "check --frmat json", "check --format xml", "completions sh"] {
        let (status, out, err) = project.run(line);
        assert_eq!((status, out.as_str()), (2, ""), "{line:?}");
        assert!(err.contains("Usage") || err.contains("--help"), "{line:?}: {err}");
    }
    assert!(project.run("genrate").2.contains("generate"));
}

#[test]
fn help_and_version_end_with_zero() {
    let project = Project::new();
    for line in ["--help", "--version", "help", "check --help", "generate -h", "explain"] {
        let (status, out, err) = project.run(line);
        assert_eq!((status, err.as_str()), (0, ""), "{line}");
        assert!(!out.is_empty(), "{line}");
    }
}

#[test]
fn what_is_generated_is_checked_and_repaired() {
    let project = Project::new();
    let (status, out, err) = project.run("check");
    assert_eq!(status, 1, "{err}");
    assert!(out.contains("help: run `codegen generate`"), "{out}");
    assert_eq!(project.read("src/api/mod.rs"), None);

    let (status, out, err) = project.run("generate");
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    let root = project.read("src/api/mod.rs").unwrap();
    assert!(root.contains("@generated"), "{root}");
    assert_eq!(project.run("check").0, 0);
    assert!(project.run("generate").2.contains("up to date"));

    project.write("src/api/mod.rs", &format!("{root}// edited\n"));
    let (status, out, _) = project.run("check");
    assert_eq!(status, 1);
    assert!(out.contains("\n-// edited\n") && !out.contains('\x1b'), "{out}");
    assert_eq!(project.run("generate").0, 0);
    assert_eq!(project.read("src/api/mod.rs").unwrap(), root);
}

#[test]
fn a_manifest_edited_along_with_the_code_does_not_deceive_a_check() {
    let project = Project::new();
    project.run("generate");
    let root = project.read("src/api/mod.rs").unwrap();
    let edited = root.replace("@generated", "@generated, in fact by hand,");
    project.write("src/api/mod.rs", &edited);
    // The manifest that an earlier generator might have written for this text.
    let tree = Tree { files: [("mod.rs".to_owned(), edited)].into() };
    let out = project.folder.path().join("src/api");
    let target = Target { out: &out, ledger: None, digest: "digest", findings: 0 };
    output::write(&Disk, &output::plan(&Disk, &target, tree).unwrap()).unwrap();
    let (status, out, _) = project.run("check --format concise");
    assert_eq!(status, 1);
    assert!(out.contains("src/api/mod.rs:1:1: error[G001]"), "{out}");
}

#[test]
fn errors_end_with_two_and_nothing_is_written() {
    let cases = [
        ("schemas/member.json", "{ \"type\": ", "member.json"),
        ("codegen.toml", "\nshemas = 'a'\n", "codegen.toml:2:1"),
        ("codegen.toml", "out = 'src/api'\nschemas = 'none'\n", "none"),
    ];
    for (path, text, expected) in cases {
        let project = Project::new();
        project.write(path, text);
        let (status, out, err) = project.run("check");
        assert_eq!((status, err.as_str()), (2, ""), "{out}");
        assert!(out.contains(expected), "{out}");
        let (status, out, err) = project.run("generate");
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains(expected), "{err}");
        assert!(project.read("src/api/mod.rs").is_none());
    }
}

#[test]
fn inspect_prints_one_object_and_writes_nothing() {
    let project = Project::new();
    let (status, out, err) = project.run("inspect --format json");
    assert_eq!((status, err.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let names: Vec<_> = report.as_object().unwrap().keys().collect();
    assert_eq!(names, ["dependencies", "ledger", "schemas", "types"]);
    assert_eq!(Disk.kind(&project.folder.path().join("src")).unwrap(), None);
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let project = Project::new();
    // A file where the folder should be is refused for everybody, administrators included.
    project.write("src", "");
    let (status, out, err) = project.run("generate --format concise");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("error[C002]"), "{err}");
}

#[test]
fn a_format_with_a_type_asserts_and_names_its_crate() {
    let project = Project::new();
    let schema = r#"{
      "title": "Event",
      "type": "object",
      "properties": {
        "at": { "type": "string", "format": "date-time" },
        "by": { "type": "string", "format": "email" },
        "id": { "type": "string", "not": { "format": "uuid", "minLength": 1 } }
      }
    }"#;
    project.write("schemas/member.json", schema);
    let inspect = |line: &str| {
        let (status, out, err) = project.run(&format!("inspect --format json {line}"));
        assert_eq!((status, err.as_str()), (0, ""));
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        let names = report["dependencies"].as_array().unwrap().iter();
        let names: Vec<_> = names.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
        let by = |pointer: &str| {
            let mut entries = report["ledger"].as_array().unwrap().iter();
            let entry = entries.find(|it| it["pointer"] == pointer && it["keyword"] == "format");
            entry.unwrap()["by"].as_str().unwrap().to_owned()
        };
        (names, ["/properties/at", "/properties/by", "/properties/id/not"].map(by))
    };
    let (names, by) = inspect("");
    assert_eq!(names, ["serde", "serde_json"]);
    assert_eq!(by, ["annotation", "annotation", "annotation"]);
    let (names, by) = inspect("--set formats.date-time=chrono --set formats.uuid=uuid");
    assert_eq!(names, ["chrono", "serde", "serde_json", "uuid"]);
    assert_eq!(by, ["type", "annotation", "check"]);

    let (status, _, err) = project.run("generate --set formats.date-time=jiff");
    assert_eq!(status, 0, "{err}");
    let root = project.read("src/api/mod.rs").unwrap();
    assert!(root.contains("//! Beside serde, they need `jiff = \"0.2\"`.\n"), "{root}");
}

#[test]
fn a_key_that_names_nothing_is_an_error() {
    let project = Project::new();
    let config = "out = 'src/api'\nopen_enums = ['member::Membr', 'member.json#', '*']\n\
                  unknown_members = { ignore = ['x'] }\n\
                  [[attributes]]\npath = 'b2b::*'\nderives = ['Ord']\n";
    project.write("codegen.toml", config);
    let (status, out, err) = project.run("generate --format concise");
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    for expected in [
        "error[C003]: `member::Membr` in `open_enums` matches no type; did you mean `member::Member`?",
        "error[C003]: `x` in `unknown_members.ignore` matches no type",
        "error[C003]: `b2b::*` in `attributes.path` matches no type",
        "warning[C003]: `member.json#` in `open_enums` matches `member::Member`, and no enum of strings",
    ] {
        assert!(err.contains(expected), "{err}");
    }
    assert_eq!(err.matches("C003").count(), 4, "{err}");
}

/// A tree may have no code of its own and still hold what `serde_json` reads, and reads right only with
/// its feature.
#[test]
fn what_holds_numbers_or_values_says_that_it_needs_serde_json() {
    let project = Project::new();
    for (items, is_needed) in
        [("number", true), ("object", true), ("string", false), ("boolean", false)]
    {
        let schema = format!(r#"{{ "type": "array", "items": {{ "type": "{items}" }} }}"#);
        project.write("schemas/member.json", &schema);
        let (status, out, err) = project.run("inspect");
        assert_eq!(status, 0, "{err}");
        assert_eq!(out.contains("serde_json  1  float_roundtrip"), is_needed, "{items}: {out}");
    }
}
