//! Members that are always there and always the same: a struct has no field for them.
//!
//! Input: all definitions. Output: the same, with the required members of one plain value among the
//! [`Fixed`] members of their structs, and without the enums of one value that nothing but such members
//! was made for. What such a member demands is still enforced, by the struct.

use std::collections::HashSet;

use super::ir::{Fixed, Literal, keep_only};
use super::{DefId, Definition, Field, Presence, Shape, Struct, Ty};
use crate::ident::{self, Scope};

/// Runs the pass.
pub(super) fn run(definitions: &mut Vec<Definition>, roots: &mut [Option<DefId>]) {
    let mut replaced = HashSet::new();
    for index in 0..definitions.len() {
        let Shape::Struct(it) = &definitions[index].shape else { continue };
        let values: Vec<_> = it.fields.iter().map(|it| value_of(definitions, it)).collect();
        if values.iter().all(Option::is_none) {
            continue;
        }
        if let Shape::Struct(it) = &mut definitions[index].shape {
            replaced.extend(fix(it, values));
        }
    }
    drop_unused(definitions, roots, &replaced);
}

/// The one value that a member always has.
fn value_of(definitions: &[Definition], field: &Field) -> Option<Literal> {
    (field.presence == Presence::Required).then(|| only_value(definitions, &field.ty))?
}

fn only_value(definitions: &[Definition], ty: &Ty) -> Option<Literal> {
    let Ty::Def(id) = ty else { return (*ty == Ty::Null).then_some(Literal::Null) };
    let definition = definitions.get(id.index())?;
    match &definition.shape {
        Shape::Constants(values) if !definition.open => match values.as_slice() {
            [only] => Literal::of(&only.value),
            _ => None,
        },
        Shape::Alias(ty) => only_value(definitions, ty),
        Shape::Constants(_)
        | Shape::Newtype(_)
        | Shape::Struct(_)
        | Shape::Union(_)
        | Shape::Tuple(_)
        | Shape::Never
        | Shape::Opaque
        | Shape::Own(_) => None,
    }
}

/// Takes the fields of one value out, and returns what their types were.
fn fix(it: &mut Struct, values: Vec<Option<Literal>>) -> Vec<DefId> {
    let mut scope = Scope::default();
    let mut types = Vec::new();
    let fields = std::mem::take(&mut it.fields);
    for (field, value) in fields.into_iter().zip(values) {
        let Some(value) = value else {
            it.fields.push(field);
            continue;
        };
        if let Ty::Def(id) = field.ty {
            types.push(id);
        }
        let ident = scope.take_like(&ident::shouty(&field.member));
        let Field { member, origin, docs, secret, .. } = field;
        it.fixed.push(Fixed { member, ident, origin, value, docs, secret });
    }
    types
}

/// Drops the types of fields that are gone, unless they have a name of their own or another use.
fn drop_unused(
    definitions: &mut Vec<Definition>,
    roots: &mut [Option<DefId>],
    replaced: &HashSet<DefId>,
) {
    let slots = definitions.iter().flat_map(Definition::slots);
    let used: HashSet<_> = slots.flat_map(Ty::all_named).collect();
    let is_root = |id: DefId| roots.contains(&Some(id));
    let stays = |(index, it): (usize, &Definition)| {
        let id = DefId::from_index(index);
        !replaced.contains(&id) || it.depth == 0 || used.contains(&id) || is_root(id)
    };
    let stays: Vec<_> = definitions.iter().enumerate().map(stays).collect();
    keep_only(definitions, roots, &stays);
}
