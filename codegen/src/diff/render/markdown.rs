//! A table for the comment of a pull request.

use crate::diagnostic::Severity;
use crate::diff::{Report, Rust, Verdict};

use super::{Group, Options, affected, groups, places, reached, witnesses};

/// How many bytes a page has at most: a comment may have 65,536 characters.
const MOST: usize = 65_000;

/// Writes the summary, then a row for each group of equal changes, the worst first. What breaks nobody
/// is folded away.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    if report.changes.is_empty() {
        return "### Schema changes\n\nNone.\n".to_owned();
    }
    let it = &report.summary;
    let mut page = format!(
        "### Schema changes\n\n| strict readers | open readers | writers | Rust API |\n\
         | --- | --- | --- | --- |\n| {} | {} | {} | {} |\n\n",
        verdict(it.strict),
        verdict(it.open),
        verdict(it.writer),
        rust(it.rust)
    );
    let mut groups = groups(report, options);
    groups.sort_by_key(|it| options.severity(it.first));
    let is_info = |it: &Group<'_>| options.severity(it.first) == Severity::Info;
    let (folded, shown): (Vec<_>, Vec<_>) = groups.iter().partition(|it| is_info(it));
    page.push_str(&table(&shown, options, MOST.saturating_sub(page.len())));
    if !folded.is_empty() {
        let count: usize = folded.iter().map(|it| it.others.len() + 1).sum();
        let head = format!("\n<details><summary>{count} that break nobody</summary>\n\n");
        let end = "\n</details>\n";
        let room = MOST.saturating_sub(page.len() + head.len() + end.len());
        page.push_str(&(head + &table(&folded, options, room) + end));
    }
    page
}

/// A row for each group, as many as there is room for.
fn table(groups: &[&Group<'_>], options: &Options<'_>, room: usize) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let mut text = "| | change | where | set | strict | open | writer | Rust | fingerprint |\n\
                    | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for (index, group) in groups.iter().enumerate() {
        let row = row(group, options);
        if text.len() + row.len() > room {
            let left = groups.iter().skip(index).map(|it| it.others.len() + 1).sum::<usize>();
            text.push_str(&format!("\n{left} more are not listed.\n"));
            break;
        }
        text.push_str(&row);
    }
    text
}

fn row(group: &Group<'_>, options: &Options<'_>) -> String {
    let change = group.first;
    let mark = match options.severity(change) {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "",
    };
    let mut text = format!("{}: {}", change.code.as_str(), escape(&change.message));
    let notes = super::notes(change).into_iter().map(|note| format!("Rust: {note}"));
    let accepted = (options.accepted)(&change.fingerprint).map(|it| format!("accepted: {it}"));
    let why = change.why_unknown.map(|it| format!("unknown: {it}"));
    let lines = why.into_iter().chain(witnesses(change)).chain(reached(change));
    let lines = lines.chain(affected(change, &group.others)).chain(notes);
    for line in lines.chain(accepted).chain(places(group)) {
        text.push_str(&format!("<br>{}", escape(&line)));
    }
    let place = code(&format!("{}#{}", change.file, change.pointer));
    let count = match group.others.len() {
        0 => String::new(),
        others => format!(" ({} times)", others + 1),
    };
    format!(
        "| {mark} | {text} | {place}{count} | {} | {} | {} | {} | {} | `{}` |\n",
        change.set.as_str(),
        verdict(change.strict),
        verdict(change.open),
        verdict(change.writer),
        rust(change.rust),
        change.fingerprint
    )
}

/// A span of code that holds any text.
fn code(text: &str) -> String {
    let runs = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(runs + 1);
    let gap = if runs == 0 { "" } else { " " };
    cell(&format!("{fence}{gap}{text}{gap}{fence}"))
}

/// What would end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Possible => "possible",
        Verdict::Unknown => "unknown",
        Verdict::Breaks => "**breaks**",
    }
}

fn rust(rust: Rust) -> &'static str {
    match rust {
        Rust::Patch => "patch",
        Rust::Minor => "minor",
        Rust::Major => "**major**",
    }
}

/// What a cell of a table may hold. What stands between backticks is code, and shown as it is.
fn escape(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let is_even = parts.len() % 2 == 1;
    let part = |(index, part): (usize, &&str)| match index % 2 {
        1 if is_even => cell(&format!("`{part}`")),
        _ => {
            let plain = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            cell(&plain.replace('\\', "\\\\").replace('*', "\\*").replace('_', "\\_"))
        }
    };
    parts.iter().enumerate().map(part).collect()
}
