//! The types of `schemas/`, as one would write them with serde's derives.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Deserialize, Serialize)]
pub struct Scalars {
    count: i64,
    ratio: f64,
    name: String,
    on: bool,
}

#[derive(Deserialize, Serialize)]
pub struct Number {
    amount: serde_json::Number,
}

#[derive(Deserialize, Serialize)]
pub struct Numbers {
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<Vec<serde_json::Number>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<(serde_json::Number, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    either: Option<NumberOr>,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum NumberOr {
    Number(serde_json::Number),
    Flag(bool),
}

#[derive(Deserialize, Serialize)]
pub struct Absent {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    absent: Option<Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    null: Option<Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    text: Option<Option<String>>,
}

fn present<'de, D: serde::Deserializer<'de>>(it: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(it).map(Some)
}

#[derive(Deserialize, Serialize)]
pub struct Nested {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner: Option<Inner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<(String, i64)>,
}

#[derive(Deserialize, Serialize)]
pub struct Inner {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
}

#[derive(Deserialize, Serialize)]
pub struct Known {
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<String>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Deserialize, Serialize)]
pub struct Anything {
    it: Value,
}

#[derive(Deserialize, Serialize)]
pub struct ByType {
    it: Either,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Either {
    Integer(i64),
    Text(String),
    List(Vec<String>),
}

#[derive(Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ByTag {
    Card { number: i64 },
    Cash {},
}
