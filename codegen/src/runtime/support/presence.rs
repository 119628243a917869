//! Members that may be absent, `null` or a value.

use serde::Serialize;
use serde::ser::SerializeMap;

use super::object::{Members, Unknown, Writer};
use super::read::{Entries, Read};

/// A member that may be absent, may be `null`, and may have a value: three different things.
///
/// A value becomes one by `into`, and `Some(None)` becomes `null`. In a request that changes some
/// members of a resource, what is absent stays as it is and what is `null` is taken away, which
/// `apply_to` does to an `Option`.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Presence<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Presence<T> {
    /// A value, or a member that is not there.
    pub fn optional(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }

    /// A value, or `null`.
    pub fn nullable(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// Whether the member is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one, to change it.
    pub const fn as_option_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with another value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Presence<U> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Value(value) => Presence::Value(change(value)),
        }
    }

    /// Changes a value to what is asked for: nothing if that is absent.
    pub fn apply_to(self, value: &mut Option<T>) {
        if !self.is_absent() {
            *value = self.into_option();
        }
    }

    /// What was read for the member: absent without a slot, else `null` or a value.
    pub(in super::super) fn from_slot(slot: Option<Option<T>>) -> Self {
        match slot {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
    }
}

impl<'de, E: Entries<'de>> Members<'_, 'de, E> {
    /// Reads the value of this member, which may be `null`, in place of another.
    pub fn nullable<T: Read<'de>>(&mut self, value: &mut Presence<T>) {
        let mut slot = None;
        self.read(&mut slot);
        *value = Presence::from_slot(slot);
    }

    /// Reads the value of this member if it is of that type or `null`, and keeps it as it is if not.
    pub fn nullable_or_keep<T>(&mut self, value: &mut Presence<T>, unknown: &mut Unknown)
    where
        T: for<'v> Read<'v>,
    {
        let mut slot = None;
        self.read_or_keep(&mut slot, unknown);
        *value = Presence::from_slot(slot);
    }

    /// The same, and no error shows anything of the value.
    pub fn nullable_secret<T: Read<'de>>(&mut self, value: &mut Presence<T>) {
        let mut slot = None;
        self.read_secret(&mut slot);
        *value = Presence::from_slot(slot);
    }
}

impl<M: SerializeMap> Writer<M> {
    /// Writes a member that may be absent or `null`.
    pub fn nullable<T: Serialize>(&mut self, name: &str, value: &Presence<T>) -> &mut Self {
        match value {
            Presence::Absent => self,
            Presence::Null => self.member(name, &()),
            Presence::Value(value) => self.member(name, value),
        }
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is absent, `Some(None)` is `null`.
impl<T> From<Option<Option<T>>> for Presence<T> {
    fn from(value: Option<Option<T>>) -> Self {
        Self::from_slot(value)
    }
}

impl<T> From<Presence<T>> for Option<Option<T>> {
    fn from(presence: Presence<T>) -> Self {
        match presence {
            Presence::Absent => None,
            Presence::Null => Some(None),
            Presence::Value(value) => Some(Some(value)),
        }
    }
}
