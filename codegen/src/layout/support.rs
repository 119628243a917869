//! The support code of a tree: the fragments that its code refers to.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::config::{Config, DuplicateMembers};
use crate::ident::Scope;
use crate::runtime::{Fragment, fragments};
use crate::weave::Woven;

/// The files of `support/`.
pub(super) fn files(config: &Config, parts: &BTreeSet<&'static str>) -> Vec<(String, String)> {
    let chosen = chosen(parts);
    let mut files = vec![("support/mod.rs".to_owned(), root(&chosen))];
    for fragment in chosen {
        let text = match fragment.name {
            "secrets" => secrets(config, fragment.text),
            "limits" => limits(config, fragment.text),
            _ => fragment.text.to_owned(),
        };
        files.push((format!("support/{}.rs", fragment.name), text));
    }
    files
}

fn chosen(parts: &BTreeSet<&'static str>) -> Vec<&'static Fragment> {
    let wanted: Vec<&str> = parts.iter().copied().collect();
    fragments(&wanted)
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
