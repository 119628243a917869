//! Types of the program's own: how they are read, and how what holds them is checked.
//!
//! A check cannot look into such a type, since what that keeps of a document is its own business. So a
//! type that holds one and is checked itself keeps the document until it is, and a value that was made
//! by the program is checked as the JSON that it is written as.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::leaf;
use super::{Items, Weaving};
use crate::config::OwnType;
use crate::lower::DefId;
use crate::types::RustType;

impl Weaving<'_> {
    /// How the type is read, for which nothing is printed beside.
    pub(super) fn own(&mut self, id: DefId, own: &OwnType) -> Items {
        self.need("own");
        let check = self.check_of(id);
        let (this, place) = (self.this(id), self.place(id));
        let name = format!("a `{own}`");
        let conceal = self.definition_of(id).secret.then(|| quote!(, conceal));
        let unseen = self.shared.facts.is_viewed(id).then(|| quote!(support::unseen!(#this);));
        Items {
            impls: quote! {
                support::own!(#this, #name, #place, checks::#check #conceal);
                #unseen
            },
            ..Items::default()
        }
    }

    /// The function that checks a value.
    pub(super) fn checked(&mut self, id: DefId) -> TokenStream {
        if !self.shared.facts.holds_own(id) {
            return quote!(support::checked);
        }
        self.need("own");
        quote!(support::checked_as_written)
    }

    /// What says that a value is read from a document that is kept, after the check that asks for it.
    pub(super) fn whole(&mut self, id: DefId) -> TokenStream {
        if !self.shared.facts.holds_own(id) {
            return quote!();
        }
        self.need("own");
        quote!(, Whole)
    }

    /// Whether a secret is there that does not see to its own `Debug`: it is a type of the program's own, or
    /// shown as the JSON that it stands in.
    pub(super) fn shows_a_secret(&self, slot: &RustType) -> bool {
        let slot = self.expand(slot);
        let RustType::Def(id) = leaf(&slot) else { return false };
        let definition = self.definition_of(*id);
        definition.secret && (definition.is_own() || self.shared.facts.is_free(&slot))
    }
}
