//! Which formats of serde the generated types are read from and written to.
//!
//! `codegen generate` makes the module `api` of `schemas/`. [`table`] takes a document of each schema
//! through each format, as the generated type and, to compare, as a type with serde's derives.

#[rustfmt::skip]
pub mod api;
pub mod derived;
pub mod formats;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use formats::{FORMATS, Format};

/// A document, and how it is taken through a format as each of the two types.
struct Case {
    name: &'static str,
    document: &'static str,
    ours: fn(Format, &str) -> Result<(), String>,
    derived: fn(Format, &str) -> Result<(), String>,
}

macro_rules! cases {
    ($($name:literal $document:literal $ours:ty, $derived:ty;)*) => {
        &[$(Case {
            name: $name,
            document: $document,
            ours: trip::<$ours>,
            derived: trip::<$derived>,
        }),*]
    };
}

const CASES: &[Case] = cases! {
    "integer, float, string, boolean" r#"{"count":3,"ratio":0.1,"name":"é","on":true}"# api::scalars::Scalars, derived::Scalars;
    "`number` that is an integer" r#"{"amount":184220}"# api::number::Amount, derived::Number;
    "`number` that is a float" r#"{"amount":0.1}"# api::number::Amount, derived::Number;
    "`number`s in an array" r#"{"list":[1,0.5,-3]}"# api::numbers::Numbers, derived::Numbers;
    "`number` in a tuple" r#"{"pair":[0.25,"a"]}"# api::numbers::Numbers, derived::Numbers;
    "union by type: `number`" r#"{"either":1.5}"# api::numbers::Numbers, derived::Numbers;
    "absent members" r#"{"text":"a"}"# api::absent::Absent, derived::Absent;
    "null" r#"{"null":null,"text":"a"}"# api::absent::Absent, derived::Absent;
    "objects and arrays in objects" r#"{"inner":{"count":3},"list":["a","b"]}"# api::nested::Nested, derived::Nested;
    "tuples" r#"{"pair":["a",1]}"# api::nested::Nested, derived::Nested;
    "unknown members" r#"{"known":"a","other":"b"}"# api::unknown::Known, derived::Known;
    "unknown numbers" r#"{"known":"a","other":[1,0.5]}"# api::unknown::Known, derived::Known;
    "any value" r#"{"it":{"a":["b",2.5,true]}}"# api::anything::Anything, derived::Anything;
    "any value with `null`" r#"{"it":{"a":["b",null,true]}}"# api::anything::Anything, derived::Anything;
    "union by type: string" r#"{"it":"a"}"# api::by_type::ByType, derived::ByType;
    "union by type: integer" r#"{"it":3}"# api::by_type::ByType, derived::ByType;
    "union by type: array" r#"{"it":["a"]}"# api::by_type::ByType, derived::ByType;
    "union by tag" r#"{"kind":"card","number":3}"# api::by_tag::ByTag, derived::ByTag;
};

/// The name of the member in which `serde_json` hides a number that it holds digit by digit.
const HIDDEN: &str = "$serde_json::private::Number";

/// Writes a document as a type, reads it again, and compares.
fn trip<T: Serialize + DeserializeOwned>(format: Format, document: &str) -> Result<(), String> {
    let before: Value = serde_json::from_str(document).map_err(|error| error.to_string())?;
    let value: T = serde_json::from_str(document).map_err(|error| error.to_string())?;
    let bytes = format.write(&value)?;
    if bytes.windows(HIDDEN.len()).any(|part| part == HIDDEN.as_bytes()) {
        return Err("a number in a form that is a secret of `serde_json`".to_owned());
    }
    let value: T = format.read(&bytes)?;
    let after = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    if before == after { Ok(()) } else { Err(format!("another value: {after}")) }
}

/// The cells in which serde's derive does better: the format, and the case.
#[must_use]
pub fn worse_than_derive() -> Vec<(&'static str, &'static str)> {
    let cells = FORMATS.iter().flat_map(|&it| CASES.iter().map(move |case| (it, case)));
    let is_worse = |&(format, case): &(Format, &Case)| {
        (case.ours)(format, case.document).is_err() && (case.derived)(format, case.document).is_ok()
    };
    cells.filter(is_worse).map(|(format, case)| (format.name(), case.name)).collect()
}

/// The table: a row for each format, with what does not work there.
#[must_use]
pub fn table() -> String {
    let mut text = String::from(
        "| format | works | does not, nor with a derive | works with a derive alone |\n\
         | --- | --- | --- | --- |\n",
    );
    for &format in FORMATS {
        let (mut works, mut never, mut only_derived) = (0, Vec::new(), Vec::new());
        for case in CASES {
            let derived = (case.derived)(format, case.document);
            match ((case.ours)(format, case.document), derived) {
                (Ok(()), _) => works += 1,
                (Err(_), Err(_)) => never.push(case.name),
                (Err(error), Ok(())) => only_derived.push(format!("{}: {error}", case.name)),
            }
        }
        let never = if works == 0 { vec!["all others"] } else { never };
        let [never, only_derived] = [never.join(", "), only_derived.join("; ").replace('|', "\\|")];
        let _ = writeln!(
            text,
            "| {} | {works} of {} | {never} | {only_derived} |",
            format.name(),
            CASES.len()
        );
    }
    text
}

/// What the error says, in each format, of a document with one mistake.
#[must_use]
pub fn errors() -> String {
    let mut text = String::from("| format | error |\n| --- | --- |\n");
    for &format in FORMATS {
        let error = error(format).replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(text, "| {} | {} |", format.name(), error.trim_end());
    }
    text
}

/// The formats in which the error does not say where the mistake is, in the document and in the schema.
#[must_use]
pub fn without_place() -> Vec<&'static str> {
    let says = |format: Format| {
        let error = error(format);
        error.contains("/inner/count: ")
            && error.contains("nested.json#/properties/inner/properties/count")
            || error.contains("\"count\"") && error.contains("(required, scalars.json#)")
    };
    FORMATS.iter().filter(|&&format| !says(format)).map(|format| format.name()).collect()
}

/// What is said of a number that is too large or, in a format that has nothing within other things, of
/// a member that is not there.
fn error(format: Format) -> String {
    let nested = BTreeMap::from([("inner", BTreeMap::from([("count", 10)]))]);
    let told = match format.write(&nested) {
        Ok(bytes) => format.read::<api::nested::Nested>(&bytes).map(|it| format!("{it:?}")),
        Err(_) => {
            let flat = format.write(&BTreeMap::from([("name", "a")]));
            flat.and_then(|it| format.read::<api::scalars::Scalars>(&it))
                .map(|it| format!("{it:?}"))
        }
    };
    told.unwrap_or_else(|error| error)
}

/// A value that any format writes as it is.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Written {
    Null,
    Flag(bool),
    Integer(i64),
    Float(f64),
    Text(&'static str),
    List(Vec<i64>),
    Map(BTreeMap<&'static str, i64>),
}

/// What is said without a place, for each format, member and value that is not of the member's type.
#[must_use]
pub fn wrong_types_without_place() -> Vec<String> {
    let right = [
        ("count", Written::Integer(3)),
        ("ratio", Written::Float(0.5)),
        ("name", Written::Text("a")),
        ("on", Written::Flag(true)),
    ];
    let wrong = [
        Written::Null,
        Written::Flag(false),
        Written::Integer(7),
        Written::Float(1.5),
        Written::Text("b"),
        Written::List(vec![1]),
        Written::Map([("a", 1)].into()),
    ];
    let mut silent = Vec::new();
    for &format in FORMATS {
        for (name, _) in &right {
            for value in &wrong {
                let mut document = BTreeMap::from(right.clone());
                document.insert(name, value.clone());
                let Ok(bytes) = format.write(&document) else { continue };
                let Err(error) = format.read::<api::scalars::Scalars>(&bytes) else { continue };
                let has = |text: String| error.contains(&text);
                if !has(format!("/{name}: ")) || !has(format!("scalars.json#/properties/{name}")) {
                    silent.push(format!("{}, {name}, {value:?}: {error}", format.name()));
                }
            }
        }
    }
    silent
}
