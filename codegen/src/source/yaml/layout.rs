//! A text with its lines where YAML wants them.
//!
//! YAML 1.2 asks that the lines of a value in quotes or brackets are indented more than the block
//! that the value stands in (section 6.3). Most programs read such lines wherever they begin, and
//! schemas are written with these. The blanks at the start of such a line have no meaning, so the
//! parser gets the line with more of them. Input: a text, and what the parser refuses. Output: a text
//! that it accepts there, whose characters know their bytes in the text as it was written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::repeat_n;

use super::super::Span;
use crate::limits::YAML_BYTES_READ_AGAIN;

/// A text for the parser.
pub(super) struct Layout<'t> {
    written: &'t str,
    /// What the parser reads.
    text: Cow<'t, str>,
    /// The byte of each character of `text` in `written`; empty where both are the same.
    bytes: Vec<u32>,
    /// How many blanks stand before which line, by its first byte.
    moved: BTreeMap<usize, usize>,
    read_again: usize,
}

/// A line that the parser takes for too far left.
pub(super) struct Dent {
    /// The opening quote, or the first character on the line within brackets; a byte as it was written.
    pub(super) at: usize,
    pub(super) is_quoted: bool,
    /// A column that is far enough right.
    pub(super) column: usize,
}

impl<'t> Layout<'t> {
    pub(super) fn as_written(written: &'t str) -> Self {
        let bytes = if written.is_ascii() {
            Vec::new()
        } else {
            written.char_indices().map(|(at, _)| offset(at)).collect()
        };
        let text = Cow::Borrowed(written);
        Self { written, text, bytes, moved: BTreeMap::new(), read_again: 0 }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn written(&self) -> &'t str {
        self.written
    }

    /// The byte at which a character stands that the parser counts.
    pub(super) fn byte(&self, character: usize) -> usize {
        match self.bytes.get(character) {
            Some(&byte) => byte as usize,
            None if self.bytes.is_empty() => character.min(self.written.len()),
            None => self.written.len(),
        }
    }

    pub(super) fn span(&self, span: saphyr_parser::Span) -> Span {
        self.byte_span(self.byte(span.start.index()), self.byte(span.end.index()))
    }

    pub(super) fn byte_span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| offset(at.min(self.written.len()));
        Span { start: offset(start), end: offset(end) }
    }

    /// Moves the lines of a value to the right. False if nothing is left to try.
    pub(super) fn indent(&mut self, dent: &Dent) -> bool {
        let before = self.moved.len();
        for line in lines(self.written, dent) {
            self.moved.entry(line).or_insert(dent.column);
        }
        self.read_again = self.read_again.saturating_add(self.text.len());
        let added: usize = self.moved.values().sum();
        let length = self.written.len().saturating_add(added);
        if self.moved.len() == before
            || self.read_again.saturating_add(length) > YAML_BYTES_READ_AGAIN
        {
            return false;
        }
        self.lay_out();
        true
    }

    fn lay_out(&mut self) {
        let (mut text, mut bytes) = (String::new(), Vec::new());
        for (at, character) in self.written.char_indices() {
            let blanks = self.moved.get(&at).copied().unwrap_or_default();
            text.extend(repeat_n(' ', blanks));
            text.push(character);
            bytes.extend(repeat_n(offset(at), blanks + 1));
        }
        (self.text, self.bytes) = (Cow::Owned(text), bytes);
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The beginnings of the lines of a value that stand too far left: from the refused place to where the
/// value ends, or at least the brackets that are open there.
fn lines(text: &str, dent: &Dent) -> Vec<usize> {
    let rest = text.get(dent.at..).unwrap_or_default();
    let end = if dent.is_quoted { quoted(rest) } else { bracketed(rest) };
    let value = rest.get(..end).unwrap_or_default();
    let before = text.get(..dent.at).unwrap_or_default();
    let own = before.rfind('\n').map_or(0, |at| at + 1);
    let below = value.match_indices('\n').map(|(at, _)| dent.at + at + 1);
    let is_content = |line: &usize| {
        let line = text.get(*line..).unwrap_or_default();
        !line.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    };
    (!dent.is_quoted).then_some(own).into_iter().chain(below).filter(is_content).collect()
}

/// The length of the quoted scalar at the start of a text.
fn quoted(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let quote = chars.next().map(|(_, quote)| quote);
    while let Some((at, char)) = chars.next() {
        if is_marker(text, at) {
            return at;
        }
        let is_double = quote == Some('"');
        if char == '\\' && is_double {
            chars.next();
        } else if Some(char) == quote
            && (is_double || chars.next_if(|(_, next)| *next == char).is_none())
        {
            return at + 1;
        }
    }
    text.len()
}

/// Where the brackets close that are open at the start of a text.
fn bracketed(text: &str) -> usize {
    let mut depth = 1_usize;
    // Quotes and comments are such only where a scalar may begin or after a blank.
    let mut begins = true;
    let mut after_blank = true;
    let mut at = 0;
    while let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let mut length = char.len_utf8();
        match char {
            _ if is_marker(text, at) => return at,
            '[' | '{' => (depth, begins) = (depth + 1, true),
            ']' | '}' if depth == 1 => return at,
            ']' | '}' => (depth, begins) = (depth - 1, false),
            ',' => begins = true,
            '#' if after_blank => length = rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' if begins => {
                length = quoted(rest);
                // A colon right after it is no part of a scalar.
                let colon = rest.get(length..).is_some_and(|rest| rest.starts_with(':'));
                (length, begins) = (length + usize::from(colon), colon);
            }
            '&' | '!' if begins => {
                length = rest.find([' ', '\t', '\n', ',', ']', '}']).unwrap_or(rest.len());
            }
            ':' => begins = rest.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t', '\n'])),
            ' ' | '\t' | '\r' | '\n' => {}
            _ => begins = false,
        }
        after_blank = matches!(char, ' ' | '\t' | '\r' | '\n');
        at += length;
    }
    text.len()
}

/// Whether a line begins here that parts two documents.
fn is_marker(text: &str, at: usize) -> bool {
    let starts_line = at.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'\n');
    let rest = text.get(at..).unwrap_or_default();
    starts_line && (rest.starts_with("---") || rest.starts_with("..."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_their_quotes_and_brackets_close() {
        for (text, end) in [
            (r#""a\"b" c"#, r#""a\"b""#),
            ("'a''b' c", "'a''b'"),
            ("'a\n--- b' c", "'a\n"),
            ("\"a", "\"a"),
        ] {
            assert_eq!(text.get(..quoted(text)), Some(end), "{text}");
        }
        for (text, end) in [
            ("a, [b], {c: d}]\ne", "a, [b], {c: d}"),
            ("\"]\", ']', it's]", "\"]\", ']', it's"),
            ("a # ]\n, b#]", "a # ]\n, b#"),
            ("\"a\":']', &x ']', a:'b]", "\"a\":']', &x ']', a:'b"),
            ("a\n'b, c]", "a\n'b, c"),
            ("a,\n---\nb]", "a,\n"),
            ("a,\nb", "a,\nb"),
        ] {
            assert_eq!(text.get(..bracketed(text)), Some(end), "{text}");
        }
    }
}
