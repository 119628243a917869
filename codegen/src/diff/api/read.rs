//! From syntax to items.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Attribute, Fields, File, ImplItem, Item as Syntax, UseTree, Visibility};

use super::traits::Macros;
use super::{Item, rows};
use crate::weave::Woven;

/// The items of all modules, by path.
pub(super) fn items(woven: &Woven<String>) -> BTreeMap<String, Item> {
    let mut items = BTreeMap::new();
    let macros = Macros::of(&woven.parts);
    for (path, module) in &woven.modules {
        let text = module.imports.items(&[]).to_string() + "\n" + &module.types.join("\n");
        let Ok(mut file) = syn::parse_str::<File>(&text) else { continue };
        Paths::of_types(path, woven, &file).visit_file_mut(&mut file);
        for syntax in file.items {
            // What holds the required members for `new`, and a builder, say no more than the type does.
            let is_helper = |it: &syn::ItemStruct| !module.names.contains(&it.ident.to_string());
            if !matches!(&syntax, Syntax::Struct(it) if is_helper(it)) {
                read(path, syntax, &mut items);
            }
        }
        let methods: Vec<_> = module.code.iter().map(|it| it.methods.as_str()).collect();
        let Ok(mut file) = syn::parse_str::<File>(&methods.join("\n")) else { continue };
        spell_out(&mut file);
        Paths::of_code(path, woven).visit_file_mut(&mut file);
        file.items.into_iter().for_each(|it| read(path, it, &mut items));
        let impls = module.code.iter().flat_map(|it| it.impls.lines());
        for (name, head) in impls.filter_map(pair) {
            let at = path.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join("::");
            if let Some(item) = items.get_mut(&at) {
                item.traits.extend(macros.traits(name, head));
                item.functions.extend(macros.functions(head).cloned());
            }
        }
    }
    items
}

/// Puts methods in place of the macros that give them.
fn spell_out(file: &mut File) {
    for item in &mut file.items {
        if let Syntax::Macro(call) = item
            && let Some(methods) = rows::methods(call)
        {
            *item = Syntax::Impl(methods);
        }
    }
}

fn pair(line: &str) -> Option<(&str, &str)> {
    line.split_once('\t')
}

fn read(module: &[String], syntax: Syntax, items: &mut BTreeMap<String, Item>) {
    let at = |name: &dyn ToTokens| {
        let name = name.to_token_stream().to_string();
        module.iter().cloned().chain([name]).collect::<Vec<_>>().join("::")
    };
    match syntax {
        Syntax::Struct(it) => {
            let item = items.entry(at(&it.ident)).or_default();
            attributes(item, &it.attrs);
            item.kind = match it.fields {
                Fields::Named(_) => "struct".to_owned(),
                Fields::Unnamed(_) | Fields::Unit => "tuple struct".to_owned(),
            };
            item.members = fields(&it.fields);
            item.inner = match &it.fields {
                Fields::Unnamed(_) => it.fields.iter().find(|it| !is_public(&it.vis)),
                Fields::Named(_) | Fields::Unit => None,
            }
            .map(|it| text(&it.ty));
        }
        Syntax::Enum(it) => {
            let item = items.entry(at(&it.ident)).or_default();
            attributes(item, &it.attrs);
            item.kind = "enum".to_owned();
            let plain = it.variants.iter().all(|it| matches!(it.fields, Fields::Unit));
            for variant in &it.variants {
                let name = variant.ident.to_string();
                item.members.insert(name.clone(), text(&variant.fields));
                if plain {
                    item.order.push(name);
                }
            }
        }
        Syntax::Type(it) => {
            let item = items.entry(at(&it.ident)).or_default();
            attributes(item, &it.attrs);
            item.kind = format!("type {}", text(&it.ty));
        }
        Syntax::Impl(it) if it.trait_.is_none() => {
            let item = items.entry(at(&last(&it.self_ty))).or_default();
            for function in &it.items {
                let (name, signature) = match function {
                    ImplItem::Fn(it) if is_public(&it.vis) => (&it.sig.ident, text(&it.sig)),
                    ImplItem::Const(it) if is_public(&it.vis) => (&it.ident, constant(it)),
                    _ => continue,
                };
                item.functions.insert(name.to_string(), signature);
            }
        }
        _ => {}
    }
}

/// The type of a constant, and its value if that is a literal: who relies on the one relies on the other.
fn constant(it: &syn::ImplItemConst) -> String {
    match it.expr {
        syn::Expr::Lit(_) | syn::Expr::Unary(_) => format!("{} = {}", text(&it.ty), text(&it.expr)),
        _ => text(&it.ty),
    }
}

fn attributes(item: &mut Item, attributes: &[Attribute]) {
    for attribute in attributes {
        let path = attribute.path();
        item.non_exhaustive |= path.is_ident("non_exhaustive");
        item.deprecated |= path.is_ident("deprecated");
        if path.is_ident("derive") {
            let _ = attribute.parse_nested_meta(|meta| {
                // Every type has `Debug`: derived, or written out where it hides something.
                if !meta.path.is_ident("Debug") {
                    item.traits.insert(text(&meta.path));
                }
                Ok(())
            });
        }
    }
}

/// The public fields by name, or by number.
fn fields(fields: &Fields) -> BTreeMap<String, String> {
    let public = fields.iter().enumerate().filter(|(_, it)| is_public(&it.vis));
    let named = public.map(|(index, it)| {
        let name = it.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        let deprecated = it.attrs.iter().any(|it| it.path().is_ident("deprecated"));
        (name, if deprecated { format!("{} (deprecated)", text(&it.ty)) } else { text(&it.ty) })
    });
    named.collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text(syntax: &impl ToTokens) -> String {
    let mut tokens = TokenStream::new();
    syntax.to_tokens(&mut tokens);
    tokens.to_string()
}

/// The last segment of the path of a type.
fn last(ty: &syn::Type) -> Option<&syn::PathSegment> {
    if let syn::Type::Path(it) = ty { it.path.segments.last() } else { None }
}

/// Writes the full path of each type in place of what is imported or relative.
struct Paths<'m> {
    /// The module that the syntax stands in.
    module: Vec<String>,
    /// The module whose names are at hand there.
    here: &'m [String],
    /// The modules below that one.
    below: BTreeSet<String>,
    known: BTreeMap<String, Vec<String>>,
}

impl<'m> Paths<'m> {
    fn new(module: Vec<String>, here: &'m [String], woven: &Woven<String>) -> Self {
        let below = woven.modules.keys().filter_map(|it| it.strip_prefix(here)?.first());
        let names = woven.modules.get(here).into_iter().flat_map(|it| &it.names);
        let local = |name: &String| (name.clone(), [here, std::slice::from_ref(name)].concat());
        let known = names.map(local).collect();
        Self { module, here, below: below.cloned().collect(), known }
    }

    /// Those in the types of a module, which are below what they import.
    fn of_types(module: &'m [String], woven: &Woven<String>, file: &File) -> Self {
        let mut paths = Self::new(module.to_vec(), module, woven);
        paths.import_all(file);
        paths
    }

    /// Those in the code of the types of a module.
    fn of_code(module: &'m [String], woven: &Woven<String>) -> Self {
        let here = woven.file_of(module);
        let mut paths = Self::new([here, &["impls".to_owned()]].concat(), here, woven);
        let imports = woven.modules.get(here).map(|it| it.code_imports.items(&[]));
        if let Some(Ok(file)) = imports.map(syn::parse2) {
            paths.import_all(&file);
        }
        paths
    }

    fn import_all(&mut self, file: &File) {
        for item in &file.items {
            if let Syntax::Use(it) = item {
                self.import(&it.tree, Vec::new());
            }
        }
    }

    fn import(&mut self, tree: &UseTree, mut above: Vec<String>) {
        match tree {
            UseTree::Path(it) => {
                above.push(it.ident.to_string());
                self.import(&it.tree, above);
            }
            UseTree::Name(it) if above.first().is_some_and(|it| it == "super") => {
                above.push(it.ident.to_string());
                self.known.insert(it.ident.to_string(), self.absolute(&above));
            }
            UseTree::Group(it) => {
                for tree in &it.items {
                    self.import(tree, above.clone());
                }
            }
            UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => {}
        }
    }

    fn absolute(&self, segments: &[String]) -> Vec<String> {
        let mut path = self.module.clone();
        for segment in segments {
            match segment.as_str() {
                "super" => drop(path.pop()),
                name => path.push(name.to_owned()),
            }
        }
        path
    }
}

impl VisitMut for Paths<'_> {
    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        let segments: Vec<_> = ty.path.segments.iter().map(|it| it.ident.to_string()).collect();
        let absolute = match segments.as_slice() {
            [name] => self.known.get(name).cloned(),
            [first, name] if first == "self" => self.known.get(name).cloned(),
            [first, ..] if first == "super" => Some(self.absolute(&segments)),
            [first, ..] if self.below.contains(first) => Some([self.here, &segments].concat()),
            _ => None,
        };
        if let Some(path) = absolute.and_then(|it| syn::parse_str(&it.join("::")).ok()) {
            ty.path = path;
        }
        syn::visit_mut::visit_type_path_mut(self, ty);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        // The name of the type itself stays, so that the block is found by it.
        for item in &mut item.items {
            self.visit_impl_item_mut(item);
        }
    }
}
