//! Keeps types from growing beyond bounds: what is large goes behind a `Box`.
//!
//! Input: the slots of all definitions, where a `Box` breaks each cycle already. Output: the same with
//! more of them. A type that holds others by value is as large as all of them together, so types that
//! refer to each other in many ways would grow by a factor with each step, to megabytes that no stack
//! holds. Where a type is part of a cycle it goes behind a `Box` soon, since another `Box` on the way
//! round hardly matters; elsewhere only where it is huge. Aliases stay what they are called for.

use std::collections::HashSet;

use super::RustType;
use crate::lower::{DefId, Lowered, Shape};

/// How many bytes a type on a cycle may have in the place of another one.
const LARGE: u64 = 1 << 10;
/// How many bytes any type may have there.
const HUGE: u64 = 1 << 13;

/// Puts what is too large behind a `Box`.
pub(super) fn bound(lowered: &Lowered, slots: &mut [Vec<RustType>]) {
    let cyclic = cyclic(slots);
    let mut sizes = Sizes { lowered, cyclic, known: vec![None; slots.len()] };
    for index in 0..slots.len() {
        sizes.of(index, slots);
    }
}

struct Sizes<'l> {
    lowered: &'l Lowered,
    cyclic: HashSet<usize>,
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
            RustType::Box(_) => (slot, WORD),
            // The text and the parsed value.
            RustType::Format(_) => (slot, 14 * WORD),
            RustType::Value
            | RustType::Object
            | RustType::Number
            | RustType::Builtin(_)
            | RustType::Vec(_)
            | RustType::Map(_) => (slot, 4 * WORD),
        }
    }
}

/// The definitions that hold themselves, directly or through others, by value or by `Box`, and those
/// on a way from one cycle to another: what is left when those that hold nothing, and those that
/// nothing holds, are taken away until there are none.
fn cyclic(slots: &[Vec<RustType>]) -> HashSet<usize> {
    let held: Vec<Vec<usize>> = slots
        .iter()
        .map(|own| own.iter().filter_map(held_by).map(DefId::index).collect())
        .collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); slots.len()];
    for (holder, held) in held.iter().enumerate() {
        for &it in held {
            if let Some(holders) = holders.get_mut(it) {
                holders.push(holder);
            }
        }
    }
    let mut left: HashSet<usize> = (0..slots.len()).collect();
    trim(&mut left, &held, &holders);
    trim(&mut left, &holders, &held);
    left
}

/// Takes away what has nothing left in `next`, again and again.
fn trim(left: &mut HashSet<usize>, next: &[Vec<usize>], previous: &[Vec<usize>]) {
    let count = |own: &Vec<usize>| own.iter().filter(|it| left.contains(it)).count();
    let mut counts: Vec<usize> = next.iter().map(count).collect();
    let is_end = |(index, count): (usize, &usize)| (*count == 0).then_some(index);
    let mut ends: Vec<usize> = counts.iter().enumerate().filter_map(is_end).collect();
    while let Some(end) = ends.pop() {
        if !left.remove(&end) {
            continue;
        }
        for &index in previous.get(end).into_iter().flatten() {
            if let Some(count) = counts.get_mut(index) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ends.push(index);
                }
            }
        }
    }
}

/// The definition that a slot holds in its own place.
fn held_by(slot: &RustType) -> Option<DefId> {
    match slot {
        RustType::Def(id) => Some(*id),
        RustType::Option(inner) | RustType::Box(inner) => held_by(inner),
        RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Builtin(_)
        | RustType::Format(_)
        | RustType::Vec(_)
        | RustType::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn def(index: usize) -> RustType {
        RustType::Def(DefId::from_index(index))
    }

    #[test]
    fn cycles_are_found_through_boxes_and_not_through_lists() {
        let boxed = RustType::Box(Box::new(def(0)));
        let list = RustType::Vec(Box::new(def(3)));
        // 0 and 1 hold each other, 2 holds them, 3 holds lists of itself, 4 is held by them.
        let slots = [
            vec![def(1), def(4)],
            vec![RustType::Option(Box::new(boxed))],
            vec![def(0)],
            vec![list],
            vec![],
        ];
        let mut found: Vec<_> = cyclic(&slots).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [0, 1]);
    }
}
