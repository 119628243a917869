//! Pass 5: definitions to Rust items: types, constructors, checks, reading and writing.
//!
//! Input: [`Lowered`] and [`Typed`]. Output: [`Woven`], the items of every module as syntax, with
//! what they need of the support code. Everything is `quote`d syntax until the layout prints it.

mod attributes;
mod checks;
mod constants;
mod debug;
mod docs;
mod newtypes;
mod rust;
mod structs;
mod tuples;
mod unions;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::config::Config;
use crate::lower::{DefId, Definition, Lowered, Shape};
use crate::resolve::Schemas;
use crate::types::{RustType, Typed};
pub use rust::Imports;

/// What the configuration decides about code.
pub struct Options<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Where a schema comes from, as documentation and errors say it: `file#/pointer`.
    pub source_of: &'a dyn Fn(crate::resolve::SchemaId) -> String,
}

/// The items of all modules.
#[derive(Debug, Default)]
pub struct Woven {
    /// By module path, in the order of the definitions.
    pub modules: BTreeMap<Vec<String>, Module>,
    /// The statics that checks evaluate.
    pub checks: Vec<TokenStream>,
    /// What is needed of the support code.
    pub parts: BTreeSet<&'static str>,
}

/// The items of one module.
#[derive(Debug, Default)]
pub struct Module {
    /// The types, with their constructors.
    pub types: Vec<TokenStream>,
    /// How they are read, written and checked.
    pub impls: Vec<TokenStream>,
    /// What they use of elsewhere.
    pub imports: Imports,
}

/// Runs the pass.
pub fn run(options: &Options<'_>, schemas: &Schemas, lowered: &Lowered, typed: &Typed) -> Woven {
    let mut weaving = Weaving::new(options, schemas, lowered, typed);
    for index in 0..lowered.definitions.len() {
        weaving.definition(DefId::from_index(index));
    }
    weaving.finish()
}

/// The state of the pass.
struct Weaving<'a> {
    options: &'a Options<'a>,
    schemas: &'a Schemas,
    lowered: &'a Lowered,
    typed: &'a Typed,
    facts: rust::Facts,
    checks: checks::Checks,
    woven: Woven,
}

/// A type and the code that belongs to it.
struct Items {
    types: TokenStream,
    impls: TokenStream,
}

impl<'a> Weaving<'a> {
    fn new(
        options: &'a Options<'a>,
        schemas: &'a Schemas,
        lowered: &'a Lowered,
        typed: &'a Typed,
    ) -> Self {
        let facts = rust::Facts::of(lowered, typed);
        let mut woven = Woven::default();
        for definition in &lowered.definitions {
            woven.modules.entry(definition.path.modules.clone()).or_default();
        }
        for (path, module) in &mut woven.modules {
            module.imports = Imports::of(path, lowered, typed);
        }
        Self { options, schemas, lowered, typed, facts, checks: checks::Checks::default(), woven }
    }

    fn definition(&mut self, id: DefId) {
        let lowered = self.lowered;
        let definition = lowered.definition(id);
        let items = match &definition.shape {
            Shape::Alias(_) => self.alias(id),
            Shape::Newtype(_) | Shape::Opaque => self.newtype(id),
            Shape::Struct(it) => self.structure(id, it),
            Shape::Constants(it) => self.constants(id, it),
            Shape::Union(it) => self.union(id, it),
            Shape::Tuple(_) => self.tuple(id),
            Shape::Never => self.never(id),
        };
        self.need_formats(id);
        let module = self.woven.modules.entry(definition.path.modules.clone()).or_default();
        module.types.push(items.types);
        module.impls.push(items.impls);
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

    fn need(&mut self, part: &'static str) {
        self.woven.parts.insert(part);
    }

    /// The support code for the formats of strings that a type holds.
    fn need_formats(&mut self, id: DefId) {
        for slot in self.typed.slots(id) {
            if let RustType::Format(format) = rust::leaf(slot) {
                self.need(rust::format_fragment(format.library));
                if self.facts.is_viewed(id) {
                    self.need("format_check");
                }
            }
        }
    }

    /// The derives that hold for a type; `Debug` is written out where it hides something.
    fn derives(&self, id: DefId, debug: bool, others: &[&str]) -> TokenStream {
        let mut derives = vec!["Clone"];
        if debug {
            derives.push("Debug");
        }
        derives.push("PartialEq");
        // Structs are seldom keys, and they are most of what the compiler reads: they write `Eq` out
        // and leave `Hash` to the configuration.
        if !self.facts.has_float(id) && !matches!(self.definition_of(id).shape, Shape::Struct(_)) {
            derives.push("Eq");
        }
        if !self.facts.has_float(id) && !self.facts.has_struct(id) {
            derives.push("Hash");
        }
        derives.extend(others);
        self.derive(id, &derives)
    }

    /// A type without values.
    fn never(&mut self, id: DefId) -> Items {
        self.need("read");
        let name = self.name(id);
        let docs = self.docs(id, &["No JSON value is valid here, so this type has no value."]);
        let derives = self.derive(id, &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"]);
        let view = self.view_of_never(id);
        Items {
            types: quote! {
                #docs
                #derives
                pub enum #name {}
            },
            impls: quote! {
                impl<'de> support::Read<'de> for #name {
                    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        support::read_never(deserializer)
                    }
                }

                support::deserialize!(#name);

                impl serde::Serialize for #name {
                    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                        match *self {}
                    }
                }

                #view
            },
        }
    }

    fn finish(mut self) -> Woven {
        self.finish_checks();
        self.woven
    }
}

/// An identifier, raw where the name says so.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{name}"),
    }
}
