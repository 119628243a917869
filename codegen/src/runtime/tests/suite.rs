//! The official test suite, as far as references stay within a schema.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::convert::{convert, depth};
use crate::runtime::support::json::AsJson;

#[test]
fn the_official_suite_agrees() {
    let Some(corpus) = std::env::var_os("CODEGEN_CORPUS") else {
        println!("CODEGEN_CORPUS is not set");
        return;
    };
    let folder = Path::new(&corpus).join("json-schema-test-suite/tests/draft2020-12");
    let (mut right, mut skipped) = (0, 0);
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let groups: Vec<Value> = serde_json::from_str(&text).unwrap();
        for group in &groups {
            let tests = group["tests"].as_array().unwrap();
            if !is_local(&group["schema"], true) {
                skipped += tests.len();
                continue;
            }
            let depth = tests.iter().map(|test| depth(&test["data"])).max().unwrap_or(0);
            let schema = convert(&group["schema"], depth);
            for test in tests {
                let accepted = schema.check(test["data"].as_json()).is_ok();
                let explained = schema.check(test["data"].as_json());
                assert_eq!(accepted, explained.is_ok());
                if test["valid"] == accepted {
                    right += 1;
                } else {
                    wrong.push(format!("{}: {}: {}", path.display(), group["description"], test));
                }
            }
        }
    }
    println!("{right} right, {} wrong, {skipped} skipped", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 1000);
}

/// Whether no reference leaves the document, nor depends on base URIs, dynamic scopes or a dialect.
fn is_local(value: &Value, is_root: bool) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| is_local(item, false)),
        Value::Object(map) => map.iter().all(|(keyword, value)| match (keyword.as_str(), value) {
            ("$dynamicRef", _) => false,
            ("$schema", Value::String(dialect)) => dialect.ends_with("/draft/2020-12/schema"),
            ("$id", Value::String(_)) => is_root,
            ("$ref", Value::String(target)) => target.starts_with('#'),
            ("const" | "enum", _) => true,
            _ => is_local(value, false),
        }),
        _ => true,
    }
}
