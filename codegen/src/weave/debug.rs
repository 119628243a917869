//! `Debug` that keeps secrets to itself.

use proc_macro2::TokenStream;
use quote::quote;

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
        it.fields.iter().zip(slots).any(is_secret)
            || (self.has_secrets() && free)
            || keeps_secrets(it)
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
        let slots = self.typed.slots(id);
        let fields = it.fields.iter().zip(slots);
        let fields: Vec<_> =
            fields.map(|(field, slot)| (self.shown(field, slot), &field.ident)).collect();
        let slots_of_maps = slots.iter().rev().take(it.patterns.len()).rev();
        let maps = it.patterns.iter().zip(slots_of_maps);
        let maps: Vec<_> = maps.map(|(map, slot)| (self.shown_map(slot), &map.ident)).collect();
        let others = match &it.extra {
            Extra::Keep if keeps_secrets(it) => Some("redacted"),
            Extra::Keep => Some("plain"),
            Extra::Typed(_) => {
                let slot = slots.get(it.fields.len());
                Some(self.shown_map(slot.unwrap_or(&RustType::Value)))
            }
            Extra::Ignore | Extra::Refuse => None,
        };
        let others = others.map(|how| (how, &it.extra_ident));
        if fields.iter().any(|(how, _)| *how == "shown_nullable") {
            self.need("shown_nullable");
        }
        let rows = fields.into_iter().chain(maps).chain(others).map(|(how, name)| {
            let (how, name) = (ident(how), ident(name));
            quote!(, #how #name)
        });
        quote!(support::shown_object!(#this, #text #(#rows)*);)
    }

    /// How a map of values of some type is shown.
    fn shown_map(&self, slot: &RustType) -> &'static str {
        match self.shows_a_secret(&RustType::Map(None, Box::new(slot.clone()))) {
            true => "redacted",
            false => "shown",
        }
    }

    fn is_secret_field(&self, field: &Field, slot: &RustType) -> bool {
        field.secret || self.shows_a_secret(slot)
    }

    /// How a field is shown.
    fn shown(&self, field: &Field, slot: &RustType) -> &'static str {
        if self.is_secret_field(field, slot) {
            return match field.presence {
                Presence::Optional => "redacted_option",
                Presence::Required | Presence::OptionalNullable => "redacted",
            };
        }
        if !self.has_secrets() || !self.shared.facts.is_free(slot) {
            return "plain";
        }
        match field.presence {
            Presence::Required => "shown",
            Presence::Optional => "shown_option",
            Presence::OptionalNullable => "shown_nullable",
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

/// Whether a secret that only goes the other way is kept among the unknown members, should it come.
fn keeps_secrets(it: &Struct) -> bool {
    matches!(it.extra, Extra::Keep) && it.left_out.as_ref().is_some_and(|it| it.hides)
}
