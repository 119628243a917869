//! Circles that never leave the instance.

use super::super::{Evaluator, SchemaId};
use super::resolve;
use crate::source::tests::json;

#[test]
fn circles_in_place_are_broken() {
    for (text, accepted, refused) in [
        (r##"{"$ref": "#"}"##, Some("1"), None),
        (
            r##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
            Some("1"),
            None,
        ),
        (r##"{"allOf": [{"$ref": "#"}, {"type": "string"}]}"##, Some("\"\""), Some("1")),
        (
            r##"{"anyOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"type": "string"}, {"not": {"$ref": "#/$defs/a"}}]}}}"##,
            Some("\"\""),
            None,
        ),
        (r##"{"oneOf": [{"$ref": "#"}, {"type": "string"}]}"##, None, None),
        (r##"{"if": {"$ref": "#"}, "then": {"type": "string"}}"##, Some("\"\""), Some("1")),
        (
            r##"{"dependentSchemas": {"a": {"$ref": "#"}}, "type": "object"}"##,
            Some("{\"a\": 1}"),
            Some("1"),
        ),
        (
            r##"{"$dynamicAnchor": "n", "type": "string", "allOf": [{"$dynamicRef": "#n"}]}"##,
            Some("\"\""),
            Some("1"),
        ),
    ] {
        let resolved = resolve(&[("a.json", text)]);
        let messages = resolved.messages();
        assert!(messages.iter().all(|it| it.starts_with("R008 Warning")), "{messages:?}");
        assert_eq!(messages.len(), 1, "{text} {messages:?}");
        let evaluator = Evaluator::new(&resolved.schemas);
        let verdict = |text: &str| evaluator.accepts(resolved.root(), &json(text));
        assert!(accepted.is_none_or(verdict), "{text}");
        assert!(!refused.is_some_and(verdict), "{text}");
        for id in
            (0..resolved.schemas.nodes.len()).map(|at| SchemaId(u32::try_from(at).expect("few")))
        {
            verdict_of(&evaluator, id);
        }
    }
}

/// Evaluation ends whatever node it starts with.
fn verdict_of(evaluator: &Evaluator<'_>, id: SchemaId) {
    let _ = evaluator.accepts(id, &json(r#"{"a": [1]}"#));
}

#[test]
fn recursion_through_the_instance_is_none() {
    let text = r##"{"properties": {"a": {"$ref": "#"}}, "items": {"anyOf": [{"$ref": "#"}]}}"##;
    assert_eq!(resolve(&[("a.json", text)]).messages(), Vec::<String>::new());
}
