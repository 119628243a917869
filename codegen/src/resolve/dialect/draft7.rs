//! Draft 7 (2018): `if`, `then`, `else`.
//!
//! Input: nothing. Output: its table, as changes to draft 6.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft6};

pub(super) static DIALECT: Dialect = Dialect {
    name: "draft7",
    uris: &["json-schema.org/draft-07/schema", "json-schema.org/draft-07/hyper-schema"],
    id: "$id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft6::DIALECT),
    keywords: &[("if", Meaning::If), ("then", Meaning::Then), ("else", Meaning::Else)],
    index: OnceLock::new(),
};
