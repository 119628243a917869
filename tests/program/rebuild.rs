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
    assert_eq!(app(&workspace, &enum_value), "pigeon\n");
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
    assert!(error.starts_with("/added: expected a boolean, found 1 (type, "), "{error}");
    assert_eq!(workspace.check().status, 0);

    // Added.
    let schema = "{ \"$id\": \"#/components/schemas/api_added_v1_Thing\", \"type\": \"object\" }";
    workspace.write("schemas/added.json", schema);
    let ran = workspace.check();
    assert!(ran.status == 1 && ran.out.contains("added/v1.rs"), "{}", ran.out);
    let thing = "serde_json::from_str::<generated::added::v1::Thing>(\"{}\").is_ok()";
    assert_eq!(app(&workspace, thing), "true\n");
    assert_eq!(workspace.check().status, 0);

    // An enum that is not declared open refuses what it does not know.
    let open = format!("    \"{FACTOR_TYPE}\",\n");
    workspace.edit("codegen.toml", &open, "");
    assert_eq!(workspace.check().status, 1);
    let refused = app(&workspace, &enum_value);
    assert!(refused.contains("expected one of magic_link, otp"), "{refused}");
    workspace.edit("codegen.toml", "open_enums = [\n", &format!("open_enums = [\n{open}"));

    // Deleted, and the edit undone.
    std::fs::remove_file(workspace.folder.join("schemas/added.json")).unwrap();
    workspace.edit(SCHEMA, " \"added\": { \"type\": \"boolean\" },", "");
    let ran = workspace.check();
    assert!(ran.status == 1 && ran.out.contains("added/v1.rs"), "{}", ran.out);
    assert_eq!(app(&workspace, &enum_value), "pigeon\n");
    assert_eq!(here(), committed());
}

/// A package with a build script, and the code that it has generated once.
fn package_with_a_build_script(workspace: &Workspace) {
    workspace.add_package(
        "scripted",
        "[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\n[build-dependencies]\n\
         codegen = { path = \"../codegen\", default-features = false }\n",
    );
    workspace.write(
        "scripted/build.rs",
        "fn main() -> Result<(), codegen::build_script::Failed> {\n    \
         codegen::Config::new().out(\"src/api\").build()\n}\n",
    );
    workspace.write("scripted/src/lib.rs", "pub mod api;\n");
    workspace.write("scripted/schemas/a.json", r#"{ "properties": { "old": {} } }"#);
    let ran = workspace.cargo("build -p scripted", false);
    assert_eq!(ran.status, 0, "{}", ran.err);
    workspace.write("scripted/schemas/a.json", r#"{ "properties": { "new": {} } }"#);
}

#[test]
fn a_package_of_others_is_compiled_as_it_is() {
    let workspace = Workspace::new();
    package_with_a_build_script(&workspace);
    let before = read(&workspace.folder.join("scripted"));
    for marker in [".cargo-checksum.json", ".cargo_vcs_info.json", ".cargo-ok"] {
        let path = format!("scripted/{marker}");
        workspace.write(&path, "{}");
        let ran = workspace.cargo("build -p scripted", true);
        assert_eq!(ran.status, 0, "{marker}: {}", ran.err);
        std::fs::remove_file(workspace.folder.join(path)).unwrap();
        assert_eq!(read(&workspace.folder.join("scripted")), before, "{marker}");
        // The next build has to look again.
        workspace.edit("scripted/build.rs", "fn main", "\nfn main");
        workspace.edit("scripted/build.rs", "\nfn main", "fn main");
    }
    assert_eq!(workspace.cargo("build -p scripted", false).status, 0);
    assert_ne!(read(&workspace.folder.join("scripted")), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_compiled_as_it_is() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let workspace = Workspace::new();
    package_with_a_build_script(&workspace);
    let api = workspace.folder.join("scripted/src/api");
    let before = read(&api);
    let set = |mode| set_permissions(&api, Permissions::from_mode(mode)).unwrap();
    set(0o555);
    if std::fs::write(api.join("probe"), "").is_ok() {
        println!("this user may write everywhere: nothing is tried");
        std::fs::remove_file(api.join("probe")).unwrap();
        return set(0o755);
    }
    let ran = workspace.cargo("build -p scripted", false);
    set(0o755);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("the generated code is out of date and stays so"), "{}", ran.err);
    assert_eq!(read(&api), before);
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
