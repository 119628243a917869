//! Comparing ends, whatever the schemas are, and takes steps in proportion to them: no verdict is lost
//! where there are many members, values or arms, and what is given up says so.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use codegen::Config;
use codegen::internal::diff::{self, Report, Side, Verdict};
use codegen::internal::files::Memory;
use serde_json::{Map, Value, json};

fn compared(old: &Value, new: &Value) -> Report {
    let side = |schema: &Value| {
        let files = Memory::with([("schemas/thing.json", schema.to_string())]);
        Side::read(&Config::new(), &files, false).unwrap()
    };
    diff::run(&side(old), &side(new), None).unwrap()
}

fn unknown(report: &Report) -> usize {
    let is_unknown =
        |it: &&diff::Change| [it.strict, it.open, it.writer].contains(&Verdict::Unknown);
    report.changes.iter().filter(is_unknown).count()
}

fn object(members: impl Iterator<Item = (String, Value)>) -> Value {
    json!({ "type": "object", "properties": members.collect::<Map<_, _>>() })
}

fn name(index: usize) -> String {
    format!("m{index}")
}

/// A schema of so many parts, and the next version of it.
type Pair = fn(usize) -> (Value, Value);

fn members_come_to_be_required(count: usize) -> (Value, Value) {
    let mut old = object((0..count).map(|it| (name(it), json!({ "type": "string" }))));
    let mut new = old.clone();
    old["required"] = (0..count).step_by(3).map(name).collect();
    new["required"] = (0..count).step_by(2).map(name).collect();
    (old, new)
}

fn members_are_removed(count: usize) -> (Value, Value) {
    let members = |step| (0..count).step_by(step).map(|it| (name(it), json!({ "minLength": 1 })));
    (object(members(1)), object(members(2)))
}

fn members_of_an_object_change(count: usize) -> (Value, Value) {
    let members = |one: Value| (0..count).map(move |it| (name(it), one.clone()));
    (
        object(members(json!({ "type": ["string", "integer"] }))),
        object(members(json!({ "type": "string" }))),
    )
}

fn a_value_is_added(count: usize) -> (Value, Value) {
    let values = |count: usize| json!({ "enum": (0..count).map(name).collect::<Vec<_>>() });
    (values(count), values(count + 1))
}

fn tagged(count: usize, of_last: &str) -> Value {
    let arm = |it: usize| {
        let kind = if it + 1 == count { of_last } else { "string" };
        json!({
            "type": "object",
            "properties": { "kind": { "const": name(it) }, "value": { "type": kind } },
            "required": ["kind", "value"]
        })
    };
    json!({ "oneOf": (0..count).map(arm).collect::<Vec<_>>() })
}

fn an_arm_changes(count: usize) -> (Value, Value) {
    (tagged(count, "string"), tagged(count, "integer"))
}

fn an_arm_is_added(count: usize) -> (Value, Value) {
    (tagged(count, "string"), tagged(count + 1, "string"))
}

fn an_element_changes(count: usize) -> (Value, Value) {
    let tuple = |of_last: Value| {
        let mut list = vec![json!({ "type": ["string", "null"] }); count];
        list.push(of_last);
        json!({ "type": "array", "prefixItems": list })
    };
    (tuple(json!({ "type": ["string", "null"] })), tuple(json!({ "type": "string" })))
}

#[test]
fn steps_grow_with_the_schema_and_verdicts_stay() {
    let pairs: [(&str, Pair); 7] = [
        ("required", members_come_to_be_required),
        ("removed", members_are_removed),
        ("members", members_of_an_object_change),
        ("value", a_value_is_added),
        ("arm", an_arm_changes),
        ("added arm", an_arm_is_added),
        ("element", an_element_changes),
    ];
    for (what, pair) in pairs {
        let [few, many] = [40, 160].map(|count| {
            let (old, new) = pair(count);
            let report = compared(&old, &new);
            assert!(!report.changes.is_empty(), "{what}");
            assert_eq!(unknown(&report), 0, "{what} of {count}");
            report.steps
        });
        println!("{what}: {few} steps, {many} of four times as much");
        let changes = if matches!(what, "required" | "removed" | "members") { 4 } else { 1 };
        assert!(many <= few * 6 * changes, "{what}: {few} steps became {many}");
    }
}

/// Objects that lead to each other in circles, where each looks at what the others left.
fn circles(count: usize, of_one: &str) -> Value {
    let refer = |to: usize| json!({ "$ref": format!("#/$defs/d{}", to % count) });
    let one = |it: usize| {
        let any_of =
            [refer(2 * it + 1), refer(2 * it + 2), object([(name(it), refer(0))].into_iter())];
        let kind = if it == count / 2 { of_one } else { "object" };
        json!({ "type": kind, "anyOf": any_of, "unevaluatedProperties": refer(it * 7 + 3) })
    };
    let definitions = (0..count).map(|it| (format!("d{it}"), one(it))).collect::<Map<_, _>>();
    json!({ "$ref": "#/$defs/d0", "$defs": definitions })
}

/// Arms of which any number may match.
fn overlapping(count: usize, of_last: &str) -> Value {
    let arm = |it: usize| {
        let kind = if it + 1 == count { of_last } else { "string" };
        json!({ "properties": { "value": { "type": kind } }, "required": [name(it)] })
    };
    json!({ "oneOf": (0..count).map(arm).collect::<Vec<_>>() })
}

#[test]
fn what_is_too_hard_is_given_up_and_that_is_said() {
    let circles = compared(&circles(5, "object"), &circles(5, "array"));
    let arms = compared(&overlapping(300, "string"), &overlapping(300, "integer"));
    for report in [&circles, &arms] {
        println!("{} steps, {} unknown", report.steps, unknown(report));
        assert!(report.steps < 8_000_000, "{} steps", report.steps);
        for change in &report.changes {
            let verdicts = [change.strict, change.open, change.writer];
            let is_unknown = verdicts.contains(&Verdict::Unknown);
            assert_eq!(change.why_unknown.is_some(), is_unknown, "{change:?}");
        }
    }
    let said = |it: &diff::Change| it.why_unknown == Some("the search took too many steps");
    assert!(arms.changes.iter().any(said), "{:?}", arms.summary);
}
