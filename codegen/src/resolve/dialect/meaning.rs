//! What a keyword can mean, over all dialects.
//!
//! Input: a [`Meaning`]. Output: where its subschemas stand ([`Places`]) and which vocabulary
//! defines it. Where two dialects give one name two meanings, there are two variants.

/// What a keyword means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Meaning {
    /// Nothing that this dialect knows: an annotation.
    Unknown,

    // Core: what the schema is.
    Schema,
    Id,
    Anchor,
    DynamicAnchor,
    RecursiveAnchor,
    Definitions,
    Vocabulary,
    Comment,

    // References.
    Ref,
    DynamicRef,
    RecursiveRef,

    // Assertions on any instance.
    Type,
    Enum,
    Const,
    /// `nullable` of OpenAPI 3.0: adds `null` to the `type` beside it.
    Nullable,

    // Assertions on numbers.
    MultipleOf,
    Maximum,
    Minimum,
    ExclusiveMaximum,
    ExclusiveMinimum,
    /// `exclusiveMaximum` of draft 4, a boolean that changes `maximum`.
    ExclusiveMaximumFlag,
    /// `exclusiveMinimum` of draft 4, a boolean that changes `minimum`.
    ExclusiveMinimumFlag,

    // Assertions on strings.
    MaxLength,
    MinLength,
    Pattern,

    // Arrays.
    MaxItems,
    MinItems,
    UniqueItems,
    PrefixItems,
    /// `items` since draft 2020-12: one schema for what follows `prefixItems`.
    Items,
    /// `items` before: one schema for all elements or an array of schemas for the first ones.
    ItemsOrTuple,
    AdditionalItems,
    Contains,
    MinContains,
    MaxContains,
    UnevaluatedItems,

    // Objects.
    MaxProperties,
    MinProperties,
    Required,
    Properties,
    PatternProperties,
    AdditionalProperties,
    PropertyNames,
    DependentRequired,
    DependentSchemas,
    /// `dependencies` up to draft 7: both of the above in one.
    Dependencies,
    UnevaluatedProperties,

    // In place.
    AllOf,
    AnyOf,
    OneOf,
    Not,
    If,
    Then,
    Else,

    // Annotations.
    Title,
    Description,
    Default,
    Examples,
    /// `example` of OpenAPI.
    Example,
    Deprecated,
    ReadOnly,
    WriteOnly,
    Format,
    ContentEncoding,
    ContentMediaType,
    ContentSchema,
    Discriminator,
}

/// Where the subschemas of a keyword stand in its value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Places {
    /// It has none.
    None,
    /// The value is one.
    Value,
    /// The elements of the array are.
    Elements,
    /// The members of the object are.
    Members,
    /// The value is one, or its elements are.
    ValueOrElements,
    /// Those members that are no arrays are.
    MembersOrNames,
}

impl Meaning {
    /// Where its subschemas stand.
    pub(crate) const fn places(self) -> Places {
        match self {
            Self::AdditionalItems
            | Self::Contains
            | Self::UnevaluatedItems
            | Self::AdditionalProperties
            | Self::PropertyNames
            | Self::UnevaluatedProperties
            | Self::Not
            | Self::If
            | Self::Then
            | Self::Else
            | Self::ContentSchema => Places::Value,
            Self::PrefixItems | Self::AllOf | Self::AnyOf | Self::OneOf => Places::Elements,
            Self::Definitions
            | Self::Properties
            | Self::PatternProperties
            | Self::DependentSchemas => Places::Members,
            // An array is a slip since draft 2020-12, but one that is understood.
            Self::Items | Self::ItemsOrTuple => Places::ValueOrElements,
            Self::Dependencies => Places::MembersOrNames,
            _ => Places::None,
        }
    }

    /// Whether it says nothing of what is accepted: what the schema is, or what people are to know.
    pub(crate) const fn is_annotation(self) -> bool {
        matches!(
            self,
            Self::Unknown
                | Self::Schema
                | Self::Id
                | Self::Anchor
                | Self::DynamicAnchor
                | Self::RecursiveAnchor
                | Self::Definitions
                | Self::Vocabulary
                | Self::Comment
                | Self::Title
                | Self::Description
                | Self::Default
                | Self::Examples
                | Self::Example
                | Self::Deprecated
                | Self::ReadOnly
                | Self::WriteOnly
                | Self::Format
                | Self::ContentEncoding
                | Self::ContentMediaType
                | Self::ContentSchema
                | Self::Discriminator
        )
    }

    /// The vocabulary that defines it.
    pub(crate) const fn vocabulary(self) -> Vocabulary {
        match self {
            Self::UnevaluatedItems | Self::UnevaluatedProperties => Vocabulary::Unevaluated,
            Self::PrefixItems
            | Self::Items
            | Self::ItemsOrTuple
            | Self::AdditionalItems
            | Self::Contains
            | Self::Properties
            | Self::PatternProperties
            | Self::AdditionalProperties
            | Self::PropertyNames
            | Self::DependentSchemas
            | Self::Dependencies
            | Self::AllOf
            | Self::AnyOf
            | Self::OneOf
            | Self::Not
            | Self::If
            | Self::Then
            | Self::Else => Vocabulary::Applicator,
            Self::Type
            | Self::Enum
            | Self::Const
            | Self::MultipleOf
            | Self::Maximum
            | Self::Minimum
            | Self::ExclusiveMaximum
            | Self::ExclusiveMinimum
            | Self::MaxLength
            | Self::MinLength
            | Self::Pattern
            | Self::MaxItems
            | Self::MinItems
            | Self::UniqueItems
            | Self::MinContains
            | Self::MaxContains
            | Self::MaxProperties
            | Self::MinProperties
            | Self::Required
            | Self::DependentRequired => Vocabulary::Validation,
            // Annotations are read whichever vocabularies are in use: they assert nothing.
            _ => Vocabulary::Core,
        }
    }
}

/// A group of keywords that a metaschema turns on (core, section 8.1.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Vocabulary {
    Core,
    Applicator,
    Unevaluated,
    Validation,
}

impl Vocabulary {
    /// The groups of the vocabulary with that URI; in 2019-09 `unevaluated…` are applicators.
    pub(super) fn of_uri(uri: &str) -> &'static [Self] {
        match uri.strip_prefix("https://json-schema.org/draft/") {
            Some("2019-09/vocab/applicator") => &[Self::Applicator, Self::Unevaluated],
            Some("2020-12/vocab/applicator") => &[Self::Applicator],
            Some("2020-12/vocab/unevaluated") => &[Self::Unevaluated],
            Some("2019-09/vocab/validation" | "2020-12/vocab/validation") => &[Self::Validation],
            _ => &[],
        }
    }
}

/// A set of vocabularies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Vocabularies(u8);

impl Vocabularies {
    /// All of them.
    pub(crate) const ALL: Self = Self(0x0f);

    /// The set of one.
    pub(crate) const fn of(one: Vocabulary) -> Self {
        Self(1 << one as u8)
    }

    /// Adds one.
    pub(crate) fn insert(&mut self, one: Vocabulary) {
        self.0 |= 1 << one as u8;
    }

    /// Whether it is in the set.
    pub(crate) const fn contains(self, one: Vocabulary) -> bool {
        self.0 & (1 << one as u8) != 0
    }
}
