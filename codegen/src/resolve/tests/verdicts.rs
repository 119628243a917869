//! What schemas accept, for what the official suite at hand does not cover.

use super::super::Evaluator;
use super::resolve;
use crate::source::tests::json;

const DRAFT4: &str = "http://json-schema.org/draft-04/schema#";
const DRAFT6: &str = "http://json-schema.org/draft-06/schema#";
const DRAFT2019: &str = "https://json-schema.org/draft/2019-09/schema";
const DRAFT2020: &str = "https://json-schema.org/draft/2020-12/schema";

/// Dialect, keywords, accepted and refused instances.
const VERDICTS: &[(&str, &str, &[&str], &[&str])] = &[
    (DRAFT4, r#""type": "integer""#, &["1", "1.0", "1e2"], &["1.5", "\"1\""]),
    (DRAFT4, r#""minimum": 1, "exclusiveMinimum": true"#, &["1.1", "\"\""], &["1", "0"]),
    (
        DRAFT4,
        r#""items": [{"type": "integer"}], "additionalItems": {"type": "string"}"#,
        &["[]", "[1]", "[1, \"\"]", "{}"],
        &["[\"\"]", "[1, 1]"],
    ),
    (
        DRAFT4,
        r#""dependencies": {"a": ["b"], "c": {"required": ["d"]}}"#,
        &["{}", "{\"a\": 1, \"b\": 1}"],
        &["{\"a\": 1}", "{\"c\": 1}"],
    ),
    (
        DRAFT4,
        r##""properties": {"a": {"$ref": "#/definitions/n"}}, "definitions": {"n": {"id": "#n", "type": "null"}}"##,
        &["{\"a\": null}"],
        &["{\"a\": 1}"],
    ),
    (
        DRAFT6,
        r#""contains": {"const": 1.0}, "propertyNames": {"maxLength": 1}"#,
        &["[2, 1]", "{\"a\": 1}"],
        &["[]", "{\"ab\": 1}"],
    ),
    (
        DRAFT6,
        r##""if": false, "then": false, "$ref": "#/definitions/a", "definitions": {"a": {"exclusiveMaximum": 3}}"##,
        &["2"],
        &["3"],
    ),
    (
        DRAFT2019,
        r#""prefixItems": [false], "items": [{"type": "null"}], "unevaluatedItems": false"#,
        &["[]", "[null]"],
        &["[1]", "[null, 1]"],
    ),
    // Before draft 2020-12 `contains` evaluates nothing.
    (
        DRAFT2019,
        r#""contains": {"const": 1}, "unevaluatedItems": {"const": 2}"#,
        &[],
        &["[1]", "[1, 2]"],
    ),
    (
        DRAFT2020,
        r#""contains": {"const": 1}, "unevaluatedItems": {"const": 2}"#,
        &["[1]", "[1, 2]"],
        &["[2]", "[1, 3]"],
    ),
    (
        DRAFT2019,
        r#""contains": {"const": 1}, "minContains": 2, "maxContains": 3"#,
        &["[1, 1]", "[1, 1, 1]"],
        &["[1]", "[1, 1, 1, 1]"],
    ),
    (
        DRAFT2019,
        r#""if": {"properties": {"a": {"const": 1}}}, "unevaluatedProperties": false"#,
        &["{\"a\": 1}"],
        &["{\"a\": 2}", "{\"b\": 1}"],
    ),
    (
        DRAFT2019,
        r#""dependentSchemas": {"a": {"properties": {"a": true, "b": true}}}, "unevaluatedProperties": false"#,
        &["{\"a\": 1, \"b\": 1}"],
        &["{\"b\": 1}"],
    ),
    // `$recursiveRef` leads to the outermost schema that has `$recursiveAnchor`.
    (
        DRAFT2019,
        r##""$id": "http://x.org/strict", "$recursiveAnchor": true, "$ref": "tree", "unevaluatedProperties": false,
        "$defs": {"tree": {"$id": "tree", "$recursiveAnchor": true, "properties": {"data": true, "kids": {"items": {"$recursiveRef": "#"}}}}}"##,
        &["{\"kids\": [{\"data\": 1}]}"],
        &["{\"daat\": 1}", "{\"kids\": [{\"daat\": 1}]}"],
    ),
    (
        DRAFT2019,
        r##""$id": "http://x.org/lax", "$ref": "tree", "unevaluatedProperties": false,
        "$defs": {"tree": {"$id": "tree", "$recursiveAnchor": true, "properties": {"data": true, "kids": {"items": {"$recursiveRef": "#"}}}}}"##,
        &["{\"kids\": [{\"daat\": 1}]}"],
        &["{\"daat\": 1}"],
    ),
    // `$dynamicRef` leads to the outermost schema that has the anchor, each time by its own way.
    (
        DRAFT2020,
        r##""$id": "http://x.org/main",
        "properties": {"s": {"$ref": "strings"}, "n": {"$ref": "numbers"}, "any": {"$ref": "list"}},
        "$defs": {
            "list": {"$id": "list", "items": {"$dynamicRef": "#item"}, "$defs": {"item": {"$dynamicAnchor": "item"}}},
            "strings": {"$id": "strings", "$ref": "list", "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}}},
            "numbers": {"$id": "numbers", "$ref": "list", "$defs": {"item": {"$dynamicAnchor": "item", "type": "number"}}}
        }"##,
        &["{\"s\": [\"\"], \"n\": [1], \"any\": [1, \"\"]}"],
        &["{\"s\": [1]}", "{\"n\": [\"\"]}"],
    ),
    (
        DRAFT2020,
        r#""uniqueItems": true"#,
        &["[1, true, \"1\", [1], {\"a\": 1}]"],
        &["[1, 1.0]", "[{\"a\": 1, \"b\": 2}, {\"b\": 2, \"a\": 1e0}]"],
    ),
    (DRAFT2020, r#""maxLength": 1"#, &["\"\u{1f600}\""], &["\"ab\""]),
    (DRAFT2020, r#""multipleOf": 0.01"#, &["19.99", "1e300"], &["0.005"]),
    (DRAFT2020, r#""maximum": 9007199254740992"#, &["9007199254740992"], &["9007199254740993"]),
    (
        DRAFT2020,
        r##""$ref": "https://json-schema.org/draft/2020-12/schema""##,
        &["{\"type\": \"null\", \"items\": {\"minItems\": 1}}", "true"],
        &["{\"type\": 1}", "{\"items\": {\"minItems\": -1}}", "1"],
    ),
    (
        DRAFT2020,
        r##""$ref": "https://json-schema.org/draft/2019-09/schema""##,
        &["{\"items\": [{\"minItems\": 1}]}"],
        &["{\"items\": [{\"minItems\": -1}]}"],
    ),
];

#[test]
fn schemas_accept_what_their_dialect_says() {
    for (dialect, keywords, accepted, refused) in VERDICTS {
        let text = format!(r#"{{"$schema": "{dialect}", {keywords}}}"#);
        let resolved = resolve(&[("a.json", &text)]);
        assert_eq!(resolved.other_messages(), Vec::<String>::new(), "{text}");
        let evaluator = Evaluator::new(&resolved.schemas);
        let verdict = |instance: &&&str| evaluator.accepts(resolved.root(), &json(instance));
        let wrong: Vec<_> = accepted.iter().filter(|it| !verdict(it)).collect();
        assert!(wrong.is_empty(), "{text} refuses {wrong:?}");
        let wrong: Vec<_> = refused.iter().filter(verdict).collect();
        assert!(wrong.is_empty(), "{text} accepts {wrong:?}");
    }
}

#[test]
fn a_schema_without_dynamic_references_is_made_once() {
    let text = r##"{"$id": "http://x.org/main", "anyOf": [{"$ref": "a"}, {"$ref": "b"}], "$defs": {
        "a": {"$id": "a", "$dynamicAnchor": "n", "$ref": "list"},
        "b": {"$id": "b", "$dynamicAnchor": "n", "$ref": "list"},
        "list": {"$id": "list", "$dynamicAnchor": "n", "items": {"$dynamicRef": "#n"},
                 "properties": {"plain": {"type": "null"}}}
    }}"##;
    let resolved = resolve(&[("a.json", text)]);
    let count = |place: &str| {
        let ids = (0..resolved.schemas.nodes.len()).filter_map(|at| u32::try_from(at).ok());
        ids.filter(|id| resolved.place(super::SchemaId(*id)) == place).count()
    };
    assert_eq!(count("a.json#/$defs/list/properties/plain"), 1);
    assert_eq!(count("a.json#/$defs/list/items"), 3);
}

#[test]
fn meanings_do_not_multiply_without_bound() {
    // Each step goes through a resource that overrides an anchor or through one that does not.
    let mut definitions = String::new();
    for step in 0..40 {
        let next = step + 1;
        definitions.push_str(&format!(
            r##""s{step}": {{"anyOf": [{{"$ref": "yes{step}"}}, {{"$ref": "#/$defs/s{next}"}}]}},
                "yes{step}": {{"$id": "yes{step}", "$dynamicAnchor": "n{step}", "$ref": "main#/$defs/s{next}"}},
                "end{step}": {{"$id": "end{step}", "$dynamicAnchor": "n{step}"}},"##
        ));
    }
    let ends: Vec<_> =
        (0..40).map(|step| format!(r##"{{"$dynamicRef": "end{step}#n{step}"}}"##)).collect();
    let text = format!(
        r##"{{"$id": "http://x.org/main", "$ref": "#/$defs/s0",
              "$defs": {{{definitions} "s40": {{"items": {{"allOf": [{}]}}}}}}}}"##,
        ends.join(",")
    );
    let messages = resolve(&[("a.json", &text)]).messages();
    assert!(messages.iter().any(|it| it.starts_with("R009 Error")), "{messages:?}");
}

#[test]
fn an_evaluation_may_go_deep() {
    let text = r##"{"anyOf": [{"type": "null"}, {"allOf": [{"items": {"$ref": "#"}, "type": "array"}]}]}"##;
    let resolved = resolve(&[("a.json", text)]);
    let evaluator = Evaluator::new(&resolved.schemas);
    for (innermost, expected) in [("null", true), ("1", false)] {
        let instance = format!("{}{innermost}{}", "[".repeat(990), "]".repeat(990));
        assert_eq!(evaluator.accepts(resolved.root(), &json(&instance)), expected);
    }
}

#[test]
fn an_evaluation_may_follow_a_long_chain() {
    let mut definitions = String::new();
    for index in 0..20_000 {
        definitions.push_str(&format!(r##""d{index}": {{"$ref": "#/$defs/d{}"}},"##, index + 1));
    }
    let text = format!(
        r##"{{"$ref": "#/$defs/d0", "$defs": {{{definitions} "d20000": {{"type": "null"}}}}}}"##
    );
    let resolved = resolve(&[("a.json", &text)]);
    let evaluator = Evaluator::new(&resolved.schemas);
    assert!(evaluator.accepts(resolved.root(), &json("null")));
    assert!(!evaluator.accepts(resolved.root(), &json("1")));
}
