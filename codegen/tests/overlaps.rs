//! Unions whose arms overlap are reported with a document that matches two arms; others are not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use codegen::Config;
use codegen::internal::diagnostic::{Code, Diagnostic, Severity};
use codegen::internal::files::Memory;
use codegen::internal::pipeline;
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

#[test]
fn formats_that_alone_tell_arms_apart_are_told() {
    let text = |format: &str| json!({ "type": "string", "format": format });
    let object = |format: &str| json!({ "type": "object", "required": ["at"], "properties": { "at": text(format) } });
    for (schema, names) in [
        (json!({ "oneOf": [text("uri"), { "type": "string", "pattern": "^\\./" }] }), vec!["uri"]),
        (json!({ "oneOf": [text("date"), text("date-time")] }), vec!["date", "date-time"]),
        (
            json!({ "oneOf": [text("ipv4"), text("ipv6"), { "type": "null" }] }),
            vec!["ipv4", "ipv6"],
        ),
        (json!({ "oneOf": [object("date"), object("uuid")] }), vec!["date", "uuid"]),
        (
            json!({ "oneOf": [{ "$ref": "#/$defs/a" }, { "const": "none" }],
                "$defs": { "a": text("email") } }),
            vec!["email"],
        ),
    ] {
        let found = findings(&schema, config());
        let [finding] = found.as_slice() else { panic!("{schema}: {found:?}") };
        assert_eq!(finding.code, Code::ToldByFormat, "{schema}: {}", finding.message);
        assert!(
            finding.message.contains("only a `format` tells them apart"),
            "{}",
            finding.message
        );
        assert_eq!(finding.severity, Severity::Warning);
        let help = finding.help.first().unwrap();
        let keys: Vec<_> =
            help.split('`').filter_map(|it| it.strip_suffix(" = \"check\"")).collect();
        assert_eq!(keys, names, "{schema}");
        // They mend it.
        let check = codegen::config::Library::Check;
        let mended = keys.iter().fold(config(), |config, it| config.format(it, check));
        assert!(findings(&schema, mended).is_empty(), "{schema}");
    }
}

#[test]
fn formats_that_tell_nothing_apart_are_no_matter() {
    let text = |format: &str, more: Value| {
        let mut schema = json!({ "type": "string", "format": format });
        schema.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        schema
    };
    for schema in [
        json!({ "oneOf": [text("uri", json!({})), { "type": "integer" }] }),
        json!({ "oneOf": [text("date", json!({ "maxLength": 10 })), text("date-time", json!({ "minLength": 11 }))] }),
        json!({ "oneOf": [text("uri", json!({ "pattern": "^https:" })), { "type": "string", "pattern": "^\\./" }] }),
        json!({ "oneOf": [text("uri", json!({ "const": "a:b" })), { "const": "c" }] }),
        json!({ "oneOf": [text("x-own", json!({})), { "type": "null" }] }),
        json!({ "anyOf": [text("date", json!({})), text("date-time", json!({}))] }),
        json!({ "oneOf": [
            { "type": "object", "required": ["k"], "properties": { "k": { "const": "a" }, "at": text("date", json!({})) } },
            { "type": "object", "required": ["k"], "properties": { "k": { "const": "b" }, "at": text("uri", json!({})) } },
        ] }),
    ] {
        check(&schema, None);
    }
    let asserted = config().format("date", codegen::config::Library::Check);
    let asserted = asserted.format("date-time", codegen::config::Library::Check);
    let schema = json!({ "oneOf": [text("date", json!({})), text("date-time", json!({}))] });
    assert!(findings(&schema, asserted).is_empty());
}

#[test]
fn arms_that_each_require_what_the_other_does_not_know_are_meant_to_exclude_each_other() {
    let object = |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } });
    check(&json!({ "oneOf": [object("card"), object("iban")] }), None);
    check(
        &json!({ "type": "object", "properties": { "a": {}, "b": {} },
            "oneOf": [{ "required": ["a"], "properties": { "x": { "type": "string" } } },
                { "required": ["b"], "properties": { "x": { "type": "string" } } }] }),
        None,
    );
    // One of them alone says nothing.
    let other = json!({ "type": "object", "properties": { "iban": { "type": "string" } } });
    check(
        &json!({ "oneOf": [object("card"), other] }),
        Some((Code::OverlappingOneOf, "`{\"card\":")),
    );
}

#[test]
fn a_definition_is_looked_at_where_it_is_taken_up() {
    let arm = |value: &str| json!({ "properties": { "type": { "const": value } } });
    let schema = json!({
        "type": "object",
        "properties": { "binding": {
            "allOf": [{ "required": ["type"] }],
            "type": "object",
            "oneOf": [{ "$ref": "#/$defs/queue" }, { "$ref": "#/$defs/blob" }],
        } },
        "$defs": {
            "queue": { "type": "object", "properties": { "name": { "type": "string" } }, "oneOf": [arm("queue"), arm("queueTrigger")] },
            "blob": { "type": "object", "properties": { "path": { "type": "string" } }, "oneOf": [arm("blob"), arm("blobTrigger")] },
        },
    });
    check(&schema, None);
    let taken_up = json!({
        "type": "object",
        "properties": { "options": { "$ref": "#/$defs/options" } },
        "$defs": {
            "options": { "type": "object", "allOf": [{ "$ref": "#/$defs/events" }],
                "properties": { "spawn": { "type": "boolean" } } },
            "events": { "type": "object", "oneOf": [
                { "properties": { "events": { "type": "array" } } },
                { "properties": { "events": { "type": "string" } } },
            ] },
        },
    });
    check(&taken_up, Some((Code::OverlappingOneOf, "`{}` matches arms 0 and 1")));
    let nothing_beside = json!({
        "type": "object",
        "properties": { "keys": { "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/keys" }] } },
        "$defs": { "keys": { "oneOf": [
            { "type": "array", "items": { "type": "string" } },
            { "type": "array", "items": { "type": "integer" } },
        ] } },
    });
    check(&nothing_beside, Some((Code::OverlappingOneOf, "`[]` matches arms 0 and 1")));
    let mut alone = schema;
    alone["properties"]["other"] = json!({ "$ref": "#/$defs/queue" });
    check(&alone, Some((Code::OverlappingOneOf, "`{}` matches arms 0 and 1")));
}

#[test]
fn a_value_may_be_meant_for_another_arm() {
    let arm = |stack: &str| {
        let stack = json!({ "const": stack, "examples": ["own", "shared"], "default": "own" });
        json!({ "type": "object", "required": ["stack"], "properties": { "stack": stack } })
    };
    check(&json!({ "anyOf": [arm("own"), arm("shared")] }), None);
    let within = |stack: &str| json!({ "type": "object", "required": ["net"], "properties": { "net": arm(stack) } });
    check(&json!({ "oneOf": [within("own"), within("shared")] }), None);
    let referred = json!({
        "oneOf": [{ "$ref": "#/$defs/own" }, { "$ref": "#/$defs/shared" }],
        "$defs": { "own": arm("own"), "shared": arm("shared") },
    });
    check(&referred, None);
    let refused = "the default `\"own\"` is refused by its own schema";
    let found = findings(&json!({ "anyOf": [arm("shared"), arm("none")] }), config());
    assert!(found.iter().any(|it| it.message == refused), "{found:?}");
}

#[test]
fn arms_that_a_member_tells_apart_that_goes_one_way_overlap_the_other_way() {
    let arm = |name: &str, member: serde_json::Value| json!({ "type": "object", "required": [name], "properties": { name: member } });
    let schema =
        json!({ "oneOf": [arm("id", json!({ "readOnly": true })), arm("name", json!({}))] });
    let found = findings(&schema, config().views("*"));
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found.code, Code::OverlappingAnyOf);
    // The text knows no `anyOf`.
    assert!(
        found.message.contains("arms 1 and 0 of this `oneOf`, and is read as arm 1"),
        "{found:?}"
    );
    assert_eq!(found.primary.as_ref().map(|it| it.pointer.as_str()), Some("/oneOf/0"));
    assert_eq!(found.notes, ["in a request: a member that is `readOnly` tells them apart"]);
}
