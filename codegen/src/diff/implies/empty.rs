//! Whether a conjunction accepts nothing, as far as can be proved.

use std::collections::BTreeSet;

use super::{Goal, Prover};
use crate::resolve::{Type, TypeSet};

impl Prover<'_> {
    /// `true` is a proof; `depth` bounds how many steps into the document are taken.
    pub(super) fn is_empty(&mut self, goal: &Goal, depth: usize) -> bool {
        if goal.types == TypeSet::of(Type::String) && self.has_no_string(goal) {
            return true;
        }
        if goal.types.is_empty() || self.values(goal).is_some_and(|values| values.is_empty()) {
            return true;
        }
        let (Some(depth), Some(fuel)) = (depth.checked_sub(1), self.fuel.checked_sub(1)) else {
            return false;
        };
        self.fuel = fuel;
        self.has_no_arm(goal, depth) || self.has_empty_member(goal, depth)
    }

    fn has_no_arm(&mut self, goal: &Goal, depth: usize) -> bool {
        let nodes: Vec<_> = self.nodes(goal).collect();
        nodes.into_iter().any(|node| {
            let arms = if node.any_of.is_empty() { &node.one_of } else { &node.any_of };
            !arms.is_empty()
                && arms.iter().all(|arm| {
                    let ids: Vec<_> = goal.ids.iter().copied().chain([*arm]).collect();
                    self.is_empty(&self.goal_with(goal.types, &ids, Vec::new()), depth)
                })
        })
    }

    fn has_empty_member(&mut self, goal: &Goal, depth: usize) -> bool {
        if goal.types != TypeSet::of(Type::Object) {
            return false;
        }
        let required: BTreeSet<_> = self.nodes(goal).flat_map(|node| &node.required).collect();
        required.into_iter().any(|name| self.is_empty(&self.goal(&self.member(goal, name)), depth))
    }
}
