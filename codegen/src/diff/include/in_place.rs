//! Keywords that apply schemas to the same instance.

use super::{Goal, Prover};
use crate::resolve::{Schema, SchemaId};

impl Prover<'_> {
    pub(super) fn in_place(&mut self, goal: &Goal, node: &Schema) -> bool {
        node.references.iter().chain(&node.all_of).all(|id| self.prove(goal, *id))
            && self.any_of(goal, node)
            && self.one_of(goal, node)
            && node.not.is_none_or(|id| self.not(goal, id))
            && self.condition(goal, node)
    }

    fn any_of(&mut self, goal: &Goal, node: &Schema) -> bool {
        node.any_of.is_empty()
            || self.nodes(goal).any(|it| it.any_of == node.any_of)
            || node.any_of.iter().any(|id| self.prove(goal, *id))
    }

    /// Exactly one arm: the same arms, or one that holds where no other can.
    fn one_of(&mut self, goal: &Goal, node: &Schema) -> bool {
        if node.one_of.is_empty() {
            return true;
        }
        let same = goal.ids.iter().any(|id| {
            let arms = &self.node(*id).one_of;
            arms.len() == node.one_of.len()
                && arms.iter().zip(&node.one_of).all(|(a, b)| self.equal(*a, *b))
        });
        same || node.one_of.iter().any(|id| {
            self.prove(goal, *id)
                && node.one_of.iter().filter(|other| *other != id).all(|it| self.not(goal, *it))
                && node.one_of.iter().filter(|other| *other == id).count() == 1
        })
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
