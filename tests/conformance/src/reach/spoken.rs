//! Which scalars of a document its schema speaks of, and on what way.
//!
//! Input: a schema and a document that it accepts. Output: the places of scalars to which an asserting
//! keyword applies, each with the [`Step`]s of a way to it through the schema. The judge is the
//! `jsonschema` crate: what counts is what it evaluated and found valid. Keywords that say nothing of a
//! scalar of its type do not count (`minimum` of a text).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jsonschema::{Retrieve, Uri, Validator};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Context as _, Error, Result};

/// A step on the way through a schema.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Step {
    /// The keyword.
    pub keyword: String,
    /// Whether it leads from a value to a part of it.
    pub descends: bool,
}

/// The scalars that a schema speaks of.
#[derive(Debug, Default)]
pub struct Spoken {
    /// By place: the ways that lead there.
    pub ways: BTreeMap<String, Vec<Vec<Step>>>,
    /// The places of which only conditions speak: `if`, `contains`.
    pub in_conditions: usize,
}

/// A schema that documents are held against.
pub struct Speaker(Validator);

/// Keywords whose value has schemas by name or number.
const LISTS: [&str; 9] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "dependencies",
    "allOf",
    "anyOf",
    "oneOf",
    "prefixItems",
    "items",
];
/// Keywords that lead to parts of the value.
const DESCENDING: [&str; 9] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "prefixItems",
    "items",
    "additionalItems",
    "unevaluatedItems",
    "contains",
];

/// Where other schemas are found: the folder of each beginning of an address, and files by `file:`.
struct Folders {
    folders: Vec<(String, PathBuf)>,
    /// The references that the schema has.
    wanted: Vec<String>,
}

impl Retrieve for Folders {
    /// What is not there takes any value.
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> std::result::Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let address = uri.as_str().split('#').next().unwrap_or_default();
        Ok(self.find(address).unwrap_or_else(|| self.anything(address)))
    }
}

/// Collects the references below `value`.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl Folders {
    fn find(&self, address: &str) -> Option<Value> {
        let path = match address.strip_prefix("file://") {
            Some(path) => PathBuf::from(path),
            None => {
                let below = |(start, folder): &(String, PathBuf)| {
                    Some(folder.join(address.strip_prefix(start.as_str())?))
                };
                self.folders.iter().find_map(below)?
            }
        };
        let with_extension = PathBuf::from(format!("{}.json", path.display()));
        let text = [path, with_extension].iter().find_map(|it| std::fs::read_to_string(it).ok())?;
        serde_json::from_str(&text).ok()
    }

    /// A document that takes any value at each place that a reference wants of it.
    fn anything(&self, address: &str) -> Value {
        let file = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let mut document = Value::Object(Map::new());
        for reference in &self.wanted {
            if let Some((path, pointer)) = reference.split_once("#/")
                && file(path) == file(address)
            {
                let steps = pointer.split('/').map(|it| it.replace("~1", "/").replace("~0", "~"));
                let mut place = &mut document;
                for step in steps {
                    let members = place.as_object_mut().map(|it| it.entry(step));
                    let Some(entry) = members else { break };
                    place = entry.or_insert_with(|| Value::Object(Map::new()));
                }
            }
        }
        document
    }
}

impl Speaker {
    /// The schema in the file `path`; `folders` says where those are that it refers to by an address.
    ///
    /// # Errors
    ///
    /// Where the schema cannot be read or is not one for the `jsonschema` crate.
    pub fn new(path: &Path, folders: &[(String, PathBuf)]) -> Result<Self> {
        let schema: Value =
            serde_json::from_str(&crate::plan::read(path)?).context(path.display())?;
        let mut wanted = Vec::new();
        references(&schema, &mut wanted);
        let options = jsonschema::options()
            .should_validate_formats(false)
            .with_base_uri(format!("file://{}", path.display()))
            .with_retriever(Folders { folders: folders.to_vec(), wanted });
        options.build(&schema).map(Self).map_err(|error| Error::new(error.to_string()))
    }

    /// What the schema says of `document`; none if it refuses it.
    #[must_use]
    pub fn spoken(&self, document: &Value) -> Option<Spoken> {
        let evaluation = self.0.evaluate(document);
        let root = serde_json::to_value(evaluation.hierarchical()).ok()?;
        let root: Node = serde_json::from_value(root).ok()?;
        root.valid.then(|| {
            let mut all = Collected { document, spoken: Spoken::default(), conditions: Vec::new() };
            all.visit(&root);
            all.finish()
        })
    }
}

/// A schema or keyword that was evaluated.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    valid: bool,
    evaluation_path: String,
    instance_location: String,
    #[serde(default)]
    details: Vec<Self>,
}

struct Collected<'a> {
    document: &'a Value,
    spoken: Spoken,
    /// The places that conditions speak of.
    conditions: Vec<String>,
}

impl Collected<'_> {
    /// Notes what is said below `node`. A condition is part of the node of what depends on it, so the
    /// way tells whether something belongs to it.
    fn visit(&mut self, node: &Node) {
        let steps = steps(&node.evaluation_path);
        let passes = |keywords: [&str; 2]| {
            steps.iter().any(|step| keywords.contains(&step.keyword.as_str()))
        };
        if !node.valid || passes(["not", "propertyNames"]) {
            return;
        }
        let last = steps.last().map_or("", |step| step.keyword.as_str());
        if node.details.is_empty() && self.speaks(last, &node.instance_location) {
            let place = node.instance_location.clone();
            if passes(["if", "contains"]) {
                self.conditions.push(place);
            } else {
                self.spoken.ways.entry(place).or_default().push(steps);
            }
        }
        node.details.iter().for_each(|it| self.visit(it));
    }

    /// Whether a keyword says something of what is at a place, and that is a scalar.
    fn speaks(&self, keyword: &str, place: &str) -> bool {
        let of_number =
            ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
        let of_text = ["pattern", "format", "minLength", "maxLength"];
        match self.document.pointer(place) {
            None | Some(Value::Array(_) | Value::Object(_)) => false,
            Some(_) if ["type", "enum", "const"].contains(&keyword) => true,
            Some(Value::Number(_)) => of_number.contains(&keyword),
            Some(Value::String(_)) => of_text.contains(&keyword),
            Some(Value::Null | Value::Bool(_)) => false,
        }
    }

    fn finish(mut self) -> Spoken {
        self.conditions.sort();
        self.conditions.dedup();
        self.conditions.retain(|place| !self.spoken.ways.contains_key(place));
        self.spoken.in_conditions = self.conditions.len();
        self.spoken
    }
}

/// The keywords of a way. A name or number below a keyword that has several schemas is part of its step.
fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(keyword) = parts.next() {
        // `items` is one schema or a list of them.
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        if LISTS.contains(&keyword) && (keyword != "items" || parts.peek().is_some_and(is_number)) {
            parts.next();
        }
        let descends = DESCENDING.contains(&keyword);
        steps.push(Step { keyword: keyword.to_owned(), descends });
    }
    steps
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The places that a schema speaks of, each with its shortest way.
    fn spoken(schema: &Value, document: &Value) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("schema.json");
        std::fs::write(&path, schema.to_string()).unwrap();
        let other = json!({ "type": "string" }).to_string();
        std::fs::write(folder.path().join("other.json"), other).unwrap();
        let folders = [("https://example.com/".to_owned(), folder.path().to_owned())];
        let spoken = Speaker::new(&path, &folders).unwrap().spoken(document).unwrap();
        let way = |way: &Vec<Step>| {
            way.iter().map(|step| step.keyword.as_str()).collect::<Vec<_>>().join(" ")
        };
        let ways = spoken.ways.iter();
        ways.map(|(place, ways)| {
            let shortest = ways.iter().min_by_key(|way| way.len()).map(way);
            format!("{place}: {}", shortest.unwrap_or_default())
        })
        .chain(
            (spoken.in_conditions > 0).then(|| format!("{} in conditions", spoken.in_conditions)),
        )
        .collect()
    }

    #[test]
    fn a_scalar_is_spoken_of_where_a_keyword_for_it_applies() {
        for (schema, document, expected) in [
            (json!({ "type": "string" }), json!("a"), vec![": type"]),
            (json!({ "type": "object" }), json!({ "a": 1 }), vec![]),
            (json!({ "minimum": 1 }), json!("a"), vec![]),
            (json!({ "minLength": 1 }), json!("a"), vec![": minLength"]),
            (
                json!({ "items": { "const": 1 } }),
                json!([1, 1]),
                vec!["/0: items const", "/1: items const"],
            ),
            (
                json!({ "prefixItems": [true, { "type": "null" }] }),
                json!([1, null, 2]),
                vec!["/1: prefixItems type"],
            ),
            (json!({ "enum": [{ "a": 1 }] }), json!({ "a": 1 }), vec![]),
            // A member called like a keyword is not one.
            (
                json!({ "properties": { "type": true, "enum": { "type": "string" } } }),
                json!({ "type": "a", "enum": "b" }),
                vec!["/enum: properties type"],
            ),
            (
                json!({ "patternProperties": { "^x/": { "pattern": "b" } }, "additionalProperties": { "type": "integer" } }),
                json!({ "x/": "b", "y": 1 }),
                vec!["/x~1: patternProperties pattern", "/y: additionalProperties type"],
            ),
            (
                json!({ "$ref": "#/$defs/a", "$defs": { "a": { "type": "integer" } } }),
                json!(1),
                vec![": $ref type"],
            ),
            (
                json!({ "properties": { "a": { "$ref": "other.json" }, "b": { "$ref": "https://example.com/other" }, "c": { "$ref": "missing.json" } } }),
                json!({ "a": "a", "b": "b", "c": "c" }),
                vec!["/a: properties $ref type", "/b: properties $ref type"],
            ),
        ] {
            assert_eq!(spoken(&schema, &document), expected, "{schema}");
        }
    }

    #[test]
    fn only_the_arms_that_accept_speak_and_neither_not_nor_conditions_do() {
        for (schema, document, expected) in [
            (
                json!({ "anyOf": [{ "type": "string" }, { "properties": { "a": { "minimum": 1 } } }] }),
                json!({ "a": 2 }),
                vec!["/a: anyOf properties minimum"],
            ),
            (
                json!({ "oneOf": [{ "properties": { "a": { "const": 1 } }, "required": ["b"] }, {}] }),
                json!({ "a": 1 }),
                vec![],
            ),
            (
                json!({ "not": { "properties": { "a": { "type": "string" } } } }),
                json!({ "a": 1 }),
                vec![],
            ),
            (
                json!({ "if": { "properties": { "k": { "const": 1 } } }, "then": { "properties": { "a": { "type": "string" } } }, "else": { "properties": { "k": { "type": "null" } } } }),
                json!({ "k": 1, "a": "x" }),
                vec!["/a: then properties type", "1 in conditions"],
            ),
            (json!({ "contains": { "const": 1 } }), json!([1, 2]), vec!["1 in conditions"]),
            (json!({ "propertyNames": { "type": "string" } }), json!({ "a": 1 }), vec![]),
        ] {
            assert_eq!(spoken(&schema, &document), expected, "{schema}");
        }
    }

    #[test]
    fn a_reference_that_comes_back_to_itself_or_leads_nowhere_says_nothing() {
        let schema = json!({ "allOf": [{ "$ref": "#" }, { "$ref": "none.json#/$defs/a~1b" }], "type": "string" });
        assert_eq!(spoken(&schema, &json!("a")), [": type"]);
    }

    #[test]
    fn a_refused_document_has_no_valid_values() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("schema.json");
        std::fs::write(&path, "{\"type\": \"string\"}").unwrap();
        assert!(Speaker::new(&path, &[]).unwrap().spoken(&json!(1)).is_none());
    }
}
