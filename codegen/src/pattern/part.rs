//! How a regular expression is decided: by one part, or by several that must all be as wanted.
//!
//! The least that can be is chosen: a table; all possibilities at once; both of these for what
//! looks ahead at the begin of the text apart from the rest; a search, which always can be.

use super::dfa::Dfa;
use super::print::{self, Table};
use super::program;
use super::syntax::Node;
use super::{determinise, nfa};
use crate::limits;
use crate::runtime::program::read_program;
use crate::runtime::{hard_pattern, long_pattern};

/// How a part is decided.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// By an automaton.
    Automaton(Table),
    /// By a program that follows all possibilities at once.
    Threads(Table),
    /// By a program that tries one possibility after the other, and may give up.
    Search(Table),
}

/// What a text must match, or must not.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) wanted: bool,
    pub(super) way: Way,
    /// The automaton, if there is one, even if it is too large to be printed.
    pub(super) dfa: Option<Dfa>,
    /// The program as it is run, if that is the way.
    program: Vec<u32>,
}

/// The parts of a regular expression.
pub(super) fn parts(node: &Node) -> Vec<Part> {
    if let Some(whole) = Part::linear(node, true) {
        return vec![whole];
    }
    let apart = looks_apart(node);
    let parts = apart.iter().map(|(node, wanted)| Part::linear(node, *wanted));
    match parts.collect::<Option<Vec<_>>>() {
        Some(parts) if !parts.is_empty() => parts,
        _ => vec![Part::new(Way::Search(print::program(&program::search(node))), true, None)],
    }
}

impl Part {
    fn new(way: Way, wanted: bool, dfa: Option<Dfa>) -> Self {
        let program = match &way {
            Way::Automaton(_) => Vec::new(),
            Way::Threads(table) | Way::Search(table) => read_program(&table.0),
        };
        Self { wanted, way, dfa, program }
    }

    /// A part that takes time in proportion to the text.
    fn linear(node: &Node, wanted: bool) -> Option<Self> {
        let dfa = nfa::compile(node).and_then(|nfa| determinise::run(&nfa));
        let small = dfa.as_ref().filter(|it| it.entries() <= limits::PATTERN_TABLE);
        let way = match small {
            Some(dfa) => Way::Automaton(print::automaton(dfa)),
            None => Way::Threads(print::program(&program::threads(node)?)),
        };
        Some(Self::new(way, wanted, dfa))
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        match (&self.way, &self.dfa) {
            (Way::Automaton(_), None) => false,
            (Way::Automaton(_), Some(dfa)) => dfa.matches(text),
            (Way::Threads(_), _) => long_pattern::follow(&self.program, text),
            (Way::Search(_), _) => hard_pattern::search(&self.program, text) == Some(true),
        }
    }
}

/// What looks ahead at the begin of the text, and the rest: `^(?=a)(?!b)c` ⇒ `^a`, not `^b`, `^c`.
fn looks_apart(node: &Node) -> Vec<(Node, bool)> {
    let Node::Sequence(nodes) = node else { return Vec::new() };
    let begin = Node::edge(true);
    let is_look = |it: &&Node| matches!(it, Node::Look { .. });
    let looks = nodes.iter().take_while(is_look).count();
    let (looks, rest) = nodes.split_at(looks);
    if !looks.contains(&begin) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut kept = vec![begin.clone()];
    for look in looks {
        match look {
            Node::Look { node, behind: false, negative } => {
                parts.push((Node::Sequence(vec![begin.clone(), (**node).clone()]), !negative));
            }
            _ => kept.push(look.clone()),
        }
    }
    kept.extend(rest.iter().cloned());
    parts.push((Node::Sequence(kept), true));
    parts
}
