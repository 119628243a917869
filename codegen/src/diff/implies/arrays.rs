//! Lengths and elements of arrays.

use super::{Goal, Prover};
use crate::resolve::{Schema, SchemaId, Type};

impl Prover<'_> {
    pub(super) fn arrays(&mut self, goal: &Goal, node: &Schema) -> bool {
        if !goal.types.contains(Type::Array) {
            return true;
        }
        let least = self.nodes(goal).filter_map(|it| it.min_items).max().unwrap_or(0);
        let most = self.most_items(goal);
        let unique = self.nodes(goal).any(|it| it.unique_items) || most.is_some_and(|it| it < 2);
        node.min_items.is_none_or(|it| least >= it)
            && node.max_items.is_none_or(|it| most.is_some_and(|most| most <= it))
            && (!node.unique_items || unique)
            && self.elements(goal, node, most)
            && self.contains(goal, node)
            && self.unevaluated_items(goal, node)
    }

    fn most_items(&self, goal: &Goal) -> Option<u64> {
        let closed = |it: &Schema| {
            let is_closed = it.items.is_some_and(|id| self.node(id).never);
            is_closed.then_some(it.prefix_items.len() as u64)
        };
        self.nodes(goal).flat_map(|it| it.max_items.into_iter().chain(closed(it))).min()
    }

    fn elements(&mut self, goal: &Goal, node: &Schema, most: Option<u64>) -> bool {
        if node.prefix_items.is_empty() && node.items.is_none() {
            return true;
        }
        let prefix = self.nodes(goal).map(|it| it.prefix_items.len()).max().unwrap_or(0);
        let last = prefix.max(node.prefix_items.len());
        let count = most.map_or(last, |most| last.min(usize::try_from(most).unwrap_or(last)));
        let rest_exists = most.is_none_or(|most| most > last as u64);
        let first = (0..count).all(|index| match element(node, index) {
            Some(wanted) => {
                let given = self.element(goal, index);
                self.included(&given, wanted)
            }
            None => true,
        });
        first
            && match node.items {
                Some(wanted) if rest_exists => {
                    let given = self.element(goal, last);
                    self.included(&given, wanted)
                }
                Some(_) | None => true,
            }
    }

    /// What applies to an element.
    pub(super) fn element(&self, goal: &Goal, index: usize) -> Vec<SchemaId> {
        self.nodes(goal).filter_map(|it| element(it, index)).collect()
    }

    fn contains(&mut self, goal: &Goal, node: &Schema) -> bool {
        let Some(wanted) = node.contains else { return true };
        let least = node.min_contains.unwrap_or(1);
        if least == 0 && node.max_contains.is_none() {
            return true;
        }
        goal.ids.iter().any(|id| {
            let given = self.node(*id);
            let Some(contains) = given.contains else { return false };
            let enough = given.min_contains.unwrap_or(1) >= least;
            let few = node.max_contains.is_none_or(|most| {
                given.max_contains.is_some_and(|it| it <= most)
                    && self.included(&[wanted], contains)
            });
            enough && few && (least == 0 || self.included(&[contains], wanted))
        })
    }

    /// What is evaluated is only known to be the same where the schemas beside it are.
    fn unevaluated_items(&mut self, goal: &Goal, node: &Schema) -> bool {
        let Some(wanted) = node.unevaluated_items else { return true };
        if self.accepts_all(wanted) {
            return true;
        }
        goal.ids.iter().any(|id| {
            let given = self.node(*id);
            given.prefix_items.len() == node.prefix_items.len()
                && given.items.is_some() == node.items.is_some()
                && given.contains == node.contains
                && given.contains_evaluates == node.contains_evaluates
                && given.in_place().eq(node.in_place())
                && given.unevaluated_items.is_some_and(|it| self.included(&[it], wanted))
        })
    }

    /// Whether a schema plainly accepts everything.
    pub(super) fn accepts_all(&mut self, id: SchemaId) -> bool {
        self.included(&[], id)
    }
}

fn element(node: &Schema, index: usize) -> Option<SchemaId> {
    node.prefix_items.get(index).copied().or(node.items)
}
