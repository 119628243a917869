//! What was made of the input, and how each keyword of it is enforced.
//!
//! Input: what the passes learned. Output: a [`Report`], plain data, which `codegen inspect` prints
//! as JSON (a public contract: member names and their order stay) or as a table for people, and from
//! which the [`Summary`] is made that is committed for review.

mod collect;
mod summary;
mod table;
mod weaker;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use collect::run;
pub use summary::Summary;
pub use weaker::weaker;

/// What was made of the input.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Report {
    /// The schemas, in input order.
    pub schemas: Vec<SchemaEntry>,
    /// The types, by path.
    pub types: Vec<TypeEntry>,
    /// The crates that the tree needs beyond `std`, by name.
    pub dependencies: Vec<Dependency>,
    /// How each keyword at each pointer is enforced.
    pub ledger: Vec<LedgerEntry>,
    /// The roots and definitions, as `file#/pointer`, for which `roots` asks for no types. Nothing else is
    /// said of them. Only there if there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// An input.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct SchemaEntry {
    /// The path of the file, as printed.
    pub file: String,
    /// Its `$id` as written.
    pub id: Option<String>,
    /// Its `title`.
    pub title: Option<String>,
    /// The short name of its dialect.
    pub dialect: String,
    /// The path of the type made from its root, relative to the tree's root.
    #[serde(rename = "type")]
    pub type_path: Option<String>,
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct TypeEntry {
    /// Its path, relative to the tree's root.
    pub path: String,
    /// The file of its schema.
    pub file: String,
    /// The place of its schema in the file, as a JSON Pointer.
    pub pointer: Arc<str>,
    /// What it took to be exact.
    pub rung: Rung,
}

/// What it took to make a type exact, from the best to the last resort.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rung {
    /// The shape of the type enforces everything.
    Shape,
    /// The shape, and generated checks.
    Checks,
    /// The shape, and a validator on the buffered value.
    Validator,
    /// An opaque type: a JSON value guarded by a validator.
    Opaque,
}

/// A crate that the tree needs.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// The version to ask for.
    pub version: String,
    /// The features to ask for.
    pub features: Vec<String>,
}

/// How one keyword at one place is enforced.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct LedgerEntry {
    /// The file.
    pub file: String,
    /// The schema that the keyword stands in, as a JSON Pointer.
    pub pointer: Arc<str>,
    /// The keyword as written.
    pub keyword: String,
    /// How it is enforced.
    pub by: Enforcement,
    /// Why not in a better way; empty where there is none.
    pub why: String,
}

/// How a keyword is enforced, from the best to not at all.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Enforcement {
    /// By the Rust type itself.
    Type,
    /// By generated code on typed values.
    Check,
    /// By a validator on the JSON value.
    Validator,
    /// It asserts nothing.
    Annotation,
    /// Not at all.
    Unsupported,
}

impl Rung {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Shape, Self::Checks, Self::Validator, Self::Opaque];

    /// Its name in the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Checks => "checks",
            Self::Validator => "validator",
            Self::Opaque => "opaque",
        }
    }
}

impl Enforcement {
    /// All of them, the best first.
    pub const ALL: [Self; 5] =
        [Self::Type, Self::Check, Self::Validator, Self::Annotation, Self::Unsupported];

    /// Its name in the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Check => "check",
            Self::Validator => "validator",
            Self::Annotation => "annotation",
            Self::Unsupported => "unsupported",
        }
    }
}

impl LedgerEntry {
    /// Its place and keyword in a line: `file#/pointer keyword`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}#{} {}", self.file, self.pointer, self.keyword)
    }
}

impl Report {
    /// The report as one JSON object, for programs.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, lists and structs of them always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The summary that is committed for review.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }
}

/// The report as tables, for people.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        table::write(self, f)
    }
}

#[cfg(test)]
mod tests;
