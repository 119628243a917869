//! Arrays of the lengths that the schemas name, with each element varied in turn.

use super::{Sampler, allows, json};
use crate::limits::{ELEMENTS_TO_A_BOUND, ELEMENTS_VARIED};
use crate::resolve::{Schema, SchemaId, Type};
use crate::source::{Json, Kind};

/// How many values one element is given.
const VARIANTS: usize = 24;

impl Sampler<'_> {
    pub(super) fn arrays(&self, view: &[&Schema], depth: usize, vary: bool) -> Vec<Json> {
        if !allows(view, Type::Array) {
            return vec![json(Kind::Array([].into()))];
        }
        let prefix = view.iter().map(|it| it.prefix_items.len()).max().unwrap_or(0);
        let schemas = |index: usize| -> Vec<SchemaId> {
            let at = |it: &&Schema| it.prefix_items.get(index).copied().or(it.items);
            view.iter().filter_map(at).chain(view.iter().filter_map(|it| it.contains)).collect()
        };
        let own = |index: usize| -> Vec<SchemaId> {
            let at = |it: &&Schema| it.prefix_items.get(index).copied().or(it.items);
            view.iter().filter_map(at).collect()
        };
        let bases: Vec<Json> =
            (0..=prefix.min(12)).map(|index| self.valid(&own(index), depth)).collect();
        let base = |index: usize| bases.get(index).or(bases.last()).cloned();
        let make = |length: usize| (0..length).filter_map(base).collect::<Vec<_>>();
        let mut arrays: Vec<Vec<Json>> = vec![Vec::new()];
        for length in self.lengths(view, prefix, vary) {
            if !self.pay(length) {
                break;
            }
            arrays.push(match view.iter().any(|it| it.unique_items) {
                true if vary => self.distinct(length, &own(prefix), depth, make(prefix)),
                _ => make(length),
            });
        }
        arrays.extend(self.containing(view, &own(prefix), depth));
        let least =
            view.iter().filter_map(|it| it.min_items).max().unwrap_or(0).min(ELEMENTS_VARIED);
        let least = usize::try_from(least).unwrap_or_default();
        for index in 0..=prefix.min(12) {
            if !vary && index > 0 {
                break;
            }
            for value in self.few(&schemas(index), depth).iter().take(VARIANTS).cloned() {
                if !self.pay(least.max(index + 1)) {
                    break;
                }
                let mut array = make(least.max(index + 1));
                if let Some(element) = array.get_mut(index) {
                    *element = value.clone();
                }
                let mut longer = array.clone();
                longer.push(value);
                arrays.extend([array, longer]);
            }
        }
        arrays.into_iter().map(|it| json(Kind::Array(it.into()))).collect()
    }

    /// As many of what is to be contained as the schemas name, and one more and less.
    fn containing(&self, view: &[&Schema], own: &[SchemaId], depth: usize) -> Vec<Vec<Json>> {
        let mut arrays = Vec::new();
        for contains in view.iter().filter_map(|it| it.contains) {
            let schemas: Vec<_> = own.iter().copied().chain([contains]).collect();
            let value = self.valid(&schemas, depth);
            let counts =
                view.iter().flat_map(|it| it.min_contains.into_iter().chain(it.max_contains));
            let near =
                counts.chain([1]).flat_map(|it| [it.saturating_sub(1), it, it.saturating_add(1)]);
            for count in near.filter(|it| *it <= ELEMENTS_VARIED) {
                let count = usize::try_from(count).unwrap_or_default();
                arrays.push(vec![value.clone(); count]);
            }
        }
        arrays
    }

    fn lengths(&self, view: &[&Schema], prefix: usize, vary: bool) -> Vec<usize> {
        let most = if vary { ELEMENTS_TO_A_BOUND } else { ELEMENTS_VARIED };
        let named = |it: &&Schema| {
            [it.min_items, it.max_items, it.min_contains, it.max_contains].into_iter().flatten()
        };
        let all = view.iter().flat_map(named).chain([prefix as u64, 1]);
        let near = all.flat_map(|it| [it.saturating_sub(1), it, it.saturating_add(1)]);
        near.filter(|it| *it <= most).filter_map(|it| usize::try_from(it).ok()).collect()
    }
}
