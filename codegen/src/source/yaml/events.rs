//! The grammar of YAML: a text to a list of events with their bytes.
//!
//! Anchored values are read again for each alias, so the events are kept in a list. The parser is
//! driven event by event, as its other interfaces recurse.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::super::Span;
use super::super::build::{Builder, FLATTER, Stop};
use super::layout::{Dent, Layout};
use crate::diagnostic::Code;

/// The way out where a line stands too far left.
pub(super) const FURTHER_RIGHT: &str = "indent each line more than the name before the value";

/// Why there are no events.
pub(super) struct Refusal {
    /// What to say of it.
    pub(super) stop: Stop,
    /// What may be tried first, where only a line stands too far left.
    pub(super) dent: Option<Dent>,
}

/// The events of a text: of one document at least, and of none that is empty beside another one.
pub(super) fn read<'t>(
    layout: &'t Layout<'_>,
    builder: &Builder<'_>,
) -> Result<Vec<(Event<'t>, Span)>, Refusal> {
    let text = layout.written();
    let syntax = |span, message: &str, label: &str| {
        let stop = builder.finding(Code::Syntax, span, message, label);
        Err(Refusal { stop, dent: None })
    };
    // The parser takes it for the end of the text.
    if let Some(at) = text.find('\0') {
        return syntax(
            layout.byte_span(at, at + 1),
            "character U+0000 in a YAML text",
            "not allowed",
        );
    }
    let mut events = Vec::new();
    let mut column = 0;
    let mut parser = Parser::new_from_str(layout.text());
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok((event, span)) => {
                column = span.start.col();
                let span = without_comment(text, &event, layout.span(span));
                (event, span)
            }
            Err(error) => {
                let stop = broken(layout, &error, builder);
                return Err(Refusal { stop, dent: dent(layout, &error, column) });
            }
        };
        events.push((event, span));
        if let [.., (Event::DocumentStart(_), _), (value, _), (Event::DocumentEnd, _)] = &events[..]
            && is_nothing(value)
        {
            events.truncate(events.len() - 3);
        }
    }
    if documents(&events) == 0 {
        let end = text.trim_end().len();
        let end = layout.byte_span(end, end);
        return syntax(end, "expected a value, found the end of the file", "expected a value");
    }
    Ok(events)
}

/// How many documents there are.
pub(super) fn documents(events: &[(Event<'_>, Span)]) -> usize {
    events.iter().filter(|(it, _)| matches!(it, Event::DocumentStart(_))).count()
}

/// Whether a value is one that nobody wrote: what stands between two lines that part documents.
fn is_nothing(value: &Event<'_>) -> bool {
    matches!(value, Event::Scalar(text, ScalarStyle::Plain, 0, None) if text.is_empty())
}

/// What to say of a text that the parser refuses.
fn broken(layout: &Layout<'_>, error: &ScanError, builder: &Builder<'_>) -> Stop {
    let start = layout.byte(error.marker().index());
    let character = layout.written().get(start..).and_then(|rest| rest.chars().next());
    let length = character.filter(|it| !it.is_control()).map_or(0, char::len_utf8);
    let span = layout.byte_span(start, start + length);
    match error.info() {
        "recursion limit exceeded" => {
            let message = "brackets are nested more than 255 deep";
            let stop = builder.finding(Code::TooDeep, span, message, "one level too many");
            Box::new(stop.help(FLATTER))
        }
        info => {
            let (message, help) = in_plain_words(info).unwrap_or((info, ""));
            let stop = builder.finding(Code::Syntax, span, message, "the YAML breaks off here");
            if is_dent(info).is_some() {
                Box::new(stop.help(FURTHER_RIGHT))
            } else if !help.is_empty() {
                Box::new(stop.help(help))
            } else {
                stop
            }
        }
    }
}

/// What a message of the parser means, and a way out, where people meet it.
fn in_plain_words(info: &str) -> Option<(&'static str, &'static str)> {
    const INDENT: &str =
        "indent the members of an object, and the items of an array, by the same blanks";
    const QUOTE: &str = "put quotes around the text if it is one";
    let words = match info {
        it if it.contains("tab") && !it.contains("plain scalar") => {
            ("lines are indented by blanks, and here is a tab", "write blanks for the tab")
        }
        "while parsing node, found unknown anchor" => {
            ("there is no anchor of this name above", QUOTE)
        }
        "mapping values are not allowed in this context" => {
            ("no member can begin here", "put quotes around a text that has `: ` in it")
        }
        it if it.starts_with("while parsing a flow mapping") => {
            ("a `{` is not closed", "end it with `}`, and put `,` between its members")
        }
        it if it.starts_with("while parsing a flow sequence") => {
            ("a `[` is not closed", "end it with `]`, and put `,` between its items")
        }
        "while scanning a quoted scalar, found unexpected end of stream" => {
            ("a quoted text has no end", "close the quotes")
        }
        "while parsing a quoted scalar, found unknown escape character" => {
            ("YAML knows no such escape", "write `\\\\` for a backslash, or use single quotes")
        }
        "while parsing a block mapping, did not find expected key" => {
            ("here should be a member of the object above", INDENT)
        }
        "while parsing a block collection, did not find expected '-' indicator" => {
            ("here should be an item of the array above, which begins with `-`", INDENT)
        }
        "while parsing a node, did not find expected node content" => {
            ("here should be a value", QUOTE)
        }
        "simple key expected" | "simple key expect ':'" => {
            ("here should be a member, with a `:` behind its name", INDENT)
        }
        "invalid trailing content after double-quoted scalar" => (
            "something stands behind the end of a quoted text",
            "write `\\\"` for a quote within it",
        ),
        _ => return None,
    };
    Some(words)
}

/// The line that stands too far left, if that is why the parser stops. `column` is where the last event
/// begins: in the block that holds the value, or further right.
fn dent(layout: &Layout<'_>, error: &ScanError, column: usize) -> Option<Dent> {
    let is_quoted = is_dent(error.info())?;
    let at = layout.byte(error.marker().index());
    Some(Dent { at, is_quoted, column: column + 1 })
}

/// Whether the parser says that a line stands too far left: in quotes, or else in brackets.
fn is_dent(info: &str) -> Option<bool> {
    match info {
        "invalid indentation in quoted scalar" => Some(true),
        "invalid indentation" | "invalid indentation in flow construct" => Some(false),
        _ => None,
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
