//! The report as JSON for programs: every number of the table and every failure in full.
//!
//! Input: a [`Report`]. Output: one object: `suite`, `totals`, `rows`, `failures`, `stale`,
//! `seconds`, and `reach` if it is measured.

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::{Counts, Finding, Report, table};
use crate::known::Comparison;
use crate::plan::Plan;
use crate::reach;
use crate::run::Results;

/// No message is longer than this many characters.
const LONGEST: usize = 6000;

/// The report's JSON.
#[must_use]
pub fn render(plan: &Plan, results: &Results, report: &Report, comparison: &Comparison) -> Value {
    let totals: Map<String, Value> =
        table::sums(report).into_iter().map(|(name, sum)| (name, counts(&sum))).collect();
    let rows: Vec<Value> = report
        .rows
        .iter()
        .map(|row| json!({ "draft": row.draft, "file": row.file, "counts": counts(&row.counts) }))
        .collect();
    let failures: Vec<Value> = report
        .findings
        .iter()
        .zip(&comparison.covered)
        .map(|(finding, known)| failure(plan, finding, *known))
        .collect();
    let stale: Vec<String> = comparison.stale.iter().map(|entry| format!("{entry:?}")).collect();
    let seconds: Map<String, Value> = results
        .times
        .iter()
        .map(|(name, time)| ((*name).to_owned(), json!(time.as_secs_f64())))
        .collect();
    let reach = results.reach.as_ref().map(|it| reach::text::json(plan, it));
    json!({
        "reach": reach,
        "suite": plan.suite,
        "totals": totals,
        "rows": rows,
        "failures": failures,
        "stale": stale,
        "seconds": seconds,
    })
}

fn counts(counts: &Counts) -> Value {
    json!({
        "typed": counts.typed,
        "schemas": counts.schemas,
        "agree": counts.agree,
        "total": counts.total,
        "unchanged": counts.unchanged,
        "valid": counts.valid,
        "failures": counts.failures,
        "reach": counts.reach.as_ref().map(reach::text::counts),
    })
}

fn failure(plan: &Plan, finding: &Finding, known: bool) -> Value {
    let schema = &plan.schemas[finding.schema];
    let case = finding.case.map(|case| &plan.cases[case]);
    let document = case.and_then(|case| RawValue::from_string(case.text.clone()).ok());
    json!({
        "draft": schema.draft,
        "file": schema.file,
        "group": schema.group,
        "name": schema.name,
        "schema": schema.path,
        "test": case.map(|case| &case.test),
        "kind": finding.kind.name(),
        "expected": case.and_then(|case| case.valid).map(|valid| if valid { "accepted" } else { "refused" }),
        "got": finding.kind.got(),
        "text": finding.text.chars().take(LONGEST).collect::<String>(),
        "document": document,
        "known": known,
    })
}
