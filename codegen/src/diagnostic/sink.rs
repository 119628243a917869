//! The collector that every pass pushes to.

use std::collections::HashMap;

use super::{Code, Diagnostic, Severity};

/// How many further places of a group are shown.
const SHOWN: usize = 2;

/// Collects findings in any order and hands them out sorted.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// An empty collector.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error was pushed: the gate between passes.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// Drops those that do not pass.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(keep);
    }

    /// All findings, by file and offset, without repetitions, each group as one.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            (&a.primary, a.code, &a.message).cmp(&(&b.primary, b.code, &b.message))
        });
        self.diagnostics.dedup();
        fold(self.diagnostics)
    }
}

/// Makes one finding of each group: the first, which tells of the others.
fn fold(sorted: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut folded: Vec<Diagnostic> = Vec::with_capacity(sorted.len());
    let mut others: HashMap<(Code, String), (usize, usize)> = HashMap::new();
    for finding in sorted {
        let Some(group) = finding.group.clone() else {
            folded.push(finding);
            continue;
        };
        let (first, count) = others.entry((finding.code, group)).or_insert((folded.len(), 0));
        let Some(first) = folded.get_mut(*first) else {
            folded.push(finding);
            continue;
        };
        *count += 1;
        first.severity = first.severity.min(finding.severity);
        if let Some(place) = finding.primary.filter(|_| *count <= SHOWN) {
            first.related.push((place, "the same here".to_owned()));
        }
    }
    let mut more: Vec<_> = others.into_values().filter(|(_, count)| *count > SHOWN).collect();
    more.sort_unstable();
    for (first, count) in more {
        if let Some(first) = folded.get_mut(first) {
            let rest = count - SHOWN;
            first
                .notes
                .push(format!("and at {rest} more place{}", if rest == 1 { "" } else { "s" }));
        }
    }
    folded
}
