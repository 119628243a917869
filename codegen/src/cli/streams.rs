//! Where a command talks to: findings to one stream, progress to the other.

use std::io::{ErrorKind, Write};

use super::findings::Findings;
use crate::diagnostic::{Format, render};

/// The two streams of a command.
pub(super) struct Streams<'a> {
    /// What was asked for: findings, reports.
    pub(super) out: &'a mut dyn Write,
    /// Progress and summaries.
    pub(super) err: &'a mut dyn Write,
    /// Whether to colour; the streams take colours out where they do not lead to a terminal.
    pub(super) color: bool,
    /// Whether something was lost on the way, so that the command cannot be called a success.
    pub(super) failed: bool,
}

impl Streams<'_> {
    /// Prints a text that was asked for.
    pub(super) fn print(&mut self, text: &str) {
        let result = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        // A reader that has seen enough (`codegen inspect | head`) is no failure.
        self.failed |= result.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe);
    }

    /// Prints findings that were asked for.
    pub(super) fn print_findings(&mut self, findings: &Findings, format: Format) {
        let text = render(&findings.list, &findings.about, format, self.color);
        self.print(&text);
    }

    /// Says what is going on. Nobody has to listen.
    pub(super) fn say(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Says what was found on the way to something else.
    pub(super) fn say_findings(&mut self, findings: &Findings, format: Format) {
        if !findings.list.is_empty() {
            let text = render(&findings.list, &findings.about, format, self.color);
            self.say(&text);
        }
    }
}
