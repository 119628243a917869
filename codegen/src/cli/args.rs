//! What can be said on the command line: the public contract, in the words of `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::diff::DiffArguments;
use crate::diagnostic::Format;

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
    Generate(Inputs),
    /// Compare what would be generated with what is there, without writing anything
    ///
    /// Prints a unified diff and the command that fixes it, and fails with status 1 if anything
    /// differs, is missing or is no longer generated. Where neither the inputs nor the files have
    /// changed since they were generated, which the hashes in `.codegen.json` tell, it ends at once.
    Check(CheckArguments),
    /// Compare the schemas with an older version of them, and say whom the changes break
    ///
    /// Asked are readers that enforce the old schema, readers that tolerate what they do not know,
    /// writers of documents, and Rust programs that use the types.
    Diff(DiffArguments),
    /// Show the types, what they depend on, and how each keyword is enforced
    ///
    /// With `--format json` prints one object: `schemas`, `types`, `dependencies` and `ledger`.
    Inspect(Inputs),
    /// Explain a diagnostic, for example `codegen explain R002`
    ///
    /// Without a code, lists all of them.
    Explain {
        /// The code of the diagnostic
        code: Option<String>,
    },
    /// Print a script that completes commands and options in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to generate, and how to talk about it.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Inputs {
    /// Read the configuration from this file [default: `codegen.toml`, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Read these schemas instead of those that the configuration names: files (JSON or YAML),
    /// folders of them, OpenAPI documents
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(super) schemas: Vec<PathBuf>,

    /// Write to this folder instead of the one that the configuration names; the summary of the
    /// ledger is not written then
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Override a key of the configuration, for example `--set unresolved=opaque` or
    /// `--set formats.uuid=uuid`
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) overrides: Vec<String>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// What to check.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) inputs: Inputs,

    /// Generate and compare whatever the hashes say: somebody may have forged them
    #[arg(long)]
    pub(super) regenerate: bool,
}

impl Inputs {
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
        assert_eq!(
            fix(&["--set", "secrets=[\"it's\"]", "--set", "a=b", "--format", "json"]),
            r#"run `codegen generate --set 'secrets=["it'\''s"]' --set a=b`"#
        );
    }
}
