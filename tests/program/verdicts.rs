//! Generated types against their schemas: what a schema accepts comes back as it was, and what it
//! refuses is refused with the reason.
//!
//! A case is a file of a folder of `tests/cases/`: `schema`, the documents to `accept`, and those to
//! `refuse`, each with words of the error. Documents are JSON text, since a number that is parsed
//! may not be the number that was written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::folder::{codegen, root};
use crate::workspace::Workspace;

/// What the types that are tried depend on.
const MANIFEST: &str = r#"
[dependencies]
serde = "1"
serde_json = { version = "1", features = ["FEATURE"] }
"#;

/// Reads documents as types and writes them again.
const MAIN: &str = r#"
#![deny(warnings)]

mod tree;

fn trip<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn main() {
    let cases: Vec<(String, String)> = serde_json::from_str(include_str!("cases.json")).unwrap();
    let results: Vec<_> = cases.iter().map(|(name, text)| match name.as_str() {
ARMS
        _ => panic!("{name}"),
    }).collect();
    println!("{}", serde_json::to_string(&results).unwrap());
}
"#;

#[derive(Deserialize)]
struct Case {
    schema: Value,
    accept: Vec<String>,
    refuse: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Inspection {
    schemas: Vec<Inspected>,
}

#[derive(Deserialize)]
struct Inspected {
    file: String,
    r#type: String,
}

/// A folder of cases and how it is tried.
struct Trial {
    package: &'static str,
    folder: &'static str,
    /// The configuration.
    config: &'static str,
    /// The feature of serde_json that the package asks for.
    feature: &'static str,
}

const NATIVE: Trial = Trial {
    package: "verdicts",
    folder: "verdicts",
    config: "implied_type = \"exact\"\n",
    feature: "float_roundtrip",
};

type Cases = BTreeMap<String, Case>;
type Results = BTreeMap<(String, String), Result<String, String>>;

impl Trial {
    fn cases(&self) -> Cases {
        let files = fs::read_dir(root().join("tests/cases").join(self.folder)).unwrap();
        let case = |file: fs::DirEntry| {
            let name = file.path().file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_str(&fs::read_to_string(file.path()).unwrap()).unwrap())
        };
        files.map(|file| case(file.unwrap())).collect()
    }

    /// What the generated types say of each document: the text that they write, or the error.
    fn results(&self, cases: &Cases) -> Results {
        let Self { package, config, feature, .. } = *self;
        let workspace = Workspace::new();
        workspace.add_package(package, &MANIFEST.replace("FEATURE", feature));
        let mut documents = Vec::new();
        for (name, case) in cases {
            workspace.write(&format!("{package}/schemas/{name}.json"), &case.schema.to_string());
            let texts = case.accept.iter().chain(case.refuse.keys());
            documents.extend(texts.map(|text| (name.clone(), text.clone())));
        }
        let texts = serde_json::to_string(&documents).unwrap();
        workspace.write(&format!("{package}/src/cases.json"), &texts);
        workspace.write(&format!("{package}/codegen.toml"), config);
        let options = format!(
            "--config {package}/codegen.toml --schemas {package}/schemas --out {package}/src/tree"
        );
        let ran = codegen(&workspace.folder, &format!("generate {options}"));
        assert_eq!(ran.status, 0, "{}", ran.err);
        let inspected = codegen(&workspace.folder, &format!("inspect --format json {options}")).out;
        let arms = arms(&serde_json::from_str(&inspected).unwrap());
        workspace.write(&format!("{package}/src/main.rs"), &MAIN.replace("ARMS", &arms));
        let printed = workspace.run_package(package);
        let results: Vec<Result<String, String>> = serde_json::from_str(&printed).unwrap();
        documents.into_iter().zip(results).collect()
    }

    /// Holds the cases; `is_kept` says whether the second text keeps what the first one says.
    #[track_caller]
    fn hold(&self, is_kept: fn(&str, &str) -> bool) {
        let cases = self.cases();
        for ((name, text), result) in self.results(&cases) {
            match (cases[&name].refuse.get(&text), result) {
                (None, Ok(written)) => {
                    assert!(is_kept(&text, &written), "{name}: {text} became {written}");
                }
                (None, Err(error)) => panic!("{name}: {text} was refused: {error}"),
                (Some(_), Ok(written)) => {
                    panic!("{name}: {text} was accepted and became {written}");
                }
                (Some(why), Err(error)) => assert!(error.contains(why), "{name}: {text}: {error}"),
            }
        }
    }
}

fn arms(inspected: &Inspection) -> String {
    inspected.schemas.iter().fold(String::new(), |mut arms, it| {
        let name = it.file.rsplit('/').next().unwrap().trim_end_matches(".json");
        let _ = writeln!(arms, "        {name:?} => trip::<tree::{}>(text),", it.r#type);
        arms
    })
}

fn is_same_json(a: &str, b: &str) -> bool {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    same(&value(a), &value(b))
}

#[test]
fn types_accept_what_their_schemas_accept_and_change_none_of_it() {
    NATIVE.hold(is_same_json);
}

#[test]
fn they_do_so_where_another_crate_has_serde_json_keep_numbers_as_text() {
    let kept = Trial { package: "kept", feature: "arbitrary_precision", ..NATIVE };
    kept.hold(is_same_json);
}

#[test]
fn exact_numbers_come_back_digit_by_digit() {
    let exact = Trial {
        package: "exact",
        folder: "exact-verdicts",
        config: "numbers = \"exact\"\nbig_integers = [\"numbers.json#/*/big*\"]\n",
        feature: "arbitrary_precision",
    };
    exact.hold(|a, b| a == b);
}

/// Equality as JSON Schema has it: `1.0` is `1`.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || (whole(a).is_some() && whole(a) == whole(b))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let has = |(name, a): (&String, &Value)| b.get(name).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(has)
        }
        _ => a == b,
    }
}

/// A number without fraction, exact.
fn whole(number: &serde_json::Number) -> Option<i128> {
    let integer = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    let float = number.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < 1e38);
    integer.or(float.map(|it| it as i128))
}
