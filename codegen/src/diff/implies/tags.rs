//! Arms that can be told apart at a glance: by JSON type, by their values, or by a member that all of
//! them require and that has other values in each.
//!
//! Input: the arms of a union. Output: whether no document is of two of them, and which of them a
//! conjunction may be of. The first takes time linear in the number of arms; so does the second for the
//! first conjunction that is asked about, and for others as much as there are arms with their tag.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Goal, Prover};
use crate::diff::versions::Versions;
use crate::resolve::{SchemaId, Type, TypeSet};
use crate::source::Json;

/// How many members are tried as a tag.
const TAGS: usize = 8;

/// Whether no document is accepted by two of these groups of schemas.
pub(in crate::diff) fn are_disjoint(versions: &Versions, groups: &[Vec<SchemaId>]) -> bool {
    let prover = Prover::new(versions);
    let arms: Vec<(usize, Goal)> = groups
        .iter()
        .enumerate()
        .flat_map(|(group, ids)| ids.iter().map(move |id| (group, *id)))
        .map(|(group, id)| (group, prover.goal(&[id])))
        .collect();
    let number = TypeSet::NUMBER;
    let others = TypeSet::ALL.difference(number).iter().map(TypeSet::of);
    others.chain([number]).all(|types| {
        let of_type = |(_, goal): &&(usize, Goal)| !goal.types.intersection(types).is_empty();
        let arms: Vec<_> = arms.iter().filter(of_type).collect();
        let groups: HashSet<usize> = arms.iter().map(|(group, _)| *group).collect();
        groups.len() < 2 || prover.have_other_keys(&arms, types)
    })
}

/// The member that tells arms apart, and the values that each of them knows for it; none for an arm that is
/// no object.
pub(in crate::diff) fn tag_of(
    versions: &Versions,
    arms: &[SchemaId],
) -> Option<(String, Vec<Option<Vec<Json>>>)> {
    let prover = Prover::new(versions);
    let goals: Vec<_> = arms.iter().map(|id| prover.goal(&[*id])).collect();
    let is_object = |goal: &&Goal| goal.types.contains(Type::Object);
    let first = goals.iter().find(is_object)?;
    let values_by = |tag: &str| {
        let values: Option<Vec<_>> =
            goals.iter().filter(is_object).map(|goal| prover.tag_values(goal, tag)).collect();
        differ(values?.into_iter().map(Some).enumerate()).then(|| {
            let values = |goal| is_object(&goal).then(|| prover.tag_values(goal, tag)).flatten();
            goals.iter().map(values).collect()
        })
    };
    prover.tags(first).into_iter().find_map(|tag| Some((tag.to_owned(), values_by(tag)?)))
}

impl Prover<'_> {
    /// Whether arms of different groups have different values, or different tags if they are objects.
    fn have_other_keys(&self, arms: &[&(usize, Goal)], types: TypeSet) -> bool {
        if types != TypeSet::of(Type::Object) {
            return differ(arms.iter().map(|(group, goal)| (*group, self.values(goal))));
        }
        let Some((_, first)) = arms.first() else { return true };
        let tags = self.tags(first);
        tags.into_iter().any(|tag| {
            differ(arms.iter().map(|(group, goal)| (*group, self.tag_values(goal, tag))))
        })
    }

    /// The required members that have few values.
    fn tags<'g>(&self, goal: &'g Goal) -> Vec<&'g str>
    where
        Self: 'g,
    {
        let required = self.nodes(goal).flat_map(|it| &it.required);
        let listed = required.filter(|name| self.tag_values(goal, name).is_some());
        listed.map(String::as_str).take(TAGS).collect()
    }

    /// The values that a required member may have, if they can be listed.
    fn tag_values(&self, goal: &Goal, tag: &str) -> Option<Vec<Json>> {
        self.requires(goal, tag).then(|| self.values(&self.goal(&self.member(goal, tag))))?
    }

    /// The arms that a conjunction may be of.
    pub(super) fn possible(&self, goal: &Goal, arms: &[SchemaId]) -> Vec<SchemaId> {
        let union = self.union(arms);
        let is_object = goal.types == TypeSet::of(Type::Object);
        let tags = if is_object { self.tags(goal) } else { Vec::new() };
        let tags: Vec<(Rc<Tag>, Vec<Json>)> = tags
            .into_iter()
            .filter_map(|tag| Some((self.tag(arms, tag), self.tag_values(goal, tag)?)))
            .collect();
        let is_possible = |at: &usize| {
            let types =
                union.types.get(*at).is_some_and(|it| !it.intersection(goal.types).is_empty());
            types && tags.iter().all(|(tag, values)| tag.allows(*at, values))
        };
        let near: Vec<usize> = match tags.first() {
            Some((tag, values)) => tag.with_any(values),
            None => (0..arms.len()).collect(),
        };
        self.versions.budget.take(near.len() as u64);
        near.iter().filter(|at| is_possible(at)).filter_map(|at| arms.get(*at).copied()).collect()
    }

    /// Whether one of the arms is a part of a conjunction.
    pub(super) fn has_arm_of(&self, goal: &Goal, arms: &[SchemaId]) -> bool {
        let union = self.union(arms);
        goal.ids.iter().any(|id| union.firsts.contains(id))
    }

    /// What is known of the arms of a union.
    fn union(&self, arms: &[SchemaId]) -> Rc<Union> {
        let known = self.versions.unions.arms.borrow().get(&address(arms)).cloned();
        known.unwrap_or_else(|| {
            let firsts = arms.iter().map(|id| self.versions.first(*id)).collect();
            let types = arms.iter().map(|id| self.goal(&[*id]).types).collect();
            let union = Rc::new(Union { firsts, types });
            self.versions.unions.arms.borrow_mut().insert(address(arms), union.clone());
            union
        })
    }

    /// Which arms of a union have which values for a tag.
    fn tag(&self, arms: &[SchemaId], tag: &str) -> Rc<Tag> {
        let key = (address(arms), tag.to_owned());
        let known = self.versions.unions.tags.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            let values = arms.iter().map(|id| self.tag_values(&self.goal(&[*id]), tag));
            let found = Rc::new(Tag::of(values.collect()));
            self.versions.unions.tags.borrow_mut().insert(key, found.clone());
            found
        })
    }
}

/// Where a list of arms is kept, for as long as there are [`Versions`].
fn address(arms: &[SchemaId]) -> Address {
    (arms.as_ptr().addr(), arms.len())
}

/// The address of a list of arms, and its length.
type Address = (usize, usize);

/// What was found of unions, by the address of their arms.
#[derive(Debug, Default)]
pub(in crate::diff) struct Unions {
    arms: RefCell<HashMap<Address, Rc<Union>>>,
    tags: RefCell<HashMap<(Address, String), Rc<Tag>>>,
}

/// The arms of a union.
#[derive(Debug)]
struct Union {
    /// The first of the schemas that say the same as an arm, for each.
    firsts: HashSet<SchemaId>,
    /// The JSON types of each.
    types: Vec<TypeSet>,
}

/// A member that may tell the arms of a union apart.
#[derive(Debug)]
struct Tag {
    /// The values that it may have in each arm, if they can be listed.
    values: Vec<Option<Vec<Json>>>,
    /// The arms by value.
    holders: HashMap<Json, Vec<usize>>,
    /// The arms in which it may have any value.
    open: Vec<usize>,
}

impl Tag {
    fn of(values: Vec<Option<Vec<Json>>>) -> Self {
        let (mut holders, mut open): (HashMap<Json, Vec<usize>>, _) = Default::default();
        for (at, listed) in values.iter().enumerate() {
            match listed {
                Some(listed) => {
                    listed.iter().for_each(|it| holders.entry(it.clone()).or_default().push(at));
                }
                None => Vec::push(&mut open, at),
            }
        }
        Self { values, holders, open }
    }

    /// The arms in which it may have one of these values, in their order.
    fn with_any(&self, values: &[Json]) -> Vec<usize> {
        let listed = values.iter().filter_map(|it| self.holders.get(it)).flatten();
        let arms: BTreeSet<usize> = listed.chain(&self.open).copied().collect();
        arms.into_iter().collect()
    }

    fn allows(&self, arm: usize, values: &[Json]) -> bool {
        let listed = self.values.get(arm).and_then(Option::as_ref);
        listed.is_none_or(|listed| listed.iter().any(|it| values.contains(it)))
    }
}

/// Whether lists of different groups have no value in common; a list that is not known may have any.
fn differ(lists: impl Iterator<Item = (usize, Option<Vec<Json>>)>) -> bool {
    let mut holders: HashMap<Json, usize> = HashMap::new();
    for (group, values) in lists {
        let Some(values) = values else { return false };
        for value in values {
            if *holders.entry(value).or_insert(group) != group {
                return false;
            }
        }
    }
    true
}
