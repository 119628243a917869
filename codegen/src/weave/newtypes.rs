//! Aliases, and types around one value that a residual guards.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Items, Weaving, in_words, rust};
use crate::lower::{DefId, Shape, Ty, is_called_by_bounds};
use crate::runtime::SERDE_JSON;
use crate::types::RustType;

/// What is copied as cheaply as it is lent.
const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

impl Weaving<'_> {
    pub(super) fn alias(&mut self, id: DefId) -> Items {
        let name = self.name(id);
        let definition = self.definition_of(id);
        let docs = match definition.shape {
            Shape::Alias(Ty::Def(_)) if definition.depth > 0 => self.docs_of_name(id),
            _ => self.docs(id, &[]),
        };
        let ty = self.inner_type(id);
        // Floats, too: they come back from their text as they were if its parser is told so.
        if let RustType::Value | RustType::Object | RustType::Number | RustType::Builtin("f64") =
            rust::leaf(&ty)
        {
            self.need(SERDE_JSON);
        }
        let ty = self.write_type(id, &ty);
        Items { types: quote!(#docs pub type #name = #ty;), ..Items::default() }
    }

    /// The type that a newtype or an opaque type holds.
    pub(super) fn inner_type(&self, id: DefId) -> RustType {
        self.typed.slots(id).first().cloned().unwrap_or(RustType::Value)
    }

    pub(super) fn newtype(&mut self, id: DefId) -> Items {
        self.need("read");
        let name = self.name(id);
        let inner = self.inner_type(id);
        let ty = self.write_type(id, &inner);
        let guarded = self.is_guarded(id);
        let opaque = matches!(self.definition_of(id).shape, Shape::Opaque);
        let checked = self.checked_in_words(id);
        let mut notes: Vec<&str> = checked.iter().map(String::as_str).collect();
        notes.extend(match (guarded, opaque) {
            (true, true) => Some("Any JSON value that the schema accepts; no Rust type says more."),
            (true, false) => Some("Checked when it is made."),
            (false, _) => None,
        });
        let docs = self.docs(id, &notes);
        let hides = self.definition_of(id).secret
            || self.shows_a_secret(&inner)
            || (self.has_secrets() && self.shared.facts.is_free(&inner));
        let is_integer = matches!(inner, RustType::Builtin(name) if INTEGERS.contains(&name));
        let derives = self.derives(id, !hides, if is_integer { &["Copy"] } else { &[] });
        let visibility = if guarded { self.private(id) } else { quote!(pub) };
        let making = self.newtype_making(id, &inner, guarded);
        let text = self.newtype_text(id, &inner, guarded);
        let debug = hides.then(|| self.newtype_debug(id));
        // The macro for checked types has the view.
        let has_view = guarded && !self.shared.facts.holds_own(id);
        let view = (!has_view).then(|| self.newtype_view(id));
        Items {
            types: quote! {
                #docs
                #derives
                pub struct #name(#visibility #ty);
            },
            impls: quote! { #making #text #debug #view },
            ..Items::default()
        }
    }

    /// What is checked of the value that a newtype holds, unless that is the name of the type.
    fn checked_in_words(&self, id: DefId) -> Vec<String> {
        let definition = self.definition_of(id);
        if !matches!(definition.shape, Shape::Newtype(_))
            || is_called_by_bounds(self.schemas, definition)
        {
            return Vec::new();
        }
        let parts = definition.residual.parts.iter();
        parts.flat_map(|(id, set)| in_words::scalar(self.schemas.node(*id), *set)).collect()
    }

    /// How a value is made, read, written and taken apart.
    fn newtype_making(&mut self, id: DefId, inner: &RustType, guarded: bool) -> TokenStream {
        self.need("newtype");
        let (this, place) = (self.this(id), self.place(id));
        let ty = self.write_in_code(id, inner);
        if !guarded {
            return quote!(support::newtype!(#this: #ty, #place););
        }
        let check = self.check_of(id);
        let (conceal, whole) =
            (self.definition_of(id).secret.then(|| quote!(, conceal)), self.whole(id));
        quote!(support::checked_newtype!(#this: #ty, #place, checks::#check #whole #conceal);)
    }

    /// What scalars have beside: they are shown, and text is parsed.
    fn newtype_text(&self, id: DefId, inner: &RustType, guarded: bool) -> TokenStream {
        let (this, ty) = (self.this(id), self.write_in_code(id, inner));
        let is_text = matches!(inner, RustType::Builtin("String") | RustType::Format(_));
        let is_shown = match inner {
            RustType::Builtin(name) => *name != "()",
            inner => is_text || matches!(inner, RustType::Number),
        };
        let display = (is_shown && !self.definition_of(id).secret)
            .then(|| quote!(support::shown_newtype!(#this);));
        let parse = (is_text && guarded).then(|| quote!(support::parsed_newtype!(#this: #ty);));
        quote!(#display #parse)
    }
}
