//! Where every schema resource and every anchor stands.
//!
//! Input: [`Sources`]. Output: a [`Registry`] that maps URIs to resources, resources to their
//! anchors and references to places. Invariants: what is found does not depend on the order of
//! hash maps; of two resources with one URI the first in input order counts; a document is looked
//! through only when it is a root or a reference may lead there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::source::{ANYTHING, File, FileId, Json, Member, Object, Sources, pointer};

use super::carrier::{Carried, Carrier, Lost};
use super::dialect::{Language, Meaning};
use super::link::{Failure, Target};
use super::recognise;
use super::uri::{self, AbsoluteUri};
use super::{ResolveOptions, metaschemas};

/// Which schema resource: an index into [`Registry::resources`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct ResourceId(pub(super) u32);

/// Which document: an index into [`Registry::documents`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct DocumentId(pub(super) u32);

/// A file, or a metaschema that is built in.
pub(super) struct Document<'a> {
    pub(super) root: &'a Json,
    /// None for what is built in.
    pub(super) file: Option<FileId>,
    /// What it is called in messages: the path of a file, else its URI.
    pub(super) name: &'a str,
    /// What it may be retrieved by; the first one is its base URI.
    pub(super) retrievals: Vec<AbsoluteUri>,
    /// The resource at its root.
    pub(super) resource: ResourceId,
    pub(super) form: Form,
    /// Whether types are made for its own sake.
    pub(super) is_root: bool,
    /// Whether it does not say what language it is in.
    is_silent: bool,
    /// The schemas that it holds, if it is none itself.
    pub(super) carried: Vec<Carried<'a>>,
    /// Whether another document refers to something in it.
    pub(super) is_used: bool,
    /// Whether its resources and anchors are known.
    pub(super) scanned: bool,
    /// Whether it could not be parsed: then every reference into it leads to its root.
    pub(super) is_broken: bool,
}

/// What a document is.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// A schema, or a part of another document.
    Schema,
    /// It holds schemas and is none.
    Carrier(&'static Carrier),
}

/// A schema resource (core, section 4.3.5).
pub(super) struct Resource<'a> {
    pub(super) uri: AbsoluteUri,
    pub(super) root: Place<'a>,
    pub(super) language: Language,
    /// The resource that it is embedded in.
    pub(super) parent: Option<ResourceId>,
    pub(super) anchors: BTreeMap<&'a str, Anchor<'a>>,
}

/// A named place of a resource.
#[derive(Clone)]
pub(super) struct Anchor<'a> {
    pub(super) place: Place<'a>,
    /// Whether it was made by `$dynamicAnchor` or `$recursiveAnchor`.
    pub(super) dynamic: bool,
}

/// Two resources with one identifier.
struct Rivals {
    /// The one that is found by it.
    first: ResourceId,
    second: ResourceId,
    /// What both are called.
    id: AbsoluteUri,
    /// Whether there is no doubt which one is meant.
    certain: bool,
    /// The document of a reference that may mean either.
    wanted: Option<DocumentId>,
}

/// What the root of a document says of itself.
struct Introduction {
    form: Form,
    /// Its language, if it names one.
    language: Option<Language>,
    /// Whether it tries to name one.
    is_silent: bool,
}

/// The name of the anchor that `$recursiveAnchor` makes: no other anchor's name is empty.
pub(super) const RECURSIVE: &str = "";

/// A value in a document.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub(super) json: &'a Json,
    pub(super) document: DocumentId,
    pub(super) pointer: Arc<str>,
    /// The resource that it belongs to.
    pub(super) resource: ResourceId,
    /// Whether it is a member of `$defs`, `definitions` or `components.schemas`.
    pub(super) definition: bool,
}

/// The identity of a value: its address, which is stable while the documents are borrowed. Only
/// ever compared.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Address(usize);

impl Address {
    pub(super) fn of(json: &Json) -> Self {
        Self(std::ptr::from_ref(json).addr())
    }
}

impl Place<'_> {
    /// The last token of its pointer, if it is a definition.
    pub(super) fn definition_name(&self) -> Option<String> {
        let token = self.definition.then(|| self.pointer.rsplit('/').next()).flatten()?;
        pointer::unescape(token).map(Cow::into_owned)
    }
}

/// All documents, resources, anchors and references.
pub(super) struct Registry<'a> {
    pub(super) documents: Vec<Document<'a>>,
    pub(super) resources: Vec<Resource<'a>>,
    /// Resources by their identifiers.
    by_id: HashMap<AbsoluteUri, ResourceId>,
    /// The roots of documents by what these were retrieved by.
    by_retrieval: HashMap<AbsoluteUri, ResourceId>,
    /// The files that no reference has led to so far, which nobody has parsed. Their documents stand
    /// for them by their URIs alone.
    closed: BTreeMap<DocumentId, &'a File>,
    /// Second resources with an identifier that another one has.
    rivals: Vec<Rivals>,
    /// Schemas whose `$id` is `#/components/schemas/NAME`, by NAME.
    pub(super) names: BTreeMap<&'a str, Place<'a>>,
    /// The resources that begin at a value.
    pub(super) starts: HashMap<Address, ResourceId>,
    /// Where each reference of a resource leads.
    pub(super) targets: HashMap<(ResourceId, &'a str), Result<Target<'a>, Failure>>,
    /// References that are still to be followed.
    pub(super) pending: Vec<(ResourceId, &'a str)>,
    /// The definitions within schemas.
    pub(super) nested: Vec<Place<'a>>,
    /// What holds schemas by name, and no keyword says so, in order.
    pub(super) groups: BTreeMap<(DocumentId, Arc<str>), Place<'a>>,
    /// References of objects that are no schemas, which lead nowhere.
    pub(super) lost: Vec<Lost<'a>>,
    /// Places outside the known keywords that references made schemas of.
    pub(super) extra: HashSet<Address>,
    /// Whether there is any `$dynamicRef` or `$recursiveRef`.
    pub(super) has_dynamic: bool,
    /// Whether there is any `unevaluatedItems` or `unevaluatedProperties`.
    pub(super) has_unevaluated: bool,
    pub(super) default: Language,
}

impl<'a> Registry<'a> {
    /// Looks through all roots and follows every reference.
    pub(super) fn new(options: &ResolveOptions, sources: &'a Sources, sink: &mut Sink) -> Self {
        let mut registry = Self {
            documents: Vec::new(),
            resources: Vec::new(),
            by_id: HashMap::new(),
            by_retrieval: HashMap::new(),
            closed: BTreeMap::new(),
            rivals: Vec::new(),
            names: BTreeMap::new(),
            starts: HashMap::new(),
            targets: HashMap::new(),
            pending: Vec::new(),
            nested: Vec::new(),
            groups: BTreeMap::new(),
            lost: Vec::new(),
            extra: HashSet::new(),
            has_dynamic: false,
            has_unevaluated: false,
            default: options.default_language(),
        };
        // The documents of files have the numbers of the files.
        for (id, file) in sources.iter() {
            registry.add_file(id, file);
        }
        // What does not say its language is read in that of a document that refers to it.
        for by_itself in [true, false] {
            for (id, _) in sources.iter().filter(|(_, file)| file.is_root) {
                if by_itself != registry.document(DocumentId(id.0)).is_silent {
                    registry.scan_document(DocumentId(id.0), sink);
                }
            }
            registry.follow_all(sink);
        }
        registry.take_parts(sink);
        registry.follow_all(sink);
        registry.tell_of_rivals(sink);
        registry
    }

    /// Takes all schemas that stand beside one to which somebody refers by its name, where no keyword makes
    /// them schemas: those of a file of parts, or of a group of definitions.
    fn take_parts(&mut self, sink: &mut Sink) {
        for group in std::mem::take(&mut self.groups).into_values() {
            let language = self.resource(group.resource).language;
            for (name, Member { value, .. }) in group.json.as_object().into_iter().flatten() {
                let is_taken = self.extra.contains(&Address::of(value));
                let is_free = language.meaning(name) == Meaning::Unknown;
                let is_schema = is_free && recognise::seems_a_schema(value, language);
                if !is_taken && !is_schema {
                    continue;
                }
                let place = self.child(&group, pointer::child(&group.pointer, name), value);
                let place = Place { definition: true, ..place };
                self.nested.push(place.clone());
                if self.extra.insert(Address::of(value)) {
                    self.scan(place, sink);
                }
            }
        }
    }

    pub(super) fn document(&self, id: DocumentId) -> &Document<'a> {
        &self.documents[id.0 as usize]
    }

    pub(super) fn resource(&self, id: ResourceId) -> &Resource<'a> {
        &self.resources[id.0 as usize]
    }

    /// The place of a child, in its own resource if one begins there.
    pub(super) fn child(
        &self,
        parent: &Place<'a>,
        pointer: impl Into<Arc<str>>,
        json: &'a Json,
    ) -> Place<'a> {
        let resource = self.starts.get(&Address::of(json)).copied().unwrap_or(parent.resource);
        let pointer = pointer.into();
        Place { json, document: parent.document, pointer, resource, definition: false }
    }

    /// The location of a place for a diagnostic; none in what is built in.
    pub(super) fn location(&self, place: &Place<'_>) -> Option<Location> {
        let file = self.document(place.document).file?;
        Some(Location { file, span: place.json.span, pointer: place.pointer.to_string() })
    }

    /// Makes a file known by its path, and by the URIs that the configuration gives it.
    fn add_file(&mut self, id: FileId, file: &'a File) {
        let path = AbsoluteUri::of_path(&file.disk_path);
        let mapped = file.uris.iter().filter_map(|uri| AbsoluteUri::parse(uri));
        let retrievals = mapped.chain([path]).collect();
        if file.is_root {
            let document = self.add_document(file.root(), Some(id), &file.path, retrievals);
            document.into_iter().for_each(|it| self.documents[it.0 as usize].is_root = true);
        } else {
            self.add_document(&ANYTHING, Some(id), &file.path, retrievals);
            self.closed.insert(DocumentId(id.0), file);
        }
    }

    /// Parses a file, now that a reference leads to it or may do so.
    fn open(&mut self, document: DocumentId, sink: &mut Sink) {
        let Some(file) = self.closed.remove(&document) else { return };
        file.findings().iter().for_each(|finding| sink.push(finding.clone()));
        let root = file.root();
        let resource = self.document(document).resource;
        let Introduction { form, language, is_silent } = introduce(root);
        let opened = &mut self.documents[document.0 as usize];
        (opened.root, opened.form, opened.is_silent) = (root, form, is_silent);
        opened.is_broken = !file.is_parsed();
        self.resources[resource.0 as usize].root.json = root;
        self.starts.insert(Address::of(root), resource);
        self.speak(document, language.unwrap_or(self.default));
    }

    /// Begins a resource without an identifier, for a schema in another language than what is round it.
    pub(super) fn enclose(&mut self, place: &Place<'a>, language: Language) -> Option<Place<'a>> {
        let resource = ResourceId(u32::try_from(self.resources.len()).ok()?);
        let root = Place { resource, ..place.clone() };
        self.starts.insert(Address::of(place.json), resource);
        self.resources.push(Resource {
            uri: self.resource(place.resource).uri.clone(),
            root: root.clone(),
            language,
            parent: Some(place.resource),
            anchors: BTreeMap::new(),
        });
        Some(root)
    }

    /// Gives a document its language, and the identifier that it has in that.
    fn speak(&mut self, document: DocumentId, language: Language) {
        let Document { root, form, resource, ref retrievals, .. } = *self.document(document);
        let id = match form {
            Form::Schema => root_id(root, language),
            // OpenAPI 3.2.0, section 4.1.1.
            Form::Carrier(_) => root.get("$self").and_then(Json::as_str),
        };
        let id = id
            .filter(|id| !uri::split(id).uri.is_empty())
            .and_then(|id| retrievals.first()?.join(uri::split(id).uri));
        let own = &mut self.resources[resource.0 as usize];
        own.language = language;
        if let Some(id) = id.filter(|id| *id != own.uri) {
            own.uri = id.clone();
            self.register(id, resource);
        }
    }

    /// Reads a document in the language of one that refers to it, if it does not say its own and
    /// nothing led to it before.
    pub(super) fn inherit(&mut self, document: DocumentId, referrer: ResourceId) {
        let Document { is_silent, scanned, .. } = *self.document(document);
        if is_silent && !scanned {
            self.speak(document, self.resource(referrer).language);
        }
    }

    /// Parses the files whose text has a name, so that they are found by their `$id`s.
    fn open_all_with(&mut self, name: &str, sink: &mut Sink) {
        let named = self.closed.iter().filter(|(_, file)| file.text.contains(name));
        let named: Vec<_> = named.map(|(id, _)| *id).collect();
        named.into_iter().for_each(|id| self.open(id, sink));
    }

    /// Makes the root of a document known by its URIs, without looking inside.
    pub(super) fn add_document(
        &mut self,
        root: &'a Json,
        file: Option<FileId>,
        name: &'a str,
        retrievals: Vec<AbsoluteUri>,
    ) -> Option<DocumentId> {
        let base = retrievals.first()?;
        let document = DocumentId(u32::try_from(self.documents.len()).ok()?);
        let resource = ResourceId(u32::try_from(self.resources.len()).ok()?);
        let Introduction { form, language, is_silent } = introduce(root);
        let language = language.unwrap_or(self.default);
        let pointer = Arc::default();
        let root_place = Place { json: root, document, pointer, resource, definition: false };
        self.resources.push(Resource {
            uri: base.clone(),
            root: root_place,
            language,
            parent: None,
            anchors: BTreeMap::new(),
        });
        self.starts.insert(Address::of(root), resource);
        for uri in &retrievals {
            self.by_retrieval.entry(uri.clone()).or_insert(resource);
        }
        self.documents.push(Document {
            root,
            file,
            name,
            resource,
            form,
            retrievals,
            is_root: false,
            is_used: false,
            carried: Vec::new(),
            is_silent,
            scanned: false,
            is_broken: false,
        });
        self.speak(document, language);
        Some(document)
    }

    /// Makes a resource known by an identifier.
    pub(super) fn register(&mut self, id: AbsoluteUri, second: ResourceId) {
        let first = *self.by_id.entry(id.clone()).or_insert(second);
        // A copy says the same thing twice, which harms nobody.
        if first == second || self.resource(first).root.json == self.resource(second).root.json {
            return;
        }
        // Of a file that is retrieved by the identifier and one that was copied from it and kept
        // it, the former is meant.
        let is_at_home = |resource| {
            let document = self.document(self.resource(resource).root.document);
            document.resource == resource && document.retrievals.contains(&id)
        };
        // Nor does a file that was copied under another name own what it is called in its text.
        let is_namesake = |resource| {
            let document = self.document(self.resource(resource).root.document);
            let last = id.as_str().rsplit('/').next().unwrap_or_default();
            document.resource == resource && document.name.rsplit('/').next() == Some(last)
        };
        let owns = |resource| is_at_home(resource) || is_namesake(resource);
        let certain = owns(first) != owns(second) || is_at_home(first) != is_at_home(second);
        let swap = owns(second) && !owns(first);
        let (first, second) = if swap { (second, first) } else { (first, second) };
        self.by_id.insert(id.clone(), first);
        self.rivals.push(Rivals { first, second, id, certain, wanted: None });
    }

    /// Which of the resources with one identifier a reference to it means: the only one that stands in
    /// the folder of the one that refers to it, else the one that is found by it, and the reference is
    /// noted.
    pub(super) fn choose(
        &mut self,
        found: ResourceId,
        id: &AbsoluteUri,
        referrer: ResourceId,
    ) -> ResourceId {
        let document = self.resource(referrer).root.document;
        let folder = |it: DocumentId| self.document(it).name.rsplit_once('/').map(|it| it.0);
        let is_near =
            |it: &ResourceId| folder(self.resource(*it).root.document) == folder(document);
        let rivals = self.rivals.iter().filter(|it| it.id == *id);
        let mut all: Vec<_> = rivals.flat_map(|it| [it.first, it.second]).collect();
        all.sort();
        all.dedup();
        let mut near = all.iter().copied().filter(is_near);
        if let (Some(nearest), None) = (near.next(), near.next()) {
            return nearest;
        }
        for rivals in self.rivals.iter_mut().filter(|it| it.id == *id && it.first == found) {
            rivals.wanted.get_or_insert(document);
        }
        found
    }

    /// Two schemas with one identifier are an error only where a reference may mean either, and no
    /// concern of a run that makes types for neither.
    fn tell_of_rivals(&self, sink: &mut Sink) {
        for rivals in &self.rivals {
            let (first, second) = (self.resource(rivals.first), self.resource(rivals.second));
            let is_ours = |it: &Resource<'_>| self.document(it.root.document).is_root;
            let wanted = rivals.wanted.filter(|_| !rivals.certain);
            if wanted.is_none() && !is_ours(first) && !is_ours(second) {
                continue;
            }
            let message = format!("two schemas have the `$id` {}", rivals.id.as_str());
            let group = message.clone();
            let mut diagnostic =
                self.duplicate(Code::DuplicateId, message, &first.root, &second.root).about(group);
            match wanted {
                Some(referrer) => {
                    let name = self.document(referrer).name;
                    diagnostic =
                        diagnostic.note(format!("a reference in `{name}` may mean either"));
                }
                None => {
                    let note = "no reference needs to know, so they are told apart by their paths";
                    diagnostic = diagnostic.as_warning().note(note);
                }
            }
            sink.push(diagnostic);
        }
    }

    /// What to say of a second place that has the name of a first one.
    pub(super) fn duplicate(
        &self,
        code: Code,
        message: String,
        first: &Place<'a>,
        second: &Place<'a>,
    ) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, message)
            .help("give one of them another name, or leave one of them out");
        if let Some(location) = self.location(second) {
            diagnostic = diagnostic.at(location, "the second one, which is not found by it");
        }
        if let Some(location) = self.location(first) {
            diagnostic = diagnostic.related(location, "the first one");
        }
        diagnostic
    }

    /// The resource of the input that has this URI.
    fn known(&self, uri: &AbsoluteUri) -> Option<ResourceId> {
        self.by_id.get(uri).or_else(|| self.by_retrieval.get(uri)).copied()
    }

    /// The resource that has this URI, built-in ones included.
    pub(super) fn find(&mut self, uri: &AbsoluteUri, sink: &mut Sink) -> Option<ResourceId> {
        if let Some(found) = self.known(uri) {
            self.open(self.resource(found).root.document, sink);
            return Some(found);
        }
        let (name, root) = metaschemas::find(uri)?;
        let document = self.add_document(root, None, name, vec![uri.clone()])?;
        self.scan_document(document, sink);
        Some(self.document(document).resource)
    }

    /// The resource that has one of these URIs, and that URI: a file by its path, else one by its
    /// `$id`.
    pub(super) fn find_any<'u>(
        &mut self,
        uris: &'u [AbsoluteUri],
        sink: &mut Sink,
    ) -> Option<(ResourceId, &'u AbsoluteUri)> {
        let found = uris.iter().find_map(|uri| Some((self.find(uri, sink)?, uri)));
        if found.is_some() || self.closed.is_empty() {
            return found;
        }
        let names: BTreeSet<_> = uris.iter().map(|uri| uri.stem().to_owned()).collect();
        names.iter().for_each(|name| self.open_all_with(name, sink));
        uris.iter().find_map(|uri| Some((self.find(uri, sink)?, uri)))
    }

    /// The language that a `$schema` names: a dialect, or what a custom metaschema turns on.
    pub(super) fn language(&mut self, schema: &str, sink: &mut Sink) -> Option<Language> {
        /// A chain of metaschemas that is longer leads in a circle.
        const LONGEST_CHAIN: usize = 8;
        let mut vocabularies: Option<&'a Object> = None;
        let mut schema = schema.to_owned();
        for _ in 0..LONGEST_CHAIN {
            if let Some(language) = Language::of_uri(&schema) {
                return Some(match vocabularies {
                    Some(object) => language.with_vocabularies(object.keys().map(String::as_str)),
                    None => language,
                });
            }
            let (metaschema, _) = self.find_any(&[AbsoluteUri::parse(&schema)?], sink)?;
            let root = self.resource(metaschema).root.json;
            vocabularies = vocabularies.or_else(|| root.get("$vocabulary")?.as_object());
            schema = root.get("$schema")?.as_str()?.to_owned();
        }
        None
    }
}

fn introduce(root: &Json) -> Introduction {
    let (form, language) = match Carrier::of(root) {
        Some((carrier, language)) => (Form::Carrier(carrier), Some(language)),
        None => (Form::Schema, None),
    };
    let schema = root.get("$schema").and_then(Json::as_str);
    let is_silent = language.is_none() && schema.is_none();
    Introduction { form, language: language.or_else(|| Language::of_uri(schema?)), is_silent }
}

/// The identifier at the root of a document. There, the other spelling of `id` is understood as
/// well if it is an absolute URI: schemas that mix up the drafts mean it.
pub(super) fn root_id(root: &Json, language: Language) -> Option<&str> {
    let text = |keyword| root.get(keyword).and_then(Json::as_str);
    text(language.dialect.id).or_else(|| {
        let other = if language.dialect.id == "id" { "$id" } else { "id" };
        text(other).filter(|id| AbsoluteUri::parse(id).is_some())
    })
}
