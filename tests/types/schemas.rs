//! The schemas as data: by name, with their references followed.
//!
//! Only what the schemas of this repository use is known here: `type`, `properties`, `required`,
//! `items`, `additionalProperties`, `enum`, `format` and references by name. A test fails if a schema
//! uses another keyword, so that nothing of it goes untested in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::Config;
use codegen::internal::files::Disk;
use codegen::internal::pipeline;
use serde_json::{Map, Value, json};

const PREFIX: &str = "#/components/schemas/";

/// The schemas of the repository.
pub(crate) struct Schemas {
    by_name: BTreeMap<String, Value>,
    /// Names by file.
    files: BTreeMap<String, String>,
    /// Type paths and names, in the order of the files.
    roots: Vec<(String, String)>,
}

/// A schema that makes a type.
#[derive(Clone, Copy)]
pub(crate) struct Root<'a> {
    pub(crate) path: &'a str,
    pub(crate) name: &'a str,
    pub(crate) schema: &'a Value,
}

/// A place in a document, and the schema that describes it.
pub(crate) struct Place<'a> {
    pub(crate) pointer: String,
    pub(crate) schema: &'a Value,
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Schemas {
    /// The schemas, read once.
    pub(crate) fn get() -> &'static Self {
        static SCHEMAS: OnceLock<Schemas> = OnceLock::new();
        SCHEMAS.get_or_init(Self::read)
    }

    fn read() -> Self {
        let folder = workspace();
        let config = Config::from_file(&Disk, &folder.join("codegen.toml")).unwrap();
        let report = pipeline::run(&config, &Disk).generated.unwrap().report;
        let mut schemas =
            Self { by_name: BTreeMap::new(), files: BTreeMap::new(), roots: Vec::new() };
        for entry in report.schemas {
            let text = std::fs::read(folder.join("schemas").join(&entry.file)).unwrap();
            let name = entry.id.unwrap().strip_prefix(PREFIX).unwrap().to_owned();
            schemas.by_name.insert(name.clone(), serde_json::from_slice(&text).unwrap());
            schemas.files.insert(entry.file, name.clone());
            schemas.roots.push((entry.type_path.unwrap(), name));
        }
        schemas
    }

    /// The schemas with their types.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Root<'_>> {
        self.roots.iter().map(|(path, name)| Root { path, name, schema: &self.by_name[name] })
    }

    /// The schema itself, where one only refers to it.
    pub(crate) fn follow<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema.get("$ref") {
            Some(reference) => {
                let name = reference.as_str().and_then(|it| it.strip_prefix(PREFIX)).unwrap();
                &self.by_name[name]
            }
            None => schema,
        }
    }

    /// The schema at a location as errors give it, itself where one only refers to it.
    pub(crate) fn at(&self, location: &str) -> Option<&Value> {
        let (file, pointer) = location.split_once('#')?;
        let schema = self.by_name[self.files.get(file)?].pointer(pointer)?;
        Some(self.follow(schema))
    }

    /// Every place of a document that a schema describes, the document itself first.
    pub(crate) fn places<'a>(&'a self, schema: &'a Value, document: &Value) -> Vec<Place<'a>> {
        let mut places = Vec::new();
        self.add_places(schema, document, String::new(), &mut places);
        places
    }

    fn add_places<'a>(
        &'a self,
        schema: &'a Value,
        document: &Value,
        pointer: String,
        places: &mut Vec<Place<'a>>,
    ) {
        let schema = self.follow(schema);
        places.push(Place { pointer: pointer.clone(), schema });
        match document {
            Value::Object(members) => {
                for (name, value) in members {
                    if let Some(schema) = member(schema, name) {
                        let segment = name.replace('~', "~0").replace('/', "~1");
                        self.add_places(schema, value, format!("{pointer}/{segment}"), places);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(schema) = schema.get("items") {
                        self.add_places(schema, item, format!("{pointer}/{index}"), places);
                    }
                }
            }
            _ => {}
        }
    }

    /// All schemas in one document, for a validator that knows references into that document. All
    /// enumerations are open, as `codegen.toml` has it.
    pub(crate) fn bundle(&self, name: &str) -> Value {
        let strip = |schema: &Value| {
            let mut schema = schema.clone();
            let members = schema.as_object_mut().unwrap();
            members.retain(|key, _| !["$id", "$schema", "enum"].contains(&key.as_str()));
            schema
        };
        let all: Map<String, Value> =
            self.by_name.iter().map(|(name, schema)| (name.clone(), strip(schema))).collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("{PREFIX}{name}"),
            "components": { "schemas": all },
        })
    }
}

/// The schema of a member, if it says anything about it.
pub(crate) fn member<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let named = schema.get("properties").and_then(|it| it.get(name));
    named.or_else(|| schema.get("additionalProperties")).filter(|it| it.is_object())
}

/// The members that must be there.
pub(crate) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// What a schema or the document itself says its type is.
pub(crate) fn type_of(schema: &Value) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

#[test]
fn these_tests_know_every_keyword_that_the_schemas_use() {
    let known: BTreeSet<&str> = [
        "$id",
        "$ref",
        "$schema",
        "additionalProperties",
        "description",
        "enum",
        "format",
        "items",
        "properties",
        "required",
        "title",
        "type",
    ]
    .into();
    let folder = workspace();
    let config = Config::from_file(&Disk, &folder.join("codegen.toml")).unwrap();
    let report = pipeline::run(&config, &Disk).generated.unwrap().report;
    let used: BTreeSet<&str> = report.ledger.iter().map(|it| it.keyword.as_str()).collect();
    assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(used.len() > 10, "{used:?}");
}
