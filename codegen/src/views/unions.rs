//! Alternatives of which required members are left out.
//!
//! Input: the views that were made, and which required members each has lost. Output: the same, where
//! `oneOf` is `anyOf` if its arms lost different members: what told them apart may be gone, and a
//! document that is of one arm would be refused for matching another one, too. Where a `discriminator`
//! tells the arms it still does.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::marks::{Member, in_place, union};
use super::{Made, id_of};
use crate::resolve::{Keyword, KeywordSet, Role, Schema, SchemaId, Schemas, Written};
use crate::source::pointer;

/// Runs over all views.
pub(super) fn run(schemas: &Schemas, made: &mut Vec<Made>) {
    let first = schemas.nodes.len();
    let losses = Losses { schemas, made, known: RefCell::default() };
    let is_relaxed = |schema: &Schema| {
        let mut arms = schema.one_of.iter().map(|it| losses.of(*it));
        let one = arms.next();
        schema.annotations.discriminator.is_none() && arms.any(|it| Some(it) != one)
    };
    let relaxed: Vec<_> = (0..made.len())
        .filter(|it| made.get(*it).is_some_and(|it| is_relaxed(&it.schema)))
        .collect();
    for index in relaxed {
        let next = id_of(first + made.len());
        let Some(Made { schema, .. }) = made.get_mut(index) else { continue };
        if let Some(part) = relax(schema, next) {
            made.push(Made { schema: part, ..Made::default() });
        }
    }
}

/// The required members that are lost.
struct Losses<'l> {
    schemas: &'l Schemas,
    made: &'l [Made],
    /// What is found out.
    known: RefCell<HashMap<SchemaId, Rc<[Member]>>>,
}

impl Losses<'_> {
    /// Those that a schema has lost, itself or by what applies to the same instance.
    fn of(&self, id: SchemaId) -> Rc<[Member]> {
        let index = (id.0 as usize).checked_sub(self.schemas.nodes.len());
        let Some(view) = index.and_then(|it| self.made.get(it)) else { return Rc::default() };
        if let Some(known) = self.known.borrow().get(&id) {
            return Rc::clone(known);
        }
        let own = view.lost.clone();
        let all: Rc<[Member]> =
            in_place(&view.schema).fold(own, |lost, it| union(&lost, &self.of(it))).into();
        self.known.borrow_mut().insert(id, Rc::clone(&all));
        all
    }
}

/// Makes an `anyOf` of the `oneOf`; the schema of it by this id, where there is an `anyOf` already.
fn relax(schema: &mut Schema, id: SchemaId) -> Option<Schema> {
    let arms = std::mem::take(&mut schema.one_of);
    if schema.any_of.is_empty() {
        schema.any_of = arms;
        replace(schema, Keyword::AnyOf);
        return None;
    }
    replace(schema, Keyword::AllOf);
    schema.all_of.push(id);
    let role = Role::Asserts(KeywordSet::of(Keyword::AnyOf));
    let written = Written { name: "oneOf".to_owned(), span: schema.span, role };
    Some(Schema {
        file: schema.file,
        pointer: pointer::child(&schema.pointer, "oneOf").into(),
        span: schema.span,
        keywords: vec![written],
        any_of: arms,
        contains_evaluates: schema.contains_evaluates,
        ..Schema::default()
    })
}

/// Says that what stands as `oneOf` asserts another keyword.
fn replace(schema: &mut Schema, by: Keyword) {
    for written in &mut schema.keywords {
        if let Role::Asserts(set) = &mut written.role
            && set.contains(Keyword::OneOf)
        {
            set.remove(Keyword::OneOf);
            set.insert(by);
        }
    }
}
