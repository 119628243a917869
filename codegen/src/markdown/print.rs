//! Events to Markdown.
//!
//! Input: events as the reader gives them. Output: lines of which none is longer than the page where
//! there is a blank to break it at. What stands on lines of its own stays there, so that a text looks
//! as its author wrote it.

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};
use textwrap::core::Word;
use textwrap::wrap_algorithms::wrap_first_fit;

/// Which characters get a backslash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Escape {
    /// Those that would begin something wherever they stand.
    Little,
    /// All that mean something to Markdown.
    All,
}

/// The Markdown of some blocks, on lines of so many characters.
pub(super) fn print(events: &[Event<'_>], escape: Escape, width: usize) -> String {
    let mut printer = Printer {
        escape,
        width,
        lines: Vec::new(),
        open: vec![Open::new(Kind::Page)],
        leaf: None,
        link: None,
        is_address: false,
        row: Vec::new(),
        rule: Vec::new(),
    };
    for (index, event) in events.iter().enumerate() {
        printer.take(event, &events[index..]);
    }
    printer.close_leaf();
    printer.lines.join("\n")
}

struct Printer {
    escape: Escape,
    width: usize,
    lines: Vec<String>,
    /// What the next line stands in, from the outside to the inside.
    open: Vec<Open>,
    /// The text that is being collected.
    leaf: Option<Leaf>,
    /// How the link that is open ends.
    link: Option<String>,
    /// Whether that is an address, which stands as it is.
    is_address: bool,
    /// The cells of a row of a table.
    row: Vec<String>,
    /// The row between a table's head and its body.
    rule: Vec<String>,
}

/// Something that holds blocks.
struct Open {
    kind: Kind,
    /// Whether something stands in it already.
    is_filled: bool,
    /// The mark of the list that stands last in it: the next one needs another.
    last_mark: Option<char>,
}

enum Kind {
    Page,
    Quote,
    List { is_loose: bool, mark: char, next: Option<u64> },
    Item { is_loose: bool, mark: String, is_fresh: bool },
}

/// A text as the words of its lines. A word may hold blanks at which no line may end.
struct Leaf {
    kind: LeafKind,
    lines: Vec<Vec<String>>,
    /// The words of the line that is being written.
    line: Vec<String>,
    /// The word that is being written.
    last: String,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum LeafKind {
    Paragraph,
    Heading(HeadingLevel),
    Code,
    Cell,
}

impl Leaf {
    fn new(kind: LeafKind) -> Self {
        Self { kind, lines: Vec::new(), line: Vec::new(), last: String::new() }
    }

    fn into_lines(mut self) -> impl Iterator<Item = Vec<String>> {
        self.line.push(self.last);
        self.lines.push(self.line);
        self.lines.into_iter()
    }

    /// All on one line.
    fn joined(self) -> String {
        let words: Vec<_> = self.into_lines().flatten().filter(|it| !it.is_empty()).collect();
        words.join(" ")
    }
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, is_filled: false, last_mark: None }
    }

    /// How far its lines are moved to the right.
    fn indent(&self) -> usize {
        match &self.kind {
            Kind::Page | Kind::List { .. } => 0,
            Kind::Quote => 2,
            Kind::Item { mark, .. } => mark.len(),
        }
    }
}

impl Printer {
    /// Takes an event, with which `rest` begins.
    fn take(&mut self, event: &Event<'_>, rest: &[Event<'_>]) {
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => self.word(&code_span(text, self.is_in(LeafKind::Cell))),
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => self.line_break("\\"),
            Event::TaskListMarker(done) => {
                self.word(if *done { "[x]" } else { "[ ]" });
                self.next_word();
            }
            Event::Rule => {
                self.begin_block();
                self.line("---");
            }
            // The reader lets none of these through.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, rest: &[Event<'_>]) {
        match tag {
            Tag::Paragraph => self.begin_leaf(LeafKind::Paragraph),
            Tag::Heading { level, .. } => self.begin_leaf(LeafKind::Heading(*level)),
            Tag::CodeBlock(_) => self.begin_leaf(LeafKind::Code),
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.open.push(Open::new(Kind::Quote));
            }
            Tag::List(first) => self.begin_list(*first, is_loose(rest)),
            Tag::Item => self.begin_item(),
            Tag::Table(alignments) => {
                self.begin_block();
                self.rule = alignments.iter().map(|it| rule(*it).to_owned()).collect();
            }
            Tag::TableCell => {
                self.leaf = Some(Leaf::new(LeafKind::Cell));
            }
            Tag::Emphasis => self.word("*"),
            Tag::Strong => self.word("**"),
            Tag::Strikethrough => self.word("~~"),
            Tag::Link { link_type, dest_url, .. } => self.begin_link(*link_type, dest_url),
            // What is in a row comes in cells. The reader lets none of the others through.
            Tag::TableHead
            | Tag::TableRow
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Image { .. }
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.word("*"),
            TagEnd::Strong => self.word("**"),
            TagEnd::Strikethrough => self.word("~~"),
            TagEnd::Link => {
                let end = self.link.take().unwrap_or_default();
                self.word(&end);
            }
            TagEnd::TableCell => {
                let cell = self.leaf.take().map(Leaf::joined).unwrap_or_default();
                self.row.push(cell);
            }
            TagEnd::TableHead => {
                self.table_row();
                self.row = std::mem::take(&mut self.rule);
                self.table_row();
            }
            TagEnd::TableRow => self.table_row(),
            TagEnd::Item => self.end_item(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.close_leaf();
                self.open.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.close_leaf(),
            TagEnd::Table
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Ends the block before and leaves a line between, but where a list is tight.
    fn begin_block(&mut self) {
        self.close_leaf();
        let Some(open) = self.open.last_mut() else { return };
        let is_apart = !matches!(open.kind, Kind::Item { is_loose: false, .. });
        open.last_mark = None;
        if std::mem::replace(&mut open.is_filled, true) && is_apart {
            self.line("");
        }
    }

    fn begin_leaf(&mut self, kind: LeafKind) {
        self.begin_block();
        self.leaf = Some(Leaf::new(kind));
    }

    fn begin_list(&mut self, next: Option<u64>, is_loose: bool) {
        let before = self.open.last().and_then(|it| it.last_mark);
        self.begin_block();
        let marks = if next.is_some() { ['.', ')'] } else { ['-', '*'] };
        let mark = if before == Some(marks[0]) { marks[1] } else { marks[0] };
        if let Some(open) = self.open.last_mut() {
            open.last_mark = Some(mark);
        }
        self.open.push(Open::new(Kind::List { is_loose, mark, next }));
    }

    fn begin_item(&mut self) {
        self.close_leaf();
        let Some(list) = self.open.last_mut() else { return };
        let Kind::List { is_loose, mark, next } = &mut list.kind else { return };
        let is_loose = *is_loose;
        let mark = match next {
            Some(number) => {
                let mark = format!("{number}{mark} ");
                *number = number.saturating_add(1);
                mark
            }
            None => format!("{mark} "),
        };
        if std::mem::replace(&mut list.is_filled, true) && is_loose {
            self.line("");
        }
        self.open.push(Open::new(Kind::Item { is_loose, mark, is_fresh: true }));
    }

    fn end_item(&mut self) {
        self.close_leaf();
        let kind = self.open.last().map(|it| &it.kind);
        if matches!(kind, Some(Kind::Item { is_fresh: true, .. })) {
            self.line("");
        }
        self.open.pop();
    }

    fn begin_link(&mut self, kind: LinkType, target: &str) {
        // An exclamation mark would make it an image.
        let word = self.current();
        if word.ends_with('!') {
            word.pop();
            word.push_str("\\!");
        }
        self.is_address = matches!(kind, LinkType::Autolink | LinkType::Email);
        let (start, end) = match self.is_address {
            true => ("<", ">".to_owned()),
            false if target.contains(['(', ')']) => ("[", format!("](<{target}>)")),
            false => ("[", format!("]({target})")),
        };
        self.word(start);
        self.link = Some(end);
    }

    fn is_in(&self, kind: LeafKind) -> bool {
        self.leaf.as_ref().is_some_and(|it| it.kind == kind)
    }

    /// The word that is being written. In an item of a tight list its text begins with it.
    fn current(&mut self) -> &mut String {
        if self.leaf.is_none() {
            self.begin_leaf(LeafKind::Paragraph);
        }
        &mut self.leaf.get_or_insert_with(|| Leaf::new(LeafKind::Paragraph)).last
    }

    fn word(&mut self, text: &str) {
        self.current().push_str(text);
    }

    fn next_word(&mut self) {
        let word = std::mem::take(self.current());
        if let Some(leaf) = &mut self.leaf {
            leaf.line.push(word);
        }
    }

    fn line_break(&mut self, mark: &str) {
        self.word(mark);
        self.next_word();
        if let Some(leaf) = &mut self.leaf {
            leaf.lines.push(std::mem::take(&mut leaf.line));
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in(LeafKind::Code) || (self.is_address && self.link.is_some()) {
            return self.word(text);
        }
        let escaping = Escaping {
            escape: self.escape,
            is_in_cell: self.is_in(LeafKind::Cell),
            is_in_link: self.link.is_some(),
        };
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                self.next_word();
            }
            escaping.write(word, self.current());
        }
    }

    fn table_row(&mut self) {
        while self.row.len() > 1 && self.row.last().is_some_and(String::is_empty) {
            self.row.pop();
        }
        let line = format!("| {} |", std::mem::take(&mut self.row).join(" | "));
        self.line(&line);
    }

    fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        match leaf.kind {
            LeafKind::Code => self.code(&leaf.last),
            LeafKind::Heading(level) => {
                self.line(&format!("{} {}", "#".repeat(level as usize), leaf.joined()));
            }
            LeafKind::Paragraph | LeafKind::Cell => {
                leaf.into_lines().for_each(|words| self.wrapped(words));
            }
        }
    }

    fn code(&mut self, text: &str) {
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        self.line(&format!("{fence}text"));
        for line in text.lines() {
            self.line(line);
        }
        self.line(&fence);
    }

    /// Writes a line on as many as it takes.
    fn wrapped(&mut self, words: Vec<String>) {
        let words = together(words);
        let word = |word| Word { word, whitespace: " ", penalty: "", width: count(word) };
        let words: Vec<Word<'_>> = words.iter().map(|it| word(it)).collect();
        if words.is_empty() {
            return;
        }
        let indent: usize = self.open.iter().map(Open::indent).sum();
        for line in wrap_first_fit(&words, &[self.width.saturating_sub(indent) as f64]) {
            let line: Vec<&str> = line.iter().map(|it| it.word).collect();
            self.line(&line.join(" "));
        }
    }

    /// Writes a line after the marks of what it stands in.
    fn line(&mut self, text: &str) {
        let mut line = String::new();
        for open in &mut self.open {
            match &mut open.kind {
                Kind::Page | Kind::List { .. } => {}
                Kind::Quote => line.push_str("> "),
                Kind::Item { mark, is_fresh, .. } => {
                    match std::mem::replace(is_fresh, false) {
                        true => line.push_str(mark),
                        false => line.extend(std::iter::repeat_n(' ', mark.len())),
                    };
                }
            }
        }
        line.push_str(text);
        self.lines.push(line.trim_end().to_owned());
    }
}

/// Whether the items of the list that the events begin with are paragraphs.
fn is_loose(events: &[Event<'_>]) -> bool {
    let mut depth = 0_usize;
    for event in events {
        match event {
            Event::Start(Tag::Paragraph) if depth == 2 => return true,
            Event::Start(_) => depth += 1,
            Event::End(_) if depth <= 1 => return false,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    false
}

fn rule(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The words, those with the one before them that would begin more than a line.
fn together(words: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(words.len());
    for word in words.into_iter().filter(|it| !it.is_empty()) {
        match found.last_mut() {
            Some(last) if starts_a_block(&word) => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => found.push(word),
        }
    }
    found
}

/// Whether a line that begins with this word would be more than the paragraph's next line.
fn starts_a_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~'])
        || word.starts_with("```")
        || (number.len() < word.len() && is_number(number))
}

/// The longest run of backticks in a text.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

fn code_span(text: &str, is_in_cell: bool) -> String {
    let text = if is_in_cell { text.replace('|', "\\|") } else { text.to_owned() };
    let mark = "`".repeat(longest_run(&text) + 1);
    let is_blank = text.chars().all(|it| it == ' ');
    let needs_room = text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' ') && !is_blank);
    let room = if needs_room { " " } else { "" };
    format!("{mark}{room}{text}{room}{mark}")
}

/// How a word is escaped.
struct Escaping {
    escape: Escape,
    is_in_cell: bool,
    is_in_link: bool,
}

impl Escaping {
    /// Appends a part of a word to what there is of it.
    fn write(&self, text: &str, word: &mut String) {
        for (at, c) in text.char_indices() {
            if self.is_mark(c, &text[at + c.len_utf8()..], word) {
                word.push('\\');
            }
            word.push(c);
        }
    }

    /// Whether a character between these two parts of a word would be more than itself.
    fn is_mark(&self, c: char, after: &str, before: &str) -> bool {
        let all = self.escape == Escape::All;
        let next = after.chars().next();
        match c {
            '\\' => next.is_none_or(|it| it.is_ascii_punctuation()),
            '`' | '<' | '[' | ']' => true,
            '&' => is_entity(after),
            ':' => !self.is_in_link && is_address(before, after),
            '|' => all || self.is_in_cell,
            '*' | '~' => all,
            '_' => {
                let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
                all && !(is_letter(before.chars().next_back()) && is_letter(next))
            }
            '#' | '+' | '-' | '=' | '>' => all && before.is_empty(),
            '.' | ')' => is_number(before) && all,
            _ => false,
        }
    }
}

/// Whether a word is the number of an item of a list, which has nine digits at most.
fn is_number(word: &str) -> bool {
    (1..10).contains(&word.len()) && word.bytes().all(|it| it.is_ascii_digit())
}

/// Whether an ampersand before this text would stand for another character.
fn is_entity(after: &str) -> bool {
    const LONGEST: usize = 32;
    let end = after.bytes().take(LONGEST).position(|it| !it.is_ascii_alphanumeric() && it != b'#');
    end.is_some_and(|end| end > 0 && after[end..].starts_with(';'))
}

/// Whether rustdoc would ask for a link here.
fn is_address(before: &str, after: &str) -> bool {
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(c);
    (before.ends_with("http") || before.ends_with("https"))
        && after.strip_prefix("//").is_some_and(|it| it.starts_with(is_host))
}
