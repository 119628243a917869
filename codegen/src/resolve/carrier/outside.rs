//! What a document says outside of its schemas: which operations there are, what they need.
//!
//! Input: the root of a document. Output: a tree of [`Part`]s by names, without schemas and texts for
//! people. References within the document are followed, so that a part that moved is where it was.

use std::collections::BTreeMap;

use super::{Carrier, Object, Step};
use crate::source::{Json, pointer};

/// How many references and objects stand within each other at most.
const DEPTH: usize = 32;

/// What people read, and what only names a type.
const TEXTS: [&str; 14] = [
    "contact",
    "description",
    "example",
    "examples",
    "externalDocs",
    "info",
    "license",
    "metadata",
    "operationId",
    "summary",
    "tags",
    "termsOfService",
    "title",
    "status",
];

/// A part of a document.
pub(crate) struct Part<'a> {
    pub(crate) json: &'a Json,
    pub(crate) pointer: String,
    /// Its own parts, by name; none where the whole is one value.
    pub(crate) parts: Option<BTreeMap<String, Part<'a>>>,
}

/// The parts of a document that holds schemas.
pub(crate) fn outside(root: &Json) -> Option<Part<'_>> {
    let (carrier, _) = Carrier::of(root)?;
    Reader { root, base: "" }.part(carrier.root, root, String::new(), DEPTH)
}

struct Reader<'a, 'b> {
    root: &'a Json,
    /// Where the document stands that references begin at.
    base: &'b str,
}

impl<'a> Reader<'a, '_> {
    fn part(&self, step: Step, json: &'a Json, at: String, depth: usize) -> Option<Part<'a>> {
        let depth = depth.checked_sub(1)?;
        let parts = match step {
            Step::Schema | Step::Whole | Step::Definitions => return None,
            Step::One(object) => return Some(self.object(object, json, at, depth)),
            Step::Members(object) | Step::Media(object) => {
                let members = json.as_object().into_iter().flatten();
                let members = members.filter(|(name, _)| !name.starts_with("x-"));
                let part = |(name, member): (&String, &'a crate::source::Member)| {
                    let at = pointer::child(&at, name);
                    (name.clone(), self.object(object, &member.value, at, depth))
                };
                members.map(part).collect()
            }
            Step::Documents => {
                let items = json.as_array().unwrap_or_default().iter().enumerate();
                let part = |(index, item): (usize, &'a Json)| {
                    let (carrier, _) = Carrier::of(item)?;
                    let at = pointer::child(&at, &index.to_string());
                    let inner = Reader { root: item, base: &at }.part(
                        carrier.root,
                        item,
                        at.clone(),
                        depth,
                    )?;
                    Some(((index + 1).to_string(), inner))
                };
                items.filter_map(part).collect()
            }
            Step::Elements(object) => {
                let items = json.as_array().unwrap_or_default().iter().enumerate();
                let part = |(index, item): (usize, &'a Json)| {
                    let part =
                        self.object(object, item, pointer::child(&at, &index.to_string()), depth);
                    (called(part.json).unwrap_or_else(|| (index + 1).to_string()), part)
                };
                items.map(part).collect()
            }
        };
        Some(Part { json, pointer: at, parts: Some(parts) })
    }

    fn object(
        &self,
        object: &'static Object,
        json: &'a Json,
        at: String,
        depth: usize,
    ) -> Part<'a> {
        let target = json.get("$ref").and_then(Json::as_str).and_then(|it| it.strip_prefix('#'));
        let target = target.and_then(|it| Some((it, pointer::locate(self.root, it)?)));
        if let (Some((at, json)), Some(depth)) = (target, depth.checked_sub(1)) {
            return self.object(object, json, format!("{}{at}", self.base), depth);
        }
        let members = json.as_object().into_iter().flatten();
        let members =
            members.filter(|(name, _)| !TEXTS.contains(&name.as_str()) && !name.starts_with("x-"));
        let part = |(name, member): (&String, &'a crate::source::Member)| {
            let (json, at) = (&member.value, pointer::child(&at, name));
            let part = match object.step(name) {
                Some(step) => self.part(step, json, at, depth)?,
                None => Part { json, pointer: at, parts: None },
            };
            Some((name.clone(), part))
        };
        let parts = json.as_object().is_some().then(|| members.filter_map(part).collect());
        Part { json, pointer: at, parts }
    }
}

/// What an element of a list calls itself.
fn called(json: &Json) -> Option<String> {
    let text = |name: &str| json.get(name).and_then(Json::as_str);
    let name = text("name")?;
    Some(text("in").map_or_else(|| name.to_owned(), |it| format!("{it} {name}")))
}
