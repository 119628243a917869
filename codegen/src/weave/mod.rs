//! Pass 5: definitions to Rust items: types, constructors, checks, reading and writing.
//!
//! Input: [`Lowered`] and [`Typed`]. Output: [`Woven`], the items of every module, with what they
//! need of the support code. Everything is `quote`d syntax until the caller's `finish` takes it: the
//! layout prints it, the diff reads it. Definitions are woven by several threads, and as syntax
//! cannot leave its thread, each is finished in the one that wove it. The order is always that of
//! the definitions.

mod attributes;
mod builders;
mod checks;
mod constants;
mod debug;
mod defaults;
mod described;
mod docs;
mod equality;
mod fixed;
mod in_words;
mod modules;
mod newtypes;
mod own;
mod read;
mod rust;
mod spelling;
mod structs;
mod threads;
mod tuples;
mod unions;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::config::Config;
use crate::lower::{DefId, Definition, Lowered, Place, Shape, TypePath, within};
use crate::resolve::{Known, SchemaId, Schemas};
use crate::types::{RustType, Typed};
use modules::Modules;
pub use rust::Imports;
pub(crate) use rust::format_fragment;

/// What the configuration decides about code.
pub struct Options<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Where a schema comes from, as documentation and errors say it: `file#/pointer`.
    pub source_of: &'a (dyn Fn(crate::resolve::SchemaId) -> String + Sync),
}

/// The longest place, in bytes, that is written out.
const LONGEST_PLACE: usize = 320;

/// A place without its middle where it is very long: thousands of schemas within each other would
/// have places that grow with the square of their number.
#[must_use]
pub fn shorten(place: String) -> String {
    if place.len() <= LONGEST_PLACE {
        return place;
    }
    let start = place.floor_char_boundary(LONGEST_PLACE / 2);
    let end = place.ceil_char_boundary(place.len() - LONGEST_PLACE / 2);
    format!("{}…{}", &place[..start], &place[end..])
}

/// What a piece of syntax is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// A type.
    Types,
    /// What is called of it by name: how it is made, and what it lists.
    Methods,
    /// How it is read, written and checked.
    Impls,
    /// A static that checks evaluate.
    Check,
}

/// The items of all modules, as the caller has them.
#[derive(Debug)]
pub struct Woven<T> {
    /// By module path.
    pub modules: BTreeMap<Vec<String>, Module<T>>,
    /// The statics that checks evaluate.
    pub checks: Vec<T>,
    /// What is needed of the support code.
    pub parts: BTreeSet<&'static str>,
}

impl<T> Woven<T> {
    /// The module in whose file another one stands: itself, or one above.
    pub fn file_of<'p>(&self, path: &'p [String]) -> &'p [String] {
        let is_within =
            |path: &[String]| self.modules.get(path).is_some_and(|it| it.whose.is_some());
        let mut file = path;
        while let Some((_, above)) = file.split_last().filter(|_| is_within(file)) {
            file = above;
        }
        file
    }
}

/// The items of one module, in the order of the definitions.
#[derive(Debug)]
pub struct Module<T> {
    /// The type whose parts these are, by its name in the module above; none for a module that stands
    /// in a file of its own.
    pub whose: Option<String>,
    /// The names of the types.
    pub names: Vec<String>,
    /// The types.
    pub types: Vec<T>,
    /// What the types use of elsewhere.
    pub imports: Imports,
    /// The code of each type.
    pub code: Vec<Code<T>>,
    /// What the code uses of elsewhere, that of the modules within this one too. It stands in a module of
    /// its own below the one that has the file.
    pub code_imports: Imports,
}

/// What belongs to a type.
#[derive(Debug)]
pub struct Code<T> {
    /// What is called of it by name.
    pub methods: T,
    /// How it is read, written and checked.
    pub impls: T,
}

impl<T> Default for Module<T> {
    fn default() -> Self {
        Self {
            whose: None,
            names: Vec::new(),
            types: Vec::new(),
            imports: Imports::default(),
            code: Vec::new(),
            code_imports: Imports::default(),
        }
    }
}

/// Runs the pass.
pub fn run<T: Send>(
    options: &Options<'_>,
    schemas: &Schemas,
    lowered: &Lowered,
    typed: &Typed,
    finish: &(dyn Fn(Part, TokenStream) -> T + Sync),
) -> Woven<T> {
    let shared = Shared::of(options, lowered, typed);
    let weaving = || Weaving::new(options, schemas, lowered, typed, &shared);
    let mut made = threads::run(lowered.definitions.len(), &weaving, finish);
    if options.config.keeps_digits() {
        made.parts.insert("exact_numbers");
    }
    let Shared { modules, mut imports, mut code_imports, .. } = shared;
    let module = |(path, whose): (&Vec<String>, &Option<String>)| {
        let module = Module {
            whose: whose.clone(),
            imports: imports.remove(path).unwrap_or_default(),
            code_imports: code_imports.remove(path).unwrap_or_default(),
            ..Module::default()
        };
        (path.clone(), module)
    };
    let mut modules: BTreeMap<_, _> = modules.iter().map(module).collect();
    for (definition, (types, code)) in lowered.definitions.iter().zip(made.items) {
        if let Some(module) = modules.get_mut(&definition.path.modules) {
            // Of a type of the program's own there is only how it is read.
            if !definition.is_own() {
                module.names.push(definition.path.name.clone());
                module.types.push(types);
            }
            module.code.push(code);
        }
    }
    Woven { modules, checks: made.checks, parts: made.parts }
}

/// What all threads look at.
struct Shared {
    facts: rust::Facts,
    modules: Modules,
    /// By module.
    imports: BTreeMap<Vec<String>, Imports>,
    /// By file.
    code_imports: BTreeMap<Vec<String>, Imports>,
    checks: checks::Names,
    /// What helps to evaluate schemas, from when it is wanted.
    known: OnceLock<Known>,
    /// The names of the structs that hold required members, each beside its type.
    required: HashMap<DefId, String>,
    /// Those of the builders that are wanted, too.
    builders: HashMap<DefId, String>,
    /// The members of each struct by which a union tells it from others.
    tags: HashMap<DefId, HashSet<String>>,
}

impl Shared {
    fn of(options: &Options<'_>, lowered: &Lowered, typed: &Typed) -> Self {
        let modules = Modules::of(lowered);
        let imports = Imports::of_types(lowered, typed);
        let code_imports = Imports::of_code(lowered, typed, &modules);
        let mut taken = taken_names(lowered, imports.iter().chain(&code_imports));
        let required = names_beside(lowered, |_| true, "Required", &mut taken);
        let builders = &options.config.builders;
        let has_builder = |it: &Definition| {
            builders.matches_either(&it.path.to_string(), &(options.source_of)(it.origin))
        };
        let has_builder = |it: &Definition| !builders.0.is_empty() && has_builder(it);
        let builders = names_beside(lowered, has_builder, "Builder", &mut taken);
        Self {
            facts: rust::Facts::of(lowered, typed),
            checks: checks::Names::of(lowered),
            required,
            builders,
            tags: tags_of_unions(lowered),
            known: OnceLock::new(),
            modules,
            imports,
            code_imports,
        }
    }
}

/// The members by which unions tell the structs apart that they hold.
fn tags_of_unions(lowered: &Lowered) -> HashMap<DefId, HashSet<String>> {
    let mut tags: HashMap<_, HashSet<_>> = HashMap::new();
    for definition in &lowered.definitions {
        let Shape::Union(union) = &definition.shape else { continue };
        for arm in &union.arms {
            let Some(held) = arm.ty.named() else { continue };
            let names = arm.guard.tags.iter().map(|(name, _)| name.clone());
            tags.entry(lowered.target(held)).or_default().extend(names);
        }
    }
    tags
}

/// The names that types of the schemas have in each module.
fn taken_names<'a>(
    lowered: &Lowered,
    imports: impl Iterator<Item = (&'a Vec<String>, &'a Imports)>,
) -> HashSet<TypePath> {
    let own = lowered.definitions.iter().map(|it| it.path.clone());
    let imported = imports.flat_map(|(modules, it)| {
        it.names().map(|name| TypePath { modules: modules.clone(), name: name.clone() })
    });
    own.chain(imported).collect()
}

/// For some of the structs the name of a type beside it, which nothing in its module has: its own, and
/// another word.
fn names_beside(
    lowered: &Lowered,
    is_wanted: impl Fn(&Definition) -> bool,
    word: &str,
    taken: &mut HashSet<TypePath>,
) -> HashMap<DefId, String> {
    let mut names = HashMap::new();
    for (index, definition) in lowered.definitions.iter().enumerate() {
        if matches!(definition.shape, Shape::Struct(_)) && is_wanted(definition) {
            let mut path = definition.path.clone();
            while taken.contains(&path) {
                path.name.push_str(word);
            }
            names.insert(DefId::from_index(index), path.name.clone());
            taken.insert(path);
        }
    }
    names
}

/// The state of the pass in one thread.
struct Weaving<'a> {
    options: &'a Options<'a>,
    schemas: &'a Schemas,
    lowered: &'a Lowered,
    typed: &'a Typed,
    shared: &'a Shared,
    parts: BTreeSet<&'static str>,
}

/// A type and the code that belongs to it.
#[derive(Default)]
struct Items {
    types: TokenStream,
    methods: TokenStream,
    impls: TokenStream,
}

impl<'a> Weaving<'a> {
    fn new(
        options: &'a Options<'a>,
        schemas: &'a Schemas,
        lowered: &'a Lowered,
        typed: &'a Typed,
        shared: &'a Shared,
    ) -> Self {
        Self { options, schemas, lowered, typed, shared, parts: BTreeSet::new() }
    }

    fn definition(&mut self, id: DefId) -> Items {
        self.need_formats(id);
        self.need_links(id);
        self.need_arrays(id);
        let mut items = self.shaped(id);
        let linked = self.linked(id);
        items.impls.extend(linked);
        items.impls.extend(self.keyed(id));
        items
    }

    fn shaped(&mut self, id: DefId) -> Items {
        match &self.definition_of(id).shape {
            Shape::Alias(_) => self.alias(id),
            Shape::Newtype(_) | Shape::Opaque => self.newtype(id),
            Shape::Struct(it) => self.structure(id, it),
            Shape::Constants(it) => self.constants(id, it),
            Shape::Union(it) => self.union(id, it),
            Shape::Tuple(it) => self.tuple(id, it),
            Shape::Never => self.never(id),
            Shape::Own(it) => self.own(id, it),
        }
    }

    /// How maps are read, and seen by checks, whose keys are of this type.
    fn keyed(&mut self, id: DefId) -> Option<TokenStream> {
        if !self.shared.facts.is_key(id) {
            return None;
        }
        self.need("keyed");
        let this = self.this(id);
        let view = self.shared.facts.is_viewed(id).then(|| {
            self.need("keyed_view");
            quote!(support::keyed_view!(#this);)
        });
        Some(quote!(support::keyed!(#this); #view))
    }

    /// How a type that links hold is read.
    fn linked(&mut self, id: DefId) -> Option<TokenStream> {
        let next = self.typed.linked().get(&id)?;
        self.need("view");
        let next = next.iter().map(|&next| self.write_in_code(id, &RustType::Def(next)));
        let name = self.this(id);
        Some(quote!(support::linked!(#name #(, #next)*);))
    }

    fn definition_of(&self, id: DefId) -> &'a Definition {
        self.lowered.definition(id)
    }

    /// The name of the type.
    fn name(&self, id: DefId) -> Ident {
        ident(&self.definition_of(id).path.name)
    }

    /// Whether any member can be a secret, so that `Debug` must look at names.
    fn has_secrets(&self) -> bool {
        !self.options.config.secrets.patterns().is_empty()
    }

    /// Where errors say that a type stands.
    fn place(&self, id: DefId) -> String {
        self.place_in(id, self.definition_of(id).origin)
    }

    /// Where errors of a type say that one of its schemas stands.
    fn place_in(&self, id: DefId, schema: SchemaId) -> String {
        let definition = self.definition_of(id);
        match &definition.place {
            Place::Own => (self.options.source_of)(schema),
            Place::Within(place) => match within(self.schemas, definition.origin, schema) {
                Some(rest) => format!("{place}{rest}"),
                None => (self.options.source_of)(schema),
            },
        }
    }

    fn need(&mut self, part: &'static str) {
        self.parts.insert(part);
    }

    /// The support code for the arrays of fixed length that a type holds.
    fn need_arrays(&mut self, id: DefId) {
        if self.typed.slots(id).iter().any(rust::has_array) {
            self.need("array");
        }
    }

    /// The support code for the links that a type holds.
    fn need_links(&mut self, id: DefId) {
        if self.typed.slots(id).iter().any(rust::has_link) {
            self.need("link");
        }
    }

    /// The support code for the formats of strings that a type holds.
    fn need_formats(&mut self, id: DefId) {
        for slot in self.typed.slots(id) {
            if let RustType::Format(format) = rust::leaf(slot) {
                self.need(rust::format_fragment(format.library));
                if self.shared.facts.is_viewed(id) {
                    self.need("format_check");
                }
            }
        }
    }

    /// The derives that hold for a type; `Debug` is written out where it hides something.
    fn derives(&self, id: DefId, debug: bool, others: &[&str]) -> TokenStream {
        let mut derives = vec!["Clone"];
        derives.extend(others.iter().filter(|it| **it == "Copy"));
        if debug {
            derives.push("Debug");
        }
        if !self.is_wide(id) {
            derives.push("PartialEq");
        }
        // Structs are seldom keys, and they are most of what the compiler reads: they leave `Hash` to
        // the configuration, and have `Eq` from two words beside their other code.
        if !self.shared.facts.has_float(id)
            && !matches!(self.definition_of(id).shape, Shape::Struct(_))
        {
            derives.push("Eq");
        }
        if !self.shared.facts.has_float(id) && !self.shared.facts.has_struct(id) {
            derives.push("Hash");
        }
        if self.shared.facts.is_key(id) {
            derives.extend(["PartialOrd", "Ord"]);
        }
        derives.extend(others.iter().filter(|it| **it != "Copy"));
        self.derive(id, &derives)
    }

    /// A type without values.
    fn never(&mut self, id: DefId) -> Items {
        self.need("read");
        let name = self.name(id);
        let docs = self.docs(id, &["No JSON value is valid here, so this type has no value."]);
        let derives = self.derive(id, &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"]);
        let view = self.view_of_never(id);
        let (this, place) = (self.this(id), self.place(id));
        Items {
            types: quote! {
                #docs
                #derives
                pub enum #name {}
            },
            impls: quote! {
                support::never!(#this, #place);

                impl serde::Serialize for #this {
                    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                        match *self {}
                    }
                }

                #view
            },
            ..Items::default()
        }
    }
}

/// An identifier, raw where the name says so.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{name}"),
    }
}
