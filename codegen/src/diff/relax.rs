//! The schema that a tolerant reader enforces.
//!
//! Input: a schema. Output: a wider one: members, values of enumerations and arms that the schema
//! does not know pass, and so do bounds, lengths, patterns and conditions; JSON types, required
//! members and the schemas of known members stay. Readers differ in what they do about tags, tuples
//! and the names of members, so there are two: one that every such reader accepts at least, and one
//! that none of them goes beyond.

use crate::resolve::{Rare, Schema, SchemaId, Type, TypeSet};

/// Which tolerant reader.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Level {
    /// The least tolerant.
    Narrow,
    /// The most tolerant.
    Tolerant,
}

/// A copy of a schema with other schemas in place of its subschemas.
pub(super) fn renumbered(schema: &Schema, shift: impl Fn(SchemaId) -> SchemaId) -> Schema {
    let mut copy = schema.clone();
    let lists = [
        &mut copy.prefix_items,
        &mut copy.all_of,
        &mut copy.any_of,
        &mut copy.one_of,
        &mut copy.references,
    ];
    for id in lists.into_iter().flatten() {
        *id = shift(*id);
    }
    let maps = [&mut copy.properties, &mut copy.pattern_properties, &mut copy.dependent_schemas];
    let maps = maps.into_iter().filter(|map| !map.is_empty());
    for id in maps.flat_map(|map| map.values_mut()) {
        *id = shift(*id);
    }
    let single = [
        &mut copy.items,
        &mut copy.contains,
        &mut copy.unevaluated_items,
        &mut copy.additional_properties,
        &mut copy.property_names,
        &mut copy.unevaluated_properties,
        &mut copy.not,
        &mut copy.if_,
        &mut copy.then,
        &mut copy.else_,
    ];
    for id in single.into_iter().flatten() {
        *id = shift(*id);
    }
    copy
}

/// What a tolerant reader enforces of a schema whose subschemas are relaxed by `shift`.
pub(super) fn relaxed(
    schema: &Schema,
    level: Level,
    is_never: impl Fn(SchemaId) -> bool,
    shift: impl Fn(SchemaId) -> SchemaId,
) -> Schema {
    let is_closed = schema.additional_properties.is_some_and(&is_never);
    let is_fixed = schema.items.is_some_and(&is_never);
    let full = renumbered(schema, shift);
    let of_values = full.enumeration.as_deref().map(TypeSet::of_values);
    let of_constant = full.constant.as_ref().map(|it| TypeSet::of(Type::of(it)));
    let types = [full.types, of_values, of_constant].into_iter().flatten();
    let types = types.reduce(TypeSet::intersection);
    let narrow = level == Level::Narrow;
    let is_tuple = !full.prefix_items.is_empty() && narrow;
    Schema {
        file: full.file,
        pointer: full.pointer,
        span: full.span,
        never: full.never,
        types,
        constant: full.constant.filter(|_| narrow),
        min_items: full.min_items.filter(|_| is_tuple),
        max_items: full.max_items.filter(|_| is_tuple),
        prefix_items: full.prefix_items,
        items: full.items.filter(|_| narrow || !is_fixed),
        required: full.required,
        properties: full.properties,
        // The schema of other members does not apply to those whose names match a pattern, so it
        // goes where the patterns go.
        additional_properties: full
            .additional_properties
            .filter(|_| !is_closed && (narrow || full.pattern_properties.is_empty())),
        pattern_properties: if narrow { full.pattern_properties } else { Rare::default() },
        all_of: full.all_of,
        references: full.references,
        unresolved: full.unresolved,
        ..Schema::default()
    }
}
