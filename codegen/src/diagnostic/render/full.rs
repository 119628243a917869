//! Each finding with the lines that it is about, as rustc writes them.
//!
//! Invariants: the work for a finding does not grow with the length of its lines, so that a schema
//! of megabytes in one line is as readable as any; a span of several lines is marked in its first.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Sources, printable};
use crate::diagnostic::{Code, Location};
use crate::source::{FileId, Position};

/// How many characters of a line are shown at most.
const WIDTH: usize = 120;
/// How many of them stand before what is marked.
const BEFORE: usize = 40;
/// How many bytes of a file one view spans at most.
const SPAN: usize = 4096;
/// Stands between a position that is right and one that is not; see [`View::snippet`].
const MARK: char = '\u{e000}';

/// Writes the findings with a blank line between each two.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let text = |it| renderer.render(&[group(it, sources)]);
    let texts: Vec<_> = diagnostics.iter().map(text).collect();
    if texts.is_empty() { String::new() } else { unmark(&(texts.join("\n\n") + "\n")) }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.as_str());
    let (shown, others): (Vec<_>, Vec<_>) =
        views(diagnostic, sources).into_iter().partition(|it| it.is_shown(diagnostic, sources));
    let mut group = title.elements(others.into_iter().map(View::origin));
    group = group.elements(shown.into_iter().map(View::snippet));
    match &diagnostic.primary {
        Some(location) if !location.pointer.is_empty() => {
            let place = location.place(sources.file(location.file));
            let place = printable(&place).into_owned();
            group = group.element(Level::NOTE.with_name("at").message(place));
        }
        _ => {}
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    group
}

/// Lines of a file that are shown together.
struct View<'a> {
    path: String,
    file: FileId,
    text: &'a str,
    /// The bytes of the lines.
    lines: Range<usize>,
    /// Where the first mark is in the file.
    position: Position,
    first_line: usize,
    marks: Vec<Mark<'a>>,
}

/// Bytes of a file to mark, within a line.
struct Mark<'a> {
    bytes: Range<usize>,
    label: &'a str,
    kind: AnnotationKind,
}

/// What to show of the files: locations near each other in one view.
fn views<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<View<'a>> {
    let primary = diagnostic.primary.iter().map(|it| (it, &diagnostic.label));
    let related = diagnostic.related.iter().map(|(location, label)| (location, label));
    let mut views: Vec<View<'_>> = Vec::new();
    for (index, (location, label)) in primary.chain(related).enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let view = View::new(location, label, kind, sources);
        match views.iter_mut().find(|other| other.can_take(&view)) {
            Some(other) => other.take(view),
            None => views.push(view),
        }
    }
    views
}

impl<'a> View<'a> {
    fn new(
        location: &Location,
        label: &'a str,
        kind: AnnotationKind,
        sources: &'a Sources,
    ) -> Self {
        let file = sources.file(location.file);
        let text = file.text.as_str();
        let start = text.floor_char_boundary(location.span.start as usize);
        let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = start + after.find('\n').unwrap_or(after.len());
        let end = text.floor_char_boundary(location.span.end as usize).clamp(start, line_end);
        let position = sources.position(location.file, u32::try_from(start).unwrap_or(u32::MAX));
        Self {
            path: file.shown(),
            file: location.file,
            text,
            lines: line_start..line_end,
            position,
            first_line: position.line,
            marks: vec![Mark { bytes: start..end, label, kind }],
        }
    }

    /// Whether its lines are those of a schema, and not of something that only lies where one should.
    fn is_shown(&self, diagnostic: &Diagnostic, sources: &Sources) -> bool {
        let is_about_a_file = diagnostic.code.as_str().starts_with('S');
        let is_schema = diagnostic.code != Code::NotASchema;
        is_schema && (!is_about_a_file || sources.file(self.file).is_shown())
    }

    /// Where it is, without the lines.
    fn origin(self) -> Origin<'a> {
        let Position { line, column } = self.position;
        Origin::path(printable(&self.path).into_owned()).line(line).char_column(column)
    }

    /// Whether both fit into one view. A long line is shown in part, so it has a view of its own.
    fn can_take(&self, other: &Self) -> bool {
        let start = self.lines.start.min(other.lines.start);
        let end = self.lines.end.max(other.lines.end);
        self.file == other.file && end - start <= SPAN && !self.is_long() && !other.is_long()
    }

    fn is_long(&self) -> bool {
        let lines = self.text.get(self.lines.clone()).unwrap_or_default();
        lines.lines().any(|line| line.len() > WIDTH && line.chars().nth(WIDTH).is_some())
    }

    fn take(&mut self, other: Self) {
        self.lines.start = self.lines.start.min(other.lines.start);
        self.lines.end = self.lines.end.max(other.lines.end);
        self.first_line = self.first_line.min(other.first_line);
        self.marks.extend(other.marks);
    }

    /// The renderer derives line and column from the text that it is given, which is not that of
    /// the whole line if that is long. So the path has the right ones, and [`unmark`] removes what
    /// the renderer adds to them.
    fn snippet(self) -> Snippet<'a, Annotation<'a>> {
        let Position { line, column } = self.position;
        let path = format!("{}:{line}:{column}{MARK}", printable(&self.path));
        let lines = self.text.get(self.lines.clone()).unwrap_or_default();
        let (shown, dropped) = match self.marks.as_slice() {
            [mark] if self.is_long() => cut(lines, mark.bytes.start - self.lines.start),
            _ => (lines.into(), Shift::default()),
        };
        // What is marked may go on where the line is cut, within the ellipsis.
        let shift = |at: usize| shown.floor_char_boundary(dropped.apply(at - self.lines.start));
        let annotation = |mark: &Mark<'a>| {
            let bytes = shift(mark.bytes.start)..shift(mark.bytes.end);
            mark.kind.span(bytes).label(printable(mark.label))
        };
        let annotations: Vec<_> = self.marks.iter().map(annotation).collect();
        let shown = shown.replace(MARK, "\u{fffd}");
        Snippet::source(shown).path(path).line_start(self.first_line).annotations(annotations)
    }
}

/// By how much a place moves when the beginning of its line is cut off.
#[derive(Default)]
struct Shift {
    dropped: usize,
    added: usize,
}

impl Shift {
    fn apply(&self, at: usize) -> usize {
        (at + self.added).saturating_sub(self.dropped)
    }
}

/// The part of a long line round the byte `at`.
fn cut(line: &str, at: usize) -> (Cow<'_, str>, Shift) {
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    let start = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(start, _)| start);
    let end = at + after.char_indices().nth(WIDTH - BEFORE).map_or(after.len(), |(end, _)| end);
    let ellipsis = |cut: bool| if cut { "…" } else { "" };
    let (head, tail) = (ellipsis(start > 0), ellipsis(end < line.len()));
    let shown = format!("{head}{}{tail}", line.get(start..end).unwrap_or_default());
    (shown.into(), Shift { dropped: start, added: head.len() })
}

/// Removes every mark with the `:line:column` behind it.
fn unmark(text: &str) -> String {
    let mut parts = text.split(MARK);
    let first = parts.next().unwrap_or_default().to_owned();
    let is_position = |char: char| char == ':' || char.is_ascii_digit();
    parts.fold(first, |text, part| text + part.trim_start_matches(is_position))
}
