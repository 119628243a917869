//! Rust types as syntax, what a module imports, and facts about types that depend on what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use super::modules::Modules;
use crate::config::{FormatType, Library, OwnTrait};
use crate::lower::{DefId, Definition, Extra, Lowered, Presence, Residual, Shape, Ty, TypePath};
use crate::resolve::Annotations;
use crate::types::{RustType, Typed};

/// What a file or a module within one uses of elsewhere.
#[derive(Debug, Default)]
pub struct Imports {
    /// The module whose types are at hand.
    here: Vec<String>,
    /// Whether this is the module below it that holds its code.
    is_code: bool,
    /// Types of other modules that can be imported by name.
    foreign: BTreeMap<String, Foreign>,
    /// Which of [`STD`] are used.
    used: [AtomicBool; STD.len()],
}

/// A type of another module.
#[derive(Debug)]
struct Foreign {
    path: TypePath,
    is_used: AtomicBool,
}

/// What generic functions call their parameters, which hide types of these names.
const PARAMETERS: [&str; 3] = ["A", "D", "S"];

/// Names of `std` and `serde_json` that are imported where they are used.
const STD: [&str; 4] = ["BTreeMap", "Map", "Number", "Value"];

impl Imports {
    /// What the types of each module refer to in other modules.
    pub(super) fn of_types(lowered: &Lowered, typed: &Typed) -> BTreeMap<Vec<String>, Self> {
        Self::of_all(lowered, typed, false, |it| &it.path.modules)
    }

    /// What the code of each file refers to in other modules.
    pub(super) fn of_code(
        lowered: &Lowered,
        typed: &Typed,
        modules: &Modules,
    ) -> BTreeMap<Vec<String>, Self> {
        Self::of_all(lowered, typed, true, |it| modules.file_of(&it.path.modules))
    }

    fn of_all<'l>(
        lowered: &'l Lowered,
        typed: &Typed,
        is_code: bool,
        place: impl Fn(&'l Definition) -> &'l [String],
    ) -> BTreeMap<Vec<String>, Self> {
        let mut places: BTreeMap<&[String], Vec<DefId>> = BTreeMap::new();
        for (index, definition) in lowered.definitions.iter().enumerate() {
            places.entry(place(definition)).or_default().push(DefId::from_index(index));
        }
        let imports = |(here, ids): (&[String], Vec<DefId>)| {
            let foreign = Self::foreign(here, &ids, lowered, typed);
            let used = Default::default();
            (here.to_vec(), Self { here: here.to_vec(), is_code, foreign, used })
        };
        places.into_iter().map(imports).collect()
    }

    /// What these definitions refer to that is not below a module, where one name means one type.
    fn foreign(
        here: &[String],
        ids: &[DefId],
        lowered: &Lowered,
        typed: &Typed,
    ) -> BTreeMap<String, Foreign> {
        let mut local = BTreeSet::new();
        let mut wanted: BTreeMap<&str, BTreeSet<&TypePath>> = BTreeMap::new();
        for &id in ids {
            let path = &lowered.definition(id).path;
            if path.modules == here {
                local.insert(path.name.as_str());
            }
            for inner in typed.slots(id).iter().flat_map(RustType::named) {
                let Definition { path, shape, .. } = lowered.definition(inner);
                if let Shape::Own(_) = shape {
                    continue;
                }
                // What a module below has is named with that module.
                if !path.modules.starts_with(here) {
                    wanted.entry(&path.name).or_default().insert(path);
                }
            }
        }
        wanted.retain(|name, paths| {
            paths.len() == 1 && !local.contains(name) && !PARAMETERS.contains(name)
        });
        let foreign = wanted.into_iter().filter_map(|(name, paths)| {
            let path = (*paths.first()?).clone();
            Some((name.to_owned(), Foreign { path, is_used: AtomicBool::new(false) }))
        });
        foreign.collect()
    }

    /// The names of the types that may be imported.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.foreign.keys()
    }

    fn named(&self, path: &TypePath) -> TokenStream {
        let name = ident(&path.name);
        if PARAMETERS.contains(&path.name.as_str()) {
            return self.path_to(path);
        }
        if path.modules == self.here {
            return quote!(#name);
        }
        match self.foreign.get(&path.name) {
            Some(foreign) if foreign.path == *path => {
                foreign.is_used.store(true, Ordering::Relaxed);
                quote!(#name)
            }
            _ => self.path_to(path),
        }
    }

    /// A path from here: down, or by `super` up to the first common module.
    fn path_to(&self, path: &TypePath) -> TokenStream {
        let common = self.here.iter().zip(&path.modules).take_while(|(a, b)| a == b).count();
        let up = match self.here.len() - common {
            // The code has all that its module has.
            0 => 0,
            up => up + usize::from(self.is_code),
        };
        let up = std::iter::repeat_n(quote!(super::), up);
        let down = path.modules[common..].iter().map(|name| ident(name));
        let lead = if path.modules == self.here { quote!(self::) } else { quote!() };
        let name = ident(&path.name);
        quote!(#lead #(#up)* #(#down::)* #name)
    }

    fn std(&self, name: &'static str) -> TokenStream {
        if let Some(at) = STD.iter().position(|it| *it == name) {
            self.used[at].store(true, Ordering::Relaxed);
        }
        let name = ident(name);
        quote!(#name)
    }

    /// The type as it is written in this module.
    pub(super) fn write(&self, lowered: &Lowered, ty: &RustType) -> TokenStream {
        let inner = |ty: &RustType| self.write(lowered, ty);
        match ty {
            RustType::Value => self.std("Value"),
            RustType::Number => self.std("Number"),
            RustType::Object => {
                let (map, value) = (self.std("Map"), self.std("Value"));
                quote!(#map<String, #value>)
            }
            RustType::Format(format) => format_type(*format),
            RustType::Builtin("()") => quote!(()),
            RustType::Builtin(name) => {
                let name = ident(name);
                quote!(#name)
            }
            RustType::Option(ty) => {
                let ty = inner(ty);
                quote!(Option<#ty>)
            }
            RustType::Vec(ty) => {
                let ty = inner(ty);
                quote!(Vec<#ty>)
            }
            RustType::Array(ty, length) => {
                let (ty, length) = (inner(ty), Literal::usize_unsuffixed(*length));
                quote!([#ty; #length])
            }
            RustType::Map(key, ty) => {
                let (map, ty) = (self.std("BTreeMap"), inner(ty));
                let key = key.map_or(quote!(String), |key| inner(&RustType::Def(key)));
                quote!(#map<#key, #ty>)
            }
            RustType::Box(ty) => {
                let ty = inner(ty);
                quote!(Box<#ty>)
            }
            RustType::Link(ty) => {
                let ty = inner(ty);
                quote!(support::Link<#ty>)
            }
            RustType::Def(id) => match lowered.definition(*id) {
                Definition { shape: Shape::Own(own), .. } => own.tokens(),
                Definition { path, .. } => self.named(path),
            },
        }
    }

    /// The `use` items: what `std` and `serde_json` have, then what the tree has, from its root on.
    /// Of that, these names are wanted at the root.
    #[must_use]
    pub fn items(&self, of_root: &[&str]) -> TokenStream {
        let used = STD.iter().zip(&self.used).filter(|(_, used)| used.load(Ordering::Relaxed));
        let (maps, json): (Vec<_>, Vec<_>) = used.map(|it| *it.0).partition(|it| *it == STD[0]);
        let mut items = TokenStream::new();
        if !maps.is_empty() {
            items.extend(quote!(
                use std::collections::BTreeMap;
            ));
        }
        let json: Vec<_> = json.into_iter().map(ident).collect();
        if !json.is_empty() {
            items.extend(quote!(use serde_json::{#(#json),*};));
        }
        let foreign = self.foreign.values().filter(|it| it.is_used.load(Ordering::Relaxed));
        let foreign = foreign
            .map(|it| [it.path.modules.as_slice(), std::slice::from_ref(&it.path.name)].concat());
        let of_root = of_root.iter().map(|&name| vec![name.to_owned()]);
        let mut paths: Vec<Vec<String>> = foreign.chain(of_root).collect();
        // Modules before types, as rustfmt has it.
        paths.sort_by_cached_key(|path| {
            let key = |name: &String| (name.starts_with(char::is_uppercase), name.clone());
            path.iter().map(key).collect::<Vec<_>>()
        });
        let up = self.here.len() + usize::from(self.is_code);
        let module = |path: &[String]| path.split_last().map(|(_, module)| module.to_vec());
        for paths in paths.chunk_by(|one, next| module(one) == module(next)) {
            let up = std::iter::repeat_n(quote!(super), up);
            let modules = paths.first().and_then(|it| module(it)).unwrap_or_default();
            let modules = modules.iter().map(|name| ident(name));
            let names: Vec<_> =
                paths.iter().filter_map(|path| path.last()).map(|it| ident(it)).collect();
            let names = match names.as_slice() {
                [name] => quote!(#name),
                names => quote!({#(#names),*}),
            };
            items.extend(quote!(use #(#up::)* #(#modules::)* #names;));
        }
        if self.is_code {
            items.extend(quote!(
                use super::*;
            ));
        }
        items
    }
}

/// The definition that a type is made of, if it is of one.
pub(super) fn named(ty: &RustType) -> Option<DefId> {
    if let RustType::Def(id) = leaf(ty) { Some(*id) } else { None }
}

/// What a type is made of in the end.
pub(super) fn leaf(ty: &RustType) -> &RustType {
    ty.layers().last().unwrap_or(ty)
}

/// Whether there is a link on the way to what a type names.
pub(super) fn has_link(ty: &RustType) -> bool {
    ty.layers().any(|it| matches!(it, RustType::Link(_)))
}

/// Whether an array of fixed length is in a type.
pub(super) fn has_array(ty: &RustType) -> bool {
    ty.layers().any(|it| matches!(it, RustType::Array(..)))
}

/// What is known of definitions from what they hold.
#[derive(Debug, Default)]
pub(super) struct Facts {
    floats: Vec<bool>,
    /// Whether it is a struct or holds one.
    structs: Vec<bool>,
    /// Whether `Debug` must look at what is inside, since it holds JSON of any form.
    free: Vec<bool>,
    /// Whether a check looks at it.
    viewed: Vec<bool>,
    /// Whether it holds a type of the program's own.
    own: Vec<bool>,
    /// Whether its parts can be changed to what the schema does not allow.
    breakable: Vec<bool>,
    /// Whether it is the type of the keys of a map.
    keys: Vec<bool>,
    /// Whether what its schema says stands with the member or the arm that it was made for.
    told_above: Vec<bool>,
}

impl Facts {
    pub(super) fn of(lowered: &Lowered, typed: &Typed) -> Self {
        let all: Vec<_> = (0..lowered.definitions.len()).map(DefId::from_index).collect();
        let lacks = |slot: &RustType, of| matches!(leaf(slot), RustType::Def(id) if lacks(lowered.definition(*id), of));
        let is_float =
            |slot: &RustType| leaf(slot) == &RustType::Builtin("f64") || lacks(slot, OwnTrait::Eq);
        let floats = closure(lowered, typed, &all, is_float, |_| true);
        let is_struct = |id: DefId| matches!(lowered.definition(id).shape, Shape::Struct(_));
        let holds_struct = |slot: &RustType| named(slot).is_some_and(is_struct);
        // A link has no `Hash` either.
        let holds_struct =
            |slot: &RustType| has_link(slot) || holds_struct(slot) || lacks(slot, OwnTrait::Hash);
        let mut structs = closure(lowered, typed, &all, holds_struct, |_| true);
        all.iter().filter(|id| is_struct(**id)).for_each(|id| structs[id.index()] = true);
        // A type of its own hides what it holds by its own `Debug`; an alias does not.
        let alias = |definition: &Definition| matches!(definition.shape, Shape::Alias(_));
        let free = closure(lowered, typed, &all, is_free, alias);
        let is_own = |slot: &RustType| {
            let own = |id: DefId| lowered.definition(id).is_own();
            named(slot).is_some_and(own)
        };
        let own = closure(lowered, typed, &all, is_own, |_| true);
        let is_breakable = |id: DefId| is_breakable(lowered.definition(id));
        let holds_breakable = |slot: &RustType| named(slot).is_some_and(is_breakable);
        let mut breakable = closure(lowered, typed, &all, holds_breakable, is_open);
        all.iter().filter(|id| is_breakable(**id)).for_each(|id| breakable[id.index()] = true);
        let keys = keys(lowered, typed);
        let viewed = vec![false; all.len()];
        let told_above = told_above(lowered);
        let mut facts = Self { floats, structs, free, viewed, own, breakable, keys, told_above };
        facts.view(lowered, typed);
        facts
    }

    /// Marks what the checks look at: every type with a residual, or held by a link, and all that it
    /// holds. No check looks into a type of the program's own, nor at what holds one.
    fn view(&mut self, lowered: &Lowered, typed: &Typed) {
        let checked = |(index, definition): &(usize, &Definition)| {
            let is_seen = !self.own[*index] && !definition.is_own();
            is_seen && definition.residual != Residual::default()
        };
        let checked =
            lowered.definitions.iter().enumerate().filter(checked).map(|(index, _)| index);
        let linked = typed.linked().keys().map(|id| id.index());
        let in_fields = lowered.definitions.iter().enumerate().flat_map(|(index, definition)| {
            let slots = typed.slots(DefId::from_index(index));
            let checked = definition.slots().into_iter().zip(slots).filter(|it| it.0.is_checked());
            checked.flat_map(|(_, slot)| slot.named()).map(DefId::index)
        });
        let in_fields = in_fields.filter(|&it| !self.own[it] && !lowered.definitions[it].is_own());
        let mut stack: Vec<usize> = checked.chain(linked).chain(in_fields).collect();
        while let Some(index) = stack.pop() {
            if !std::mem::replace(&mut self.viewed[index], true) {
                let slots = typed.slots(DefId::from_index(index)).iter();
                stack.extend(slots.flat_map(RustType::named).map(DefId::index));
            }
        }
    }

    pub(super) fn has_float(&self, id: DefId) -> bool {
        self.floats[id.index()]
    }

    pub(super) fn has_struct(&self, id: DefId) -> bool {
        self.structs[id.index()]
    }

    pub(super) fn holds_own(&self, id: DefId) -> bool {
        self.own[id.index()]
    }

    /// Whether what the schema of a type says stands with the member or the arm that it was made for.
    pub(super) fn is_told_above(&self, id: DefId) -> bool {
        self.told_above[id.index()]
    }

    pub(super) fn is_key(&self, id: DefId) -> bool {
        self.keys[id.index()]
    }

    pub(super) fn is_breakable(&self, id: DefId) -> bool {
        self.breakable[id.index()]
    }

    pub(super) fn is_viewed(&self, id: DefId) -> bool {
        self.viewed[id.index()]
    }

    /// Whether a type shows JSON of any form, in which a secret may be.
    pub(super) fn is_free(&self, ty: &RustType) -> bool {
        is_free(ty) || named(ty).is_some_and(|id| self.free[id.index()])
    }
}

/// Which definitions are the keys of maps, by the types that they are another name for.
fn keys(lowered: &Lowered, typed: &Typed) -> Vec<bool> {
    let mut keys = vec![false; lowered.definitions.len()];
    let slots = (0..keys.len()).flat_map(|index| typed.slots(DefId::from_index(index)));
    for layer in slots.flat_map(RustType::layers) {
        let RustType::Map(Some(id), _) = *layer else { continue };
        keys[lowered.target(id).index()] = true;
    }
    keys
}

/// Which definitions say of themselves what the member or the arm says that they were made for.
fn told_above(lowered: &Lowered) -> Vec<bool> {
    let mut told = vec![false; lowered.definitions.len()];
    let mut note = |docs: &Annotations, ty: &Ty| {
        let ((Ty::Def(id), _) | (Ty::Nullable(_), Some(Ty::Def(id)))) = (ty, ty.inner()) else {
            return;
        };
        let definition = lowered.definition(*id);
        let own = &definition.docs;
        told[id.index()] |= definition.depth > 0
            && (&own.title, &own.description) == (&docs.title, &docs.description);
    };
    for definition in &lowered.definitions {
        match &definition.shape {
            Shape::Struct(it) => it.fields.iter().for_each(|it| note(&it.docs, &it.ty)),
            Shape::Union(it) => it.arms.iter().for_each(|it| note(&it.docs, &it.ty)),
            Shape::Alias(_)
            | Shape::Newtype(_)
            | Shape::Constants(_)
            | Shape::Tuple(_)
            | Shape::Never
            | Shape::Opaque
            | Shape::Own(_) => {}
        }
    }
    told
}

/// Whether a type leaves to a check what can be changed of its own parts.
pub(super) fn is_breakable(definition: &Definition) -> bool {
    is_open(definition)
        && match &definition.shape {
            Shape::Alias(_) => false,
            Shape::Struct(it) if !it.patterns.is_empty() => true,
            Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) => {
                !definition.residual.is_empty()
                    || definition.slots().into_iter().any(Ty::is_checked)
            }
            Shape::Newtype(_)
            | Shape::Constants(_)
            | Shape::Never
            | Shape::Opaque
            | Shape::Own(_) => false,
        }
}

/// Whether what a type holds can be changed from outside.
fn is_open(definition: &Definition) -> bool {
    match definition.shape {
        Shape::Alias(_) | Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) => true,
        Shape::Newtype(_) => definition.residual.is_empty(),
        Shape::Constants(_) | Shape::Never | Shape::Opaque | Shape::Own(_) => false,
    }
}

/// Whether a type of the program's own is not known to have a trait.
fn lacks(definition: &Definition, of: OwnTrait) -> bool {
    matches!(&definition.shape, Shape::Own(own) if !own.implements(of))
}

/// The definitions for which `here` holds of a slot, or that hold such a definition; only those
/// that `passes` let it through.
fn closure(
    lowered: &Lowered,
    typed: &Typed,
    all: &[DefId],
    here: impl Fn(&RustType) -> bool,
    passes: impl Fn(&Definition) -> bool,
) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    let mut marked = vec![false; all.len()];
    let mut stack = Vec::new();
    for &id in all {
        for slot in typed.slots(id) {
            if let Some(inner) = named(slot) {
                holders[inner.index()].push(id.index());
            }
            if here(slot) {
                stack.push(id.index());
            }
        }
    }
    while let Some(index) = stack.pop() {
        if !passes(&lowered.definitions[index]) || std::mem::replace(&mut marked[index], true) {
            continue;
        }
        stack.extend(&holders[index]);
    }
    marked
}

fn is_free(ty: &RustType) -> bool {
    let is_json = |it| matches!(it, &(RustType::Value | RustType::Object | RustType::Map(..)));
    ty.layers().any(is_json)
}

/// A string of a format. The type of the other crate is named from the root of all, since a module of
/// the tree may have the name of that crate.
fn format_type(format: FormatType) -> TokenStream {
    let path = foreign_path(format);
    quote!(support::Formatted<#path>)
}

/// The path of a type of another crate.
pub(super) fn foreign_path(format: FormatType) -> TokenStream {
    let absolute = match format.library {
        Library::Std => format.path.to_owned(),
        // A type of the prelude is that in every module.
        Library::FluentUri => format!("::{}", format.path),
        _ => format!("::{}", format.path.replace('<', "<::")),
    };
    absolute.parse().unwrap_or_default()
}

/// The fragment of the support code that knows the types of a library.
pub(crate) const fn format_fragment(library: Library) -> &'static str {
    match library {
        Library::String | Library::Check => "format",
        Library::Jiff => "format_jiff",
        Library::Chrono => "format_chrono",
        Library::Time => "format_time",
        Library::Uuid => "format_uuid",
        Library::Url => "format_url",
        Library::FluentUri => "format_fluent_uri",
        Library::Std => "format_std",
    }
}

/// The type of a field, with what its presence adds.
pub(super) fn with_presence(presence: Presence, ty: TokenStream) -> TokenStream {
    match presence {
        Presence::Required => ty,
        Presence::Optional => quote!(Option<#ty>),
        Presence::OptionalNullable => quote!(support::Presence<#ty>),
    }
}

/// Whether other members are kept in a field.
pub(super) fn keeps_others(extra: &Extra) -> bool {
    match extra {
        Extra::Keep | Extra::Typed(_) => true,
        Extra::Ignore | Extra::Refuse => false,
    }
}

impl super::Weaving<'_> {
    /// A type as it is written beside that of `id`.
    pub(super) fn write_type(&self, id: DefId, ty: &RustType) -> TokenStream {
        let module = &self.definition_of(id).path.modules;
        let imports = self.shared.imports.get(module);
        imports.map(|it| it.write(self.lowered, ty)).unwrap_or_default()
    }

    /// A type as it is written in the code of that of `id`.
    pub(super) fn write_in_code(&self, id: DefId, ty: &RustType) -> TokenStream {
        let file = self.shared.modules.file_of(&self.definition_of(id).path.modules);
        let imports = self.shared.code_imports.get(file);
        imports.map(|it| it.write(self.lowered, ty)).unwrap_or_default()
    }

    /// The type itself in its code.
    pub(super) fn this(&self, id: DefId) -> TokenStream {
        self.write_in_code(id, &RustType::Def(id))
    }

    /// The modules from that whose code has the code of a type to that of the type.
    pub(super) fn modules_below_file(&self, id: DefId) -> impl Iterator<Item = Ident> {
        let module = &self.definition_of(id).path.modules;
        let above = self.shared.modules.file_of(module).len();
        module.iter().skip(above).map(|name| ident(name))
    }

    /// How far a field is to be seen that the code of the type uses and nobody else.
    pub(super) fn private(&self, id: DefId) -> TokenStream {
        match self.modules_below_file(id).count() {
            0 => quote!(),
            1 => quote!(pub(super)),
            more => {
                let up = std::iter::repeat_n(quote!(super), more);
                quote!(pub(in #(#up)::*))
            }
        }
    }

    /// `serde_json::Value` as it is written in the module of `id`.
    pub(super) fn value_type(&self, id: DefId) -> TokenStream {
        self.write_type(id, &RustType::Value)
    }

    /// The type with aliases replaced by what they stand for.
    pub(super) fn expand(&self, ty: &RustType) -> RustType {
        let inner = |ty: &RustType| Box::new(self.expand(ty));
        match ty {
            RustType::Option(ty) => RustType::Option(inner(ty)),
            RustType::Vec(ty) => RustType::Vec(inner(ty)),
            RustType::Array(ty, length) => RustType::Array(inner(ty), *length),
            RustType::Map(key, ty) => RustType::Map(*key, inner(ty)),
            RustType::Box(ty) => RustType::Box(inner(ty)),
            RustType::Link(ty) => RustType::Link(inner(ty)),
            RustType::Def(id) if matches!(self.definition_of(*id).shape, Shape::Alias(_)) => {
                self.typed.slots(*id).first().map_or(RustType::Value, |ty| self.expand(ty))
            }
            RustType::Value
            | RustType::Object
            | RustType::Number
            | RustType::Format(_)
            | RustType::Builtin(_)
            | RustType::Def(_) => ty.clone(),
        }
    }
}
