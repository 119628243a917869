//! Goes through a document of some kind to all places where schemas stand.
//!
//! Input: the root of a document and its [`Carrier`](super::Carrier). Output: the schemas in the order of
//! the document, definitions first, each with a name that depends on its own place alone. References
//! among objects that are no schemas are followed, also into other files; what lies in another document
//! of a known kind is left to the visit of that one.

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{Json, Member, pointer};

use super::super::dialect::{Language, Meaning};
use super::super::link::Failure;
use super::super::registry::{Address, DocumentId, Form, Place, Registry, root_id};
use super::super::uri;
use super::super::views::Direction;
use super::{Carrier, Name, Object, Step, Way};

/// A schema that a document holds.
pub(in super::super) struct Carried<'a> {
    /// What it is called by.
    pub(in super::super) name: String,
    pub(in super::super) place: Place<'a>,
    /// Whether it says no more than a name of another schema or of a JSON type does, so that it needs no
    /// type of its own.
    pub(in super::super) is_plain: bool,
    /// Which way its documents go, if that is known.
    pub(in super::super) direction: Option<Direction>,
}

/// A reference of an object that is no schema, which leads nowhere.
pub(in super::super) struct Lost<'a> {
    pub(in super::super) text: &'a str,
    pub(in super::super) place: Place<'a>,
    pub(in super::super) failure: Failure,
}

struct Visit<'v, 'a> {
    registry: &'v mut Registry<'a>,
    sink: &'v mut Sink,
    document: DocumentId,
    seen: HashSet<Address>,
    found: Vec<Carried<'a>>,
    flow: Flow,
}

/// Which way the documents go that are described where the visit is.
#[derive(Clone, Copy, Default)]
struct Flow {
    direction: Option<Direction>,
    /// Whether requests go where responses go elsewhere.
    is_turned: bool,
}

impl Flow {
    /// That within something.
    fn within(self, way: Way) -> Self {
        match way {
            Way::Same => self,
            Way::One(it) if self.is_turned => Self { direction: Some(it.turned()), ..self },
            Way::One(it) => Self { direction: Some(it), ..self },
            Way::Turned => Self { is_turned: !self.is_turned, ..self },
        }
    }
}

impl<'a> Registry<'a> {
    /// Finds all schemas of a document whose root is such.
    pub(in super::super) fn visit(
        &mut self,
        root: &Place<'a>,
        carrier: &Carrier,
        sink: &mut Sink,
    ) -> Vec<Carried<'a>> {
        let document = root.document;
        let (seen, found) = (HashSet::new(), Vec::new());
        let flow = Flow::default();
        let mut visit = Visit { registry: self, sink, document, seen, found, flow };
        visit.step(root.clone(), carrier.root, carrier.called, ("", ""));
        let mut found = visit.found;
        found.sort_by_key(|it| !it.place.definition);
        found
    }
}

impl<'a> Visit<'_, 'a> {
    fn object(&mut self, place: Place<'a>, object: &'static Object, name: String) {
        let Some((place, name)) = self.followed(place, object, name) else { return };
        let Some(members) = place.json.as_object() else { return };
        if !self.seen.insert(Address::of(place.json)) {
            return;
        }
        let around = self.flow;
        self.flow = around.within(object.way);
        if let Some(dialect) = object.itself.filter(|_| members.contains_key("type")) {
            self.itself(&place, dialect, &name);
        }
        for (key, Member { value, .. }) in members {
            let child = self.child(&place, key, value);
            let Some((step, addition)) = object.member(key) else {
                self.say_stranger(&child, object, key);
                continue;
            };
            let child = if key == "payload" {
                self.in_its_language(child, place.json)
            } else {
                Some(child)
            };
            if let Some(child) = child {
                self.step(child, step, addition, (&name, key));
            }
        }
        self.flow = around;
    }

    /// Takes a step to the value of a member of what is called `name`.
    fn step(&mut self, place: Place<'a>, step: Step, addition: Name, (name, key): (&str, &str)) {
        let own = addition.to(name, key, place.json);
        let is_collection = matches!(
            step,
            Step::Definitions | Step::Members(_) | Step::Media(_) | Step::Elements(_)
        );
        let place = match place.json.get("$ref").and_then(Json::as_str) {
            Some(text) if is_collection => match self.collection(&place, text) {
                Some(place) => place,
                None => return,
            },
            _ => place,
        };
        match step {
            Step::Schema => self.schema(place, own),
            Step::Whole => self.whole(place, own),
            Step::One(object) => self.object(place, object, own),
            Step::Media(object) => self.media(&place, object, &own),
            Step::Definitions => {
                for (key, child) in self.members(&place) {
                    let place = Place { definition: true, ..child };
                    self.schema(place, key.to_owned());
                }
            }
            Step::Members(object) => {
                for (key, child) in self.members(&place) {
                    let name = ended(&addition.to(name, key, child.json), object.word);
                    self.object(child, object, name);
                }
            }
            Step::Documents => self.documents(&place),
            Step::Elements(object) => {
                let items = place.json.as_array().unwrap_or_default();
                for (index, item) in items.iter().enumerate() {
                    let child = self.child(&place, &index.to_string(), item);
                    let called = self.called(&child, addition).unwrap_or(item);
                    let name = addition.to(name, &(index + 1).to_string(), called);
                    self.object(child, object, name);
                }
            }
        }
    }

    /// Documents that have nothing in common but the file: each is a resource of its own, so that its
    /// references begin at its root.
    fn documents(&mut self, place: &Place<'a>) {
        for (index, item) in place.json.as_array().unwrap_or_default().iter().enumerate() {
            let child = self.child(place, &index.to_string(), item);
            if let Some((carrier, language)) = Carrier::of(item)
                && let Some(root) = self.registry.enclose(&child, language)
            {
                self.step(root, carrier.root, carrier.called, ("", ""));
            }
        }
    }

    /// The contents by media type: the first has the name alone, and what is like it is the same.
    fn media(&mut self, place: &Place<'a>, object: &'static Object, name: &str) {
        let mut earlier: Vec<&Json> = Vec::new();
        for (key, child) in self.members(place) {
            let is_repeated = earlier.contains(&child.json);
            let name = match earlier.first() {
                Some(_) => joined(name, media_word(key)),
                None => name.to_owned(),
            };
            let from = self.found.len();
            earlier.push(child.json);
            self.object(child, object, name);
            if is_repeated {
                self.found.iter_mut().skip(from).for_each(|it| it.is_plain = true);
            }
        }
    }

    fn schema(&mut self, mut place: Place<'a>, name: String) {
        if place.json.get("schemaFormat").is_some() {
            let Some(inner) = place.json.get("schema") else { return };
            let definition = place.definition;
            let inner = self.child(&place, "schema", inner);
            let Some(inner) = self.in_its_language(inner, place.json) else { return };
            place = Place { definition, ..inner };
        }
        if !self.seen.insert(Address::of(place.json)) {
            return;
        }
        let language = self.registry.resource(place.resource).language;
        let is_plain = !place.definition && is_plain(place.json, language);
        let direction = self.flow.direction;
        self.found.push(Carried { name, place, is_plain, direction });
    }

    /// A schema that is a document; one with an identifier is found to be a resource anyway.
    fn whole(&mut self, place: Place<'a>, name: String) {
        let around = self.registry.resource(place.resource).language;
        let said = place.json.get("$schema").and_then(Json::as_str).and_then(Language::of_uri);
        let language = said.unwrap_or(around);
        let root = match root_id(place.json, language) {
            Some(_) => Some(place),
            None => self.registry.enclose(&place, language),
        };
        root.into_iter().for_each(|root| self.schema(root, name.clone()));
    }

    /// An object that is a schema itself, in a dialect of its own.
    fn itself(&mut self, place: &Place<'a>, dialect: &str, name: &str) {
        let Some(language) = Language::of_name(dialect) else { return };
        if let Some(place) = self.registry.enclose(place, language) {
            let (name, is_plain) = (name.to_owned(), is_plain(place.json, language));
            let direction = self.flow.direction;
            self.found.push(Carried { name, place, is_plain, direction });
        }
    }

    /// The object that a reference in its place leads to; nothing where another visit goes there.
    fn followed(
        &mut self,
        place: Place<'a>,
        object: &'static Object,
        name: String,
    ) -> Option<(Place<'a>, String)> {
        let Some(text) = place.json.get("$ref").and_then(Json::as_str) else {
            return Some((place, name));
        };
        match self.registry.follow_object(place.resource, text, self.sink) {
            Ok(target) if object.is_no_such(target.json) => {
                self.say_no_such(&place, object, text);
                None
            }
            Ok(target) if target.document == self.document => None,
            Ok(target) => {
                let document = self.registry.document(target.document);
                let is_carrier = matches!(document.form, Form::Carrier(_));
                let is_visited = document.is_root && is_carrier;
                let name = match object.word {
                    "" => name,
                    word => ended(&uri::last_name(text), word),
                };
                (!is_visited).then_some((target, name))
            }
            Err(failure) => {
                let place = self.child(&place, "$ref", place.json.get("$ref")?);
                self.registry.lost.push(Lost { text, place, failure });
                None
            }
        }
    }

    /// What an element in another file calls itself by, if it is there.
    fn called(&mut self, element: &Place<'a>, addition: Name) -> Option<&'a Json> {
        let text =
            element.json.get("$ref")?.as_str().filter(|_| matches!(addition, Name::Of(_)))?;
        Some(self.registry.follow_object(element.resource, text, self.sink).ok()?.json)
    }

    /// What a reference leads to in the place of a collection. No specification has it, and many write it
    /// who keep an API in several files.
    fn collection(&mut self, place: &Place<'a>, text: &'a str) -> Option<Place<'a>> {
        match self.registry.follow_object(place.resource, text, self.sink) {
            Ok(target) => Some(target),
            Err(failure) => {
                let place = self.child(place, "$ref", place.json.get("$ref")?);
                self.registry.lost.push(Lost { text, place, failure });
                None
            }
        }
    }

    fn members(&self, place: &Place<'a>) -> Vec<(&'a str, Place<'a>)> {
        let members = place.json.as_object().into_iter().flatten();
        members
            .filter(|(key, _)| !key.starts_with("x-"))
            .map(|(key, member)| (key.as_str(), self.child(place, key, &member.value)))
            .collect()
    }

    fn child(&self, place: &Place<'a>, key: &str, json: &'a Json) -> Place<'a> {
        let pointer: Arc<str> = pointer::child(&place.pointer, key).into();
        self.registry.child(place, pointer, json)
    }

    /// A schema in the language that the object which holds it names; nothing if that is none of JSON
    /// Schema.
    fn in_its_language(&mut self, schema: Place<'a>, holder: &Json) -> Option<Place<'a>> {
        let Some(format) = holder.get("schemaFormat").and_then(Json::as_str) else {
            return Some(schema);
        };
        match language_of(format) {
            Some(Some(language)) => self.registry.enclose(&schema, language),
            Some(None) => Some(schema),
            None => {
                self.say_foreign(&schema);
                None
            }
        }
    }

    /// Says that a member is none that the object has, so that nothing in it is read.
    fn say_stranger(&mut self, place: &Place<'a>, object: &Object, key: &str) {
        let Some(what) = object.stranger(key) else { return };
        let article = if what.starts_with(['e', 'o']) { "an" } else { "a" };
        let article = if what == "components" { "the" } else { article };
        let message =
            format!("`{key}` is no member of {article} {what}, so no schema is looked for in it");
        let finding = Diagnostic::new(Code::NoEffect, message).about(format!("{what} {key}"));
        let finding = match nearest(key, object.names()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help("take it away, or begin its name with `x-`"),
        };
        self.sink.push(match self.registry.location(place) {
            Some(location) => finding.at(location, "not read"),
            None => finding,
        });
    }

    /// Says that a reference leads to an object of another kind, so that nothing in it is read.
    fn say_no_such(&mut self, place: &Place<'a>, object: &Object, text: &str) {
        let what = object.others_known.map_or("object", |(what, _)| what);
        let message = format!("`$ref` to `{text}` leads to what is no {what}, so it is not read");
        let finding = Diagnostic::new(Code::NoEffect, message);
        let finding = match object
            .fields
            .iter()
            .any(|(name, step, _)| *name == "schema" && matches!(step, Step::Schema))
        {
            true => finding.help("a schema goes below `schema`"),
            false => finding.help(format!("refer to a {what}")),
        };
        self.sink.push(match self.registry.location(place) {
            Some(location) => finding.at(location, "not read"),
            None => finding,
        });
    }

    fn say_foreign(&mut self, place: &Place<'a>) {
        let message = "this schema is in no dialect of JSON Schema, so no type is made for it";
        let finding = Diagnostic::new(Code::ForeignSchema, message).about("");
        let finding = finding.help("describe it by JSON Schema, or accept this by `allow`");
        self.sink.push(match self.registry.location(place) {
            Some(location) => finding.at(location, "`schemaFormat` names another language"),
            None => finding,
        });
    }
}

impl Name {
    /// The name of a value below what is called `name`.
    fn to(self, name: &str, key: &str, value: &Json) -> String {
        let text = |member: &str| value.get(member).and_then(Json::as_str);
        match self {
            Self::None => name.to_owned(),
            Self::Word(word) => ended(name, word),
            Self::Key => joined(name, key),
            Self::Of(member) => joined(name, text(member).unwrap_or(key)),
            Self::Parameter if text("in") == Some("body") => name.to_owned(),
            Self::Parameter => joined(name, text("name").unwrap_or(key)),
            Self::Operation(method) => match text("operationId") {
                Some(id) => id.to_owned(),
                None => joined(if method.is_empty() { key } else { method }, name),
            },
            Self::Inside(path) => {
                let inside = path.iter().try_fold(value, |json, member| json.get(member));
                inside.and_then(Json::as_str).unwrap_or(name).to_owned()
            }
        }
    }
}

/// A name with another one after it.
fn joined(name: &str, more: &str) -> String {
    format!("{name} {more}").trim().to_owned()
}

/// A name with a word at its end, which it may have already.
fn ended(name: &str, word: &str) -> String {
    let has_it = name.to_lowercase().ends_with(&word.to_lowercase());
    if has_it { name.to_owned() } else { joined(name, word) }
}

/// What a media type adds to a name.
fn media_word(media: &str) -> &str {
    let bare = media.split(';').next().unwrap_or(media).trim();
    match bare {
        "application/json" => "Json",
        "application/x-www-form-urlencoded" => "Form",
        "*/*" => "Any",
        _ => {
            let subtype = bare.rsplit('/').next().unwrap_or(bare);
            subtype.strip_suffix("+json").unwrap_or(subtype)
        }
    }
}

/// The language that a media type names, such as `application/schema+json;version=draft-07`; the inner
/// is none if that is the one of the document, the outer if it is none of JSON Schema.
fn language_of(format: &str) -> Option<Option<Language>> {
    let known = ["schema+json", "schema+yaml", "asyncapi", "openapi"];
    let kind = known.into_iter().find(|it| format.contains(it))?;
    let version = format.split_once("version=").map(|(_, it)| it.trim_matches(['"', '\'', ' ']));
    Some(version.and_then(|version| match kind {
        "asyncapi" => None,
        "openapi" => Some(Language::of_openapi(version)),
        _ => Language::of_name(&version.replace("draft-0", "draft").replace("draft-", "")),
    }))
}

/// Whether a schema only refers to another one, or only names a JSON type of scalars, or is a list of
/// such.
fn is_plain(json: &Json, language: Language) -> bool {
    let Some(members) = json.as_object() else { return true };
    let asserting: Vec<_> =
        members.iter().filter(|(name, _)| !language.meaning(name).is_annotation()).collect();
    let is_simple = |(name, member): &(&String, &Member)| is_simple(name, &member.value, language);
    asserting.iter().all(is_simple) && (asserting.len() == 1 || !members.contains_key("$ref"))
}

fn is_simple(name: &str, value: &Json, language: Language) -> bool {
    match language.meaning(name) {
        Meaning::Ref | Meaning::Nullable => true,
        Meaning::Type => value.as_str() != Some("object"),
        Meaning::Items | Meaning::ItemsOrTuple => {
            value.get("$ref").is_none() && is_plain(value, language)
        }
        _ => false,
    }
}
