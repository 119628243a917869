//! Numbers as every format has them.
//!
//! With its feature `arbitrary_precision`, which any crate of a build may turn on, `serde_json` hands
//! out a number as an object of a secret form, which no other format knows. What holds such numbers is
//! written to another format by way of a `Value`, number by number.

use std::any::type_name;

use serde::ser::{Error, Serialize, Serializer};
use serde_json::{Number, Value};

use super::precision::{self, NUMBERS_ARE_TEXT, is_json_of_serde};

/// Writes a value with the numbers that `serde_json` holds as plain numbers.
pub struct Plain<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Plain<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if NUMBERS_ARE_TEXT && holds_numbers::<T>() && !is_json_of_serde::<S::Error>() {
            let value = serde_json::to_value(self.0).map_err(S::Error::custom)?;
            return PlainValue(&value).serialize(serializer);
        }
        self.0.serialize(serializer)
    }
}

/// Whether a type is one of `serde_json`'s or is made of one. A type of this tree writes itself.
fn holds_numbers<T: ?Sized>() -> bool {
    type_name::<T>().contains("serde_json::")
}

struct PlainValue<'a>(&'a Value);

impl Serialize for PlainValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Number(number) => write_number(number, serializer),
            Value::Array(items) => serializer.collect_seq(items.iter().map(PlainValue)),
            Value::Object(members) => serializer
                .collect_map(members.iter().map(|(name, value)| (name, PlainValue(value)))),
            Value::Null | Value::Bool(_) | Value::String(_) => self.0.serialize(serializer),
        }
    }
}

/// An integer is written as it is or not at all, any other number as the nearest float.
fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(integer) = number.as_u64() {
        return serializer.serialize_u64(integer);
    }
    if let Some(integer) = number.as_i64() {
        return serializer.serialize_i64(integer);
    }
    match precision::float(&number.to_string()) {
        Some(float) => serializer.serialize_f64(float),
        None => Err(S::Error::custom(format!("{number} has no plain form outside of JSON"))),
    }
}
