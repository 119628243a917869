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

/// What has to be known of subschemas.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Plain {
    /// Accepts nothing.
    Never,
    /// Accepts `null` alone.
    Null,
    /// Anything else.
    #[default]
    Other,
}

impl Plain {
    /// What a schema is.
    pub(super) fn of(schema: &Schema) -> Self {
        let null = TypeSet::of(Type::Null);
        let of_constant = schema.constant.as_ref().map(|it| TypeSet::of(Type::of(it)));
        let of_values = schema.enumeration.as_deref().map(TypeSet::of_values);
        match [schema.types, of_constant, of_values].contains(&Some(null)) {
            _ if schema.never => Self::Never,
            true => Self::Null,
            false => Self::Other,
        }
    }
}

/// What a tolerant reader enforces of a schema whose subschemas are relaxed by `shift`.
pub(super) fn relaxed(
    schema: &Schema,
    level: Level,
    plain: impl Fn(SchemaId) -> Plain,
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
        // One schema and perhaps `null` are no union that may get further arms.
        unless_union: any_of one_of;
        dropped: definition_name keywords annotations multiple_of maximum exclusive_maximum minimum
            exclusive_minimum max_length min_length pattern unique_items contains
            min_contains max_contains unevaluated_items contains_evaluates max_properties
            min_properties property_names dependent_required dependent_schemas
            unevaluated_properties not if_ then else_;
    );
    let is_never = |id: SchemaId| plain(id) == Plain::Never;
    let is_closed = schema.additional_properties.is_some_and(is_never);
    let is_fixed = schema.items.is_some_and(is_never);
    let is_union =
        |arms: &[SchemaId]| arms.iter().filter(|it| plain(**it) == Plain::Other).count() > 1;
    let [any_of, one_of] = [&schema.any_of, &schema.one_of].map(|it| !is_union(it));
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
        any_of: if any_of { full.any_of } else { Vec::new() },
        one_of: if one_of { full.one_of } else { Vec::new() },
        references: full.references,
        unresolved: full.unresolved,
        ..Schema::default()
    }
}
