//! Random pairs of schemas, a schema and mutations of it: no verdict that promises something may be
//! refuted by a document, and what is called broken is shown by one, with the `jsonschema` crate as the
//! reference on whole documents. Definitions are used in several places, several edits are made at
//! once, and some formats assert.
//!
//! `DIFF_PAIRS` sets how many pairs, `DIFF_SEED` how they are made, `DIFF_FIRST` where
//! they begin; `DIFF_SHOW` prints each.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use codegen::Config;
use codegen::config::Library;
use codegen::internal::diff::{self, Change, SetRelation, Side, Verdict, Witness};
use codegen::internal::files::Memory;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A generator of numbers that is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const NAMES: [&str; 4] = ["a", "b", "c", "x-1"];
const PATTERNS: [&str; 5] = ["^[a-z]+$", "^x-", "b", "^a{2,3}$", "^[0-9]*$"];

fn schema(random: &mut Random, depth: usize) -> Value {
    if random.chance(6) {
        return Value::Bool(random.chance(60));
    }
    let mut object = Map::new();
    if random.chance(75) {
        let types = ["string", "integer", "number", "boolean", "null", "array", "object", "object"];
        let one = json!(random.one(&types));
        let kind = if random.chance(20) { json!([one, random.one(&types[..4])]) } else { one };
        if kind.as_array().is_none_or(|it| it[0] != it[1]) {
            object.insert("type".to_owned(), kind);
        }
    }
    for _ in 0..random.below(4) {
        let (keyword, value) = keyword(random, depth);
        object.insert(keyword, value);
    }
    Value::Object(object)
}

fn keyword(random: &mut Random, depth: usize) -> (String, Value) {
    let number = random.below(6) as i64 - 1;
    let count = random.below(4);
    let scalar = |random: &mut Random| match random.below(18) {
        0 => ("minimum", json!(number)),
        1 => ("maximum", json!(number + 2)),
        2 => ("exclusiveMinimum", json!(number)),
        3 => ("multipleOf", json!(random.one(&[1.0, 2.0, 3.0, 0.5]))),
        4 => ("minLength", json!(count)),
        5 => ("maxLength", json!(count + 1)),
        6 => ("pattern", json!(random.one(&PATTERNS))),
        7 => ("minItems", json!(count)),
        8 => ("maxItems", json!(count)),
        9 => ("uniqueItems", json!(true)),
        10 => ("minProperties", json!(count)),
        11 => ("maxProperties", json!(count)),
        12 => ("required", json!([random.one(&NAMES)])),
        13 => ("enum", json!([value(random, 1), value(random, 0), value(random, 0)])),
        14 => ("const", value(random, 1)),
        16 => ("format", json!(random.one(&["ipv4", "uuid"]))),
        15 => ("dependentRequired", json!({ *random.one(&NAMES): [random.one(&NAMES)] })),
        _ => ("title", json!("Text")),
    };
    let (name, value) = match depth.checked_sub(1) {
        None => scalar(random),
        Some(_) if random.chance(35) => scalar(random),
        Some(depth) => match random.below(23) {
            0..=4 => {
                let names: Vec<_> = NAMES.iter().filter(|_| random.chance(50)).collect();
                let members: Map<_, _> = names
                    .into_iter()
                    .map(|name| ((*name).to_owned(), schema(random, depth)))
                    .collect();
                ("properties", members.into())
            }
            5 => ("additionalProperties", json!(false)),
            6 => ("additionalProperties", schema(random, depth)),
            7 => ("patternProperties", json!({ *random.one(&PATTERNS): schema(random, depth) })),
            8 => ("propertyNames", json!({ "pattern": random.one(&PATTERNS) })),
            9 => ("items", schema(random, depth)),
            10 => ("prefixItems", json!([schema(random, depth), schema(random, depth)])),
            11 => ("contains", schema(random, depth)),
            12 => ("allOf", json!([schema(random, depth), schema(random, depth)])),
            13 => ("anyOf", json!([schema(random, depth), schema(random, depth)])),
            14 => ("oneOf", json!([schema(random, depth), schema(random, depth)])),
            15 => ("not", schema(random, depth)),
            16 => ("unevaluatedProperties", json!(false)),
            17 => ("dependentSchemas", json!({ *random.one(&NAMES): schema(random, depth) })),
            18 => ("unevaluatedItems", schema(random, depth)),
            _ => ("$ref", json!(random.one(&["#/$defs/D", "#/$defs/E"]))),
        },
    };
    (name.to_owned(), value)
}

fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 12 } else { 19 }) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3..=5 => json!(random.below(7) as i64 - 2),
        6 => json!(random.below(9) as f64 / 2.0),
        7..=11 => json!(random.one(&[
            "",
            "a",
            "b",
            "ab",
            "aaa",
            "abcd",
            "0",
            "12",
            "x-",
            "192.0.2.1",
            "c9bf9e57-1685-4c89-bafb-ff5af830be8a",
        ])),
        12..=14 => (0..random.below(4)).map(|_| value(random, depth - 1)).collect(),
        _ => {
            let names = ["a", "b", "c", "x-1", "x-2", "B", "aa"];
            let count = random.below(4);
            let member = |_| ((*random.one(&names)).to_owned(), value(random, depth - 1));
            (0..count).map(member).collect::<Map<_, _>>().into()
        }
    }
}

fn root(random: &mut Random) -> Value {
    let mut root = schema(random, 3);
    if !root.is_object() {
        root = json!({});
    }
    let definitions = json!({ "D": schema(random, 2), "E": schema(random, 1) });
    let object = root.as_object_mut().unwrap();
    object.insert("$defs".to_owned(), definitions);
    // Each definition in some place in which more is more, and in one in which it is not.
    if random.chance(50) {
        let name = *random.one(&["#/$defs/D", "#/$defs/E"]);
        let other = schema(random, 1);
        let place = match random.below(4) {
            0 => json!({ "not": { "$ref": name } }),
            1 => json!({ "oneOf": [{ "$ref": name }, other] }),
            2 => json!({ "if": { "$ref": name }, "then": other }),
            _ => json!({ "anyOf": [other, { "$ref": name }] }),
        };
        object.insert("properties".to_owned(), json!({ "a": { "$ref": name }, "b": place }));
    }
    root
}

/// Changes something somewhere.
fn mutate(random: &mut Random, schema: &mut Value, depth: usize) {
    let Value::Object(object) = schema else {
        *schema = self::schema(random, depth.min(2));
        return;
    };
    let inner: Vec<String> = object
        .iter()
        .filter(|(name, value)| {
            (value.is_object() || value.is_array()) && !matches!(name.as_str(), "enum" | "const")
        })
        .map(|(name, _)| name.clone())
        .collect();
    if depth > 0 && !inner.is_empty() && random.chance(65) {
        let name = random.one(&inner).clone();
        let inside = object.get_mut(&name).unwrap();
        match inside {
            Value::Array(list) if name != "type" && name != "required" && !list.is_empty() => {
                let index = random.below(list.len());
                return mutate(random, &mut list[index], depth - 1);
            }
            Value::Object(map) if !map.is_empty() && is_map(&name) => {
                let key = random.one(&map.keys().cloned().collect::<Vec<_>>()).clone();
                return mutate(random, map.get_mut(&key).unwrap(), depth - 1);
            }
            Value::Object(_) if !is_map(&name) && name != "dependentRequired" => {
                return mutate(random, inside, depth - 1);
            }
            _ => {}
        }
    }
    let keys: Vec<String> = object.keys().filter(|it| *it != "$defs").cloned().collect();
    if !keys.is_empty() && random.chance(35) {
        object.remove(random.one(&keys));
    } else {
        let (name, value) = keyword(random, 2);
        object.insert(name, value);
    }
}

fn is_map(name: &str) -> bool {
    matches!(name, "properties" | "patternProperties" | "$defs" | "dependentSchemas")
}

/// Whether definitions may refer to each other in a circle.
fn has_circle(root: &Value) -> bool {
    let refers = |from: &str, to: &str| {
        root["$defs"][from].to_string().contains(&format!("\"#/$defs/{to}\""))
    };
    refers("D", "D") || refers("E", "E") || refers("D", "E") && refers("E", "D")
}

fn side(schema: &Value) -> Option<Side> {
    let files = Memory::with([("schemas/thing.json", schema.to_string())]);
    let config = Config::new().format("ipv4", Library::Std).format("uuid", Library::Uuid);
    Side::read(&config, &files, false).ok()
}

fn validator(schema: &Value) -> Option<Validator> {
    jsonschema::options().should_validate_formats(true).build(schema).ok()
}

/// A schema of a version: the root, or a definition of it.
fn part(root: &Value, place: &str) -> Option<Validator> {
    let pointer = place.split_once('#')?.1;
    if pointer.is_empty() {
        return validator(root);
    }
    validator(&json!({ "$ref": format!("#{pointer}"), "$defs": root["$defs"] }))
}

/// What is wrong with the documents that are to show a change.
fn wrong(change: &Change, old: &Value, new: &Value) -> Option<String> {
    let check = |witness: &Option<Witness>, accepting: &Value, refusing: &Value| {
        let Some(Witness { document, schema }) = witness else { return Some("nothing".to_owned()) };
        let value: Value = serde_json::from_str(document).unwrap();
        let (accepting, refusing) = (part(accepting, schema)?, part(refusing, schema)?);
        let shows = accepting.is_valid(&value) && !refusing.is_valid(&value);
        (!shows).then(|| format!("{document} of {schema}"))
    };
    let broken = |verdict| matches!(verdict, Verdict::Breaks | Verdict::Possible);
    let strict = broken(change.strict).then(|| check(&change.only_new, new, old)).flatten();
    let writer = broken(change.writer).then(|| check(&change.only_old, old, new)).flatten();
    strict.or(writer)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(default)
}

#[test]
fn no_promise_is_refuted_by_a_document() {
    let (pairs, seed) = (setting("DIFF_PAIRS", 600), setting("DIFF_SEED", 1));
    let first = setting("DIFF_FIRST", 0);
    let (mut promises, mut unknown, mut compared) = (0, 0, 0);
    for pair in first..pairs {
        let mut random = Random((seed << 32) + pair);
        let old = root(&mut random);
        let mut new = old.clone();
        for _ in 0..=random.below(4) {
            mutate(&mut random, &mut new, 5);
        }
        if std::env::var_os("DIFF_SHOW").is_some() {
            println!("pair {pair}\n{old}\n{new}");
        }
        // What a circle accepts that never leaves the instance is anybody's guess.
        if has_circle(&old) || has_circle(&new) {
            continue;
        }
        let (Some(before), Some(after)) = (validator(&old), validator(&new)) else { continue };
        let (Some(old_side), Some(new_side)) = (side(&old), side(&new)) else { continue };
        let report = diff::run(&old_side, &new_side, Some("old"))
            .unwrap_or_else(|| panic!("pair {pair} stopped\n{old}\n{new}"));
        compared += 1;
        let summary = &report.summary;
        promises +=
            u32::from(summary.strict == Verdict::Ok) + u32::from(summary.writer == Verdict::Ok);
        unknown += u32::from(summary.strict == Verdict::Unknown)
            + u32::from(summary.writer == Verdict::Unknown);
        for change in &report.changes {
            if let Some(wrong) = wrong(change, &old, &new) {
                let Change { pointer, message, .. } = change;
                panic!(
                    "pair {pair}: {pointer} {message} is shown by {wrong}\nold {old}\nnew {new}"
                );
            }
        }
        let same = report.changes.iter().all(|it| it.set == SetRelation::Same);
        for _ in 0..120 {
            let document = value(&mut random, 3);
            let (was, is) = (before.is_valid(&document), after.is_valid(&document));
            let wrong = is && !was && (summary.strict == Verdict::Ok || same)
                || was && !is && (summary.writer == Verdict::Ok || same);
            let changes: Vec<_> = report
                .changes
                .iter()
                .map(|it| format!("{} {} {:?}", it.pointer, it.message, it.set))
                .collect();
            assert!(
                !wrong,
                "pair {pair}: {document} was {was} and is {is}\nold {old}\nnew {new}\n{summary:?}\n{}",
                changes.join("\n")
            );
        }
    }
    println!("{compared} pairs compared, {promises} promises, {unknown} unknown");
    let tried = pairs.saturating_sub(first);
    assert!(compared * 10 > tried * 6, "only {compared} of {tried} pairs were compared");
    assert!(u64::from(promises) * 2 > compared, "only {promises} promises");
}
