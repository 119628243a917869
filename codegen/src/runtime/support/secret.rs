//! What `Debug` and errors show of values that may hold secrets.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::secrets::is_secret;

/// Stands in the place of a secret.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Shows nothing of what is behind it.
pub struct Hidden<'a, T>(pub &'a T);

impl<T> fmt::Debug for Hidden<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Redacted, f)
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
