//! `codegen init`: what a crate needs to begin with.
//!
//! Input: the working folder. Output: a `codegen.toml`; in a crate also a build script, an example that
//! reads a document, and the dependencies in `Cargo.toml`; a workflow for GitHub. No file that is there
//! is written over, and of `Cargo.toml` nothing is changed but what it lacks.

mod find;
mod generator;
mod manifest;

use std::path::{Path, PathBuf};

use self::generator::Generator;
use self::manifest::Manifest;
use super::args::InitArguments;
use super::commands::{Context, Status};
use super::findings::Findings;
use super::place;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::{Code, Diagnostic};
use crate::files::{self, exists};
use crate::pipeline::Outcome;

const CONFIGURATION: &str = include_str!("codegen.toml");
const BUILD_SCRIPT: &str = include_str!("build.rs.txt");
const EXAMPLE: &str = include_str!("read.rs.txt");
const WORKFLOW: &str = include_str!("workflow.yml");

/// Where the generated code goes, the first that is free.
const FOLDERS: [&str; 3] = ["src/api", "src/generated", "src/schemas"];

/// What is known before anything is written.
struct Beginning {
    schemas: Vec<PathBuf>,
    out: PathBuf,
    generator: Generator,
    /// The manifest of the crate, if the folder is one.
    manifest: Option<Manifest>,
}

/// What was done, to be told at the end.
#[derive(Default)]
struct Told {
    lines: Vec<String>,
    next: Vec<String>,
}

impl Told {
    fn wrote(&mut self, path: &Path, what: &str) {
        self.lines.push(format!("wrote {}: {what}", path.display()));
    }

    fn text(self) -> String {
        let next = self.next.iter().map(|it| format!("next: {it}\n"));
        let lines = self.lines.iter().map(|it| format!("{it}\n"));
        lines.chain(["\n".to_owned()]).chain(next).collect()
    }
}

impl Context<'_> {
    pub(super) fn init(&mut self, arguments: &InitArguments) -> Result<Status, Findings> {
        let it = self.beginning(arguments)?;
        let mut config = Config::new().out(&it.out);
        config.schemas.clone_from(&it.schemas);
        let outcome = (self.generate)(&config, self.files);
        let is_missing = outcome.diagnostics.iter().any(|it| it.code == Code::FileNotFound);
        if outcome.sources.files.is_empty() || is_missing {
            return Err(Findings { list: outcome.diagnostics, about: outcome.sources });
        }
        let mut told = Told::default();
        self.write_new(Path::new(FILE_NAME), &it.configuration(self.files))?;
        told.wrote(Path::new(FILE_NAME), "what to generate and how, every key explained");
        let builds = self.write_crate(&it, &outcome, &mut told)?;
        self.write_workflow(&it, &mut told)?;
        let findings = Findings { list: outcome.diagnostics, about: outcome.sources };
        let has_errors = findings.has_errors();
        self.streams.say_findings(&findings.at(Default::default()), Default::default());
        if has_errors {
            told.next = vec!["mend the schemas, then `codegen generate`".to_owned()];
        } else if !builds {
            told.next.insert(0, "`codegen generate`".to_owned());
        }
        self.streams.say(&told.text());
        Ok(if has_errors { Status::Failed } else { Status::Clean })
    }

    fn beginning(&self, arguments: &InitArguments) -> Result<Beginning, Findings> {
        if exists(self.files, Path::new(FILE_NAME)) {
            return Err(refused(&format!("there is a `{FILE_NAME}` already"), "edit it"));
        }
        let schemas = if arguments.paths.is_empty() {
            find::schemas(self.files)
                .map_err(|it| refused(&it, "name them: `codegen init PATH`"))?
        } else {
            arguments.paths.clone()
        };
        let is_free = |it: &&&str| !exists(self.files, Path::new(**it));
        let out = arguments.out.clone().or_else(|| FOLDERS.iter().find(is_free).map(PathBuf::from));
        let out = out.ok_or_else(|| {
            refused("no folder is free for the code", "name one: `codegen init --out DIR`")
        })?;
        let manifest = Manifest::read(self.files).map_err(|it| refused(&it, "mend it"))?;
        Ok(Beginning { schemas, out, generator: Generator::find(self.files), manifest })
    }

    /// Writes what a crate needs to use the code; whether its build generates it.
    fn write_crate(
        &mut self,
        it: &Beginning,
        outcome: &Outcome,
        told: &mut Told,
    ) -> Result<bool, Findings> {
        let Some(mut manifest) = it.manifest.clone() else { return Ok(false) };
        let out = slashed(&it.out);
        if let Some(generated) = &outcome.generated {
            told.lines.extend(manifest.depend(&generated.report.dependencies));
        }
        let script = Path::new("build.rs");
        let line = it.generator.dependency(self.files);
        let builds = line.is_some() && !exists(self.files, script) && !manifest.has_build_script();
        if builds {
            self.write_new(script, &BUILD_SCRIPT.replace("{out}", &out))?;
            told.wrote(script, "every build generates what has changed");
        } else {
            told.next.push(it.generator.without_script().to_owned());
        }
        told.lines.extend(line.and_then(|it| manifest.build_depend(it)));
        if let Some(text) = manifest.changed() {
            let written = self.files.write(Path::new(manifest::FILE), text.as_bytes());
            written.map_err(|error| Findings::io(&Config::default(), &error))?;
        }
        let example = Path::new("examples/read.rs");
        let path = find::document(outcome);
        if let Some(path) = path.filter(|_| !exists(self.files, example)) {
            self.write_new(example, &example_of(&out, &path))?;
            told.wrote(example, &format!("reads a document as `{path}`"));
            told.next.push("`cargo run --example read -- FILE` reads a document".to_owned());
        }
        told.next.push(self.use_of(&it.out));
        Ok(builds)
    }

    /// How the crate's own code comes to the types.
    fn use_of(&self, out: &Path) -> String {
        let names = ["src/lib.rs", "src/main.rs"];
        let root = names.into_iter().find(|it| exists(self.files, Path::new(it)));
        let name = out.file_name().unwrap_or_default().display();
        format!("`mod {name};` in {} declares the types", root.unwrap_or("your crate"))
    }

    fn write_workflow(&mut self, it: &Beginning, told: &mut Told) -> Result<(), Findings> {
        let folder = place::in_repository(self.files).unwrap_or_default();
        let top: PathBuf = folder.components().map(|_| "..").collect();
        let path = top.join(".github/workflows/schemas.yml");
        if exists(self.files, &path) || exists(self.files, &top.join(".gitlab-ci.yml")) {
            return Ok(());
        }
        let folder = if folder.as_os_str().is_empty() { ".".to_owned() } else { slashed(&folder) };
        let text =
            WORKFLOW.replace("{folder}", &folder).replace("{install}", &it.generator.install());
        self.write_new(&path, &text)?;
        told.wrote(&path, "pull requests are checked on GitHub");
        told.next.extend(it.generator.ahead_of_ci());
        Ok(())
    }

    /// Writes a file that is not there.
    fn write_new(&self, path: &Path, text: &str) -> Result<(), Findings> {
        self.files
            .write(path, text.as_bytes())
            .map_err(|error| Findings::io(&Config::default(), &error))
    }
}

impl Beginning {
    fn configuration(&self, files: &dyn files::Files) -> String {
        let paths: Vec<_> = self.schemas.iter().map(|it| quoted(it)).collect();
        let schemas = match paths.as_slice() {
            [one] => one.clone(),
            many => format!("[{}]", many.join(", ")),
        };
        let text = CONFIGURATION
            .replace("schemas = \"schemas\"", &format!("schemas = {schemas}"))
            .replace("out = \"src/generated\"", &format!("out = {}", quoted(&self.out)));
        match self.generator.schema(files) {
            Some(schema) => format!("#:schema {schema}\n\n{text}"),
            None => text,
        }
    }
}

/// The example, in which the names of the module and the type are filled in.
fn example_of(out: &str, path: &str) -> String {
    let module = out.rsplit('/').next().unwrap_or_default();
    EXAMPLE.replace("{out}", out).replace("{module}", module).replace("{type}", path)
}

fn quoted(path: &Path) -> String {
    toml::Value::String(slashed(path)).to_string()
}

fn slashed(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn refused(message: &str, help: &str) -> Findings {
    Findings::one(Diagnostic::new(Code::BadConfiguration, message).help(help))
}

#[cfg(test)]
mod tests;
