//! The Schema Object of OpenAPI 3.0: a part of draft 5 (which is draft 4) with additions.
//!
//! Input: nothing. Output: its table, as changes to draft 4.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft4};

pub(super) static DIALECT: Dialect = Dialect {
    name: "openapi3.0",
    uris: &["spec.openapis.org/oas/3.0/schema/2021-09-28", "spec.openapis.org/oas/3.0/dialect"],
    id: "id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft4::DIALECT),
    keywords: &[
        ("$schema", Meaning::Unknown),
        ("id", Meaning::Unknown),
        ("definitions", Meaning::Unknown),
        ("$defs", Meaning::Unknown),
        ("additionalItems", Meaning::Unknown),
        ("patternProperties", Meaning::Unknown),
        ("dependencies", Meaning::Unknown),
        ("nullable", Meaning::Nullable),
        ("example", Meaning::Example),
        ("discriminator", Meaning::Discriminator),
    ],
    index: OnceLock::new(),
};
