//! Follows JSON Pointers through documents.
//!
//! Input: a place and the tokens of a pointer. Output: the place they lead to, the resource that it
//! belongs to, and whether the dialect has a schema there.

use std::sync::Arc;

use crate::source::{Json, Kind, pointer};

use super::carrier::{Carrier, Object, Step};
use super::dialect::{Meaning, Places};
use super::registry::{Form, Place, Registry};

/// What a value is, as far as the keywords above it tell.
#[derive(Clone, Copy)]
enum Position {
    /// A schema.
    Schema,
    /// The value of a keyword.
    Value(Meaning),
    /// An object of a document that holds schemas.
    Carrier(&'static Object),
    /// What consists of such objects.
    Carriers(&'static Object),
    /// Documents in one file.
    Documents,
    /// Anything else: an unknown keyword, an `enum` …
    Other,
}

impl Position {
    /// What a document among others is, or the root of a schema in one.
    fn of_document(json: &Json) -> Self {
        Carrier::of(json).map_or(Self::Schema, |(carrier, _)| Self::after(carrier.root))
    }

    /// What a value is that a step in a document leads to.
    fn after(step: Step) -> Self {
        match step {
            Step::Schema | Step::Whole => Self::Schema,
            Step::Definitions => Self::Value(Meaning::Definitions),
            Step::One(object) => Self::Carrier(object),
            Step::Documents => Self::Documents,
            Step::Members(object) | Step::Media(object) | Step::Elements(object) => {
                Self::Carriers(object)
            }
        }
    }
}

/// Where a pointer ends.
pub(super) struct Reached<'a> {
    pub(super) place: Place<'a>,
    /// Whether the dialect has a schema there, so that what is below it is in the registry.
    pub(super) known: bool,
}

/// A token that leads nowhere.
pub(super) struct Lost<'a> {
    /// The last place that exists.
    pub(super) place: Place<'a>,
    /// What it does not have.
    pub(super) token: String,
}

impl<'a> Registry<'a> {
    /// Follows a pointer from the root of a resource.
    pub(super) fn walk(
        &self,
        start: &Place<'a>,
        tokens: &[String],
    ) -> Result<Reached<'a>, Box<Lost<'a>>> {
        let mut position = match self.document(start.document).form {
            Form::Carrier(carrier) if start.pointer.is_empty() => Position::after(carrier.root),
            Form::Carrier(_) => Position::of_document(start.json),
            Form::Schema => Position::Schema,
        };
        let mut place = start.clone();
        let mut path = start.pointer.to_string();
        for token in tokens {
            let Some(json) = step(place.json, token) else {
                place.pointer = path.into();
                return Err(Box::new(Lost { place, token: token.clone() }));
            };
            let next = match position {
                Position::Documents => Position::of_document(json),
                _ => self.enter(position, &place, token),
            };
            let definition = matches!(position, Position::Value(Meaning::Definitions))
                && matches!(next, Position::Schema);
            pointer::push(&mut path, token);
            // The whole pointer is written at the end, since the way may be long.
            let pointer = Arc::clone(&start.pointer);
            place = Place { definition, ..self.child(&place, pointer, json) };
            position = next;
        }
        place.pointer = path.into();
        let is_schema = match position {
            Position::Schema => true,
            Position::Value(meaning) => match meaning.places() {
                Places::Value => true,
                Places::ValueOrElements => place.json.as_array().is_none(),
                Places::None | Places::Elements | Places::Members | Places::MembersOrNames => false,
            },
            Position::Carrier(_) | Position::Carriers(_) => false,
            Position::Documents | Position::Other => false,
        };
        Ok(Reached { place, known: is_schema })
    }

    /// What the child of a value is.
    fn enter(&self, position: Position, place: &Place<'a>, token: &str) -> Position {
        let keyword = || Position::Value(self.resource(place.resource).language.meaning(token));
        match position {
            Position::Schema => keyword(),
            Position::Value(meaning) => match meaning.places() {
                Places::None => Position::Other,
                Places::Value => keyword(),
                Places::ValueOrElements if place.json.as_array().is_none() => keyword(),
                Places::ValueOrElements
                | Places::Elements
                | Places::Members
                | Places::MembersOrNames => Position::Schema,
            },
            Position::Carrier(object) => {
                object.step(token).map_or(Position::Other, Position::after)
            }
            Position::Carriers(object) => Position::Carrier(object),
            Position::Documents | Position::Other => Position::Other,
        }
    }
}

/// The child of a value.
pub(super) fn step<'a>(json: &'a Json, token: &str) -> Option<&'a Json> {
    match &json.kind {
        Kind::Object(object) => object.get(token).map(|member| &member.value),
        Kind::Array(items) => items.get(token.parse::<usize>().ok()?),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => None,
    }
}
