//! What to say where the text breaks the grammar, common slips by their names.

use super::super::build::{Inside, Stop};
use super::{Reader, span};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, begins_as_data};

/// What other languages write for the literals of JSON.
const LOOKALIKES: [(&str, &str); 9] = [
    ("True", "true"),
    ("TRUE", "true"),
    ("False", "false"),
    ("FALSE", "false"),
    ("None", "null"),
    ("NULL", "null"),
    ("Null", "null"),
    ("nil", "null"),
    ("undefined", "null"),
];

/// How many characters of the text a message quotes.
const QUOTED: usize = 24;

impl Reader<'_, '_> {
    /// Something else than `expected` stands here.
    pub(super) fn unexpected(&self, expected: &str) -> Stop {
        let token = self.token();
        if self.is_comment() {
            return self.comment(token);
        }
        let message = format!("expected {expected}, found {}", self.quote(token));
        let mut stop = self.syntax(token, message, format!("expected {expected}"));
        if let (None, Inside::Array(start) | Inside::Object(start)) =
            (self.peek(), self.builder.inside())
        {
            let label = format!("`{}` is never closed", self.slice(start));
            *stop = stop.related(self.builder.location(start), label);
        }
        let help = match (self.peek(), self.builder.inside()) {
            (Some(b'\''), _) => "JSON puts names and strings in double quotes",
            (Some(byte), Inside::Object(_))
                if self.builder.wants_name() && byte.is_ascii_alphabetic() =>
            {
                "JSON puts names in double quotes"
            }
            (Some(byte), Inside::Document)
                if expected == "a value" && (byte.is_ascii_alphabetic() || byte == b'-') =>
            {
                "if the file is YAML, give it a name that ends in `.yaml`"
            }
            _ => return stop,
        };
        stop.help(help).into()
    }

    /// A value is followed by neither a comma nor the end of what it stands in.
    pub(super) fn unseparated(&self, bracket: &str, start: Span) -> Stop {
        let mut stop = self.unexpected(&format!("`,` or `{bracket}`"));
        match self.peek() {
            Some(b'"' | b'{' | b'[') => stop.label = "a comma is missing before this".to_owned(),
            Some(b']' | b'}') => {
                let label = format!("`{}` is not closed", self.slice(start));
                *stop = stop.related(self.builder.location(start), label);
            }
            _ => {}
        }
        stop
    }

    /// Something follows the value that is the document.
    pub(super) fn trailing_text(&self) -> Stop {
        let stop = self.unexpected("the end of the file");
        if self.is_comment() { stop } else { stop.note("a JSON file holds one value").into() }
    }

    /// A comma is followed by the end of an array or object.
    pub(super) fn trailing_comma(&self, comma: Span) -> Stop {
        let bracket = self.quote(self.token());
        let message = format!("trailing comma before {bracket}");
        self.syntax(comma, message, "JSON allows no comma here").help("remove it").into()
    }

    /// A word stands where a value should, and is none.
    pub(super) fn no_value(&self, word: Span) -> Stop {
        let text = self.slice(word);
        if let Some((_, meant)) = LOOKALIKES.iter().find(|(other, _)| *other == text) {
            return self.unexpected("a value").help(format!("write `{meant}`")).into();
        }
        let why = number_slip(text);
        if why.is_empty() || !begins_as_data(self.text) {
            return self.unexpected("a value");
        }
        let message = format!("{} is not a JSON number", self.quote(word));
        self.syntax(word, message, why)
    }

    fn is_comment(&self) -> bool {
        let rest = self.rest();
        rest.starts_with(b"//") || rest.starts_with(b"/*") || rest.starts_with(b"#")
    }

    fn comment(&self, token: Span) -> Stop {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(2, |end| end + 2)
        } else {
            rest.find('\n').unwrap_or(rest.len())
        };
        let comment = Span { end: span(0, self.at + length).end, ..token };
        let stop: Diagnostic = *self.syntax(comment, "JSON has no comments", "a comment");
        let help = "remove it, write it as `$comment`, or make the file YAML, which has comments";
        stop.help(help).into()
    }

    /// What begins here: a word, a string up to the end of its line, or one character. The end of
    /// the file is where its last line with something on it ends.
    pub(super) fn token(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.is_empty() {
            let end = self.text.trim_end().len();
            return span(end, end);
        }
        let is_word = |char: char| char.is_alphanumeric() || "_$.+-".contains(char);
        let word = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let line = rest.lines().next().unwrap_or_default();
                line.get(1..).and_then(|inner| inner.find(quote)).map_or(line.len(), |end| end + 2)
            }
            Some(char) if !is_word(char) => char.len_utf8(),
            _ => word,
        };
        span(self.at, self.at + length)
    }

    /// A token as a message shows it.
    fn quote(&self, token: Span) -> String {
        let text = self.slice(token);
        match text.chars().next() {
            None => "the end of the file".to_owned(),
            Some(_) if !begins_as_data(self.text) => "something else".to_owned(),
            Some(char) if char.is_control() || (char.is_whitespace() && char != ' ') => {
                format!("the character U+{:04X}", u32::from(char))
            }
            Some('\u{feff}' | '\u{200b}'..='\u{200f}') => "an invisible character".to_owned(),
            Some(_) => match text.char_indices().nth(QUOTED) {
                Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
                None => format!("`{text}`"),
            },
        }
    }
}

/// Why a word is not a number, though it was meant for one; empty if it was not.
fn number_slip(text: &str) -> &'static str {
    let unsigned = text.trim_start_matches(['+', '-']);
    let digit = |text: &str| text.starts_with(|char: char| char.is_ascii_digit());
    let point = unsigned.strip_prefix('.').is_some_and(digit);
    if matches!(unsigned.to_ascii_lowercase().as_str(), "nan" | "inf" | "infinity") {
        "JSON has neither infinities nor NaN"
    } else if !digit(unsigned) && !point {
        ""
    } else if text.starts_with('+') {
        "a number does not begin with `+`"
    } else if point {
        "a digit is missing before the point"
    } else if unsigned.starts_with("0x") || unsigned.starts_with("0X") {
        "JSON numbers are decimal"
    } else if unsigned.starts_with('0') && unsigned.get(1..).is_some_and(digit) {
        "a number does not begin with a superfluous zero"
    } else {
        "expected digits, at most one point and an exponent"
    }
}
