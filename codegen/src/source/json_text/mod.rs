//! Reads JSON (RFC 8259) and says exactly where a text breaks the grammar, and what it expected.
//!
//! Input: a text. Output: a [`Json`] value, or the first syntax error. Nothing beyond the standard
//! is accepted but a byte order mark, which its section 8.1 allows to ignore.
//!
//! It is a reader of its own because no library gives all that the rest relies on: `serde_json`
//! tells no places and drops duplicate members in silence; `jsonc-parser` stops at 512 levels and
//! says what it expected, but not what it found; the tree of either would need a second walk that
//! is no shorter than the grammar of JSON.

mod string;
mod unexpected;

use super::build::{Builder, Inside, Stop};
use super::{FileId, Json, Kind, Number, Span};
use crate::diagnostic::{Code, Sink};

/// Reads a text; what is wrong with it goes to the sink.
pub(super) fn read(file: FileId, text: &str, sink: &mut Sink) -> Option<Json> {
    let mut builder = Builder::new(file, sink);
    let outcome = Reader { text, at: 0, builder: &mut builder }.document();
    let root = builder.finish();
    match outcome {
        Ok(()) => root,
        Err(stop) => {
            sink.push(*stop);
            None
        }
    }
}

/// A text, how far it has been read, and what has been read.
struct Reader<'r, 'a> {
    text: &'r str,
    at: usize,
    builder: &'r mut Builder<'a>,
}

/// What may come next.
#[derive(Clone, Copy)]
enum State {
    /// A value.
    Value,
    /// The first value of an array, or its end.
    FirstItem,
    /// The first name of an object, or its end.
    FirstName,
    /// The value after this comma.
    NextItem(Span),
    /// The name after this comma.
    NextName(Span),
    /// What follows a value.
    After,
}

impl Reader<'_, '_> {
    fn document(mut self) -> Result<(), Stop> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        let mut state = State::Value;
        loop {
            self.skip_whitespace();
            state = match (state, self.peek()) {
                (State::FirstItem, Some(b']')) | (State::FirstName, Some(b'}')) => self.close()?,
                (State::NextItem(comma), Some(b']')) | (State::NextName(comma), Some(b'}')) => {
                    return Err(self.trailing_comma(comma));
                }
                (State::Value | State::FirstItem | State::NextItem(_), _) => self.value()?,
                (State::FirstName | State::NextName(_), Some(b'"')) => self.name()?,
                (State::FirstName, _) => return Err(self.unexpected("a member name or `}`")),
                (State::NextName(_), _) => return Err(self.unexpected("a member name")),
                (State::After, next) => match (self.builder.inside(), next) {
                    (Inside::Document, None) => return Ok(()),
                    (Inside::Document, Some(_)) => return Err(self.trailing_text()),
                    (Inside::Array(_), Some(b']')) => self.close()?,
                    (Inside::Object(_), Some(b'}')) => self.close()?,
                    (Inside::Array(_), Some(b',')) => State::NextItem(self.bump()),
                    (Inside::Object(_), Some(b',')) => State::NextName(self.bump()),
                    (Inside::Array(start), _) => return Err(self.unseparated("]", start)),
                    (Inside::Object(start), _) => return Err(self.unseparated("}", start)),
                },
            }
        }
    }

    /// Reads a value that has no parts, or the beginning of one that has.
    fn value(&mut self) -> Result<State, Stop> {
        let start = self.at;
        match self.peek() {
            Some(b'{') => {
                let bracket = self.bump();
                self.builder.open_object(bracket)?;
                return Ok(State::FirstName);
            }
            Some(b'[') => {
                let bracket = self.bump();
                self.builder.open_array(bracket)?;
                return Ok(State::FirstItem);
            }
            Some(b'"') => {
                let text = self.string()?;
                self.builder.scalar(Kind::String(text), span(start, self.at))?;
            }
            _ => {
                let (kind, word) = self.word()?;
                self.at = word.end as usize;
                self.builder.scalar(kind, word)?;
            }
        }
        Ok(State::After)
    }

    /// Reads a literal or a number: what is written without quotes.
    fn word(&mut self) -> Result<(Kind, Span), Stop> {
        let word = self.token();
        let kind = match self.slice(word) {
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            text => match Number::parse(text) {
                Some(number) => Kind::Number(number),
                None => return Err(self.no_value(word)),
            },
        };
        Ok((kind, word))
    }

    /// Reads the name of a member and the colon.
    fn name(&mut self) -> Result<State, Stop> {
        let start = self.at;
        let name = self.string()?;
        let name_span = span(start, self.at);
        self.skip_whitespace();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:`"));
        }
        self.bump();
        self.builder.name(name, name_span);
        Ok(State::Value)
    }

    fn close(&mut self) -> Result<State, Stop> {
        let bracket = self.bump();
        self.builder.close(bracket.end)?;
        Ok(State::After)
    }

    fn skip_whitespace(&mut self) {
        let rest = self.rest();
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at += blank.count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Steps over a byte.
    fn bump(&mut self) -> Span {
        self.at += 1;
        span(self.at - 1, self.at)
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn syntax(&self, span: Span, message: impl Into<String>, label: impl Into<String>) -> Stop {
        self.builder.finding(Code::Syntax, span, message, label)
    }
}

/// The pass reads no file of 4 GiB or more, so an offset fits.
fn span(start: usize, end: usize) -> Span {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: offset(start), end: offset(end) }
}
