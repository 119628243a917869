//! What can be said on the command line: the public contract, in the words of `--help`.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use super::diff::DiffArguments;
use crate::diagnostic::Format;
use crate::source::STANDARD_INPUT;

/// Turn JSON Schemas into Rust types that accept exactly what the schemas accept and lose nothing.
#[derive(Debug, Parser)]
#[command(
    name = "codegen",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 clean, 1 drift, 2 usage, configuration, bad schema or I/O."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the files that changed, and remove those that are no longer generated
    ///
    /// Files that are right already are not touched, and neither are files that were not generated.
    Generate(GenerateArguments),
    /// Check that the generated code is up to date, without writing anything
    ///
    /// If it is not, prints a unified diff and the command that fixes it, and exits with status 1.
    /// If the hashes in `.codegen.json` show that nothing has changed, nothing is generated.
    Check(CheckArguments),
    /// Compare the schemas with an older version and show what the changes break
    ///
    /// Each change is judged for strict readers (types made from the old schema), for open readers
    /// (which ignore what they do not know), for writers of documents, and for Rust code.
    Diff(DiffArguments),
    /// Show the types, what they depend on, and how each keyword is enforced
    ///
    /// With `--format json` prints one object: `schemas`, `types`, `dependencies` and `ledger`.
    Inspect(Inputs),
    /// Write a first `codegen.toml`, a build script and a workflow for CI
    ///
    /// Looks at the folder that it is called in: whether it is a crate, and where its schemas are. A
    /// file that is there is left alone, and `Cargo.toml` is given the dependencies that it lacks.
    Init(InitArguments),
    /// Explain diagnostics, for example `codegen explain R002`
    ///
    /// Without a code, lists all of them.
    Explain {
        /// The codes of the diagnostics
        #[arg(value_name = "CODE")]
        codes: Vec<String>,
    },
    /// Print the JSON Schema of `codegen.toml`, by which editors complete it
    ConfigSchema,
    /// Print a script that completes commands and options in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to generate, and how to talk about it.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Inputs {
    /// Read these schemas instead of those that the configuration names: files (JSON or YAML),
    /// folders of them, OpenAPI documents, patterns ('api/**/*.json'), or `-` for the standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Read the configuration from this file [default: `codegen.toml` in this folder or the nearest
    /// one above it within the repository, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// The same as PATH
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(super) schemas: Vec<PathBuf>,

    /// Write to this folder instead of the one that the configuration names; the summary of the
    /// ledger is not written then. `generate --out -` prints the code, as one file
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Override a key of the configuration, for example `--set unresolved=opaque` or
    /// `--set formats.uuid=uuid`
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) overrides: Vec<String>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) loudness: Loudness,
}

/// How much to say.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Loudness {
    /// Say nothing but what is wrong
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say what is only good to know as well, and each file that is written
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// What to generate.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct GenerateArguments {
    #[command(flatten)]
    pub(super) inputs: Inputs,

    /// Print which files would be written and removed, and touch none
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Stay, and generate again whenever a schema or the configuration changes
    #[arg(long, conflicts_with = "dry_run")]
    pub(super) watch: bool,
}

/// What to begin with.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct InitArguments {
    /// The schemas to generate from: files, folders, patterns [default: those that it finds]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// The folder to generate into [default: `src/api`, or the next that is free]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// What to check.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) inputs: Inputs,

    /// Generate and compare even if the hashes match, in case they were forged
    #[arg(long)]
    pub(super) regenerate: bool,
}

/// The word that stands for the standard input or output.
pub(super) const STREAM: &str = "-";

/// The schemas that are named by position or by `--schemas`.
pub(super) fn named(paths: &[PathBuf], schemas: &[PathBuf]) -> Vec<PathBuf> {
    let path = |it: &PathBuf| {
        let is_stream = it == Path::new(STREAM);
        if is_stream { PathBuf::from(STANDARD_INPUT) } else { it.clone() }
    };
    paths.iter().chain(schemas).map(path).collect()
}

impl Inputs {
    /// The schemas that are named.
    pub(super) fn named(&self) -> Vec<PathBuf> {
        named(&self.paths, &self.schemas)
    }

    /// What to do about drift: the command that generates what these arguments name.
    pub(super) fn fix(&self) -> String {
        let mut words = vec!["codegen".to_owned(), "generate".to_owned()];
        let mut add = |option: &str, value: &str| words.extend([option.to_owned(), quote(value)]);
        if let Some(config) = &self.config {
            add("--config", &config.to_string_lossy());
        }
        for path in &self.schemas {
            add("--schemas", &path.to_string_lossy());
        }
        if let Some(out) = &self.out {
            add("--out", &out.to_string_lossy());
        }
        for pair in &self.overrides {
            add("--set", pair);
        }
        words.extend(self.paths.iter().map(|it| quote(&it.to_string_lossy())));
        format!("run `{}`", words.join(" "))
    }
}

/// A word as a shell reads it.
fn quote(word: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_./=:,@%+".contains(it);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::{Cli, Command};

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_fix_repeats_what_was_said() {
        let fix = |words: &[&str]| {
            let words = ["codegen", "check"].iter().chain(words);
            match Cli::try_parse_from(words).unwrap().command {
                Command::Check(arguments) => arguments.inputs.fix(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(fix(&[]), "run `codegen generate`");
        assert_eq!(
            fix(&["--config", "a b/c.toml", "--schemas", "x", "y", "--out", "src/api"]),
            "run `codegen generate --config 'a b/c.toml' --schemas x --schemas y --out src/api`"
        );
        assert_eq!(fix(&["a b.json", "-", "-q"]), "run `codegen generate 'a b.json' -`");
        assert_eq!(
            fix(&["--set", "secrets=[\"it's\"]", "--set", "a=b", "--format", "json"]),
            r#"run `codegen generate --set 'secrets=["it'\''s"]' --set a=b`"#
        );
    }
}
