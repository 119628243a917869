//! The modules of parts of types: each stands inline, below the type that it belongs to.
//!
//! Input: modules in the order of their paths, with what stands above their types. Output: the text
//! of each module that has a file of its own, with the others within.

use std::collections::BTreeMap;

use super::print::{self, Printed};
use crate::weave::Module;

/// A module as a text, and whose parts it holds.
type Inner = (String, Printed);

/// A module and its path.
type Named = (Vec<String>, Module<Printed>);

/// The texts of the modules that have files of their own.
pub(super) fn join(modules: Vec<(Named, Printed)>) -> Vec<(Vec<String>, Printed)> {
    let mut waiting: BTreeMap<Vec<String>, Vec<Inner>> = BTreeMap::new();
    let mut files = Vec::new();
    // What is inside a module follows it in the order of paths.
    for ((path, module), head) in modules.into_iter().rev() {
        let within = ordered(waiting.remove(&path).unwrap_or_default(), &module.names);
        let parts = module.types.into_iter().chain(within).chain(module.impls).collect();
        let text = print::join(head, parts);
        match (module.whose, path.split_last()) {
            (Some(whose), Some((name, above))) => {
                let text = text.map(|text| wrap(name, &whose, above.is_empty(), &text));
                waiting.entry(above.to_vec()).or_default().push((whose, text));
            }
            (_, _) => files.push((path, text)),
        }
    }
    files.reverse();
    files
}

/// The modules in the order of their types.
fn ordered(mut inner: Vec<Inner>, types: &[String]) -> Vec<Printed> {
    let places: BTreeMap<_, _> = types.iter().enumerate().map(|(at, name)| (name, at)).collect();
    inner.reverse();
    inner.sort_by_key(|(whose, _)| places.get(whose).copied());
    inner.into_iter().map(|(_, text)| text).collect()
}

/// The module around its text.
fn wrap(name: &str, whose: &str, is_outermost: bool, text: &str) -> String {
    let skip = if is_outermost { "#[rustfmt::skip]\n" } else { "" };
    let docs = match whose {
        "" => format!("`{name}`"),
        whose => format!("What a [`{whose}`] is made of."),
    };
    let mut module = format!("/// {docs}\n{skip}pub mod {name} {{\n");
    module.reserve(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            module.push_str("    ");
            module.push_str(line);
        }
        module.push('\n');
    }
    module.push_str("}\n");
    module
}
