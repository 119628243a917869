//! Workflow commands: `::error file=…,line=1,col=2,title=R002::message`.
//!
//! The path is the one that the file was read by, as the commands want it relative to the folder
//! of the workflow. Notes and ways out follow the message, a line each.

use super::{Diagnostic, Severity, Sources};
use crate::diagnostic::Location;

/// Writes a command for each.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|it| command(it, sources)).collect()
}

fn command(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = diagnostic.primary.as_ref().map(|location| place(location, sources));
    let title = property(&format!("{}: {}", diagnostic.code.as_str(), diagnostic.code.title()));
    let text = data(&text(diagnostic, sources));
    format!("::{name} {}title={title}::{text}\n", place.unwrap_or_default())
}

/// The message and what belongs to it.
fn text(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut text = diagnostic.message.clone();
    match &diagnostic.primary {
        Some(location) if !location.pointer.is_empty() => {
            text.push_str(&format!(" (#{})", location.pointer));
        }
        _ => {}
    }
    for (location, label) in &diagnostic.related {
        let start = sources.position(location.file, location.span.start);
        let path = sources.file(location.file).shown();
        text.push_str(&format!("\n{path}:{}:{}: {label}", start.line, start.column));
    }
    for note in &diagnostic.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    for help in &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    text
}

/// The properties that say where; a range of columns must be one of a single line.
fn place(location: &Location, sources: &Sources) -> String {
    let start = sources.position(location.file, location.span.start);
    let end = sources.position(location.file, location.span.end);
    // Not as it is shown: GitHub has the files of one revision alone.
    let file = sources.file(location.file).disk_path.display().to_string().replace('\\', "/");
    let file = property(&file);
    let mut place = format!("file={file},line={},col={},", start.line, start.column);
    if end.line == start.line && end.column > start.column {
        place.push_str(&format!("endLine={},endColumn={},", end.line, end.column));
    }
    place
}

/// What the text of a command may hold.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What the value of a property may hold.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
