//! A place for a value behind which the compiler does not look.
//!
//! The compiler follows types through all that they hold, and functions through all that they call for
//! them, and gives up after 128 steps. All that a [`Link`] does with its value goes by virtual functions,
//! where it stops; a value is read by a function that is not generic, from a part
//! of the document that is kept.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{self, Serialize, Serializer};
use serde_json::Value;

use super::context::Context;
use super::json::{AsJson, Json};
use super::node::{Failed, Node};
use super::plain::Plain;
use super::read::{Read, ReadKept, Source, from_serde};

/// A value behind a pointer, like a `Box`, where types go deeper than the compiler follows. A value
/// becomes one by `into`, and is taken out by `into_inner`.
pub struct Link<T>(Box<Hidden<T>>);

type Hidden<T> = dyn Held<T> + Send + Sync + UnwindSafe + RefUnwindSafe;

/// A type that is held by links.
pub trait Linked:
    Clone
    + fmt::Debug
    + PartialEq
    + Serialize
    + AsJson
    + Send
    + Sync
    + UnwindSafe
    + RefUnwindSafe
    + 'static
{
    /// Reads a value.
    fn read_linked<'a>(
        node: &'a Node<'a>,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), Failed>;
}

/// The function that reads a type that is held by links.
pub type ReadLinked<T> =
    for<'a> fn(&'a Node<'a>, &mut Option<T>, &mut Context) -> Result<(), Failed>;

/// What can be done with a value that is held.
trait Held<T> {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
    fn copy(&self) -> Box<Hidden<T>>;
    fn is_same(&self, other: &T) -> bool;
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    fn to_value(&self) -> Result<Value, serde_json::Error>;
    fn view(&self) -> Json<'_>;
}

struct Holder<T>(T);

impl<T: Linked> Held<T> for Holder<T> {
    fn get(&self) -> &T {
        &self.0
    }

    fn get_mut(&mut self) -> &mut T {
        &mut self.0
    }

    fn take(self: Box<Self>) -> T {
        self.0
    }

    fn copy(&self) -> Box<Hidden<T>> {
        Box::new(Self(self.0.clone()))
    }

    fn is_same(&self, other: &T) -> bool {
        self.0 == *other
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }

    fn to_value(&self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(&self.0)
    }

    fn view(&self) -> Json<'_> {
        self.0.as_json()
    }
}

impl<T> Link<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T: Linked> From<T> for Link<T> {
    fn from(value: T) -> Self {
        Self(Box::new(Holder(value)))
    }
}

impl<T> Deref for Link<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get()
    }
}

impl<T> DerefMut for Link<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }
}

impl<T> Clone for Link<T> {
    fn clone(&self) -> Self {
        Self(self.0.copy())
    }
}

impl<T> fmt::Debug for Link<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

impl<T> PartialEq for Link<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other)
    }
}

impl<T> Eq for Link<T> {}

impl<T> Serialize for Link<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0.to_value().map_err(ser::Error::custom)?;
        Plain(&value).serialize(serializer)
    }
}

impl<'de, T: Linked> Read<'de> for Link<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.kept(LinkInto(slot), cx)
    }
}

impl<'de, T: Linked> Deserialize<'de> for Link<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer)
    }
}

struct LinkInto<'s, T>(&'s mut Option<Link<T>>);

impl<T: Linked> ReadKept for LinkInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let mut inner = None;
        T::read_linked(node, &mut inner, cx)?;
        *self.0 = inner.map(Link::from);
        Ok(())
    }
}

impl<T> AsJson for Link<T> {
    fn as_json(&self) -> Json<'_> {
        self.0.view()
    }
}

/// Reads a type that is held by links. Those that its own links hold come first for the compiler, so
/// that it is through with them when it meets them again, deep within this one.
macro_rules! linked {
    ($name:ty $(, $next:path)*) => {
        impl support::Linked for $name {
            fn read_linked<'a>(
                node: &'a support::Node<'a>,
                slot: &mut Option<Self>,
                cx: &mut support::Context,
            ) -> Result<(), support::Failed> {
                $(
                    let read: support::ReadLinked<$next> = <$next as support::Linked>::read_linked;
                    std::hint::black_box(read);
                )*
                support::Read::read(node, slot, cx)
            }
        }
    };
}
pub(crate) use linked;
