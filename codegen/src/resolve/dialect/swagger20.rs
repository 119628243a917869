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

/// The name of the dialect of parameters and headers.
pub(crate) const PARAMETER: &str = "swagger2.0-parameter";

/// A Parameter Object or Header Object, which is a schema of scalars and arrays but for a `required` that
/// says whether the parameter is.
pub(super) static PARAMETER_DIALECT: Dialect = Dialect {
    name: PARAMETER,
    uris: &[],
    id: "id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&DIALECT),
    keywords: &[("required", Meaning::Unknown)],
    index: OnceLock::new(),
};
