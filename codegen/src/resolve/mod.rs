//! Pass 2: every schema a node, every reference an edge, every dialect the same language.
//!
//! Input: [`Sources`]. Output: [`Schemas`], an arena of [`Schema`] nodes in the language of draft
//! 2020-12, whatever dialect they were written in. Invariants:
//!
//! - Every subschema that an applicator or a reference reaches from a root, and every definition
//!   beside them, is a node.
//! - Nothing is left to resolve: `$ref`, `$dynamicRef`, `$recursiveRef` and their relatives are
//!   edges to nodes. Dynamic references are resolved by making one node for each dynamic scope that
//!   matters, so a node's meaning never depends on how it was reached.
//! - Every keyword of the text is listed in [`Schema::keywords`], those that assert nothing too.
//!
//! Nothing is fetched from a network.

mod evaluate;
mod schema;
pub use evaluate::*;

pub use schema::{
    Annotations, Keyword, KeywordSet, Role, Root, Schema, SchemaId, Schemas, Type, TypeSet, Written,
};
