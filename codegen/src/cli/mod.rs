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
mod streams;

use std::process::ExitCode;

use clap::Parser;

use crate::files::Disk;
use crate::pipeline;
use args::Cli;
use commands::Context;
use streams::Streams;

/// Runs the program: the whole of `main`.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let (mut out, mut err) = (anstream::stdout().lock(), anstream::stderr().lock());
    let streams = Streams { out: &mut out, err: &mut err, color: true, failed: false };
    let status = Context { files: &Disk, generate: &pipeline::run, streams }.run(&cli.command);
    ExitCode::from(status as u8)
}

#[cfg(test)]
mod tests;
