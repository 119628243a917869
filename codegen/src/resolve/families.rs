//! Families: schemas with a `discriminator` that others extend by `allOf` (OpenAPI 3.1.1, section
//! 4.8.25).
//!
//! Input: [`Schemas`]. Output: the same, with a schema more for each family, which is the choice between
//! its members, and to which leads what referred to the base. It says by keywords what the `discriminator`
//! says, so no later pass has to know of families:
//!
//! ```json
//! { "oneOf": [
//!     { "allOf": [{ "$ref": "Cat" }], "required": ["kind"], "properties": { "kind": { "enum": ["cat"] } } },
//!     { "allOf": [{ "$ref": "Pet" }], "properties": { "kind": { "not": { "enum": ["cat"] } } } } ] }
//! ```
//!
//! A member is told by the keys of `mapping` that lead to it and by its own name, or by the strings that
//! it demands itself. What has another string is the member that `defaultMapping` names, else the base
//! itself, unless the base lists no other. Where a member takes up the base, and where another schema adds
//! something to it, the base is what it says.

mod tags;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Annotations, Discriminator, Family, Keyword, KeywordSet, Role, Schema, SchemaId, Schemas,
    Written,
};
use crate::diagnostic::Sink;
use crate::source::{Json, Kind, Span, pointer};

/// Makes a schema of each family.
pub(super) fn run(schemas: &mut Schemas, sink: &mut Sink) {
    tags::say_unknown(schemas, sink);
    let is_base = |id: &SchemaId| schemas.node(*id).annotations.family.is_some();
    let bases: Vec<_> = ids(schemas).filter(is_base).collect();
    if bases.is_empty() {
        return;
    }
    let extensions = Extensions::of(schemas);
    for base in bases {
        let heirs = extensions.heirs(schemas, base);
        tags::say_family(schemas, base, &heirs, sink);
        if let Some(choice) = make(schemas, base, &heirs) {
            redirect(schemas, base, choice, &extensions);
            announce(schemas, base, choice);
        }
    }
}

fn ids(schemas: &Schemas) -> impl Iterator<Item = SchemaId> + use<> {
    (0..schemas.nodes.len()).filter_map(|it| u32::try_from(it).ok()).map(SchemaId)
}

/// Which schemas take up which others.
struct Extensions {
    /// By what is taken up: the ones that do.
    by: HashMap<SchemaId, Vec<SchemaId>>,
    /// The references by which they do.
    through: HashSet<SchemaId>,
}

impl Extensions {
    fn of(schemas: &Schemas) -> Self {
        let mut found = Self { by: HashMap::new(), through: HashSet::new() };
        for id in ids(schemas) {
            let node = schemas.node(id);
            let adds = adds(schemas, node);
            for &part in &node.all_of {
                let it = schemas.node(part);
                if refers_only(it) && (adds || node.definition_name.is_some()) {
                    found.by.entry(it.references[0]).or_default().push(id);
                    found.through.insert(part);
                }
            }
            if adds && !refers_only(node) {
                node.references.iter().for_each(|it| found.by.entry(*it).or_default().push(id));
                found.through.extend((!node.references.is_empty()).then_some(id));
            }
        }
        found
    }

    /// The schemas with a name that extend a base, and those that extend these.
    fn heirs(&self, schemas: &Schemas, base: SchemaId) -> Vec<SchemaId> {
        let mut open = VecDeque::from([base]);
        let mut seen = HashSet::from([base]);
        let mut heirs = Vec::new();
        while let Some(id) = open.pop_front() {
            for &heir in self.by.get(&id).into_iter().flatten() {
                if schemas.node(heir).definition_name.is_some() && seen.insert(heir) {
                    heirs.push(heir);
                    open.push_back(heir);
                }
            }
        }
        heirs.sort_unstable();
        heirs
    }
}

fn refers_only(node: &Schema) -> bool {
    node.references.len() == 1 && node.asserted() == KeywordSet::of(Keyword::Ref)
}

/// Whether a schema says something itself of objects that it takes up others for.
fn adds(schemas: &Schemas, node: &Schema) -> bool {
    let mut own = node.asserted();
    [Keyword::Ref, Keyword::AllOf, Keyword::Type].into_iter().for_each(|it| own.remove(it));
    !own.is_empty()
        || node.all_of.iter().any(|&it| !refers_only(schemas.node(it)))
        || node.all_of.len() > 1
}

/// A member of a family, and the strings that stand for it.
struct Member {
    id: SchemaId,
    name: String,
    values: Vec<String>,
}

/// The choice between the members of a family; none where it has none.
fn make(schemas: &mut Schemas, base: SchemaId, heirs: &[SchemaId]) -> Option<SchemaId> {
    let node = schemas.node(base).clone();
    let family = node.annotations.family.clone()?;
    let listed = texts_of(schemas, base, &family.tag);
    let all: Vec<_> = heirs.iter().filter_map(|&it| member(schemas, &family, it)).collect();
    let (rest, mut members): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|it| family.default.as_ref() == Some(&it.name));
    for member in &mut members {
        member.values.retain(|it| listed.as_ref().is_none_or(|listed| listed.contains(it)));
    }
    members.retain(|it| !it.values.is_empty());
    if members.is_empty() || !are_distinct(&members) {
        return None;
    }
    let known: Vec<_> = members.iter().flat_map(|it| it.values.clone()).collect();
    let is_whole = listed.is_some_and(|listed| listed.iter().all(|it| known.contains(it)));
    let is_required = node.required.contains(&family.tag);
    let mut maker = Maker { schemas, node: &node, tag: &family.tag };
    let mut arms: Vec<_> = members.iter().map(|it| maker.member(it)).collect();
    let mut values: Vec<_> = members.into_iter().map(|it| it.values).collect();
    let others = rest.first().map_or(base, |it| it.id);
    let rest = (others != base || !is_whole || !is_required).then(|| maker.rest(others, known));
    let place = rest.map(|_| arms.len());
    arms.extend(rest);
    values.resize(arms.len(), Vec::new());
    Some(maker.choice(arms, values, place))
}

/// An heir with the strings that stand for it: those that it demands itself, else the keys of the mapping
/// and its name.
fn member(schemas: &Schemas, family: &Family, id: SchemaId) -> Option<Member> {
    let node = schemas.node(id);
    let name = node.definition_name.clone()?;
    let keys = || family.mapping.iter().filter(|(_, target)| *target == name);
    let mut values: Vec<_> = keys().map(|(key, _)| key.clone()).collect();
    // What only gives a base another name is a member where the mapping says so.
    if values.is_empty() && !family.mapping.is_empty() && !adds(schemas, node) {
        return None;
    }
    if !family.mapping.iter().any(|(key, _)| *key == name) {
        values.push(name.clone());
    }
    let parts = || node.all_of.iter().filter(|&&it| !refers_only(schemas.node(it)));
    let own = [id].into_iter().chain(parts().copied());
    let own = own.filter_map(|it| own_texts(schemas, it, &family.tag)).next();
    if let Some(own) = own {
        let both: Vec<_> = own.iter().filter(|it| values.contains(it)).cloned().collect();
        values = if both.is_empty() { own } else { both };
    }
    Some(Member { id, name, values })
}

/// The strings that a member of an object can be by what a schema says itself.
fn own_texts(schemas: &Schemas, id: SchemaId, tag: &str) -> Option<Vec<String>> {
    let mut at = *schemas.node(id).properties.get(tag)?;
    let mut seen = HashSet::new();
    // A reference, or an `allOf` around one, leads to the list.
    while seen.insert(at) {
        let node = schemas.node(at);
        let listed =
            node.constant.as_ref().map(std::slice::from_ref).or(node.enumeration.as_deref());
        if let Some(listed) = listed {
            return listed.iter().map(|it| it.as_str().map(str::to_owned)).collect();
        }
        at = *node.references.first().or(node.all_of.first())?;
    }
    None
}

/// The same by it and all that it takes up.
fn texts_of(schemas: &Schemas, base: SchemaId, tag: &str) -> Option<Vec<String>> {
    let mut open = VecDeque::from([base]);
    let mut seen = HashSet::from([base]);
    while let Some(id) = open.pop_front() {
        if let Some(texts) = own_texts(schemas, id, tag) {
            return Some(texts);
        }
        let node = schemas.node(id);
        let others = node.references.iter().chain(&node.all_of);
        open.extend(others.filter(|it| seen.insert(**it)));
    }
    None
}

fn are_distinct(members: &[Member]) -> bool {
    let mut seen = HashSet::new();
    members.iter().flat_map(|it| &it.values).all(|it| seen.insert(it))
}

/// Makes the schemas of a family.
struct Maker<'m> {
    schemas: &'m mut Schemas,
    /// The base.
    node: &'m Schema,
    tag: &'m str,
}

impl Maker<'_> {
    fn push(&mut self, keywords: &[Keyword], schema: Schema) -> SchemaId {
        let said = self.node.keywords.iter().find(|it| it.name == "discriminator");
        let span = said.map_or(self.node.span, |it| it.span);
        let mut set = KeywordSet::NONE;
        keywords.iter().for_each(|it| set.insert(*it));
        let written = Written { name: "discriminator".to_owned(), span, role: Role::Asserts(set) };
        let schema = Schema {
            file: self.node.file,
            pointer: pointer::child(&self.node.pointer, "discriminator").into(),
            span,
            keywords: vec![written],
            contains_evaluates: self.node.contains_evaluates,
            ..schema
        };
        let id = SchemaId(u32::try_from(self.schemas.nodes.len()).unwrap_or(u32::MAX));
        self.schemas.nodes.push(Arc::new(schema));
        id
    }

    fn listed(&mut self, values: &[String]) -> SchemaId {
        let text = |it: &String| Json { span: Span::default(), kind: Kind::String(it.clone()) };
        let enumeration = Some(values.iter().map(text).collect());
        self.push(&[Keyword::Enum], Schema { enumeration, ..Schema::default() })
    }

    /// A schema of which the tag is told.
    fn tagged(&mut self, of: SchemaId, tag: SchemaId, required: bool) -> SchemaId {
        let mut properties = IndexMap::new();
        properties.insert(self.tag.to_owned(), tag);
        let mut schema = Schema { all_of: vec![of], ..Schema::default() };
        *schema.properties = properties;
        let mut keywords = vec![Keyword::AllOf, Keyword::Properties];
        if required {
            schema.required.push(self.tag.to_owned());
            keywords.push(Keyword::Required);
        }
        self.push(&keywords, schema)
    }

    fn member(&mut self, member: &Member) -> SchemaId {
        let listed = self.listed(&member.values);
        self.tagged(member.id, listed, true)
    }

    /// What has none of the strings.
    fn rest(&mut self, of: SchemaId, known: Vec<String>) -> SchemaId {
        let not = Some(self.listed(&known));
        let other = self.push(&[Keyword::Not], Schema { not, ..Schema::default() });
        self.tagged(of, other, false)
    }

    fn choice(
        &mut self,
        arms: Vec<SchemaId>,
        values: Vec<Vec<String>>,
        rest: Option<usize>,
    ) -> SchemaId {
        let (name, keyword) = (self.tag.to_owned(), Keyword::OneOf);
        let base = self.node.definition_name.as_deref().unwrap_or_default();
        let mut schema = Schema {
            definition_name: Some(format!("Any{}", crate::ident::pascal(base))),
            one_of: arms,
            ..Schema::default()
        };
        *schema.annotations = Annotations {
            description: self.node.annotations.description.clone(),
            discriminator: Some(Discriminator { name, keyword, values, rest, is_family: true }),
            ..Annotations::default()
        };
        self.push(&[Keyword::OneOf], schema)
    }
}

/// Has all lead to the choice that led to the base, but for what extends it.
fn redirect(schemas: &mut Schemas, base: SchemaId, choice: SchemaId, extensions: &Extensions) {
    for id in ids(schemas) {
        let leads = schemas.node(id).references.contains(&base);
        if !leads || extensions.through.contains(&id) {
            continue;
        }
        if let Some(node) = schemas.nodes.get_mut(id.0 as usize) {
            let references = &mut Arc::make_mut(node).references;
            references.iter_mut().filter(|it| **it == base).for_each(|it| *it = choice);
        }
    }
}

/// Gives the choice a type beside that of the base.
fn announce(schemas: &mut Schemas, base: SchemaId, choice: SchemaId) {
    let name = schemas.node(choice).definition_name.clone().unwrap_or_default();
    for root in &mut schemas.roots {
        if let Some(place) = root.definitions.iter().position(|(_, id)| *id == base) {
            root.definitions.insert(place + 1, (name.clone(), choice));
        }
    }
}
