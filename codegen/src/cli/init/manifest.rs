//! `Cargo.toml`: what the crate has, and what it lacks.
//!
//! Input: its text. Output: the same text with dependencies that it lacks; nothing that stands there is
//! changed, neither a version nor a comment.

use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use crate::files::{Files, exists};
use crate::report::Dependency;

pub(super) const FILE: &str = "Cargo.toml";

/// The manifest of a crate.
#[derive(Clone)]
pub(super) struct Manifest {
    document: DocumentMut,
    is_changed: bool,
}

impl Manifest {
    /// The manifest of the crate in the working folder; none if there is no crate.
    pub(super) fn read(files: &dyn Files) -> Result<Option<Self>, String> {
        let path = Path::new(FILE);
        if !exists(files, path) {
            return Ok(None);
        }
        let bytes = files.read(path).map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&bytes);
        let document: DocumentMut = text.parse().map_err(|error| format!("{FILE}: {error}"))?;
        let manifest = Self { document, is_changed: false };
        Ok(manifest.document.contains_key("package").then_some(manifest))
    }

    /// Whether the crate names a build script of its own.
    pub(super) fn has_build_script(&self) -> bool {
        self.document.get("package").and_then(|it| it.get("build")).is_some()
    }

    /// Adds what generated code depends on; what was done, in lines.
    pub(super) fn depend(&mut self, dependencies: &[Dependency]) -> Vec<String> {
        dependencies.iter().map(|it| self.add("dependencies", &it.name, value(it))).collect()
    }

    /// Adds the generator to what the build script depends on; what was done.
    pub(super) fn build_depend(&mut self, generator: Value) -> Option<String> {
        Some(self.add("build-dependencies", env!("CARGO_PKG_NAME"), generator))
    }

    fn add(&mut self, table: &str, name: &str, value: Value) -> String {
        let text = value.to_string();
        let text = text.trim();
        let entry = self.document.entry(table).or_insert_with(|| Item::Table(Table::new()));
        match entry.as_table_like_mut() {
            Some(table_like) if !table_like.contains_key(name) => {
                table_like.insert(name, Item::Value(value));
                self.is_changed = true;
                format!("added `{name} = {text}` to `[{table}]` of {FILE}")
            }
            _ => format!("`{name}` is in {FILE} already; the code needs `{name} = {text}`"),
        }
    }

    /// The text, if it is another one.
    pub(super) fn changed(&self) -> Option<String> {
        self.is_changed.then(|| self.document.to_string())
    }
}

/// The dependency as it is written.
fn value(Dependency { version, features, .. }: &Dependency) -> Value {
    if features.is_empty() {
        return version.as_str().into();
    }
    let mut table = InlineTable::new();
    table.insert("version", version.as_str().into());
    table.insert("features", features.iter().map(String::as_str).collect::<Array>().into());
    table.into()
}
