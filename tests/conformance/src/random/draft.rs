//! Random schemas in older drafts: what means the same there, or as nearly as the draft can say it.
//!
//! Input: a schema of draft 2020-12 as [`super::schema`] makes it. Output: a schema of another
//! draft. It need not mean the same, since the reference judges it anew; it has to use what the
//! draft has of its own: `definitions`, arrays of `items`, `dependencies`, Boolean bounds, `id`,
//! `$recursiveRef`.

use serde_json::{Map, Value, json};

/// The drafts that there are random schemas of.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Draft {
    /// Draft 4.
    Draft4,
    /// Draft 6.
    Draft6,
    /// Draft 7.
    Draft7,
    /// Draft 2019-09.
    Draft201909,
    /// Draft 2020-12.
    Draft202012,
}

/// Keywords whose value is a schema.
const ONE: [&str; 11] = [
    "not",
    "if",
    "then",
    "else",
    "items",
    "additionalItems",
    "contains",
    "additionalProperties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is an array of schemas.
const MANY: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value is an object of schemas.
const NAMED: [&str; 4] = ["properties", "patternProperties", "dependentSchemas", "$defs"];

impl Draft {
    /// The draft of this name, as test suites name it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "draft4" => Self::Draft4,
            "draft6" => Self::Draft6,
            "draft7" => Self::Draft7,
            "draft2019-09" => Self::Draft201909,
            "draft2020-12" => Self::Draft202012,
            _ => return None,
        })
    }

    /// The URI that names the draft in `$schema`.
    #[must_use]
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Draft4 => "http://json-schema.org/draft-04/schema#",
            Self::Draft6 => "http://json-schema.org/draft-06/schema#",
            Self::Draft7 => "http://json-schema.org/draft-07/schema#",
            Self::Draft201909 => "https://json-schema.org/draft/2019-09/schema",
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }

    /// The schema in this draft.
    #[must_use]
    pub fn translate(self, schema: Value) -> Value {
        if self == Self::Draft202012 {
            return schema;
        }
        let mut schema = self.translated(schema);
        if self == Self::Draft201909 && schema.to_string().contains("\"unevaluatedItems\"") {
            // Here `contains` evaluates nothing (core, 9.3.1.3 and 9.3.1.4); the reference differs.
            without_contains(&mut schema);
        }
        schema
    }

    fn translated(self, schema: Value) -> Value {
        match schema {
            Value::Object(members) => Value::Object(self.object(members)),
            Value::Bool(true) if self == Self::Draft4 => json!({}),
            Value::Bool(false) if self == Self::Draft4 => json!({ "not": {} }),
            other => other,
        }
    }

    fn object(self, mut schema: Map<String, Value>) -> Map<String, Value> {
        for keyword in ONE {
            if let Some(part) = schema.get_mut(keyword) {
                // Draft 4 has Boolean schemas at these two places alone.
                let boolean = matches!(keyword, "additionalProperties" | "additionalItems");
                if !(boolean && part.is_boolean()) {
                    *part = self.translated(part.take());
                }
            }
        }
        for part in MANY
            .iter()
            .filter_map(|keyword| schema.get(*keyword).cloned().map(|part| (*keyword, part)))
            .collect::<Vec<_>>()
        {
            if let (keyword, Value::Array(parts)) = part {
                schema.insert(
                    keyword.into(),
                    parts.into_iter().map(|part| self.translated(part)).collect(),
                );
            }
        }
        for keyword in NAMED {
            if let Some(Value::Object(parts)) = schema.get_mut(keyword) {
                parts.values_mut().for_each(|part| *part = self.translated(part.take()));
            }
        }
        tuples(&mut schema);
        self.references(&mut schema);
        if self <= Self::Draft7 {
            self.before_2019(&mut schema);
        }
        if self == Self::Draft4 {
            draft4(&mut schema);
        }
        if schema.contains_key("$schema") {
            schema.insert("$schema".into(), json!(self.uri()));
        }
        schema
    }

    /// `$dynamicRef` becomes `$recursiveRef` or a plain reference to the resource's root.
    fn references(self, schema: &mut Map<String, Value>) {
        let dynamic = schema.remove("$dynamicAnchor").is_some();
        let reference = if self == Self::Draft201909 { "$recursiveRef" } else { "$ref" };
        if dynamic
            && self == Self::Draft201909
            && (schema.contains_key("$id") || schema.contains_key("$schema"))
        {
            schema.insert("$recursiveAnchor".into(), json!(true));
        }
        if schema.remove("$dynamicRef").is_some() {
            schema.entry(reference).or_insert_with(|| json!("#"));
        }
    }

    fn before_2019(self, schema: &mut Map<String, Value>) {
        for keyword in ["unevaluatedItems", "unevaluatedProperties", "minContains", "maxContains"] {
            schema.remove(keyword);
        }
        if self == Self::Draft6 {
            for keyword in ["if", "then", "else"] {
                schema.remove(keyword);
            }
        }
        if let Some(definitions) = schema.remove("$defs") {
            schema.insert("definitions".into(), definitions);
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let reference = reference.replace("#/$defs/", "#/definitions/");
            schema.insert("$ref".into(), json!(reference));
        }
        if let Some(anchor) = schema.remove("$anchor").as_ref().and_then(Value::as_str) {
            schema.entry("$id").or_insert_with(|| json!(format!("#{anchor}")));
        }
        let mut dependencies = Map::new();
        for keyword in ["dependentRequired", "dependentSchemas"] {
            if let Some(Value::Object(parts)) = schema.remove(keyword) {
                dependencies.extend(parts);
            }
        }
        if !dependencies.is_empty() {
            schema.insert("dependencies".into(), Value::Object(dependencies));
        }
    }
}

fn without_contains(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for keyword in ["contains", "minContains", "maxContains"] {
                members.remove(keyword);
            }
            members.values_mut().for_each(without_contains);
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_contains),
        _ => {}
    }
}

/// `prefixItems` and `items` become `items` and `additionalItems`.
fn tuples(schema: &mut Map<String, Value>) {
    if let Some(prefix) = schema.remove("prefixItems")
        && let Some(rest) = schema.insert("items".into(), prefix)
    {
        schema.insert("additionalItems".into(), rest);
    }
}

fn draft4(schema: &mut Map<String, Value>) {
    for keyword in ["contains", "propertyNames", "if", "then", "else", "examples"] {
        schema.remove(keyword);
    }
    if let Some(value) = schema.remove("const") {
        schema.insert("enum".into(), json!([value]));
    }
    if let Some(id) = schema.remove("$id") {
        schema.insert("id".into(), id);
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if let Some(value) = schema.remove(exclusive) {
            schema.insert(bound.into(), value);
            schema.insert(exclusive.into(), json!(true));
        }
    }
    // What may be empty since draft 6 must not be in draft 4.
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    schema.retain(|keyword, value| !(keyword == "required" && empty(value)));
    if let Some(Value::Object(parts)) = schema.get_mut("dependencies") {
        parts.retain(|_, value| !empty(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{reference::Reference, rng::Rng, schema};

    const DRAFTS: [Draft; 5] =
        [Draft::Draft4, Draft::Draft6, Draft::Draft7, Draft::Draft201909, Draft::Draft202012];

    #[test]
    fn keywords_become_those_of_the_draft() {
        let schema = json!({
            "prefixItems": [true],
            "items": { "exclusiveMaximum": 1, "$ref": "#/$defs/d" },
            "properties": { "prefixItems": { "const": { "prefixItems": 1 } } },
            "$defs": { "d": { "$anchor": "t" } },
        });
        let translated = Draft::Draft4.translate(schema);
        let expected = json!({
            "items": [{}],
            "additionalItems": { "maximum": 1, "exclusiveMaximum": true, "$ref": "#/definitions/d" },
            "properties": { "prefixItems": { "enum": [{ "prefixItems": 1 }] } },
            "definitions": { "d": { "id": "#t" } },
        });
        assert_eq!(translated, expected);
    }

    #[test]
    fn the_reference_can_judge_most_schemas_of_every_draft() {
        for draft in DRAFTS {
            let judged = |stream: &u64| {
                let schema = draft.translate(schema::schema(&mut Rng::new(1, *stream), *stream));
                Reference::new(&schema).is_some()
            };
            let judged = (0..300).filter(judged).count();
            assert!(judged > 250, "{draft:?}: {judged}");
        }
    }
}
