//! What `Debug` shows of values that may hold secrets.

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

/// Shows the value of a member of an object, unless its name says that it is secret.
pub struct Member<'a>(pub &'a str, pub &'a Value);

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_secret(self.0) { f.write_str("[redacted]") } else { show(self.1, f) }
    }
}

fn show(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Array(items) => f.debug_list().entries(items.iter().map(Shown)).finish(),
        Value::Object(members) => {
            let mut map = f.debug_map();
            for (name, value) in members {
                map.entry(name, &Member(name, value));
            }
            map.finish()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            fmt::Display::fmt(value, f)
        }
    }
}
