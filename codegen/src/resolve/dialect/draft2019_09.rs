//! Draft 2019-09: vocabularies, `$anchor`, `$recursiveRef`, `unevaluated…`, siblings of `$ref`.
//!
//! Input: nothing. Output: its table, as changes to draft 7. `dependencies` is kept: the
//! specification asks implementations to go on supporting it.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft7};

pub(super) static DIALECT: Dialect = Dialect {
    name: "2019-09",
    uris: &["json-schema.org/draft/2019-09/schema", "json-schema.org/draft/2019-09/hyper-schema"],
    id: "$id",
    lonely_ref: false,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft7::DIALECT),
    keywords: &[
        ("$anchor", Meaning::Anchor),
        ("$recursiveAnchor", Meaning::RecursiveAnchor),
        ("$recursiveRef", Meaning::RecursiveRef),
        ("$vocabulary", Meaning::Vocabulary),
        ("minContains", Meaning::MinContains),
        ("maxContains", Meaning::MaxContains),
        ("dependentRequired", Meaning::DependentRequired),
        ("dependentSchemas", Meaning::DependentSchemas),
        ("unevaluatedItems", Meaning::UnevaluatedItems),
        ("unevaluatedProperties", Meaning::UnevaluatedProperties),
        ("contentSchema", Meaning::ContentSchema),
    ],
    index: OnceLock::new(),
};
