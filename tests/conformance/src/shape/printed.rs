//! What the generator printed, as types: their forms, and how many lines of what kind there are.
//!
//! Input: the folder of a tree. Output: [`Printed`]. Only files of types are parsed, and in them only
//! type definitions; the paths in these are made absolute within the tree, so that two types of equal
//! text in different modules are not taken for equal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use quote::ToTokens as _;
use syn::{Fields, Item, ItemUse, UseTree};

use crate::error::{Context as _, Result};
use crate::plan::{files_below, read};

/// A tree as it was printed.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// The types, by their paths in the tree.
    pub types: BTreeMap<String, Form>,
    /// The lines.
    pub lines: Lines,
}

/// What a type is made of; types are given as text, with absolute paths and without spaces.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Form {
    /// Fields with names.
    Struct(Vec<(String, String)>),
    /// Fields without.
    Tuple(Vec<String>),
    /// Variants, each with the types of what it holds.
    Enum(Vec<(String, Vec<String>)>),
    /// Another name of a type.
    Alias(String),
}

/// Lines of printed code, without the support code that all trees share.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Lines {
    /// Lines of types.
    pub types: usize,
    /// Lines of what types do.
    pub impls: usize,
    /// Lines of checks.
    pub checks: usize,
}

impl Lines {
    /// All lines.
    #[must_use]
    pub const fn all(self) -> usize {
        self.types + self.impls + self.checks
    }
}

/// What a file of a tree has.
enum Part {
    Types,
    Impls,
    Checks,
    Support,
}

/// Reads the tree in `folder`.
///
/// # Errors
///
/// Where a file cannot be read or parsed.
pub fn load(folder: &Path) -> Result<Printed> {
    let mut printed = Printed::default();
    for file in files_below(folder, &["rs"])? {
        let path = folder.join(&file);
        let text = read(&path)?;
        let lines = text.lines().count();
        match part(&file) {
            Part::Types => {
                printed.lines.types += lines;
                let parsed = syn::parse_file(&text).context(path.display())?;
                collect(&module(&file), &parsed.items, &mut printed.types);
            }
            Part::Impls => printed.lines.impls += lines,
            Part::Checks => printed.lines.checks += lines,
            Part::Support => {}
        }
    }
    let known: BTreeSet<String> = printed.types.keys().cloned().collect();
    for form in printed.types.values_mut() {
        form.each_type(&mut |text| *text = unmarked(text, &known));
    }
    Ok(printed)
}

fn part(file: &Path) -> Part {
    let names: Vec<_> =
        file.with_extension("").iter().map(|it| it.to_string_lossy().into_owned()).collect();
    match names.first().map(String::as_str) {
        Some("support") => Part::Support,
        Some("checks") => Part::Checks,
        _ if names.iter().any(|name| name == "impls") => Part::Impls,
        _ => Part::Types,
    }
}

/// The path of the module that a file is.
fn module(file: &Path) -> Vec<String> {
    let plain = file.with_extension("");
    let mut path: Vec<String> = plain.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    path.pop_if(|name| name == "mod");
    path
}

/// Notes the types of a module and of those within it.
fn collect(module: &[String], items: &[Item], types: &mut BTreeMap<String, Form>) {
    let scope = Scope { module, imports: imports(module, items) };
    for item in items {
        if let Item::Mod(inner) = item
            && let Some((_, items)) = &inner.content
        {
            collect(&[module, &[inner.ident.to_string()]].concat(), items, types);
        }
        if let Some((name, form)) = scope.form(item) {
            types.insert([module, &[name]].concat().join("::"), form);
        }
    }
}

/// The names in a module that its `use` items bring there, with their absolute paths.
fn imports(module: &[String], items: &[Item]) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for item in items {
        if let Item::Use(ItemUse { tree, .. }) = item {
            follow(tree, Vec::new(), &mut |name, path| {
                found.insert(name, absolute(module, path));
            });
        }
    }
    found
}

fn follow(tree: &UseTree, mut path: Vec<String>, found: &mut impl FnMut(String, Vec<String>)) {
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            follow(&inner.tree, path, found);
        }
        UseTree::Name(inner) => {
            path.push(inner.ident.to_string());
            found(inner.ident.to_string(), path);
        }
        UseTree::Rename(inner) => {
            path.push(inner.ident.to_string());
            found(inner.rename.to_string(), path);
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| follow(tree, path.clone(), found));
        }
        UseTree::Glob(_) => {}
    }
}

/// A path without `self` and `super`.
fn absolute(module: &[String], path: Vec<String>) -> Vec<String> {
    let mut full: Vec<String> = Vec::new();
    let starts_here = path.first().is_some_and(|name| ["self", "super"].contains(&name.as_str()));
    if starts_here {
        full.extend_from_slice(module);
    }
    for name in path {
        match name.as_str() {
            "self" | "crate" => {}
            "super" => drop(full.pop()),
            _ => full.push(name),
        }
    }
    full
}

struct Scope<'a> {
    module: &'a [String],
    imports: BTreeMap<String, Vec<String>>,
}

impl Scope<'_> {
    /// The name and form of a type.
    fn form(&self, item: &Item) -> Option<(String, Form)> {
        match item {
            Item::Struct(item) => Some((item.ident.to_string(), self.fields(&item.fields))),
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| {
                    let types = variant.fields.iter().map(|field| self.text(&field.ty)).collect();
                    (variant.ident.to_string(), types)
                });
                Some((item.ident.to_string(), Form::Enum(variants.collect())))
            }
            Item::Type(item) => Some((item.ident.to_string(), Form::Alias(self.text(&item.ty)))),
            _ => None,
        }
    }

    fn fields(&self, fields: &Fields) -> Form {
        match fields {
            Fields::Named(fields) => {
                let field = |field: &syn::Field| {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    (name, self.text(&field.ty))
                };
                Form::Struct(fields.named.iter().map(field).collect())
            }
            Fields::Unnamed(_) | Fields::Unit => {
                Form::Tuple(fields.iter().map(|field| self.text(&field.ty)).collect())
            }
        }
    }

    /// A type as text. A path that may be one of the tree is marked, with the module that it is in if
    /// it is not imported: which it is shows when all types are known.
    fn text(&self, ty: &syn::Type) -> String {
        let text = ty.to_token_stream().to_string().replace(' ', "");
        paths(&text)
            .into_iter()
            .map(|(is_path, part)| if is_path { self.marked(part) } else { part.to_owned() })
            .collect()
    }

    fn marked(&self, path: &str) -> String {
        let mut names: Vec<String> = path.split("::").map(str::to_owned).collect();
        if let Some(import) = names.first().and_then(|first| self.imports.get(first)) {
            names.splice(..1, import.iter().cloned());
            return names.join("::");
        }
        let full = absolute(self.module, names.clone());
        let here = [self.module, &names].concat();
        let full = if full == names { here } else { full };
        format!("{MARK}{}{MARK}{path}{MARK}", full.join("::"))
    }
}

/// Stands around a path that may be of the tree, and between its absolute form and the printed one.
const MARK: char = '\u{1}';

/// Takes the absolute form of each marked path that is a type of the tree, else the printed one.
fn unmarked(text: &str, known: &BTreeSet<String>) -> String {
    let parts: Vec<&str> = text.split(MARK).collect();
    let mut plain = String::new();
    for group in parts.chunks(3) {
        plain.push_str(group[0]);
        if let [_, full, printed] = group {
            plain.push_str(if known.contains(*full) { full } else { printed });
        }
    }
    plain
}

/// The parts of a type's text: paths, and what stands between them.
fn paths(text: &str) -> Vec<(bool, &str)> {
    let is_path = |it: char| it.is_alphanumeric() || it == '_' || it == ':' || it == '#';
    let mut parts: Vec<(bool, &str)> = Vec::new();
    let mut from = 0;
    let mut last = None;
    for (at, character) in text.char_indices() {
        let now = is_path(character);
        if last.is_some_and(|last| last != now) {
            parts.push((!now, &text[from..at]));
            from = at;
        }
        last = Some(now);
    }
    parts.extend(last.map(|last| (last, &text[from..])));
    parts
}

impl Form {
    /// Calls `change` for the text of each type.
    fn each_type(&mut self, change: &mut impl FnMut(&mut String)) {
        match self {
            Self::Struct(fields) => fields.iter_mut().for_each(|(_, text)| change(text)),
            Self::Tuple(types) => types.iter_mut().for_each(change),
            Self::Enum(variants) => {
                variants.iter_mut().flat_map(|(_, types)| types).for_each(change);
            }
            Self::Alias(text) => change(text),
        }
    }

    /// The form with another path in place of `path`: what recursive types are compared by.
    #[must_use]
    pub fn without_own_name(&self, path: &str) -> Self {
        let mut form = self.clone();
        form.each_type(&mut |text| {
            let part = |(is_path, part)| if is_path && part == path { "Self" } else { part };
            *text = paths(text).into_iter().map(part).collect();
        });
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(files: &[(&str, &str)]) -> Printed {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            crate::plan::write(&folder.path().join(name), text).unwrap();
        }
        load(folder.path()).unwrap()
    }

    #[test]
    fn paths_are_absolute_whatever_module_names_them() {
        let printed = printed(&[
            ("mod.rs", "mod support; pub mod a; pub mod b;"),
            ("support/mod.rs", "pub struct Unknown;"),
            ("b.rs", "pub struct B(pub String);"),
            (
                "a.rs",
                "use super::support; use super::b::B; use serde_json::Value;
                 pub struct A { pub p: Option<a::P>, pub unknown: support::Unknown }
                 pub mod a { use super::super::support; pub enum P { B(super::super::b::B), A(Box<super::A>) } pub type C = Vec<P>; }
                 pub struct D { pub b: B, pub any: Value }",
            ),
        ]);
        let forms: Vec<String> =
            printed.types.iter().map(|(path, form)| format!("{path} {form:?}")).collect();
        assert_eq!(
            forms,
            [
                r#"a::A Struct([("p", "Option<a::a::P>"), ("unknown", "support::Unknown")])"#,
                r#"a::D Struct([("b", "b::B"), ("any", "serde_json::Value")])"#,
                r#"a::a::C Alias("Vec<a::a::P>")"#,
                r#"a::a::P Enum([("B", ["b::B"]), ("A", ["Box<a::A>"])])"#,
                r#"b::B Tuple(["String"])"#,
            ]
        );
    }

    #[test]
    fn lines_are_counted_by_what_they_are_for() {
        let printed = printed(&[
            ("a.rs", "pub struct A;\n"),
            ("a/impls.rs", "impl A {\n}\n"),
            ("checks.rs", "\n\n\n"),
            ("support/mod.rs", "\n\n\n\n"),
        ]);
        assert_eq!(printed.lines, Lines { types: 1, impls: 2, checks: 3 });
        assert_eq!(printed.lines.all(), 6);
    }
}
