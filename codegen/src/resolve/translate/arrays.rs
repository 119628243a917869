//! Keywords for arrays.
//!
//! Input: the keyword. Output: `prefixItems` for the first elements and `items` for those after
//! them, however the dialect writes them.
//!
//! ```text
//! {"items": [A, B], "additionalItems": C}  ⇒  {"prefixItems": [A, B], "items": C}
//! ```

use super::super::Keyword;
use super::strings::count;
use super::{ALLOWS_ALL, Entry, Reader, Role, asserts};

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn unique_items(&mut self, entry: Entry<'a>) -> Role {
        let Some(unique) = entry.value.as_bool() else { return self.bad(entry, "a boolean") };
        self.schema.unique_items = unique;
        if unique { asserts(Keyword::UniqueItems) } else { ALLOWS_ALL }
    }

    pub(super) fn prefix_items(&mut self, entry: Entry<'a>) -> Role {
        let Some(items) = entry.value.as_array() else {
            return self.bad(entry, "an array of schemas");
        };
        self.schema.prefix_items = self.elements(entry, items);
        if items.is_empty() { ALLOWS_ALL } else { asserts(Keyword::PrefixItems) }
    }

    /// `items` since draft 2020-12. The array of the older drafts is understood.
    pub(super) fn items(&mut self, entry: Entry<'a>) -> Role {
        if entry.value.as_array().is_some() && self.sibling("prefixItems").is_none() {
            let message = "`items` is a schema since draft 2020-12: the array is called `prefixItems`";
            self.warn(entry, message.to_owned(), "read as the older drafts read it");
            return self.prefix_items(entry);
        }
        self.one(entry, Keyword::Items, |schema| &mut schema.items)
    }

    /// `items` before draft 2020-12.
    pub(super) fn items_or_tuple(&mut self, entry: Entry<'a>) -> Role {
        if entry.value.as_array().is_some() {
            self.prefix_items(entry)
        } else {
            self.one(entry, Keyword::Items, |schema| &mut schema.items)
        }
    }

    pub(super) fn additional_items(&mut self, entry: Entry<'a>) -> Role {
        if self.sibling("items").and_then(|items| items.as_array()).is_none() {
            return Role::Ignored("`items` is no array, so no elements are additional");
        }
        self.one(entry, Keyword::Items, |schema| &mut schema.items)
    }

    pub(super) fn min_contains(&mut self, entry: Entry<'a>) -> Role {
        match count(entry) {
            _ if self.sibling("contains").is_none() => Role::Ignored("there is no `contains`"),
            None => self.bad(entry, "an integer that is not negative"),
            Some(count) => {
                self.schema.min_contains = Some(count);
                asserts(Keyword::MinContains)
            }
        }
    }

    pub(super) fn max_contains(&mut self, entry: Entry<'a>) -> Role {
        if self.sibling("contains").is_none() {
            return Role::Ignored("there is no `contains`");
        }
        self.upper(entry, Keyword::MaxContains, |schema| &mut schema.max_contains)
    }

    /// The nodes of the elements of a keyword's value.
    pub(super) fn elements(
        &mut self,
        entry: Entry<'a>,
        items: &'a [crate::source::Json],
    ) -> Vec<super::SchemaId> {
        let nodes = items.iter().enumerate();
        nodes.map(|(index, item)| self.child(&[entry.name, &index.to_string()], item)).collect()
    }
}
