//! Turns JSON Schemas into Rust types that accept exactly what the schemas accept and lose nothing.
//!
//! The passes, each a folder of this crate with one entry function:
//!
//! ```text
//! source → resolve → lower → types → weave → layout → output
//! bytes    every     flat    typify  checks,  modules,  plan: write, check
//! → JSON   $ref is   named           lossless, format   or diff
//! with     a node    definitions     docs
//! spans    id        + residuals
//! ```
//!
//! Only the first and the last pass touch the file system, through [`files`]; the others are pure
//! functions. Problems are pushed to a [`diagnostic::Sink`] and every pass carries on with a
//! placeholder, so that one run reports everything.

#![warn(clippy::print_stderr, clippy::print_stdout)]

pub mod build_script;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod diff;
pub mod files;
mod ident;
pub mod layout;
mod likeness;
pub mod lower;
mod markdown;
pub mod output;
mod pattern;
pub mod pipeline;
pub mod report;
pub mod resolve;
pub mod runtime;
mod sample;
pub mod source;
pub mod types;
pub mod weave;

pub use config::Config;

/// The examples of the manual, as tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/configuration.md")]
struct Manual;
