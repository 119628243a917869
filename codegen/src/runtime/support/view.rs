//! What generated structs share to be seen by checks.

use std::sync::OnceLock;

use serde::de;
use serde_json::Value;

use super::context::Context;
use super::error::Error;
use super::json::{AsJson, Json, Object};
use super::node::Node;
use super::presence::Presence;
use super::schema::Schema;

/// Checks what a type's shape leaves open.
pub fn checked<T: AsJson>(value: &T, schema: &'static Schema) -> Result<(), Error> {
    schema.check(value.as_json())
}

/// Checks the same of a part of a document that is kept, by what is known of its own parts.
pub fn checked_part<E: de::Error>(
    part: &Node<'_>,
    schema: &'static Schema,
    cx: &mut Context,
) -> Result<(), E> {
    if schema.holds(&part.as_json(), cx.memo()) {
        return Ok(());
    }
    Err(cx.fail(|| schema.violation(part.as_json())))
}

/// How many of the members are there.
pub fn count(object: &dyn Object, members: &[&str]) -> usize {
    members.iter().filter(|name| object.get(name).is_some()).count()
}

/// Visits those of the members that are there, until `visit` returns false.
pub fn each<'a>(
    object: &'a dyn Object,
    members: &'static [&'static str],
    visit: &mut dyn FnMut(&'a str, Json<'a>) -> bool,
) -> bool {
    members.iter().all(|name| object.get(name).is_none_or(|value| visit(name, value)))
}

/// A listed value, parsed when it is first needed.
pub fn parsed(cell: &'static OnceLock<Value>, text: &str) -> &'static Value {
    cell.get_or_init(|| text.parse().unwrap_or_default())
}

/// A member that may be absent, `null` or a value.
pub fn view_presence<T: AsJson>(presence: &Presence<T>) -> Option<Json<'_>> {
    match presence {
        Presence::Absent => None,
        Presence::Null => Some(Json::Null),
        Presence::Value(value) => Some(value.as_json()),
    }
}
