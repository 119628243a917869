//! Reading with the rules of JSON Schema: `1.0` is an integer, and an error says where it is.
//!
//! Values are read into slots, since a large one that is returned is copied by every function on
//! its way.

use std::collections::BTreeMap;
use std::convert::TryFrom;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess};
use serde::de::{Unexpected, Visitor};
use serde_json::{Map, Number, Value};

use super::error::at;
use super::precision::{self, NUMBERS_ARE_TEXT};
use super::secret::at_name;

/// A type that is read from JSON by the rules of its schema: whole or into a slot, each of which is
/// made of the other. An error starts with the JSON Pointer of the place that it is about.
pub trait Read<'de>: Sized {
    /// Reads a value.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut slot = None;
        Self::read_into(&mut slot, deserializer)?;
        slot.ok_or_else(unread)
    }

    /// Reads a value into a slot, in the place of what is there.
    fn read_into<D: Deserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = Some(Self::read(deserializer)?);
        Ok(())
    }
}

/// Whether two texts are the same. The texts of a list tend to begin or to end alike, so one in the
/// middle of them settles most comparisons before they begin.
#[inline]
pub fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let middle = one.len() / 2;
    one.len() == other.len() && one.get(middle) == other.get(middle) && one == other
}

/// Where a value is read to.
pub struct Slot<'a, T>(pub &'a mut Option<T>);

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Slot<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// A value that is replaced by the one that is read.
pub struct Place<'a, T>(pub &'a mut T);

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Place<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = T::read(deserializer)?;
        Ok(())
    }
}

macro_rules! read_as_serde_does {
    ($($type:ty),*) => {$(
        impl<'de> Read<'de> for $type {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

read_as_serde_does!((), bool, String, Value, Number);

impl<'de> Read<'de> for Map<String, Value> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnyMembers)
    }
}

/// Reads an object of any members.
struct AnyMembers;

impl<'de> Visitor<'de> for AnyMembers {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = map.next_entry()? {
            members.insert(name, value);
        }
        Ok(members)
    }
}

macro_rules! read_integers {
    ($($type:ident by $method:ident,)*) => {$(
        impl<'de> Read<'de> for $type {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if NUMBERS_ARE_TEXT {
                    return deserializer.deserialize_any(Integer(PhantomData));
                }
                deserializer.$method(Integer(PhantomData))
            }
        }
    )*};
}

read_integers! {
    i8 by deserialize_i8,
    i16 by deserialize_i16,
    i32 by deserialize_i32,
    i64 by deserialize_i64,
    u8 by deserialize_u8,
    u16 by deserialize_u16,
    u32 by deserialize_u32,
    u64 by deserialize_u64,
}

/// Reads an integer, also from a number such as `1.0`.
struct Integer<T>(PhantomData<T>);

impl<'de, T: TryFrom<i64> + TryFrom<u64> + TryFrom<i128>> Visitor<'de> for Integer<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an integer ({})", std::any::type_name::<T>())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| self.refuse(Unexpected::Signed(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value).map_err(|_| self.refuse(Unexpected::Unsigned(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        // Every float below 2^127 with no fraction is an `i128`, exactly. An integer beyond 64 bits
        // comes as the float nearest to it, and -2^63 is the only such float that would fit.
        let is_whole = value.fract() == 0.0;
        let is_sure = is_whole && value != i64::MIN as f64;
        let integer = is_sure.then_some(value as i128);
        integer.and_then(|it| T::try_from(it).ok()).ok_or_else(|| match is_whole {
            true => self.refuse(Unexpected::Float(value)),
            false => E::invalid_type(Unexpected::Float(value), &self),
        })
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<T, E> {
        T::try_from(value).map_err(|_| self.refuse(Unexpected::Other(&format!("number `{value}`"))))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<T, E> {
        Err(self.refuse(Unexpected::Other(&format!("number `{value}`"))))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let number = number(map, &self)?;
        let found = format!("number `{number}`");
        match precision::integer(&number) {
            Some(integer) => {
                T::try_from(integer).map_err(|_| self.refuse(Unexpected::Other(&found)))
            }
            None => Err(de::Error::invalid_type(Unexpected::Other(&found), &self)),
        }
    }
}

impl<T: TryFrom<i64> + TryFrom<u64> + TryFrom<i128>> Integer<T> {
    /// The error for an integer out of range. A narrow type was asked for by a `format`, a wide one
    /// is there where only `type` is.
    #[cold]
    fn refuse<E: de::Error>(&self, found: Unexpected<'_>) -> E {
        if size_of::<T>() < size_of::<i64>() {
            E::invalid_value(found, self)
        } else {
            E::invalid_type(found, self)
        }
    }
}

/// Reads a number that comes as an object; any other object is not what was expected.
fn number<'de, A: MapAccess<'de>>(map: A, expected: &dyn de::Expected) -> Result<String, A::Error> {
    Number::deserialize(MapAccessDeserializer::new(map))
        .map(|it| it.to_string())
        .map_err(|_| de::Error::invalid_type(Unexpected::Map, expected))
}

#[cold]
fn unexpected_number<E: de::Error>(number: &str, expected: &dyn de::Expected) -> E {
    E::invalid_value(Unexpected::Other(&format!("number `{number}`")), expected)
}

impl<'de> Read<'de> for f64 {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if NUMBERS_ARE_TEXT {
            return deserializer.deserialize_any(Float);
        }
        deserializer.deserialize_f64(Float)
    }
}

/// Reads a float; an integer that no float can hold is refused rather than changed.
struct Float;

impl<'de> Visitor<'de> for Float {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number that a 64-bit float holds exactly")
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<f64, E> {
        let float = value as f64;
        if float as i128 == i128::from(value) {
            Ok(float)
        } else {
            Err(E::invalid_value(Unexpected::Signed(value), &self))
        }
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<f64, E> {
        let float = value as f64;
        if float as i128 == i128::from(value) {
            Ok(float)
        } else {
            Err(E::invalid_value(Unexpected::Unsigned(value), &self))
        }
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<f64, E> {
        let number = value.to_string();
        precision::float(&number).ok_or_else(|| unexpected_number(&number, &self))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<f64, E> {
        let number = value.to_string();
        precision::float(&number).ok_or_else(|| unexpected_number(&number, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<f64, A::Error> {
        let number = number(map, &self)?;
        precision::float(&number).ok_or_else(|| unexpected_number(&number, &self))
    }
}

impl<'de, T: Read<'de>> Read<'de> for Box<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    fn read_into<D: Deserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_option(Nullable(slot.insert(None)))
    }
}

/// Reads `null` or a value.
struct Nullable<'a, T>(&'a mut Option<T>);

impl<'de, T: Read<'de>> Visitor<'de> for Nullable<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null or a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

impl<'de, T: Read<'de>> Read<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Elements(PhantomData))
    }
}

struct Elements<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Visitor<'de> for Elements<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut elements = Vec::new();
        loop {
            let mut slot = None;
            match seq.next_element_seed(Slot(&mut slot)) {
                // Not `extend`, which would move a large element several times.
                Ok(Some(())) => {
                    if let Some(element) = slot {
                        elements.push(element);
                    }
                }
                Ok(None) => return Ok(elements),
                Err(error) => return Err(at(&elements.len(), "/items", error)),
            }
        }
    }
}

impl<'de, T: Read<'de>> Read<'de> for BTreeMap<String, T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Values(PhantomData))
    }
}

struct Values<T>(PhantomData<T>);

impl<'de, T: Read<'de>> Visitor<'de> for Values<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let mut slot = None;
            match map.next_value_seed(Slot(&mut slot)) {
                Ok(()) => values.extend(slot.map(|value| (name, value))),
                Err(error) => return Err(at_name(&name, "/additionalProperties", error)),
            }
        }
        Ok(values)
    }
}

/// The error where neither a value nor an error came of reading, which does not happen.
#[cold]
pub fn unread<E: de::Error>() -> E {
    E::custom("nothing was read")
}

/// Hands [`Read`] of a type to serde.
macro_rules! deserialize {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::Read::read(deserializer)
            }
        }
    };
}
pub(crate) use deserialize;

/// Reads a type without values, which the schema at a place has none of.
pub fn read_never<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    place: &str,
) -> Result<T, D::Error> {
    de::IgnoredAny::deserialize(deserializer)?;
    Err(de::Error::custom(format_args!("expected no value, found one (false, {place})")))
}
