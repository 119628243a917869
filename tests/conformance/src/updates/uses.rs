//! What others can do with types: build them, take them apart, match, call and rely on traits.
//!
//! Input: what rustdoc lists of a crate. Output: for each pair one item of Rust a use, in one line, with
//! `#` for its own name. A use may be wrong: what does not compile with its own side is none.

use serde_json::Value;

use super::dependent::Uses;
use super::rust::{Listing, Within};
use super::sides::pair_of;

/// The uses of all public types.
pub(super) fn of(json: &Value) -> Uses {
    let listing = Listing::new(json);
    let mut uses = Uses::new();
    for item in listing.items() {
        let found = match item["inner"].as_object().and_then(|it| it.iter().next()) {
            Some((kind, inner)) => of_item(&listing, item, kind, inner),
            None => None,
        };
        if let Some((pair, found)) = found {
            uses.entry(pair).or_default().extend(found);
        }
    }
    for uses in uses.values_mut() {
        uses.sort();
        uses.extend(of_all(uses));
    }
    uses
}

/// That each type may have an impl of one trait, which no two names for one type may have.
fn of_all(uses: &[String]) -> Option<String> {
    let debug = uses.iter().filter(|it| it.contains(" + std::fmt::Debug>()"));
    let types = debug.filter_map(|it| it.split_once("has::<")?.1.strip_suffix(">(); }"));
    let impls: String = types.map(|it| format!("impl Own for {it} {{}} ")).collect();
    (!impls.is_empty()).then(|| format!("mod # {{ trait Own {{}} {impls}}}"))
}

fn of_item(
    listing: &Listing<'_>,
    item: &Value,
    kind: &str,
    inner: &Value,
) -> Option<(usize, Vec<String>)> {
    if kind == "impl" {
        return of_foreign_impl(listing, item, inner);
    }
    let path = listing.path(&item["id"])?;
    let pair = pair_of(path.get(1)?)?;
    let is_module = kind == "module" && path.len() == 2;
    if path.get(2) == Some(&"support") || path.len() < 3 && !is_module {
        return None;
    }
    let path = path.join("::");
    let open = item["attrs"].to_string().contains("non_exhaustive");
    let ty = Type { listing, path: &path, open };
    let mut found = match kind {
        "struct" => ty.of_struct(inner),
        "enum" => ty.of_enum(inner),
        "type_alias" => ty.of_alias(inner).into_iter().collect(),
        "module" => of_names(listing, &path, inner),
        _ => return None,
    };
    let impls = inner["impls"].as_array().into_iter().flatten().map(|it| listing.item(it));
    found.extend(impls.flat_map(|it| ty.of_impl(&it["inner"]["impl"])));
    Some((pair, found))
}

/// Names that a module gives to what stands elsewhere.
fn of_names(listing: &Listing<'_>, path: &str, module: &Value) -> Vec<String> {
    let items = module["items"].as_array().into_iter().flatten().map(|it| listing.item(it));
    let names = items.filter_map(|it| it["inner"]["use"]["name"].as_str());
    names.map(|it| format!("pub use {path}::{it} as #;")).collect()
}

/// An impl of a trait for a type of another crate, found by where it stands.
fn of_foreign_impl(
    listing: &Listing<'_>,
    item: &Value,
    inner: &Value,
) -> Option<(usize, Vec<String>)> {
    let file = item["span"]["filename"].as_str()?;
    let pair = file.split('/').find_map(pair_of).filter(|_| !file.contains("/support/"))?;
    let id = &inner["for"]["resolved_path"]["id"];
    let is_own = listing.path(id).is_some_and(|it| it.get(1).copied().and_then(pair_of).is_some());
    let ty = Type { listing, path: "", open: false };
    (!is_own).then(|| (pair, ty.of_impl(inner)))
}

/// A type of a tree.
struct Type<'t, 'l> {
    listing: &'t Listing<'l>,
    path: &'t str,
    /// Whether others may not build it or match all of it.
    open: bool,
}

/// Fields or parameters: what each is called, and its type.
type Parts = Vec<(String, String)>;

impl Type<'_, '_> {
    fn ty(&self, ty: &Value) -> Option<String> {
        self.listing.ty(ty, Within { own: self.path, lifetime: "'_" })
    }

    /// The public fields; whether these are all.
    fn fields(&self, ids: &Value) -> (Parts, bool) {
        let ids = ids.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut parts = Parts::new();
        for id in ids.iter().filter(|it| !it.is_null()) {
            let field = self.listing.item(id);
            let ty = self.ty(&field["inner"]["struct_field"]);
            if let (Some(name), Some(ty)) = (field["name"].as_str(), ty) {
                parts.push((name.to_owned(), ty));
            }
        }
        let all = parts.len() == ids.len();
        (parts, all)
    }

    fn of_struct(&self, inner: &Value) -> Vec<String> {
        let path = self.path;
        let plain = &inner["kind"]["plain"];
        let (ids, has_names) = match plain.get("fields") {
            Some(ids) => (ids, true),
            None => (&inner["kind"]["tuple"], false),
        };
        let (parts, all) = self.fields(ids);
        let read = |(name, ty): &(String, String)| {
            format!("pub fn #(it: &{path}) {{ let _: &{ty} = &it.{}; }}", ident(name))
        };
        let mut uses: Vec<_> = parts.iter().map(read).collect();
        if all && !self.open && plain["has_stripped_fields"] != true && !parts.is_empty() {
            let pattern = pattern(path, &parts, has_names);
            uses.push(format!("pub fn #({}) -> {path} {{ {pattern} }}", parameters(&parts)));
            uses.push(format!("pub fn #(it: {path}) {{ let {pattern} = it; }}"));
        }
        uses
    }

    fn of_enum(&self, inner: &Value) -> Vec<String> {
        let path = self.path;
        let (mut uses, mut arms) = (Vec::new(), String::new());
        for id in inner["variants"].as_array().into_iter().flatten() {
            let variant = self.listing.item(id);
            let Some(name) = variant["name"].as_str() else { continue };
            let name = format!("{path}::{name}");
            let kind = &variant["inner"]["variant"]["kind"];
            let has_names = kind.get("struct").is_some();
            let ids = if has_names { &kind["struct"]["fields"] } else { &kind["tuple"] };
            let (parts, all) = self.fields(ids);
            let pattern =
                if parts.is_empty() { name.clone() } else { pattern(&name, &parts, has_names) };
            if all {
                uses.push(format!("pub fn #({}) -> {path} {{ {pattern} }}", parameters(&parts)));
            }
            arms.push_str(&format!("{name} {{ .. }} => {{}} "));
        }
        if !self.open {
            uses.push(format!("pub fn #(it: {path}) {{ match it {{ {arms} }} }}"));
        }
        uses
    }

    fn of_alias(&self, inner: &Value) -> Option<String> {
        let target = self.ty(&inner["type"])?;
        Some(format!("pub fn #(it: {}) -> {target} {{ it }}", self.path))
    }

    fn of_impl(&self, inner: &Value) -> Vec<String> {
        if inner["trait"].is_null() {
            let items = inner["items"].as_array().into_iter().flatten();
            return items.filter_map(|it| self.of_method(self.listing.item(it))).collect();
        }
        self.of_trait(inner).into_iter().collect()
    }

    fn of_method(&self, item: &Value) -> Option<String> {
        let name = item["name"].as_str().filter(|_| item["visibility"] == "public")?;
        let path = self.path;
        if let Some(constant) = item["inner"].get("assoc_const") {
            let ty = self.ty(&constant["type"])?;
            return Some(format!("pub fn #() {{ let _: {ty} = {path}::{name}; }}"));
        }
        let signature = item["inner"].get("function")?.get("sig")?;
        let inputs = signature["inputs"].as_array()?.iter().enumerate();
        let part = |(at, it): (usize, &Value)| Some((at.to_string(), self.ty(&it[1])?));
        let parts = inputs.map(part).collect::<Option<Parts>>()?;
        let names: Vec<_> = parts.iter().map(|(name, _)| format!("its_{name}")).collect();
        let call = format!("{path}::{name}({})", names.join(", "));
        let parameters = parameters(&parts);
        Some(match self.ty(&signature["output"]) {
            Some(output) => format!("pub fn #({parameters}) -> {output} {{ {call} }}"),
            None => format!("pub fn #({parameters}) {{ let _ = {call}; }}"),
        })
    }

    /// That a type has a trait, with the types that belong to it.
    fn of_trait(&self, inner: &Value) -> Option<String> {
        let is_of_compiler =
            |it: &str| matches!(it, "Freeze" | "UnsafeUnpin" | "StructuralPartialEq");
        let name = inner["trait"]["path"].as_str()?;
        if !inner["blanket_impl"].is_null() || is_of_compiler(name) {
            return None;
        }
        let within = Within { own: self.path, lifetime: "'static" };
        let ty = self.listing.ty(&inner["for"], within)?;
        let named = self.listing.named(&inner["trait"], within)?;
        let mut bound = named.strip_suffix('>').unwrap_or(&named).to_owned();
        let mut separator = if bound.len() == named.len() { "<" } else { ", " };
        for id in inner["items"].as_array().into_iter().flatten() {
            let item = self.listing.item(id);
            let own =
                item["inner"]["assoc_type"]["type"].as_object().map(|it| Value::from(it.clone()));
            if let (Some(name), Some(own)) = (item["name"].as_str(), own) {
                bound.push_str(&format!("{separator}{name} = {}", self.listing.ty(&own, within)?));
                separator = ", ";
            }
        }
        let end = if separator == "<" { "" } else { ">" };
        Some(format!("pub fn #() {{ fn has<T: ?Sized + {bound}{end}>() {{}} has::<{ty}>(); }}"))
    }
}

fn parameters(parts: &Parts) -> String {
    let parts: Vec<_> = parts.iter().map(|(name, ty)| format!("its_{name}: {ty}")).collect();
    parts.join(", ")
}

/// A name as code has it.
fn ident(name: &str) -> String {
    let is_keyword = syn::parse_str::<syn::Ident>(name).is_err();
    let is_number = name.starts_with(|it: char| it.is_ascii_digit());
    if is_keyword && !is_number { format!("r#{name}") } else { name.to_owned() }
}

/// A struct or variant with all of its fields, as an expression and as a pattern.
fn pattern(path: &str, parts: &Parts, has_names: bool) -> String {
    let one = |(name, _): &(String, String)| {
        if has_names { format!("{}: its_{name}", ident(name)) } else { format!("its_{name}") }
    };
    let parts = parts.iter().map(one).collect::<Vec<_>>().join(", ");
    if has_names { format!("{path} {{ {parts} }}") } else { format!("{path}({parts})") }
}
