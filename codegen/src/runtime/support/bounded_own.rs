//! Members of a plain type that leaves something to check and holds a type of the program's own.

use serde::ser::Serialize;

use super::bounded::{Left, ReadLeft};
use super::context::Context;
use super::error::Error;
use super::node::{Failed, Node};
use super::own::checked_as_written;
use super::read::{Read, ReadKept, Source};
use super::schema::Schema;
use super::view::checked_part;

/// What is left to check of values that no check can look into: by the part of the document, or by the
/// JSON that they are written as.
pub struct OfWhole(pub Schema);

impl<T: Serialize> Left<T> for OfWhole {
    fn is_secret(&self) -> bool {
        self.0.secret
    }

    fn check(&'static self, value: &T) -> Result<(), Error> {
        checked_as_written(value, &self.0)
    }
}

impl<'de, T: Serialize + for<'v> Read<'v>> ReadLeft<'de, T> for OfWhole {
    fn read<S: Source<'de>>(
        &'static self,
        source: S,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.kept(WholeInto { schema: &self.0, slot }, cx)
    }
}

struct WholeInto<'s, T> {
    schema: &'static Schema,
    slot: &'s mut Option<T>,
}

impl<T: for<'v> Read<'v>> ReadKept for WholeInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        T::read(node, self.slot, cx)?;
        checked_part(node, self.schema, cx)
    }
}
