//! Pass 7: the tree to files on disk, or to what is wrong with those that are there.
//!
//! Input: a [`Tree`], complete and in memory. Output: a [`Plan`], which is written, checked or shown
//! as a diff; all three see the same plan. Invariants:
//!
//! - Files that the generator does not own are never touched. It owns what its [`Manifest`] lists.
//! - A file whose text is right is not touched, so that its time stays.
//! - Line endings do not count, because a checkout may change them.
//! - Whenever writing is interrupted, what is on disk is the old tree, the new one, or something
//!   that a check reports and the next run repairs.
//!
//! The last one follows from the order of writing. First the manifest says, without a digest, that
//! both trees are owned, each file by the hashes of its old and its new text. Then the files are
//! written, each as a whole, those that name others after what they name, and the root `mod.rs`
//! after all. Only then do stale files go, because until then the old root may name them. Last comes
//! the manifest of the new tree alone. Two runs at once write the same bytes in the same order, and
//! each takes a file that the other has removed for removed.

mod current;
mod diff;
mod drift;
mod hash;
mod manifest;
mod place;
mod plan;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

pub use current::{GENERATOR, is_current};
pub(crate) use hash::of_text as hash_of;
pub use manifest::Manifest;
pub use place::{misplaced_ledger, misplaced_out, refused};
pub use plan::{Change, Plan, plan, plan_of};
pub use write::{Written, write};

/// What was generated: texts by path relative to the output folder, with `/`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    /// The files; the root is `mod.rs`.
    pub files: BTreeMap<String, String>,
}

/// Where a tree goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The file of the ledger's summary and its text, if one is to be written.
    pub ledger: Option<(&'a Path, &'a str)>,
    /// What the tree was made from; see `current::digest`.
    pub digest: &'a str,
    /// How many findings the run had.
    pub findings: usize,
}

#[cfg(test)]
mod tests;
