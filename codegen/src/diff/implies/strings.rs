//! Lengths, patterns and formats.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::{Goal, Prover};
use crate::pattern::{self, Answer, Pattern};
use crate::resolve::{Schema, Type, TypeSet, format};
use crate::source::Json;

/// How many values a pattern is held against.
const VALUES_OF_A_PATTERN: usize = 200;

/// A text as a pattern that matches it alone.
fn literal(text: &str) -> String {
    let special = |it: char| r"\^$.*+?()[]{}|/".contains(it);
    text.chars().flat_map(|it| special(it).then_some('\\').into_iter().chain([it])).collect()
}

/// What comparing patterns may cost, in steps.
const STEPS_OF_PATTERNS: u64 = 200;

impl Prover<'_> {
    pub(super) fn strings(&self, goal: &Goal, node: &Schema) -> bool {
        if !goal.types.contains(Type::String) {
            return true;
        }
        let (least, most) = self.lengths(goal);
        let has =
            |pattern: &String| self.nodes(goal).any(|it| it.pattern.as_ref() == Some(pattern));
        let is_long = |min| least >= min || self.has_no_text(goal, None, least..=min - 1);
        let is_short = |max: u64| {
            most <= max || self.has_no_text(goal, None, max.saturating_add(1).max(least)..=most)
        };
        node.min_length.is_none_or(is_long)
            && node.max_length.is_none_or(is_short)
            && (node.pattern.as_ref())
                .is_none_or(|it| has(it) || self.has_no_text(goal, Some(it), least..=most))
            && node.format.as_ref().is_none_or(|wanted| {
                let given = self.nodes(goal).filter_map(|it| it.format.as_ref());
                given.into_iter().any(|it| format::includes(wanted, it))
            })
    }

    /// How long a string may be at least and at most.
    fn lengths(&self, goal: &Goal) -> (u64, u64) {
        let least = self.nodes(goal).filter_map(|it| it.min_length).max().unwrap_or(0);
        let most = self.nodes(goal).filter_map(|it| it.max_length).min().unwrap_or(u64::MAX);
        (least, most)
    }

    /// Whether the patterns of a goal match no text of such a length that another one does not.
    fn has_no_text(
        &self,
        goal: &Goal,
        other: Option<&String>,
        lengths: RangeInclusive<u64>,
    ) -> bool {
        let given = self.nodes(goal).filter_map(|it| it.pattern.as_ref());
        let given: Vec<Arc<Pattern>> = given.filter_map(|it| self.evaluator.pattern(it)).collect();
        let other: Vec<_> = other.into_iter().filter_map(|it| self.evaluator.pattern(it)).collect();
        if given.is_empty() && other.is_empty() {
            return false;
        }
        if !self.versions.budget.take(STEPS_OF_PATTERNS) {
            return false;
        }
        let all_of: Vec<&Pattern> = given.iter().map(Arc::as_ref).collect();
        let none_of: Vec<&Pattern> = other.iter().map(Arc::as_ref).collect();
        pattern::find(&all_of, &none_of, lengths) == Answer::None
    }

    /// Whether the strings that a goal allows are among some values.
    pub(super) fn lists_texts(&self, goal: &Goal, values: &[Json]) -> bool {
        if goal.types != TypeSet::of(Type::String) || values.len() > VALUES_OF_A_PATTERN {
            return false;
        }
        let texts: Vec<_> = values.iter().filter_map(Json::as_str).map(literal).collect();
        let (least, most) = self.lengths(goal);
        let listed = format!("^(?:{})$", texts.join("|"));
        !texts.is_empty() && self.has_no_text(goal, Some(&listed), least..=most)
    }

    /// Whether no text matches all of some patterns and none of others.
    pub(super) fn matches_none<'p>(
        &self,
        all: &[&str],
        none: impl Iterator<Item = &'p str>,
    ) -> bool {
        let parse = |it: &str| self.evaluator.pattern(it);
        let all: Option<Vec<Arc<Pattern>>> = all.iter().map(|it| parse(it)).collect();
        let none: Option<Vec<Arc<Pattern>>> = none.map(parse).collect();
        let (Some(all), Some(none)) = (all, none) else { return false };
        let all: Vec<&Pattern> = all.iter().map(Arc::as_ref).collect();
        let none: Vec<&Pattern> = none.iter().map(Arc::as_ref).collect();
        self.versions.budget.take(STEPS_OF_PATTERNS)
            && pattern::find(&all, &none, 0..=u64::MAX) == Answer::None
    }

    /// Whether no string can be what a goal says of strings.
    pub(super) fn has_no_string(&self, goal: &Goal) -> bool {
        let (least, most) = self.lengths(goal);
        least > most || self.has_no_text(goal, None, least..=most)
    }
}
