//! Random schemas of the forms that people write: objects, arrays, unions.

use serde_json::{Map, Value, json};

use super::{Builder, Place, object, unique};

impl Builder<'_> {
    pub(super) fn object(&mut self, schema: &mut Map<String, Value>, place: Place) {
        if self.rng.chance(60) {
            schema.insert("type".into(), json!("object"));
        }
        let names = self.names(0, 5);
        if !names.is_empty() {
            let properties = self.members(&names, place.part());
            schema.insert("properties".into(), properties);
        }
        if self.rng.chance(60) {
            let mut required = self.rng.some(&names, 0, 3);
            if self.rng.chance(15) {
                required.extend(self.names(1, 1));
            }
            required.dedup();
            schema.insert("required".into(), unique(required).into());
        }
        for keyword in ["additionalProperties", "patternProperties", "propertyNames"] {
            if self.rng.chance(25) {
                self.keyword(schema, keyword, place);
            }
        }
        let rare = [
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
        ];
        for keyword in rare {
            if self.rng.chance(10) {
                self.keyword(schema, keyword, place);
            }
        }
    }

    pub(super) fn array(&mut self, schema: &mut Map<String, Value>, place: Place) {
        if self.rng.chance(60) {
            schema.insert("type".into(), json!("array"));
        }
        if self.rng.chance(65) {
            self.keyword(schema, "items", place);
        }
        if self.rng.chance(30) {
            self.keyword(schema, "prefixItems", place);
        }
        if self.rng.chance(40) {
            self.range(schema, "minItems", "maxItems");
        }
        let rare = ["uniqueItems", "contains", "unevaluatedItems"];
        for keyword in rare {
            if self.rng.chance(18) {
                self.keyword(schema, keyword, place);
            }
        }
    }

    pub(super) fn combination(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let keyword = *self.rng.pick(&["oneOf", "anyOf", "allOf", "allOf", "not", "if"]);
        self.keyword(schema, keyword, place);
        if self.rng.chance(35) {
            self.object(schema, place);
        }
        if self.rng.chance(15) {
            self.keyword(schema, "unevaluatedProperties", place);
        }
        if self.rng.chance(8) {
            self.keyword(schema, "unevaluatedItems", place);
        }
    }

    /// A union whose arms a member tells apart.
    pub(super) fn tagged(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let tag = *self.rng.pick(&["kind", "type"]);
        let arms: Vec<Value> = ["foo", "bar", "ab"]
            .iter()
            .take(2 + self.rng.below(2))
            .map(|name| {
                let names = self.names(0, 2);
                let mut properties = object(self.members(&names, place.same().part()));
                let one = if self.rng.chance(70) {
                    json!({ "const": name })
                } else {
                    json!({ "enum": [name] })
                };
                properties.insert(tag.into(), one);
                let mut required = self.rng.some(&names, 0, 2);
                if self.rng.chance(85) {
                    required.push(tag.to_owned());
                }
                let mut arm =
                    object(json!({ "properties": properties, "required": unique(required) }));
                if self.rng.chance(80) {
                    arm.insert("type".into(), json!("object"));
                }
                if self.rng.chance(25) {
                    arm.insert("additionalProperties".into(), json!(false));
                }
                Value::Object(arm)
            })
            .collect();
        let keyword = if self.rng.chance(70) { "oneOf" } else { "anyOf" };
        schema.insert(keyword.into(), arms.into());
    }
}
