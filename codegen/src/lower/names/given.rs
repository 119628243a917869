//! Names that the configuration gives: `[rename]` and `[[modules]]`.
//!
//! Input: the names and the places of schemas. Output: the paths that they are given.

use std::collections::HashMap;

use super::type_name;
use crate::ident;
use crate::lower::{Conjunction, Lowering, TypePath};
use crate::resolve::SchemaId;

/// The paths that `[rename]` gives to places, each with its schema.
pub(super) fn by_place(lowering: &Lowering<'_>) -> Vec<(SchemaId, TypePath)> {
    let places = lowering.config.rename.iter().filter_map(|(place, path)| {
        let (file, pointer) = place.split_once('#')?;
        let segments: Vec<_> = path.split("::").map(str::to_owned).collect();
        Some(((file, pointer), ruled(&segments)?))
    });
    let mut wanted: HashMap<_, _> = places.collect();
    let mut found = Vec::new();
    for (index, node) in lowering.schemas.nodes.iter().enumerate() {
        if wanted.is_empty() {
            break;
        }
        let file = node.file.map_or("", |it| lowering.sources.file(it).path.as_str());
        if let Some(path) = wanted.remove(&(file, &*node.pointer)) {
            let id = u32::try_from(index).map(SchemaId);
            found.extend(id.map(|id| (lowering.schemas.views.main(id), path)));
        }
    }
    found
}

/// The path that a schema of this name is given.
pub(super) fn by_name(lowering: &Lowering<'_>, id: SchemaId, name: &str) -> Option<TypePath> {
    let config = lowering.config;
    if config.rename.is_empty() && config.modules.is_empty() {
        return None;
    }
    ruled(&config.type_path(Some(name), &lowering.place(id))?)
}

/// The path that a view is given which is called so.
pub(super) fn to_view(lowering: &Lowering<'_>, name: &str) -> Option<TypePath> {
    let path = lowering.config.rename.get(name)?;
    ruled(&path.split("::").map(str::to_owned).collect::<Vec<_>>())
}

/// The path that the place of a type's schema is given.
pub(in crate::lower) fn to_part(lowering: &Lowering<'_>, key: &Conjunction) -> Option<TypePath> {
    let config = lowering.config;
    if config.rename.is_empty() && !config.modules.iter().any(|it| it.is_by_place()) {
        return None;
    }
    ruled(&config.type_path(None, &lowering.place(key.origin()))?)
}

/// The path that a rule gives, as identifiers.
pub(super) fn ruled(segments: &[String]) -> Option<TypePath> {
    let (name, modules) = segments.split_last()?;
    let modules = modules.iter().map(|part| ident::module(part)).collect();
    Some(TypePath { modules, name: type_name(name) })
}
