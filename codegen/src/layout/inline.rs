//! A tree as one piece, for macros and for the standard output: every module that is a file is written
//! out where it is declared.
//!
//! Input: a [`Tree`]. Output: the items of its root, with the attributes that stand at the root.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{AttrStyle, Attribute, Item, ItemMod};

use super::HEADER;
use super::print::print;
use crate::output::Tree;

/// The module of the given name that holds the whole tree.
///
/// # Errors
///
/// A module has no file, or a file is not Rust.
pub fn inline(tree: &Tree, name: &str) -> Result<TokenStream, String> {
    let syn::File { attrs, items, .. } = file(tree, "mod.rs", "")?;
    let name: syn::Ident = syn::parse_str(name).map_err(|error| error.to_string())?;
    Ok(quote!(pub mod #name { #(#attrs)* #(#items)* }))
}

/// The whole tree as the text of one file.
///
/// # Errors
///
/// A module has no file, or a file is not Rust.
pub fn one_file(tree: &Tree) -> Result<String, String> {
    let syn::File { attrs, items, .. } = file(tree, "mod.rs", "")?;
    let head = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items: Vec::new(),
    });
    Ok(format!("{HEADER}\n{head}\n{}", print(quote!(#(#items)*))?))
}

/// The content of a file, the modules of which are in a folder.
fn file(tree: &Tree, path: &str, folder: &str) -> Result<syn::File, String> {
    let text = tree.files.get(path).ok_or_else(|| format!("there is no `{path}`"))?;
    let mut file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
    expand(tree, &mut file.items, folder)?;
    Ok(file)
}

fn expand(tree: &Tree, items: &mut [Item], folder: &str) -> Result<(), String> {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let name = module.ident.to_string();
        let below = format!("{folder}{}/", name.strip_prefix("r#").unwrap_or(&name));
        match &mut module.content {
            Some((_, items)) => expand(tree, items, &below)?,
            None => write_out(tree, module, &below)?,
        }
    }
    Ok(())
}

/// Gives a module what its file holds.
fn write_out(tree: &Tree, module: &mut ItemMod, below: &str) -> Result<(), String> {
    let plain = format!("{}.rs", below.trim_end_matches('/'));
    let path = if tree.files.contains_key(&plain) { plain } else { format!("{below}mod.rs") };
    let syn::File { attrs, items, .. } = file(tree, &path, below)?;
    let is_inner = |it: &Attribute| matches!(it.style, AttrStyle::Inner(_));
    module.attrs.extend(attrs.into_iter().filter(is_inner));
    module.content = Some((syn::token::Brace::default(), items));
    module.semi = None;
    Ok(())
}
