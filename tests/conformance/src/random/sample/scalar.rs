//! Strings and numbers that keywords are likely to accept.

use serde_json::{Map, Value, json};

use super::kind::NUMBER;
use crate::random::pool::{self, PATTERNS, STRINGS};
use crate::random::rng::Rng;

pub(crate) fn string(schema: &Map<String, Value>, rng: &mut Rng) -> Value {
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
        && rng.chance(90)
    {
        return json!(matching(pattern, rng));
    }
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let least = bound("minLength").unwrap_or(0.0) as usize;
    let most = bound("maxLength").map_or(usize::MAX, |most| most as usize);
    // One too many, now and then.
    let most = most.saturating_add(usize::from(rng.chance(5)));
    let mut text: String = (*rng.pick(&STRINGS)).to_owned();
    while text.chars().count() < least.min(64) {
        text.push(*rng.pick(&['a', 'é', '💩', '1']));
    }
    json!(text.chars().take(most).collect::<String>())
}

pub(crate) fn number(schema: &Map<String, Value>, rng: &mut Rng, integer: bool) -> Value {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let bounds: Vec<f64> = NUMBER.iter().filter_map(|keyword| bound(keyword)).collect();
    if bounds.is_empty() && !rng.chance(20) {
        return if integer { json!(rng.pick(&[-1, 0, 1, 2, 3, 7])) } else { pool::number(rng) };
    }
    let near = if bounds.is_empty() { 0.0 } else { *rng.pick(&bounds) };
    let step = bound("multipleOf").unwrap_or(1.0);
    let by = *rng.pick(&[0.0, 1.0, -1.0, 2.0, -2.0, 0.5]);
    let mut value = step.mul_add(by, near);
    if let Some(multiple) = bound("multipleOf").filter(|_| rng.chance(85)) {
        value = (value / multiple).round() * multiple;
    }
    if integer {
        value = value.round();
    }
    plain(value, rng)
}

/// A number as people write it: mostly as an integer where it is one.
pub(crate) fn plain(value: f64, rng: &mut Rng) -> Value {
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    if whole && !rng.chance(10) { json!(value as i64) } else { json!(value) }
}

/// A string that matches `pattern`, if it is one of the known.
pub(crate) fn matching(pattern: &str, rng: &mut Rng) -> &'static str {
    let known = PATTERNS.iter().find(|(known, _)| *known == pattern);
    rng.pick::<&str>(known.map_or(&STRINGS[..], |(_, strings)| *strings))
}

pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let known = PATTERNS.iter().find(|(known, _)| *known == pattern);
    known.is_some_and(|(_, strings)| strings.contains(&text))
}
