//! A checkout of JSON-Schema-Test-Suite: each group of tests is a schema with its documents.
//!
//! Input: a folder with `tests/draft*` and `remotes/`. Output: a [`Plan`]; each group's schema is
//! written to a file of its own. A schema that does not name its dialect gets the `$schema` of its
//! draft, unless the draft is the newest, which is what no `$schema` means.

use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Case, Plan, Schema, files_below, identifier, read, slashed, toml_string, write};
use crate::error::{Context, Result};

/// The drafts that the generator claims to know, with the URI that names each to a schema.
const DRAFTS: [(&str, &str); 5] = [
    ("draft4", "http://json-schema.org/draft-04/schema#"),
    ("draft6", "http://json-schema.org/draft-06/schema#"),
    ("draft7", "http://json-schema.org/draft-07/schema#"),
    ("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
    ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
];

const NEWEST: &str = "draft2020-12";

#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Box<RawValue>,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    description: String,
    data: Box<RawValue>,
    valid: bool,
}

/// Reads the suite at `path` and writes its schemas below `work`.
///
/// # Errors
///
/// Where a file cannot be read, written or understood.
pub fn load(path: &Path, work: &Path) -> Result<Plan> {
    let mut plan = Plan {
        suite: "json-schema-test-suite".to_owned(),
        config: config(path)?,
        ..Plan::default()
    };
    for (draft, uri) in DRAFTS {
        let folder = path.join("tests").join(draft);
        if !folder.is_dir() {
            continue;
        }
        let mut files = files_below(&folder, &["json"])?;
        files.sort_by_key(|file| (file.starts_with("optional"), file.clone()));
        for file in files {
            let text = read(&folder.join(&file))?;
            let groups: Vec<Group> =
                serde_json::from_str(&text).context(folder.join(&file).display())?;
            for (index, group) in groups.into_iter().enumerate() {
                add(&mut plan, work, (draft, uri), &slashed(&file), index, group)?;
            }
        }
    }
    Ok(plan)
}

fn config(path: &Path) -> Result<String> {
    let remotes = path.join("remotes");
    let remotes = remotes.canonicalize().context(remotes.display())?;
    Ok(format!(
        "implied_type = \"exact\"\n\n[uri_map]\n\"http://localhost:1234/\" = {}\n",
        toml_string(&remotes.to_string_lossy())
    ))
}

fn add(
    plan: &mut Plan,
    work: &Path,
    (draft, uri): (&str, &str),
    file: &str,
    index: usize,
    group: Group,
) -> Result<()> {
    let name = identifier(&format!("{draft} {} {index}", file.trim_end_matches(".json")));
    let path = work.join("schemas").join(format!("{}.json", &name[2..]));
    let text = if draft == NEWEST {
        group.schema.get().to_owned()
    } else {
        with_dialect(group.schema.get(), uri)
    };
    write(&path, &text)?;
    let schema = plan.schemas.len();
    plan.schemas.push(Schema {
        name,
        draft: Some(draft.to_owned()),
        file: file.to_owned(),
        group: Some(group.description),
        path,
        size: text.len(),
        shares: !["\"$id\"", "\"id\""].iter().any(|name| text.contains(name)),
    });
    plan.cases.extend(group.tests.into_iter().map(|test| Case {
        schema,
        test: test.description,
        valid: Some(test.valid),
        text: test.data.get().to_owned(),
    }));
    Ok(())
}

/// The text of a schema with `$schema` as its first member, unless it has one or is a boolean.
fn with_dialect(schema: &str, uri: &str) -> String {
    let named = serde_json::from_str(schema)
        .is_ok_and(|value: serde_json::Value| value.get("$schema").is_some());
    match schema.trim_start().strip_prefix('{') {
        Some(members) if !named => {
            let comma = if members.trim_start().starts_with('}') { "" } else { "," };
            format!("{{\"$schema\": \"{uri}\"{comma}{members}")
        }
        _ => schema.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::with_dialect;

    #[test]
    fn the_dialect_is_named_once_and_only_in_objects() {
        for (schema, expected) in [
            ("{}", "{\"$schema\": \"u\"}"),
            ("{ \"a\": 1.0}", "{\"$schema\": \"u\", \"a\": 1.0}"),
            ("{\"$schema\": \"v\"}", "{\"$schema\": \"v\"}"),
            ("true", "true"),
        ] {
            assert_eq!(with_dialect(schema, "u"), expected);
        }
    }
}
