//! Types that nest too deep for the compiler.
//!
//! rustc follows types through all that they hold, boxes and lists included, and gives up at its
//! recursion limit, 128. Input: the definitions. Output: those to make opaque so that no chain of
//! types is longer than it can follow. What is opaque is checked as a whole, so that nothing is
//! accepted or lost for it.

use super::{DefId, Definition, Ty};

/// The longest chain of types; what stands between two definitions, such as `Option`, counts too.
const LONGEST: usize = 80;

/// A definition whose types are being followed.
struct Visit<'a> {
    index: usize,
    rest: Vec<&'a Ty>,
    /// The longest chain below it so far.
    height: usize,
}

/// The definitions to cut chains at, from the inside out.
pub(super) fn too_deep(definitions: &[Definition]) -> Vec<DefId> {
    let mut cuts = Vec::new();
    let mut heights: Vec<Option<usize>> = vec![None; definitions.len()];
    for start in 0..definitions.len() {
        let mut stack = Vec::new();
        enter(definitions, start, &mut heights, &mut stack);
        while let Some(visit) = stack.last_mut() {
            if let Some(ty) = visit.rest.pop() {
                let (between, inner) = unwrap(ty);
                let known = inner.map_or(Some(0), |id| heights[id.index()]);
                match (known, inner) {
                    (Some(below), _) => visit.height = visit.height.max(between + below),
                    (None, Some(id)) => {
                        visit.rest.push(ty);
                        enter(definitions, id.index(), &mut heights, &mut stack);
                    }
                    (None, None) => {}
                }
            } else if let Some(Visit { index, height, .. }) = stack.pop() {
                let is_cut = height >= LONGEST;
                if is_cut {
                    cuts.push(DefId::new(index));
                }
                heights[index] = Some(if is_cut { 0 } else { height });
            }
        }
    }
    cuts
}

/// Begins to follow a definition, unless it was followed before. While it is followed it counts as
/// nothing: what leads back to it ends there.
fn enter<'a>(
    definitions: &'a [Definition],
    index: usize,
    heights: &mut [Option<usize>],
    stack: &mut Vec<Visit<'a>>,
) {
    if heights[index].is_none() {
        heights[index] = Some(0);
        stack.push(Visit { index, rest: definitions[index].slots(), height: 0 });
    }
}

/// How many types stand round the definition that a type names, if it names one.
fn unwrap(ty: &Ty) -> (usize, Option<DefId>) {
    match ty {
        Ty::Def(id) => (2, Some(*id)),
        Ty::Nullable(inner) | Ty::Vec(inner) | Ty::Map(inner) => {
            let (between, id) = unwrap(inner);
            (between + 1, id)
        }
        Ty::Any
        | Ty::Null
        | Ty::Bool
        | Ty::Integer(_)
        | Ty::Number
        | Ty::Float
        | Ty::String
        | Ty::Format(_)
        | Ty::Object => (1, None),
    }
}
