//! Random values for any keyword, whatever stands beside it.

use serde_json::{Map, Value, json};

use super::{Builder, Place};
use crate::random::pool::{self, PATTERNS};

impl Builder<'_> {
    /// A few keywords that need not have to do with each other.
    pub(super) fn wild(&mut self, schema: &mut Map<String, Value>, place: Place) {
        for _ in 0..2 + self.rng.below(3) {
            self.sibling(schema, place);
        }
    }

    /// One more keyword of any kind.
    pub(super) fn sibling(&mut self, schema: &mut Map<String, Value>, place: Place) {
        const KEYWORDS: [&str; 33] = [
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
            "contains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
            "prefixItems",
            "items",
            "additionalProperties",
            "patternProperties",
            "dependentSchemas",
            "propertyNames",
            "if",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "unevaluatedItems",
            "unevaluatedProperties",
            "$ref",
        ];
        let keyword = *self.rng.pick(&KEYWORDS);
        if !schema.contains_key(keyword) {
            self.keyword(schema, keyword, place);
        }
    }

    /// Adds `keyword`, and the keywords that belong to it.
    pub(super) fn keyword(&mut self, schema: &mut Map<String, Value>, keyword: &str, place: Place) {
        let value = match keyword {
            "type" => return self.types(schema),
            "enum" => return self.enumeration(schema),
            "$ref" => return self.reference(schema, place),
            "if" => return self.conditional(schema, place),
            "contains" => return self.contains(schema, place),
            "const" => pool::value(self.rng, 2),
            "maximum" | "exclusiveMaximum" | "minimum" | "exclusiveMinimum" => {
                pool::number(self.rng)
            }
            "multipleOf" => json!(self.rng.pick(&[1, 2, 3])),
            "minLength" | "minItems" | "minProperties" => self.count(3),
            "maxLength" | "maxItems" | "maxProperties" => self.count(5),
            "pattern" => self.pattern(),
            "uniqueItems" => json!(self.rng.chance(90)),
            "required" => self.names(0, 2).into(),
            "dependentRequired" => self
                .names(1, 2)
                .into_iter()
                .map(|name| (name, Value::from(self.names(0, 2))))
                .collect(),
            "dependentSchemas" => {
                let names = self.names(1, 2);
                self.members(&names, place.same())
            }
            "patternProperties" => {
                let patterns: Vec<String> =
                    PATTERNS.iter().map(|(pattern, _)| (*pattern).to_owned()).collect();
                let patterns = self.rng.some(&patterns, 1, 2);
                self.members(&patterns, place.part())
            }
            "prefixItems" => (0..=self.rng.below(3)).map(|_| self.schema(place.part())).collect(),
            "allOf" | "anyOf" | "oneOf" => {
                (0..=1 + self.rng.below(2)).map(|_| self.schema(place.same())).collect()
            }
            "not" if self.rng.chance(70) => self.leaf(),
            "not" => self.schema(place.same()),
            "propertyNames" if self.rng.chance(80) => self.member_name(),
            "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems"
                if self.rng.chance(50) =>
            {
                json!(false)
            }
            _ => self.schema(place.part()),
        };
        schema.insert(keyword.into(), value);
    }

    pub(super) fn conditional(&mut self, schema: &mut Map<String, Value>, place: Place) {
        for (keyword, percent) in [("if", 95), ("then", 80), ("else", 60)] {
            if self.rng.chance(percent) {
                let value = self.schema(place.same());
                schema.insert(keyword.into(), value);
            }
        }
    }

    pub(super) fn contains(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let value = self.schema(place.part());
        schema.insert("contains".into(), value);
        for (keyword, below) in [("minContains", 3), ("maxContains", 4)] {
            if self.rng.chance(40) {
                schema.insert(keyword.into(), self.count(below));
            }
        }
    }

    /// A reference to the root or to a definition; one that applies in place leads only onwards.
    pub(super) fn reference(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let first = place.in_place.map_or(0, |definition| definition + 1);
        if first >= self.targets.len() {
            return self.object(schema, place);
        }
        let dynamic = self.targets.iter().any(|target| target.dynamic);
        if dynamic && place.in_place.is_none() && self.rng.chance(60) {
            let number = self.rng.below(self.targets.len());
            let target = &self.targets[number];
            let known = target.identified && target.dynamic;
            let resource =
                if self.rng.chance(40) && known { format!("r{number}") } else { String::new() };
            schema.insert("$dynamicRef".into(), json!(format!("{resource}#node")));
            return;
        }
        let number = first + self.rng.below(self.targets.len() - first);
        let reference = self.reference_to(number, place);
        schema.insert("$ref".into(), json!(reference));
    }

    pub(super) fn reference_to(&mut self, number: usize, place: Place) -> String {
        let target = self.targets[number].clone();
        if target.identified && self.rng.chance(60) {
            let base = if self.rng.chance(50) { self.base.as_str() } else { "" };
            return format!("{base}r{number}");
        }
        // From inside another resource, the root's definitions are reached by the root's address.
        let root = if place.resource == 0 { String::new() } else { format!("{}r0", self.base) };
        if number == 0 {
            format!("{root}#")
        } else if target.anchored && !target.identified && self.rng.chance(60) {
            format!("{root}#t{number}")
        } else {
            format!("{root}#/$defs/d{number}")
        }
    }
}
