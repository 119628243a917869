//! Reads YAML 1.2 (core schema) as JSON.
//!
//! Input: a text. Output: a [`Json`] value, an array of values where the text is a stream of several
//! documents, or the first error. What JSON cannot
//! say is refused, never bent: infinities, unknown tags, names that are not scalars. A scalar name
//! is the text that was written (`200:` is `"200"`). Aliases are replaced by what they stand for,
//! whose places are kept, and merge keys (`<<`, YAML 1.1) by what they merge.

mod events;
mod layout;
mod scalar;

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, ScalarStyle, Tag};

use self::layout::{Dent, Layout};
use super::build::{Builder, Stop};
use super::{FileId, Json, Span};
use crate::diagnostic::{Code, Sink};
use crate::limits::YAML_ALIASED_VALUES;

/// Reads a text; what is wrong with it goes to the sink.
pub(super) fn read(file: FileId, text: &str, sink: &mut Sink) -> Option<Json> {
    let mut builder = Builder::new(file, sink);
    let mut layout = Layout::as_written(text);
    let events = loop {
        match events::read(&layout, &builder) {
            Ok(events) => break Ok(events),
            Err(refusal) => match refusal.dent.filter(|dent| layout.indent(dent)) {
                Some(dent) => warn_of(&dent, &layout, &mut builder),
                None => break Err(refusal.stop),
            },
        }
    };
    let outcome = events.and_then(|events| {
        let anchors = anchors(&events);
        Reader { events: &events, anchors, replayed: 0, builder: &mut builder }.text()
    });
    let root = builder.finish();
    match outcome {
        Ok(()) => root,
        Err(stop) => {
            sink.push(*stop);
            None
        }
    }
}

/// Says of a value that its lines were moved to the right.
fn warn_of(dent: &Dent, layout: &Layout<'_>, builder: &mut Builder<'_>) {
    let (what, label) = if dent.is_quoted {
        ("a text in quotes", "lines of this text begin too far left")
    } else {
        ("a value in brackets", "this line begins too far left")
    };
    let message = format!("the lines of {what} are indented less than YAML asks for");
    let span = layout.byte_span(dent.at, dent.at + 1);
    let finding = builder.finding(Code::Indentation, span, message, label);
    builder.warn(finding.help(events::FURTHER_RIGHT));
}

/// The events of a document, and what has been made of them.
struct Reader<'r, 'a> {
    events: &'r [(Event<'r>, Span)],
    /// The events of each anchored value.
    anchors: HashMap<usize, Range<usize>>,
    replayed: usize,
    builder: &'r mut Builder<'a>,
}

/// A run of events: the document, or what an alias stands for.
struct Run {
    events: Range<usize>,
    /// Where the value before ends: block notation does not mark the end of an array or object.
    end: u32,
}

impl Reader<'_, '_> {
    fn text(mut self) -> Result<(), Stop> {
        if events::documents(self.events) < 2 {
            return self.documents();
        }
        self.builder.open_array(Span { start: 0, end: 0 })?;
        let end = self.events.last().map_or(0, |(_, span)| span.end);
        self.documents()?;
        self.builder.close(end)
    }

    fn documents(&mut self) -> Result<(), Stop> {
        let mut runs = vec![Run { events: 0..self.events.len(), end: 0 }];
        while let Some(run) = runs.last_mut() {
            let Some(index) = run.events.next() else {
                runs.pop();
                continue;
            };
            let Some((event, span)) = self.events.get(index) else { break };
            if let Event::Alias(anchor) = event {
                run.end = span.end;
                let events = self.aliased(*anchor, index, *span)?;
                runs.push(Run { events, end: 0 });
            } else {
                self.event(event, *span, &mut run.end)?;
            }
        }
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>, span: Span, end: &mut u32) -> Result<(), Stop> {
        match event {
            Event::SequenceStart(_, tag) => {
                self.accept_collection(tag.as_deref(), "seq", span)?;
                self.builder.open_array(span)
            }
            Event::MappingStart(_, tag) => {
                self.accept_collection(tag.as_deref(), "map", span)?;
                self.builder.open_object(span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                *end = if span.start < span.end { span.end } else { *end };
                self.builder.close(*end)
            }
            Event::Scalar(text, style, _, tag) => {
                *end = if span.start < span.end { span.end } else { *end };
                self.scalar(text, *style, tag.as_deref(), span)
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_) => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Stop> {
        let plain = style == ScalarStyle::Plain;
        if self.builder.wants_name() {
            if plain && tag.is_none() && text == "<<" {
                self.builder.merge();
            } else {
                self.builder.name(text.to_owned(), span);
            }
            return Ok(());
        }
        match scalar::resolve(text, plain, tag) {
            Ok(kind) => self.builder.scalar(kind, span),
            Err(message) => {
                let stop = self.builder.finding(Code::Syntax, span, message, "no JSON value");
                Err(stop.help("put it in quotes if it is meant as a string").into())
            }
        }
    }

    /// Checks that an array or object may stand here, and that its tag says no more than that.
    fn accept_collection(&self, tag: Option<&Tag>, own: &str, span: Span) -> Result<(), Stop> {
        if self.builder.wants_name() {
            let message = "the name of a member is not a scalar";
            let stop = self.builder.finding(Code::Syntax, span, message, "names are strings");
            return Err(stop);
        }
        match tag {
            Some(tag) if !scalar::is_core(tag, own) && !scalar::is_non_specific(tag) => {
                let message = scalar::unknown_tag(tag);
                Err(self.builder.finding(Code::Syntax, span, message, "JSON has no tags"))
            }
            _ => Ok(()),
        }
    }

    /// The events that an alias stands for.
    fn aliased(&mut self, anchor: usize, index: usize, span: Span) -> Result<Range<usize>, Stop> {
        let events = self.anchors.get(&anchor).cloned().unwrap_or_default();
        if events.contains(&index) {
            let message = "an alias stands within the value that it stands for";
            return Err(self.builder.finding(Code::Syntax, span, message, "without end"));
        }
        self.replayed = self.replayed.saturating_add(events.len());
        if self.replayed > YAML_ALIASED_VALUES {
            let message = format!("the aliases stand for more than {YAML_ALIASED_VALUES} values");
            return Err(self.builder.finding(Code::TooLarge, span, message, "one alias too many"));
        }
        Ok(events)
    }
}

/// The events of each anchored value.
fn anchors(events: &[(Event<'_>, Span)]) -> HashMap<usize, Range<usize>> {
    let mut anchors = HashMap::new();
    let mut open = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Scalar(_, _, anchor, _) => {
                anchors.insert(*anchor, index..index + 1);
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((*anchor, index));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, start)) = open.pop() {
                    anchors.insert(anchor, start..index + 1);
                }
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_) => {}
        }
    }
    anchors
}
