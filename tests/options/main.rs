//! Trees that configurations of all kinds give, compiled and put to use.
//!
//! Each folder of `trees/` is a configuration with its schemas; `build.rs` makes the tree.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod attributes;
mod builders;
mod defaults;
mod described;
mod formats;
mod lean;
mod open;
mod own;
mod patch;
mod secrets;
mod views;

mod trees {
    include!(concat!(env!("OUT_DIR"), "/trees.rs"));
}
