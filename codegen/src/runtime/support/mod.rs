//! The fragments as modules of this crate. Not emitted: a tree gets its own, of those it needs.

mod assert;
pub(super) mod check;
mod children;
mod coverage;
mod decimal;
pub(super) mod error;
mod format;
mod format_check;
mod format_chrono;
mod format_fluent_uri;
mod format_jiff;
mod format_std;
mod format_time;
mod format_url;
mod format_uuid;
pub(super) mod joint_pattern;
pub(super) mod json;
mod newtype;
pub(super) mod number;
pub(super) mod object;
pub(super) mod precision;
mod presence;
pub(super) mod read;
mod report;
pub(super) mod schema;
pub(super) mod secret;
mod secrets;
mod text;
mod tuple;
mod union;
mod unique;
mod values;
mod view;

pub(super) use super::pattern;
use super::{letters, matches, rfc3339};
