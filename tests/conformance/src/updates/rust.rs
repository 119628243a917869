//! Types, as rustdoc lists them, as text of Rust.
//!
//! Input: the JSON of rustdoc, whose form is not stable. Output: the text of a type by full paths, or
//! nothing where it is of a form that no use needs.

use serde_json::Value;

/// What rustdoc lists.
pub(super) struct Listing<'l> {
    json: &'l Value,
    /// The name of the crate.
    name: String,
}

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) struct Within<'w> {
    /// The type that `Self` is there.
    pub(super) own: &'w str,
    /// The lifetime that stands for each that is named.
    pub(super) lifetime: &'static str,
}

impl<'l> Listing<'l> {
    pub(super) fn new(json: &'l Value) -> Self {
        let listing = Self { json, name: String::new() };
        let root = listing.item(&json["root"]);
        let name = root["name"].as_str().unwrap_or_default().to_owned();
        Self { name, ..listing }
    }

    /// All items.
    pub(super) fn items(&self) -> impl Iterator<Item = &'l Value> {
        self.json["index"].as_object().into_iter().flat_map(|it| it.values())
    }

    /// The item of a number.
    pub(super) fn item(&self, id: &Value) -> &'l Value {
        &self.json["index"][&id.to_string()]
    }

    /// The path of an item, by which others name it.
    pub(super) fn path(&self, id: &Value) -> Option<Vec<&'l str>> {
        let path = self.json["paths"][&id.to_string()]["path"].as_array()?;
        let mut path: Vec<_> = path.iter().filter_map(Value::as_str).collect();
        match path.first_mut()? {
            first if matches!(*first, "core" | "alloc") => *first = "std",
            first if *first == "serde_core" => *first = "serde",
            _ => {}
        }
        // What others use of the support code has its name at the top of the tree.
        if let [_, tree, "support", .., name] = path[..] {
            return Some(vec![path[0], tree, name]);
        }
        // The modules below those of the standard library are private, or hold less than these.
        if let ["std", module, .., name] = path[..] {
            return Some(vec!["std", module, name]);
        }
        // A module of the type's own name is private, as `jiff::civil::date` is.
        if let [.., module, name] = &path[..]
            && path.first() != Some(&self.name.as_str())
            && module.replace('_', "").eq_ignore_ascii_case(name)
        {
            path.remove(path.len() - 2);
        }
        Some(path)
    }

    /// A type.
    pub(super) fn ty(&self, ty: &Value, within: Within<'_>) -> Option<String> {
        let (kind, inner) = ty.as_object()?.iter().next()?;
        let one = |ty: &Value| self.ty(ty, within);
        match kind.as_str() {
            "primitive" => inner.as_str().map(str::to_owned),
            "generic" => (inner == "Self").then(|| within.own.to_owned()),
            "resolved_path" => self.named(inner, within),
            "tuple" => {
                let parts = inner.as_array()?.iter().map(one).collect::<Option<Vec<_>>>()?;
                Some(format!("({})", parts.iter().map(|it| format!("{it}, ")).collect::<String>()))
            }
            "slice" => Some(format!("[{}]", one(inner)?)),
            "array" => Some(format!("[{}; {}]", one(&inner["type"])?, inner["len"].as_str()?)),
            "borrowed_ref" => {
                let mutable = if inner["is_mutable"] == true { "mut " } else { "" };
                let named =
                    if inner["lifetime"] == "'static" { "'static" } else { within.lifetime };
                let lifetime = if named == "'_" { "" } else { named };
                Some(format!("&{lifetime} {mutable}{}", one(&inner["type"])?))
            }
            // What can be made into a type is given as that type.
            "impl_trait" => {
                let bound = &inner.as_array()?.first()?["trait_bound"]["trait"];
                let argument = &bound["args"]["angle_bracketed"]["args"][0]["type"];
                (bound["path"] == "Into").then(|| one(argument)).flatten()
            }
            _ => None,
        }
    }

    /// A type or trait by its path, with its arguments.
    pub(super) fn named(&self, path: &Value, within: Within<'_>) -> Option<String> {
        let name = self.path(&path["id"])?.join("::");
        let listed = path["args"]["angle_bracketed"]["args"].as_array();
        let mut arguments = Vec::new();
        for argument in listed.into_iter().flatten() {
            arguments.push(match argument.get("type") {
                Some(ty) => self.ty(ty, within)?,
                None => argument.get("lifetime").map(|_| within.lifetime.to_owned())?,
            });
        }
        Some(if arguments.is_empty() { name } else { format!("{name}<{}>", arguments.join(", ")) })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_are_written_by_paths_that_others_can_name() {
        let path = |path: &[&str]| json!({ "path": path });
        let json = json!({
            "root": 0,
            "index": { "0": { "name": "pairs" } },
            "paths": {
                "1": path(&["alloc", "string", "String"]),
                "2": path(&["core", "option", "Option"]),
                "3": path(&["pairs", "p1", "support", "object", "Unknown"]),
                "4": path(&["pairs", "p1", "pet", "Pet"]),
                "5": path(&["jiff", "civil", "date", "Date"]),
                "6": path(&["alloc", "collections", "btree", "map", "BTreeMap"]),
            },
        });
        let listing = Listing::new(&json);
        let named = |id: u32| json!({ "resolved_path": { "id": id, "args": null } });
        let of = |id: u32, types: &[&Value]| {
            let types: Vec<_> = types.iter().map(|it| json!({ "type": it })).collect();
            json!({ "resolved_path": { "id": id, "args": { "angle_bracketed": { "args": types } } } })
        };
        let string = named(1);
        let text =
            |ty: &Value| listing.ty(ty, Within { own: "pairs::p1::pet::Pet", lifetime: "'_" });
        for (ty, expected) in [
            (of(2, &[&string]), "std::option::Option<std::string::String>"),
            (named(3), "pairs::p1::Unknown"),
            (named(5), "jiff::civil::Date"),
            (
                of(6, &[&string, &named(4)]),
                "std::collections::BTreeMap<std::string::String, pairs::p1::pet::Pet>",
            ),
            (json!({ "generic": "Self" }), "pairs::p1::pet::Pet"),
            (json!({ "tuple": [{ "primitive": "i64" }] }), "(i64, )"),
            (json!({ "array": { "type": { "primitive": "u8" }, "len": "4" } }), "[u8; 4]"),
        ] {
            assert_eq!(text(&ty).as_deref(), Some(expected), "{ty}");
        }
        assert_eq!(text(&json!({ "generic": "T" })), None);
    }
}
