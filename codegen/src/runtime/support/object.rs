//! Objects: reading and writing them member by member, and keeping the members that no schema names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::hash_map::{DefaultHasher, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::read::{Read, Slot};
use super::secret::{at_name, show_members};

/// A struct that is read from an object.
pub trait ReadObject<'de>: Sized {
    /// Reads all members, and puts the struct into the slot.
    fn read_members<A: MapAccess<'de>>(slot: &mut Option<Self>, map: A) -> Result<(), A::Error>;
}

/// Reads an object into a slot.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(ObjectVisitor(slot))
}

struct ObjectVisitor<'a, T>(&'a mut Option<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        T::read_members(self.0, map)
    }
}

/// The name of a member, borrowed from the text where it can be.
pub struct Name<'de>(Cow<'de, str>);

impl Name<'_> {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }

    fn visit_string<E: de::Error>(self, name: String) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name)))
    }
}

/// Reads the value of a member; of members with one name the last counts.
pub fn member<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
) -> Result<(), A::Error> {
    map.next_value_seed(Slot(slot))
}

/// Reads the value of a member that has no field.
pub fn other<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    others: &mut BTreeMap<String, T>,
    name: &Name<'_>,
) -> Result<(), A::Error> {
    let mut slot = None;
    map.next_value_seed(Slot(&mut slot))?;
    others.extend(slot.map(|value| (name.as_str().to_owned(), value)));
    Ok(())
}

/// Passes over the value of a member that is not kept.
pub fn ignore<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// The value of a member that must be there.
pub fn required<T, E: de::Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| missing(name))
}

#[cold]
fn missing<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("missing member `{name}` (required)"))
}

/// Refuses a member that the schema does not allow.
#[cold]
pub fn refused<E: de::Error>() -> Result<(), E> {
    Err(E::custom("this member is not allowed (additionalProperties)"))
}

/// Says that an error comes from the member of this name.
#[cold]
pub fn at_member<E: de::Error>(name: &Name<'_>, error: E) -> E {
    at_name(name.as_str(), error)
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
    members: Option<Box<Members>>,
}

#[derive(Clone, Default)]
struct Members {
    list: Vec<(String, Value)>,
    /// Where each name stands in the list, as long as the list is too long to be searched.
    places: HashMap<String, usize>,
}

impl Members {
    /// Up to this length a list is searched from its start.
    const SHORT: usize = 16;

    fn place(&self, name: &str) -> Option<usize> {
        if self.list.len() <= Self::SHORT {
            self.list.iter().position(|(known, _)| known == name)
        } else {
            self.places.get(name).copied()
        }
    }

    fn push(&mut self, name: String, value: Value) {
        self.list.push((name, value));
        self.note_places();
    }

    fn remove(&mut self, place: usize) -> Value {
        self.places.clear();
        let (_, value) = self.list.remove(place);
        self.note_places();
        value
    }

    /// Notes the places of the names that are not noted yet.
    fn note_places(&mut self) {
        if self.list.len() > Self::SHORT {
            let noted = self.places.len();
            let names = self.list.iter().enumerate().skip(noted);
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
        members.list.get(members.place(name)?).map(|(_, value)| value)
    }

    /// The value of the member `name`, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let members = self.members.as_deref_mut()?;
        let place = members.place(name)?;
        members.list.get_mut(place).map(|(_, value)| value)
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
        self.members.as_deref().map_or(&[], |members| &members.list)
    }

    pub(in super::super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        name: &Name<'_>,
    ) -> Result<(), A::Error> {
        let value: Value = map.next_value()?;
        self.insert(name.as_str(), value);
        Ok(())
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
        self.members.map(|members| members.list).unwrap_or_default().into_iter()
    }
}

/// Reads a struct from an object.
macro_rules! object {
    ($name:ident) => {
        impl<'de> support::Read<'de> for $name {
            fn read_into<D: serde::Deserializer<'de>>(
                slot: &mut Option<Self>,
                deserializer: D,
            ) -> Result<(), D::Error> {
                support::read_object(slot, deserializer)
            }
        }

        support::deserialize!($name);
    };
}
pub(crate) use object;
