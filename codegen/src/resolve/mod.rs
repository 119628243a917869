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
//!
//! ```text
//! registry   documents and schema resources by URI
//!   carrier  finds the schemas in documents that are none
//!   scan     finds resources, anchors and references, as the dialect says where schemas stand
//!   link     finds the place that each reference leads to (walk follows pointers)
//! build      makes a node for each place and dynamic scope
//!   translate  reads the keywords of one schema
//! families   makes unions of what a discriminator tells apart
//! cycles     breaks circles that never leave the instance
//! ```

mod build;
mod carrier;
mod cycles;
mod dialect;
mod evaluate;
mod families;
mod link;
mod metaschemas;
mod options;
mod rare;
mod recognise;
mod registry;
mod scan;
mod schema;
mod scope;
mod translate;
mod unresolved;
mod uri;
mod views;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use carrier::{Part, outside};
pub(crate) use evaluate::format;
pub use evaluate::{Evaluator, Known};
pub use options::{ResolveOptions, Unresolved};
pub use rare::Rare;
pub(crate) use schema::every_keyword;
pub use schema::{
    Annotations, Discriminator, Family, Format, Keyword, KeywordSet, Role, Root, Schema, SchemaId,
    Schemas, Type, TypeSet, Written,
};
pub use views::{Direction, Named, View, Views};

use crate::diagnostic::Sink;
use crate::source::Sources;

/// Makes a node of every schema of the input and of all that they refer to.
#[must_use]
pub fn run(options: &ResolveOptions, sources: &Sources, sink: &mut Sink) -> Schemas {
    let registry = registry::Registry::new(options, sources, sink);
    let mut schemas = build::run(&registry, sources, options, sink);
    families::run(&mut schemas, sink);
    cycles::run(&mut schemas, sink);
    schemas
}
