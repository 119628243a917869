//! Keeps types from growing beyond bounds: what is large goes behind a `Box`.
//!
//! Input: the slots of all definitions, where a `Box` breaks each cycle already. Output: the same with
//! more of them. A type that holds others by value is as large as all of them together, so types that
//! refer to each other in many ways would grow by a factor with each step, to megabytes that no stack
//! holds. Where a type is part of a cycle it goes behind a `Box` soon, since another `Box` on the way
//! round hardly matters; elsewhere only where it is huge. Aliases stay what they are called for.

use std::collections::HashSet;

use super::RustType;
use crate::lower::{Lowered, Shape};

/// How many bytes a type on a cycle may have in the place of another one.
const LARGE: u64 = 1 << 10;
/// How many bytes any type may have there.
const HUGE: u64 = 1 << 13;

/// Puts what is too large behind a `Box`; some definitions are cyclic.
pub(super) fn bound(lowered: &Lowered, cyclic: &HashSet<usize>, slots: &mut [Vec<RustType>]) {
    let mut sizes = Sizes { lowered, cyclic, known: vec![None; slots.len()] };
    for index in 0..slots.len() {
        sizes.of(index, slots);
    }
}

struct Sizes<'l> {
    lowered: &'l Lowered,
    cyclic: &'l HashSet<usize>,
    known: Vec<Option<u64>>,
}

impl Sizes<'_> {
    /// The size of a definition, whose slots are bounded first.
    fn of(&mut self, index: usize, slots: &mut [Vec<RustType>]) -> u64 {
        if let Some(size) = self.known.get(index).copied().flatten() {
            return size;
        }
        let Some(own) = slots.get_mut(index).map(std::mem::take) else { return 0 };
        let shape = self.lowered.definitions.get(index).map(|it| &it.shape);
        let is_alias = matches!(shape, Some(Shape::Alias(_)));
        let is_union = matches!(shape, Some(Shape::Union(_)));
        let mut size = 0_u64;
        let bounded = own.into_iter().map(|slot| {
            let (slot, bytes) = self.slot(slot, is_alias, slots);
            size = if is_union { size.max(bytes) } else { size.saturating_add(bytes) };
            slot
        });
        let bounded: Vec<_> = bounded.collect();
        if let (Some(own), Some(known)) = (slots.get_mut(index), self.known.get_mut(index)) {
            *own = bounded;
            *known = Some(size);
        }
        size
    }

    /// A slot as it is to be, and how many bytes it takes.
    fn slot(
        &mut self,
        slot: RustType,
        is_alias: bool,
        slots: &mut [Vec<RustType>],
    ) -> (RustType, u64) {
        const WORD: u64 = 8;
        match slot {
            RustType::Def(id) => {
                let size = self.of(id.index(), slots);
                let most = if self.cyclic.contains(&id.index()) { LARGE } else { HUGE };
                match size > most && !is_alias {
                    true => (RustType::Box(Box::new(slot)), WORD),
                    false => (slot, size),
                }
            }
            RustType::Option(inner) => {
                let (inner, size) = self.slot(*inner, is_alias, slots);
                (RustType::Option(Box::new(inner)), size.saturating_add(WORD))
            }
            RustType::Array(inner, length) => {
                let (inner, size) = self.slot(*inner, is_alias, slots);
                let size = size.saturating_mul(length as u64);
                let array = RustType::Array(Box::new(inner), length);
                match size > LARGE && !is_alias {
                    true => (RustType::Box(Box::new(array)), WORD),
                    false => (array, size),
                }
            }
            RustType::Box(_) | RustType::Link(_) => (slot, WORD),
            // The text and the parsed value.
            RustType::Format(_) => (slot, 14 * WORD),
            RustType::Value
            | RustType::Object
            | RustType::Number
            | RustType::Builtin(_)
            | RustType::Vec(_)
            | RustType::Map(..) => (slot, 4 * WORD),
        }
    }
}
