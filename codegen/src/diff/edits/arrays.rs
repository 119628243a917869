//! Elements of arrays.

use super::Steps;
use crate::diagnostic::Code;
use crate::diff::slot::{Flow, Slot};
use crate::resolve::{Keyword, SchemaId};

impl Steps<'_> {
    pub(super) fn arrays(&mut self) {
        self.elements();
        self.contains();
        let rest = (Slot::Rest(self.new.prefix_items.len()), Flow::ALONG);
        self.subschema(Keyword::UnevaluatedItems, Code::OthersChanged, rest, |it| {
            &mut it.unevaluated_items
        });
    }

    /// Elements in their places are compared; another number of places is a step.
    fn elements(&mut self) {
        let (old, new) = (&self.old.prefix_items, &self.new.prefix_items);
        let (shared, longer) = (old.len().min(new.len()), old.len().max(new.len()));
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
                self.child(old, new, Slot::Rest(longer), Flow::ALONG);
            }
        } else {
            let rest = (Slot::Rest(shared), Flow::ALONG);
            self.subschema(Keyword::Items, Code::ElementsChanged, rest, |it| &mut it.items);
        }
        for (index, (old, new)) in old.iter().zip(new).enumerate() {
            self.child(*old, *new, Slot::Element(index), Flow::ALONG);
        }
    }

    fn contains(&mut self) {
        let (old, new) = (self.old, self.new);
        let both = old.contains.is_some() && new.contains.is_some();
        if both {
            // More of what is contained may be too much of it, and then it may be looked at.
            let turns = old.max_contains.is_some() || new.max_contains.is_some();
            let looks = old.unevaluated_items.is_some() || new.unevaluated_items.is_some();
            let some = (Slot::Some, Flow { turns: turns || looks, looks: false });
            self.subschema(Keyword::Contains, Code::ElementsChanged, some, |it| &mut it.contains);
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
