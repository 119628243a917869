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

/// How `Debug` shows the fields of a struct.
pub struct Show;

impl Show {
    /// The name of a field.
    pub fn name(ident: &str) -> &str {
        ident.trim_start_matches("r#")
    }

    /// As it is.
    pub fn plain<T>(value: &T) -> &T {
        value
    }

    /// Not at all.
    pub fn redacted<T>(_: &T) -> Redacted {
        Redacted
    }

    /// Only whether it is there.
    pub fn redacted_option<T>(value: &Option<T>) -> Option<Redacted> {
        value.as_ref().map(|_| Redacted)
    }

    /// Without the values of secret members.
    pub fn shown<T>(value: &T) -> Shown<'_, T> {
        Shown(value)
    }

    /// The same of what may be absent.
    pub fn shown_option<T>(value: &Option<T>) -> Option<Shown<'_, T>> {
        value.as_ref().map(Shown)
    }
}

/// Shows a struct without its secrets.
macro_rules! shown_object {
    ($name:ty, $text:literal $(, $how:ident $field:ident)*) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_struct($text);
                $(shown.field(
                    support::Show::name(stringify!($field)),
                    &support::Show::$how(&self.$field),
                );)*
                shown.finish()
            }
        }
    };
}
pub(crate) use shown_object;
