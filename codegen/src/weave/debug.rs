//! `Debug` that keeps secrets to itself.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::structs::LONGEST_CHAIN;
use super::{Weaving, ident};
use crate::lower::{DefId, Extra, Field, Presence, Struct};
use crate::types::RustType;

impl Weaving<'_> {
    /// Whether the derived `Debug` would show a secret.
    pub(super) fn hides(&self, id: DefId, it: &Struct) -> bool {
        if self.definition_of(id).secret {
            return true;
        }
        let slots = self.typed.slots(id);
        let free = slots.iter().any(|slot| self.shared.facts.is_free(slot))
            || matches!(it.extra, Extra::Typed(_))
            || !it.patterns.is_empty();
        let is_secret = |(field, slot): (&Field, &RustType)| self.is_secret_field(field, slot);
        it.fields.iter().zip(slots).any(is_secret) || (self.has_secrets() && free)
    }

    pub(super) fn struct_debug(&mut self, id: DefId, it: &Struct) -> TokenStream {
        if !self.hides(id, it) {
            return quote!();
        }
        self.need("secret");
        if self.definition_of(id).secret {
            return self.newtype_debug(id);
        }
        let (this, text) = (self.this(id), self.name(id).to_string());
        let fields =
            it.fields.iter().zip(self.typed.slots(id)).map(|(field, slot)| self.shown(field, slot));
        let slots_of_maps = self.typed.slots(id).iter().rev().take(it.patterns.len()).rev();
        let maps = it.patterns.iter().zip(slots_of_maps).map(|(map, slot)| {
            let (name, text) = (ident(&map.ident), map.ident.trim_start_matches("r#"));
            let shown = self.shown_map(slot, &name);
            quote!(.field(#text, &#shown))
        });
        let fields: Vec<_> = fields.chain(maps).collect();
        let others = match &it.extra {
            Extra::Keep => {
                let (others, text) = (ident(&it.extra_ident), &it.extra_ident);
                quote!(.field(#text, &self.#others))
            }
            Extra::Typed(_) => {
                let (others, text) = (ident(&it.extra_ident), &it.extra_ident);
                let slot = self.typed.slots(id).get(it.fields.len());
                let shown = self.shown_map(slot.unwrap_or(&RustType::Value), &others);
                quote!(.field(#text, &#shown))
            }
            Extra::Ignore | Extra::Refuse => quote!(),
        };
        let shown = if fields.len() <= LONGEST_CHAIN {
            quote!(f.debug_struct(#text) #(#fields)* #others .finish())
        } else {
            let calls = fields.chunks(LONGEST_CHAIN).map(|calls| quote!(shown #(#calls)*;));
            quote!(let mut shown = f.debug_struct(#text); #(#calls)* shown #others .finish())
        };
        quote! {
            impl std::fmt::Debug for #this {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { #shown }
            }
        }
    }

    /// A map of values of some type, as they are shown.
    fn shown_map(&self, slot: &RustType, name: &Ident) -> TokenStream {
        if self.shows_a_secret(&RustType::Map(None, Box::new(slot.clone()))) {
            return quote!(support::Redacted);
        }
        quote!(support::Shown(&self.#name))
    }

    fn is_secret_field(&self, field: &Field, slot: &RustType) -> bool {
        field.secret || self.shows_a_secret(slot)
    }

    fn shown(&self, field: &Field, slot: &RustType) -> TokenStream {
        let (name, text) = (ident(&field.ident), field.ident.trim_start_matches("r#"));
        if self.is_secret_field(field, slot) {
            return match field.presence {
                Presence::Optional => {
                    quote!(.field(#text, &self.#name.as_ref().map(|_| support::Redacted)))
                }
                Presence::Required | Presence::OptionalNullable => {
                    quote!(.field(#text, &support::Redacted))
                }
            };
        }
        if !self.has_secrets() || !self.shared.facts.is_free(slot) {
            return quote!(.field(#text, &self.#name));
        }
        match field.presence {
            Presence::Required => quote!(.field(#text, &support::Shown(&self.#name))),
            Presence::Optional => quote!(.field(#text, &self.#name.as_ref().map(support::Shown))),
            Presence::OptionalNullable => {
                quote!(.field(#text, &self.#name.as_option().map(support::Shown)))
            }
        }
    }

    /// `Debug` of a type that is a secret, or that holds one value of any form.
    pub(super) fn newtype_debug(&mut self, id: DefId) -> TokenStream {
        self.need("secret");
        let (this, text) = (self.this(id), self.name(id).to_string());
        let is_secret = self.definition_of(id).secret
            || self.typed.slots(id).first().is_some_and(|slot| self.shows_a_secret(slot));
        let shown =
            if is_secret { quote!(&support::Redacted) } else { quote!(&support::Shown(&self.0)) };
        quote! {
            impl std::fmt::Debug for #this {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_tuple(#text).field(#shown).finish()
                }
            }
        }
    }
}
