//! Documents made from schemas: the fullest, the smallest, and changed copies of them.

use serde_json::{Map, Value, json};

use crate::schemas::{Schemas, required, type_of};

/// A schema that contains itself ends here.
const DEPTH: usize = 12;

/// A document in which every member that the schema knows is there, at every level, and every array
/// and map has an element.
pub(crate) fn full(schema: &Value) -> Value {
    document(schema, true, DEPTH)
}

/// A document in which only those members are there that must be, and arrays and maps are empty.
pub(crate) fn smallest(schema: &Value) -> Value {
    document(schema, false, DEPTH)
}

fn document(schema: &Value, full: bool, depth: usize) -> Value {
    let schema = Schemas::get().follow(schema);
    if let Some(values) = schema.get("enum") {
        return values[0].clone();
    }
    let full = full && depth > 0;
    let inner = |schema: &Value| document(schema, full, depth.saturating_sub(1));
    match type_of(schema) {
        Some("object") => Value::Object(object(schema, full, &inner)),
        Some("array") if full => json!([inner(&schema["items"])]),
        Some("array") => json!([]),
        Some("string") => json!("text"),
        Some("integer") => json!(7),
        Some("boolean") => json!(true),
        _ => json!({ "anything": [null, 0.5] }),
    }
}

fn object(schema: &Value, full: bool, inner: &dyn Fn(&Value) -> Value) -> Map<String, Value> {
    let named = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let is_wanted = |name: &str| full || required(schema).any(|it| it == name);
    let mut members: Map<String, Value> = named
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, schema)| (name.clone(), inner(schema)))
        .collect();
    if let (true, Some(schema)) = (full, schema.get("additionalProperties")) {
        members.insert("any/name".to_owned(), inner(schema));
    }
    members
}

/// A copy of the document with another value at the place.
pub(crate) fn replaced(document: &Value, pointer: &str, value: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(pointer).unwrap() = value;
    document
}

/// A copy of the document without a member of the object at the place.
pub(crate) fn without(document: &Value, pointer: &str, name: &str) -> Value {
    let mut document = document.clone();
    let object = document.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
    object.remove(name).unwrap();
    document
}

/// Whether two documents are the same JSON value; `1` and `1.0` are one number.
pub(crate) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || (left.as_f64() == right.as_f64() && left.is_f64() != right.is_f64())
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let found = |name, value| right.get(name).is_some_and(|it| same(value, it));
            left.len() == right.len() && left.iter().all(|(name, value)| found(name, value))
        }
        _ => left == right,
    }
}
