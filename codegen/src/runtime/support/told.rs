//! Unions of objects whose first member tells the arm: the rest is read as it comes, and nothing is kept.
//!
//! Documents tend to begin with their tag. One that does not is kept as a whole, as those of other unions
//! are; both ways accept the same and make the same.

use std::borrow::Cow;

use super::context::Context;
use super::limits::REFUSES_DUPLICATES;
use super::node::{Failed, Node};
use super::object::{IntoSlot, ReadObject};
use super::read::{Entries, Read, ReadByFirst, ReadEntries, ReadKept, Source, TakeName};
use super::tree::{add_member, object_of};
use super::union::{Arm, Arms, ArmsInto, ReadUnion};

/// A union whose arms are told by the first member.
pub trait ReadTold: ReadUnion + 'static {
    /// Reads an object as the arm of this index.
    fn read_told<'de, E: Entries<'de>>(
        arm: usize,
        entries: E,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), E::Error>;
}

/// What of the first member tells the arm.
#[derive(Clone, Copy)]
pub enum By {
    /// Its value, which is a string of the arm, if this is its name.
    Tag(&'static str),
    /// Its name.
    Name,
}

/// Reads an object as one of the arms.
pub fn read_told_arms<'de, T: ReadTold, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    by: By,
    arms: &'static Arms<T>,
) -> Result<(), S::Error> {
    source.by_first(ToldInto { by, into: ArmsInto { arms, slot } }, cx)
}

/// Reads what is left of an object as the struct that an arm holds, and wraps it.
pub fn read_rest<'de, A: ReadObject<'de>, T, E: Entries<'de>>(
    entries: E,
    slot: &mut Option<T>,
    cx: &mut Context,
    wrap: fn(A) -> T,
) -> Result<(), E::Error> {
    let mut arm = None;
    IntoSlot(&mut arm).read(entries, cx)?;
    *slot = arm.map(wrap);
    Ok(())
}

struct ToldInto<'s, T: 'static> {
    by: By,
    into: ArmsInto<'s, T>,
}

impl<T: ReadTold> ReadKept for ToldInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        self.into.read(node, cx)
    }
}

impl<T: ReadTold> ReadByFirst for ToldInto<'_, T> {
    fn place(&self) -> &'static str {
        T::AT
    }

    fn read_first<'de, E: Entries<'de>>(
        self,
        mut entries: E,
        cx: &mut Context,
    ) -> Result<(), E::Error> {
        let mut name = Cow::Borrowed("");
        if !entries.next(&mut name)? {
            return self.read_rest_kept(None, entries, cx);
        }
        let (arm, value) = match self.by {
            By::Name => (self.arm(|arm| arm.required == [&*name]), None),
            By::Tag(tag) if tag == name => {
                let value = kept_value::<T, E>(&mut entries, &name, cx)?;
                (self.arm(|arm| has_tag(arm, tag, &value)), Some(value))
            }
            By::Tag(_) => (None, None),
        };
        match (arm, value) {
            // Where members may come twice, this one might tell another arm the second time.
            (Some(arm), value) if REFUSES_DUPLICATES => {
                let told = Told { first: Some(name), value, entries };
                T::read_told(arm, told, self.into.slot, cx)
            }
            (_, Some(value)) => self.read_rest_kept(Some((name, value)), entries, cx),
            (_, None) => {
                let value = kept_value::<T, E>(&mut entries, &name, cx)?;
                self.read_rest_kept(Some((name, value)), entries, cx)
            }
        }
    }
}

impl<T: ReadTold> ToldInto<'_, T> {
    fn arm(&self, is_told: impl Fn(&Arm<T>) -> bool) -> Option<usize> {
        self.into.arms.arms.iter().position(is_told)
    }

    /// Keeps the whole, of which the first member is known, and reads that.
    fn read_rest_kept<'de, E: Entries<'de>>(
        self,
        first: Option<(Cow<'de, str>, Node<'de>)>,
        mut entries: E,
        cx: &mut Context,
    ) -> Result<(), E::Error> {
        let mut members: Vec<_> = first.into_iter().collect();
        let mut name = Cow::Borrowed("");
        while entries.next(&mut name)? {
            let value = kept_value::<T, E>(&mut entries, &name, cx)?;
            add_member::<Node<'de>, _>(&mut members, std::mem::take(&mut name), value, cx)?;
        }
        let node: Node<'de> = object_of(members, cx)?;
        let read = cx.while_kept(|cx| self.into.read(&node, cx));
        read.map_err(|Failed| Context::failed())
    }
}

/// Keeps the value of the member at hand.
fn kept_value<'de, T: ReadTold, E: Entries<'de>>(
    entries: &mut E,
    name: &str,
    cx: &mut Context,
) -> Result<Node<'de>, E::Error> {
    entries.node(cx).inspect_err(|_| cx.locate_member(name, T::AT))
}

fn has_tag<T>(arm: &Arm<T>, tag: &str, value: &Node<'_>) -> bool {
    let is_one = |values: &[&str]| value.as_str().is_some_and(|value| values.contains(&value));
    arm.tags.iter().any(|(name, values)| *name == tag && is_one(values))
}

/// The members of an object of which the first was looked at.
struct Told<'de, E> {
    /// The name of the first, until it is asked for.
    first: Option<Cow<'de, str>>,
    /// The value of the first, until it is asked for, if that was looked at as well. It is a tag.
    value: Option<Node<'de>>,
    entries: E,
}

impl<'de, E: Entries<'de>> Entries<'de> for Told<'de, E> {
    type Error = E::Error;

    #[inline]
    fn next<N: TakeName<'de>>(&mut self, name: &mut N) -> Result<bool, E::Error> {
        match self.first.take() {
            Some(Cow::Borrowed(first)) => name.borrowed(first),
            Some(Cow::Owned(first)) => name.copied(&first),
            None => return self.entries.next(name),
        }
        Ok(true)
    }

    #[inline]
    fn value<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), E::Error> {
        // Tags are constants, which are looked at and not read.
        self.entries.value(slot, cx)
    }

    fn kept<R: ReadKept>(&mut self, reader: R, cx: &mut Context) -> Result<(), E::Error> {
        match self.value.take() {
            Some(value) => {
                let read = cx.while_kept(|cx| reader.read(&value, cx));
                read.map_err(|Failed| Context::failed())
            }
            None => self.entries.kept(reader, cx),
        }
    }

    fn skip(&mut self, cx: &mut Context) -> Result<(), E::Error> {
        match self.value.take() {
            Some(_) => Ok(()),
            None => self.entries.skip(cx),
        }
    }

    fn node(&mut self, cx: &mut Context) -> Result<Node<'de>, E::Error> {
        match self.value.take() {
            Some(value) => Ok(value),
            None => self.entries.node(cx),
        }
    }

    fn part(&self) -> Option<&'de Node<'de>> {
        None
    }
}
