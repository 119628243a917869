//! Types as a person writes them with serde's derives, where a person would.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Reads no document: nobody writes a struct of a thousand members.
#[derive(Serialize, Deserialize)]
pub enum Refused {}

#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Code(i64);

impl TryFrom<i64> for Code {
    type Error = &'static str;

    fn try_from(it: i64) -> Result<Self, Self::Error> {
        if it % 7 == 0 && (0..350).contains(&it) { Ok(Self(it)) } else { Err("no code") }
    }
}

impl From<Code> for i64 {
    fn from(it: Code) -> Self {
        it.0
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Few {
    Alpha,
    Beta,
    Gamma,
    Delta,
    Epsilon,
    Zeta,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Node {
    #[serde(rename = "leaf")]
    Leaf { value: i64 },
    #[serde(rename = "branch")]
    Branch { child: Box<Node> },
}

#[derive(Serialize, Deserialize)]
pub struct Child {
    child: IntegerOrChild,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub enum IntegerOrChild {
    Integer(i64),
    Child(Box<Child>),
}

#[derive(Serialize, Deserialize)]
pub struct Point {
    a: i64,
    b: String,
    c: bool,
    d: i64,
}

#[derive(Serialize, Deserialize)]
pub struct Record {
    m0: Option<String>,
    m1: Option<String>,
    m2: Option<String>,
    m3: String,
    m4: Option<String>,
    m5: Option<String>,
    m6: Option<String>,
    m7: String,
    m8: Option<String>,
    m9: Option<String>,
    m10: Option<String>,
    m11: Option<String>,
    m12: Option<String>,
    m13: Option<String>,
    m14: Option<String>,
    m15: Option<String>,
    m16: Option<String>,
    m17: Option<String>,
    m18: Option<String>,
    m19: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tagged {
    Alpha { x: i64, y: String },
    Beta { x: i64, y: String },
    Gamma { x: i64, y: String },
    Delta { x: i64, y: String },
    Epsilon { x: i64, y: String },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum External {
    Alpha { x: i64 },
    Beta { x: i64 },
    Gamma { x: i64 },
    Delta { x: i64 },
    Epsilon { x: i64 },
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Map(BTreeMap<String, i64>);

#[derive(Serialize, Deserialize)]
pub struct Open {
    a: i64,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    a: i64,
    b: Option<String>,
    c: Option<i64>,
    d: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kind {
    Text(String),
    Number(f64),
    Boolean(bool),
    Integers(Vec<i64>),
}
