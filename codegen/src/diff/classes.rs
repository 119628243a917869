//! Which schemas are the same by another id.
//!
//! Input: schemas. Output: for each the first of those that say the same of every document, as far as
//! that shows in their keywords: two schemas are in one class if they have equal keywords, and the
//! schemas below them are in one class each. References are followed, and annotations do not count.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::limits::ROUNDS_OF_CLASSES;
use crate::resolve::{Keyword, KeywordSet, Schema, SchemaId};

/// The first schema of the class of each.
pub(super) fn representatives(nodes: &[Arc<Schema>]) -> Vec<SchemaId> {
    let parts: Vec<Parts> = nodes.iter().map(|node| Parts::of(node, nodes)).collect();
    let mut classes = numbered(parts.iter().map(|it| it.own));
    for _ in 0..ROUNDS_OF_CLASSES {
        let below = |part: &Parts| -> Vec<usize> {
            part.below.iter().map(|id| class(&classes, *id)).collect()
        };
        let split = numbered(classes.iter().zip(&parts).map(|(own, part)| (*own, below(part))));
        if split.iter().max() == classes.iter().max() {
            return firsts(&classes, nodes);
        }
        classes = split;
    }
    (0..).map(SchemaId).take(nodes.len()).collect()
}

/// The schema that a mere reference leads to.
pub(super) fn target(node: impl Fn(SchemaId) -> Option<SchemaId>, mut id: SchemaId) -> SchemaId {
    for _ in 0..64 {
        match node(id) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

/// Where a schema leads that is nothing but a reference.
pub(super) fn referred(node: &Schema) -> Option<SchemaId> {
    match node.references.as_slice() {
        [target] if node.asserted() == KeywordSet::of(Keyword::Ref) => Some(*target),
        _ => None,
    }
}

fn class(classes: &[usize], id: SchemaId) -> usize {
    classes.get(id.0 as usize).copied().unwrap_or(usize::MAX)
}

/// Equal things get equal numbers, counted up from nought.
fn numbered<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<usize> {
    let mut known: HashMap<T, usize> = HashMap::new();
    let number = |thing| {
        let next = known.len();
        *known.entry(thing).or_insert(next)
    };
    things.map(number).collect()
}

fn firsts(classes: &[usize], nodes: &[Arc<Schema>]) -> Vec<SchemaId> {
    let mut first: HashMap<usize, SchemaId> = HashMap::new();
    let ids = (0..).map(SchemaId).take(nodes.len());
    let found: Vec<_> =
        ids.zip(classes).map(|(id, class)| *first.entry(*class).or_insert(id)).collect();
    // A mere reference is what it leads to.
    let step = |id: SchemaId| nodes.get(id.0 as usize).and_then(|node| referred(node));
    let ends = (0..).map(SchemaId).take(nodes.len()).map(|id| target(step, id));
    ends.map(|id| found.get(id.0 as usize).copied().unwrap_or(id)).collect()
}

/// A schema taken apart: what it says itself, and the schemas below it in an order that this fixes.
struct Parts {
    own: u128,
    below: Vec<SchemaId>,
}

impl Parts {
    fn of(node: &Schema, nodes: &[Arc<Schema>]) -> Self {
        let mut parts = Collector::default();
        parts.collect(node);
        let step = |id: SchemaId| nodes.get(id.0 as usize).and_then(|node| referred(node));
        let below = parts.below.into_iter().map(|id| target(step, id)).collect();
        Self { own: xxh3_128(&parts.bytes.0), below }
    }
}

/// All bytes of what is hashed.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

#[derive(Default)]
struct Collector {
    bytes: Bytes,
    below: Vec<SchemaId>,
}

impl Collector {
    fn collect(&mut self, node: &Schema) {
        let Schema {
            file: _,
            pointer: _,
            span: _,
            definition_name: _,
            keywords: _,
            annotations: _,
            never,
            types,
            enumeration,
            constant,
            multiple_of,
            maximum,
            exclusive_maximum,
            minimum,
            exclusive_minimum,
            max_length,
            min_length,
            pattern,
            format,
            max_items,
            min_items,
            unique_items,
            prefix_items,
            items,
            contains,
            min_contains,
            max_contains,
            unevaluated_items,
            contains_evaluates,
            max_properties,
            min_properties,
            required,
            properties,
            pattern_properties,
            additional_properties,
            property_names,
            dependent_required,
            dependent_schemas,
            unevaluated_properties,
            all_of,
            any_of,
            one_of,
            not,
            if_,
            then,
            else_,
            references,
            unresolved,
        } = node;
        let values = (never, types, enumeration, constant, unresolved);
        let numbers = (multiple_of, maximum, exclusive_maximum, minimum, exclusive_minimum);
        let strings = (max_length, min_length, pattern, format);
        let arrays = (max_items, min_items, unique_items, min_contains, max_contains);
        let objects = (max_properties, min_properties, sorted(required));
        (values, numbers, strings, arrays, contains_evaluates, objects).hash(&mut self.bytes);
        let mut dependent: Vec<_> = dependent_required.iter().collect();
        dependent.sort();
        dependent.hash(&mut self.bytes);
        for list in [prefix_items, all_of, any_of, one_of, references] {
            list.len().hash(&mut self.bytes);
            self.below.extend(list);
        }
        for map in [properties, pattern_properties, dependent_schemas] {
            let mut members: Vec<_> = map.iter().collect();
            members.sort();
            let names: Vec<_> = members.iter().map(|(name, _)| name).collect();
            names.hash(&mut self.bytes);
            self.below.extend(members.iter().map(|(_, id)| **id));
        }
        let single = [items, contains, unevaluated_items, additional_properties, property_names];
        let single = single.into_iter().chain([unevaluated_properties, not, if_, then, else_]);
        for id in single {
            id.is_some().hash(&mut self.bytes);
            self.below.extend(*id);
        }
    }
}

fn sorted(names: &[String]) -> Vec<&String> {
    let mut names: Vec<_> = names.iter().collect();
    names.sort();
    names
}
