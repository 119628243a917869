//! In which order named schemas are shaped, so that each part is named by the one that it is a part
//! of.
//!
//! A type can have a part that stands in another schema: `allOf` takes over the members of a base. The
//! part is to be called after the base, so the base is shaped first.
//!
//! Input: the named schemas. Output: their order, which is that of the input but for this, and which of
//! them each part stands in.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::lower::Lowering;
use crate::lower::conjunction::subschemas_of;
use crate::resolve::{Keyword, SchemaId};

/// The named schemas, in order.
pub(super) fn run(parts: &Parts, named: &[SchemaId]) -> Vec<SchemaId> {
    let mut order = Vec::new();
    let mut seen = HashSet::new();
    for &start in named {
        let mut stack = vec![(start, false)];
        while let Some((id, is_done)) = stack.pop() {
            if is_done {
                order.push(id);
            } else if seen.insert(id) {
                stack.push((id, true));
                stack.extend(parts.needs(id).rev().map(|it| (it, false)));
            }
        }
    }
    order
}

/// Which schema each part stands in, and where parts refer to.
pub(super) struct Parts {
    /// The named schema of each part.
    pub(super) owners: HashMap<SchemaId, SchemaId>,
    references: HashMap<SchemaId, Vec<Reference>>,
}

/// A reference from a part of a schema.
struct Reference {
    target: SchemaId,
    /// Whether the target's members become members of a type that is not the target's own.
    embeds: bool,
}

impl Parts {
    pub(super) fn of(lowering: &Lowering<'_>, named: &[SchemaId]) -> Self {
        let mut owners: HashMap<_, _> = named.iter().map(|&id| (id, id)).collect();
        let mut references: HashMap<_, Vec<Reference>> = HashMap::new();
        for &owner in named {
            let mut stack = vec![(owner, true)];
            while let Some((id, in_place)) = stack.pop() {
                let node = lowering.node(id);
                let embeds = in_place || !lowering.members.own(id).is_empty();
                let found = references.entry(owner).or_default();
                found.extend(node.references.iter().map(|&target| Reference { target, embeds }));
                for &keyword in Keyword::ALL.iter().filter(|it| **it != Keyword::Ref) {
                    for part in subschemas_of(node, keyword) {
                        if let Entry::Vacant(entry) = owners.entry(part) {
                            entry.insert(owner);
                            stack.push((part, is_in_place(keyword)));
                        }
                    }
                }
            }
        }
        Self { owners, references }
    }

    /// The schemas that are to be shaped before this one.
    fn needs(&self, id: SchemaId) -> impl DoubleEndedIterator<Item = SchemaId> {
        let references = self.references.get(&id).map_or(&[][..], Vec::as_slice);
        references.iter().filter_map(move |it| {
            let owner = *self.owners.get(&it.target)?;
            (owner != id && (it.embeds || owner != it.target)).then_some(owner)
        })
    }
}

/// Whether a keyword applies its subschemas to the instance itself.
fn is_in_place(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::AllOf
            | Keyword::AnyOf
            | Keyword::OneOf
            | Keyword::Not
            | Keyword::If
            | Keyword::Then
            | Keyword::Else
            | Keyword::DependentSchemas
    )
}
