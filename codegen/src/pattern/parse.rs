//! Reads regular expressions of ECMA 262 (section 22.2), with the flag `u` or without (annex B.1.2).
//!
//! Input: a text. Output: a [`Node`], or why there is none. Either way a character is a code point,
//! and a pair of escapes of surrogates is one.

mod class;
mod escape;
mod scan;

use super::set::Set;
use super::syntax::Node;
use crate::limits::PATTERN_DEPTH;
use scan::Groups;

pub(super) type Parsed<T> = Result<T, String>;

/// Which rules are followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    /// With the flag `u`.
    Unicode,
    /// Without, where nearly everything means something.
    Legacy,
}

/// The flags in force, which groups change: `(?i:…)`.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    ignore_case: bool,
    multiline: bool,
    dot_all: bool,
}

struct Parser {
    text: Vec<char>,
    at: usize,
    mode: Mode,
    groups: Groups,
    flags: Flags,
    /// How many groups have begun.
    opened: usize,
    depth: usize,
}

/// Reads a whole regular expression.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn parse(text: &str, mode: Mode) -> Parsed<Node> {
    let text: Vec<char> = text.chars().collect();
    let groups = scan::groups(&text)?;
    let mut parser =
        Parser { text, at: 0, mode, groups, flags: Flags::default(), opened: 0, depth: 0 };
    let node = parser.choice()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => fail("a `)` closes nothing"),
    }
}

fn fail<T>(message: impl Into<String>) -> Parsed<T> {
    Err(message.into())
}

impl Parser {
    fn is_unicode(&self) -> bool {
        self.mode == Mode::Unicode
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_next = token.chars().enumerate().all(|(index, it)| rest.get(index) == Some(&it));
        if is_next {
            self.at += token.chars().count();
        }
        is_next
    }

    fn choice(&mut self) -> Parsed<Node> {
        if self.depth == PATTERN_DEPTH {
            return fail(format!("groups stand more than {PATTERN_DEPTH} deep in each other"));
        }
        self.depth += 1;
        let mut nodes = vec![self.sequence()?];
        while self.eat("|") {
            nodes.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Choice(nodes) })
    }

    fn sequence(&mut self) -> Parsed<Node> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|it| it != '|' && it != ')') {
            nodes.push(self.term()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) })
    }

    /// An atom with its quantifier, if it has one.
    fn term(&mut self) -> Parsed<Node> {
        let may_repeat = self.may_repeat();
        let node = self.atom()?;
        let Some((min, max)) = self.quantifier()? else { return Ok(node) };
        if !may_repeat {
            return fail("what is repeated takes no character");
        }
        let lazy = self.eat("?");
        // Nothing, however often, is nothing.
        if node.is_nothing() {
            return Ok(node);
        }
        Ok(Node::Repeat { node: Box::new(node), min, max, lazy })
    }

    /// Whether what comes now may be repeated: an assertion may not, but for a look ahead without the
    /// flag `u`, for what that is worth.
    fn may_repeat(&self) -> bool {
        match self.text.get(self.at..).unwrap_or_default() {
            ['^' | '$', ..] | ['\\', 'b' | 'B', ..] | ['(', '?', '<', '=' | '!', ..] => false,
            ['(', '?', '=' | '!', ..] => !self.is_unicode(),
            _ => true,
        }
    }

    fn quantifier(&mut self) -> Parsed<Option<(u32, Option<u32>)>> {
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    /// `{2}`, `{2,}` or `{2,3}`; without the flag `u`, other braces are letters.
    fn counted(&mut self) -> Parsed<Option<(u32, Option<u32>)>> {
        let start = self.at;
        self.at += 1;
        let min = self.number();
        let bounds = min.and_then(|min| {
            if !self.eat(",") {
                return Some((min, Some(min)));
            }
            Some((min, if self.peek() == Some('}') { None } else { Some(self.number()?) }))
        });
        match bounds.filter(|_| self.eat("}")) {
            Some((min, Some(max))) if max < min => {
                fail("a repetition has a maximum below its minimum")
            }
            Some(bounds) => Ok(Some(bounds)),
            None if self.is_unicode() => fail("a `{` begins no repetition"),
            None => {
                self.at = start;
                Ok(None)
            }
        }
    }

    /// A number, where too large means as large as can be.
    fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|it| it.to_digit(10)) {
            self.at += 1;
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        }
        number
    }

    fn atom(&mut self) -> Parsed<Node> {
        let Some(first) = self.next() else { return Ok(Node::empty()) };
        match first {
            '^' | '$' => Ok(self.edge(first == '^')),
            '.' => Ok(Node::Set(if self.flags.dot_all {
                Set::any()
            } else {
                Set::line_ends().negated()
            })),
            '(' => self.group(),
            '[' => self.class(),
            '\\' => self.escape(),
            '*' | '+' | '?' => fail(format!("a `{first}` repeats nothing")),
            '{' | '}' | ']' if self.is_unicode() => fail(format!("a `{first}` stands alone")),
            '{' => {
                self.at -= 1;
                match self.counted()? {
                    Some(_) => fail("a repetition repeats nothing"),
                    None => {
                        self.at += 1;
                        Ok(self.character('{'))
                    }
                }
            }
            _ => Ok(self.character(first)),
        }
    }

    fn edge(&self, behind: bool) -> Node {
        if self.flags.multiline { Node::line_edge(behind) } else { Node::edge(behind) }
    }

    fn character(&self, character: char) -> Node {
        self.set(Set::of(u32::from(character)))
    }

    fn set(&self, set: Set) -> Node {
        Node::Set(if self.flags.ignore_case { set.folded() } else { set })
    }

    /// What follows a `(`.
    fn group(&mut self) -> Parsed<Node> {
        for (sign, behind, negative) in
            [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)]
        {
            if self.eat(sign) {
                return Ok(Node::look(self.closed()?, behind, negative));
            }
        }
        let outer = self.flags;
        let node = if self.eat("?<") {
            while self.next().is_some_and(|it| it != '>') {}
            self.captured()?
        } else if self.eat("?") {
            self.modifiers()?;
            self.closed()?
        } else {
            self.captured()?
        };
        self.flags = outer;
        Ok(node)
    }

    fn captured(&mut self) -> Parsed<Node> {
        self.opened += 1;
        let index = self.opened;
        Ok(Node::Group { node: Box::new(self.closed()?), index })
    }

    fn closed(&mut self) -> Parsed<Node> {
        let node = self.choice()?;
        if self.eat(")") { Ok(node) } else { fail("a group is not closed") }
    }

    /// `i-m:`, which may be empty but for the colon.
    fn modifiers(&mut self) -> Parsed<()> {
        let mut seen = String::new();
        let mut value = true;
        loop {
            match self.next() {
                Some(':') if value || seen.len() > 1 => return Ok(()),
                Some('-') if value => value = false,
                Some(flag @ ('i' | 'm' | 's')) if !seen.contains(flag) => {
                    match flag {
                        'i' => self.flags.ignore_case = value,
                        'm' => self.flags.multiline = value,
                        _ => self.flags.dot_all = value,
                    }
                    seen.push(flag);
                    continue;
                }
                _ => return fail("a `(?` begins no group that ECMA 262 knows"),
            }
            seen.push('-');
        }
    }
}
