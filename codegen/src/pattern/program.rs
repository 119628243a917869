//! Regular expressions as programs, for those that are too large for a table or are no automata.
//!
//! Input: a [`Node`]. Output: instructions that the support code runs, which says what each means
//! (`program.rs`). A program for threads takes time in proportion to the text; it exists where looks see
//! one character and nothing is referred back to, unless it is too large. A program for a search
//! always exists, and is in proportion to the expression.

use std::collections::HashMap;

use super::set::Set;
use super::syntax::Node;
use crate::limits;
use crate::runtime::program::{
    COUNT, ENDLESS, FORGET, JUMP, LOOK, LOOP, MATCH, NOTE, PEEK, ROUND, SPLIT, TAKE, TAKE_AGAIN,
    TAKE_MANY,
};

/// An instruction: what it does, and with what.
pub(super) type Instruction = Vec<usize>;

/// A program, which begins with its first instruction.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Program {
    pub(super) sets: Vec<Set>,
    pub(super) code: Vec<Instruction>,
}

/// The program that is run in many places at once, if there is one.
pub(super) fn threads(node: &Node) -> Option<Program> {
    let mut compiler = Compiler::default();
    compiler.follow(node)?;
    compiler.push(MATCH, &[]);
    Some(compiler.program)
}

/// The program that is run in one place after the other.
pub(super) fn search(node: &Node) -> Program {
    let mut compiler = Compiler::default();
    compiler.search(node, false);
    compiler.push(MATCH, &[]);
    compiler.program
}

#[derive(Default)]
struct Compiler {
    program: Program,
    sets: HashMap<Set, usize>,
    /// How many counts or loops there are.
    numbers: usize,
}

impl Compiler {
    fn push(&mut self, code: u32, operands: &[usize]) -> usize {
        let instruction = std::iter::once(code as usize).chain(operands.iter().copied()).collect();
        self.program.code.push(instruction);
        self.program.code.len() - 1
    }

    fn here(&self) -> usize {
        self.program.code.len()
    }

    /// Writes an operand that was not known before.
    fn set(&mut self, instruction: usize, operand: usize, value: usize) {
        self.program.code[instruction][operand] = value;
    }

    fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers - 1
    }

    fn set_index(&mut self, set: &Set) -> usize {
        let sets = &mut self.program.sets;
        *self.sets.entry(set.clone()).or_insert_with(|| {
            sets.push(set.clone());
            sets.len() - 1
        })
    }

    fn take(&mut self, set: &Set, backwards: bool) {
        let set = self.set_index(set);
        self.push(TAKE, &[set, usize::from(backwards)]);
    }

    /// A look at one character.
    fn peek(&mut self, set: &Set, behind: bool, negative: bool) {
        let set = self.set_index(set);
        self.push(PEEK, &[set, usize::from(behind), usize::from(negative)]);
    }

    fn choice(
        &mut self,
        nodes: &[Node],
        mut compile: impl FnMut(&mut Self, &Node) -> Option<()>,
    ) -> Option<()> {
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                compile(self, node)?;
                continue;
            }
            let split = self.push(SPLIT, &[0, 0]);
            self.set(split, 1, split + 1);
            compile(self, node)?;
            ends.push(self.push(JUMP, &[0]));
            let next = self.here();
            self.set(split, 2, next);
        }
        let end = self.here();
        ends.into_iter().for_each(|it| self.set(it, 1, end));
        Some(())
    }

    /// For threads.
    fn follow(&mut self, node: &Node) -> Option<()> {
        if self.here() > limits::PATTERN_CODE {
            return None;
        }
        match node {
            Node::Set(set) => self.take(set, false),
            Node::Sequence(nodes) => nodes.iter().try_for_each(|it| self.follow(it))?,
            Node::Choice(nodes) => self.choice(nodes, Self::follow)?,
            Node::Repeat { node, min, max, .. } => self.follow_repeated(node, *min, *max)?,
            Node::Look { node, behind, negative } => self.peek(node.as_set()?, *behind, *negative),
            Node::Group { node, .. } => self.follow(node)?,
            Node::Reference { .. } => return None,
        }
        Some(())
    }

    fn follow_repeated(&mut self, node: &Node, min: u32, max: Option<u32>) -> Option<()> {
        if let (Some(set), true) = (node.as_set(), min > 1 || max.is_some_and(|it| it > 1)) {
            let (set, number) = (self.set_index(set), self.number());
            let most = max.unwrap_or(ENDLESS);
            self.push(TAKE_MANY, &[set, min as usize, most as usize, number]);
            return Some(());
        }
        for _ in 0..min {
            self.follow(node)?;
        }
        let Some(max) = max else {
            let split = self.push(SPLIT, &[0, 0]);
            self.follow(node)?;
            self.push(JUMP, &[split]);
            self.set(split, 1, split + 1);
            let end = self.here();
            self.set(split, 2, end);
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(SPLIT, &[self.here() + 1, 0]));
            self.follow(node)?;
        }
        let end = self.here();
        splits.into_iter().for_each(|it| self.set(it, 2, end));
        Some(())
    }

    /// For a search.
    fn search(&mut self, node: &Node, backwards: bool) {
        match node {
            Node::Set(set) => self.take(set, backwards),
            Node::Sequence(nodes) if backwards => {
                nodes.iter().rev().for_each(|it| self.search(it, true));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|it| self.search(it, false)),
            Node::Choice(nodes) => {
                self.choice(nodes, |this, node| {
                    this.search(node, backwards);
                    Some(())
                });
            }
            Node::Repeat { node, min, max, lazy } => {
                self.search_repeated(node, backwards, [*min, max.unwrap_or(ENDLESS)], *lazy);
            }
            Node::Look { node, behind, negative } => self.look(node, *behind, *negative),
            Node::Group { node, index } => {
                let notes = [index * 2, index * 2 + 1];
                self.push(NOTE, &[notes[usize::from(backwards)]]);
                self.search(node, backwards);
                self.push(NOTE, &[notes[usize::from(!backwards)]]);
            }
            Node::Reference { groups, fold } => {
                // Of groups with the same name one has matched at most, and the others take nothing.
                for group in groups {
                    let flags = [usize::from(*fold), usize::from(backwards)];
                    self.push(TAKE_AGAIN, &[group * 2, flags[0], flags[1]]);
                }
            }
        }
    }

    fn look(&mut self, node: &Node, behind: bool, negative: bool) {
        if let Some(set) = node.as_set() {
            return self.peek(set, behind, negative);
        }
        let look = self.push(LOOK, &[0, usize::from(negative)]);
        self.search(node, behind);
        self.push(MATCH, &[]);
        let end = self.here();
        self.set(look, 1, end);
    }

    fn search_repeated(&mut self, node: &Node, backwards: bool, bounds: [u32; 2], lazy: bool) {
        let number = self.number();
        let [least, most] = bounds.map(|it| it as usize);
        self.push(LOOP, &[number]);
        let round = self.push(ROUND, &[number, least, most, usize::from(lazy)]);
        let past = self.push(JUMP, &[0]);
        self.push(COUNT, &[number]);
        if let (Some(first), Some(last)) = (node.groups().min(), node.groups().max()) {
            self.push(FORGET, &[first * 2, last * 2 + 2]);
        }
        self.search(node, backwards);
        self.push(JUMP, &[round]);
        let end = self.here();
        self.set(past, 1, end);
    }
}
