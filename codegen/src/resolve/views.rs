//! Views: what a schema says of documents that go one way.
//!
//! The pass [`views`](crate::views) makes them, nodes as others are; this is what is known of each beside
//! the node.

use std::collections::{BTreeMap, BTreeSet};

use super::{Annotations, SchemaId};

/// Which way a document goes, seen from those who use an API.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Direction {
    /// To the API.
    Request,
    /// From the API.
    Response,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Request, Self::Response];

    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Request => Self::Response,
            Self::Response => Self::Request,
        }
    }

    /// A document that goes this way.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }

    /// The keyword of the members that only go the other way.
    #[must_use]
    pub const fn left_out_by(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }

    /// Whether a schema says that its values only go the other way.
    #[must_use]
    pub const fn is_left_out(self, annotations: &Annotations) -> bool {
        match self {
            Self::Request => annotations.read_only,
            Self::Response => annotations.write_only,
        }
    }
}

/// What is known of a view.
#[derive(Clone, Debug)]
pub struct View {
    /// The schema that it is a view of.
    pub of: SchemaId,
    /// Which way its documents go.
    pub direction: Direction,
    /// The members of the schema's `properties` that it leaves out.
    pub left_out: Vec<String>,
}

/// A schema that has views.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// What has the name of the schema: a view of it, or the schema itself.
    pub main: SchemaId,
    /// The view for the other direction, if both are there.
    pub other: Option<(Direction, SchemaId)>,
}

/// All views.
#[derive(Clone, Debug, Default)]
pub struct Views {
    views: BTreeMap<SchemaId, View>,
    named: BTreeMap<SchemaId, Named>,
    others: BTreeSet<SchemaId>,
}

impl Views {
    pub(crate) fn new(views: BTreeMap<SchemaId, View>, named: BTreeMap<SchemaId, Named>) -> Self {
        let others = named.values().filter_map(|it| it.other).map(|(_, id)| id).collect();
        Self { views, named, others }
    }

    /// What is known of a schema that is a view.
    #[must_use]
    pub fn of(&self, id: SchemaId) -> Option<&View> {
        self.views.get(&id)
    }

    /// The schema that this one is, or is a view of.
    #[must_use]
    pub fn original(&self, id: SchemaId) -> SchemaId {
        self.of(id).map_or(id, |it| it.of)
    }

    /// What has the name of a schema.
    #[must_use]
    pub fn main(&self, id: SchemaId) -> SchemaId {
        self.named.get(&id).map_or(id, |it| it.main)
    }

    /// What has the name that a schema is called by: of a view for the other direction, what has its name
    /// without the word.
    #[must_use]
    pub fn called(&self, id: SchemaId) -> SchemaId {
        if self.is_other(id) { self.main(self.original(id)) } else { id }
    }

    /// Whether it has the name of its schema with a word for the direction.
    #[must_use]
    pub fn is_other(&self, id: SchemaId) -> bool {
        self.others.contains(&id)
    }

    /// The schemas with views for both directions: what has the name, and the other one.
    pub fn pairs(&self) -> impl Iterator<Item = (SchemaId, Direction, SchemaId)> {
        self.named.values().filter_map(|it| {
            let (direction, other) = it.other?;
            Some((it.main, direction, other))
        })
    }
}
