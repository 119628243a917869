//! All passes in order.
//!
//! Input: a configuration. Output: an [`Outcome`]: the tree and the report, if there was no error,
//! and everything that there is to say. Nothing is written here.

use std::path::PathBuf;

use crate::config::{Allow, Config, Glob, Step};
use crate::diagnostic::{Code, Diagnostic, Location, Severity, Sink};
use crate::files::Files;
use crate::lower::{self, Lowered};
use crate::output::{self, Tree};
use crate::report::Report;
use crate::resolve::{self, ResolveOptions, Schemas};
use crate::source::{self, Input, Sources};
use crate::{layout, report, types, views, weave};

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

/// Hears what is being done.
pub type Tell<'a> = dyn Fn(&'static str) + Sync + 'a;

/// Runs all passes.
#[must_use]
pub fn run(config: &Config, files: &dyn Files) -> Outcome {
    run_telling(config, files, &|_| ())
}

/// The same, for those who want to know what is being done.
#[must_use]
pub fn run_telling(config: &Config, files: &dyn Files, tell: &Tell<'_>) -> Outcome {
    let mut sink = Sink::new();
    tell("reading the schemas");
    let mut sources = source::run(files, &inputs(config), &mut sink);
    sources.configuration = config.file();
    let missing = source::missing_folders(files, link_folders(config));
    missing.into_iter().for_each(|it| sink.push(it));
    if sink.has_errors() {
        return Outcome { sources, diagnostics: sink.into_sorted(), generated: None };
    }
    let (generated, diagnostics) = std::thread::scope(|scope| {
        let work = || generate(config, &sources, sink, tell);
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(_)) | Err(_) => (None, vec![internal("the generator stopped unexpectedly")]),
        }
    });
    Outcome { sources, diagnostics, generated }
}

fn internal(message: &str) -> Diagnostic {
    Diagnostic::new(Code::Internal, message)
}

/// The passes between reading and writing.
fn generate(
    config: &Config,
    sources: &Sources,
    mut sink: Sink,
    tell: &Tell<'_>,
) -> (Option<Generated>, Vec<Diagnostic>) {
    tell("choosing types");
    let generated = resolve_and_lower(config, sources, &mut sink).and_then(|(schemas, lowered)| {
        tell("writing the code");
        let typed = types::run(&lowered, &mut sink);
        let source_of = |id| weave::shorten(schemas.place(sources, id));
        let options = weave::Options { config, source_of: &source_of };
        let print = |_, items| layout::print(items);
        let woven = weave::run(&options, &schemas, &lowered, &typed, &print);
        let parts = woven.parts.clone();
        let tree = layout::run(config, woven, &mut sink);
        let misplaced = output::misplaced_ledger(config, &tree).into_iter();
        misplaced.chain(output::misplaced_out(config)).for_each(|it| sink.push(it));
        let report = report::run(sources, &schemas, &lowered, &parts);
        (!sink.has_errors()).then_some(Generated { tree, report })
    });
    if generated.is_some() {
        stale_allowances(config, sources, &sink).into_iter().for_each(|it| sink.push(it));
    }
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
    let schemas = views::run(config, sources, schemas, sink);
    let mut lowered = lower::run(config, sources, &schemas, sink);
    std::mem::take(&mut lowered.unmatched).into_iter().for_each(|it| sink.push(it));
    (!sink.has_errors()).then_some((schemas, lowered))
}

/// The inputs, and the folders that stand for addresses.
pub(crate) fn inputs(config: &Config) -> Vec<Input> {
    let schemas = config.schemas.iter().enumerate().map(|(index, path)| {
        let at = config.location(&[Step::Key("schemas"), Step::Index(index)]);
        Input::new(path).named_at(at.filter(|_| !config.has_other_inputs()))
    });
    let mapped = config.uri_map.iter().map(|(prefix, folder)| {
        let at = config.location(&[Step::Key("uri_map"), Step::Key(prefix)]);
        Input::mapped(folder, prefix).named_at(at)
    });
    schemas.chain(mapped).map(|it| it.following(&config.follow_links_to)).collect()
}

/// The folders that links may lead to, and where each is named.
fn link_folders(config: &Config) -> impl Iterator<Item = (&PathBuf, Option<Location>)> {
    let place = |index| config.location(&[Step::Key("follow_links_to"), Step::Index(index)]);
    config.follow_links_to.iter().enumerate().map(move |(index, path)| (path, place(index)))
}

/// Whether the configuration accepts a finding. An error cannot be: there is nothing without it.
pub(crate) fn is_allowed(config: &Config, sources: &Sources, diagnostic: &Diagnostic) -> bool {
    diagnostic.severity != Severity::Error
        && config.allowed(diagnostic.code, &place(sources, diagnostic)).is_some()
}

/// Where a finding is, as the configuration names it.
fn place(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.primary.as_ref().map(|it| it.place(sources.file(it.file)));
    place.unwrap_or_default()
}

/// A finding for each entry of `allow` that accepts none.
fn stale_allowances(config: &Config, sources: &Sources, sink: &Sink) -> Vec<Diagnostic> {
    let accepts = |allow: &Allow| {
        let is_accepted = |it: &Diagnostic| allow.matches(it.code, &place(sources, it));
        sink.iter().any(|it| it.severity != Severity::Error && is_accepted(it))
    };
    // The ledger of the last run is not known here, so neither is what is weaker now.
    let may_come_later = |allow: &Allow| allow.code.as_deref() == Some(Code::Weaker.as_str());
    let entries = config.allow.iter().enumerate().filter(|_| !config.has_other_inputs());
    let stale = entries.filter(|(_, it)| !may_come_later(it) && !accepts(it));
    stale.map(|(index, allow)| stale_allowance(config, index, allow)).collect()
}

fn stale_allowance(config: &Config, index: usize, allow: &Allow) -> Diagnostic {
    let (key, what) = match (&allow.code, &allow.at) {
        (Some(code), Some(at)) => ("code", format!("no `{code}` at `{}`", at.as_str())),
        (Some(code), None) => ("code", format!("no `{code}`")),
        (None, at) => ("at", format!("nothing at `{}`", at.as_ref().map_or("*", Glob::as_str))),
    };
    let is_change = allow.code.as_ref().is_some_and(|it| it.starts_with('D'));
    let help = if is_change { "changes are accepted by `accept`" } else { "delete it" };
    let message = format!("`allow` accepts nothing: there is {what}");
    let at = config.location(&[Step::Key("allow"), Step::Index(index), Step::Key(key)]);
    Diagnostic::new(Code::UnusedAllowance, message).help(help).at_any(at)
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
