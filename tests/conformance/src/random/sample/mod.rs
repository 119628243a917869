//! Documents that a schema is likely to accept.
//!
//! Input: a schema. Output: documents. The sampler follows keywords as far as it is easy; whether a
//! document is in fact valid is for [`super::reference`] to say.

pub(crate) mod scalar;

mod kind;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::pool::{self, NAMES};
use super::rng::Rng;
use kind::{has_own, shallow, type_of};
use scalar::{matches, matching, number, string};

/// Documents are nested at most about this deep.
const DEPTH: usize = 6;

/// Makes documents for one schema.
pub struct Sampler<'s> {
    root: &'s Value,
    /// Subschemas by `$id`, `$anchor` and `$dynamicAnchor`, without base and `#`.
    named: BTreeMap<&'s str, &'s Value>,
}

impl<'s> Sampler<'s> {
    /// A sampler for `root`.
    #[must_use]
    pub fn new(root: &'s Value) -> Self {
        let mut named = BTreeMap::new();
        name(root, &mut named);
        Self { root, named }
    }

    /// A document that is likely to be valid.
    pub fn document(&self, rng: &mut Rng) -> Value {
        self.sample(self.root, rng, DEPTH)
    }

    fn sample(&self, schema: &'s Value, rng: &mut Rng, depth: usize) -> Value {
        let Some(schema) = schema.as_object() else {
            return pool::value(rng, 1);
        };
        if depth == 0 {
            return shallow(schema, rng);
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array)
            && !values.is_empty()
        {
            return rng.pick(values).clone();
        }
        let mut parts: Vec<Value> = Vec::new();
        if has_own(schema) {
            parts.push(self.own(schema, rng, depth));
        }
        for part in self.in_place(schema, rng) {
            parts.push(self.sample(part, rng, depth - 1));
        }
        parts.into_iter().reduce(merge).unwrap_or_else(|| pool::value(rng, 1))
    }

    /// A document for `schema`, or any where there is none.
    fn sample_or_any(&self, schema: Option<&'s Value>, rng: &mut Rng, depth: usize) -> Value {
        match schema {
            Some(schema) => self.sample(schema, rng, depth),
            None => pool::value(rng, 1),
        }
    }

    /// Subschemas that a valid document of `schema` satisfies, or some of them.
    fn in_place(&self, schema: &'s Map<String, Value>, rng: &mut Rng) -> Vec<&'s Value> {
        let mut parts = Vec::new();
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some(reference) = schema.get(keyword).and_then(Value::as_str) {
                parts.extend(self.resolve(reference));
            }
        }
        parts.extend(schema.get("allOf").and_then(Value::as_array).into_iter().flatten());
        for keyword in ["anyOf", "oneOf"] {
            if let Some(arms) = schema.get(keyword).and_then(Value::as_array)
                && !arms.is_empty()
            {
                parts.push(rng.pick(arms));
            }
        }
        let branch = if rng.chance(50) { ["if", "then"] } else { ["else", "else"] };
        parts.extend(branch.iter().filter_map(|keyword| schema.get(*keyword)));
        if rng.chance(50) {
            let dependent = schema.get("dependentSchemas").and_then(Value::as_object);
            parts.extend(dependent.into_iter().flat_map(Map::values));
        }
        parts
    }

    /// Where a reference leads, by the part of it that is enough here.
    fn resolve(&self, reference: &str) -> Option<&'s Value> {
        let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = resource.rsplit('/').next().unwrap_or_default();
        let base = self.named.get(resource).copied().unwrap_or(self.root);
        match fragment {
            "" => Some(base),
            pointer if pointer.starts_with('/') => {
                base.pointer(pointer).or_else(|| self.root.pointer(pointer))
            }
            anchor => self.named.get(anchor).copied(),
        }
    }

    /// A document for the keywords of `schema` itself.
    fn own(&self, schema: &'s Map<String, Value>, rng: &mut Rng, depth: usize) -> Value {
        match type_of(schema, rng) {
            "object" => self.object(schema, rng, depth),
            "array" => self.array(schema, rng, depth),
            "string" => string(schema, rng),
            "integer" => number(schema, rng, true),
            "number" => number(schema, rng, false),
            "boolean" => json!(rng.chance(50)),
            "null" => Value::Null,
            _ => pool::value(rng, 1),
        }
    }

    fn object(&self, schema: &'s Map<String, Value>, rng: &mut Rng, depth: usize) -> Value {
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let others =
            schema.get("additionalProperties").or_else(|| schema.get("unevaluatedProperties"));
        let optional = *rng.pick(&[0, 50, 50, 100]);
        let mut members = Map::new();
        for (name, schema) in properties.into_iter().flatten() {
            if required.contains(&name.as_str()) || (rng.chance(optional) && depth > 1) {
                members.insert(name.clone(), self.sample(schema, rng, depth - 1));
            }
        }
        let mut names: Vec<&str> = required.clone();
        for (pattern, _) in patterns.into_iter().flatten() {
            if rng.chance(50) {
                names.push(matching(pattern, rng));
            }
        }
        if others != Some(&Value::Bool(false)) && rng.chance(40) {
            names.push(*rng.pick(&NAMES));
        }
        let least = schema.get("minProperties").and_then(Value::as_u64).unwrap_or(0);
        let missing = usize::try_from(least).unwrap_or(0).saturating_sub(members.len());
        names.extend((0..missing.min(9)).map(|_| *rng.pick(&NAMES)));
        for name in names {
            if !members.contains_key(name) {
                let by_pattern =
                    patterns.into_iter().flatten().find(|(pattern, _)| matches(pattern, name));
                let schema = by_pattern.map(|(_, schema)| schema).or(others);
                let value = self.sample_or_any(schema, rng, depth - 1);
                members.insert(name.to_owned(), value);
            }
        }
        Value::Object(members)
    }

    fn array(&self, schema: &'s Map<String, Value>, rng: &mut Rng, depth: usize) -> Value {
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
        let least = bound("minItems").unwrap_or(0.0) as usize;
        let most =
            bound("maxItems").map_or(least + 3, |most| most as usize).max(least).min(least + 4);
        // One too many or too few, now and then.
        let (least, most) = match rng.below(20) {
            0 => (least, most + 1),
            1 => (least.saturating_sub(1), most),
            _ => (least, most),
        };
        let length = (least + rng.below(most - least + 1)).min(12);
        let prefix =
            schema.get("prefixItems").or_else(|| schema.get("items")).and_then(Value::as_array);
        let rest = ["items", "additionalItems", "unevaluatedItems"]
            .iter()
            .find_map(|keyword| schema.get(*keyword).filter(|found| !found.is_array()));
        let mut elements: Vec<Value> = Vec::with_capacity(length);
        for index in 0..length {
            let element = prefix.and_then(|prefix| prefix.get(index)).or(rest);
            if element == Some(&Value::Bool(false)) && least <= index {
                break;
            }
            elements.push(self.sample_or_any(element, rng, depth - 1));
        }
        if let Some(contained) = schema.get("contains") {
            let count = bound("minContains").unwrap_or(1.0) as usize + rng.below(3);
            for _ in 0..count.min(5) {
                let value = self.sample(contained, rng, depth - 1);
                match elements.len() {
                    0 => elements.push(value),
                    length if length >= most || rng.chance(30) => {
                        elements[rng.below(length)] = value
                    }
                    _ => elements.push(value),
                }
            }
        }
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) && rng.chance(80) {
            let mut seen: Vec<Value> = Vec::new();
            elements.retain(|value| {
                let new = !seen.contains(value);
                seen.push(value.clone());
                new
            });
        }
        elements.into()
    }
}

/// Collects all named subschemas, and whatever else has an `$id`.
fn name<'s>(value: &'s Value, named: &mut BTreeMap<&'s str, &'s Value>) {
    match value {
        Value::Object(members) => {
            for keyword in ["$id", "$anchor", "$dynamicAnchor"] {
                if let Some(text) = members.get(keyword).and_then(Value::as_str) {
                    named.entry(text.rsplit('/').next().unwrap_or(text)).or_insert(value);
                }
            }
            members.values().for_each(|member| name(member, named));
        }
        Value::Array(elements) => elements.iter().for_each(|element| name(element, named)),
        _ => {}
    }
}

/// A document that has to satisfy what made `a` and what made `b`.
fn merge(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Object(mut a), Value::Object(b)) => {
            for (name, value) in b {
                let merged = match a.remove(&name) {
                    Some(first) => merge(first, value),
                    None => value,
                };
                a.insert(name, merged);
            }
            Value::Object(a)
        }
        (Value::Array(a), Value::Array(b)) => if a.len() > b.len() { a } else { b }.into(),
        (a @ (Value::Object(_) | Value::Array(_)), _) => a,
        (_, b) => b,
    }
}
