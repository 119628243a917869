//! A plan as a unified diff, for people.
//!
//! Input: a plan. Output: a text that is never longer than a reader can take in, and that says how
//! much it leaves out.

use std::fmt::Write as _;

use similar::TextDiff;

use super::drift::printed;
use super::{Change, Plan, hash};

/// How many lines of diff are shown for one file, and for all.
const LINES_OF_A_FILE: usize = 60;
const LINES_OF_ALL: usize = 240;

impl Plan {
    /// The changes as a unified diff from what is on disk to what is generated.
    #[must_use]
    pub fn diff(&self) -> String {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        changes.sort_by_key(|change| change.path());
        let (mut text, mut left, mut hidden_lines, mut hidden_files) =
            (String::new(), LINES_OF_ALL, 0, 0);
        for change in changes {
            let diff = unified(change);
            let total = diff.lines().count();
            let shown = total.min(LINES_OF_A_FILE).min(left);
            for line in diff.lines().take(shown) {
                text.push_str(line);
                text.push('\n');
            }
            left -= shown;
            if shown == 0 && total > 0 {
                hidden_files += 1;
                hidden_lines += total;
            } else if shown < total {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "... {} more lines in this file", total - shown);
            }
        }
        if hidden_files > 0 {
            let _ = writeln!(text, "... {hidden_lines} more lines in {hidden_files} more files");
        }
        text
    }
}

fn unified(change: &Change) -> String {
    let path = printed(change.path());
    let (before, after, old_name, new_name) = match change {
        Change::Create { text, .. } => ("", text.as_str(), "/dev/null", path.as_str()),
        Change::Update { before, text, .. } => {
            (before.as_str(), text.as_str(), path.as_str(), path.as_str())
        }
        Change::Remove { before, .. } => (before.as_str(), "", path.as_str(), "/dev/null"),
    };
    let before = hash::lf(before);
    TextDiff::from_lines(before.as_ref(), after)
        .unified_diff()
        .header(old_name, new_name)
        .to_string()
}
