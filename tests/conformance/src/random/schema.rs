//! Random schemas of draft 2020-12, over all of its keywords.
//!
//! Input: a stream of random numbers. Output: a schema that the meta-schema accepts. References are
//! arranged so that most lead back only by way of a member or an element; the few schemas whose
//! references loop in place are discarded by [`super::reference`].

use serde_json::{Map, Value, json};

use super::pool::{self, NAMES, PATTERNS, STRINGS};
use super::rng::Rng;

/// How deep a schema is nested, apart from references: mostly little, so that most documents reach
/// most of it.
const DEPTHS: [usize; 6] = [1, 1, 2, 2, 3, 4];

const BASE: &str = "https://example.com/";

/// The JSON types with `integer`.
const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// Where a schema stands.
#[derive(Clone, Copy)]
struct Place {
    /// How many more levels of subschemas there may be.
    depth: usize,
    /// Which definition the place applies to the same instance as, if it does: the root is 0, the
    /// definition `d0` is 1.
    in_place: Option<usize>,
    /// Which resource the place lies in, with the same numbers.
    resource: usize,
}

impl Place {
    /// A subschema that applies to the same instance.
    const fn same(self) -> Self {
        Self {
            depth: self.depth.saturating_sub(1),
            ..self
        }
    }

    /// A subschema that applies to a part of the instance.
    const fn part(self) -> Self {
        Self {
            depth: self.depth.saturating_sub(1),
            in_place: None,
            ..self
        }
    }
}

/// A schema under construction.
struct Builder<'r> {
    rng: &'r mut Rng,
    /// One of [`DEPTHS`].
    depth: usize,
    /// How the root (0) and each definition (from 1) can be referred to.
    targets: Vec<Target>,
}

#[derive(Clone, Default)]
struct Target {
    /// Whether it has an `$id`, and so is a resource of its own.
    identified: bool,
    /// Whether it has the anchor `#tN`.
    anchored: bool,
    /// Whether it has the dynamic anchor `#node`.
    dynamic: bool,
}

/// A random schema.
pub fn schema(rng: &mut Rng) -> Value {
    let count = if rng.chance(50) { rng.below(4) } else { 0 };
    let mut targets = vec![Target::default(); count + 1];
    targets[0].identified = rng.chance(40);
    for target in targets.iter_mut().skip(1) {
        target.identified = rng.chance(15);
        target.anchored = rng.chance(20);
    }
    if rng.chance(20) {
        for target in &mut targets {
            target.dynamic = rng.chance(60);
        }
        // Two dynamic anchors of one name in one resource would be one too many.
        one_for_each_resource(&mut targets);
    }
    let depth = *rng.pick(&DEPTHS);
    let mut builder = Builder {
        rng,
        depth,
        targets,
    };
    let root = builder.schema(Place {
        depth,
        in_place: Some(0),
        resource: 0,
    });
    if count == 0 && !root.is_object() {
        return root;
    }
    builder.finish(root)
}

fn one_for_each_resource(targets: &mut [Target]) {
    let mut taken = false;
    for (number, target) in targets.iter_mut().enumerate() {
        let own = number == 0 || target.identified;
        target.dynamic &= own || !taken;
        taken |= target.dynamic && !(own && number > 0);
    }
}

impl Builder<'_> {
    /// Adds the definitions and what names the root.
    fn finish(mut self, root: Value) -> Value {
        let mut root = object(root);
        root.insert(
            "$schema".into(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        let mut definitions = Map::new();
        for number in 1..self.targets.len() {
            let resource = if self.targets[number].identified {
                number
            } else {
                0
            };
            let place = Place {
                depth: self.depth.min(2),
                in_place: Some(number),
                resource,
            };
            let schema = self.schema(place);
            let schema = self.named(schema, number);
            definitions.insert(format!("d{number}"), schema);
        }
        if !definitions.is_empty() {
            root.insert("$defs".into(), Value::Object(definitions));
        }
        self.named(Value::Object(root), 0)
    }

    /// The schema with the names that the target has.
    fn named(&self, schema: Value, number: usize) -> Value {
        let target = &self.targets[number];
        if !(target.identified || target.anchored || target.dynamic) {
            return schema;
        }
        let mut schema = object(schema);
        if target.identified {
            schema.insert("$id".into(), json!(format!("{BASE}r{number}")));
        }
        if target.anchored {
            schema.insert("$anchor".into(), json!(format!("t{number}")));
        }
        if target.dynamic {
            schema.insert("$dynamicAnchor".into(), json!("node"));
        }
        Value::Object(schema)
    }

    fn schema(&mut self, place: Place) -> Value {
        if place.depth == 0 {
            return self.leaf();
        }
        let mut schema = Map::new();
        match self.rng.below(100) {
            0..=3 => return json!(self.rng.chance(75)),
            4..=17 => return self.leaf(),
            18..=45 => self.object(&mut schema, place),
            46..=58 => self.array(&mut schema, place),
            59..=74 => self.combination(&mut schema, place),
            75..=81 => self.tagged(&mut schema, place),
            82..=91 => self.reference(&mut schema, place),
            _ => self.wild(&mut schema, place),
        }
        if self.rng.chance(20) {
            self.sibling(&mut schema, place);
        }
        if self.rng.chance(10) {
            self.annotation(&mut schema);
        }
        Value::Object(schema)
    }

    /// A schema without subschemas.
    fn leaf(&mut self) -> Value {
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

    fn types(&mut self, schema: &mut Map<String, Value>) {
        let types = self.rng.some(&TYPES, 1, 3);
        let single = types.len() == 1 && self.rng.chance(50);
        let value = if single {
            json!(types[0])
        } else {
            json!(types)
        };
        schema.insert("type".into(), value);
    }

    fn enumeration(&mut self, schema: &mut Map<String, Value>) {
        let mut values: Vec<Value> = if self.rng.chance(60) {
            self.rng
                .some(&STRINGS, 1, 4)
                .into_iter()
                .map(Value::from)
                .collect()
        } else {
            (0..=self.rng.below(4))
                .map(|_| pool::value(self.rng, 1))
                .collect()
        };
        let mut seen: Vec<Value> = Vec::new();
        values.retain(|value| {
            let new = !seen.contains(value);
            seen.push(value.clone());
            new
        });
        schema.insert("enum".into(), values.into());
    }

    fn numeric(&mut self, schema: &mut Map<String, Value>) {
        let mut bounds = [pool::number(self.rng), pool::number(self.rng)];
        // Bounds that nothing can satisfy are worth trying, but not often.
        if bounds[0].as_f64() > bounds[1].as_f64() && self.rng.chance(90) {
            bounds.reverse();
        }
        let sides = [
            ["minimum", "exclusiveMinimum"],
            ["maximum", "exclusiveMaximum"],
        ];
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
            ];
            schema.insert("multipleOf".into(), self.rng.pick(&step).clone());
        }
    }

    fn string(&mut self, schema: &mut Map<String, Value>) {
        self.range(schema, "minLength", "maxLength");
        if self.rng.chance(30) {
            schema.insert("pattern".into(), self.pattern());
        }
    }

    fn pattern(&mut self) -> Value {
        json!(self.rng.pick(&PATTERNS).0)
    }

    /// How many there may be of something, at least and at most.
    fn range(&mut self, schema: &mut Map<String, Value>, least: &str, most: &str) {
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
    fn count(&mut self, below: usize) -> Value {
        let count = self.rng.below(below);
        if self.rng.chance(5) {
            json!(count as f64)
        } else {
            json!(count)
        }
    }

    fn object(&mut self, schema: &mut Map<String, Value>, place: Place) {
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
            if self.rng.chance(8) {
                self.keyword(schema, keyword, place);
            }
        }
    }

    fn array(&mut self, schema: &mut Map<String, Value>, place: Place) {
        if self.rng.chance(60) {
            schema.insert("type".into(), json!("array"));
        }
        if self.rng.chance(65) {
            self.keyword(schema, "items", place);
        }
        if self.rng.chance(30) {
            self.keyword(schema, "prefixItems", place);
        }
        let rare = [
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "unevaluatedItems",
        ];
        for keyword in rare {
            if self.rng.chance(18) {
                self.keyword(schema, keyword, place);
            }
        }
    }

    fn combination(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let keyword = *self
            .rng
            .pick(&["oneOf", "anyOf", "allOf", "allOf", "not", "if"]);
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
    fn tagged(&mut self, schema: &mut Map<String, Value>, place: Place) {
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
        let keyword = if self.rng.chance(70) {
            "oneOf"
        } else {
            "anyOf"
        };
        schema.insert(keyword.into(), arms.into());
    }

    /// A few keywords that need not have to do with each other.
    fn wild(&mut self, schema: &mut Map<String, Value>, place: Place) {
        for _ in 0..2 + self.rng.below(3) {
            self.sibling(schema, place);
        }
    }

    /// One more keyword of any kind.
    fn sibling(&mut self, schema: &mut Map<String, Value>, place: Place) {
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
    fn keyword(&mut self, schema: &mut Map<String, Value>, keyword: &str, place: Place) {
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
                let patterns: Vec<String> = PATTERNS
                    .iter()
                    .map(|(pattern, _)| (*pattern).to_owned())
                    .collect();
                let patterns = self.rng.some(&patterns, 1, 2);
                self.members(&patterns, place.part())
            }
            "prefixItems" => (0..=self.rng.below(3))
                .map(|_| self.schema(place.part()))
                .collect(),
            "allOf" | "anyOf" | "oneOf" => (0..=1 + self.rng.below(2))
                .map(|_| self.schema(place.same()))
                .collect(),
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

    fn conditional(&mut self, schema: &mut Map<String, Value>, place: Place) {
        for (keyword, percent) in [("if", 95), ("then", 80), ("else", 60)] {
            if self.rng.chance(percent) {
                let value = self.schema(place.same());
                schema.insert(keyword.into(), value);
            }
        }
    }

    fn contains(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let value = self.schema(place.part());
        schema.insert("contains".into(), value);
        for (keyword, below) in [("minContains", 3), ("maxContains", 4)] {
            if self.rng.chance(25) {
                schema.insert(keyword.into(), self.count(below));
            }
        }
    }

    /// A reference to the root or to a definition; one that applies in place leads only onwards.
    fn reference(&mut self, schema: &mut Map<String, Value>, place: Place) {
        let first = place.in_place.map_or(0, |definition| definition + 1);
        if first >= self.targets.len() {
            return self.object(schema, place);
        }
        let dynamic = self.targets.iter().any(|target| target.dynamic);
        if dynamic && place.in_place.is_none() && self.rng.chance(60) {
            let number = self.rng.below(self.targets.len());
            let known = place.resource == number || self.targets[number].identified;
            let resource = if self.rng.chance(40) && known {
                format!("r{number}")
            } else {
                String::new()
            };
            schema.insert("$dynamicRef".into(), json!(format!("{resource}#node")));
            return;
        }
        let number = first + self.rng.below(self.targets.len() - first);
        let reference = self.reference_to(number, place);
        schema.insert("$ref".into(), json!(reference));
    }

    fn reference_to(&mut self, number: usize, place: Place) -> String {
        let target = self.targets[number].clone();
        if target.identified && self.rng.chance(60) {
            let base = if self.rng.chance(50) { BASE } else { "" };
            return format!("{base}r{number}");
        }
        // From inside another resource, the root's definitions are reached by the root's address.
        let root = if place.resource == 0 {
            String::new()
        } else {
            format!("{BASE}r0")
        };
        if number == 0 {
            format!("{root}#")
        } else if target.anchored && !target.identified && self.rng.chance(60) {
            format!("{root}#t{number}")
        } else {
            format!("{root}#/$defs/d{number}")
        }
    }

    fn annotation(&mut self, schema: &mut Map<String, Value>) {
        let annotations = [
            ("title", json!("A Title")),
            (
                "description",
                json!("Some *text*, with `code`, [a link] and <angles>.\n\n    code\n"),
            ),
            ("default", pool::value(self.rng, 1)),
            ("deprecated", json!(true)),
            ("readOnly", json!(true)),
            ("writeOnly", json!(true)),
            ("examples", json!([pool::value(self.rng, 1)])),
            ("format", json!("date-time")),
            ("$comment", json!("a comment */")),
            ("x-unknown", json!({ "$ref": "nowhere" })),
        ];
        for (keyword, value) in self.rng.some(&annotations, 1, 3) {
            schema.insert(keyword.into(), value);
        }
    }

    fn names(&mut self, least: usize, most: usize) -> Vec<String> {
        let names = NAMES.map(str::to_owned);
        unique(self.rng.some(&names, least, most))
    }

    /// A schema for the names of members.
    fn member_name(&mut self) -> Value {
        let mut schema = Map::new();
        match self.rng.below(3) {
            0 => self.string(&mut schema),
            1 => drop(schema.insert("pattern".into(), self.pattern())),
            _ => drop(schema.insert("enum".into(), self.names(2, 6).into())),
        }
        Value::Object(schema)
    }

    /// An object with a schema for each of `names`.
    fn members(&mut self, names: &[String], place: Place) -> Value {
        names
            .iter()
            .map(|name| (name.clone(), self.schema(place)))
            .collect()
    }
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    unique
}

/// A schema as an object: `false` as `{"not": {}}`.
fn object(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(members) => members,
        Value::Bool(false) => Map::from_iter([("not".to_owned(), json!({}))]),
        _ => Map::new(),
    }
}
