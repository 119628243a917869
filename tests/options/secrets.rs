//! `Debug` and errors tell no secret, wherever it stands and whatever holds it.

use serde_json::{Value, json};

use crate::trees::with_secrets::vault::Vault;

const SECRET: &str = "70114217-5cf8-4b7b-8a0e-0d1f2a3b4c5d";

fn vault(name: &str, value: Value) -> Value {
    let mut vault = json!({ "required_token": SECRET });
    vault[name] = value;
    vault
}

/// A free object with secrets at every depth.
fn planted() -> Value {
    let inner = json!({ "api_key": SECRET, "sessionToken": [SECRET], "pin": { "is": SECRET } });
    json!({ "token": { "deep": SECRET }, "list": [inner, [inner]], "map": { "deep": inner } })
}

/// Every member, with secrets wherever it can have one.
fn places() -> Vec<(&'static str, Value)> {
    let inner = json!({ "token": SECRET, "free": planted(), "next": { "token": SECRET } });
    vec![
        ("required_token", json!(SECRET)),
        ("optional_token", json!(SECRET)),
        ("nullable_token", json!(SECRET)),
        ("bounded_token", json!(SECRET)),
        ("id_token", json!(SECRET)),
        ("pin", json!(70_114_217)),
        ("listed_secret", json!([SECRET, SECRET])),
        ("credentials", json!({ "user": SECRET })),
        ("password", json!(SECRET)),
        ("password", json!({ "is": SECRET })),
        ("hidden", json!(SECRET)),
        ("written", json!({ "a": SECRET })),
        ("named", json!(SECRET)),
        ("several", json!([SECRET])),
        ("either", json!(SECRET)),
        ("either", json!([planted()])),
        ("anything", planted()),
        ("anything", json!([planted()])),
        ("map", planted()),
        ("maps", json!({ "a": planted(), "token": { "is": SECRET } })),
        ("typed", json!({ "access_token": SECRET })),
        ("entries", json!({ "a": planted(), "access_token": SECRET })),
        ("patterned", json!({ "x_token": SECRET, "y": planted() })),
        ("list", json!([planted(), [planted()]])),
        ("pair", json!([planted(), inner])),
        ("inner", inner.clone()),
        ("inners", json!([inner, { "next_token": SECRET, "other": planted() }])),
        ("method", json!({ "type": "a", "token": SECRET, "other": planted() })),
        ("method", json!({ "type": "new", "token": SECRET, "other": planted() })),
        ("judged", json!({ "token": SECRET, "other": planted() })),
        ("unnamed_token", json!(SECRET)),
        ("unnamed", planted()),
    ]
}

#[track_caller]
fn assert_hidden(shown: &str, of: &Value) {
    assert!(!shown.contains("70114217"), "{of}\n{shown}");
}

#[test]
fn debug_shows_no_secret() {
    for (name, value) in places() {
        let document = vault(name, value);
        let vault: Vault = serde_json::from_value(document.clone()).unwrap();
        for shown in [format!("{vault:?}"), format!("{vault:#?}")] {
            assert_hidden(&shown, &document);
            assert!(shown.contains("[redacted]"), "{shown}");
        }
        assert_eq!(serde_json::to_value(&vault).unwrap(), document);
    }
}

#[test]
fn debug_shows_which_secrets_there_are() {
    let of = |document: Value| format!("{:?}", serde_json::from_value::<Vault>(document).unwrap());
    let shown = of(vault("optional_token", json!(SECRET)));
    assert!(shown.contains("optional_token: Some([redacted])"), "{shown}");
    assert!(shown.contains("bounded_token: None"), "{shown}");
}

#[test]
fn errors_show_no_secret() {
    // Whatever is there instead of what is expected may be a secret in the wrong place.
    let wrong = [
        json!(SECRET),
        json!(70_114_217),
        json!(70_114_217.5),
        json!([SECRET]),
        json!([70_114_217]),
        json!({ SECRET: SECRET }),
        json!({ "token": [SECRET] }),
        json!(format!("expected {SECRET}, expected {SECRET}")),
    ];
    let mut errors = 0;
    let secret = |name: &str| {
        name.ends_with("token")
            || ["pin", "listed_secret", "credentials", "password", "hidden"].contains(&name)
            || ["written", "named"].contains(&name)
    };
    for (name, _) in places().into_iter().filter(|(name, _)| secret(name)) {
        for value in &wrong {
            let document = vault(name, value.clone());
            let by_value =
                serde_json::from_value::<Vault>(document.clone()).map_err(|it| it.to_string());
            let by_text =
                serde_json::from_str::<Vault>(&document.to_string()).map_err(|it| it.to_string());
            for error in [by_value, by_text].into_iter().filter_map(Result::err) {
                errors += 1;
                assert_hidden(&error, &document);
                assert!(error.starts_with(&format!("/{name}")), "{error}");
            }
        }
    }
    assert!(errors > 100, "{errors}");
}
