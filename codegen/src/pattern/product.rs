//! Several automata at once: texts that some accept and others do not.
//!
//! Bounded: beyond the bound nothing is known.

use std::collections::{HashMap, VecDeque};
use std::ops::RangeInclusive;

use super::classes::Classes;
use super::dfa::Dfa;
use crate::limits;

/// Whether there is a text of a kind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    /// There is this one, as short as any.
    Text(String),
    /// There is none.
    None,
    /// It would take too long to say. Whoever asks does as if there were one, and cannot show it.
    Unknown,
}

/// An automaton, and whether a text is wanted that it accepts, or one that it does not.
pub(super) type Wanted<'a> = (&'a Dfa, bool);

/// A state of all automata, and the length up to which it matters.
type Place = (Vec<usize>, u64);

struct Search<'a> {
    parts: &'a [Wanted<'a>],
    lengths: RangeInclusive<u64>,
    places: Vec<Place>,
    known: HashMap<Place, usize>,
    /// Where each place was come from, and by which character.
    from: Vec<Option<(usize, char)>>,
}

/// Looks for a text of such a length, in characters, that all automata judge as is wanted.
pub(super) fn search(parts: &[Wanted<'_>], lengths: RangeInclusive<u64>) -> Answer {
    let mut search =
        Search { parts, lengths, places: Vec::new(), known: HashMap::new(), from: Vec::new() };
    search.enter((vec![0; parts.len()], 0), None);
    search.run()
}

impl Search<'_> {
    fn run(&mut self) -> Answer {
        let classes: Vec<&Classes> = self.parts.iter().map(|(dfa, _)| &dfa.classes).collect();
        let letters = Classes::combined(&classes);
        let mut pending = VecDeque::from_iter(0..self.places.len());
        while let Some(index) = pending.pop_front() {
            if self.is_found(index) {
                return Answer::Text(self.text(index));
            }
            for (letter, columns) in &letters {
                let Some(next) = self.step(index, columns) else { continue };
                let count = self.places.len();
                self.enter(next, Some((index, *letter)));
                pending.extend(count..self.places.len());
            }
            if self.places.len() > limits::PATTERN_PRODUCT {
                return Answer::Unknown;
            }
        }
        Answer::None
    }

    fn enter(&mut self, place: Place, from: Option<(usize, char)>) {
        let count = self.places.len();
        if !self.is_hopeless(&place) && *self.known.entry(place.clone()).or_insert(count) == count {
            self.places.push(place);
            self.from.push(from);
        }
    }

    /// Whether an automaton cannot come to the wanted verdict any more.
    fn is_hopeless(&self, (states, _): &Place) -> bool {
        let is_lost = |((dfa, wanted), state): (&Wanted<'_>, &usize)| {
            dfa.rows[*state].accepts != *wanted && dfa.is_end(*state)
        };
        self.parts.iter().zip(states).any(is_lost)
    }

    fn is_found(&self, index: usize) -> bool {
        let (states, length) = &self.places[index];
        let is_so =
            |((dfa, wanted), state): (&Wanted<'_>, &usize)| dfa.rows[*state].accepts == *wanted;
        *length >= *self.lengths.start() && self.parts.iter().zip(states).all(is_so)
    }

    fn step(&self, index: usize, columns: &[usize]) -> Option<Place> {
        let (states, length) = &self.places[index];
        let (least, most) = (*self.lengths.start(), *self.lengths.end());
        let length = match most {
            u64::MAX => (length + 1).min(least),
            most if *length == most => return None,
            _ => length + 1,
        };
        let next = self.parts.iter().zip(states).zip(columns);
        Some((
            next.map(|(((dfa, _), state), column)| dfa.rows[*state].next[*column]).collect(),
            length,
        ))
    }

    fn text(&self, mut index: usize) -> String {
        let mut letters = Vec::new();
        while let Some((before, letter)) = self.from[index] {
            letters.push(letter);
            index = before;
        }
        letters.into_iter().rev().collect()
    }
}
