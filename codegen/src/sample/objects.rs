//! Objects with what is required, and from there each member varied, added or taken away.

use indexmap::IndexMap;

use super::{Sampler, allows, json};
use crate::limits::{MEMBERS_VARIED, MEMBERS_VARIED_AMONG_ALL};
use crate::resolve::{Schema, SchemaId, Type};
use crate::source::{Json, Kind, Member, Object, Span};

impl Sampler<'_> {
    pub(super) fn objects(&self, view: &[&Schema], depth: usize, vary: bool) -> Vec<Json> {
        if !allows(view, Type::Object) {
            return vec![json(Kind::Object(Object::new().into()))];
        }
        let names = self.names(view);
        let required: Vec<&String> = view.iter().flat_map(|it| &it.required).collect();
        let mut least = Object::new();
        for name in &required {
            insert(&mut least, name, self.valid(&self.applied(view, name), depth));
        }
        let mut full = least.clone();
        let mut objects = vec![least.clone(), Object::new()];
        if !vary {
            objects.extend(self.pairs(view, &least, &least));
            objects.extend(self.with_as_many(view, depth, &least, &least));
            return as_values(objects);
        }
        objects.extend(self.alone(view, depth));
        let (telling, shared): (Vec<_>, Vec<_>) =
            names.iter().partition(|(name, _)| !self.is_shared(view, name));
        let varied = |list: Vec<_>| list.into_iter().take(MEMBERS_VARIED).collect::<Vec<_>>();
        let (telling, shared) = (varied(telling), varied(shared));
        if !self.with_each(view, depth, &least, &telling, &mut objects) {
            return as_values(objects);
        }
        for (name, _) in telling.iter().chain(&shared) {
            if !self.pay(3 * least.len()) {
                return as_values(objects);
            }
            let mut with = least.clone();
            insert(&mut with, name, self.valid(&self.applied(view, name), depth));
            insert(&mut full, name, self.valid(&self.applied(view, name), depth));
            let mut without = least.clone();
            without.shift_remove(*name);
            let only = with.get(*name).map(|it| Object::from([((*name).clone(), it.clone())]));
            objects.extend([with, without].into_iter().chain(only));
        }
        for (name, _) in telling.iter().chain(&shared).take(MEMBERS_VARIED) {
            if !self.pay(full.len()) {
                return as_values(objects);
            }
            let mut without = full.clone();
            without.shift_remove(*name);
            objects.push(without);
        }
        // What is said of a member may depend on another one.
        let among_all = telling.get(..MEMBERS_VARIED_AMONG_ALL).unwrap_or(&telling);
        if !self.with_each(view, depth, &full, among_all, &mut objects) {
            return as_values(objects);
        }
        objects.extend(self.pairs(view, &least, &full));
        objects.extend(self.with_as_many(view, depth, &least, &full));
        objects.push(full);
        as_values(objects)
    }

    /// An object with each of the members in turn given a few values; false if no steps are left.
    fn with_each(
        &self,
        view: &[&Schema],
        depth: usize,
        base: &Object,
        members: &[(&String, &Vec<SchemaId>)],
        objects: &mut Vec<Object>,
    ) -> bool {
        for (name, given) in members {
            let given: Vec<_> = given.iter().copied().chain(self.applied(view, name)).collect();
            for value in &*self.few(&given, depth) {
                if !self.pay(base.len()) {
                    return false;
                }
                let mut object = base.clone();
                insert(&mut object, name, value.clone());
                objects.push(object);
            }
        }
        true
    }

    /// What each schema on its own requires.
    fn alone(&self, view: &[&Schema], depth: usize) -> Vec<Object> {
        let requiring = view.iter().filter(|it| !it.required.is_empty());
        let object = |node: &&Schema| {
            let mut object = Object::new();
            for name in &node.required {
                let own = self.applied(&[node], name);
                insert(&mut object, name, self.valid(&own, depth));
            }
            object
        };
        requiring.map(object).collect()
    }

    /// Each member alone with what is required, and with what it depends on taken away.
    fn pairs(&self, view: &[&Schema], least: &Object, full: &Object) -> Vec<Object> {
        let mut objects = Vec::new();
        for (name, list) in view.iter().flat_map(|it| &it.dependent_required) {
            if !self.pay((list.len() + 1) * full.len()) {
                return objects;
            }
            for other in list {
                let mut object = full.clone();
                object.shift_remove(other);
                objects.push(object);
            }
            let mut object = least.clone();
            if let Some(member) = full.get(name) {
                object.insert(name.clone(), member.clone());
                objects.push(object.clone());
                // With all that it needs but one.
                for left_out in list {
                    let mut object = object.clone();
                    let others = list.iter().filter(|it| *it != left_out);
                    object
                        .extend(others.filter_map(|it| Some((it.clone(), full.get(it)?.clone()))));
                    objects.push(object);
                }
            }
        }
        objects
    }

    /// The members to vary, each with schemas that say something about it.
    fn names(&self, view: &[&Schema]) -> IndexMap<String, Vec<SchemaId>> {
        let mut names: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
        for name in self.names_between(view) {
            names.entry(name).or_default();
        }
        for node in view {
            for (name, id) in &node.properties {
                names.entry(name.clone()).or_default().push(*id);
            }
            let needed = node.dependent_required.values().flatten();
            for name in node.required.iter().chain(node.dependent_required.keys()).chain(needed) {
                names.entry(name.clone()).or_default();
            }
            for name in node.dependent_schemas.keys() {
                names.entry(name.clone()).or_default();
            }
            for (pattern, id) in &node.pattern_properties {
                for name in self.texts(pattern).iter().cloned() {
                    names.entry(name).or_default().push(*id);
                }
            }
            let others = [node.additional_properties, node.unevaluated_properties];
            for name in ["extra", "Extra1"] {
                names.entry(name.to_owned()).or_default().extend(others.into_iter().flatten());
            }
            if let Some(id) = node.property_names {
                let texts = self.documents(&[id], 0);
                for text in texts.iter().filter_map(Json::as_str).take(12) {
                    names.entry(text.to_owned()).or_default();
                }
            }
        }
        names
    }

    /// Whether two schemas have one schema for a member, or one has a relaxed copy of the other's, so
    /// that it hardly tells them apart.
    fn is_shared(&self, view: &[&Schema], name: &str) -> bool {
        let ids = view.iter().filter_map(|it| it.properties.get(name));
        let mut ids: Vec<_> = ids.map(|id| (self.original)(*id)).collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        count > 1 && ids.len() == 1
    }

    /// What applies to a member.
    pub(super) fn applied(&self, view: &[&Schema], name: &str) -> Vec<SchemaId> {
        let mut found = Vec::new();
        self.pay(view.len());
        for node in view {
            let patterns = node.pattern_properties.iter();
            let matching = patterns.filter(|(pattern, _)| self.evaluator.matches(pattern, name));
            let before = found.len();
            found.extend(node.properties.get(name).into_iter().chain(matching.map(|(_, id)| id)));
            if found.len() == before {
                found.extend(node.additional_properties);
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn as_values(objects: Vec<Object>) -> Vec<Json> {
    objects.into_iter().map(|it| json(Kind::Object(it.into()))).collect()
}

pub(super) fn insert(object: &mut Object, name: &str, value: Json) {
    object.insert(name.to_owned(), Member { name_span: Span::default(), value });
}
