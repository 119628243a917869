//! What schemas say that may apply and need not: the branches of an `if`, the arms of a union that a
//! check sees to, `dependentSchemas`.
//!
//! Whether they apply is for a check to find out. What they say of members gives fields all the same:
//! a member that only they name has the type that they give it, and is kept as it is where its value is
//! of another one. A *loose* conjunction has no members, only hints: its type holds what any of them
//! accepts, and may refuse the rest, so it stands in such fields only.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::conjunction::{concerns, subschemas_of};
use super::{Conjunction, Context, DefId, Lowering, Residual, Shape, Ty, single_type};
use crate::limits::BRANCHES;
use crate::resolve::{Keyword, SchemaId, Type, TypeSet};

/// The keywords whose schemas may apply and need not.
const CONDITIONAL: [Keyword; 5] =
    [Keyword::Then, Keyword::Else, Keyword::AnyOf, Keyword::OneOf, Keyword::DependentSchemas];

impl Lowering<'_> {
    /// The subschemas of the members that schemas name which may apply to an object of the conjunction,
    /// by name.
    pub(super) fn members_of_branches(&self, key: &Conjunction) -> IndexMap<String, Vec<SchemaId>> {
        let mut members: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
        for branch in self.branches(key) {
            for (name, &schema) in self.node(branch).properties.iter() {
                members.entry(name.clone()).or_default().push(schema);
            }
        }
        members
    }

    /// The schemas that may apply to an instance of the conjunction, in the order of their text.
    fn branches(&self, key: &Conjunction) -> Vec<SchemaId> {
        let mut open = key.hints.clone();
        for &id in &key.members {
            let left = CONDITIONAL.iter().filter(|&&it| !key.has_chosen(id, it));
            open.extend(left.flat_map(|&keyword| subschemas_of(self.node(id), keyword)));
        }
        open.reverse();
        let mut seen: HashSet<SchemaId> = key.members.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(id) = open.pop() {
            if found.len() >= BRANCHES || !seen.insert(id) {
                continue;
            }
            found.push(id);
            let schema = self.node(id);
            let with = schema.references.iter().chain(&schema.all_of).copied();
            let with = with.chain(CONDITIONAL.iter().flat_map(|&it| subschemas_of(schema, it)));
            let with: Vec<_> = with.collect();
            open.extend(with.into_iter().rev());
        }
        found
    }

    /// The type of what all of these schemas apply to, with fields for the members that others name
    /// which may apply, too. No type that has a name is made anew for members that it has.
    pub(super) fn type_of_all_and(
        &mut self,
        schemas: &[SchemaId],
        hints: &[SchemaId],
        context: &Context<'_>,
    ) -> Ty {
        if hints.is_empty() {
            return self.type_of_all(schemas, context);
        }
        let key = Conjunction::new(&self.members, schemas);
        let key = self.settled(key);
        let types = key.mask.difference(TypeSet::of(Type::Null));
        let is_plain = types == TypeSet::of(Type::Object)
            && self.choices(&key).is_empty()
            && self.constants(&key).is_none();
        if is_plain {
            let hinted = Conjunction { hints: distinct(hints), ..key.clone() };
            let known = self.member_names(&key);
            let is_new = |name: &String| !known.contains(name);
            if self.members_of_branches(&hinted).keys().any(is_new) && self.spend(1) {
                return self.type_of_key(hinted, context);
            }
        }
        self.type_of_all(schemas, context)
    }

    /// A type for what any of these schemas accepts, if they say something.
    pub(super) fn type_of_any(
        &mut self,
        schemas: &[SchemaId],
        context: &Context<'_>,
    ) -> Option<Ty> {
        let keys = self.told(schemas, TypeSet::ALL);
        let ty = match keys.as_slice() {
            [] => return None,
            [only] => self.type_of_key(only.clone(), context),
            [first, ..] if !self.spend(1) => self.type_of_key(first.clone(), context),
            several => {
                let mask = several.iter().fold(TypeSet::NONE, |mask, it| mask.union(it.mask));
                let (members, arms, hints) = (Vec::new(), Vec::new(), distinct(schemas));
                self.type_of_key(Conjunction { members, mask, arms, part: false, hints }, context)
            }
        };
        (ty != Ty::Any).then_some(ty)
    }

    /// What each of some schemas says of instances of these types, once.
    fn told(&mut self, schemas: &[SchemaId], types: TypeSet) -> Vec<Conjunction> {
        let mut keys = IndexSet::new();
        for &schema in schemas {
            let mut key = Conjunction::new(&self.members, &[schema]);
            key = self.settled(key);
            let mask = key.mask.intersection(types).intersection(self.meant_types(&key));
            if mask != key.mask {
                key = self.settled(Conjunction { mask, part: true, ..key });
            }
            if !key.mask.is_empty() && !self.is_never(&key) && !self.is_unconstrained(&key) {
                keys.insert(key);
            }
        }
        keys.into_iter().collect()
    }

    /// The types that something is said of: a `pattern` is meant for strings.
    fn meant_types(&self, key: &Conjunction) -> TypeSet {
        let said = self.unenforced(key).into_iter().flat_map(|(_, set)| set.iter());
        let meant = said.fold(TypeSet::NONE, |types, keyword| types.union(concerns(keyword)));
        if meant.is_empty() { TypeSet::ALL } else { meant }
    }

    /// The type of a loose conjunction.
    pub(super) fn type_of_loose(&mut self, key: Conjunction, context: &Context<'_>) -> Ty {
        if let Some(ty) = self.by_key.get(&key) {
            return ty.clone();
        }
        let null = TypeSet::of(Type::Null);
        if key.mask.contains(Type::Null) && key.mask != null {
            let mask = key.mask.difference(null);
            let inner = self.type_of_loose(Conjunction { mask, ..key }, context);
            return if inner == Ty::Any { inner } else { Ty::Nullable(Box::new(inner)) };
        }
        let keys = self.told(&key.hints, key.mask);
        if let [only] = keys.as_slice() {
            return self.type_of_key(only.clone(), context);
        }
        match single_type(key.mask) {
            Some(Type::Null) => Ty::Null,
            Some(Type::Boolean) => Ty::Bool,
            Some(Type::Integer) => Ty::Integer(super::IntegerWidth::I64),
            Some(Type::Fraction) => Ty::Number,
            Some(Type::Array) => self.loose_array(key, &keys, context),
            Some(Type::String) if keys.iter().any(|it| self.listed_strings(it).is_none()) => {
                Ty::String
            }
            Some(Type::String | Type::Object) | None => Ty::Def(self.define(key, context)),
        }
    }

    fn loose_array(&mut self, key: Conjunction, keys: &[Conjunction], context: &Context<'_>) -> Ty {
        let elements = keys.iter().filter_map(|it| self.element(it)).flat_map(|it| it.0);
        let elements: Vec<_> = elements.collect();
        // What leads back to itself through arrays alone has no name to do so.
        if !self.open.insert(key.clone()) {
            return Ty::Vec(Box::new(Ty::Any));
        }
        let role = super::arrays::item_role(context.role);
        let item = self.type_of_any(&elements, &Context { role: &role, ..*context });
        self.open.remove(&key);
        Ty::Vec(Box::new(item.unwrap_or(Ty::Any)))
    }

    /// The shape of a loose conjunction that has a definition.
    pub(super) fn loose_shape(&mut self, key: &Conjunction, id: DefId) -> (Shape, Residual) {
        match single_type(key.mask) {
            Some(Type::Object) => self.object_shape(key, id),
            Some(Type::String) => {
                let keys = self.told(&key.hints, key.mask);
                (self.loose_constants(&keys), Residual::default())
            }
            _ => self.types_shape(key, id).unwrap_or((Shape::Alias(Ty::Any), Residual::default())),
        }
    }
}

fn distinct(schemas: &[SchemaId]) -> Vec<SchemaId> {
    let distinct: IndexSet<SchemaId> = schemas.iter().copied().collect();
    distinct.into_iter().collect()
}
