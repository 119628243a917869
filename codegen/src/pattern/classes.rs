//! A partition of all characters into classes that no set of a pattern tells apart.
//!
//! So automata have as many columns as there are classes, however many characters there are.

use std::collections::{BTreeMap, HashMap};

use super::set::{LAST, Set};

/// The classes, by the first code point of each range of one class.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Classes {
    bounds: Vec<(u32, usize)>,
    count: usize,
}

impl Classes {
    /// The coarsest partition that tells these sets apart, and for each set whether it holds a class.
    pub(super) fn of(sets: &[Set]) -> (Self, Vec<Vec<bool>>) {
        let mut changes: BTreeMap<u32, Vec<usize>> = BTreeMap::from([(0, Vec::new())]);
        for (index, set) in sets.iter().enumerate() {
            for &(first, last) in set.ranges() {
                changes.entry(first).or_default().push(index);
                if last < LAST {
                    changes.entry(last + 1).or_default().push(index);
                }
            }
        }
        let mut known: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut members: Vec<Vec<bool>> = vec![Vec::new(); sets.len()];
        let mut bounds = Vec::new();
        let mut inside = vec![false; sets.len()];
        for (from, changed) in changes {
            for index in changed {
                inside[index] = !inside[index];
            }
            let next = known.len();
            let class = *known.entry(inside.clone()).or_insert(next);
            if class == next {
                members.iter_mut().zip(&inside).for_each(|(member, is)| member.push(*is));
            }
            bounds.push((from, class));
        }
        (Self { bounds, count: known.len() }, members)
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn bounds(&self) -> &[(u32, usize)] {
        &self.bounds
    }

    pub(super) fn class_of(&self, character: char) -> usize {
        let after = self.bounds.partition_point(|(from, _)| *from <= u32::from(character));
        self.bounds.get(after.wrapping_sub(1)).map_or(0, |(_, class)| *class)
    }

    /// The partition in which classes with the same new number are one.
    pub(super) fn renamed(&self, names: &[usize]) -> Self {
        let mut bounds: Vec<(u32, usize)> = Vec::new();
        for (from, class) in &self.bounds {
            let class = names[*class];
            if bounds.last().is_none_or(|(_, before)| *before != class) {
                bounds.push((*from, class));
            }
        }
        let count = names.iter().max().map_or(0, |it| it + 1);
        Self { bounds, count }
    }

    /// A character for each combination of classes that some character has in several partitions,
    /// the one that reads best.
    pub(super) fn combined(all: &[&Self]) -> Vec<(char, Vec<usize>)> {
        let mut starts: Vec<u32> =
            all.iter().flat_map(|it| it.bounds.iter().map(|(from, _)| *from)).collect();
        starts.extend(PLEASANT.chars().map(u32::from));
        starts.push(0xE000);
        starts.sort_unstable();
        starts.dedup();
        let mut best: BTreeMap<Vec<usize>, char> = BTreeMap::new();
        for character in starts.into_iter().filter_map(char::from_u32) {
            let classes = all.iter().map(|it| it.class_of(character)).collect();
            let held = best.entry(classes).or_insert(character);
            if rank(character) < rank(*held) {
                *held = character;
            }
        }
        let mut all: Vec<_> = best.into_iter().map(|(classes, it)| (it, classes)).collect();
        all.sort_by_key(|(it, _)| rank(*it));
        all
    }
}

/// Characters that read well, the best first.
const PLEASANT: &str = "a0AbcxyzBCXYZ123456789defghijklmnopqrstuvwDEFGHIJKLMNOPQRSTUVW-_. \
                        /:@,;+=#!$%&'()*<>?[]^`{|}~\"\\éßαж中😀";

fn rank(character: char) -> (usize, bool, char) {
    let place = PLEASANT.chars().position(|it| it == character).unwrap_or(usize::MAX);
    (place, character.is_control(), character)
}
