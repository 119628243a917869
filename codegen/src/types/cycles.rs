//! Which definitions may hold themselves. What is but another name for one is that one.

use std::collections::HashSet;

use crate::lower::{DefId, Lowered, Ty};

/// The definitions that hold themselves in their own place, directly or through others, and those on
/// a way from one cycle to another: what is left when those that hold nothing, and those that nothing
/// holds, are taken away until there are none.
pub(super) fn cyclic(lowered: &Lowered) -> HashSet<usize> {
    let held = lowered.definitions.iter().map(|definition| {
        let held = definition.slots().into_iter().filter_map(held_by);
        held.map(|id| lowered.target(id).index()).collect()
    });
    untrimmed(&held.collect::<Vec<_>>())
}

fn untrimmed(held: &[Vec<usize>]) -> HashSet<usize> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); held.len()];
    for (holder, held) in held.iter().enumerate() {
        for &it in held {
            if let Some(holders) = holders.get_mut(it) {
                holders.push(holder);
            }
        }
    }
    let mut left: HashSet<usize> = (0..held.len()).collect();
    trim(&mut left, held, &holders);
    trim(&mut left, &holders, held);
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

/// The definition that a slot holds in its own place; what is in a list or a map is elsewhere.
fn held_by(ty: &Ty) -> Option<DefId> {
    match ty {
        Ty::Def(id) => Some(*id),
        Ty::Nullable(inner) | Ty::Array(inner, _) | Ty::Checked(inner, _) => held_by(inner),
        Ty::Any
        | Ty::Object
        | Ty::Number
        | Ty::Null
        | Ty::Bool
        | Ty::Float
        | Ty::Integer(_)
        | Ty::String
        | Ty::Format(_)
        | Ty::Vec(_)
        | Ty::Map(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_through_options_and_not_through_lists() {
        let def = |index| Ty::Def(DefId::from_index(index));
        assert_eq!(held_by(&Ty::Nullable(Box::new(def(3)))), Some(DefId::from_index(3)));
        assert_eq!(held_by(&Ty::Vec(Box::new(def(3)))), None);
        // 0 and 1 hold each other, 2 holds them, 3 is held by them, 4 holds itself.
        let mut found: Vec<_> =
            untrimmed(&[vec![1, 3], vec![0], vec![0], vec![], vec![4]]).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [0, 1, 4]);
    }
}
