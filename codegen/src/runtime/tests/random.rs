//! Agreement with an independent validator on pseudo-random schemas and values.

use serde_json::{Value, json};

use super::convert::{convert, depth};
use crate::runtime::support::json::AsJson;

const SCHEMAS: usize = 3000;
const VALUES_OF_EACH: usize = 12;

#[test]
fn an_independent_validator_agrees() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut valid, mut invalid) = (0, 0);
    for _ in 0..SCHEMAS {
        let schema = random.document();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let values: Vec<Value> = (0..VALUES_OF_EACH).map(|_| random.value(3)).collect();
        let ours = convert(&schema, values.iter().map(depth).max().unwrap_or(0));
        for value in &values {
            let expected = validator.is_valid(value);
            let accepted = ours.check(value.as_json()).is_ok();
            assert_eq!(accepted, expected, "{schema} {value}");
            let explained = ours.check(value.as_json());
            assert_eq!(accepted, explained.is_ok(), "{schema} {value}");
            if let Err(error) = explained {
                let found = value.pointer(error.instance_location());
                assert!(found.is_some(), "{error}: {schema} {value}");
            }
            *(if expected { &mut valid } else { &mut invalid }) += 1;
        }
    }
    println!("{valid} valid, {invalid} invalid");
    assert!(valid > SCHEMAS && invalid > SCHEMAS);
}

/// Numbers by xorshift, the same in each run.
struct Random(u64);

const NAMES: [&str; 4] = ["a", "b", "ab", "c/~"];

/// The keywords, each with how its value is made; together with those it depends on.
const KEYWORDS: [&str; 35] = [
    "type",
    "enum",
    "const",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "prefixItems",
    "items",
    "contains",
    "unevaluatedItems",
    "maxProperties",
    "minProperties",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "properties",
    "$ref",
];

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let len = self.below(most) + 1;
        (0..len).map(|_| make(self)).collect()
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 6 } else { 12 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(5) as i64 - 2),
            3 => json!(self.pick(&[0.5, 1.0, 1.5, 2.0, 0.01, 1e20])),
            4 | 5 => json!(self.pick(&["", "a", "b", "ab", "aé", "😀😀"])),
            6..=8 => Value::Array((0..self.below(5)).map(|_| self.value(depth - 1)).collect()),
            _ => {
                let members = (0..self.below(5)).map(|_| {
                    let name = self.pick(&NAMES).to_owned();
                    (name, self.value(depth - 1))
                });
                Value::Object(members.collect())
            }
        }
    }

    /// A schema with definitions, of which each may refer to later ones from anywhere, and to any
    /// from where the instance is smaller.
    fn document(&mut self) -> Value {
        let mut schema = self.schema(3, 0);
        if let (0, Value::Object(map)) = (self.below(3), &mut schema) {
            for keyword in ["unevaluatedProperties", "unevaluatedItems", "anyOf", "allOf"] {
                self.keyword(map, keyword, 3, 0);
            }
        }
        let definitions = (0..3).map(|i| (format!("d{i}"), self.schema(2, i + 1)));
        let definitions: Value = Value::Object(definitions.collect());
        match &mut schema {
            Value::Object(map) => {
                map.insert("$defs".to_owned(), definitions);
            }
            _ => schema = json!({"$defs": definitions, "allOf": [schema]}),
        }
        schema
    }

    fn schema(&mut self, depth: usize, first: usize) -> Value {
        if self.below(8) == 0 {
            return json!(self.below(3) != 0);
        }
        let mut map = serde_json::Map::new();
        for _ in 0..self.below(4) + 1 {
            let keyword = self.pick(&KEYWORDS);
            self.keyword(&mut map, keyword, depth, first);
        }
        Value::Object(map)
    }

    fn child(&mut self, depth: usize) -> Value {
        self.schema(depth - 1, 0)
    }

    fn keyword(
        &mut self,
        map: &mut serde_json::Map<String, Value>,
        keyword: &str,
        depth: usize,
        first: usize,
    ) {
        let value = match keyword {
            "type" => {
                let mut types = self.some(3, |r| {
                    r.pick(&["null", "boolean", "integer", "number", "string", "array", "object"])
                });
                types.sort_unstable();
                types.dedup();
                json!(types)
            }
            "enum" => {
                let mut values = Vec::new();
                for value in self.some(4, |random| random.value(1)) {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                Value::Array(values)
            }
            "const" => self.value(2),
            "multipleOf" => json!(self.pick(&[0.01, 0.5, 1.0, 2.0])),
            "maximum" | "exclusiveMaximum" | "minimum" | "exclusiveMinimum" => {
                json!(self.pick(&[-1.0, 0.0, 0.5, 1.0, 1.5]))
            }
            "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties"
            | "minProperties" => json!(self.below(4)),
            "pattern" => json!(self.pick(&["^a", "b", "^.$", "^$"])),
            "uniqueItems" => json!(true),
            "required" => {
                let mut names = self.some(2, |random| random.pick(&NAMES));
                names.dedup();
                json!(names)
            }
            "dependentRequired" => json!({ self.pick(&NAMES): [self.pick(&NAMES)] }),
            _ if depth == 0 => return,
            "$ref" => {
                if first == 3 {
                    return;
                }
                json!(format!("#/$defs/d{}", first + self.below(3 - first)))
            }
            "items"
            | "unevaluatedItems"
            | "additionalProperties"
            | "propertyNames"
            | "unevaluatedProperties" => self.child(depth),
            "contains" => {
                if self.below(2) == 0 {
                    map.insert("minContains".to_owned(), json!(self.below(3)));
                }
                if self.below(2) == 0 {
                    map.insert("maxContains".to_owned(), json!(self.below(3)));
                }
                self.child(depth)
            }
            "prefixItems" => Value::Array(self.some(2, |random| random.child(depth))),
            "properties" => {
                let named = self.some(3, |r| (r.pick(&NAMES).to_owned(), r.child(depth)));
                Value::Object(named.into_iter().collect())
            }
            "patternProperties" => json!({ self.pick(&["^a", "b", "^.$"]): self.child(depth) }),
            "dependentSchemas" => json!({ self.pick(&NAMES): self.schema(depth - 1, first) }),
            "not" => self.schema(depth - 1, first),
            "if" => {
                for branch in ["then", "else"] {
                    if self.below(3) != 0 {
                        map.insert(branch.to_owned(), self.schema(depth - 1, first));
                    }
                }
                self.schema(depth - 1, first)
            }
            _ => Value::Array(self.some(3, |random| random.schema(depth - 1, first))),
        };
        map.insert(keyword.to_owned(), value);
    }
}
