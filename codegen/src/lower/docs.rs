//! What the documentation of an item says: the annotations of its schemas, the first that says
//! something first. Escaping is for later passes.

use super::Conjunction;
use crate::resolve::{Annotations, SchemaId, Schemas};

impl Annotations {
    /// What a schema itself says.
    #[must_use]
    pub(super) fn of_schema(schemas: &Schemas, id: SchemaId) -> Self {
        (*schemas.node(id).annotations).clone()
    }

    /// What the members of a conjunction say; the first that says something counts.
    #[must_use]
    pub(super) fn of(schemas: &Schemas, key: &Conjunction) -> Self {
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
    pub(super) fn has_text(&self) -> bool {
        self.title.is_some() || self.description.is_some()
    }

    /// This, with the other's texts where this has none.
    #[must_use]
    pub(super) fn or(self, other: Self) -> Self {
        let (title, description) = if self.has_text() {
            (self.title, self.description)
        } else {
            (other.title, other.description)
        };
        Self {
            title,
            description,
            default: self.default.or(other.default),
            examples: if self.examples.is_empty() { other.examples } else { self.examples },
            deprecated: self.deprecated || other.deprecated,
            read_only: self.read_only || other.read_only,
            write_only: self.write_only || other.write_only,
            format: self.format.or(other.format),
            ..Self::default()
        }
    }
}
