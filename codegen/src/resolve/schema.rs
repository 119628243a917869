//! The one language that all dialects are translated to.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::rare::Rare;
use super::views::{Direction, Views};
use crate::diagnostic::Location;
use crate::source::{FileId, Json, Kind, Number, Sources, Span};

/// Which node: an index into [`Schemas::nodes`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SchemaId(pub u32);

/// All schemas of a run.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// The nodes; a [`SchemaId`] is an index. They are shared by what looks at variants of some.
    pub nodes: Vec<Arc<Schema>>,
    /// What types are to be made for, in input order: the root of each schema file, and each schema
    /// of an OpenAPI document's `components.schemas`.
    pub roots: Vec<Root>,
    /// Which of them are views of others for one direction.
    pub views: Views,
}

impl Schemas {
    /// The node of `id`.
    #[must_use]
    pub fn node(&self, id: SchemaId) -> &Schema {
        &self.nodes[id.0 as usize]
    }

    /// Where a node stands, as people write it: `file#/pointer`.
    #[must_use]
    pub fn place(&self, sources: &Sources, id: SchemaId) -> String {
        let node = self.node(id);
        let file = node.file.map_or("", |file| sources.file(file).path.as_str());
        format!("{file}#{}", node.pointer)
    }
}

/// A schema that gets a type even if nothing refers to it.
#[derive(Clone, Debug)]
pub struct Root {
    /// The file it stands in.
    pub file: FileId,
    /// Its `$id` as written.
    pub id: Option<String>,
    /// The dialect that it is written in, as a short name: `draft7`, `2020-12`, `openapi3.0` …
    pub dialect: &'static str,
    /// What to name it by: the last segment of an `$id` of the form `#/components/schemas/NAME`,
    /// the key in `components.schemas`, or none, where the title or the file name serves.
    pub name: Option<String>,
    /// The schema; none for a document that holds schemas but is none (an OpenAPI document).
    pub schema: Option<SchemaId>,
    /// The root of a file that holds definitions and says nothing itself: it accepts every document
    /// and gets no type.
    pub bare: Option<SchemaId>,
    /// The definitions beside it (`$defs`, `definitions`, `components.schemas`) and the schemas that
    /// stand elsewhere in a document that is none, by name, each of which gets a type as well.
    pub definitions: Vec<(String, SchemaId)>,
    /// The definitions within its schemas, by where they stand.
    pub nested: Vec<(String, SchemaId)>,
    /// Schemas of such a document that only refer to another schema or to scalars, by what a type of
    /// theirs would be called; they need none.
    pub mentions: Vec<(String, SchemaId)>,
    /// Which of these are of documents that go one way only.
    pub directions: BTreeMap<SchemaId, Direction>,
}

impl Root {
    /// All that has a name of its own beside the schema at the root.
    pub fn named(&self) -> impl Iterator<Item = &(String, SchemaId)> {
        self.definitions.iter().chain(&self.nested)
    }
}

/// A JSON type (validation, section 6.1.1); `integer` is apart from `number` here, so a schema of
/// type `number` has both.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Type {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number whose fractional part is zero.
    Integer,
    /// A number whose fractional part is not zero.
    Fraction,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl Type {
    /// All types.
    pub const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Fraction,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The type of a value.
    #[must_use]
    pub fn of(value: &Json) -> Self {
        match &value.kind {
            Kind::Null => Self::Null,
            Kind::Bool(_) => Self::Boolean,
            Kind::Number(number) if number.is_integer() => Self::Integer,
            Kind::Number(_) => Self::Fraction,
            Kind::String(_) => Self::String,
            Kind::Array(_) => Self::Array,
            Kind::Object(_) => Self::Object,
        }
    }
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeSet(u8);

impl TypeSet {
    /// Every type.
    pub const ALL: Self = Self(0x7f);
    /// No type.
    pub const NONE: Self = Self(0);
    /// Integers and other numbers.
    pub const NUMBER: Self = Self(1 << Type::Integer as u8 | 1 << Type::Fraction as u8);

    /// The names that schemas call types by.
    pub(crate) const NAMES: [(&str, Self); 7] = [
        ("null", Self::of(Type::Null)),
        ("boolean", Self::of(Type::Boolean)),
        ("integer", Self::of(Type::Integer)),
        ("number", Self::NUMBER),
        ("string", Self::of(Type::String)),
        ("array", Self::of(Type::Array)),
        ("object", Self::of(Type::Object)),
    ];

    /// The types of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, types)| *types)
    }

    /// The set of one type.
    #[must_use]
    pub const fn of(one: Type) -> Self {
        Self(1 << one as u8)
    }

    /// The types of some values.
    #[must_use]
    pub fn of_values(values: &[Json]) -> Self {
        values.iter().fold(Self::NONE, |set, value| set.union(Self::of(Type::of(value))))
    }

    /// What is in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the type is in it.
    #[must_use]
    pub const fn contains(self, one: Type) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// Whether all of the other's types are in this.
    #[must_use]
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Whether it has no type.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types in it, in the order of [`Type::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL.into_iter().filter(move |&one| self.contains(one))
    }
}

macro_rules! keywords {
    ($($variant:ident = $name:literal,)*) => {
        /// A keyword of the one language that asserts something or applies subschemas.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Keyword { $(#[doc = $name] $variant,)* }

        impl Keyword {
            /// Every keyword.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in draft 2020-12.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

keywords! {
    Never = "false",
    Type = "type",
    Enum = "enum",
    Const = "const",
    MultipleOf = "multipleOf",
    Maximum = "maximum",
    ExclusiveMaximum = "exclusiveMaximum",
    Minimum = "minimum",
    ExclusiveMinimum = "exclusiveMinimum",
    MaxLength = "maxLength",
    MinLength = "minLength",
    Pattern = "pattern",
    Format = "format",
    MaxItems = "maxItems",
    MinItems = "minItems",
    UniqueItems = "uniqueItems",
    PrefixItems = "prefixItems",
    Items = "items",
    Contains = "contains",
    MinContains = "minContains",
    MaxContains = "maxContains",
    UnevaluatedItems = "unevaluatedItems",
    MaxProperties = "maxProperties",
    MinProperties = "minProperties",
    Required = "required",
    Properties = "properties",
    PatternProperties = "patternProperties",
    AdditionalProperties = "additionalProperties",
    PropertyNames = "propertyNames",
    DependentRequired = "dependentRequired",
    DependentSchemas = "dependentSchemas",
    UnevaluatedProperties = "unevaluatedProperties",
    AllOf = "allOf",
    AnyOf = "anyOf",
    OneOf = "oneOf",
    Not = "not",
    If = "if",
    Then = "then",
    Else = "else",
    Ref = "$ref",
}

/// A set of keywords.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeywordSet(u64);

impl KeywordSet {
    /// No keyword.
    pub const NONE: Self = Self(0);

    /// The set of one.
    #[must_use]
    pub const fn of(one: Keyword) -> Self {
        Self(1 << one as u8)
    }

    /// Adds one.
    pub fn insert(&mut self, one: Keyword) {
        self.0 |= 1 << one as u8;
    }

    /// Takes one away.
    pub fn remove(&mut self, one: Keyword) {
        self.0 &= !(1 << one as u8);
    }

    /// Whether it is in the set.
    #[must_use]
    pub const fn contains(self, one: Keyword) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The keywords in it, in the order of [`Keyword::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Keyword> {
        Keyword::ALL.iter().copied().filter(move |&one| self.contains(one))
    }
}

/// A keyword as it stands in the text.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its name there: `definitions`, `additionalItems`, `x-go-type` …
    pub name: String,
    /// The bytes of the name.
    pub span: Span,
    /// What it does.
    pub role: Role,
}

/// What a keyword of the text does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Role {
    /// It asserts or applies; it was translated to these keywords of the one language
    /// (`dependencies` to two of them).
    Asserts(KeywordSet),
    /// It asserts nothing: `title`, `format`, `$comment`, unknown keywords …
    Annotation,
    /// It says what the schema is or holds other schemas: `$id`, `$schema`, `$anchor`, `$defs` …
    Structure,
    /// It has no effect here, for the reason given (a sibling of `$ref` before 2019-09, `then`
    /// without `if`, `additionalItems` without an array `items` …).
    Ignored(&'static str),
    /// It would assert something, but what cannot be said; the reason.
    Unsupported(String),
}

/// What a schema says that asserts nothing.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<Json>,
    /// `examples`, and `example` of OpenAPI.
    pub examples: Vec<Json>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `format`
    pub format: Option<String>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `x-enum-varnames` and its relatives: names for the values of `enum`, by index.
    pub enum_names: Vec<String>,
    /// `x-enum-descriptions` and its relatives, by index.
    pub enum_descriptions: Vec<String>,
    /// `x-rust-type`: the Rust type that a schema was made of.
    pub rust_type: Option<Json>,
    /// `discriminator` of OpenAPI.
    pub discriminator: Option<Discriminator>,
    /// The same of a schema that is no union: its heirs are told by it.
    pub family: Option<Family>,
}

/// What a `discriminator` says of the schemas that extend the one that has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Family {
    /// The name of the member.
    pub tag: String,
    /// What the member says, and the last name of the schema that it leads to.
    pub mapping: Vec<(String, String)>,
    /// The name of the schema that all else leads to, and what has no such member.
    pub default: Option<String>,
}

/// The member that says of which arm of a union an object is (OpenAPI 3.1.1, section 4.8.25).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Discriminator {
    /// The name of the member.
    pub name: String,
    /// The keyword that holds the arms: `oneOf` or `anyOf`.
    pub keyword: Keyword,
    /// What the member says for each arm: the keys of `mapping` that lead to it, and its own name;
    /// nothing for an arm that is no reference.
    pub values: Vec<Vec<String>>,
    /// The arm of objects for which it says anything else, or nothing.
    pub rest: Option<usize>,
    /// Whether it tells the members of a family: each arm is the first schema of its `allOf`, told by the
    /// member.
    pub is_family: bool,
}

/// A `format` that asserts.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Format {
    /// Its name.
    pub name: String,
    /// Whether it is enforced on strings; otherwise a type of some library stands for them.
    pub is_checked: bool,
}

/// A schema: all of its keywords, translated to draft 2020-12. A keyword that is absent, or that
/// asserts nothing (`minLength: 0`, `uniqueItems: false`), is `None` or empty or false.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The file it stands in.
    pub file: Option<FileId>,
    /// Its place in that file, as a JSON Pointer; `""` for the root.
    pub pointer: Arc<str>,
    /// The bytes of the schema.
    pub span: Span,
    /// The name under which it stands in a `$defs`, `definitions` or `components.schemas`.
    pub definition_name: Option<String>,
    /// Every keyword of the text, in order.
    pub keywords: Vec<Written>,

    /// The schema `false`, or one that is known to accept nothing.
    pub never: bool,
    /// `type`
    pub types: Option<TypeSet>,
    /// `enum`
    pub enumeration: Option<Vec<Json>>,
    /// `const`
    pub constant: Option<Json>,

    /// `multipleOf`, above zero.
    pub multiple_of: Option<Number>,
    /// `maximum`
    pub maximum: Option<Number>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Number>,
    /// `minimum`
    pub minimum: Option<Number>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Number>,

    /// `maxLength`, in code points.
    pub max_length: Option<u64>,
    /// `minLength`, in code points.
    pub min_length: Option<u64>,
    /// `pattern`, rewritten where it needs to be to a regular expression of ECMA 262 that `regress`
    /// compiles with the flag `u`, or without any flag where that fails.
    pub pattern: Option<String>,
    /// `format`, where the configuration lets it assert; else it is an annotation.
    pub format: Option<Format>,

    /// `maxItems`
    pub max_items: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `prefixItems`
    pub prefix_items: Vec<SchemaId>,
    /// `items`: of the elements after the prefix.
    pub items: Option<SchemaId>,
    /// `contains`
    pub contains: Option<SchemaId>,
    /// `minContains`, only with `contains`; 1 where nothing is written.
    pub min_contains: Option<u64>,
    /// `maxContains`, only with `contains`.
    pub max_contains: Option<u64>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<SchemaId>,
    /// Whether `contains` counts as evaluation for `unevaluatedItems` (since draft 2020-12).
    pub contains_evaluates: bool,

    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `required`, without repetitions.
    pub required: Vec<String>,
    /// `properties`, in order.
    pub properties: Rare<IndexMap<String, SchemaId>>,
    /// `patternProperties`, in order; regular expressions as in `pattern`.
    pub pattern_properties: Rare<IndexMap<String, SchemaId>>,
    /// `additionalProperties`
    pub additional_properties: Option<SchemaId>,
    /// `propertyNames`
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`
    pub dependent_required: Rare<IndexMap<String, Vec<String>>>,
    /// `dependentSchemas`
    pub dependent_schemas: Rare<IndexMap<String, SchemaId>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<SchemaId>,

    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `anyOf`
    pub any_of: Vec<SchemaId>,
    /// `oneOf`
    pub one_of: Vec<SchemaId>,
    /// `not`
    pub not: Option<SchemaId>,
    /// `if`, only where there is a `then` or an `else`, or where it matters to `unevaluated…`.
    pub if_: Option<SchemaId>,
    /// `then`, only with `if`.
    pub then: Option<SchemaId>,
    /// `else`, only with `if`.
    pub else_: Option<SchemaId>,
    /// `$ref` and its relatives; more than one where `$ref` and `$dynamicRef` stand side by side.
    pub references: Vec<SchemaId>,
    /// Where a reference was left unresolved on request (`unresolved = "opaque"`): its text. The
    /// schema then accepts anything.
    pub unresolved: Option<String>,

    /// What it says that asserts nothing.
    pub annotations: Rare<Annotations>,
}

/// Takes a schema apart, so that a keyword that is added to [`Schema`] does not compile in a judge
/// until the judge has said who of its parts answers for it.
macro_rules! every_keyword {
    ($node:expr; $($who:ident: $($field:ident)+;)+) => {
        let $crate::resolve::Schema { $($($field: _,)+)+ } = $node;
    };
}
pub(crate) use every_keyword;

impl Schema {
    /// Where it stands; none for what is built in.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        Some(Location { file: self.file?, span: self.span, pointer: self.pointer.to_string() })
    }

    /// The keywords of the one language that this schema asserts.
    #[must_use]
    pub fn asserted(&self) -> KeywordSet {
        let mut set = KeywordSet::NONE;
        for written in &self.keywords {
            if let Role::Asserts(keywords) = written.role {
                set = set.union(keywords);
            }
        }
        if self.never {
            set.insert(Keyword::Never);
        }
        set
    }

    /// Whether what the text calls by the name of one keyword asserts another.
    #[must_use]
    pub fn is_written_as(&self, name: Keyword, keyword: Keyword) -> bool {
        let is_it = |it: &Written| {
            it.name == name.name() && matches!(it.role, Role::Asserts(set) if set.contains(keyword))
        };
        self.keywords.iter().any(is_it)
    }

    /// The types that `type`, `enum` and `const` leave, and `false`.
    #[must_use]
    pub fn stated_types(&self) -> TypeSet {
        if self.never {
            return TypeSet::NONE;
        }
        let listed = self.enumeration.as_deref().map_or(TypeSet::ALL, TypeSet::of_values);
        let constant = self.constant.as_ref().map_or(TypeSet::ALL, |it| TypeSet::of(Type::of(it)));
        self.types.unwrap_or(TypeSet::ALL).intersection(listed).intersection(constant)
    }

    /// The schemas that its keywords apply and refer to.
    pub fn subschemas(&self) -> impl Iterator<Item = SchemaId> {
        let of_arrays = self.prefix_items.iter().copied();
        let of_arrays =
            of_arrays.chain(self.items).chain(self.contains).chain(self.unevaluated_items);
        let of_objects = self.properties.values().chain(self.pattern_properties.values()).copied();
        let of_objects = of_objects
            .chain(self.additional_properties)
            .chain(self.property_names)
            .chain(self.unevaluated_properties);
        of_arrays.chain(of_objects).chain(self.in_place())
    }

    /// The schema with other ones in the place of those that its keywords apply and refer to.
    #[must_use]
    pub(crate) fn with_subschemas(
        mut self,
        mut other: impl FnMut(Keyword, SchemaId) -> SchemaId,
    ) -> Self {
        every_keyword!(&self;
            kept: file pointer span definition_name keywords annotations never types enumeration
                constant multiple_of maximum exclusive_maximum minimum exclusive_minimum max_length
                min_length pattern format max_items min_items unique_items min_contains max_contains
                contains_evaluates max_properties min_properties required dependent_required
                unresolved;
            lists: prefix_items all_of any_of one_of references;
            maps: properties pattern_properties dependent_schemas;
            single: items contains unevaluated_items additional_properties property_names
                unevaluated_properties not if_ then else_;
        );
        for (keyword, list) in [
            (Keyword::PrefixItems, &mut self.prefix_items),
            (Keyword::AllOf, &mut self.all_of),
            (Keyword::AnyOf, &mut self.any_of),
            (Keyword::OneOf, &mut self.one_of),
            (Keyword::Ref, &mut self.references),
        ] {
            list.iter_mut().for_each(|id| *id = other(keyword, *id));
        }
        for (keyword, map) in [
            (Keyword::Properties, &mut self.properties),
            (Keyword::PatternProperties, &mut self.pattern_properties),
            (Keyword::DependentSchemas, &mut self.dependent_schemas),
        ] {
            // What is empty is not to take room.
            if !map.is_empty() {
                map.values_mut().for_each(|id| *id = other(keyword, *id));
            }
        }
        for (keyword, single) in [
            (Keyword::Items, &mut self.items),
            (Keyword::Contains, &mut self.contains),
            (Keyword::UnevaluatedItems, &mut self.unevaluated_items),
            (Keyword::AdditionalProperties, &mut self.additional_properties),
            (Keyword::PropertyNames, &mut self.property_names),
            (Keyword::UnevaluatedProperties, &mut self.unevaluated_properties),
            (Keyword::Not, &mut self.not),
            (Keyword::If, &mut self.if_),
            (Keyword::Then, &mut self.then),
            (Keyword::Else, &mut self.else_),
        ] {
            single.iter_mut().for_each(|id| *id = other(keyword, *id));
        }
        self
    }

    /// Those of them that are applied to the same instance.
    pub fn in_place(&self) -> impl Iterator<Item = SchemaId> {
        let lists = [&self.references, &self.all_of, &self.any_of, &self.one_of];
        let conditions = [self.not, self.if_, self.then, self.else_];
        let lists = lists.into_iter().flatten().chain(self.dependent_schemas.values()).copied();
        lists.chain(conditions.into_iter().flatten())
    }
}
