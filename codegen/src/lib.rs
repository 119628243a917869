//! Turns JSON Schemas into Rust types that accept exactly what the schemas accept and lose nothing.
//!
//! What is meant for others is [`Config`], a builder for build scripts, with the choices in [`config`],
//! and [`build_script`]:
//!
//! ```no_run
//! fn main() -> Result<(), codegen::build_script::Failed> {
//!     codegen::Config::new().schemas("schemas").out("src/api").build()
//! }
//! ```
//!
//! The rest is public for the program, the tests and the fuzz targets of the workspace, is not shown
//! here, and changes without notice. It is the passes, each a folder of this crate with one entry
//! function:
//!
//! ```text
//! source → resolve → lower → types → weave → layout → output
//! bytes    every     flat    typify  checks,  modules,  plan: write, check
//! → JSON   $ref is   named           lossless, format   or diff
//! with     a node    definitions     docs
//! spans    id        + residuals
//! ```
//!
//! Between `resolve` and `lower`, where the configuration asks for it, a pass makes a schema for each
//! direction in which documents go.
//!
//! Only the first and the last pass touch the file system, through [`files`]; the others are pure
//! functions. Problems are pushed to a [`diagnostic::Sink`] and every pass carries on with a
//! placeholder, so that one run reports everything.

#![warn(clippy::print_stderr, clippy::print_stdout)]

mod budget;
pub mod build_script;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod config;
#[doc(hidden)]
pub mod diagnostic;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod files;
mod ident;
#[doc(hidden)]
pub mod layout;
mod likeness;
mod limits;
#[doc(hidden)]
pub mod lower;
mod markdown;
#[doc(hidden)]
pub mod output;
mod pattern;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod runtime;
mod sample;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod types;
#[doc(hidden)]
pub mod views;
#[doc(hidden)]
pub mod weave;

pub use config::Config;

/// The examples of the manual, as tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/configuration.md")]
struct Manual;
