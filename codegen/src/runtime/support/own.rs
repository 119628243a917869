//! Types of the program's own that stand for what a schema describes.
//!
//! The part of the document is checked first, so that such a type only sees what its schema accepts; then
//! serde makes the value of it. What the type itself refuses is an error at that place.

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use super::context::Context;
use super::error::Error;
use super::json::AsJson;
use super::node::{Failed, Node};
use super::read::{Read, ReadKept, Source};
use super::schema::Schema;
use super::view::checked_part;

/// A type of the program's own.
pub struct Own {
    /// What it is called in errors.
    pub name: &'static str,
    /// Where its schema stands.
    pub at: &'static str,
    /// What its schema asks for.
    pub check: &'static Schema,
}

impl Own {
    /// Reads a value into a slot.
    pub fn read<'de, T: DeserializeOwned, S: Source<'de>>(
        &'static self,
        source: S,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.kept(OwnInto { own: self, slot }, cx)
    }
}

struct OwnInto<'s, T> {
    own: &'static Own,
    slot: &'s mut Option<T>,
}

impl<T: DeserializeOwned> ReadKept for OwnInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let Self { own, slot } = self;
        checked_part::<Failed>(node, own.check, cx)?;
        // What a document is, is for its schema to say.
        if cx.is_judging() {
            return Ok(());
        }
        match T::deserialize(node.to_value()) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                let refusal = || Error::new("replace", own.at, own.name, error);
                return Err(cx.fail(refusal));
            }
        }
        Ok(())
    }
}

/// Reads a type by the part of a document that is kept, whatever it comes from.
pub struct Whole<'s, T>(pub &'s mut Option<T>);

impl<T: for<'v> Read<'v>> ReadKept for Whole<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        T::read(node, self.0, cx)
    }
}

/// Checks what the shape of a type leaves open that holds a type of the program's own: by the JSON that
/// it is written as.
pub fn checked_as_written<T: Serialize>(value: &T, schema: &'static Schema) -> Result<(), Error> {
    match serde_json::to_value(value) {
        Ok(value) => schema.check(value.as_json()),
        Err(error) => Err(Error::new("type", "", "a value that can be written as JSON", error)),
    }
}

/// Reads a type of the program's own, to which the schema at a place applies.
macro_rules! own {
    ($name:ty, $shown:literal, $place:tt, $check:path $(, $secret:ident)?) => {
        impl<'de> support::Read<'de> for $name {
            fn read<S: support::Source<'de>>(
                source: S,
                slot: &mut Option<Self>,
                cx: &mut support::Context,
            ) -> Result<(), S::Error> {
                static OWN: support::Own =
                    support::Own { name: $shown, at: $place, check: &$check };
                OWN.read(source, slot, cx)$(.inspect_err(|_| cx.$secret()))?
            }
        }
    };
}
pub(crate) use own;

/// What a link asks for of all that it holds: how checks see a type of the program's own. None does,
/// since what holds one is checked by the document or by what it is written as.
macro_rules! unseen {
    ($name:ty) => {
        impl support::AsJson for $name {
            fn as_json(&self) -> support::Json<'_> {
                support::Json::Null
            }
        }
    };
}
pub(crate) use unseen;
