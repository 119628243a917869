//! The `codegen` program; see [`codegen::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    codegen::cli::main()
}
