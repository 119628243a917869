//! Keywords for arrays.
//!
//! Input: the elements. Output: the verdict, and which elements were evaluated.

use std::collections::HashSet;

use crate::source::Json;

use super::{Step, canonical};

impl Step<'_, '_> {
    pub(super) fn array(&mut self, items: &[Json]) -> bool {
        let schema = self.schema;
        let length = items.len() as u64;
        schema.min_items.is_none_or(|least| length >= least)
            && schema.max_items.is_none_or(|most| length <= most)
            && (!schema.unique_items || are_unique(items))
            && self.elements(items)
            && self.contains(items)
            && self.unevaluated_items(items)
    }

    /// `prefixItems` and `items`.
    fn elements(&mut self, items: &[Json]) -> bool {
        let schema = self.schema;
        items.iter().enumerate().all(|(index, item)| {
            let Some(id) = schema.prefix_items.get(index).copied().or(schema.items) else {
                return true;
            };
            self.mark(index);
            self.run.is_valid(id, item)
        })
    }

    fn contains(&mut self, items: &[Json]) -> bool {
        let schema = self.schema;
        let Some(id) = schema.contains else { return true };
        let mut count = 0;
        for (index, item) in items.iter().enumerate() {
            if self.run.is_valid(id, item) {
                count += 1;
                if schema.contains_evaluates {
                    self.mark(index);
                }
            }
        }
        count >= schema.min_contains.unwrap_or(1)
            && schema.max_contains.is_none_or(|most| count <= most)
    }

    fn unevaluated_items(&mut self, items: &[Json]) -> bool {
        let Some(id) = self.schema.unevaluated_items else { return true };
        items.iter().enumerate().all(|(index, item)| {
            let evaluated = self.evaluated.as_ref().and_then(|marks| marks.get(index));
            if evaluated == Some(&true) {
                return true;
            }
            self.mark(index);
            self.run.is_valid(id, item)
        })
    }
}

/// Whether no two elements are equal.
fn are_unique(items: &[Json]) -> bool {
    let mut seen = HashSet::new();
    items.iter().all(|item| seen.insert(canonical::text(item)))
}
