//! The measures of all trees as text for people, and as JSON for programs.
//!
//! Input: the [`Shape`] of each tree, by the name of its schema. Output: a few lines of sums, then the
//! trees and the twins that there is most to gain from.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::printed::{Form, Lines};
use super::{Shape, Twins};
use crate::report::table::percent;

/// How many of each list are shown.
const SHOWN: usize = 10;

/// The sums of many trees.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Types.
    pub types: usize,
    /// Types that take any JSON.
    pub opaque: usize,
    /// Names over 40 and over 60 characters.
    pub long_names: [usize; 2],
    /// The same of whole paths.
    pub long_paths: [usize; 2],
    /// Types with a twin.
    pub twins: usize,
    /// How many fewer types there were if none had.
    pub spare: usize,
    /// Types with a twin whose schema asks for the same.
    pub copies: usize,
    /// Twins of types that stand for definitions.
    pub of_named: usize,
    /// Those of them whose schema asks for the same as the definition's.
    pub copies_of_named: usize,
}

/// Adds up `shapes`.
#[must_use]
pub fn sums(shapes: &[(String, Shape)]) -> Sums {
    let mut sums = Sums::default();
    for (_, shape) in shapes {
        sums.types += shape.types;
        sums.opaque += shape.opaque;
        for step in 0..2 {
            sums.long_names[step] += shape.long_names[step];
            sums.long_paths[step] += shape.long_paths[step];
        }
        for twins in &shape.twins {
            sums.twins += twins.types.len();
            sums.spare += twins.types.len() - 1;
            sums.copies += twins.copies;
            sums.of_named += twins.of_named;
            sums.copies_of_named += twins.copies_of_named;
        }
    }
    sums
}

/// The measures as text.
#[must_use]
pub fn render(shapes: &[(String, Shape)]) -> String {
    let sums = sums(shapes);
    let mut text = String::new();
    let mut line = |name: &str, count: usize| {
        let _ = writeln!(text, "{name:<40} {count:>7}  {:>6}", percent(count, sums.types));
    };
    line("types", sums.types);
    line("opaque", sums.opaque);
    line("names over 40 characters", sums.long_names[0]);
    line("names over 60 characters", sums.long_names[1]);
    line("paths over 40 characters", sums.long_paths[0]);
    line("paths over 60 characters", sums.long_paths[1]);
    line("with a twin", sums.twins);
    line("with a twin, but one of each group", sums.spare);
    line("with a twin of an equal schema", sums.copies);
    line("twins of a definition", sums.of_named);
    line("twins of a definition with equal schema", sums.copies_of_named);
    longest(&mut text, shapes);
    densities(&mut text, shapes);
    largest(&mut text, shapes);
    text
}

fn longest(text: &mut String, shapes: &[(String, Shape)]) {
    let name = |path: &str| path.rsplit("::").next().unwrap_or(path).chars().count();
    let mut all: Vec<(&str, &str)> = shapes
        .iter()
        .flat_map(|(schema, shape)| shape.long.iter().map(|path| (path.as_str(), schema.as_str())))
        .collect();
    all.sort_by_key(|(path, _)| std::cmp::Reverse(name(path)));
    if !all.is_empty() {
        let _ = writeln!(text, "\nlongest names:");
    }
    for (path, schema) in all.into_iter().take(SHOWN) {
        let _ = writeln!(text, "{:>8}  {path} of {schema}", name(path));
    }
}

/// The value that a share of the sorted `values` is not above.
fn quantile(values: &[usize], percent: usize) -> usize {
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().unwrap_or(0)
}

/// Counts the lines of a kind.
type CountLines = fn(&Lines) -> usize;

/// The kinds of lines.
const LINES: [(&str, CountLines); 4] = [
    ("all", |lines| lines.all()),
    ("types", |lines| lines.types),
    ("impls", |lines| lines.impls),
    ("checks", |lines| lines.checks),
];

/// The median and the 90th percentile of lines of a kind for each 1,000 bytes of schema, in tenths.
fn density(shapes: &[(String, Shape)], kind: CountLines) -> [usize; 2] {
    let of = |(_, shape): &(String, Shape)| shape.density(kind(&shape.lines));
    let mut values: Vec<usize> = shapes.iter().map(of).collect();
    values.sort_unstable();
    [quantile(&values, 50), quantile(&values, 90)]
}

fn densities(text: &mut String, shapes: &[(String, Shape)]) {
    let bytes: usize = shapes.iter().map(|(_, it)| it.bytes).sum();
    let _ = writeln!(text, "\nlines, and how many for each kB of {} kB of schemas:", bytes / 1000);
    for (name, kind) in LINES {
        let lines: usize = shapes.iter().map(|(_, it)| kind(&it.lines)).sum();
        let [median, high] = density(shapes, kind).map(tenths);
        let _ = writeln!(text, "{lines:>8}  {name:<6}  median {median}, p90 {high}");
    }
    let dense = |shape: &Shape| shape.density(shape.lines.all());
    let mut sorted: Vec<_> = shapes.iter().collect();
    sorted.sort_by_key(|(_, shape)| std::cmp::Reverse(dense(shape)));
    let _ = writeln!(text, "\nmost lines for each kB:");
    for (name, shape) in sorted.into_iter().take(SHOWN) {
        let (density, lines) = (tenths(dense(shape)), shape.lines.all());
        let _ = writeln!(text, "{density:>8}  {name} ({lines} lines, {} types)", shape.types);
    }
}

fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// Says whether a form is of a kind.
type IsOfKind = fn(&Form) -> bool;

/// The kinds of types.
const KINDS: [(&str, IsOfKind); 3] = [
    ("newtypes and tuples", |form| matches!(form, Form::Tuple(_))),
    ("structs", |form| matches!(form, Form::Struct(_))),
    ("enums", |form| matches!(form, Form::Enum(_))),
];

fn largest(text: &mut String, shapes: &[(String, Shape)]) {
    let mut all: Vec<(&str, &Twins)> = shapes
        .iter()
        .flat_map(|(name, shape)| shape.twins.iter().map(move |twins| (name.as_str(), twins)))
        .collect();
    let _ = writeln!(text, "\ntypes with a twin, by kind:");
    for (kind, is_of_kind) in KINDS {
        let of_kind = || all.iter().filter(|(_, twins)| is_of_kind(&twins.form));
        let types: usize = of_kind().map(|(_, twins)| twins.types.len()).sum();
        let copies: usize = of_kind().map(|(_, twins)| twins.copies).sum();
        let _ = writeln!(text, "{types:>8}  {kind}, {copies} with a twin of an equal schema");
    }
    all.sort_by_key(|(_, twins)| std::cmp::Reverse(twins.types.len()));
    let _ = writeln!(text, "\nlargest groups of twins:");
    for (name, twins) in all.iter().take(SHOWN) {
        let _ = writeln!(text, "{:>8}  {name}: {}", twins.types.len(), shortened(&twins.form));
        for (path, place) in twins.types.iter().take(2) {
            let _ = writeln!(text, "          {path} of {place}");
        }
    }
}

/// The beginning of what a type is made of.
fn shortened(form: &Form) -> String {
    let text = match form {
        Form::Tuple(types) => format!("({})", types.join(", ")),
        Form::Struct(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Form::Enum(variants) => {
            let variants: Vec<_> = variants
                .iter()
                .map(|(name, types)| match types.is_empty() {
                    true => name.clone(),
                    false => format!("{name}({})", types.join(", ")),
                })
                .collect();
            variants.join(" | ")
        }
        Form::Alias(text) => text.clone(),
    };
    text.chars().take(160).collect()
}

/// The measures as JSON.
#[must_use]
pub fn json(shapes: &[(String, Shape)]) -> Value {
    let sums = sums(shapes);
    let densities: Map<String, Value> = LINES
        .iter()
        .map(|(name, kind)| {
            let [median, high] = density(shapes, *kind);
            ((*name).to_owned(), json!({ "median": median, "p90": high }))
        })
        .collect();
    let row = |(name, shape): &(String, Shape)| {
        json!({
            "schema": name,
            "types": shape.types,
            "opaque": shape.opaque,
            "names_over": shape.long_names,
            "paths_over": shape.long_paths,
            "long": shape.long,
            "twins": shape.twins.iter().map(group).collect::<Vec<_>>(),
            "lines": { "types": shape.lines.types, "impls": shape.lines.impls, "checks": shape.lines.checks },
            "bytes": shape.bytes,
        })
    };
    json!({
        "types": sums.types,
        "opaque": sums.opaque,
        "names_over": sums.long_names,
        "paths_over": sums.long_paths,
        "twins": sums.twins,
        "spare": sums.spare,
        "copies": sums.copies,
        "twins_of_definitions": sums.of_named,
        "copies_of_definitions": sums.copies_of_named,
        "tenths_of_lines_for_each_kb": densities,
        "trees": shapes.iter().map(row).collect::<Vec<_>>(),
    })
}

fn group(twins: &Twins) -> Value {
    let types: Vec<_> =
        twins.types.iter().map(|(path, place)| json!({ "path": path, "at": place })).collect();
    json!({ "types": types, "copies": twins.copies, "of_named": twins.of_named, "copies_of_named": twins.copies_of_named })
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn a_quantile_is_one_of_the_values() {
        assert_eq!(quantile(&[1, 2, 3, 4], 50), 2);
        assert_eq!(quantile(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), 9);
        assert_eq!(quantile(&[7], 50), 7);
        assert_eq!(quantile(&[], 90), 0);
    }
}
