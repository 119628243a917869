//! Small changes to documents, to miss narrowly what was hit, or to hit it in another way.
//!
//! Input: a document. Output: the document with one change at one place.

use serde_json::Value;

use super::pool::{self, NAMES, STRINGS};
use super::rng::Rng;
use super::sample::scalar::plain;

/// A document with one small change somewhere.
pub fn mutate(document: &Value, rng: &mut Rng) -> Value {
    let mut changed = document.clone();
    let mut places = 0;
    visit(&mut changed, &mut |_| places += 1);
    let chosen = rng.below(places);
    let mut place = 0;
    visit(&mut changed, &mut |value| {
        if place == chosen {
            change(value, rng);
        }
        place += 1;
    });
    changed
}

/// Calls `work` for the value and all that it contains, parts first.
fn visit(value: &mut Value, work: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|element| visit(element, work)),
        Value::Object(members) => members.values_mut().for_each(|member| visit(member, work)),
        _ => {}
    }
    work(value);
}

fn change(value: &mut Value, rng: &mut Rng) {
    if rng.chance(20) {
        *value = pool::value(rng, 1);
        return;
    }
    match value {
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if names.is_empty() || rng.chance(40) {
                members.insert((*rng.pick(&NAMES)).to_owned(), pool::value(rng, 1));
            } else if rng.chance(60) {
                members.remove(rng.pick(&names));
            } else if let Some(value) = members.remove(rng.pick(&names)) {
                members.insert((*rng.pick(&NAMES)).to_owned(), value);
            }
        }
        Value::Array(elements) => match (elements.len(), rng.below(4)) {
            (0, _) | (_, 0) => elements.push(pool::value(rng, 1)),
            (length, 1) => {
                elements.remove(rng.below(length));
            }
            (length, 2) => {
                let copy = elements[rng.below(length)].clone();
                elements.push(copy);
            }
            _ => elements.reverse(),
        },
        Value::String(text) => match rng.below(3) {
            0 => text.push(*rng.pick(&['a', 'é', ' ', '1'])),
            1 => drop(text.pop()),
            _ => *text = (*rng.pick(&STRINGS)).to_owned(),
        },
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            let by = *rng.pick(&[1.0, -1.0, 0.5, 0.0, 10.0]);
            *value = plain(number + by, rng);
        }
        _ => *value = pool::scalar(rng),
    }
}
