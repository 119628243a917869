//! A report as text, for people and for programs.
//!
//! Input: a [`Report`] and what to show of it. Output: text that ends in a line feed. The order is
//! that of the report.

mod json;
mod markdown;

use super::{Change, Perspective, Report};
use crate::diagnostic::{self, Diagnostic, Severity};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// With the text of both sides, for people.
    #[default]
    Full,
    /// A line for each change.
    Concise,
    /// One JSON object.
    Json,
    /// Workflow commands of GitHub Actions, which show them beside the code.
    Github,
    /// A table for the comment of a pull request.
    Markdown,
}

/// What to show, and how.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Who is asked about.
    pub perspectives: &'a [Perspective],
    /// Why a change is accepted, by its fingerprint.
    pub accepted: &'a dyn Fn(&str) -> Option<String>,
    /// Whether to colour; has a meaning for [`Format::Full`] alone.
    pub color: bool,
}

impl Options<'_> {
    /// How bad a change is; what is accepted is good to know, and no more.
    #[must_use]
    pub fn severity(&self, change: &Change) -> Severity {
        match (self.accepted)(&change.fingerprint) {
            Some(_) => Severity::Info,
            None => change.severity(self.perspectives),
        }
    }
}

/// Writes a report.
#[must_use]
pub fn render(report: &Report, format: Format, options: &Options<'_>) -> String {
    let diagnostics = |report: &Report| -> Vec<Diagnostic> {
        report.changes.iter().map(|it| diagnostic(it, options)).collect()
    };
    let text =
        |format| diagnostic::render(&diagnostics(report), &report.sources, format, options.color);
    match format {
        Format::Full => text(diagnostic::Format::Full) + &summary(report),
        Format::Concise => text(diagnostic::Format::Concise) + &summary(report),
        Format::Github => text(diagnostic::Format::Github),
        Format::Json => json::render(report, options),
        Format::Markdown => markdown::render(report, options),
    }
}

/// A change as a finding.
fn diagnostic(change: &Change, options: &Options<'_>) -> Diagnostic {
    let mut finding = Diagnostic::new(change.code, change.message.clone());
    finding.severity = options.severity(change);
    match (&change.new_place, &change.old_place) {
        (Some(new), old) => {
            finding = finding.at(new.clone(), "now");
            if let Some(old) = old {
                finding = finding.related(old.clone(), "before");
            }
        }
        (None, Some(old)) => finding = finding.at(old.clone(), "before"),
        (None, None) => {}
    }
    finding = finding.note(verdicts(change));
    if let Some(document) = &change.only_new {
        finding =
            finding.note(format!("only the new schema accepts {}", short(&document.document)));
    }
    if let Some(document) = &change.only_old {
        finding =
            finding.note(format!("only the old schema accepts {}", short(&document.document)));
    }
    for note in &change.notes {
        finding = finding.note(format!("Rust: {note}"));
    }
    match (options.accepted)(&change.fingerprint) {
        Some(reason) => finding.note(format!("accepted: {reason}")),
        None if finding.severity == Severity::Info => finding,
        None => finding.note(format!("fingerprint: {}", change.fingerprint)),
    }
}

/// `set: widens; strict readers: breaks; …` in a line.
fn verdicts(change: &Change) -> String {
    format!(
        "set: {}; strict readers: {}; open readers: {}; writers: {}; Rust: {}",
        change.set.as_str(),
        change.strict.as_str(),
        change.open.as_str(),
        change.writer.as_str(),
        change.rust.as_str()
    )
}

/// The worst of all, in a line.
fn summary(report: &Report) -> String {
    if report.changes.is_empty() {
        return "no changes\n".to_owned();
    }
    let it = &report.summary;
    let count = report.changes.len();
    format!(
        "\n{count} {}; strict readers: {}; open readers: {}; writers: {}; Rust: {}\n",
        if count == 1 { "change" } else { "changes" },
        it.strict.as_str(),
        it.open.as_str(),
        it.writer.as_str(),
        it.rust.as_str()
    )
}

/// A text of bounded length.
fn short(text: &str) -> String {
    const MOST: usize = 100;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}
