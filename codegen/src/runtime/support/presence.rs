//! Members that may be absent, `null` or a value.

use serde::Serialize;
use serde::ser::SerializeMap;

use super::object::Writer;

/// A member that may be absent, may be `null`, and may have a value: three different things.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
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
    /// Whether the member is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
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

    /// What was read for the member: absent without a slot, else `null` or a value.
    pub(in super::super) fn from_slot(slot: Option<Option<T>>) -> Self {
        match slot {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
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
