//! How deep the lowest document of a schema is.
//!
//! Input: the schemas of an arena. Output: the height for each, as far as it is easily told: 0 for a
//! scalar, one more than that of its highest required part for an object or an array. Where a union may be
//! chosen from, its lowest arm makes the shortest document, and the only one that ends where the union
//! holds itself.

use std::cell::RefCell;

use crate::resolve::{Schema, SchemaId, Schemas, Type, TypeSet};

/// What is higher than this is as high as anything.
const HIGHEST: u8 = 24;

/// The heights that are known.
#[derive(Debug, Default)]
pub(super) struct Heights(RefCell<Vec<u8>>);

impl Heights {
    /// The height of a schema; more schemas may have come since another one was asked for.
    pub(super) fn of(&self, schemas: &Schemas, id: SchemaId) -> u8 {
        let mut known = self.0.borrow_mut();
        if known.len() < schemas.nodes.len() {
            extend(&mut known, schemas);
        }
        height(&known, id)
    }
}

/// Finds the heights of the schemas that are not known yet. Those that are do not lead to them.
fn extend(known: &mut Vec<u8>, schemas: &Schemas) {
    let first = known.len();
    known.resize(schemas.nodes.len(), HIGHEST);
    for _ in 0..HIGHEST {
        let mut is_stable = true;
        for (index, node) in schemas.nodes.iter().enumerate().skip(first) {
            let found = of_node(node, |id| height(known, id));
            if let Some(slot) = known.get_mut(index).filter(|slot| **slot != found) {
                *slot = found;
                is_stable = false;
            }
        }
        if is_stable {
            break;
        }
    }
}

fn height(known: &[u8], id: SchemaId) -> u8 {
    known.get(id.0 as usize).copied().unwrap_or(HIGHEST)
}

/// The height of a schema by those of its parts.
fn of_node(node: &Schema, of: impl Fn(SchemaId) -> u8) -> u8 {
    let highest = |ids: &[SchemaId]| ids.iter().map(|id| of(*id)).max().unwrap_or(0);
    let lowest = |ids: &[SchemaId]| ids.iter().map(|id| of(*id)).min().unwrap_or(0);
    let in_place = [
        highest(&node.references),
        highest(&node.all_of),
        lowest(&node.any_of),
        lowest(&node.one_of),
        if node.never { HIGHEST } else { own(node, &of) },
    ];
    in_place.into_iter().max().unwrap_or(0)
}

/// The height by what a schema says itself.
fn own(node: &Schema, of: &impl Fn(SchemaId) -> u8) -> u8 {
    if node.constant.is_some() || node.enumeration.is_some() {
        return 0;
    }
    let holders = TypeSet::of(Type::Object).union(TypeSet::of(Type::Array));
    let types = node.types.unwrap_or(if node.required.is_empty() { TypeSet::ALL } else { holders });
    if !types.difference(holders).is_empty() {
        return 0;
    }
    let members = node.required.iter().filter_map(|name| node.properties.get(name));
    let elements = node.prefix_items.iter().chain(&node.items);
    let elements =
        elements.take(usize::try_from(node.min_items.unwrap_or(0)).unwrap_or(usize::MAX));
    let over = |parts: &mut dyn Iterator<Item = &SchemaId>| {
        parts.map(|id| of(*id).saturating_add(1)).max().unwrap_or(0).min(HIGHEST)
    };
    let of_object = types.contains(Type::Object).then(|| over(&mut members.into_iter()));
    let of_array = types.contains(Type::Array).then(|| over(&mut elements.into_iter()));
    of_object.into_iter().chain(of_array).min().unwrap_or(0)
}
