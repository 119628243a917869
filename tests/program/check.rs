//! `codegen check` says the same whether it trusts the hashes or generates, whatever was changed.

use std::fs;
use std::path::Path;

use crate::folder::{Ran, codegen, read, write};

const TOML: &str = r#"
schemas = ["schemas", "more"]
out = "src/api"
ledger = "ledger.json"
[uri_map]
"https://example.com/" = "vendor"
"#;

/// A project that was generated.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("codegen.toml", TOML),
        ("schemas/a.json", r#"{ "properties": { "b": { "$ref": "b.json" } } }"#),
        ("schemas/b.json", r#"{ "type": "string", "minLength": 1 }"#),
        ("more/c.json", r#"{ "properties": { "d": { "$ref": "https://example.com/d.json" } } }"#),
        ("vendor/d.json", r#"{ "type": "integer" }"#),
    ];
    write(folder.path(), &files.map(|(path, text)| (path.to_owned(), text.into())).into());
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}", ran.err);
    folder
}

/// Checks in both ways; what both say.
#[track_caller]
fn check(folder: &Path, options: &str) -> Ran {
    let before = read(folder);
    let ran = codegen(folder, &format!("check {options}"));
    let regenerated = codegen(folder, &format!("check --regenerate {options}"));
    assert_eq!(
        (ran.status, &ran.out, &ran.err),
        (regenerated.status, &regenerated.out, &regenerated.err)
    );
    assert_eq!(read(folder), before);
    ran
}

fn put(folder: &Path, path: &str, text: &str) {
    fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    fs::write(folder.join(path), text).unwrap();
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

fn replace(folder: &Path, path: &str, from: &str, to: &str) {
    let before = text(folder, path);
    assert!(before.contains(from), "{before}");
    put(folder, path, &before.replacen(from, to, 1));
}

fn remove(folder: &Path, path: &str) {
    fs::remove_file(folder.join(path)).unwrap();
}

fn rename(folder: &Path, from: &str, to: &str) {
    fs::rename(folder.join(from), folder.join(to)).unwrap();
}

/// The hash that the manifest gives to a file.
fn recorded(folder: &Path, path: &str) -> String {
    let manifest: serde_json::Value =
        serde_json::from_str(&text(folder, "src/api/.codegen.json")).unwrap();
    manifest["files"][path].as_str().unwrap().to_owned()
}

type Change = fn(&Path);

#[test]
fn no_drift_hides() {
    let changes: [(&str, Change); 26] = [
        ("an edited schema", |it| replace(it, "schemas/b.json", ": 1", ": 2")),
        ("an edited schema elsewhere", |it| replace(it, "more/c.json", "\"d\"", "\"e\"")),
        ("an edited schema that is referred to", |it| {
            replace(it, "vendor/d.json", "integer", "boolean");
        }),
        ("an added schema", |it| put(it, "schemas/new.json", "{}")),
        ("an added schema below", |it| put(it, "schemas/below/new.yaml", "type: string")),
        ("a removed schema", |it| remove(it, "more/c.json")),
        ("a renamed schema", |it| rename(it, "more/c.json", "more/see.json")),
        ("schemas that changed places", |it| {
            rename(it, "schemas/b.json", "b");
            rename(it, "vendor/d.json", "schemas/b.json");
            rename(it, "b", "vendor/d.json");
        }),
        ("another configuration", |it| {
            replace(it, "codegen.toml", "out", "unknown_members = 'ignore'\nout")
        }),
        ("a renamed type", |it| {
            put(it, "codegen.toml", &format!("{TOML}\n[rename]\nb = 'x::B'\n"))
        }),
        ("another address", |it| replace(it, "codegen.toml", "example.com", "example.org")),
        ("no mapped folder", |it| remove(it, "vendor/d.json")),
        ("another ledger", |it| replace(it, "codegen.toml", "ledger.json", "other.json")),
        ("an edited file", |it| replace(it, "src/api/b.rs", "pub", "pub ")),
        ("an edited file of the support code", |it| {
            replace(it, "src/api/support/mod.rs", "//!", "//! Edited.");
        }),
        ("a file with a line more", |it| {
            put(it, "src/api/mod.rs", &(text(it, "src/api/mod.rs") + "\n"));
        }),
        ("an edited file of code", |it| replace(it, "src/api/a/impls.rs", "//!", "//! Edited.")),
        ("an empty file", |it| put(it, "src/api/a.rs", "")),
        ("a missing file", |it| remove(it, "src/api/a.rs")),
        ("files that changed places", |it| {
            rename(it, "src/api/a.rs", "a");
            rename(it, "src/api/b.rs", "src/api/a.rs");
            rename(it, "a", "src/api/b.rs");
        }),
        ("an edited ledger", |it| replace(it, "ledger.json", "check", "type")),
        ("a missing ledger", |it| remove(it, "ledger.json")),
        ("a missing manifest", |it| remove(it, "src/api/.codegen.json")),
        ("a manifest that leaves a file out", |it| {
            let line = format!("\"b.rs\": \"{}\",", recorded(it, "b.rs"));
            replace(it, "src/api/.codegen.json", &line, "");
        }),
        ("a manifest with another file's hash, and that file", |it| {
            let (a, b) = (recorded(it, "a.rs"), recorded(it, "b.rs"));
            fs::copy(it.join("src/api/a.rs"), it.join("src/api/b.rs")).unwrap();
            replace(it, "src/api/.codegen.json", &b, &a);
        }),
        ("a manifest of two branches", |it| {
            replace(it, "src/api/.codegen.json", "\"files\"", "<<<<<<< HEAD\n\"files\"");
        }),
    ];
    for (name, change) in changes {
        let folder = project();
        change(folder.path());
        let ran = check(folder.path(), "");
        let failed = ["another address", "no mapped folder"].contains(&name);
        assert_eq!(ran.status, if failed { 2 } else { 1 }, "{name}: {}{}", ran.out, ran.err);
        if !failed {
            assert!(ran.out.ends_with("\nhelp: run `codegen generate`\n"), "{name}: {}", ran.out);
            assert_eq!(codegen(folder.path(), "generate").status, 0, "{name}");
            assert_eq!(check(folder.path(), "").status, 0, "{name}");
        }
    }
}

#[test]
fn what_changes_nothing_is_no_drift() {
    let changes: [(&str, Change); 6] = [
        ("nothing", |_| {}),
        ("a schema with another layout", |it| replace(it, "schemas/b.json", "{ ", "{\n")),
        ("a file that is no schema", |it| put(it, "schemas/README.md", "# Schemas")),
        ("a file of somebody else", |it| put(it, "src/api/mine.rs", "mine")),
        ("a configuration with a comment", |it| replace(it, "codegen.toml", "out", "# out\nout")),
        ("other line endings", |it| {
            for path in ["src/api/b.rs", "src/api/.codegen.json", "ledger.json"] {
                put(it, path, &text(it, path).replace('\n', "\r\n"));
            }
        }),
    ];
    for (name, change) in changes {
        let folder = project();
        change(folder.path());
        let ran = check(folder.path(), "");
        assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{name}: {}", ran.err);
        assert_eq!(ran.err, "src/api is up to date\n", "{name}");
    }
}

#[test]
fn options_count_as_the_configuration_does() {
    let folder = project();
    assert_eq!(check(folder.path(), "--set implied_type=object").status, 0);
    assert_eq!(check(folder.path(), "--set implied_type=exact").status, 1);
    assert_eq!(check(folder.path(), "--schemas schemas").status, 1);
    assert_eq!(check(folder.path(), "--out elsewhere").status, 1);
    assert_eq!(check(folder.path(), "--schemas none").status, 2);
}

#[test]
fn findings_are_told_again_by_each_check() {
    let folder = project();
    put(folder.path(), "schemas/b.json", r#"{ "type": "string", "type": "string" }"#);
    assert_eq!(codegen(folder.path(), "generate").status, 0);
    for _ in 0..2 {
        let ran = check(folder.path(), "--format concise");
        assert_eq!(ran.status, 0);
        assert!(ran.out.starts_with("schemas/b.json:1:21: warning[S005]: "), "{}", ran.out);
    }
}

#[test]
fn weaker_enforcement_is_told() {
    let folder = project();
    put(folder.path(), "vendor/d.json", r#"{ "type": "integer", "format": "int32" }"#);
    assert_eq!(codegen(folder.path(), "generate").status, 0);
    remove(folder.path(), "vendor/d.json");
    let ran = check(folder.path(), "--set unresolved=opaque");
    assert_eq!(ran.status, 1);
    let expected = r#"warning[G006]: nothing enforces `$ref` now
 --> more/c.json:1:34
  |
1 | { "properties": { "d": { "$ref": "https://example.com/d.json" } } }
  |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
  |
  = at: c.json#/properties/d/$ref
  = note: now: annotation, it leads nowhere, which is allowed
  = note: before: type
"#;
    assert!(ran.out.contains(expected), "{}", ran.out);
    let ran = codegen(folder.path(), "generate --set unresolved=opaque");
    assert!(ran.err.contains(expected), "{}", ran.err);
    let ran = codegen(folder.path(), "check --set unresolved=opaque");
    assert_eq!(ran.status, 0);
    assert!(!ran.out.contains("G006"), "{}", ran.out);
}

#[test]
fn every_kind_of_drift_has_a_text() {
    let folder = project();
    let it = folder.path();
    put(it, "schemas/gone.json", "{}");
    assert_eq!(codegen(it, "generate").status, 0);
    remove(it, "schemas/gone.json");
    replace(it, "src/api/gone.rs", "//!", "//! Edited.");
    put(it, "schemas/new.json", "{}");
    put(it, "schemas/other.json", "{}");
    put(it, "src/api/other.rs", "mine\n");
    remove(it, "more/c.json");
    let ran = check(it, "");
    let (_, found) = ran.out.split_once("\nerror[").unwrap();
    assert_eq!(
        format!("error[{found}"),
        "\
error[G001]: `ledger.json` differs from what is generated
error[G003]: `src/api/c/impls.rs` is no longer generated
error[G003]: `src/api/c.rs` is no longer generated
error[G003]: `src/api/d.rs` is no longer generated
error[G004]: `src/api/gone.rs` is no longer generated, but was edited and is left to you
error[G001]: `src/api/mod.rs` differs from what is generated
error[G002]: `src/api/new.rs` is generated but not there
error[G005]: `src/api/other.rs` was not generated, and is in the way of a file that is

help: run `codegen generate`
"
    );
    let ran = codegen(it, "generate");
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err,
        "\
error[G005]: `src/api/other.rs` was not generated, and is in the way of a file that is
 |
 = help: move it, or choose another output folder
"
    );
}

#[test]
fn the_next_run_removes_what_a_killed_one_left() {
    let folder = project();
    let left = ["src/api/.codegen-Ab12Cd", "src/api/support/.codegen-Ef34Gh", ".codegen-Ij56Kl"];
    left.iter().for_each(|path| put(folder.path(), path, "half a fi"));
    let before = read(folder.path());
    assert_eq!(codegen(folder.path(), "check").status, 0);
    assert_eq!(read(folder.path()), before, "a check writes nothing");
    assert_eq!(codegen(folder.path(), "generate").status, 0);
    let is_left = |path: &str| folder.path().join(path).exists();
    // The ledger stands in the folder of the last one.
    assert_eq!(left.map(is_left), [false; 3]);
}
