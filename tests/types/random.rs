//! Random documents, valid and broken, get the verdict of a validator that is not ours, and come back
//! unchanged where they are accepted.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::documents::same;
use crate::rng::Rng;
use crate::schemas::{Root, Schemas, required, type_of};
use crate::table::find;

/// How many documents are made of each schema, each of them also in damaged copies.
const DOCUMENTS: usize = 40;
const DAMAGED: usize = 3;

/// Text that is easily damaged.
const TEXTS: &[&str] = &[
    "",
    "text",
    "Zoë 東京 🦀",
    "\"\\/\u{8}\u{c}\n\r\t",
    "\u{0}\u{1f}",
    "\u{feff}e\u{301}",
    "null",
    "1",
];

/// Names of members that no schema has.
const NAMES: &[&str] = &["future", "", "a/b~c", "名前", "__proto__", "unknown", "type"];

#[test]
fn random_documents_get_the_verdict_of_a_validator_and_come_back() {
    let mut counts = [0; 2];
    for (seed, root) in Schemas::get().roots().enumerate() {
        let validator = jsonschema::validator_for(&Schemas::get().bundle(root.name)).unwrap();
        let mut rng = Rng::new(seed as u64);
        for _ in 0..DOCUMENTS {
            let document = document(&mut rng, root.schema, 0);
            assert!(judge(root, &validator, &document), "{}: {document}", root.path);
            counts[0] += 1;
            for _ in 0..DAMAGED {
                let mut damaged = document.clone();
                damage(&mut rng, &mut damaged);
                counts[usize::from(!judge(root, &validator, &damaged))] += 1;
            }
        }
    }
    let [valid, broken] = counts;
    assert!(valid > 4_000 && broken > 3_000, "{valid} valid and {broken} broken documents");
}

/// The verdict on a document, on which the type and the validator must agree.
fn judge(root: Root<'_>, validator: &Validator, document: &Value) -> bool {
    let decoded = (find(root.path).decode)(document);
    let expected = validator.validate(document).map_err(|error| error.to_string());
    assert_eq!(
        decoded.is_ok(),
        expected.is_ok(),
        "{}: {document}\n  type: {:?}\n  validator: {expected:?}",
        root.path,
        decoded.as_ref().map(|_| ())
    );
    decoded.is_ok_and(|decoded| {
        assert!(same(&decoded.written, document), "{}: {document}\n{decoded:?}", root.path);
        true
    })
}

/// A valid document.
fn document(rng: &mut Rng, schema: &Value, depth: usize) -> Value {
    let schema = Schemas::get().follow(schema);
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return rng.pick(values).clone();
    }
    match type_of(schema) {
        Some("object") => Value::Object(object(rng, schema, depth)),
        Some("array") => {
            let items = rng.below(if depth < 3 { 4 } else { 2 });
            (0..items).map(|_| document(rng, &schema["items"], depth + 1)).collect()
        }
        Some("string") => json!(rng.pick(TEXTS)),
        Some("integer") => rng.pick(&[json!(0), json!(-1), json!(i32::MAX), json!(200.0)]).clone(),
        Some("boolean") => json!(rng.once_in(2)),
        _ => anything(rng, depth),
    }
}

fn object(rng: &mut Rng, schema: &Value, depth: usize) -> Map<String, Value> {
    let mut members = Map::new();
    for (name, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if required(schema).any(|it| it == name) || rng.once_in(2 + depth) {
            members.insert(name.clone(), document(rng, inner, depth + 1));
        }
    }
    let known = schema.get("properties").and_then(Value::as_object);
    for _ in 0..rng.below(3) {
        let name = *rng.pick(NAMES);
        if known.is_none_or(|it| !it.contains_key(name)) {
            let others = schema.get("additionalProperties").unwrap_or(&Value::Bool(true));
            members.insert(name.to_owned(), document(rng, others, depth + 1));
        }
    }
    members
}

/// Any JSON value. Integers stay within 32 bits, to which `format: int32` keeps types on purpose.
fn anything(rng: &mut Rng, depth: usize) -> Value {
    match rng.below(if depth < 6 { 8 } else { 6 }) {
        0 => Value::Null,
        1 => json!(rng.once_in(2)),
        2 => rng.pick(&[json!(7), json!(-184_220), json!(i32::MIN)]).clone(),
        3 => rng.pick(&[json!(0.1), json!(1.0), json!(-3e-7), json!(-0.0)]).clone(),
        4 | 5 => json!(rng.pick(TEXTS)),
        6 => (0..rng.below(3)).map(|_| anything(rng, depth + 1)).collect(),
        _ => {
            let members = (0..rng.below(3)).map(|_| {
                let name = (*rng.pick(NAMES)).to_owned();
                (name, anything(rng, depth + 1))
            });
            Value::Object(members.collect())
        }
    }
}

/// Changes a document at one random place.
fn damage(rng: &mut Rng, value: &mut Value) {
    let inner: Vec<&mut Value> = match value {
        Value::Object(members) => members.values_mut().collect(),
        Value::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    if !inner.is_empty() && !rng.once_in(4) {
        let at = rng.below(inner.len());
        if let Some(inner) = inner.into_iter().nth(at) {
            damage(rng, inner);
        }
        return;
    }
    match value {
        Value::Object(members) if !members.is_empty() && !rng.once_in(4) => {
            let names: Vec<String> = members.keys().cloned().collect();
            members.remove(rng.pick(&names));
        }
        Value::Array(items) if !rng.once_in(3) => items.push(anything(rng, 4)),
        Value::String(text) if rng.once_in(3) => text.push(' '),
        _ => *value = anything(rng, 4),
    }
}
