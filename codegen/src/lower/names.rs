//! Names: where each definition stands in the tree and what it is called.
//!
//! A root is named by a rule of the configuration or, without one, by its file: module and type. A
//! definition beside it is named by its key. Everything else is named by its place: the definition
//! that it is part of, then what it is to it. A name depends on its own place alone, so nothing that
//! is added elsewhere changes it.

use std::collections::{BTreeMap, HashMap};

use super::{
    Context, DefId, Definition, Key, LoweredRoot, Lowering, Residual, Shape, Ty, TypePath,
};
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::ident::{self, Scope};
use crate::resolve::{Annotations, Root, SchemaId, Type, TypeSet};

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

/// No name gets longer than this: deep nesting would make them grow without end.
const LONGEST_NAME: usize = 120;

/// The names that are given, and those that are reserved for roots and definitions.
#[derive(Debug, Default)]
pub(super) struct Names {
    scopes: BTreeMap<Vec<String>, Scope>,
    by_members: HashMap<Vec<SchemaId>, TypePath>,
    by_schema: HashMap<SchemaId, TypePath>,
}

impl Names {
    /// The reserved path of a conjunction's members.
    pub(super) fn of_key(&self, key: &Key) -> Option<&TypePath> {
        if key.part || key.is_arm() { None } else { self.by_members.get(&key.members) }
    }

    /// The path of a root or a definition.
    pub(super) fn of_schema(&self, id: SchemaId) -> Option<&TypePath> {
        self.by_schema.get(&id)
    }

    fn scope(&mut self, modules: &[String]) -> &mut Scope {
        self.scopes.entry(modules.to_vec()).or_default()
    }

    fn free(&mut self, modules: Vec<String>, name: &str) -> TypePath {
        let reserved = RESERVED.contains(&name);
        let name = if reserved { format!("{name}Type") } else { bounded(name) };
        let name = self.scope(&modules).take_like(&name);
        TypePath { modules, name }
    }
}

/// Names all roots and definitions, and makes their types in that order.
pub(super) fn assign(lowering: &mut Lowering<'_>, sink: &mut Sink) {
    let schemas = lowering.schemas;
    let mut taken: HashMap<TypePath, usize> = HashMap::new();
    let mut paths = Vec::new();
    for (index, root) in schemas.roots.iter().enumerate() {
        let (path, ruled) = root_path(lowering, root);
        if root.schema.is_some()
            && let Some(&other) = taken.get(&path)
        {
            sink.push(collision(lowering, root, &schemas.roots[other], &path));
        }
        taken.entry(path.clone()).or_insert(index);
        paths.push((path, ruled));
    }
    for (root, (path, _)) in schemas.roots.iter().zip(&paths) {
        if let Some(id) = root.schema {
            lowering.names.scope(&path.modules).take(&path.name);
            reserve(lowering, id, path.clone());
        }
    }
    for (root, (path, ruled)) in schemas.roots.iter().zip(&paths) {
        for (name, id) in &root.definitions {
            if lowering.names.by_schema.contains_key(id) {
                continue;
            }
            let name = if *ruled {
                format!("{}{}", path.name, ident::pascal(name))
            } else {
                ident::pascal(name)
            };
            let path = lowering.names.free(path.modules.clone(), &name);
            reserve(lowering, *id, path);
        }
    }
    for (root, (path, _)) in schemas.roots.iter().zip(paths) {
        let definition = root.schema.map(|id| make_root(lowering, id, path));
        lowering.roots.push(LoweredRoot { file: root.file, definition });
    }
    for root in &schemas.roots {
        for &(_, id) in &root.definitions {
            lowering.type_of(id, &Context { parent: None, role: "" });
        }
    }
}

fn reserve(lowering: &mut Lowering<'_>, id: SchemaId, path: TypePath) {
    let key = lowering.settled(Key::new(&lowering.members, &[id]));
    lowering.names.by_members.entry(key.members).or_insert_with(|| path.clone());
    lowering.names.by_schema.entry(id).or_insert(path);
}

/// The definition of a root; where its type has no definition of its own, an alias gives it a name.
fn make_root(lowering: &mut Lowering<'_>, schema: SchemaId, path: TypePath) -> DefId {
    let ty = lowering.type_of(schema, &Context { parent: None, role: "" });
    if let Ty::Def(id) = ty {
        return id;
    }
    let free = !lowering.definitions.iter().any(|it| it.path == path);
    let path = if free {
        path
    } else {
        lowering.names.free(path.modules, &format!("Nullable{}", path.name))
    };
    let id = DefId::new(lowering.definitions.len());
    let key = Key::new(&lowering.members, &[schema]);
    lowering.record_type(&key);
    lowering.definitions.push(Definition {
        path,
        origin: schema,
        docs: Annotations::of(lowering.schemas, &key),
        shape: Shape::Alias(ty),
        residual: Residual::default(),
        secret: false,
        open: false,
    });
    id
}

/// Where a root goes, and whether a rule of the configuration says so.
fn root_path(lowering: &Lowering<'_>, root: &Root) -> (TypePath, bool) {
    let file = lowering.sources.file(root.file);
    let title = root.schema.and_then(|id| lowering.node(id).annotations.title.clone());
    let place = root.schema.map_or_else(|| format!("{}#", file.path), |id| lowering.place(id));
    let stem = file.path.rsplit('/').next().map(stem).unwrap_or_default();
    for name in [root.name.as_deref(), title.as_deref(), Some(stem.as_str())] {
        if let Some(path) = lowering.config.type_path(name, &place).and_then(|it| ruled(&it)) {
            return (path, true);
        }
    }
    let (folders, _) = file.path.rsplit_once('/').unwrap_or(("", ""));
    let folders = folders.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
    let modules = folders.chain([stem.clone()]).map(|part| ident::module(&part)).collect();
    let title = title.filter(|title| ident::is_name_like(title));
    let name = root.name.clone().or(title).unwrap_or(stem);
    (TypePath { modules, name: type_name(&name) }, false)
}

/// The path that a rule gives, as identifiers.
fn ruled(segments: &[String]) -> Option<TypePath> {
    let (name, modules) = segments.split_last()?;
    let modules = modules.iter().map(|part| ident::module(part)).collect();
    Some(TypePath { modules, name: type_name(name) })
}

/// The name of a type: never one that generated code uses for something of the standard library.
fn type_name(text: &str) -> String {
    let name = bounded(&ident::pascal(text));
    if RESERVED.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

/// A file's name without what only says that it is a schema.
fn stem(name: &str) -> String {
    let mut stem = name;
    for suffix in [".json", ".yaml", ".yml", ".schema", "-schema", "_schema"] {
        stem = stem.strip_suffix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(stem);
    }
    stem.to_owned()
}

fn collision(lowering: &Lowering<'_>, root: &Root, other: &Root, path: &TypePath) -> Diagnostic {
    let place = |root: &Root| Location {
        file: root.file,
        span: root.schema.map(|id| lowering.node(id).span).unwrap_or_default(),
        pointer: root.schema.map(|id| lowering.node(id).pointer.to_string()).unwrap_or_default(),
    };
    let name = |root: &Root| lowering.sources.file(root.file).path.clone();
    Diagnostic::new(
        Code::PathCollision,
        format!("`{}` and `{}` would both become `{path}`", name(other), name(root)),
    )
    .at(place(root), "this schema")
    .related(place(other), "and this one")
    .help("give one of them another path by `[rename]` or `[[modules]]` in codegen.toml")
}

impl Lowering<'_> {
    /// The reserved path of a conjunction, which is for all instances of its members: where only
    /// some of their JSON types come into question, the type is another one.
    pub(super) fn own_path(&self, key: &Key) -> Option<TypePath> {
        let path = self.names.of_key(key)?;
        let mut whole = Key { mask: TypeSet::ALL, ..key.clone() };
        whole.mask = self.possible_types(&whole);
        let null = TypeSet::of(Type::Null);
        // `null` beside other types is not for the type to hold.
        if whole.mask != null && (whole.mask != TypeSet::ALL || !self.accepts_null(&whole)) {
            whole.mask = whole.mask.difference(null);
        }
        (key.mask == whole.mask).then(|| path.clone())
    }

    /// The path of a new definition.
    pub(super) fn name_for(&mut self, key: &Key, context: &Context<'_>) -> TypePath {
        if let Some(path) = self.own_path(key) {
            return path;
        }
        let Some(parent) = context.parent else {
            let name = ident::pascal(context.role);
            return self.names.free(Vec::new(), &name);
        };
        let parent = self.definitions[parent.index()].path.clone();
        let role = ident::pascal(context.role);
        let name =
            if role.starts_with(&parent.name) { role } else { format!("{}{role}", parent.name) };
        let name = bounded(&name);
        self.names.free(parent.modules, &name)
    }
}

/// The name, or its beginning and end where it is too long.
fn bounded(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST_NAME {
        return name.to_owned();
    }
    let half = LONGEST_NAME / 2;
    let start: String = name.chars().take(half).collect();
    let end: String = name.chars().skip(count - half).collect();
    format!("{start}{}", ident::pascal(&end))
}
