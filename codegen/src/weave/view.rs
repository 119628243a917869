//! How checks see typed values: the traits `AsJson`, `Object` and `Array` of the support code, for
//! the types that a check looks at and for no others.

use proc_macro2::TokenStream;
use quote::quote;

use super::read::written_as;
use super::rust::keeps_others;
use super::tuples::Parts;
use super::{Weaving, fixed, ident};
use crate::lower::{Constant, DefId, Form, Struct, Tuple, Union};
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
        let this = self.this(id);
        let is_viewed = self.shared.facts.is_viewed(id);
        if is_viewed { quote!(support::viewed_text!(#this);) } else { quote!() }
    }

    pub(super) fn union_view(&self, id: DefId, union: &Union) -> TokenStream {
        if union.arms.iter().all(|arm| matches!(arm.form, Form::Whole)) {
            return self.view_of_whole(id, union);
        }
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

    /// How checks see a union whose arms are the document itself.
    fn view_of_whole(&self, id: DefId, union: &Union) -> TokenStream {
        if !self.shared.facts.is_viewed(id) {
            return quote!();
        }
        let this = self.this(id);
        let arms = union.arms.iter().map(|arm| ident(&arm.ident));
        let unknown = self.definition_of(id).open.then(|| ident("Unknown"));
        let arms = arms.chain(unknown);
        quote!(support::viewed_arms!(#this #(, #arms)*);)
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
        if !self.shared.facts.is_viewed(id) {
            return quote!();
        }
        let this = self.this(id);
        let fixed = it.fixed.iter().map(|it| {
            let (member, value) = (&it.member, fixed::seen(&it.value));
            quote!(, #member = #value)
        });
        let fields = it.fields.iter().map(|field| {
            let (write, member, name) = (written_as(field), &field.member, ident(&field.ident));
            quote!(, #write #member #name)
        });
        let others = keeps_others(&it.extra).then_some(&it.extra_ident);
        let others = it.patterns.iter().map(|map| &map.ident).chain(others);
        let others: Vec<_> = others.map(|name| ident(name)).collect();
        let others = (!others.is_empty()).then(|| quote!(; #(#others),*));
        quote!(support::viewed_object!(#this #(#fixed)* #(#fields)* #others);)
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
