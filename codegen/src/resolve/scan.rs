//! Looks through documents for resources, anchors and references.
//!
//! Input: a place that is a schema. Output: what is identified below it, in the registry. Only the
//! places where the dialect has subschemas are entered: an `$id` in an `enum` or in an unknown
//! keyword identifies nothing.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{Json, Object, pointer};

use super::carrier::Carrier;
use super::dialect::{Language, Meaning, Places};
use super::recognise::{self, Content};
use super::registry::{
    Address, Anchor, DocumentId, Form, Place, RECURSIVE, Registry, Resource, ResourceId, root_id,
};
use super::uri;

/// The prefix of an `$id` that names a schema across all files.
pub(super) const COMPONENTS: &str = "#/components/schemas/";

impl<'a> Registry<'a> {
    /// Looks through a document, once.
    pub(super) fn scan_document(&mut self, id: DocumentId, sink: &mut Sink) {
        let document = &mut self.documents[id.0 as usize];
        if std::mem::replace(&mut document.scanned, true) {
            return;
        }
        let (form, resource) = (document.form, document.resource);
        self.choose_language(resource, form, sink);
        let root = self.resource(resource).root.clone();
        match form {
            Form::Schema => self.scan(root, sink),
            Form::Carrier(carrier) => {
                let carried = self.visit(&root, carrier, sink);
                for schema in &carried {
                    self.scan(schema.place.clone(), sink);
                }
                self.documents[id.0 as usize].carried = carried;
            }
        }
    }

    /// Settles the language at the root of a document, now that all metaschemas are known.
    fn choose_language(&mut self, id: ResourceId, form: Form, sink: &mut Sink) {
        let root = self.resource(id).root.clone();
        let default = self.default;
        let keyword = match form {
            // What is no schema names no dialect.
            Form::Schema if recognise::content(root.json, default, false) == Content::Other => {
                return;
            }
            Form::Schema => "$schema",
            Form::Carrier(carrier) => {
                self.say_version(carrier, &root, sink);
                "jsonSchemaDialect"
            }
        };
        let language = self.declared(&root, keyword, sink);
        if let Some(language) = language {
            self.resources[id.0 as usize].language = language;
        }
    }

    /// Says that a document is of a version that is not known, and read as the nearest.
    fn say_version(&self, carrier: &Carrier, root: &Place<'a>, sink: &mut Sink) {
        let Some((member, version)) = carrier.unknown_version(root.json) else { return };
        let Some(json) = root.json.get(member) else { return };
        let name = self.resource(root.resource).language.dialect.name;
        let message = format!("{} {version} is not a known version", carrier.name);
        let finding = Diagnostic::new(Code::UnknownDialect, message)
            .help(format!("its schemas are read as {name}; what else is new or old is not read"));
        let place = self.child(root, pointer::child("", member), json);
        sink.push(match self.location(&place) {
            Some(location) => finding.at(location, "not a known version"),
            None => finding,
        });
    }

    /// The language that a schema says it is in.
    fn declared(&mut self, place: &Place<'a>, keyword: &str, sink: &mut Sink) -> Option<Language> {
        let json = place.json.get(keyword)?;
        let text = json.as_str()?;
        self.language(text, sink).or_else(|| {
            let nearest = Language::nearest_to(text);
            let diagnostic = match nearest {
                Some(nearest) => too_old(text, nearest),
                None => unknown(text, self.default),
            };
            let pointer = pointer::child(&place.pointer, keyword);
            sink.push(match self.location(&self.child(place, pointer, json)) {
                Some(location) => diagnostic.at(location, "not a known dialect"),
                None => diagnostic,
            });
            nearest
        })
    }

    /// Looks through a schema and all below it.
    pub(super) fn scan(&mut self, place: Place<'a>, sink: &mut Sink) {
        let mut stack = vec![place];
        let mut children = Vec::new();
        while let Some(mut place) = stack.pop() {
            let Some(object) = place.json.as_object() else { continue };
            self.identify(&mut place, object, sink);
            let language = self.resource(place.resource).language;
            let is_whole = std::ptr::eq(place.json, self.document(place.document).root);
            for (name, member) in object {
                let meaning = language.meaning(name);
                self.name(&place, meaning, &member.value, sink);
                subschemas(meaning, &member.value, |token, json| {
                    let mut pointer = pointer::child(&place.pointer, name);
                    token.iter().for_each(|token| pointer::push(&mut pointer, token));
                    children.push(Place {
                        json,
                        document: place.document,
                        pointer: pointer.into(),
                        resource: place.resource,
                        definition: meaning == Meaning::Definitions,
                    });
                });
            }
            let nested = children.iter().filter(|it| it.definition && !is_whole);
            self.nested.extend(nested.cloned());
            stack.extend(children.drain(..).rev());
        }
    }

    /// Notes a reference or an anchor.
    fn name(&mut self, place: &Place<'a>, meaning: Meaning, value: &'a Json, sink: &mut Sink) {
        match meaning {
            Meaning::Ref | Meaning::DynamicRef | Meaning::RecursiveRef => {
                self.has_dynamic |= meaning != Meaning::Ref;
                if let Some(text) = value.as_str() {
                    self.pending.push((place.resource, text));
                }
            }
            Meaning::Anchor | Meaning::DynamicAnchor => {
                if let Some(name) = value.as_str() {
                    self.add_anchor(place, name, meaning == Meaning::DynamicAnchor, sink);
                }
            }
            // What a key leads to may be called in another way than the arm that it means.
            Meaning::Discriminator => {
                let mapping = value.get("mapping").and_then(Json::as_object);
                let texts = mapping.into_iter().flatten().map(|(_, it)| it.value.as_str());
                let references = texts.flatten().filter(|it| it.contains(['/', '#', '.']));
                self.pending.extend(references.map(|it| (place.resource, it)));
            }
            Meaning::UnevaluatedItems | Meaning::UnevaluatedProperties => {
                self.has_unevaluated = true;
            }
            Meaning::RecursiveAnchor if value.as_bool() == Some(true) => {
                let root = self.resource(place.resource).root.json;
                if std::ptr::eq(root, place.json) {
                    self.add_anchor(place, RECURSIVE, true, sink);
                }
            }
            _ => {}
        }
    }

    /// Finds out whether a resource begins here, and moves the place into it.
    fn identify(&mut self, place: &mut Place<'a>, object: &'a Object, sink: &mut Sink) {
        if let Some(resource) = self.starts.get(&Address::of(place.json)) {
            place.resource = *resource;
            if !place.pointer.is_empty() {
                return;
            }
        }
        let is_root = place.pointer.is_empty();
        let outer = self.resource(place.resource).language;
        let language = object
            .get("$schema")
            .filter(|_| !is_root && outer.meaning("$schema") == Meaning::Schema)
            .and_then(|member| self.language(member.value.as_str()?, sink))
            .unwrap_or(outer);
        let id = if is_root {
            root_id(place.json, language)
        } else {
            // Before draft 2019-09 a `$ref` silences the identifier beside it.
            let silenced = language.dialect.lonely_ref
                && object.get("$ref").is_some_and(|member| member.value.as_str().is_some());
            let keyword = language.dialect.id;
            let known = !silenced && language.meaning(keyword) == Meaning::Id;
            object.get(keyword).filter(|_| known).and_then(|member| member.value.as_str())
        };
        let Some(id) = id else { return };
        let parts = uri::split(id);
        if !is_root && !parts.uri.is_empty() {
            self.embed(place, parts.uri, language);
        }
        if let Some(name) = id.strip_prefix(COMPONENTS) {
            self.add_name(place, name, sink);
        } else if !parts.fragment.is_empty() && !parts.fragment.starts_with('/') {
            self.add_anchor(place, parts.fragment, false, sink);
        }
    }

    /// Begins an embedded resource.
    fn embed(&mut self, place: &mut Place<'a>, id: &str, language: Language) {
        let parent = place.resource;
        let Some(uri) = self.resource(parent).uri.join(id) else { return };
        // An identifier that repeats the base URI begins nothing new.
        if uri == self.resource(parent).uri {
            return;
        }
        let Ok(index) = u32::try_from(self.resources.len()) else { return };
        let resource = ResourceId(index);
        place.resource = resource;
        self.starts.insert(Address::of(place.json), resource);
        self.resources.push(Resource {
            uri: uri.clone(),
            root: place.clone(),
            language,
            parent: Some(parent),
            anchors: Default::default(),
        });
        self.register(uri, resource);
    }

    /// Gives a schema a name across all files.
    fn add_name(&mut self, place: &Place<'a>, name: &'a str, sink: &mut Sink) {
        match self.names.get(name) {
            None => {
                self.names.insert(name, place.clone());
            }
            Some(first) if std::ptr::eq(first.json, place.json) => {}
            Some(first) => {
                let message = format!("two schemas have the `$id` {COMPONENTS}{name}");
                sink.push(self.duplicate(Code::DuplicateId, message, first, place));
            }
        }
    }

    fn add_anchor(&mut self, place: &Place<'a>, name: &'a str, dynamic: bool, sink: &mut Sink) {
        let anchors = &mut self.resources[place.resource.0 as usize].anchors;
        let anchor = Anchor { place: place.clone(), dynamic };
        let Some(first) = anchors.get(name) else {
            anchors.insert(name, anchor);
            return;
        };
        if !std::ptr::eq(first.place.json, place.json) {
            let first = first.place.clone();
            let message = format!("two schemas have the anchor `{name}`");
            sink.push(self.duplicate(Code::DuplicateAnchor, message, &first, place));
        } else if dynamic {
            anchors.insert(name, anchor);
        }
    }
}

/// Visits the subschemas of a keyword's value: what follows the keyword in the pointer, and the
/// schema.
fn subschemas<'a>(
    meaning: Meaning,
    value: &'a Json,
    mut visit: impl FnMut(Option<&str>, &'a Json),
) {
    let places = meaning.places();
    let is_array = value.as_array().is_some();
    match places {
        Places::None => {}
        Places::Value => visit(None, value),
        Places::ValueOrElements if !is_array => visit(None, value),
        Places::Elements | Places::ValueOrElements => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                visit(Some(&index.to_string()), item);
            }
        }
        Places::Members | Places::MembersOrNames => {
            for (name, member) in value.as_object().into_iter().flatten() {
                visit(Some(name), &member.value);
            }
        }
    }
}

/// What to say of a dialect that nobody knows.
fn unknown(uri: &str, read_as: Language) -> Diagnostic {
    let read_as = read_as.dialect.name;
    let message = format!("the dialect `{uri}` is not known, so the schema is read as {read_as}");
    Diagnostic::new(Code::UnknownDialect, message)
        .help("name draft 4, 6, 7, 2019-09 or 2020-12 by `$schema`")
}

/// What to say of a draft before draft 4.
fn too_old(uri: &str, read_as: Language) -> Diagnostic {
    let read_as = read_as.dialect.name;
    let message = format!("the draft `{uri}` is too old, so the schema is read as {read_as}");
    Diagnostic::new(Code::UnknownDialect, message)
        .note("`extends`, `disallow`, `divisibleBy` and a boolean `required` assert nothing there")
        .help("write `allOf`, `not`, `multipleOf` and a `required` of names, and name draft 4")
}
