//! Where a type holds the parts of a document: in fields that say what they are, or in a `Value`.
//!
//! Input: a document's value, read as a `T`. Output: [`Holding`]: the places that a `serde_json::Value`
//! holds, and the scalars that a type of the tree writes itself, with its name. A scalar that is in
//! neither list is held by a type of its own, such as `String` or `i64`.
//!
//! The probe is a serializer that writes nothing: it looks at the type of each part that it is given.

use std::any::type_name;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::ser::{self, Serializer};

use super::{Document, Outcome};

/// How the parts of a document are held.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Holding {
    /// The places of what a `Value` holds, each with the type of the tree that has it.
    pub loose: Vec<(String, Option<String>)>,
    /// The places of scalars that a type of the tree writes itself, with its name.
    pub direct: Vec<(String, String)>,
    /// The places that are written by way of a `Value` although a type holds them, with its name.
    pub hidden: Vec<(String, String)>,
}

/// Reads the document and notes how its parts are held.
pub fn check_reach<T: DeserializeOwned + Serialize>(document: &Document, outcome: &mut Outcome) {
    if let Ok(typed) = serde_json::from_str::<T>(&document.text) {
        outcome.holding = Some(holding(&typed));
    }
}

/// How the parts of `value` are held.
pub fn holding<T: Serialize + ?Sized>(value: &T) -> Holding {
    let mut found = Holding::default();
    let probe = Probe { found: &mut found, at: String::new(), holder: None, is_direct: false };
    // Nothing that the probe does fails, and what a type cannot write it does not hold.
    let _ = probe.part(value);
    found
}

/// Types that only wrap another, as far as this is concerned.
const WRAPPERS: [&str; 6] = ["Arc", "Box", "Option", "Plain", "Presence", "Rc"];

/// The name of the type within references and wrappers.
fn unwrapped(mut name: &str) -> &str {
    loop {
        name = name.trim_start_matches('&').trim_start_matches("mut ");
        match generic(name) {
            Some((wrapper, inner)) if WRAPPERS.contains(&wrapper) => name = inner,
            _ => return name,
        }
    }
}

/// The last part of a generic type's path, and what stands in its brackets, without lifetimes.
fn generic(name: &str) -> Option<(&str, &str)> {
    let (path, arguments) = name.strip_suffix('>')?.split_once('<')?;
    let after_lifetime = arguments.strip_prefix('\'').and_then(|rest| rest.split_once(", "));
    let inner = after_lifetime.map_or(arguments, |(_, inner)| inner);
    Some((path.rsplit("::").next().unwrap_or(path), inner))
}

/// Whether a type takes any JSON.
fn is_loose(name: &str) -> bool {
    let path = name.split('<').next().unwrap_or(name);
    let last = path.rsplit("::").next().unwrap_or(path);
    path.starts_with("serde_json::") && ["Value", "RawValue", "Map"].contains(&last)
}

/// Whether a type is of the tree.
fn is_of_tree(name: &str) -> bool {
    let std = ["alloc::", "core::", "std::", "serde_json::"];
    name.contains("::")
        && !name.starts_with(['[', '('])
        && !std.iter().any(|it| name.starts_with(it))
}

/// A serializer at one place of a document.
struct Probe<'a> {
    found: &'a mut Holding,
    /// The place, as a JSON Pointer.
    at: String,
    /// The innermost type of the tree around the place.
    holder: Option<&'static str>,
    /// Whether that type is the one that writes what is here.
    is_direct: bool,
}

impl Probe<'_> {
    /// The part that `value` is, by its type.
    fn part<T: Serialize + ?Sized>(mut self, value: &T) -> Result<(), Never> {
        let name = unwrapped(type_name::<T>());
        if is_loose(name) {
            self.found.loose.push((self.at, self.holder.map(str::to_owned)));
            return Ok(());
        }
        if let Some(("Link", inner)) = generic(name) {
            self.found.hidden.push((self.at, inner.to_owned()));
            return Ok(());
        }
        self.is_direct = is_of_tree(name);
        if self.is_direct {
            self.holder = Some(name);
        }
        value.serialize(self)
    }

    /// A place below this one.
    fn below(&mut self, step: &str) -> Probe<'_> {
        let at = format!("{}/{}", self.at, step.replace('~', "~0").replace('/', "~1"));
        Probe { found: self.found, at, holder: self.holder, is_direct: false }
    }

    fn scalar(self) -> Result<(), Never> {
        if let (true, Some(holder)) = (self.is_direct, self.holder) {
            self.found.direct.push((self.at, holder.to_owned()));
        }
        Ok(())
    }
}

/// What is written as an array or an object, part by part.
struct Parts<'a> {
    probe: Probe<'a>,
    /// How many elements there were.
    count: usize,
    /// The name of the member whose value comes next.
    name: String,
    /// Whether this is a number or a text in a form that `serde_json` has for itself.
    is_scalar: bool,
}

impl Parts<'_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let index = self.count.to_string();
        self.count += 1;
        self.probe.below(&index).part(value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Never> {
        if self.is_scalar { Ok(()) } else { self.probe.below(name).part(value) }
    }
}

impl<'a> Probe<'a> {
    fn parts(self) -> Result<Parts<'a>, Never> {
        Ok(Parts { probe: self, count: 0, name: String::new(), is_scalar: false })
    }

    /// The parts of a variant that is written as an object with one member.
    fn variant(mut self, variant: &str) -> Result<Parts<'a>, Never> {
        self.at = format!("{}/{variant}", self.at);
        self.parts()
    }
}

macro_rules! scalars {
    ($($method:ident($type:ty)),+) => {
        $(fn $method(self, _: $type) -> Result<(), Never> {
            self.scalar()
        })+
    };
}

impl<'a> Serializer for Probe<'a> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    scalars!(
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_u128(u128),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char),
        serialize_str(&str),
        serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str)
    );

    fn serialize_none(self) -> Result<(), Never> {
        self.scalar()
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.scalar()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        self.scalar()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.part(value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.part(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.below(variant).part(value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Never> {
        self.parts()
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, Never> {
        self.parts()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Never> {
        self.parts()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Never> {
        self.variant(variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Never> {
        self.parts()
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'a>, Never> {
        let is_scalar = name.starts_with("$serde_json::private");
        Ok(Parts { is_scalar, ..self.parts()? })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Never> {
        self.variant(variant)
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident),+) => {
        $(impl ser::$trait for Parts<'_> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.element(value)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        })+
    };
}

elements!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! members {
    ($($trait:ident),+) => {
        $(impl ser::$trait for Parts<'_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        })+
    };
}

members!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        let name = serde_json::to_value(key).unwrap_or_default();
        self.name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let name = std::mem::take(&mut self.name);
        self.member(&name, value)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

/// What a type says that cannot be written.
#[derive(Debug)]
struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Map, Value, json};

    use super::*;

    #[derive(Serialize)]
    struct Whole {
        text: String,
        any: Option<Value>,
        list: Vec<Value>,
        map: BTreeMap<String, Vec<Part>>,
        open: Map<String, Value>,
    }

    #[derive(Serialize)]
    struct Part(Box<i64>);

    /// As unions of a tree are written: the arm writes itself.
    struct Union(Value);

    impl Serialize for Union {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize(serializer)
        }
    }

    fn places<T>(list: &[(String, T)]) -> Vec<&str> {
        list.iter().map(|(place, _)| place.as_str()).collect()
    }

    #[test]
    fn what_a_value_holds_is_loose_and_what_is_below_it_is_not_told_apart() {
        let whole = Whole {
            text: "a".to_owned(),
            any: Some(json!({ "b": [1] })),
            list: vec![json!(1)],
            map: BTreeMap::from([("k/y".to_owned(), vec![Part(Box::new(1))])]),
            open: Map::from_iter([("x".to_owned(), json!(1))]),
        };
        let found = holding(&whole);
        assert_eq!(places(&found.loose), ["/any", "/list/0", "/open"]);
        assert!(found.loose[0].1.as_deref().is_some_and(|holder| holder.ends_with("::Whole")));
        assert!(found.direct.is_empty());
    }

    #[test]
    fn a_scalar_that_a_type_writes_itself_has_its_name() {
        let found = holding(&vec![Union(json!("a")), Union(json!([1]))]);
        assert_eq!(places(&found.direct), ["/0"]);
        assert!(found.direct[0].1.ends_with("::Union"));
        assert_eq!(places(&found.loose), ["/1/0"]);
    }

    #[test]
    fn wrappers_are_looked_through_whatever_the_compiler_prints_of_lifetimes() {
        for name in ["&a::Plain<'_, b::T>", "a::Plain<&core::option::Option<b::T>>", "b::T"] {
            assert_eq!(unwrapped(name), "b::T");
        }
        assert_eq!(generic("a::Link<b::T>"), Some(("Link", "b::T")));
    }
}
