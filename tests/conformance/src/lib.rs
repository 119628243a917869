//! Holds the generator to its word: generates, compiles and runs, then counts.
//!
//! ```text
//! plan ──────► generate ──────► harness ─────► compile ─────► execute ─────► report
//! schemas,     one tree per     crates that    with cargo,    a verdict      tables, JSON,
//! documents,   schema, by the   mount many     dropping       and a round    known failures
//! verdicts     program          trees          what fails     trip each
//! ```
//!
//! The generator is a black box: its command line is all that is used of it. Whatever it does wrong
//! (fails, writes code that does not compile, a type that panics, overflows the stack or never
//! returns) is counted against the cases that it concerns, and the run goes on.

pub mod attack;
pub mod bowtie;
pub mod compile;
pub mod error;
pub mod execute;
pub mod generate;
pub mod harness;
pub mod known;
pub mod plan;
pub mod process;
pub mod random;
pub mod reach;
pub mod report;
pub mod run;
pub mod sets;
pub mod shape;
pub mod shrink;
pub mod updates;
