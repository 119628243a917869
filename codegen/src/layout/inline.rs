//! A tree as one piece of syntax, for macros: every module that is a file is written out where it is
//! declared.
//!
//! Input: a [`Tree`]. Output: the items of its root, with the attributes that stand at the root.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemMod};

use crate::output::Tree;

/// The module of the given name that holds the whole tree.
///
/// # Errors
///
/// A module has no file, or a file is not Rust.
pub fn inline(tree: &Tree, name: &str) -> Result<TokenStream, String> {
    let root = file(tree, "mod.rs", "")?;
    let name: syn::Ident = syn::parse_str(name).map_err(|error| error.to_string())?;
    Ok(quote!(pub mod #name { #root }))
}

/// The content of a file, the modules of which are in a folder.
fn file(tree: &Tree, path: &str, folder: &str) -> Result<TokenStream, String> {
    let text = tree.files.get(path).ok_or_else(|| format!("there is no `{path}`"))?;
    let mut file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
    expand(tree, &mut file.items, folder)?;
    Ok(file.into_token_stream())
}

fn expand(tree: &Tree, items: &mut [Item], folder: &str) -> Result<(), String> {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let name = module.ident.to_string();
        let below = format!("{folder}{}/", name.strip_prefix("r#").unwrap_or(&name));
        match &mut module.content {
            Some((_, items)) => expand(tree, items, &below)?,
            None => *item = Item::Verbatim(written_out(tree, module, &below)?),
        }
    }
    Ok(())
}

/// A module with what its file holds.
fn written_out(tree: &Tree, module: &ItemMod, below: &str) -> Result<TokenStream, String> {
    let plain = format!("{}.rs", below.trim_end_matches('/'));
    let path = if tree.files.contains_key(&plain) { plain } else { format!("{below}mod.rs") };
    let content = file(tree, &path, below)?;
    let ItemMod { attrs, vis, ident, .. } = module;
    Ok(quote!(#(#attrs)* #vis mod #ident { #content }))
}
