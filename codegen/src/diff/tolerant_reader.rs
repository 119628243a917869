//! The schema that a tolerant reader enforces.
//!
//! Input: a schema. Output: a wider one: members, values of enumerations and arms that the schema
//! does not know pass, and so do bounds, lengths, patterns and conditions; JSON types, required
//! members and the schemas of known members stay. Readers differ in what they do about tags, tuples
//! and the names of members, so there are two: one that every such reader accepts at least, and one
//! that none of them goes beyond.

use crate::resolve::{Rare, Schema, SchemaId, Type, TypeSet, every_keyword};

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
    schema.clone().with_subschemas(|_, id| shift(id))
}

/// What a tolerant reader enforces of a schema whose subschemas are relaxed by `shift`.
pub(super) fn relaxed(
    schema: &Schema,
    level: Level,
    is_never: impl Fn(SchemaId) -> bool,
    shift: impl Fn(SchemaId) -> SchemaId,
) -> Schema {
    every_keyword!(schema;
        kept: file pointer span never required properties all_of references unresolved;
        // A type that the configuration chose for a format is as strict as a JSON type.
        like_types: format;
        // What a reader does not know it lets pass, but not another JSON type.
        types: types enumeration;
        narrow_only: constant pattern_properties;
        as_others_are: additional_properties items;
        of_tuples: min_items max_items prefix_items;
        dropped: definition_name keywords annotations multiple_of maximum exclusive_maximum minimum
            exclusive_minimum max_length min_length pattern unique_items contains
            min_contains max_contains unevaluated_items contains_evaluates max_properties
            min_properties property_names dependent_required dependent_schemas
            unevaluated_properties any_of one_of not if_ then else_;
    );
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
        format: full.format,
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
