//! Prints what typify makes of a folder of schemas, for comparison with the trees of this package.
//!
//! The schemas are put into one document first, and each `$ref` to `#/components/schemas/NAME` made
//! one to the definition NAME of it, since typify resolves no others. The types are the plain output
//! of typify with its own derives.
//!
//! ```sh
//! cargo run --release -p codegen --example typify_output -- schemas > types.rs
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use schemars::schema::{RootSchema, Schema};
use serde_json::{Value, json};
use typify::{TypeSpace, TypeSpaceSettings};

/// What the identifiers of the schemas start with.
const PREFIX: &str = "#/components/schemas/";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: typify_output FOLDER")?;
    let document = json!({ "definitions": definitions(Path::new(&folder))? });
    let root: RootSchema = serde_json::from_value(document)?;
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_ref_types(root.definitions)?;
    let text = prettyplease::unparse(&syn::parse2(space.to_stream())?);
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

/// The schemas of a folder by name, as definitions of one document.
fn definitions(folder: &Path) -> Result<BTreeMap<String, Value>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    paths.sort();
    let mut definitions = BTreeMap::new();
    for path in paths {
        let mut schema: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        make_local(&mut schema);
        let members = schema.as_object_mut().ok_or("a schema that is no object")?;
        members.remove("$schema");
        let id = members.remove("$id");
        let name = id.as_ref().and_then(Value::as_str).and_then(|id| id.strip_prefix(PREFIX));
        // A schema that others do not refer to may have any address.
        let stem = path.file_stem().map(|it| it.to_string_lossy().replace('-', "_"));
        let name = name.map(str::to_owned).or(stem).unwrap_or_default();
        definitions.insert(name, schema);
    }
    // What is no schema of draft 7 would fail later without its name.
    for (name, schema) in &definitions {
        serde_json::from_value::<Schema>(schema.clone()).map_err(|it| format!("{name}: {it}"))?;
    }
    Ok(definitions)
}

fn make_local(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get_mut("$ref")
                && let Some(name) = target.strip_prefix(PREFIX)
            {
                *target = format!("#/definitions/{name}");
            }
            members.values_mut().for_each(make_local);
        }
        Value::Array(items) => items.iter_mut().for_each(make_local),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
