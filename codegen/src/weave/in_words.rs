//! What is checked, in words.
//!
//! Input: a schema, and which of its keywords are checked. Output: what they ask for, as far as it is said
//! in a few words. No word is said of anything else, so that a text says what holds, and not that it is all.

use super::docs::code;
use crate::resolve::{Keyword, KeywordSet, Schema};
use crate::source::Number;

/// Patterns that are longer tell a reader nothing.
const LONGEST_PATTERN: usize = 60;

/// What is checked of a text or a number, a sentence each.
pub(super) fn scalar(schema: &Schema, set: KeywordSet) -> Vec<String> {
    let has = |keyword| set.contains(keyword);
    let characters = ["character", "characters"];
    let bound = |keyword, length: Option<u64>| {
        length.filter(|&it| has(keyword) && it < u64::MAX).map(|it| (it, characters))
    };
    let length = count(
        bound(Keyword::MinLength, schema.min_length),
        bound(Keyword::MaxLength, schema.max_length),
    );
    let pattern = schema.pattern.as_ref().filter(|_| has(Keyword::Pattern));
    let pattern = pattern.filter(|it| it.len() <= LONGEST_PATTERN);
    let divisor = schema.multiple_of.as_ref().filter(|_| has(Keyword::MultipleOf));
    let parts = [
        length,
        pattern.map(|it| format!("matches {}", code(it))),
        range(schema, set),
        divisor.map(|it| format!("a multiple of {}", it.text())),
    ];
    parts.into_iter().flatten().map(|it| sentence(&it)).collect()
}

/// The bounds of a number.
fn range(schema: &Schema, set: KeywordSet) -> Option<String> {
    let bound = |keyword, number: &Option<Number>| {
        number.as_ref().filter(|_| set.contains(keyword)).map(|it| it.text().to_owned())
    };
    let least = bound(Keyword::Minimum, &schema.minimum);
    let most = bound(Keyword::Maximum, &schema.maximum);
    let above = bound(Keyword::ExclusiveMinimum, &schema.exclusive_minimum);
    let below = bound(Keyword::ExclusiveMaximum, &schema.exclusive_maximum);
    if let (Some(least), Some(most), None, None) = (&least, &most, &above, &below) {
        return Some(format!("{least} to {most}"));
    }
    let words =
        [("at least", least), ("greater than", above), ("at most", most), ("less than", below)];
    let words: Vec<_> =
        words.into_iter().filter_map(|(word, it)| Some(format!("{word} {}", it?))).collect();
    (!words.is_empty()).then(|| words.join(" and "))
}

/// A few words with a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut text = format!("{words}.");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The bounds of an array or a map, each for a list: `1 to 5 items`.
pub(super) fn counts(schema: &Schema, set: KeywordSet) -> Vec<String> {
    let has = |keyword| set.contains(keyword);
    let items = ["item", "items"];
    let members = ["member", "members"];
    let unique = has(Keyword::UniqueItems).then(|| "no two equal items".to_owned());
    // What is beyond all numbers of things is no bound to speak of.
    let bound = |keyword, count: Option<u64>, of| {
        count.filter(|&it| has(keyword) && it < u64::MAX).map(|it| (it, of))
    };
    let counts = [
        (
            bound(Keyword::MinItems, schema.min_items, items),
            bound(Keyword::MaxItems, schema.max_items, items),
        ),
        (
            bound(Keyword::MinProperties, schema.min_properties, members),
            bound(Keyword::MaxProperties, schema.max_properties, members),
        ),
    ];
    counts.into_iter().filter_map(|(least, most)| count(least, most)).chain(unique).collect()
}

/// A number of things that is bounded, in words.
fn count(
    least: Option<(u64, [&'static str; 2])>,
    most: Option<(u64, [&'static str; 2])>,
) -> Option<String> {
    let of = |count: u64, [one, many]: [&'static str; 2]| if count == 1 { one } else { many };
    Some(match (least, most) {
        (None, None) => return None,
        (Some((least, noun)), None) => format!("at least {least} {}", of(least, noun)),
        (None, Some((most, noun))) => format!("at most {most} {}", of(most, noun)),
        (Some((least, noun)), Some((most, _))) if least == most => {
            format!("{least} {}", of(least, noun))
        }
        (Some((least, noun)), Some((most, _))) => format!("{least} to {most} {}", of(most, noun)),
    })
}
