//! The reference: what a schema says of a document according to the `jsonschema` crate.
//!
//! Input: a schema. Output: [`Reference`], or none where the schema is outside what is tried: not
//! valid against its meta-schema, a reference that leads nowhere, or references that loop without
//! ever reaching into the document, which no validator needs to survive.

use std::collections::BTreeSet;

use serde_json::Value;

/// A validator for one schema.
pub struct Reference(jsonschema::Validator);

impl Reference {
    /// The validator of `schema`, if there can be one.
    #[must_use]
    pub fn new(schema: &Value) -> Option<Self> {
        if loops(schema) {
            return None;
        }
        let built = jsonschema::options().should_validate_formats(false).offline().build(schema);
        built.ok().map(Self)
    }

    /// Whether the schema accepts `document`.
    #[must_use]
    pub fn accepts(&self, document: &Value) -> bool {
        self.0.is_valid(document)
    }
}

/// Keywords whose value is a schema that applies to the same instance.
const ONE: [&str; 4] = ["not", "if", "then", "else"];
/// Keywords whose value contains such schemas.
const MANY: [&str; 5] = ["allOf", "anyOf", "oneOf", "dependentSchemas", "dependencies"];

/// Whether a schema might lead back to itself at the same instance location.
fn loops(root: &Value) -> bool {
    let graph = Graph { root, named: named(root) };
    let mut done = BTreeSet::new();
    let mut nodes = Vec::new();
    collect(root, &mut nodes);
    nodes.iter().any(|node| graph.returns(node, &mut Vec::new(), &mut done))
}

struct Graph<'s> {
    root: &'s Value,
    named: Vec<(&'s str, &'s Value)>,
}

impl<'s> Graph<'s> {
    /// Whether a way that starts with `path` comes back to it from `node`.
    fn returns(
        &self,
        node: &'s Value,
        path: &mut Vec<*const Value>,
        done: &mut BTreeSet<*const Value>,
    ) -> bool {
        let identity = std::ptr::from_ref(node);
        if path.contains(&identity) {
            return true;
        }
        if done.contains(&identity) {
            return false;
        }
        path.push(identity);
        let found = self.next(node).into_iter().any(|next| self.returns(next, path, done));
        path.pop();
        done.insert(identity);
        found
    }

    /// The schemas that apply to the same instance as `node` does.
    fn next(&self, node: &'s Value) -> Vec<&'s Value> {
        let mut next: Vec<&Value> = ONE.iter().filter_map(|keyword| node.get(*keyword)).collect();
        for keyword in MANY {
            match node.get(keyword) {
                Some(Value::Array(schemas)) => next.extend(schemas),
                Some(Value::Object(schemas)) => next.extend(schemas.values()),
                _ => {}
            }
        }
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(reference) = node.get(keyword).and_then(Value::as_str) {
                next.extend(self.targets(reference));
            }
        }
        next
    }

    /// All that a reference might lead to.
    fn targets(&self, reference: &str) -> Vec<&'s Value> {
        let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let with_name = |name: &str| {
            let named = self.named.iter().filter(move |(other, _)| *other == name);
            named.map(|(_, schema)| *schema).collect::<Vec<_>>()
        };
        let mut bases = with_name(last(resource));
        bases.push(self.root);
        bases.extend(self.named.iter().map(|(_, schema)| *schema));
        match fragment {
            "" if resource.is_empty() => bases,
            "" => with_name(last(resource)),
            pointer if pointer.starts_with('/') => {
                bases.iter().filter_map(|base| base.pointer(pointer)).collect()
            }
            anchor => with_name(anchor),
        }
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn named(root: &Value) -> Vec<(&str, &Value)> {
    let mut nodes = Vec::new();
    collect(root, &mut nodes);
    let mut named = Vec::new();
    for node in nodes {
        for keyword in ["$id", "id", "$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(keyword).and_then(Value::as_str) {
                named.push((last(name.trim_start_matches('#')), node));
            }
        }
    }
    named
}

fn collect<'s>(value: &'s Value, nodes: &mut Vec<&'s Value>) {
    nodes.push(value);
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, nodes)),
        Value::Object(members) => members.values().for_each(|member| collect(member, nodes)),
        _ => {}
    }
}
