//! Random schemas without subschemas.

use serde_json::{Map, Value, json};

use super::Builder;
use crate::random::pool::{self, PATTERNS, STRINGS};

/// The JSON types with `integer`.
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

impl Builder<'_> {
    /// A schema without subschemas.
    pub(super) fn leaf(&mut self) -> Value {
        let mut schema = Map::new();
        match self.rng.below(12) {
            0 => return json!({}),
            1..=3 => {
                schema.insert("type".into(), json!("string"));
                if self.rng.chance(50) {
                    self.string(&mut schema);
                }
            }
            4 | 5 => {
                let name = *self.rng.pick(&["integer", "number"]);
                schema.insert("type".into(), json!(name));
                if self.rng.chance(60) {
                    self.numeric(&mut schema);
                }
            }
            6 => self.enumeration(&mut schema),
            7 => {
                schema.insert("const".into(), pool::value(self.rng, 1));
            }
            8 => self.types(&mut schema),
            9 => self.numeric(&mut schema),
            10 => self.string(&mut schema),
            _ => {
                schema.insert("type".into(), json!(self.rng.pick(&TYPES)));
            }
        }
        Value::Object(schema)
    }

    pub(super) fn types(&mut self, schema: &mut Map<String, Value>) {
        let types = self.rng.some(&TYPES, 1, 3);
        let single = types.len() == 1 && self.rng.chance(50);
        let value = if single { json!(types[0]) } else { json!(types) };
        schema.insert("type".into(), value);
    }

    pub(super) fn enumeration(&mut self, schema: &mut Map<String, Value>) {
        let mut values: Vec<Value> = if self.rng.chance(60) {
            self.rng.some(&STRINGS, 1, 4).into_iter().map(Value::from).collect()
        } else {
            (0..=self.rng.below(4)).map(|_| pool::value(self.rng, 1)).collect()
        };
        let mut seen: Vec<Value> = Vec::new();
        values.retain(|value| {
            let new = !seen.contains(value);
            seen.push(value.clone());
            new
        });
        schema.insert("enum".into(), values.into());
    }

    pub(super) fn numeric(&mut self, schema: &mut Map<String, Value>) {
        let mut bounds = [pool::number(self.rng), pool::number(self.rng)];
        // Bounds that nothing can satisfy are worth trying, but not often.
        if bounds[0].as_f64() > bounds[1].as_f64() && self.rng.chance(90) {
            bounds.reverse();
        }
        let sides = [["minimum", "exclusiveMinimum"], ["maximum", "exclusiveMaximum"]];
        for (keywords, bound) in sides.iter().zip(bounds) {
            if self.rng.chance(45) {
                schema.insert((*self.rng.pick(keywords)).into(), bound);
            }
        }
        if self.rng.chance(30) {
            let step = [
                json!(1),
                json!(2),
                json!(3),
                json!(0.5),
                json!(1.0),
                json!(2.5),
                json!(0.1),
                json!(0.01),
            ];
            schema.insert("multipleOf".into(), self.rng.pick(&step).clone());
        }
    }

    pub(super) fn string(&mut self, schema: &mut Map<String, Value>) {
        self.range(schema, "minLength", "maxLength");
        if self.rng.chance(30) {
            schema.insert("pattern".into(), self.pattern());
        }
    }

    pub(super) fn pattern(&mut self) -> Value {
        json!(self.rng.pick(&PATTERNS).0)
    }

    /// How many there may be of something, at least and at most.
    pub(super) fn range(&mut self, schema: &mut Map<String, Value>, least: &str, most: &str) {
        let from = self.rng.below(3);
        if self.rng.chance(45) {
            schema.insert(least.into(), json!(from));
        }
        if self.rng.chance(40) {
            let to = if self.rng.chance(90) { from } else { 0 } + self.rng.below(3);
            schema.insert(most.into(), json!(to));
        }
    }

    /// A number of things, sometimes written as a float.
    pub(super) fn count(&mut self, below: usize) -> Value {
        let count = self.rng.below(below);
        if self.rng.chance(5) { json!(count as f64) } else { json!(count) }
    }

    /// A schema for the names of members.
    pub(super) fn member_name(&mut self) -> Value {
        let mut schema = Map::new();
        match self.rng.below(3) {
            0 => self.string(&mut schema),
            1 => drop(schema.insert("pattern".into(), self.pattern())),
            _ => drop(schema.insert("enum".into(), self.names(2, 6).into())),
        }
        Value::Object(schema)
    }
}
