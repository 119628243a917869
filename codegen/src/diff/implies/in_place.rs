//! Keywords that apply schemas to the same instance.

use super::{Goal, Prover};
use crate::limits::ARMS_TRIED_AT_ONCE;
use crate::resolve::{Schema, SchemaId};

impl Prover<'_> {
    pub(super) fn in_place(&mut self, goal: &Goal, node: &Schema) -> bool {
        node.references.iter().chain(&node.all_of).all(|id| self.prove(goal, *id))
            && self.any_of(goal, node)
            && self.one_of(goal, node)
            && node.not.is_none_or(|id| self.not(goal, id))
            && self.condition(goal, node)
    }

    /// Some arm: the same arms, or one that holds. Where a tag tells the arms apart, only those are
    /// tried that have the tag of the goal.
    fn any_of(&mut self, goal: &Goal, node: &Schema) -> bool {
        node.any_of.is_empty()
            || self.nodes(goal).any(|it| it.any_of == node.any_of)
            || self.has_arm_of(goal, &node.any_of)
            || self.worth_trying(goal, &node.any_of).into_iter().any(|id| self.prove(goal, id))
    }

    /// The arms that a goal may be of; none of many, where the goal is itself of several arms, each of which
    /// is soon tried on its own.
    fn worth_trying(&self, goal: &Goal, arms: &[SchemaId]) -> Vec<SchemaId> {
        let possible = self.possible(goal, arms);
        let are_many = possible.len() > ARMS_TRIED_AT_ONCE && self.open_union(goal).is_some();
        if are_many { Vec::new() } else { possible }
    }

    /// Exactly one arm: the same arms, or one that holds where no other can.
    fn one_of(&mut self, goal: &Goal, node: &Schema) -> bool {
        if node.one_of.is_empty() {
            return true;
        }
        let nodes: Vec<_> = self.nodes(goal).collect();
        let same = nodes.into_iter().any(|it| self.same_arms(&it.one_of, &node.one_of));
        same || {
            let possible = self.worth_trying(goal, &node.one_of);
            possible.iter().enumerate().any(|(index, id)| {
                self.prove(goal, *id)
                    && possible
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != index)
                        .all(|(_, it)| self.not(goal, *it))
            })
        }
    }

    fn same_arms(&mut self, given: &[SchemaId], wanted: &[SchemaId]) -> bool {
        let lists = (given.as_ptr().addr(), wanted.as_ptr().addr());
        if given.len() != wanted.len() || self.unlike.contains(&lists) {
            return false;
        }
        let mut firsts = [given, wanted]
            .map(|arms| arms.iter().map(|id| self.versions.first(*id)).collect::<Vec<_>>());
        firsts.iter_mut().for_each(|it| it.sort());
        let [a, b] = firsts;
        self.versions.budget.take(given.len() as u64);
        let same = a == b || given.iter().zip(wanted).all(|(a, b)| self.equal(*a, *b));
        if !same {
            self.unlike.insert(lists);
        }
        same
    }

    /// Whether nothing in the goal is accepted by a schema.
    fn not(&mut self, goal: &Goal, id: SchemaId) -> bool {
        let denied: Vec<_> = self.nodes(goal).filter_map(|it| it.not).collect();
        let ids: Vec<_> = goal.ids.iter().copied().chain([id]).collect();
        let both = self.goal_with(goal.types, &ids, goal.split.clone());
        self.is_empty(&both, 4) || denied.into_iter().any(|it| self.included(&[id], it))
    }

    fn condition(&mut self, goal: &Goal, node: &Schema) -> bool {
        let Some(condition) = node.if_ else { return true };
        let holds =
            |prover: &mut Self, id: Option<SchemaId>| id.is_none_or(|id| prover.prove(goal, id));
        let same = goal.ids.iter().any(|id| {
            let given = self.node(*id);
            let branch = |prover: &mut Self, given: Option<SchemaId>, wanted: Option<SchemaId>| {
                wanted.is_none_or(|wanted| {
                    given.is_some_and(|given| prover.included(&[given], wanted))
                })
            };
            given.if_.is_some_and(|it| self.equal(it, condition))
                && branch(self, given.then, node.then)
                && branch(self, given.else_, node.else_)
        });
        same || holds(self, node.then) && holds(self, node.else_)
    }
}
