//! Equality of structs that are too wide for a derive, which compares all fields in one expression:
//! the compiler recurses over its operators, and several thousand exhaust its stack.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::keeps_others;
use super::{Weaving, ident};
use crate::lower::{DefId, Shape, Struct};

/// Structs of more fields than this are compared in steps.
const WIDE: usize = 1_000;
/// The fields of a step: the compiler recurses over them.
const STEP: usize = 100;

impl Weaving<'_> {
    /// Whether a type has too many fields to derive its equality.
    pub(super) fn is_wide(&self, id: DefId) -> bool {
        matches!(&self.definition_of(id).shape, Shape::Struct(it) if it.fields.len() > WIDE)
    }

    /// `PartialEq`, where it is not derived.
    pub(super) fn struct_equality(&self, id: DefId, it: &Struct) -> TokenStream {
        if !self.is_wide(id) {
            return quote!();
        }
        let this = self.this(id);
        let others = keeps_others(&it.extra).then_some(&it.extra_ident);
        let maps = it.patterns.iter().map(|map| &map.ident);
        let fields = it.fields.iter().map(|field| &field.ident).chain(maps).chain(others);
        let fields: Vec<_> = fields.map(|name| ident(name)).collect();
        let steps = fields
            .chunks(STEP)
            .map(|fields| quote!(if #(self.#fields != other.#fields)||* { return false; }));
        quote! {
            impl PartialEq for #this {
                fn eq(&self, other: &Self) -> bool {
                    #(#steps)*
                    true
                }
            }
        }
    }
}
