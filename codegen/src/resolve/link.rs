//! Finds out where references lead.
//!
//! Input: the text of a reference and the resource that it stands in. Output: a [`Target`] or a
//! [`Failure`] that says how far the search got. The specification's way is tried first; then what
//! people mean who vendor schemas: a file of that name beside the one that refers to it, another
//! spelling of the URI, a pointer into the document instead of the embedded resource, a pointer without
//! its first slash.

use std::sync::Arc;

use crate::diagnostic::Sink;
use crate::source::{Json, Kind};

use super::dialect::{Language, Meaning, Places};
use super::recognise::{self, Content};
use super::registry::{Address, DocumentId, Place, RECURSIVE, Registry, Resource, ResourceId};
use super::uri::{self, Fragment};
use super::walk;

/// Where a reference leads.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    pub(super) place: Place<'a>,
    /// The dynamic anchor that it was found by.
    pub(super) dynamic: Option<&'a str>,
    /// Whether its pointer lacks the first slash.
    pub(super) lacks_slash: bool,
    /// Whether nothing there says that it is a schema, neither its place nor one of its members.
    pub(super) is_foreign: bool,
}

impl<'a> Target<'a> {
    /// A place that is found by nothing but its URI and pointer.
    fn of(place: Place<'a>) -> Self {
        Self { place, dynamic: None, lacks_slash: false, is_foreign: false }
    }
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// No document has the URI.
    NoDocument(String),
    /// The document has nothing at the pointer.
    NoPlace { resource: ResourceId, document: DocumentId, reached: String, token: String },
    /// The resource has no such anchor.
    NoAnchor { resource: ResourceId, name: String },
    /// What is there is no schema.
    NotASchema { document: DocumentId, pointer: String, kind: &'static str },
}

impl<'a> Registry<'a> {
    /// Follows all references that were found, and those that are found on the way.
    pub(super) fn follow_all(&mut self, sink: &mut Sink) {
        while let Some((resource, text)) = self.pending.pop() {
            if self.targets.contains_key(&(resource, text)) {
                continue;
            }
            let target = self.follow(resource, text, sink);
            self.targets.insert((resource, text), target);
        }
    }

    /// Where a reference of a resource leads, as found before.
    pub(super) fn target(
        &self,
        resource: ResourceId,
        text: &'a str,
    ) -> Option<&Result<Target<'a>, Failure>> {
        self.targets.get(&(resource, text))
    }

    /// The schema that a reference or the name of a component means, beyond those that only refer to another
    /// one.
    pub(super) fn meant(&self, resource: ResourceId, text: &'a str) -> Option<Address> {
        const LONGEST: usize = 32;
        let (mut resource, mut text) = (resource, text);
        for _ in 0..LONGEST {
            let (json, within) = match self.target(resource, text) {
                Some(target) => {
                    let place = &target.as_ref().ok()?.place;
                    (place.json, place.resource)
                }
                None => (self.component(resource, text)?, resource),
            };
            let reference = json.get("$ref").and_then(Json::as_str);
            match reference.filter(|_| json.as_object().is_some_and(|it| it.len() == 1)) {
                Some(further) => (resource, text) = (within, further),
                None => return Some(Address::of(json)),
            }
        }
        None
    }

    /// The schema that a document calls so.
    fn component(&self, resource: ResourceId, name: &str) -> Option<&'a Json> {
        let root = self.document(self.resource(resource).root.document).root;
        let schemas = root.get("components").and_then(|it| it.get("schemas"));
        schemas.or_else(|| root.get("definitions"))?.get(name)
    }

    fn follow(
        &mut self,
        from: ResourceId,
        text: &str,
        sink: &mut Sink,
    ) -> Result<Target<'a>, Failure> {
        let parts = uri::split(text);
        let fragment = Fragment::parse(parts.fragment);
        let mut failure = None;
        for resource in self.candidates(from, parts.uri, sink) {
            let document = self.resource(resource).root.document;
            self.inherit(document, from);
            self.scan_document(document, sink);
            self.use_document(document, from);
            match self.locate(resource, &fragment, sink) {
                Ok(target) => return Ok(target),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        if let Some(target) = self.locate_name(&fragment, sink) {
            return Ok(target);
        }
        Err(failure.unwrap_or_else(|| {
            let joined = self.resource(from).uri.join(parts.uri);
            Failure::NoDocument(joined.map_or_else(|| parts.uri.into(), |it| it.as_str().into()))
        }))
    }

    /// The object that a reference leads to, which need not be a schema.
    pub(super) fn follow_object(
        &mut self,
        from: ResourceId,
        text: &str,
        sink: &mut Sink,
    ) -> Result<Place<'a>, Failure> {
        let parts = uri::split(text);
        let joined = self.resource(from).uri.join(parts.uri);
        let missing = joined.map_or_else(|| parts.uri.into(), |it| it.as_str().into());
        let candidates = self.candidates(from, parts.uri, sink);
        let resource = candidates.first().copied().ok_or(Failure::NoDocument(missing))?;
        let Resource { root: Place { document, .. }, .. } = *self.resource(resource);
        self.inherit(document, from);
        self.scan_document(document, sink);
        self.use_document(document, from);
        let root = self.resource(resource).root.clone();
        match Fragment::parse(parts.fragment) {
            Fragment::Anchor(name) => Err(Failure::NoAnchor { resource, name }),
            Fragment::Pointer(tokens) => match self.walk(&root, &tokens) {
                Ok(reached) => Ok(reached.place),
                Err(lost) => Err(no_place(resource, *lost)),
            },
        }
    }

    /// Notes that something in a document is referred to from another one.
    fn use_document(&mut self, document: DocumentId, from: ResourceId) {
        let is_other = self.resource(from).root.document != document;
        self.documents[document.0 as usize].is_used |= is_other;
    }

    /// The resources that a reference without its fragment may mean, the best first.
    fn candidates(&mut self, from: ResourceId, uri: &str, sink: &mut Sink) -> Vec<ResourceId> {
        let own = self.resource(from);
        if uri.is_empty() {
            let parents = std::iter::successors(Some(from), |id| self.resource(*id).parent);
            return parents.collect();
        }
        let joined = own.uri.join(uri);
        if joined.as_ref() == Some(&own.uri) {
            return vec![from];
        }
        let retrievals = &self.document(own.root.document).retrievals;
        let beside = retrievals.iter().filter_map(|base| base.join(uri));
        let bases: Vec<_> = joined.into_iter().chain(beside).collect();
        let spellings: Vec<_> =
            bases.iter().flat_map(|uri| [vec![uri.clone()], uri.variants()].concat()).collect();
        let found = self.find_any(&spellings, sink);
        found.map(|(resource, id)| self.choose(resource, id, from)).into_iter().collect()
    }

    /// The place that a fragment means in a resource.
    fn locate(
        &mut self,
        id: ResourceId,
        fragment: &Fragment,
        sink: &mut Sink,
    ) -> Result<Target<'a>, Failure> {
        let resource = self.resource(id);
        if self.document(resource.root.document).is_broken {
            return Ok(Target::of(resource.root.clone()));
        }
        match fragment {
            Fragment::Anchor(name) => match resource.anchors.get_key_value(name.as_str()) {
                Some((name, anchor)) => {
                    let dynamic = anchor.dynamic.then_some(*name);
                    Ok(Target { dynamic, ..Target::of(anchor.place.clone()) })
                }
                None => self.locate_without_slash(id, name, sink),
            },
            Fragment::Pointer(tokens) => {
                let root = resource.root.clone();
                let recursive = tokens.is_empty() && resource.anchors.contains_key(RECURSIVE);
                let target = self.locate_pointer(id, &root, tokens, sink)?;
                Ok(Target { dynamic: recursive.then_some(RECURSIVE), ..target })
            }
        }
    }

    /// The place that a name means which no anchor has: with a slash before it, a pointer.
    fn locate_without_slash(
        &mut self,
        resource: ResourceId,
        name: &str,
        sink: &mut Sink,
    ) -> Result<Target<'a>, Failure> {
        let start = self.resource(resource).root.clone();
        uri::without_slash(name)
            .and_then(|tokens| self.locate_pointer(resource, &start, &tokens, sink).ok())
            .map(|target| Target { lacks_slash: true, ..target })
            .ok_or_else(|| Failure::NoAnchor { resource, name: name.to_owned() })
    }

    fn locate_pointer(
        &mut self,
        resource: ResourceId,
        start: &Place<'a>,
        tokens: &[String],
        sink: &mut Sink,
    ) -> Result<Target<'a>, Failure> {
        let reached = self.walk(start, tokens).map_err(|lost| no_place(resource, *lost))?;
        let place = reached.place;
        if let Some(kind) = no_schema(place.json) {
            let (document, pointer) = (place.document, place.pointer.to_string());
            return Err(Failure::NotASchema { document, pointer, kind });
        }
        if !reached.known && self.extra.insert(Address::of(place.json)) {
            self.scan(place.clone(), sink);
        }
        let language = self.resource(place.resource).language;
        let is_named = !reached.known && is_name(tokens, language);
        if is_named && let Some(group) = self.holder(start, tokens) {
            self.groups.entry((group.document, Arc::clone(&group.pointer))).or_insert(group);
        }
        let definition = place.definition || is_named;
        // The scan may have found that a resource begins right there.
        let is_certain = reached.known && !place.pointer.is_empty();
        let is_foreign =
            !is_certain && recognise::content(place.json, language, true) == Content::Other;
        let place =
            Place { definition, ..self.child(&place, Arc::clone(&place.pointer), place.json) };
        Ok(Target { is_foreign, ..Target::of(place) })
    }

    /// What holds the place that a pointer leads to.
    fn holder(&self, start: &Place<'a>, tokens: &[String]) -> Option<Place<'a>> {
        let (_, above) = tokens.split_last()?;
        Some(self.walk(start, above).ok()?.place)
    }

    /// The schema that `#/components/schemas/NAME` means across all files, or a place in it.
    fn locate_name(&mut self, fragment: &Fragment, sink: &mut Sink) -> Option<Target<'a>> {
        let Fragment::Pointer(tokens) = fragment else { return None };
        let [components, schemas, name, rest @ ..] = tokens.as_slice() else { return None };
        if components != "components" || schemas != "schemas" {
            return None;
        }
        let start = self.names.get(name.as_str())?.clone();
        self.locate_pointer(start.resource, &start, rest, sink).ok()
    }
}

/// Whether a pointer to what no keyword makes a schema ends in a name that somebody gave it: `Error` in a
/// file of parts or in a group of definitions, but not the place of a part in such a one.
fn is_name(tokens: &[String], language: Language) -> bool {
    let holds_parts = |token: &String| {
        let meaning = language.meaning(token);
        meaning.places() != Places::None && meaning != Meaning::Definitions
    };
    let [above @ .., last] = tokens else { return false };
    last.starts_with(|it: char| it.is_alphabetic() || it == '_')
        && !holds_parts(last)
        && !above.iter().any(holds_parts)
}

fn no_place(resource: ResourceId, lost: walk::Lost<'_>) -> Failure {
    let walk::Lost { place, token } = lost;
    let reached = place.pointer.to_string();
    Failure::NoPlace { resource, document: place.document, reached, token }
}

/// What a value is that is neither an object nor a boolean.
fn no_schema(json: &Json) -> Option<&'static str> {
    match json.kind {
        Kind::Object(_) | Kind::Bool(_) => None,
        Kind::Null => Some("null"),
        Kind::Number(_) => Some("a number"),
        Kind::String(_) => Some("a string"),
        Kind::Array(_) => Some("an array"),
    }
}
