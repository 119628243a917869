//! Makes a node of every schema that is reached.
//!
//! Input: a [`Registry`]. Output: [`Schemas`]. Work is kept in a queue, so neither long chains of
//! references nor deep nesting exhaust the stack; each place is made once for each dynamic scope
//! that matters to it.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::limits::{MEANINGS_AT_LEAST, MEANINGS_OF_A_SCHEMA, SCHEMAS_BYTES, scaled};
use crate::pattern;
use crate::source::{FileId, Json, Sources, pointer};

use super::carrier::{Carried, Carrier};
use super::dialect::Meaning;
use super::recognise::{self, Content};
use super::registry::{Address, Document, DocumentId, Form, Place, Registry, Resource, root_id};
use super::scan::COMPONENTS;
use super::scope::{self, ScopeId, Scopes, Wanted};
use super::translate::Reading;
use super::{ResolveOptions, Root, Schema, SchemaId, Schemas};
use super::{translate, unresolved};

/// What a node takes in all passes, without its pointer: the node, its line in the ledger, its code.
const NODE: usize = 3_400;

/// How many references that lead nowhere get suggestions.
const SUGGESTIONS: usize = 200;

/// Which places a dynamic reference leads to.
#[derive(Clone, Copy, PartialEq)]
enum Dynamic {
    /// To every place that it may mean in some scope.
    Every,
    /// To the one that it means in the scope at hand.
    One,
}

/// The work in progress.
pub(super) struct Builder<'r, 'a> {
    pub(super) registry: &'r Registry<'a>,
    pub(super) options: &'r ResolveOptions,
    pub(super) sink: &'r mut Sink,
    scopes: Scopes<'a>,
    dynamic: Dynamic,
    ids: HashMap<(Address, ScopeId), SchemaId>,
    queue: VecDeque<(SchemaId, Place<'a>, ScopeId, Reading)>,
    schemas: Schemas,
    addresses: Vec<Address>,
    /// How many nodes there may be.
    most: usize,
    /// Whether it was said that there would be more.
    is_told: bool,
    /// How much heavier the nodes may become.
    weight_left: usize,
    /// What stands for all schemas for which there is no room.
    stand_in: Option<SchemaId>,
    /// How many more references that lead nowhere get suggestions, which are costly to find.
    pub(super) suggestions: usize,
    /// The names that dynamic references look for, and where.
    looked_for: Vec<(SchemaId, &'a str)>,
    /// What the regular expressions are in ECMA 262.
    patterns: HashMap<&'a str, Result<pattern::Reading, String>>,
}

/// Makes the nodes and roots of all input files.
pub(super) fn run(
    registry: &Registry<'_>,
    sources: &Sources,
    options: &ResolveOptions,
    sink: &mut Sink,
) -> Schemas {
    if !registry.has_dynamic {
        let mut builder = Builder::new(registry, options, sink, Wanted::new(), Dynamic::One);
        builder.all(sources);
        return builder.schemas;
    }
    let (wanted, most) = survey(registry, sources, options);
    let mut builder = Builder::new(registry, options, sink, wanted, Dynamic::One);
    builder.most = most;
    builder.all(sources);
    builder.schemas
}

/// Which names dynamic references look for below each schema, and how many nodes there may be.
fn survey<'a>(
    registry: &Registry<'a>,
    sources: &Sources,
    options: &ResolveOptions,
) -> (Wanted<'a>, usize) {
    let mut unheard = Sink::new();
    let mut survey = Builder::new(registry, options, &mut unheard, Wanted::new(), Dynamic::Every);
    survey.all(sources);
    let wanted = scope::wanted(&survey.schemas, &survey.looked_for, &survey.addresses);
    (wanted, scaled(survey.addresses.len(), MEANINGS_OF_A_SCHEMA, MEANINGS_AT_LEAST))
}

impl<'r, 'a> Builder<'r, 'a> {
    fn new(
        registry: &'r Registry<'a>,
        options: &'r ResolveOptions,
        sink: &'r mut Sink,
        wanted: Wanted<'a>,
        dynamic: Dynamic,
    ) -> Self {
        Self {
            registry,
            options,
            sink,
            scopes: Scopes::new(wanted),
            dynamic,
            ids: HashMap::new(),
            queue: VecDeque::new(),
            schemas: Schemas::default(),
            addresses: Vec::new(),
            most: usize::MAX,
            is_told: false,
            weight_left: SCHEMAS_BYTES,
            stand_in: None,
            suggestions: SUGGESTIONS,
            looked_for: Vec::new(),
            patterns: HashMap::new(),
        }
    }

    /// Makes the nodes of all files that types are to be made for.
    fn all(&mut self, sources: &Sources) {
        for (id, file) in sources.iter().filter(|(_, file)| file.is_root) {
            let root = self.root((id, file.is_named), DocumentId(id.0));
            self.schemas.roots.push(root);
            self.drain();
        }
        self.say_lost();
        self.say_nothing_found();
    }

    /// Says which references of objects that are no schemas lead nowhere.
    fn say_lost(&mut self) {
        for lost in &self.registry.lost {
            let location = self.registry.location(&lost.place);
            let reference = ("$ref", lost.text);
            let finding = unresolved::describe(
                self.registry,
                self.options,
                true,
                reference,
                &lost.failure,
                location,
            );
            self.sink.push(finding);
        }
    }

    /// An input of files in which there is no schema is surely not what was meant.
    fn say_nothing_found(&mut self) {
        let is_empty = |it: &Root| it.schema.is_none() && it.definitions.is_empty();
        let is_mentioned = |it: &Root| !it.mentions.is_empty();
        let roots = &self.schemas.roots;
        if !self.sink.has_errors()
            && !roots.is_empty()
            && roots.iter().all(is_empty)
            && !roots.iter().any(is_mentioned)
        {
            let message = "no file of the input holds a schema";
            let help = "name files or folders with schemas, or a document that holds some";
            self.sink.push(Diagnostic::new(Code::NoInput, message).help(help));
        }
    }

    /// Makes all nodes that were promised.
    fn drain(&mut self) {
        while let Some((id, place, scope, reading)) = self.queue.pop_front() {
            let schema = translate::run(self, id, (&place, scope), reading);
            if let Some(node) = self.schemas.nodes.get_mut(id.0 as usize) {
                *node = Arc::new(schema);
            }
        }
    }

    /// What types are to be made for in a file.
    fn root(&mut self, (file, is_named): (FileId, bool), document: DocumentId) -> Root {
        let number = document;
        let document = self.registry.document(number);
        let resource = self.registry.resource(document.resource);
        let id = root_id(document.root, resource.language).map(str::to_owned);
        let mut root = Root {
            file,
            name: id.as_deref().and_then(|id| id.strip_prefix(COMPONENTS)).map(str::to_owned),
            id,
            dialect: resource.language.dialect.name,
            schema: None,
            bare: None,
            definitions: Vec::new(),
            nested: Vec::new(),
            mentions: Vec::new(),
            directions: BTreeMap::new(),
        };
        match document.form {
            Form::Schema => self.root_of_schema(&mut root, document, is_named),
            Form::Carrier(carrier) => self.root_of_carrier(&mut root, document, carrier),
        }
        for place in self.registry.nested.iter().filter(|it| it.document == number) {
            let child = self.registry.child(place, Arc::clone(&place.pointer), place.json);
            let id = self.node(Place { definition: true, ..child }, ScopeId::EMPTY);
            root.nested.push((place.pointer.trim_start_matches('/').to_owned(), id));
        }
        root
    }

    fn root_of_schema(&mut self, root: &mut Root, document: &Document<'a>, is_named: bool) {
        let resource = self.registry.resource(document.resource);
        let place = resource.root.clone();
        match recognise::content(document.root, resource.language, is_named) {
            Content::Schema => root.schema = Some(self.node(place.clone(), ScopeId::EMPTY)),
            Content::Definitions => root.bare = Some(self.node(place.clone(), ScopeId::EMPTY)),
            Content::Other if document.is_used => {}
            Content::Other => self.not_a_schema(&place, is_named),
        }
        for place in self.definitions(&place) {
            let name = place.definition_name().unwrap_or_default();
            root.definitions.push((name, self.node(place, ScopeId::EMPTY)));
        }
    }

    fn root_of_carrier(&mut self, root: &mut Root, document: &Document<'a>, carrier: &Carrier) {
        for Carried { name, place, is_plain, direction } in &document.carried {
            // Since it was found, a resource may have been found to begin there.
            let child = self.registry.child(place, Arc::clone(&place.pointer), place.json);
            let place = Place { definition: place.definition, ..child };
            let id = self.node(place, ScopeId::EMPTY);
            let list = if *is_plain { &mut root.mentions } else { &mut root.definitions };
            list.push((name.clone(), id));
            root.directions.extend(direction.map(|it| (id, it)));
        }
        if document.carried.is_empty() {
            let message = format!("this {} document holds no schema", carrier.name);
            let finding = Diagnostic::new(Code::NotASchema, message);
            self.push_at(finding.as_warning(), &self.registry.resource(document.resource).root, "");
        }
    }

    /// The definitions beside the root of a document.
    fn definitions(&self, root: &Place<'a>) -> Vec<Place<'a>> {
        let mut found = Vec::new();
        let language = self.registry.resource(root.resource).language;
        let is_known = |keyword: &&str| language.meaning(keyword) == Meaning::Definitions;
        for keyword in ["$defs", "definitions"].into_iter().filter(is_known) {
            let members = root.json.get(keyword).and_then(Json::as_object).into_iter().flatten();
            for (name, member) in members {
                let pointer = pointer::child(&format!("/{keyword}"), name);
                let place = self.registry.child(root, pointer, &member.value);
                found.push(Place { definition: true, ..place });
            }
        }
        found
    }

    /// A file that is no schema is passed over in a folder, and an error where it was named.
    fn not_a_schema(&mut self, place: &Place<'a>, is_named: bool) {
        let (message, label) = if place.json.as_object().is_some() {
            ("the file is no schema: no member of its root says that it is one", "")
        } else {
            ("the file is no schema: its root must be an object or a boolean", "is neither")
        };
        let diagnostic = Diagnostic::new(Code::NotASchema, message);
        let language = self.registry.resource(place.resource).language;
        let below = recognise::first_below(place.json, language);
        let below = below.and_then(|(pointer, json)| {
            self.registry.location(&self.registry.child(place, pointer, json))
        });
        let diagnostic = match below {
            Some(location) => diagnostic.related(location, "this may be a schema").help(
                "there may be schemas further down: put them under `$defs`, or name the kind of the document, \
                 such as `openapi: 3.1.0`",
            ),
            None if recognise::is_list_of_schemas(place.json, language) => {
                diagnostic.help("the file holds several schemas: give each of them a file of its own")
            }
            None => diagnostic
                .help("leave the file out of the schemas; if it is one, name its dialect by `$schema`"),
        };
        let diagnostic = if is_named { diagnostic } else { diagnostic.as_warning() };
        self.push_at(diagnostic, place, label);
    }

    fn push_at(&mut self, diagnostic: Diagnostic, place: &Place<'a>, label: &str) {
        self.sink.push(match self.registry.location(place) {
            Some(location) => diagnostic.at(location, label),
            None => diagnostic,
        });
    }

    /// The node of a place that is reached from `outer`; it is made later if it is new.
    pub(super) fn node(&mut self, place: Place<'a>, outer: ScopeId) -> SchemaId {
        let address = Address::of(place.json);
        let scope = if self.schemas.nodes.len() < self.most {
            self.scopes.enter(self.registry, outer, address, place.resource)
        } else {
            self.too_many(&place);
            ScopeId::EMPTY
        };
        if let Some(id) = self.ids.get(&(address, scope)) {
            return *id;
        }
        let Some(weight_left) = self.weight_left.checked_sub(weight(&place)) else {
            return self.stand_in(&place);
        };
        self.weight_left = weight_left;
        let id = self.push(address);
        self.ids.insert((address, scope), id);
        self.queue.push_back((id, place, scope, Reading::Whole));
        id
    }

    /// A node of its own for what a schema says apart from `nullable`.
    pub(super) fn without_null(&mut self, place: Place<'a>, scope: ScopeId) -> SchemaId {
        self.weight_left = self.weight_left.saturating_sub(weight(&place));
        let id = self.push(Address::of(place.json));
        self.queue.push_back((id, place, scope, Reading::WithoutNull));
        id
    }

    /// A node that is made already.
    pub(super) fn made(&mut self, place: &Place<'a>, schema: Schema) -> SchemaId {
        let id = self.push(Address::of(place.json));
        if let Some(node) = self.schemas.nodes.get_mut(id.0 as usize) {
            *node = Arc::new(schema);
        }
        id
    }

    fn push(&mut self, address: Address) -> SchemaId {
        // An arena of 2^32 nodes does not fit into any memory.
        let id = SchemaId(u32::try_from(self.schemas.nodes.len()).unwrap_or(u32::MAX));
        self.schemas.nodes.push(Arc::default());
        self.addresses.push(address);
        id
    }

    /// Says once that there is no room for more schemas.
    fn stand_in(&mut self, place: &Place<'a>) -> SchemaId {
        if let Some(id) = self.stand_in {
            return id;
        }
        let message = "the schemas need more memory than there should be";
        let diagnostic = Diagnostic::new(Code::TooManySchemas, message).help(
            "generate from fewer schemas in one run, or refer by `$ref` to those that are alike",
        );
        self.sink.push(match self.registry.location(place) {
            Some(location) => diagnostic.at(location, "there is no room for this one"),
            None => diagnostic,
        });
        let id = self.push(Address::of(place.json));
        self.stand_in = Some(id);
        id
    }

    /// Says once that from here on dynamic references are taken as plain ones.
    fn too_many(&mut self, place: &Place<'a>) {
        if std::mem::replace(&mut self.is_told, true) {
            return;
        }
        let message = "dynamic references give the schemas too many meanings";
        let diagnostic = Diagnostic::new(Code::TooManyScopes, message);
        self.sink.push(match self.registry.location(place) {
            Some(location) => diagnostic.at(location, "one of these schemas"),
            None => diagnostic,
        });
    }

    /// The nodes that a dynamic reference of `schema` leads to, if it is found by the dynamic anchor
    /// `name` in `place`.
    pub(super) fn dynamic_nodes(
        &mut self,
        schema: SchemaId,
        place: &Place<'a>,
        name: &'a str,
        scope: ScopeId,
    ) -> Vec<SchemaId> {
        self.looked_for.push((schema, name));
        let registry = self.registry;
        let anchor = |resource: &Resource<'a>| {
            resource.anchors.get(name).filter(|anchor| anchor.dynamic).map(|it| it.place.clone())
        };
        let places: Vec<_> = match self.dynamic {
            Dynamic::Every => registry.resources.iter().filter_map(anchor).collect(),
            Dynamic::One => {
                let outermost = self.scopes.outermost(scope, name);
                let found = outermost.and_then(|id| anchor(registry.resource(id)));
                vec![found.unwrap_or_else(|| place.clone())]
            }
        };
        places.into_iter().map(|place| self.node(place, scope)).collect()
    }

    /// What a regular expression is in ECMA 262.
    pub(super) fn pattern(&mut self, text: &'a str) -> Result<pattern::Reading, String> {
        self.patterns.entry(text).or_insert_with(|| pattern::read(text)).clone()
    }
}

/// What a node takes; its pointer stands in the ledger and in the report as well.
fn weight(place: &Place<'_>) -> usize {
    place.pointer.len().saturating_mul(3).saturating_add(NODE)
}
