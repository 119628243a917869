//! Findings made small.
//!
//! Input: a case with a finding. Output: a smaller one with the same finding: parts are left out as
//! long as it stays. Every attempt runs in a process of its own, so a finding may end it.

use std::path::Path;

use codegen::internal::files::{Disk, Files};

use crate::case::Case;
use crate::judge::Verdict;
use crate::tree::Tree;
use crate::worker;

/// More attempts than this are not made.
const ATTEMPTS: usize = 400;

/// Makes a case smaller; `kind` is what [`kind_of`] says of its finding.
pub(crate) fn minimise(case: &Case, kind: &str, folder: &Path) -> std::io::Result<Case> {
    let mut best = case.clone();
    let mut attempts = 0;
    for index in (0..case.files.len()).rev() {
        let mut fewer = best.clone();
        fewer.files.remove(index);
        if !fewer.files.is_empty() && finding(&fewer, folder)?.as_deref() == Some(kind) {
            best = fewer;
        }
    }
    for index in 0..best.files.len() {
        let Ok(mut tree) = serde_json::from_slice::<Tree>(&best.files[index].1) else { continue };
        let mut step = (tree.count() / 2).max(1);
        loop {
            let mut number = 0;
            while number < tree.count() && attempts < ATTEMPTS {
                attempts += 1;
                let mut smaller = tree.clone();
                let dropped = drop_parts(&mut smaller, number, step);
                let mut trial = best.clone();
                trial.files[index].1 = smaller.to_string().into_bytes();
                if dropped && finding(&trial, folder)?.as_deref() == Some(kind) {
                    (tree, best) = (smaller, trial);
                } else {
                    number += 1;
                }
            }
            if step == 1 || attempts >= ATTEMPTS {
                break;
            }
            step /= 2;
        }
    }
    Ok(best)
}

/// Leaves out the first children of the node of a number that have at least `size` nodes together;
/// with `size` 1, one child. Says whether anything was left out.
fn drop_parts(tree: &mut Tree, number: usize, size: usize) -> bool {
    let Some(node) = tree.nth(number) else { return false };
    let big = |child: &Tree| child.count() >= size;
    let Some(at) = node.children().position(big) else { return false };
    match node {
        Tree::Leaf(_) => return false,
        Tree::Array(items) => drop(items.remove(at)),
        Tree::Object(members) => drop(members.remove(at)),
    }
    true
}

/// The kind of the finding of a case, judged in a process of its own.
fn finding(case: &Case, folder: &Path) -> std::io::Result<Option<String>> {
    let folder = folder.join("attempt");
    let mut arguments = vec!["judge".to_owned(), "--seed".to_owned(), case.seed.to_string()];
    for (name, bytes) in &case.files {
        let path = folder.join(name);
        Disk.write(&path, bytes)?;
        arguments.push(path.display().to_string());
    }
    let mut kind = None;
    worker::watch(&arguments, |event| {
        if let Verdict::Bad(problem) = event.verdict {
            kind = Some(kind_of(&problem));
        }
    })?;
    Ok(kind)
}

/// What two findings of one cause have in common: the code of the diagnostic, if there is one, else
/// the text without numbers and quoted parts.
pub(crate) fn kind_of(problem: &str) -> String {
    if problem.starts_with("an error without") {
        return problem.split(": ").take(2).collect::<Vec<_>>().join(": ");
    }
    let unquoted = problem.split('`').step_by(2).collect::<Vec<_>>().join("`…`");
    let words = unquoted.split(|c: char| c.is_ascii_digit()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join("N").chars().take(160).collect()
}
