//! What each command does.
//!
//! Input: its arguments, the files, the pipeline. Output: text, files, a [`Status`]. A command that
//! cannot go on returns its findings, and [`Context::run`] prints them where that command's findings
//! belong.

use std::path::Path;

use clap::CommandFactory;

use super::args::{CheckArguments, Cli, Command, Inputs};
use super::findings::Findings;
use super::streams::Streams;
use crate::config::{Config, Error, FILE_NAME};
use crate::diagnostic::{Code, Diagnostic, Format, explain};
use crate::files::Files;
use crate::output::{self, Plan, Written};
use crate::pipeline::{Generated, Outcome};
use crate::report::{self, Report};

/// How a command ended; the number is the exit status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Status {
    /// Everything is as it should be.
    Clean = 0,
    /// What is on disk is not what is generated.
    Drift = 1,
    /// Usage, configuration, a bad schema or I/O.
    Failed = 2,
}

/// What a command works with.
pub(super) struct Context<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) generate: &'a dyn Fn(&Config, &dyn Files) -> Outcome,
    pub(super) streams: Streams<'a>,
}

impl Context<'_> {
    /// Runs a command to its end.
    pub(super) fn run(&mut self, command: &Command) -> Status {
        let status = match command {
            Command::Generate(inputs) => self.generate(inputs).unwrap_or_else(|findings| {
                self.streams.say_findings(&findings, inputs.format);
                Status::Failed
            }),
            Command::Check(arguments) => self.check(arguments).unwrap_or_else(|findings| {
                self.streams.print_findings(&findings, arguments.inputs.format);
                Status::Failed
            }),
            Command::Diff(arguments) => self.diff(arguments).unwrap_or_else(|findings| {
                self.streams.print_findings(&findings, arguments.findings_format());
                Status::Failed
            }),
            Command::Inspect(inputs) => self.inspect(inputs).unwrap_or_else(|findings| {
                self.streams.print_findings(&findings, inputs.format);
                Status::Failed
            }),
            Command::Explain { code } => self.explain(code.as_deref()),
            Command::Completions { shell } => self.completions(*shell),
        };
        if self.streams.failed { Status::Failed } else { status }
    }

    fn generate(&mut self, inputs: &Inputs) -> Result<Status, Findings> {
        let config = self.config(inputs)?;
        let (report, findings, plan) = self.plan(&config)?;
        self.streams.say_findings(&findings.without_infos(), inputs.format);
        if !plan.foreign.is_empty() {
            let (list, about) = plan.findings(&inputs.fix());
            let list = list.into_iter().filter(|it| it.code == Code::Foreign).collect();
            return Err(Findings { list, about });
        }
        let written = output::write(self.files, &plan).map_err(|error| Findings::io(&error))?;
        for path in &plan.kept {
            let path = path.display();
            self.streams.say(&format!("kept {path}: no longer generated, but edited\n"));
        }
        self.streams.say(&summary(&config, &report, written));
        Ok(Status::Clean)
    }

    fn check(
        &mut self,
        CheckArguments { inputs, regenerate }: &CheckArguments,
    ) -> Result<Status, Findings> {
        let config = self.config(inputs)?;
        if !regenerate && output::is_current(self.files, &config) {
            self.streams.print_findings(&Findings::default(), inputs.format);
            return Ok(self.up_to_date(&config));
        }
        let (_, findings, plan) = self.plan(&config)?;
        let mut findings = findings.without_infos();
        if inputs.format == Format::Full {
            self.streams.print_findings(&findings, inputs.format);
            if !findings.list.is_empty() && !plan.changes.is_empty() {
                self.streams.print("\n");
            }
            self.streams.print(&plan.diff());
            self.streams.print(&verdict(&plan, &inputs.fix()));
        } else {
            findings.append(plan.findings(&inputs.fix()));
            self.streams.print_findings(&findings, inputs.format);
        }
        Ok(if plan.is_clean() { self.up_to_date(&config) } else { Status::Drift })
    }

    fn up_to_date(&mut self, config: &Config) -> Status {
        self.streams.say(&format!("{} is up to date\n", config.out.display()));
        Status::Clean
    }

    fn inspect(&mut self, inputs: &Inputs) -> Result<Status, Findings> {
        let config = self.config(inputs)?;
        let (generated, findings) = self.run_pipeline(&config)?;
        self.streams.say_findings(&findings, inputs.format);
        let report = generated.report;
        let text = match inputs.format {
            Format::Json => report.to_json(),
            Format::Full | Format::Concise | Format::Github => report.to_string(),
        };
        self.streams.print(&text);
        Ok(Status::Clean)
    }

    fn explain(&mut self, code: Option<&str>) -> Status {
        let Some(code) = code else {
            let line = |it: &Code| {
                format!("{}  {:7}  {}\n", it.as_str(), it.severity().as_str(), it.title())
            };
            self.streams.print(&Code::ALL.iter().map(line).collect::<String>());
            return Status::Clean;
        };
        let Some(text) = explain(code) else {
            self.streams.say(&format!(
                "error: there is no code `{code}`\n\nhelp: `codegen explain` lists all of them\n"
            ));
            return Status::Failed;
        };
        self.streams.print(&text);
        Status::Clean
    }

    fn completions(&mut self, shell: clap_complete::Shell) -> Status {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "codegen", &mut script);
        self.streams.print(&String::from_utf8_lossy(&script));
        Status::Clean
    }

    /// The configuration that the arguments name.
    pub(super) fn config(&self, inputs: &Inputs) -> Result<Config, Findings> {
        let pairs = inputs.overrides.as_slice();
        let default = Path::new(FILE_NAME);
        let config = match &inputs.config {
            Some(path) => Config::from_file_and_overrides(self.files, path, pairs),
            None if self.exists(default) => {
                Config::from_file_and_overrides(self.files, default, pairs)
            }
            None => Config::from_toml("", FILE_NAME, Path::new(""), pairs),
        };
        let mut config = config.map_err(configuration_is_wrong)?;
        if !inputs.schemas.is_empty() {
            config.schemas.clone_from(&inputs.schemas);
        } else if inputs.config.is_none() && !self.exists(default) && !self.all_exist(&config) {
            let message = format!("there is no `{FILE_NAME}` here, and no `schemas`");
            let help = format!("name the schemas with `--schemas`, or write a `{FILE_NAME}`");
            return Err(Findings::one(Diagnostic::new(Code::FileNotFound, message).help(help)));
        }
        if let Some(out) = &inputs.out {
            config.out.clone_from(out);
            config.ledger = None;
        }
        Ok(config)
    }

    fn all_exist(&self, config: &Config) -> bool {
        config.schemas.iter().all(|it| self.exists(it))
    }

    fn exists(&self, path: &Path) -> bool {
        matches!(self.files.kind(path), Ok(Some(_)))
    }

    /// What was generated, with findings that are no errors; otherwise all of them.
    fn run_pipeline(&self, config: &Config) -> Result<(Generated, Findings), Findings> {
        let Outcome { sources, diagnostics, generated } = (self.generate)(config, self.files);
        let findings = Findings { list: diagnostics, about: sources };
        match generated {
            Some(generated) if !findings.has_errors() => Ok((generated, findings)),
            _ => Err(findings),
        }
    }

    /// The same, and what has to change on disk; what that weakens is among the findings.
    fn plan(&self, config: &Config) -> Result<(Report, Findings, Plan), Findings> {
        let (Generated { tree, report }, mut findings) = self.run_pipeline(config)?;
        let Findings { list, about } = &mut findings;
        let plan = output::plan_of(self.files, config, tree, &report, about, list.len())
            .map_err(|error| Findings::io(&error))?;
        if let Some(earlier) = plan.summary_before(config.ledger.as_deref()) {
            list.extend(report::weaker(&report, &earlier, about));
        }
        Ok((report, findings, plan))
    }
}

pub(super) fn configuration_is_wrong(error: Error) -> Findings {
    let (finding, about) = error.into_finding();
    Findings { list: vec![finding], about }
}

/// What was done, in a line.
fn summary(config: &Config, report: &Report, written: Written) -> String {
    let Written { created, updated, removed } = written;
    let done = match (created, updated, removed) {
        (0, 0, 0) => "up to date".to_owned(),
        _ => format!("{created} files created, {updated} updated, {removed} removed"),
    };
    let (schemas, types) = (report.schemas.len(), report.types.len());
    format!("{}: {done} ({schemas} schemas, {types} types)\n", config.out.display())
}

/// How many files are listed below a diff.
const FILES_LISTED: usize = 60;

/// What is wrong on disk, and the command that fixes it; nothing where all is well.
fn verdict(plan: &Plan, fix: &str) -> String {
    if plan.is_clean() {
        return String::new();
    }
    let (findings, _) = plan.findings(fix);
    let line = |it: &Diagnostic| {
        format!("{}[{}]: {}\n", it.severity.as_str(), it.code.as_str(), it.message)
    };
    let lines: String = findings.iter().take(FILES_LISTED).map(line).collect();
    let more = match findings.len().saturating_sub(FILES_LISTED) {
        0 => String::new(),
        more => format!("... and {more} more files\n"),
    };
    format!("\n{lines}{more}\nhelp: {fix}\n")
}
