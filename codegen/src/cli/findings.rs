//! Findings together with the files that they are about.

use crate::diagnostic::{Code, Diagnostic, Severity};
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

    /// What the operating system has to say.
    pub(super) fn io(error: &std::io::Error) -> Self {
        Self::one(Diagnostic::new(Code::Io, error.to_string()))
    }

    /// Adds findings about other files.
    pub(super) fn append(&mut self, (list, about): (Vec<Diagnostic>, Sources)) {
        let offset = u32::try_from(self.about.files.len()).unwrap_or(u32::MAX);
        for mut finding in list {
            let related = finding.related.iter_mut().map(|(location, _)| location);
            for location in finding.primary.iter_mut().chain(related) {
                location.file = FileId(location.file.0.saturating_add(offset));
            }
            self.list.push(finding);
        }
        self.about.files.extend(about.files);
    }

    /// Leaves out what is only good to know, which `inspect` is for.
    pub(super) fn without_infos(mut self) -> Self {
        self.list.retain(|it| it.severity != Severity::Info);
        self
    }

    pub(super) fn has_errors(&self) -> bool {
        self.list.iter().any(|it| it.severity == Severity::Error)
    }
}
