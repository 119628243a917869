//! Draft 4 (2013): where the keywords in use today begin.
//!
//! Input: nothing. Output: its table. `id` identifies; `exclusiveMaximum` and `exclusiveMinimum`
//! are booleans; `1.0` is read as an integer, as every later draft does, because JSON parsers that
//! cannot tell it from `1` are the rule.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies};

pub(super) static DIALECT: Dialect = Dialect {
    name: "draft4",
    // Draft 5 changed nothing but the text of draft 4.
    uris: &[
        "json-schema.org/draft-04/schema",
        "json-schema.org/draft-04/hyper-schema",
        "json-schema.org/draft-05/schema",
    ],
    id: "id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: None,
    keywords: &[
        ("$schema", Meaning::Schema),
        ("id", Meaning::Id),
        ("$ref", Meaning::Ref),
        ("definitions", Meaning::Definitions),
        // Not of this draft, but schemas that say `$defs` in older drafts mean it.
        ("$defs", Meaning::Definitions),
        ("type", Meaning::Type),
        ("enum", Meaning::Enum),
        ("multipleOf", Meaning::MultipleOf),
        ("maximum", Meaning::Maximum),
        ("minimum", Meaning::Minimum),
        ("exclusiveMaximum", Meaning::ExclusiveMaximumFlag),
        ("exclusiveMinimum", Meaning::ExclusiveMinimumFlag),
        ("maxLength", Meaning::MaxLength),
        ("minLength", Meaning::MinLength),
        ("pattern", Meaning::Pattern),
        ("maxItems", Meaning::MaxItems),
        ("minItems", Meaning::MinItems),
        ("uniqueItems", Meaning::UniqueItems),
        ("items", Meaning::ItemsOrTuple),
        ("additionalItems", Meaning::AdditionalItems),
        ("maxProperties", Meaning::MaxProperties),
        ("minProperties", Meaning::MinProperties),
        ("required", Meaning::Required),
        ("properties", Meaning::Properties),
        ("patternProperties", Meaning::PatternProperties),
        ("additionalProperties", Meaning::AdditionalProperties),
        ("dependencies", Meaning::Dependencies),
        ("allOf", Meaning::AllOf),
        ("anyOf", Meaning::AnyOf),
        ("oneOf", Meaning::OneOf),
        ("not", Meaning::Not),
        ("title", Meaning::Title),
        ("description", Meaning::Description),
        ("default", Meaning::Default),
        ("format", Meaning::Format),
        // Annotations of later drafts, which are read wherever they are written.
        ("$comment", Meaning::Comment),
        ("examples", Meaning::Examples),
        ("deprecated", Meaning::Deprecated),
        ("readOnly", Meaning::ReadOnly),
        ("writeOnly", Meaning::WriteOnly),
        ("contentEncoding", Meaning::ContentEncoding),
        ("contentMediaType", Meaning::ContentMediaType),
    ],
    index: OnceLock::new(),
};
