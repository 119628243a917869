//! The runner itself: every fault that a generator can have is found, named and blamed on its
//! schema alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The faults that `fake-codegen` knows, with what the runner must call them; each schema has the
/// documents `"text"` or an object, which is valid, and `0`, which is not.
const FAULTS: [(&str, &[&str]); 15] = [
    ("none", &["wrongly accepted"]),
    ("generate", &["generate", "generate"]),
    ("null", &["no type", "no type"]),
    ("compile", &["compile", "compile"]),
    ("impl", &["compile", "compile"]),
    ("warning", &["compile", "compile"]),
    ("refuse", &["wrongly refused"]),
    ("panic", &["panicked", "panicked"]),
    ("hang", &["timed out", "timed out"]),
    ("overflow", &["crashed", "crashed"]),
    ("lose", &["round trip", "wrongly accepted"]),
    ("borrow", &["inconsistent"]),
    ("leak", &["leaked", "wrongly accepted"]),
    ("drift", &["check", "check"]),
    // The linker names no file, so the batch is split until one tree is left.
    ("link", &["compile", "compile"]),
];

/// Runs the program on a corpus and returns whether it was content, and its report.
fn conformance(corpus: &Path, name: &str, arguments: &[&str]) -> (bool, Value) {
    let report = corpus.join("report.json");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_conformance"))
        .args(arguments)
        .arg("--codegen")
        .arg(env!("CARGO_BIN_EXE_fake-codegen"))
        .arg("--json")
        .arg(&report)
        .arg("--target")
        .arg(target)
        .arg("--work")
        .arg(target.join("work").join(name))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_ne!(output.status.code(), Some(2), "{errors}");
    let report = fs::read_to_string(report).unwrap();
    (output.status.success(), serde_json::from_str(&report).unwrap())
}

fn corpus(faults: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut cases = String::new();
    fs::create_dir(folder.path().join("schemas")).unwrap();
    for fault in faults {
        let file = format!("{fault}.json");
        let schema = json!({ "type": "string", "fault": fault });
        fs::write(folder.path().join("schemas").join(&file), schema.to_string()).unwrap();
        let text = match *fault {
            "leak" => json!({ "access_token": "open sesame" }),
            _ => json!("text"),
        };
        for (instance, valid) in [(text, true), (json!(0), false)] {
            let case = json!({ "schema": file, "valid": valid, "source": instance.to_string(), "instance": instance });
            cases.push_str(&format!("{case}\n"));
        }
    }
    fs::write(folder.path().join("cases.jsonl"), cases).unwrap();
    folder
}

#[test]
fn every_fault_is_found_and_blamed_on_its_schema() {
    let corpus = corpus(&FAULTS.map(|(fault, _)| fault));
    let path = corpus.path().to_string_lossy();
    let (content, report) = conformance(
        corpus.path(),
        "faults",
        &[
            "corpus",
            &path,
            "--document-limit",
            "1",
            "--deny-warnings",
            "--thorough",
            "--check",
            "--debug-secrets",
            "token,key",
        ],
    );
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for failure in report["failures"].as_array().unwrap() {
        let fault = failure["file"].as_str().unwrap().trim_end_matches(".json");
        found.entry(fault).or_default().push(failure["kind"].as_str().unwrap());
    }
    for (fault, kinds) in FAULTS {
        assert_eq!(found[fault], kinds, "{fault}");
    }
    assert!(!content);
    assert_eq!(report["totals"]["all"]["schemas"], 15);
    assert_eq!(report["totals"]["all"]["typed"], 8);
    assert_eq!(report["totals"]["all"]["total"], 30);
    // `none`, `lose`, `borrow` and `leak` accept what is valid; `refuse` and `borrow` refuse what is
    // not.
    assert_eq!(report["totals"]["all"]["agree"], 6);
    assert_eq!(report["totals"]["all"]["unchanged"], 3);
}

#[test]
fn one_tree_has_a_type_for_every_schema() {
    let corpus = corpus(&["none", "null", "refuse"]);
    let path = corpus.path().to_string_lossy();
    let (_, report) = conformance(corpus.path(), "one", &["corpus", &path, "--one-tree"]);
    assert_eq!(report["totals"]["all"]["typed"], 2);
    assert_eq!(report["totals"]["all"]["agree"], 2);
}

#[test]
fn known_failures_are_accepted_and_must_go_on_failing() {
    let corpus = corpus(&["none"]);
    let path = corpus.path().to_string_lossy();
    let known = corpus.path().join("known.toml");
    let list = known.to_string_lossy();
    let content = |text: &str| {
        fs::write(&known, text).unwrap();
        conformance(corpus.path(), "known", &["corpus", &path, "--known", &list]).0
    };
    let entry = |test: &str| {
        format!(
            "[[known]]\nsuite = \"schemastore\"\nfile = \"n*\"\ntest = '{test}'\nreason = \"r\"\n"
        )
    };
    assert!(!content(""));
    assert!(content(&entry("0")));
    assert!(!content(&(entry("0") + &entry("\"text\""))));
    assert!(content(&(entry("0") + &entry("not run"))));
    // Where the generator is set so that it must not fail, it is a failure like any other.
    assert!(content(&(entry("0") + "unless = \"dialect\"\n")));
    fs::write(&known, entry("0") + "unless = \"dialect\"\n").unwrap();
    let set = ["corpus", &path, "--known", &list, "--set", "dialect=draft7"];
    assert!(!conformance(corpus.path(), "known", &set).0);
    // And where a failure comes of a setting, only a run with that setting may have it.
    assert!(!content(&(entry("0") + "only = \"dialect=draft7\"\n")));
    assert!(conformance(corpus.path(), "known", &set).0);
}

#[test]
fn a_suite_is_counted_by_draft_and_file() {
    let suite = TempDir::new().unwrap();
    let file = |name: &str, value: &Value| {
        let path = suite.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, value.to_string()).unwrap();
    };
    let group = json!([{ "description": "group", "schema": { "type": "null" }, "tests": [
        { "description": "null", "data": null, "valid": true },
        { "description": "a large number", "data": 1, "valid": false },
    ]}]);
    file("tests/draft7/type.json", &group);
    file("tests/draft7/optional/format/date.json", &group);
    file("tests/draft2020-12/type.json", &group);
    file("tests/latest/type.json", &group);
    file("remotes/integer.json", &json!({}));
    let path = suite.path().to_string_lossy();
    let (_, report) = conformance(suite.path(), "suite", &["suite", &path]);
    let rows: Vec<_> = report["rows"].as_array().unwrap().iter().map(|row| &row["file"]).collect();
    assert_eq!(rows, ["type.json", "optional/format/date.json", "type.json"]);
    for part in ["draft7 required", "draft7 optional", "draft2020-12 required"] {
        assert_eq!(report["totals"][part]["agree"], 1, "{part}");
        assert_eq!(report["totals"][part]["total"], 2, "{part}");
    }
    assert_eq!(report["failures"][0]["document"], 1);
}
