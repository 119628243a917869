//! The ways into a crate that has nothing but schemas: `src/api`, `OUT_DIR`, and the macro, in each edition.

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
        "//! Reads a pet.\n#![deny(warnings, missing_docs, unreachable_pub, unused)]\n\n{declaration}\n\n\
         fn main() {{\n    let text = r#\"{{\"name\":\"Rex\",\"home\":{{\"city\":\"Oslo\"}}}}\"#;\n    \
         let pet: {module}::pet::Pet = serde_json::from_str(text).unwrap();\n    \
         println!(\"{{}}\", serde_json::to_string(&pet).unwrap());\n    \
         let error = serde_json::from_str::<{module}::pet::Pet>(\"{{}}\").unwrap_err();\n    \
         println!(\"{{error}}\");\n}}\n"
    )
}

const PRINTED: &str = "{\"name\":\"Rex\",\"home\":{\"city\":\"Oslo\"}}\n\
    expected property \"name\", found an object without it (required, pet.json#) at line 1 column 2\n";

const EDITIONS: [&str; 3] = ["2018", "2021", "2024"];

const BUILD: &str =
    "[build-dependencies]\ncodegen = { path = \"../codegen\", default-features = false }\n";

/// A crate of each edition whose build script calls these methods, and which has this declaration. Each is
/// built twice; the first time in CI, if that is so.
fn assert_built(workspace: &Workspace, name: &str, calls: &str, declaration: &str, ci: [bool; 2]) {
    let script = format!(
        "fn main() -> Result<(), codegen::build_script::Failed> {{\n    \
         codegen::Config::new().schemas(\"schemas\"){calls}.build()\n}}\n"
    );
    for edition in EDITIONS {
        let name = format!("{name}_{edition}");
        workspace.add_package_of(&name, edition, &format!("{DEPENDENCIES}\n{BUILD}"));
        workspace.write(&format!("{name}/schemas/pet.json"), SCHEMA);
        workspace.write(&format!("{name}/build.rs"), &script);
        workspace.write(&format!("{name}/src/main.rs"), &main_of(declaration, "api"));
    }
    for is_ci in ci {
        for edition in EDITIONS {
            let ran = workspace.cargo(&format!("run --quiet -p {name}_{edition}"), is_ci);
            assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{edition}: {}", ran.err);
        }
    }
}

#[test]
fn a_build_script_generates_beside_the_code() {
    let workspace = Workspace::new();
    // In CI nothing is written, and what is there must be right.
    assert_built(&workspace, "beside", ".out(\"src/api\")", "mod api;", [false, true]);
    workspace.edit("beside_2021/schemas/pet.json", "\"minLength\": 1", "\"minLength\": 2");
    let ran = workspace.cargo("run --quiet -p beside_2021", true);
    assert!(ran.status != 0 && ran.err.contains("src/api"), "{}", ran.err);
}

#[test]
fn a_build_script_generates_below_out_dir() {
    let workspace = Workspace::new();
    let include = "include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));";
    assert_built(&workspace, "below", ".out(\"api\").out_dir()", include, [true, false]);
    // A new member, and a build in CI, which compares nothing.
    workspace.edit(
        "below_2024/schemas/pet.json",
        "\"name\": {",
        "\"tail\": { \"const\": 1 }, \"name\": {",
    );
    workspace.edit(
        "below_2024/src/main.rs",
        "&pet).unwrap());",
        "&pet).unwrap());\n    let _ = pet.tail;",
    );
    let ran = workspace.cargo("run --quiet -p below_2024", true);
    assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{}", ran.err);
    assert_eq!(workspace.read("below_2024/src/api/mod.rs"), None);
}

#[test]
fn a_macro_declares_the_types_where_it_stands() {
    let workspace = Workspace::new();
    let own = "codegen_macro = { path = \"../codegen_macro\" }\n";
    let include = "codegen_macro::include_schemas!(\"schemas\");";
    for edition in EDITIONS {
        let name = format!("inlined_{edition}");
        workspace.add_package_of(&name, edition, &format!("{DEPENDENCIES}{own}"));
        workspace.write(&format!("{name}/schemas/pet.json"), SCHEMA);
        workspace.write(&format!("{name}/src/main.rs"), &main_of(include, "schemas"));
        for is_ci in [true, false] {
            let ran = workspace.cargo(&format!("run --quiet -p {name}"), is_ci);
            assert_eq!((ran.status, ran.out.as_str()), (0, PRINTED), "{edition}: {}", ran.err);
        }
    }
    // The types follow the schema, and a mistake in it is told where the macro stands.
    workspace.edit("inlined_2024/schemas/pet.json", "$defs/Home", "$defs/Hone");
    let ran = workspace.cargo("check --quiet -p inlined_2024", false);
    assert_ne!(ran.status, 0);
    assert!(ran.err.contains("pet.json") && ran.err.contains("src/main.rs:4"), "{}", ran.err);
}
