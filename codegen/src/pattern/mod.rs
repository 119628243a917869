//! Regular expressions, from the text of a schema to a decision.
//!
//! Input: the text of a `pattern`, in the language of ECMA 262 or near to it. Output: a [`Pattern`],
//! which says which texts it matches, shows some, is compared with others, and knows how generated code
//! decides the same.
//!
//! Reading goes from the text to its syntax, to an automaton in many states, to one in a single state,
//! to a table. Whatever ECMA 262 can say without referring back to what a group matched is a
//! regular language, looks ahead and behind included, so it has such a table, unless that is too
//! large. Then generated code follows all possibilities at once, or is told by several tables; only what
//! refers back or looks around in a loop is left to a search with a bound. All work is bounded by
//! [`limits`]; a question that this leaves open is answered by [`Answer::Unknown`].

mod classes;
mod determinise;
mod dfa;
mod nfa;
mod parse;
mod part;
mod print;
mod product;
mod program;
mod rewrite;
mod sample;
mod set;
mod syntax;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use crate::limits;

pub(crate) use part::Way;
pub(crate) use product::Answer;
pub(crate) use rewrite::{Reading, read};

use parse::Mode;
use part::Part;
use product::Wanted;
use syntax::Node;

/// A regular expression.
#[derive(Debug)]
pub(crate) struct Pattern {
    node: Node,
    parts: OnceLock<Vec<Part>>,
}

impl Pattern {
    /// The regular expression that [`read`] gave.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let node = parse::parse(source, Mode::Unicode)
            .or_else(|error| parse::parse(source, Mode::Legacy).map_err(|_| error))?;
        Ok(Self { node, parts: OnceLock::new() })
    }

    /// What must match a text, or must not.
    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| part::parts(&self.node))
    }

    /// Whether it matches somewhere in a text. What takes too long to say is no match.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.parts().iter().all(|it| it.matches(text) == it.wanted)
    }

    /// How generated code decides: by each of these, which must match, or must not.
    pub(crate) fn ways(&self) -> impl Iterator<Item = (&Way, bool)> {
        self.parts().iter().map(|it| (&it.way, it.wanted))
    }

    /// Whether generated code may have to give up on a text.
    pub(crate) fn is_hard(&self) -> bool {
        let is_easy = self.node.is_plain() && self.node.size() <= limits::PATTERN_CODE;
        !is_easy && self.ways().any(|(way, _)| matches!(way, Way::Search(_)))
    }

    /// Whether it matches every text.
    pub(crate) fn is_void(&self) -> bool {
        // Few get as far as to need an automaton.
        self.node.may_be_empty()
            && ["", "\n"].iter().all(|it| self.matches(it))
            && find(&[], &[self], 0..=u64::MAX) == Answer::None
    }

    /// Some texts that it matches and some that it just does not, short ones first.
    pub(crate) fn samples(&self) -> Vec<String> {
        self.wanted().map_or_else(|| sample::guesses(&self.node), |it| sample::texts(&it))
    }

    /// The automata of all parts, if each has one.
    fn wanted(&self) -> Option<Vec<Wanted<'_>>> {
        self.parts().iter().map(|it| Some((it.dfa.as_ref()?, it.wanted))).collect()
    }
}

/// Looks for a text that all of some patterns match and none of others, of such a length in characters.
pub(crate) fn find(
    all_of: &[&Pattern],
    none_of: &[&Pattern],
    lengths: RangeInclusive<u64>,
) -> Answer {
    let Some(wanted) = all_of.iter().map(|it| it.wanted()).collect::<Option<Vec<_>>>() else {
        return Answer::Unknown;
    };
    let mut ways = vec![wanted.concat()];
    for pattern in none_of {
        let Some(parts) = pattern.wanted() else { return Answer::Unknown };
        // It does not match as soon as one of its parts is not as wanted.
        let mut failing = Vec::new();
        for way in &ways {
            failing.extend(parts.iter().map(|&(dfa, is)| [way.as_slice(), &[(dfa, !is)]].concat()));
        }
        ways = failing;
        if ways.len() > limits::PATTERN_WAYS {
            return Answer::Unknown;
        }
    }
    let mut answer = Answer::None;
    for way in ways {
        match product::search(&way, lengths.clone()) {
            Answer::None => {}
            Answer::Unknown => answer = Answer::Unknown,
            Answer::Text(text) => return Answer::Text(text),
        }
    }
    answer
}
