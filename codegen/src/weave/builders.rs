//! Builders of structs: a type that takes the members one by one, where the configuration asks for it.
//!
//! Input: a struct. Output: the type of the builder, which stands beside the struct, the method that
//! gives one, and a row for each member, of which the support code makes the rest. A row says what its
//! setter takes: a value of the type, or whatever becomes one without fail, so that a text is a `String`
//! and an arm is its union, while `parse` and `try_into` still know what is wanted.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust::is_breakable;
use super::{Weaving, ident};
use crate::lower::{DefId, Extra, Field, Presence, Shape, Struct};
use crate::types::RustType;

/// The builder of a struct; nothing where none is wanted.
#[derive(Default)]
pub(super) struct Builder {
    /// Its type.
    pub(super) definition: TokenStream,
    /// What gives one.
    pub(super) method: TokenStream,
    /// What it does.
    pub(super) rows: TokenStream,
}

/// The rows of the members, by how they are kept until the value is made.
#[derive(Default)]
struct Rows {
    required: TokenStream,
    required_or_null: TokenStream,
    optional: TokenStream,
    nullable: TokenStream,
    constant: TokenStream,
}

impl Weaving<'_> {
    pub(super) fn struct_builder(&mut self, id: DefId, it: &Struct) -> Builder {
        let Some(builder) = self.shared.builders.get(&id) else { return Builder::default() };
        self.need("builder");
        let (name, text) = (self.name(id), builder);
        let builder = ident(builder);
        let (this, place, private) = (self.this(id), self.place(id), self.private(id));
        let below: Vec<_> = self.modules_below_file(id).collect();
        let docs = format!(" The builder of [`{name}`].");
        let members = self.rows_of_builder(id, it);
        let check = is_breakable(self.definition_of(id)).then(|| quote!(, by check));
        Builder {
            definition: quote! {
                #[doc = #docs]
                #[derive(Clone, Default)]
                #[must_use]
                pub struct #builder(#private support::Parts<#name>);
            },
            method: quote! {
                impl #this {
                    /// A builder, which takes the members one by one and makes the value by `build`.
                    pub fn builder() -> #(#below::)* #builder { Default::default() }
                }
            },
            rows: quote! {
                support::builder!(#(#below::)* #builder: #this, #text, #place #members #check);
            },
        }
    }

    fn rows_of_builder(&self, id: DefId, it: &Struct) -> TokenStream {
        let mut rows = Rows::default();
        for (field, slot) in it.fields.iter().zip(self.typed.slots(id)) {
            self.add_row(id, field, slot, &mut rows);
        }
        let Rows { required, required_or_null, optional, nullable, constant } = rows;
        let maps = self.maps_of_builder(id, it);
        quote!(#required #required_or_null #optional #nullable #maps #constant)
    }

    fn add_row(&self, id: DefId, field: &Field, slot: &RustType, rows: &mut Rows) {
        let (member, name) = (&field.member, ident(&field.ident));
        let setter = setter(&field.ident);
        let note = field.docs.deprecated.then(|| quote!([deprecated]));
        let expanded = self.expand(slot);
        match (field.presence, &expanded) {
            (Presence::Required, _) if self.is_constant(slot) => {
                rows.constant.extend(quote!(, constant #name));
            }
            (Presence::Required, RustType::Option(inner)) => {
                let ty = self.write_in_code(id, inner);
                let row = quote!(, required_or_null #setter #note => #name: #ty = #member);
                rows.required_or_null.extend(row);
            }
            (Presence::Required, _) => {
                let (ty, taken) = (self.write_in_code(id, slot), self.taken(id, slot));
                let row = quote!(, required #setter(#taken) #note => #name: #ty = #member);
                rows.required.extend(row);
            }
            (Presence::Optional, _) => {
                let (ty, taken) = (self.write_in_code(id, slot), self.taken(id, slot));
                rows.optional.extend(quote!(, optional #setter(#taken) #note => #name: #ty));
            }
            (Presence::OptionalNullable, _) => {
                let ty = self.write_in_code(id, slot);
                rows.nullable.extend(quote!(, nullable #setter #note => #name: #ty));
            }
        }
    }

    /// The fields that hold members by their names, those that match patterns first.
    fn maps_of_builder(&self, id: DefId, it: &Struct) -> TokenStream {
        let slots = self.typed.slots(id);
        let values = slots.iter().skip(slots.len().saturating_sub(it.patterns.len()));
        let patterns = it.patterns.iter().zip(values);
        let patterns = patterns.map(|(map, value)| self.row_of_map(id, &map.ident, value));
        let others = match &it.extra {
            Extra::Keep => {
                let (setter, name) = (setter(&it.extra_ident), ident(&it.extra_ident));
                Some(quote!(, unknown #setter => #name))
            }
            Extra::Typed(_) => {
                let value = slots.get(it.fields.len()).unwrap_or(&RustType::Value);
                Some(self.row_of_map(id, &it.extra_ident, value))
            }
            Extra::Ignore | Extra::Refuse => None,
        };
        patterns.chain(others).collect()
    }

    fn row_of_map(&self, id: DefId, name: &str, value: &RustType) -> TokenStream {
        let (setter, name) = (setter(name), ident(name));
        let (taken, value) = (self.taken(id, value), self.write_in_code(id, value));
        quote!(, map #setter(#taken) => #name: #value)
    }

    /// What a setter takes for a value of a type.
    fn taken(&self, id: DefId, slot: &RustType) -> TokenStream {
        let ty = self.write_in_code(id, slot);
        if self.is_made_freely(slot) { quote!(impl Into<#ty>) } else { ty }
    }

    /// Whether other types become this one without fail. Numbers are written as literals, whose type
    /// would be open.
    fn is_made_freely(&self, slot: &RustType) -> bool {
        match self.expand(slot) {
            RustType::Builtin(name) => name == "String",
            RustType::Def(id) => match self.definition_of(id).shape {
                Shape::Own(_) => true,
                Shape::Newtype(_) | Shape::Union(_) => !self.is_guarded(id),
                Shape::Alias(_)
                | Shape::Struct(_)
                | Shape::Constants(_)
                | Shape::Tuple(_)
                | Shape::Never
                | Shape::Opaque => false,
            },
            RustType::Value
            | RustType::Number
            | RustType::Format(_)
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Map(..)
            | RustType::Box(_)
            | RustType::Link(_) => true,
            RustType::Object | RustType::Array(..) => false,
        }
    }
}

/// The method that sets a field: it has the name of the field, unless that is the name of the method that
/// makes the value.
fn setter(field: &str) -> proc_macro2::Ident {
    if field == "build" { format_ident!("build_") } else { ident(field) }
}
