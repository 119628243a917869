//! A generator in a few lines that accepts every document: what the runner is tested with.
//!
//! A schema may ask for a fault with `"fault": NAME`, to see that the runner reports it.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |flag: &str| {
        let pairs = arguments.iter().zip(arguments.iter().skip(1));
        pairs.filter(|(name, _)| *name == flag).map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let inputs = files(&after("--schemas"))?;
    match (arguments.first().map(String::as_str), after("--out").first()) {
        (Some("generate"), Some(out)) => generate(&inputs, Path::new(out)),
        (Some("check"), _) => check(&inputs),
        (Some("inspect"), _) => inspect(&inputs),
        _ => Err("usage: fake-codegen generate --out DIR | inspect".into()),
    }
}

/// Each file with its schema, folders taken apart.
fn files(inputs: &[String]) -> Result<Vec<(PathBuf, Value)>> {
    let mut files = Vec::new();
    for input in inputs.iter().map(PathBuf::from) {
        if input.is_dir() {
            for entry in std::fs::read_dir(&input)? {
                files.push(entry?.path());
            }
        } else {
            files.push(input);
        }
    }
    files.sort();
    let read = |path: PathBuf| Ok((path.clone(), serde_json::from_slice(&std::fs::read(path)?)?));
    files.into_iter().map(read).collect()
}

fn generate(inputs: &[(PathBuf, Value)], out: &Path) -> Result<()> {
    let mut text = String::new();
    for (index, (_, schema)) in inputs.iter().enumerate() {
        text.push_str(&item(index, schema["fault"].as_str().unwrap_or_default())?);
    }
    std::fs::create_dir_all(out)?;
    let path = out.join("mod.rs");
    if std::fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    Ok(std::fs::write(path, text)?)
}

fn check(inputs: &[(PathBuf, Value)]) -> Result<()> {
    let drift = inputs.iter().any(|(_, schema)| schema["fault"] == "drift");
    if drift { Err("drift".into()) } else { Ok(()) }
}

fn item(index: usize, fault: &str) -> Result<String> {
    let body = match fault {
        "generate" => return Err("schema.json:/: this is not supported".into()),
        "missing" => return Err("error[R002]: a reference leads nowhere".into()),
        "reach" => return Err("error[R009]: the references have too many meanings".into()),
        "compile" => return Ok(format!("pub type Root{index} = DoesNotExist;\n")),
        "impl" => return Ok(format!("pub struct Root{index};\n")),
        "warning" => "let unused = 1; serde_json::Value::deserialize(from).map(Self)",
        "refuse" => "let _ = from; Err(serde::de::Error::custom(\"refused\"))",
        "panic" => "let _ = from; panic!(\"the types panicked\")",
        "hang" => "let _ = from; loop { std::thread::sleep(std::time::Duration::from_secs(1)) }",
        "overflow" => {
            "fn deep(n: u64) -> u64 { if n == u64::MAX { 0 } else { std::hint::black_box(deep(n + 1)) + 1 } } let _ = from; deep(0); Ok(Self(serde_json::Value::Null))"
        }
        "lose" => "serde_json::Value::deserialize(from)?; Ok(Self(serde_json::Value::Null))",
        "link" => {
            "unsafe extern \"C\" { safe fn does_not_exist(); } does_not_exist(); serde_json::Value::deserialize(from).map(Self)"
        }
        "leak" => "serde_json::Value::deserialize(from).map(Self)",
        "borrow" => "<&str>::deserialize(from).map(|text| Self(text.into()))",
        "fields" => return Ok(fields(index)),
        _ => return Ok(format!("pub type Root{index} = serde_json::Value;\n")),
    };
    Ok(format!(
        "#[derive(Debug, serde::Serialize)]\npub struct Root{index}(serde_json::Value);\n\
         impl<'de> serde::Deserialize<'de> for Root{index} {{\n\
         fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {{ {body} }}\n}}\n"
    ))
}

/// A type with a field for `kept`, a union of its own for `either`, and a map for the rest.
fn fields(index: usize) -> String {
    format!(
        "#[derive(Debug, serde::Deserialize, serde::Serialize)]
pub struct Root{index} {{
    pub kept: String,
    pub either: Vec<Either{index}>,
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}}
#[derive(Debug, serde::Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum Either{index} {{ Text(String), Any(serde_json::Value) }}
"
    )
}

fn inspect(inputs: &[(PathBuf, Value)]) -> Result<()> {
    let schema = |(index, (path, schema)): (usize, &(PathBuf, Value))| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let root = (schema["fault"] != "null").then(|| format!("Root{index}"));
        json!({ "file": name, "id": null, "title": null, "dialect": null, "type": root })
    };
    let schemas: Vec<Value> = inputs.iter().enumerate().map(schema).collect();
    let needed = [("serde", json!(["derive"])), ("serde_json", json!([]))];
    let dependency =
        |(name, features)| json!({ "name": name, "version": "1", "features": features });
    let value = json!({ "schemas": schemas, "types": [], "dependencies": needed.map(dependency), "ledger": [] });
    Ok(writeln!(std::io::stdout(), "{value}")?)
}
