//! Random schemas of draft 2020-12, over all of its keywords.
//!
//! Input: a stream of random numbers. Output: a schema that the meta-schema accepts. References are
//! arranged so that most lead back only by way of a member or an element; the few schemas whose
//! references loop in place are discarded by [`super::reference`].

mod form;
mod keyword;
mod leaf;

use serde_json::{Map, Value, json};

use super::pool::{self, NAMES};
use super::rng::Rng;

/// How deep a schema is nested, apart from references: mostly little, so that most documents reach
/// most of it.
const DEPTHS: [usize; 6] = [1, 1, 2, 2, 3, 4];

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
        Self { depth: self.depth.saturating_sub(1), ..self }
    }

    /// A subschema that applies to a part of the instance.
    const fn part(self) -> Self {
        Self { depth: self.depth.saturating_sub(1), in_place: None, ..self }
    }
}

/// A schema under construction.
struct Builder<'r> {
    rng: &'r mut Rng,
    /// What the addresses of all resources begin with.
    base: String,
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

/// A random schema; `number` sets its addresses apart from those of others, so that many can be
/// generated in one tree.
pub fn schema(rng: &mut Rng, number: u64) -> Value {
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
    let base = format!("https://example.com/{number}/");
    let mut builder = Builder { rng, base, depth, targets };
    let root = builder.schema(Place { depth, in_place: Some(0), resource: 0 });
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
        root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        let mut definitions = Map::new();
        for number in 1..self.targets.len() {
            let resource = if self.targets[number].identified { number } else { 0 };
            let place = Place { depth: self.depth.min(2), in_place: Some(number), resource };
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
            schema.insert("$id".into(), json!(format!("{}r{number}", self.base)));
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

    /// An object with a schema for each of `names`.
    fn members(&mut self, names: &[String], place: Place) -> Value {
        names.iter().map(|name| (name.clone(), self.schema(place))).collect()
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
