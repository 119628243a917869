//! Dynamic scopes: which resource a `$dynamicRef` means, as far as it matters.
//!
//! Input: the resources that are entered on the way to a schema. Output: a [`ScopeId`] that stands
//! for a map from the name of a dynamic anchor to the outermost resource that has it. Invariant: the
//! scope of a schema holds only names that a `$dynamicRef` below that schema looks for, so schemas
//! without any have one scope and are made once.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexSet;

use super::registry::{Address, Registry, ResourceId};
use super::{SchemaId, Schemas};

/// Which scope: an index into [`Scopes::all`].
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct ScopeId(u32);

impl ScopeId {
    /// The scope outside every resource.
    pub(super) const EMPTY: Self = Self(0);
}

/// The names that the dynamic references below each schema look for.
pub(super) type Wanted<'a> = HashMap<Address, BTreeSet<&'a str>>;

/// All scopes that occur.
pub(super) struct Scopes<'a> {
    /// Sorted by name.
    all: IndexSet<Vec<(&'a str, ResourceId)>>,
    wanted: Wanted<'a>,
}

impl<'a> Scopes<'a> {
    /// No scope but the empty one.
    pub(super) fn new(wanted: Wanted<'a>) -> Self {
        Self { all: IndexSet::from([Vec::new()]), wanted }
    }

    /// The scope inside a schema of `resource` that is reached from `outer`.
    pub(super) fn enter(
        &mut self,
        registry: &Registry<'a>,
        outer: ScopeId,
        schema: Address,
        resource: ResourceId,
    ) -> ScopeId {
        let Some(wanted) = self.wanted.get(&schema) else { return ScopeId::EMPTY };
        let outer = self.all.get_index(outer.0 as usize);
        let anchors = &registry.resource(resource).anchors;
        let inner = wanted.iter().filter_map(|name| {
            let known = outer.and_then(|outer| outer.iter().find(|(other, _)| other == name));
            known.copied().or_else(|| {
                anchors.get(name).filter(|anchor| anchor.dynamic).map(|_| (*name, resource))
            })
        });
        let (index, _) = self.all.insert_full(inner.collect());
        u32::try_from(index).map_or(ScopeId::EMPTY, ScopeId)
    }

    /// The outermost resource of the scope that has the dynamic anchor.
    pub(super) fn outermost(&self, scope: ScopeId, name: &str) -> Option<ResourceId> {
        let scope = self.all.get_index(scope.0 as usize)?;
        scope.iter().find(|(other, _)| *other == name).map(|(_, resource)| *resource)
    }
}

/// Finds out which names the dynamic references below each schema look for.
///
/// `schemas` has an edge from each dynamic reference to every schema it may mean; `looked_for` has
/// the names that a schema's own references look for; `addresses` are those of the nodes.
pub(super) fn wanted<'a>(
    schemas: &Schemas,
    looked_for: &[(SchemaId, &'a str)],
    addresses: &[Address],
) -> Wanted<'a> {
    let mut parents: Vec<Vec<SchemaId>> = vec![Vec::new(); schemas.nodes.len()];
    for (parent, node) in (0..).map(SchemaId).zip(&schemas.nodes) {
        for child in node.subschemas() {
            if let Some(parents) = parents.get_mut(child.0 as usize) {
                parents.push(parent);
            }
        }
    }
    let mut wanted = Wanted::new();
    let mut stack = looked_for.to_vec();
    while let Some((id, name)) = stack.pop() {
        let (Some(address), Some(above)) =
            (addresses.get(id.0 as usize), parents.get(id.0 as usize))
        else {
            continue;
        };
        if wanted.entry(*address).or_default().insert(name) {
            stack.extend(above.iter().map(|parent| (*parent, name)));
        }
    }
    wanted
}
