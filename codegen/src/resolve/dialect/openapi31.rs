//! The Schema Object of OpenAPI 3.1: draft 2020-12 and the OpenAPI base vocabulary.
//!
//! Input: nothing. Output: its table, as changes to draft 2020-12.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft2020_12};

pub(super) static DIALECT: Dialect = Dialect {
    name: "openapi3.1",
    uris: &[
        "spec.openapis.org/oas/3.1/dialect/base",
        "spec.openapis.org/oas/3.1/dialect/2024-11-10",
        "spec.openapis.org/oas/3.1/dialect/2024-10-25",
    ],
    id: "$id",
    lonely_ref: false,
    contains_evaluates: true,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft2020_12::DIALECT),
    keywords: &[("example", Meaning::Example), ("discriminator", Meaning::Discriminator)],
    index: OnceLock::new(),
};
