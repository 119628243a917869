//! Lengths, patterns and formats.

use super::{Goal, Prover};
use crate::resolve::{Schema, Type, format};

impl Prover<'_> {
    pub(super) fn strings(&self, goal: &Goal, node: &Schema) -> bool {
        if !goal.types.contains(Type::String) {
            return true;
        }
        let least = self.nodes(goal).filter_map(|it| it.min_length).max().unwrap_or(0);
        let most = self.nodes(goal).filter_map(|it| it.max_length).min();
        let has =
            |pattern: &String| self.nodes(goal).any(|it| it.pattern.as_ref() == Some(pattern));
        node.min_length.is_none_or(|it| least >= it)
            && node.max_length.is_none_or(|it| most.is_some_and(|most| most <= it))
            && node.pattern.as_ref().is_none_or(has)
            && node.format.as_ref().is_none_or(|wanted| {
                let given = self.nodes(goal).filter_map(|it| it.format.as_ref());
                given.into_iter().any(|it| format::includes(wanted, it))
            })
    }
}
