//! What a part of a schema is called, where its place in a list says nothing.
//!
//! Input: a schema, or JSON in a list. Output: a name that stays when others come or go before it: the
//! place that it refers to, its title, the values of its tags, its type and members, or itself where
//! it is no schema.

use std::collections::HashMap;

use super::versions::Versions;
use crate::resolve::{Schema, SchemaId};
use crate::source::Json;

/// The name of an arm of a union or a part of an `allOf`, if it has one.
pub(super) fn arm(versions: &Versions, id: SchemaId) -> Option<String> {
    given(versions.json(id)?).or_else(|| tags(versions, versions.node(id)))
}

/// What it refers to, or its title.
fn given(json: &Json) -> Option<String> {
    let text = |name: &str| json.get(name).and_then(Json::as_str);
    let last = |it: &str| it.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
    let reference = text("$ref").filter(|it| it.len() > 1).map(last);
    reference.or_else(|| text("title").map(str::to_owned))
}

/// The members that have one value, with it.
fn tags(versions: &Versions, node: &Schema) -> Option<String> {
    let constant = |id: &SchemaId| versions.node(*id).constant.as_ref().map(Json::to_text);
    let tags = node.properties.iter().filter_map(|(name, id)| Some((name, constant(id)?)));
    let tags: Vec<_> = tags.map(|(name, value)| format!("{name}={value}")).collect();
    (!tags.is_empty()).then(|| tags.join(","))
}

/// The names of the values of lists, each list looked through once.
#[derive(Default)]
pub(super) struct Lists {
    /// By where a list is kept.
    known: HashMap<(usize, usize), Vec<String>>,
}

impl Lists {
    /// The name of one of the values of a list; the second of a name says so.
    pub(super) fn name(&mut self, list: &[Json], index: usize) -> Option<&str> {
        let key = (list.as_ptr().addr(), list.len());
        let names = self.known.entry(key).or_insert_with(|| names_of(list));
        names.get(index).map(String::as_str)
    }
}

fn names_of(list: &[Json]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let named = |json| {
        let name = of_json(json);
        let before = seen.entry(name.clone()).or_default();
        *before += 1;
        if *before == 1 { name } else { format!("{name}~{}", *before - 1) }
    };
    list.iter().map(named).collect()
}

fn of_json(json: &Json) -> String {
    let Some(object) = json.as_object() else { return json.to_text() };
    if let Some(name) = given(json) {
        return name;
    }
    let members = json.get("properties").and_then(Json::as_object);
    let members = members.into_iter().flatten().map(|(name, member)| {
        let constant = member.value.get("const").map(Json::to_text);
        constant.map_or_else(|| name.clone(), |it| format!("{name}={it}"))
    });
    let kind = json.get("type").map(Json::to_text).unwrap_or_default();
    let keywords = object.keys().filter(|name| *name != "description");
    let what: Vec<_> = members.chain(keywords.cloned()).collect();
    format!("{kind}({})", what.join(","))
}
