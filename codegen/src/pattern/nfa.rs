//! Regular expressions as automata that may be in several states at once.
//!
//! Input: a [`Node`]. Output: states that lead to states. Acceptance means that a match was found, so
//! whatever follows is accepted too. Looks behind are automata of their own that start at each
//! character. What refers back to a group is no automaton; nor is here what looks ahead while it looks
//! behind.

use std::collections::HashMap;

use super::set::Set;
use super::syntax::Node;
use crate::limits;

/// A state, and where it leads.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Takes a character of a set, by its index.
    Set { set: usize, next: usize },
    /// Goes on in all of these.
    Split(Vec<usize>),
    /// Goes on if the automaton that starts there accepts what follows, or if not.
    Ahead { start: usize, negative: bool, next: usize },
    /// Goes on if the look behind of the index holds here, or if not.
    Behind { index: usize, negative: bool, next: usize },
    /// A match was found.
    Accept,
}

/// An automaton.
#[derive(Clone, Debug, Default)]
pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) sets: Vec<Set>,
    pub(super) start: usize,
    /// Where each look behind starts. One may need those before it.
    pub(super) behinds: Vec<usize>,
}

struct Compiler {
    nfa: Nfa,
    sets: HashMap<Set, usize>,
    behinds: HashMap<Node, usize>,
    is_behind: bool,
}

/// Makes the automaton, unless it would be too large or cannot be one.
pub(super) fn compile(node: &Node) -> Option<Nfa> {
    if node.size() > limits::PATTERN_STATES {
        return None;
    }
    let mut compiler = Compiler {
        nfa: Nfa::default(),
        sets: HashMap::new(),
        behinds: HashMap::new(),
        is_behind: false,
    };
    let accept = compiler.push(State::Accept);
    compiler.nfa.start = compiler.node(node, accept)?;
    Some(compiler.nfa)
}

impl Compiler {
    fn push(&mut self, state: State) -> usize {
        self.nfa.states.push(state);
        self.nfa.states.len() - 1
    }

    /// The state that matches the node and then goes on in another one.
    fn node(&mut self, node: &Node, next: usize) -> Option<usize> {
        match node {
            Node::Set(set) => {
                let set = self.set(set);
                Some(self.push(State::Set { set, next }))
            }
            Node::Sequence(nodes) => {
                nodes.iter().rev().try_fold(next, |next, it| self.node(it, next))
            }
            Node::Choice(nodes) => {
                let arms = nodes.iter().map(|it| self.node(it, next)).collect::<Option<_>>()?;
                Some(self.push(State::Split(arms)))
            }
            Node::Repeat { node, min, max, .. } => self.repeat(node, *min, *max, next),
            Node::Look { node, behind: true, negative } => self.behind(node, *negative, next),
            Node::Look { node, behind: false, negative } => self.ahead(node, *negative, next),
            Node::Group { node, .. } => self.node(node, next),
            Node::Reference { .. } => None,
        }
    }

    fn set(&mut self, set: &Set) -> usize {
        let (sets, len) = (&mut self.nfa.sets, self.sets.len());
        *self.sets.entry(set.clone()).or_insert_with(|| {
            sets.push(set.clone());
            len
        })
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, next: usize) -> Option<usize> {
        let mut start = next;
        match max {
            None => {
                start = self.push(State::Split(vec![next]));
                let body = self.node(node, start)?;
                if let State::Split(arms) = &mut self.nfa.states[start] {
                    arms.push(body);
                }
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.node(node, start)?;
                    start = self.push(State::Split(vec![next, body]));
                }
            }
        }
        (0..min).try_fold(start, |next, _| self.node(node, next))
    }

    fn ahead(&mut self, node: &Node, negative: bool, next: usize) -> Option<usize> {
        if self.is_behind {
            return None;
        }
        let accept = self.push(State::Accept);
        let start = self.node(node, accept)?;
        Some(self.push(State::Ahead { start, negative, next }))
    }

    fn behind(&mut self, node: &Node, negative: bool, next: usize) -> Option<usize> {
        let index = match self.behinds.get(node) {
            Some(index) => *index,
            None => {
                let outer = std::mem::replace(&mut self.is_behind, true);
                let accept = self.push(State::Accept);
                let start = self.node(node, accept)?;
                self.is_behind = outer;
                self.nfa.behinds.push(start);
                self.behinds.insert(node.clone(), self.nfa.behinds.len() - 1);
                self.nfa.behinds.len() - 1
            }
        };
        Some(self.push(State::Behind { index, negative, next }))
    }
}
