//! Documents for a folder of schemas that has none.
//!
//! Input: a plan. Output: the plan with documents that the sampler makes for its schemas and the
//! `jsonschema` crate judges. Schemas with an `$id` of the form `#/components/schemas/NAME` refer to
//! each other by it, as in an OpenAPI document. A schema that the reference cannot judge alone gets
//! no documents.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Case, Plan, read};
use crate::error::{Context as _, Result};
use crate::random::documents;
use crate::random::reference::Reference;
use crate::random::rng::Rng;
use crate::run::say;

/// How an OpenAPI document refers to a schema, before its name.
const COMPONENT: &str = "#/components/schemas/";

/// Adds `count` documents for each schema of `plan`.
///
/// # Errors
///
/// Where a schema cannot be read.
pub fn add(plan: &mut Plan, count: usize, seed: u64) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let schemas = plan
        .schemas
        .iter()
        .map(|schema| serde_json::from_str(&read(&schema.path)?).context(schema.path.display()))
        .collect::<Result<Vec<Value>>>()?;
    let components: BTreeMap<&str, &Value> = schemas.iter().filter_map(component).collect();
    let mut unjudged = 0;
    for (index, schema) in schemas.iter().enumerate() {
        let whole = bundle(schema, &components);
        let Some(reference) = Reference::new(&whole) else {
            unjudged += 1;
            continue;
        };
        let mut rng = Rng::new(seed, index as u64);
        let made = documents(&whole, &reference, count, &mut rng)
            .into_iter()
            .enumerate();
        plan.cases
            .extend(made.map(|(number, (document, valid))| Case {
                schema: index,
                test: format!("sample {number}"),
                valid: Some(valid),
                text: document.to_string(),
            }));
    }
    if unjudged > 0 {
        say(&format!(
            "no documents for {unjudged} schemas that cannot be judged alone"
        ));
    }
    plan.cases.sort_by_key(|case| case.schema);
    Ok(())
}

/// The name by which other schemas refer to `schema`.
fn component(schema: &Value) -> Option<(&str, &Value)> {
    let name = schema.get("$id")?.as_str()?.strip_prefix(COMPONENT)?;
    Some((name, schema))
}

/// `schema` with all that it refers to, in one document.
fn bundle(schema: &Value, components: &BTreeMap<&str, &Value>) -> Value {
    let Some((name, _)) = component(schema) else {
        return schema.clone();
    };
    let mut needed = BTreeSet::new();
    let mut pending = vec![name.to_owned()];
    while let Some(name) = pending.pop() {
        if let Some(schema) = components.get(name.as_str())
            && needed.insert(name)
        {
            references(schema, &mut pending);
        }
    }
    let part = |name: String| {
        let mut schema = (*components.get(name.as_str())?).clone();
        let members = schema.as_object_mut()?;
        members.remove("$id");
        members.remove("$schema");
        Some((name, schema))
    };
    let parts: Map<String, Value> = needed.into_iter().filter_map(part).collect();
    let mut bundle = json!({
        "$ref": format!("{COMPONENT}{name}"),
        "components": { "schemas": parts },
    });
    if let Some(dialect) = schema.get("$schema") {
        bundle["$schema"] = dialect.clone();
    }
    bundle
}

/// Adds the names of all components that `value` refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            let name = reference.and_then(|reference| reference.strip_prefix(COMPONENT));
            found.extend(name.map(str::to_owned));
            members
                .values()
                .for_each(|member| references(member, found));
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| references(element, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_has_what_its_schema_refers_to_and_no_more() {
        let schema = |name: &str, to: &str| json!({ "$id": format!("{COMPONENT}{name}"), "items": { "$ref": format!("{COMPONENT}{to}") } });
        let schemas = [schema("a", "b"), schema("b", "a"), schema("c", "a")];
        let components = schemas.iter().filter_map(component).collect();
        let bundle = bundle(&schemas[0], &components);
        let names: Vec<_> = bundle["components"]["schemas"]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(names, ["a", "b"]);
        assert!(Reference::new(&bundle).is_some());
    }
}
