//! Draft 2020-12: the language that all others are translated to.
//!
//! Input: nothing. Output: its table, as changes to draft 2019-09: `prefixItems` instead of arrays
//! in `items`, `$dynamicRef` instead of `$recursiveRef`. `additionalItems` stays for schemas that
//! still have an array in `items`; it says nothing beside a schema there, as in the older drafts.

use std::sync::OnceLock;

use super::{Dialect, Meaning, Vocabularies, draft2019_09};

pub(super) static DIALECT: Dialect = Dialect {
    name: "2020-12",
    uris: &["json-schema.org/draft/2020-12/schema", "json-schema.org/draft/2020-12/hyper-schema"],
    id: "$id",
    lonely_ref: false,
    contains_evaluates: true,
    vocabularies: Vocabularies::ALL,
    base: Some(&draft2019_09::DIALECT),
    keywords: &[
        ("$recursiveAnchor", Meaning::Unknown),
        ("$recursiveRef", Meaning::Unknown),
        ("$dynamicAnchor", Meaning::DynamicAnchor),
        ("$dynamicRef", Meaning::DynamicRef),
        ("prefixItems", Meaning::PrefixItems),
        ("items", Meaning::Items),
    ],
    index: OnceLock::new(),
};
