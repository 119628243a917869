//! Names: where each type stands in the tree and what it is called.
//!
//! Input: all schemas, and what the configuration says of names. Output: a path for every type.
//!
//! - A root is named by its file: module and type. A definition stands beside it, named by its key.
//! - Everything else is made from a part of a type and stands in the module of that type: what
//!   `git::PullRequest` has at `head` is `git::pull_request::Head`.
//! - Where that would be a module in one of the same name, the part stands beside the type, and its
//!   name begins with that one's, which keeps it clear of definitions: what `git::Git` has at `head`
//!   is `git::GitHead`. Nothing is gained by `git::git::Head`, unless the name would be long.
//! - The configuration can give each of them another path.
//!
//! A name depends on its own place alone, so nothing that is added elsewhere changes it.

pub(super) mod given;
mod order;
mod others;

use std::collections::{BTreeMap, HashMap};

use given::ruled;

use super::marks::title;
use super::reach::Reach;
use super::{
    Conjunction, Context, DefId, Definition, Lowering, Place, Residual, Shape, Ty, TypePath,
    single_type,
};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::ident::{self, Scope};
use crate::resolve::{Annotations, Root, SchemaId, Schemas, Type, TypeSet};
use crate::source::{FileId, Sources};

/// Names of the prelude, `std` and `serde_json` that generated code uses; a type with one of them
/// would stand in their way.
const RESERVED: [&str; 25] = [
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Eq",
    "Err",
    "From",
    "Hash",
    "Into",
    "Map",
    "None",
    "Number",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Some",
    "String",
    "TryFrom",
    "Value",
    "Vec",
];

/// No name gets longer than this.
pub(super) const LONGEST_NAME: usize = 60;

/// Where there is a choice, no name gets longer than this.
pub(super) const LONG_NAME: usize = 40;

/// Modules of types are not nested deeper than this: a type further down stands beside the one that
/// it is a part of, and its name begins with that one's.
const DEEPEST_MODULE: usize = 8;

/// The names that are given, and those that are reserved for roots and definitions.
#[derive(Debug, Default)]
pub(super) struct Names {
    scopes: BTreeMap<Vec<String>, Scope>,
    by_members: HashMap<Vec<SchemaId>, TypePath>,
    by_schema: HashMap<SchemaId, TypePath>,
    /// The other names of types that have one.
    others: HashMap<SchemaId, DefId>,
    /// The named schema that each part stands in.
    owners: HashMap<SchemaId, SchemaId>,
}

impl Names {
    /// The reserved path of a conjunction's members.
    pub(super) fn of_key(&self, key: &Conjunction) -> Option<&TypePath> {
        let is_other = key.part || key.is_arm() || !key.hints.is_empty();
        if is_other { None } else { self.by_members.get(&key.members) }
    }

    /// The path of a root or a definition.
    pub(super) fn of_schema(&self, id: SchemaId) -> Option<&TypePath> {
        self.by_schema.get(&id)
    }

    /// For a part that stands in none of its parent, but in what that takes over by `allOf`: the first
    /// that it is taken from, and what it is to that one and the others. Whoever takes it over as well
    /// shares the type, and nobody knows who comes first.
    fn borrowed(
        &self,
        key: &Conjunction,
        parent: SchemaId,
        role: &str,
    ) -> Option<(TypePath, String)> {
        let mut owners: Vec<_> = key.members.iter().filter_map(|it| self.owners.get(it)).collect();
        owners.dedup();
        let parent = self.owners.get(&parent)?;
        let (first, others) = owners.split_first().filter(|_| !owners.contains(&parent))?;
        let others = others.iter().filter_map(|it| Some(self.of_schema(**it)?.name.as_str()));
        let role = others.fold(role.to_owned(), |role, other| format!("{role} with {other}"));
        Some((self.of_schema(**first)?.clone(), role))
    }

    fn scope(&mut self, modules: &[String]) -> &mut Scope {
        self.scopes.entry(modules.to_vec()).or_default()
    }

    fn take(&mut self, path: &TypePath) -> bool {
        self.scope(&path.modules).take(&path.name)
    }

    fn is_taken(&mut self, path: &TypePath) -> bool {
        self.scope(&path.modules).has(&path.name)
    }

    /// A path in these modules for what goes by one of some texts; `whose` goes before a name that the
    /// standard library has.
    fn free(&mut self, modules: Vec<String>, texts: &[&str], whose: &str) -> TypePath {
        let usable = |name: String| {
            let is_reserved = RESERVED.contains(&name.as_str());
            let name = if is_reserved { qualified(whose, &name) } else { name };
            ident::shortened(&name, LONGEST_NAME)
        };
        let plain = texts.iter().map(|text| ident::pascal(text));
        let others = texts.iter().flat_map(|text| ident::apart(text));
        let name = self.scope(&modules).take_any(plain.chain(others).map(usable));
        TypePath { modules, name }
    }
}

/// A name that the standard library has, with the type before it that it is a part of.
fn qualified(whose: &str, name: &str) -> String {
    let qualified = format!("{whose}{name}");
    let is_short = !whose.is_empty() && qualified.chars().count() <= LONG_NAME;
    if is_short { qualified } else { format!("{name}Type") }
}

/// Names all roots and definitions, and makes their types.
pub(super) fn assign(lowering: &mut Lowering<'_>, sink: &mut Sink) {
    let mut naming = Naming::default();
    let homes = naming.all(lowering, sink);
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for (root, home) in lowering.schemas.roots.iter().zip(homes) {
        let definition = root.schema.and_then(|id| {
            let is_wanted = is_wanted(lowering, id, Some(&home.path));
            if is_wanted { &mut wanted } else { &mut others }.push(id);
            is_wanted.then(|| make_root(lowering, id, home.path))
        });
        lowering.roots.push(definition);
    }
    for &(_, id) in lowering.schemas.roots.iter().flat_map(Root::named) {
        if is_wanted(lowering, id, None) {
            lowering.type_of_named(id);
            wanted.push(id);
        } else {
            others.push(id);
        }
    }
    for &(_, id) in lowering.schemas.roots.iter().flat_map(|it| &it.mentions) {
        if refers_only(lowering, id) && is_wanted(lowering, id, None) {
            // What it refers to has a name of its own, so that none is made for the mention.
            lowering.type_of(id, &Context::new(None, ""));
            wanted.push(id);
        }
    }
    lowering.reach = Reach::of(lowering.schemas, wanted, others);
    let parts = order::Parts::of(lowering, &naming.named);
    let order = order::run(&parts, &naming.named);
    lowering.names.owners = parts.owners;
    let paths = order.iter().filter_map(|id| lowering.names.by_schema.get(id));
    let ranks: HashMap<_, _> = paths.enumerate().map(|(rank, path)| (path, rank)).collect();
    let rank = |(id, _): &(DefId, Conjunction)| {
        ranks.get(&lowering.definitions[id.index()].path).copied().unwrap_or(usize::MAX)
    };
    lowering.queue.make_contiguous().sort_by_key(rank);
}

/// By schema the path of the named one that it is or stands in.
pub(crate) fn paths(
    config: &Config,
    sources: &Sources,
    schemas: &Schemas,
) -> HashMap<SchemaId, TypePath> {
    let mut lowering = Lowering::new(config, sources, schemas);
    let mut naming = Naming::default();
    // What is wrong is told when the names are given.
    naming.all(&mut lowering, &mut Sink::new());
    let owners = order::Parts::of(&lowering, &naming.named).owners.into_iter();
    owners.filter_map(|(id, owner)| Some((id, lowering.names.of_schema(owner)?.clone()))).collect()
}

/// Whether a root or a definition gets a type if nothing that does refers to it.
fn is_wanted(lowering: &Lowering<'_>, id: SchemaId, home: Option<&TypePath>) -> bool {
    let roots = &lowering.config.roots;
    let path = lowering.names.of_schema(id).or(home).map(TypePath::to_string);
    roots.0.is_empty() || roots.matches_either(&path.unwrap_or_default(), &lowering.place(id))
}

/// Where a file's types go.
#[derive(Clone, Debug)]
struct Home {
    /// The type of its root.
    path: TypePath,
    /// Whether the configuration says so.
    ruled: bool,
}

/// Gives names to what has one of its own.
#[derive(Debug, Default)]
struct Naming {
    /// Paths that two schemas cannot have.
    firm: HashMap<TypePath, SchemaId>,
    /// Everything that is named, in order.
    named: Vec<SchemaId>,
}

impl Naming {
    /// Gives all names; where the types of each root go.
    fn all(&mut self, lowering: &mut Lowering<'_>, sink: &mut Sink) -> Vec<Home> {
        self.given(lowering, sink);
        let homes = self.roots(lowering, sink);
        self.definitions(lowering, &homes, sink);
        self.elsewhere(lowering, &homes);
        self.mentions(lowering, &homes);
        self.views(lowering, sink);
        self.references(lowering);
        homes
    }

    /// The paths that the configuration gives to places.
    fn given(&mut self, lowering: &mut Lowering<'_>, sink: &mut Sink) {
        for (id, path) in given::by_place(lowering) {
            self.firm(lowering, id, path, sink);
        }
    }

    /// The roots, each of which is named by its file; one that says nothing itself leaves its name to
    /// a definition.
    fn roots(&mut self, lowering: &mut Lowering<'_>, sink: &mut Sink) -> Vec<Home> {
        let mut homes = Vec::new();
        for root in &lowering.schemas.roots {
            let home = home_of_root(lowering, root);
            if let Some(id) = root.schema.filter(|&id| home.ruled || !says_nothing(lowering, id)) {
                self.firm(lowering, id, home.path.clone(), sink);
            }
            homes.push(home);
        }
        homes
    }

    /// The definitions beside each root, by their keys, and then the roots that are left.
    fn definitions(&mut self, lowering: &mut Lowering<'_>, homes: &[Home], sink: &mut Sink) {
        let schemas = lowering.schemas;
        let is_own = |(_, id): &&(String, SchemaId)| !schemas.views.is_other(*id);
        for (name, id) in schemas.roots.iter().flat_map(|root| &root.definitions).filter(is_own) {
            if let Some(path) = given::by_name(lowering, *id, name) {
                self.firm(lowering, *id, path, sink);
            }
        }
        for (root, home) in schemas.roots.iter().zip(homes) {
            // What is defined in another file has its name there.
            let is_here = |it: &&(String, SchemaId)| {
                let node = schemas.node(it.1);
                is_own(it) && (node.file == Some(root.file) || node.definition_name.is_none())
            };
            for (name, id) in root.definitions.iter().filter(is_here) {
                self.definition(lowering, home, name, *id);
            }
        }
        for (root, home) in schemas.roots.iter().zip(homes) {
            if let Some(id) = root.schema.filter(|&id| !self.is_named(lowering, id)) {
                self.light_root(lowering, id, home, sink);
            }
        }
    }

    fn definition(&mut self, lowering: &mut Lowering<'_>, home: &Home, key: &str, id: SchemaId) {
        let node = lowering.node(id);
        if !home.ruled && node.definition_name.is_none() && !node.pointer.is_empty() {
            return self.composed(lowering, home, key, id);
        }
        let whose = &home.path.name;
        let modules = home.path.modules.clone();
        if home.ruled {
            let text = format!("{whose} {}", ident::pascal(key));
            return self.soft(lowering, id, modules, &text, whose);
        }
        let (spaces, name) = spaces_of(key);
        let path = TypePath { modules: [modules, spaces].concat(), name: type_name(&name) };
        let is_root = self.firm.contains_key(&path) && path == home.path;
        let name = if is_root { format!("{name} definition") } else { name };
        self.soft(lowering, id, path.modules, &name, "");
    }

    /// What a document holds that names no schema itself: the name is made of words, so where another has
    /// it, one more tells the two apart.
    fn composed(&mut self, lowering: &mut Lowering<'_>, home: &Home, name: &str, id: SchemaId) {
        let pointer = &lowering.node(id).pointer;
        let has = |part: &str| pointer.split('/').any(|it| it == part);
        let word = if has("requestBody") || has("responses") || has("payload") {
            "body"
        } else if has("parameters") {
            "parameter"
        } else {
            ""
        };
        if !self.is_named(lowering, id) {
            let names = [type_name(name), type_name(&format!("{name} {word}"))];
            let modules = home.path.modules.clone();
            let name = lowering.names.scope(&modules).take_any(names);
            self.reserve(lowering, id, TypePath { modules, name });
        }
    }

    /// A root that has its name unless a definition has it.
    fn light_root(
        &mut self,
        lowering: &mut Lowering<'_>,
        id: SchemaId,
        home: &Home,
        sink: &mut Sink,
    ) {
        let path = home.path.clone();
        if !lowering.names.is_taken(&path) {
            return self.firm(lowering, id, path, sink);
        }
        let text = format!("{} document", path.name);
        self.soft(lowering, id, path.modules, &text, &path.name);
    }

    /// What has a name and is neither a root nor a definition beside one: files that are only referred
    /// to, and definitions within schemas.
    fn elsewhere(&mut self, lowering: &mut Lowering<'_>, homes: &[Home]) {
        let schemas = lowering.schemas;
        let mut homes: HashMap<_, _> =
            schemas.roots.iter().map(|root| Some(root.file)).zip(homes.iter().cloned()).collect();
        let place = |&id: &SchemaId| (schemas.node(id).file, &*schemas.node(id).pointer);
        let mut known: HashMap<_, _> = self.named.iter().map(|id| (place(id), *id)).collect();
        for (index, node) in schemas.nodes.iter().enumerate() {
            let id = SchemaId(u32::try_from(index).unwrap_or(u32::MAX));
            let is_root = node.pointer.is_empty() && !homes.contains_key(&node.file);
            let is_named = is_root || node.definition_name.is_some();
            if !is_named || known.contains_key(&place(&id)) {
                continue;
            }
            let id = schemas.views.main(id);
            known.insert(place(&id), id);
            let home = homes.entry(node.file).or_insert_with(|| home_of_file(lowering, id));
            let home = home.clone();
            match (&node.definition_name, above(&node.pointer)) {
                (Some(name), "") => self.definition(lowering, &home, name, id),
                (Some(name), above) => {
                    let outer = known.get(&(node.file, above)).copied();
                    let outer = outer.and_then(|it| lowering.names.of_schema(it)).cloned();
                    let outer = outer.unwrap_or(home.path);
                    let beside = TypePath { modules: outer.modules.clone(), name: type_name(name) };
                    let is_beside = is_repeated(&outer) && !lowering.names.is_taken(&beside);
                    let modules = if is_beside { beside.modules } else { outer.module() };
                    self.soft(lowering, id, modules, name, "");
                }
                (None, _) => {
                    let text = home.path.name.clone();
                    self.soft(lowering, id, home.path.modules, &text, "");
                }
            }
        }
    }

    /// What a document refers to where it could hold a schema of its own, and which has no name there: it
    /// goes by what it is to the document.
    fn mentions(&mut self, lowering: &mut Lowering<'_>, homes: &[Home]) {
        let schemas = lowering.schemas;
        for (root, home) in schemas.roots.iter().zip(homes) {
            for (name, id) in &root.mentions {
                let target = lowering.members.target(*id);
                let is_nameless = target != *id && !self.is_named(lowering, target);
                if is_nameless && lowering.first_named(*id).is_none() {
                    self.definition(lowering, home, name, *id);
                }
            }
        }
    }

    /// The views that stand beside what has the name of their schema: that name, and the direction.
    fn views(&mut self, lowering: &mut Lowering<'_>, sink: &mut Sink) {
        let schemas = lowering.schemas;
        for (main, direction, view) in schemas.views.pairs() {
            let Some(path) = lowering.names.of_schema(main).cloned() else { continue };
            let name = format!("{}{}", path.name, ident::pascal(direction.word()));
            match given::to_view(lowering, &name) {
                Some(path) => self.firm(lowering, view, path, sink),
                None if self.is_named(lowering, view) => {}
                None => {
                    let texts = [name.as_str(), &format!("{name}View")];
                    let path = lowering.names.free(path.modules, &texts, "");
                    self.reserve(lowering, view, path);
                }
            }
        }
    }

    fn is_named(&self, lowering: &Lowering<'_>, id: SchemaId) -> bool {
        lowering.names.by_schema.contains_key(&id)
    }

    /// A path that nothing else may have.
    fn firm(&mut self, lowering: &mut Lowering<'_>, id: SchemaId, path: TypePath, sink: &mut Sink) {
        if self.is_named(lowering, id) {
            return;
        }
        if let Some(&other) = self.firm.get(&path) {
            sink.push(collision(lowering, id, other, &path));
        }
        self.firm.entry(path.clone()).or_insert(id);
        lowering.names.take(&path);
        self.reserve(lowering, id, path);
    }

    /// A path for what goes by a text.
    fn soft(
        &mut self,
        lowering: &mut Lowering<'_>,
        id: SchemaId,
        modules: Vec<String>,
        text: &str,
        whose: &str,
    ) {
        if !self.is_named(lowering, id) {
            let path = lowering.names.free(modules, &[text], whose);
            self.reserve(lowering, id, path);
        }
    }

    fn reserve(&mut self, lowering: &mut Lowering<'_>, id: SchemaId, path: TypePath) {
        if !refers_only(lowering, id) {
            own(lowering, id, path.clone());
        }
        lowering.names.by_schema.insert(id, path);
        self.named.push(id);
    }

    /// What only refers to another schema is of that one's type, and names it if nothing else does; so
    /// does what allows `null` besides.
    fn references(&self, lowering: &mut Lowering<'_>) {
        for &id in &self.named {
            if let Some(path) = lowering.names.of_schema(id).cloned() {
                let key = own(lowering, id, path.clone());
                let mask = key.mask.difference(TypeSet::of(Type::Null));
                if mask != key.mask && !mask.is_empty() {
                    own_key(lowering, Conjunction { mask, ..key }, path);
                }
            }
        }
    }
}

/// Gives a path to the type of a schema, unless that has one.
fn own(lowering: &mut Lowering<'_>, id: SchemaId, path: TypePath) -> Conjunction {
    own_key(lowering, Conjunction::new(&lowering.members, &[id]), path)
}

fn own_key(lowering: &mut Lowering<'_>, key: Conjunction, path: TypePath) -> Conjunction {
    let key = lowering.settled(key);
    if !key.is_arm() {
        lowering.names.by_members.entry(key.members.clone()).or_insert(path);
    }
    key
}

/// Whether a schema is nothing but a reference to another one, or a union of one arm that is such.
fn refers_only(lowering: &mut Lowering<'_>, id: SchemaId) -> bool {
    let key = Conjunction::new(&lowering.members, &[id]);
    !key.members.contains(&id) || !lowering.settled(key).members.contains(&id)
}

/// Whether a root only holds or names other schemas.
fn says_nothing(lowering: &mut Lowering<'_>, id: SchemaId) -> bool {
    lowering.node(id).asserted().is_empty() || refers_only(lowering, id)
}

/// The pointer to the schema that a definition stands in.
fn above(pointer: &str) -> &str {
    let keyword = pointer.rsplit_once('/').map_or("", |(above, _)| above);
    keyword.rsplit_once('/').map_or("", |(above, _)| above)
}

/// The namespaces that a key names, and the name in them: `io.k8s.api.core.v1.Pod`,
/// `core::option::Option<url::Url>`.
fn spaces_of(key: &str) -> (Vec<String>, String) {
    let (base, arguments) = key.split_at(key.find('<').unwrap_or(key.len()));
    let mut parts: Vec<_> = match base.contains("::") {
        true => base.split("::").collect(),
        false => base.split('.').collect(),
    };
    let is_word = |part: &&str| {
        part.starts_with(char::is_alphabetic)
            && part.chars().all(|it| it.is_alphanumeric() || "_-".contains(it))
    };
    let is_path = parts.len() > if base.contains("::") { 1 } else { 2 };
    let Some(last) = parts.pop().filter(|last| is_path && is_word(last)) else {
        return (Vec::new(), key.to_owned());
    };
    if !parts.iter().all(is_word) {
        return (Vec::new(), key.to_owned());
    }
    let paths = arguments.split(|it: char| !it.is_alphanumeric() && !"_:.".contains(it));
    let names = paths.filter_map(|path| path.rsplit([':', '.']).next());
    let name = std::iter::once(last).chain(names).collect::<Vec<_>>().join(" ");
    (parts.into_iter().map(ident::module).collect(), name)
}

/// The definition of a root; where its type has no definition of its own, an alias gives it a name.
fn make_root(lowering: &mut Lowering<'_>, schema: SchemaId, path: TypePath) -> DefId {
    let ty = lowering.type_of(schema, &Context::new(None, ""));
    if let Ty::Def(id) = ty
        && !lowering.is_own(id)
        && !(refers_only(lowering, schema) && lowering.definitions[id.index()].path != path)
    {
        return id;
    }
    let path = lowering.names.of_schema(schema).cloned().unwrap_or(path);
    let free = !lowering.definitions.iter().any(|it| it.path == path);
    let path = if free {
        path
    } else {
        let name = format!("Nullable{}", path.name);
        lowering.names.free(path.modules, &[&name], "")
    };
    alias(lowering, schema, path, ty)
}

/// Another name for a type.
pub(super) fn alias(
    lowering: &mut Lowering<'_>,
    schema: SchemaId,
    path: TypePath,
    ty: Ty,
) -> DefId {
    let id = DefId::new(lowering.definitions.len());
    let key = Conjunction::new(&lowering.members, &[schema]);
    lowering.record_type(&key);
    lowering.definitions.push(Definition {
        path,
        depth: 0,
        origin: schema,
        place: Place::Own,
        docs: Annotations::of_schema(lowering.schemas, schema),
        shape: Shape::Alias(ty),
        residual: Residual::default(),
        secret: false,
        open: false,
    });
    id
}

/// Where a root goes.
fn home_of_root(lowering: &Lowering<'_>, root: &Root) -> Home {
    home(lowering, Some(root.file), root.name.as_deref(), root.schema)
}

/// Where the types of a file go that is only referred to, by one of its schemas.
fn home_of_file(lowering: &Lowering<'_>, id: SchemaId) -> Home {
    let node = lowering.node(id);
    home(lowering, node.file, None, Some(id).filter(|_| node.pointer.is_empty()))
}

fn home(
    lowering: &Lowering<'_>,
    file: Option<FileId>,
    name: Option<&str>,
    schema: Option<SchemaId>,
) -> Home {
    // What is built in has no file: the metaschemas.
    let path = file.map_or("json-schema", |it| lowering.sources.file(it).path.as_str());
    let title = schema.and_then(|id| lowering.node(id).annotations.title.clone());
    let place = schema.map_or_else(|| format!("{path}#"), |id| lowering.place(id));
    let stem = path.rsplit('/').next().map(stem).unwrap_or_default();
    for name in [name, title.as_deref(), Some(stem.as_str())] {
        if let Some(path) = lowering.config.type_path(name, &place).and_then(|it| ruled(&it)) {
            return Home { path, ruled: true };
        }
    }
    let (folders, _) = path.rsplit_once('/').unwrap_or(("", ""));
    let folders = folders.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
    let modules = folders.chain([stem.clone()]).map(|part| ident::module(&part)).collect();
    let title = title.filter(|title| ident::is_name_like(title));
    let name = name.map(str::to_owned).or(title).unwrap_or(stem);
    Home { path: TypePath { modules, name: type_name(&name) }, ruled: false }
}

/// Whether the module of a type would have the name of the one that it stands in; `v_1` and `v1` are
/// one name.
fn is_repeated(path: &TypePath) -> bool {
    let letters = |module: Option<&String>| module.map(|it| it.replace('_', ""));
    letters(path.modules.last()) == letters(path.module().last())
}

/// Whether a name begins with that of another type, and goes on with a word.
fn is_called_by(name: &str, other: &str) -> bool {
    name.strip_prefix(other).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The name of a type: never one that generated code uses for something of the standard library.
fn type_name(text: &str) -> String {
    let name = ident::pascal(text);
    let name = if RESERVED.contains(&name.as_str()) { qualified("", &name) } else { name };
    ident::shortened(&name, LONGEST_NAME)
}

/// A file's name without what only says that it is a schema.
fn stem(name: &str) -> String {
    let mut stem = name;
    for suffix in [".json", ".yaml", ".yml", ".schema", "-schema", "_schema"] {
        let parts = stem.len().checked_sub(suffix.len()).and_then(|at| stem.split_at_checked(at));
        let is_it =
            |(rest, end): &(&str, &str)| !rest.is_empty() && end.eq_ignore_ascii_case(suffix);
        stem = parts.filter(is_it).map_or(stem, |(rest, _)| rest);
    }
    stem.to_owned()
}

fn collision(
    lowering: &Lowering<'_>,
    second: SchemaId,
    first: SchemaId,
    path: &TypePath,
) -> Diagnostic {
    let name = |id: SchemaId| lowering.place(id).trim_end_matches('#').to_owned();
    let message = format!("`{}` and `{}` would both become `{path}`", name(first), name(second));
    let mut diagnostic = Diagnostic::new(Code::PathCollision, message)
        .help("give one of them another path by `[rename]` or `[[modules]]` in codegen.toml");
    if let Some(place) = lowering.node(second).location() {
        diagnostic = diagnostic.at(place, "this schema");
    }
    if let Some(place) = lowering.node(first).location() {
        diagnostic = diagnostic.related(place, "and this one");
    }
    diagnostic
}

impl Lowering<'_> {
    /// What a root and its definitions are called in the schemas.
    pub(super) fn names_of_root(&self, root: &Root) -> Vec<String> {
        let path = &self.sources.file(root.file).path;
        let stem = path.rsplit('/').next().map(stem);
        let title = root.schema.and_then(|id| self.node(id).annotations.title.clone());
        let definitions = root.definitions.iter().map(|(name, _)| name.clone());
        root.name.clone().into_iter().chain(title).chain(stem).chain(definitions).collect()
    }

    /// The reserved path of a conjunction, which is for all instances of its members: where only
    /// some of their JSON types come into question, the type is another one.
    pub(super) fn own_path(&self, key: &Conjunction) -> Option<TypePath> {
        let path = self.names.of_key(key)?;
        let mut whole = Conjunction { mask: TypeSet::ALL, ..key.clone() };
        whole.mask = self.possible_types(&whole);
        let null = TypeSet::of(Type::Null);
        // `null` beside other types is not for the type to hold.
        if whole.mask != null && (whole.mask != TypeSet::ALL || !self.accepts_null(&whole)) {
            whole.mask = whole.mask.difference(null);
        }
        (key.mask == whole.mask).then(|| path.clone())
    }

    /// The title of an inline schema, where it is what an author would call a type.
    fn title_as_name(&self, key: &Conjunction) -> Option<String> {
        let title = title(self.node(key.origin()))?;
        let is_scalar = match single_type(key.mask) {
            Some(Type::Array | Type::Object) | None => false,
            Some(_) => self.constants(key).is_none(),
        };
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        (!is_scalar && title.split(' ').all(is_capital)).then_some(title)
    }

    /// The path of a new definition, and how many types it is within.
    pub(super) fn name_for(
        &mut self,
        key: &Conjunction,
        context: &Context<'_>,
    ) -> (TypePath, usize) {
        // What is renamed may be met first as a part of something: as an arm, or with what is said of it
        // elsewhere.
        let unused = |path: &TypePath| self.definitions.iter().all(|it| it.path != *path);
        let own = self.own_path(key).filter(|path| self.config.rename.is_empty() || unused(path));
        let given = || given::to_part(self, key).filter(unused);
        if let Some(path) = own.or_else(given) {
            self.names.take(&path);
            return (path, 0);
        }
        let Some(parent) = context.parent else {
            let path = self.names.of_schema(key.origin()).cloned().unwrap_or_default();
            let text = format!("{} value", path.name);
            return (self.names.free(path.modules, &[&text], ""), 0);
        };
        let parent = &self.definitions[parent.index()];
        let (outer, depth) = (parent.path.clone(), parent.depth + 1);
        let borrowed = self.names.borrowed(key, parent.origin, context.role);
        let (outer, depth, role) = match &borrowed {
            Some((owner, role)) => (owner.clone(), 1, role.as_str()),
            None => (outer, depth, context.role),
        };
        let title = self.title_as_name(key).filter(|it| ident::pascal(it) != outer.name);
        let title = title.as_deref();
        let beside = format!("{}{}", outer.name, ident::pascal(role));
        let is_short = beside.chars().count() <= LONG_NAME;
        let path = if depth > DEEPEST_MODULE || is_short && is_repeated(&outer) {
            // A part may be called by the whole already: `GeoJSONPoint` in `GeoJSON`.
            let own = Some(ident::pascal(role)).filter(|it| is_called_by(it, &outer.name));
            // Where a definition has that name, it keeps it.
            let value = format!("{beside}Value");
            let names = title.into_iter().chain(own.as_deref()).chain([&*beside, &*value]);
            self.names.free(outer.modules, &names.collect::<Vec<_>>(), "")
        } else {
            let names = title.into_iter().chain([role]);
            self.names.free(outer.module(), &names.collect::<Vec<_>>(), &outer.name)
        };
        (path, depth)
    }
}
