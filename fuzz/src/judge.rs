//! What must hold of every answer.
//!
//! Input: a case. Output: a [`Verdict`]. Panics of the generator are diagnostics by the time they
//! come here; what ends the process is seen by the one who started it.

use codegen::internal::diagnostic::{Code, Diagnostic, Format, Severity, render};
use codegen::internal::output::Tree;
use codegen::internal::pipeline::{self, Outcome};

use crate::case::Case;

/// What the generator made of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// Code.
    Made,
    /// A diagnostic that is worth its name.
    Refused,
    /// Something that must not be; the text says what.
    Bad(String),
}

/// Runs the generator and looks at what comes out; says when the generator is done.
pub(crate) fn judge(case: &Case, done: impl FnOnce()) -> Verdict {
    let outcome = pipeline::run(&case.config(), &case.memory());
    done();
    match problem(case, &outcome) {
        Some(problem) => Verdict::Bad(problem),
        None if outcome.generated.is_some() => Verdict::Made,
        None => Verdict::Refused,
    }
}

/// What the generator makes of a case, if it makes anything.
pub(crate) fn tree(case: &Case) -> Option<Tree> {
    pipeline::run(&case.config(), &case.memory()).generated.map(|it| it.tree)
}

fn problem(case: &Case, outcome: &Outcome) -> Option<String> {
    for format in [Format::Full, Format::Concise, Format::Json, Format::Github] {
        let text = render(&outcome.diagnostics, &outcome.sources, format, false);
        if text.is_empty() && !outcome.diagnostics.is_empty() {
            return Some("a diagnostic without a text".to_owned());
        }
    }
    let named =
        |problem: &str, it: &Diagnostic| format!("{problem}: {}: {}", it.code.as_str(), it.message);
    if let Some(it) = outcome.diagnostics.iter().find(|it| it.code == Code::Internal) {
        return Some(named("internal error", it));
    }
    let mut errors = outcome.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    if let Some(it) = errors.clone().find(|it| it.primary.is_none()) {
        return Some(named("an error without a place", it));
    }
    // What the grammar expects is the way out of a mistake in it, and stands in the message.
    let explained = |it: &&Diagnostic| it.code == Code::Syntax || !it.help.is_empty();
    if let Some(it) = errors.clone().find(|it| !explained(it)) {
        return Some(named("an error without a way out", it));
    }
    match &outcome.generated {
        None if errors.next().is_none() => Some("nothing was made, and nothing said".to_owned()),
        None => None,
        Some(generated) => code_problem(case, &generated.tree),
    }
}

/// Code of more bytes than this is not made twice: the limit of time is that of one run.
const LONG: usize = 4 << 20;

/// Every file is Rust; and, now and then, a second run gives the same bytes.
fn code_problem(case: &Case, made: &Tree) -> Option<String> {
    let own = made.files.iter().filter(|(path, _)| !path.starts_with("support/"));
    for (path, text) in own {
        if let Err(error) = syn::parse_file(text) {
            return Some(format!("{path} is not Rust: {error}"));
        }
    }
    let length: usize = made.files.values().map(String::len).sum();
    let is_twice = case.seed.is_multiple_of(16) && length < LONG;
    let again = is_twice.then(|| tree(case)).flatten();
    again.is_some_and(|again| again.files != made.files).then(|| "another run differs".to_owned())
}
