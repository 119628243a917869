//! Values, numbers and strings.

use super::{BYTES_OF_A_STEP, Sampler, bounds, json};
use std::collections::HashMap;

use crate::limits::{CHARACTERS_OF_A_TEXT, LISTED_VALUES_TRIED};
use crate::resolve::{Schema, format};
use crate::source::{Json, Kind, Number};

impl Sampler<'_> {
    /// What `enum` and `const` list.
    pub(super) fn values(&self, view: &[&Schema]) -> Vec<Json> {
        let lists = view.iter().map(|it| it.enumeration.iter().flatten().chain(&it.constant));
        let listed: Vec<&Json> = lists.flatten().collect();
        if listed.len() <= LISTED_VALUES_TRIED {
            return listed.into_iter().cloned().collect();
        }
        // Of long lists the values that fewest of them have tell them apart.
        let mut holders: HashMap<&Json, usize> = HashMap::new();
        listed.iter().for_each(|value| *holders.entry(*value).or_default() += 1);
        let mut rare = listed.clone();
        rare.sort_by_key(|value| holders.get(value).copied());
        rare.into_iter().take(LISTED_VALUES_TRIED).cloned().collect()
    }

    /// Each bound and its neighbours, multiples and what lies between them.
    pub(super) fn numbers(&self, view: &[&Schema]) -> Vec<Json> {
        let mut texts: Vec<String> =
            ["1", "0", "-1", "0.5", "1.0", "7", "12", "1000000"].map(str::to_owned).to_vec();
        for node in view {
            let bounds = [&node.minimum, &node.maximum, &node.exclusive_minimum];
            let bounds = bounds.into_iter().chain([&node.exclusive_maximum, &node.multiple_of]);
            for bound in bounds.flatten() {
                texts.extend(near(bound));
            }
        }
        let divisors: Vec<_> = view.iter().filter_map(|it| it.multiple_of.as_ref()).collect();
        for divisor in divisors {
            let value = divisor.to_f64();
            texts.extend(
                [2.0, 3.0, 5.0, 6.0, 30.0, -1.0, -2.0].map(|times| (value * times).to_string()),
            );
        }
        let numbers = texts.iter().filter_map(|it| Number::parse(it));
        numbers.map(|it| json(Kind::Number(it))).collect()
    }

    /// Each length and its neighbours, what patterns match, and some that they do not.
    pub(super) fn strings(&self, view: &[&Schema], vary: bool) -> Vec<Json> {
        let mut texts: Vec<String> =
            ["a", "", "abc", "0", "A1", "x y", "\n"].map(str::to_owned).to_vec();
        if vary {
            texts.extend(self.texts_at_bounds(view));
        }
        for pattern in view.iter().filter_map(|it| it.pattern.as_ref()) {
            texts.extend(self.texts(pattern).iter().cloned());
        }
        for length in bounds::lengths(view).filter(|it| *it <= CHARACTERS_OF_A_TEXT) {
            let count = usize::try_from(length).unwrap_or_default();
            if !self.pay(count / BYTES_OF_A_STEP) {
                break;
            }
            texts.push("a".repeat(count));
        }
        if view.iter().any(|it| it.format.is_some()) {
            texts.extend(format::EDGES.iter().map(|it| (*it).to_owned()));
        }
        for value in self.values(view) {
            if let Some(text) = value.as_str() {
                texts.push(format!("{text}x"));
            }
        }
        texts.into_iter().map(|it| json(Kind::String(it))).collect()
    }
}

/// A number and numbers a little above and below it.
fn near(number: &Number) -> Vec<String> {
    let mut texts = vec![number.text().to_owned()];
    match number.as_i128() {
        Some(value) => {
            texts.extend([1, -1, 2, -2].map(|by| value.saturating_add(by).to_string()));
            texts.push(format!("{value}.5"));
        }
        None => {
            let value = number.to_f64();
            let around = [value * 0.5, value * 2.0, value + 1.0, value - 1.0, value.floor()];
            texts.extend(around.iter().filter(|it| it.is_finite()).map(f64::to_string));
        }
    }
    texts
}
