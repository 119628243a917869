//! Random schemas with random documents, judged by the `jsonschema` crate.
//!
//! Input: [`Options`]. Output: a [`Plan`], the same for the same options on every machine. Numbers
//! stay in ranges that `i64` and `f64` hold exactly; `format` is an annotation.

pub mod draft;
pub mod minimise;
pub mod mutate;
pub mod pool;
pub mod reference;
pub mod sample;
pub mod schema;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Number, Value};

use crate::error::Result;
pub use crate::harness::runner::rng;
use crate::plan::{Case, Plan, Schema, write};
use draft::Draft;
use mutate::mutate;
use reference::Reference;
use rng::Rng;
use sample::Sampler;

/// How much to try.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What the random numbers begin with.
    pub seed: u64,
    /// How many schemas.
    pub schemas: usize,
    /// How many documents for each.
    pub documents: usize,
    /// Which draft the schemas are of.
    pub draft: Draft,
}

/// A schema with documents and what the reference says of each.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The schema.
    pub schema: Value,
    /// The documents.
    pub documents: Vec<(Value, bool)>,
}

/// The plan that `options` describe; its schemas are written below `work`.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn load(options: Options, work: &Path) -> Result<Plan> {
    let trials: Vec<Trial> =
        (0..).filter_map(|stream| trial(options, stream)).take(options.schemas).collect();
    plan("random", &trials, &work.join("schemas"))
}

/// A plan of `trials`, with their schemas written to `folder`.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn plan(suite: &str, trials: &[Trial], folder: &Path) -> Result<Plan> {
    let mut plan = Plan {
        suite: suite.to_owned(),
        config: "implied_type = \"exact\"\n".to_owned(),
        ..Plan::default()
    };
    for (index, trial) in trials.iter().enumerate() {
        let file = format!("s{index:05}.json");
        let path: PathBuf = folder.join(&file);
        let text = format!("{:#}\n", trial.schema);
        write(&path, &text)?;
        plan.schemas.push(Schema {
            name: format!("g_s{index:05}"),
            draft: None,
            file,
            group: None,
            path,
            size: text.len(),
            shares: true,
        });
        plan.cases.extend(trial.documents.iter().enumerate().map(|(number, (document, valid))| {
            Case {
                schema: index,
                test: format!("document {number}"),
                valid: Some(*valid),
                text: document.to_string(),
            }
        }));
    }
    Ok(plan)
}

/// The schema number `stream` with its documents, if the reference can judge it.
fn trial(options: Options, stream: u64) -> Option<Trial> {
    let mut rng = Rng::new(options.seed, stream);
    let schema = options.draft.translate(schema::schema(&mut rng, stream));
    let reference = Reference::new(&schema)?;
    let mut documents = documents(&schema, &reference, options.documents, &mut rng);
    if options.draft == Draft::Draft4 {
        // Whether `1.0` is an integer is for each implementation of draft 4 to say.
        documents.retain(|(document, _)| !has_number(document, &is_whole_float));
    }
    if divides_by_fractions(&schema) {
        // The reference divides floats, which such integers are not.
        documents.retain(|(document, _)| !has_number(document, &is_beyond_floats));
    }
    let valid = documents.iter().filter(|(_, valid)| *valid).count();
    // Schemas that accept nearly nothing or nearly all are worth trying, but not often.
    let telling = valid >= 3 && documents.len() - valid >= 3;
    (telling || rng.chance(20)).then_some(Trial { schema, documents })
}

/// Different documents for `schema`, some made to hit, some to miss narrowly, some at random.
pub fn documents(
    schema: &Value,
    reference: &Reference,
    wanted: usize,
    rng: &mut Rng,
) -> Vec<(Value, bool)> {
    let sampler = Sampler::new(schema);
    let mut documents: Vec<(Value, bool)> = Vec::new();
    let mut texts = BTreeSet::new();
    for _ in 0..wanted * 3 {
        if documents.len() >= wanted {
            break;
        }
        let made = match rng.below(10) {
            0..=4 => sampler.document(rng),
            5..=8 => {
                let original = match documents.len() {
                    0 => sampler.document(rng),
                    length => documents[rng.below(length)].0.clone(),
                };
                mutate(&original, rng)
            }
            _ => pool::value(rng, 3),
        };
        if has_number(&made, &is_wide) {
            continue;
        }
        // `1` and `1.0` are different documents, so texts are compared.
        if texts.insert(made.to_string()) {
            let valid = reference.accepts(&made);
            documents.push((made, valid));
        }
    }
    documents
}

fn has_number(document: &Value, kind: &dyn Fn(&Number) -> bool) -> bool {
    match document {
        Value::Number(number) => kind(number),
        Value::Array(elements) => elements.iter().any(|it| has_number(it, kind)),
        Value::Object(members) => members.values().any(|it| has_number(it, kind)),
        _ => false,
    }
}

/// Whether a number is written as a float although its fraction is zero.
fn is_whole_float(number: &Number) -> bool {
    number.is_f64() && number.as_f64().is_some_and(|it| it.fract() == 0.0)
}

/// Whether a schema has a `multipleOf` with a fraction.
fn divides_by_fractions(schema: &Value) -> bool {
    let is_fraction = |it: &Value| it.as_f64().is_some_and(|it| it.fract() != 0.0);
    schema.get("multipleOf").is_some_and(is_fraction)
        || match schema {
            Value::Array(elements) => elements.iter().any(divides_by_fractions),
            Value::Object(members) => members.values().any(divides_by_fractions),
            _ => false,
        }
}

/// Whether a number is an integer that floats have no value for, or none but by chance.
fn is_beyond_floats(number: &Number) -> bool {
    number.as_i64().is_some_and(|it| it.unsigned_abs() > 1 << f64::MANTISSA_DIGITS)
}

/// Whether a number is an integer beyond 64 bits, which generated types refuse and say so.
fn is_wide(number: &Number) -> bool {
    let at_least = |it: f64| it.abs() >= 2f64.powi(63);
    !number.is_i64() && is_whole_float(number) && number.as_f64().is_some_and(at_least)
        || number.as_u64().is_some_and(|it| i64::try_from(it).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: Options =
        Options { seed: 7, schemas: 400, documents: 24, draft: Draft::Draft202012 };

    fn trials() -> Vec<Trial> {
        let trials = (0..).filter_map(|stream| trial(OPTIONS, stream));
        trials.take(OPTIONS.schemas).collect()
    }

    #[test]
    fn what_the_reference_rounds_is_not_tried() {
        let rounded = |trial: &Trial| {
            divides_by_fractions(&trial.schema)
                && trial.documents.iter().any(|(it, _)| has_number(it, &is_beyond_floats))
        };
        assert!(divides_by_fractions(&serde_json::json!({ "not": [{ "multipleOf": 2.5 }] })));
        assert!(!trials().iter().any(rounded));
    }

    #[test]
    fn most_schemas_are_hit_and_missed() {
        let trials = trials();
        let both = trials.iter().filter(|trial| {
            let valid = trial.documents.iter().filter(|(_, valid)| *valid).count();
            valid >= 3 && trial.documents.len() - valid >= 3
        });
        let both = both.count();
        assert!(both * 100 >= trials.len() * 80, "{both}");
    }

    /// The keywords that verdicts hang on.
    const ASSERTIONS: [&str; 38] = [
        "type",
        "enum",
        "const",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "contains",
        "maxContains",
        "minContains",
        "maxProperties",
        "minProperties",
        "required",
        "dependentRequired",
        "prefixItems",
        "items",
        "additionalProperties",
        "properties",
        "patternProperties",
        "dependentSchemas",
        "propertyNames",
        "if",
        "then",
        "else",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "unevaluatedItems",
        "unevaluatedProperties",
        "$ref",
    ];

    #[test]
    fn every_keyword_is_tried() {
        const OTHERS: [&str; 6] =
            ["$defs", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$schema"];
        let text: String = trials().iter().map(|trial| trial.schema.to_string()).collect();
        for keyword in ASSERTIONS.iter().chain(&OTHERS) {
            assert!(text.contains(&format!("\"{keyword}\":")), "{keyword}");
        }
    }

    /// How many verdicts change where `keyword` is taken out of one place of a schema.
    fn verdicts_that_hang_on(trial: &Trial, keyword: &str) -> usize {
        let mut places = 0;
        without(&mut trial.schema.clone(), keyword, &mut |_| {
            places += 1;
            false
        });
        let changed = |place: usize| {
            let mut schema = trial.schema.clone();
            let mut seen = 0;
            without(&mut schema, keyword, &mut |_| {
                seen += 1;
                seen == place + 1
            });
            let Some(reference) = Reference::new(&schema) else { return 0 };
            let changed = |(it, valid): &&(Value, bool)| reference.accepts(it) != *valid;
            trial.documents.iter().filter(changed).count()
        };
        (0..places).map(changed).sum()
    }

    /// Takes out the keyword where `choose` says so.
    fn without(schema: &mut Value, keyword: &str, choose: &mut impl FnMut(&Value) -> bool) {
        const NAMED: [&str; 5] =
            ["properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs"];
        match schema {
            Value::Object(members) => {
                if members.get(keyword).is_some_and(&mut *choose) {
                    members.remove(keyword);
                }
                for (name, member) in members {
                    match member {
                        Value::Object(named) if NAMED.contains(&name.as_str()) => {
                            named.values_mut().for_each(|it| without(it, keyword, choose));
                        }
                        Value::Object(_) | Value::Array(_) if name != "const" && name != "enum" => {
                            without(member, keyword, choose);
                        }
                        _ => {}
                    }
                }
            }
            Value::Array(elements) => {
                elements.iter_mut().for_each(|it| without(it, keyword, choose));
            }
            _ => {}
        }
    }

    #[test]
    fn every_assertion_decides_verdicts() {
        let trials = trials();
        for keyword in ASSERTIONS {
            let mut decided = trials.iter().map(|trial| verdicts_that_hang_on(trial, keyword));
            let enough = decided.try_fold(0, |sum, more| match sum + more {
                sum if sum >= 5 => Err(sum),
                sum => Ok(sum),
            });
            assert!(enough.is_err(), "{keyword}: {enough:?}");
        }
    }

    #[test]
    fn the_seed_decides_everything() {
        let of = |seed| {
            let trials = (0..20).filter_map(|stream| trial(Options { seed, ..OPTIONS }, stream));
            trials.map(|trial| format!("{:?}", trial.documents)).collect::<Vec<_>>()
        };
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(2));
    }
}
