//! Arrays whose length is part of their type.

use super::context::Context;
use super::error::Error;
use super::json::{Array, AsJson, Json};
use super::read::{Items, Read, ReadItems, Source};

impl<'de, T: Read<'de>, const N: usize> Read<'de> for [T; N] {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.array(Elements(slot), cx)
    }
}

struct Elements<'a, T, const N: usize>(&'a mut Option<[T; N]>);

impl<'de, T: Read<'de>, const N: usize> ReadItems<'de> for Elements<'_, T, N> {
    fn read<I: Items<'de>>(self, mut items: I, cx: &mut Context) -> Result<(), I::Error> {
        let mut elements = [(); N].map(|()| None);
        for (index, element) in elements.iter_mut().enumerate() {
            match items.next(element, cx) {
                Ok(true) => {}
                Ok(false) => {
                    return Err(cx.fail(|| Error::new("minItems", "", length::<N>(), index)));
                }
                Err(error) => {
                    cx.locate(&index, "");
                    return Err(error);
                }
            }
        }
        if items.next::<serde_json::Value>(&mut None, cx)? {
            return Err(cx.fail(|| Error::new("maxItems", "", length::<N>(), "more")));
        }
        *self.0 = all_of(elements);
        Ok(())
    }
}

fn length<const N: usize>() -> String {
    format!("an array of {N} elements")
}

/// The elements, if all are there: where only a judgement is wanted, none is.
fn all_of<T, const N: usize>(elements: [Option<T>; N]) -> Option<[T; N]> {
    let are_there = elements.iter().all(Option::is_some);
    are_there.then(|| elements.map(|it| it.unwrap_or_else(|| unreachable!("all are there"))))
}

impl<T: AsJson, const N: usize> AsJson for [T; N] {
    fn as_json(&self) -> Json<'_> {
        Json::Array(self)
    }
}

impl<T: AsJson, const N: usize> Array for [T; N] {
    fn len(&self) -> usize {
        N
    }

    fn get(&self, index: usize) -> Option<Json<'_>> {
        self.as_slice().get(index).map(T::as_json)
    }
}
