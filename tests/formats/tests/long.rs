//! Texts longer than what a format holds at once: ciborium asks for 4 kB at most, unless it may make a
//! string of its own.

use std::collections::BTreeMap;

use formats::api::unknown::Known;
use formats::formats::FORMATS;
use serde_json::{Value, json};

#[test]
fn long_texts_and_names_are_read() {
    let long = "x".repeat(10_000);
    for document in [
        json!({"known": long}),
        json!({"known": "a", "other": long}),
        json!({"known": "a", &long: "b"}),
    ] {
        let derived: BTreeMap<String, Value> =
            serde_json::from_value(document.clone()).expect("read");
        let ours: Known = serde_json::from_value(document.clone()).expect("read");
        for format in FORMATS {
            let bytes = format.write(&derived).expect("written");
            if format.read::<BTreeMap<String, Value>>(&bytes).is_ok() {
                let again = format.read::<Known>(&bytes);
                assert!(again.as_ref() == Ok(&ours), "{}: {:?}", format.name(), again.err());
            }
        }
    }
}
