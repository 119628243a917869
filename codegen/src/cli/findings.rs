//! Findings together with the files that they are about.

use super::args::Loudness;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::output;
use crate::source::{FileId, Sources};

/// Findings, and the files that they are about.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub(super) list: Vec<Diagnostic>,
    pub(super) about: Sources,
}

impl Findings {
    /// One finding that is about no file.
    pub(super) fn one(finding: Diagnostic) -> Self {
        Self { list: vec![finding], about: Sources::default() }
    }

    /// What the operating system has to say of the output.
    pub(super) fn io(config: &Config, error: &std::io::Error) -> Self {
        let about = Sources { files: Vec::new(), configuration: config.file() };
        Self { list: vec![output::refused(config, error)], about }
    }

    /// Adds findings about other files.
    pub(super) fn append(&mut self, (list, about): (Vec<Diagnostic>, Sources)) {
        let offset = u32::try_from(self.about.files.len()).unwrap_or(u32::MAX);
        for mut finding in list {
            let related = finding.related.iter_mut().map(|(location, _)| location);
            let of_input = |it: &&mut Location| it.file != FileId::CONFIGURATION;
            for location in finding.primary.iter_mut().chain(related).filter(of_input) {
                location.file = FileId(location.file.0.saturating_add(offset));
            }
            self.list.push(finding);
        }
        self.about.files.extend(about.files);
    }

    /// Leaves out what is not to be said: of what is no error, what is only good to know, unless much
    /// is to be said, and the rest where little is.
    pub(super) fn at(mut self, loudness: Loudness) -> Self {
        self.list.retain(|it| match it.severity {
            Severity::Error => true,
            Severity::Warning => !loudness.quiet,
            Severity::Info => loudness.verbose,
        });
        self
    }

    pub(super) fn has_errors(&self) -> bool {
        self.list.iter().any(|it| it.severity == Severity::Error)
    }
}
