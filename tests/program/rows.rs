//! The methods that rows of generated code stand for, as documentation shows them.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Item, ItemMacro};

/// The `impl` that a macro stands for which gives a type its methods; any other item as it is.
pub(crate) fn spelled_out(item: Item) -> Item {
    match &item {
        Item::Macro(call) => methods(call).unwrap_or(item),
        _ => item,
    }
}

fn methods(call: &ItemMacro) -> Option<Item> {
    let name = call.mac.path.segments.last()?.ident.to_string();
    let mut rows = split(call.mac.tokens.clone());
    let ty: TokenStream = rows.remove(0).into_iter().collect();
    let methods: TokenStream = match name.as_str() {
        "made" => constructor(&rows, &quote!(Self))?,
        "checked_made" => constructor(&rows, &quote!(Result<Self, support::Error>))?,
        "defaults" => rows.into_iter().filter_map(accessor).collect(),
        _ => return None,
    };
    syn::parse2(quote!(impl #ty { #methods })).ok()
}

fn constructor(rows: &[Vec<TokenTree>], output: &TokenStream) -> Option<TokenStream> {
    let TokenTree::Group(arguments) = rows.first()?.get(1)? else { return None };
    let arguments = arguments.stream();
    Some(quote! {
        #[doc = " A value with the required members alone."]
        pub fn new(#arguments) -> #output {}
    })
}

fn accessor(row: Vec<TokenTree>) -> Option<TokenStream> {
    let end = row.iter().position(|it| it.to_string() == "=")?;
    let [TokenTree::Ident(method), TokenTree::Group(field), output @ ..] = &row[..end] else {
        return None;
    };
    let docs = format!(" The member `{}`, or its default if it is not there.", field.stream());
    let method = format_ident!("{method}");
    Some(quote!(#[doc = #docs] pub fn #method(&self) #(#output)* {}))
}

/// What stands between commas that are not within the arguments of a type.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut rows = vec![Vec::new()];
    let (mut depth, mut last) = (0_usize, String::new());
    for token in tokens {
        let text = token.to_string();
        match text.as_str() {
            "," if depth == 0 => rows.push(Vec::new()),
            _ => rows.last_mut().unwrap().push(token),
        }
        match text.as_str() {
            "<" => depth += 1,
            ">" if last != "-" => depth = depth.saturating_sub(1),
            _ => {}
        }
        last = text;
    }
    rows
}
