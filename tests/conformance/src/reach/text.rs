//! Typed reach as text for people, and as JSON for programs.
//!
//! Input: a [`Reach`]. Output: the share in all, what is lost by the way that the schema reaches it, with
//! the places where most is, and the schemas that lose most.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Counts, Loss, Reach};
use crate::plan::Plan;
use crate::report::table::percent;

/// How many of each list are shown.
const SHOWN: usize = 10;

/// The measure as text.
#[must_use]
pub fn render(plan: &Plan, reach: &Reach) -> String {
    let sum = reach.sum();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "\ntyped reach: {} of {} scalars that the schemas speak of ({}), in {} documents of {} schemas",
        sum.held,
        sum.spoken,
        percent(sum.held, sum.spoken),
        sum.documents,
        reach.schemas.len()
    );
    for (count, what) in [
        (
            sum.unseen,
            "are taken as held although it does not show: behind a link, or in a union with a `Value`",
        ),
        (sum.in_conditions, "are spoken of by conditions alone and do not count"),
    ] {
        if count > 0 {
            let _ = writeln!(text, "{count:>8}  {what}");
        }
    }
    for (schema, why) in &reach.unmeasured {
        let why = why.lines().next().unwrap_or_default();
        let _ = writeln!(text, "not measured: {}: {why}", plan.schemas[*schema].label());
    }
    losses(&mut text, plan, reach, &sum);
    worst(&mut text, plan, reach);
    text
}

/// The losses, the largest first.
fn sorted(reach: &Reach) -> Vec<(&String, &Loss)> {
    let mut all: Vec<_> = reach.losses.iter().collect();
    all.sort_by_key(|(_, loss)| std::cmp::Reverse(loss.count));
    all
}

fn losses(text: &mut String, plan: &Plan, reach: &Reach, sum: &Counts) {
    /// How many places are shown of each kind.
    const PLACES: usize = 3;
    if reach.losses.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nlost, by how the schema reaches it:");
    for (kind, loss) in sorted(reach) {
        let share = percent(loss.count, sum.spoken - sum.held);
        let _ = writeln!(text, "{:>8} {share:>6}  {kind}", loss.count);
        let mut places: Vec<_> = loss.places.iter().collect();
        places.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((schema, holder, way), count) in places.into_iter().take(PLACES) {
            let label = plan.schemas[*schema].label();
            let holder = if holder.is_empty() { "an alias" } else { holder };
            let _ = writeln!(text, "          {count:>6}  {label}: in {holder}, by {way}");
        }
    }
}

fn worst(text: &mut String, plan: &Plan, reach: &Reach) {
    let lost = |counts: &Counts| counts.spoken - counts.held;
    let mut schemas: Vec<_> = reach.schemas.iter().filter(|(_, it)| lost(it) > 0).collect();
    schemas.sort_by_key(|(_, counts)| std::cmp::Reverse(lost(counts)));
    if !schemas.is_empty() {
        let _ = writeln!(text, "\nschemas that lose most:");
    }
    for (schema, counts) in schemas.into_iter().take(SHOWN) {
        let (label, share) = (plan.schemas[*schema].label(), percent(counts.held, counts.spoken));
        let _ = writeln!(text, "{:>8}  {label} (reach {share} of {})", lost(counts), counts.spoken);
    }
}

/// The measure as JSON.
#[must_use]
pub fn json(plan: &Plan, reach: &Reach) -> Value {
    let label = |schema: usize| plan.schemas[schema].label();
    let schemas: Vec<_> = reach
        .schemas
        .iter()
        .map(|(schema, it)| json!({ "schema": label(*schema), "counts": counts(it) }))
        .collect();
    let losses: Vec<_> = sorted(reach)
        .into_iter()
        .map(|(kind, loss)| {
            let places: Vec<_> = loss
                .places
                .iter()
                .map(|((schema, holder, way), count)| {
                    json!({ "schema": label(*schema), "in": holder, "by": way, "count": count })
                })
                .collect();
            json!({ "by": kind, "count": loss.count, "places": places })
        })
        .collect();
    let unmeasured: Vec<_> = reach
        .unmeasured
        .iter()
        .map(|(schema, why)| json!({ "schema": label(*schema), "why": why }))
        .collect();
    json!({
        "total": counts(&reach.sum()),
        "losses": losses,
        "schemas": schemas,
        "unmeasured": unmeasured,
    })
}

/// The counts as JSON.
pub(crate) fn counts(counts: &Counts) -> Value {
    json!({
        "documents": counts.documents,
        "spoken": counts.spoken,
        "held": counts.held,
        "unseen": counts.unseen,
        "in_conditions": counts.in_conditions,
    })
}
