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
//! The rest is private: the passes, each a folder of this crate with one entry function.
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
//! Only the first and the last pass touch the file system, through `files`; the others are pure
//! functions. Problems are pushed to a `diagnostic::Sink` and every pass carries on with a
//! placeholder, so that one run reports everything.

#![warn(clippy::print_stderr, clippy::print_stdout)]
// What a pass marks with `pub` is for the other passes.
#![allow(unreachable_pub)]
// The program uses more of the passes than a build script does.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod budget;
pub mod build_script;
#[cfg(feature = "cli")]
mod cli;
pub mod config;
mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
mod files;
mod ident;
#[doc(hidden)]
pub mod internal;
mod layout;
mod likeness;
mod limits;
mod lower;
mod markdown;
mod output;
mod pattern;
mod pipeline;
mod report;
mod resolve;
mod runtime;
mod sample;
mod source;
mod types;
mod views;
mod weave;

pub use config::Config;

/// The examples of the manual, as tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/configuration.md")]
struct Manual;
