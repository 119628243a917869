//! Strings and their escapes (RFC 8259, section 7).

use super::super::build::Stop;
use super::{Reader, span};

impl Reader<'_, '_> {
    /// Reads a string; the reader stands at its opening quote.
    pub(super) fn string(&mut self) -> Result<String, Stop> {
        let quote = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain = self.rest().iter().take_while(|&&byte| is_plain(byte)).count();
            let start = self.at;
            self.at += plain;
            text.push_str(self.slice(span(start, self.at)));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                None | Some(b'\n' | b'\r') => {
                    return Err(self.unclosed(quote));
                }
                Some(byte) => return Err(self.control(byte)),
            }
        }
    }

    fn unclosed(&self, quote: usize) -> Stop {
        let message = "the string is not closed";
        let stop = self.syntax(span(quote, self.at), message, "expected `\"` at the end of it");
        Box::new(stop.help("a line break within a string is written `\\n`"))
    }

    fn control(&self, byte: u8) -> Stop {
        let escape = match byte {
            b'\t' => "\\t".to_owned(),
            8 => "\\b".to_owned(),
            12 => "\\f".to_owned(),
            _ => format!("\\u{byte:04x}"),
        };
        let message = format!("control character U+{byte:04X} in a string");
        let stop = self.syntax(span(self.at, self.at + 1), message, "not allowed as it is");
        Box::new(stop.help(format!("write `{escape}`")))
    }

    /// Reads an escape sequence; the reader stands at its backslash.
    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        let character = match self.rest().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => {
                let end = self.text.get(start + 1..).and_then(|rest| rest.chars().next());
                let end = start + 1 + end.map_or(0, char::len_utf8);
                let message = "a backslash that begins no escape sequence";
                let stop = self.syntax(span(start, end), message, "not an escape sequence");
                return Err(Box::new(stop.help("write `\\\\` for a backslash")));
            }
        };
        self.at += 2;
        Ok(character)
    }

    /// Reads `\uXXXX`, or two of them that make one character.
    fn unicode(&mut self) -> Result<char, Stop> {
        let start = self.at;
        let first = self.code_unit()?;
        let character = match first {
            0xd800..0xdc00 if self.rest().starts_with(b"\\u") => {
                let second = self.code_unit()?;
                char::decode_utf16([first, second]).next().and_then(Result::ok)
            }
            _ => char::from_u32(first.into()),
        };
        character.ok_or_else(|| {
            let half = span(start, start + 6);
            let message = format!("`{}` is half of a surrogate pair", self.slice(half));
            let stop = self.syntax(half, message, "stands for no character");
            stop.help("a character beyond U+FFFF is written as two escapes: `\\ud83d\\ude00`")
                .into()
        })
    }

    fn code_unit(&mut self) -> Result<u16, Stop> {
        let start = self.at;
        let digits = self.text.get(start + 2..start + 6);
        let hex = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match hex.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 6;
                Ok(unit)
            }
            None => {
                let message = "expected four hexadecimal digits after `\\u`";
                Err(self.syntax(span(start, start + 2), message, "not an escape sequence"))
            }
        }
    }
}

/// Whether the byte stands for itself in a string.
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}
