//! What is printed for one shape of a schema each, so that a review of a printer sees what it does.
//!
//! A case is a folder of `tests/cases/printed`: `schema.json`; `codegen.toml`, where it takes more than
//! the defaults; `own.rs`, types of the program's own, which stand in the module `own_of_SHAPE`;
//! `documents.jsonl`, a document a line; and in `expected` the tree without its root and
//! its support code, and `documents.txt`, what the types say of each document. With `UPDATE=1` the
//! expectations are written instead.
//!
//! All trees are compiled in one crate, with the support code of all of them together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use codegen::internal::runtime::FRAGMENTS;
use serde_json::Value;

use crate::folder::{Files, codegen, read, renew, root, write};
use crate::workspace::Workspace;

const FOLDER: &str = "tests/cases/printed";

const MANIFEST: &str = r#"
[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"
"#;

const MAIN: &str = r#"
#![deny(warnings)]
#![allow(deprecated)]

#[allow(clippy::all, dead_code, unused)]
mod support;
MODULES

fn trip<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn main() {
    let documents: Vec<(String, String)> =
        serde_json::from_str(include_str!("documents.json")).unwrap();
    let results: Vec<_> = documents.iter().map(|(shape, text)| match shape.as_str() {
ARMS
        _ => panic!("{shape}"),
    }).collect();
    println!("{}", serde_json::to_string(&results).unwrap());
}
"#;

/// A shape and what is made of it.
struct Shape {
    /// The tree without its support code.
    tree: Files,
    /// That code.
    support: Files,
    /// The type of the schema.
    path: String,
    /// Types of the program's own.
    own: Option<Vec<u8>>,
    documents: Vec<String>,
}

impl Shape {
    fn of(case: &Files, name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |path: &str| String::from_utf8(case[path].clone()).unwrap();
        let options =
            if case.contains_key("codegen.toml") { file("codegen.toml") } else { String::new() };
        let inputs = [
            ("codegen.toml", format!("schemas = [\"schema.json\"]\nout = \"api\"\n{options}")),
            ("schema.json", file("schema.json")),
        ];
        let inputs = inputs.map(|(path, text)| (path.to_owned(), text.into_bytes()));
        write(folder.path(), &inputs.into());
        let ran = codegen(folder.path(), "generate");
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        let report = codegen(folder.path(), "inspect --format json").out;
        let report: Value = serde_json::from_str(&report).unwrap();
        let files = read(&folder.path().join("api")).into_iter();
        let files = files.filter(|(path, _)| path != ".codegen.json");
        let (support, tree) = files.partition(|(path, _)| path.starts_with("support/"));
        let documents = file("documents.jsonl").lines().map(str::to_owned).collect();
        let path = report["schemas"][0]["type"].as_str().unwrap().to_owned();
        Self { tree, support, path, own: case.get("own.rs").cloned(), documents }
    }
}

/// The shapes by the names of their folders.
fn shapes() -> BTreeMap<String, Shape> {
    let mut cases: BTreeMap<String, Files> = BTreeMap::new();
    for (path, bytes) in read(&root().join(FOLDER)) {
        let (name, file) = path.split_once('/').unwrap();
        cases.entry(name.to_owned()).or_default().insert(file.to_owned(), bytes);
    }
    cases.retain(|_, case| case.contains_key("schema.json"));
    cases.iter().map(|(name, case)| (name.clone(), Shape::of(case, name))).collect()
}

/// The support code of all trees.
fn support(shapes: &BTreeMap<String, Shape>) -> Files {
    let mut files = Files::new();
    let mut root = String::new();
    for shape in shapes.values() {
        files.extend(shape.support.clone());
    }
    let is_there = |name: &&str| files.contains_key(&format!("support/{name}.rs"));
    for name in FRAGMENTS.iter().map(|it| it.name).filter(is_there) {
        writeln!(root, "mod {name};\npub use {name}::*;").unwrap();
    }
    files.insert("support/mod.rs".to_owned(), root.into());
    files
}

/// What the types say of each document of their shapes: the text that they write, or the error.
fn results(shapes: &BTreeMap<String, Shape>) -> BTreeMap<String, Vec<Result<String, String>>> {
    let workspace = Workspace::new();
    workspace.add_package("printed", MANIFEST);
    let (mut modules, mut arms) = (String::new(), String::new());
    let mut files = support(shapes);
    for (name, shape) in shapes {
        let module = format!("of_{}", name.replace('-', "_"));
        writeln!(modules, "#[path = \"{name}/mod.rs\"]\nmod {module};").unwrap();
        if let Some(own) = &shape.own {
            let module = format!("own_{module}");
            writeln!(modules, "mod {module};").unwrap();
            files.insert(format!("{module}.rs"), own.clone());
        }
        writeln!(arms, "        {name:?} => trip::<{module}::{}>(text),", shape.path).unwrap();
        let tree = shape.tree.iter().map(|(path, text)| (format!("{name}/{path}"), text.clone()));
        files.extend(tree);
        files.insert(format!("{name}/support.rs"), "pub use crate::support::*;\n".into());
    }
    let documents: Vec<(&String, &String)> = shapes
        .iter()
        .flat_map(|(name, shape)| shape.documents.iter().map(move |text| (name, text)))
        .collect();
    files.insert("documents.json".to_owned(), serde_json::to_vec(&documents).unwrap());
    let main = MAIN.replace("MODULES", &modules).replace("ARMS", &arms);
    files.insert("main.rs".to_owned(), main.into());
    write(&workspace.folder.join("printed/src"), &files);
    let printed = workspace.run_package("printed");
    let results: Vec<Result<String, String>> = serde_json::from_str(&printed).unwrap();
    let mut by_shape: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for ((name, _), result) in documents.into_iter().zip(results) {
        by_shape.entry(name.clone()).or_default().push(result);
    }
    by_shape
}

/// A line for each document, and one for what became of it.
fn told(name: &str, shape: &Shape, results: &[Result<String, String>]) -> String {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let told = shape.documents.iter().zip(results).map(|(document, result)| match result {
        Ok(written) => {
            assert_eq!(value(written), value(document), "{name}");
            format!("{document}\n    as it was\n")
        }
        Err(error) => format!("{document}\n    {error}\n"),
    });
    told.collect()
}

#[test]
fn each_shape_is_printed_as_it_was_and_says_the_same_of_its_documents() {
    let shapes = shapes();
    assert!(shapes.len() >= 40, "{}", shapes.len());
    let results = results(&shapes);
    for (name, shape) in &shapes {
        let results = &results[name];
        assert!(results.iter().any(Result::is_ok), "{name}: no document is accepted");
        assert!(results.iter().any(Result::is_err), "{name}: no document is refused");
        let mut made = shape.tree.clone();
        made.remove("mod.rs");
        made.insert("documents.txt".to_owned(), told(name, shape, results).into());
        let folder = root().join(FOLDER).join(name).join("expected");
        if std::env::var_os("UPDATE").is_some() {
            renew(&folder, &made);
        }
        let expected = read(&folder);
        assert!(expected.keys().eq(made.keys()), "{name}: {:?}", made.keys());
        for (path, text) in made {
            let [text, expected] = [&text, &expected[&path]].map(|it| String::from_utf8_lossy(it));
            assert!(
                text == expected,
                "{name}/expected/{path} differs, UPDATE=1 writes it anew:\n{}",
                similar::TextDiff::from_lines(&expected, &text).unified_diff()
            );
        }
    }
}

/// The lines that are only in one of two texts.
fn changed(before: &[u8], after: &[u8]) -> usize {
    let [before, after] = [before, after].map(String::from_utf8_lossy);
    let diff = similar::TextDiff::from_lines(&before, &after);
    diff.iter_all_changes().filter(|it| it.tag() != similar::ChangeTag::Equal).count()
}

#[test]
fn a_member_more_changes_two_lines_of_the_types() {
    let mut case = read(&root().join(FOLDER).join("struct-of-many-members"));
    let before = Shape::of(&case, "before").tree;
    let mut schema: Value = serde_json::from_slice(&case["schema.json"]).unwrap();
    let members = schema["properties"].as_object_mut().unwrap();
    let mut others: Vec<_> = std::mem::take(members).into_iter().collect();
    assert_eq!(others.len(), 27);
    let another = serde_json::json!({ "type": "string", "description": "One more." });
    others.insert(1, ("line_01_more".to_owned(), another));
    members.extend(others);
    case.insert("schema.json".to_owned(), schema.to_string().into_bytes());
    let after = Shape::of(&case, "after").tree;
    assert!(before.keys().eq(after.keys()));
    let changed = |path: &str| changed(&before[path], &after[path]);
    assert_eq!(changed("schema.rs"), 2, "its documentation and its field");
}
