//! Members that are always the same: constants of the type, compared when a value is read and written
//! with it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{Weaving, ident};
use crate::lower::{DefId, Fixed, Literal};
use crate::resolve::SchemaId;

impl Weaving<'_> {
    /// The constants of a type.
    pub(super) fn fixed_constants(&self, id: DefId, fixed: &[Fixed]) -> TokenStream {
        let constants = fixed.iter().filter_map(|it| {
            let (docs, name) = (self.fixed_docs(id, it), ident(&it.ident));
            let (ty, value) = (type_of(&it.value)?, expression(&it.value));
            Some(quote!(#docs pub const #name: #ty = #value;))
        });
        constants.collect()
    }

    /// The keyword of a schema that demands a value.
    pub(super) fn keyword_of(&self, schema: Option<SchemaId>) -> &'static str {
        let schema = schema.map(|it| self.schemas.node(it));
        match schema {
            Some(schema) if schema.constant.is_some() => "const",
            Some(schema) if schema.enumeration.is_some() => "enum",
            Some(_) | None => "const",
        }
    }
}

/// The type of a constant; `null` is none.
fn type_of(value: &Literal) -> Option<TokenStream> {
    match value {
        Literal::Null => None,
        Literal::Bool(_) => Some(quote!(bool)),
        Literal::Integer(_) => Some(quote!(i64)),
        Literal::Unsigned(_) => Some(quote!(u64)),
        Literal::Float(_) => Some(quote!(f64)),
        Literal::Text(_) => Some(quote!(&'static str)),
    }
}

fn expression(value: &Literal) -> TokenStream {
    let token = match value {
        Literal::Null => return quote!(()),
        Literal::Bool(value) => return quote!(#value),
        Literal::Integer(value) => Token::i64_unsuffixed(*value),
        Literal::Unsigned(value) => Token::u64_unsuffixed(*value),
        Literal::Float(value) => Token::f64_unsuffixed(*value),
        Literal::Text(text) => Token::string(text),
    };
    quote!(#token)
}

/// What is serialised for a value: a reference.
pub(super) fn written(value: &Literal) -> TokenStream {
    let token = match value {
        Literal::Text(text) => return quote!(#text),
        Literal::Null => return quote!(&()),
        Literal::Bool(value) => return quote!(&#value),
        Literal::Integer(value) => Token::i64_suffixed(*value),
        Literal::Unsigned(value) => Token::u64_suffixed(*value),
        Literal::Float(value) => Token::f64_suffixed(*value),
    };
    quote!(&#token)
}

/// The value as the support code compares it.
pub(super) fn compared(value: &Literal) -> TokenStream {
    let inner = expression(value);
    match value {
        Literal::Null => quote!(Null),
        Literal::Bool(_) => quote!(Bool(#inner)),
        Literal::Integer(_) => quote!(Integer(#inner)),
        Literal::Unsigned(_) => quote!(Unsigned(#inner)),
        Literal::Float(_) => quote!(Float(#inner)),
        Literal::Text(_) => quote!(Text(#inner)),
    }
}

/// The value as checks see it.
pub(super) fn seen(value: &Literal) -> TokenStream {
    let inner = expression(value);
    match value {
        Literal::Null => quote!(support::Json::Null),
        Literal::Bool(_) => quote!(support::Json::Bool(#inner)),
        Literal::Integer(_) | Literal::Unsigned(_) => {
            quote!(support::Json::Number(support::Number::Integer(#inner)))
        }
        Literal::Float(_) => quote!(support::Json::Number(support::Number::Float(#inner))),
        Literal::Text(_) => quote!(support::Json::String(#inner)),
    }
}
