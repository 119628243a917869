//! `codegen diff`: what changed in the schemas, and whom it breaks.
//!
//! Input: arguments, the schemas of today, those of a revision or of a folder. Output: the report, and
//! a status that `--fail-on` chooses. Whatever keeps the comparison from being made ends with 2.

use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::args::Inputs;
use super::commands::{Context, Status, configuration_is_wrong};
use super::findings::Findings;
use super::place;
use crate::config::{Accept, Config, FILE_NAME, Step};
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::diff::render::{Format, Options, render};
use crate::diff::{self, Perspective, Report, Side, git};
use crate::files::{FileKind, Files, Memory};
use crate::source::{self, STANDARD_INPUT, Sources};

/// What to compare, and how to talk about it.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct DiffArguments {
    /// The new schemas, instead of those that the configuration names: files, folders, patterns, or `-`
    /// for the standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The old schemas: a git revision (`origin/main`, `v1.2`), the commit where two branches parted
    /// (`main...HEAD`), a folder or a file
    #[arg(long, value_name = "REV|PATH", default_value = "HEAD")]
    pub(super) against: String,

    /// Pass if the old revision has no schemas yet: all of them are new
    #[arg(long)]
    allow_new: bool,

    /// Read the configuration from this file [default: `codegen.toml` in this folder or the nearest
    /// one above it within the repository, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The same as PATH
    #[arg(long, value_name = "PATH", num_args = 1..)]
    schemas: Vec<PathBuf>,

    /// Override a key of the configuration
    #[arg(long = "set", value_name = "KEY=VALUE")]
    overrides: Vec<String>,

    /// Whose code or documents count
    #[arg(
        long,
        value_enum,
        value_name = "WHO",
        value_delimiter = ',',
        default_value = "strict,open,writer,rust"
    )]
    perspective: Vec<Perspective>,

    /// Exit with status 1 if a change is this bad or worse
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    fail_on: FailOn,

    /// Do not print changes of this severity or below
    #[arg(long, value_enum, value_name = "SEVERITY")]
    hide: Option<Hide>,

    /// The output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, clap::ValueEnum)]
enum FailOn {
    /// A change that breaks something.
    Error,
    /// A change that may break something or changes behaviour.
    Warn,
    /// Nothing.
    #[default]
    Never,
}

/// What is left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Hide {
    /// What breaks nothing.
    Info,
    /// That, and what may break something.
    Warn,
}

impl Hide {
    fn severity(self) -> Severity {
        match self {
            Self::Info => Severity::Info,
            Self::Warn => Severity::Warning,
        }
    }
}

impl DiffArguments {
    fn inputs(&self) -> Inputs {
        Inputs {
            config: self.config.clone(),
            paths: self.paths.clone(),
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
        let against = self.against(&config, arguments)?;
        let mut report = self.compare(&config, &against, arguments)?;
        self.streams.say_findings(
            &stale_acceptances(&config, &against, &report),
            arguments.findings_format(),
        );
        if arguments.format == Format::Github {
            self.streams.start_from_repository(&mut report.sources);
        }
        let accepted = |fingerprint: &str| config.accepted(fingerprint).map(str::to_owned);
        let options = Options {
            perspectives: &arguments.perspective,
            accepted: &accepted,
            color: self.streams.color,
            hidden: arguments.hide.map(Hide::severity),
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
    fn compare(
        &mut self,
        config: &Config,
        against: &Against,
        arguments: &DiffArguments,
    ) -> Result<Report, Findings> {
        let old = match &against.old_files {
            Some(memory) => read(&against.old_config, memory, true),
            None => read(&against.old_config, self.files, false),
        }?;
        let new = match &against.new_files {
            Some(memory) => read(config, memory, true),
            None => read(config, self.files, false),
        }?;
        if let Some(revision) = against.before_all().filter(|_| arguments.allow_new) {
            self.streams
                .say(&format!("{}: all are new\n", has_none(&against.old_config, revision)));
            return diff::run(&Side::before(&new), &new, Some(revision)).ok_or_else(stopped);
        }
        for (side, config, whose) in [(&old, &against.old_config, "old"), (&new, config, "new")] {
            if side.schemas.roots.is_empty() {
                let finding = nothing(config, whose, &arguments.against);
                let is_first = whose == "old" && against.before_all().is_some();
                let help = "if these are the first schemas, pass `--allow-new`";
                return Err(Findings::one(if is_first { finding.help(help) } else { finding }));
            }
        }
        diff::run(&old, &new, against.revision.as_deref()).ok_or_else(stopped)
    }

    /// What to compare with: a folder, a file or a revision.
    fn against(&self, config: &Config, arguments: &DiffArguments) -> Result<Against, Findings> {
        let path = Path::new(&arguments.against);
        match self.files.kind(path) {
            Ok(Some(FileKind::Folder)) => {
                let old = self.of_folder(config, path, arguments)?;
                Ok(Against::disk(self.of_named_files(old, path, arguments)?))
            }
            Ok(Some(FileKind::File | FileKind::Other)) => Ok(Against::disk(moved(config, path))),
            Ok(None) | Err(_) => self.of_revision(config, arguments),
        }
    }

    /// The configuration for the schemas of another folder: its own, if it has one. Where the folder has
    /// what the configuration of today names, as another checkout has, these are its schemas.
    fn of_folder(
        &self,
        config: &Config,
        folder: &Path,
        arguments: &DiffArguments,
    ) -> Result<Config, Findings> {
        let own = folder.join(FILE_NAME);
        let has_own = matches!(self.files.kind(&own), Ok(Some(FileKind::File)));
        if !has_own || arguments.config.is_some() {
            return Ok(self.below(config, folder).unwrap_or_else(|| moved(config, folder)));
        }
        let config = Config::from_file_and_overrides(self.files, &own, &arguments.overrides);
        let config = config.map_err(configuration_is_wrong)?;
        let exist = config.schemas.iter().all(|it| source::is_there(self.files, it));
        Ok(if exist { config } else { moved(&config, folder) })
    }

    /// The configuration with the same inputs below a folder, if all of them are there.
    fn below(&self, config: &Config, folder: &Path) -> Option<Config> {
        let is_plain = |it: &PathBuf| it.components().all(|it| matches!(it, Component::Normal(_)));
        let schemas: Vec<_> = config.schemas.iter().map(|it| folder.join(it)).collect();
        let are_there = schemas.iter().all(|it| source::is_there(self.files, it));
        let found = are_there && config.schemas.iter().all(is_plain);
        found.then(|| {
            let mut config = config.clone();
            config.schemas = schemas;
            config
        })
    }

    /// Where files are named, those in the folder that have the same names: nobody asked about what
    /// else is there.
    fn of_named_files(
        &self,
        mut old: Config,
        folder: &Path,
        arguments: &DiffArguments,
    ) -> Result<Config, Findings> {
        let named = arguments.inputs().named();
        let is_file = |path: &Path| matches!(self.files.kind(path), Ok(Some(FileKind::File)));
        if named.is_empty() || !named.iter().all(|it| is_file(it)) {
            return Ok(old);
        }
        let mut counterparts = Vec::new();
        for file in &named {
            let folders = [folder].into_iter().chain(old.schemas.iter().map(PathBuf::as_path));
            let mut paths = folders.flat_map(|folder| {
                let names = [Some(file.as_path()), file.file_name().map(Path::new)];
                names.into_iter().flatten().map(|name| folder.join(name))
            });
            counterparts.push(paths.find(|it| is_file(it)).ok_or_else(|| {
                let name = file.file_name().unwrap_or_default().display();
                let message = format!("`{}` has no `{name}`", folder.display());
                let finding = Diagnostic::new(Code::NoBaseline, message);
                Findings::one(finding.help("name the old file: `--against FILE`"))
            })?);
        }
        old.schemas = counterparts;
        Ok(old)
    }

    /// The schemas and the configuration of a revision.
    fn of_revision(&self, config: &Config, arguments: &DiffArguments) -> Result<Against, Findings> {
        let found = |it: Box<Diagnostic>| Findings::one(*it);
        let here = Path::new(".");
        let (old, new) = match arguments.against.split_once("...") {
            Some((a, b)) => {
                let (a, b) = (or_head(a), or_head(b));
                let base = git::merge_base(here, a, b).map_err(found)?;
                (base, Some(b).filter(|it| *it != "HEAD"))
            }
            None => (arguments.against.clone(), None),
        };
        let mut old_config = self.config_at(config, &old, arguments)?;
        let mut old_files = git::snapshot(here, &old, &inputs(&old_config)).map_err(found)?;
        let is_unnamed = arguments.inputs().named().is_empty() && arguments.config.is_none();
        if is_unnamed && !old_config.schemas.iter().any(|it| source::is_there(&old_files, it)) {
            // Before there was a configuration that names others, the schemas stood in the usual place.
            let usual = Config::new().schemas;
            let files = git::snapshot(here, &old, &usual).map_err(found)?;
            if usual.iter().all(|it| source::is_there(&files, it)) {
                (old_config.schemas, old_files) = (usual, files);
            }
        }
        let new_files = new.map(|it| git::snapshot(here, it, &inputs(config)));
        let new_files = new_files.transpose().map_err(found)?;
        Ok(Against { old_config, old_files: Some(old_files), new_files, revision: Some(old) })
    }

    /// The configuration as a revision has it, or the one of today where that has none.
    fn config_at(
        &self,
        config: &Config,
        revision: &str,
        arguments: &DiffArguments,
    ) -> Result<Config, Findings> {
        let path = arguments.config.clone().or_else(|| place::configuration(self.files));
        let path = path.unwrap_or_else(|| PathBuf::from(FILE_NAME));
        let files = git::snapshot(Path::new("."), revision, std::slice::from_ref(&path));
        let without = || accepting_nothing(config.clone());
        let Ok(files) = files else { return Ok(without()) };
        if !matches!(files.kind(&path), Ok(Some(FileKind::File))) {
            return Ok(without());
        }
        let mut old = Config::from_file_and_overrides(&files, &path, &arguments.overrides)
            .map_err(configuration_is_wrong)?;
        if arguments.config.is_none() {
            place::shorten(&mut old, self.files);
        }
        let named = arguments.inputs().named();
        if !named.is_empty() {
            old.read_others(named);
        }
        Ok(old)
    }
}

/// What the schemas of today are compared with.
struct Against {
    old_config: Config,
    /// The files of a revision; none for those on disk.
    old_files: Option<Memory>,
    new_files: Option<Memory>,
    revision: Option<String>,
}

impl Against {
    /// The revision, if it has nothing where the schemas are to be.
    fn before_all(&self) -> Option<&str> {
        let files = self.old_files.as_ref()?;
        let has_any = self.old_config.schemas.iter().any(|it| source::is_there(files, it));
        self.revision.as_deref().filter(|_| !has_any)
    }

    fn disk(old_config: Config) -> Self {
        // A folder has no time, so what is accepted is not known to be older.
        let old_config = accepting_nothing(old_config);
        Self { old_config, old_files: None, new_files: None, revision: None }
    }
}

fn read(config: &Config, files: &dyn Files, lenient: bool) -> Result<Side, Findings> {
    Side::read(config, files, lenient)
        .map_err(|failed| Findings { list: failed.diagnostics, about: failed.sources })
}

/// The configuration for an older version of which nothing is known to be accepted.
fn accepting_nothing(mut config: Config) -> Config {
    config.accept.clear();
    config
}

/// What accepts a change that was made already: the older version accepts it as well, and there is none.
fn stale_acceptances(config: &Config, against: &Against, report: &Report) -> Findings {
    let is_change =
        |it: &Accept| report.changes.iter().any(|change| change.fingerprint == it.fingerprint);
    let stale =
        config.accept.iter().enumerate().filter(|(_, it)| {
            against.old_config.accepted(&it.fingerprint).is_some() && !is_change(it)
        });
    let finding = |(index, it): (usize, &Accept)| {
        let message =
            format!("`accept` of {} accepts nothing: it is no change any more", it.fingerprint);
        let finding = Diagnostic::new(Code::UnusedAllowance, message).help("delete it");
        let place = [Step::Key("accept"), Step::Index(index), Step::Key("fingerprint")];
        match config.location(&place) {
            Some(location) => finding.at(location, ""),
            None => finding,
        }
    };
    let about = Sources { files: Vec::new(), configuration: config.file() };
    Findings { list: stale.map(finding).collect(), about }
}

/// A side without schemas: to compare with it would find nothing wrong with anything.
fn nothing(config: &Config, whose: &str, against: &str) -> Diagnostic {
    let message = has_none(config, &format!("the {whose} side"));
    let help = format!(
        "say where they are: `--against {against}` names the old side, `--schemas` the new one"
    );
    Diagnostic::new(Code::NoBaseline, message).help(help)
}

/// That there are no schemas where the configuration looks for them.
fn has_none(config: &Config, whose: &str) -> String {
    let paths: Vec<_> = config.schemas.iter().map(|it| format!("`{}`", it.display())).collect();
    format!("{whose} has no schemas: there are none in {}", paths.join(", "))
}

fn stopped() -> Findings {
    Findings::one(Diagnostic::new(Code::Internal, "the comparison stopped unexpectedly"))
}

/// The configuration for the schemas of another folder, or of one file.
fn moved(config: &Config, path: &Path) -> Config {
    let mut config = config.clone();
    config.schemas = vec![path.to_owned()];
    config
}

fn inputs(config: &Config) -> Vec<PathBuf> {
    let paths = config.schemas.iter().chain(config.uri_map.values());
    let is_file = |it: &&PathBuf| it.as_path() != Path::new(STANDARD_INPUT);
    paths.filter(is_file).flat_map(|it| with_siblings(source::above(it))).collect()
}

/// An input, and of a file the folder from which it takes along what it refers to.
fn with_siblings(input: &Path) -> Vec<PathBuf> {
    let folder = input.parent().filter(|_| source::is_schema_file(input));
    let folder = folder.map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    folder.into_iter().chain([input]).map(Path::to_owned).collect()
}

fn or_head(revision: &str) -> &str {
    if revision.is_empty() { "HEAD" } else { revision }
}
