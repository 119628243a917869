//! Members that no schema names, and what errors say of secret ones.

use std::collections::BTreeMap;

use serde_json::json;

use crate::runtime::support::context::Context;
use crate::runtime::support::error::Error;
use crate::runtime::support::object::Unknown;
use crate::runtime::support::read::from_serde;

fn names(unknown: &Unknown) -> Vec<&str> {
    unknown.iter().map(|(name, _)| name).collect()
}

#[test]
fn unknown_members_keep_their_order_and_the_last_of_a_name_counts() {
    let mut unknown: Unknown = [("b", 1), ("a", 2), ("b", 3)].into_iter().collect();
    assert_eq!(names(&unknown), ["b", "a"]);
    assert_eq!(unknown.get("b"), Some(&json!(3)));
    assert_eq!(unknown.insert("c", 4), None);
    assert_eq!(unknown.insert("a", 5), Some(json!(2)));
    assert_eq!(unknown.remove("b"), Some(json!(3)));
    assert_eq!(unknown.remove("b"), None);
    assert_eq!(names(&unknown), ["a", "c"]);
    let mut sum = 0;
    for (name, value) in &unknown {
        assert_eq!(unknown.get(name), Some(value));
        sum += value.as_i64().unwrap();
    }
    assert_eq!(sum, 9);
    assert_eq!(unknown.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn many_unknown_members_are_found_like_few() {
    let name = |number: usize| format!("member {number}");
    let mut unknown: Unknown = (0..100).map(|number| (name(number), number)).collect();
    unknown.extend((0..100).map(|number| (name(number), number * 2)));
    assert_eq!(unknown.len(), 100);
    for number in (0..100).step_by(2) {
        assert_eq!(unknown.remove(&name(number)), Some(json!(number * 2)));
    }
    for number in 0..100 {
        let expected = (number % 2 == 1).then(|| json!(number * 2));
        assert_eq!(unknown.get(&name(number)), expected.as_ref());
    }
}

#[test]
fn unknown_members_are_equal_in_any_order_and_cost_a_pointer() {
    let one: Unknown = [("a", 1), ("b", 2)].into_iter().collect();
    let mut other: Unknown = [("b", 2), ("a", 1), ("c", 3)].into_iter().collect();
    assert_ne!(one, other);
    other.remove("c");
    assert_eq!(one, other);
    other.remove("a");
    other.remove("b");
    assert_eq!(other, Unknown::default());
    assert_eq!(size_of::<Unknown>(), size_of::<usize>());
}

// In this crate the names of secrets are those with `token`.
#[test]
fn nothing_shows_the_value_of_a_secret() {
    let unknown: Unknown = [("token", "hidden")].into_iter().collect();
    let read = from_serde::<BTreeMap<String, i64>, _>(json!({ "token": "hidden" }));
    let text = read.map(|_| ()).expect_err("no integer").to_string();
    assert_eq!(
        text,
        "/token: expected an integer (i64), found [redacted] (type, /additionalProperties)"
    );
    assert!(!format!("{unknown:?}").contains("hidden"));
}

#[test]
fn the_context_of_a_reading_says_what_is_wrong_and_where() {
    let mut cx = Context::default();
    let error: serde_json::Error = cx.fail(|| Error::new("minimum", "a.json#", "at least 1", 0));
    cx.locate(&3, "b.json#/items");
    cx.locate_member("a/b", "c.json#/properties/a~1b");
    let text = "/a~1b/3: expected at least 1, found 0 (minimum, a.json#)";
    assert_eq!(cx.finish(error).to_string(), text);
}
