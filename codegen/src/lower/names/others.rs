//! Definitions that say nothing but what another schema says: a name each, which is a `pub type`.
//!
//! Input: a schema and its type. Output: the same type, by the name of the definition that leads to it.
//! `A: {"$ref": "#/$defs/B"}` is `pub type A = B`, and a member that refers to `A` is of type `A`, so that
//! no place changes when `A` says more one day.

use std::collections::HashSet;

use super::alias;
use crate::lower::{Context, DefId, Lowering, Ty, TypePath};
use crate::resolve::SchemaId;

impl Lowering<'_> {
    /// The type of a definition, which has the name of the definition at least as another one.
    pub(super) fn type_of_named(&mut self, id: SchemaId) {
        let ty = self.type_of(id, &Context::new(None, ""));
        let is_called_so = |it: DefId| self.path_of(id) == Some(&self.definitions[it.index()].path);
        if ty != Ty::Any && !ty.named().is_some_and(is_called_so) {
            self.other_name(id, ty);
        }
    }

    /// A type by the name that a schema calls it by.
    pub(in crate::lower) fn by_name(&mut self, id: SchemaId, ty: Ty) -> Ty {
        match (self.first_named(id), &ty) {
            (Some(named), Ty::Def(target)) if !self.is_own(*target) => self.other_name(named, ty),
            _ => ty,
        }
    }

    /// The first definition on the way to what a schema only refers to.
    pub(in crate::lower) fn first_named(&self, id: SchemaId) -> Option<SchemaId> {
        let (mut at, mut seen) = (id, HashSet::new());
        while self.path_of(at).is_none() {
            at = self.members.only_other(at).filter(|_| seen.insert(at))?;
        }
        Some(at)
    }

    /// The path of a definition.
    fn path_of(&self, id: SchemaId) -> Option<&TypePath> {
        self.node(id).definition_name.as_ref().and_then(|_| self.names.of_schema(id))
    }

    fn other_name(&mut self, id: SchemaId, ty: Ty) -> Ty {
        let Some(path) = self.path_of(id) else { return ty };
        if let Ty::Def(target) = ty
            && (self.definitions[target.index()].origin == id
                || self.definitions[target.index()].path == *path)
        {
            return ty;
        }
        if let Some(&known) = self.names.others.get(&id) {
            return Ty::Def(known);
        }
        let other = alias(self, id, path.clone(), ty);
        self.names.others.insert(id, other);
        Ty::Def(other)
    }
}
