//! Typed reach and sets, from the command line to the report, with the generator in a few lines.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Runs the program in `folder`, with its report in `report.json` there.
fn conformance(folder: &Path, work: &str, arguments: &[&str]) -> (Output, Value) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_conformance"))
        .current_dir(folder)
        .args(arguments)
        .args(["--codegen", env!("CARGO_BIN_EXE_fake-codegen"), "--json", "report.json"])
        .arg("--target")
        .arg(target)
        .arg("--work")
        .arg(target.join("work").join(work))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_ne!(output.status.code(), Some(2), "{errors}");
    let report = std::fs::read_to_string(folder.join("report.json")).unwrap();
    (output, serde_json::from_str(&report).unwrap())
}

fn files(files: &[(&str, Value)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, value) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A schema for which the generator has a field `kept`, a union for the items of `either`, and a map.
fn schema() -> Value {
    json!({
        "fault": "fields",
        "properties": {
            "kept": { "type": "string" },
            "either": { "items": { "type": ["string", "integer", "object"] } },
        },
        "if": { "required": ["more"] },
        "then": { "properties": { "more": { "type": "integer" }, "most": { "const": "x" } } },
        "patternProperties": { "^x-": { "items": { "minimum": 1 } } },
    })
}

#[test]
fn what_a_map_of_values_holds_is_lost_by_the_keyword_that_leads_there() {
    let document = json!({
        "kept": "a", "either": ["a", 1, { "unsaid": 1 }], "more": 1, "most": "x", "x-y": [1, "a"], "z": 1,
    });
    let folder = files(&[("schemas/a.json", schema()), ("documents/a.json", document)]);
    let arguments = ["folder", "schemas", "--documents", "documents", "--reach"];
    let (output, report) = conformance(folder.path(), "reach", &arguments);
    let reach = &report["reach"];
    // `kept`, two scalars of `either` (one only a `Value` can hold), `more`, `most`, the first of `x-y`.
    assert_eq!(reach["total"]["spoken"], 6);
    assert_eq!(reach["total"]["held"], 2);
    assert_eq!(report["totals"]["all"]["reach"]["held"], 2);
    let losses: Vec<_> = reach["losses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|loss| (loss["by"].as_str().unwrap(), loss["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(losses, [("then properties", 2), ("items", 1), ("patternProperties", 1)]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("reach  33.3%"), "{text}");
    assert!(text.contains("a.json: in Root0, by then/properties/type"), "{text}");
}

#[test]
fn each_set_is_a_line_and_one_that_fails_says_why() {
    let document = json!({ "kept": "a", "either": [] });
    let folder = files(&[
        ("good/schemas/a.json", schema()),
        ("good/documents/a.json", document),
        ("bad/b.json", json!({ "fault": "generate" })),
        ("broken/c.json", json!({ "fault": "compile" })),
        ("empty/note.txt", json!("no schema")),
        ("sets.toml", json!("[[set]]\nfolder = \"good\"\nname = \"by list\"\n")),
    ]);
    let (output, report) = conformance(
        folder.path(),
        "sets",
        &["sets", "good", "bad", "broken", "empty", "sets.toml"],
    );
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<_> = report["sets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let is_generated = row["seconds"].is_number();
            let finding = row["finding"].as_str().unwrap_or_default();
            let first = finding.split(':').next().unwrap_or_default().to_owned();
            let name = row["name"].as_str().unwrap();
            (
                name,
                is_generated,
                row["compiles"].as_u64().unwrap(),
                row["lossless"].as_u64().unwrap(),
                first,
            )
        })
        .collect();
    let row = |name, is_generated, compiles, lossless, finding: &str| {
        (name, is_generated, compiles, lossless, finding.to_owned())
    };
    assert_eq!(
        rows,
        [
            row("good", true, 1, 1, ""),
            row("bad", false, 0, 0, "generate"),
            row("broken", true, 0, 0, "compile"),
            row("empty", false, 0, 0, "no schema in empty"),
            row("by list", true, 1, 1, ""),
        ]
    );
    assert_eq!(report["sets"][0]["reach"]["held"], 1);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\n    generate: b.json: "), "{text}");
}

#[test]
fn the_example_of_the_readme_runs() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(package.join("README.md")).unwrap();
    let example = "cargo run -p conformance -- sets tests/conformance/tests/sets/sets.toml\n";
    assert!(readme.contains(example));
    let list = package.join("tests/sets/sets.toml");
    let folder = TempDir::new().unwrap();
    let (output, report) =
        conformance(folder.path(), "example", &["sets", &list.to_string_lossy()]);
    let text = String::from_utf8(output.stdout).unwrap();
    let head = |text: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.starts_with("set ")).unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(head(&text), head(&readme));
    for row in report["sets"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        assert!(readme.contains(&format!("\n{name} ")), "{name}");
    }
    assert_eq!(report["sets"][0]["right"], 2);
}
