//! How the time to accept or refuse a document grows with its size, where a careless reader is slow:
//! patterns, unions, items that must differ, errors far down, members that nobody knows.
//!
//! ```sh
//! codegen generate --config benches/growth/codegen.toml && cargo bench --bench growth
//! ```
//!
//! A cell is the time of the type over that of a value of the format's own kind for the same document:
//! what reading costs more than reading without a schema. A row in which it rises is not linear.

#![allow(missing_docs)]

#[rustfmt::skip]
mod api;

use std::time::{Duration, Instant};

use formats::formats::Format;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// What is read as which type.
struct Family {
    name: &'static str,
    is_accepted: bool,
    /// A document of about so many bytes.
    document: fn(usize) -> Value,
    read: fn(Format, &[u8]) -> bool,
}

macro_rules! families {
    ($($name:literal, $ty:ty, $is_accepted:literal, $document:expr;)*) => {
        const FAMILIES: &[Family] = &[$(Family {
            name: $name,
            is_accepted: $is_accepted,
            document: $document,
            read: reads::<$ty>,
        }),*];
    };
}

families! {
    "pattern: `(a+)+`", schema::Quantifiers, true, |n| texts(n, "a", "a");
    "pattern: `(a+)+`, refused", schema::Quantifiers, false, |n| texts(n, "a", "!");
    "pattern: one string, refused", schema::Quantifiers, false, |n| json!([long(n, "a", "!")]);
    "pattern: blanks at the end", schema::Ends, true, |n| texts(n, " ", " ");
    "pattern: blanks at the end, refused", schema::Ends, false, |n| json!([long(n, " ", "x")]);
    "pattern: look-around", schema::Looks, true, |n| texts(n, "ab1x", "z");
    "pattern: look-around, refused", schema::Looks, false, |n| json!([long(n, "ab1x", "xx")]);
    "pattern: of names", schema::Names, true, |n| names(n, "a!");
    "union: of objects, recursive", schema::Expression, true, |n| nested(n, "and", &leaves(n, &json!({"field": "xyz"})));
    "union: deep", schema::Expression, true, |n| deep(&json!({"field": "x".repeat(n)}));
    "union: deep, refused", schema::Expression, false, |n| deep(&json!({"field": ["x".repeat(n)]}));
    "union: overlapping, recursive", schema::Overlap, true, |n| nested(n, "of", &leaves(n, &json!({"leaf": "xyz"})));
    "union: overlapping, refused", schema::Overlap, false, |n| nested(n, "of", &leaves(n, &json!({"leaf": 1})));
    "union: of unions", schema::Unions, true, |n| repeated(n, &json!(["xylophone", 12, ["a", null], "abc", 1.5]));
    "union: of unions, refused", schema::Unions, false, |n| spoiled(repeated(n, &json!(["xylophone", 12, "abc"])), json!("abcdefgh"));
    "keywords beside each other", schema::Guarded, true, |n| nested(n, "of", &leaves(n, &json!({"key": "xyz"})));
    "keywords beside each other, refused", schema::Guarded, false, |n| nested(n, "of", &leaves(n, &json!({"key": "xyz", "z": 1})));
    "uniqueItems: strings", schema::Strings, true, |n| (0..n / 8).map(|it| json!(format!("{it:05}"))).collect();
    "uniqueItems: objects", schema::Objects, true, |n| (0..n / 12).map(|it| json!({"a": it})).collect();
    "uniqueItems: objects, refused", schema::Objects, false, |n| spoiled((0..n / 12).map(|it| json!({"a": it})).collect(), json!({"a": 7}));
    "contains: the last", schema::Contains, true, |n| spoiled(repeated(n, &json!([{"there": 1}])), json!({"here": 1}));
    "contains: none, refused", schema::Contains, false, |n| repeated(n, &json!([{"there": 1}]));
    "error far down", schema::Tree, false, |n| nested(n, "of", &spoiled(leaves(n, &json!({"value": 12})), json!({"value": "x"})));
    "error at the end", schema::Tree, false, |n| json!({"of": spoiled(leaves(n, &json!({"value": 12})), json!(1))});
    "members that nobody knows", schema::Open, true, |n| names(n, "b");
}

/// A string of about so many bytes.
fn long(n: usize, piece: &str, end: &str) -> String {
    format!("{}{end}", piece.repeat(n / piece.len()))
}

/// Strings of a hundred bytes, the last with this end.
fn texts(n: usize, piece: &str, end: &str) -> Value {
    let all = std::iter::repeat_n(long(100, piece, piece), n / 104);
    spoiled(all.map(Value::from).collect(), long(100, piece, end).into())
}

fn names(n: usize, name: &str) -> Value {
    Value::Object((0..n / 14).map(|it| (format!("{name}{it:07}"), it.into())).collect())
}

/// An array of items again and again.
fn repeated(n: usize, items: &Value) -> Value {
    let items = items.as_array().cloned().unwrap_or_default();
    let length = json!(items).to_string().len();
    std::iter::repeat_n(items, n / length).flatten().collect()
}

/// A part of a document for each of a hundred levels, or fewer where it is short.
fn leaves(n: usize, leaf: &Value) -> Value {
    let levels = (n / 100).clamp(1, 50);
    repeated(n / levels, &json!([leaf]))
}

/// Items within items, with the same leaves at each level.
fn nested(n: usize, name: &str, leaves: &Value) -> Value {
    let mut document = json!({ name: leaves });
    for _ in 1..(n / 100).clamp(1, 50) {
        document = json!({ name: spoiled(leaves.clone(), document) });
    }
    document
}

/// A document below a hundred levels.
fn deep(leaf: &Value) -> Value {
    (0..100).fold(leaf.clone(), |inner, _| json!({ "not": inner }))
}

/// With one more item.
fn spoiled(mut items: Value, last: Value) -> Value {
    if let Some(items) = items.as_array_mut() {
        items.push(last);
    }
    items
}

fn reads<T: DeserializeOwned>(format: Format, bytes: &[u8]) -> bool {
    format.read::<T>(bytes).is_ok()
}

use api::schema;

fn main() {
    println!("times that of a value, at 1, 10, 100 and 1,000 kB");
    for format in [Format::Str, Format::Yaml, Format::Cbor] {
        println!("\n{}", format.name());
        for family in FAMILIES {
            println!("{}", row(format, family));
        }
    }
}

fn row(format: Format, family: &Family) -> String {
    let mut row = format!("  {:40}", family.name);
    for size in SIZES {
        let document = (family.document)(size);
        let Ok(bytes) = format.write(&document) else { return format!("{row} cannot be written") };
        if (family.read)(format, &bytes) != family.is_accepted {
            return format!("{row} another verdict than was to be measured");
        }
        let typed = least(|| (family.read)(format, &bytes));
        let plain = least(|| reads::<Value>(format, &bytes));
        row.push_str(&format!("{:8.2}", typed.as_secs_f64() / plain.as_secs_f64()));
    }
    row
}

/// The shortest time of several.
fn least(work: impl Fn() -> bool) -> Duration {
    let begun = Instant::now();
    let mut least = Duration::MAX;
    let mut count = 0;
    while count < 3 || count < 1_000 && begun.elapsed() < Duration::from_millis(60) {
        let begun = Instant::now();
        std::hint::black_box(work());
        least = least.min(begun.elapsed());
        count += 1;
    }
    least
}
