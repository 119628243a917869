//! What there is to generate from, and a type to begin with.
//!
//! Input: the working folder; what was made of its schemas. Output: the folders and files that hold
//! schemas; the type that documents most likely are read as.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use crate::files::{FileKind, Files};
use crate::pipeline::Outcome;
use crate::report::TypeEntry;
use crate::resolve::TypeSet;
use crate::source::ignored::Ignored;
use crate::source::{self, Input, Sources};

/// Folders that hold schemas by their names.
const NAMES: [&str; 6] =
    ["schemas", "schema", "json-schemas", "json-schema", "jsonschema", "openapi"];

/// Folders that hold files of other kinds, however much these look like schemas.
const OTHERS: [&str; 5] = ["src", "target", "tests", "examples", "node_modules"];

/// What a file has in it that is a schema or a document with schemas.
const SIGNS: [&str; 16] = [
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "definitions",
    "properties",
    "patternProperties",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "openapi",
    "swagger",
    "asyncapi",
    "openrpc",
];

/// The folders and files of the working folder that hold schemas.
pub(super) fn schemas(files: &dyn Files) -> Result<Vec<PathBuf>, String> {
    let named = NAMES.iter().map(PathBuf::from);
    let mut found: Vec<_> = named.filter(|it| holds_schemas(files, it)).take(1).collect();
    if found.is_empty() {
        let entries = files.entries(Path::new("")).map_err(|error| error.to_string())?;
        let here = files.canonical(Path::new("")).map_err(|error| error.to_string())?;
        let rules = Ignored::below(files, &here);
        let is_ignored = |it: &PathBuf| {
            let kind = files.kind(it).ok().flatten();
            rules.as_ref().zip(kind).is_some_and(|(rules, kind)| rules.has(&here.join(it), kind))
        };
        let is_meant = |it: &PathBuf| is_candidate(it) && !is_ignored(it);
        found = entries.into_iter().filter(|it| is_meant(it) && holds_schemas(files, it)).collect();
    }
    if found.is_empty() { Err("there are no schemas here".to_owned()) } else { Ok(found) }
}

fn is_candidate(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !OTHERS.contains(&&*name)
}

/// Whether a path is a file with a schema, or a folder that one stands in.
fn holds_schemas(files: &dyn Files, path: &Path) -> bool {
    match files.kind(path) {
        Ok(Some(FileKind::File)) => is_schema(files, path),
        Ok(Some(FileKind::Folder)) => {
            let found = source::find_all(files, &[Input::new(path)]);
            found.iter().any(|it| is_schema(files, &it.disk_path))
        }
        Ok(Some(FileKind::Other) | None) | Err(_) => false,
    }
}

fn is_schema(files: &dyn Files, path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    if !matches!(ending, "json" | "yaml" | "yml") {
        return false;
    }
    let text = files.read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    SIGNS.iter().any(|sign| values_of(&text, sign).next().is_some())
        || values_of(&text, "type").any(|it| TypeSet::named(it).is_some())
}

/// The scalars at the members of a name, and something for other values: anywhere in JSON, at the root
/// in YAML.
fn values_of<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let quoted = format!("\"{name}\"");
    let ends: Vec<_> = text.match_indices(&quoted).map(|(at, it)| &text[at + it.len()..]).collect();
    let in_json = ends.into_iter().filter_map(|rest| rest.trim_start().strip_prefix(':'));
    let lines = text.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let lines: Vec<_> = lines.collect();
    in_json.chain(lines).map(|value| {
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        value.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default()
    })
}

/// The type to read a document as: of the whole files, or else of the components, or else of the
/// definitions, the likeliest.
pub(super) fn document(outcome: &Outcome) -> Option<String> {
    let types = &outcome.generated.as_ref()?.report.types;
    let by_rank = |rank: fn(&TypeEntry) -> bool| {
        let found = types.iter().filter(|it| rank(it));
        // The first of the best.
        let best = found.min_by_key(|it| Reverse(is_likely(&outcome.sources, it)));
        best.map(|it| it.path.clone())
    };
    by_rank(|it| it.pointer.is_empty())
        .or_else(|| by_rank(is_component))
        .or_else(|| by_rank(|_| true))
}

/// Whether a type is of a component of an OpenAPI document, and not of a part of one.
fn is_component(entry: &TypeEntry) -> bool {
    entry.pointer.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/'))
}

/// How likely a schema is that of whole documents: no other one refers to it, and it refers to many.
fn is_likely(sources: &Sources, entry: &TypeEntry) -> (bool, usize) {
    let own = sources.files.iter().find(|it| it.path == entry.file && entry.pointer.is_empty());
    let references = own.map_or(0, |it| it.text.matches("$ref").count());
    (!is_referred_to(sources, entry), references)
}

/// Whether a text refers to the schema, as far as can be seen without resolving anything.
fn is_referred_to(sources: &Sources, entry: &TypeEntry) -> bool {
    let name = entry.file.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    sources.files.iter().any(|file| {
        let references = file.text.split("$ref").skip(1).filter_map(|it| it.lines().next());
        let mut is_it = references.map(|it| {
            if entry.pointer.is_empty() {
                file.path != entry.file && it.contains(stem)
            } else {
                it.split(['"', '\'']).any(|it| it.ends_with(&*entry.pointer))
            }
        });
        is_it.any(|it| it)
    })
}
