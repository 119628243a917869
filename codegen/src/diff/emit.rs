//! A schema with all that it refers to as one JSON document of draft 2020-12.
//!
//! Input: a schema. Output: JSON with a `$defs` entry for each schema that is reached, or nothing
//! where there are more than a bound. What the document accepts is what the schema accepts.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::versions::Versions;
use crate::resolve::{Schema, SchemaId, Type, TypeSet, every_keyword};
use crate::source::{Json, Kind, Member, Number};

/// The document of a schema, if it reaches no more than `most` schemas.
pub(super) fn document(versions: &Versions, root: SchemaId, most: usize) -> Option<Value> {
    let mut done = BTreeMap::new();
    let mut pending = vec![root];
    while let Some(id) = pending.pop() {
        if done.contains_key(&id) {
            continue;
        }
        if done.len() >= most {
            return None;
        }
        let node = versions.node(id);
        // `contains` of drafts before 2020-12 does not count as evaluation, which 2020-12 cannot say.
        if node.unevaluated_items.is_some() && node.contains.is_some() && !node.contains_evaluates {
            return None;
        }
        done.insert(id, schema(node)?);
        pending.extend(node.subschemas());
    }
    let defs: Map<_, _> = done.into_iter().map(|(id, it)| (name(id), it)).collect();
    Some(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/$defs/{}", name(root)),
        "$defs": defs,
    }))
}

fn name(id: SchemaId) -> String {
    format!("s{}", id.0)
}

fn refer(id: SchemaId) -> Value {
    json!({ "$ref": format!("#/$defs/{}", name(id)) })
}

fn list(ids: &[SchemaId]) -> Value {
    ids.iter().copied().map(refer).collect()
}

fn map(ids: &IndexMap<String, SchemaId>) -> Value {
    ids.iter().map(|(name, id)| (name.clone(), refer(*id))).collect::<Map<_, _>>().into()
}

/// A schema with its subschemas by reference; nothing where a number is beyond
/// `serde_json`, a reference leads nowhere or a `format` asserts, which no draft can say.
fn schema(node: &Schema) -> Option<Value> {
    every_keyword!(node;
        nothing: file pointer span definition_name keywords annotations;
        document: contains_evaluates;
        refused: unresolved format;
        schema: never types enumeration constant pattern unique_items required dependent_required;
        numbers: multiple_of maximum exclusive_maximum minimum exclusive_minimum;
        counts: max_length min_length max_items min_items min_contains max_contains
            max_properties min_properties;
        applicators: prefix_items items contains unevaluated_items properties pattern_properties
            additional_properties property_names dependent_schemas unevaluated_properties all_of
            any_of one_of not if_ then else_ references;
    );
    if node.unresolved.is_some() || node.format.is_some() {
        return None;
    }
    if node.never {
        return Some(Value::Bool(false));
    }
    let mut object = Map::new();
    let mut put = |keyword: &str, value: Value| {
        object.insert(keyword.to_owned(), value);
    };
    if let Some(types) = node.types {
        put("type", type_names(types)?);
    }
    if let Some(values) = &node.enumeration {
        put("enum", values.iter().map(value).collect::<Option<_>>()?);
    }
    if let Some(it) = &node.constant {
        put("const", value(it)?);
    }
    for (keyword, bound) in numbers(node) {
        if let Some(bound) = bound {
            put(keyword, number(bound)?);
        }
    }
    for (keyword, count) in counts(node) {
        if let Some(count) = count {
            put(keyword, count.into());
        }
    }
    if let Some(pattern) = &node.pattern {
        put("pattern", pattern.as_str().into());
    }
    if node.unique_items {
        put("uniqueItems", true.into());
    }
    if !node.required.is_empty() {
        put("required", node.required.clone().into());
    }
    if !node.dependent_required.is_empty() {
        let names = node.dependent_required.iter();
        let names = names.map(|(name, list)| (name.clone(), list.clone().into()));
        put("dependentRequired", Value::Object(names.collect()));
    }
    applicators(node, &mut put);
    Some(object.into())
}

fn applicators(node: &Schema, put: &mut impl FnMut(&str, Value)) {
    for (keyword, ids) in
        [("prefixItems", &node.prefix_items), ("anyOf", &node.any_of), ("oneOf", &node.one_of)]
    {
        if !ids.is_empty() {
            put(keyword, list(ids));
        }
    }
    let conjuncts: Vec<_> = node.references.iter().chain(&node.all_of).copied().collect();
    if !conjuncts.is_empty() {
        put("allOf", list(&conjuncts));
    }
    for (keyword, ids) in [
        ("properties", &node.properties),
        ("patternProperties", &node.pattern_properties),
        ("dependentSchemas", &node.dependent_schemas),
    ] {
        if !ids.is_empty() {
            put(keyword, map(ids));
        }
    }
    for (keyword, id) in [
        ("items", node.items),
        ("contains", node.contains),
        ("unevaluatedItems", node.unevaluated_items),
        ("additionalProperties", node.additional_properties),
        ("propertyNames", node.property_names),
        ("unevaluatedProperties", node.unevaluated_properties),
        ("not", node.not),
        ("if", node.if_),
        ("then", node.then),
        ("else", node.else_),
    ] {
        if let Some(id) = id {
            put(keyword, refer(id));
        }
    }
}

fn numbers(node: &Schema) -> [(&'static str, Option<&Number>); 5] {
    [
        ("multipleOf", node.multiple_of.as_ref()),
        ("maximum", node.maximum.as_ref()),
        ("exclusiveMaximum", node.exclusive_maximum.as_ref()),
        ("minimum", node.minimum.as_ref()),
        ("exclusiveMinimum", node.exclusive_minimum.as_ref()),
    ]
}

fn counts(node: &Schema) -> [(&'static str, Option<u64>); 8] {
    [
        ("maxLength", node.max_length),
        ("minLength", node.min_length),
        ("maxItems", node.max_items),
        ("minItems", node.min_items),
        ("minContains", node.min_contains.filter(|_| node.contains.is_some())),
        ("maxContains", node.max_contains.filter(|_| node.contains.is_some())),
        ("maxProperties", node.max_properties),
        ("minProperties", node.min_properties),
    ]
}

/// `integer` stands for integers alone, `number` for all numbers; fractions alone have no name.
fn type_names(types: TypeSet) -> Option<Value> {
    let mut names = Vec::new();
    for one in types.iter() {
        names.push(match one {
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Integer if types.contains(Type::Fraction) => "number",
            Type::Integer => "integer",
            Type::Fraction if types.contains(Type::Integer) => continue,
            Type::Fraction => return None,
            Type::String => "string",
            Type::Array => "array",
            Type::Object => "object",
        });
    }
    Some(json!(names))
}

/// A value whose numbers keep theirs.
fn value(json: &Json) -> Option<Value> {
    Some(match &json.kind {
        Kind::Null => Value::Null,
        Kind::Bool(it) => (*it).into(),
        Kind::Number(it) => number(it)?,
        Kind::String(it) => it.as_str().into(),
        Kind::Array(items) => items.iter().map(value).collect::<Option<_>>()?,
        Kind::Object(members) => {
            let member = |(name, it): (&String, &Member)| Some((name.clone(), value(&it.value)?));
            members.iter().map(member).collect::<Option<Map<_, _>>>()?.into()
        }
    })
}

/// A number that keeps its value as a 64-bit integer or float.
fn number(number: &Number) -> Option<Value> {
    let value: Value = serde_json::from_str(number.text()).ok()?;
    let same = Number::parse(&value.to_string()).is_some_and(|it| it == *number);
    same.then_some(value)
}
