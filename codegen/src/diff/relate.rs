//! The proof of last resort: the canonical form of the `jsonschema` crate.
//!
//! Input: two schemas of moderate size. Output: whether that crate proves that one accepts nothing that
//! the other does not. It is bounded by the number of schemas and never by time, so that the answer is
//! the same on every machine.

#[cfg(feature = "cli")]
use super::emit;
use super::versions::Versions;
#[cfg(feature = "cli")]
use crate::limits::SCHEMAS_OF_A_CANONICAL_FORM;
use crate::resolve::SchemaId;

/// Whether the canonical form proves an inclusion.
#[cfg(feature = "cli")]
pub(super) fn canonical(versions: &Versions, a: SchemaId, b: SchemaId) -> bool {
    use jsonschema::canonical::Satisfiability;

    let canonical = |id| {
        let document = emit::document(versions, id, SCHEMAS_OF_A_CANONICAL_FORM)?;
        jsonschema::canonicalize(&document).ok()
    };
    let (Some(a), Some(b)) = (canonical(a), canonical(b)) else { return false };
    a.subtract(&b).is_ok_and(|rest| rest.satisfiability() == Satisfiability::No)
}

#[cfg(not(feature = "cli"))]
pub(super) fn canonical(_: &Versions, _: SchemaId, _: SchemaId) -> bool {
    false
}
