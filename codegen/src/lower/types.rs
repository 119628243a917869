//! The JSON types that schemas allow, and what is said by types alone.
//!
//! Two bounds are kept of what a schema accepts: the types that its instances can have, and the types
//! of which it accepts every instance. `not` swaps the two, and where both are the same the schema
//! says nothing but a set of types, so that a Rust type can say it, too.

use super::conjunction::{concerns, settled_by};
use super::{Conjunction, Lowering};
use crate::limits::MERGED_TO_COMPARE;
use crate::resolve::{Keyword, KeywordSet, Schema, SchemaId, Type, TypeSet};
use crate::source::{Json, Kind, Number};

impl Lowering<'_> {
    /// The types that an instance of the conjunction can have: what its members say by `type`,
    /// `enum`, `const`, `not`, `if` and by the arms of their unions.
    pub(super) fn possible_types(&self, key: &Conjunction) -> TypeSet {
        let mut mask = key.mask;
        for &id in &key.members {
            mask = mask.intersection(self.types_of_schema(id, false));
        }
        if mask == TypeSet::ALL && self.implies_objects() {
            for &id in &key.members {
                mask = mask.intersection(self.types_of_schema(id, true));
            }
        }
        mask
    }

    /// The types that a schema alone allows; with `implied`, a schema that says nothing of types
    /// and is meant for objects allows these only.
    pub(super) fn types_of_schema(&self, id: SchemaId, implied: bool) -> TypeSet {
        if let Some(&types) = self.types.borrow().get(&(id, implied)) {
            return types;
        }
        // Meanwhile everything is allowed, which is safe to read for what refers back.
        self.types.borrow_mut().insert((id, implied), TypeSet::ALL);
        let schemas = self.schemas;
        let schema = schemas.node(id);
        let mut types = schema.stated_types();
        for &other in schema.references.iter().chain(&schema.all_of) {
            types = types.intersection(self.types_of_schema(other, implied));
        }
        if let Some(not) = schema.not {
            types = types.difference(self.whole_types(not));
        }
        if let Some(condition) = schema.if_ {
            let of = |branch: Option<SchemaId>| {
                branch.map_or(TypeSet::ALL, |it| self.types_of_schema(it, implied))
            };
            let holds = self.types_of_schema(condition, false).intersection(of(schema.then));
            let fails = TypeSet::ALL.difference(self.whole_types(condition));
            types = types.intersection(holds.union(fails.intersection(of(schema.else_))));
        }
        for arms in [&schema.any_of, &schema.one_of] {
            if !arms.is_empty() {
                let union = arms.iter().fold(TypeSet::NONE, |union, &arm| {
                    union.union(self.types_of_schema(arm, implied))
                });
                types = types.intersection(union);
            }
        }
        if implied && types == TypeSet::ALL && implies_object(schema) {
            types = TypeSet::of(Type::Object);
        }
        self.types.borrow_mut().insert((id, implied), types);
        types
    }

    /// The types of which a schema accepts every instance.
    fn whole_types(&self, id: SchemaId) -> TypeSet {
        if let Some(&types) = self.whole.borrow().get(&id) {
            return types;
        }
        // Meanwhile nothing is, which is safe to read for what refers back.
        self.whole.borrow_mut().insert(id, TypeSet::NONE);
        let schema = self.schemas.node(id);
        let types = schema.asserted().iter().fold(TypeSet::ALL, |types, keyword| {
            types.intersection(self.types_left_whole(schema, keyword))
        });
        self.whole.borrow_mut().insert(id, types);
        types
    }

    /// The types of which a keyword refuses no instance.
    fn types_left_whole(&self, schema: &Schema, keyword: Keyword) -> TypeSet {
        let all = |ids: &[SchemaId]| {
            ids.iter().fold(TypeSet::ALL, |types, &id| types.intersection(self.whole_types(id)))
        };
        match keyword {
            Keyword::Type => schema.types.unwrap_or(TypeSet::ALL),
            Keyword::Enum => listed_whole(schema.enumeration.as_deref().unwrap_or_default()),
            Keyword::Const => listed_whole(schema.constant.as_slice()),
            Keyword::Ref => all(&schema.references),
            Keyword::AllOf => all(&schema.all_of),
            Keyword::AnyOf => schema
                .any_of
                .iter()
                .fold(TypeSet::NONE, |types, &arm| types.union(self.whole_types(arm))),
            Keyword::Not => schema.not.map_or(TypeSet::ALL, |not| {
                TypeSet::ALL.difference(self.types_of_schema(not, false))
            }),
            other => TypeSet::ALL.difference(concerns(other)),
        }
    }

    /// Whether the choice of the conjunction's types is all that a keyword of a member asks for.
    pub(super) fn is_settled(&self, key: &Conjunction, id: SchemaId, keyword: Keyword) -> bool {
        match keyword {
            Keyword::Type | Keyword::Never => true,
            Keyword::Enum => {
                let listed = self.node(id).enumeration.as_deref().unwrap_or_default();
                key.mask == TypeSet::of(Type::Boolean)
                    && listed_whole(listed).contains_all(key.mask)
            }
            Keyword::MultipleOf => {
                let divisor = self.node(id).multiple_of.as_ref().and_then(Number::as_i128);
                divisor == Some(1) && key.mask == TypeSet::of(Type::Integer)
            }
            Keyword::Not => self.node(id).not.is_some_and(|not| {
                self.types_of_schema(not, false).intersection(key.mask).is_empty()
            }),
            _ => false,
        }
    }

    /// The conjunction with its types, with the branch of each `if` that they decide, and without
    /// what says no more than they do.
    pub(super) fn settled(&mut self, mut key: Conjunction) -> Conjunction {
        key.mask = self.possible_types(&key);
        loop {
            if let Some((id, branch)) = self.decided(&key) {
                self.record_keyword(id, settled_by(Keyword::If));
                key = key.with_branch(&self.members, id, branch);
            } else if let Some((id, keyword, index, arm)) = self.only_arm(&key) {
                self.record_keyword(id, KeywordSet::of(keyword));
                key = key.with_arm(&self.members, (id, keyword), index, arm);
            } else {
                break;
            }
            key.mask = self.possible_types(&key);
        }
        let key = self.without_repeated(key);
        self.without_types(key)
    }

    /// The conjunction without the members all of whose properties another member has as well, with the
    /// same schemas: what narrows a base by naming all that it has is the type.
    fn without_repeated(&mut self, mut key: Conjunction) -> Conjunction {
        if !(2..=MERGED_TO_COMPARE).contains(&key.members.len()) {
            return key;
        }
        // Of two that say the same, the first stays.
        for index in (0..key.members.len()).rev() {
            let id = key.members[index];
            let mut others = key.members.iter().filter(|&&it| it != id);
            if others.any(|&other| self.is_repeated_by(id, other)) {
                key.members.remove(index);
                self.record_keyword(id, self.node(id).asserted());
            }
        }
        key
    }

    /// Whether an object of one schema is one of another by its properties alone.
    fn is_repeated_by(&self, id: SchemaId, other: SchemaId) -> bool {
        let said = [Keyword::Type, Keyword::Properties, Keyword::Required];
        let (schema, full) = (self.node(id), self.node(other));
        self.members.own(id).iter().all(|it| said.contains(&it))
            && !schema.properties.is_empty()
            && schema.types == full.types
            && schema.required.iter().all(|name| full.required.contains(name))
            && schema.properties.iter().all(|(name, &property)| {
                full.properties.get(name).is_some_and(|&it| self.are_alike(property, it))
            })
    }

    /// The one arm that the types leave of a union that is all that the conjunction says, so that the
    /// conjunction is that arm.
    fn only_arm(&self, key: &Conjunction) -> Option<(SchemaId, Keyword, usize, SchemaId)> {
        let &[id] = key.members.as_slice() else { return None };
        let mut own = self.members.own(id);
        own.remove(Keyword::Type);
        let schema = self.node(id);
        let unions = [(Keyword::OneOf, &schema.one_of), (Keyword::AnyOf, &schema.any_of)];
        let (keyword, arms) = unions.into_iter().find(|it| own == KeywordSet::of(it.0))?;
        let is_left = |arm| !self.types_of_schema(arm, false).intersection(key.mask).is_empty();
        let mut left = arms.iter().enumerate().filter(|it| is_left(*it.1));
        match (left.next(), left.next()) {
            (Some((index, &arm)), None) => Some((id, keyword, index, arm)),
            _ => None,
        }
    }

    /// The conjunction without the members that say nothing but types, where that leaves one schema,
    /// which it then is.
    fn without_types(&mut self, mut key: Conjunction) -> Conjunction {
        let says_more = |id: &&SchemaId| {
            let mut own = self.members.own(**id);
            own.remove(Keyword::Type);
            !own.is_empty()
        };
        let mut others = key.members.iter().filter(says_more);
        if let (Some(&one), None) = (others.next(), others.next()) {
            for id in std::mem::replace(&mut key.members, vec![one]) {
                self.record_keyword(id, KeywordSet::of(Keyword::Type));
            }
        }
        key
    }

    /// A member whose `if` holds, or does not, for all instances of the conjunction's types, with the
    /// branch that applies to them.
    fn decided(&self, key: &Conjunction) -> Option<(SchemaId, Option<SchemaId>)> {
        let open = key.members.iter().filter(|&&id| !key.has_chosen(id, Keyword::If));
        open.copied().find_map(|id| {
            let schema = self.node(id);
            let condition = schema.if_?;
            if self.whole_types(condition).contains_all(key.mask) {
                Some((id, schema.then))
            } else {
                let never =
                    self.types_of_schema(condition, false).intersection(key.mask).is_empty();
                never.then_some((id, schema.else_))
            }
        })
    }
}

/// Whether a schema that says nothing of types is meant for objects: it has `properties`, and neither
/// keywords for other types nor a default or an example of one.
fn implies_object(schema: &Schema) -> bool {
    let object = TypeSet::of(Type::Object);
    let is_of_others = |it| concerns(it).intersection(object).is_empty();
    let mut shown = schema.annotations.examples.iter().chain(&schema.annotations.default);
    // A view may leave out all of them.
    schema.asserted().contains(Keyword::Properties)
        && !schema.asserted().iter().any(is_of_others)
        && shown.all(|it| Type::of(it) == Type::Object)
}

/// The types all of whose values are listed.
fn listed_whole(values: &[Json]) -> TypeSet {
    let lists = |is_it: fn(&Kind) -> bool| values.iter().any(|it| is_it(&it.kind));
    let mut types = TypeSet::NONE;
    if lists(|it| matches!(it, Kind::Null)) {
        types = types.union(TypeSet::of(Type::Null));
    }
    if lists(|it| matches!(it, Kind::Bool(false))) && lists(|it| matches!(it, Kind::Bool(true))) {
        types = types.union(TypeSet::of(Type::Boolean));
    }
    types
}
