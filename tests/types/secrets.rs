//! What `Debug` prints tells no secret, wherever it stands.

use serde_json::{Value, json};

use crate::documents::{full, replaced};
use crate::schemas::Schemas;
use crate::table::find;

/// What a secret looks like in these tests.
const SECRET: &str = "SECRET-b5cf8b7b";

/// Names of members of which no schema has to know that they are secret.
const NAMES: [&str; 4] = ["session_token", "sessionJwt", "api_key", "client-secret"];

/// Plants secrets in an object: at once, in arrays and objects below, and inside of each other.
fn plant(object: &mut Value) -> usize {
    let Some(members) = object.as_object_mut() else { return 0 };
    for name in NAMES {
        members.insert(format!("next_{name}"), json!(SECRET));
        members.insert(format!("list_{name}s"), json!([{ name: SECRET }, [{ name: [SECRET] }]]));
        members.insert(format!("under_{name}_of"), json!({ "deep": { name: { "is": SECRET } } }));
    }
    NAMES.len()
}

#[track_caller]
fn assert_hidden(path: &str, document: &Value) {
    let debug = (find(path).decode)(document).unwrap().debug;
    let leak = debug.find(SECRET).map(|at| &debug[at.saturating_sub(60)..at + SECRET.len()]);
    assert_eq!(leak, None, "{path}");
    assert!(debug.contains("[redacted]"), "{path}: {debug}");
}

#[test]
fn members_with_the_names_of_secrets_are_not_shown() {
    let mut members = 0;
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            let name = place.pointer.rsplit('/').next().unwrap_or_default();
            let is_secret = ["session_token", "session_jwt", "intermediate_session_token"];
            if is_secret.contains(&name) {
                members += 1;
                assert_hidden(root.path, &replaced(&document, &place.pointer, json!(SECRET)));
            }
        }
    }
    assert_eq!(members, 13);
}

#[test]
fn secrets_in_unknown_members_and_maps_are_not_shown() {
    let mut objects = 0;
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            // A map of one type takes no members of another.
            if place.schema.get("additionalProperties").is_some_and(type_is_fixed) {
                continue;
            }
            let mut planted = document.clone();
            if plant(planted.pointer_mut(&place.pointer).unwrap()) > 0 {
                objects += 1;
                assert_hidden(root.path, &planted);
            }
        }
    }
    assert!(objects > 300, "{objects}");
}

fn type_is_fixed(schema: &Value) -> bool {
    schema.as_object().is_some_and(|it| !it.is_empty())
}

#[test]
fn an_error_about_a_secret_does_not_show_it() {
    for root in Schemas::get().roots() {
        let document = full(root.schema);
        for place in Schemas::get().places(root.schema, &document) {
            if place.pointer.ends_with("_token") || place.pointer.ends_with("_jwt") {
                for value in [json!([SECRET]), json!({ SECRET: SECRET }), json!(70_114_217)] {
                    let broken = replaced(&document, &place.pointer, value);
                    let error = (find(root.path).decode)(&broken).unwrap_err();
                    assert!(!error.contains(SECRET) && !error.contains("70114217"), "{error}");
                }
            }
        }
    }
}
