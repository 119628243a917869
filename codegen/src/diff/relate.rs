//! What is known of the sets of two schemas.
//!
//! Input: two schemas. Output: a [`Relation`]. Each inclusion is tried in turn by a structural proof,
//! by a search for a document that refutes it, and, for schemas of moderate size, by the canonical
//! form of the `jsonschema` crate. All of that is bounded by counts and never by time, so that the
//! answer is the same on every machine.

use super::emit;
use super::include::included;
use super::verdict::{Proof, Relation, Verdict};
use super::world::World;
use crate::resolve::SchemaId;
use crate::sample::Sampler;

/// What is known of an old and a new schema.
pub(super) fn relate(world: &World, old: SchemaId, new: SchemaId) -> Relation {
    let old_in_new = inclusion(world, old, new);
    let new_in_old = inclusion(world, new, old);
    let new_in_open = match new_in_old {
        Proof::Yes => Verdict::Ok,
        Proof::No(_) | Proof::Unknown => openness(world, old, new),
    };
    Relation { old_in_new, new_in_old, new_in_open }
}

/// How many steps into a document are taken.
const DEPTH: usize = 4;

/// The shortest document that `a` accepts and `b` refuses, among those that are tried.
fn witness(world: &World, a: SchemaId, b: SchemaId) -> Option<String> {
    let tight = |id| world.tight(id).unwrap_or(id);
    let sampler = Sampler::new(&world.schemas, &tight, usize::MAX);
    let refutes = |it: &_| sampler.accepts(a, it) && !sampler.accepts(b, it);
    sampler.shortest(&[a, b], DEPTH, refutes)
}

fn inclusion(world: &World, a: SchemaId, b: SchemaId) -> Proof {
    if included(world, a, b) {
        return Proof::Yes;
    }
    match witness(world, a, b) {
        Some(document) => Proof::No(Some(document)),
        None if canonical(world, a, b) => Proof::Yes,
        None => Proof::Unknown,
    }
}

/// Whether tolerant readers of the old schema read what the new one accepts: all of them, or none.
fn openness(world: &World, old: SchemaId, new: SchemaId) -> Verdict {
    let [narrow, tolerant] = world.open(old);
    if included(world, new, narrow) {
        Verdict::Ok
    } else if witness(world, new, tolerant).is_some() {
        Verdict::Breaks
    } else if witness(world, new, narrow).is_none() && canonical(world, new, narrow) {
        Verdict::Ok
    } else {
        Verdict::Unknown
    }
}

/// Whether the canonical form proves an inclusion.
#[cfg(feature = "cli")]
fn canonical(world: &World, a: SchemaId, b: SchemaId) -> bool {
    use jsonschema::canonical::Satisfiability;

    /// How many schemas a document may hold.
    const MOST: usize = 40;
    let canonical = |id| {
        let document = emit::document(world, id, MOST)?;
        jsonschema::canonicalize(&document).ok()
    };
    let (Some(a), Some(b)) = (canonical(a), canonical(b)) else { return false };
    a.subtract(&b).is_ok_and(|rest| rest.satisfiability() == Satisfiability::No)
}

#[cfg(not(feature = "cli"))]
fn canonical(_: &World, _: SchemaId, _: SchemaId) -> bool {
    false
}
