//! Proves that one schema accepts nothing that another does not.
//!
//! Input: a [`Versions`], two schemas. Output: whether a proof was found; `false` says nothing. The left
//! side is a conjunction of schemas ([`Goal`]), the right side one schema, each of whose assertions
//! the left side must imply. Recursive schemas are compared under the assumption that holds what is
//! being proved, which is sound because each round of the recursion takes a step into the document;
//! an assumption goes away together with everything that was proved under it. Where the steps of the
//! budget are used up, nothing more is proved.

mod arrays;
mod empty;
mod in_place;
mod numbers;
mod objects;
mod strings;
pub(super) mod tags;

use std::collections::{HashMap, HashSet};

use super::versions::Versions;
use crate::limits::PROOFS_WITHIN_EACH_OTHER;
use crate::resolve::{Evaluator, Schema, SchemaId, Type, TypeSet, every_keyword};
use crate::source::{Json, Kind, Span};

/// Whether everything that `a` accepts is accepted by `b`, as far as can be proved.
pub(super) fn included(versions: &Versions, a: SchemaId, b: SchemaId) -> bool {
    // What cannot be proved may still be refuted.
    versions.budget.share(SHARES, || Prover::new(versions).included(&[a], b))
}

/// A proof takes one of so many shares of what its question may take.
const SHARES: u64 = 8;

/// Everything that all of these schemas accept.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Goal {
    /// The JSON types that are left.
    types: TypeSet,
    /// The schemas with all that they refer to, sorted.
    ids: Vec<SchemaId>,
    /// The schemas whose arms have been told apart already, sorted.
    split: Vec<SchemaId>,
}

struct Prover<'w> {
    versions: &'w Versions,
    evaluator: Evaluator<'w>,
    /// What is taken for granted, in order.
    trail: Vec<(Goal, SchemaId)>,
    assumed: HashSet<(Goal, SchemaId)>,
    /// What could not be proved.
    failed: HashSet<(Goal, SchemaId)>,
    /// Lists of arms, by address, that could not be proved to be the same.
    unlike: HashSet<(usize, usize)>,
    /// Whether conjunctions accept nothing, to a depth.
    empty: HashMap<(Goal, usize), bool>,
    depth: usize,
}

impl<'w> Prover<'w> {
    fn new(versions: &'w Versions) -> Self {
        Self {
            versions,
            evaluator: versions.evaluator(),
            trail: Vec::new(),
            assumed: HashSet::new(),
            failed: HashSet::new(),
            unlike: HashSet::new(),
            empty: HashMap::new(),
            depth: PROOFS_WITHIN_EACH_OTHER,
        }
    }

    fn node(&self, id: SchemaId) -> &'w Schema {
        self.versions.node(id)
    }

    fn nodes<'g>(&self, goal: &'g Goal) -> impl Iterator<Item = &'w Schema> + use<'w, 'g> {
        let versions = self.versions;
        goal.ids.iter().map(move |id| versions.node(*id))
    }

    /// Takes the steps that asking something of a goal costs; false if they are not left.
    fn pay(&self, goal: &Goal) -> bool {
        self.versions.budget.take(goal.ids.len() as u64 + 1)
    }

    /// Whether a schema is known to accept a value.
    fn accepts(&self, id: SchemaId, value: &Json) -> bool {
        self.evaluator.judge(id, value) == Some(true)
    }

    fn goal(&self, schemas: &[SchemaId]) -> Goal {
        self.goal_with(TypeSet::ALL, schemas, Vec::new())
    }

    fn goal_with(&self, types: TypeSet, schemas: &[SchemaId], split: Vec<SchemaId>) -> Goal {
        let mut ids: Vec<SchemaId> = Vec::new();
        let mut pending = schemas.to_vec();
        while let Some(id) = pending.pop() {
            let id = self.versions.first(id);
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
                let node = self.node(id);
                pending.extend(node.references.iter().chain(&node.all_of));
            }
        }
        self.versions.budget.take(ids.len() as u64);
        let types =
            ids.iter().fold(types, |types, id| types.intersection(self.node(*id).stated_types()));
        Goal { types, ids, split }
    }

    fn included(&mut self, a: &[SchemaId], b: SchemaId) -> bool {
        let goal = self.goal(a);
        self.prove(&goal, b)
    }

    fn equal(&mut self, a: SchemaId, b: SchemaId) -> bool {
        self.versions.same(a, b) || self.included(&[a], b) && self.included(&[b], a)
    }

    fn prove(&mut self, goal: &Goal, b: SchemaId) -> bool {
        let b = self.versions.first(b);
        if goal.types.is_empty() || goal.ids.contains(&b) {
            return true;
        }
        if self.versions.tight(b).is_some_and(|tight| goal.ids.contains(&tight)) {
            return true;
        }
        let pair = (goal.clone(), b);
        if self.assumed.contains(&pair) {
            return true;
        }
        if self.depth == 0 || !self.pay(goal) {
            return false;
        }
        if self.has_arm_of(goal, &self.node(b).any_of) && self.asserts(goal, b) {
            return true;
        }
        if let Some(values) = self.values(goal) {
            return values.iter().all(|value| self.accepts(b, value));
        }
        if self.failed.contains(&pair) {
            return false;
        }
        let mark = self.trail.len();
        self.trail.push(pair.clone());
        self.assumed.insert(pair.clone());
        self.depth -= 1;
        let proved = self.asserts(goal, b) || self.cases(goal, b) || self.is_empty(goal, 4);
        self.depth += 1;
        if !proved {
            // What was proved under an assumption that fell may hold all the same, but what failed
            // with more taken for granted fails with less.
            self.failed.insert(pair);
            for pair in self.trail.drain(mark..) {
                self.assumed.remove(&pair);
            }
        }
        proved
    }

    /// The only values that a goal can have, if they can be listed; perhaps some that it cannot have.
    fn values(&self, goal: &Goal) -> Option<Vec<Json>> {
        let lists = self.nodes(goal).filter_map(|node| match &node.constant {
            Some(constant) => Some(std::slice::from_ref(constant)),
            None => node.enumeration.as_deref(),
        });
        let plain = TypeSet::of(Type::Null).union(TypeSet::of(Type::Boolean));
        let refuses = |id, value: &Json| self.evaluator.judge(id, value) == Some(false);
        let may_be = |value: &Json| !goal.ids.iter().any(|id| refuses(*id, value));
        let fits = |value: &&Json| goal.types.contains(Type::of(value)) && may_be(value);
        match lists.min_by_key(|list| list.len()) {
            Some(values) => Some(values.iter().filter(fits).cloned().collect()),
            None if plain.contains_all(goal.types) => {
                let all = [Kind::Null, Kind::Bool(false), Kind::Bool(true)].map(json);
                Some(all.iter().filter(fits).cloned().collect())
            }
            None => None,
        }
    }

    /// Whether the goal implies each assertion of a schema.
    fn asserts(&mut self, goal: &Goal, b: SchemaId) -> bool {
        let node = self.node(b);
        every_keyword!(node;
            nothing: file pointer span definition_name keywords annotations;
            asserts: never unresolved enumeration constant types;
            numbers: multiple_of maximum exclusive_maximum minimum exclusive_minimum;
            strings: max_length min_length pattern format;
            arrays: max_items min_items unique_items prefix_items items contains min_contains
                max_contains unevaluated_items contains_evaluates;
            objects: max_properties min_properties required properties pattern_properties
                additional_properties property_names dependent_required dependent_schemas
                unevaluated_properties;
            in_place: all_of any_of one_of not if_ then else_ references;
        );
        // Of a schema that could not be found nothing is known but its address.
        let is_known = |id: &String| self.nodes(goal).any(|it| it.unresolved.as_ref() == Some(id));
        !node.never
            && node.unresolved.as_ref().is_none_or(is_known)
            && node.enumeration.as_ref().is_none_or(|it| self.lists_texts(goal, it))
            && node
                .constant
                .as_ref()
                .is_none_or(|it| self.lists_texts(goal, std::slice::from_ref(it)))
            && node.types.is_none_or(|types| types.contains_all(goal.types))
            && self.numbers(goal, node)
            && self.strings(goal, node)
            && self.arrays(goal, node)
            && self.objects(goal, node)
            && self.in_place(goal, node)
    }

    /// A schema of a goal whose arms have not been told apart.
    fn open_union(&self, goal: &Goal) -> Option<SchemaId> {
        let has_arms = |id: &SchemaId| {
            let node = self.node(*id);
            !node.any_of.is_empty() || !node.one_of.is_empty()
        };
        goal.ids.iter().find(|id| has_arms(id) && !goal.split.contains(id)).copied()
    }

    /// Proves each case on its own: the arms of a union, or the JSON types.
    fn cases(&mut self, goal: &Goal, b: SchemaId) -> bool {
        if let Some(id) = self.open_union(goal) {
            let node = self.node(id);
            let arms = if node.any_of.is_empty() { &node.one_of } else { &node.any_of };
            let mut split = goal.split.clone();
            split.push(id);
            return arms.iter().all(|arm| {
                let ids: Vec<_> = goal.ids.iter().copied().chain([*arm]).collect();
                let case = self.goal_with(goal.types, &ids, split.clone());
                self.prove(&case, b)
            });
        }
        let types = kinds(goal.types);
        let union = self.has_union(b);
        union
            && types.len() > 1
            && types.into_iter().all(|types| {
                let case = Goal { types, ..goal.clone() };
                self.prove(&case, b)
            })
    }

    /// Whether it matters to a schema which of several types an instance has.
    fn has_union(&self, b: SchemaId) -> bool {
        let node = self.node(b);
        let unions = [&node.any_of, &node.one_of, &node.all_of, &node.references];
        unions.iter().any(|it| !it.is_empty()) || node.enumeration.is_some() || node.if_.is_some()
    }
}

fn json(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}

/// A set of types as sets of one, with all numbers as one.
fn kinds(types: TypeSet) -> Vec<TypeSet> {
    let number = types.intersection(TypeSet::NUMBER);
    let others = types.difference(TypeSet::NUMBER).iter().map(TypeSet::of);
    others.chain((!number.is_empty()).then_some(number)).collect()
}
