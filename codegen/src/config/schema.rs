//! The JSON Schema of `codegen.toml`, by which editors complete and check it.
//!
//! Input: the fields of [`Config`] and what their documentation says. Output: a text. What the
//! configuration reads in a way of its own is described here.

use schemars::JsonSchema;
use schemars::r#gen::{SchemaGenerator, SchemaSettings};
use schemars::schema::{InstanceType, ObjectValidation, Schema, SchemaObject};
use serde_json::json;

use super::Config;
use super::formats::{CHOICES, EVERY, Library, choices};
use crate::diagnostic::Code;
use crate::runtime;

/// The schema as a text.
#[must_use]
pub fn schema() -> String {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Config>();
    let metadata = schema.schema.metadata();
    metadata.title = Some("codegen.toml".to_owned());
    metadata.description = Some("What codegen generates from JSON Schemas, and how.".to_owned());
    let keys = schema.schema.object();
    // No key has to be there, and what a key is without being there is said in words: how the
    // configuration is kept is not how it is written.
    keys.required.clear();
    for (name, key) in &mut keys.properties {
        let Schema::Object(key) = key else { continue };
        let metadata = key.metadata();
        metadata.write_only = false;
        metadata.default = DEFAULTS.iter().find(|it| it.0 == name).map(|it| json!(it.1));
    }
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    // Links within the documentation of the library.
    text.replace("[`", "`").replace("`]", "`") + "\n"
}

/// The defaults that are words.
const DEFAULTS: [(&str, &str); 11] = [
    ("schemas", "schemas"),
    ("out", "src/generated"),
    ("support", "own"),
    ("unresolved", "error"),
    ("implied_type", "object"),
    ("newtypes", "scalars"),
    ("numbers", "native"),
    ("unknown_members", "keep"),
    ("duplicate_members", "refuse"),
    ("secrets", "..."),
    ("dialect", "2020-12"),
];

/// One text, or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it stands for what is read otherwise")]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn words(words: impl Iterator<Item = &'static str>) -> Schema {
    Schema::Object(SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        enum_values: Some(words.map(|it| json!(it)).collect()),
        ..SchemaObject::default()
    })
}

/// For each format what it can be.
pub(super) fn formats(_: &mut SchemaGenerator) -> Schema {
    let names = CHOICES.iter().map(|(name, _)| *name);
    let names = names.chain(runtime::CHECKED.iter().map(|it| it.name)).chain([EVERY]);
    let choices = |name| words(choices(name).into_iter().map(Library::name));
    let properties = names.map(|name| (name.to_owned(), choices(name)));
    Schema::Object(SchemaObject {
        instance_type: Some(InstanceType::Object.into()),
        object: Some(Box::new(ObjectValidation {
            properties: properties.collect(),
            additional_properties: Some(Box::new(Schema::Bool(false))),
            ..ObjectValidation::default()
        })),
        ..SchemaObject::default()
    })
}

/// The codes of findings.
pub(super) fn code(_: &mut SchemaGenerator) -> Schema {
    words(Code::ALL.iter().map(|it| it.as_str()))
}
