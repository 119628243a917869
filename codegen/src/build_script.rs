//! What a build script does: keeps the committed code as the schemas say, wherever it may.
//!
//! Input: a configuration, the environment that cargo gives to build scripts, and the files on disk.
//! Output: generated files, and the lines that cargo reads from a build script. This is the one file
//! of the library that reads the environment and prints. Invariants:
//!
//! - A build that finds everything up to date writes nothing.
//! - The committed code is used as it is where writing is not the build's business: in a package that
//!   was published or vendored, on docs.rs, in a checkout that belongs to cargo, without schemas.
//! - In CI nothing is written; code that is out of date is an error.
//! - Only inputs that exist are watched: cargo takes a watched file that is missing for changed, and
//!   the output would look changed after every run.
//!
//! Cargo's own rule is that build scripts write to `OUT_DIR` alone. This one breaks it on purpose, so
//! that generated code is reviewed like any other; the conditions above are what makes that sound.
//! Who prefers the rule says [`Config::out_dir`]: then the code is always generated, nothing is
//! compared, and schemas that are missing are an error.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Format, Severity, render};
use crate::files::{self, Disk, Files};
use crate::output::{self, Plan};
use crate::pipeline::{self, Generated, Outcome};
use crate::report;
use crate::source::{self, File, Sources};

/// What the build script is to say when it fails. It prints as readable text in both forms, because
/// `fn main() -> Result<(), Failed>` prints the debugging form.
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failed {}

/// Generates what the configuration file at `path` says, as [`Config::build`] does. Without the file
/// nothing is done: a published package does not have it.
///
/// # Errors
///
/// Those of [`Config::build`], and a configuration that cannot be read.
pub fn run(path: impl AsRef<Path>) -> Result<(), Failed> {
    let mut script = Script::new(&Disk, Environment::of_process(), &pipeline::run, io::stdout());
    script.run_file(path.as_ref())
}

impl Config {
    /// Generates, from a build script, where that is the build's business.
    ///
    /// Files are only written where their text changes. Nothing is written in CI (the variable `CI`
    /// is set, and not to `false`), in packages that come from a registry, a vendored folder or
    /// cargo's own checkouts, on docs.rs, and where there are no schemas. With [`Config::out_dir`] it
    /// is written anywhere and always.
    ///
    /// # Errors
    ///
    /// The schemas have errors, the code cannot be written for another reason than that it is
    /// read-only, or, in CI, it is out of date. The errors were printed for cargo to show.
    pub fn build(&self) -> Result<(), Failed> {
        let mut script =
            Script::new(&Disk, Environment::of_process(), &pipeline::run, io::stdout());
        script.run(self)
    }
}

/// What a build script can know about the build.
#[derive(Clone, Debug, Default)]
struct Environment {
    is_ci: bool,
    is_docs_rs: bool,
    /// The folder of the package that is built.
    package: PathBuf,
    /// The folder for what the build makes.
    out_dir: Option<PathBuf>,
}

impl Environment {
    fn of_process() -> Self {
        let is_set = |it: Option<OsString>| it.is_some_and(|it| !it.is_empty() && it != "false");
        Self {
            is_ci: is_set(std::env::var_os("CI")),
            is_docs_rs: is_set(std::env::var_os("DOCS_RS")),
            package: std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default().into(),
            out_dir: std::env::var_os("OUT_DIR").map(PathBuf::from),
        }
    }
}

/// A run of a build script.
struct Script<'a, W> {
    files: &'a dyn Files,
    environment: Environment,
    generate: &'a dyn Fn(&Config, &dyn Files) -> Outcome,
    cargo: W,
    /// What to do about code that is out of date where it is not written.
    fix: &'static str,
}

impl<'a, W: Write> Script<'a, W> {
    fn new(
        files: &'a dyn Files,
        environment: Environment,
        generate: &'a dyn Fn(&Config, &dyn Files) -> Outcome,
        cargo: W,
    ) -> Self {
        Self { files, environment, generate, cargo, fix: "" }
    }

    /// Generates what the file at `path` says.
    fn run_file(&mut self, path: &Path) -> Result<(), Failed> {
        self.fix = "run `codegen generate` and commit what it writes";
        self.tell("rerun-if-env-changed", "CI");
        if self.is_not_ours() || !self.exists(path) {
            return Ok(());
        }
        self.watch(path);
        match Config::from_file(self.files, path) {
            Ok(config) => self.update(&config),
            Err(error) => Err(self.refuse(error)),
        }
    }

    /// Generates what the builder says.
    fn run(&mut self, config: &Config) -> Result<(), Failed> {
        if config.is_in_out_dir() {
            return self.run_in_out_dir(config);
        }
        self.fix = "build where `CI` is not set and commit what that writes";
        self.tell("rerun-if-env-changed", "CI");
        if self.is_not_ours() { Ok(()) } else { self.update(config) }
    }

    /// Generates below `OUT_DIR`, with the file that declares the module.
    fn run_in_out_dir(&mut self, config: &Config) -> Result<(), Failed> {
        let (folder, module) = self.place_in_out_dir(config).map_err(|it| self.refuse_text(it))?;
        self.environment.is_ci = false;
        let mut config = config.clone().out(folder.join(&module));
        config.ledger = None;
        self.update(&config)?;
        let path = folder.join(format!("{module}.rs"));
        let text = declaration(&module);
        if self.files.read(&path).is_ok_and(|it| it == text.as_bytes()) {
            return Ok(());
        }
        self.files.write(&path, text.as_bytes()).map_err(|error| self.fail(&error))
    }

    /// The folder, and the name of the module in it.
    fn place_in_out_dir(&self, config: &Config) -> Result<(PathBuf, String), String> {
        let Some(folder) = self.environment.out_dir.clone() else {
            return Err("`out_dir` is for build scripts: there is no `OUT_DIR` here".to_owned());
        };
        if let Some(path) = config.schemas.iter().find(|it| !source::is_there(self.files, it)) {
            return Err(format!("{}: there is no such file or folder", path.display()));
        }
        let name = config.out.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        if syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(format!("`out` names the module, and `{name}` is no name of one"));
        }
        Ok((folder, name.to_owned()))
    }

    fn refuse_text(&mut self, text: String) -> Failed {
        self.refuse(config::Error::new(text))
    }

    fn update(&mut self, config: &Config) -> Result<(), Failed> {
        if !config.schemas.iter().any(|it| source::is_there(self.files, it)) {
            return Ok(());
        }
        let inputs = config.schemas.iter().chain(config.uri_map.values());
        for path in inputs.flat_map(|it| source::to_watch(self.files, it)).collect::<Vec<_>>() {
            self.watch(&path);
        }
        if let Some(problem) = config.problems().first() {
            return Err(self.refuse(config::Error::new(problem.clone())));
        }
        if output::is_current(self.files, config) {
            return Ok(());
        }
        let plan = self.generate(config)?;
        if plan.is_clean() {
            Ok(())
        } else if self.environment.is_ci {
            Err(self.find_fault(&plan))
        } else {
            self.write(&plan)
        }
    }

    fn generate(&mut self, config: &Config) -> Result<Plan, Failed> {
        let Outcome { sources, diagnostics, generated } = (self.generate)(config, self.files);
        self.show(&diagnostics, &sources);
        let failed = diagnostics.iter().any(|it| it.severity == Severity::Error);
        match generated {
            Some(Generated { tree, report }) if !failed => {
                let findings = diagnostics.len();
                let plan = output::plan_of(self.files, config, tree, &report, &sources, findings)
                    .map_err(|error| self.fail(&error))?;
                if let Some(earlier) = plan.summary_before(config.ledger.as_deref()) {
                    let mut weaker = report::weaker(&report, &earlier, &sources);
                    weaker.retain(|it| !pipeline::is_allowed(config, &sources, it));
                    self.show(&weaker, &sources);
                }
                Ok(plan)
            }
            _ => Err(self.failed(&diagnostics, &sources)),
        }
    }

    fn find_fault(&mut self, plan: &Plan) -> Failed {
        let (findings, sources) = plan.findings(self.fix);
        self.show(&findings, &sources);
        Failed(format!("the generated code is out of date: {}\n{}", self.fix, plan.diff()))
    }

    fn write(&mut self, plan: &Plan) -> Result<(), Failed> {
        match output::write(self.files, plan) {
            Ok(_) => Ok(()),
            Err(error) if is_read_only(&error) => {
                let message = format!("the generated code is out of date and stays so: {error}");
                self.tell("warning", &message);
                Ok(())
            }
            Err(error) => Err(self.fail(&error)),
        }
    }

    /// Whether the package is not where it is developed. Cargo leaves these files in packages that it
    /// unpacks, vendors or checks out, and puts the last one into packages that it makes.
    fn is_not_ours(&self) -> bool {
        let package = &self.environment.package;
        self.environment.is_docs_rs
            || package.ancestors().any(|folder| self.exists(&folder.join(".cargo-ok")))
            || self.exists(&package.join(".cargo-checksum.json"))
            || self.exists(&package.join(".cargo_vcs_info.json"))
    }

    fn exists(&self, path: &Path) -> bool {
        files::exists(self.files, path)
    }

    fn watch(&mut self, path: &Path) {
        self.tell("rerun-if-changed", &path.display().to_string());
    }

    /// Shows findings, a line each; cargo reads no longer ones.
    fn show(&mut self, findings: &[Diagnostic], sources: &Sources) {
        let sources = self.located(sources);
        for finding in findings {
            let key = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => continue,
            };
            let line = render(std::slice::from_ref(finding), &sources, Format::Concise, false);
            self.tell(key, line.trim_end());
        }
    }

    fn failed(&self, findings: &[Diagnostic], sources: &Sources) -> Failed {
        Failed(render(findings, &self.located(sources), Format::Full, false))
    }

    /// The files by paths that open them for those who read what cargo prints: they are in some folder
    /// of the workspace, and this script is in that of the package. What is in the package is found.
    fn located<'s>(&self, sources: &'s Sources) -> Cow<'s, Sources> {
        let is_outside = |it: &&mut File| it.disk_path.starts_with("..");
        let mut sources = Cow::Borrowed(sources);
        let mut all = sources.files.iter().chain(sources.configuration.as_deref());
        if all.any(|it| it.disk_path.starts_with("..")) {
            for file in sources.to_mut().all_mut().filter(is_outside) {
                if let Ok(real) = self.files.canonical(&file.disk_path) {
                    file.disk_path = real;
                }
            }
        }
        sources
    }

    fn refuse(&mut self, error: config::Error) -> Failed {
        let (finding, sources) = error.into_finding();
        self.show(std::slice::from_ref(&finding), &sources);
        self.failed(&[finding], &sources)
    }

    fn fail(&mut self, error: &io::Error) -> Failed {
        let message = error.to_string();
        self.tell("error", &message);
        Failed(message)
    }

    /// Prints an instruction. That cargo has stopped reading is nothing that a script can help.
    fn tell(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.cargo, "cargo::{key}={}", value.replace('\n', " "));
    }
}

/// What declares a module in the folder of the file. An `include!` cannot read the root of a tree,
/// which begins with documentation of its own; and the path of a module is relative to this file.
fn declaration(module: &str) -> String {
    format!(
        "// @generated by codegen from JSON Schemas: edit the schemas and generate again.\n\n\
         #[allow(unreachable_pub)]\n#[path = \"{module}/mod.rs\"]\npub mod {module};\n"
    )
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests;
