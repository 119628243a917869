//! Typed reach: how much of what schemas speak of is held in fields of types.
//!
//! Input: a plan, how its valid documents are held, and the trees as they were printed. Output:
//! [`Reach`]: of the scalars that a schema speaks of, how many are held by a type that says so, and not
//! by a `serde_json::Value` in a field, a map or among unknown members; and how the schema reaches the
//! rest. A required constant without a field counts as held.
//!
//! An arm of a union writes itself, so its type does not show: a scalar is taken as lost only if no arm
//! that could hold it has a type for it, and counted as unseen if one has and one is a `Value`.

pub mod spoken;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::plan::Plan;
use crate::shape::printed::{Form, Printed};
use spoken::{Speaker, Spoken, Step};

/// How the parts of a document are held, as the harness says.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
pub struct Holding {
    /// The places of what a `Value` holds, each with the type that has it.
    pub loose: Vec<(String, Option<String>)>,
    /// The places of scalars that a type writes itself, with its name.
    pub direct: Vec<(String, String)>,
    /// The places that are written by way of a `Value` although a type holds them.
    pub hidden: Vec<(String, String)>,
}

/// The measure.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// The counts of each schema, by index into [`Plan::schemas`].
    pub schemas: BTreeMap<usize, Counts>,
    /// The schemas whose documents the `jsonschema` crate does not evaluate, and why.
    pub unmeasured: BTreeMap<usize, String>,
    /// What is lost, by how the schema reaches it.
    pub losses: BTreeMap<String, Loss>,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Scalars that the schema speaks of.
    pub spoken: usize,
    /// Those of them that are held.
    pub held: usize,
    /// Those of them that count as held although it does not show how: behind a link, or in a union
    /// that has a `Value` among the arms for such a scalar.
    pub unseen: usize,
    /// Scalars that only conditions speak of; they count for nothing.
    pub in_conditions: usize,
}

/// What is lost on one kind of way.
#[derive(Clone, Debug, Default)]
pub struct Loss {
    /// How many scalars.
    pub count: usize,
    /// Where most is lost: the schema, the type that has the `Value`, and the way to it.
    pub places: BTreeMap<(usize, String, String), usize>,
}

impl Counts {
    /// Adds other counts.
    pub const fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.spoken += other.spoken;
        self.held += other.held;
        self.unseen += other.unseen;
        self.in_conditions += other.in_conditions;
    }
}

impl Reach {
    /// The sums of all schemas.
    #[must_use]
    pub fn sum(&self) -> Counts {
        let mut sum = Counts::default();
        self.schemas.values().for_each(|counts| sum.add(counts));
        sum
    }
}

/// Measures the reach over the valid documents of `plan` that have a holding. `printed` gives the tree
/// of a schema.
#[must_use]
pub fn reach<'t>(
    plan: &Plan,
    holdings: &BTreeMap<usize, Holding>,
    printed: &dyn Fn(usize) -> Option<&'t Printed>,
) -> Reach {
    let folders = folders(plan);
    let mut reach = Reach::default();
    let mut speaker: Option<(usize, Option<Speaker>)> = None;
    for (number, case) in plan.cases.iter().enumerate() {
        let (Some(holding), true) = (holdings.get(&number), case.valid != Some(false)) else {
            continue;
        };
        if speaker.as_ref().is_none_or(|(schema, _)| *schema != case.schema) {
            let made = Speaker::new(&plan.schemas[case.schema].path, &folders)
                .map_err(|error| reach.unmeasured.insert(case.schema, error.to_string()));
            speaker = Some((case.schema, made.ok()));
        }
        if let Some((_, Some(speaker))) = &speaker
            && let Ok(document) = serde_json::from_str::<Value>(&case.text)
            && let Some(spoken) = speaker.spoken(&document)
        {
            let types = Types { printed: printed(case.schema), document: &document, holding };
            reach.add(case.schema, &spoken, &types);
        }
    }
    reach
}

/// Where the generator finds what schemas refer to by an address.
fn folders(plan: &Plan) -> Vec<(String, PathBuf)> {
    let config: toml::Table = plan.config.parse().unwrap_or_default();
    let map = config.get("uri_map").and_then(toml::Value::as_table);
    let entries = map.into_iter().flatten();
    entries.filter_map(|(uri, to)| Some((uri.clone(), PathBuf::from(to.as_str()?)))).collect()
}

impl Reach {
    fn add(&mut self, schema: usize, spoken: &Spoken, types: &Types<'_>) {
        let counts = self.schemas.entry(schema).or_default();
        counts.documents += 1;
        counts.in_conditions += spoken.in_conditions;
        counts.spoken += spoken.ways.len();
        for (place, ways) in &spoken.ways {
            match types.held(place) {
                Held::Typed => counts.held += 1,
                Held::Unseen => {
                    counts.held += 1;
                    counts.unseen += 1;
                }
                Held::Loose(root, holder) => {
                    let (kind, way) = shown(&root, ways);
                    let loss = self.losses.entry(kind).or_default();
                    loss.count += 1;
                    *loss.places.entry((schema, holder, way)).or_default() += 1;
                }
            }
        }
    }
}

/// How a scalar is held.
#[derive(Debug, PartialEq)]
enum Held {
    Typed,
    /// By a type, as far as can be told.
    Unseen,
    /// By the `Value` at a place, which a type has.
    Loose(String, String),
}

/// How a type can hold a scalar: in a `Value`, and in something that says what it is.
#[derive(Default)]
struct Ways {
    loose: bool,
    typed: bool,
}

struct Types<'a> {
    printed: Option<&'a Printed>,
    document: &'a Value,
    holding: &'a Holding,
}

impl Types<'_> {
    fn held(&self, place: &str) -> Held {
        let covers = |root: &str| {
            place.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Some((root, holder)) = self.holding.loose.iter().find(|(root, _)| covers(root)) {
            let holder = holder.as_deref().map(in_tree).unwrap_or_default();
            if self.lists_values(&holder) {
                return Held::Typed;
            }
            return Held::Loose(root.clone(), holder);
        }
        if self.holding.hidden.iter().any(|(root, _)| covers(root)) {
            return Held::Unseen;
        }
        let writer = self.holding.direct.iter().find(|(at, _)| at == place);
        writer.map_or(Held::Typed, |(_, name)| self.held_in(&in_tree(name), place))
    }

    /// How the type that writes the scalar at a place holds it.
    fn held_in(&self, path: &str, place: &str) -> Held {
        let mut ways = Ways::default();
        if let Some(scalar) = self.document.pointer(place) {
            self.find(path, scalar, &mut BTreeSet::new(), &mut ways);
        }
        match ways {
            Ways { loose: true, typed: false } => Held::Loose(place.to_owned(), path.to_owned()),
            Ways { loose: true, typed: true } => Held::Unseen,
            Ways { loose: false, .. } => Held::Typed,
        }
    }

    fn form(&self, path: &str) -> Option<&Form> {
        self.printed?.types.get(path)
    }

    /// Whether a type is an enum of values: it has what it writes in itself.
    fn lists_values(&self, path: &str) -> bool {
        let unit = |(_, types): &(String, Vec<String>)| types.is_empty();
        matches!(self.form(path), Some(Form::Enum(variants)) if variants.iter().all(unit))
    }

    /// Notes how a type can hold a scalar.
    fn find(&self, text: &str, scalar: &Value, seen: &mut BTreeSet<String>, ways: &mut Ways) {
        let text = unwrapped(text);
        if !seen.insert(text.to_owned()) {
            return;
        }
        match self.form(text) {
            None if text == "serde_json::Value" => ways.loose = true,
            None => ways.typed |= takes(text, scalar),
            Some(Form::Alias(inner)) => self.find(inner, scalar, seen, ways),
            Some(Form::Tuple(types)) => {
                types.iter().take(1).for_each(|inner| self.find(inner, scalar, seen, ways));
            }
            // Objects are read by name; no scalar is in them.
            Some(Form::Struct(_)) => {}
            Some(Form::Enum(variants)) => {
                ways.typed |= variants.iter().any(|(_, types)| types.is_empty());
                let inner = variants.iter().flat_map(|(_, types)| types);
                inner.for_each(|inner| self.find(inner, scalar, seen, ways));
            }
        }
    }
}

/// The path in its tree of a type that the compiler names with its crate and module.
fn in_tree(name: &str) -> String {
    name.splitn(3, "::").nth(2).unwrap_or(name).to_owned()
}

/// What is in the brackets of `Option` and `Box`.
fn unwrapped(text: &str) -> &str {
    let wrappers = ["Option<", "Box<", "support::Presence<"];
    let inner = wrappers.iter().find_map(|it| text.strip_prefix(it)?.strip_suffix('>'));
    inner.map_or(text, unwrapped)
}

/// Whether a type that is not of the tree can hold a scalar.
fn takes(text: &str, scalar: &Value) -> bool {
    let numbers =
        ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128", "f32", "f64"];
    let is_number =
        numbers.contains(&text) || text.ends_with("Number") || text.ends_with("Integer");
    match scalar {
        Value::Null => text == "()",
        Value::Bool(_) => text == "bool",
        Value::Number(_) => is_number,
        Value::String(_) => {
            let others =
                text == "bool" || text == "()" || text.starts_with("Vec<") || text.contains("Map<");
            !is_number && !others
        }
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// How the schema reaches what a `Value` at `root` holds: the kind of the way, and all of it.
fn shown(root: &str, ways: &[Vec<Step>]) -> (String, String) {
    let depth = root.matches('/').count();
    let shown = ways.iter().map(|way| {
        let keywords: Vec<&str> = way.iter().map(|step| step.keyword.as_str()).collect();
        (kind(depth, way), keywords.join("/"))
    });
    let fewest = shown.min_by_key(|(kind, way)| (kind.matches(' ').count(), way.len()));
    fewest.unwrap_or_default()
}

/// The kind of a way: the keyword that leads into the `Value`, after the conditions and unions that stand
/// before it and before those that stand behind it.
fn kind(depth: usize, way: &[Step]) -> String {
    const TELLING: [&str; 7] =
        ["then", "else", "anyOf", "oneOf", "dependentSchemas", "dependencies", "allOf"];
    let descending = || way.iter().enumerate().filter(|(_, step)| step.descends);
    let into = depth.checked_sub(1).and_then(|nth| descending().nth(nth)).map(|(at, _)| at);
    let before =
        depth.checked_sub(2).and_then(|nth| descending().nth(nth)).map_or(0, |(at, _)| at + 1);
    let behind = descending().nth(depth).map_or(way.len(), |(at, _)| at);
    let telling = |steps: &[Step]| -> Vec<String> {
        let mut found: Vec<String> = steps
            .iter()
            .map(|step| step.keyword.clone())
            .filter(|keyword| TELLING.contains(&keyword.as_str()))
            .collect();
        found.dedup();
        found
    };
    let at = into.unwrap_or(0);
    let mut parts = if into.is_some() { telling(&way[before..at]) } else { Vec::new() };
    parts.push(into.map_or_else(|| "whole document".to_owned(), |at| way[at].keyword.clone()));
    let from = if into.is_some() { at + 1 } else { 0 };
    let after = telling(way.get(from..behind).unwrap_or_default());
    if !after.is_empty() {
        parts.push(format!("({})", after.join(" ")));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn way(text: &str) -> Vec<Step> {
        let step = |keyword: &str| Step {
            keyword: keyword.trim_end_matches('>').to_owned(),
            descends: keyword.ends_with('>'),
        };
        text.split(' ').map(step).collect()
    }

    #[test]
    fn the_kind_of_a_way_is_what_leads_into_the_value() {
        for (root, text, expected) in [
            ("/a", "then properties> type", "then properties"),
            ("/a", "$ref patternProperties> $ref type", "patternProperties"),
            ("/a", "properties> anyOf items> type", "properties (anyOf)"),
            (
                "/a/b",
                "oneOf properties> allOf additionalProperties> type",
                "allOf additionalProperties",
            ),
            ("", "oneOf properties> type", "whole document (oneOf)"),
            ("/0", "items> type", "items"),
        ] {
            assert_eq!(kind(root.matches('/').count(), &way(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_scalar_is_lost_in_a_type_that_has_only_a_value_for_it() {
        let mut printed = Printed::default();
        let text = |text: &str| vec![text.to_owned()];
        for (path, form) in [
            ("Any", Form::Tuple(text("serde_json::Value"))),
            (
                "Maybe",
                Form::Enum(vec![
                    ("S".to_owned(), text("String")),
                    ("A".to_owned(), text("Box<Any>")),
                ]),
            ),
            ("Listed", Form::Enum(vec![("A".to_owned(), Vec::new())])),
        ] {
            printed.types.insert(path.to_owned(), form);
        }
        let document = json!({ "s": "a", "n": 1, "l": [1] });
        let direct = |place: &str, name: &str| (place.to_owned(), format!("krate::tree::{name}"));
        let lost = |place: &str, name: &str| Held::Loose(place.to_owned(), name.to_owned());
        for (place, name, expected) in [
            ("/s", "Any", lost("/s", "Any")),
            ("/s", "Maybe", Held::Unseen),
            ("/n", "Maybe", lost("/n", "Maybe")),
            ("/s", "Listed", Held::Typed),
        ] {
            let holding = Holding { direct: vec![direct(place, name)], ..Holding::default() };
            let types = Types { printed: Some(&printed), document: &document, holding: &holding };
            assert_eq!(types.held(place), expected, "{place} {name}");
        }
        let loose = |name: &str| vec![("/l/0".to_owned(), Some(format!("krate::tree::{name}")))];
        for (name, lost) in [("Any", true), ("Listed", false)] {
            let holding = Holding { loose: loose(name), ..Holding::default() };
            let types = Types { printed: Some(&printed), document: &document, holding: &holding };
            assert_eq!(matches!(types.held("/l/0"), Held::Loose(..)), lost, "{name}");
        }
    }
}
