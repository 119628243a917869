//! The modules of parts of types: each stands inline, below the type that it belongs to.
//!
//! Input: modules in the order of their paths, with what stands above their types. Output: the texts
//! of each module that has a file of its own, that of its types with the others within, and that of the
//! code of all of them, module after module.

use std::collections::BTreeMap;

use super::print::{self, Printed};
use crate::weave::Module;

/// A module with what stands within it, and whose parts it holds.
struct Inner {
    whose: String,
    types: Printed,
    code: Vec<Printed>,
}

/// A module and its path, and what stands above its types.
type Named = ((Vec<String>, Module<Printed>), Printed);

/// The texts of a file.
pub(super) struct Texts {
    /// The module.
    pub(super) path: Vec<String>,
    /// Its types.
    pub(super) types: Printed,
    /// Their code.
    pub(super) code: Vec<Printed>,
}

/// The texts of the modules that have files of their own.
pub(super) fn join(modules: Vec<Named>) -> Vec<Texts> {
    let mut waiting: BTreeMap<Vec<String>, Vec<Inner>> = BTreeMap::new();
    let mut files = Vec::new();
    // What is inside a module follows it in the order of paths.
    for ((path, module), head) in modules.into_iter().rev() {
        let within = ordered(waiting.remove(&path).unwrap_or_default(), &module.names);
        let mut parts = module.types;
        let mut code: Vec<_> =
            module.code.into_iter().flat_map(|it| [it.methods, it.impls]).collect();
        for inner in within {
            parts.push(inner.types);
            code.extend(inner.code);
        }
        let types = print::join(head, parts);
        match (module.whose, path.split_last()) {
            (Some(whose), Some((name, above))) => {
                let types = types.map(|text| wrap(name, &whose, above.is_empty(), &text));
                waiting.entry(above.to_vec()).or_default().push(Inner { whose, types, code });
            }
            (_, _) => files.push(Texts { path, types, code }),
        }
    }
    files.reverse();
    files
}

/// The modules in the order of their types.
fn ordered(mut inner: Vec<Inner>, types: &[String]) -> Vec<Inner> {
    let places: BTreeMap<_, _> = types.iter().enumerate().map(|(at, name)| (name, at)).collect();
    inner.reverse();
    inner.sort_by_key(|it| places.get(&it.whose).copied());
    inner
}

/// The module around its text.
fn wrap(name: &str, whose: &str, is_outermost: bool, text: &str) -> String {
    let skip = if is_outermost { "#[rustfmt::skip]\n" } else { "" };
    let docs = match whose {
        "" => format!("`{name}`"),
        whose => format!("What [`{whose}`] is made of."),
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
