//! What other crates see of the generated types.
//!
//! Input: the definitions and the syntax that was woven from them. Output: an [`Api`], the public
//! items with their fields, variants, derives and functions, all types by their full paths. As it is
//! read from the syntax that is printed, it cannot differ from what is generated.

mod attribute;
mod compare;
mod read;
mod rows;
mod traits;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use attribute::attribute;
pub(super) use traits::heads;

use crate::lower::{Lowered, Shape};
use crate::resolve::SchemaId;
use crate::weave::Woven;

/// The public items by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Api {
    items: BTreeMap<String, Item>,
}

/// A public type.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Item {
    /// `struct`, `enum`, `type`; with the target for an alias.
    kind: String,
    /// The traits that it has.
    traits: BTreeSet<String>,
    /// The type of the value that it holds and that others do not see.
    inner: Option<String>,
    /// Whether others may not build or match it exhaustively.
    non_exhaustive: bool,
    deprecated: bool,
    /// Fields or variants by name, each with its type.
    members: BTreeMap<String, String>,
    /// Variants without data in their order, which `as` shows.
    order: Vec<String>,
    /// Functions and constants by name, each with its signature.
    functions: BTreeMap<String, String>,
    /// The schema that it was made for.
    origin: Option<SchemaId>,
    /// The names in JSON of the fields, by Rust name.
    names: BTreeMap<String, String>,
}

impl Item {
    /// The type that it is another name for.
    fn target(&self) -> Option<String> {
        self.kind.strip_prefix("type ").map(|it| it.replace(" :: ", "::"))
    }
}

impl Api {
    /// What a path leads to whose item is this one: itself, or the type that it is another name for.
    fn expanded(&self, path: &str, item: &Item) -> Item {
        let found = self.items.get(self.own_path(path)).unwrap_or(item);
        Item { deprecated: item.deprecated, origin: item.origin, ..found.clone() }
    }

    /// A text with each generated type by its own name, and not by another one for it.
    fn canonical(&self, text: &str) -> String {
        let text = text.replace(" :: ", "::");
        let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == ':' || it == '#';
        let words = text.split_inclusive(|it| !is_part(it));
        let own = |word: &str| {
            let path = word.trim_end_matches(|it| !is_part(it));
            let end = &word[path.len()..];
            format!("{}{end}", self.own_path(path))
        };
        words.map(own).collect()
    }

    /// The path of the type that a path is another name for, or the path itself.
    fn own_path<'p>(&'p self, path: &'p str) -> &'p str {
        let mut seen = BTreeSet::new();
        let mut found = path;
        while let Some((next, _)) = self
            .items
            .get(found)
            .and_then(Item::target)
            .and_then(|it| self.items.get_key_value(&it))
            .filter(|(next, _)| seen.insert(next.as_str()))
        {
            found = next;
        }
        found
    }

    /// For each type the types that it names.
    fn uses(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let named = |item: &Item| {
            let texts = item.members.values().chain(item.functions.values()).chain(&item.inner);
            let text = texts.chain([&item.kind]).cloned().collect::<Vec<_>>().join(" , ");
            let text = text.replace(" :: ", "::");
            let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == ':' || it == '#';
            let words = text.split(|it| !is_part(it)).filter_map(|it| self.items.get_key_value(it));
            words.map(|(path, _)| path.as_str()).collect()
        };
        self.items.iter().map(|(path, item)| (path.as_str(), named(item))).collect()
    }

    /// Reads the API of what was woven.
    pub(super) fn of(lowered: &Lowered, woven: &Woven<String>) -> Self {
        let mut items = read::items(woven);
        for definition in &lowered.definitions {
            if let Some(item) = items.get_mut(&definition.path.to_string()) {
                item.origin = Some(definition.origin);
                if let Shape::Struct(it) = &definition.shape {
                    let names = it.fields.iter().map(|it| (it.ident.clone(), it.member.clone()));
                    item.names = names.collect();
                }
            }
        }
        Self { items }
    }
}
