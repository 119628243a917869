//! `codegen diff`: what changed in the schemas, and whom it breaks.
//!
//! Input: arguments, the schemas of today, those of a revision or of a folder. Output: the report, and
//! a status that `--fail-on` chooses. Whatever keeps the comparison from being made ends with 2.

use std::path::{Path, PathBuf};

use clap::Args;

use super::args::Inputs;
use super::commands::{Context, Status};
use super::findings::Findings;
use crate::config::Config;
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::diff::render::{Format, Options, render};
use crate::diff::{self, Perspective, Report, Side, git};
use crate::files::{FileKind, Files};

/// What to compare, and how to talk about it.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct DiffArguments {
    /// Compare with the schemas of this git revision (`origin/main`, `v1.2`) or in this folder
    #[arg(long, value_name = "REV|DIR", default_value = "HEAD")]
    pub(super) against: String,

    /// Read the configuration from this file [default: `codegen.toml`, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Read these schemas instead of those that the configuration names
    #[arg(long, value_name = "PATH", num_args = 1..)]
    schemas: Vec<PathBuf>,

    /// Override a key of the configuration
    #[arg(long = "set", value_name = "KEY=VALUE")]
    overrides: Vec<String>,

    /// Who is asked about
    #[arg(
        long,
        value_enum,
        value_name = "WHO",
        value_delimiter = ',',
        default_value = "strict,open,writer,rust"
    )]
    perspective: Vec<Perspective>,

    /// Fail with status 1 if something is at least as bad as this
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, clap::ValueEnum)]
enum FailOn {
    /// A change that breaks somebody.
    Error,
    /// A change that may break somebody, or changes what programs do.
    Warn,
    /// Nothing.
    #[default]
    Never,
}

impl DiffArguments {
    fn inputs(&self) -> Inputs {
        Inputs {
            config: self.config.clone(),
            schemas: self.schemas.clone(),
            overrides: self.overrides.clone(),
            ..Inputs::default()
        }
    }

    /// How problems with the comparison itself are printed.
    pub(super) fn findings_format(&self) -> diagnostic::Format {
        match self.format {
            Format::Full | Format::Markdown => diagnostic::Format::Full,
            Format::Concise => diagnostic::Format::Concise,
            Format::Json => diagnostic::Format::Json,
            Format::Github => diagnostic::Format::Github,
        }
    }
}

impl Context<'_> {
    pub(super) fn diff(&mut self, arguments: &DiffArguments) -> Result<Status, Findings> {
        let config = self.config(&arguments.inputs())?;
        let report = self.compare(&config, &arguments.against)?;
        let accepted = |fingerprint: &str| config.accepted(fingerprint).map(str::to_owned);
        let options = Options {
            perspectives: &arguments.perspective,
            accepted: &accepted,
            color: self.streams.color,
        };
        self.streams.print(&render(&report, arguments.format, &options));
        let worst = report.changes.iter().map(|it| options.severity(it)).min();
        let fails = match arguments.fail_on {
            FailOn::Never => false,
            FailOn::Error => worst == Some(Severity::Error),
            FailOn::Warn => worst.is_some_and(|it| it <= Severity::Warning),
        };
        Ok(if fails { Status::Drift } else { Status::Clean })
    }

    /// Reads both sides and compares them.
    fn compare(&self, config: &Config, against: &str) -> Result<Report, Findings> {
        let files = self.files;
        let folder = Path::new(against);
        let (old_config, old_files): (Config, Option<crate::files::Memory>) =
            if matches!(files.kind(folder), Ok(Some(FileKind::Folder))) {
                (moved(config, folder), None)
            } else {
                (config.clone(), Some(snapshot(config, against)?))
            };
        let old = match &old_files {
            Some(memory) => read(&old_config, memory, true),
            None => read(&old_config, files, false),
        }?;
        let new = read(config, files, false)?;
        let revision = old_files.is_some().then_some(against);
        diff::run(&old, &new, revision).ok_or_else(|| {
            let message = "the comparison stopped unexpectedly";
            Findings::one(Diagnostic::new(Code::Internal, message))
        })
    }
}

fn read(config: &Config, files: &dyn Files, lenient: bool) -> Result<Side, Findings> {
    Side::read(config, files, lenient)
        .map_err(|failed| Findings { list: failed.diagnostics, about: failed.sources })
}

/// The configuration for the schemas of another folder.
fn moved(config: &Config, folder: &Path) -> Config {
    let mut config = config.clone();
    config.schemas = vec![folder.to_owned()];
    config
}

fn snapshot(config: &Config, revision: &str) -> Result<crate::files::Memory, Findings> {
    let paths: Vec<_> = config.schemas.iter().chain(config.uri_map.values()).cloned().collect();
    git::snapshot(Path::new("."), revision, &paths).map_err(|it| Findings::one(*it))
}
