//! Enums of values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Items, Weaving, ident};
use crate::lower::{Constant, DefId, Shape};
use crate::source::Kind;

impl Weaving<'_> {
    pub(super) fn constants(&mut self, id: DefId, constants: &[Constant]) -> Items {
        self.need("read");
        if constants.iter().all(|it| it.value.as_str().is_some()) {
            self.string_constants(id, constants)
        } else {
            self.value_constants(id, constants)
        }
    }

    /// Whether a type has one value only.
    pub(super) fn has_one_value(&self, id: DefId) -> bool {
        let definition = self.definition_of(id);
        !definition.open && matches!(&definition.shape, Shape::Constants(it) if it.len() == 1)
    }

    fn constants_definition(
        &mut self,
        id: DefId,
        constants: &[Constant],
        derives: &[&str],
        open: bool,
    ) -> TokenStream {
        let name = self.name(id);
        let rule = self.spelling(id);
        let spelled = rule.map(|it| format!("Values are in `{}`.", it.word()));
        let notes: Vec<_> = spelled.as_deref().into_iter().collect();
        let docs = self.docs(id, &notes);
        let (default, is_default) = if self.has_one_value(id) {
            (Some("Default"), Some(quote!(#[default])))
        } else {
            (None, None)
        };
        let derives: Vec<_> = derives.iter().copied().chain(default).collect();
        let derives = self.derives(id, true, &derives);
        let variants: Vec<_> = constants
            .iter()
            .map(|it| {
                let docs = self.constant_docs(id, it, rule);
                let described = self.described_constant(id, it);
                let name = ident(&it.ident);
                quote!(#docs #described #is_default #name,)
            })
            .collect();
        let unknown = open.then(|| {
            let described = self.described_unknown(id);
            quote! {
                /// A value that the schema does not list, kept as it is.
                #described
                Unknown(String),
            }
        });
        quote! {
            #docs
            #derives
            pub enum #name { #(#variants)* #unknown }
        }
    }

    fn string_constants(&mut self, id: DefId, constants: &[Constant]) -> Items {
        self.need("text");
        let this = self.this(id);
        let open = self.definition_of(id).open;
        let copy: &[&str] = if open { &[] } else { &["Copy"] };
        let definition = self.constants_definition(id, constants, copy, open);
        let variants: Vec<_> = constants.iter().map(|it| ident(&it.ident)).collect();
        let texts: Vec<_> = constants.iter().filter_map(|it| it.value.as_str()).collect();
        let place = self.place(id);
        let text = if open { quote!(open_text) } else { quote!(text) };
        let view = self.text_view(id);
        Items {
            types: definition,
            impls: quote! {
                support::#text!(#this, #place #(, #variants = #texts)*);
                #view
            },
            ..Items::default()
        }
    }

    fn value_constants(&mut self, id: DefId, constants: &[Constant]) -> Items {
        self.need("schema");
        self.need("values");
        let this = self.this(id);
        let definition = self.constants_definition(id, constants, &["Copy"], false);
        let texts: Vec<_> = constants.iter().map(|it| it.value.to_text()).collect();
        let writes = constants.iter().map(|it| {
            let variant = ident(&it.ident);
            let value = value_expression(it);
            quote!(Self::#variant => #value,)
        });
        let view = self.values_view(id, constants);
        let read = self.values_read(id, constants);
        Items {
            types: definition,
            methods: quote! {
                impl #this {
                    /// The values that the schema lists, as JSON texts.
                    pub const TEXTS: &'static [&'static str] = &[#(#texts),*];
                }
            },
            impls: quote! {
                #read

                impl serde::Serialize for #this {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        match self { #(#writes)* }
                    }
                }

                #view
            },
        }
    }
}

impl Weaving<'_> {
    /// How a value is read: integers by a look at them, others by comparing what is kept.
    fn values_read(&self, id: DefId, constants: &[Constant]) -> TokenStream {
        let (this, place) = (self.this(id), self.place(id));
        let variants: Vec<_> = constants.iter().map(|it| ident(&it.ident)).collect();
        let integers: Option<Vec<_>> = constants.iter().map(integer).collect();
        if let Some(integers) = integers {
            return quote!(support::integer_values!(#this, #place, #(#integers => #variants),*););
        }
        quote!(support::listed_values!(#this, #place, #(#variants),*);)
    }
}

/// The value as an integer of 64 bits, if it is one.
fn integer(constant: &Constant) -> Option<Literal> {
    let Kind::Number(number) = &constant.value.kind else { return None };
    number.as_i64().map(Literal::i64_unsuffixed)
}

/// Serialises a value without parsing its text where that can be.
fn value_expression(constant: &Constant) -> TokenStream {
    match &constant.value.kind {
        Kind::Null => quote!(serializer.serialize_unit()),
        Kind::Bool(value) => quote!(serializer.serialize_bool(#value)),
        Kind::String(text) => quote!(serializer.serialize_str(#text)),
        Kind::Number(number) => match number.as_i64() {
            Some(integer) if !number.text().contains(['.', 'e', 'E']) => {
                quote!(serializer.serialize_i64(#integer))
            }
            _ => {
                let text = number.text();
                quote!(support::write_text(#text, serializer))
            }
        },
        Kind::Array(_) | Kind::Object(_) => {
            let text = constant.value.to_text();
            quote!(support::write_text(#text, serializer))
        }
    }
}
