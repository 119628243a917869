//! Which JSON type the keywords of a schema are about.

use serde_json::{Map, Value, json};

use crate::random::pool::{self, STRINGS};
use crate::random::rng::Rng;

/// What to make where documents get too deep.
pub(super) fn shallow(schema: &Map<String, Value>, rng: &mut Rng) -> Value {
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => json!({}),
        Some("array") => json!([]),
        Some("string") => json!(rng.pick(&STRINGS)),
        Some("integer" | "number") => pool::number(rng),
        Some("null") => Value::Null,
        _ => json!(true),
    }
}

const OBJECT: [&str; 9] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "unevaluatedProperties",
];
const ARRAY: [&str; 7] = [
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "unevaluatedItems",
];
pub(super) const NUMBER: [&str; 5] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];
const STRING: [&str; 3] = ["minLength", "maxLength", "pattern"];

/// Whether `schema` says something about documents by itself.
pub(super) fn has_own(schema: &Map<String, Value>) -> bool {
    let groups: [&[&str]; 5] = [&["type"], &OBJECT, &ARRAY, &NUMBER, &STRING];
    groups
        .iter()
        .any(|group| group.iter().any(|keyword| schema.contains_key(*keyword)))
}

/// The type to make: one that is named, or one that the keywords are about, and sometimes any.
pub(super) fn type_of(schema: &Map<String, Value>, rng: &mut Rng) -> &'static str {
    const TYPES: [&str; 7] = [
        "object", "array", "string", "integer", "number", "boolean", "null",
    ];
    let known = |name: &str| {
        TYPES
            .iter()
            .find(|known| **known == name)
            .copied()
            .unwrap_or("any")
    };
    match schema.get("type") {
        Some(Value::String(name)) => return known(name),
        Some(Value::Array(names)) if !names.is_empty() => {
            return rng.pick(names).as_str().map_or("any", known);
        }
        _ => {}
    }
    let groups: [(&str, &[&str]); 4] = [
        ("object", &OBJECT),
        ("array", &ARRAY),
        ("number", &NUMBER),
        ("string", &STRING),
    ];
    let concerned = groups
        .iter()
        .filter(|(_, group)| group.iter().any(|keyword| schema.contains_key(*keyword)));
    let names: Vec<&'static str> = concerned.map(|(name, _)| *name).collect();
    if names.is_empty() || rng.chance(12) {
        "any"
    } else {
        rng.pick::<&str>(&names)
    }
}
