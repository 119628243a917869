//! A report as text, for people and for programs.
//!
//! Input: a [`Report`] and what to show of it. Output: text that ends in a line feed. The order is
//! that of the report.

mod json;
mod markdown;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::once;

use super::{Affected, Change, Party, Perspective, Report, Verdict, Witness};
use crate::diagnostic::{self, Code, Diagnostic, Severity};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// With the text of both sides, for people.
    #[default]
    Full,
    /// A line for each change.
    Concise,
    /// One JSON object.
    Json,
    /// Workflow commands of GitHub Actions, which show them beside the code.
    Github,
    /// A table for the comment of a pull request.
    Markdown,
}

/// What to show, and how.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Who is asked about.
    pub perspectives: &'a [Perspective],
    /// Why a change is accepted, by its fingerprint.
    pub accepted: &'a dyn Fn(&str) -> Option<String>,
    /// What is no worse than this is left out.
    pub hidden: Option<Severity>,
    /// Whether to colour; has a meaning for [`Format::Full`] alone.
    pub color: bool,
}

impl Options<'_> {
    /// How bad a change is; what is accepted is good to know, and no more.
    #[must_use]
    pub fn severity(&self, change: &Change) -> Severity {
        match (self.accepted)(&change.fingerprint) {
            Some(_) => Severity::Info,
            None => change.severity(self.perspectives),
        }
    }

    /// Whether a change is not left out.
    #[must_use]
    pub fn shows(&self, change: &Change) -> bool {
        self.hidden.is_none_or(|hidden| self.severity(change) < hidden)
    }
}

/// Changes that are told as one: what they are, and what they do, is the same.
struct Group<'r> {
    first: &'r Change,
    others: Vec<&'r Change>,
}

/// The changes that are not hidden, equal ones together, in the order of their first.
fn groups<'r>(report: &'r Report, options: &Options<'_>) -> Vec<Group<'r>> {
    let mut groups: Vec<Group<'r>> = Vec::new();
    let mut known: HashMap<(&str, &str, String, Vec<&str>), usize> = HashMap::new();
    for change in report.changes.iter().filter(|it| options.shows(it)) {
        let accepted = (options.accepted)(&change.fingerprint).unwrap_or_default();
        let file = (change.code == Code::ApiChanged).then_some(change.file.as_str());
        let values = [change.old.as_deref(), change.new.as_deref(), file];
        let values = values.into_iter().map(Option::unwrap_or_default).collect();
        let key =
            (change.code.as_str(), change.message.as_str(), verdicts(change) + &accepted, values);
        match known.get(&key).and_then(|at| groups.get_mut(*at)) {
            Some(group) => group.others.push(change),
            None => {
                known.insert(key, groups.len());
                groups.push(Group { first: change, others: Vec::new() });
            }
        }
    }
    groups
}

/// How many other places of a group are named.
const PLACES: usize = 5;

/// The other places of a group in a line.
fn places(group: &Group<'_>) -> Option<String> {
    let places = group.others.iter().map(|it| format!("{}#{}", it.file, it.pointer));
    let places: Vec<_> = places.collect();
    let listed = listed(places.iter().map(String::as_str));
    (!places.is_empty()).then(|| format!("the same in {listed}"))
}

/// Writes a report.
#[must_use]
pub fn render(report: &Report, format: Format, options: &Options<'_>) -> String {
    let diagnostics = |report: &Report| -> Vec<Diagnostic> {
        let shown = report.changes.iter().filter(|it| options.shows(it));
        shown.map(|it| diagnostic(it, &[], options)).collect()
    };
    let grouped = |report: &Report| -> Vec<Diagnostic> {
        let of_group = |it: &Group<'_>| {
            let finding = diagnostic(it.first, &it.others, options);
            match places(it) {
                Some(places) => finding.note(places),
                None => finding,
            }
        };
        groups(report, options).iter().map(of_group).collect()
    };
    let text =
        |format| diagnostic::render(&diagnostics(report), &report.sources, format, options.color);
    match format {
        Format::Full => {
            let format = diagnostic::Format::Full;
            let list = grouped(report);
            let text = diagnostic::render(&list, &report.sources, format, options.color);
            let gap = if list.is_empty() { "" } else { "\n" };
            summary(report, options) + gap + &text
        }
        Format::Concise => summary(report, options) + &text(diagnostic::Format::Concise),
        Format::Github => text(diagnostic::Format::Github),
        Format::Json => json::render(report, options),
        Format::Markdown => markdown::render(report, options),
    }
}

/// A change as a finding.
fn diagnostic(change: &Change, others: &[&Change], options: &Options<'_>) -> Diagnostic {
    let mut finding = Diagnostic::new(change.code, change.message.clone());
    finding.severity = options.severity(change);
    match (&change.new_place, &change.old_place) {
        (Some(new), old) => {
            finding = finding.at(new.clone(), "now");
            if let Some(old) = old {
                finding = finding.related(old.clone(), "before");
            }
        }
        (None, Some(old)) => finding = finding.at(old.clone(), "before"),
        (None, None) => {}
    }
    finding = finding.note(verdicts(change));
    if let Some(why) = change.why_unknown {
        finding = finding.note(format!("unknown: {why}"));
    }
    for line in witnesses(change) {
        finding = finding.note(line);
    }
    for line in reached(change).into_iter().chain(affected(change, others)) {
        finding = finding.note(line);
    }
    for note in notes(change) {
        finding = finding.note(format!("Rust: {note}"));
    }
    match (options.accepted)(&change.fingerprint) {
        Some(reason) => finding.note(format!("accepted: {reason}")),
        None if finding.severity == Severity::Info => finding,
        None => finding.note(format!("fingerprint: {}", change.fingerprint)),
    }
}

/// `set: widens; strict readers: breaks; …` in a line.
fn verdicts(change: &Change) -> String {
    format!(
        "set: {}; strict readers: {}; open readers: {}; writers: {}; Rust: {}",
        change.set.as_str(),
        change.strict.as_str(),
        change.open.as_str(),
        change.writer.as_str(),
        change.rust.as_str()
    )
}

/// The documents that show a change, each in a line.
fn witnesses(change: &Change) -> Vec<String> {
    let sides = [("new", &change.only_new), ("old", &change.only_old)];
    let line = |(side, witness): (&str, &Option<Witness>)| {
        let Witness { document, schema } = witness.as_ref()?;
        let place = format!("{}#{}", change.file, change.pointer);
        let of = if place.starts_with(schema.trim_end_matches('/')) {
            String::new()
        } else {
            format!(" of `{schema}`")
        };
        Some(format!("only the {side} schema{of} accepts {}", short(document)))
    };
    sides.into_iter().filter_map(line).collect()
}

/// Where a change of a definition is reached from.
fn reached(change: &Change) -> Option<String> {
    let place = format!("{}#{}", change.file, change.pointer);
    let is_other = |it: &&String| !place.starts_with(it.as_str());
    let others: Vec<_> = change.reached.iter().filter(is_other).map(String::as_str).collect();
    (!others.is_empty()).then(|| format!("reached from {}", listed(others.into_iter())))
}

/// Who breaks in which operations by some equal changes, a line for each end and direction.
fn affected(change: &Change, others: &[&Change]) -> Vec<String> {
    let all = once(change).chain(others.iter().copied()).flat_map(|it| &it.affected);
    let mut lines: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for Affected { operation, is_request, party, verdict } in all {
        let line = (*verdict != Verdict::Breaks, *party, *is_request);
        lines.entry(line).or_default().insert(operation);
    }
    let line = |((is_open, party, is_request), operations): (_, BTreeSet<&str>)| {
        let who = if party == Party::Client { "clients" } else { "servers" };
        let breaks = if is_open { "may break" } else { "break" };
        let what = if is_request { "takes" } else { "sends" };
        format!("{who} {breaks} in what the API {what}: {}", listed(operations.into_iter()))
    };
    lines.into_iter().map(line).collect()
}

/// The first of some places or names, and how many there are besides.
fn listed<'t>(names: impl ExactSizeIterator<Item = &'t str>) -> String {
    let more = match names.len().saturating_sub(PLACES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named: Vec<_> = names.take(PLACES).map(|it| format!("`{it}`")).collect();
    named.join(", ") + &more
}

/// How many facts about the Rust API are told of one change.
const NOTES: usize = 8;

/// What a change does to the Rust API: first itself, then what follows from it.
fn notes(change: &Change) -> Vec<String> {
    let mut notes: Vec<String> = change.notes.iter().take(NOTES).cloned().collect();
    match change.notes.len().saturating_sub(NOTES) {
        0 => {}
        more => notes.push(format!("and {more} more that follow from it")),
    }
    notes
}

/// The worst of all, in a line.
fn summary(report: &Report, options: &Options<'_>) -> String {
    if report.changes.is_empty() {
        return "no changes\n".to_owned();
    }
    let it = &report.summary;
    let count = report.changes.len();
    let hidden = report.changes.iter().filter(|it| !options.shows(it)).count();
    let hidden = if hidden == 0 { String::new() } else { format!(" ({hidden} not shown)") };
    format!(
        "{count} {}{hidden}; strict readers: {}; open readers: {}; writers: {}; Rust: {}\n",
        if count == 1 { "change" } else { "changes" },
        it.strict.as_str(),
        it.open.as_str(),
        it.writer.as_str(),
        it.rust.as_str()
    )
}

/// A text of bounded length.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 100;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}
