//! Texts, arrays and objects that just keep a bound on their size, and those that just do not.
//!
//! Input: schemas that apply together. Output: documents of the sizes that they name, and of one more and
//! one less, that keep what else is said: texts match the patterns, elements are distinct where they have
//! to be, members have names that are allowed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::objects::insert;
use super::{Sampler, json};
use crate::limits::{
    CHARACTERS_OF_A_TEXT, MEMBERS_TO_A_BOUND, PATTERN_TEXT_LENGTH, PATTERNS_OF_A_TEXT,
};
use crate::pattern::{self, Answer, Pattern};
use crate::resolve::{Schema, SchemaId};
use crate::source::{Json, Kind, Number, Object};

/// What one look for a text costs, in steps.
const STEPS_OF_A_TEXT: usize = 200;

/// The lengths of strings that schemas name, each with its neighbours.
pub(super) fn lengths(view: &[&Schema]) -> impl Iterator<Item = u64> {
    let named = view.iter().flat_map(|it| it.min_length.into_iter().chain(it.max_length));
    near(named).into_iter()
}

/// Numbers and their neighbours.
fn near(sizes: impl Iterator<Item = u64>) -> BTreeSet<u64> {
    sizes.flat_map(|it| [it.saturating_sub(1), it, it.saturating_add(1)]).collect()
}

impl Sampler<'_> {
    /// Texts of each length that all patterns match, and of a length that is allowed those that one
    /// pattern does not match.
    pub(super) fn texts_at_bounds(&self, view: &[&Schema]) -> Vec<String> {
        let sources: BTreeSet<&String> = view.iter().filter_map(|it| it.pattern.as_ref()).collect();
        let patterns: Vec<Arc<Pattern>> =
            sources.into_iter().filter_map(|it| self.evaluator.pattern(it)).collect();
        if patterns.is_empty() || patterns.len() > PATTERNS_OF_A_TEXT {
            return Vec::new();
        }
        let all: Vec<&Pattern> = patterns.iter().map(Arc::as_ref).collect();
        let least = view.iter().filter_map(|it| it.min_length).max().unwrap_or(0);
        let most = view.iter().filter_map(|it| it.max_length).min().unwrap_or(u64::MAX);
        let mut texts = Vec::new();
        let mut look = |all: &[&Pattern], none: &[&Pattern], lengths| {
            if self.pay(STEPS_OF_A_TEXT)
                && let Answer::Text(text) = pattern::find(all, none, lengths)
            {
                texts.push(text);
            }
        };
        for length in lengths(view).filter(|it| *it <= PATTERN_TEXT_LENGTH as u64) {
            look(&all, &[], length..=length);
        }
        for (index, one) in all.iter().enumerate() {
            let others: Vec<_> =
                all.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, it)| *it).collect();
            look(&others, &[one], least..=most.max(least));
        }
        texts.retain(|it| it.len() as u64 <= CHARACTERS_OF_A_TEXT);
        texts
    }

    /// Names that one of the patterns matches and another does not.
    pub(super) fn names_between(&self, view: &[&Schema]) -> Vec<String> {
        let sources: BTreeSet<&String> =
            view.iter().flat_map(|it| it.pattern_properties.keys()).collect();
        let patterns: Vec<Arc<Pattern>> =
            sources.into_iter().filter_map(|it| self.evaluator.pattern(it)).collect();
        let mut names = Vec::new();
        if patterns.len() > PATTERNS_OF_A_TEXT {
            return names;
        }
        for (index, one) in patterns.iter().enumerate() {
            let others = patterns.iter().enumerate().filter(|(at, _)| *at != index);
            for (_, other) in others {
                if self.pay(STEPS_OF_A_TEXT)
                    && let Answer::Text(text) = pattern::find(&[one], &[other], 0..=u64::MAX)
                {
                    names.push(text);
                }
            }
        }
        names
    }

    /// An array of distinct elements after these, as long as there are so many.
    pub(super) fn distinct(
        &self,
        length: usize,
        own: &[SchemaId],
        depth: usize,
        mut array: Vec<Json>,
    ) -> Vec<Json> {
        let numbers = (0..=length).filter_map(|it| Number::parse(&it.to_string()));
        let numbers = numbers.map(|it| json(Kind::Number(it)));
        let texts = (0..=length).map(|it| json(Kind::String(format!("a{it}"))));
        let lists = own.iter().filter_map(|id| self.schemas.node(*id).enumeration.as_ref());
        let listed = lists.flat_map(|it| it.iter().cloned());
        let few = self.few(own, depth);
        let candidates = few.iter().cloned().chain(listed).chain(numbers).chain(texts);
        let matching = own.iter().filter_map(|id| self.schemas.node(*id).pattern.clone());
        let matching = matching.flat_map(|it| self.texts_of_lengths(&it, length));
        for value in candidates.chain(matching.map(|it| json(Kind::String(it)))) {
            if array.len() >= length || !self.pay(1) {
                break;
            }
            if own.iter().all(|id| self.accepts(*id, &value)) && !array.contains(&value) {
                array.push(value);
            }
        }
        array
    }

    /// Texts that a pattern matches, one of each length.
    fn texts_of_lengths(&self, source: &str, most: usize) -> Vec<String> {
        let Some(pattern) = self.evaluator.pattern(source) else { return Vec::new() };
        let text = |length: u64| {
            self.pay(STEPS_OF_A_TEXT)
                .then(|| pattern::find(&[&pattern], &[], length..=length))
                .and_then(|it| if let Answer::Text(text) = it { Some(text) } else { None })
        };
        (0..=most as u64).filter_map(text).collect()
    }

    /// Objects with as many members as the schemas name.
    pub(super) fn with_as_many(
        &self,
        view: &[&Schema],
        depth: usize,
        least: &Object,
        full: &Object,
    ) -> Vec<Object> {
        let named =
            view.iter().flat_map(|it| it.min_properties.into_iter().chain(it.max_properties));
        let counts = near(named);
        let counts: Vec<_> = counts.into_iter().filter(|it| *it <= MEMBERS_TO_A_BOUND).collect();
        let Some(most) = counts.iter().max() else { return Vec::new() };
        let most = usize::try_from(*most).unwrap_or_default();
        let mut members: Object = least.clone();
        let known = full.keys().cloned();
        let patterns = view.iter().flat_map(|it| it.pattern_properties.keys());
        let of_names = view.iter().filter_map(|it| it.property_names);
        let of_names = of_names.filter_map(|id| self.schemas.node(id).pattern.as_ref());
        let sources: BTreeSet<&String> = patterns.chain(of_names).collect();
        let matching = sources.into_iter().flat_map(|it| self.texts_of_lengths(it, most));
        let extra = (0..most).map(|it| format!("extra{it}"));
        for name in known.chain(extra).chain(matching) {
            if members.len() >= most || !self.pay(1) {
                break;
            }
            let named = json(Kind::String(name.clone()));
            let mut of_names = view.iter().filter_map(|it| it.property_names);
            if !members.contains_key(&name) && of_names.all(|id| self.accepts(id, &named)) {
                let applied = self.applied(view, &name);
                let value = self.valid(&applied, depth);
                if applied.iter().all(|id| self.accepts(*id, &value)) {
                    insert(&mut members, &name, value);
                }
            }
        }
        let object = |count: u64| {
            let count = usize::try_from(count).unwrap_or_default();
            self.pay(count).then(|| {
                members.iter().take(count).map(|(name, it)| (name.clone(), it.clone())).collect()
            })
        };
        counts.into_iter().filter_map(object).collect()
    }
}
