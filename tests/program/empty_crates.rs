//! The short ways into a crate that has nothing but schemas: `OUT_DIR`, and the macro.

use crate::workspace::Workspace;

const SCHEMA: &str = r##"{
  "title": "Pet",
  "type": "object",
  "properties": { "name": { "type": "string" }, "home": { "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/Home" }] } },
  "required": ["name"],
  "$defs": { "Home": { "type": "object", "required": ["city"], "properties": { "city": { "type": "string", "minLength": 1 } } } }
}"##;

const DEPENDENCIES: &str = "[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";

/// Reads a pet and writes it again.
fn main_of(declaration: &str, module: &str) -> String {
    format!(
        "//! Reads a pet.\n#![deny(warnings, missing_docs, unused)]\n\n{declaration}\n\n\
         fn main() {{\n    let text = r#\"{{\"name\":\"Rex\",\"home\":{{\"city\":\"Oslo\"}}}}\"#;\n    \
         let pet: {module}::pet::Pet = serde_json::from_str(text).unwrap();\n    \
         println!(\"{{}}\", serde_json::to_string(&pet).unwrap());\n    \
         let error = serde_json::from_str::<{module}::pet::Pet>(\"{{}}\").unwrap_err();\n    \
         println!(\"{{error}}\");\n}}\n"
    )
}

const PRINTED: &str = "{\"name\":\"Rex\",\"home\":{\"city\":\"Oslo\"}}\n\
    expected property \"name\", found an object without it (required, pet.json#) at line 1 column 2\n";

#[test]
fn a_build_script_generates_below_out_dir() {
    let workspace = Workspace::new();
    let build =
        "[build-dependencies]\ncodegen = { path = \"../codegen\", default-features = false }\n";
    workspace.add_package("below", &format!("{DEPENDENCIES}\n{build}"));
    workspace.write("below/schemas/pet.json", SCHEMA);
    workspace.write(
        "below/build.rs",
        "fn main() -> Result<(), codegen::build_script::Failed> {\n    \
         codegen::Config::new().schemas(\"schemas\").out(\"api\").out_dir().build()\n}\n",
    );
    let include = "include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));";
    workspace.write("below/src/main.rs", &main_of(include, "api"));
    for is_ci in [true, false] {
        let ran = workspace.cargo("run --quiet -p below", is_ci);
        assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{}", ran.err);
    }
    // A new member, and a build in CI, which compares nothing.
    workspace.edit(
        "below/schemas/pet.json",
        "\"name\": {",
        "\"tail\": { \"const\": 1 }, \"name\": {",
    );
    workspace.edit(
        "below/src/main.rs",
        "&pet).unwrap());",
        "&pet).unwrap());\n    let _ = pet.tail;",
    );
    let ran = workspace.cargo("run --quiet -p below", true);
    assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{}", ran.err);
    assert_eq!(workspace.read("below/src/api/mod.rs"), None);
}

#[test]
fn a_macro_declares_the_types_where_it_stands() {
    let workspace = Workspace::new();
    let own = "codegen_macro = { path = \"../codegen_macro\" }\n";
    workspace.add_package("inlined", &format!("{DEPENDENCIES}{own}"));
    workspace.write("inlined/schemas/pet.json", SCHEMA);
    let include = "codegen_macro::include_schemas!(\"schemas\");";
    workspace.write("inlined/src/main.rs", &main_of(include, "schemas"));
    for is_ci in [true, false] {
        let ran = workspace.cargo("run --quiet -p inlined", is_ci);
        assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{}", ran.err);
    }
    // The types follow the schema, and a mistake in it is told where the macro stands.
    workspace.edit("inlined/schemas/pet.json", "$defs/Home", "$defs/Hone");
    let ran = workspace.cargo("check --quiet -p inlined", false);
    assert_ne!(ran.status, 0);
    assert!(ran.err.contains("pet.json") && ran.err.contains("src/main.rs:4"), "{}", ran.err);
}
