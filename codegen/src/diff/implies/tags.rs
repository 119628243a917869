//! Arms that can be told apart at a glance: by JSON type, by their values, or by a member that all of
//! them require and that has other values in each.
//!
//! Input: the arms of a union. Output: whether no document is of two of them, and which of them a
//! conjunction may be of. Both take time linear in the number of arms.

use std::collections::{HashMap, HashSet};

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
        let tags: Vec<(&str, Vec<Json>)> = self
            .tags(goal)
            .into_iter()
            .filter_map(|tag| Some((tag, self.tag_values(goal, tag)?)))
            .collect();
        let is_possible = |id: &&SchemaId| {
            let arm = self.goal(&[**id]);
            let is_object = goal.types == TypeSet::of(Type::Object);
            !arm.types.intersection(goal.types).is_empty()
                && tags.iter().all(|(tag, values)| {
                    !is_object
                        || self
                            .tag_values(&arm, tag)
                            .is_none_or(|other| other.iter().any(|it| values.contains(it)))
                })
        };
        arms.iter().filter(is_possible).copied().collect()
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
