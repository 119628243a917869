//! A line for each finding: `path:line:column: error[R002]: message (#/pointer)`, with the word that was
//! probably meant.

use super::{Diagnostic, Sources, printable};

/// Writes a line for each.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let suggested = |it: &Diagnostic| {
        let suggestion = it.help.iter().find(|help| help.starts_with("did you mean"));
        suggestion.map_or_else(String::new, |it| format!("; {}", printable(it)))
    };
    diagnostics.iter().map(|it| line(it, sources) + &suggested(it) + "\n").collect()
}

/// Writes a line for each, and below it what helps.
#[cfg(any(test, not(feature = "cli")))]
pub(super) fn render_with_help(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let with_help = |it: &Diagnostic| {
        let notes = it.notes.iter().map(|note| format!("  note: {}\n", printable(note)));
        let help = it.help.iter().map(|help| format!("  help: {}\n", printable(help)));
        line(it, sources) + "\n" + &notes.chain(help).collect::<String>()
    };
    diagnostics.iter().map(with_help).collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut line = String::new();
    if let Some(location) = &diagnostic.primary {
        let start = sources.position(location.file, location.span.start);
        let path = sources.file(location.file).shown();
        let path = printable(&path);
        line.push_str(&format!("{path}:{}:{}: ", start.line, start.column));
    }
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let message = printable(message);
    line.push_str(&format!("{}[{}]: {message}", severity.as_str(), code.as_str()));
    match &diagnostic.primary {
        Some(location) if !location.pointer.is_empty() => {
            line.push_str(&format!(" (#{})", printable(&location.pointer)));
        }
        _ => {}
    }
    line
}
