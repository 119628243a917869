//! Where a command talks to: findings to one stream, progress to the other.

use std::borrow::Cow;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use super::findings::Findings;
use crate::diagnostic::{Format, render};
use crate::files;
use crate::source::Sources;

/// The two streams of a command.
pub(super) struct Streams<'a> {
    /// What was asked for: findings, reports.
    pub(super) out: &'a mut dyn Write,
    /// Progress and summaries.
    pub(super) err: &'a mut dyn Write,
    /// Whether to colour; the streams take colours out where they do not lead to a terminal.
    pub(super) color: bool,
    /// The path from the top of the repository to the working folder, where there is one.
    pub(super) in_repository: Option<PathBuf>,
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
        let text = self.text(findings, format);
        self.print(&text);
    }

    /// Says what is going on. Nobody has to listen.
    pub(super) fn say(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// Says what was found on the way to something else.
    pub(super) fn say_findings(&mut self, findings: &Findings, format: Format) {
        if !findings.list.is_empty() {
            let text = self.text(findings, format);
            self.say(&text);
        }
    }

    fn text(&self, findings: &Findings, format: Format) -> String {
        let mut about = Cow::Borrowed(&findings.about);
        if format == Format::Github {
            self.start_from_repository(about.to_mut());
        }
        render(&findings.list, &about, format, self.color)
    }

    /// Has the paths begin at the top of the repository, where GitHub looks for them.
    pub(super) fn start_from_repository(&self, sources: &mut Sources) {
        let Some(folder) = &self.in_repository else { return };
        for file in sources.all_mut().filter(|it| it.disk_path.is_relative()) {
            let path = files::normal(&folder.join(&file.disk_path));
            file.disk_path = path;
        }
    }
}
