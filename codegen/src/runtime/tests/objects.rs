//! Members that no schema names, and what errors say of secret ones.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde_json::{Error, Value, json};

use crate::runtime::support::object::Unknown;
use crate::runtime::support::read::Read;
use crate::runtime::support::secret::{at_name, conceal};

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

// In this crate every name is one of a secret: the fragment has the pattern `*`.
#[test]
fn nothing_shows_the_value_of_a_secret() {
    let unknown: Unknown = [("token", "hidden")].into_iter().collect();
    let read = BTreeMap::<String, i64>::read(json!({ "token": "hidden" }));
    let texts = [
        format!("{unknown:?}"),
        read.map(|_| ()).expect_err("no integer").to_string(),
        at_name("token", "", Error::custom("invalid type: string \"hidden\"")).to_string(),
        conceal(Error::custom("invalid type: string \"hidden\"")).to_string(),
    ];
    for text in texts {
        assert!(!text.contains("hidden"), "{text}");
    }
    let error: Error = at_name("token", "", Error::custom(""));
    assert!(error.to_string().starts_with("/token: "), "{error}");
}

#[test]
fn null_and_values_are_told_apart_in_slots() {
    for (value, expected) in [(json!(null), None), (json!(1), Some(1)), (json!(1.0), Some(1))] {
        let mut slot = Some(Some(7));
        Option::<i64>::read_into(&mut slot, value.clone()).expect("null or an integer");
        assert_eq!(slot, Some(expected));
        assert_eq!(Option::<i64>::read::<Value>(value).expect("null or an integer"), expected);
    }
}
