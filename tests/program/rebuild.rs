//! A changed schema reaches the types in one `cargo build`.

use std::path::Path;

use crate::folder::{read, root};
use crate::workspace::Workspace;

const DEPENDENCIES: &str = r#"[dependencies]
generated = { path = "../generated" }
serde_json = "1"
"#;
const SCHEMA: &str = "schemas/stytch-api-b2b-mfa-v1-mfarequired-schema.json";
const FACTOR_TYPE: &str = "session::v1::AuthenticationFactorType";

/// A crate that depends on `generated` and prints the value of the expression.
fn app(workspace: &Workspace, expression: &str) -> String {
    let main = format!("fn main() {{ println!(\"{{}}\", {expression}); }}\n");
    workspace.write("app/src/main.rs", &main);
    workspace.run_package("app")
}

#[test]
fn an_edited_added_or_deleted_schema_reaches_the_types_in_one_build() {
    let workspace = Workspace::new();
    workspace.add_package("app", DEPENDENCIES);
    // The manifest names the generator that wrote last, by a digest of its own code.
    let code = |folder: &Path| {
        let mut files = read(&folder.join("generated/src"));
        files.remove(".codegen.json");
        files
    };
    let committed = || code(&root());
    let here = || code(&workspace.folder);

    // Nothing has changed.
    let enum_value = format!(
        "match serde_json::from_str::<generated::{FACTOR_TYPE}>(\"\\\"pigeon\\\"\") \
         {{ Ok(it) => it.to_string(), Err(error) => error.to_string() }}"
    );
    let refused = app(&workspace, &enum_value);
    assert!(refused.contains("expected one of magic_link, otp"), "{refused}");
    assert_eq!(workspace.check().status, 0);
    assert_eq!(here(), committed());

    // Edited.
    workspace.edit(
        SCHEMA,
        "\"properties\": {",
        "\"properties\": { \"added\": { \"type\": \"boolean\" },",
    );
    let ran = workspace.check();
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("+    pub added: Option<bool>,"), "{}", ran.out);
    let ran = workspace.cargo("build -p generated", true);
    assert!(ran.status != 0 && ran.err.contains("run `codegen generate`"), "{}", ran.err);
    assert_eq!(here(), committed());
    let added = "serde_json::from_str::<generated::b2b::mfa::v1::MfaRequired>(\
                 \"{\\\"added\\\": 1}\").unwrap_err()";
    let error = app(&workspace, added);
    assert!(error.starts_with("/added: invalid type: integer `1`"), "{error}");
    assert_eq!(workspace.check().status, 0);

    // Added.
    let schema = "{ \"$id\": \"#/components/schemas/api_added_v1_Thing\", \"type\": \"object\" }";
    workspace.write("schemas/added.json", schema);
    let ran = workspace.check();
    assert!(ran.status == 1 && ran.out.contains("added/v1.rs"), "{}", ran.out);
    let thing = "serde_json::from_str::<generated::added::v1::Thing>(\"{}\").is_ok()";
    assert_eq!(app(&workspace, thing), "true\n");
    assert_eq!(workspace.check().status, 0);

    // An enum that is declared open keeps what it does not know.
    workspace.edit(
        "codegen.toml",
        "ledger =",
        &format!("open_enums = [\"{FACTOR_TYPE}\"]\nledger ="),
    );
    assert_eq!(workspace.check().status, 1);
    assert_eq!(app(&workspace, &enum_value), "pigeon\n");
    workspace.edit("codegen.toml", &format!("open_enums = [\"{FACTOR_TYPE}\"]\n"), "");

    // Deleted, and the edit undone.
    std::fs::remove_file(workspace.folder.join("schemas/added.json")).unwrap();
    workspace.edit(SCHEMA, " \"added\": { \"type\": \"boolean\" },", "");
    let ran = workspace.check();
    assert!(ran.status == 1 && ran.out.contains("added/v1.rs"), "{}", ran.out);
    assert_eq!(app(&workspace, &enum_value), refused);
    assert_eq!(here(), committed());
}

#[test]
fn without_the_feature_a_dependent_compiles_neither_typify_nor_syn() {
    let workspace = Workspace::new();
    workspace.add_package("app", DEPENDENCIES);
    workspace.write("app/src/main.rs", "fn main() {}\n");
    let ran = workspace
        .cargo("tree -p generated --no-default-features -e normal,build --prefix none", false);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let packages = ran.out.lines().filter_map(|line| line.split(' ').next());
    for package in packages {
        let known =
            ["generated", "itoa", "memchr", "ryu", "serde", "serde_core", "serde_json", "zmij"];
        assert!(known.contains(&package), "{}", ran.out);
    }
    assert!(ran.out.contains("serde_json"), "{}", ran.out);
}
