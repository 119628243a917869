//! One case: its schema becomes a tree of types, which are compiled and read its instances.
//!
//! Input: a [`Case`]. Output: an [`Answer`]. All cases are compiled at one place of one workspace, where
//! what does not depend on the schema stays as it was compiled for the case before.

use std::path::Path;

use serde_json::{Value, json};

use super::protocol::Case;
use crate::error::Result;
use crate::execute::Outcome;
use crate::generate::Failure;
use crate::plan::{self, Plan, Schema, toml_string, write};
use crate::run::{self, Settings};

/// What becomes of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// What becomes of each instance: whether it is valid, or what went wrong with it.
    Results(Vec<std::result::Result<bool, String>>),
    /// The generator says that the schema is out of its reach.
    Skipped(String),
    /// There are no types.
    Errored(String),
}

/// The codes of errors that say so.
const OUT_OF_REACH: [&str; 3] = ["S006", "R009", "R010"];

/// Holds the instances of a case against the types of its schema.
///
/// # Errors
///
/// Where the harness itself cannot go on.
pub(super) fn answer(case: &Case<'_>, draft: Option<&str>, settings: &Settings) -> Result<Answer> {
    let work = &settings.options.work;
    let plan = Plan {
        suite: "bowtie".to_owned(),
        config: config(case, work)?,
        folder: None,
        schemas: vec![schema(case, draft, work)?],
        cases: case
            .tests
            .iter()
            .map(|test| plan::Case {
                schema: 0,
                test: String::new(),
                valid: None,
                text: test.instance.get().to_owned(),
            })
            .collect(),
    };
    let results = run::run(&plan, settings)?;
    if let Some(failure) = results.failures.get(&0) {
        return Ok(refused(failure));
    }
    let verdict = |number: usize| results.outcomes.get(&number).map_or_else(not_run, verdict);
    Ok(Answer::Results((0..plan.cases.len()).map(verdict).collect()))
}

/// Writes the schema.
fn schema(case: &Case<'_>, draft: Option<&str>, work: &Path) -> Result<Schema> {
    let text = case.schema.get();
    let path = work.join("schema/case.json");
    write(&path, text)?;
    Ok(Schema {
        name: "g_case".to_owned(),
        draft: draft.map(str::to_owned),
        file: "case.json".to_owned(),
        group: None,
        path,
        size: text.len(),
        shares: false,
    })
}

/// Writes the schemas that others may refer to, and the configuration that names them.
fn config(case: &Case<'_>, work: &Path) -> Result<String> {
    let mut text = "implied_type = \"exact\"\n\n[uri_map]\n".to_owned();
    for (index, (uri, schema)) in case.registry.iter().flatten().enumerate() {
        let path = work.join(format!("registry/{index}.json"));
        write(&path, schema.get())?;
        let line = format!("{} = {}\n", toml_string(uri), toml_string(&path.to_string_lossy()));
        text.push_str(&line);
    }
    Ok(text)
}

fn refused(failure: &Failure) -> Answer {
    let says = |code: &str| failure.text.contains(&format!("error[{code}]"));
    let text = failure.text.clone();
    match OUT_OF_REACH.iter().any(|code| says(code)) {
        true => Answer::Skipped(text),
        false => Answer::Errored(format!("{}: {text}", failure.kind.name())),
    }
}

fn verdict(outcome: &Outcome) -> std::result::Result<bool, String> {
    match outcome {
        Outcome::Accepted(_) => Ok(true),
        Outcome::Refused(..) => Ok(false),
        Outcome::Panicked(text) | Outcome::Crashed(text) => Err(text.clone()),
        Outcome::TimedOut => Err("the types did not return in time".to_owned()),
    }
}

fn not_run() -> std::result::Result<bool, String> {
    Err("not run".to_owned())
}

impl Answer {
    /// The answer as Bowtie reads it.
    #[must_use]
    pub fn to_json(&self, seq: &Value) -> Value {
        let errored = |text: &str| json!({ "errored": true, "context": { "message": text } });
        let mut answer = match self {
            Self::Errored(text) => errored(text),
            Self::Skipped(text) => json!({ "skipped": true, "message": text }),
            Self::Results(results) => {
                let result = |result: &std::result::Result<bool, String>| match result {
                    Ok(valid) => json!({ "valid": valid }),
                    Err(text) => errored(text),
                };
                json!({ "results": results.iter().map(result).collect::<Vec<_>>() })
            }
        };
        answer["seq"] = seq.clone();
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Stage;

    #[test]
    fn what_is_out_of_reach_is_skipped_and_all_else_is_an_error() {
        let failure = |text: &str| Failure { kind: Stage::Generate, text: text.to_owned() };
        let seq = json!(7);
        let skipped = refused(&failure("error[R009]: too many meanings")).to_json(&seq);
        assert_eq!(skipped["skipped"], true);
        assert_eq!(skipped["seq"], 7);
        let errored = refused(&failure("error[R002]: leads nowhere")).to_json(&seq);
        assert_eq!(errored["errored"], true);
        assert_eq!(errored["context"]["message"], "generate: error[R002]: leads nowhere");
    }
}
