//! The material of random schemas and documents: few values, so that they meet often.

use serde_json::{Value, json};

use super::rng::Rng;

/// Names of members. Some are alike as Rust identifiers, some are none, some are keywords.
pub const NAMES: [&str; 20] = [
    "a", "b", "c", "a", "b", "foo", "bar", "kind", "type", "fooBar", "foo_bar", "x-a", "x-b", "",
    "é", "$ref", "self", "a/b~c", "12", "\"\\\n",
];

/// Strings. The lengths of some differ between characters, code units and bytes.
pub const STRINGS: [&str; 19] = [
    "",
    "a",
    "b",
    "c",
    "ab",
    "abc",
    "foo",
    "bar",
    "A1",
    "12",
    "é",
    "💩💩",
    "a long string\n",
    "foo bar",
    "e\u{301}",
    "\"\\/\u{0}\u{1f}\u{7f}",
    "\u{200b}\u{10ffff}",
    "١٢",
    "Straße",
];

/// Patterns, each with strings that match and strings that do not.
pub const PATTERNS: [(&str, &[&str]); 14] = [
    ("^[a-z]+$", &["a", "abc", "foo"]),
    ("^x-", &["x-a", "x-b", "x-"]),
    ("a", &["a", "bar", "ab"]),
    ("^.{2,3}$", &["ab", "abc", "12", "💩💩"]),
    ("^\\d+$", &["12", "0"]),
    ("[A-Z]\\d", &["A1", "xB2"]),
    ("^(foo|bar)$", &["foo", "bar"]),
    ("^$", &[""]),
    ("o{2}", &["foo", "oo"]),
    ("^(?!foo)", &["", "bar", "a"]),
    ("^\\w+$", &["a", "A1", "foo_bar", "12"]),
    ("^\\S*$", &["", "é", "Straße", "x-a"]),
    ("^\\p{L}+$", &["é", "Straße", "abc"]),
    ("[\\u0000-\\u001f]", &["\u{0}", "a long string\n"]),
];

/// A number: mostly small, sometimes a float without a fraction, rarely at the end of a range.
pub fn number(rng: &mut Rng) -> Value {
    const DECIMALS: [f64; 8] = [0.1, 0.2, 0.3, 0.01, 1.1, 99.99, 1e-7, 123_456.789];
    match rng.below(28) {
        0..=13 => json!(i64::try_from(rng.below(9)).unwrap_or(0) - 2),
        14 => json!(1.0),
        15 => json!(2.0),
        16 => json!(0.5),
        17 => json!(1.5),
        18 => json!(-2.5),
        19 => json!(10),
        20 => json!(100),
        21 => json!(9_007_199_254_740_991_i64),
        22 => json!(-3_000_000_000_i64),
        23 => json!(1e18),
        24 => json!(i64::MAX),
        25 => json!(i64::MIN),
        _ => json!(rng.pick(&DECIMALS)),
    }
}

/// A value without members or elements.
pub fn scalar(rng: &mut Rng) -> Value {
    match rng.below(10) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3..=5 => number(rng),
        _ => json!(rng.pick(&STRINGS)),
    }
}

/// Any value that is at most `depth` deep.
pub fn value(rng: &mut Rng, depth: usize) -> Value {
    match rng.below(if depth == 0 { 6 } else { 10 }) {
        0..=5 => scalar(rng),
        6 | 7 => (0..rng.below(4)).map(|_| value(rng, depth - 1)).collect(),
        _ => {
            let members =
                (0..rng.below(4)).map(|_| ((*rng.pick(&NAMES)).to_owned(), value(rng, depth - 1)));
            Value::Object(members.collect())
        }
    }
}
