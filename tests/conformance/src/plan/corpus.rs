//! A corpus of real schemas and documents: `schemas/` and `cases.jsonl`.
//!
//! Input: a folder with both. Output: a [`Plan`] with every schema, those without documents too,
//! since their code must compile all the same. References by the addresses of SchemaStore stay
//! within the folder.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Case, Plan, folder, read, toml_string};
use crate::error::{Context, Error, Result};

/// Under which addresses the schemas of the folder refer to each other.
const ADDRESSES: [&str; 4] = [
    "https://json.schemastore.org/",
    "http://json.schemastore.org/",
    "https://www.schemastore.org/",
    "http://www.schemastore.org/",
];

#[derive(Deserialize)]
struct Line {
    schema: String,
    valid: Option<bool>,
    source: Option<String>,
    instance: Box<RawValue>,
}

/// Reads the corpus at `path`.
///
/// # Errors
///
/// Where a file cannot be read or understood, or a document names no schema of the corpus.
pub fn load(path: &Path) -> Result<Plan> {
    let folder = path.join("schemas");
    let mut plan = Plan {
        suite: "schemastore".to_owned(),
        config: config(&folder)?,
        schemas: folder::schemas(&folder)?,
        folder: Some(folder),
        cases: Vec::new(),
    };
    plan.cases = documents(&plan, &path.join("cases.jsonl"))?;
    Ok(plan)
}

/// Reads documents from a file with one JSON object a line: `schema`, `instance`, and perhaps
/// `valid` and `source`.
///
/// # Errors
///
/// Where the file cannot be read or understood, or names a schema that the plan has not.
pub fn documents(plan: &Plan, path: &Path) -> Result<Vec<Case>> {
    let index: BTreeMap<&str, usize> = plan
        .schemas
        .iter()
        .enumerate()
        .map(|(index, schema)| (schema.file.as_str(), index))
        .collect();
    let mut cases = Vec::new();
    for (number, line) in read(path)?.lines().enumerate() {
        let place = format!("{}:{}", path.display(), number + 1);
        let line: Line = serde_json::from_str(line).context(&place)?;
        let Some(&schema) = index.get(line.schema.as_str()) else {
            return Err(Error::new(format!("{place}: no schema {}", line.schema)));
        };
        cases.push(Case {
            schema,
            test: line.source.unwrap_or_else(|| format!("line {}", number + 1)),
            valid: line.valid,
            text: line.instance.get().to_owned(),
        });
    }
    cases.sort_by_key(|case| case.schema);
    Ok(cases)
}

/// The configuration for the schemas in `folder`, which stays within it.
///
/// # Errors
///
/// Where there is no such folder.
pub fn config(folder: &Path) -> Result<String> {
    let folder = folder.canonicalize().context(folder.display())?;
    let folder = toml_string(&folder.to_string_lossy());
    let map: String =
        ADDRESSES.iter().map(|address| format!("\"{address}\" = {folder}\n")).collect();
    Ok(format!("implied_type = \"exact\"\nunresolved = \"opaque\"\n\n[uri_map]\n{map}"))
}
