//! What the tool has to say about its input: a code, a severity, a message and locations.
//!
//! Input: pushes from every pass. Output: a sorted list. A diagnostic is data; the renderers know
//! nothing of passes and the passes know nothing of rendering.

mod code;
mod explain;
mod render;
mod sink;

pub use code::Code;
pub use explain::explain;
pub use render::{Format, render};
pub use sink::Sink;

use crate::source::{File, FileId, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Something was generated, but not what the reader of the schema would expect.
    Warning,
    /// Good to know.
    Info,
}

/// A place in an input file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes meant.
    pub span: Span,
    /// The JSON Pointer of the value meant, `""` for the whole document.
    pub pointer: String,
}

impl Location {
    /// The place as the configuration names it, `file#/pointer`: the same on every machine.
    #[must_use]
    pub fn place(&self, file: &File) -> String {
        format!("{}#{}", file.path, self.pointer)
    }
}

/// One finding.
///
/// The message is one terse sentence in lower case without a full stop, and stands alone: it says
/// what is wrong even where only one line can be shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How bad it is; the code's own severity unless it was changed by configuration.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, with what to write under the marked bytes; none for what has no place in a file.
    pub primary: Option<Location>,
    /// What to write under the primary location.
    pub label: String,
    /// Other places that belong to it, each with its label.
    pub related: Vec<(Location, String)>,
    /// Facts that help to understand it.
    pub notes: Vec<String>,
    /// Ways out.
    pub help: Vec<String>,
    /// What it is about, where the same is to be said of many places: findings of one code and group
    /// are told once, at the first place, with a count.
    pub group: Option<String>,
}

impl Diagnostic {
    /// A finding of `code` with its default severity, without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: None,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            group: None,
        }
    }

    /// Makes it a warning.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Says where it is, and what to write under that place.
    #[must_use]
    pub fn at(mut self, location: Location, label: impl Into<String>) -> Self {
        self.primary = Some(location);
        self.label = label.into();
        self
    }

    /// Says where it is, if that is known.
    #[must_use]
    pub(crate) fn at_any(self, location: Option<Location>) -> Self {
        match location {
            Some(location) => self.at(location, ""),
            None => self,
        }
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related.push((location, label.into()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what it is about; see [`Diagnostic::group`].
    #[must_use]
    pub fn about(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
