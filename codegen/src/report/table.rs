//! The report as tables, for people.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{Enforcement, LedgerEntry, Report, Rung};

pub(super) fn write(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write_types(report, f)?;
    write_left_out(report, f)?;
    write_dependencies(report, f)?;
    write_totals(report, f)?;
    write_exceptions(report, f)
}

fn write_types(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let counts = Rung::ALL.map(|rung| {
        let count = report.types.iter().filter(|it| it.rung == rung).count();
        format!("{} {count}", rung.name())
    });
    writeln!(f, "types: {} ({})\n", report.types.len(), counts.join(", "))?;
    let rows = report.types.iter().map(|it| {
        [it.rung.name().to_owned(), it.path.clone(), format!("{}#{}", it.file, it.pointer)]
    });
    write_aligned(&rows.collect::<Vec<_>>(), f)
}

fn write_left_out(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if report.left_out.is_empty() {
        return Ok(());
    }
    writeln!(f, "\nleft out by `roots`: {}\n", report.left_out.len())?;
    write_aligned(&report.left_out.iter().map(|it| [it.clone()]).collect::<Vec<_>>(), f)
}

fn write_dependencies(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "\ndependencies: {}\n", report.dependencies.len())?;
    let rows = report
        .dependencies
        .iter()
        .map(|it| [it.name.clone(), it.version.clone(), it.features.join(", ")]);
    write_aligned(&rows.collect::<Vec<_>>(), f)
}

/// How often each keyword is enforced in each way.
fn write_totals(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut totals: BTreeMap<&str, BTreeMap<Enforcement, usize>> = BTreeMap::new();
    for entry in &report.ledger {
        *totals.entry(&entry.keyword).or_default().entry(entry.by).or_default() += 1;
    }
    writeln!(f, "\nkeywords: {}\n", report.ledger.len())?;
    let cell = |counts: &BTreeMap<Enforcement, usize>, by| {
        counts.get(&by).map_or_else(|| "-".to_owned(), ToString::to_string)
    };
    let mut rows = vec![[
        "keyword".to_owned(),
        "type".to_owned(),
        "check".to_owned(),
        "validator".to_owned(),
        "annotation".to_owned(),
        "unsupported".to_owned(),
    ]];
    for (keyword, counts) in &totals {
        let [by_type, check, validator, annotation, unsupported] =
            Enforcement::ALL.map(|by| cell(counts, by));
        rows.push([(*keyword).to_owned(), by_type, check, validator, annotation, unsupported]);
    }
    write_aligned(&rows, f)
}

/// Everything that a reader should look at: what only a validator enforces, and what nothing does.
fn write_exceptions(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for by in [Enforcement::Validator, Enforcement::Unsupported] {
        let entries: Vec<&LedgerEntry> = report.ledger.iter().filter(|it| it.by == by).collect();
        if entries.is_empty() {
            continue;
        }
        writeln!(f, "\n{}: {}\n", by.name(), entries.len())?;
        let rows = entries.iter().map(|it| [it.place(), it.why.clone()]);
        write_aligned(&rows.collect::<Vec<_>>(), f)?;
    }
    Ok(())
}

/// Writes rows whose columns begin at the same place, indented, without spaces at the end.
fn write_aligned<const N: usize>(rows: &[[String; N]], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            write!(line, "  {cell:width$}")?;
        }
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}
