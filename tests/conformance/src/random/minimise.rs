//! Makes failures small: removes and unwraps parts of a schema and its document as long as the
//! failure stays.
//!
//! Input: failing pairs and a way to run many pairs at once. Output: the smallest pairs found. All
//! steps from all pairs are tried in one run of the generator and the compiler, round by round.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Trial;
use super::reference::Reference;
use crate::error::Result;
use crate::report::Kind;

/// A schema and a document that fail in some way.
#[derive(Clone, Debug)]
pub struct Failing {
    /// The schema.
    pub schema: Value,
    /// The document.
    pub document: Value,
    /// Whether the reference accepts it.
    pub valid: bool,
    /// In what way it fails.
    pub kind: Kind,
    /// What was said.
    pub text: String,
}

/// How many smaller pairs are tried for each failure in one round.
const WIDTH: usize = 48;

/// How many rounds there are at most.
const ROUNDS: usize = 40;

/// Says of each trial, which has one document, how it fails, if it does.
pub type Run<'r> = dyn FnMut(&[Trial]) -> Result<Vec<Option<(Kind, String)>>> + 'r;

/// The smallest failures that can be reached from `failures`, in their order.
///
/// # Errors
///
/// Those of `run`.
pub fn minimise(mut failures: Vec<Failing>, run: &mut Run<'_>) -> Result<Vec<Failing>> {
    let mut open: Vec<bool> = vec![true; failures.len()];
    let texts = failures
        .iter()
        .map(|failing| pair(&failing.schema, &failing.document));
    let mut tried: Vec<BTreeSet<String>> = texts.map(|text| BTreeSet::from([text])).collect();
    for _ in 0..ROUNDS {
        let mut trials = Vec::new();
        let mut owners = Vec::new();
        for (index, failing) in failures
            .iter()
            .enumerate()
            .filter(|(index, _)| open[*index])
        {
            let steps = steps(failing, &mut tried[index]);
            owners.resize(owners.len() + steps.len(), index);
            trials.extend(steps);
        }
        if trials.is_empty() {
            break;
        }
        open.fill(false);
        let results = run(&trials)?;
        for ((trial, owner), result) in trials.into_iter().zip(owners).zip(results) {
            // Untried steps may be left even where none of these keeps the failure.
            open[owner] = true;
            if let Some((kind, text)) = result
                && same_kind(kind, failures[owner].kind)
                && let [(document, valid)] = &trial.documents[..]
            {
                let smaller = Failing {
                    schema: trial.schema.clone(),
                    document: document.clone(),
                    valid: *valid,
                    kind,
                    text,
                };
                if size(&smaller.schema, &smaller.document)
                    < size(&failures[owner].schema, &failures[owner].document)
                {
                    failures[owner] = smaller;
                }
            }
        }
    }
    Ok(failures)
}

/// A wrong verdict is a wrong verdict, whichever way.
fn same_kind(a: Kind, b: Kind) -> bool {
    let verdict = |kind| matches!(kind, Kind::WronglyAccepted | Kind::WronglyRefused);
    a == b || (verdict(a) && verdict(b))
}

/// What tells pairs apart.
fn pair(schema: &Value, document: &Value) -> String {
    format!("{schema}\n{document}")
}

fn size(schema: &Value, document: &Value) -> usize {
    2 * schema.to_string().len() + document.to_string().len()
}

/// The smallest pairs one step away that have not been tried yet.
fn steps(failing: &Failing, tried: &mut BTreeSet<String>) -> Vec<Trial> {
    let (schema, document) = (&failing.schema, &failing.document);
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    let schemas = smaller(schema).into_iter();
    let schemas = schemas.flat_map(|smaller| variants(smaller, schema));
    pairs.extend(schemas.map(|smaller| (smaller, document.clone())));
    if !matches!(failing.kind, Kind::Schema(_)) {
        let documents = smaller(document).into_iter();
        pairs.extend(documents.map(|smaller| (schema.clone(), smaller)));
        pairs.extend(inner(schema, document));
    }
    pairs.sort_by_cached_key(|(schema, document)| size(schema, document));
    let mut trials = Vec::new();
    for (schema, document) in pairs {
        if trials.len() == WIDTH {
            break;
        }
        if tried.insert(pair(&schema, &document))
            && let Some(reference) = Reference::new(&schema)
        {
            let valid = reference.accepts(&document);
            let documents = vec![(document, valid)];
            trials.push(Trial { schema, documents });
        }
    }
    trials
}

/// A subschema of `schema` that applies to parts of the document, with such a part.
fn inner(schema: &Value, document: &Value) -> Vec<(Value, Value)> {
    const OF_PARTS: [&str; 9] = [
        "properties",
        "patternProperties",
        "additionalProperties",
        "unevaluatedProperties",
        "prefixItems",
        "items",
        "additionalItems",
        "unevaluatedItems",
        "contains",
    ];
    let found = OF_PARTS.iter().filter_map(|keyword| schema.get(*keyword));
    let schemas = found.flat_map(|found| std::iter::once(found).chain(parts(found)));
    let schemas = schemas.flat_map(|inner| variants(inner.clone(), schema));
    schemas
        .flat_map(|inner| parts(document).map(move |part| (inner.clone(), part.clone())))
        .collect()
}

/// A schema that was part of `whole`: as it is, and with what it may refer to.
fn variants(schema: Value, whole: &Value) -> [Value; 2] {
    let mut complete = schema.clone();
    if let Some(members) = complete.as_object_mut() {
        for keyword in ["$schema", "$defs", "definitions"] {
            if let Some(value) = whole.get(keyword) {
                members.entry(keyword).or_insert_with(|| value.clone());
            }
        }
    }
    [schema, complete]
}

/// All values with one part less: a member or an element removed, or a part of a part in place of
/// the whole.
fn smaller(value: &Value) -> Vec<Value> {
    let named: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, part)| (name.clone(), part))
            .collect(),
        Value::Array(elements) => {
            let numbers = (0..).map(|index: usize| index.to_string());
            numbers.zip(elements).collect()
        }
        Value::String(text) if !text.is_empty() => return vec![Value::from("")],
        Value::Number(number) if number.as_f64() != Some(0.0) => return vec![Value::from(0)],
        _ => return Vec::new(),
    };
    let mut all = vec![Value::Bool(true)];
    for (name, part) in named {
        all.push(without(value, &name));
        all.push(part.clone());
        all.extend(parts(part).cloned());
        for smaller in smaller(part) {
            all.push(with(value, &name, smaller));
        }
    }
    all
}

/// The members or elements of a value.
fn parts(value: &Value) -> impl Iterator<Item = &Value> {
    let elements = value.as_array().into_iter().flatten();
    elements.chain(
        value
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::values),
    )
}

fn without(value: &Value, name: &str) -> Value {
    let mut value = value.clone();
    match &mut value {
        Value::Object(members) => drop(members.remove(name)),
        Value::Array(elements) => {
            if let Ok(index) = name.parse::<usize>() {
                elements.remove(index);
            }
        }
        _ => {}
    }
    value
}

fn with(value: &Value, name: &str, part: Value) -> Value {
    let mut value = value.clone();
    match &mut value {
        Value::Object(members) => drop(members.insert(name.to_owned(), part)),
        Value::Array(elements) => {
            if let Some(slot) = name
                .parse::<usize>()
                .ok()
                .and_then(|index| elements.get_mut(index))
            {
                *slot = part;
            }
        }
        _ => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_the_failure_needs_is_left() {
        let schema = json!({
            "type": "object",
            "properties": { "a": { "allOf": [{ "minLength": 3 }, { "title": "t" }] }, "b": {} },
            "required": ["a"],
        });
        let failing = Failing {
            schema,
            document: json!({ "a": "x", "b": [1, 2] }),
            valid: false,
            kind: Kind::WronglyAccepted,
            text: String::new(),
        };
        // The generator under test knows no `minLength`.
        let mut run = |trials: &[Trial]| {
            let fails = |trial: &Trial| {
                let valid = trial.documents[0].1;
                let wrong = !valid && trial.schema.to_string().contains("minLength");
                wrong.then(|| (Kind::WronglyAccepted, String::new()))
            };
            Ok(trials.iter().map(fails).collect())
        };
        let smallest = minimise(vec![failing], &mut run).unwrap();
        assert_eq!(smallest[0].schema, json!({ "minLength": 3 }));
        assert_eq!(smallest[0].document, json!(""));
    }
}
