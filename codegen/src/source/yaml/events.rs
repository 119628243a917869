//! The grammar of YAML: a text to a list of events with their bytes.
//!
//! Anchored values are read again for each alias, so the events are kept in a list. The parser is
//! driven event by event, as its other interfaces recurse.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::super::Span;
use super::super::build::{Builder, FLATTER, Stop};
use crate::diagnostic::Code;

/// The events of the one document of a text.
pub(super) fn read<'t>(
    text: &'t str,
    builder: &Builder<'_>,
) -> Result<Vec<(Event<'t>, Span)>, Stop> {
    let offsets = Offsets::new(text);
    let syntax =
        |span, message: &str, label: &str| Err(builder.finding(Code::Syntax, span, message, label));
    // The parser takes it for the end of the text.
    if let Some(at) = text.find('\0') {
        return syntax(
            offsets.byte_span(at, at + 1),
            "character U+0000 in a YAML text",
            "not allowed",
        );
    }
    let mut events = Vec::new();
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok((event, span)) => {
                let span = without_comment(text, &event, offsets.span(span));
                (event, span)
            }
            Err(error) => return Err(broken(text, &offsets, &error, builder)),
        };
        if let Event::DocumentStart(_) = event {
            documents += 1;
            if documents > 1 {
                let message = "the file holds more than one YAML document";
                return syntax(span, message, "the second one begins here");
            }
        }
        events.push((event, span));
    }
    if documents == 0 {
        let end = text.trim_end().len();
        let end = offsets.byte_span(end, end);
        return syntax(end, "expected a value, found the end of the file", "expected a value");
    }
    Ok(events)
}

/// What to say of a text that the parser refuses.
fn broken(text: &str, offsets: &Offsets, error: &ScanError, builder: &Builder<'_>) -> Stop {
    let start = offsets.byte(error.marker().index());
    let character = text.get(start..).and_then(|rest| rest.chars().next());
    let length = character.filter(|it| !it.is_control()).map_or(0, char::len_utf8);
    let span = offsets.byte_span(start, start + length);
    match error.info() {
        "recursion limit exceeded" => {
            let message = "brackets are nested more than 255 deep";
            let stop = builder.finding(Code::TooDeep, span, message, "one level too many");
            Box::new(stop.help(FLATTER))
        }
        info => builder.finding(Code::Syntax, span, info, "the YAML breaks off here"),
    }
}

/// The bytes of an event. The parser counts the blanks and the comment after a quoted scalar to it.
fn without_comment(text: &str, event: &Event<'_>, span: Span) -> Span {
    let quote = match event {
        Event::Scalar(_, ScalarStyle::SingleQuoted, ..) => '\'',
        Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) => '"',
        _ => return span,
    };
    // An anchor and a tag may stand before it; they end in blanks.
    let bytes = text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let opens = |&(at, char): &(usize, char)| {
        char == quote && bytes.get(..at).is_some_and(|it| it.trim_end().len() < at || at == 0)
    };
    let Some((open, _)) = bytes.char_indices().find(opens) else { return span };
    let mut rest = bytes.char_indices().skip_while(|(at, _)| *at <= open).peekable();
    while let Some((at, char)) = rest.next() {
        if char == '\\' && quote == '"' {
            rest.next();
        } else if char == quote
            && rest.next_if(|(_, next)| *next == quote && quote == '\'').is_none()
        {
            let end = u32::try_from(at + 1).ok().and_then(|length| span.start.checked_add(length));
            return Span { end: end.unwrap_or(span.end), ..span };
        }
    }
    span
}

/// Where the characters of a text begin: the parser counts characters, a span counts bytes.
struct Offsets {
    /// By character; empty for a text in which both are the same.
    bytes: Vec<u32>,
    end: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let offset = |(at, _)| u32::try_from(at).unwrap_or(u32::MAX);
        let bytes =
            if text.is_ascii() { Vec::new() } else { text.char_indices().map(offset).collect() };
        Self { bytes, end: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        match self.bytes.get(character) {
            Some(&byte) => byte as usize,
            None if self.bytes.is_empty() => character.min(self.end),
            None => self.end,
        }
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        self.byte_span(self.byte(span.start.index()), self.byte(span.end.index()))
    }

    fn byte_span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at.min(self.end)).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end) }
    }
}
