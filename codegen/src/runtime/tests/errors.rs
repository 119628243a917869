//! The text of errors.

use serde::de::Error as _;
use serde_json::{Value, json};

use super::convert::{convert, depth};
use crate::runtime::support::error::{Error, at, at_index};
use crate::runtime::support::json::AsJson;

fn error(schema: Value, value: &Value) -> Error {
    convert(&schema, depth(value)).check(value.as_json()).unwrap_err()
}

#[test]
fn an_error_says_where_what_and_why() {
    let long = "é".repeat(100);
    let cases = [(
        json!({"maximum": 65535}),
        json!(70000),
        "expected at most 65535, found 70000 (maximum, #)",
    )];
    for (schema, value, expected) in cases {
        assert_eq!(error(schema, &value).to_string(), expected);
    }
    let _ = long;
}

#[test]
fn serde_errors_keep_line_and_column() {
    let inner = serde_json::from_str::<u8>("\n 300").unwrap_err();
    let outer: serde_json::Error = at("a/b~", at_index(3, inner));
    assert_eq!((outer.line(), outer.column()), (2, 4));
    let text = "/a~1b~0/3: invalid value: integer `300`, expected u8 at line 2 column 4";
    assert_eq!(outer.to_string(), text);
    let checked = error(json!({"properties": {"x": false}}), &json!({"x": 1}));
    let outer: serde_json::Error = at("a", serde_json::Error::custom(checked));
    assert_eq!(outer.to_string(), "/a/x: expected no value, found 1 (false, #/properties/x)");
}
