//! The text of errors.

use serde_json::{Value, json};

use super::convert::{convert, depth};
use crate::runtime::support::error::Error;
use crate::runtime::support::json::AsJson;
use crate::runtime::support::read::{Read, from_serde};

fn error(schema: &Value, value: &Value) -> Error {
    convert(schema, depth(value)).check(value.as_json()).unwrap_err()
}

#[test]
fn each_keyword_says_where_what_and_why() {
    for (schema, value, text) in [
        (r#"false"#, r#"1"#, "expected no value, found 1 (false, #)"),
        (
            r#"{"type": ["integer", "null"]}"#,
            r#"1.5"#,
            "expected null or an integer, found 1.5 (type, #)",
        ),
        (
            r#"{"type": ["number", "string"]}"#,
            r#"[1]"#,
            "expected a number or a string, found an array (type, #)",
        ),
        (
            r#"{"enum": ["a", 1, null]}"#,
            r#""b""#,
            r##"expected "a" or 1 or null, found "b" (enum, #)"##,
        ),
        (r#"{"const": {"a": 1}}"#, r#"{}"#, r##"expected {"a":1}, found an object (const, #)"##),
        (
            r#"{"multipleOf": 0.01}"#,
            r#"0.005"#,
            "expected a multiple of 0.01, found 0.005 (multipleOf, #)",
        ),
        (r#"{"maximum": 65535}"#, r#"70000"#, "expected at most 65535, found 70000 (maximum, #)"),
        (
            r#"{"exclusiveMaximum": 1}"#,
            r#"1"#,
            "expected less than 1, found 1 (exclusiveMaximum, #)",
        ),
        (r#"{"minimum": 1}"#, r#"-0.5"#, "expected at least 1, found -0.5 (minimum, #)"),
        (
            r#"{"exclusiveMinimum": 1}"#,
            r#"1"#,
            "expected more than 1, found 1 (exclusiveMinimum, #)",
        ),
        (r#"{"maxLength": 1}"#, r#""éé""#, "expected at most 1 character, found 2 (maxLength, #)"),
        (r#"{"minLength": 2}"#, r#""é""#, "expected at least 2 characters, found 1 (minLength, #)"),
        (
            r#"{"pattern": "^\\d+$"}"#,
            r#""a\"\n""#,
            r##"expected a match of ^\d+$, found "a\"\n" (pattern, #)"##,
        ),
        (r#"{"maxItems": 1}"#, r#"[1, 2]"#, "expected at most 1 item, found 2 (maxItems, #)"),
        (r#"{"minItems": 1}"#, r#"[]"#, "expected at least 1 item, found 0 (minItems, #)"),
        (
            r#"{"uniqueItems": true}"#,
            r#"[1, 2, 1.0]"#,
            "expected unique items, found equal ones at 0 and 2 (uniqueItems, #)",
        ),
        (
            r#"{"contains": {"const": 1}}"#,
            r#"[]"#,
            "expected at least 1 match of #/contains, found 0 (contains, #)",
        ),
        (
            r#"{"contains": true, "minContains": 2}"#,
            r#"[1]"#,
            "expected at least 2 matches of #/contains, found 1 (minContains, #)",
        ),
        (
            r#"{"contains": true, "maxContains": 1}"#,
            r#"[1, 2]"#,
            "expected at most 1 match of #/contains, found 2 (maxContains, #)",
        ),
        (
            r#"{"minProperties": 1}"#,
            r#"{}"#,
            "expected at least 1 property, found 0 (minProperties, #)",
        ),
        (
            r#"{"required": ["a"]}"#,
            r#"{"b": 1}"#,
            r##"expected property "a", found an object without it (required, #)"##,
        ),
        (
            r#"{"dependentRequired": {"a": ["b"]}}"#,
            r#"{"a": 1}"#,
            r##"expected property "b" beside "a", found an object without it (dependentRequired, #)"##,
        ),
        (
            r#"{"propertyNames": {"maxLength": 1}}"#,
            r#"{"ab": 1}"#,
            "expected at most 1 character, found 2 (maxLength, #/propertyNames)",
        ),
        (
            r#"{"anyOf": [{"required": ["a"]}, {"properties": {"b": {"type": "null"}}}]}"#,
            r#"{"b": 1}"#,
            r##"expected property "a" or /b: null, found an object (anyOf, #)"##,
        ),
        (
            r#"{"oneOf": [{"minimum": 3}, {"type": "string"}]}"#,
            r#"1"#,
            "expected at least 3 or a string, found 1 (oneOf, #)",
        ),
        (
            r#"{"oneOf": [{"minimum": 3}, true, {"type": "integer"}]}"#,
            r#"1"#,
            "expected a match of only one, found matches of #/oneOf/1 and #/oneOf/2 (oneOf, #)",
        ),
        (r#"{"not": {"minimum": 3}}"#, r#"4"#, "expected no match of #/not, found 4 (not, #)"),
        (
            r#"{"if": {"minimum": 3}, "then": {"maximum": 5}}"#,
            r#"6"#,
            "expected at most 5, found 6 (maximum, #/then)",
        ),
    ] {
        let schema = serde_json::from_str(schema).unwrap();
        let value = serde_json::from_str(value).unwrap();
        assert_eq!(error(&schema, &value).to_string(), text);
    }
}

#[test]
fn an_error_knows_the_place_in_the_instance() {
    for (schema, value, text) in [
        (
            json!({"properties": {"server": {"items": {"properties": {"a/b~": false}}}}}),
            json!({"server": [{}, {"a/b~": null}]}),
            "/server/1/a~1b~0: expected no value, found null \
             (false, #/properties/server/items/properties/a~1b~0)",
        ),
        (
            json!({"patternProperties": {"^x": {"prefixItems": [true, {"minimum": 1}]}}}),
            json!({"x": [0, 0]}),
            "/x/1: expected at least 1, found 0 \
             (minimum, #/patternProperties/^x/prefixItems/1)",
        ),
        (
            json!({"additionalProperties": {"allOf": [{"additionalProperties": false}]}}),
            json!({"line\nbreak": {"": 1}}),
            "/line\\nbreak/: expected no value, found 1 \
             (false, #/additionalProperties/allOf/0/additionalProperties)",
        ),
        (
            json!({"properties": {"a": true}, "unevaluatedProperties": false}),
            json!({"a": 1, "b": 2}),
            "/b: expected no value, found 2 (false, #/unevaluatedProperties)",
        ),
        (
            json!({"prefixItems": [true], "unevaluatedItems": {"type": "null"}}),
            json!([1, null, 2]),
            "/2: expected null, found 2 (type, #/unevaluatedItems)",
        ),
    ] {
        assert_eq!(error(&schema, &value).to_string(), text);
    }
}

#[test]
fn an_error_can_be_taken_apart() {
    let error = error(&json!({"items": {"maximum": 1}}), &json!([2]));
    assert_eq!(error.instance_location(), "/0");
    assert_eq!(error.keyword(), "maximum");
    assert_eq!(error.schema_location(), "#/items");
    assert_eq!(error.expected(), "at most 1");
    assert_eq!(error.found(), "2");
}

#[test]
fn long_values_are_shortened() {
    let error = error(&json!({"pattern": "^$"}), &json!("é".repeat(1000)));
    assert_eq!(error.found(), format!("\"{}…", "é".repeat(79)));
}

#[test]
fn secrets_stay_secret() {
    let secret = json!({"secret": true, "properties": {"token": {"pattern": "^x"}}});
    let schema = json!({"allOf": [{"properties": {"login": secret}, "minProperties": 1}]});
    let value = json!({"login": {"token": "hunter2"}});
    let text = "/login/token: expected a match of ^x, found [redacted] \
                (pattern, #/allOf/0/properties/login/properties/token)";
    assert_eq!(error(&schema, &value).to_string(), text);
    let around = error(&json!({"const": 1}), &value).to_string();
    assert!(!around.contains("hunter2"), "{around}");
}

#[test]
fn errors_of_formats_keep_line_and_column() {
    let error = from_serde_json::<Vec<u8>>("[1,\n 300]");
    assert_eq!((error.line(), error.column()), (2, 4));
    let text = "/1: expected an integer (u8), found 300 (format, /items) at line 2 column 4";
    assert_eq!(error.to_string(), text);
    let error = from_serde_json::<Vec<bool>>("[true,\n \"x\"]");
    let text = "/1: expected a boolean, found \"x\" (type, /items) at line 2 column 4";
    assert_eq!(error.to_string(), text);
    let error = from_serde_json::<Vec<bool>>("[true,\n tru]");
    assert_eq!(error.to_string(), "/1: expected ident at line 2 column 5");
}

fn from_serde_json<T: for<'de> Read<'de> + std::fmt::Debug>(text: &str) -> serde_json::Error {
    from_serde::<T, _>(&mut serde_json::Deserializer::from_str(text)).unwrap_err()
}

#[test]
fn an_error_has_at_most_a_kilobyte() {
    let name = "é\n".repeat(1000);
    let schema =
        json!({"additionalProperties": {"additionalProperties": {"enum": [name.repeat(2)]}}});
    let value = json!({name.clone(): {name.clone(): name}});
    let text = error(&schema, &value).to_string();
    assert!(text.len() <= 1024, "{} bytes: {text}", text.len());
    assert!(!text.contains('\n'));
}
