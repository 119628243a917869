//! Room for what most schemas do not have.

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use indexmap::IndexMap;

use super::{Annotations, SchemaId};

/// A part of a schema that takes the room of a pointer until something is written to it. There are
/// hundreds of thousands of schemas at times, and each has a few keywords of fifty.
#[derive(Clone, Debug, Default)]
pub struct Rare<T>(Option<Box<T>>);

/// What has a value that stands for nothing written.
pub trait Empty: Default + 'static {
    /// That value.
    fn empty() -> &'static Self;
}

impl<T: Empty> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::empty())
    }
}

impl<T: Empty> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Empty + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a, T: Empty> IntoIterator for &'a Rare<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&**self).into_iter()
    }
}

macro_rules! empty {
    ($($type:ty),*) => {$(
        impl Empty for $type {
            fn empty() -> &'static Self {
                static EMPTY: LazyLock<$type> = LazyLock::new(Default::default);
                &EMPTY
            }
        }
    )*};
}

empty!(Annotations, IndexMap<String, SchemaId>, IndexMap<String, Vec<String>>);
