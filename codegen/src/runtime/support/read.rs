//! Reading with the rules of JSON Schema: `1.0` is an integer, and an error says where it is.
//!
//! A value is read from a [`Source`]: what a serde format gives, or a part of a document that is kept.
//! Both have the same types behind them, so each type says once how it is read. Values are read into
//! slots, since a large one that is returned is copied by every function on its way.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::TryFrom;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::context::Context;
use super::error::{Error, LONGEST_FOUND, shortened};
use super::node::{Failed, Node};
use super::precision::{self, NUMBERS_ARE_TEXT, is_json_of_serde};
use super::tree::{MembersOf, TreeVisitor, is_number, number, read_tree, refuse_twice};

/// A type that is read from JSON by the rules of its schema.
pub trait Read<'de>: Sized {
    /// Reads a value into a slot, in the place of what is there. Where only a judgement is wanted, the
    /// slot may stay as it is.
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error>;
}

/// Where a value is read from.
pub trait Source<'de>: Sized {
    /// What reading fails with; the context knows more.
    type Error: de::Error;

    /// Reads a value that is no array and no object.
    fn scalar<T: Scalar>(self, slot: &mut Option<T>, cx: &mut Context) -> Result<(), Self::Error>;

    /// Reads `null` or a value.
    fn nullable<T: Read<'de>>(
        self,
        slot: &mut Option<Option<T>>,
        cx: &mut Context,
    ) -> Result<(), Self::Error>;

    /// Reads the items of an array.
    fn array<R: ReadItems<'de>>(self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// Reads the members of an object.
    fn object<R: ReadEntries<'de>>(self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// Reads JSON of any form.
    fn any(self, slot: &mut Option<Value>, cx: &mut Context) -> Result<(), Self::Error>;

    /// Looks at the whole before it is read.
    fn kept<R: ReadKept>(self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// Reads an object by its first member, or as a whole where it is kept.
    fn by_first<R: ReadByFirst>(self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// Reads by the JSON type of the value.
    fn by_kind<R: ReadByKind>(self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// The part of the document, where that is kept.
    fn part(&self) -> Option<&'de Node<'de>>;
}

/// What is done with the items of an array.
pub trait ReadItems<'de> {
    /// Where the schema of the array stands, if that is known.
    fn place(&self) -> &'static str {
        ""
    }

    /// Reads the items.
    fn read<I: Items<'de>>(self, items: I, cx: &mut Context) -> Result<(), I::Error>;
}

/// The items of an array, one after the other.
pub trait Items<'de> {
    /// What reading fails with.
    type Error: de::Error;

    /// Reads the next item into a slot; whether there is one.
    fn next<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<bool, Self::Error>;
}

/// What is done with the members of an object.
pub trait ReadEntries<'de> {
    /// Where the schema of the object stands, if that is known.
    fn place(&self) -> &'static str {
        ""
    }

    /// Reads the members.
    fn read<E: Entries<'de>>(self, entries: E, cx: &mut Context) -> Result<(), E::Error>;
}

/// The members of an object, one after the other.
pub trait Entries<'de> {
    /// What reading fails with.
    type Error: de::Error;

    /// Goes to the next member and hands its name over; whether there is one.
    fn next<N: TakeName<'de>>(&mut self, name: &mut N) -> Result<bool, Self::Error>;

    /// Reads the value of the member into a slot.
    fn value<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), Self::Error>;

    /// Looks at the value of the member as a whole.
    fn kept<R: ReadKept>(&mut self, reader: R, cx: &mut Context) -> Result<(), Self::Error>;

    /// Passes over the value of the member.
    fn skip(&mut self, cx: &mut Context) -> Result<(), Self::Error>;

    /// Keeps the value of the member.
    fn node(&mut self, cx: &mut Context) -> Result<Node<'de>, Self::Error>;

    /// The object, where it is kept.
    fn part(&self) -> Option<&'de Node<'de>>;
}

/// Takes the name of a member.
pub trait TakeName<'de> {
    /// Takes a name that is part of the text.
    fn borrowed(&mut self, name: &'de str) {
        self.copied(name);
    }

    /// Takes a name that is not.
    fn copied(&mut self, name: &str);
}

/// What is done with a value that is kept.
pub trait ReadKept {
    /// Reads it.
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed>;
}

/// What is done with an object, the first member of which may tell what that is.
pub trait ReadByFirst: ReadKept {
    /// Where the schema of the object stands.
    fn place(&self) -> &'static str;

    /// Reads the members as they come.
    fn read_first<'de, E: Entries<'de>>(self, entries: E, cx: &mut Context)
    -> Result<(), E::Error>;
}

/// Reads the members of an object by the first.
struct ByFirst<R>(R);

impl<'de, R: ReadByFirst> ReadEntries<'de> for ByFirst<R> {
    fn place(&self) -> &'static str {
        self.0.place()
    }

    fn read<E: Entries<'de>>(self, entries: E, cx: &mut Context) -> Result<(), E::Error> {
        self.0.read_first(entries, cx)
    }
}

/// What is done with a value whose JSON type tells how it is read.
pub trait ReadByKind {
    /// The error for a value of another type.
    fn refusal() -> Error;

    /// Reads it.
    fn read<'de, S: Source<'de>>(
        self,
        kind: Kind,
        source: S,
        cx: &mut Context,
    ) -> Result<(), S::Error>;
}

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Kind {
    /// The JSON type of a value.
    pub const fn of(node: &Node<'_>) -> Self {
        match node {
            Node::Null => Self::Null,
            Node::Bool(_) => Self::Boolean,
            Node::Number(_) => Self::Number,
            Node::String(_) => Self::String,
            Node::Array(_) => Self::Array,
            Node::Object(_) => Self::Object,
        }
    }

    /// Its name, for errors.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// A value as a scalar sees it.
#[derive(Clone, Copy)]
pub enum Token<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer
    Signed(i64),
    /// An integer
    Unsigned(u64),
    /// An integer
    Wide(i128),
    /// A number, which may be an integer
    Float(f64),
    /// A number, digit by digit
    Decimal(&'a str),
    /// A string
    Text(&'a str),
    /// An array
    Array,
    /// An object
    Object,
}

/// As errors show it.
impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Signed(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Wide(number) => number.fmt(f),
            Self::Float(number) => fmt::Debug::fmt(number, f),
            Self::Decimal(number) => f.write_str(number),
            Self::Text(text) => quote(text, f),
            Self::Array => f.write_str("an array"),
            Self::Object => f.write_str("an object"),
        }
    }
}

/// Writes a text between quotes.
pub fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = 0;
    f.write_str("\"")?;
    for (at, character) in text.char_indices() {
        let is_special = matches!(character, '"' | '\\');
        // Whoever takes the beginning alone says so before the end.
        if is_special || at - rest >= 64 {
            f.write_str(&text[rest..at])?;
            f.write_str(if is_special { "\\" } else { "" })?;
            rest = at;
        }
    }
    write!(f, "{}\"", &text[rest..])
}

/// A value that is no array and no object.
pub trait Scalar: Sized {
    /// Asks a format for such a value: for a string, unless the type says otherwise. Some formats lend
    /// out no long ones, so it is one that may be kept.
    #[inline]
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        deserializer.deserialize_string(visitor)
    }

    /// Makes one of what is there, if it can be.
    fn of(token: Token<'_>) -> Option<Self>;

    /// Makes one of a string, which it may keep; else the string comes back.
    fn of_string(text: String) -> Result<Self, String> {
        Self::of(Token::Text(&text)).ok_or(text)
    }

    /// The error for what it cannot be made of.
    fn refusal(token: Token<'_>) -> Error;
}

/// What a serde format gives.
pub struct Stream<D>(pub D);

impl<'de, D: Deserializer<'de>> Source<'de> for Stream<D> {
    type Error = D::Error;

    #[inline]
    fn scalar<T: Scalar>(self, slot: &mut Option<T>, cx: &mut Context) -> Result<(), D::Error> {
        T::ask(self.0, ScalarVisitor { slot, cx: &mut *cx })
            .inspect_err(|_| cx.refused(|| T::refusal(Token::Null)))
    }

    fn nullable<T: Read<'de>>(
        self,
        slot: &mut Option<Option<T>>,
        cx: &mut Context,
    ) -> Result<(), D::Error> {
        self.0.deserialize_option(NullableVisitor { slot: slot.insert(None), cx })
    }

    fn array<R: ReadItems<'de>>(self, reader: R, cx: &mut Context) -> Result<(), D::Error> {
        cx.enter(|cx| {
            let place = reader.place();
            self.0
                .deserialize_seq(ItemsVisitor { reader, cx: &mut *cx })
                .inspect_err(|_| cx.refused(|| no_array(place)))
        })
    }

    fn object<R: ReadEntries<'de>>(self, reader: R, cx: &mut Context) -> Result<(), D::Error> {
        cx.enter(|cx| {
            let place = reader.place();
            self.0
                .deserialize_map(EntriesVisitor { reader, cx: &mut *cx })
                .inspect_err(|_| cx.refused(|| no_object(place)))
        })
    }

    fn any(self, slot: &mut Option<Value>, cx: &mut Context) -> Result<(), D::Error> {
        *slot = Some(read_tree(self.0, cx)?);
        Ok(())
    }

    fn kept<R: ReadKept>(self, reader: R, cx: &mut Context) -> Result<(), D::Error> {
        let node: Node<'de> = read_tree(self.0, cx)?;
        let read = cx.while_kept(|cx| reader.read(&node, cx));
        read.map_err(|Failed| Context::failed())
    }

    fn by_first<R: ReadByFirst>(self, reader: R, cx: &mut Context) -> Result<(), D::Error> {
        self.object(ByFirst(reader), cx)
    }

    fn by_kind<R: ReadByKind>(self, reader: R, cx: &mut Context) -> Result<(), D::Error> {
        if NUMBERS_ARE_TEXT && is_json_of_serde::<D::Error>() {
            return self.kept(KindOfNode(reader), cx);
        }
        self.0
            .deserialize_any(KindVisitor { reader, cx: &mut *cx })
            .inspect_err(|_| cx.refused(R::refusal))
    }

    fn part(&self) -> Option<&'de Node<'de>> {
        None
    }
}

impl<'de> Source<'de> for &'de Node<'de> {
    type Error = Failed;

    fn scalar<T: Scalar>(self, slot: &mut Option<T>, cx: &mut Context) -> Result<(), Failed> {
        let text;
        let token = match self {
            Node::Null => Token::Null,
            Node::Bool(value) => Token::Bool(*value),
            Node::Number(number) if NUMBERS_ARE_TEXT => {
                text = number.to_string();
                Token::Decimal(&text)
            }
            Node::Number(number) => token_of(number),
            Node::String(text) => Token::Text(text),
            Node::Array(_) => Token::Array,
            Node::Object(_) => Token::Object,
        };
        match T::of(token) {
            Some(value) => *slot = Some(value),
            None => return Err(cx.fail(|| T::refusal(token))),
        }
        Ok(())
    }

    fn nullable<T: Read<'de>>(
        self,
        slot: &mut Option<Option<T>>,
        cx: &mut Context,
    ) -> Result<(), Failed> {
        match self {
            Node::Null => {
                *slot = Some(None);
                Ok(())
            }
            node => T::read(node, slot.insert(None), cx),
        }
    }

    fn array<R: ReadItems<'de>>(self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        match self {
            Node::Array(items) => reader.read(items.iter(), cx),
            node => Err(cx.fail(|| no_array(reader.place()).with_found(&shown(node)))),
        }
    }

    fn object<R: ReadEntries<'de>>(self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        match self {
            Node::Object(members) => {
                reader.read(NodeEntries { node: self, rest: members.iter(), value: self }, cx)
            }
            node => Err(cx.fail(|| no_object(reader.place()).with_found(&shown(node)))),
        }
    }

    fn any(self, slot: &mut Option<Value>, cx: &mut Context) -> Result<(), Failed> {
        if !cx.is_judging() {
            *slot = Some(self.to_value());
        }
        Ok(())
    }

    fn kept<R: ReadKept>(self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        reader.read(self, cx)
    }

    fn by_first<R: ReadByFirst>(self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        reader.read(self, cx)
    }

    fn by_kind<R: ReadByKind>(self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        reader.read(Kind::of(self), self, cx)
    }

    fn part(&self) -> Option<&'de Node<'de>> {
        Some(self)
    }
}

fn token_of(number: &Number) -> Token<'_> {
    if let Some(integer) = number.as_i64() {
        return Token::Signed(integer);
    }
    match number.as_u64() {
        Some(integer) => Token::Unsigned(integer),
        None => Token::Float(number.as_f64().unwrap_or(f64::NAN)),
    }
}

/// The members of an object that is kept.
struct NodeEntries<'de> {
    node: &'de Node<'de>,
    rest: std::slice::Iter<'de, (std::borrow::Cow<'de, str>, Node<'de>)>,
    value: &'de Node<'de>,
}

impl<'de> Entries<'de> for NodeEntries<'de> {
    type Error = Failed;

    fn next<N: TakeName<'de>>(&mut self, name: &mut N) -> Result<bool, Failed> {
        let Some((next, value)) = self.rest.next() else { return Ok(false) };
        name.borrowed(next);
        self.value = value;
        Ok(true)
    }

    fn value<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), Failed> {
        T::read(self.value, slot, cx)
    }

    fn kept<R: ReadKept>(&mut self, reader: R, cx: &mut Context) -> Result<(), Failed> {
        reader.read(self.value, cx)
    }

    fn skip(&mut self, _: &mut Context) -> Result<(), Failed> {
        Ok(())
    }

    fn node(&mut self, _: &mut Context) -> Result<Node<'de>, Failed> {
        Ok(self.value.clone())
    }

    fn part(&self) -> Option<&'de Node<'de>> {
        Some(self.node)
    }
}

impl<'de> Items<'de> for std::slice::Iter<'de, Node<'de>> {
    type Error = Failed;

    fn next<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<bool, Failed> {
        match Iterator::next(self) {
            Some(node) => T::read(node, slot, cx).map(|()| true),
            None => Ok(false),
        }
    }
}

struct ScalarVisitor<'a, T> {
    slot: &'a mut Option<T>,
    cx: &'a mut Context,
}

impl<T: Scalar> ScalarVisitor<'_, T> {
    #[inline]
    fn visit<E: de::Error>(self, token: Token<'_>) -> Result<(), E> {
        match T::of(token) {
            Some(value) => *self.slot = Some(value),
            None => return Err(self.cx.fail(|| T::refusal(token))),
        }
        Ok(())
    }
}

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cx.expect(f, T::refusal(Token::Null).expected())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.visit(Token::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit(Token::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::ask(deserializer, self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::ask(deserializer, self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.visit(Token::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.visit(Token::Signed(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.visit(Token::Unsigned(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.visit(Token::Wide(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        match i128::try_from(value) {
            Ok(value) => self.visit(Token::Wide(value)),
            Err(_) => self.visit(Token::Decimal(&value.to_string())),
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.visit(Token::Float(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.visit(Token::Text(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        match T::of_string(text) {
            Ok(value) => *self.slot = Some(value),
            Err(text) => return Err(self.cx.fail(|| T::refusal(Token::Text(&text)))),
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if NUMBERS_ARE_TEXT && is_number(&mut map)? {
            let number = number(map, self.cx)?.to_string();
            return self.visit(Token::Decimal(&number));
        }
        self.visit(Token::Object)
    }
}

struct NullableVisitor<'a, T> {
    slot: &'a mut Option<T>,
    cx: &'a mut Context,
}

impl<'de, T: Read<'de>> Visitor<'de> for NullableVisitor<'_, T> {
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
        T::read(Stream(deserializer), self.slot, self.cx)
    }
}

struct ItemsVisitor<'a, R> {
    reader: R,
    cx: &'a mut Context,
}

impl<'de, R: ReadItems<'de>> Visitor<'de> for ItemsVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cx.expect(f, "an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        self.cx.begin();
        self.reader.read(StreamItems(seq), self.cx)
    }
}

struct StreamItems<A>(A);

impl<'de, A: SeqAccess<'de>> Items<'de> for StreamItems<A> {
    type Error = A::Error;

    fn next<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<bool, A::Error> {
        self.0.next_element_seed(Seed { slot, cx }).map(|read| read.is_some())
    }
}

struct EntriesVisitor<'a, R> {
    reader: R,
    cx: &'a mut Context,
}

impl<'de, R: ReadEntries<'de>> Visitor<'de> for EntriesVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cx.expect(f, "an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.cx.begin();
        self.reader.read(StreamEntries(map), self.cx)
    }
}

struct StreamEntries<A>(A);

impl<'de, A: MapAccess<'de>> Entries<'de> for StreamEntries<A> {
    type Error = A::Error;

    #[inline]
    fn next<N: TakeName<'de>>(&mut self, name: &mut N) -> Result<bool, A::Error> {
        self.0.next_key_seed(NameSeed(name)).map(|name| name.is_some())
    }

    #[inline]
    fn value<T: Read<'de>>(
        &mut self,
        slot: &mut Option<T>,
        cx: &mut Context,
    ) -> Result<(), A::Error> {
        self.0.next_value_seed(Seed { slot, cx })
    }

    fn kept<R: ReadKept>(&mut self, reader: R, cx: &mut Context) -> Result<(), A::Error> {
        self.0.next_value_seed(KeptSeed { reader, cx })
    }

    fn skip(&mut self, _: &mut Context) -> Result<(), A::Error> {
        self.0.next_value::<de::IgnoredAny>().map(drop)
    }

    fn node(&mut self, cx: &mut Context) -> Result<Node<'de>, A::Error> {
        self.0.next_value_seed(TreeVisitor::new(cx))
    }

    fn part(&self) -> Option<&'de Node<'de>> {
        None
    }
}

/// Looks at a value as a whole.
struct KeptSeed<'a, R> {
    reader: R,
    cx: &'a mut Context,
}

impl<'de, R: ReadKept> DeserializeSeed<'de> for KeptSeed<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Stream(deserializer).kept(self.reader, self.cx)
    }
}

/// Reads a value into a slot.
struct Seed<'a, T> {
    slot: &'a mut Option<T>,
    cx: &'a mut Context,
}

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read(Stream(deserializer), self.slot, self.cx)
    }
}

/// Reads a name.
struct NameSeed<'a, N>(&'a mut N);

impl<'de, N: TakeName<'de>> DeserializeSeed<'de> for NameSeed<'_, N> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_string(self)
    }
}

impl<'de, N: TakeName<'de>> Visitor<'de> for NameSeed<'_, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<(), E> {
        self.0.borrowed(name);
        Ok(())
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<(), E> {
        self.0.copied(name);
        Ok(())
    }
}

/// Hands what is kept to a reader by kind.
struct KindOfNode<R>(R);

impl<R: ReadByKind> ReadKept for KindOfNode<R> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        self.0.read(Kind::of(node), node, cx)
    }
}

struct KindVisitor<'a, R> {
    reader: R,
    cx: &'a mut Context,
}

impl<R: ReadByKind> KindVisitor<'_, R> {
    fn scalar<E: de::Error>(self, node: Node<'_>) -> Result<(), E> {
        let Self { reader, cx } = self;
        let read = cx.while_kept(|cx| reader.read(Kind::of(&node), &node, cx));
        read.map_err(|Failed| Context::failed())
    }
}

impl<'de, R: ReadByKind> Visitor<'de> for KindVisitor<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cx.expect(f, R::refusal().expected())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.scalar(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.scalar(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Node::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(Node::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        match Number::from_f64(value) {
            Some(number) => self.scalar(Node::Number(number)),
            None => Err(self.cx.fail(|| R::refusal().with_found(&value.to_string()))),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.scalar(Node::String(text.into()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        self.scalar(Node::String(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let source = Stream(de::value::SeqAccessDeserializer::new(seq));
        self.reader.read(Kind::Array, source, self.cx)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let source = Stream(de::value::MapAccessDeserializer::new(map));
        self.reader.read(Kind::Object, source, self.cx)
    }
}

impl<'de> Read<'de> for Value {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.any(slot, cx)
    }
}

impl<'de> Read<'de> for Map<String, Value> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.object(Values(slot), cx)
    }
}

#[cold]
fn no_array(place: &'static str) -> Error {
    Error::new("type", place, Kind::Array.text(), "")
}

#[cold]
fn no_object(place: &'static str) -> Error {
    Error::new("type", place, Kind::Object.text(), "")
}

/// A value as errors show it.
#[cold]
pub fn shown(node: &Node<'_>) -> String {
    match node {
        Node::String(text) => shortened(&Token::Text(text), LONGEST_FOUND),
        Node::Number(number) => number.to_string(),
        Node::Bool(value) => value.to_string(),
        Node::Null | Node::Array(_) | Node::Object(_) => Kind::of(node).text().to_owned(),
    }
}

impl<'de> TakeName<'de> for Cow<'de, str> {
    fn borrowed(&mut self, name: &'de str) {
        *self = Cow::Borrowed(name);
    }

    fn copied(&mut self, name: &str) {
        *self = Cow::Owned(name.to_owned());
    }
}

impl TakeName<'_> for String {
    fn copied(&mut self, name: &str) {
        self.clear();
        self.push_str(name);
    }
}

macro_rules! scalars {
    ($($type:ty)*) => {$(
        impl<'de> Read<'de> for $type {
            #[inline]
            fn read<S: Source<'de>>(
                source: S,
                slot: &mut Option<Self>,
                cx: &mut Context,
            ) -> Result<(), S::Error> {
                source.scalar(slot, cx)
            }
        }
    )*};
}

scalars!(() bool String Number i8 i16 i32 i64 u8 u16 u32 u64 f64);

impl Scalar for () {
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        deserializer.deserialize_unit(visitor)
    }

    fn of(token: Token<'_>) -> Option<Self> {
        matches!(token, Token::Null).then_some(())
    }

    fn refusal(token: Token<'_>) -> Error {
        Error::new("type", "", Kind::Null.text(), token)
    }
}

impl Scalar for bool {
    #[inline]
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        deserializer.deserialize_bool(visitor)
    }

    #[inline]
    fn of(token: Token<'_>) -> Option<Self> {
        if let Token::Bool(value) = token { Some(value) } else { None }
    }

    #[cold]
    fn refusal(token: Token<'_>) -> Error {
        Error::new("type", "", Kind::Boolean.text(), token)
    }
}

impl Scalar for String {
    #[inline]
    fn of(token: Token<'_>) -> Option<Self> {
        if let Token::Text(text) = token { Some(text.to_owned()) } else { None }
    }

    #[inline]
    fn of_string(text: String) -> Result<Self, String> {
        Ok(text)
    }

    #[cold]
    fn refusal(token: Token<'_>) -> Error {
        Error::new("type", "", Kind::String.text(), token)
    }
}

impl Scalar for Number {
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(visitor)
    }

    fn of(token: Token<'_>) -> Option<Self> {
        match token {
            Token::Signed(integer) => Some(integer.into()),
            Token::Unsigned(integer) => Some(integer.into()),
            Token::Float(float) => Self::from_f64(float),
            Token::Wide(integer) if NUMBERS_ARE_TEXT => integer.to_string().parse().ok(),
            Token::Decimal(text) => text.parse().ok(),
            Token::Null
            | Token::Bool(_)
            | Token::Wide(_)
            | Token::Text(_)
            | Token::Array
            | Token::Object => None,
        }
    }

    #[cold]
    fn refusal(token: Token<'_>) -> Error {
        Error::new("type", "", Kind::Number.text(), token)
    }
}

macro_rules! integers {
    ($($type:ident by $method:ident,)*) => {$(
        impl Scalar for $type {
            #[inline]
            fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
                deserializer: D,
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                if NUMBERS_ARE_TEXT && is_json_of_serde::<D::Error>() {
                    return deserializer.deserialize_any(visitor);
                }
                deserializer.$method(visitor)
            }

            #[inline]
            fn of(token: Token<'_>) -> Option<Self> {
                match token {
                    Token::Signed(integer) => Self::try_from(integer).ok(),
                    Token::Unsigned(integer) => Self::try_from(integer).ok(),
                    token => integer(token).and_then(|integer| Self::try_from(integer).ok()),
                }
            }

            #[cold]
            fn refusal(token: Token<'_>) -> Error {
                // A narrow type was asked for by a `format`, a wide one is there where only `type` is.
                let is_wide = size_of::<Self>() == size_of::<i64>();
                let keyword = if is_wide || integer(token).is_none() { "type" } else { "format" };
                let expected = concat!("an integer (", stringify!($type), ")");
                Error::new(keyword, "", expected, token)
            }
        }
    )*};
}

integers! {
    i8 by deserialize_i8,
    i16 by deserialize_i16,
    i32 by deserialize_i32,
    i64 by deserialize_i64,
    u8 by deserialize_u8,
    u16 by deserialize_u16,
    u32 by deserialize_u32,
    u64 by deserialize_u64,
}

/// The integer that a number is, also one such as `1.0`.
pub fn integer(token: Token<'_>) -> Option<i128> {
    match token {
        Token::Signed(integer) => Some(integer.into()),
        Token::Unsigned(integer) => Some(integer.into()),
        Token::Wide(integer) => Some(integer),
        // Every float below 2^127 with no fraction is an `i128`, exactly. An integer beyond 64 bits
        // comes as the float nearest to it, and -2^63 is the only such float that would fit.
        Token::Float(float) => {
            let is_sure = float.fract() == 0.0 && float != i64::MIN as f64;
            is_sure.then_some(float as i128)
        }
        Token::Decimal(text) => precision::integer_of(text),
        Token::Null | Token::Bool(_) | Token::Text(_) | Token::Array | Token::Object => None,
    }
}

impl Scalar for f64 {
    #[inline]
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if NUMBERS_ARE_TEXT && is_json_of_serde::<D::Error>() {
            return deserializer.deserialize_any(visitor);
        }
        deserializer.deserialize_f64(visitor)
    }

    /// An integer that no float can hold is refused rather than changed.
    #[inline]
    fn of(token: Token<'_>) -> Option<Self> {
        match token {
            Token::Float(float) => float.is_finite().then_some(float),
            Token::Signed(integer) => {
                let float = integer as f64;
                (float as i128 == i128::from(integer)).then_some(float)
            }
            Token::Unsigned(integer) => {
                let float = integer as f64;
                (float as i128 == i128::from(integer)).then_some(float)
            }
            Token::Wide(integer) => precision::float(&integer.to_string()),
            Token::Decimal(text) => precision::float(text),
            Token::Null | Token::Bool(_) | Token::Text(_) | Token::Array | Token::Object => None,
        }
    }

    #[cold]
    fn refusal(token: Token<'_>) -> Error {
        match token {
            Token::Signed(_) | Token::Unsigned(_) | Token::Wide(_) | Token::Decimal(_) => {
                Error::new("format", "", "a number that a 64-bit float holds exactly", token)
            }
            token => Error::new("type", "", Kind::Number.text(), token),
        }
    }
}

impl<'de, T: Read<'de>> Read<'de> for Box<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        let mut inner = None;
        T::read(source, &mut inner, cx)?;
        *slot = inner.map(Self::new);
        Ok(())
    }
}

impl<'de, T: Read<'de>> Read<'de> for Option<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.nullable(slot, cx)
    }
}

impl<'de, T: Read<'de>> Read<'de> for Vec<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.array(Elements(slot), cx)
    }
}

struct Elements<'a, T>(&'a mut Option<Vec<T>>);

impl<'de, T: Read<'de>> ReadItems<'de> for Elements<'_, T> {
    fn read<I: Items<'de>>(self, mut items: I, cx: &mut Context) -> Result<(), I::Error> {
        let mut elements = Vec::new();
        let mut index = 0;
        loop {
            let mut slot = None;
            match items.next(&mut slot, cx) {
                Ok(true) => {
                    // Not `extend`, which would move a large element several times.
                    if let Some(element) = slot {
                        elements.push(element);
                    }
                    index += 1;
                }
                Ok(false) => break,
                Err(error) => {
                    cx.locate(&index, "/items");
                    return Err(error);
                }
            }
        }
        *self.0 = Some(elements);
        Ok(())
    }
}

/// A type of the keys of maps.
pub trait Key: Ord + Sized {
    /// Reads a map with such keys.
    fn read_map<'de, S: Source<'de>, T: Read<'de>>(
        source: S,
        slot: &mut Option<BTreeMap<Self, T>>,
        cx: &mut Context,
    ) -> Result<(), S::Error>;
}

impl Key for String {
    fn read_map<'de, S: Source<'de>, T: Read<'de>>(
        source: S,
        slot: &mut Option<BTreeMap<Self, T>>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.object(Values(slot), cx)
    }
}

impl<'de, K: Key, T: Read<'de>> Read<'de> for BTreeMap<K, T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        K::read_map(source, slot, cx)
    }
}

/// Reads an object whose members are all of one type.
struct Values<'a, M>(&'a mut Option<M>);

impl<'de, M: MembersOf> ReadEntries<'de> for Values<'_, M>
where
    M::Value: Read<'de>,
{
    fn read<E: Entries<'de>>(self, mut entries: E, cx: &mut Context) -> Result<(), E::Error> {
        let values = self.0.insert(M::default());
        let mut name = String::new();
        while entries.next(&mut name)? {
            let mut slot = None;
            if let Err(error) = entries.value(&mut slot, cx) {
                cx.locate_member(&name, "/additionalProperties");
                return Err(error);
            }
            let twice = slot.and_then(|value| values.put(std::mem::take(&mut name), value));
            twice.map_or(Ok(()), |name| refuse_twice(&name, "/additionalProperties", cx))?;
        }
        Ok(())
    }
}

/// The error where neither a value nor an error came of reading, which does not happen.
#[cold]
pub fn unread<E: de::Error>() -> E {
    E::custom("nothing was read")
}

/// Reads a value for serde.
pub fn from_serde<'de, T: Read<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut cx = Context::default();
    let mut slot = None;
    match T::read(Stream(deserializer), &mut slot, &mut cx) {
        Ok(()) => slot.ok_or_else(unread),
        Err(error) => Err(cx.finish(error)),
    }
}

/// Says how a type is read from a source into a slot, for serde too; with `Whole`, always from a part of
/// a document that is kept.
macro_rules! read {
    ($name:ty, $($whole:ident)? |$source:ident, $slot:ident, $cx:ident| $read:expr) => {
        impl<'de> support::Read<'de> for $name {
            fn read<S: support::Source<'de>>(
                $source: S,
                $slot: &mut Option<Self>,
                $cx: &mut support::Context,
            ) -> Result<(), S::Error> {
                $(if $source.part().is_none() {
                    return $source.kept(support::$whole($slot), $cx);
                })?
                $read
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                support::from_serde(deserializer)
            }
        }
    };
}
pub(crate) use read;

/// Reads a scalar of this crate as what it is.
macro_rules! scalar {
    ($name:ty) => {
        support::read!($name, |source, slot, cx| source.scalar(slot, cx));
    };
}
pub(crate) use scalar;

/// Reads a type without values, which the schema at a place has none of.
macro_rules! never {
    ($name:ty, $place:tt) => {
        support::read!($name, |source, _slot, cx| support::refuse(source, $place, cx));
    };
}
pub(crate) use never;

/// Refuses whatever value is there, by the schema at a place.
pub fn refuse<'de, S: Source<'de>>(
    source: S,
    place: &'static str,
    cx: &mut Context,
) -> Result<(), S::Error> {
    source.any(&mut None, cx)?;
    Err(cx.fail(|| Error::new("false", place, "no value", "one")))
}

/// Ends the reading of a value with its check, if there is one: of the part of the document that is
/// kept, or else of the value.
macro_rules! finished {
    ($slot:ident, $part:ident, $cx:ident) => {{
        let _ = (&$slot, &$part, &$cx);
        Ok(())
    }};
    ($slot:ident, $part:ident, $cx:ident, $check:path) => {
        match ($part, &*$slot) {
            (Some(part), _) => support::checked_part(part, &$check, $cx),
            (None, Some(value)) => {
                support::checked(value, &$check).map_err(|error| $cx.fail(|| error))
            }
            (None, None) => Ok(()),
        }
    };
    ($slot:ident, $part:ident, $cx:ident, $check:path, Whole) => {
        match $part {
            Some(part) => support::checked_part(part, &$check, $cx),
            // Such a part there always is.
            None => Ok(()),
        }
    };
}
pub(crate) use finished;
