//! What was found, as text.
//!
//! Input: [`Results`]. Output: where too little and where too much is said, and a line of counts.

use std::fmt::Write as _;

use super::{Results, Row};

/// How many characters of a line are shown.
const SHOWN: usize = 300;

/// The report.
#[must_use]
pub fn render(results: &Results) -> String {
    let mut text = String::new();
    for (name, why) in &results.left_out {
        let _ = writeln!(text, "left out: {name}: {}", why.lines().next().unwrap_or_default());
    }
    for row in results.rows.iter().filter(|it| it.says_less()) {
        let _ = writeln!(text, "{}: `{}` is said, and these break:", row.name, row.said);
        list(&mut text, row.broken.iter().chain(&row.checks));
    }
    for row in results.rows.iter().filter(|it| it.says_more()) {
        let _ = writeln!(text, "{}: a break is said, and nothing breaks:", row.name);
        list(&mut text, &row.reasons);
    }
    let count = |of: &dyn Fn(&Row) -> bool| results.rows.iter().filter(|it| of(it)).count();
    let _ = writeln!(
        text,
        "{} updates, {} uses: {} break a dependent, {} semver, {} are called major; too little is said of {}, too much of {}",
        results.rows.len(),
        results.uses,
        count(&|it| !it.broken.is_empty()),
        count(&|it| !it.checks.is_empty()),
        count(&|it| it.said == "major"),
        count(&Row::says_less),
        count(&Row::says_more),
    );
    text
}

fn list<'t>(text: &mut String, lines: impl IntoIterator<Item = &'t String>) {
    for line in lines.into_iter().take(5) {
        let _ = writeln!(text, "    {}", line.chars().take(SHOWN).collect::<String>());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_and_what_nobody_notices_is_listed() {
        let row = |name: &str, said: &str, broken: &[&str], checks: &[&str]| Row {
            name: name.to_owned(),
            said: said.to_owned(),
            reasons: vec!["a reason".to_owned()],
            broken: broken.iter().map(|it| (*it).to_owned()).collect(),
            checks: checks.iter().map(|it| (*it).to_owned()).collect(),
        };
        let rows = vec![
            row("right", "major", &["a use"], &[]),
            row("less", "minor", &[], &["a check"]),
            row("more", "major", &[], &[]),
            row("nothing", "patch", &[], &[]),
        ];
        let text = render(&Results { rows, left_out: Vec::new(), uses: 7 });
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "less: `minor` is said, and these break:");
        assert_eq!(lines[1], "    a check");
        assert_eq!(lines[2], "more: a break is said, and nothing breaks:");
        assert!(lines[4].ends_with("too little is said of 1, too much of 1"), "{text}");
    }
}
