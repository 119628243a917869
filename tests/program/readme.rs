//! What the README shows is what happens.
//!
//! A block of the README is found by the line before it, which names what the block is.

use std::fs;

use crate::folder::{codegen, commit, read, root, write};
use crate::workspace::Workspace;

/// The code block that follows a line with this text.
#[track_caller]
pub(crate) fn block(label: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let Some((_, rest)) = readme.split_once(label) else { panic!("README has no {label}") };
    let (_, rest) = rest.split_once("\n```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    let (text, _) = rest.split_once("\n```").unwrap();
    format!("{text}\n")
}

#[test]
fn the_example_prints_what_the_readme_says() {
    let example = fs::read_to_string(root().join("generated/examples/decode.rs")).unwrap();
    assert_eq!(block("`generated/examples/decode.rs`:"), example);
    let workspace = Workspace::new();
    workspace.add_package("app", &block("In its `Cargo.toml`:").replace("../stytch-types/", "../"));
    workspace.write("app/src/main.rs", &example);
    assert_eq!(workspace.run_package("app"), block("It prints:"));
}

#[test]
fn a_changed_schema_is_told_about_as_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let mut files = read(&root().join("schemas"));
    files = files.into_iter().map(|(path, text)| (format!("schemas/{path}"), text)).collect();
    files.insert("codegen.toml".to_owned(), fs::read(root().join("codegen.toml")).unwrap());
    write(it, &files);
    commit(it);

    let schema = "schemas/stytch-api-session-v1-authenticationfactortype-schema.json";
    let before = String::from_utf8(files[schema].clone()).unwrap();
    let after = before.replace("\"otp\",\n", "\"otp\",\n    \"pigeon\",\n");
    assert_ne!(before, after);
    write(it, &[(schema.to_owned(), after.into())].into());
    let ran = codegen(it, "diff");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.out, block("cargo run -p codegen -- diff\n```\n\nIt prints:"));
}

#[test]
fn the_program_takes_schemas_of_other_people() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[("schemas/pet.json".to_owned(), block("`schemas/pet.json`:").into())].into(),
    );
    for line in block("From the command line:").lines() {
        let words = line.strip_prefix("cargo run -p codegen -- ").unwrap();
        let ran = codegen(folder.path(), words);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    assert!(read(folder.path()).contains_key("src/api/mod.rs"));
}

#[test]
fn a_build_script_takes_schemas_of_other_people() {
    let workspace = Workspace::new();
    workspace
        .add_package("pets", &block("does it. `Cargo.toml`:").replace("../stytch-types/", "../"));
    workspace.write("pets/schemas/pet.json", &block("`schemas/pet.json`:"));
    workspace.write("pets/build.rs", &block("`build.rs`:"));
    workspace.write("pets/src/main.rs", &block("`src/main.rs`:"));
    assert_eq!(workspace.run_package("pets"), block("`cargo run` prints:"));
}
