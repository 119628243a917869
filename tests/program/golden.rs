//! The committed code is what the schemas give, byte for byte, wherever and however often it is made.

use crate::folder::{Files, codegen, read, root, write};

/// What the program makes of the schemas of the repository in another folder.
fn generated() -> Files {
    let folder = tempfile::tempdir().unwrap();
    let inputs = ["codegen.toml"].into_iter().map(|it| (it.to_owned(), root().join(it)));
    let inputs = inputs.map(|(name, path)| (name, std::fs::read(path).unwrap())).collect();
    write(folder.path(), &inputs);
    write(&folder.path().join("schemas"), &read(&root().join("schemas")));
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{ran:?}");
    let mut files = read(&folder.path().join("generated/src"));
    files.extend(read(&folder.path().join("generated")).remove_entry("ledger.json"));
    files
}

#[test]
fn the_committed_code_is_what_the_schemas_give() {
    let mut committed = read(&root().join("generated/src"));
    committed.extend(read(&root().join("generated")).remove_entry("ledger.json"));
    let generated = generated();
    assert!(generated.len() > 10 && generated.keys().eq(committed.keys()));
    // The manifest names the generator that wrote last, by a digest of its own code.
    for (path, bytes) in generated.iter().filter(|(path, _)| !path.ends_with(".codegen.json")) {
        assert!(bytes == &committed[path], "{path} differs: run `cargo build`");
        assert!(!bytes.contains(&b'\r'), "{path}");
    }
}

#[test]
fn a_second_run_in_another_folder_gives_the_same_bytes() {
    assert_eq!(generated(), generated());
}

#[test]
fn a_check_finds_nothing_and_writes_nothing() {
    let before = read(&root().join("generated"));
    let ran = codegen(&root(), "check");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(read(&root().join("generated")), before);
}

#[test]
fn each_of_82_schemas_has_a_type() {
    let ran = codegen(&root(), "inspect --format json");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let schemas = report["schemas"].as_array().unwrap();
    assert_eq!(schemas.len(), 82);
    assert!(schemas.iter().all(|it| it["type"].is_string()));
}
