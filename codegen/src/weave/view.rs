//! How checks see typed values: the traits `AsJson`, `Object` and `Array` of the support code, for
//! the types that a check looks at and for no others.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Weaving, ident};
use crate::lower::{Constant, DefId, Extra, Presence, Struct, Union};
use crate::source::Kind;

impl Weaving<'_> {
    fn as_json(&self, id: DefId, body: &TokenStream) -> TokenStream {
        if !self.shared.facts.is_viewed(id) {
            return quote!();
        }
        let name = self.name(id);
        quote! {
            impl support::AsJson for #name {
                fn as_json(&self) -> support::Json<'_> {
                    #body
                }
            }
        }
    }

    pub(super) fn view_of_never(&self, id: DefId) -> TokenStream {
        self.as_json(id, &quote!(match *self {}))
    }

    pub(super) fn newtype_view(&self, id: DefId) -> TokenStream {
        self.as_json(id, &quote!(self.0.as_json()))
    }

    pub(super) fn text_view(&self, id: DefId) -> TokenStream {
        self.as_json(id, &quote!(support::Json::String(self.as_str())))
    }

    pub(super) fn union_view(&self, id: DefId, union: &Union) -> TokenStream {
        let names = union.arms.iter().map(|arm| ident(&arm.ident));
        let unknown =
            self.definition_of(id).open.then(|| quote!(Self::Unknown(value) => value.as_json(),));
        self.as_json(
            id,
            &quote!(match self { #(Self::#names(value) => value.as_json(),)* #unknown }),
        )
    }

    pub(super) fn tuple_view(&self, id: DefId) -> TokenStream {
        let view = self.as_json(id, &quote!(support::Json::Array(self)));
        if view.is_empty() {
            return view;
        }
        let name = self.name(id);
        let count = self.typed.slots(id).len();
        let indices: Vec<_> = (0..count).map(proc_macro2::Literal::usize_unsuffixed).collect();
        quote! {
            #view

            impl support::Array for #name {
                fn len(&self) -> usize {
                    #count
                }

                fn get(&self, index: usize) -> Option<support::Json<'_>> {
                    match index {
                        #(#indices => Some(support::AsJson::as_json(&self.#indices)),)*
                        _ => None,
                    }
                }
            }
        }
    }

    pub(super) fn values_view(&self, id: DefId, constants: &[Constant]) -> TokenStream {
        let arms = constants.iter().map(|it| {
            let variant = ident(&it.ident);
            let value = json_expression(it);
            quote!(Self::#variant => #value,)
        });
        self.as_json(id, &quote!(match self { #(#arms)* }))
    }

    pub(super) fn struct_view(&self, id: DefId, it: &Struct) -> TokenStream {
        let view = self.as_json(id, &quote!(support::Json::Object(self)));
        if view.is_empty() {
            return view;
        }
        let name = self.name(id);
        let gets = it.fields.iter().map(|field| {
            let (ident, member) = (ident(&field.ident), &field.member);
            let value = match field.presence {
                Presence::Required => quote!(Some(support::AsJson::as_json(&self.#ident))),
                Presence::Optional => quote!(self.#ident.as_ref().map(support::AsJson::as_json)),
                Presence::OptionalNullable => quote!(support::view_presence(&self.#ident)),
            };
            quote!(#member => #value,)
        });
        let members = it.fields.iter().map(|field| &field.member);
        let others = ident(&it.extra_ident);
        let (get_other, each_other, count_others) = match &it.extra {
            Extra::Keep => (
                quote!(self.#others.get(name).map(support::AsJson::as_json)),
                quote!(&& self.#others.iter().all(|(name, value)| visit(name, support::AsJson::as_json(value)))),
                quote!(+ self.#others.len()),
            ),
            Extra::Typed(_) => (
                quote!(self.#others.get(name).map(support::AsJson::as_json)),
                quote!(&& self.#others.iter().all(|(name, value)| visit(name, support::AsJson::as_json(value)))),
                quote!(+ self.#others.len()),
            ),
            Extra::Ignore | Extra::Refuse => (quote!(None), quote!(), quote!()),
        };
        quote! {
            #view

            impl #name {
                /// The members that have a field, in order.
                const MEMBERS: &'static [&'static str] = &[#(#members),*];
            }

            impl support::Object for #name {
                fn len(&self) -> usize {
                    support::count(self, Self::MEMBERS) #count_others
                }

                fn get(&self, name: &str) -> Option<support::Json<'_>> {
                    match name { #(#gets)* _ => #get_other, }
                }

                fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, support::Json<'a>) -> bool) -> bool {
                    support::each(self, Self::MEMBERS, visit) #each_other
                }
            }
        }
    }
}

/// A listed value as checks see it.
fn json_expression(constant: &Constant) -> TokenStream {
    match &constant.value.kind {
        Kind::Null => quote!(support::Json::Null),
        Kind::Bool(value) => quote!(support::Json::Bool(#value)),
        Kind::String(text) => quote!(support::Json::String(#text)),
        Kind::Number(number) => {
            let number = super::checks::number(number);
            quote!(support::Json::Number(#number))
        }
        Kind::Array(_) | Kind::Object(_) => {
            let text = constant.value.to_text();
            quote! {{
                static VALUE: std::sync::OnceLock<serde_json::Value> = std::sync::OnceLock::new();
                support::parsed(&VALUE, #text).as_json()
            }}
        }
    }
}
