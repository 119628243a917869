//! Pass 4: which Rust type each slot of a definition has, where a `Box` breaks a cycle or keeps a type
//! from growing too large, and where a `Link` breaks a chain that is too long.
//!
//! Input: [`Lowered`]. Output: [`Typed`], for each definition the Rust types of its slots (fields,
//! arms, elements), in order. This is the only module that names typify and schemars. Nothing that
//! a schema's author wrote reaches them: definitions are called `T0`, `T1` …, their slots `s0`, `s1`
//! …, and every slot is required, so that a definition is a struct of slots whatever its shape. What
//! typify gives back is read as data; a slot that does not come back as expected is a defect of this
//! program and is reported as such.

mod cycles;
mod links;
mod size;

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use schemars::schema::{
    ArrayValidation, InstanceType, ObjectValidation, Schema, SchemaObject, SubschemaValidation,
};
use typify::{TypeDetails, TypeId, TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

use crate::config::FormatType;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::lower::{DefId, Definition, IntegerWidth, Lowered, Ty};

/// A Rust type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RustType {
    /// `serde_json::Value`
    Value,
    /// `serde_json::Map<String, Value>`
    Object,
    /// `serde_json::Number`
    Number,
    /// A string of a format, read as this type.
    Format(FormatType),
    /// A type of the prelude or a primitive: `String`, `i64`, `()` …
    Builtin(&'static str),
    /// `Option`
    Option(Box<Self>),
    /// `Vec`
    Vec(Box<Self>),
    /// `[_; N]`
    Array(Box<Self>, usize),
    /// `BTreeMap<_, _>`, whose keys are a named type or a `String`.
    Map(Option<DefId>, Box<Self>),
    /// `Box`, where a type would contain itself or would be too large.
    Box(Box<Self>),
    /// `support::Link`, where a chain of types would be too long for the compiler.
    Link(Box<Self>),
    /// A named type.
    Def(DefId),
}

impl RustType {
    /// What it is made of, if that is another type.
    fn inner(&self) -> Option<&Self> {
        match self {
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Array(inner, _)
            | Self::Map(_, inner)
            | Self::Box(inner)
            | Self::Link(inner) => Some(inner),
            Self::Value
            | Self::Object
            | Self::Number
            | Self::Format(_)
            | Self::Builtin(_)
            | Self::Def(_) => None,
        }
    }

    /// The type and what it is made of, down to what is made of nothing.
    pub fn layers(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |it| it.inner())
    }

    /// The definitions that it names, those of the names of members too.
    pub fn named(&self) -> impl Iterator<Item = DefId> {
        self.layers().filter_map(|it| match it {
            Self::Def(id) | Self::Map(Some(id), _) => Some(*id),
            _ => None,
        })
    }
}

/// The Rust types of all slots.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    slots: Vec<Vec<RustType>>,
    linked: BTreeMap<DefId, Vec<DefId>>,
}

impl Typed {
    /// The slots of a definition: the fields, the arms, the elements, or the one inner type.
    #[must_use]
    pub fn slots(&self, id: DefId) -> &[RustType] {
        self.slots.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The definitions that links hold, each with those that its own links hold.
    #[must_use]
    pub fn linked(&self) -> &BTreeMap<DefId, Vec<DefId>> {
        &self.linked
    }
}

/// Runs the pass.
pub fn run(lowered: &Lowered, sink: &mut Sink) -> Typed {
    // typify is built to panic where it meets what it does not know; the encoding below leaves it
    // nothing of that kind, and if it does after all, that is a defect to report.
    let typed = catch_unwind(AssertUnwindSafe(|| ask_typify(lowered)));
    match typed {
        Ok(Some(typed)) => typed,
        Ok(None) | Err(_) => {
            sink.push(Diagnostic::new(
                Code::Internal,
                "the type engine did not take the lowered definitions",
            ));
            Typed::default()
        }
    }
}

fn ask_typify(lowered: &Lowered) -> Option<Typed> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    let formats = FormatType::all().map(|it| (it.path, it.path));
    for (format, name) in FOREIGN.into_iter().chain(formats) {
        let schema = SchemaObject { format: Some(format.to_owned()), ..string() };
        settings.with_conversion(
            schema,
            name,
            [].into_iter() as std::array::IntoIter<TypeSpaceImpl, 0>,
        );
    }
    let cyclic = cycles::cyclic(lowered);
    let mut slots = vec![Vec::new(); lowered.definitions.len()];
    for batch in batches(lowered, &cyclic) {
        for (index, own) in batch.ask(&settings)? {
            *slots.get_mut(index)? = own;
        }
    }
    size::bound(lowered, &cyclic, &mut slots);
    let linked = links::break_chains(lowered, &mut slots);
    Some(Typed { slots, linked })
}

/// How many definitions typify sees at once: it takes ten kilobytes for each.
const BATCH: usize = 1_000;

/// Those on cycles together, which is where typify has to find a place for a `Box`; the others in any
/// company.
fn batches<'a>(lowered: &'a Lowered, cyclic: &'a HashSet<usize>) -> Vec<Batch<'a>> {
    let (together, alone): (Vec<_>, Vec<_>) =
        (0..lowered.definitions.len()).partition(|index| cyclic.contains(index));
    let alone = alone.chunks(BATCH).map(|it| Batch { lowered, members: it.to_vec(), cyclic: None });
    alone.chain([Batch { lowered, members: together, cyclic: Some(cyclic) }]).collect()
}

/// Definitions that typify sees at once. What refers to another definition, but is no part of a cycle,
/// looks foreign to it.
struct Batch<'a> {
    lowered: &'a Lowered,
    members: Vec<usize>,
    /// The members, if there may be cycles of them.
    cyclic: Option<&'a HashSet<usize>>,
}

impl Batch<'_> {
    /// The Rust types of the slots of each member.
    fn ask(&self, settings: &TypeSpaceSettings) -> Option<Vec<(usize, Vec<RustType>)>> {
        let definitions = self
            .members
            .iter()
            .filter_map(|&index| Some((index, self.lowered.definitions.get(index)?)));
        let mut space = TypeSpace::new(settings);
        let encoded = definitions.clone();
        space
            .add_ref_types(encoded.map(|(index, it)| (format!("T{index}"), self.encode(it))))
            .ok()?;
        let reader = Reader::new(&space, self);
        definitions.map(|(index, it)| Some((index, reader.slots(index, &it.slots())?))).collect()
    }

    fn is_foreign(&self, id: DefId) -> bool {
        let target = self.lowered.target(id).index();
        !self.cyclic.is_some_and(|cyclic| cyclic.contains(&target))
    }

    fn encode(&self, definition: &Definition) -> Schema {
        let names = (0..).map(|index| format!("s{index}"));
        let slots = names.zip(definition.slots());
        let properties: BTreeMap<_, _> =
            slots.map(|(name, ty)| (name, self.encode_type(ty))).collect();
        let object = ObjectValidation {
            required: properties.keys().cloned().collect(),
            properties,
            additional_properties: Some(Box::new(Schema::Bool(false))),
            ..ObjectValidation::default()
        };
        of_type(
            InstanceType::Object,
            SchemaObject { object: Some(Box::new(object)), ..SchemaObject::default() },
        )
    }

    fn encode_type(&self, ty: &Ty) -> Schema {
        let plain = |instance| of_type(instance, SchemaObject::default());
        let foreign =
            |format: &str| SchemaObject { format: Some(format.to_owned()), ..string() }.into();
        match ty {
            Ty::Any => foreign("any"),
            Ty::Object => foreign("object"),
            Ty::Number => foreign("number"),
            Ty::Null => plain(InstanceType::Null),
            Ty::Bool => plain(InstanceType::Boolean),
            Ty::Float => of_type(
                InstanceType::Number,
                SchemaObject { format: Some("double".to_owned()), ..SchemaObject::default() },
            ),
            Ty::Integer(width) => of_type(
                InstanceType::Integer,
                SchemaObject {
                    format: Some(format_of(*width).to_owned()),
                    ..SchemaObject::default()
                },
            ),
            Ty::String => string().into(),
            Ty::Format(it) => foreign(it.path),
            Ty::Nullable(inner) => {
                let arms = vec![self.encode_type(inner), plain(InstanceType::Null)];
                let subschemas =
                    SubschemaValidation { one_of: Some(arms), ..SubschemaValidation::default() };
                SchemaObject { subschemas: Some(Box::new(subschemas)), ..SchemaObject::default() }
                    .into()
            }
            Ty::Vec(inner) => self.encode_array(inner, None),
            Ty::Array(inner, length) => self.encode_array(inner, u32::try_from(*length).ok()),
            Ty::Map(_, inner) => {
                let object = ObjectValidation {
                    additional_properties: Some(Box::new(self.encode_type(inner))),
                    ..ObjectValidation::default()
                };
                of_type(
                    InstanceType::Object,
                    SchemaObject { object: Some(Box::new(object)), ..SchemaObject::default() },
                )
            }
            Ty::Checked(inner, _) => self.encode_type(inner),
            Ty::Def(id) if self.is_foreign(*id) => foreign("object"),
            Ty::Def(id) => {
                Schema::new_ref(format!("#/definitions/T{}", self.lowered.target(*id).index()))
            }
        }
    }
}

impl Batch<'_> {
    fn encode_array(&self, item: &Ty, length: Option<u32>) -> Schema {
        let array = ArrayValidation {
            items: Some(self.encode_type(item).into()),
            min_items: length,
            max_items: length,
            ..ArrayValidation::default()
        };
        of_type(
            InstanceType::Array,
            SchemaObject { array: Some(Box::new(array)), ..SchemaObject::default() },
        )
    }
}

/// Types that typify takes as they are, by a format of this module's own.
const FOREIGN: [(&str, &str); 3] = [
    ("any", "::serde_json::Value"),
    ("object", "::serde_json::Map"),
    ("number", "::serde_json::Number"),
];

fn of_type(instance: InstanceType, rest: SchemaObject) -> Schema {
    SchemaObject { instance_type: Some(instance.into()), ..rest }.into()
}

fn string() -> SchemaObject {
    SchemaObject { instance_type: Some(InstanceType::String.into()), ..SchemaObject::default() }
}

const fn format_of(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::I8 => "int8",
        IntegerWidth::I16 => "int16",
        IntegerWidth::I32 => "int32",
        IntegerWidth::I64 => "int64",
        IntegerWidth::U8 => "uint8",
        IntegerWidth::U16 => "uint16",
        IntegerWidth::U32 => "uint32",
        IntegerWidth::U64 => "uint64",
    }
}

/// The primitives and prelude types that can come back.
const BUILTINS: [&str; 12] =
    ["bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "()"];

/// Reads typify's model.
struct Reader<'a> {
    batch: &'a Batch<'a>,
    space: &'a TypeSpace,
    by_name: BTreeMap<String, typify::Type<'a>>,
}

impl<'a> Reader<'a> {
    fn new(space: &'a TypeSpace, batch: &'a Batch<'_>) -> Self {
        let named = space.iter_types().map(|ty| (ty.name(), ty));
        Self { batch, space, by_name: named.collect() }
    }

    fn slots(&self, index: usize, types: &[&Ty]) -> Option<Vec<RustType>> {
        if types.is_empty() {
            return Some(Vec::new());
        }
        let TypeDetails::Struct(definition) = self.by_name.get(&format!("T{index}"))?.details()
        else {
            return None;
        };
        let slots: BTreeMap<&str, TypeId> = definition.properties().collect();
        let read =
            |(slot, ty): (usize, &&Ty)| self.read(slots.get(format!("s{slot}").as_str())?, ty);
        types.iter().enumerate().map(read).collect()
    }

    /// What typify made of a type.
    fn read(&self, id: &TypeId, asked: &Ty) -> Option<RustType> {
        if let Ty::Checked(inner, _) = asked {
            return self.read(id, inner);
        }
        if let Ty::Def(id) = asked
            && self.batch.is_foreign(*id)
        {
            return Some(RustType::Def(*id));
        }
        let ty = self.space.get_type(id).ok()?;
        let inner = |id: &TypeId| {
            let (Ty::Nullable(asked) | Ty::Vec(asked) | Ty::Array(asked, _) | Ty::Map(_, asked)) =
                asked
            else {
                return None;
            };
            self.read(id, asked).map(Box::new)
        };
        Some(match ty.details() {
            TypeDetails::Enum(_) | TypeDetails::Struct(_) | TypeDetails::Newtype(_) => {
                // By the name that was asked for, which may be one of several.
                let Ty::Def(id) = asked else { return None };
                RustType::Def(*id)
            }
            TypeDetails::Option(id) => RustType::Option(inner(&id)?),
            TypeDetails::Vec(id) => RustType::Vec(inner(&id)?),
            TypeDetails::Array(id, length) => RustType::Array(inner(&id)?, length),
            TypeDetails::Map(_, id) => {
                let key = if let Ty::Map(key, _) = asked { *key } else { None };
                RustType::Map(key, inner(&id)?)
            }
            TypeDetails::Box(id) => RustType::Box(Box::new(self.read(&id, asked)?)),
            TypeDetails::String => RustType::Builtin("String"),
            TypeDetails::Unit => RustType::Builtin("()"),
            TypeDetails::Builtin(name) => match name {
                "::serde_json::Value" => RustType::Value,
                "::serde_json::Map" => RustType::Object,
                "::serde_json::Number" => RustType::Number,
                name => match FormatType::all().find(|it| it.path == name) {
                    Some(format) => RustType::Format(format),
                    None => RustType::Builtin(BUILTINS.into_iter().find(|known| *known == name)?),
                },
            },
            TypeDetails::Set(_) | TypeDetails::Tuple(_) => return None,
        })
    }
}
