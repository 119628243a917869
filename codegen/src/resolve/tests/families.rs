//! What the schemas say that a `discriminator` makes a family of.

use super::super::Evaluator;
use super::resolve;
use crate::source::tests::json;

const PETS: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
    "Home": {"properties": {
        "pet": {"$ref": "#/components/schemas/Pet"},
        "guest": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "nullable": true},
        "named": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"required": ["name"]}]}
    }},
    "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "wolf": "Dog"}}},
    "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "required": ["lives"]},
    "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"bark": {"type": "string"}}}]},
    "Puppy": {"allOf": [{"$ref": "#/components/schemas/Dog"}, {"required": ["weeks"]}]},
    "AnyDog": {"allOf": [{"$ref": "#/components/schemas/Dog"}]},
    "Fish": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"kind": {"enum": ["fish", "shark"]}}, "required": ["fins"]}
}}}"##;

#[track_caller]
fn assert_verdicts(place: &str, accepted: &[&str], refused: &[&str]) {
    let resolved = resolve(&[("a.json", PETS)]);
    let id = resolved.id(place);
    let evaluator = Evaluator::new(&resolved.schemas);
    for (texts, expected) in [(accepted, true), (refused, false)] {
        for text in texts {
            assert_eq!(evaluator.accepts(id, &json(text)), expected, "{place}: {text}");
        }
    }
}

#[test]
fn the_tag_says_which_member_of_the_family_it_is() {
    assert_verdicts(
        "a.json#/components/schemas/Home",
        &[
            r#"{"pet": {"kind": "cat", "lives": 9}}"#,
            r#"{"pet": {"kind": "Cat", "lives": 9}, "guest": null}"#,
            r#"{"pet": {"kind": "Dog"}}"#,
            r#"{"pet": {"kind": "Puppy", "weeks": 1}}"#,
            r#"{"pet": {"kind": "bird", "bark": 1}}"#,
            r#"{"pet": {"kind": "Fish"}}"#,
            r#"{"guest": {"kind": "shark", "fins": 2}}"#,
            // What adds something to a base takes that up alone.
            r#"{"named": {"kind": "cat", "name": 1}}"#,
        ],
        &[
            r#"{"pet": {"kind": "cat"}}"#,
            r#"{"pet": {"kind": "wolf", "bark": 1}}"#,
            r#"{"pet": {"kind": "Puppy"}}"#,
            r#"{"pet": {"lives": 9}}"#,
            r#"{"guest": {"kind": "fish"}}"#,
            r#"{"guest": {"kind": "Cat"}}"#,
        ],
    );
}

#[test]
fn a_member_takes_up_the_base_alone() {
    let dog = "a.json#/components/schemas/Dog";
    assert_verdicts(dog, &[r#"{"kind": "cat"}"#], &["{}", r#"{"kind": "wolf", "bark": 1}"#]);
}

#[test]
fn a_family_without_members_is_its_base() {
    let text = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
        "A": {"type": "object", "discriminator": {"propertyName": "k"}}, "B": {"properties": {"a": {"$ref": "#/components/schemas/A"}}}
    }}}"##;
    let resolved = resolve(&[("a.json", text)]);
    assert_eq!(resolved.schemas.roots[0].definitions.len(), 2);
}
