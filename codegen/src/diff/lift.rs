//! From a document of a part to documents of the whole.
//!
//! Input: documents that an old and a new part tell apart, and the place of the part in a pair of
//! wholes. Output: documents that have them in that place and are complete otherwise. Whether the
//! wholes tell them apart is for those who ask to find out.

use super::slot::Slot;
use super::versions::Versions;
use crate::limits::{ELEMENTS_OF_A_DOCUMENT, LEVELS_COMPLETED};
use crate::resolve::SchemaId;
use crate::sample::Sampler;
use crate::source::{Json, Kind, Member, Object, Span};

/// Puts documents of a part into documents of a whole.
pub(super) struct Lift<'a, 'w> {
    pub(super) versions: &'w Versions,
    pub(super) sampler: &'a Sampler<'w>,
}

impl Lift<'_, '_> {
    /// Documents of either whole with `part` in its place.
    pub(super) fn embed(&self, slot: &Slot, wholes: [SchemaId; 2], part: &Json) -> Vec<Json> {
        let mut bases = wholes.map(|id| self.sampler.valid(&[id], LEVELS_COMPLETED)).to_vec();
        bases.dedup();
        bases.iter().flat_map(|base| self.into(slot, wholes, base, part)).collect()
    }

    fn into(&self, slot: &Slot, wholes: [SchemaId; 2], base: &Json, part: &Json) -> Vec<Json> {
        match slot {
            Slot::Here => completed(base, part),
            Slot::Member(name) => vec![with_member(base, name, part)],
            Slot::Like(pattern) => {
                let names = Sampler::names_like(pattern);
                names.iter().map(|name| with_member(base, name, part)).collect()
            }
            Slot::Others => {
                let names = self.free_names(wholes);
                names.iter().map(|name| with_member(base, name, part)).collect()
            }
            Slot::Name => part.as_str().map_or(Vec::new(), |name| self.named(wholes, base, name)),
            Slot::Element(index) => vec![self.with_element(wholes, base, *index, part)],
            Slot::Rest(first) => vec![self.with_element(wholes, base, *first, part)],
            Slot::Some => {
                let more = base.as_array().unwrap_or_default().iter().cloned();
                let one = std::slice::from_ref(part);
                let more: Vec<_> = one.iter().cloned().chain(more).collect();
                let twice = vec![part.clone(), part.clone()];
                [one.to_vec(), twice, more].map(|it| json(Kind::Array(it.into()))).to_vec()
            }
        }
    }

    /// Documents of either whole with the member of this name as a part has it, or without it.
    pub(super) fn with_member_of(
        &self,
        name: &str,
        wholes: [SchemaId; 2],
        part: &Json,
    ) -> Vec<Json> {
        let Some(object) = part.as_object() else { return vec![part.clone()] };
        let bases = wholes.map(|id| self.sampler.valid(&[id], LEVELS_COMPLETED));
        let with = |base: &Json| match object.get(name) {
            Some(member) => with_member(base, name, &member.value),
            None => without_member(base, name),
        };
        bases.iter().map(with).collect()
    }

    /// Names that the wholes do not know.
    fn free_names(&self, wholes: [SchemaId; 2]) -> Vec<String> {
        let nodes = wholes.map(|id| self.versions.node(id));
        let is_free = |name: &&str| nodes.iter().all(|node| !node.properties.contains_key(*name));
        let names = ["extra", "x", "X1", "a", "b", "0"].into_iter().filter(is_free);
        let listed = nodes.iter().filter_map(|node| node.property_names);
        let listed = listed.map(|id| self.sampler.valid(&[id], 0));
        let listed = listed.filter_map(|it| it.as_str().map(str::to_owned));
        names.map(str::to_owned).chain(listed).collect()
    }

    /// Objects with a member of this name, whose value is of the schema for it.
    fn named(&self, wholes: [SchemaId; 2], base: &Json, name: &str) -> Vec<Json> {
        let of = |id: SchemaId| {
            let node = self.versions.node(id);
            node.properties.get(name).copied().or(node.additional_properties)
        };
        let values =
            wholes.into_iter().filter_map(of).map(|id| self.sampler.valid(&[id], LEVELS_COMPLETED));
        let values = values.chain([Kind::Null, Kind::Bool(true)].map(json));
        values.map(|value| with_member(base, name, &value)).collect()
    }

    fn with_element(&self, wholes: [SchemaId; 2], base: &Json, index: usize, part: &Json) -> Json {
        let mut items = base.as_array().unwrap_or_default().to_vec();
        for place in items.len()..index.min(ELEMENTS_OF_A_DOCUMENT) {
            let of = |id: SchemaId| {
                let node = self.versions.node(id);
                node.prefix_items.get(place).copied().or(node.items)
            };
            let schemas: Vec<_> = wholes.into_iter().filter_map(of).collect();
            items.push(self.sampler.valid(&schemas, LEVELS_COMPLETED));
        }
        match items.get_mut(index) {
            Some(item) => *item = part.clone(),
            None => items.push(part.clone()),
        }
        json(Kind::Array(items.into()))
    }
}

/// A part and a whole of one instance: the part alone, and the two together, the one or the other
/// first.
fn completed(base: &Json, part: &Json) -> Vec<Json> {
    let mut found = vec![part.clone()];
    if let (Some(base), Some(part)) = (base.as_object(), part.as_object()) {
        let over = |below: &Object, above: &Object| {
            let mut object = below.clone();
            object.extend(above.iter().map(|(name, it)| (name.clone(), it.clone())));
            json(Kind::Object(object.into()))
        };
        found.extend([over(base, part), over(part, base)]);
    }
    found
}

fn with_member(base: &Json, name: &str, value: &Json) -> Json {
    let mut object = base.as_object().cloned().unwrap_or_default();
    let member = Member { name_span: Span::default(), value: value.clone() };
    object.insert(name.to_owned(), member);
    json(Kind::Object(object.into()))
}

fn without_member(base: &Json, name: &str) -> Json {
    let mut object = base.as_object().cloned().unwrap_or_default();
    object.shift_remove(name);
    json(Kind::Object(object.into()))
}

fn json(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}
