//! Members of a plain type that leaves something to check, such as a `Vec` with bounds.

use super::context::Context;
use super::error::Error;
use super::json::AsJson;
use super::object::Members;
use super::presence::Presence;
use super::read::{Entries, Read, Source, unread};
use super::schema::Schema;
use super::view::{checked, checked_part};

/// What is left to check of values of a type.
pub trait Left<T>: 'static {
    /// Whether errors must not show the value.
    fn is_secret(&self) -> bool;

    /// Checks a value that was made.
    fn check(&'static self, value: &T) -> Result<(), Error>;
}

/// What is left to check of values that are read.
pub trait ReadLeft<'de, T>: Left<T> {
    /// Reads a value into a slot, and checks it.
    fn read<S: Source<'de>>(
        &'static self,
        source: S,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), S::Error>;
}

impl<T: AsJson> Left<T> for Schema {
    fn is_secret(&self) -> bool {
        self.secret
    }

    fn check(&'static self, value: &T) -> Result<(), Error> {
        checked(value, self)
    }
}

impl<'de, T: Read<'de> + AsJson> ReadLeft<'de, T> for Schema {
    fn read<S: Source<'de>>(
        &'static self,
        source: S,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        let part = source.part();
        T::read(source, slot, cx)?;
        match (part, &*slot) {
            (Some(part), _) => checked_part(part, self, cx),
            (None, Some(value)) => checked(value, self).map_err(|error| cx.fail(|| error)),
            (None, None) => Ok(()),
        }
    }
}

/// A value that is checked as soon as it is read.
struct Checked<T, L: 'static> {
    left: &'static L,
    value: Option<T>,
}

/// The slot says by what to check, so it is never empty.
impl<'de, T, L: ReadLeft<'de, T>> Read<'de> for Checked<T, L> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        let Some(Self { left, value }) = slot else { return Err(unread()) };
        left.read(source, value, cx).inspect_err(|_| {
            if left.is_secret() {
                cx.conceal();
            }
        })
    }
}

impl<'de, E: Entries<'de>> Members<'_, 'de, E> {
    /// Reads the value of this member into a slot, and checks it.
    pub fn read_checked<T, L: ReadLeft<'de, T>>(&mut self, slot: &mut Option<T>, left: &'static L) {
        let mut checked = Some(Checked { left, value: None });
        self.read(&mut checked);
        *slot = checked.and_then(|it| it.value);
    }

    /// Reads the value of this member in place of another, and checks it.
    pub fn replace_checked<T, L: ReadLeft<'de, T>>(&mut self, value: &mut T, left: &'static L) {
        let mut slot = None;
        self.read_checked(&mut slot, left);
        if let Some(read) = slot {
            *value = read;
        }
    }

    /// Reads the value of this member, which may be `null`, in place of another, and checks it.
    pub fn nullable_checked<T, L: ReadLeft<'de, Option<T>>>(
        &mut self,
        value: &mut Presence<T>,
        left: &'static L,
    ) {
        let mut slot = None;
        self.read_checked(&mut slot, left);
        *value = Presence::from_slot(slot);
    }
}

/// Checks the value that a member is to have.
pub fn checked_member<T, L: Left<T>>(name: &str, value: &T, left: &'static L) -> Result<(), Error> {
    left.check(value).map_err(|error| error.within(&name))
}
