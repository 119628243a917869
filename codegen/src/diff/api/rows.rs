//! What rows say that stand for methods: the macros of the support code by which types are made, and by
//! which they give what members have that are not there.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::traits::arguments;

/// The methods that a call of such a macro gives to a type, without their bodies; none of another macro.
pub(super) fn methods(call: &syn::ItemMacro) -> Option<syn::ItemImpl> {
    let name = call.mac.path.segments.last()?.ident.to_string();
    let rows = Rows::of(&call.mac.tokens);
    let (ty, methods) = match name.as_str() {
        "made" => (&rows.ty, rows.constructor(&quote!(Self))?),
        "checked_made" => (&rows.ty, rows.constructor(&quote!(Result<Self, support::Error>))?),
        "defaults" => (&rows.ty, rows.others.iter().filter_map(|it| default(it)).collect()),
        _ => return None,
    };
    syn::parse2(quote!(impl #ty { #methods })).ok()
}

/// The arguments of a macro.
struct Rows {
    /// The first: a type.
    ty: TokenStream,
    others: Vec<Vec<TokenTree>>,
}

impl Rows {
    fn of(tokens: &TokenStream) -> Self {
        let mut rows = arguments(tokens.clone());
        let ty = rows.remove(0).into_iter().collect();
        Self { ty, others: rows }
    }

    /// `new` with its arguments, which stand in the brackets of the second row.
    fn constructor(&self, output: &TokenStream) -> Option<TokenStream> {
        let arguments = group(self.others.first()?.get(1)?)?.stream();
        Some(quote!(pub fn new(#arguments) -> #output {}))
    }
}

/// The method of a row `method(field) -> type = how default`.
fn default(row: &[TokenTree]) -> Option<TokenStream> {
    let [TokenTree::Ident(name), TokenTree::Group(_), rest @ ..] = row else { return None };
    let is_equals = |it: &TokenTree| matches!(it, TokenTree::Punct(it) if it.as_char() == '=');
    let end = rest.iter().position(is_equals)?;
    let output: TokenStream = rest.get(..end)?.iter().cloned().collect();
    Some(quote!(pub fn #name(&self) #output {}))
}

fn group(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(it) if it.delimiter() == Delimiter::Parenthesis => Some(it),
        _ => None,
    }
}
