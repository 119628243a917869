//! Arms of unions that are not the document itself: a constant, or the one member of an object that is
//! no constant.

use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::constant::{Constant, Fixed};
use super::context::Context;
use super::error::Error;
use super::node::{Failed, Node};
use super::object::{Members, write_object};
use super::read::{Entries, Read, ReadEntries, ReadKept, Source, shown};

/// An object that has these members and no others, of which an arm holds the last or none.
pub struct Frame {
    /// Where the schema of the object stands.
    pub at: &'static str,
    /// The names of the members: those that are constants first.
    pub names: &'static [&'static str],
    /// What the constants are.
    pub fixed: &'static [Fixed],
    /// Where the schemas of members stand that are not among the `properties` of that of the object.
    pub elsewhere: &'static [(&'static str, &'static str)],
    /// Whether other members are refused; else they are passed over.
    pub closed: bool,
    /// Whether no error shows anything of what the arm holds.
    pub secret: bool,
}

/// Reads what an object holds, and wraps it.
pub fn read_framed<'de, A: Read<'de>, T, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    frame: &'static Frame,
    wrap: fn(A) -> T,
) -> Result<(), S::Error> {
    let mut content = None;
    source.object(Framed { frame, content: &mut content }, cx)?;
    *slot = content.map(wrap);
    Ok(())
}

/// Reads what is left of an object, and wraps what it holds.
pub fn read_framed_rest<'de, A: Read<'de>, T, E: Entries<'de>>(
    entries: E,
    slot: &mut Option<T>,
    cx: &mut Context,
    frame: &'static Frame,
    wrap: fn(A) -> T,
) -> Result<(), E::Error> {
    let mut content = None;
    Framed { frame, content: &mut content }.read(entries, cx)?;
    *slot = content.map(wrap);
    Ok(())
}

/// Reads what is left of an object of constants.
pub fn read_fixed_rest<'de, T, E: Entries<'de>>(
    entries: E,
    slot: &mut Option<T>,
    cx: &mut Context,
    frame: &'static Frame,
    made: fn() -> T,
) -> Result<(), E::Error> {
    Framed::<()> { frame, content: &mut None }.read(entries, cx)?;
    *slot = Some(made());
    Ok(())
}

/// Reads an object of constants.
pub fn read_fixed<'de, T, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    frame: &'static Frame,
    made: fn() -> T,
) -> Result<(), S::Error> {
    source.object(Framed::<()> { frame, content: &mut None }, cx)?;
    *slot = Some(made());
    Ok(())
}

struct Framed<'s, A> {
    frame: &'static Frame,
    content: &'s mut Option<A>,
}

impl<'de, A: Read<'de>> ReadEntries<'de> for Framed<'_, A> {
    fn place(&self) -> &'static str {
        self.frame.at
    }

    fn read<E: Entries<'de>>(self, entries: E, cx: &mut Context) -> Result<(), E::Error> {
        let Self { frame, content } = self;
        let mut members = Members::new(entries, frame.at, frame.elsewhere, cx);
        members.expect_few(frame.names);
        while let Some(member) = members.next() {
            match frame.fixed.get(member) {
                Some(&fixed) => members.look(fixed),
                None if member >= frame.names.len() && frame.closed => members.refuse(),
                None if member >= frame.names.len() => members.ignore(),
                None if frame.secret => members.read_secret(content),
                None => members.read(content),
            }
        }
        members.end_with_all()
    }
}

/// Writes an object of constants and of what an arm holds.
pub fn write_framed<S: Serializer, A: Serialize + ?Sized>(
    serializer: S,
    fixed: &[(&str, Constant)],
    content: Option<(&str, &A)>,
) -> Result<S::Ok, S::Error> {
    let mut object = write_object(serializer)?;
    for (name, value) in fixed {
        object.member(name, value);
    }
    if let Some((name, value)) = content {
        object.member(name, value);
    }
    object.end()
}

/// A variant that is one value.
pub struct Unit<T> {
    /// The value.
    pub is: Constant,
    /// Makes the variant.
    pub made: fn() -> T,
}

/// The variants that are one value each, and which keyword at which place lists them.
pub struct Units<T: 'static> {
    /// The place and the keyword.
    pub by: (&'static str, &'static str),
    /// The variants.
    pub units: &'static [Unit<T>],
}

/// Reads a value that one of some variants is.
pub fn read_units<'de, T, S: Source<'de>>(
    source: S,
    slot: &mut Option<T>,
    cx: &mut Context,
    units: &'static Units<T>,
) -> Result<(), S::Error> {
    source.kept(UnitsInto { units, slot }, cx)
}

struct UnitsInto<'s, T: 'static> {
    units: &'static Units<T>,
    slot: &'s mut Option<T>,
}

impl<T> ReadKept for UnitsInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        let Self { units, slot } = self;
        match units.units.iter().find(|unit| unit.is.is(node, cx)) {
            Some(unit) => {
                *slot = Some((unit.made)());
                Ok(())
            }
            None => Err(cx.fail(|| units.refusal(node))),
        }
    }
}

impl<T> Units<T> {
    #[cold]
    fn refusal(&self, node: &Node<'_>) -> Error {
        let (place, keyword) = self.by;
        Error::new(keyword, place, Listed(self), shown(node))
    }
}

/// Shows the values.
struct Listed<'a, T: 'static>(&'a Units<T>);

impl<T> fmt::Display for Listed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than an error shows.
        const ENOUGH: usize = 40;
        if let [only] = self.0.units {
            return only.is.fmt(f);
        }
        for (index, unit) in self.0.units.iter().take(ENOUGH).enumerate() {
            f.write_str(if index == 0 { "one of " } else { ", " })?;
            match unit.is {
                Constant::Text(text) => f.write_str(text)?,
                other => other.fmt(f)?,
            }
        }
        Ok(())
    }
}
