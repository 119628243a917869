//! Makes the failures of a run small, by further runs.
//!
//! Input: a plan with its report. Output: small failures of different schemas and kinds, with a
//! rendering for people.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::error::{Context as _, Result};
use crate::plan::{Plan, read};
use crate::random::minimise::{Failing, minimise};
use crate::random::{self, Trial};
use crate::report::{self, Finding, Kind, Report};
use crate::run::{self, Settings};

/// The smallest forms of up to `count` failures of `report`.
///
/// # Errors
///
/// Where a run cannot go on.
pub fn smallest(
    plan: &Plan,
    report: &Report,
    settings: &Settings,
    count: usize,
) -> Result<Vec<Failing>> {
    let chosen = choose(&report.findings, count);
    let failing: Vec<Failing> =
        chosen.into_iter().map(|finding| failing(plan, finding)).collect::<Result<_>>()?;
    if failing.is_empty() {
        return Ok(failing);
    }
    let mut settings = settings.clone();
    settings.options.work.push("smaller");
    settings.one_tree = false;
    settings.share = 1;
    settings.document = false;
    minimise(failing, &mut |trials| trial(plan, trials, &settings))
}

/// Failures of different schemas, as many kinds as there are.
fn choose(findings: &[Finding], count: usize) -> Vec<&Finding> {
    let mut schemas = BTreeSet::new();
    let mut first: Vec<&Finding> =
        findings.iter().filter(|finding| schemas.insert(finding.schema)).collect();
    let mut kinds: Vec<Kind> = Vec::new();
    let rank = |finding: &&Finding| {
        kinds.push(finding.kind);
        kinds.iter().filter(|kind| **kind == finding.kind).count()
    };
    first.sort_by_cached_key(rank);
    first.truncate(count);
    first
}

fn failing(plan: &Plan, finding: &Finding) -> Result<Failing> {
    let path = &plan.schemas[finding.schema].path;
    let case = finding.case.map(|case| &plan.cases[case]);
    let document = case.map_or("null", |case| &case.text);
    Ok(Failing {
        schema: serde_json::from_str(&read(path)?).context(path.display())?,
        document: serde_json::from_str(document).context("a document")?,
        valid: case.and_then(|case| case.valid).unwrap_or(true),
        kind: finding.kind,
        text: finding.text.clone(),
    })
}

/// Runs `trials` and says of each how it fails, if it does.
fn trial(
    original: &Plan,
    trials: &[Trial],
    settings: &Settings,
) -> Result<Vec<Option<(Kind, String)>>> {
    let mut plan = random::plan("smaller", trials, &settings.options.work.join("schemas"))?;
    plan.config.clone_from(&original.config);
    let results = run::run(&plan, settings)?;
    let mut failures = vec![None; trials.len()];
    for finding in report::report(&plan, &results).findings {
        failures[finding.schema] = Some((finding.kind, finding.text));
    }
    Ok(failures)
}

/// Small failures as text for people.
#[must_use]
pub fn render(failures: &[Failing]) -> String {
    let mut text = String::new();
    for failing in failures {
        let expected = if failing.valid { "accepted" } else { "refused" };
        let mut schema = failing.schema.clone();
        if let Some(members) = schema.as_object_mut() {
            members.remove("$schema");
        }
        let _ = write!(text, "\n{}\n  schema    {schema}\n", failing.kind.name());
        if !matches!(failing.kind, Kind::Schema(_)) {
            let _ = writeln!(text, "  document  {}", failing.document);
            let _ = writeln!(text, "  expected  {expected}");
        }
        for line in failing.text.lines().filter(|line| !line.trim().is_empty()).take(8) {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}
