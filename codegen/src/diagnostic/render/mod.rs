//! Findings as text, for people and for programs.
//!
//! Input: findings and the files that they are about. Output: text that ends in a line feed, or
//! nothing for no findings (but `json`, whose output is an array always). The order is that of the
//! input. Nothing here knows which pass a finding is from.

mod concise;
#[cfg(feature = "cli")]
mod full;
mod github;
mod json;

use std::borrow::Cow;

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// With the text that each is about, for people.
    #[default]
    Full,
    /// A line for each.
    Concise,
    /// A JSON array.
    Json,
    /// Workflow commands of GitHub Actions, which show them beside the code.
    Github,
}

/// Writes findings; `color` has a meaning for [`Format::Full`] alone.
///
/// Without the feature `cli`, [`Format::Full`] writes no text of the files: a line for each finding,
/// then its notes and ways out.
#[must_use]
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    color: bool,
) -> String {
    match format {
        Format::Full => full(diagnostics, sources, color),
        Format::Concise => concise::render(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources),
        Format::Github => github::render(diagnostics, sources),
    }
}

#[cfg(feature = "cli")]
fn full(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    full::render(diagnostics, sources, color)
}

#[cfg(not(feature = "cli"))]
fn full(diagnostics: &[Diagnostic], sources: &Sources, _color: bool) -> String {
    concise::render_with_help(diagnostics, sources)
}

impl Severity {
    /// Its name as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A text from an input, made fit for a terminal: no control character reaches it.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return text.into();
    }
    let escape = |char: char| match char {
        '\n' => " ".to_owned(),
        char if char.is_control() => char.escape_default().to_string(),
        char => char.to_string(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests;
