//! Members of a plain type that leaves something to check and holds a type of the program's own.

use serde::ser::Serialize;

use super::bounded::conceal;
use super::context::Context;
use super::error::Error;
use super::node::{Failed, Node};
use super::object::Members;
use super::own::checked_as_written;
use super::presence::Presence;
use super::read::{Entries, Read, ReadKept, Source, unread};
use super::schema::Schema;
use super::view::checked_part;

/// A value that holds a type of the program's own, of which the part of the document is checked.
struct CheckedWhole<T> {
    schema: &'static Schema,
    value: Option<T>,
}

/// The slot says by what to check, so it is never empty.
impl<'de, T: for<'v> Read<'v>> Read<'de> for CheckedWhole<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        let Some(whole) = slot else { return Err(unread()) };
        let schema = whole.schema;
        source.kept(whole, cx).inspect_err(|_| conceal(schema, cx))
    }
}

impl<T: for<'v> Read<'v>> ReadKept for &mut CheckedWhole<T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        T::read(node, &mut self.value, cx)?;
        checked_part(node, self.schema, cx)
    }
}

impl<'de, E: Entries<'de>> Members<'_, 'de, E> {
    /// Reads the value of this member into a slot, and checks the part of the document.
    pub fn read_checked_whole<T: for<'v> Read<'v>>(
        &mut self,
        slot: &mut Option<T>,
        schema: &'static Schema,
    ) {
        let mut checked = Some(CheckedWhole { schema, value: None });
        self.read(&mut checked);
        *slot = checked.and_then(|it| it.value);
    }

    /// The same in place of another value.
    pub fn replace_checked_whole<T: for<'v> Read<'v>>(
        &mut self,
        value: &mut T,
        schema: &'static Schema,
    ) {
        let mut slot = None;
        self.read_checked_whole(&mut slot, schema);
        if let Some(read) = slot {
            *value = read;
        }
    }

    /// The same of a value that may be `null`.
    pub fn nullable_checked_whole<T: for<'v> Read<'v>>(
        &mut self,
        value: &mut Presence<T>,
        schema: &'static Schema,
    ) {
        let mut slot = None;
        self.read_checked_whole(&mut slot, schema);
        *value = Presence::from_slot(slot);
    }
}

/// Checks the value that a member is to have, by the JSON that it is written as.
pub fn checked_member_as_written<T: Serialize>(
    name: &str,
    value: &T,
    schema: &'static Schema,
) -> Result<(), Error> {
    checked_as_written(value, schema).map_err(|error| error.within(&name))
}
