//! How keywords are enforced and what types are made of, summed over all trees: what `--ledger`
//! prints.
//!
//! Input: what `inspect` says of each tree. Output: text. A keyword or type that several trees have
//! is counted once, by the weakest way in which any of them enforces it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::generate::{KeywordEntry, Tree, TypeEntry};

use super::table::percent;

/// The ways to enforce an assertion, the best first.
const WAYS: [&str; 4] = ["type", "check", "validator", "unsupported"];
/// What it takes to make a type exact, from the best to the last resort.
const RUNGS: [&str; 4] = ["shape", "checks", "validator", "opaque"];

/// The sums, as text.
#[must_use]
pub fn render(trees: &[Tree]) -> String {
    let keywords = keywords(trees);
    let types = types(trees);
    let mut text = String::new();
    let asserting = |by: &&str| WAYS.contains(by);
    let ways: Vec<&str> = keywords.values().copied().filter(asserting).collect();
    line(&mut text, "asserting keywords", &ways, &WAYS);
    let _ = writeln!(text, "annotations and structure  {}", keywords.len() - ways.len());
    let rungs: Vec<&str> = types.values().map(|it| it.rung.as_str()).collect();
    line(&mut text, "types", &rungs, &RUNGS);
    classes(&mut text, &keywords, &types);
    text
}

/// How many there are of each kind.
fn line(text: &mut String, name: &str, found: &[&str], kinds: &[&str]) {
    let _ = write!(text, "{name}  {}:", found.len());
    for kind in kinds {
        let count = found.iter().filter(|it| *it == kind).count();
        let _ = write!(text, "  {kind} {count} ({})", percent(count, found.len()));
    }
    text.push('\n');
}

/// Where a keyword stands: the file, the schema's pointer and the keyword.
type Place<'a> = (&'a str, &'a str, &'a str);

fn keywords(trees: &[Tree]) -> BTreeMap<Place<'_>, &str> {
    let mut all: BTreeMap<Place<'_>, &str> = BTreeMap::new();
    let rank = |by: &str| WAYS.iter().position(|way| *way == by);
    for KeywordEntry { file, pointer, keyword, by } in trees.iter().flat_map(|it| &it.ledger) {
        let entry = all.entry((file, pointer, keyword)).or_insert(by);
        if rank(by) > rank(entry) {
            *entry = by;
        }
    }
    all
}

fn types(trees: &[Tree]) -> BTreeMap<(&str, &str, &str), &TypeEntry> {
    let types = trees.iter().flat_map(|it| &it.types);
    types.map(|it| ((it.file.as_str(), it.pointer.as_str(), it.path.as_str()), it)).collect()
}

/// The opaque types, by the keywords that their schemas assert.
fn classes(
    text: &mut String,
    keywords: &BTreeMap<Place<'_>, &str>,
    types: &BTreeMap<(&str, &str, &str), &TypeEntry>,
) {
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for it in types.values().filter(|it| it.rung == "opaque") {
        let (file, pointer) = (it.file.as_str(), it.pointer.as_str());
        let here = keywords
            .range((file, pointer, "")..)
            .take_while(|((of, at, _), _)| *of == file && *at == pointer);
        let asserting = here.filter(|(_, by)| WAYS.contains(by));
        let asserted: BTreeSet<&str> = asserting.map(|((_, _, keyword), _)| *keyword).collect();
        let class = asserted.into_iter().collect::<Vec<_>>().join(", ");
        classes.entry(class).or_default().push(format!("{file}#{pointer}"));
    }
    let mut classes: Vec<_> = classes.into_iter().collect();
    classes.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    if !classes.is_empty() {
        text.push_str("\nopaque types by what their schemas assert:\n");
    }
    for (class, places) in classes {
        let first = places.first().map_or("", String::as_str);
        let _ = writeln!(text, "{:>6}  {class}; for example {first}", places.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weakest_way_counts_and_opaque_types_are_classed() {
        let keyword = |pointer: &str, keyword: &str, by: &str| KeywordEntry {
            file: "a.json".to_owned(),
            pointer: pointer.to_owned(),
            keyword: keyword.to_owned(),
            by: by.to_owned(),
        };
        let of = |ledger: Vec<KeywordEntry>, rung: &str| Tree {
            ledger,
            types: vec![TypeEntry {
                path: "A".to_owned(),
                file: "a.json".to_owned(),
                pointer: "/a".to_owned(),
                rung: rung.to_owned(),
            }],
            ..Tree::default()
        };
        let first = vec![keyword("", "type", "type"), keyword("/a", "not", "type")];
        let second = vec![keyword("/a", "not", "check"), keyword("/a", "title", "annotation")];
        let text = render(&[of(first, "opaque"), of(second, "opaque")]);
        assert_eq!(
            text,
            "asserting keywords  2:  type 1 (50.0%)  check 1 (50.0%)  validator 0 (0.0%)  \
             unsupported 0 (0.0%)\n\
             annotations and structure  1\n\
             types  1:  shape 0 (0.0%)  checks 0 (0.0%)  validator 0 (0.0%)  opaque 1 (100.0%)\n\n\
             opaque types by what their schemas assert:\n     \
             1  not; for example a.json#/a\n"
        );
    }
}
