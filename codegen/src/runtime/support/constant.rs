//! Members that are always the same: their values are compared, and take no room.

use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::context::Context;
use super::error::Error;
use super::node::{Failed, Node};
use super::read::{ReadKept, Scalar, Source, quote, shown};

/// A value that a schema demands.
#[derive(Clone, Copy)]
pub enum Constant {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A larger integer.
    Unsigned(u64),
    /// A number that is just this float.
    Float(f64),
    /// A string.
    Text(&'static str),
}

impl Constant {
    /// Whether a part of a document is this value.
    pub fn is(&self, node: &Node<'_>, cx: &mut Context) -> bool {
        match *self {
            Self::Null => matches!(node, Node::Null),
            Self::Bool(value) => matches!(node, Node::Bool(other) if *other == value),
            Self::Text(text) => node.as_str() == Some(text),
            Self::Integer(value) => scalar(node, cx) == Some(value),
            Self::Unsigned(value) => scalar(node, cx) == Some(value),
            Self::Float(value) => scalar(node, cx) == Some(value),
        }
    }
}

/// The number of some type that a part of a document is.
fn scalar<T: Scalar>(node: &Node<'_>, cx: &mut Context) -> Option<T> {
    let mut slot = None;
    cx.judge(|cx| node.scalar(&mut slot, cx)).ok()?;
    slot
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Text(text) => quote(text, f),
        }
    }
}

impl Serialize for Constant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(value) => serializer.serialize_i64(value),
            Self::Unsigned(value) => serializer.serialize_u64(value),
            Self::Float(value) => serializer.serialize_f64(value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A value that a keyword demands of a member.
#[derive(Clone, Copy)]
pub struct Fixed(pub Constant, pub &'static str);

impl ReadKept for Fixed {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let Self(expected, keyword) = self;
        if expected.is(node, cx) {
            return Ok(());
        }
        Err(cx.fail(|| Error::new(keyword, "", expected, shown(node))))
    }
}
