//! What `Debug` and errors show of values that may hold secrets.

use std::fmt;

use serde::Serialize;
use serde::de;
use serde_json::Value;

use super::error::{at, refusal, split_position};
use super::secrets::is_secret;

/// Stands in the place of a secret.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Shows JSON of any form without the values of secret members.
pub struct Shown<'a, T>(pub &'a T);

impl<T: Serialize> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match serde_json::to_value(self.0) {
            Ok(value) => show(&value, f),
            Err(_) => f.write_str("[not JSON]"),
        }
    }
}

fn show(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Array(items) => f.debug_list().entries(items.iter().map(Shown)).finish(),
        Value::Object(members) => {
            show_members(members.iter().map(|(name, value)| (name.as_str(), value)), f)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            fmt::Display::fmt(value, f)
        }
    }
}

/// Shows members of an object without the values of secret ones.
pub fn show_members<'a>(
    members: impl Iterator<Item = (&'a str, &'a Value)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut map = f.debug_map();
    for (name, value) in members {
        if is_secret(name) {
            map.entry(&name, &Redacted);
        } else {
            map.entry(&name, &Shown(value));
        }
    }
    map.finish()
}

/// Says that an error comes from the member of this name and which schema applies to it, and nothing
/// of a secret value.
#[cold]
pub fn at_name<E: de::Error>(name: &str, schema: &str, error: E) -> E {
    at(&name, schema, if is_secret(name) { conceal(error) } else { error })
}

/// The error for a secret value, whose own error may quote it: what was expected and the keyword stay.
#[cold]
pub fn conceal<E: de::Error>(error: E) -> E {
    E::custom(concealed(&error.to_string()))
}

fn concealed(text: &str) -> String {
    let (text, position) = split_position(text);
    if let Some((keyword, _, expected)) = refusal(text) {
        let kind = if keyword == "type" { "type" } else { "value" };
        return format!("invalid {kind}: [redacted], expected {expected}{position}");
    }
    // The place within the value may have a secret as well, in the name of a member.
    let violation = match text.split_once(": ") {
        Some((pointer, violation)) if pointer.starts_with('/') => violation,
        _ => text,
    };
    // What was expected comes first, and the keyword last, so nothing between them is left.
    let parts = violation.strip_prefix("expected ").and_then(|it| it.split_once(", found "));
    match parts.and_then(|(expected, rest)| Some((expected, rest.rsplit_once(" (")?.1))) {
        Some((expected, keyword)) => {
            format!("expected {expected}, found [redacted] ({keyword}{position}")
        }
        None => format!("expected something else, found [redacted]{position}"),
    }
}
