//! Every member, at every level of the fullest document of every schema: missing, of a wrong type, or
//! with a value that is not listed, it is an error that says what is wrong and where.

use serde_json::{Value, json};

use crate::documents::{full, replaced, smallest, without};
use crate::schemas::{Schemas, required, type_of};
use crate::table::find;

/// The error for a document, which must be one about the place.
#[track_caller]
fn error_at(path: &str, document: &Value, pointer: &str) -> String {
    let error = match (find(path).decode)(document) {
        Err(error) => error,
        Ok(_) => panic!("{path} accepts {document}"),
    };
    let rest = if pointer.is_empty() {
        Some(error.as_str())
    } else {
        error.strip_prefix(pointer).and_then(|it| it.strip_prefix(": "))
    };
    rest.unwrap_or_else(|| panic!("{path} at {pointer}: {error}")).to_owned()
}

#[test]
fn the_fullest_and_the_smallest_document_come_back() {
    for root in Schemas::get().roots() {
        for document in [full(root.schema), smallest(root.schema)] {
            let decoded = (find(root.path).decode)(&document).unwrap();
            assert_eq!(decoded.written, document, "{}", root.path);
        }
    }
}

#[test]
fn a_required_member_that_is_missing_is_named() {
    let (mut schemas, mut members) = (0, 0);
    for root in Schemas::get().roots() {
        schemas += usize::from(required(root.schema).next().is_some());
        members += required(root.schema).count();
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            for name in required(place.schema) {
                let broken = without(&document, &place.pointer, name);
                let error = error_at(root.path, &broken, &place.pointer);
                let expected =
                    format!("expected property {name:?}, found an object without it (required, ");
                assert!(error.starts_with(&expected) && error.ends_with(".json#)"), "{error}");
            }
        }
    }
    assert!(schemas >= 79 && members >= 270, "{schemas} schemas with {members} required members");
}

#[test]
fn an_optional_member_may_be_missing() {
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        let Some(members) = document.as_object() else { continue };
        for name in members.keys().filter(|name| !required(root.schema).any(|it| it == *name)) {
            let smaller = without(&document, "", name);
            let decoded = (find(root.path).decode)(&smaller).unwrap();
            assert_eq!(decoded.written, smaller, "{} without {name}", root.path);
        }
    }
}

#[test]
fn a_value_of_a_wrong_type_is_refused_where_it_stands() {
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!(0.5),
        json!("value"),
        json!([1]),
        json!({"a": 1}),
    ];
    let mut places = 0;
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            let Some(expected) = type_of(place.schema) else { continue };
            places += 1;
            for value in values.iter().filter(|it| !is(it, expected)) {
                let broken = replaced(&document, &place.pointer, value.clone());
                let error = error_at(root.path, &broken, &place.pointer);
                assert!(
                    error.starts_with(&format!("expected {}", phrase(expected))),
                    "{} at {}: {error}",
                    root.path,
                    place.pointer
                );
                let location = error.strip_suffix(')').and_then(|it| it.rsplit_once(" (type, "));
                let schema = location.and_then(|(_, it)| Schemas::get().at(it));
                assert_eq!(schema, Some(place.schema), "{error}");
            }
        }
    }
    assert!(places > 1000, "{places}");
}

/// Whether a value has the type that a schema names.
fn is(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => name == "null",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => name == "number" || (name == "integer" && !number.is_f64()),
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}

/// The words for a type in errors.
fn phrase(name: &str) -> &'static str {
    match name {
        "string" => "a string",
        "boolean" => "a boolean",
        "integer" => "an integer",
        "array" => "an array",
        "object" => "an object",
        other => panic!("no schema has had the type {other} so far"),
    }
}

#[test]
fn a_value_that_is_not_listed_is_kept_and_one_of_another_type_is_refused() {
    let mut enums = 0;
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            let Some(values) = place.schema.get("enum").and_then(Value::as_array) else { continue };
            enums += 1;
            let unlisted = ["Carrier_Pigeon", "", "EMAIL", "otp "].map(|it| json!(it));
            for value in values.iter().chain(&unlisted) {
                let document = replaced(&document, &place.pointer, value.clone());
                assert_eq!((find(root.path).decode)(&document).unwrap().written, document);
            }
            let error =
                error_at(root.path, &replaced(&document, &place.pointer, json!(1)), &place.pointer);
            assert!(error.starts_with("expected a string, found 1 (type, "), "{error}");
        }
    }
    assert!(enums > 10, "{enums}");
}
