//! Views: a schema for each direction, where `readOnly` and `writeOnly` say that a member only goes one
//! way.
//!
//! Input: [`Schemas`], and which of them are to have views. Output: the same, and behind them a node for
//! each schema that is not the same in requests and in responses; roots and definitions lead to these.
//! So no later pass has to know of directions but to give names. Invariants:
//!
//! - The view of a schema is the schema without the members that only go the other way: they are in
//!   neither `properties` nor `required`. What leads to schemas with views leads to their views.
//! - Where a schema says what members without a name may be, a member that is left out is not one of
//!   these: it is refused, by the keyword that marks it.
//! - What marks a member is whatever applies to its values: its schema, and what that refers to. What
//!   marks it for both directions marks it for none.
//! - A schema that leads to no such member is the same in both directions, and is one node.
//! - What says something of a schema that does not hold (`not`, `if`) is left as it is, and that is told
//!   where it matters.

mod findings;
mod make;
mod marks;
mod roots;
#[cfg(test)]
mod tests;
mod unions;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Sink;
use crate::lower;
use crate::resolve::{Direction, Keyword, Named, Schema, SchemaId, Schemas, View, Views};
use crate::source::Sources;
use make::Maker;
use marks::{Marks, Member};
use roots::Sides;

/// Runs the pass.
#[must_use]
pub fn run(config: &Config, sources: &Sources, schemas: Schemas, sink: &mut Sink) -> Schemas {
    if config.views.0.is_empty() {
        return schemas;
    }
    let paths = lower::paths(config, sources, &schemas);
    let has_views = |id: SchemaId| {
        let path = paths.get(&id).map(ToString::to_string).unwrap_or_default();
        config.views.matches_either(&path, &schemas.place(sources, id))
    };
    let marks = Marks::of(&schemas, &has_views);
    let mains = mains(&schemas, &paths);
    let mut maker = Maker::new(&schemas, &marks, sink);
    let mut sides = Sides { maker: &mut maker, paths: &paths, mains: &mains };
    let roots = schemas.roots.iter().map(|root| sides.of(root)).collect();
    let (mut made, ids) = maker.finish();
    unions::run(&schemas, &mut made);
    let views = views(&marks, &made, &ids, &mains);
    let mut nodes = schemas.nodes;
    nodes.extend(made.into_iter().map(|it| Arc::new(it.schema)));
    Schemas { nodes, roots, views }
}

/// A schema's path by the schema.
type Paths = HashMap<SchemaId, lower::TypePath>;

/// For which direction the type is that has a schema's own name, where that is not the response.
type Mains = HashMap<SchemaId, Direction>;

/// What is named like a request is one, and so is what stands in the body of one.
fn mains(schemas: &Schemas, paths: &Paths) -> Mains {
    let is_request = |path: &lower::TypePath| path.name.ends_with("Request");
    let named = paths.iter().filter(|(_, path)| is_request(path)).map(|(id, _)| *id);
    let told = schemas.roots.iter().flat_map(|it| &it.directions);
    let told = told.map(|(id, direction)| (*id, *direction));
    named.map(|id| (id, Direction::Request)).chain(told).collect()
}

/// What is to be known of all views that were made.
fn views(marks: &Marks<'_>, made: &[Made], ids: &HashMap<Key, SchemaId>, mains: &Mains) -> Views {
    let first = marks.schemas.nodes.len();
    let view = |(index, it): (usize, &Made)| Some((id_of(first + index), it.view.clone()?));
    let views: BTreeMap<_, _> = made.iter().enumerate().filter_map(view).collect();
    let of = |id: SchemaId, direction: Direction| {
        let is_same = !marks.is_touched(id, direction);
        ids.get(&Key::alone(id, direction)).copied().or(is_same.then_some(id))
    };
    let named = |id: SchemaId| {
        let direction = mains.get(&id).copied().unwrap_or(Direction::Response);
        let other = of(id, direction.turned()).filter(|it| *it != id);
        Some(match of(id, direction) {
            Some(main) => Named { main, other: other.map(|it| (direction.turned(), it)) },
            None => Named { main: other?, other: None },
        })
    };
    let alone = ids.keys().filter(|key| key.left_out.is_empty()).map(|key| key.of);
    let named = alone.filter_map(|id| Some((id, named(id)?))).collect();
    Views::new(views, named)
}

fn id_of(index: usize) -> SchemaId {
    SchemaId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// What a view is of.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Key {
    of: SchemaId,
    direction: Direction,
    /// The members that are left out for others that apply to the same instance, as far as the schema
    /// speaks of them.
    left_out: Vec<Member>,
}

impl Key {
    /// The view of a schema for which nothing is left out elsewhere.
    fn alone(of: SchemaId, direction: Direction) -> Self {
        Self { of, direction, left_out: Vec::new() }
    }
}

/// A node that was made.
#[derive(Default)]
struct Made {
    schema: Schema,
    /// None for what is no view of a schema.
    view: Option<View>,
    /// What the schema requires and the view does not.
    lost: Vec<Member>,
}

/// What the subschemas of a keyword are to the schema, as far as views are concerned.
enum Reach {
    /// They apply to the same instance.
    Instance,
    /// They apply to a part of it.
    Part,
    /// They are left as they are: less would be asked by more, or they see names only.
    None,
}

fn reach(schema: &Schema, keyword: Keyword) -> Reach {
    match keyword {
        Keyword::Ref
        | Keyword::AllOf
        | Keyword::AnyOf
        | Keyword::OneOf
        | Keyword::Then
        | Keyword::Else
        | Keyword::DependentSchemas => Reach::Instance,
        // To count what matches at most asks for more where a match asks for less.
        Keyword::Contains if schema.max_contains.is_some() => Reach::None,
        Keyword::PrefixItems
        | Keyword::Items
        | Keyword::Contains
        | Keyword::UnevaluatedItems
        | Keyword::Properties
        | Keyword::PatternProperties
        | Keyword::AdditionalProperties
        | Keyword::UnevaluatedProperties => Reach::Part,
        Keyword::Not | Keyword::If | Keyword::PropertyNames => Reach::None,
        Keyword::Never
        | Keyword::Type
        | Keyword::Enum
        | Keyword::Const
        | Keyword::MultipleOf
        | Keyword::Maximum
        | Keyword::ExclusiveMaximum
        | Keyword::Minimum
        | Keyword::ExclusiveMinimum
        | Keyword::MaxLength
        | Keyword::MinLength
        | Keyword::Pattern
        | Keyword::Format
        | Keyword::MaxItems
        | Keyword::MinItems
        | Keyword::UniqueItems
        | Keyword::MinContains
        | Keyword::MaxContains
        | Keyword::MaxProperties
        | Keyword::MinProperties
        | Keyword::Required
        | Keyword::DependentRequired => Reach::None,
    }
}
