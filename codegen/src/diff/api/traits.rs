//! Which traits the generated types have, derived or not.
//!
//! Input: the syntax of how a type is read, written and checked, and the support code that is printed
//! beside it. Output: the heads of all `impl`s, those that a macro of the support code makes too. As
//! both are what is printed, nothing here has to be kept up with them. Traits of the support code
//! itself are left out: others do not name them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item};

use crate::runtime;

/// The heads in the syntax of one type, a line for each: those of `impl`s as they are, those of
/// macros as `NAME!TYPE,TYPE`, each after the name of the type.
pub(in crate::diff) fn heads(items: TokenStream) -> String {
    let Ok(file) = syn::parse2::<File>(items) else { return String::new() };
    let lines = file.items.into_iter().filter_map(|item| match item {
        Item::Impl(it) => {
            let (path, ty) = (&it.trait_.as_ref()?.0, &it.self_ty);
            Some(format!("{}\t{}", plain(ty), plain(path)))
        }
        Item::Macro(it) => {
            let name = it.mac.path.segments.last()?.ident.to_string();
            let mut arguments = it.mac.tokens.clone().into_iter();
            let TokenTree::Ident(ty) = arguments.next()? else { return None };
            Some(format!("{ty}\t{name}!{}", types(arguments).join(";")))
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands in round brackets.
fn types(tokens: impl Iterator<Item = TokenTree>) -> Vec<String> {
    let types = tokens.filter_map(|token| match token {
        TokenTree::Group(it) if it.delimiter() == Delimiter::Parenthesis => {
            Some(plain(&it.stream()))
        }
        _ => None,
    });
    types.collect()
}

fn plain(syntax: &impl ToTokens) -> String {
    super::read::text(syntax)
}

/// The macros of the support code, each with the heads that it makes and the macros that it uses.
pub(super) struct Macros {
    known: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Macros {
    /// Those of the parts that are printed.
    pub(super) fn of(parts: &BTreeSet<&'static str>) -> Self {
        let parts: Vec<_> = parts.iter().copied().collect();
        let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for fragment in runtime::fragments(&parts) {
            let mut current = None;
            for line in fragment.text.lines() {
                if let Some(name) = line.strip_prefix("macro_rules! ") {
                    current = Some(name.trim_end_matches(" {"));
                }
                if line == "}" {
                    current = None;
                }
                if let Some(name) = current {
                    known.entry(name).or_default().push(line.trim());
                }
            }
        }
        Self { known }
    }

    /// The traits of a type by a line of [`heads`].
    pub(super) fn traits(&self, ty: &str, head: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        match head.split_once('!') {
            Some((name, types)) => self.expand(name, ty, types, &mut found, 8),
            None => drop(found.insert(tidy(head))),
        }
        // Every type has `Debug`: derived, or written out where it hides something.
        found.retain(|it| !it.starts_with("support::") && it != "Debug");
        found
    }

    fn expand(
        &self,
        name: &str,
        ty: &str,
        types: &str,
        found: &mut BTreeSet<String>,
        depth: usize,
    ) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for line in self.known.get(name).into_iter().flatten() {
            if let Some(head) = head(line) {
                let named = head.replace("$name", ty);
                let each = types.split(';').map(|it| named.replace("$type", it));
                found.extend(
                    each.map(|it| tidy(it.strip_suffix(&format!(" for {ty}")).unwrap_or(&it))),
                );
            } else if let Some((inner, _)) =
                line.strip_prefix("support::").and_then(|it| it.split_once("!("))
            {
                self.expand(inner, ty, types, found, depth);
            }
        }
    }
}

/// `Trait for Type` of a line that begins an `impl`.
fn head(line: &str) -> Option<String> {
    let rest = line.split_once("impl")?.1;
    let rest = match rest.strip_prefix('<') {
        Some(generic) => generic.split_once('>')?.1,
        None => rest,
    };
    let head = rest.strip_prefix(' ')?.strip_suffix(" {").or(rest.strip_suffix(" {"))?;
    head.contains(" for ").then(|| head.trim().to_owned())
}

/// Tokens as people write them, without the modules of the standard library.
fn tidy(tokens: &str) -> String {
    let text = super::compare::tidy(tokens);
    ["std::str::", "std::fmt::", "std::ops::", "std::convert::", "serde::"]
        .iter()
        .fold(text, |text, module| text.replace(module, ""))
}
