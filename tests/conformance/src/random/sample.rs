//! Documents that a schema is likely to accept, and small changes to them.
//!
//! Input: a schema. Output: documents. The sampler follows keywords as far as it is easy; whether a
//! document is in fact valid is for [`super::reference`] to say.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::pool::{self, NAMES, PATTERNS, STRINGS};
use super::rng::Rng;

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
        parts
            .into_iter()
            .reduce(merge)
            .unwrap_or_else(|| pool::value(rng, 1))
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
        parts.extend(
            schema
                .get("allOf")
                .and_then(Value::as_array)
                .into_iter()
                .flatten(),
        );
        for keyword in ["anyOf", "oneOf"] {
            if let Some(arms) = schema.get(keyword).and_then(Value::as_array)
                && !arms.is_empty()
            {
                parts.push(rng.pick(arms));
            }
        }
        let branch = if rng.chance(50) {
            ["if", "then"]
        } else {
            ["else", "else"]
        };
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
        let others = schema
            .get("additionalProperties")
            .or_else(|| schema.get("unevaluatedProperties"));
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
        let least = schema
            .get("minProperties")
            .and_then(Value::as_u64)
            .unwrap_or(0);
        let missing = usize::try_from(least)
            .unwrap_or(0)
            .saturating_sub(members.len());
        names.extend((0..missing.min(9)).map(|_| *rng.pick(&NAMES)));
        for name in names {
            if !members.contains_key(name) {
                let by_pattern = patterns
                    .into_iter()
                    .flatten()
                    .find(|(pattern, _)| matches(pattern, name));
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
        let most = bound("maxItems")
            .map_or(least + 3, |most| most as usize)
            .max(least)
            .min(least + 4);
        let length = (least + rng.below(most - least + 1)).min(12);
        let prefix = schema
            .get("prefixItems")
            .or_else(|| schema.get("items"))
            .and_then(Value::as_array);
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
            let count = bound("minContains").unwrap_or(1.0) as usize;
            for _ in 0..count.min(4) {
                let value = self.sample(contained, rng, depth - 1);
                match elements.len() {
                    length if length >= most && length > 0 => elements[rng.below(length)] = value,
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
                    named
                        .entry(text.rsplit('/').next().unwrap_or(text))
                        .or_insert(value);
                }
            }
            members.values().for_each(|member| name(member, named));
        }
        Value::Array(elements) => elements.iter().for_each(|element| name(element, named)),
        _ => {}
    }
}

/// What to make where documents get too deep.
fn shallow(schema: &Map<String, Value>, rng: &mut Rng) -> Value {
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
const NUMBER: [&str; 5] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];
const STRING: [&str; 3] = ["minLength", "maxLength", "pattern"];

/// Whether `schema` says something about documents by itself.
fn has_own(schema: &Map<String, Value>) -> bool {
    let groups: [&[&str]; 5] = [&["type"], &OBJECT, &ARRAY, &NUMBER, &STRING];
    groups
        .iter()
        .any(|group| group.iter().any(|keyword| schema.contains_key(*keyword)))
}

/// The type to make: one that is named, or one that the keywords are about, and sometimes any.
fn type_of(schema: &Map<String, Value>, rng: &mut Rng) -> &'static str {
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

fn string(schema: &Map<String, Value>, rng: &mut Rng) -> Value {
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
        && rng.chance(90)
    {
        return json!(matching(pattern, rng));
    }
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let least = bound("minLength").unwrap_or(0.0) as usize;
    let most = bound("maxLength").map_or(usize::MAX, |most| most as usize);
    let mut text: String = (*rng.pick(&STRINGS)).to_owned();
    while text.chars().count() < least.min(64) {
        text.push(*rng.pick(&['a', 'é', '💩', '1']));
    }
    json!(text.chars().take(most).collect::<String>())
}

fn number(schema: &Map<String, Value>, rng: &mut Rng, integer: bool) -> Value {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let bounds: Vec<f64> = NUMBER.iter().filter_map(|keyword| bound(keyword)).collect();
    if bounds.is_empty() && !rng.chance(20) {
        return if integer {
            json!(rng.pick(&[-1, 0, 1, 2, 3, 7]))
        } else {
            pool::number(rng)
        };
    }
    let near = if bounds.is_empty() {
        0.0
    } else {
        *rng.pick(&bounds)
    };
    let step = bound("multipleOf").unwrap_or(1.0);
    let by = *rng.pick(&[0.0, 1.0, -1.0, 2.0, -2.0, 0.5]);
    let mut value = step.mul_add(by, near);
    if let Some(multiple) = bound("multipleOf") {
        value = (value / multiple).round() * multiple;
    }
    if integer {
        value = value.round();
    }
    plain(value, rng)
}

/// A number as people write it: mostly as an integer where it is one.
fn plain(value: f64, rng: &mut Rng) -> Value {
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    if whole && !rng.chance(10) {
        json!(value as i64)
    } else {
        json!(value)
    }
}

/// A string that matches `pattern`, if it is one of the known.
fn matching(pattern: &str, rng: &mut Rng) -> &'static str {
    let known = PATTERNS.iter().find(|(known, _)| *known == pattern);
    rng.pick::<&str>(known.map_or(&STRINGS[..], |(_, strings)| *strings))
}

fn matches(pattern: &str, text: &str) -> bool {
    let known = PATTERNS.iter().find(|(known, _)| *known == pattern);
    known.is_some_and(|(_, strings)| strings.contains(&text))
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

/// A document with one small change somewhere.
pub fn mutate(document: &Value, rng: &mut Rng) -> Value {
    let mut changed = document.clone();
    let mut places = 0;
    visit(&mut changed, &mut |_| places += 1);
    let chosen = rng.below(places);
    let mut place = 0;
    visit(&mut changed, &mut |value| {
        if place == chosen {
            change(value, rng);
        }
        place += 1;
    });
    changed
}

/// Calls `work` for the value and all that it contains, parts first.
fn visit(value: &mut Value, work: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|element| visit(element, work)),
        Value::Object(members) => members.values_mut().for_each(|member| visit(member, work)),
        _ => {}
    }
    work(value);
}

fn change(value: &mut Value, rng: &mut Rng) {
    if rng.chance(20) {
        *value = pool::value(rng, 1);
        return;
    }
    match value {
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if names.is_empty() || rng.chance(40) {
                members.insert((*rng.pick(&NAMES)).to_owned(), pool::value(rng, 1));
            } else if rng.chance(60) {
                members.remove(rng.pick(&names));
            } else if let Some(value) = members.remove(rng.pick(&names)) {
                members.insert((*rng.pick(&NAMES)).to_owned(), value);
            }
        }
        Value::Array(elements) => match (elements.len(), rng.below(4)) {
            (0, _) | (_, 0) => elements.push(pool::value(rng, 1)),
            (length, 1) => {
                elements.remove(rng.below(length));
            }
            (length, 2) => {
                let copy = elements[rng.below(length)].clone();
                elements.push(copy);
            }
            _ => elements.reverse(),
        },
        Value::String(text) => match rng.below(3) {
            0 => text.push(*rng.pick(&['a', 'é', ' ', '1'])),
            1 => drop(text.pop()),
            _ => *text = (*rng.pick(&STRINGS)).to_owned(),
        },
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            let by = *rng.pick(&[1.0, -1.0, 0.5, 0.0, 10.0]);
            *value = plain(number + by, rng);
        }
        _ => *value = pool::scalar(rng),
    }
}
