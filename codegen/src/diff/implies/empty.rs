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
        let Some(depth) = depth.checked_sub(1).filter(|_| self.pay(goal)) else { return false };
        let key = (goal.clone(), depth);
        if let Some(known) = self.empty.get(&key) {
            return *known;
        }
        let is_empty = self.has_no_arm(goal, depth) || self.has_empty_member(goal, depth);
        self.empty.insert(key, is_empty);
        is_empty
    }

    /// Whether a union that is not told apart yet has no arm left.
    fn has_no_arm(&mut self, goal: &Goal, depth: usize) -> bool {
        let open = goal.ids.iter().filter(|id| !goal.split.contains(id)).copied();
        open.collect::<Vec<_>>().into_iter().any(|id| {
            let node = self.node(id);
            let arms = if node.any_of.is_empty() { &node.one_of } else { &node.any_of };
            let split: Vec<_> = goal.split.iter().copied().chain([id]).collect();
            !arms.is_empty()
                && self.possible(goal, arms).into_iter().all(|arm| {
                    let ids: Vec<_> = goal.ids.iter().copied().chain([arm]).collect();
                    self.is_empty(&self.goal_with(goal.types, &ids, split.clone()), depth)
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
