//! How checks see typed values: the traits `AsJson`, `Object` and `Array` of the support code, for
//! the types that a check looks at and for no others.

use proc_macro2::TokenStream;
use quote::quote;

use super::tuples::Parts;
use super::{Weaving, fixed, ident};
use crate::lower::{Constant, DefId, Extra, Field, Form, Presence, Struct, Tuple, Union};
use crate::source::Kind;

impl Weaving<'_> {
    fn as_json(&self, id: DefId, body: &TokenStream) -> TokenStream {
        if !self.shared.facts.is_viewed(id) {
            return quote!();
        }
        let this = self.this(id);
        quote! {
            impl support::AsJson for #this {
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
        let arms = union.arms.iter().map(|arm| {
            let variant = ident(&arm.ident);
            match &arm.form {
                Form::Whole => quote!(Self::#variant(value) => value.as_json(),),
                Form::Literal(value) => {
                    let value = fixed::seen(value);
                    quote!(Self::#variant => #value,)
                }
                Form::Object(it) => {
                    let any = it.content.is_some().then(|| quote!((_)));
                    quote!(Self::#variant #any => support::Json::Object(self),)
                }
            }
        });
        let unknown =
            self.definition_of(id).open.then(|| quote!(Self::Unknown(value) => value.as_json(),));
        let view = self.as_json(id, &quote!(match self { #(#arms)* #unknown }));
        if view.is_empty() {
            return view;
        }
        let object = self.object_of_arms(id, union);
        quote!(#view #object)
    }

    /// The arms that are members of objects as checks see them.
    fn object_of_arms(&self, id: DefId, union: &Union) -> Option<TokenStream> {
        let mut visits = Vec::new();
        for arm in &union.arms {
            let Form::Object(it) = &arm.form else { continue };
            let variant = ident(&arm.ident);
            let value = it.content.is_some().then(|| quote!((value)));
            let members = it.members().map(|(name, literal)| {
                let value = literal.map_or_else(|| quote!(value.as_json()), fixed::seen);
                quote!(visit(#name, #value))
            });
            visits.push(quote!(Self::#variant #value => #(#members)&&*,));
        }
        if visits.is_empty() {
            return None;
        }
        let rest = (visits.len() < union.arms.len() || self.definition_of(id).open)
            .then(|| quote!(_ => true,));
        let this = self.this(id);
        Some(quote! {
            impl support::Object for #this {
                fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, support::Json<'a>) -> bool) -> bool {
                    use support::AsJson as _;

                    match self { #(#visits)* #rest }
                }
            }
        })
    }

    pub(super) fn tuple_view(&self, id: DefId, it: &Tuple) -> TokenStream {
        let view = self.as_json(id, &quote!(support::Json::Array(self)));
        if view.is_empty() {
            return view;
        }
        let this = self.this(id);
        let parts = Parts::of(it);
        let length = parts.length();
        let Parts { required, optional, rest } = parts;
        let other = match rest {
            Some(rest) => {
                quote!(index => self.#rest.as_slice().get(index - #rest).map(support::AsJson::as_json))
            }
            None => quote!(_ => None),
        };
        quote! {
            #view

            impl support::Array for #this {
                fn len(&self) -> usize {
                    #length
                }

                fn get(&self, index: usize) -> Option<support::Json<'_>> {
                    match index {
                        #(#required => Some(support::AsJson::as_json(&self.#required)),)*
                        #(#optional => self.#optional.as_ref().map(support::AsJson::as_json),)*
                        #other,
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
        let this = self.this(id);
        let gets = it.fields.iter().map(|field| {
            let (ident, member) = (ident(&field.ident), &field.member);
            if let Some(is_there) = is_there(field) {
                let value = match field.presence {
                    Presence::OptionalNullable => quote!(support::view_presence(&self.#ident)),
                    Presence::Required | Presence::Optional => {
                        quote!(self.#ident.as_ref().map(support::AsJson::as_json))
                    }
                };
                return quote!(#member if #is_there => #value,);
            }
            let value = match field.presence {
                Presence::Required => quote!(Some(support::AsJson::as_json(&self.#ident))),
                Presence::Optional => quote!(self.#ident.as_ref().map(support::AsJson::as_json)),
                Presence::OptionalNullable => quote!(support::view_presence(&self.#ident)),
            };
            quote!(#member => #value,)
        });
        let gets_fixed = it.fixed.iter().map(|it| {
            let (member, value) = (&it.member, fixed::seen(&it.value));
            quote!(#member => Some(#value),)
        });
        let members = it.fields.iter().filter(|it| !it.loose).map(|field| &field.member);
        let members = it.fixed.iter().map(|it| &it.member).chain(members);
        let loose: Vec<_> =
            it.fields.iter().filter_map(|it| Some((is_there(it)?, &it.member))).collect();
        let count_loose = loose.iter().map(|(is_there, _)| quote!(+ usize::from(#is_there)));
        let each_loose = loose.iter().map(|(is_there, member)| {
            quote!(&& (!(#is_there) || support::Object::get(self, #member).is_none_or(|value| visit(#member, value))))
        });
        let (count_loose, each_loose) = (quote!(#(#count_loose)*), quote!(#(#each_loose)*));
        let maps: Vec<_> = it.patterns.iter().map(|map| ident(&map.ident)).collect();
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
        let get_other = if maps.is_empty() {
            get_other
        } else {
            quote!(#(if let Some(value) = self.#maps.get(name) { Some(support::AsJson::as_json(value)) } else)* { #get_other })
        };
        let each_other = quote!(#each_loose #(&& self.#maps.iter().all(|(name, value)| visit(name, support::AsJson::as_json(value))))* #each_other);
        let count_others = quote!(#count_loose #(+ self.#maps.len())* #count_others);
        quote! {
            #view

            impl #this {
                /// The members that the schema names, in order.
                const MEMBERS: &'static [&'static str] = &[#(#members),*];
            }

            impl support::Object for #this {
                fn len(&self) -> usize {
                    support::count(self, Self::MEMBERS) #count_others
                }

                fn get(&self, name: &str) -> Option<support::Json<'_>> {
                    match name { #(#gets_fixed)* #(#gets)* _ => #get_other, }
                }

                fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, support::Json<'a>) -> bool) -> bool {
                    support::each(self, Self::MEMBERS, visit) #each_other
                }
            }
        }
    }
}

/// Whether a loose member is in its field.
fn is_there(field: &Field) -> Option<TokenStream> {
    let ident = ident(&field.ident);
    field.loose.then(|| match field.presence {
        Presence::OptionalNullable => quote!(!self.#ident.is_absent()),
        Presence::Required | Presence::Optional => quote!(self.#ident.is_some()),
    })
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
