//! The protocol of Bowtie, spoken with the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What the program answers to `lines`, and whether it ends well.
fn talk(work: &str, lines: &[Value]) -> (Vec<Value>, bool) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_conformance"))
        .args(["bowtie", "--home", "https://example.com/"])
        .args(["--codegen", env!("CARGO_BIN_EXE_fake-codegen")])
        .arg("--target")
        .arg(target)
        .arg("--work")
        .arg(target.join("work").join(work))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    // The program ends by what it is told; the stream stays open as Bowtie's does.
    let output = child.wait_with_output().unwrap();
    drop(input);
    let text = String::from_utf8(output.stdout).unwrap();
    let answers = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (answers, output.status.success())
}

fn start() -> Value {
    json!({ "cmd": "start", "version": 1 })
}

#[test]
fn a_conversation_from_start_to_stop() {
    let draft = "http://json-schema.org/draft-07/schema#";
    let run = |seq: Value, schema: Value, instances: Value| {
        let tests: Vec<_> = instances
            .as_array()
            .unwrap()
            .iter()
            .map(|instance| json!({ "description": "an instance", "instance": instance }))
            .collect();
        let case = json!({
            "description": "a case",
            "schema": schema,
            "registry": { "http://localhost:1234/a.json": true },
            "tests": tests,
        });
        json!({ "cmd": "run", "seq": seq, "case": case })
    };
    let instance = json!({ "kept": "a", "either": [] });
    let (answers, is_well) = talk(
        "bowtie",
        &[
            start(),
            json!({ "cmd": "dialect", "dialect": draft }),
            run(json!(1), json!({ "fault": "fields" }), json!([instance, 0])),
            run(json!("b"), json!({ "fault": "panic" }), json!([1])),
            run(json!(3), json!({ "fault": "missing" }), json!([1])),
            run(json!(4), json!({ "fault": "reach" }), json!([1])),
            json!({ "cmd": "dialect", "dialect": "http://json-schema.org/draft-03/schema#" }),
            json!({ "cmd": "stop" }),
        ],
    );
    assert!(is_well);
    assert_eq!(answers.len(), 7);
    assert_eq!(answers[0]["version"], 1);
    assert_eq!(answers[0]["ready"], true);
    let implementation = &answers[0]["implementation"];
    for member in ["name", "language", "homepage", "issues", "source"] {
        assert!(implementation[member].is_string(), "{member}");
    }
    assert!(implementation["dialects"].as_array().unwrap().contains(&json!(draft)));
    assert_eq!(answers[1], json!({ "ok": true }));
    assert_eq!(answers[2], json!({ "seq": 1, "results": [{ "valid": true }, { "valid": false }] }));
    assert_eq!(answers[3]["seq"], "b");
    assert_eq!(answers[3]["results"][0]["errored"], true);
    assert_eq!(answers[4]["errored"], true);
    let message = answers[4]["context"]["message"].as_str().unwrap();
    assert!(message.contains("R002"), "{message}");
    assert_eq!(answers[5]["skipped"], true);
    assert_eq!(answers[6], json!({ "ok": false }));
}

#[test]
fn a_conversation_that_does_not_begin_with_start_is_refused() {
    for lines in [
        vec![json!({ "cmd": "stop" })],
        vec![json!({ "cmd": "start", "version": 2 })],
        vec![start(), json!({ "cmd": "run", "seq": 1 })],
    ] {
        assert!(!talk("bowtie-refused", &lines).1, "{lines:?}");
    }
}
