//! Elements of arrays.

use super::Steps;
use crate::diagnostic::Code;
use crate::resolve::{Keyword, SchemaId};

impl Steps<'_> {
    pub(super) fn arrays(&mut self) {
        self.elements();
        self.contains();
        let positive = true;
        self.subschema(Keyword::UnevaluatedItems, Code::OthersChanged, positive, |it| {
            &mut it.unevaluated_items
        });
    }

    /// Elements in their places are compared; another number of places is a step.
    fn elements(&mut self) {
        let (old, new) = (&self.old.prefix_items, &self.new.prefix_items);
        let shared = old.len().min(new.len());
        if old.len() != new.len() {
            let prefix: Vec<SchemaId> =
                old.iter().take(shared).chain(new.iter().skip(shared)).copied().collect();
            let items = match (self.old.items, self.new.items) {
                (Some(old), Some(new)) if !self.is_plain(old) && !self.is_plain(new) => Some(old),
                (_, new) => new,
            };
            self.keyword(Keyword::PrefixItems, Code::ElementsChanged, |it| {
                it.prefix_items = prefix;
                it.items = items;
            });
            if let (Some(old), Some(new)) = (self.old.items, self.new.items)
                && items == Some(old)
            {
                self.child(old, new, true);
            }
        } else {
            self.subschema(Keyword::Items, Code::ElementsChanged, true, |it| &mut it.items);
        }
        for (old, new) in old.iter().zip(new) {
            self.child(*old, *new, true);
        }
    }

    fn contains(&mut self) {
        let (old, new) = (self.old, self.new);
        let both = old.contains.is_some() && new.contains.is_some();
        if both {
            let counts = old.max_contains.is_none() && new.max_contains.is_none();
            let evaluates = old.unevaluated_items.is_none() && new.unevaluated_items.is_none();
            self.subschema(Keyword::Contains, Code::ElementsChanged, counts && evaluates, |it| {
                &mut it.contains
            });
            for (keyword, changed) in [
                (Keyword::MinContains, old.min_contains != new.min_contains),
                (Keyword::MaxContains, old.max_contains != new.max_contains),
            ] {
                if changed {
                    self.keyword(keyword, Code::ElementsChanged, |it| match keyword {
                        Keyword::MinContains => it.min_contains = new.min_contains,
                        _ => it.max_contains = new.max_contains,
                    });
                }
            }
        } else if old.contains != new.contains {
            self.keyword(Keyword::Contains, Code::ElementsChanged, |it| {
                it.contains = new.contains;
                it.min_contains = new.min_contains;
                it.max_contains = new.max_contains;
            });
        }
    }
}
