//! The table of sets, for people and for programs.
//!
//! Input: [`Row`]s. Output: text with a line for each and, below it, what went wrong first; or JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Row, reached};
use crate::reach;
use crate::report::table::percent;

/// How many characters of what went wrong are shown.
const SHOWN: usize = 200;

/// What each column is called.
const HEAD: [&str; 9] =
    ["set", "generates", "memory", "compiles", "types", "opaque", "reach", "right", "lossless"];

/// The table as text.
#[must_use]
pub fn render(rows: &[Row]) -> String {
    let lines: Vec<[String; 9]> =
        std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(line)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEAD.len()).map(|it| width(it).unwrap_or(0)).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let _ = write!(text, "{:<width$}", line[0], width = widths[0]);
        for (cell, width) in line.iter().zip(&widths).skip(1) {
            let _ = write!(text, "  {cell:>width$}");
        }
        text.push('\n');
        let row = number.checked_sub(1).and_then(|it| rows.get(it));
        if let Some(finding) = row.and_then(|row| row.finding.as_ref()) {
            let _ = writeln!(text, "    {}", finding.chars().take(SHOWN).collect::<String>());
        }
    }
    text
}

fn line(row: &Row) -> [String; 9] {
    let none = || "-".to_owned();
    let counts = &row.counts;
    let of = |part: usize, whole: usize| match whole {
        0 => none(),
        _ => format!("{part}/{whole}"),
    };
    let (time, memory) = match row.generated {
        None => ("no".to_owned(), none()),
        Some((time, memory)) => {
            let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1 << 20));
            (format!("{:.1} s", time.as_secs_f64()), memory.map_or_else(none, megabytes))
        }
    };
    let reach = reached(row);
    [
        row.name.clone(),
        time,
        memory,
        of(counts.typed, counts.schemas),
        row.types[0].to_string(),
        row.types[1].to_string(),
        percent(reach.held, reach.spoken),
        of(counts.agree, counts.total),
        of(counts.unchanged, counts.valid),
    ]
}

/// The table as JSON.
#[must_use]
pub fn json(rows: &[Row]) -> Value {
    let row = |row: &Row| {
        json!({
            "name": row.name,
            "seconds": row.generated.map(|(time, _)| time.as_secs_f64()),
            "bytes": row.generated.and_then(|(_, memory)| memory),
            "compiles": row.counts.typed,
            "schemas": row.counts.schemas,
            "types": row.types[0],
            "opaque": row.types[1],
            "reach": reach::text::counts(&reached(row)),
            "right": row.counts.agree,
            "documents": row.counts.total,
            "lossless": row.counts.unchanged,
            "valid": row.counts.valid,
            "finding": row.finding,
        })
    };
    json!({ "sets": rows.iter().map(row).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_stands_below_its_set() {
        let mut row = Row { name: "fails".to_owned(), ..Row::default() };
        row.finding = Some("generate: a.json: no".to_owned());
        let mut right = Row { name: "a longer name".to_owned(), ..Row::default() };
        right.generated = Some((std::time::Duration::from_millis(1500), Some(1)));
        let text = render(&[row, right]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[2], "    generate: a.json: no");
        assert!(lines[3].contains("1.5 s") && lines[3].contains("1 MB"), "{text}");
        assert_eq!(lines[0].chars().count(), lines[3].chars().count());
    }
}
