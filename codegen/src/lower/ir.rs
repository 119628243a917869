//! What the pass gives out: definitions that can express only what plain Rust types enforce.

use std::ops::RangeInclusive;
use std::{fmt, iter};

use indexmap::IndexMap;

use super::Ledger;
use crate::config::{FormatType, OwnType};
use crate::diagnostic::Diagnostic;
use crate::ident;
use crate::resolve::{Annotations, Direction, KeywordSet, SchemaId, TypeSet};
use crate::source::{Json, Kind, Number};

/// Which definition: an index into [`Lowered::definitions`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DefId(u32);

impl DefId {
    pub(super) fn new(index: usize) -> Self {
        Self::from_index(index)
    }

    /// The definition at an index of [`Lowered::definitions`].
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index into [`Lowered::definitions`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The output of the pass.
#[derive(Debug)]
pub struct Lowered {
    /// Every named type, in a stable order.
    pub definitions: Vec<Definition>,
    /// The type of each root, in input order; none for a document that holds schemas and is none.
    pub roots: Vec<Option<DefId>>,
    /// How each keyword is enforced.
    pub ledger: Ledger,
    /// The roots and definitions that the configuration does not ask for, and that nothing leads to.
    pub left_out: Vec<SchemaId>,
    /// What the configuration names and the schemas do not have.
    pub unmatched: Vec<Diagnostic>,
}

impl Lowered {
    /// The definition for which another one may be no more than a name. Names never lead back to
    /// themselves.
    #[must_use]
    pub fn target(&self, id: DefId) -> DefId {
        match self.definition(id).shape {
            Shape::Alias(Ty::Def(next)) => self.target(next),
            _ => id,
        }
    }

    /// The definition of `id`.
    #[must_use]
    pub fn definition(&self, id: DefId) -> &Definition {
        &self.definitions[id.index()]
    }
}

/// A Rust path below the root of the tree.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypePath {
    /// The modules, outermost first.
    pub modules: Vec<String>,
    /// The name in the innermost module.
    pub name: String,
}

impl TypePath {
    /// The module of the type, in which what is made from its parts stands.
    #[must_use]
    pub fn module(&self) -> Vec<String> {
        let mut name = ident::module(&self.name);
        // In a script without capitals, a module would have the name of its type.
        if name == self.name {
            name.push('_');
        }
        self.modules.iter().cloned().chain([name]).collect()
    }
}

impl fmt::Display for TypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for module in &self.modules {
            write!(f, "{module}::")?;
        }
        f.write_str(&self.name)
    }
}

/// A named Rust type.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Where it is.
    pub path: TypePath,
    /// How many types it is within: none for what has a name of its own.
    pub depth: usize,
    /// The schema that it was made for: the first of its conjunction.
    pub origin: SchemaId,
    /// Where errors say that it stands.
    pub place: Place,
    /// What its documentation says.
    pub docs: Annotations,
    /// What the plain Rust type is.
    pub shape: Shape,
    /// What is left to a check.
    pub residual: Residual,
    /// Whether `Debug` must not show it.
    pub secret: bool,
    /// Whether values that the schema does not list are kept instead of refused.
    pub open: bool,
}

/// Where errors say that a definition stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// Where its schema is.
    Own,
    /// There within the schema of what holds it, which says where that is: the definition stands for
    /// equal schemas in several places.
    Within(String),
}

/// Keywords of some schemas.
pub(super) type Parts = Vec<(SchemaId, KeywordSet)>;

/// The keywords that a shape does not enforce: for each schema of the conjunction, which.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Residual {
    /// Never an empty set of keywords.
    pub parts: Parts,
    /// JSON types to which the instance is confined beyond what the keywords say.
    pub types: Option<TypeSet>,
}

impl Residual {
    /// Whether nothing is left to check.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.types.is_none()
    }
}

/// A Rust type as it stands in a field, a variant or an alias.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Ty {
    /// Any JSON value.
    Any,
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// An integer.
    Integer(IntegerWidth),
    /// A number, integers and fractions apart, without loss.
    Number,
    /// A number as a 64-bit float, on request of `format`.
    Float,
    /// A string.
    String,
    /// A string that is read as a value of its format.
    Format(FormatType),
    /// The type or `null`.
    Nullable(Box<Self>),
    /// An array of the type.
    Vec(Box<Self>),
    /// An array of so many of the type.
    Array(Box<Self>, usize),
    /// An object whose members have the type, under names of a type of their own or any.
    Map(Option<DefId>, Box<Self>),
    /// An object with any members.
    Object,
    /// The type, of which a field that holds it checks what is left.
    Checked(Box<Self>, Residual),
    /// A named type.
    Def(DefId),
}

/// How wide an integer is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum IntegerWidth {
    /// 8 bits, signed.
    I8,
    /// 16 bits, signed.
    I16,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed: where nothing is said.
    I64,
    /// 8 bits.
    U8,
    /// 16 bits.
    U16,
    /// 32 bits.
    U32,
    /// 64 bits.
    U64,
}

impl IntegerWidth {
    /// The width that a format names: those of OpenAPI's registry, and that of `usize` in what Rust
    /// programs derive.
    pub(crate) fn of_format(format: &str) -> Option<Self> {
        Some(match format {
            "int8" => Self::I8,
            "int16" => Self::I16,
            "int32" => Self::I32,
            "int64" => Self::I64,
            "uint8" => Self::U8,
            "uint16" => Self::U16,
            "uint32" => Self::U32,
            "uint" | "uint64" => Self::U64,
            _ => return None,
        })
    }

    /// The integers that it holds.
    pub(crate) fn range(self) -> RangeInclusive<i128> {
        let (least, most) = match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
            Self::U8 => (u8::MIN.into(), u8::MAX.into()),
            Self::U16 => (u16::MIN.into(), u16::MAX.into()),
            Self::U32 => (u32::MIN.into(), u32::MAX.into()),
            Self::U64 => (u64::MIN.into(), u64::MAX.into()),
        };
        least..=most
    }
}

/// What a definition is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Another name for a type.
    Alias(Ty),
    /// A type around another one, to guard it with the residual or to give recursion a name.
    Newtype(Ty),
    /// An object with known members.
    Struct(Struct),
    /// One of some values.
    Constants(Vec<Constant>),
    /// One of some types.
    Union(Union),
    /// An array whose first elements have types of their own.
    Tuple(Tuple),
    /// No value at all.
    Never,
    /// Any JSON value, guarded by the residual alone.
    Opaque,
    /// A type of the program's own, made of what the residual accepts.
    Own(OwnType),
}

/// An array whose first elements have types of their own.
#[derive(Clone, Debug)]
pub struct Tuple {
    /// The types of the first elements.
    pub elements: Vec<Ty>,
    /// How many of them are always there.
    pub required: usize,
    /// The list of the others, where there may be others.
    pub rest: Option<Ty>,
}

/// An object with known members.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The members that have a field, in the order of the schema.
    pub fields: Vec<Field>,
    /// Members that must not be there.
    pub refused: Vec<String>,
    /// What other members there may be.
    pub extra: Extra,
    /// The Rust name of the field that holds them.
    pub extra_ident: String,
    /// The members whose names match patterns, a map for each pattern.
    pub patterns: Vec<PatternMap>,
    /// The members that are always there and always the same, which need no field.
    pub fixed: Vec<Fixed>,
    /// What only documents of the other direction have.
    pub left_out: Option<LeftOut>,
}

/// The members that documents of one direction do not have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LeftOut {
    /// The direction in which they are left out.
    pub direction: Direction,
    /// Their names, each with the schema of its values.
    pub members: IndexMap<String, SchemaId>,
    /// Whether one is a secret that its name does not tell to be one.
    pub hides: bool,
}

/// A member that is always there and always the same.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// Its name in JSON.
    pub member: String,
    /// The name of the constant that is its value.
    pub ident: String,
    /// The schema of its value.
    pub origin: Option<SchemaId>,
    /// Its value.
    pub value: Literal,
    /// What its documentation says.
    pub docs: Annotations,
    /// Whether errors must not show what is there instead.
    pub secret: bool,
}

/// A value that Rust has a constant for.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A larger integer.
    Unsigned(u64),
    /// A number that is just this float.
    Float(f64),
    /// A string.
    Text(String),
}

impl Literal {
    /// The literal of a JSON value, if it has one.
    pub(super) fn of(value: &Json) -> Option<Self> {
        match &value.kind {
            Kind::Null => Some(Self::Null),
            Kind::Bool(value) => Some(Self::Bool(*value)),
            Kind::String(text) => Some(Self::Text(text.clone())),
            Kind::Number(number) => match number.as_i128() {
                Some(integer) => match i64::try_from(integer) {
                    Ok(integer) => Some(Self::Integer(integer)),
                    Err(_) => u64::try_from(integer).ok().map(Self::Unsigned),
                },
                None => {
                    let float = number.to_f64();
                    let same = Number::parse(&format!("{float:e}"))?;
                    (float.is_finite() && same == *number).then_some(Self::Float(float))
                }
            },
            Kind::Array(_) | Kind::Object(_) => None,
        }
    }

    /// The value as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        }
    }
}

/// The members whose names match a pattern and that have no field; where several match, those of the
/// first.
#[derive(Clone, Debug)]
pub struct PatternMap {
    /// The regular expression.
    pub pattern: String,
    /// The Rust name of the field that holds them.
    pub ident: String,
    /// The schema of their values.
    pub origin: SchemaId,
    /// The type of their values.
    pub ty: Ty,
}

/// A member with a field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in JSON.
    pub member: String,
    /// Its name in Rust.
    pub ident: String,
    /// The schema of its values; none where the member is only required.
    pub origin: Option<SchemaId>,
    /// Its type, without what `presence` adds.
    pub ty: Ty,
    /// Whether it may be absent.
    pub presence: Presence,
    /// What its documentation says.
    pub docs: Annotations,
    /// Whether `Debug` must not show it.
    pub secret: bool,
    /// Whether the type is only that of schemas that may apply: what is of another type is among the
    /// members without a field, and a check sees to it.
    pub loose: bool,
}

/// Whether a member may be absent, and whether it may be `null`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Absent or a value.
    Optional,
    /// Absent, `null` or a value.
    OptionalNullable,
}

/// The members of an object that have no field.
#[derive(Clone, Debug)]
pub enum Extra {
    /// Kept as they are.
    Keep,
    /// Accepted and dropped, on request.
    Ignore,
    /// Refused.
    Refuse,
    /// Kept, with this type.
    Typed(Ty),
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Constant {
    /// The value.
    pub value: Json,
    /// The variant's name.
    pub ident: String,
    /// What the variant's documentation says.
    pub docs: Annotations,
}

/// One of some types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The types, in the order of the schema.
    pub arms: Vec<Arm>,
    /// How many arms may accept a document.
    pub cardinality: Cardinality,
    /// The members that tell all objects apart, with the strings that stand for an arm; an open union
    /// keeps an object with another string there.
    pub discriminators: Vec<(String, Vec<String>)>,
    /// The one that tells which arm has the rest; else the first of them that is no secret.
    pub told_by: Option<String>,
}

/// How many arms of a union may accept a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cardinality {
    /// At least one; the first that accepts is taken (`anyOf`, or types told apart by `type`).
    Any,
    /// Exactly one (`oneOf`).
    One,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The variant's name.
    pub ident: String,
    /// What the variant holds; `null` if that is nothing.
    pub ty: Ty,
    /// How a document holds it.
    pub form: Form,
    /// The schema of the document.
    pub origin: SchemaId,
    /// The JSON types of the documents that it may accept.
    pub types: TypeSet,
    /// What a document must have for the arm to be worth a try.
    pub guard: Guard,
    /// What the variant's documentation says.
    pub docs: Annotations,
}

impl Arm {
    /// Whether another arm takes the same documents for the same value.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.ty == other.ty && self.form.is_like(&other.form)
    }
}

/// How a document holds the value of an arm.
#[derive(Clone, Debug)]
pub enum Form {
    /// It is the value.
    Whole,
    /// There is none: the document is always this one.
    Literal(Literal),
    /// The value is a member of an object, or there is none.
    Object(Wrapper),
}

impl Form {
    /// Whether the documents are the same for the same value.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole, Self::Whole) => true,
            (Self::Literal(one), Self::Literal(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => one.members().eq(other.members()),
            (Self::Whole | Self::Literal(_) | Self::Object(_), _) => false,
        }
    }

    /// Whether what the variant holds must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Object(it) if it.is_secret())
    }

    /// Whether the variant holds something.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self {
            Self::Whole => true,
            Self::Literal(_) => false,
            Self::Object(it) => it.content.is_some(),
        }
    }
}

/// An object in which nothing is but constants and one member.
#[derive(Clone, Debug)]
pub struct Wrapper {
    /// The constants.
    pub fixed: Vec<Fixed>,
    /// The member that is none.
    pub content: Option<Content>,
    /// Whether other members are refused; else they are passed over.
    pub closed: bool,
}

impl Wrapper {
    /// The members, each with its value if that is always the same.
    pub fn members(&self) -> impl Iterator<Item = (&str, Option<&Literal>)> {
        let fixed = self.fixed.iter().map(|it| (it.member.as_str(), Some(&it.value)));
        fixed.chain(self.content.iter().map(|it| (it.member.as_str(), None)))
    }

    /// Whether the member that is no constant must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.content.as_ref().is_some_and(|it| it.secret)
    }
}

/// The member of an object that an arm holds.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its name.
    pub member: String,
    /// The schema of its value; none where it is only required.
    pub origin: Option<SchemaId>,
    /// Whether `Debug` must not show it.
    pub secret: bool,
}

/// Conditions that every object which an arm accepts meets: cheap to test before the arm is tried.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Guard {
    /// Members that are there.
    pub required: Vec<String>,
    /// Members that are there and have one of these strings.
    pub tags: Vec<(String, Vec<String>)>,
    /// Whether these are the objects that the tag leads to no other arm.
    pub is_rest: bool,
}

impl Guard {
    /// Demands that a member has one of these strings.
    pub(super) fn tell(&mut self, member: &str, values: Vec<String>) {
        self.required.retain(|name| name != member);
        self.tags.retain(|(name, _)| name != member);
        self.tags.push((member.to_owned(), values));
    }

    /// Takes what a member leads to no other arm.
    pub(super) fn take_rest(&mut self, member: &str) {
        self.is_rest = true;
        if self.tags.iter().any(|(name, _)| name == member) {
            self.required.push(member.to_owned());
            self.tags.retain(|(name, _)| name != member);
        }
    }

    /// Keeps only those of the tags that tell arms apart; the others are merely there.
    pub(super) fn keep_tags(&mut self, discriminators: &[(String, Vec<String>)]) {
        let (kept, others) = std::mem::take(&mut self.tags)
            .into_iter()
            .partition(|(name, _)| discriminators.iter().any(|(other, _)| other == name));
        self.tags = kept;
        self.required.extend(others.into_iter().map(|(name, _): (String, Vec<String>)| name));
    }
}

impl Definition {
    /// Whether it is a type of the program's own, for which none is printed.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.shape, Shape::Own(_))
    }

    /// The types that it holds.
    #[must_use]
    pub fn slots(&self) -> Vec<&Ty> {
        match &self.shape {
            Shape::Alias(ty) | Shape::Newtype(ty) => vec![ty],
            Shape::Struct(it) => {
                let extra = match &it.extra {
                    Extra::Typed(ty) => Some(ty),
                    Extra::Keep | Extra::Ignore | Extra::Refuse => None,
                };
                let patterns = it.patterns.iter().map(|it| &it.ty);
                it.fields.iter().map(|field| &field.ty).chain(extra).chain(patterns).collect()
            }
            Shape::Union(it) => it.arms.iter().map(|arm| &arm.ty).collect(),
            Shape::Tuple(it) => it.elements.iter().chain(&it.rest).collect(),
            Shape::Constants(_) | Shape::Never | Shape::Opaque | Shape::Own(_) => Vec::new(),
        }
    }
}

impl Definition {
    /// The same, to change them.
    fn slots_mut(&mut self) -> Vec<&mut Ty> {
        match &mut self.shape {
            Shape::Alias(ty) | Shape::Newtype(ty) => vec![ty],
            Shape::Struct(it) => {
                let extra = match &mut it.extra {
                    Extra::Typed(ty) => Some(ty),
                    Extra::Keep | Extra::Ignore | Extra::Refuse => None,
                };
                let patterns = it.patterns.iter_mut().map(|it| &mut it.ty);
                it.fields
                    .iter_mut()
                    .map(|field| &mut field.ty)
                    .chain(extra)
                    .chain(patterns)
                    .collect()
            }
            Shape::Union(it) => it.arms.iter_mut().map(|arm| &mut arm.ty).collect(),
            Shape::Tuple(it) => it.elements.iter_mut().chain(&mut it.rest).collect(),
            Shape::Constants(_) | Shape::Never | Shape::Opaque | Shape::Own(_) => Vec::new(),
        }
    }
}

/// Keeps some definitions, in their order, and what refers to them. Nothing may refer to another one.
pub(super) fn keep_only(
    definitions: &mut Vec<Definition>,
    roots: &mut [Option<DefId>],
    stays: &[bool],
) {
    if stays.iter().all(|stays| *stays) {
        return;
    }
    let mut count = 0;
    let places = stays.iter().map(|&stays| {
        count += usize::from(stays);
        DefId::from_index(count.saturating_sub(1))
    });
    let places: Vec<_> = places.collect();
    let mut stay = stays.iter();
    definitions.retain(|_| stay.next().is_none_or(|stays| *stays));
    let mut place = |id: &mut DefId| *id = places[id.index()];
    for slot in definitions.iter_mut().flat_map(Definition::slots_mut) {
        slot.each_named_mut(&mut place);
    }
    roots.iter_mut().flatten().for_each(place);
}

/// Turns aliases that lead back to themselves without a type between into newtypes.
///
/// An alias names at most one definition, so a walk along the aliases finds each cycle once.
pub(super) fn break_alias_cycles(definitions: &mut [Definition]) {
    const UNSEEN: usize = usize::MAX;
    let mut walk_of = vec![UNSEEN; definitions.len()];
    for start in 0..definitions.len() {
        let mut current = start;
        while let Shape::Alias(ty) = &definitions[current].shape {
            if walk_of[current] == start {
                definitions[current].shape = Shape::Newtype(ty.clone());
                break;
            }
            if walk_of[current] != UNSEEN {
                break;
            }
            walk_of[current] = start;
            let Some(next) = ty.named() else { break };
            current = next.index();
        }
    }
}

/// Gives roots a type of their own where serde would read the plain one by other rules: it takes no
/// `1.0` for an integer, and of a type of the program's own it knows no schema.
pub(super) fn wrap_lenient_roots(definitions: &mut [Definition], roots: &[Option<DefId>]) {
    for id in roots.iter().flatten().copied() {
        if let Shape::Alias(ty) = &definitions[id.index()].shape
            && is_read_otherwise(definitions, ty)
        {
            definitions[id.index()].shape = Shape::Newtype(ty.clone());
        }
    }
}

fn is_read_otherwise(definitions: &[Definition], ty: &Ty) -> bool {
    match ty {
        Ty::Integer(_) | Ty::Float => true,
        Ty::Nullable(inner)
        | Ty::Vec(inner)
        | Ty::Array(inner, _)
        | Ty::Map(_, inner)
        | Ty::Checked(inner, _) => is_read_otherwise(definitions, inner),
        Ty::Def(id) => match &definitions[id.index()].shape {
            Shape::Alias(ty) => is_read_otherwise(definitions, ty),
            Shape::Own(_) => true,
            Shape::Newtype(_)
            | Shape::Struct(_)
            | Shape::Constants(_)
            | Shape::Union(_)
            | Shape::Tuple(_)
            | Shape::Never
            | Shape::Opaque => false,
        },
        Ty::Any | Ty::Null | Ty::Bool | Ty::Number | Ty::String | Ty::Format(_) | Ty::Object => {
            false
        }
    }
}

impl Ty {
    /// What it is made of, if that is another type.
    #[must_use]
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::Nullable(inner)
            | Self::Vec(inner)
            | Self::Array(inner, _)
            | Self::Map(_, inner)
            | Self::Checked(inner, _) => Some(inner),
            Self::Any
            | Self::Null
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::Float
            | Self::String
            | Self::Format(_)
            | Self::Object
            | Self::Def(_) => None,
        }
    }

    /// The type and what it is made of, down to what is made of nothing.
    fn layers(&self) -> impl Iterator<Item = &Self> {
        iter::successors(Some(self), |it| it.inner())
    }

    /// Whether something is left to check of the type, or of what it holds without a name.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.layers().any(|it| matches!(it, Self::Checked(..)))
    }

    /// The definition that a type names, itself or within arrays, maps and `null`.
    pub(crate) fn named(&self) -> Option<DefId> {
        self.layers().find_map(|it| if let Self::Def(id) = it { Some(*id) } else { None })
    }

    /// Every definition that a type names, those of the names of members too.
    pub(super) fn all_named(&self) -> impl Iterator<Item = DefId> {
        self.layers().filter_map(|it| match it {
            Self::Def(id) | Self::Map(Some(id), _) => Some(*id),
            _ => None,
        })
    }

    /// The same, to change them.
    fn each_named_mut(&mut self, visit: &mut impl FnMut(&mut DefId)) {
        match self {
            Self::Def(id) => visit(id),
            Self::Map(key, inner) => {
                key.iter_mut().for_each(&mut *visit);
                inner.each_named_mut(visit);
            }
            Self::Nullable(inner)
            | Self::Vec(inner)
            | Self::Array(inner, _)
            | Self::Checked(inner, _) => inner.each_named_mut(visit),
            Self::Any
            | Self::Null
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::Float
            | Self::String
            | Self::Format(_)
            | Self::Object => {}
        }
    }
}
