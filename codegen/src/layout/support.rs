//! The support code of a tree: the fragments that its code refers to, or all where other trees use them.
//!
//! A tree that uses the code of another has none. It asserts at the root that what it needs is there, and
//! set as its own configuration says; the compiler finds out, since no tree knows where another one is.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::config::{Config, DuplicateMembers, Support, SupportPath};
use crate::ident::Scope;
use crate::output::{GENERATOR, hash_of};
use crate::runtime::{FRAGMENTS, Fragment, SHARED, fragments, is_plain};
use crate::weave::{Woven, format_fragment};

/// The files of `support/`.
pub(super) fn files(config: &Config, parts: &BTreeSet<&'static str>) -> Vec<(String, String)> {
    let chosen = match config.support {
        Support::Own => chosen(parts),
        Support::Shared => shared_parts(config, parts),
        Support::At(_) => return Vec::new(),
    };
    let mut files = vec![("support/mod.rs".to_owned(), root(&chosen))];
    for fragment in &chosen {
        let text = match fragment.name {
            "secrets" => secrets(config, fragment.text),
            "limits" => limits(config, fragment.text),
            SHARED => shared(config, &chosen, fragment.text),
            _ => fragment.text.to_owned(),
        };
        let text = if config.support == Support::Shared { public(&text) } else { text };
        files.push((format!("support/{}.rs", fragment.name), text));
    }
    files
}

fn chosen(parts: &BTreeSet<&'static str>) -> Vec<&'static Fragment> {
    let wanted: Vec<&str> = parts.iter().copied().collect();
    fragments(&wanted)
}

/// What other trees may need, with those of the libraries that this one has.
fn shared_parts(config: &Config, parts: &BTreeSet<&'static str>) -> Vec<&'static Fragment> {
    let plain = FRAGMENTS.iter().filter(|it| is_plain(it)).map(|it| it.name);
    let libraries = config.formats.libraries().map(format_fragment);
    fragments(&plain.chain(libraries).chain(parts.iter().copied()).collect::<Vec<_>>())
}

fn root(chosen: &[&Fragment]) -> String {
    let mut text =
        "//! What the types of this tree share: how they are read, written and checked.\n\n"
            .to_owned();
    for fragment in chosen {
        text.push_str(&format!("mod {};\n", fragment.name));
    }
    text.push('\n');
    for fragment in chosen {
        text.push_str(&format!("pub use {}::*;\n", fragment.name));
    }
    text
}

/// The root's own word for the support code.
pub(super) fn declaration(config: &Config, parts: &BTreeSet<&'static str>) -> TokenStream {
    let skip = super::skip();
    match &config.support {
        Support::Own => quote!(#skip mod support;),
        Support::Shared => quote!(#[doc(hidden)] #skip pub mod support;),
        Support::At(path) => {
            let (tokens, asserted) = (path.tokens(), assertions(config, parts, path));
            let name = (path.name() != "support").then(|| quote!(as support));
            quote!(use #tokens #name; #asserted)
        }
    }
}

/// What must hold of the support code of another tree.
fn assertions(config: &Config, parts: &BTreeSet<&'static str>, path: &SupportPath) -> TokenStream {
    let may_be_missing = chosen(parts).into_iter().filter(|it| !is_plain(it));
    let has = may_be_missing.map(|Fragment { name, .. }| {
        let message = format!(
            "`{path}` has no `{name}`: its tree needs the same `formats` and `numbers` as this one"
        );
        quote!(assert!(support::has(#name), #message);)
    });
    let is_set = settings(config).into_iter().map(|(name, value)| {
        let message = match name {
            "generator" => {
                format!("`{path}` is of another version of codegen: generate both trees")
            }
            name => format!("`{path}` has another `{name}`: both trees need the same"),
        };
        quote!(assert!(support::is_set(#name, #value), #message);)
    });
    quote!(const _: () = { #(#has)* #(#is_set)* };)
}

/// What of the configuration is in the support code.
fn settings(config: &Config) -> [(&'static str, String); 4] {
    let patterns = config.secrets.patterns().join("\n");
    let duplicates = match config.duplicate_members {
        DuplicateMembers::Refuse => "refuse",
        DuplicateMembers::Last => "last",
    };
    [
        ("generator", GENERATOR.to_owned()),
        ("max_depth", config.max_depth.to_string()),
        ("duplicate_members", duplicates.to_owned()),
        ("secrets", hash_of(&patterns)),
    ]
}

/// What is there and how it is set in the place of the samples in the fragment.
fn shared(config: &Config, chosen: &[&Fragment], text: &str) -> String {
    let parts = chosen.iter().map(|it| format!("    {:?},\n", it.name));
    let settings = settings(config).map(|(name, value)| format!("    ({name:?}, {value:?}),\n"));
    text.replace("&[\"shared\"]", &format!("&[\n{}]", parts.collect::<String>()))
        .replace("&[(\"max_depth\", \"128\")]", &format!("&[\n{}]", settings.concat()))
}

/// The text of a fragment for other trees, which may be in other crates: macros that are exported have
/// names of their own there, since they stand at the root of their crate.
fn public(text: &str) -> String {
    let mut text = text.replace("pub(in super::super)", "pub");
    let lines = text.clone();
    for name in lines.lines().filter_map(|it| it.strip_prefix("pub(crate) use ")) {
        let name = name.trim_end_matches(';');
        text = text
            .replace(
                &format!("macro_rules! {name} {{"),
                &format!("#[doc(hidden)]\n#[macro_export]\nmacro_rules! codegen_{name} {{"),
            )
            .replace(
                &format!("pub(crate) use {name};"),
                &format!("pub use codegen_{name} as {name};"),
            );
    }
    text
}

/// The patterns of the configuration in the place of the sample in the fragment.
fn secrets(config: &Config, text: &str) -> String {
    let patterns: Vec<String> =
        config.secrets.patterns().iter().map(|it| format!("    {it:?},\n")).collect();
    text.replace("&[\"*token*\"]", &format!("&[\n{}]", patterns.concat()))
}

/// The limits of the configuration in the place of those in the fragment.
fn limits(config: &Config, text: &str) -> String {
    let refuses = config.duplicate_members == DuplicateMembers::Refuse;
    text.replace("usize = 128", &format!("usize = {}", config.max_depth))
        .replace("bool = true", &format!("bool = {refuses}"))
}

/// What users of the tree name of the support code: under its own name, or where a schema's type at
/// the root has that, under one that says where it is from.
pub(super) fn exports(woven: &Woven<super::Printed>) -> TokenStream {
    let root = woven.modules.get([].as_slice());
    let mut taken = root.map(|it| Scope::with(&it.names)).unwrap_or_default();
    let chosen = chosen(&woven.parts);
    let public = [
        ("error", "Error"),
        ("format", "Formatted"),
        ("link", "Link"),
        ("object", "Unknown"),
        ("presence", "Presence"),
    ];
    let public = public.iter().filter(|(part, _)| chosen.iter().any(|it| it.name == *part));
    let export = |(_, name): &(&str, &str)| {
        let ident = format_ident!("{name}");
        if taken.take(name) {
            return quote!(#ident);
        }
        let other = format_ident!("{}", taken.take_like(&format!("Support{name}")));
        quote!(#ident as #other)
    };
    let exports: Vec<_> = public.map(export).collect();
    if exports.is_empty() { quote!() } else { quote!(pub use support::{#(#exports),*};) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::weave::Module;

    fn exports_beside(names: &[&str]) -> String {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        let module = Module { names, ..Module::default() };
        let modules = BTreeMap::from([(Vec::new(), module)]);
        let parts = BTreeSet::from(["error", "object"]);
        exports(&Woven { modules, checks: Vec::new(), parts }).to_string().replace(' ', "")
    }

    #[test]
    fn exports_make_way_for_types_of_schemas() {
        assert_eq!(exports_beside(&[]), "pubusesupport::{Error,Unknown};");
        assert_eq!(
            exports_beside(&["Error", "SupportUnknown", "Unknown"]),
            "pubusesupport::{ErrorasSupportError,UnknownasSupportUnknown2};"
        );
    }
}
