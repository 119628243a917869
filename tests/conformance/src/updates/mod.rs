//! Holds what `codegen diff` says of Rust against what other crates notice.
//!
//! ```text
//! pairs ────► sides ────► uses ────► dependent ────► verdict
//! schemas,    two crates, all that   who uses it     what was said,
//! before      a module    rustdoc    so, compiled    and what was
//! and after   for each    lists      with the other  found
//! ```
//!
//! Input: pairs of folders of schemas. Output: a [`Row`] for each pair and direction. A use of the types
//! of one side that does not compile with those of the other is a break, and so is what
//! `cargo semver-checks` finds, where it is asked. What breaks must have been called `major`.

mod checks;
mod dependent;
pub mod pairs;
mod rust;
mod sides;
pub mod text;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::run::{Settings, say};
use pairs::Pair;
use sides::{Said, Side};

/// What is found of a pair, in one direction.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The name of the pair, with the direction.
    pub name: String,
    /// What `codegen diff` says of Rust: `patch`, `minor` or `major`.
    pub said: String,
    /// Its reasons, where it says `major`.
    pub reasons: Vec<String>,
    /// Uses that do not compile any more, with the first line of the compiler's words.
    pub broken: Vec<String>,
    /// What `cargo semver-checks` finds.
    pub checks: Vec<String>,
}

impl Row {
    /// Whether something breaks that is not said.
    #[must_use]
    pub fn says_less(&self) -> bool {
        self.said != "major" && self.is_broken()
    }

    /// Whether a break is said that nobody notices.
    #[must_use]
    pub fn says_more(&self) -> bool {
        self.said == "major" && !self.is_broken()
    }

    fn is_broken(&self) -> bool {
        !self.broken.is_empty() || !self.checks.is_empty()
    }
}

/// All that was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// A row for each pair and direction.
    pub rows: Vec<Row>,
    /// The pairs that have no types to compare on one side, with the reason.
    pub left_out: Vec<(String, String)>,
    /// How many uses were compiled.
    pub uses: usize,
}

/// Compares the pairs in both directions.
///
/// # Errors
///
/// Where cargo or the generator cannot be run at all.
pub fn run(pairs: &[Pair], settings: &Settings, ask_checks: bool) -> Result<Results> {
    let work = &settings.options.work;
    say(&format!("generating {} pairs", pairs.len()));
    let mut sides = [Side::new(settings, "old"), Side::new(settings, "new")];
    let mut results = Results::default();
    let mut left: BTreeSet<usize> = (0..pairs.len()).collect();
    for side in &mut sides {
        let failed = side.generate(pairs, &left)?;
        left_out(pairs, failed, &mut left, &mut results);
    }
    let said = sides::said(work, pairs, settings)?;
    let mut uses = Vec::new();
    for side in &sides {
        say("listing what others see of the types");
        let (listed, failed) = side.uses(&left)?;
        left_out(pairs, failed, &mut left, &mut results);
        uses.push(listed);
    }
    for (from, to) in [(0, 1), (1, 0)] {
        let mut listed = std::mem::take(&mut uses[from]);
        listed.retain(|pair, _| left.contains(pair));
        say(&format!("compiling {} uses", listed.values().map(Vec::len).sum::<usize>()));
        let (kept, wrong) = dependent::compile(&sides[from], listed, &left)?;
        say(&format!("{} of them are none", wrong.values().map(Vec::len).sum::<usize>()));
        wrong.values().flatten().take(5).for_each(|it| say(it));
        results.uses += kept.values().map(Vec::len).sum::<usize>();
        let (_, broken) = dependent::compile(&sides[to], kept, &left)?;
        let mut checks =
            if ask_checks { checks::run(&sides[from], &sides[to])? } else { BTreeMap::new() };
        for &pair in &left {
            let mut row = said[pair][from].row(&pairs[pair].name, from == 1);
            row.broken = broken.get(&pair).cloned().unwrap_or_default();
            row.checks = checks.remove(&pair).unwrap_or_default();
            results.rows.push(row);
        }
    }
    Ok(results)
}

fn left_out(
    pairs: &[Pair],
    failed: BTreeMap<usize, String>,
    left: &mut BTreeSet<usize>,
    results: &mut Results,
) {
    for (pair, why) in failed {
        left.remove(&pair);
        results.left_out.push((pairs[pair].name.clone(), why));
    }
}

impl Said {
    fn row(&self, name: &str, is_back: bool) -> Row {
        let name = if is_back { format!("{name}, back") } else { name.to_owned() };
        Row { name, said: self.level.clone(), reasons: self.reasons.clone(), ..Row::default() }
    }
}
