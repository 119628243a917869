//! Objects: reading them member by member, and keeping the members that no schema names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde_json::Value;

use super::error::at;
use super::read::{Read, Reading};
use super::secret::Member;

/// A struct that is read from an object.
pub trait ReadObject<'de>: Sized {
    /// Reads all members.
    fn read_members<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// Reads an object.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_members(map)
    }
}

/// The name of a member, borrowed from the text where it can be.
pub struct Name<'de>(Cow<'de, str>);

impl Name<'_> {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E: de::Error>(self, name: String) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name)))
    }
}

/// Reads the value of the member `name`; of members with one name the last counts.
pub fn member<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &str,
) -> Result<(), A::Error> {
    match map.next_value::<Reading<T>>() {
        Ok(value) => {
            *slot = Some(value.0);
            Ok(())
        }
        Err(error) => Err(at(name, error)),
    }
}

/// Reads the value of a member that has no field.
pub fn other<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    others: &mut BTreeMap<String, T>,
    name: &Name<'_>,
) -> Result<(), A::Error> {
    match map.next_value::<Reading<T>>() {
        Ok(value) => {
            others.insert(name.as_str().to_owned(), value.0);
            Ok(())
        }
        Err(error) => Err(at(name.as_str(), error)),
    }
}

/// Passes over the value of a member that is not kept.
pub fn ignore<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// The value of a member that must be there.
pub fn required<T, E: de::Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::custom(format_args!("missing member `{name}` (required)")))
}

/// Refuses a member that the schema does not allow.
#[cold]
pub fn refused<E: de::Error>(name: &Name<'_>) -> E {
    at(name.as_str(), E::custom("this member is not allowed (additionalProperties)"))
}

/// The members of an object that its schema does not name, in the order of the document.
///
/// They are kept when the object is read and written back after the others.
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct Unknown {
    members: Vec<(String, Value)>,
}

impl Unknown {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// The value of the member `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let same = |(known, _): &&(String, Value)| known == name;
        self.members.iter().rev().find(same).map(|(_, value)| value)
    }

    /// Adds a member or replaces its value, which is returned.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        match self.members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, slot)) => Some(std::mem::replace(slot, value)),
            None => {
                self.members.push((name, value));
                None
            }
        }
    }

    /// Takes the member `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.members.iter().position(|(known, _)| known == name)?;
        Some(self.members.remove(index).1)
    }

    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(in super::super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: &Name<'_>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value: Value = map.next_value()?;
        self.members.push((name.as_str().to_owned(), value));
        Ok(())
    }

    pub(in super::super) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.members.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, Member(name, value));
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

/// Reads a struct from an object.
macro_rules! object {
    ($name:ident) => {
        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::read_object(deserializer)
            }
        }

        support::deserialize!($name);
    };
}
pub(crate) use object;
