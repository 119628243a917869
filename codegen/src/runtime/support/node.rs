//! A document, or a part of one, that is kept to be looked at before it is read: the arms of a union
//! are judged by it, and what is below is read from it without copying.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de;
use serde_json::{Number, Value};

use super::limits::REFUSES_DUPLICATES;
use super::tree::Tree;

/// A JSON value with the members of objects in the order of the document.
#[derive(Clone, Debug)]
pub enum Node<'de> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string, borrowed from the text where that can be.
    String(Cow<'de, str>),
    /// An array
    Array(Vec<Node<'de>>),
    /// An object without two members of one name.
    Object(Vec<(Cow<'de, str>, Node<'de>)>),
}

impl<'de> Node<'de> {
    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(other, _)| other == name).map(|(_, value)| value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Array(_) => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The same as a value.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) => Value::String(text.clone().into_owned()),
            Self::Array(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, it)| (name.clone().into_owned(), it.to_value()))
                    .collect(),
            ),
        }
    }
}

impl<'de> Tree<'de> for Node<'de> {
    type Members = Vec<(Cow<'de, str>, Self)>;

    fn of_null() -> Self {
        Self::Null
    }

    fn of_bool(value: bool) -> Self {
        Self::Bool(value)
    }

    fn of_number(number: Number) -> Self {
        Self::Number(number)
    }

    fn of_text(text: Cow<'de, str>) -> Self {
        Self::String(text)
    }

    fn of_items(items: Vec<Self>) -> Self {
        Self::Array(items)
    }

    fn add(members: &mut Self::Members, name: Cow<'de, str>, value: Self) -> Option<String> {
        members.push((name, value));
        None
    }

    fn of_members(mut members: Self::Members) -> Result<Self, String> {
        if let Some(twice) = twice(&members) {
            if REFUSES_DUPLICATES {
                return Err(members[twice].0.clone().into_owned());
            }
            keep_last(&mut members);
        }
        Ok(Self::Object(members))
    }
}

/// The index of a member whose name one before it has.
fn twice(members: &[(Cow<'_, str>, Node<'_>)]) -> Option<usize> {
    const FEW: usize = 16;
    let (few, many) = members.split_at(members.len().min(FEW));
    let is_known = |&(index, (name, _)): &(usize, &(Cow<'_, str>, _))| {
        few[..index].iter().any(|(other, _)| other == name)
    };
    if let Some((index, _)) = few.iter().enumerate().find(is_known) {
        return Some(index);
    }
    if many.is_empty() {
        return None;
    }
    let mut names: HashSet<&str> = few.iter().map(|(name, _)| &**name).collect();
    many.iter().position(|(name, _)| !names.insert(name)).map(|index| FEW + index)
}

fn keep_last(members: &mut Vec<(Cow<'_, str>, Node<'_>)>) {
    let mut names = HashSet::new();
    members.reverse();
    members.retain(|(name, _)| names.insert(name.clone().into_owned()));
    members.reverse();
}

/// A part of a kept document is not what was asked for; the context knows why.
#[derive(Debug)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value is not what its schema asks for")
    }
}

impl std::error::Error for Failed {}

impl de::Error for Failed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
