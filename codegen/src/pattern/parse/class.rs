//! Classes: `[a-z\d]`.

use super::super::set::Set;
use super::super::syntax::Node;
use super::{Parsed, Parser, fail};

/// What stands in a class.
enum Atom {
    CodePoint(u32),
    Set(Set),
}

impl Atom {
    fn into_set(self) -> Set {
        match self {
            Self::CodePoint(code_point) => Set::of(code_point),
            Self::Set(set) => set,
        }
    }
}

impl Parser {
    /// What follows a `[`.
    pub(super) fn class(&mut self) -> Parsed<Node> {
        let negated = self.eat("^");
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        while !self.eat("]") {
            let first = self.class_atom()?;
            let is_range = self.peek() == Some('-') && self.text.get(self.at + 1) != Some(&']');
            if !is_range {
                ranges.extend(first.into_set().ranges());
                continue;
            }
            self.at += 1;
            let last = self.class_atom()?;
            ranges.extend(self.range(first, last)?.ranges());
        }
        let set = Set::new(ranges);
        let set = if self.flags.ignore_case { set.folded() } else { set };
        Ok(Node::Set(if negated { set.negated() } else { set }))
    }

    fn range(&self, first: Atom, last: Atom) -> Parsed<Set> {
        match (first, last) {
            (Atom::CodePoint(first), Atom::CodePoint(last)) if first <= last => {
                Ok(Set::new(vec![(first, last)]))
            }
            (Atom::CodePoint(_), Atom::CodePoint(_)) => fail("a range ends before it begins"),
            _ if self.is_unicode() => fail("a class begins or ends a range"),
            // Then the hyphen is one.
            (first, last) => Ok(first.into_set().union(&last.into_set()).union(&Set::of(0x2D))),
        }
    }

    fn class_atom(&mut self) -> Parsed<Atom> {
        let Some(first) = self.next() else { return fail("a class is not closed") };
        if first != '\\' {
            return Ok(Atom::CodePoint(u32::from(first)));
        }
        match self.escaped_set()? {
            Some(set) => Ok(Atom::Set(set)),
            None => Ok(Atom::CodePoint(self.escaped_code_point(true)?)),
        }
    }
}
