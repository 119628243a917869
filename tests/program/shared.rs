//! Trees that use the support code of another one, in its crate and in another, and what the compiler says
//! where that is not what they need.

use crate::folder::{codegen, write};
use crate::workspace::Workspace;

const PET: &str = r#"{
    "type": "object",
    "properties": { "name": { "type": "string" }, "tags": { "type": "array" } },
    "required": ["name"]
}"#;

/// Nothing that a pet needs, and maps with keys of a type of their own.
const TAGS: &str = r#"{
    "type": "object",
    "propertyNames": { "maxLength": 3 },
    "additionalProperties": { "enum": ["a", 1, null] },
    "minProperties": 1
}"#;

const MANIFEST: &str = "
[dependencies]
serde = \"1\"
serde_json = { version = \"1\", features = [\"float_roundtrip\"] }
";

const LIB: &str = "
//! Types that share their support code.
#![deny(warnings)]
pub mod pets;
/// Below it.
pub mod below {
    pub mod tags;
}
";

const MAIN: &str = r##"
mod tags;

use std::collections::BTreeMap;

use tags::tags as here;
use types::below::tags::tags as there;

/// An error of any of the trees is of one type.
fn show<T: std::fmt::Debug>(made: Result<T, types::pets::Error>) {
    match made {
        Ok(value) => println!("{value:?}"),
        Err(error) => println!("error: {error}"),
    }
}

fn main() {
    let pet: types::pets::pet::Pet = serde_json::from_str(r#"{"name": "Rex", "more": 1}"#).unwrap();
    let tags: here::Tags = serde_json::from_str(r#"{"x": "a", "y": null}"#).unwrap();
    println!("{pet:?} {tags:?}");
    show(there::Tags::try_from(BTreeMap::<there::TagsKey, Option<there::TagsValue>>::new()));
    show(here::Tags::try_from(BTreeMap::<here::TagsKey, Option<here::TagsValue>>::new()));
}
"##;

const PRINTED: &str = r#"Pet { name: "Rex", tags: None, unknown: {"more": 1} } Tags({"x": "a", "y": null})
error: expected at least 1 property, found 0 (minProperties, tags.json#)
error: expected at least 1 property, found 0 (minProperties, tags.json#)
"#;

fn generate(workspace: &Workspace, schema: &str, out: &str, options: &str) {
    let line = format!("generate --schemas {schema} --out {out} {options}");
    let ran = codegen(&workspace.folder, &line);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

/// A crate with two trees, and one with a third; all use the support code of the first.
fn share() -> Workspace {
    let workspace = Workspace::new();
    workspace.add_package_of("types", "2018", MANIFEST);
    let with_types = format!("{MANIFEST}types = {{ path = \"../types\" }}\n");
    workspace.add_package("service", &with_types);
    let files = [
        ("pet.json", PET),
        ("schemas/tags.json", TAGS),
        ("types/src/lib.rs", LIB),
        ("service/src/main.rs", MAIN),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    write(&workspace.folder, &files.into());
    let tags = "schemas/tags.json";
    generate(&workspace, "pet.json", "types/src/pets", "--set support=shared");
    generate(&workspace, tags, "types/src/below/tags", "--set support=crate::pets::support");
    generate(&workspace, tags, "service/src/tags", "--set support=types::pets::support");
    workspace
}

#[test]
fn trees_share_their_support_code() {
    let workspace = share();
    for folder in ["types/src/below/tags", "service/src/tags"] {
        assert!(!workspace.folder.join(folder).join("support").exists(), "{folder}");
    }
    assert_eq!(workspace.run_package("service"), PRINTED);
    let options = [
        ("max_depth=9", "`types::pets::support` has another `max_depth`: both trees need the same"),
        ("secrets=x", "`types::pets::support` has another `secrets`: both trees need the same"),
        (
            "numbers=exact",
            "`types::pets::support` has no `exact_numbers`: its tree needs the same `formats` and \
             `numbers` as this one",
        ),
    ];
    for (option, message) in options {
        let options = format!("--set support=types::pets::support --set {option}");
        generate(&workspace, "schemas/tags.json", "service/src/tags", &options);
        let ran = workspace.cargo("check --quiet -p service", false);
        assert!(ran.status != 0 && ran.err.contains(message), "{option}: {}", ran.err);
    }
}
