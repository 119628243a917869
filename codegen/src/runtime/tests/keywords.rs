//! Checks as generated code makes them, and keywords whose meaning takes a closer look.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::convert::{convert, depth};
use crate::runtime::support::json::{AsJson, Json, Object};
use crate::runtime::support::number::Number;
use crate::runtime::support::pattern::Pattern;
use crate::runtime::support::schema::{Constants, INTEGER, NULL, Schema};

/// A struct as it is generated, and what is left to check of it.
#[derive(Default)]
struct Node {
    name: Option<String>,
    left: Option<Box<Node>>,
    weights: Vec<f64>,
    rest: BTreeMap<String, Value>,
}

static NODE: Schema = Schema {
    at: "node.json#",
    min_properties: 2,
    properties: &[("left", &NODE), ("name", &NAME), ("weights", &WEIGHTS)],
    additional_properties: Some(&EXTRA),
    not: Some(&NAMELESS_LEAF),
    ..Schema::ANY
};
static NAME: Schema = Schema { at: "node.json#/name", pattern: Some(&LOWER), ..Schema::ANY };
static LOWER: Pattern = Pattern::new("^[a-z]*$", "eaaJbbAafacccabbc");
static WEIGHTS: Schema = Schema { at: "node.json#/weights", items: Some(&WEIGHT), ..Schema::ANY };
static WEIGHT: Schema = Schema {
    at: "node.json#/weights/items",
    multiple_of: Some(Number::Float(0.25)),
    exclusive_maximum: Some(Number::Integer(10)),
    ..Schema::ANY
};
static EXTRA: Schema = Schema {
    at: "node.json#/additionalProperties",
    types: NULL | INTEGER,
    enumeration: Some(&SMALL),
    ..Schema::ANY
};
static SMALL: Constants = Constants::new(&["1", "2", "null"]);
static NAMELESS_LEAF: Schema = Schema {
    at: "node.json#/not",
    not: Some(&Schema { required: &["name"], ..Schema::ANY }),
    ..Schema::ANY
};

impl AsJson for Node {
    fn as_json(&self) -> Json<'_> {
        Json::Object(self)
    }
}

impl Object for Node {
    fn len(&self) -> usize {
        usize::from(self.name.is_some()) + usize::from(self.left.is_some()) + 1 + self.rest.len()
    }

    fn get(&self, name: &str) -> Option<Json<'_>> {
        match name {
            "name" => self.name.as_ref().map(AsJson::as_json),
            "left" => self.left.as_ref().map(AsJson::as_json),
            "weights" => Some(self.weights.as_json()),
            _ => self.rest.get(name).map(AsJson::as_json),
        }
    }

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool {
        self.name.as_ref().is_none_or(|name| visit("name", name.as_json()))
            && self.left.as_ref().is_none_or(|left| visit("left", left.as_json()))
            && visit("weights", self.weights.as_json())
            && self.rest.each(visit)
    }
}

#[test]
fn structs_are_checked_against_statics_that_refer_to_each_other() {
    let leaf = |name: &str| Node { name: Some(name.to_owned()), ..Node::default() };
    let inside = |left: Node| Node { left: Some(Box::new(left)), ..leaf("root") };
    let extra =
        |value: Value| Node { rest: BTreeMap::from([("extra".to_owned(), value)]), ..leaf("") };
    let weighing = |weights: &[f64]| Node { weights: weights.to_vec(), ..leaf("") };
    for (node, error) in [
        (leaf("root"), None),
        (inside(inside(leaf("leaf"))), None),
        (extra(json!(2.0)), None),
        (weighing(&[0.25, 9.75]), None),
        (
            leaf("Root"),
            Some("/name: expected a match of ^[a-z]*$, found \"Root\" (pattern, node.json#/name)"),
        ),
        (
            inside(inside(leaf("B"))),
            Some(
                "/left/left/name: expected a match of ^[a-z]*$, found \"B\" (pattern, node.json#/name)",
            ),
        ),
        (
            inside(Node::default()),
            Some("/left: expected at least 2 properties, found 1 (minProperties, node.json#)"),
        ),
        (
            extra(json!("x")),
            Some(
                "/extra: expected null or an integer, found \"x\" (type, node.json#/additionalProperties)",
            ),
        ),
        (
            extra(json!(3)),
            Some(
                "/extra: expected 1 or 2 or null, found 3 (enum, node.json#/additionalProperties)",
            ),
        ),
        (
            weighing(&[1.0, 0.3]),
            Some(
                "/weights/1: expected a multiple of 0.25, found 0.3 (multipleOf, node.json#/weights/items)",
            ),
        ),
        (
            weighing(&[10.0]),
            Some(
                "/weights/0: expected less than 10, found 10.0 (exclusiveMaximum, node.json#/weights/items)",
            ),
        ),
        (
            Node { left: Some(Box::new(leaf(""))), ..Node::default() },
            Some("expected no match of node.json#/not, found an object (not, node.json#)"),
        ),
    ] {
        let found = NODE.check(node.as_json()).err().map(|error| error.to_string());
        assert_eq!(found.as_deref(), error);
        assert_eq!(NODE.check(node.as_json()).is_ok(), error.is_none());
    }
}

#[test]
fn items_are_unique_by_value_in_arrays_of_any_length() {
    let filler: Vec<Value> = (0..100).map(|n| json!({"n": n, "text": format!("{n}")})).collect();
    for (a, b, equal) in [
        (json!(1), json!(1.0), true),
        (json!(0), json!(false), false),
        (json!(""), json!(null), false),
        (json!("a"), json!("a"), true),
        (json!([]), json!({}), false),
        (json!([1, [2]]), json!([1.0, [2.0]]), true),
        (json!([1, 2]), json!([2, 1]), false),
        (json!([[1], 2]), json!([[1, 2]]), false),
        (json!({"a": 1, "b": [2]}), json!({"b": [2.0], "a": 1.0}), true),
        (json!({"a": 1, "b": 2}), json!({"a": 2, "b": 1}), false),
        (json!({"a": 1}), json!({"a": 1, "b": null}), false),
        (json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_992.0), false),
        (json!(1e23), json!(1e23), true),
    ] {
        assert_eq!(a.as_json() == b.as_json(), equal, "{a} {b}");
        for between in [0, 3, 100] {
            let mut items = vec![a.clone()];
            items.extend_from_slice(&filler[..between]);
            items.push(b.clone());
            let schema = Schema { unique_items: true, ..Schema::ANY };
            let error = schema.check(items.as_json()).err();
            let expected = equal.then(|| format!("equal ones at 0 and {}", between + 1));
            assert_eq!(error.map(|error| error.found().to_owned()), expected, "{a} {b}");
        }
    }
}

/// An object whose members come in the order in which they are written.
struct Members(Vec<(&'static str, i64)>);

impl AsJson for Members {
    fn as_json(&self) -> Json<'_> {
        Json::Object(self)
    }
}

impl Object for Members {
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool) -> bool {
        self.0.iter().all(|(name, value)| visit(name, value.as_json()))
    }
}

#[test]
fn the_first_equal_items_are_reported_whatever_the_order_of_their_members() {
    let mut items: Vec<Members> = (0..50).map(|n| Members(vec![("a", n), ("b", -n)])).collect();
    items.extend((2..7).map(|n| Members(vec![("b", -n), ("a", n)])));
    let error = Schema { unique_items: true, ..Schema::ANY }.check(items.as_json()).unwrap_err();
    assert_eq!(error.found(), "equal ones at 2 and 50");
}

#[test]
fn members_are_counted_and_found_by_visiting_them() {
    let members = Members(vec![("a", 1), ("b", 2)]);
    assert_eq!(members.len(), 2);
    assert!(members.get("b") == Some(2.as_json()));
    assert!(members.get("c").is_none());
}

#[test]
fn unique_items_of_long_arrays_are_found_in_time() {
    let items: Vec<u64> = (0..200_000).collect();
    assert!(Schema { unique_items: true, ..Schema::ANY }.check(items.as_json()).is_ok());
    let texts: Vec<String> = items.iter().map(|item| item.to_string()).collect();
    assert!(Schema { unique_items: true, ..Schema::ANY }.check(texts.as_json()).is_ok());
}

/// Each level evaluates the one below it as a condition, so a second evaluation for the sake of
/// coverage would double the time with each.
#[test]
fn coverage_takes_one_evaluation() {
    let mut schema = json!({"properties": {"a": true}, "unevaluatedProperties": false});
    for _ in 0..60 {
        schema = json!({"anyOf": [schema], "unevaluatedProperties": false});
    }
    let value = json!({"a": 1});
    assert!(convert(&schema, depth(&value)).check(value.as_json()).is_ok());
    let value = json!({"a": 1, "b": 2});
    assert!(convert(&schema, depth(&value)).check(value.as_json()).is_err());
}

#[test]
fn contains_evaluates_only_since_draft_2020_12() {
    let schema = *convert(&json!({"contains": {"const": 1}, "unevaluatedItems": false}), 1);
    let before = Schema { contains_evaluates: false, ..schema };
    let value = json!([1]);
    assert!(schema.check(value.as_json()).is_ok());
    assert!(before.check(value.as_json()).is_err());
}

#[test]
fn constants_that_cannot_be_read_are_equal_to_nothing() {
    let constants = Constants::new(&[r#""\ud800""#, "1"]);
    assert!(constants.contain(&1.as_json()));
    assert!(!constants.contain(&2.as_json()));
}

static TREE: Schema = Schema {
    any_of: &[&Schema { all_of: &[&Schema { items: Some(&TREE), ..Schema::ANY }], ..Schema::ANY }],
    unevaluated_items: Some(&Schema { types: 0, ..Schema::ANY }),
    ..Schema::ANY
};

#[test]
fn documents_may_be_as_deep_as_they_can_be_read() {
    let depth = 127;
    let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert!(TREE.check(value.as_json()).is_ok());
}
