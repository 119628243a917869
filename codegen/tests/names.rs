//! Names stay: what is added to schemas renames nothing that was there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use codegen::Config;
use codegen::diagnostic::{Format, render};
use codegen::files::Memory;
use codegen::pipeline;

const ORDER: &str = r##"{"type": "object", "properties": {
    "state": {"enum": ["open", "closed"]},
    "Item-id": {"type": "object", "properties": {"id": {"type": "integer"}}},
    "payment": {"oneOf": [{"$ref": "#/$defs/card"}, {"type": "object", "required": ["iban"]}]},
    "lines": {"type": "array", "items": {"type": "object", "properties": {"n": {"enum": [1, 2]}}}}
}, "$defs": {"card": {"type": "object", "properties": {"kind": {"const": "card"}}}, "state": {"minLength": 1}}}"##;

/// The declarations in the code for some schemas: types, fields, variants.
#[track_caller]
fn declarations(files: &[(&str, &str)]) -> BTreeSet<String> {
    let paths = files.iter().map(|(name, text)| (Path::new("in").join(name), text));
    let outcome = pipeline::run(&Config::new().schemas("in"), &Memory::with(paths));
    let said = || render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    let Some(made) = &outcome.generated else { panic!("{}", said()) };
    let mut found = BTreeSet::new();
    for (path, text) in made.tree.files.iter().filter(|(path, _)| !path.starts_with("support/")) {
        let mut inside = String::new();
        for line in text.lines() {
            if line.starts_with("pub ") {
                inside = line.to_owned();
            }
            let word = line.trim().split(['(', ':', '=', ',']).next().unwrap_or_default();
            let is_name = line.starts_with("    ") && !line.starts_with("     ");
            if line.starts_with("pub ") {
                found.insert(format!("{path} {line}"));
            } else if is_name && !inside.is_empty() && !word.starts_with('/') {
                found.insert(format!("{path} {inside} {word}"));
            } else if line == "}" {
                inside.clear();
            }
        }
    }
    found
}

/// What is declared for `before` is declared for `after`.
#[track_caller]
fn assert_kept(before: &[(&str, &str)], after: &[(&str, &str)]) {
    let (before, after) = (declarations(before), declarations(after));
    assert!(before.len() > 10, "{before:?}");
    let lost: Vec<_> = before.difference(&after).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn another_schema_renames_nothing() {
    let base =
        [("order.json", ORDER), ("shop/user.json", r#"{"properties": {"a": {"enum": ["x"]}}}"#)];
    for name in ["a.json", "order-line.json", "orders.json", "shop/order.json", "zebra.json"] {
        let mut more = base.to_vec();
        more.push((name, ORDER));
        assert_kept(&base, &more);
    }
}

#[test]
fn another_member_renames_nothing() {
    let base = [("order.json", ORDER)];
    for member in [
        r#""aaa": {"type": "object", "properties": {"id": {}}},"#,
        r#""zzz": {"enum": ["open"]},"#,
        r#""stat": {"enum": ["open"]},"#,
        r#""unknown": {"type": "string"},"#,
    ] {
        let text = ORDER.replacen(r#""state""#, &format!(r#"{member} "state""#), 1);
        assert_kept(&base, &[("order.json", &text)]);
    }
}

#[test]
fn another_value_renames_nothing() {
    let base = [("order.json", ORDER)];
    for values in [
        r#"["lost", "open", "closed"]"#,
        r#"["open", "closed", "on hold"]"#,
        r#"["open", "Unknown", "closed"]"#,
    ] {
        let text = ORDER.replacen(r#"["open", "closed"]"#, values, 1);
        assert_kept(&base, &[("order.json", &text)]);
    }
}

#[test]
fn another_definition_or_arm_renames_nothing() {
    let base = [("order.json", ORDER)];
    let defined = ORDER.replacen(r#""$defs": {"#, r#""$defs": {"cash": {"type": "object"}, "#, 1);
    assert_kept(&base, &[("order.json", &defined)]);
    let arm = ORDER.replacen(
        r##"[{"$ref": "#/$defs/card"}"##,
        r##"[{"type": "string"}, {"$ref": "#/$defs/card"}"##,
        1,
    );
    assert_kept(&base, &[("order.json", &arm)]);
}

#[test]
fn arms_are_named_by_their_tags() {
    let text = r##"{"oneOf": [
        {"allOf": [{"$ref": "#/$defs/base"}, {"type": "object", "properties": {"kind": {"const": "mqtt"}}}]},
        {"type": "object", "required": ["kind", "x"], "properties": {"kind": {"enum": ["tcp"]}}},
        {"allOf": [{"$ref": "#/$defs/base"}, {"type": "object", "required": ["port"]}]}
    ], "$defs": {"base": {"type": "object", "properties": {"a": {"type": "string"}}}}}"##;
    let found = declarations(&[("sink.json", text)]);
    for name in ["SinkMqtt", "SinkTcp", "SinkPort"] {
        assert!(found.contains(&format!("sink.rs pub struct {name} {{")), "{name}: {found:#?}");
    }
}

#[test]
fn numbers_name_arms_with_the_member_that_has_them() {
    let text = r#"{"oneOf": [
        {"properties": {"a": {}, "version": {"const": 1}}},
        {"properties": {"version": {"enum": [2]}}, "required": ["version"]},
        {"properties": {"version": {"const": 3}, "plan": {}}, "required": ["plan"]},
        {"properties": {"version": {"const": 4}, "plan": {}}, "required": ["plan", "version"]}
    ]}"#;
    let found = declarations(&[("presets.json", text)]);
    for name in ["PresetsVersion1", "PresetsVersion2", "PresetsPlan", "PresetsVersion4"] {
        assert!(found.contains(&format!("presets.rs pub struct {name} {{")), "{name}: {found:#?}");
    }
}

#[test]
fn every_reference_to_a_schema_is_to_one_type() {
    let text = r##"{"type": "object", "properties": {
        "list": {"type": "array", "items": {"$ref": "#/$defs/profile"}},
        "one": {"$ref": "#/$defs/profile"}, "other": {"allOf": [{"$ref": "#/$defs/profile"}]}
    }, "$defs": {
        "base": {"properties": {"name": {"type": "string"}}},
        "profile": {"type": "object", "allOf": [{"$ref": "#/$defs/base"}], "anyOf": [
            {"properties": {"path": {"type": "string"}}, "required": ["path"]},
            {"properties": {"command": {"type": "string"}}, "required": ["command"]}
        ]}
    }}"##;
    let found = declarations(&[("file.json", text)]);
    let types = found.iter().filter(|it| it.contains(" pub enum ") && it.ends_with('{'));
    assert_eq!(types.collect::<Vec<_>>(), ["file.rs pub enum Profile {"], "{found:#?}");
}

#[test]
fn an_arm_that_refers_to_a_definition_is_its_type() {
    let text = r##"{"type": "object", "properties": {
        "one": {"oneOf": [{"$ref": "#/$defs/text"}, {"$ref": "#/$defs/image"}]},
        "any": {"anyOf": [{"$ref": "#/$defs/image"}, {"type": "string"}]},
        "if": {"if": {"type": "object"}, "then": {"$ref": "#/$defs/text"}, "else": {"type": "string"}}
    }, "$defs": {
        "base": {"type": "object", "properties": {"name": {"type": "string"}}},
        "text": {"allOf": [{"$ref": "#/$defs/base"}], "required": ["text"]},
        "image": {"allOf": [{"$ref": "#/$defs/base"}], "required": ["image"]}
    }}"##;
    let found = declarations(&[("file.json", text)]);
    let structs = found.iter().filter(|it| it.contains(" pub struct ") && it.ends_with('{'));
    let names = ["Base", "File", "Image", "Text"].map(|it| format!("file.rs pub struct {it} {{"));
    assert_eq!(structs.collect::<Vec<_>>(), names.iter().collect::<Vec<_>>(), "{found:#?}");
}

#[test]
fn a_schema_with_hundreds_of_conditions_has_its_own_members() {
    let condition = |n| {
        format!(
            r#"{{"if": {{"properties": {{"kind": {{"const": "k{n}"}}}}}}, "then": {{"required": ["m{n}"]}}}}"#
        )
    };
    let conditions: Vec<_> = (0..300).map(condition).collect();
    let text = format!(
        r#"{{"type": "object", "properties": {{"kind": {{"type": "string"}}}}, "allOf": [{}]}}"#,
        conditions.join(",")
    );
    let found = declarations(&[("file.json", &text)]);
    assert!(found.contains("file.rs pub struct File {"), "{found:#?}");
    assert!(found.contains("file.rs pub struct File { pub kind"), "{found:#?}");
}

#[test]
fn a_definition_whose_condition_is_decided_keeps_its_name() {
    let text = r##"{"type": "object", "properties": {
        "a": {"$ref": "#/$defs/part"}, "b": {"$ref": "#/$defs/part"}
    }, "$defs": {"part": {
        "type": "object", "properties": {"k": {"type": "string"}},
        "if": {"type": "object"}, "then": {"required": ["k"]}
    }}}"##;
    let found = declarations(&[("file.json", text)]);
    let structs = found.iter().filter(|it| it.contains(" pub struct ") && it.ends_with('{'));
    let names = ["File", "Part"].map(|it| format!("file.rs pub struct {it} {{"));
    assert_eq!(structs.collect::<Vec<_>>(), names.iter().collect::<Vec<_>>(), "{found:#?}");
}
