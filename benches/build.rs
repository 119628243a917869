//! Makes the module `api` of the rows' schemas, and typify's types of each in a file of its own.

#[allow(dead_code)]
#[path = "rows.rs"]
mod rows;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use typify::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rows.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no folder")?);
    let schemas = out.join("schemas");
    fs::create_dir_all(&schemas)?;
    for row in rows::ROWS {
        let schema = (row.schema)();
        let file = schemas.join(format!("{}.json", row.name));
        fs::write(file, serde_json::to_string_pretty(&schema)?)?;
        fs::write(out.join(format!("{}.rs", row.name)), typify(row.name, schema)?)?;
    }
    generate(&schemas)
}

fn generate(schemas: &Path) -> Result<(), Box<dyn Error>> {
    let schemas = schemas.to_str().ok_or("a folder without a text")?;
    Ok(codegen::Config::new().schemas(schemas).out("api").out_dir().build()?)
}

/// The types that typify makes. Those of a thousand members would take the compiler over ten minutes.
fn typify(name: &str, mut schema: Value) -> Result<String, Box<dyn Error>> {
    if schema["properties"].as_object().is_some_and(|it| it.len() > 500) {
        return Ok(String::new());
    }
    schema["title"] = name.into();
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    types.add_root_schema(serde_json::from_value(schema)?)?;
    Ok(prettyplease::unparse(&syn::parse2(types.to_stream())?))
}
