//! Types that are not generated stand where the configuration says, and every keyword still counts.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::trees::with_own::file::{File, FilePair, FilePlace};

#[track_caller]
fn refusal(document: &Value) -> String {
    serde_json::from_value::<File>(document.clone()).unwrap_err().to_string()
}

#[test]
fn fields_have_the_types_of_the_configuration_and_of_the_schema() {
    let document = json!({
        "path": "a/b", "wait": { "secs": 1, "nanos": 5 }, "size": 3, "place": "c", "pair": ["d", "e/f"]
    });
    let file: File = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(file.path, PathBuf::from("a/b"));
    assert_eq!(file.wait, Some(Duration::new(1, 5)));
    assert_eq!(file.size, NonZeroU32::new(3));
    assert_eq!(file.place, Some(FilePlace::Path(PathBuf::from("c"))));
    assert_eq!(file.pair.as_ref().map(|it| &it.1[..]), Some(&[PathBuf::from("e/f")][..]));
    assert_eq!(serde_json::to_value(&file).unwrap(), document);
}

#[test]
fn the_schema_is_checked_before_the_type_is_made() {
    let cases = [
        (json!({ "path": "" }), "/path: expected at least 1 character"),
        (json!({ "path": "a\u{0}" }), "/path: expected"),
        (json!({ "path": 1 }), "/path: expected a string, found 1 (type, file.json#/$defs/Path)"),
        (json!({ "path": "a", "size": 0 }), "/size: expected at least 1, found 0 (minimum"),
        (json!({ "path": "a", "wait": { "secs": 1 } }), "/wait: expected property \"nanos\""),
        (json!({ "path": "a", "links": ["a", ""] }), "/links/1: expected at least 1 character"),
    ];
    for (document, expected) in cases {
        let refusal = refusal(&document);
        assert!(refusal.starts_with(expected), "{refusal}");
    }
}

#[test]
fn what_the_type_refuses_is_an_error_at_its_place() {
    assert_eq!(
        refusal(&json!({ "path": "a", "size": 4_294_967_296_u64 })),
        "/size: expected a `std::num::NonZeroU32`, found invalid value: integer `4294967296`, expected a \
         nonzero u32 (replace, file.json#/properties/size)"
    );
}

#[test]
fn what_holds_such_a_type_is_checked_by_the_document() {
    assert!(
        refusal(&json!({ "path": "abcd", "links": [] })).starts_with("/path: expected at most 3")
    );
    assert!(refusal(&json!({ "path": "a", "links": ["b", "b"] })).contains("uniqueItems"));
    assert!(refusal(&json!({ "path": "a", "place": "" })).starts_with("/place: "));
    assert!(refusal(&json!({ "path": "a", "pair": ["long", "longer"] })).starts_with("/pair: "));
    let stream = r#"{ "path": "abcd", "links": [] }"#;
    assert!(serde_json::from_str::<File>(stream).unwrap_err().to_string().contains("maxLength"));
}

#[test]
fn values_of_the_program_are_checked_by_what_they_are_written_as() {
    let mut file = File::new("a".into()).unwrap();
    file.links = Some(vec![PathBuf::from("b"), PathBuf::from("b")]);
    assert!(file.check().unwrap_err().to_string().contains("uniqueItems"));
    file.links = Some(vec![PathBuf::from("b")]);
    file.check().unwrap();
    file.path = "abcd".into();
    assert!(file.check().unwrap_err().to_string().contains("maxLength"));
    FilePair("long".into(), vec![]).check().unwrap_err();
    FilePair("s".into(), vec![]).check().unwrap();
}

#[test]
fn a_struct_has_the_traits_that_the_types_in_it_have() {
    fn hashes<T: std::hash::Hash + Eq>(_: &T) {}
    hashes(&Some(NonZeroU32::MIN));
    // `PathBuf` is not said to have `Eq`, and nobody asks the compiler.
    let text = include_str!(concat!(env!("OUT_DIR"), "/own/file/impls.rs"));
    assert!(!text.contains("impl Eq for File"), "{text}");
}

#[test]
fn a_secret_is_hidden_although_its_type_does_not_know_of_it() {
    let document = json!({
        "path": "a", "codes": [4711], "codes_by_name": { "a": 4711 }, "code_or_text": 4711
    });
    let file: File = serde_json::from_value(document).unwrap();
    let shown = format!("{file:?}");
    assert!(!shown.contains("4711"), "{shown}");
    assert!(!refusal(&json!({ "path": "a", "codes": [471_100] })).contains("471"));
}
