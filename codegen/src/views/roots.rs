//! What types are made for, by direction.
//!
//! Input: a root. Output: the same, which leads to views. Beside what has two there stands the one for the
//! other direction, unless it is known which way its documents go.

use super::make::Maker;
use super::{Mains, Paths};
use crate::ident;
use crate::resolve::{Direction, Root, SchemaId};

/// Finds the views that roots lead to.
pub(super) struct Sides<'s, 'm> {
    pub(super) maker: &'s mut Maker<'m>,
    pub(super) paths: &'s Paths,
    pub(super) mains: &'s Mains,
}

impl Sides<'_, '_> {
    /// A root that leads to views, with a definition more for each that has two.
    pub(super) fn of(&mut self, root: &Root) -> Root {
        let mut views = root.clone();
        let other = root.schema.and_then(|id| self.other("", id));
        views.schema = root.schema.map(|id| self.main(id));
        views.definitions = other.into_iter().collect();
        for (name, id) in &root.definitions {
            let is_sided = root.directions.contains_key(id);
            let other = if is_sided { None } else { self.other(name, *id) };
            views.definitions.push((name.clone(), self.main(*id)));
            views.definitions.extend(other);
        }
        views.nested.iter_mut().for_each(|(_, id)| *id = self.main(*id));
        views.mentions.iter_mut().for_each(|(_, id)| *id = self.main(*id));
        views
    }

    /// The direction of what has a schema's own name.
    fn direction(&self, id: SchemaId) -> Direction {
        self.mains.get(&id).copied().unwrap_or(Direction::Response)
    }

    fn main(&mut self, id: SchemaId) -> SchemaId {
        self.maker.view(id, self.direction(id))
    }

    /// The view for the other direction, if it is another one, and what it is called in the schemas.
    fn other(&mut self, name: &str, id: SchemaId) -> Option<(String, SchemaId)> {
        let direction = self.direction(id).turned();
        let other = self.maker.view(id, direction);
        let name = self.paths.get(&id).map_or(name, |it| &it.name);
        let called = format!("{name}{}", ident::pascal(direction.word()));
        (other != self.main(id)).then_some((called, other))
    }
}
