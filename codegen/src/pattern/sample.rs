//! Texts that a regular expression matches, and some that it just does not.

use std::collections::{HashSet, VecDeque};

use super::classes::Classes;
use super::dfa::Dfa;
use super::product::{self, Answer, Wanted};
use super::syntax::Node;
use crate::limits;

/// Texts that take each way through the automata, and such that leave it; at most a few.
pub(super) fn texts(parts: &[Wanted<'_>]) -> Vec<String> {
    let mut texts = match parts {
        [(dfa, true)] => Walk::new(dfa).texts(),
        _ => match product::search(parts, 0..=u64::MAX) {
            Answer::Text(text) => vec![text],
            Answer::None | Answer::Unknown => Vec::new(),
        },
    };
    texts.sort_by_key(String::len);
    texts
}

/// The shortest ways through an automaton.
struct Walk<'d> {
    dfa: &'d Dfa,
    letters: Vec<(char, Vec<usize>)>,
    /// A shortest text that leads to each state.
    to: Vec<Option<String>>,
    /// A shortest text that leads from each state to one that accepts.
    on: Vec<Option<String>>,
}

impl<'d> Walk<'d> {
    fn new(dfa: &'d Dfa) -> Self {
        let letters = Classes::combined(&[&dfa.classes]);
        let mut walk = Self { dfa, letters, to: Vec::new(), on: Vec::new() };
        walk.to = walk.ways_to();
        walk.on = walk.ways_on();
        walk
    }

    fn ways_to(&self) -> Vec<Option<String>> {
        let mut to = vec![None; self.dfa.rows.len()];
        to[0] = Some(String::new());
        let mut pending = VecDeque::from([0]);
        while let Some(state) = pending.pop_front() {
            let text = to[state].clone().unwrap_or_default();
            for (letter, columns) in &self.letters {
                let next = self.dfa.rows[state].next[columns[0]];
                if to[next].is_none() {
                    to[next] = Some(format!("{text}{letter}"));
                    pending.push_back(next);
                }
            }
        }
        to
    }

    fn ways_on(&self) -> Vec<Option<String>> {
        let mut before: Vec<Vec<(usize, char)>> = vec![Vec::new(); self.dfa.rows.len()];
        for (state, row) in self.dfa.rows.iter().enumerate() {
            for (letter, columns) in &self.letters {
                before[row.next[columns[0]]].push((state, *letter));
            }
        }
        let accepts = |state: usize| self.dfa.rows[state].accepts.then(String::new);
        let mut on: Vec<_> = (0..before.len()).map(accepts).collect();
        let mut pending: VecDeque<_> = (0..before.len()).filter(|it| on[*it].is_some()).collect();
        while let Some(state) = pending.pop_front() {
            let text = on[state].clone().unwrap_or_default();
            for (from, letter) in &before[state] {
                if on[*from].is_none() {
                    on[*from] = Some(format!("{letter}{text}"));
                    pending.push_back(*from);
                }
            }
        }
        on
    }

    /// For each step from a state by a class a text that takes it, as far as some are wanted.
    fn texts(&self) -> Vec<String> {
        let (mut matching, mut failing) = (Vec::new(), Vec::new());
        let shortest = self.on[0].clone();
        let mut seen: HashSet<String> = shortest.iter().cloned().collect();
        for (state, to) in self.to.iter().enumerate() {
            let Some(to) = to else { continue };
            let mut has_failed = false;
            for (letter, columns) in &self.letters {
                let next = self.dfa.rows[state].next[columns[0]];
                let (list, on) = match &self.on[next] {
                    Some(on) => (&mut matching, on.as_str()),
                    None if has_failed => continue,
                    None => (&mut failing, ""),
                };
                has_failed |= self.on[next].is_none();
                let text = format!("{to}{letter}{on}");
                if list.len() < limits::PATTERN_TEXTS && seen.insert(text.clone()) {
                    list.push(text);
                }
            }
        }
        shortest.into_iter().chain(matching).chain(failing).collect()
    }
}

/// Texts that may match where there is no automaton: with few repetitions and with more.
pub(super) fn guesses(node: &Node) -> Vec<String> {
    let mut texts = Vec::new();
    for choice in 0..3 {
        let mut guess = Guess { choice, groups: Vec::new(), text: String::new() };
        if guess.add(node).is_some() {
            texts.push(guess.text);
        }
    }
    texts.dedup();
    texts
}

struct Guess {
    /// Which alternative is taken, and how often is repeated.
    choice: usize,
    /// What groups matched, by their indexes.
    groups: Vec<(usize, String)>,
    text: String,
}

impl Guess {
    fn add(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Set(set) => {
                let (classes, members) = Classes::of(std::slice::from_ref(set));
                let letters = Classes::combined(&[&classes]);
                let (letter, _) = letters.iter().find(|(_, columns)| members[0][columns[0]])?;
                self.text.push(*letter);
            }
            Node::Sequence(nodes) => nodes.iter().try_for_each(|it| self.add(it))?,
            Node::Choice(nodes) => self.add(&nodes[self.choice % nodes.len()])?,
            Node::Repeat { node, min, max, .. } => {
                let more = (*min).max(1).saturating_add(1).min(max.unwrap_or(u32::MAX));
                for _ in 0..(if self.choice == 0 { *min } else { more }) {
                    let before = self.text.len();
                    self.add(node)?;
                    if self.text.len() == before {
                        break;
                    }
                }
            }
            Node::Look { .. } => {}
            Node::Group { node, index } => {
                let from = self.text.len();
                self.add(node)?;
                let group = self.text.get(from..).unwrap_or_default().to_owned();
                self.groups.push((*index, group));
            }
            Node::Reference { groups, .. } => {
                let known = self.groups.iter().rev().find(|(index, _)| groups.contains(index));
                let group = known.map(|(_, text)| text.clone()).unwrap_or_default();
                self.text.push_str(&group);
            }
        }
        (self.text.len() <= limits::PATTERN_TEXT_LENGTH).then_some(())
    }
}
