//! Whether two JSON texts are the same value, and where they differ if they are not.
//!
//! Input: a document and what was written of it. Output: none, or the first difference in words.
//! Numbers are compared as numbers, members by name.

use serde_json::Value;

/// How what was written differs from the document that was read.
pub(crate) fn lost(text: &str, written: serde_json::Result<Value>) -> Option<String> {
    match (serde_json::from_str::<Value>(text), written) {
        (Ok(read), Ok(written)) => difference(&read, &written, &mut String::new()),
        (Err(error), _) => Some(format!("accepted, though it is no JSON value: {error}")),
        (_, Err(error)) => Some(format!("cannot be written: {error}")),
    }
}

/// Where the two values differ first, or none if they are equal as JSON values.
fn difference(read: &Value, written: &Value, pointer: &mut String) -> Option<String> {
    match (read, written) {
        (Value::Number(a), Value::Number(b)) if same_number(a, b) => None,
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| {
                within(pointer, &index.to_string(), |pointer| difference(a, b, pointer))
            })
        }
        (Value::Object(a), Value::Object(b)) => {
            let added = b.keys().find(|name| !a.contains_key(*name));
            a.iter()
                .find_map(|(name, a)| {
                    within(pointer, name, |pointer| match b.get(name) {
                        None => Some(format!("{pointer}: {} became absent", short(a))),
                        Some(b) => difference(a, b, pointer),
                    })
                })
                .or_else(|| {
                    added.map(|name| format!("{pointer}/{name}: absent became {}", short(&b[name])))
                })
        }
        _ if read == written => None,
        _ => Some(format!("{pointer}: {} became {}", short(read), short(written))),
    }
}

fn within<T>(pointer: &mut String, name: &str, work: impl FnOnce(&mut String) -> T) -> T {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    let result = work(pointer);
    pointer.truncate(length);
    result
}

/// Whether two numbers are the same: `1` and `1.0` are, `9007199254740993` and
/// `9007199254740992.0` are not.
fn same_number(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    decimal(&a.to_string()) == decimal(&b.to_string())
}

/// A number's sign, its digits without zeros at either end, and the power of ten that they are to
/// be multiplied by.
fn decimal(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let significant = digits.trim_end_matches('0');
    let zeros = digits.len() - significant.len();
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let exponent: i64 = exponent.trim_start_matches('+').parse().unwrap_or(i64::MAX / 2);
    let exponent = exponent + zeros as i64 - fraction.len() as i64;
    (text.starts_with('-'), significant.to_owned(), exponent)
}

/// A value's text, cut where it is long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers_and_members_by_name() {
        for (read, written, same) in [
            ("1", "1.0", true),
            ("0.1", "0.1", true),
            ("0.1", "0.2", false),
            ("9007199254740993", "9007199254740992.0", false),
            ("18446744073709551615", "18446744073709551615", true),
            ("1e300", "1e300", true),
            ("10e299", "1.0E+300", true),
            ("-0.0", "0", true),
            ("-1", "1", false),
            ("0.075", "7.5e-2", true),
            ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true),
            ("{\"a\":null}", "{}", false),
            ("{}", "{\"a\":null}", false),
            ("[1,2]", "[1]", false),
            ("\"1\"", "1", false),
        ] {
            let written = serde_json::from_str(written);
            assert_eq!(lost(read, written).is_none(), same, "{read}");
        }
    }

    #[test]
    fn the_place_of_a_difference_is_a_pointer() {
        let lost = lost("{\"a/b\":[0,{\"c\":1}]}", Ok(json!({"a/b": [0, {"c": 2}]})));
        assert_eq!(lost.as_deref(), Some("/a~1b/1/c: 1 became 2"));
    }
}
