//! Automata and programs as the text that generated code holds.
//!
//! The support code reads it: `letters.rs` the numbers and the classes, `pattern.rs` the rows.

use std::collections::BTreeMap;

use super::classes::Classes;
use super::dfa::{Dfa, Row};
use super::program::Program;

/// A table as text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Table(pub(crate) String);

impl Table {
    /// Writes a number, five bits a letter.
    pub(super) fn number(&mut self, number: usize) {
        const LETTERS: &[u8; 64] =
            b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
        let digits = (usize::BITS - number.leading_zeros()).max(1).div_ceil(5);
        for digit in (0..digits).rev() {
            let value = (number >> (5 * digit)) & 31;
            let value = if digit == 0 { value } else { value | 32 };
            self.0.push(char::from(LETTERS[value]));
        }
    }

    pub(super) fn classes(&mut self, classes: &Classes) {
        let mut bounds = classes.bounds().to_vec();
        if let Err(at) = bounds.binary_search_by_key(&0x80, |(from, _)| *from) {
            bounds.insert(at, (0x80, bounds[at - 1].1));
        }
        self.number(bounds.len());
        let mut before = 0;
        for (from, class) in &bounds {
            self.number((from - before) as usize);
            self.number(*class);
            before = *from;
        }
    }
}

/// The text of an automaton.
pub(super) fn automaton(dfa: &Dfa) -> Table {
    let names = names(dfa);
    let mut states: Vec<usize> = (0..dfa.rows.len()).filter(|it| names[*it] > 1).collect();
    states.sort_by_key(|it| names[*it]);
    let accepting = states.iter().find(|it| dfa.rows[**it].accepts);
    let columns = dfa.classes.count();
    let mut table = Table::default();
    table.classes(&dfa.classes);
    table.number(columns);
    table.number(names[0]);
    table.number(accepting.map_or(states.len() + 2, |it| names[*it]));
    for state in &states {
        row(&mut table, &dfa.rows[*state], &names);
    }
    table
}

/// The text of a program.
pub(super) fn program(program: &Program) -> Table {
    let (classes, members) = Classes::of(&program.sets);
    let words = classes.count().div_ceil(32);
    let mut table = Table::default();
    table.classes(&classes);
    table.number(words);
    table.number(members.len());
    for word in members.iter().flat_map(|it| it.chunks(32)) {
        table.number(word.iter().rev().fold(0, |bits, is| bits << 1 | usize::from(*is)));
    }
    program.code.iter().flatten().for_each(|it| table.number(*it));
    table
}

fn row(table: &mut Table, row: &Row, names: &[usize]) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    row.next.iter().for_each(|it| *counts.entry(names[*it]).or_default() += 1);
    let usual = counts.iter().max_by_key(|(name, count)| (**count, usize::MAX - **name));
    let usual = usual.map_or(0, |(name, _)| *name);
    let others = row.next.iter().enumerate().filter(|(_, next)| names[**next] != usual);
    let others: Vec<_> = others.map(|(class, next)| (class, names[*next])).collect();
    table.number(usual);
    table.number(others.len());
    for (class, name) in others {
        table.number(class);
        table.number(name);
    }
}

/// The numbers of states: 0 and 1 for those that refuse or accept whatever follows, then those in which
/// the text may not end, then those in which it may.
fn names(dfa: &Dfa) -> Vec<usize> {
    let mut names = vec![0; dfa.rows.len()];
    let mut next = 2;
    for accepts in [false, true] {
        for (state, row) in dfa.rows.iter().enumerate().filter(|(_, row)| row.accepts == accepts) {
            names[state] = if dfa.is_end(state) {
                usize::from(row.accepts)
            } else {
                next += 1;
                next - 1
            };
        }
    }
    names
}
