//! All passes in order.
//!
//! Input: a configuration. Output: an [`Outcome`]: the tree and the report, if there was no error,
//! and everything that there is to say. Nothing is written here.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::files::Files;
use crate::lower::{self, Lowered};
use crate::output::Tree;
use crate::report::Report;
use crate::resolve::{self, ResolveOptions, Schemas};
use crate::source::{self, Input, Sources};
use crate::{layout, report, types, weave};

/// Deep nesting makes passes recurse; a stack of this size holds what the reader lets through.
const STACK: usize = 512 << 20;

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
pub fn run(config: &Config, files: &dyn Files) -> Outcome {
    let mut sink = Sink::new();
    let sources = source::run(files, &inputs(config), &mut sink);
    if sink.has_errors() {
        return Outcome { sources, diagnostics: sink.into_sorted(), generated: None };
    }
    let (generated, diagnostics) = std::thread::scope(|scope| {
        let work = || generate(config, &sources, sink);
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(_)) | Err(_) => (None, vec![internal("the generator stopped unexpectedly")]),
        }
    });
    Outcome { sources, diagnostics, generated }
}

fn internal(message: &str) -> Diagnostic {
    Diagnostic::new(crate::diagnostic::Code::Internal, message)
}

/// The passes between reading and writing.
fn generate(
    config: &Config,
    sources: &Sources,
    mut sink: Sink,
) -> (Option<Generated>, Vec<Diagnostic>) {
    let generated = resolve_and_lower(config, sources, &mut sink).and_then(|(schemas, lowered)| {
        let typed = types::run(&lowered, &mut sink);
        let source_of = |id| weave::shorten(schemas.place(sources, id));
        let options = weave::Options { config, source_of: &source_of };
        let print = |_, items| layout::print(items);
        let woven = weave::run(&options, &schemas, &lowered, &typed, &print);
        let parts = woven.parts.clone();
        let tree = layout::run(config, woven, &mut sink);
        let report = report::run(sources, &schemas, &lowered, &parts);
        (!sink.has_errors()).then_some(Generated { tree, report })
    });
    sink.retain(|it| !is_allowed(config, sources, it));
    (generated, sink.into_sorted())
}

fn resolve_and_lower(
    config: &Config,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<(Schemas, Lowered)> {
    let options = ResolveOptions::of(config);
    let schemas = resolve::run(&options, sources, sink);
    if sink.has_errors() {
        return None;
    }
    let mut lowered = lower::run(config, sources, &schemas, sink);
    std::mem::take(&mut lowered.unmatched).into_iter().for_each(|it| sink.push(it));
    (!sink.has_errors()).then_some((schemas, lowered))
}

/// The inputs, and the folders that stand for addresses.
pub(crate) fn inputs(config: &Config) -> Vec<Input> {
    let schemas = config.schemas.iter().map(Input::new);
    let mapped = config.uri_map.iter().map(|(prefix, folder)| Input::mapped(folder, prefix));
    schemas.chain(mapped).map(|it| it.following(&config.follow_links_to)).collect()
}

/// Whether the configuration accepts a finding. An error cannot be: there is nothing without it.
fn is_allowed(config: &Config, sources: &Sources, diagnostic: &Diagnostic) -> bool {
    let place = diagnostic.primary.as_ref().map(|it| it.place(sources.file(it.file)));
    diagnostic.severity != Severity::Error
        && config.allowed(diagnostic.code, place.as_deref().unwrap_or_default()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Format, render};

    #[test]
    fn a_defect_of_the_program_is_told_as_such() {
        let sources = Sources::default();
        let text = render(&[internal("stopped")], &sources, Format::Concise, false);
        assert_eq!(text, "error[X001]: stopped\n");
    }
}
