//! What `cargo semver-checks` finds between the two crates.
//!
//! Input: both sides. Output: for each pair the lines of its report that stand in the files of the pair.

use std::collections::BTreeMap;

use super::sides::{LIMIT, Side, pair_of};
use crate::error::{Error, Result};
use crate::process;

/// Asks for what must not be in an update that breaks nothing.
pub(super) fn run(from: &Side<'_>, to: &Side<'_>) -> Result<BTreeMap<usize, Vec<String>>> {
    let baseline = from.folder().join("pairs");
    let mut cargo = to.cargo(&["semver-checks", "-p", "pairs", "--release-type", "minor"]);
    cargo.args(["--color", "never", "--baseline-root"]).arg(baseline);
    let output = process::run(&mut cargo, LIMIT)?;
    if !output.success && !output.stdout.contains("Failed in:") {
        return Err(Error::new(format!("cargo semver-checks failed:\n{}", output.stderr)));
    }
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut is_listed = false;
    for line in output.stdout.lines() {
        if line.starts_with("Failed in:") || line.starts_with("---") {
            is_listed = line.starts_with("Failed in:");
        } else if is_listed && let Some(pair) = line.split(['/', ':', ' ']).find_map(pair_of) {
            found.entry(pair).or_default().push(line.trim().to_owned());
        }
    }
    Ok(found)
}
