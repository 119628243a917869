//! How much the generator does for one input.
//!
//! Schemas come from third parties. Whatever they hold, a run ends: each question that could take long
//! has a bound, and what happens beyond it is safe, if less pretty. The bounds that users meet are in
//! `docs/security.md`.

/// The longest description, in bytes, that is read as Markdown. A longer one is shown as it was
/// written, with its marks escaped.
pub(crate) const MARKDOWN_BYTES: usize = 1 << 16;

/// How deep Markdown may nest. A description that is deeper is shown as it was written.
pub(crate) const MARKDOWN_DEPTH: usize = 16;

/// How many columns a table in Markdown may have: its rows are as long as its head, however short they
/// are written. A description with a wider one is shown as it was written.
pub(crate) const MARKDOWN_COLUMNS: usize = 64;

/// How often tags in Markdown are escaped until none are left. A description that has new ones still is
/// shown as it was written.
pub(crate) const MARKDOWN_ROUNDS: usize = 4;
