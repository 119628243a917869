//! Unions whose arms overlap are reported with a document that matches two arms; others are not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use codegen::Config;
use codegen::diagnostic::{Code, Diagnostic, Severity};
use codegen::files::Memory;
use codegen::pipeline;
use serde_json::{Value, json};

/// What is said of a schema.
fn findings(schema: &Value, config: Config) -> Vec<Diagnostic> {
    let files = Memory::with([("schema.json", schema.to_string())]);
    let outcome = pipeline::run(&config, &files);
    assert!(outcome.generated.is_some(), "{:?}", outcome.diagnostics);
    outcome.diagnostics
}

fn config() -> Config {
    Config::new().schemas("schema.json").implied_type(codegen::config::ImpliedType::Exact)
}

#[track_caller]
fn check(schema: &Value, expected: Option<(Code, &str)>) {
    let found = findings(schema, config());
    let found: Vec<_> = found.iter().map(|it| (it.code, it.message.as_str())).collect();
    match (found.as_slice(), expected) {
        ([], None) => {}
        ([(code, message)], Some((expected, start))) => {
            assert_eq!(*code, expected, "{schema}");
            assert!(message.starts_with(start), "{schema}: {message}");
        }
        _ => panic!("{schema}: {found:?}"),
    }
}

#[test]
fn a_document_that_matches_two_arms_is_shown() {
    let object =
        |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    for (schema, message) in [
        (json!({ "oneOf": [object("card"), object("iban")] }), "`{}` matches arms 0 and 1"),
        (json!({ "oneOf": [{ "type": "number" }, { "type": "integer" }] }), "`0` matches"),
        (
            json!({ "oneOf": [{ "type": "null" }, { "enum": ["a", "b"] }, { "const": "b" }] }),
            "`\"b\"` matches arms 1 and 2",
        ),
        (
            // What stands beside the union counts, too.
            json!({ "required": ["id"], "properties": { "id": { "const": 7 } }, "type": "object",
                "oneOf": [object("card"), object("iban")] }),
            "`{\"id\":7}` matches",
        ),
    ] {
        check(&schema, Some((Code::OverlappingOneOf, message)));
    }
}

#[test]
fn any_of_is_only_told() {
    let schema = json!({ "anyOf": [{ "enum": ["small", "large"] }, { "type": "string" }] });
    check(&schema, Some((Code::OverlappingAnyOf, "`\"large\"` matches arms 0 and 1")));
    assert_eq!(Code::OverlappingAnyOf.severity(), Severity::Info);
}

#[test]
fn arms_that_are_told_apart_are_no_finding() {
    let tagged = |tag: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": tag } } });
    let closed = |name: &str| {
        json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } },
            "additionalProperties": false })
    };
    for schema in [
        json!({ "oneOf": [tagged("card"), tagged("iban")] }),
        json!({ "oneOf": [closed("card"), closed("iban")] }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }, { "type": "null" }] }),
        json!({ "anyOf": [{ "enum": ["a"] }, { "enum": ["b"] }, { "type": "object" }] }),
        // A rule about members of one struct, which is meant to refuse those with both.
        json!({ "type": "object", "properties": { "a": {}, "b": {} },
            "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }),
    ] {
        check(&schema, None);
    }
}

#[test]
fn the_place_is_that_of_the_later_arm_and_can_be_allowed() {
    let schema = json!({ "oneOf": [{ "type": "number" }, { "type": "integer" }] });
    let found = findings(&schema, config());
    assert_eq!(found[0].primary.as_ref().unwrap().pointer, "/oneOf/1");
    assert_eq!(found[0].related[0].0.pointer, "/oneOf/0");
    let allowed = config().allow("L002", "schema.json#/oneOf/*", "as the service has it");
    assert_eq!(findings(&schema, allowed), []);
}
