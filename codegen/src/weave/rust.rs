//! Rust types as syntax, what a module imports, and facts about types that depend on what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::config::{FormatType, Library};
use crate::lower::{DefId, Definition, Extra, Lowered, Presence, Residual, Shape, TypePath};
use crate::types::{RustType, Typed};

/// What a module uses of elsewhere.
#[derive(Debug, Default)]
pub struct Imports {
    /// The module itself.
    here: Vec<String>,
    /// Types of other modules that are imported by name.
    foreign: BTreeMap<String, TypePath>,
    /// Which of [`STD`] are used.
    used: [AtomicBool; STD.len()],
}

/// What generic functions call their parameters, which hide types of these names.
const PARAMETERS: [&str; 3] = ["A", "D", "S"];

/// Names of `std` and `serde_json` that are imported where they are used.
const STD: [&str; 4] = ["BTreeMap", "Map", "Number", "Value"];

impl Imports {
    /// What the definitions of each module refer to in other modules.
    pub(super) fn of_all(lowered: &Lowered, typed: &Typed) -> BTreeMap<Vec<String>, Self> {
        let mut modules: BTreeMap<&Vec<String>, Vec<DefId>> = BTreeMap::new();
        for (index, definition) in lowered.definitions.iter().enumerate() {
            modules.entry(&definition.path.modules).or_default().push(DefId::from_index(index));
        }
        let imports = |(here, ids): (&Vec<String>, Vec<DefId>)| {
            (here.clone(), Self::of(here, &ids, lowered, typed))
        };
        modules.into_iter().map(imports).collect()
    }

    /// What these definitions of a module refer to in other modules.
    fn of(here: &[String], ids: &[DefId], lowered: &Lowered, typed: &Typed) -> Self {
        let mut local = BTreeSet::new();
        let mut wanted: BTreeMap<String, BTreeSet<&TypePath>> = BTreeMap::new();
        for &id in ids {
            local.insert(lowered.definition(id).path.name.as_str());
            for inner in typed.slots(id).iter().filter_map(named) {
                let path = &lowered.definition(inner).path;
                // What a module below has is named with that module.
                if !path.modules.starts_with(here) {
                    wanted.entry(path.name.clone()).or_default().insert(path);
                }
            }
        }
        let mut foreign = BTreeMap::new();
        for (name, paths) in wanted {
            if let (1, Some(path)) = (paths.len(), paths.first())
                && !local.contains(name.as_str())
                && !PARAMETERS.contains(&name.as_str())
            {
                foreign.insert(name, (*path).clone());
            }
        }
        Self { here: here.to_vec(), foreign, used: Default::default() }
    }

    /// The names of the types that are imported.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.foreign.keys()
    }

    fn named(&self, path: &TypePath) -> TokenStream {
        let name = ident(&path.name);
        if PARAMETERS.contains(&path.name.as_str()) {
            return self.path_to(path);
        }
        if path.modules == self.here || self.foreign.get(&path.name) == Some(path) {
            return quote!(#name);
        }
        self.path_to(path)
    }

    /// A path from here, by `super` up to the first common module.
    fn path_to(&self, path: &TypePath) -> TokenStream {
        let common = self.here.iter().zip(&path.modules).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n(quote!(super::), self.here.len() - common);
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
            RustType::Map(ty) => {
                let (map, ty) = (self.std("BTreeMap"), inner(ty));
                quote!(#map<String, #ty>)
            }
            RustType::Box(ty) => {
                let ty = inner(ty);
                quote!(Box<#ty>)
            }
            RustType::Link(ty) => {
                let ty = inner(ty);
                quote!(support::Link<#ty>)
            }
            RustType::Def(id) => self.named(&lowered.definition(*id).path),
        }
    }

    /// The `use` items of the module.
    #[must_use]
    pub fn items(&self) -> TokenStream {
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
        for path in self.foreign.values() {
            let path = self.path_to(path);
            items.extend(quote!(use #path;));
        }
        items
    }
}

/// The definition within a type.
pub(super) fn named(ty: &RustType) -> Option<DefId> {
    match ty {
        RustType::Def(id) => Some(*id),
        RustType::Option(ty)
        | RustType::Vec(ty)
        | RustType::Map(ty)
        | RustType::Box(ty)
        | RustType::Link(ty) => named(ty),
        RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Format(_)
        | RustType::Builtin(_) => None,
    }
}

/// Whether there is a link on the way to what a type names.
pub(super) fn has_link(ty: &RustType) -> bool {
    match ty {
        RustType::Link(_) => true,
        RustType::Option(ty) | RustType::Vec(ty) | RustType::Map(ty) | RustType::Box(ty) => {
            has_link(ty)
        }
        RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Format(_)
        | RustType::Builtin(_)
        | RustType::Def(_) => false,
    }
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
}

impl Facts {
    pub(super) fn of(lowered: &Lowered, typed: &Typed) -> Self {
        let all: Vec<_> = (0..lowered.definitions.len()).map(DefId::from_index).collect();
        let floats =
            closure(lowered, typed, &all, |slot| leaf(slot) == &RustType::Builtin("f64"), |_| true);
        let is_struct = |id: DefId| matches!(lowered.definition(id).shape, Shape::Struct(_));
        let holds_struct = |slot: &RustType| named(slot).is_some_and(is_struct);
        // A link has no `Hash` either.
        let holds_struct = |slot: &RustType| has_link(slot) || holds_struct(slot);
        let mut structs = closure(lowered, typed, &all, holds_struct, |_| true);
        all.iter().filter(|id| is_struct(**id)).for_each(|id| structs[id.index()] = true);
        // A type of its own hides what it holds by its own `Debug`; an alias does not.
        let alias = |definition: &Definition| matches!(definition.shape, Shape::Alias(_));
        let free = closure(lowered, typed, &all, is_free, alias);
        let mut facts = Self { floats, structs, free, viewed: vec![false; all.len()] };
        facts.view(lowered, typed);
        facts
    }

    /// Marks what the checks look at: every type with a residual, or held by a link, and all that it
    /// holds.
    fn view(&mut self, lowered: &Lowered, typed: &Typed) {
        let checked =
            |(_, definition): &(usize, &Definition)| definition.residual != Residual::default();
        let checked =
            lowered.definitions.iter().enumerate().filter(checked).map(|(index, _)| index);
        let linked = typed.linked().keys().map(|id| id.index());
        let mut stack: Vec<usize> = checked.chain(linked).collect();
        while let Some(index) = stack.pop() {
            if !std::mem::replace(&mut self.viewed[index], true) {
                let slots = typed.slots(DefId::from_index(index)).iter();
                stack.extend(slots.filter_map(named).map(DefId::index));
            }
        }
    }

    pub(super) fn has_float(&self, id: DefId) -> bool {
        self.floats[id.index()]
    }

    pub(super) fn has_struct(&self, id: DefId) -> bool {
        self.structs[id.index()]
    }

    pub(super) fn is_viewed(&self, id: DefId) -> bool {
        self.viewed[id.index()]
    }

    /// Whether a type shows JSON of any form, in which a secret may be.
    pub(super) fn is_free(&self, ty: &RustType) -> bool {
        is_free(ty) || named(ty).is_some_and(|id| self.free[id.index()])
    }
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

pub(super) fn leaf(ty: &RustType) -> &RustType {
    match ty {
        RustType::Option(ty)
        | RustType::Vec(ty)
        | RustType::Map(ty)
        | RustType::Box(ty)
        | RustType::Link(ty) => leaf(ty),
        RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Format(_)
        | RustType::Builtin(_)
        | RustType::Def(_) => ty,
    }
}

fn is_free(ty: &RustType) -> bool {
    match ty {
        RustType::Value | RustType::Object | RustType::Map(_) => true,
        RustType::Option(ty) | RustType::Vec(ty) | RustType::Box(ty) | RustType::Link(ty) => {
            is_free(ty)
        }
        RustType::Number | RustType::Format(_) | RustType::Builtin(_) | RustType::Def(_) => false,
    }
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
pub(super) const fn format_fragment(library: Library) -> &'static str {
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
    /// A type as it is written in the module of `id`.
    pub(super) fn write_type(&self, id: DefId, ty: &RustType) -> TokenStream {
        let modules = &self.definition_of(id).path.modules;
        match self.shared.imports.get(modules) {
            Some(imports) => imports.write(self.lowered, ty),
            None => quote!(),
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
            RustType::Map(ty) => RustType::Map(inner(ty)),
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
