//! The Schema Object of Swagger 2.0 (OpenAPI 2.0): a part of draft 4 with additions.
//!
//! Input: nothing. Output: its table, as changes to the Schema Object of OpenAPI 3.0. `x-nullable` is
//! an extension that the tools of its day agreed on, as the specification has no word for it.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, openapi30};

pub(super) static DIALECT: Dialect = Dialect {
    name: "swagger2.0",
    uris: &["swagger.io/v2/schema.json"],
    id: "id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&openapi30::DIALECT),
    keywords: &[("nullable", Meaning::Unknown), ("x-nullable", Meaning::Nullable)],
    index: OnceLock::new(),
};
