//! A table for the comment of a pull request.

use crate::diagnostic::Severity;
use crate::diff::{Change, Report, Rust, Verdict};

use super::{Options, short};

/// How many changes are listed at most; a comment has a limit.
const MOST: usize = 200;

/// Writes the summary, then a row for each change, the worst first.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    if report.changes.is_empty() {
        return "### Schema changes\n\nNone.\n".to_owned();
    }
    let it = &report.summary;
    let mut page = format!(
        "### Schema changes\n\n| strict readers | open readers | writers | Rust API |\n\
         | --- | --- | --- | --- |\n| {} | {} | {} | {} |\n\n",
        verdict(it.strict),
        verdict(it.open),
        verdict(it.writer),
        rust(it.rust)
    );
    page.push_str(
        "| | change | where | set | strict | open | writer | Rust | fingerprint |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut changes: Vec<_> = report.changes.iter().collect();
    changes.sort_by_key(|it| options.severity(it));
    for change in changes.iter().take(MOST) {
        page.push_str(&row(change, options));
    }
    if let Some(rest) = changes.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        page.push_str(&format!("\n{rest} more changes are not listed.\n"));
    }
    page
}

fn row(change: &Change, options: &Options<'_>) -> String {
    let mark = match options.severity(change) {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "",
    };
    let mut text = format!("{}: {}", change.code.as_str(), escape(&change.message));
    let documents = [("new", &change.only_new), ("old", &change.only_old)];
    for (side, document) in documents {
        if let Some(document) = document {
            let document = escape(&short(&document.document));
            text.push_str(&format!("<br>only the {side} schema accepts {document}"));
        }
    }
    for note in &change.notes {
        text.push_str(&format!("<br>Rust: {}", escape(note)));
    }
    if let Some(reason) = (options.accepted)(&change.fingerprint) {
        text.push_str(&format!("<br>accepted: {}", escape(&reason)));
    }
    format!(
        "| {mark} | {text} | `{}#{}` | {} | {} | {} | {} | {} | `{}` |\n",
        escape(&change.file),
        escape(&change.pointer),
        change.set.as_str(),
        verdict(change.strict),
        verdict(change.open),
        verdict(change.writer),
        rust(change.rust),
        change.fingerprint
    )
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Possible => "possible",
        Verdict::Unknown => "unknown",
        Verdict::Breaks => "**breaks**",
    }
}

fn rust(rust: Rust) -> &'static str {
    match rust {
        Rust::Patch => "patch",
        Rust::Minor => "minor",
        Rust::Major => "**major**",
    }
}

/// What a cell of a table may hold.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
