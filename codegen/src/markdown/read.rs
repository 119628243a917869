//! Markdown to events in a normal form.
//!
//! Input: a text. Output: its blocks, each as the events of `pulldown-cmark`, among which are only
//! those that may be shown: paragraphs, headings, quotes, lists, tables, rules, code that is `text`,
//! emphasis and links to the outside. Other links are the text that they were written as. Nothing if
//! there is HTML, a footnote, or deeper nesting than anybody writes.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::without_direction_controls;
use crate::limits::{MARKDOWN_COLUMNS, MARKDOWN_DEPTH};

/// A block that stands in no other one; lists that follow one another are one block.
pub(super) struct Block<'a> {
    pub(super) events: Vec<Event<'a>>,
}

impl Block<'_> {
    /// What it says, wherever its lines end.
    pub(super) fn meaning(&self) -> Vec<Event<'static>> {
        let mut merged = Merged::default();
        let mut in_code = false;
        for event in &self.events {
            match event {
                Event::Text(text) if in_code => merged.push(Event::Text(text.clone())),
                Event::Text(text) => merged.text(text),
                Event::SoftBreak => merged.text(" "),
                _ => {
                    in_code = matches!(event, Event::Start(Tag::CodeBlock(_)));
                    merged.push(event.clone());
                }
            }
        }
        merged.finish().into_iter().map(Event::into_static).collect()
    }
}

/// Events of which no two that follow one another are texts.
#[derive(Default)]
struct Merged<'a> {
    events: Vec<Event<'a>>,
    /// The text that comes after them.
    text: String,
}

impl<'a> Merged<'a> {
    fn push(&mut self, event: Event<'a>) {
        self.close_text();
        self.events.push(event);
    }

    /// Adds a text, with one blank wherever there are some.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_blank {
                self.text.push(c);
            } else if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    fn close_text(&mut self) {
        if !self.text.is_empty() {
            self.events.push(Event::Text(std::mem::take(&mut self.text).into()));
        }
    }

    fn finish(&mut self) -> Vec<Event<'a>> {
        self.close_text();
        std::mem::take(&mut self.events)
    }
}

/// The blocks of a text.
pub(super) fn read(text: &str, options: Options) -> Option<Vec<Block<'_>>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut reader = Reader::default();
    let mut depth = 0_usize;
    for event in Parser::new_ext(text, options) {
        if depth == 0 {
            let is_list = |event: Option<&Event<'_>>| {
                matches!(event, Some(Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_))))
            };
            match blocks.last_mut() {
                Some(block) if is_list(block.events.last()) && is_list(Some(&event)) => {
                    reader.merged.events = std::mem::take(&mut block.events);
                }
                _ => blocks.push(Block { events: Vec::new() }),
            }
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > MARKDOWN_DEPTH {
            return None;
        }
        reader.take(event)?;
        if depth == 0
            && let Some(block) = blocks.last_mut()
        {
            block.events = reader.merged.finish();
        }
    }
    for block in &mut blocks {
        block.events = with_addresses(std::mem::take(&mut block.events));
    }
    Some(blocks)
}

/// Paragraphs of the lines of a text.
pub(super) fn lines(text: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    let text_of = |line: &str| Event::Text(line.replace('\t', " ").into());
    for line in text.lines().map(str::trim) {
        let is_open = !matches!(events.last(), None | Some(Event::End(_)));
        match (line.is_empty(), is_open) {
            (true, true) => events.push(Event::End(TagEnd::Paragraph)),
            (true, false) => {}
            (false, true) => events.extend([Event::SoftBreak, text_of(line)]),
            (false, false) => events.extend([Event::Start(Tag::Paragraph), text_of(line)]),
        }
    }
    if !matches!(events.last(), None | Some(Event::End(_))) {
        events.push(Event::End(TagEnd::Paragraph));
    }
    events
}

/// Where the reader is in a block.
#[derive(Default)]
struct Reader<'a> {
    merged: Merged<'a>,
    /// What stands at the end of each link that is open; none for those that stay links.
    links: Vec<Option<String>>,
    in_code: bool,
    in_heading: bool,
}

impl<'a> Reader<'a> {
    /// Takes an event; none if it may not be shown.
    fn take(&mut self, event: Event<'a>) -> Option<()> {
        match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.merged.text.push_str(&code(&text)),
            Event::Text(text) => self.merged.text(&without_direction_controls(&text)),
            Event::Code(text) => {
                let text = without_direction_controls(&text).replace(['\t', '\n', '\r'], " ");
                self.merged.push(Event::Code(text.into()));
            }
            Event::SoftBreak | Event::HardBreak if self.in_heading => self.merged.text(" "),
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {
                self.merged.push(event)
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => return None,
        }
        Some(())
    }

    fn start(&mut self, tag: Tag<'a>) -> Option<()> {
        let tag = match tag {
            Tag::CodeBlock(_) => {
                self.in_code = true;
                Tag::CodeBlock(CodeBlockKind::Fenced("text".into()))
            }
            Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } => {
                self.link(link_type, &dest_url);
                return Some(());
            }
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
            }
            Tag::Table(columns) if columns.len() > MARKDOWN_COLUMNS => return None,
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough => tag,
            Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => return None,
        };
        self.merged.push(Event::Start(tag));
        Some(())
    }

    fn end(&mut self, tag: TagEnd) {
        let code = &mut self.merged.text;
        if std::mem::take(&mut self.in_code) && !code.is_empty() && !code.ends_with('\n') {
            code.push('\n');
        }
        match tag {
            TagEnd::Link | TagEnd::Image => match self.links.pop().flatten() {
                Some(text) => self.merged.text(&text),
                None => self.merged.push(Event::End(TagEnd::Link)),
            },
            tag => {
                self.in_heading &= !matches!(tag, TagEnd::Heading(_));
                self.merged.push(Event::End(tag));
            }
        }
    }

    /// A link to the outside in its plainest form, or the beginning of one that is shown as text.
    fn link(&mut self, kind: LinkType, target: &str) {
        let is_bare = matches!(kind, LinkType::Autolink | LinkType::Email);
        let leads_out = leads_out(target) || (kind == LinkType::Email && is_clean(target));
        // A link in a link, as an image can be, is text.
        let is_inner = self.links.iter().any(Option::is_none);
        if leads_out && !is_inner {
            self.links.push(None);
            self.merged.push(link(if is_bare { kind } else { LinkType::Inline }, target));
            return;
        }
        let target = without_direction_controls(target).replace(char::is_whitespace, " ");
        let (start, end) = match is_bare {
            true => ("<", ">".to_owned()),
            false => ("[", format!("]({target})")),
        };
        self.merged.text(start);
        self.links.push(Some(end));
    }
}

/// Lines of code without what nobody sees.
fn code(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.replace('\t', "    ").trim_end().to_owned());
    without_direction_controls(&lines.collect::<Vec<_>>().join("\n"))
}

fn link(link_type: LinkType, target: &str) -> Event<'static> {
    let dest_url = target.to_owned().into();
    Event::Start(Tag::Link { link_type, dest_url, title: "".into(), id: "".into() })
}

/// Whether a link leads to a page or a mailbox.
fn leads_out(target: &str) -> bool {
    let has = |scheme: &str| {
        target.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    };
    let is_page = has("https://") || has("http://");
    (is_page || (has("mailto:") && target.contains('@'))) && is_clean(target)
}

fn is_clean(target: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\^{}|".contains(c);
    !target.contains(is_odd) && without_direction_controls(target) == target
}

/// The events with a link for each address in a text, so that rustdoc does not ask for it.
fn with_addresses(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut found = Vec::with_capacity(events.len());
    let (mut in_link, mut in_code) = (false, false);
    for event in events {
        match &event {
            Event::Start(Tag::Link { .. }) => in_link = true,
            Event::End(TagEnd::Link) => in_link = false,
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_link && !in_code && text.contains("://") => {
                split_addresses(text, &mut found);
                continue;
            }
            _ => {}
        }
        found.push(event);
    }
    found
}

fn split_addresses(text: &str, found: &mut Vec<Event<'_>>) {
    let owned = |text: &str| Event::Text(text.to_owned().into());
    let (mut start, mut at) = (0, 0);
    while let Some(next) = text[at..].find("http") {
        at += next;
        let Some(length) = address(&text[at..], &text[..at]) else {
            at += "http".len();
            continue;
        };
        if start < at {
            found.push(owned(&text[start..at]));
        }
        let target = &text[at..at + length];
        found.extend([link(LinkType::Autolink, target), owned(target), Event::End(TagEnd::Link)]);
        at += length;
        start = at;
    }
    if start < text.len() {
        found.push(owned(&text[start..]));
    }
}

/// The length of an address at the start of the text.
fn address(text: &str, before: &str) -> Option<usize> {
    let starts = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if !starts || before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`|\\^{}[]()*".contains(c))
        .unwrap_or(text.len());
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '…']).len();
    (length > "https://".len()).then_some(length)
}
