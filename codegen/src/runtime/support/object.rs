//! Objects: reading and writing them member by member, and keeping the members that no schema names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::hash_map::{DefaultHasher, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::iter::FromIterator;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::error::{by, pointer};
use super::read::{Place, Read, Slot, is_same};
use super::secret::{at_name, conceal, show_members};

/// A struct that is read from an object.
pub trait ReadObject<'de>: Sized {
    /// Where the schemas of members stand that are not among the `properties` of that of the object.
    const ELSEWHERE: &'static [(&'static str, &'static str)];

    /// Reads all members, and puts the struct into the slot. The slot is of no use after an error.
    ///
    /// A large struct is not copied if it is in the slot from the start and its members are read in
    /// place. Those that are required then have any value until they are read.
    fn read_members<A: MapAccess<'de>>(
        slot: &mut Option<Self>,
        members: &mut Members<'de, A>,
    ) -> Result<(), A::Error>;
}

/// Reads an object, to which the schema at a place applies, into a slot.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    deserializer: D,
    place: &'static str,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(ObjectVisitor { slot, place }).map_err(|error| by(place, error))
}

struct ObjectVisitor<'a, T> {
    slot: &'a mut Option<T>,
    place: &'static str,
}

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let names = Names::new(self.place, T::ELSEWHERE);
        T::read_members(self.slot, &mut Members { map, names, error: None })
    }
}

/// The members of an object that is being read, up to the first error.
///
/// That error says which member it comes from, and `end` returns it. Of members with one name the
/// last counts.
pub struct Members<'de, A: MapAccess<'de>> {
    map: A,
    names: Names<'de>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// Expects members of these names: those that have a field or are refused.
    pub fn expect(&mut self, names: &'static [&'static str]) {
        self.names.list = names;
    }

    /// Goes to the next member: the index of its name among those that are expected, or a larger
    /// number if it is not one of them.
    pub fn next(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        self.map.next_key_seed(&mut self.names).unwrap_or_else(|error| {
            self.error = Some(error);
            None
        })
    }

    /// Reads the value of this member into a slot.
    pub fn read<T: Read<'de>>(&mut self, slot: &mut Option<T>) {
        if let Err(error) = self.map.next_value_seed(Slot(slot)) {
            self.error = Some(self.names.at(error));
        }
    }

    /// The same, and no error shows anything of the value.
    pub fn read_secret<T: Read<'de>>(&mut self, slot: &mut Option<T>) {
        if let Err(error) = self.map.next_value_seed(Slot(slot)) {
            self.error = Some(self.names.at(conceal(error)));
        }
    }

    /// Reads the value of this member in place of another.
    pub fn replace<T: Read<'de>>(&mut self, value: &mut T) {
        if let Err(error) = self.map.next_value_seed(Place(value)) {
            self.error = Some(self.names.at(error));
        }
    }

    /// The same, and no error shows anything of the value.
    pub fn replace_secret<T: Read<'de>>(&mut self, value: &mut T) {
        if let Err(error) = self.map.next_value_seed(Place(value)) {
            self.error = Some(self.names.at(conceal(error)));
        }
    }

    /// Reads the value of this member into a map.
    pub fn read_other<T: Read<'de>>(&mut self, others: &mut BTreeMap<String, T>) {
        let mut slot = None;
        self.read(&mut slot);
        others.extend(slot.map(|value| (self.names.take(), value)));
    }

    /// Keeps this member as it is.
    pub fn keep(&mut self, unknown: &mut Unknown) {
        let mut value = None;
        self.read::<Value>(&mut value);
        unknown.extend(value.map(|value| (self.names.take(), value)));
    }

    /// Passes over the value of this member.
    pub fn ignore(&mut self) {
        self.error = self.map.next_value::<IgnoredAny>().err();
    }

    /// Refuses this member, which the schema does not allow.
    #[cold]
    pub fn refuse(&mut self) {
        let place = self.names.place();
        self.error = Some(self.names.at(de::Error::custom(format_args!(
            "expected no such member, found one (false, {place})"
        ))));
    }

    /// Ends with the first error, if there was one or if not all of the required members were there,
    /// which are given by their indices.
    pub fn end(&mut self, required: &[usize]) -> Result<(), A::Error> {
        match self.error.take() {
            Some(error) => Err(error),
            None if required.iter().all(|&index| self.names.seen.has(index)) => Ok(()),
            None => Err(de::Error::custom(self.names.missing(required))),
        }
    }
}

/// The names that a schema gives, and the name of the member that is being read.
struct Names<'de> {
    list: &'static [&'static str],
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
}

impl<'de> Names<'de> {
    const fn new(at: &'static str, elsewhere: &'static [(&'static str, &'static str)]) -> Self {
        let seen = Seen { first: 0, others: Vec::new() };
        Self { list: &[], at, elsewhere, index: 0, next: 0, other: Cow::Borrowed(""), seen }
    }

    /// Goes to a name; whether the list has it.
    fn find(&mut self, name: &str) -> bool {
        self.index =
            if self.list.get(self.next) == Some(&name) { self.next } else { self.search(name) };
        let is_known = self.index < self.list.len();
        if is_known {
            self.next = self.index + 1;
            self.seen.add(self.index);
        }
        is_known
    }

    fn search(&self, name: &str) -> usize {
        let (before, behind) = self.list.split_at(self.next);
        let is_name = |known: &&str| is_same(known, name);
        let found = behind.iter().position(is_name).map(|index| before.len() + index);
        found.or_else(|| before.iter().position(is_name)).unwrap_or(self.list.len())
    }

    fn take(&mut self) -> String {
        std::mem::take(&mut self.other).into_owned()
    }

    /// Says that an error comes from this member.
    #[cold]
    fn at<E: de::Error>(&self, error: E) -> E {
        at_name(self.name(), &self.place(), error)
    }

    /// The text of the error for required members that are not there. Its kind is left to the caller,
    /// so that it is compiled once.
    #[cold]
    fn missing(&self, required: &[usize]) -> String {
        let missing = required.iter().filter(|&&index| !self.seen.has(index));
        let names = missing.filter_map(|&index| self.list.get(index));
        let names: Vec<_> = names.map(|name| format!("{name:?}")).collect();
        let (noun, them) =
            if names.len() == 1 { ("property", "it") } else { ("properties", "them") };
        let (names, at) = (names.join(", "), self.at);
        format!("expected {noun} {names}, found an object without {them} (required, {at})")
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

/// A set of indices, which needs no memory as long as they are small.
struct Seen {
    first: u64,
    others: Vec<bool>,
}

impl Seen {
    const FIRST: usize = 64;

    fn add(&mut self, index: usize) {
        if let Some(index) = index.checked_sub(Self::FIRST) {
            self.add_other(index);
        } else {
            self.first |= 1 << index;
        }
    }

    #[cold]
    fn add_other(&mut self, index: usize) {
        if self.others.len() <= index {
            self.others.resize(index + 1, false);
        }
        self.others[index] = true;
    }

    fn has(&self, index: usize) -> bool {
        match index.checked_sub(Self::FIRST) {
            Some(index) => self.others.get(index).is_some_and(|seen| *seen),
            None => self.first & (1 << index) != 0,
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Names<'de> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for &mut Names<'de> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<usize, E> {
        if !self.find(name) {
            self.other = Cow::Borrowed(name);
        }
        Ok(self.index)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<usize, E> {
        if !self.find(name) {
            self.other = Cow::Owned(name.to_owned());
        }
        Ok(self.index)
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
            self.error = self.map.serialize_entry(name, value).err();
        }
        self
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
        // A sum, because the order of members does not matter.
        let hash_of = |member: (&str, &Value)| {
            let mut hasher = DefaultHasher::new();
            member.hash(&mut hasher);
            hasher.finish()
        };
        self.iter().map(hash_of).fold(0, u64::wrapping_add).hash(state);
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
        $name:ident, $place:literal
        $(, $index:literal $member:literal => $read:ident($($field:ident)?))*,
        _ => $other:ident($($others:ident)?)
        $(, required($($at:literal $required:ident),+))?
        $(, elsewhere($($elsewhere:literal $there:literal),+))?
        $(, check($check:path))?
    ) => {
        support::read_struct!($name, $place, [$($($elsewhere $there),+)?], |slot, members| {
            $($(let mut $field = support::before!($read);)?)*
            $(let mut $others = Default::default();)?
            members.expect(&[$($member),*]);
            while let Some(member) = members.next() {
                match member {
                    $($index => members.$read($(&mut $field)?),)*
                    _ => members.$other($(&mut $others)?),
                }
            }
            members.end(&[$($($at),+)?])?;
            // All at once: each way out of a function costs the compiler time.
            $(let ($(Some($required),)+) = ($($required,)+) else {
                return Err(support::unread());
            };)?
            *slot = Some(Self { $($($field,)?)* $($others)? });
            $(if let Some(value) = slot {
                support::checked(value, &$check).map_err(serde::de::Error::custom)?;
            })?
            Ok(())
        });
    };
}
pub(crate) use object;

/// The same for a struct whose required members have values to start with: it is put into the slot
/// first and its members are read in place, so that none of them is moved again.
macro_rules! object_in_place {
    (
        $name:ident, $place:literal
        $(, $index:literal $member:literal => $read:ident($($field:ident $(= $start:expr)?)?))*,
        _ => $other:ident($($others:ident)?)
        $(, required($($at:literal),+))?
        $(, elsewhere($($elsewhere:literal $there:literal),+))?
        $(, check($check:path))?
    ) => {
        support::read_struct!($name, $place, [$($($elsewhere $there),+)?], |slot, members| {
            #[allow(unused_variables)]
            let value = slot.insert(Self {
                $($($field: support::before!($read $(, $start)?),)?)*
                $($others: Default::default())?
            });
            members.expect(&[$($member),*]);
            while let Some(member) = members.next() {
                match member {
                    $($index => members.$read($(&mut value.$field)?),)*
                    _ => members.$other($(&mut value.$others)?),
                }
            }
            members.end(&[$($($at),+)?])$(.and_then(|()| {
                support::checked(&*value, &$check).map_err(serde::de::Error::custom)
            }))?
        });
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
    (nullable_secret) => {
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
        $name:ident, $place:literal, [$($elsewhere:literal $there:literal),*],
        |$slot:ident, $members:ident| $read:block
    ) => {
        impl<'de> support::ReadObject<'de> for $name {
            const ELSEWHERE: &'static [(&'static str, &'static str)] =
                &[$(($elsewhere, $there)),*];

            fn read_members<A: serde::de::MapAccess<'de>>(
                $slot: &mut Option<Self>,
                $members: &mut support::Members<'de, A>,
            ) -> Result<(), A::Error> $read
        }

        impl<'de> support::Read<'de> for $name {
            fn read_into<D: serde::Deserializer<'de>>(
                slot: &mut Option<Self>,
                deserializer: D,
            ) -> Result<(), D::Error> {
                support::read_object(slot, deserializer, $place)
            }
        }

        support::deserialize!($name);
    };
}
pub(crate) use read_struct;
