//! One text for all equal values.
//!
//! Input: a JSON value. Output: a text that two values share exactly if they are equal (core,
//! section 4.2.2): members sorted by name, numbers as digits and exponent.

use crate::source::{Json, Kind};

/// The text.
pub(super) fn text(json: &Json) -> String {
    let mut out = String::new();
    write(json, &mut out);
    out
}

fn write(json: &Json, out: &mut String) {
    match &json.kind {
        Kind::Number(number) => {
            let (negative, digits, exponent) = number.decimal();
            let sign = if negative { "-" } else { "" };
            out.push_str(&format!("{sign}{digits}e{exponent}"));
        }
        Kind::Array(items) => {
            out.push('[');
            for item in items.iter() {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Kind::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (name, member) in members {
                out.push_str(&format!("{name:?}:"));
                write(&member.value, out);
                out.push(',');
            }
            out.push('}');
        }
        Kind::Null | Kind::Bool(_) | Kind::String(_) => out.push_str(&json.to_text()),
    }
}
