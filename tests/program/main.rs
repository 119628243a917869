//! The program, the build script and the README, tried from outside.
//!
//! What is written is written in temporary folders, and crates that depend on generated code are built
//! in a copy of the workspace with a target folder of its own, which stays for the next run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod bad_input;
mod chain;
mod check;
mod empty_crates;
mod findings;
mod folder;
mod getting_started;
mod golden;
mod guide;
mod hostile;
mod inputs;
mod links;
mod mounts;
mod printed;
mod processes;
mod published;
mod readme;
mod rebuild;
mod rows;
mod shared;
mod verdicts;
mod workspace;
