//! Which keywords are enforced in a weaker way than when the summary was committed.
//!
//! Input: a [`Report`], the summary of an earlier one. Output: a finding at each such keyword. What
//! types and what checks enforce is enforced alike. The summary only counts what types enforce, so
//! where a file has less of a keyword than before, each place of it where nothing enforces it now is
//! taken for one that lost it.

use super::summary::rank;
use super::{Enforcement, LedgerEntry, Report, Summary};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{Sources, pointer};

/// The findings, in the order of the ledger.
#[must_use]
pub fn weaker(report: &Report, earlier: &Summary, sources: &Sources) -> Vec<Diagnostic> {
    let now = report.summary();
    let fell = |it: &LedgerEntry| now.by_type(it) < earlier.by_type(it);
    let before = |it: &LedgerEntry| match earlier.beyond_types.get(&it.place()) {
        Some(how) => Some(how.clone()),
        None if fell(it) => Some(Enforcement::Type.name().to_owned()),
        None if it.by == Enforcement::Unsupported => Some("absent".to_owned()),
        None => None,
    };
    let is_weaker = |it: &LedgerEntry, before: &str| {
        it.by > Enforcement::Check && rank(it.by.name()) > rank(before)
    };
    let entries = report.ledger.iter().filter_map(|it| Some((it, before(it)?)));
    let weaker = entries.filter(|(it, before)| is_weaker(it, before) || before == "absent");
    weaker.map(|(it, before)| finding(it, &before, sources)).collect()
}

fn finding(entry: &LedgerEntry, before: &str, sources: &Sources) -> Diagnostic {
    let keyword = &entry.keyword;
    let message = match entry.by {
        Enforcement::Validator => format!("`{keyword}` is only enforced by a validator now"),
        Enforcement::Type
        | Enforcement::Check
        | Enforcement::Annotation
        | Enforcement::Unsupported => format!("nothing enforces `{keyword}` now"),
    };
    let finding = Diagnostic::new(Code::Weaker, message);
    let finding = match entry.why.as_str() {
        "" => finding,
        why => finding.note(format!("now: {}, {why}", entry.by.name())),
    };
    let finding = finding.note(format!("before: {before}"));
    match location(entry, sources) {
        Some(location) => finding.at(location, "here"),
        None => finding.note(format!("at: {}", entry.place())),
    }
}

/// The value of the keyword.
fn location(entry: &LedgerEntry, sources: &Sources) -> Option<Location> {
    let (file, source) = sources.iter().find(|(_, it)| it.path == entry.file)?;
    let mut pointer = entry.pointer.to_string();
    pointer::push(&mut pointer, &entry.keyword);
    let span = pointer::locate(source.root(), &pointer)?.span;
    Some(Location { file, span, pointer })
}
