//! Types that go deeper than the compiler follows.

use std::fmt::Write as _;

use crate::folder::codegen;
use crate::workspace::Workspace;

const MANIFEST: &str = r#"
[dependencies]
serde = "1"
serde_json = { version = "1", features = ["float_roundtrip"] }
"#;

/// Reads a deep document, copies, compares, shows and writes it, in a thread of its own.
const MAIN: &str = r##"
#![deny(warnings)]
#![allow(dead_code)]

mod tree;

fn is_sendable<T: Send + Sync + std::panic::UnwindSafe>() {}

fn main() {
    is_sendable::<tree::chain::Link0>();
    let text = format!("{}{{}}{}", r#"{"next":"#.repeat(99), "}".repeat(99));
    let value: tree::chain::Link0 = serde_json::from_str(&text).unwrap();
    let copy = std::thread::spawn(move || value.clone()).join().unwrap();
    assert_eq!(serde_json::to_string(&copy).unwrap(), text);
    assert_eq!(format!("{copy:?}").matches("next: Some").count(), 99);
    assert_eq!(copy, serde_json::from_str(&text).unwrap());
    let error = serde_json::from_str::<tree::chain::Link0>(&text.replace("{}", "1")).unwrap_err();
    println!("{error}");
}
"##;

#[test]
fn types_of_a_chain_of_any_length_are_types() {
    const LENGTH: usize = 300;
    let workspace = Workspace::new();
    workspace.add_package("chain", MANIFEST);
    let mut schema = String::from(r##"{"$ref": "#/$defs/Link0", "$defs": {"##);
    for index in 0..LENGTH {
        let next = index + 1;
        let _ = write!(
            schema,
            r##""Link{index}": {{"type": "object", "properties": {{"next": {{"$ref": "#/$defs/Link{next}"}}}}}},"##
        );
    }
    let _ = write!(schema, r#""Link{LENGTH}": {{"type": "object"}}}}}}"#);
    workspace.write("chain/schemas/chain.json", &schema);
    workspace.write("chain/codegen.toml", "");
    let options = "--config chain/codegen.toml --schemas chain/schemas --out chain/src/tree";
    let ran = codegen(&workspace.folder, &format!("generate {options}"));
    assert_eq!(ran.status, 0, "{}", ran.err);
    workspace.write("chain/src/main.rs", MAIN);
    let error = workspace.run_package("chain");
    assert!(
        error.contains("/next: expected an object, found 1 (type, chain.json#/$defs/Link"),
        "{error}"
    );
    let types = workspace.read("chain/src/tree/chain.rs").unwrap();
    assert!(types.contains("support::Link<") && !types.contains("(Value)"));
}
