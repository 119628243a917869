//! Any folder of schemas, with documents beside them or none.
//!
//! Input: a folder, and perhaps documents: a file with one JSON object a line, or a folder that has
//! `NAME.json`, or `NAME/*.json`, for the schema `NAME.json`. Output: a [`Plan`]. Where no verdict
//! is given, the document counts as valid.

use std::path::{Path, PathBuf};

use super::{Case, Plan, Schema, corpus, files_below, identifier, read, slashed};
use crate::error::{Context, Error, Result};

/// Reads the schemas at `path` and the documents at `documents`.
///
/// # Errors
///
/// Where a file cannot be read or understood.
pub fn load(path: &Path, documents: Option<&Path>) -> Result<Plan> {
    let suite = path
        .file_name()
        .map_or_else(|| "folder".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut plan = Plan {
        suite,
        config: "implied_type = \"exact\"\n".to_owned(),
        folder: Some(path.canonicalize().context(path.display())?),
        schemas: schemas(path)?,
        cases: Vec::new(),
    };
    plan.cases = match documents {
        None => Vec::new(),
        Some(file) if file.is_file() => corpus::documents(&plan, file)?,
        Some(folder) => beside(&plan, folder)?,
    };
    for case in &mut plan.cases {
        case.valid = case.valid.or(Some(true));
    }
    Ok(plan)
}

/// The schemas below `folder`.
///
/// # Errors
///
/// Where the folder cannot be read or has no schema.
pub fn schemas(folder: &Path) -> Result<Vec<Schema>> {
    let root = folder.canonicalize().context(folder.display())?;
    let files = files_below(&root, &["json", "yaml", "yml"])?;
    if files.is_empty() {
        return Err(Error::new(format!("no schema in {}", folder.display())));
    }
    let schema = |file: PathBuf| {
        let path = root.join(&file);
        let size = path.metadata().map_or(0, |found| found.len());
        Schema {
            name: identifier(&slashed(&file.with_extension(""))),
            draft: None,
            file: slashed(&file),
            group: None,
            path,
            size: usize::try_from(size).unwrap_or(usize::MAX),
            shares: false,
        }
    };
    let mut schemas: Vec<Schema> = files.into_iter().map(schema).collect();
    number_namesakes(&mut schemas);
    Ok(schemas)
}

/// Two files such as `a-b.json` and `a.b.json` make the same identifier: the later gets a number.
fn number_namesakes(schemas: &mut [Schema]) {
    let mut seen = std::collections::BTreeSet::new();
    for schema in schemas {
        let plain = schema.name.clone();
        let mut number = 2;
        while !seen.insert(schema.name.clone()) {
            schema.name = format!("{plain}_{number}");
            number += 1;
        }
    }
}

fn beside(plan: &Plan, folder: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for file in files_below(folder, &["json"])? {
        let name = slashed(&file);
        let belongs = |schema: &Schema| {
            let stem = slashed(&PathBuf::from(&schema.file).with_extension(""));
            name == format!("{stem}.json") || name.starts_with(&format!("{stem}/"))
        };
        let Some(schema) = plan.schemas.iter().position(belongs) else {
            return Err(Error::new(format!("no schema for the document {name}")));
        };
        cases.push(Case { schema, text: read(&folder.join(&file))?, test: name, valid: None });
    }
    cases.sort_by_key(|case| case.schema);
    Ok(cases)
}
