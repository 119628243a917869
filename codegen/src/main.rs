//! The `codegen` program; see `cli` in the library.

use std::process::ExitCode;

// Code is built of millions of small tokens: with the allocator of the C library a third of the time
// would go to it. It is for the program to choose one, so the library leaves it alone.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    codegen::internal::program()
}
