//! Objects: reading and writing them member by member, and keeping the members that no schema names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::iter::FromIterator;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::context::Context;
use super::error::{Error, not_there, pointer};
use super::limits::REFUSES_DUPLICATES;
use super::lookup::Lookup;
use super::node::{Failed, Node};
use super::plain::Plain;
use super::read::{Entries, Read, ReadEntries, ReadKept, Source, TakeName};
use super::secret::show_members;
use super::tree::{MembersOf, duplicate};

/// A struct that is read from an object.
pub trait ReadObject<'de>: Sized {
    /// Where the schema stands.
    const AT: &'static str;

    /// Where the schemas of members stand that are not among the `properties` of that of the object.
    const ELSEWHERE: &'static [(&'static str, &'static str)];

    /// Reads all members, and puts the struct into the slot. The slot is of no use after an error, nor
    /// where only a judgement was wanted.
    ///
    /// A large struct is not copied if it is in the slot from the start and its members are read in
    /// place. Those that are required then have any value until they are read.
    fn read_members<E: Entries<'de>>(
        slot: &mut Option<Self>,
        members: &mut Members<'_, 'de, E>,
    ) -> Result<(), E::Error>;
}

/// Reads an object into a slot.
pub struct IntoSlot<'a, T>(pub &'a mut Option<T>);

impl<'de, T: ReadObject<'de>> ReadEntries<'de> for IntoSlot<'_, T> {
    fn place(&self) -> &'static str {
        T::AT
    }

    fn read<E: Entries<'de>>(self, entries: E, cx: &mut Context) -> Result<(), E::Error> {
        T::read_members(self.0, &mut Members::new(entries, T::AT, T::ELSEWHERE, cx))
    }
}

/// The members of an object that is being read, up to the first error.
///
/// The context says which member it comes from, and `end` returns it.
pub struct Members<'a, 'de, E: Entries<'de>> {
    entries: E,
    names: Names<'de>,
    error: Option<E::Error>,
    cx: &'a mut Context,
}

impl<'a, 'de, E: Entries<'de>> Members<'a, 'de, E> {
    /// The members of an object to which the schema at a place applies; those of some members stand
    /// elsewhere.
    pub fn new(
        entries: E,
        at: &'static str,
        elsewhere: &'static [(&'static str, &'static str)],
        cx: &'a mut Context,
    ) -> Self {
        Self { entries, names: Names::new(at, elsewhere), error: None, cx }
    }

    /// Expects members of these names: those that have a field or are refused.
    pub fn expect(&mut self, names: &'static NameList) {
        self.names.list = names.names;
        self.names.places = Some(&names.places);
    }

    /// The same of a handful of names.
    pub fn expect_few(&mut self, names: &'static [&'static str]) {
        self.names.list = names;
    }

    /// Goes to the next member: the index of its name among those that are expected, or a larger
    /// number if it is not one of them.
    #[inline]
    pub fn next(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.entries.next(&mut self.names) {
            Ok(false) => None,
            Ok(true) if REFUSES_DUPLICATES && self.names.is_repeated => {
                let error = self.cx.fail(duplicate);
                self.failed(error);
                None
            }
            Ok(true) => Some(self.names.index),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Reads the value of this member into a slot.
    pub fn read<T: Read<'de>>(&mut self, slot: &mut Option<T>) {
        if let Err(error) = self.entries.value(slot, self.cx) {
            self.failed(error);
        }
    }

    /// The same, and no error shows anything of the value.
    pub fn read_secret<T: Read<'de>>(&mut self, slot: &mut Option<T>) {
        if let Err(error) = self.entries.value(slot, self.cx) {
            self.cx.conceal();
            self.failed(error);
        }
    }

    /// Reads the value of this member in place of another.
    pub fn replace<T: Read<'de>>(&mut self, value: &mut T) {
        let mut slot = None;
        self.read(&mut slot);
        if let Some(read) = slot {
            *value = read;
        }
    }

    /// The same, and no error shows anything of the value.
    pub fn replace_secret<T: Read<'de>>(&mut self, value: &mut T) {
        let mut slot = None;
        self.read_secret(&mut slot);
        if let Some(read) = slot {
            *value = read;
        }
    }

    /// Looks at the value of this member as a whole.
    pub fn look<R: ReadKept>(&mut self, reader: R) {
        if let Err(error) = self.entries.kept(reader, self.cx) {
            self.failed(error);
        }
    }

    /// The same, and no error shows anything of the value.
    pub fn look_secret<R: ReadKept>(&mut self, reader: R) {
        if let Err(error) = self.entries.kept(reader, self.cx) {
            self.cx.conceal();
            self.failed(error);
        }
    }

    /// Reads the value of this member into a map.
    pub fn others<T: Read<'de>>(&mut self, others: &mut BTreeMap<String, T>) {
        let mut slot = None;
        self.read(&mut slot);
        self.put(others, slot);
    }

    /// Reads the value of this member into a slot if it is of that type, and keeps it as it is if not.
    pub fn read_or_keep<T>(&mut self, slot: &mut Option<T>, unknown: &mut Unknown)
    where
        T: for<'v> Read<'v>,
    {
        let mut read = None;
        self.read(&mut read);
        match read {
            Some(Loose::Typed(value)) => {
                *slot = Some(value);
                unknown.remove(self.names.name());
            }
            Some(Loose::Other(value)) => {
                *slot = None;
                unknown.insert(self.names.name(), value);
            }
            None => {}
        }
    }

    /// Reads the value of this member, whose name matches a pattern, into a map. The schema of such
    /// members stands at a place.
    pub fn read_matching<T: Read<'de>>(
        &mut self,
        map: &mut BTreeMap<String, T>,
        place: &'static str,
    ) {
        let mut slot = None;
        if let Err(error) = self.entries.value(&mut slot, self.cx) {
            self.error = Some(error);
            self.cx.locate_member(&self.names.other, place);
        }
        self.put(map, slot);
    }

    /// Puts what was read for this member, if something was, into a map under its name.
    fn put<M: MembersOf>(&mut self, map: &mut M, value: Option<M::Value>) {
        let Some(value) = value else { return };
        if let Some(name) = map.put(self.names.take(), value) {
            self.names.other = Cow::Owned(name);
            if REFUSES_DUPLICATES {
                self.refuse_twice();
            }
        }
    }

    /// The name of this member, which is none of those that are expected.
    pub fn name(&self) -> &str {
        &self.names.other
    }

    /// Keeps this member as it is.
    pub fn unknown(&mut self, unknown: &mut Unknown) {
        let mut value = None;
        self.read::<Value>(&mut value);
        let Some(value) = value else { return };
        if unknown.insert(self.names.other.clone(), value).is_some() && REFUSES_DUPLICATES {
            self.refuse_twice();
        }
    }

    /// Passes over the value of this member.
    pub fn ignore(&mut self) {
        self.error = self.entries.skip(self.cx).err();
    }

    /// Refuses this member, which the schema does not allow.
    pub fn refuse(&mut self) {
        self.refuse_by("false", "no such member");
    }

    /// Refuses this member, which a request does not have.
    pub fn read_only(&mut self) {
        self.refuse_by("readOnly", "no such member in a request");
    }

    /// Refuses this member, which a response does not have.
    pub fn write_only(&mut self) {
        self.refuse_by("writeOnly", "no such member in a response");
    }

    #[cold]
    fn refuse_by(&mut self, keyword: &'static str, expected: &'static str) {
        let error = self.cx.fail(|| Error::new(keyword, "", expected, "one"));
        self.failed(error);
    }

    #[cold]
    fn refuse_twice(&mut self) {
        let error = self.cx.fail(duplicate);
        self.failed(error);
    }

    /// Ends with an error that comes from this member.
    #[cold]
    fn failed(&mut self, error: E::Error) {
        self.error = Some(error);
        if !self.cx.is_judging() {
            self.cx.locate_member(self.names.name(), &self.names.place());
        }
    }

    /// Ends with the first error, if there was one or if not all of the required members were there,
    /// which are given by their indices.
    pub fn end(&mut self, required: &[usize]) -> Result<(), E::Error> {
        match self.error.take() {
            Some(error) => Err(error),
            None if required.iter().all(|&index| self.names.seen.has(index)) => Ok(()),
            None => {
                let names = &self.names;
                Err(self.cx.fail(|| names.missing(required)))
            }
        }
    }

    /// The same where all that are expected are required.
    pub fn end_with_all(&mut self) -> Result<(), E::Error> {
        let count = self.names.list.len();
        if self.error.is_none() && (0..count).all(|index| self.names.seen.has(index)) {
            return Ok(());
        }
        let all: Vec<_> = (0..count).collect();
        self.end(&all)
    }

    /// The object, where it is kept.
    #[inline]
    pub fn part(&self) -> Option<&'de Node<'de>> {
        self.entries.part()
    }

    /// The state of the reading.
    #[inline]
    pub fn context(&mut self) -> &mut Context {
        self.cx
    }
}

/// A value of a type, or what is there instead of one. A judgement is not about it: either will do.
enum Loose<T> {
    Typed(T),
    Other(Value),
}

impl<'de, T: for<'a> Read<'a>> Read<'de> for Loose<T> {
    fn read<S: Source<'de>>(
        source: S,
        slot: &mut Option<Self>,
        cx: &mut Context,
    ) -> Result<(), S::Error> {
        source.kept(LooseInto(slot), cx)
    }
}

struct LooseInto<'s, T>(&'s mut Option<Loose<T>>);

impl<T: for<'a> Read<'a>> ReadKept for LooseInto<'_, T> {
    fn read<'a>(self, node: &'a Node<'a>, cx: &mut Context) -> Result<(), Failed> {
        if cx.is_judging() {
            return Ok(());
        }
        if cx.judge(|cx| T::read(node, &mut None, cx).is_err()) {
            *self.0 = Some(Loose::Other(node.to_value()));
            return Ok(());
        }
        let mut value = None;
        T::read(node, &mut value, cx)?;
        *self.0 = value.map(Loose::Typed);
        Ok(())
    }
}

/// The names that a schema gives to members.
pub struct NameList {
    names: &'static [&'static str],
    /// Where each name stands in the list.
    places: Lookup,
}

impl NameList {
    /// Up to this length a list is searched from its start.
    const SHORT: usize = 24;

    /// The list of these names.
    pub const fn new(names: &'static [&'static str]) -> Self {
        Self { names, places: Lookup::new() }
    }
}

/// The names that a schema gives, and the name of the member that is being read.
struct Names<'de> {
    list: &'static [&'static str],
    places: Option<&'static Lookup>,
    /// Where the schema of the object stands, and those of its members that are not below it.
    at: &'static str,
    elsewhere: &'static [(&'static str, &'static str)],
    /// Where the list has the name; its length if it has not.
    index: usize,
    /// Where the name of the next member is likely to be: documents tend to have the order of their
    /// schema.
    next: usize,
    /// The name that the list has not, borrowed from the text where it can be.
    other: Cow<'de, str>,
    /// Which of the list were there.
    seen: Seen,
    /// Whether this one was there before.
    is_repeated: bool,
}

impl<'de> Names<'de> {
    const fn new(at: &'static str, elsewhere: &'static [(&'static str, &'static str)]) -> Self {
        let seen = Seen { first: 0, others: Vec::new() };
        let other = Cow::Borrowed("");
        let (list, places) = (&[], None);
        Self { list, places, at, elsewhere, index: 0, next: 0, other, seen, is_repeated: false }
    }

    /// Goes to a name; whether the list has it.
    fn find(&mut self, name: &str) -> bool {
        self.index =
            if self.list.get(self.next) == Some(&name) { self.next } else { self.search(name) };
        let is_known = self.index < self.list.len();
        if is_known {
            self.next = self.index + 1;
            self.is_repeated = !self.seen.add(self.index);
        }
        is_known
    }

    fn search(&self, name: &str) -> usize {
        if let Some(places) = self.places.filter(|_| self.list.len() > NameList::SHORT) {
            let place = places.place(name, || self.list.iter().copied());
            return place.unwrap_or(self.list.len());
        }
        let (before, behind) = self.list.split_at(self.next);
        let is_name = |known: &&str| is_same(known, name);
        let found = behind.iter().position(is_name).map(|index| before.len() + index);
        found.or_else(|| before.iter().position(is_name)).unwrap_or(self.list.len())
    }

    fn take(&mut self) -> String {
        std::mem::take(&mut self.other).into_owned()
    }

    /// The error for required members that are not there.
    #[cold]
    fn missing(&self, required: &[usize]) -> Error {
        let missing = required.iter().filter(|&&index| !self.seen.has(index));
        let names = missing.filter_map(|&index| self.list.get(index).copied());
        let (expected, found) = not_there(names);
        Error::new("required", self.at, expected, found)
    }

    fn name(&self) -> &str {
        self.list.get(self.index).copied().unwrap_or(&self.other)
    }

    /// Where the schema of this member stands.
    fn place(&self) -> String {
        let name = self.name();
        if let Some((_, place)) = self.elsewhere.iter().find(|(other, _)| *other == name) {
            return (*place).to_owned();
        }
        match self.index < self.list.len() {
            true => format!("{}/properties{}", self.at, pointer(&name)),
            false => format!("{}/additionalProperties", self.at),
        }
    }
}

/// Whether two texts are the same. The texts of a list tend to begin or to end alike, so one in the
/// middle of them settles most comparisons before they begin.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let middle = one.len() / 2;
    one.len() == other.len() && one.get(middle) == other.get(middle) && one == other
}

/// A set of indices, which needs no memory as long as they are small.
struct Seen {
    first: u64,
    others: Vec<bool>,
}

impl Seen {
    const FIRST: usize = 64;

    /// Adds an index; whether it is new.
    fn add(&mut self, index: usize) -> bool {
        if let Some(index) = index.checked_sub(Self::FIRST) {
            return self.add_other(index);
        }
        let before = self.first;
        self.first |= 1 << index;
        self.first != before
    }

    #[cold]
    fn add_other(&mut self, index: usize) -> bool {
        if self.others.len() <= index {
            self.others.resize(index + 1, false);
        }
        !std::mem::replace(&mut self.others[index], true)
    }

    fn has(&self, index: usize) -> bool {
        match index.checked_sub(Self::FIRST) {
            Some(index) => self.others.get(index).is_some_and(|seen| *seen),
            None => self.first & (1 << index) != 0,
        }
    }
}

impl<'de> TakeName<'de> for Names<'de> {
    #[inline]
    fn borrowed(&mut self, name: &'de str) {
        if !self.find(name) {
            self.is_repeated = false;
            self.other = Cow::Borrowed(name);
        }
    }

    #[inline]
    fn copied(&mut self, name: &str) {
        if !self.find(name) {
            self.is_repeated = false;
            self.other = Cow::Owned(name.to_owned());
        }
    }
}

/// Writes an object, member by member, up to the first error.
pub struct Writer<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

/// Starts to write an object.
pub fn write_object<S: Serializer>(serializer: S) -> Result<Writer<S::SerializeMap>, S::Error> {
    Ok(Writer { map: serializer.serialize_map(None)?, error: None })
}

impl<M: SerializeMap> Writer<M> {
    /// Writes a member.
    pub fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(name, &Plain(value)).err();
        }
        self
    }

    /// Writes a member that is always there.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.member(name, value)
    }

    /// Writes a member that may be absent.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.member(name, value);
        }
        self
    }

    /// Writes the members that have no field.
    pub fn others<T: Serialize>(&mut self, members: &BTreeMap<String, T>) -> &mut Self {
        for (name, value) in members {
            self.member(name, value);
        }
        self
    }

    /// Writes the members that the schema does not name.
    pub fn unknown(&mut self, members: &Unknown) -> &mut Self {
        for (name, value) in members.list() {
            self.member(name, value);
        }
        self
    }

    /// Ends the object.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}

/// The members of an object that its schema does not name, in the order of the document.
///
/// They are kept when the object is read and written back after the others. Their order does not
/// matter where two objects are compared.
#[derive(Clone, Default)]
pub struct Unknown {
    /// Nothing while there are none, since that is how it is nearly always.
    members: Option<Box<List>>,
}

#[derive(Clone, Default)]
struct List {
    items: Vec<(String, Value)>,
    /// Where each name stands in the list, as long as the list is too long to be searched.
    places: HashMap<String, usize>,
}

impl List {
    /// Up to this length a list is searched from its start.
    const SHORT: usize = 16;

    fn place(&self, name: &str) -> Option<usize> {
        if self.items.len() <= Self::SHORT {
            self.items.iter().position(|(known, _)| known == name)
        } else {
            self.places.get(name).copied()
        }
    }

    fn push(&mut self, name: String, value: Value) {
        self.items.push((name, value));
        self.note_places();
    }

    fn remove(&mut self, place: usize) -> Value {
        self.places.clear();
        let (_, value) = self.items.remove(place);
        self.note_places();
        value
    }

    /// Notes the places of the names that are not noted yet.
    fn note_places(&mut self) {
        if self.items.len() > Self::SHORT {
            let noted = self.places.len();
            let names = self.items.iter().enumerate().skip(noted);
            self.places.extend(names.map(|(place, (name, _))| (name.clone(), place)));
        }
    }
}

impl Unknown {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// The value of the member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let members = self.members.as_deref()?;
        members.items.get(members.place(name)?).map(|(_, value)| value)
    }

    /// The value of the member `name`, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let members = self.members.as_deref_mut()?;
        let place = members.place(name)?;
        members.items.get_mut(place).map(|(_, value)| value)
    }

    /// Adds a member or replaces its value, which is returned.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        if let Some(known) = self.get_mut(&name) {
            return Some(std::mem::replace(known, value));
        }
        self.members.get_or_insert_default().push(name, value);
        None
    }

    /// Takes the member `name` out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.members.as_deref_mut()?;
        let place = members.place(name)?;
        Some(members.remove(place))
    }

    /// The members, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> + Clone {
        self.into_iter()
    }

    fn list(&self) -> &[(String, Value)] {
        self.members.as_deref().map_or(&[], |members| &members.items)
    }
}

impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl Eq for Unknown {}

impl Hash for Unknown {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // By name, because the order of members does not matter.
        let mut members: Vec<_> = self.iter().collect();
        members.sort_unstable_by_key(|&(name, _)| name);
        members.hash(state);
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_members(self.iter(), f)
    }
}

impl<N: Into<String>, V: Into<Value>> Extend<(N, V)> for Unknown {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Unknown {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut unknown = Self::default();
        unknown.extend(members);
        unknown
    }
}

impl<'a> IntoIterator for &'a Unknown {
    type Item = (&'a str, &'a Value);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (String, Value)>,
        fn(&'a (String, Value)) -> (&'a str, &'a Value),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl IntoIterator for Unknown {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.map(|members| members.items).unwrap_or_default().into_iter()
    }
}

/// Reads a struct from an object, to which the schema at a place applies: members by the index of
/// their names into variables, of which the struct is made in the end.
macro_rules! object {
    (
        $name:ty $(: $eq:ident)?, $place:tt
        $(, fixed($at_fixed:tt $fixed:tt $look:ident $kind:ident $(($is:expr))? by $keyword:tt))*
        $(, $index:literal $write:ident $member:tt => $read:ident(
            $($field:ident $(, $aside:ident)?)? $(; $by:path)?
        ))*
        $(, matching(&$pattern:path, $at_pattern:tt) => $map:ident)*,
        _ => $other:ident($($others:ident)?)
        $(, required($($at:literal $($required:ident)?),+))?
        $(, elsewhere($($elsewhere:tt $there:tt),+))?
        $(, check($check:path $(, $whole:ident)?))?
    ) => {
        support::read_struct!($name, $place, [$($($elsewhere $there),+)?], $($($whole)?)? |slot, members| {
            $($(let mut $field = support::before!($read);)?)*
            $(let mut $map = std::collections::BTreeMap::new();)*
            $(let mut $others = Default::default();)?
            static NAMES: support::NameList =
                support::NameList::new(&[$($fixed,)* $($member),*]);
            members.expect(&NAMES);
            while let Some(member) = members.next() {
                match member {
                    $($at_fixed => {
                        let expected = support::Constant::$kind $(($is))?;
                        members.$look(support::Fixed(expected, $keyword));
                    })*
                    $($index => members.$read($(&mut $field $(, &mut $aside)?)? $(, &$by)?),)*
                    $(_ if support::Matches::matches(&$pattern, members.name()) => {
                        members.read_matching(&mut $map, $at_pattern)
                    })*
                    _ => members.$other($(&mut $others)?),
                }
            }
            members.end(&[$($($at),+)?])?;
            let part = members.part();
            let cx = members.context();
            if !cx.is_judging() {
                // All at once: each way out of a function costs the compiler time.
                $(let ($($(Some($required),)?)+) = ($($($required,)?)+) else {
                    return Err(support::unread());
                };)?
                *slot = Some(Self { $($($field,)?)* $($map,)* $($others)? });
            }
            support::finished!(slot, part, cx $(, $check $(, $whole)?)?)
        });

        $(impl $eq for $name {})?

        // Here and below: one macro for both would cost the compiler more than the lines do.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut object = support::write_object(serializer)?;
                $(object.member($fixed, &support::Constant::$kind $(($is))?);)*
                $($(object.$write($member, &self.$field);)?)*
                $(object.others(&self.$map);)*
                $(object.$other(&self.$others);)?
                object.end()
            }
        }
    };
}
pub(crate) use object;

/// The same for a struct whose required members have values to start with: it is put into the slot
/// first and its members are read in place, so that none of them is moved again.
macro_rules! object_in_place {
    (
        $name:ty $(: $eq:ident)?, $place:tt
        $(, fixed($at_fixed:tt $fixed:tt $look:ident $kind:ident $(($is:expr))? by $keyword:tt))*
        $(, $index:literal $write:ident $member:tt => $read:ident(
            $($field:ident $(, $aside:ident)? $(= $start:expr)?)? $(; $by:path)?
        ))*
        $(, matching(&$pattern:path, $at_pattern:tt) => $map:ident)*,
        _ => $other:ident($($others:ident)?)
        $(, required($($at:literal),+))?
        $(, elsewhere($($elsewhere:tt $there:tt),+))?
        $(, check($check:path $(, $whole:ident)?))?
    ) => {
        support::read_struct!($name, $place, [$($($elsewhere $there),+)?], $($($whole)?)? |slot, members| {
            #[allow(unused_variables)]
            let value = slot.insert(Self {
                $($($field: support::before!($read $(, $start)?),)?)*
                $($map: Default::default(),)*
                $($others: Default::default())?
            });
            static NAMES: support::NameList =
                support::NameList::new(&[$($fixed,)* $($member),*]);
            members.expect(&NAMES);
            while let Some(member) = members.next() {
                match member {
                    $($at_fixed => {
                        let expected = support::Constant::$kind $(($is))?;
                        members.$look(support::Fixed(expected, $keyword));
                    })*
                    $($index => {
                        members.$read($(&mut value.$field $(, &mut value.$aside)?)? $(, &$by)?)
                    })*
                    $(_ if support::Matches::matches(&$pattern, members.name()) => {
                        members.read_matching(&mut value.$map, $at_pattern)
                    })*
                    _ => members.$other($(&mut value.$others)?),
                }
            }
            members.end(&[$($($at),+)?])?;
            let part = members.part();
            let cx = members.context();
            support::finished!(slot, part, cx $(, $check $(, $whole)?)?)
        });

        $(impl $eq for $name {})?

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut object = support::write_object(serializer)?;
                $(object.member($fixed, &support::Constant::$kind $(($is))?);)*
                $($(object.$write($member, &self.$field);)?)*
                $(object.others(&self.$map);)*
                $(object.$other(&self.$others);)?
                object.end()
            }
        }
    };
}
pub(crate) use object_in_place;

/// What a field or a variable has before its member is read.
macro_rules! before {
    ($read:ident, $start:expr) => {
        $start
    };
    (nullable) => {
        support::Presence::Absent
    };
    (nullable_or_keep) => {
        support::Presence::Absent
    };
    (nullable_secret) => {
        support::Presence::Absent
    };
    (nullable_checked) => {
        support::Presence::Absent
    };
    ($read:ident) => {
        None
    };
}
pub(crate) use before;

/// What all structs have that are read from objects; the block reads the members into the slot.
macro_rules! read_struct {
    (
        $name:ty, $place:tt, [$($elsewhere:tt $there:tt),*],
        $($whole:ident)? |$slot:ident, $members:ident| $read:block
    ) => {
        impl<'de> support::ReadObject<'de> for $name {
            const AT: &'static str = $place;
            const ELSEWHERE: &'static [(&'static str, &'static str)] =
                &[$(($elsewhere, $there)),*];

            fn read_members<E: support::Entries<'de>>(
                $slot: &mut Option<Self>,
                $members: &mut support::Members<'_, 'de, E>,
            ) -> Result<(), E::Error> $read
        }

        support::read!($name, $($whole)? |source, slot, cx| {
            source.object(support::IntoSlot(slot), cx)
        });
    };
}
pub(crate) use read_struct;
