//! Members of a plain type that leaves something to check, such as a `Vec` with bounds.

use super::context::Context;
use super::error::Error;
use super::json::AsJson;
use super::object::Members;
use super::presence::Presence;
use super::read::{Entries, Read, Source, unread};
use super::schema::Schema;
use super::view::{checked, checked_part};

/// A value that is checked as soon as it is read.
struct Checked<T> {
    schema: &'static Schema,
    value: Option<T>,
}

/// The slot says by what to check, so it is never empty.
impl<'de, T: Read<'de> + AsJson> Read<'de> for Checked<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        let Some(Self { schema, value }) = slot else { return Err(unread()) };
        let part = source.part();
        T::read(source, value, cx)
            .and_then(|()| match (part, &*value) {
                (Some(part), _) => checked_part(part, schema, cx),
                (None, Some(value)) => checked(value, schema).map_err(|error| cx.fail(|| error)),
                (None, None) => Ok(()),
            })
            .inspect_err(|_| conceal(schema, cx))
    }
}

/// Keeps a secret out of an error.
pub fn conceal(schema: &'static Schema, cx: &mut Context) {
    if schema.secret {
        cx.conceal();
    }
}

impl<'de, E: Entries<'de>> Members<'_, 'de, E> {
    /// Reads the value of this member into a slot, and checks it.
    pub fn read_checked<T: Read<'de> + AsJson>(
        &mut self,
        slot: &mut Option<T>,
        schema: &'static Schema,
    ) {
        let mut checked = Some(Checked { schema, value: None });
        self.read(&mut checked);
        *slot = checked.and_then(|it| it.value);
    }

    /// Reads the value of this member in place of another, and checks it.
    pub fn replace_checked<T: Read<'de> + AsJson>(
        &mut self,
        value: &mut T,
        schema: &'static Schema,
    ) {
        let mut slot = None;
        self.read_checked(&mut slot, schema);
        if let Some(read) = slot {
            *value = read;
        }
    }

    /// Reads the value of this member, which may be `null`, in place of another, and checks it.
    pub fn nullable_checked<T: Read<'de> + AsJson>(
        &mut self,
        value: &mut Presence<T>,
        schema: &'static Schema,
    ) {
        let mut slot = None;
        self.read_checked(&mut slot, schema);
        *value = Presence::from_slot(slot);
    }
}

/// Checks the value that a member is to have.
pub fn checked_member<T: AsJson>(
    name: &str,
    value: &T,
    schema: &'static Schema,
) -> Result<(), Error> {
    checked(value, schema).map_err(|error| error.within(&name))
}
