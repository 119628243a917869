//! The official test suite and real documents, where a corpus is at hand.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diagnostic::Sink;
use crate::files::Disk;
use crate::source::tests::json;
use crate::source::{self, Input};

use super::super::{Evaluator, ResolveOptions, SchemaId, Unresolved, run};

/// The folder of the corpora, or a line that says why the test is skipped.
fn corpus(name: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("CODEGEN_CORPUS") else {
        println!("skipped: CODEGEN_CORPUS is not set");
        return None;
    };
    Some(Path::new(&folder).join(name))
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Tests that ask for what this pass does not do: formats and contents stay annotations.
const LEFT_OUT: [&str; 3] = ["format", "format-assertion", "content"];

#[test]
fn the_official_suite_gets_the_right_verdicts() {
    let Some(corpus) = corpus("json-schema-test-suite") else { return };
    let inputs = [Input::mapped(corpus.join("remotes"), "http://localhost:1234/")];
    let remotes = source::run(&Disk, &inputs, &mut Sink::new()).files;
    let (mut passed, mut failed) = (0, Vec::new());
    for (folder, dialect) in [("draft7", "draft7"), ("draft2020-12", "2020-12")] {
        let options = ResolveOptions {
            unresolved: Unresolved::Opaque,
            default_dialect: Some(dialect.to_owned()),
            ..ResolveOptions::default()
        };
        for path in files(&corpus.join("tests").join(folder)) {
            let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
            let in_format = path.parent().is_some_and(|it| it.ends_with("format"));
            let optional = path.components().any(|it| it.as_os_str() == "optional");
            if in_format || (optional && LEFT_OUT.contains(&name.as_str())) {
                continue;
            }
            for group in read(&path).as_array().expect("groups") {
                let mut sources = super::sources(&[("case.json", &group["schema"].to_string())]);
                sources.files.extend(remotes.iter().cloned());
                let mut sink = Sink::new();
                let schemas = run(&options, &sources, &mut sink);
                let root = schemas.roots[0].schema.expect("a schema");
                let evaluator = Evaluator::new(&schemas);
                for test in group["tests"].as_array().expect("tests") {
                    let instance = json(&test["data"].to_string());
                    if evaluator.accepts(root, &instance) == (test["valid"] == true) {
                        passed += 1;
                    } else {
                        let (group, test) = (&group["description"], &test["description"]);
                        failed.push(format!("{folder}/{name}: {group}: {test}"));
                    }
                }
            }
        }
    }
    println!("{passed} passed");
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

/// Documents that are refused for what this pass does not do: a `format` that is violated, or a
/// schema that is not in the corpus.
const NOT_OURS: [&str; 3] = ["plan-date.json", "bad-format.json", "ruff-bad-line-length.toml"];

#[test]
fn real_documents_get_the_right_verdicts() {
    let Some(corpus) = corpus("schemastore") else { return };
    let inputs = [Input::new(corpus.join("schemas"))];
    let sources = source::run(&Disk, &inputs, &mut Sink::new());
    let options = ResolveOptions { unresolved: Unresolved::Opaque, ..ResolveOptions::default() };
    let mut sink = Sink::new();
    let started = std::time::Instant::now();
    let schemas = run(&options, &sources, &mut sink);
    println!("{} nodes in {:?}", schemas.nodes.len(), started.elapsed());
    for diagnostic in sink.into_sorted() {
        let place =
            diagnostic.primary.map(|it| format!("{}#{}", sources.file(it.file).path, it.pointer));
        println!("{:?} {} {}", diagnostic.severity, place.unwrap_or_default(), diagnostic.message);
        for help in diagnostic.help {
            println!("    {help}");
        }
    }
    let evaluator = Evaluator::new(&schemas);
    let root = |name: &str| -> SchemaId {
        let file = sources.files.iter().position(|file| file.path == name).expect(name);
        schemas.roots[file].schema.expect(name)
    };
    let cases = std::fs::read_to_string(corpus.join("cases.jsonl")).expect("cases");
    let (mut passed, mut failed) = (0, Vec::new());
    for case in cases.lines() {
        let case: Value = serde_json::from_str(case).expect("JSON");
        let instance = json(&case["instance"].to_string());
        let accepted = evaluator.accepts(root(case["schema"].as_str().expect("a name")), &instance);
        let source = case["source"].as_str().expect("a path");
        if NOT_OURS.iter().any(|it| source.ends_with(it)) {
            assert!(accepted, "{source} is refused now");
        } else if accepted == (case["valid"] == true) {
            passed += 1;
        } else {
            failed.push(format!("{} {} accepted: {accepted}", case["schema"], source));
        }
    }
    println!("{passed} passed");
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}
