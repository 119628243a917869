//! Where every schema resource and every anchor stands.
//!
//! Input: [`Sources`]. Output: a [`Registry`] that maps URIs to resources, resources to their
//! anchors and references to places. Invariants: what is found does not depend on the order of
//! hash maps; of two resources with one URI the first in input order counts; a document is looked
//! through only when it is a root or a reference may lead there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Severity, Sink};
use crate::source::{ANYTHING, File, FileId, Json, Object, Sources, pointer};

use super::dialect::Language;
use super::link::{Failure, Target};
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
    /// Whether its resources and anchors are known.
    pub(super) scanned: bool,
    /// Whether it could not be parsed: then every reference into it leads to its root.
    pub(super) is_broken: bool,
}

/// What a document is: a schema, or one that holds schemas but is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    Schema,
    /// OpenAPI 3, with its schemas in `components`.
    OpenApi,
    /// Swagger 2.0, which has them in `definitions`.
    Swagger,
}

impl Form {
    /// The form of a document, and the language that its form alone decides.
    fn of(root: &Json) -> (Self, Option<Language>) {
        let version = |name| root.get(name).and_then(Json::as_str);
        match (version("openapi"), version("swagger")) {
            (Some(version), _) => (Self::OpenApi, Some(Language::of_openapi(version))),
            (None, Some("2.0")) => (Self::Swagger, Some(Language::of_swagger())),
            (None, _) => (Self::Schema, None),
        }
    }

    /// The pointer to what schemas there are by name.
    pub(super) fn definitions(self) -> &'static [&'static str] {
        match self {
            Self::Schema => &[],
            Self::OpenApi => &["components", "schemas"],
            Self::Swagger => &["definitions"],
        }
    }
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
    /// Whether there is no doubt which one is meant.
    certain: bool,
    /// Whether a reference looks for it.
    wanted: bool,
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
            extra: HashSet::new(),
            has_dynamic: false,
            has_unevaluated: false,
            default: options.default_language(),
        };
        // The documents of files have the numbers of the files.
        for (id, file) in sources.iter() {
            registry.add_file(id, file);
        }
        for (id, _) in sources.iter().filter(|(_, file)| file.is_root) {
            registry.scan_document(DocumentId(id.0), sink);
        }
        registry.follow_all(sink);
        registry.tell_of_rivals(sink);
        registry
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
            self.add_document(file.root(), Some(id), &file.path, retrievals);
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
        let base = self.resource(resource).uri.clone();
        let (form, language, id) = self.introduce(root, &base);
        let opened = &mut self.documents[document.0 as usize];
        (opened.root, opened.form, opened.is_broken) = (root, form, !file.is_parsed());
        let opened = &mut self.resources[resource.0 as usize];
        (opened.root.json, opened.language) = (root, language);
        self.starts.insert(Address::of(root), resource);
        if let Some(id) = id {
            opened.uri = id.clone();
            self.register(id, resource);
        }
    }

    /// Parses the files whose text has a name, so that they are found by their `$id`s.
    fn open_all_with(&mut self, name: &str, sink: &mut Sink) {
        let named = self.closed.iter().filter(|(_, file)| file.text.contains(name));
        let named: Vec<_> = named.map(|(id, _)| *id).collect();
        named.into_iter().for_each(|id| self.open(id, sink));
    }

    /// What the root of a document says of itself: its form, its language and its identifier.
    fn introduce(&self, root: &Json, base: &AbsoluteUri) -> (Form, Language, Option<AbsoluteUri>) {
        let (form, language) = Form::of(root);
        let declared = || root.get("$schema").and_then(Json::as_str).and_then(Language::of_uri);
        let language = language.or_else(declared).unwrap_or(self.default);
        let id = root_id(root, language)
            .filter(|id| form == Form::Schema && !uri::split(id).uri.is_empty())
            .and_then(|id| base.join(uri::split(id).uri));
        (form, language, id)
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
        let (form, language, id) = self.introduce(root, base);
        let pointer = Arc::default();
        let root_place = Place { json: root, document, pointer, resource, definition: false };
        self.resources.push(Resource {
            uri: id.clone().unwrap_or_else(|| base.clone()),
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
            scanned: false,
            is_broken: false,
        });
        if let Some(id) = id {
            self.register(id, resource);
        }
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
        self.by_id.insert(id, first);
        self.rivals.push(Rivals { first, second, certain, wanted: false });
    }

    /// Notes that a reference leads to a resource from another one by its URI.
    pub(super) fn want(&mut self, wanted: ResourceId) {
        for rivals in self.rivals.iter_mut().filter(|rivals| rivals.first == wanted) {
            rivals.wanted = true;
        }
    }

    /// Two files with one identifier are an error, unless it is plain whose it is; two resources within
    /// files only if a reference may mean either.
    fn tell_of_rivals(&self, sink: &mut Sink) {
        for rivals in &self.rivals {
            let (first, second) = (self.resource(rivals.first), self.resource(rivals.second));
            let message = format!("two schemas have the `$id` {}", second.uri.as_str());
            let mut diagnostic =
                self.duplicate(Code::DuplicateId, message, &first.root, &second.root);
            let is_document = |resource: &Resource<'_>| resource.parent.is_none();
            let whole = is_document(first) && is_document(second);
            if rivals.certain || (!rivals.wanted && !whole) {
                diagnostic.severity = Severity::Warning;
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

    /// The resource that has one of these URIs: a file by its path, else one by its `$id`.
    pub(super) fn find_any(&mut self, uris: &[AbsoluteUri], sink: &mut Sink) -> Option<ResourceId> {
        let found = uris.iter().find_map(|uri| self.find(uri, sink));
        if found.is_some() || self.closed.is_empty() {
            return found;
        }
        let names: BTreeSet<_> = uris.iter().map(|uri| uri.stem().to_owned()).collect();
        names.iter().for_each(|name| self.open_all_with(name, sink));
        uris.iter().find_map(|uri| self.find(uri, sink))
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
            let metaschema = self.find_any(&[AbsoluteUri::parse(&schema)?], sink)?;
            let root = self.resource(metaschema).root.json;
            vocabularies = vocabularies.or_else(|| root.get("$vocabulary")?.as_object());
            schema = root.get("$schema")?.as_str()?.to_owned();
        }
        None
    }
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
