//! An array with an object for each finding, a line each.

use serde::Serialize;

use super::{Diagnostic, Sources};
use crate::diagnostic::Location;

/// A finding; what has no place has none of the members of [`Place`].
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    label: &'a str,
    related: Vec<Related<'a>>,
    notes: &'a [String],
    help: &'a [String],
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: String,
    place: String,
    pointer: &'a str,
    line: usize,
    column: usize,
    end: End,
}

/// The place after the last character.
#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

/// Writes the array.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let line = |diagnostic| serde_json::to_string(&finding(diagnostic, sources)).ok();
    let lines: Vec<_> = diagnostics.iter().filter_map(line).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    let related = |(location, label): &'a (Location, String)| Related {
        place: place(location, sources),
        label,
    };
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        place: diagnostic.primary.as_ref().map(|location| place(location, sources)),
        label: &diagnostic.label,
        related: diagnostic.related.iter().map(related).collect(),
        notes: &diagnostic.notes,
        help: &diagnostic.help,
    }
}

fn place<'a>(location: &'a Location, sources: &'a Sources) -> Place<'a> {
    let file = sources.file(location.file);
    let start = sources.position(location.file, location.span.start);
    let end = sources.position(location.file, location.span.end);
    Place {
        file: file.shown(),
        place: location.place(file),
        pointer: &location.pointer,
        line: start.line,
        column: start.column,
        end: End { line: end.line, column: end.column },
    }
}
