//! Arrays of a fixed length.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use super::error::{at, by};
use super::read::{Read, Slot};

/// A tuple struct that is read from an array.
pub trait ReadTuple<'de>: Sized {
    /// Where the schema stands.
    const AT: &'static str;

    /// How many elements the array has.
    const LENGTH: usize;

    /// Reads all elements.
    fn read_elements<A: SeqAccess<'de>>(seq: A) -> Result<Self, A::Error>;
}

/// Reads an array of a fixed length.
pub fn read_tuple<'de, T: ReadTuple<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_seq(TupleVisitor(PhantomData)).map_err(|error| by(T::AT, error))
}

struct TupleVisitor<T>(PhantomData<T>);

impl<'de, T: ReadTuple<'de>> Visitor<'de> for TupleVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {} elements", T::LENGTH)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::read_elements(seq)
    }
}

/// Reads the element at `index`.
pub fn element<'de, T: ReadTuple<'de>, E: Read<'de>, A: SeqAccess<'de>>(
    seq: &mut A,
    index: usize,
) -> Result<E, A::Error> {
    let mut slot = None;
    match seq.next_element_seed(Slot(&mut slot)) {
        Ok(read) => read.and(slot).ok_or_else(|| {
            A::Error::custom(format_args!(
                "expected an array of {} elements, found {index} (minItems, {})",
                T::LENGTH,
                T::AT
            ))
        }),
        Err(error) => {
            let schema = format!("{}/prefixItems/{index}", T::AT);
            Err(at(&index, &schema, error))
        }
    }
}

/// Refuses further elements.
pub fn end_of_tuple<'de, T: ReadTuple<'de>, A: SeqAccess<'de>>(
    seq: &mut A,
) -> Result<(), A::Error> {
    match seq.next_element::<IgnoredAny>()? {
        None => Ok(()),
        Some(_) => Err(A::Error::custom(format_args!(
            "expected an array of {} elements, found more (maxItems, {})",
            T::LENGTH,
            T::AT
        ))),
    }
}

/// Reads a tuple struct from an array.
macro_rules! tuple {
    ($name:ident) => {
        impl<'de> support::Read<'de> for $name {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::read_tuple(deserializer)
            }
        }

        support::deserialize!($name);
    };
}
pub(crate) use tuple;
