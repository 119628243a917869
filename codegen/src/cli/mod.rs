//! The `codegen` program.
//!
//! Input: the words of the command line. Output: text on the two streams, files, and an exit status:
//! 0 clean, 1 drift, 2 usage, configuration, bad schema or I/O. Findings go to standard output for
//! the commands that exist to find something (`check`, `inspect`), everything else to standard error.
//! Colours appear on a terminal alone, and never where `NO_COLOR` is set.

mod args;
mod commands;
mod diff;
mod findings;
mod init;
mod piped;
mod place;
mod progress;
mod streams;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use crate::config::Config;
use crate::files::{Disk, Files};
use crate::pipeline;
use args::Cli;
use commands::Context;
use piped::Piped;
use streams::Streams;

/// Runs the program: the whole of `main`.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Not locked: while the passes run, another thread says what they are at.
    let (mut out, mut err) = (anstream::stdout(), anstream::stderr());
    let files = Piped::new(&Disk, &piped::standard_input);
    let in_repository = place::in_repository(&files);
    let streams =
        Streams { out: &mut out, err: &mut err, color: true, in_repository, failed: false };
    let generate = |config: &Config, files: &dyn Files| {
        progress::while_telling(|tell| pipeline::run_telling(config, files, tell))
    };
    let status = Context { files: &files, generate: &generate, streams }.run(&cli.command);
    ExitCode::from(status as u8)
}

#[cfg(test)]
mod tests;
