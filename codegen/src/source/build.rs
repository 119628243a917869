//! Puts a [`Json`] value together from the pieces that a reader finds, in the order of the text.
//!
//! Input: openings, names, scalars and closings. Output: the value. It keeps its own stack, so that
//! no text can exhaust the thread's, and knows the JSON Pointer of the place that it is at. What
//! the formats have in common is checked here: depth, and names that come twice.

use std::collections::HashSet;

use indexmap::map::Entry;

use super::{FileId, Json, Kind, Member, Object, Span, pointer};
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::limits::{NESTED_VALUES, VALUES_OF_A_FILE};

/// The way out where a document is too deep.
pub(super) const FLATTER: &str = "give an inner schema a name in `$defs` and refer to it by `$ref`";

/// What stops a reader.
pub(super) type Stop = Box<Diagnostic>;

/// A value in the making.
pub(super) struct Builder<'a> {
    file: FileId,
    sink: &'a mut Sink,
    open: Vec<Open>,
    root: Option<Json>,
    /// How many more values there may be.
    left: usize,
}

/// What the next piece belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Inside {
    /// Nothing: the whole document.
    Document,
    /// The array that begins there.
    Array(Span),
    /// The object that begins there.
    Object(Span),
}

/// An array or object that is not complete.
struct Open {
    /// Its opening bracket, or the place where it begins in a notation without brackets.
    start: Span,
    content: Content,
}

enum Content {
    Array(Vec<Json>),
    Object(Members),
}

#[derive(Default)]
struct Members {
    complete: Object,
    /// What the next value is.
    next: Option<Next>,
    /// The members that came by a merge, which another one of the same name overrides.
    merged: HashSet<String>,
}

enum Next {
    /// The value of this member.
    Member(String, Span),
    /// An object, or an array of them, whose members are taken over.
    Merge,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, sink: &'a mut Sink) -> Self {
        Self { file, sink, open: Vec::new(), root: None, left: VALUES_OF_A_FILE }
    }

    /// What the next piece belongs to.
    pub(super) fn inside(&self) -> Inside {
        match self.open.last() {
            None => Inside::Document,
            Some(Open { start, content: Content::Array(_) }) => Inside::Array(*start),
            Some(Open { start, content: Content::Object(_) }) => Inside::Object(*start),
        }
    }

    /// Whether the next piece is the name of a member.
    pub(super) fn wants_name(&self) -> bool {
        let content = self.open.last().map(|open| &open.content);
        matches!(content, Some(Content::Object(Members { next: None, .. })))
    }

    /// Begins an array.
    pub(super) fn open_array(&mut self, start: Span) -> Result<(), Stop> {
        self.open(start, Content::Array(Vec::new()))
    }

    /// Begins an object.
    pub(super) fn open_object(&mut self, start: Span) -> Result<(), Stop> {
        self.open(start, Content::Object(Members::default()))
    }

    fn open(&mut self, start: Span, content: Content) -> Result<(), Stop> {
        if self.open.len() < NESTED_VALUES {
            self.open.push(Open { start, content });
            return Ok(());
        }
        // The pointer of that place is longer than anybody wants to read.
        let location = Location { file: self.file, span: start, pointer: String::new() };
        let message = format!("the values are nested more than {NESTED_VALUES} deep");
        Err(Box::new(
            Diagnostic::new(Code::TooDeep, message)
                .at(location, "one level too many")
                .help(FLATTER),
        ))
    }

    fn too_many(&self, span: Span) -> Stop {
        let location = Location { file: self.file, span, pointer: String::new() };
        let message = format!("the file holds more than {VALUES_OF_A_FILE} values");
        let too_many = Diagnostic::new(Code::Unreadable, message);
        Box::new(too_many.at(location, "one value too many").help("split it into several files"))
    }

    /// Says that the next value is that of the member `name`.
    pub(super) fn name(&mut self, name: String, span: Span) {
        self.expect(Next::Member(name, span));
    }

    /// Says that the next value is an object whose members are taken over into the innermost one.
    pub(super) fn merge(&mut self) {
        self.expect(Next::Merge);
    }

    fn expect(&mut self, next: Next) {
        if let Some(Open { content: Content::Object(members), .. }) = self.open.last_mut() {
            members.next = Some(next);
        }
    }

    /// Adds a value that has no parts.
    pub(super) fn scalar(&mut self, kind: Kind, span: Span) -> Result<(), Stop> {
        self.add(Json { span, kind })
    }

    /// Ends the innermost array or object at byte `end`.
    pub(super) fn close(&mut self, end: u32) -> Result<(), Stop> {
        let Some(Open { start, content }) = self.open.pop() else { return Ok(()) };
        let kind = match content {
            Content::Array(items) => Kind::Array(items.into()),
            Content::Object(Members { complete: mut members, .. }) => {
                // A map begins with room for several, which millions of small ones do not need.
                members.shrink_to_fit();
                Kind::Object(members.into())
            }
        };
        self.add(Json { span: Span { start: start.start, end: end.max(start.end) }, kind })
    }

    fn add(&mut self, value: Json) -> Result<(), Stop> {
        self.left = self.left.checked_sub(1).ok_or_else(|| self.too_many(value.span))?;
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(value),
            Some(Content::Array(items)) => items.push(value),
            Some(Content::Object(members)) => match members.next.take() {
                Some(Next::Member(name, span)) => {
                    if let Some((name, first)) = members.add(name, span, value) {
                        self.duplicate(&name, first, span);
                    }
                }
                Some(Next::Merge) => {
                    let span = value.span;
                    if !members.merge(&value) {
                        return Err(self.no_merge(span));
                    }
                }
                None => {}
            },
        }
        Ok(())
    }

    fn duplicate(&mut self, name: &str, first: Span, again: Span) {
        let pointer = pointer::child(&self.pointer(), name);
        let at = |span| Location { file: self.file, span, pointer: pointer.clone() };
        let diagnostic =
            Diagnostic::new(Code::DuplicateMember, format!("the member {name:?} is there twice"))
                .at(at(again), "this one counts")
                .related(at(first), "this one is ignored")
                .help("remove one of them");
        self.sink.push(diagnostic);
    }

    fn no_merge(&self, span: Span) -> Stop {
        let message = "`<<` takes a mapping or a list of mappings";
        let stop = self.finding(Code::Syntax, span, message, "this is neither");
        Box::new(stop.help("write `\"<<\"` for a member of that name"))
    }

    /// The value, once everything that was opened is closed.
    pub(super) fn finish(self) -> Option<Json> {
        self.root
    }

    /// The innermost value that has begun: an array or object, or a member that is named.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        let mut open = self.open.iter().peekable();
        while let Some(Open { content, .. }) = open.next() {
            match content {
                Content::Array(items) if open.peek().is_some() => {
                    pointer::push(&mut pointer, &items.len().to_string());
                }
                Content::Object(Members { next: Some(Next::Member(name, _)), .. }) => {
                    pointer::push(&mut pointer, name);
                }
                Content::Array(_) | Content::Object(_) => {}
            }
        }
        pointer
    }

    /// A finding within the innermost value that has begun.
    pub(super) fn finding(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Stop {
        Box::new(Diagnostic::new(code, message).at(self.location(span), label))
    }

    /// Says what does not stop the reader.
    pub(super) fn warn(&mut self, finding: Diagnostic) {
        self.sink.push(finding);
    }

    /// A place within the innermost value that has begun.
    pub(super) fn location(&self, span: Span) -> Location {
        Location { file: self.file, span, pointer: self.pointer() }
    }
}

impl Members {
    /// Adds a member; of two that were written out with one name, gives the name and the place of
    /// the one that no longer counts.
    fn add(&mut self, name: String, name_span: Span, value: Json) -> Option<(String, Span)> {
        let member = Member { name_span, value };
        match self.complete.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert(member);
                None
            }
            Entry::Occupied(mut occupied) => {
                let name = occupied.key().clone();
                let first = occupied.insert(member).name_span;
                (!self.merged.remove(&name)).then_some((name, first))
            }
        }
    }

    /// Takes over members for the names that are not there yet (YAML 1.1, merge keys): of several
    /// objects the first that has a name counts. `false` for what has no members to take over.
    fn merge(&mut self, value: &Json) -> bool {
        match &value.kind {
            Kind::Object(members) => {
                for (name, member) in members.iter() {
                    if let Entry::Vacant(vacant) = self.complete.entry(name.clone()) {
                        self.merged.insert(name.clone());
                        vacant.insert(member.clone());
                    }
                }
                true
            }
            Kind::Array(items) => {
                items.iter().all(|item| matches!(item.kind, Kind::Object(_)) && self.merge(item))
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => false,
        }
    }
}
