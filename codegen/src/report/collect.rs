//! From what the passes learned to the report.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dependency, Enforcement, LedgerEntry, Report, Rung, SchemaEntry, TypeEntry};
use crate::lower::{By, Definition, Lowered, Shape, Ty};
use crate::resolve::{Root, Schemas};
use crate::runtime::{self, Package};
use crate::source::Sources;

/// Collects the report.
#[must_use]
pub fn run(
    sources: &Sources,
    schemas: &Schemas,
    lowered: &Lowered,
    parts: &BTreeSet<&'static str>,
) -> Report {
    let mut report = Report {
        schemas: self::schemas(sources, schemas, lowered),
        types: types(sources, schemas, lowered),
        dependencies: dependencies(parts),
        ledger: ledger(sources, lowered),
        left_out: lowered.left_out.iter().map(|&id| schemas.place(sources, id)).collect(),
    };
    if !report.left_out.is_empty() {
        let with_types: BTreeSet<_> = report.ledger.iter().map(|it| it.file.clone()).collect();
        report.schemas.retain(|it| with_types.contains(&it.file));
    }
    report
}

/// A line for each file; one that holds several roots has a type only if the first is its own.
fn schemas(sources: &Sources, schemas: &Schemas, lowered: &Lowered) -> Vec<SchemaEntry> {
    let mut entries: BTreeMap<u32, SchemaEntry> = BTreeMap::new();
    let holds_any = |it: &Root| {
        it.schema.or(it.bare).is_some() || it.named().chain(&it.mentions).next().is_some()
    };
    let roots = schemas.roots.iter().zip(&lowered.roots).filter(|(root, _)| holds_any(root));
    for (root, made) in roots {
        let whole = root.schema.is_some_and(|id| schemas.node(id).pointer.is_empty());
        entries.entry(root.file.0).or_insert_with(|| SchemaEntry {
            file: sources.file(root.file).path.clone(),
            id: root.id.clone(),
            title: title(schemas, root),
            dialect: root.dialect.to_owned(),
            type_path: made.filter(|_| whole).map(|id| lowered.definition(id).path.to_string()),
        });
    }
    entries.into_values().collect()
}

fn title(schemas: &Schemas, root: &Root) -> Option<String> {
    root.schema.and_then(|id| schemas.node(id).annotations.title.clone())
}

fn types(sources: &Sources, schemas: &Schemas, lowered: &Lowered) -> Vec<TypeEntry> {
    let mut types: Vec<_> = lowered
        .definitions
        .iter()
        .map(|definition| {
            let node = schemas.node(definition.origin);
            TypeEntry {
                path: definition.path.to_string(),
                file: node.file.map(|file| sources.file(file).path.clone()).unwrap_or_default(),
                pointer: node.pointer.clone(),
                rung: rung(definition),
            }
        })
        .collect();
    types.sort_by(|a, b| a.path.cmp(&b.path));
    types
}

fn rung(definition: &Definition) -> Rung {
    match &definition.shape {
        Shape::Opaque => Rung::Opaque,
        _ if !definition.residual.is_empty() => Rung::Checks,
        _ if definition.slots().into_iter().any(Ty::is_checked) => Rung::Checks,
        _ => Rung::Shape,
    }
}

fn dependencies(parts: &BTreeSet<&'static str>) -> Vec<Dependency> {
    let wanted: Vec<&str> = parts.iter().copied().collect();
    let dependency = |package: &Package| Dependency {
        name: package.name.to_owned(),
        version: package.version.to_owned(),
        features: package.features.iter().map(|&it| it.to_owned()).collect(),
    };
    runtime::packages(&wanted).map(dependency).collect()
}

fn ledger(sources: &Sources, lowered: &Lowered) -> Vec<LedgerEntry> {
    let entries = lowered.ledger.entries.iter().map(|entry| LedgerEntry {
        file: sources.file(entry.file).path.clone(),
        pointer: entry.pointer.clone(),
        keyword: entry.keyword.clone(),
        by: match entry.by {
            By::Annotation => Enforcement::Annotation,
            By::Type => Enforcement::Type,
            By::Check => Enforcement::Check,
            By::Unsupported => Enforcement::Unsupported,
        },
        why: entry.why.clone(),
    });
    entries.collect()
}
