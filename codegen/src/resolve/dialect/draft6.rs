//! Draft 6 (2017): `$id`, boolean schemas, `const`, `contains`, `propertyNames`, exclusive bounds
//! that are numbers.
//!
//! Input: nothing. Output: its table, as changes to draft 4.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft4};

pub(super) static DIALECT: Dialect = Dialect {
    name: "draft6",
    uris: &["json-schema.org/draft-06/schema", "json-schema.org/draft-06/hyper-schema"],
    id: "$id",
    lonely_ref: true,
    contains_evaluates: false,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft4::DIALECT),
    keywords: &[
        ("id", Meaning::Unknown),
        ("$id", Meaning::Id),
        ("const", Meaning::Const),
        ("contains", Meaning::Contains),
        ("propertyNames", Meaning::PropertyNames),
        ("exclusiveMaximum", Meaning::ExclusiveMaximum),
        ("exclusiveMinimum", Meaning::ExclusiveMinimum),
    ],
    index: OnceLock::new(),
};
