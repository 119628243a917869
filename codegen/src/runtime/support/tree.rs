//! Reading JSON of any form, within the limits.

use std::borrow::Cow;
use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, map};

use super::context::Context;
use super::error::Error;
use super::limits::REFUSES_DUPLICATES;
use super::precision::NUMBERS_ARE_TEXT;

/// A map of the members of an object.
pub trait MembersOf: Default {
    /// The values of the members.
    type Value;

    /// Adds a member. If another has its name, it takes its place, and the name comes back.
    fn put(&mut self, name: String, value: Self::Value) -> Option<String>;
}

macro_rules! members_of {
    ($map:ty, $value:ty, $entry:ident $(, $T:ident)?) => {
        impl$(<$T>)? MembersOf for $map {
            type Value = $value;

            fn put(&mut self, name: String, value: $value) -> Option<String> {
                match self.entry(name) {
                    $entry::Entry::Vacant(place) => {
                        place.insert(value);
                        None
                    }
                    $entry::Entry::Occupied(mut place) => {
                        place.insert(value);
                        Some(place.key().clone())
                    }
                }
            }
        }
    };
}

members_of!(Map<String, Value>, Value, map);
members_of!(BTreeMap<String, T>, T, btree_map, T);

/// What can be made of any JSON.
pub trait Tree<'de>: Sized {
    /// The members of an object that is being read.
    type Members: Default;

    /// Of `null`.
    fn of_null() -> Self;
    /// Of `true` or `false`.
    fn of_bool(value: bool) -> Self;
    /// Of a number.
    fn of_number(number: Number) -> Self;
    /// Of a string.
    fn of_text(text: Cow<'de, str>) -> Self;
    /// Of an array.
    fn of_items(items: Vec<Self>) -> Self;
    /// Adds a member. Of two with one name the second counts, if this is the time to tell; its name
    /// comes back then.
    fn add(members: &mut Self::Members, name: Cow<'de, str>, value: Self) -> Option<String>;
    /// Of an object, or the name that two of its members have.
    fn of_members(members: Self::Members) -> Result<Self, String>;
}

impl Tree<'_> for Value {
    type Members = Map<String, Self>;

    fn of_null() -> Self {
        Self::Null
    }

    fn of_bool(value: bool) -> Self {
        Self::Bool(value)
    }

    fn of_number(number: Number) -> Self {
        Self::Number(number)
    }

    fn of_text(text: Cow<'_, str>) -> Self {
        Self::String(text.into_owned())
    }

    fn of_items(items: Vec<Self>) -> Self {
        Self::Array(items)
    }

    fn add(members: &mut Self::Members, name: Cow<'_, str>, value: Self) -> Option<String> {
        members.put(name.into_owned(), value)
    }

    fn of_members(members: Self::Members) -> Result<Self, String> {
        Ok(Self::Object(members))
    }
}

/// Reads a tree from a serde format.
pub fn read_tree<'de, T: Tree<'de>, D: Deserializer<'de>>(
    deserializer: D,
    cx: &mut Context,
) -> Result<T, D::Error> {
    let read = deserializer.deserialize_any(TreeVisitor::new(cx));
    if read.is_err() {
        cx.refused(|| Error::new("type", "", ANY, ""));
    }
    read
}

const ANY: &str = "a JSON value";

/// Reads a tree.
pub struct TreeVisitor<'a, T> {
    cx: &'a mut Context,
    tree: PhantomData<T>,
}

impl<'a, T> TreeVisitor<'a, T> {
    /// Reads one, and the context says what is wrong.
    pub fn new(cx: &'a mut Context) -> Self {
        Self { cx, tree: PhantomData }
    }
}

impl<'de, T: Tree<'de>> DeserializeSeed<'de> for TreeVisitor<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Tree<'de>> Visitor<'de> for TreeVisitor<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cx.expect(f, ANY)
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Ok(T::of_null())
    }

    fn visit_none<E: de::Error>(self) -> Result<T, E> {
        Ok(T::of_null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        Ok(T::of_bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Ok(T::of_number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Ok(T::of_number(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<T, E> {
        self.wide(value)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<T, E> {
        self.wide(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        match Number::from_f64(value) {
            Some(number) => Ok(T::of_number(number)),
            None => Err(self.cx.fail(|| Error::new("type", "", ANY, value))),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(T::of_text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<T, E> {
        Ok(T::of_text(Cow::Borrowed(text)))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        Ok(T::of_text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        self.cx.enter(|cx| {
            let mut items = Vec::new();
            loop {
                match seq.next_element_seed(TreeVisitor::new(cx)) {
                    Ok(Some(item)) => items.push(item),
                    Ok(None) => return Ok(T::of_items(items)),
                    Err(error) => {
                        cx.locate(&items.len(), "/items");
                        return Err(error);
                    }
                }
            }
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        self.cx.enter(|cx| read_members(map, cx))
    }
}

impl<'de, T: Tree<'de>> TreeVisitor<'_, T> {
    /// A number of more than 64 bits, which `serde_json` may be able to hold.
    fn wide<E: de::Error, N: fmt::Display>(self, value: N) -> Result<T, E> {
        match value.to_string().parse() {
            Ok(number) if NUMBERS_ARE_TEXT => Ok(T::of_number(number)),
            _ => Err(self.cx.fail(|| Error::new("type", "", "a number of 64 bits", value))),
        }
    }
}

fn read_members<'de, T: Tree<'de>, A: MapAccess<'de>>(
    mut map: A,
    cx: &mut Context,
) -> Result<T, A::Error> {
    let mut members = T::Members::default();
    let mut is_first = true;
    while let Some(Name(name)) = map.next_key()? {
        if NUMBERS_ARE_TEXT && std::mem::take(&mut is_first) && name == NUMBER {
            return number(map, cx).map(T::of_number);
        }
        match map.next_value_seed(TreeVisitor::new(cx)) {
            Ok(value) => add_member::<T, _>(&mut members, name, value, cx)?,
            Err(error) => {
                cx.locate_member(&name, "/additionalProperties");
                return Err(error);
            }
        }
    }
    object_of(members, cx)
}

/// Adds a member to those of an object that is being read.
pub fn add_member<'de, T: Tree<'de>, E: de::Error>(
    members: &mut T::Members,
    name: Cow<'de, str>,
    value: T,
    cx: &mut Context,
) -> Result<(), E> {
    T::add(members, name, value).map_or(Ok(()), |name| refuse_twice(&name, "", cx))
}

/// The object of these members.
pub fn object_of<'de, T: Tree<'de>, E: de::Error>(
    members: T::Members,
    cx: &mut Context,
) -> Result<T, E> {
    T::of_members(members).or_else(|name| {
        refuse_twice(&name, "", cx)?;
        Err(Context::failed())
    })
}

/// Refuses two members of one name, unless the last of them counts.
pub fn refuse_twice<E: de::Error>(name: &str, schema: &str, cx: &mut Context) -> Result<(), E> {
    if !REFUSES_DUPLICATES {
        return Ok(());
    }
    let error = cx.fail(duplicate);
    cx.locate_member(name, schema);
    Err(error)
}

/// The error for a member whose name another one has.
pub fn duplicate() -> Error {
    Error::new("duplicate", "", "one member of this name", "two")
}

/// The name of the only member of the objects as which `serde_json` hands out numbers that it keeps
/// digit by digit.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads the value of that member.
pub fn number<'de, A: MapAccess<'de>>(mut map: A, cx: &mut Context) -> Result<Number, A::Error> {
    let Name(text) = map.next_value()?;
    let refusal = || Error::new("type", "", "a number", &text);
    text.parse().map_err(|_| cx.fail(refusal))
}

/// The first name of an object, if it is that of a number.
pub fn is_number<'de, A: MapAccess<'de>>(map: &mut A) -> Result<bool, A::Error> {
    Ok(matches!(map.next_key()?, Some(Name(name)) if name == NUMBER))
}

/// A name, borrowed from the text where that can be.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(NameVisitor).map(Self)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_string<E: de::Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}
