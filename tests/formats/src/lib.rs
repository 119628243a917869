//! Which formats of serde the generated types are read from and written to.
//!
//! `codegen generate` makes the module `api` of `schemas/`. [`table`] takes a document of each schema
//! through each format, as the generated type and, to compare, as a type with serde's derives.

#[rustfmt::skip]
pub mod api;
pub mod derived;
pub mod formats;

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
    "absent members" r#"{"text":"a"}"# api::absent::Absent, derived::Absent;
    "null" r#"{"null":null,"text":"a"}"# api::absent::Absent, derived::Absent;
    "objects and arrays in objects" r#"{"inner":{"count":3},"list":["a","b"]}"# api::nested::Nested, derived::Nested;
    "tuples" r#"{"pair":["a",1]}"# api::nested::Nested, derived::Nested;
    "unknown members" r#"{"known":"a","other":"b"}"# api::unknown::Known, derived::Known;
    "unknown numbers" r#"{"known":"a","other":[1,0.5]}"# api::unknown::Known, derived::Known;
    "any value" r#"{"it":{"a":["b",null,true]}}"# api::anything::Anything, derived::Anything;
    "union by type: string" r#"{"it":"a"}"# api::by_type::ByType, derived::ByType;
    "union by type: integer" r#"{"it":3}"# api::by_type::ByType, derived::ByType;
    "union by type: array" r#"{"it":["a"]}"# api::by_type::ByType, derived::ByType;
    "union by tag" r#"{"kind":"card","number":3}"# api::by_tag::ByTag, derived::ByTag;
};

/// Writes a document as a type, reads it again, and compares.
fn trip<T: Serialize + DeserializeOwned>(format: Format, document: &str) -> Result<(), String> {
    let before: Value = serde_json::from_str(document).map_err(|error| error.to_string())?;
    let value: T = serde_json::from_str(document).map_err(|error| error.to_string())?;
    let bytes = format.write(&value)?;
    let value: T = format.read(&bytes)?;
    let after = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    if before == after { Ok(()) } else { Err(format!("another value: {after}")) }
}

/// What comes of a case in a format.
fn cell(case: &Case, format: Format) -> String {
    let ours = (case.ours)(format, case.document);
    let derived = (case.derived)(format, case.document);
    match (ours, derived) {
        (Ok(()), _) => "yes".to_owned(),
        (Err(_), Err(_)) => "no, nor with serde's derive".to_owned(),
        (Err(error), Ok(())) => {
            let error = error.lines().next().unwrap_or_default().replace('|', "\\|");
            format!("**no**: {}", error.chars().take(120).collect::<String>())
        }
    }
}

/// The table: a row for each format and what is not simply "yes" there.
#[must_use]
pub fn table() -> String {
    let mut text = String::from("| format | works | does not |\n| --- | --- | --- |\n");
    for &format in FORMATS {
        let cells: Vec<_> = CASES.iter().map(|case| (case.name, cell(case, format))).collect();
        let works = cells.iter().filter(|(_, cell)| cell == "yes").count();
        let others = cells.iter().filter(|(_, cell)| cell != "yes");
        let others: Vec<_> = others.map(|(name, cell)| format!("{name}: {cell}")).collect();
        let _ = writeln!(
            text,
            "| {} | {works} of {} | {} |",
            format.name(),
            cells.len(),
            others.join("<br>")
        );
    }
    text
}

/// What the error says, in each format, of a document with one mistake.
#[must_use]
pub fn errors() -> String {
    let mut text = String::from("| format | error |\n| --- | --- |\n");
    let document =
        derived::Nested { inner: Some(derived::Inner { count: Some(10) }), list: None, pair: None };
    for &format in FORMATS {
        let read = format.write(&document).and_then(|it| format.read::<api::nested::Nested>(&it));
        let error = match read {
            Ok(value) => format!("none: {value:?}"),
            Err(error) => error.replace('\n', " ").replace('|', "\\|"),
        };
        let _ = writeln!(text, "| {} | {error} |", format.name());
    }
    text
}
