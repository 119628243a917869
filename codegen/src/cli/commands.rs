//! What each command does.
//!
//! Input: its arguments, the files, the pipeline. Output: text, files, a [`Status`]. A command that
//! cannot go on returns its findings, and [`Context::run`] prints them where that command's findings
//! belong.

use std::path::Path;

use clap::CommandFactory;

use super::args::{CheckArguments, Cli, Command, GenerateArguments, Inputs, Loudness, STREAM};
use super::findings::Findings;
use super::place;
use super::streams::Streams;
use super::watch::{self, State};
use crate::config::{self, Config, Error, FILE_NAME};
use crate::diagnostic::{Code, Diagnostic, Format, explain};
use crate::files::Files;
use crate::layout;
use crate::output::{self, Change, Plan, Written};
use crate::pipeline::{self, Generated, Outcome};
use crate::report::{self, Report};
use crate::source::{self, STANDARD_INPUT};

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
            Command::Generate(arguments) if arguments.watch => self.watch(arguments),
            Command::Generate(arguments) => self.generate_and_say(arguments),
            Command::Check(arguments) => self.check(arguments).unwrap_or_else(|findings| {
                let Inputs { format, loudness, .. } = arguments.inputs;
                self.streams.print_findings(&findings.at(loudness), format);
                Status::Failed
            }),
            Command::Diff(arguments) => self.diff(arguments).unwrap_or_else(|findings| {
                self.streams.print_findings(&findings, arguments.findings_format());
                Status::Failed
            }),
            Command::Inspect(inputs) => self.inspect(inputs).unwrap_or_else(|findings| {
                self.streams.print_findings(&findings.at(inputs.loudness), inputs.format);
                Status::Failed
            }),
            Command::Init(arguments) => self.init(arguments).unwrap_or_else(|findings| {
                self.streams.say_findings(&findings, Format::Full);
                Status::Failed
            }),
            Command::ConfigSchema => {
                self.streams.print(&config::schema());
                Status::Clean
            }
            Command::Explain { codes } => self.explain(codes),
            Command::Completions { shell } => self.completions(*shell),
        };
        if self.streams.failed { Status::Failed } else { status }
    }

    fn generate_and_say(&mut self, arguments: &GenerateArguments) -> Status {
        self.generate(arguments).unwrap_or_else(|findings| {
            let Inputs { format, loudness, .. } = arguments.inputs;
            self.streams.say_findings(&findings.at(loudness), format);
            Status::Failed
        })
    }

    fn generate(&mut self, arguments: &GenerateArguments) -> Result<Status, Findings> {
        let GenerateArguments { inputs, dry_run, .. } = arguments;
        let config = self.config(inputs)?;
        if config.out == Path::new(STREAM) {
            return self.print_code(&config, inputs);
        }
        if !dry_run && output::is_current(self.files, &config) {
            return Ok(self.up_to_date(&config, inputs));
        }
        let (report, findings, plan) = self.plan(&config)?;
        self.say_all(findings, inputs);
        if !plan.foreign.is_empty() {
            let (list, about) = plan.findings(&inputs.fix());
            let list = list.into_iter().filter(|it| it.code == Code::Foreign).collect();
            return Err(Findings { list, about });
        }
        if *dry_run {
            self.streams.print(&steps(&plan));
            return Ok(Status::Clean);
        }
        self.write(&config, inputs, &report, &plan)?;
        Ok(Status::Clean)
    }

    /// Says the findings, and in a line each what was passed over, of which the findings are for those
    /// who want to know more.
    fn say_all(&mut self, findings: Findings, inputs: &Inputs) {
        let Loudness { quiet, verbose } = inputs.loudness;
        let passed_over = findings.list.iter().filter(|it| it.code == Code::PassedOver);
        let lines: String = passed_over.map(|it| format!("{}\n", it.message)).collect();
        self.streams.say_findings(&findings.at(inputs.loudness), inputs.format);
        if !quiet && !verbose && inputs.format == Format::Full {
            self.streams.say(&lines);
        }
    }

    fn write(
        &mut self,
        config: &Config,
        inputs: &Inputs,
        report: &Report,
        plan: &Plan,
    ) -> Result<(), Findings> {
        let written =
            output::write(self.files, plan).map_err(|error| Findings::io(config, &error))?;
        if inputs.loudness.verbose {
            self.streams.say(&steps(plan));
        }
        for path in &plan.kept {
            let path = path.display();
            self.streams.say(&format!("kept {path}: no longer generated, but edited\n"));
        }
        if !inputs.loudness.quiet {
            self.streams.say(&summary(config, report, written));
        }
        Ok(())
    }

    /// Prints the whole tree as one file, and nothing else there.
    fn print_code(&mut self, config: &Config, inputs: &Inputs) -> Result<Status, Findings> {
        let (generated, findings) = self.run_pipeline(config)?;
        self.say_all(findings, inputs);
        let text = layout::one_file(&generated.tree)
            .map_err(|it| Findings::one(Diagnostic::new(Code::Internal, it)))?;
        self.streams.print(&text);
        Ok(Status::Clean)
    }

    /// Generates, and again whenever something has changed. It ends with the program.
    fn watch(&mut self, arguments: &GenerateArguments) -> Status {
        let inputs = &arguments.inputs;
        if inputs.named().iter().any(|it| it == Path::new(STANDARD_INPUT)) {
            self.streams.say("error: `--watch` needs files, and the standard input is none\n");
            return Status::Failed;
        }
        loop {
            let state = self.state(inputs);
            self.generate_and_say(arguments);
            if !inputs.loudness.quiet {
                self.streams.say("waiting for changes\n");
            }
            watch::until_changed(&state, || self.state(inputs));
        }
    }

    /// What the files are like that a run would read.
    fn state(&self, inputs: &Inputs) -> State {
        let path = inputs.config.clone().or_else(|| place::configuration(self.files));
        State::now(self.files, path.as_ref(), self.config(inputs).ok().as_ref())
    }

    fn check(
        &mut self,
        CheckArguments { inputs, regenerate }: &CheckArguments,
    ) -> Result<Status, Findings> {
        let config = self.config(inputs)?;
        if config.out == Path::new(STREAM) {
            let message = "`check` compares files, and the standard output has none";
            let help = "name the folder that the code is in: `--out DIR`";
            let finding = Diagnostic::new(Code::BadConfiguration, message).help(help);
            return Err(Findings::one(finding));
        }
        if !regenerate && output::is_current(self.files, &config) {
            self.streams.print_findings(&Findings::default(), inputs.format);
            return Ok(self.up_to_date(&config, inputs));
        }
        let (_, findings, plan) = self.plan(&config)?;
        let mut findings = findings.at(inputs.loudness);
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
        Ok(if plan.is_clean() { self.up_to_date(&config, inputs) } else { Status::Drift })
    }

    fn up_to_date(&mut self, config: &Config, inputs: &Inputs) -> Status {
        if !inputs.loudness.quiet {
            self.streams.say(&format!("{} is up to date\n", config.out.display()));
        }
        Status::Clean
    }

    fn inspect(&mut self, inputs: &Inputs) -> Result<Status, Findings> {
        let config = self.config(inputs)?;
        let (generated, findings) = self.run_pipeline(&config)?;
        let loudness = Loudness { verbose: !inputs.loudness.quiet, ..inputs.loudness };
        self.streams.say_findings(&findings.at(loudness), inputs.format);
        let report = generated.report;
        let text = match inputs.format {
            Format::Json => report.to_json(),
            Format::Full | Format::Concise | Format::Github => report.to_string(),
        };
        self.streams.print(&text);
        Ok(Status::Clean)
    }

    fn explain(&mut self, codes: &[String]) -> Status {
        if codes.is_empty() {
            let line = |it: &Code| {
                format!("{}  {:7}  {}\n", it.as_str(), it.severity().as_str(), it.title())
            };
            self.streams.print(&Code::ALL.iter().map(line).collect::<String>());
        }
        let texts: Vec<_> = codes.iter().map(|it| explain(it).ok_or(it)).collect();
        let known: Vec<_> = texts.iter().filter_map(|it| it.as_deref().ok()).collect();
        self.streams.print(&known.join("\n"));
        let unknown: Vec<_> = texts.iter().filter_map(|it| it.as_ref().err()).collect();
        for code in &unknown {
            let known = Code::ALL.iter().map(|it| it.as_str());
            let suggestion = config::suggest::suggestion(code, known);
            self.streams.say(&format!("error: there is no code `{code}`{suggestion}\n"));
        }
        if unknown.is_empty() {
            return Status::Clean;
        }
        self.streams.say("\nhelp: `codegen explain` lists all of them\n");
        Status::Failed
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
        let path = inputs.config.clone().or_else(|| place::configuration(self.files));
        let config = match &path {
            Some(path) => Config::from_file_and_overrides(self.files, path, pairs),
            None => Config::from_toml("", FILE_NAME, Path::new(""), pairs),
        };
        let mut config = config.map_err(configuration_is_wrong)?;
        if inputs.config.is_none() {
            place::shorten(&mut config, self.files);
        }
        let named = inputs.named();
        if !named.is_empty() {
            config.read_others(named);
        } else if path.is_none() && !self.all_exist(&config) {
            return Err(Findings::one(nothing_to_read()));
        }
        if let Some(out) = &inputs.out {
            config.write_to(out);
        }
        Ok(config)
    }

    fn all_exist(&self, config: &Config) -> bool {
        config.schemas.iter().all(|it| source::is_there(self.files, it))
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
            .map_err(|error| Findings::io(config, &error))?;
        if let Some(earlier) = plan.summary_before(config.ledger.as_deref()) {
            let weaker = report::weaker(&report, &earlier, about).into_iter();
            list.extend(weaker.filter(|it| !pipeline::is_allowed(config, about, it)));
        }
        Ok((report, findings, plan))
    }
}

pub(super) fn configuration_is_wrong(error: Error) -> Findings {
    let (finding, about) = error.into_finding();
    Findings { list: vec![finding], about }
}

fn nothing_to_read() -> Diagnostic {
    let message = format!("there is no `{FILE_NAME}` here, and no `schemas`");
    Diagnostic::new(Code::FileNotFound, message).help(format!(
        "name the schemas, as in `codegen generate PATH`, or let `codegen init` write a `{FILE_NAME}`"
    ))
}

/// What a plan does, a line for each file.
fn steps(plan: &Plan) -> String {
    let step = |change: &Change| {
        let verb = match change {
            Change::Create { .. } => "create",
            Change::Update { .. } => "update",
            Change::Remove { .. } => "remove",
        };
        format!("{verb} {}\n", change.path().display())
    };
    plan.changes.iter().map(step).collect()
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
