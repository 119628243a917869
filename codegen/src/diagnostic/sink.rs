//! The collector that every pass pushes to.

use super::{Diagnostic, Severity};

/// Collects findings in any order and hands them out sorted.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// An empty collector.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error was pushed: the gate between passes.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }

    /// All findings, by file and offset, without repetitions.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            (&a.primary, a.code, &a.message).cmp(&(&b.primary, b.code, &b.message))
        });
        self.diagnostics.dedup();
        self.diagnostics
    }
}
