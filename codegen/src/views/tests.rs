//! What views accept, and which there are.

use serde_json::{Map, json};

use super::*;
use crate::config::Glob;
use crate::diagnostic::Diagnostic;
use crate::files::Memory;
use crate::resolve::{self, Evaluator, ResolveOptions};
use crate::source::tests::json as parse;
use crate::source::{self, Input};

/// The schemas of a file with their views, and what was said about them.
struct Viewed {
    schemas: Schemas,
    findings: Vec<Diagnostic>,
}

fn viewed_by(pattern: &str, file: &str, text: &str) -> Viewed {
    let mut sink = Sink::new();
    let files = Memory::with([(file, text)]);
    let sources = source::run(&files, &[Input::new("/")], &mut sink);
    let mut config = Config::default();
    config.views.0.push(Glob::new(pattern));
    let schemas = resolve::run(&ResolveOptions::of(&config), &sources, &mut sink);
    assert_eq!(sink.iter().next(), None);
    let schemas = run(&config, &sources, schemas, &mut sink);
    Viewed { schemas, findings: sink.into_sorted() }
}

fn viewed(text: &str) -> Viewed {
    viewed_by("*", "a.json", text)
}

impl Viewed {
    /// The names of what types are made for.
    fn names(&self) -> Vec<&str> {
        let definitions = self.schemas.roots.iter().flat_map(|it| &it.definitions);
        definitions.map(|(name, _)| name.as_str()).collect()
    }

    /// What stands under a name: of the root it is the empty one.
    #[track_caller]
    fn id(&self, name: &str) -> SchemaId {
        let root = &self.schemas.roots[0];
        let is_it = |it: &&(String, SchemaId)| it.0 == name;
        let definition = root.definitions.iter().find(is_it).map(|it| it.1);
        definition.or(root.schema.filter(|_| name.is_empty())).expect(name)
    }

    #[track_caller]
    fn accepts(&self, name: &str, document: &str) -> bool {
        Evaluator::new(&self.schemas).accepts(self.id(name), &parse(document))
    }

    fn messages(&self) -> Vec<String> {
        let message = |it: &Diagnostic| {
            let place = it.primary.as_ref().map(|it| it.pointer.as_str()).unwrap_or_default();
            format!("{} {place}: {}", it.code.as_str(), it.message)
        };
        self.findings.iter().map(message).collect()
    }
}

/// What a response and a request is to the root of a schema: `+` for what is accepted, `-` for what is not.
#[track_caller]
fn assert_verdicts(schema: &str, documents: &[(&str, &str)]) {
    let viewed = viewed(schema);
    assert_eq!(viewed.messages(), Vec::<String>::new());
    let sign = |name: &str, document: &str| if viewed.accepts(name, document) { '+' } else { '-' };
    for (expected, document) in documents {
        let found = [sign("", document), sign("ARequest", document)];
        assert_eq!(found.iter().collect::<String>(), *expected, "{document}");
    }
}

#[test]
fn a_member_is_required_of_the_documents_that_have_it() {
    assert_verdicts(
        r#"{"type": "object", "required": ["id", "pin", "name"], "properties": {
            "id": {"type": "integer", "readOnly": true}, "pin": {"type": "string", "writeOnly": true}, "name": {}}}"#,
        &[
            ("+-", r#"{"id": 1, "name": 1}"#),
            ("-+", r#"{"pin": "1", "name": 1}"#),
            ("++", r#"{"id": 1, "pin": "1", "name": 1}"#),
            // It is one of the members that the schema does not name.
            ("-+", r#"{"id": "one", "pin": "1", "name": 1}"#),
            ("--", r#"{"id": 1, "pin": "1"}"#),
        ],
    );
}

#[test]
fn a_member_is_refused_where_the_schema_says_what_others_may_be() {
    for limit in [
        r#""additionalProperties": false"#,
        r#""unevaluatedProperties": {"type": "string"}"#,
        r#""patternProperties": {"d$": {"type": "string"}}"#,
    ] {
        assert_verdicts(
            &format!(r#"{{"properties": {{"id": {{"readOnly": true}}}}, {limit}}}"#),
            &[("++", "{}"), ("+-", r#"{"id": "1"}"#)],
        );
    }
}

#[test]
fn what_applies_together_is_one_object() {
    assert_verdicts(
        r##"{"allOf": [{"$ref": "#/$defs/b"}, {"required": ["id", "x"]}], "dependentRequired": {"x": ["id"]},
            "$defs": {"b": {"properties": {"id": {"$ref": "#/$defs/i"}}}, "i": {"readOnly": true}}}"##,
        &[("-+", r#"{"x": 1}"#), ("++", r#"{"x": 1, "id": 1}"#), ("--", r#"{"id": 1}"#)],
    );
    assert_verdicts(
        r#"{"properties": {"id": {"readOnly": true}, "k": {"const": 1}}, "required": ["k"],
            "if": {"properties": {"k": {"const": 1}}}, "then": {"required": ["id"]},
            "dependentSchemas": {"k": {"required": ["id"]}}}"#,
        &[("-+", r#"{"k": 1}"#), ("++", r#"{"k": 1, "id": 1}"#)],
    );
}

#[test]
fn views_lead_to_views() {
    assert_verdicts(
        r##"{"properties": {"of": {"items": {"$ref": "#"}}, "more": {"additionalProperties": {"$ref": "#"}},
            "id": {"readOnly": true}}, "required": ["id"]}"##,
        &[
            ("-+", r#"{"of": [{"more": {"a": {}}}]}"#),
            ("-+", r#"{"id": 1, "of": [{"id": 1, "more": {"a": {}}}]}"#),
            ("++", r#"{"id": 1, "of": [{"id": 1, "more": {"a": {"id": 1}}}]}"#),
        ],
    );
}

#[test]
fn what_told_arms_apart_may_go_one_way() {
    assert_verdicts(
        r#"{"oneOf": [{"required": ["a"], "properties": {"a": {"readOnly": true}}},
            {"required": ["b"], "properties": {"b": {}}}], "anyOf": [{"required": ["c"]}, {"required": ["d"]}]}"#,
        &[
            ("++", r#"{"b": 1, "c": 1}"#),
            ("-+", r#"{"d": 1}"#),
            ("-+", r#"{"a": 1, "b": 1, "c": 1}"#),
            ("--", r#"{"a": 1, "b": 1}"#),
        ],
    );
    // What all arms lose told none from another.
    assert_verdicts(
        r#"{"properties": {"id": {"readOnly": true}}, "oneOf": [{"required": ["a", "id"]}, {"required": ["b", "id"]}]}"#,
        &[("-+", r#"{"a": 1}"#), ("--", r#"{"a": 1, "b": 1, "id": 1}"#)],
    );
}

#[test]
fn what_counts_at_most_is_left() {
    let text = r#"{"type": "array", "maxContains": 1, "minContains": 0,
        "contains": {"properties": {"id": {"readOnly": true}}, "required": ["id"]},
        "items": {"properties": {"name": {"readOnly": true}}, "required": ["name"]}}"#;
    let viewed = viewed(text);
    assert!(viewed.accepts("ARequest", r#"[{}, {"id": 1}]"#));
    assert!(!viewed.accepts("ARequest", r#"[{"id": 2}, {"id": 1}]"#));
    assert!(!viewed.accepts("", r#"[{}, {"id": 1}]"#));
    let message = "L011 /contains: `maxContains` counts items with `id`, which no request has";
    assert_eq!(viewed.messages(), [message]);
}

#[test]
fn what_marks_both_ways_marks_none() {
    let both = r#"{"properties": {"a": {"readOnly": true, "writeOnly": true}}}"#;
    assert_eq!(viewed(both).names(), Vec::<&str>::new());
}

#[test]
fn only_what_differs_has_two_views() {
    let viewed = viewed(
        r##"{"$defs": {"User": {"properties": {"id": {"readOnly": true}, "at": {"$ref": "#/$defs/Place"}}},
            "Order": {"properties": {"by": {"$ref": "#/$defs/User"}}}, "Place": {"type": "object"},
            "CreateRequest": {"properties": {"by": {"$ref": "#/$defs/User"}, "pin": {"writeOnly": true}}}}}"##,
    );
    let names = [
        "User",
        "UserRequest",
        "Order",
        "OrderRequest",
        "Place",
        "CreateRequest",
        "CreateRequestResponse",
    ];
    assert_eq!(viewed.names(), names);
    let place = |name| viewed.schemas.node(viewed.id(name)).properties["at"];
    assert_eq!(place("User"), place("UserRequest"));
}

#[test]
fn bodies_go_one_way() {
    const API: &str = r##"
openapi: 3.1.0
paths:
  /users:
    post:
      operationId: add
      parameters: [{ name: filter, in: query, schema: { properties: { by: { $ref: "#/components/schemas/User" } } } }]
      requestBody: { content: { a/b: { schema: { properties: { user: { $ref: "#/components/schemas/User" } } } } } }
      responses: { "200": { content: { a/b: { schema: { properties: { user: { $ref: "#/components/schemas/User" } } } } } } }
      callbacks:
        done: { "{$url}": { post: { operationId: done, requestBody: { content: { a/b: { schema: { properties: { user: { $ref: "#/components/schemas/User" } } } } } } } } }
webhooks:
  added: { post: { operationId: added, responses: { "200": { content: { a/b: { schema: { properties: { user: { $ref: "#/components/schemas/User" } } } } } } } } }
components:
  schemas:
    User: { required: [id], properties: { id: { readOnly: true } } }
"##;
    let viewed = viewed_by("*", "a.yaml", API);
    let names = [
        "User",
        "UserRequest",
        "add filter",
        "add Request",
        "add Response 200",
        "done Request",
        "added Response 200",
    ];
    assert_eq!(viewed.names(), names);
    let direction = |name: &str| {
        let member = *viewed.schemas.node(viewed.id(name)).properties.values().next().unwrap();
        viewed.schemas.node(member).references[0] == viewed.id("UserRequest")
    };
    let requests = ["add filter", "add Request", "added Response 200"];
    let found: Vec<_> = names.iter().skip(2).copied().filter(|it| direction(it)).collect();
    assert_eq!(found, requests);
}

#[test]
fn the_configuration_says_whose_marks_count() {
    const TEXT: &str = r##"{"$defs": {"A": {"properties": {"in": {"properties": {"id": {"readOnly": true}}}}},
        "B": {"properties": {"id": {"readOnly": true}, "a": {"$ref": "#/$defs/A"}}}}}"##;
    for (pattern, expected) in [
        ("*", &["A", "ARequest", "B", "BRequest"][..]),
        // What stands in a type is its own, and who leads to it has views for its sake.
        ("a::A", &["A", "ARequest", "B", "BRequest"]),
        ("a.json#/$defs/A/properties/in", &["A", "ARequest", "B", "BRequest"]),
        ("a::B", &["A", "B", "BRequest"]),
        ("a::C", &["A", "B"]),
    ] {
        assert_eq!(viewed_by(pattern, "a.json", TEXT).names(), expected, "{pattern}");
    }
}

#[test]
fn what_a_view_keeps_is_told() {
    let viewed = viewed(
        r#"{"type": "object", "minProperties": 2, "required": ["id", "a"], "properties": {"id": {"readOnly": true}},
            "if": {"properties": {"id": {"const": 1}}}, "then": {"required": ["b"]},
            "not": {"required": ["id", "c"], "properties": {"id": {"const": 2}}},
            "anyOf": [{"properties": {"a": {"readOnly": true}}}, {}], "enum": [{"id": 1, "a": 1}]}"#,
    );
    let messages = [
        "L011 /minProperties: `minProperties` counts `id`, which no request has",
        "L011 /required: `required` asks for `a`, which only one alternative marks `readOnly`",
        "L011 /if: `if` asks what `id` is if it is there, and no request has it",
        "L011 /enum: `enum` has a value with `id`, which no request has",
    ];
    assert_eq!(viewed.messages(), messages);
}

/// Each level has two schemas that mark another member each, and are of one of the next two.
fn levels(count: usize) -> String {
    let mut definitions = Map::new();
    let next =
        |level: usize| json!(["a", "b"].map(|it| json!({"$ref": format!("#/$defs/{it}{level}")})));
    let names = || (0..count).flat_map(|level| ["a", "b"].map(|it| format!("{it}{level}")));
    for (index, name) in names().enumerate() {
        let schema =
            json!({"properties": {&name: {"readOnly": true}}, "anyOf": next(index / 2 + 1)});
        definitions.insert(name, schema);
    }
    let last = json!({"required": names().collect::<Vec<_>>()});
    definitions.extend(["a", "b"].map(|it| (format!("{it}{count}"), last.clone())));
    json!({"$ref": "#/$defs/a0", "$defs": definitions}).to_string()
}

#[test]
fn there_are_not_more_views_than_there_is_room_for() {
    let viewed = viewed(&levels(12));
    assert!(viewed.schemas.nodes.len() < 4_000, "{}", viewed.schemas.nodes.len());
    assert_eq!(viewed.findings.len(), 1);
    let message = "schemas extend each other in too many ways for views";
    assert_eq!(viewed.findings[0].message, message);
}
