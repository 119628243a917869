//! Aliases, and types around one value that a residual guards.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Items, Weaving};
use crate::lower::{DefId, Shape};
use crate::types::RustType;

impl Weaving<'_> {
    pub(super) fn alias(&mut self, id: DefId) -> Items {
        let name = self.name(id);
        let docs = self.docs(id, &[]);
        let ty = self.typed.slots(id).first().cloned().unwrap_or(RustType::Value);
        let ty = self.write_type(id, &ty);
        Items { types: quote!(#docs pub type #name = #ty;), impls: quote!() }
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
        let notes: &[&str] = match (guarded, opaque) {
            (true, true) => &["Any JSON value that the schema accepts; no Rust type says more."],
            (true, false) => &["A value that the schema accepts: it is checked when it is made."],
            (false, _) => &[],
        };
        let docs = self.docs(id, notes);
        let hides =
            self.definition_of(id).secret || (self.has_secrets() && self.facts.is_free(&inner));
        let derives = self.derives(id, !hides, &[]);
        let visibility = if guarded { quote!() } else { quote!(pub) };
        let making = self.newtype_making(id, &ty, guarded);
        let text = self.newtype_text(id, &inner, guarded);
        let debug = hides.then(|| self.newtype_debug(id));
        let view = self.newtype_view(id);
        let conceal = self.definition_of(id).secret.then(|| quote!(.map_err(support::conceal)));
        let read_back = if guarded {
            quote!(Self::try_from(value).map_err(serde::de::Error::custom))
        } else {
            quote!(Ok(Self(value)))
        };
        Items {
            types: quote! {
                #docs
                #derives
                pub struct #name(#visibility #ty);
                #making
            },
            impls: quote! {
                #text

                impl<'de> support::Read<'de> for #name {
                    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        let value = <#ty as support::Read>::read(deserializer)#conceal?;
                        #read_back
                    }
                }

                support::deserialize!(#name);

                impl serde::Serialize for #name {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        self.0.serialize(serializer)
                    }
                }

                #debug
                #view
            },
        }
    }

    /// How a value is made and taken apart.
    fn newtype_making(&mut self, id: DefId, ty: &TokenStream, guarded: bool) -> TokenStream {
        let name = self.name(id);
        let make = if guarded {
            let check = self.check_call(id);
            quote! {
                impl TryFrom<#ty> for #name {
                    type Error = support::Error;

                    fn try_from(value: #ty) -> Result<Self, support::Error> {
                        let value = Self(value);
                        #check
                        Ok(value)
                    }
                }
            }
        } else {
            quote! {
                impl From<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self(value)
                    }
                }
            }
        };
        quote! {
            #make

            impl From<#name> for #ty {
                fn from(value: #name) -> Self {
                    value.0
                }
            }

            impl std::ops::Deref for #name {
                type Target = #ty;

                fn deref(&self) -> &#ty {
                    &self.0
                }
            }
        }
    }

    /// What text has beside: it is shown and parsed.
    fn newtype_text(&self, id: DefId, inner: &RustType, guarded: bool) -> TokenStream {
        let from_text = match inner {
            RustType::Builtin("String") => quote!(text.to_owned()),
            RustType::Format(_) => {
                let ty = self.write_type(id, inner);
                quote!(text.parse::<#ty>()?)
            }
            _ => return quote!(),
        };
        if !guarded {
            return quote!();
        }
        let name = self.name(id);
        let display = (!self.definition_of(id).secret).then(|| {
            quote! {
                impl std::fmt::Display for #name {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        std::fmt::Display::fmt(&self.0, f)
                    }
                }
            }
        });
        quote! {
            #display

            impl std::str::FromStr for #name {
                type Err = support::Error;

                fn from_str(text: &str) -> Result<Self, support::Error> {
                    Self::try_from(#from_text)
                }
            }

            impl TryFrom<&str> for #name {
                type Error = support::Error;

                fn try_from(text: &str) -> Result<Self, support::Error> {
                    text.parse()
                }
            }
        }
    }
}
