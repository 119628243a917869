//! The support code of a tree: the fragments that its code refers to.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::Config;
use crate::runtime::{Fragment, fragments};
use crate::weave::Woven;

/// The files of `support/`.
pub(super) fn files(config: &Config, parts: &BTreeSet<&'static str>) -> Vec<(String, String)> {
    let chosen = chosen(parts);
    let mut files = vec![("support/mod.rs".to_owned(), root(&chosen))];
    for fragment in chosen {
        let text = if fragment.name == "secrets" {
            secrets(config, fragment.text)
        } else {
            fragment.text.to_owned()
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
        "//! What the types of this tree share: how they are read, written and checked.\n\n\
        // Each tree uses the part that its schemas need.\n\
        #![allow(dead_code, unreachable_pub, unused_imports, unused_macros)]\n\n"
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
    text.replace("&[\"*\"]", &format!("&[\n{}]", patterns.concat()))
}

/// What users of the tree name of the support code.
pub(super) fn exports(woven: &Woven) -> TokenStream {
    let taken: BTreeSet<&str> = BTreeSet::new();
    let chosen = chosen(&woven.parts);
    let public = [
        ("error", "Error"),
        ("format", "Formatted"),
        ("object", "Unknown"),
        ("presence", "Presence"),
    ];
    let names = public.iter().filter(|(fragment, name)| {
        chosen.iter().any(|it| it.name == *fragment) && !taken.contains(name)
    });
    let names: Vec<_> = names.map(|(_, name)| quote::format_ident!("{name}")).collect();
    if names.is_empty() { quote!() } else { quote!(pub use support::{#(#names),*};) }
}
