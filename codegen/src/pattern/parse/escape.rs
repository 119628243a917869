//! What follows a backslash.

use super::super::set::Set;
use super::super::syntax::Node;
use super::{Parsed, Parser, fail};

/// What may be escaped to stand for itself with the flag `u`.
const SYNTAX: &str = "^$\\.*+?()[]{}|/";

impl Parser {
    /// An escape outside of classes.
    pub(super) fn escape(&mut self) -> Parsed<Node> {
        match self.peek() {
            Some(kind @ ('b' | 'B')) => {
                self.at += 1;
                let word = if self.flags.ignore_case && self.is_unicode() {
                    Set::word().folded()
                } else {
                    Set::word()
                };
                Ok(Node::boundary(&word, kind == 'B'))
            }
            Some('1'..='9') => self.numbered_reference(),
            Some('k') if self.is_unicode() || self.groups.have_names() => self.named_reference(),
            _ => match self.escaped_set()? {
                Some(set) => Ok(self.set(set)),
                None => {
                    let code_point = self.escaped_code_point(false)?;
                    Ok(self.set(Set::of(code_point)))
                }
            },
        }
    }

    fn reference(&self, groups: Vec<usize>) -> Node {
        Node::Reference { groups, fold: self.flags.ignore_case }
    }

    fn numbered_reference(&mut self) -> Parsed<Node> {
        let start = self.at;
        let index = self.number().unwrap_or_default() as usize;
        if index <= self.groups.count() {
            return Ok(self.reference(vec![index]));
        }
        if self.is_unicode() {
            return fail(format!("`\\{index}` refers to no group"));
        }
        self.at = start;
        let code_point = self.escaped_code_point(false)?;
        Ok(self.set(Set::of(code_point)))
    }

    fn named_reference(&mut self) -> Parsed<Node> {
        self.at += 1;
        let mut name = String::new();
        let is_closed = self.eat("<")
            && loop {
                match self.next() {
                    Some('>') => break true,
                    Some(c) => name.push(c),
                    None => break false,
                }
            };
        let groups = self.groups.named(&name);
        if !is_closed || groups.is_empty() {
            return fail("a `\\k` refers to no group");
        }
        Ok(self.reference(groups))
    }

    /// `\d` and its like.
    pub(super) fn escaped_set(&mut self) -> Parsed<Option<Set>> {
        let Some(kind) = self.peek() else { return fail("a backslash escapes nothing") };
        let set = match kind.to_ascii_lowercase() {
            'd' => Set::digits(),
            's' => Set::space(),
            'w' if self.flags.ignore_case && self.is_unicode() => Set::word().folded(),
            'w' => Set::word(),
            'p' if self.is_unicode() => {
                self.at += 1;
                let set = self.property()?;
                return Ok(Some(if kind == 'P' { set.negated() } else { set }));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(if kind.is_ascii_uppercase() { set.negated() } else { set }))
    }

    fn property(&mut self) -> Parsed<Set> {
        let mut name = String::new();
        let is_closed = self.eat("{")
            && loop {
                match self.next() {
                    Some('}') => break true,
                    Some(c) => name.push(c),
                    None => break false,
                }
            };
        let set = if is_closed { Set::property(&name) } else { None };
        set.ok_or_else(|| format!("`\\p{{{name}}}` names no property of Unicode"))
    }

    /// An escape of one character.
    pub(super) fn escaped_code_point(&mut self, in_class: bool) -> Parsed<u32> {
        let Some(kind) = self.next() else { return fail("a backslash escapes nothing") };
        let code_point = match kind {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            'b' if in_class => 0x08,
            '-' if in_class => 0x2D,
            'c' => return self.control(in_class),
            'x' => return self.hexadecimal(kind, 2),
            'u' => return self.unicode_escape(),
            '0'..='7' if !self.is_unicode() => return Ok(self.octal(kind)),
            '0' if !self.peek().is_some_and(|it| it.is_ascii_digit()) => 0,
            _ if self.is_unicode() && !SYNTAX.contains(kind) => {
                return fail(format!("`\\{kind}` is no escape"));
            }
            'k' if self.groups.have_names() => return fail("a `\\k` refers to no group"),
            _ => u32::from(kind),
        };
        Ok(code_point)
    }

    /// `\cA`; without the flag `u`, other than a letter makes the backslash one itself.
    fn control(&mut self, in_class: bool) -> Parsed<u32> {
        let is_legacy = !self.is_unicode();
        match self.peek() {
            Some(c) if c.is_ascii_alphabetic() => {
                self.at += 1;
                Ok(u32::from(c) % 32)
            }
            Some(c) if in_class && is_legacy && (c.is_ascii_digit() || c == '_') => {
                self.at += 1;
                Ok(u32::from(c) % 32)
            }
            _ if is_legacy => {
                self.at -= 1;
                Ok(0x5C)
            }
            _ => fail("a `\\c` names no control character"),
        }
    }

    /// So many digits; without the flag `u`, where there are less the letter stands for itself.
    fn hexadecimal(&mut self, kind: char, digits: usize) -> Parsed<u32> {
        match self.hex_digits(digits) {
            Some(code_point) => Ok(code_point),
            None if self.is_unicode() => fail(format!("`\\{kind}` lacks its hexadecimal digits")),
            None => Ok(u32::from(kind)),
        }
    }

    fn hex_digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + count)?;
        let value = digits.iter().try_fold(0, |value, it| Some(value * 16 + it.to_digit(16)?))?;
        self.at += count;
        Some(value)
    }

    fn unicode_escape(&mut self) -> Parsed<u32> {
        if self.is_unicode() && self.eat("{") {
            return self.braced();
        }
        let first = self.hexadecimal('u', 4)?;
        let start = self.at;
        if (0xD800..0xDC00).contains(&first) && self.eat("\\u") {
            match self.hex_digits(4) {
                Some(second) if (0xDC00..0xE000).contains(&second) => {
                    return Ok(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                }
                _ => self.at = start,
            }
        }
        Ok(first)
    }

    fn braced(&mut self) -> Parsed<u32> {
        let mut value: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|it| it.to_digit(16)) {
            self.at += 1;
            value = Some(value.unwrap_or(0).saturating_mul(16).saturating_add(digit));
        }
        match value.filter(|it| *it <= super::super::set::LAST && self.eat("}")) {
            Some(value) => Ok(value),
            None => fail("a `\\u{` names no character"),
        }
    }

    /// Up to three octal digits, up to `\377`.
    fn octal(&mut self, first: char) -> u32 {
        let mut value = first.to_digit(8).unwrap_or_default();
        let most = if value < 4 { 2 } else { 1 };
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(|it| it.to_digit(8)) else { break };
            self.at += 1;
            value = value * 8 + digit;
        }
        value
    }
}
