//! What is wrong with the places of the output, at the key that names them.
//!
//! Input: a configuration; a tree, or what the operating system says. Output: findings.

use std::io;
use std::path::{Path, PathBuf};

use super::{Manifest, Tree};
use crate::config::{Config, Step};
use crate::diagnostic::{Code, Diagnostic};
use crate::files::{is_hidden, normal};
use crate::source::is_schema_file;

const ELSEWHERE: &str = "write it beside the folder `out`, for example as `ledger.json`";

/// An error if the summary of the ledger would stand where another file does: one of the tree, or a schema.
#[must_use]
pub fn misplaced_ledger(config: &Config, tree: &Tree) -> Option<Diagnostic> {
    let ledger = normal(config.ledger.as_deref()?);
    let generated = tree.files.keys().map(|it| config.out.join(it));
    let mut generated = generated.chain([Manifest::path(&config.out)]);
    let message = if generated.any(|it| normal(&it) == ledger) {
        format!("`{}` is a file of the tree that is generated", ledger.display())
    } else if config.schemas.iter().any(|it| reads(&normal(it), &ledger)) {
        format!("`{}` stands among the schemas and would be read as one", ledger.display())
    } else {
        return None;
    };
    let finding = Diagnostic::new(Code::BadConfiguration, message).help(ELSEWHERE);
    Some(finding.at_any(config.location(&[Step::Key("ledger")])))
}

/// An error if the output would go where no folder of generated code should be: among the schemas, or to
/// the root of the disk.
#[must_use]
pub fn misplaced_out(config: &Config) -> Option<Diagnostic> {
    let out = normal(&config.out);
    let message = if out.has_root() && out.parent().is_none() {
        format!("`{}` is the root of the disk", config.out.display())
    } else if config.schemas.iter().any(|it| normal(it) == out) {
        format!("`{}` is the folder of the schemas", config.out.display())
    } else {
        return None;
    };
    let finding = Diagnostic::new(Code::BadConfiguration, message);
    let finding =
        finding.help("name a folder of its own for the generated code, such as `src/generated`");
    Some(finding.at_any(config.location(&[Step::Key("out")])))
}

/// Whether an input is a file, or is a folder of which it is read.
fn reads(input: &Path, file: &Path) -> bool {
    let within = file.strip_prefix(input);
    within.is_ok_and(|it| {
        let is_shown = || !it.ancestors().any(is_hidden);
        it.as_os_str().is_empty() || (is_schema_file(file) && is_shown())
    })
}

/// What the operating system says of a file of the output.
#[must_use]
pub fn refused(config: &Config, error: &io::Error) -> Diagnostic {
    let message = error.to_string();
    let names = |path: &PathBuf| message.starts_with(&format!("{}", path.display()));
    let ledger = config.ledger.as_ref().filter(|it| names(it)).map(|_| "ledger");
    let key = ledger.or_else(|| names(&config.out).then_some("out"));
    let place = key.and_then(|it| config.location(&[Step::Key(it)]));
    Diagnostic::new(Code::Io, message).at_any(place)
}
