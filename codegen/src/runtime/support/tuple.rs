//! Arrays whose first elements have types of their own.

use super::context::Context;
use super::error::Error;
use super::read::{Items, Read, ReadItems};

/// A tuple struct that is read from an array.
pub trait ReadTuple<'de>: Sized {
    /// Where the schema stands.
    const AT: &'static str;

    /// The keywords under which the schemas of the first elements stand, and that of the others.
    const KEYWORDS: (&'static str, &'static str);

    /// How many elements the array has at least.
    const LEAST: usize;

    /// How many of its elements have types of their own.
    const LENGTH: usize;

    /// Reads all elements, and makes the tuple of them unless only a judgement is wanted.
    fn read_elements<I: Items<'de>>(
        slot: &mut Option<Self>,
        items: I,
        cx: &mut Context,
    ) -> Result<(), I::Error>;
}

/// Reads an array into the slot of a tuple.
pub struct IntoTuple<'a, T>(pub &'a mut Option<T>);

impl<'de, T: ReadTuple<'de>> ReadItems<'de> for IntoTuple<'_, T> {
    fn place(&self) -> &'static str {
        T::AT
    }

    fn read<I: Items<'de>>(self, items: I, cx: &mut Context) -> Result<(), I::Error> {
        T::read_elements(self.0, items, cx)
    }
}

/// Reads the element at `index`.
pub fn element<'de, T: ReadTuple<'de>, E: Read<'de>, I: Items<'de>>(
    items: &mut I,
    index: usize,
    slot: &mut Option<E>,
    cx: &mut Context,
) -> Result<(), I::Error> {
    match optional_element::<T, E, I>(items, index, slot, cx)? {
        true => Ok(()),
        false => {
            Err(cx
                .fail(|| Error::new("minItems", T::AT, length::<T>("at least ", T::LEAST), index)))
        }
    }
}

/// Reads the element at `index` if there is one; whether there is.
pub fn optional_element<'de, T: ReadTuple<'de>, E: Read<'de>, I: Items<'de>>(
    items: &mut I,
    index: usize,
    slot: &mut Option<E>,
    cx: &mut Context,
) -> Result<bool, I::Error> {
    items.next(slot, cx).inspect_err(|_| {
        if !cx.is_judging() {
            cx.locate(&index, &format!("{}/{}/{index}", T::AT, T::KEYWORDS.0));
        }
    })
}

/// Reads all further elements.
pub fn rest_of_tuple<'de, T: ReadTuple<'de>, E: Read<'de>, I: Items<'de>>(
    items: &mut I,
    rest: &mut Vec<E>,
    cx: &mut Context,
) -> Result<(), I::Error> {
    let mut index = T::LENGTH;
    loop {
        let mut slot = None;
        match items.next(&mut slot, cx) {
            Ok(true) => rest.extend(slot),
            Ok(false) => return Ok(()),
            Err(error) => {
                if !cx.is_judging() {
                    cx.locate(&index, &format!("{}/{}", T::AT, T::KEYWORDS.1));
                }
                return Err(error);
            }
        }
        index += 1;
    }
}

/// Refuses further elements.
pub fn end_of_tuple<'de, T: ReadTuple<'de>, I: Items<'de>>(
    items: &mut I,
    cx: &mut Context,
) -> Result<(), I::Error> {
    match items.next::<serde_json::Value>(&mut None, cx)? {
        false => Ok(()),
        true => {
            let expected = || length::<T>("at most ", T::LENGTH);
            Err(cx.fail(|| Error::new("maxItems", T::AT, expected(), "more")))
        }
    }
}

/// The length that is expected, bounded by some words where there are several.
fn length<'de, T: ReadTuple<'de>>(bound: &str, count: usize) -> String {
    let bound = if T::LEAST == T::LENGTH { "" } else { bound };
    format!("an array of {bound}{count} elements")
}

/// Reads a tuple struct from an array, and checks it if something is left to check.
macro_rules! tuple {
    ($name:ty $(, $check:path $(, $whole:ident)?)?) => {
        support::read!($name, $($($whole)?)? |source, slot, cx| {
            let part = source.part();
            source.array(support::IntoTuple(slot), cx)?;
            support::finished!(slot, part, cx $(, $check $(, $whole)?)?)
        });
    };
}
pub(crate) use tuple;
