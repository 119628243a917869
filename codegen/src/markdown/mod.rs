//! Descriptions as Markdown for rustdoc.
//!
//! Input: any text, most often Markdown, sometimes HTML, from people whom nobody knows. Output:
//! Markdown that reads the same and that rustdoc takes without a warning. Whatever the input:
//!
//! - nothing in it is run: every block of code is a fence marked `text`;
//! - nothing in it is HTML: tags are shown as they were written;
//! - links lead to `http`, `https` and `mailto`; others, images and references to Rust items too, are
//!   shown as text, and nothing is loaded with the page;
//! - no character changes the direction of text;
//! - the time that it takes grows with the length of the text.
//!
//! The text is read into events, these are printed anew, and what was printed is read again, as
//! rustdoc reads it: it counts only if that gives the same events, none of which is of a forbidden
//! kind. Otherwise the text is shown as it was written, every mark escaped.

mod print;
mod read;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::limits::{MARKDOWN_BYTES, MARKDOWN_ROUNDS};
use print::{Escape, print};
use read::{Block, read};

/// What descriptions may hold. It is less than rustdoc reads, so that what is left out is text.
const WRITTEN: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);
/// What rustdoc reads, but for its quotation marks, which change no structure.
const SHOWN: Options = WRITTEN.union(Options::ENABLE_FOOTNOTES);

/// The text, escaped, on lines of at most so many characters where it has blanks to break them at.
#[must_use]
pub(crate) fn for_rustdoc(text: &str, width: usize) -> String {
    let text = without_direction_controls(text).replace("\r\n", "\n").replace('\r', "\n");
    let text = textwrap::dedent(&text);
    let text = text.trim();
    let plain = as_written(text, width);
    if text.len() > MARKDOWN_BYTES || (!plain.contains('\\') && !may_hold_more(text)) {
        return plain;
    }
    // Link definitions alone are Markdown for nothing.
    formatted(text, width).filter(|it| !it.is_empty()).unwrap_or(plain)
}

/// Whether a text without any mark is more than paragraphs.
fn may_hold_more(text: &str) -> bool {
    text.contains("://") || text.lines().any(|line| line.starts_with(['\t', ' ']))
}

/// The text as Markdown; none if rustdoc would not read in it what its author wrote.
fn formatted(text: &str, width: usize) -> Option<String> {
    let text = without_html(text)?;
    let blocks = read(&text, WRITTEN)?;
    let printed: Vec<_> = blocks.iter().map(|it| formatted_block(it, width)).collect();
    let printed = printed.join("\n\n");
    (meaning(&read(&printed, SHOWN)?) == meaning(&blocks)).then_some(printed)
}

/// A block with as few escapes as keep its meaning.
fn formatted_block(block: &Block<'_>, width: usize) -> String {
    let printed = print(&block.events, Escape::Little, width);
    let found = read(&printed, SHOWN).map(|it| meaning(&it));
    if found == Some(block.meaning()) { printed } else { print(&block.events, Escape::All, width) }
}

fn meaning(blocks: &[Block<'_>]) -> Vec<Event<'static>> {
    blocks.iter().flat_map(Block::meaning).collect()
}

/// The text with every mark escaped: paragraphs, whatever it holds.
fn as_written(text: &str, width: usize) -> String {
    print(&read::lines(text), Escape::All, width)
}

/// The text with its tags escaped, so that what is between them is Markdown still; none if each
/// escape makes new ones.
fn without_html(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..MARKDOWN_ROUNDS {
        let ranges = html(&text);
        if ranges.is_empty() {
            return Some(text);
        }
        text = escaped(&text, ranges);
    }
    None
}

fn html(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, WRITTEN).into_offset_iter();
    let is_html = |event: &Event<'_>| {
        matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock))
    };
    events.filter(|(event, _)| is_html(event)).map(|(_, range)| range).collect()
}

/// The text with a backslash before each `<` within the ranges, which come in order and may hold one
/// another.
fn escaped(text: &str, ranges: Vec<Range<usize>>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for range in ranges {
        let start = range.start.max(from);
        if start < range.end {
            out.push_str(&text[from..start]);
            out.push_str(&text[start..range.end].replace('<', "\\<"));
            from = range.end;
        }
    }
    out + &text[from..]
}

/// The text with the names of invisible characters that change the direction of what follows.
#[must_use]
pub(crate) fn without_direction_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("U+{:04X}", u32::from(c)))
            }
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
