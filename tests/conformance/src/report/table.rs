//! The report as text for people: a table by file, totals, and what fails most.
//!
//! Input: a [`Report`]. Output: text. Long lists are cut, and say so.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Counts, Finding, Report, Row};
use crate::known::Comparison;
use crate::plan::Plan;

/// How much of a report is printed.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// Which files have rows.
    pub rows: Rows,
    /// How many failures are listed.
    pub findings: usize,
}

/// Which files have rows in the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rows {
    /// All.
    All,
    /// Those with failures.
    Failing,
    /// None.
    None,
}

/// The report's text.
#[must_use]
pub fn render(plan: &Plan, report: &Report, comparison: &Comparison, length: Length) -> String {
    let mut text = String::new();
    rows(&mut text, report, length.rows);
    totals(&mut text, report);
    reasons(&mut text, report);
    findings(&mut text, plan, report, comparison, length.findings);
    for entry in &comparison.stale {
        let _ = writeln!(text, "no longer fails, but is listed as known: {entry:?}");
    }
    text
}

/// The sums that are worth a line each, in order.
#[must_use]
pub fn sums(report: &Report) -> Vec<(String, Counts)> {
    let mut sums: Vec<(String, Counts)> = Vec::new();
    let mut add = |name: String, row: &Row| match sums.iter_mut().find(|(other, _)| *other == name)
    {
        Some((_, counts)) => counts.add(&row.counts),
        None => sums.push((name, row.counts)),
    };
    for row in &report.rows {
        if let Some(draft) = &row.draft {
            let part = if row.is_optional() { "optional" } else { "required" };
            add(format!("{draft} {part}"), row);
        }
    }
    for row in &report.rows {
        add("all".to_owned(), row);
    }
    sums
}

fn rows(text: &mut String, report: &Report, rows: Rows) {
    let is_shown = |row: &&Row| match rows {
        Rows::All => true,
        Rows::Failing => row.counts.failures > 0,
        Rows::None => false,
    };
    let shown = || report.rows.iter().filter(is_shown);
    let name = |row: &Row| match &row.draft {
        Some(draft) => format!("{draft}/{}", row.file),
        None => row.file.clone(),
    };
    let width = shown().map(|row| name(row).chars().count()).max().unwrap_or(0);
    for row in shown() {
        line(text, &name(row), width, &row.counts);
    }
    if !text.is_empty() {
        text.push('\n');
    }
}

fn totals(text: &mut String, report: &Report) {
    let sums = sums(report);
    let width = sums.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, counts) in sums {
        line(text, &name, width, &counts);
    }
}

fn line(text: &mut String, name: &str, width: usize, counts: &Counts) {
    let _ = write!(
        text,
        "{name:width$}  schemas {:>4}/{:<4}  agree {:>5}/{:<5} {:>6}  round trip {:>5}/{:<5}",
        counts.typed,
        counts.schemas,
        counts.agree,
        counts.total,
        percent(counts.agree, counts.total),
        counts.unchanged,
        counts.valid,
    );
    if let Some(reach) = &counts.reach {
        let _ = write!(text, "  reach {:>6}", percent(reach.held, reach.spoken));
    }
    let _ = match counts.failures {
        0 => writeln!(text),
        failures => writeln!(text, "  failures {failures}"),
    };
}

/// A share, rounded down, so that only all is 100 %.
pub(crate) fn percent(part: usize, whole: usize) -> String {
    match (part * 1000).checked_div(whole) {
        Some(share) => format!("{}.{}%", share / 10, share % 10),
        None => "-".to_owned(),
    }
}

/// The most frequent ways to fail: the kind with the first line of what was said.
fn reasons(text: &mut String, report: &Report) {
    const SHOWN: usize = 25;
    let mut counted: BTreeMap<(super::Kind, String), usize> = BTreeMap::new();
    for finding in &report.findings {
        *counted.entry((finding.kind, general(first_line(&finding.text)))).or_default() += 1;
    }
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if !counted.is_empty() {
        text.push_str("\nhow it fails:\n");
    }
    for ((kind, reason), count) in counted.iter().take(SHOWN) {
        let _ = writeln!(text, "{count:>6}  {}: {reason}", kind.name());
    }
    if counted.len() > SHOWN {
        let _ = writeln!(text, "        and {} more ways", counted.len() - SHOWN);
    }
}

fn findings(
    text: &mut String,
    plan: &Plan,
    report: &Report,
    comparison: &Comparison,
    limit: usize,
) {
    let new = |(_, covered): &(&Finding, &bool)| !**covered;
    let new: Vec<_> = report.findings.iter().zip(&comparison.covered).filter(new).collect();
    if !new.is_empty() {
        let _ = writeln!(text, "\nfailures that are not known ({}):", new.len());
    }
    for (finding, _) in new.iter().take(limit) {
        let _ = write!(text, "  {}", plan.schemas[finding.schema].label());
        if let Some(case) = finding.case {
            let _ = write!(text, ": {}", plan.cases[case].test);
        }
        let _ = writeln!(text, ": {}: {}", finding.kind.name(), first_line(&finding.text));
    }
    if new.len() > limit {
        let _ = writeln!(text, "  and {} more", new.len() - limit);
    }
}

/// The first line that says something.
pub(crate) fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim()
}

/// A message without what differs between cases of the same kind: numbers, and what is quoted.
fn general(text: &str) -> String {
    let mut general = String::new();
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(end), found) if found == end => quote = None,
            (Some(_), _) => {}
            (None, '`' | '"') => {
                quote = Some(character);
                general.push('…');
            }
            (None, '0'..='9') if general.ends_with('#') => {}
            (None, '0'..='9') => general.push('#'),
            (None, _) => general.push(character),
        }
    }
    general.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::{general, percent};

    #[test]
    fn only_all_is_a_hundred_percent() {
        assert_eq!(percent(9999, 10000), "99.9%");
        assert_eq!(percent(3, 3), "100.0%");
        assert_eq!(percent(0, 0), "-");
    }

    #[test]
    fn messages_of_a_kind_are_alike() {
        let one = general("missing `a` at line 1 column 23");
        assert_eq!(one, general("missing `bc` at line 4 column 5"));
        assert_eq!(one, "missing … at line # column #");
    }
}
