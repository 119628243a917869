//! The Schema Object of AsyncAPI 2 and 3: draft 7 with additions.
//!
//! Input: nothing. Output: its table, as changes to draft 7. `discriminator` is the name of a member, as
//! in Swagger 2.0, and tells no arms apart.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft7};

pub(super) static DIALECT: Dialect = Dialect {
    name: "asyncapi",
    uris: &[],
    id: "$id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft7::DIALECT),
    keywords: &[("discriminator", Meaning::Discriminator)],
    index: OnceLock::new(),
};
