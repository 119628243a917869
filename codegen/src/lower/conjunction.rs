//! Conjunctions: the set of schemas that apply to one instance.
//!
//! `{"$ref": "#/$defs/a", "minLength": 1}` applies two schemas to one instance, `allOf` applies
//! several, and a member named by `properties` of two such schemas has both of their subschemas.
//! A [`Conjunction`] is such a set; everything else asks it for what all of its members say together.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Lowering;
use crate::limits::MERGED_AT_ONCE;
use crate::resolve::{Keyword, KeywordSet, Schema, SchemaId, Schemas, Type, TypeSet};
use crate::source::{Json, Kind, Span};

/// A set of schemas that apply to one instance, and what is known of the instance beyond them.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Conjunction {
    /// The schemas, in the order in which they are met; none if only hints are there.
    pub members: Vec<SchemaId>,
    /// The JSON types that the instance can have.
    pub mask: TypeSet,
    /// The unions for which an arm was chosen: the schema, `anyOf`, `oneOf` or `if`, and which arm.
    /// The arm is a member.
    pub arms: Vec<(SchemaId, Keyword, usize)>,
    /// Whether this is one of several types of one place, so that the place's name is not its own.
    pub part: bool,
    /// Schemas that may apply as well: what they say of members gives fields.
    pub hints: Vec<SchemaId>,
}

impl Conjunction {
    /// The conjunction of `schemas` with everything that they refer to or include by `allOf`.
    pub(super) fn new(all: &Members<'_>, starts: &[SchemaId]) -> Self {
        let mut members = Vec::new();
        let mut seen = HashSet::new();
        let starts: Vec<_> = starts.iter().map(|&start| all.target(start)).collect();
        for &start in &starts {
            members.extend(all.of(start).iter().filter(|&&member| seen.insert(member)));
        }
        let passive = |id: SchemaId| all.own(id).is_empty();
        match starts.as_slice() {
            // One that refers to several has a meaning, and so a name, of its own.
            [start] if members.len() != 1 && passive(*start) => members.insert(0, *start),
            [start, ..] if members.is_empty() => members.push(*start),
            _ => {}
        }
        let (arms, hints) = (Vec::new(), Vec::new());
        Self { members, mask: TypeSet::ALL, arms, part: false, hints }
    }

    /// The schema that a definition for this conjunction is said to come from.
    #[must_use]
    pub(super) fn origin(&self) -> SchemaId {
        let telling = if self.is_arm() { self.members.last() } else { self.members.first() };
        telling.or(self.hints.first()).copied().unwrap_or(SchemaId(0))
    }

    /// This conjunction with one arm of a union chosen.
    pub(super) fn with_arm(
        &self,
        all: &Members<'_>,
        union: (SchemaId, Keyword),
        index: usize,
        arm: SchemaId,
    ) -> Self {
        let mut members = self.members.clone();
        // Where the union is all that its schema says, the arm alone is the conjunction, so that
        // a reference in an arm leads to the type of its target.
        let bare = |id: &SchemaId| {
            let mut own = all.own(*id);
            let chosen = self.arms.iter().map(|&(schema, keyword, _)| (schema, keyword));
            let settled = chosen.chain([union]).filter(|(schema, _)| schema == id);
            settled.flat_map(|(_, by)| settled_by(by).iter()).for_each(|it| own.remove(it));
            own.remove(Keyword::Type);
            own.is_empty()
        };
        members.retain(|id| !bare(id));
        let alone = members.is_empty();
        let mut arms = self.arms.clone();
        arms.push((union.0, union.1, index));
        for id in Self::new(all, &[arm]).members {
            if !members.contains(&id) {
                members.push(id);
            }
        }
        let arms = if alone { Vec::new() } else { arms };
        Self { members, mask: self.mask, arms, part: false, hints: Vec::new() }
    }

    /// This conjunction with one branch of a schema's `if` chosen, if there is one.
    pub(super) fn with_branch(
        &self,
        all: &Members<'_>,
        schema: SchemaId,
        branch: Option<SchemaId>,
    ) -> Self {
        let Some(branch) = branch else {
            let mut key = self.clone();
            key.arms.push((schema, Keyword::If, 0));
            return key;
        };
        let key = self.with_arm(all, (schema, Keyword::If), 0, branch);
        Self { part: self.part && !key.arms.is_empty(), ..key }
    }

    /// Whether this is an arm of a union; the branch of an `if` is all that there can be.
    pub(super) fn is_arm(&self) -> bool {
        self.arms.iter().any(|&(_, keyword, _)| keyword != Keyword::If)
    }

    /// Whether the choice of an arm settles a keyword already.
    pub(super) fn has_chosen(&self, schema: SchemaId, keyword: Keyword) -> bool {
        self.arms.iter().any(|&(id, by, _)| id == schema && settled_by(by).contains(keyword))
    }
}

/// The keywords that say no more once an arm of this one is chosen.
pub(super) fn settled_by(union: Keyword) -> KeywordSet {
    let own = KeywordSet::of(union);
    match union {
        Keyword::If => {
            own.union(KeywordSet::of(Keyword::Then)).union(KeywordSet::of(Keyword::Else))
        }
        _ => own,
    }
}

/// What each schema asserts itself, and what applies with it, both found once.
#[derive(Debug)]
pub(super) struct Members<'a> {
    schemas: &'a Schemas,
    own: Vec<KeywordSet>,
    targets: RefCell<HashMap<SchemaId, SchemaId>>,
    flat: RefCell<HashMap<SchemaId, Rc<[SchemaId]>>>,
}

impl<'a> Members<'a> {
    pub(super) fn new(schemas: &'a Schemas) -> Self {
        let own = schemas.nodes.iter().map(|schema| {
            let mut set = schema.asserted();
            set.remove(Keyword::Ref);
            set.remove(Keyword::AllOf);
            set
        });
        Self { schemas, own: own.collect(), targets: RefCell::default(), flat: RefCell::default() }
    }

    /// What a schema asserts itself, apart from what it refers to.
    pub(super) fn own(&self, id: SchemaId) -> KeywordSet {
        self.own.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The schema that `id` is: where it only refers to another one, that one. Every schema on a chain
    /// of references leads to the last of it, and is asked but once.
    pub(super) fn target(&self, id: SchemaId) -> SchemaId {
        let mut targets = self.targets.borrow_mut();
        let mut chain = Vec::new();
        let mut seen = HashSet::new();
        let mut target = id;
        loop {
            if let Some(&known) = targets.get(&target) {
                target = known;
                break;
            }
            chain.push(target);
            seen.insert(target);
            match self.only_other(target) {
                Some(only) if !seen.contains(&only) => target = only,
                _ => break,
            }
        }
        targets.extend(chain.into_iter().map(|it| (it, target)));
        target
    }

    /// The one schema that a schema refers to, if that is all it does.
    pub(super) fn only_other(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = self.schemas.node(id);
        let mut others = schema.references.iter().chain(&schema.all_of);
        match (self.own(id).is_empty(), others.next(), others.next()) {
            (true, Some(&only), None) => Some(only),
            _ => None,
        }
    }

    /// All that applies where `id` applies, leaving out what asserts nothing itself.
    pub(super) fn of(&self, id: SchemaId) -> Rc<[SchemaId]> {
        if let Some(known) = self.flat.borrow().get(&id) {
            return Rc::clone(known);
        }
        let mut members = Vec::new();
        let mut seen = HashSet::new();
        if !self.own(id).is_empty() {
            seen.insert(id);
            members.push(id);
        }
        let schema = self.schemas.node(id);
        for &other in schema.references.iter().chain(&schema.all_of) {
            members.extend(self.of(other).iter().filter(|&&member| seen.insert(member)));
        }
        let members: Rc<[SchemaId]> = members.into();
        self.flat.borrow_mut().insert(id, Rc::clone(&members));
        members
    }
}

/// The JSON types that a keyword can refuse.
pub(super) fn concerns(keyword: Keyword) -> TypeSet {
    match keyword {
        Keyword::MultipleOf
        | Keyword::Maximum
        | Keyword::ExclusiveMaximum
        | Keyword::Minimum
        | Keyword::ExclusiveMinimum => TypeSet::NUMBER,
        Keyword::MaxLength | Keyword::MinLength | Keyword::Pattern | Keyword::Format => {
            TypeSet::of(Type::String)
        }
        Keyword::MaxItems
        | Keyword::MinItems
        | Keyword::UniqueItems
        | Keyword::PrefixItems
        | Keyword::Items
        | Keyword::Contains
        | Keyword::MinContains
        | Keyword::MaxContains
        | Keyword::UnevaluatedItems => TypeSet::of(Type::Array),
        Keyword::MaxProperties
        | Keyword::MinProperties
        | Keyword::Required
        | Keyword::Properties
        | Keyword::PatternProperties
        | Keyword::AdditionalProperties
        | Keyword::PropertyNames
        | Keyword::DependentRequired
        | Keyword::DependentSchemas
        | Keyword::UnevaluatedProperties => TypeSet::of(Type::Object),
        Keyword::Never
        | Keyword::Type
        | Keyword::Enum
        | Keyword::Const
        | Keyword::AllOf
        | Keyword::AnyOf
        | Keyword::OneOf
        | Keyword::Not
        | Keyword::If
        | Keyword::Then
        | Keyword::Else
        | Keyword::Ref => TypeSet::ALL,
    }
}

impl<'a> Lowering<'a> {
    pub(super) fn node(&self, id: SchemaId) -> &'a Schema {
        self.schemas.node(id)
    }

    /// Whether all members accept a value; the whole of what they say is asked, with the unions. Of
    /// a `oneOf` for which an arm was chosen the arm alone is asked: whether others accept the value,
    /// too, is for the union to find out.
    pub(super) fn accepts(&self, key: &Conjunction, value: &Json) -> bool {
        key.mask.contains(Type::of(value))
            && key.members.iter().all(|&id| match self.chosen_arm(key, id) {
                Some(arm) => self.evaluator.accepts_by_arm(id, arm, value),
                None => self.evaluator.accepts(id, value),
            })
    }

    /// The arm that was chosen of a schema's `oneOf`.
    fn chosen_arm(&self, key: &Conjunction, id: SchemaId) -> Option<SchemaId> {
        let chosen = |it: &&(SchemaId, Keyword, usize)| it.0 == id && it.1 == Keyword::OneOf;
        let (_, _, index) = key.arms.iter().find(chosen)?;
        self.node(id).one_of.get(*index).copied()
    }

    pub(super) fn accepts_null(&self, key: &Conjunction) -> bool {
        self.accepts(key, &Json { span: Span::default(), kind: Kind::Null })
    }

    /// Whether nothing at all is asserted.
    pub(super) fn is_unconstrained(&self, key: &Conjunction) -> bool {
        key.mask == TypeSet::ALL && self.unenforced(key).is_empty()
    }

    /// Whether a member refuses everything.
    pub(super) fn is_never(&self, key: &Conjunction) -> bool {
        key.members.iter().any(|&id| self.node(id).never)
    }

    /// Whether a schema by itself refuses everything: `false`, or a reference to it.
    pub(super) fn refuses_all(&self, id: SchemaId) -> bool {
        let key = Conjunction::new(&self.members, &[id]);
        self.is_never(&key) || self.possible_types(&key).is_empty()
    }

    /// Whether too many schemas apply where this one does for a type to say what they do.
    pub(super) fn is_long(&self, id: SchemaId) -> bool {
        self.members.of(id).len() > MERGED_AT_ONCE
    }

    /// Whether the conjunction is one schema without the many others that apply with it.
    fn is_cut(&self, key: &Conjunction) -> bool {
        matches!(key.members.as_slice(), [only] if self.is_long(*only))
    }

    /// What the members assert about instances of the key's types, apart from what the choice of
    /// types and arms enforces already.
    pub(super) fn unenforced(&self, key: &Conjunction) -> Vec<(SchemaId, KeywordSet)> {
        let mut parts = Vec::new();
        let is_cut = self.is_cut(key);
        for &id in &key.members {
            let asserted = if is_cut { self.node(id).asserted() } else { self.members.own(id) };
            let mut set = KeywordSet::NONE;
            for keyword in asserted.iter() {
                let relevant = !concerns(keyword).intersection(key.mask).is_empty();
                if relevant && !key.has_chosen(id, keyword) && !self.is_settled(key, id, keyword) {
                    set.insert(keyword);
                }
            }
            if !set.is_empty() {
                parts.push((id, set));
            }
        }
        parts
    }
}

/// The subschemas that a keyword applies.
pub(crate) fn subschemas_of(schema: &Schema, keyword: Keyword) -> Vec<SchemaId> {
    match keyword {
        Keyword::PrefixItems => schema.prefix_items.clone(),
        Keyword::Items => schema.items.into_iter().collect(),
        Keyword::Contains => schema.contains.into_iter().collect(),
        Keyword::UnevaluatedItems => schema.unevaluated_items.into_iter().collect(),
        Keyword::Properties => schema.properties.values().copied().collect(),
        Keyword::PatternProperties => schema.pattern_properties.values().copied().collect(),
        Keyword::AdditionalProperties => schema.additional_properties.into_iter().collect(),
        Keyword::PropertyNames => schema.property_names.into_iter().collect(),
        Keyword::DependentSchemas => schema.dependent_schemas.values().copied().collect(),
        Keyword::UnevaluatedProperties => schema.unevaluated_properties.into_iter().collect(),
        Keyword::AllOf => schema.all_of.clone(),
        Keyword::AnyOf => schema.any_of.clone(),
        Keyword::OneOf => schema.one_of.clone(),
        Keyword::Not => schema.not.into_iter().collect(),
        Keyword::If => schema.if_.into_iter().collect(),
        Keyword::Then => schema.then.into_iter().collect(),
        Keyword::Else => schema.else_.into_iter().collect(),
        Keyword::Ref => schema.references.clone(),
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
        | Keyword::DependentRequired => Vec::new(),
    }
}
