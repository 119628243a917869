//! A derive that describes types finds the names that members and values have in JSON.

use schemars::schema_for;
use serde_json::{Value, json};

use crate::trees::with_described::form::Form;

fn described() -> Value {
    serde_json::to_value(schema_for!(Form)).unwrap()
}

fn names(schema: &Value) -> Vec<&str> {
    schema["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn members_have_their_names() {
    let form = described();
    let all = "bornOn from headers inner nick prices size state text type";
    let mut names_of_form = names(&form);
    names_of_form.sort_unstable();
    assert_eq!(names_of_form.join(" "), all);
    assert_eq!(form["required"], json!(["bornOn"]));
    assert_eq!(names(&form["definitions"]["FormHeaders"]), ["Host"]);
}

#[test]
fn types_of_the_tree_are_described_by_what_they_hold() {
    let form = described();
    assert_eq!(form["properties"]["nick"]["type"], json!(["string", "null"]));
    assert_eq!(form["properties"]["from"]["items"], json!({ "type": "string" }));
}

#[test]
fn other_members_are_no_member_of_their_own() {
    let types = &described()["definitions"];
    let inner = &types["FormInner"];
    assert_eq!((names(inner), &inner["additionalProperties"]), (vec!["a-b"], &json!(false)));
    // This version of schemars says nothing of the map beside them.
    assert_eq!(names(&types["FormPrices"]), ["Currency"]);
}

#[test]
fn values_have_their_texts_and_unions_are_what_they_hold() {
    let types = &described()["definitions"];
    let values: Vec<_> =
        types["FormState"]["oneOf"].as_array().unwrap().iter().map(|it| &it["enum"][0]).collect();
    assert_eq!(values, ["in progress", "done"]);
    let size = types["FormSize"].to_string();
    assert!(size.contains("\"s\"") && size.contains("\"Large\""), "{size}");
    let arms = types["FormText"]["anyOf"].as_array().unwrap();
    assert_eq!([&arms[0]["type"], &arms[1]["type"]], ["string", "integer"]);
}
