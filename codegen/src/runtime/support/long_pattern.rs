//! Regular expressions that are too large for a table: all that may match is followed at once, so that
//! the time is in proportion to the text and to the expression.

use std::collections::VecDeque;

use super::letters::{Table, class_of};
use super::matches::Matches;
use super::program::{ENDLESS, JUMP, MATCH, PEEK, Program, SPLIT, TAKE, TAKE_MANY, read_program};

/// A regular expression.
pub struct LongPattern {
    source: &'static str,
    table: Table,
}

impl LongPattern {
    /// The regular expression of this text, which is this program.
    pub const fn new(source: &'static str, program: &'static str) -> Self {
        Self { source, table: Table::new(program, read_program) }
    }
}

impl Matches for LongPattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        follow(self.table.numbers(), text)
    }
}

/// Whether a program matches somewhere in a text.
pub fn follow(table: &[u32], text: &str) -> bool {
    let program = Program::new(table);
    let threads = Threads {
        program,
        seen: vec![0; program.len()],
        taking: Vec::new(),
        counts: Vec::new(),
        counting: Vec::new(),
    };
    threads.run(text)
}

/// All places at which a program may be.
struct Threads<'t> {
    program: Program<'t>,
    /// Before which character each instruction was come to last, counted from one.
    seen: Vec<usize>,
    /// The instructions that take a character now.
    taking: Vec<usize>,
    /// For each instruction that takes many, since which character it does, the longest first.
    counts: Vec<VecDeque<usize>>,
    /// Where these instructions are, if they have begun.
    counting: Vec<usize>,
}

impl Threads<'_> {
    fn run(mut self, text: &str) -> bool {
        let mut entered = Vec::new();
        let mut before = None;
        for (place, character) in text.chars().map(Some).chain(Some(None)).enumerate() {
            let next = character.map(|character| class_of(self.program.table, character));
            // A match may begin anywhere.
            entered.push(0);
            if self.enter(&mut entered, place, before, next) {
                return true;
            }
            if let Some(class) = next {
                self.take(&mut entered, place, class);
            }
            before = next;
        }
        false
    }

    /// Goes from these instructions to those that take a character; whether the match is complete.
    fn enter(
        &mut self,
        entered: &mut Vec<usize>,
        place: usize,
        before: Option<usize>,
        next: Option<usize>,
    ) -> bool {
        while let Some(index) = entered.pop() {
            if std::mem::replace(&mut self.seen[index], place + 1) == place + 1 {
                continue;
            }
            let [code, a, b, c, d] = self.program.at(index);
            match code {
                MATCH => return true,
                TAKE => self.taking.push(index),
                SPLIT => entered.extend([a as usize, b as usize]),
                JUMP => entered.push(a as usize),
                PEEK => {
                    let class = if b == 1 { before } else { next };
                    if class.is_some_and(|class| self.program.has(a, class)) == (c == 0) {
                        entered.push(index + 1);
                    }
                }
                TAKE_MANY => {
                    if b == 0 {
                        entered.push(index + 1);
                    }
                    self.begin_count(index, d as usize, c, place);
                }
                _ => {}
            }
        }
        false
    }

    fn begin_count(&mut self, index: usize, number: usize, most: u32, place: usize) {
        while self.counts.len() <= number {
            self.counts.push(VecDeque::new());
        }
        let counts = &mut self.counts[number];
        if counts.is_empty() {
            self.counting.push(index);
        }
        // Without a maximum, nothing is allowed to the others that is not to the longest.
        if counts.is_empty() || most != ENDLESS {
            counts.push_back(place);
        }
    }

    /// Takes a character of a class, and leaves the instructions that are next.
    fn take(&mut self, entered: &mut Vec<usize>, place: usize, class: usize) {
        let program = self.program;
        for index in self.taking.drain(..) {
            if program.has(program.at(index)[1], class) {
                entered.push(index + 1);
            }
        }
        let counts = &mut self.counts;
        self.counting.retain(|&index| {
            let [_, set, least, most, number] = program.at(index);
            let counts = &mut counts[number as usize];
            if !program.has(set, class) {
                counts.clear();
            }
            let length = |since: &usize| place + 1 - since;
            while counts.front().is_some_and(|since| length(since) > most as usize) {
                counts.pop_front();
            }
            if counts.front().is_some_and(|since| length(since) >= least as usize) {
                entered.push(index + 1);
            }
            !counts.is_empty()
        });
    }
}
