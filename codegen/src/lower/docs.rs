//! What the documentation of an item says, as the schema says it; escaping is for later passes.

use super::Key;
use crate::resolve::{Annotations, SchemaId, Schemas};
use crate::source::Json;

/// The texts that annotate a schema.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<Json>,
    /// `examples`
    pub examples: Vec<Json>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `format`
    pub format: Option<String>,
}

impl Docs {
    /// What a schema itself says.
    #[must_use]
    pub(super) fn of_schema(schemas: &Schemas, id: SchemaId) -> Self {
        Self::from(&schemas.node(id).annotations)
    }

    /// What the members of a conjunction say; the first that says something counts.
    #[must_use]
    pub(super) fn of(schemas: &Schemas, key: &Key) -> Self {
        let mut docs = Self::of_schema(schemas, key.origin());
        for &id in &key.members {
            docs = docs.or(Self::of_schema(schemas, id));
        }
        docs
    }

    /// A plain text.
    #[must_use]
    pub(super) fn text(text: Option<&str>) -> Self {
        Self { description: text.map(str::to_owned), ..Self::default() }
    }

    /// Whether there is a text to read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.title.is_some() || self.description.is_some()
    }

    /// This, with the other's texts where this has none.
    #[must_use]
    pub(super) fn or(self, other: Self) -> Self {
        let texts = if self.has_text() {
            (self.title, self.description)
        } else {
            (other.title, other.description)
        };
        Self {
            title: texts.0,
            description: texts.1,
            default: self.default.or(other.default),
            examples: if self.examples.is_empty() { other.examples } else { self.examples },
            deprecated: self.deprecated || other.deprecated,
            read_only: self.read_only || other.read_only,
            write_only: self.write_only || other.write_only,
            format: self.format.or(other.format),
        }
    }
}

impl From<&Annotations> for Docs {
    fn from(annotations: &Annotations) -> Self {
        Self {
            title: annotations.title.clone(),
            description: annotations.description.clone(),
            default: annotations.default.clone(),
            examples: annotations.examples.clone(),
            deprecated: annotations.deprecated,
            read_only: annotations.read_only,
            write_only: annotations.write_only,
            format: annotations.format.clone(),
        }
    }
}
