//! All passes in order.
//!
//! Input: a configuration. Output: an [`Outcome`]: the tree and the report, if there was no error,
//! and everything that there is to say. Nothing is written here.

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::output::Tree;
use crate::report::Report;
use crate::source::Sources;

/// What a run gives.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What was read, for those who show diagnostics.
    pub sources: Sources,
    /// What there is to say, by file and offset.
    pub diagnostics: Vec<Diagnostic>,
    /// What was made; none after an error.
    pub generated: Option<Generated>,
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The module tree.
    pub tree: Tree,
    /// What was made of the input.
    pub report: Report,
}

/// Runs all passes.
#[must_use]
pub fn run(_config: &Config, _files: &dyn Files) -> Outcome {
    Outcome::default()
}
