//! The fragments as modules of this crate. Not emitted: a tree gets its own, of those it needs.

mod assert;
pub(super) mod check;
mod children;
mod coverage;
mod decimal;
pub(super) mod error;
pub(super) mod json;
pub(super) mod number;
pub(super) mod pattern;
mod report;
pub(super) mod schema;
mod unique;
