//! What types are made for, where `roots` does not ask for all.
//!
//! Input: the schemas that are asked for, and those that could be. Output: all that the former lead to; what
//! is left out. Neither the ledger nor a finding of this pass is about a schema that is not reached.

use std::collections::HashSet;

use crate::resolve::{SchemaId, Schemas};

/// What is reached of the schemas.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// None if that is all of them.
    reached: Option<HashSet<SchemaId>>,
    /// The roots and definitions that are not reached.
    pub(super) left_out: Vec<SchemaId>,
}

impl Reach {
    /// What the wanted of some schemas lead to.
    pub(super) fn of(schemas: &Schemas, wanted: Vec<SchemaId>, others: Vec<SchemaId>) -> Self {
        if others.is_empty() {
            return Self::default();
        }
        let mut reached = HashSet::new();
        let mut pending = wanted;
        while let Some(id) = pending.pop() {
            if reached.insert(id) {
                pending.extend(schemas.node(id).subschemas());
            }
        }
        // Who reaches a view reaches what it is a view of, of which findings are.
        let originals: Vec<_> = reached.iter().map(|it| schemas.views.original(*it)).collect();
        reached.extend(originals);
        let left_out = others.into_iter().filter(|it| !reached.contains(it)).collect();
        Self { reached: Some(reached), left_out }
    }

    /// Whether a schema is reached.
    pub(super) fn has(&self, id: SchemaId) -> bool {
        self.reached.as_ref().is_none_or(|it| it.contains(&id))
    }
}
