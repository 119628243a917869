//! What keywords become.

use super::super::{Keyword, KeywordSet, Role, Schema, Type};
use super::{resolve, role};

/// What a schema asserts: the fields of its node that say something, and of its subschemas theirs.
fn meaning(resolved: &super::Resolved, schema: &Schema) -> String {
    let child = |id| meaning(resolved, resolved.schemas.node(id));
    let mut parts = Vec::new();
    let mut say = |name: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{name}: {value}")));
    };
    say("false", schema.never.then(|| "!".to_owned()));
    say("type", schema.types.map(|it| it.iter().map(|it| format!("{it:?} ")).collect()));
    say("const", schema.constant.as_ref().map(|it| it.to_text()));
    say("maximum", schema.maximum.as_ref().map(|it| it.text().to_owned()));
    say("exclusiveMaximum", schema.exclusive_maximum.as_ref().map(|it| it.text().to_owned()));
    say("minimum", schema.minimum.as_ref().map(|it| it.text().to_owned()));
    say("exclusiveMinimum", schema.exclusive_minimum.as_ref().map(|it| it.text().to_owned()));
    say("maxLength", schema.max_length.map(|it| it.to_string()));
    say("minItems", schema.min_items.map(|it| it.to_string()));
    say("uniqueItems", schema.unique_items.then(|| "!".to_owned()));
    let list = |ids: &[_]| ids.iter().map(|id| format!("({})", child(*id))).collect::<String>();
    let nonempty = |text: String| (!text.is_empty()).then_some(text);
    say("prefixItems", nonempty(list(&schema.prefix_items)));
    say("items", schema.items.map(child));
    say("contains", schema.contains.map(child));
    say("minContains", schema.min_contains.map(|it| it.to_string()));
    say("required", nonempty(schema.required.join(" ")));
    say("pattern", schema.pattern.clone());
    let dependent = schema.dependent_required.iter();
    say(
        "dependentRequired",
        nonempty(dependent.map(|(name, it)| format!("{name}={it:?}")).collect()),
    );
    let dependent = schema.dependent_schemas.iter();
    say(
        "dependentSchemas",
        nonempty(dependent.map(|(name, it)| format!("{name}=({})", child(*it))).collect()),
    );
    let properties = schema.properties.iter();
    say(
        "properties",
        nonempty(properties.map(|(name, it)| format!("{name}=({})", child(*it))).collect()),
    );
    say("anyOf", nonempty(list(&schema.any_of)));
    say("if", schema.if_.map(child));
    say("then", schema.then.map(child));
    say("$ref", nonempty(list(&schema.references)));
    parts.join(", ")
}

const DRAFTS: &[(&str, &str)] = &[
    ("draft4", "http://json-schema.org/draft-04/schema#"),
    ("draft6", "http://json-schema.org/draft-06/schema#"),
    ("draft7", "http://json-schema.org/draft-07/schema#"),
    ("2019-09", "https://json-schema.org/draft/2019-09/schema"),
    ("2020-12", "https://json-schema.org/draft/2020-12/schema"),
    ("openapi3.1", "https://spec.openapis.org/oas/3.1/dialect/base"),
];

/// Dialects, keywords, what they become.
const TRANSLATIONS: &[(&str, &str, &str)] = &[
    ("draft4", r#""maximum": 5, "exclusiveMaximum": true"#, "exclusiveMaximum: 5"),
    ("draft4", r#""maximum": 5, "exclusiveMaximum": false"#, "maximum: 5"),
    ("draft4", r#""minimum": 5, "exclusiveMinimum": true"#, "exclusiveMinimum: 5"),
    ("draft4", r#""exclusiveMinimum": true"#, ""),
    (
        "draft6 draft7 2019-09 2020-12",
        r#""maximum": 5, "exclusiveMaximum": 4"#,
        "maximum: 5, exclusiveMaximum: 4",
    ),
    ("draft4", r#""const": 1"#, ""),
    ("draft6 2020-12", r#""const": 1"#, "const: 1"),
    (
        "draft4 draft6 draft7 2019-09",
        r#""items": [true, {"minItems": 1}], "additionalItems": false"#,
        "prefixItems: ()(minItems: 1), items: false: !",
    ),
    (
        "draft4 draft7 2019-09",
        r#""items": {"minItems": 1}, "additionalItems": false"#,
        "items: minItems: 1",
    ),
    ("draft7", r#""additionalItems": false"#, ""),
    (
        "2020-12 openapi3.1",
        r#""prefixItems": [true], "items": false"#,
        "prefixItems: (), items: false: !",
    ),
    ("draft7 2019-09", r#""prefixItems": [true]"#, ""),
    ("2020-12", r#""additionalItems": false"#, ""),
    (
        "draft4 draft7 2019-09 2020-12",
        r#""dependencies": {"a": ["b", "b"], "c": {"minItems": 2}, "d": []}"#,
        r#"dependentRequired: a=["b"], dependentSchemas: c=(minItems: 2)"#,
    ),
    ("draft7", r#""dependentRequired": {"a": ["b"]}"#, ""),
    ("2019-09 2020-12", r#""dependentRequired": {"a": ["b"]}"#, r#"dependentRequired: a=["b"]"#),
    ("draft6", r#""if": {"minItems": 1}, "then": {"minItems": 2}"#, ""),
    (
        "draft7",
        r#""if": {"minItems": 1}, "then": {"minItems": 2}"#,
        "if: minItems: 1, then: minItems: 2",
    ),
    ("draft7 2020-12", r#""if": {"minItems": 1}"#, ""),
    ("draft7 2020-12", r#""then": {"minItems": 2}"#, ""),
    ("2019-09 2020-12", r#""contains": true, "minContains": 0"#, "contains: , minContains: 0"),
    ("2019-09 2020-12", r#""minContains": 2"#, ""),
    ("draft7", r#""contains": true, "minContains": 2"#, "contains: "),
    (
        "draft4 draft6 draft7",
        r##""$ref": "#/definitions/a", "minItems": 1, "definitions": {"a": {"minItems": 2}}"##,
        "$ref: (minItems: 2)",
    ),
    (
        "2019-09 2020-12",
        r##""$ref": "#/definitions/a", "minItems": 1, "definitions": {"a": {"minItems": 2}}"##,
        "minItems: 1, $ref: (minItems: 2)",
    ),
    ("draft4 2020-12", r#""maxLength": 2.0, "minItems": 0, "uniqueItems": false"#, "maxLength: 2"),
    ("draft4 2020-12", r#""type": ["number", "null"]"#, "type: Null Integer Fraction "),
    (
        "draft7",
        r#""properties": {"a": {"properties": {"b": false}}}"#,
        "properties: a=(properties: b=(false: !))",
    ),
    ("draft4", r#""nullable": true, "type": "string""#, "type: String "),
    ("2020-12", r#""pattern": "^(?i)a$""#, "pattern: (?i:^a$)"),
];

#[test]
fn every_dialect_becomes_one_language() {
    for (dialects, keywords, expected) in TRANSLATIONS {
        for dialect in dialects.split(' ') {
            let (_, uri) = DRAFTS.iter().find(|(name, _)| *name == dialect).expect(dialect);
            let text = format!(r#"{{"$schema": "{uri}", {keywords}}}"#);
            let resolved = resolve(&[("a.json", &text)]);
            assert_eq!(resolved.other_messages(), Vec::<String>::new(), "{text}");
            assert_eq!(resolved.schemas.roots[0].dialect, dialect);
            let root = resolved.schemas.node(resolved.root());
            assert_eq!(meaning(&resolved, root), *expected, "{text}");
        }
    }
}

/// Schemas of an OpenAPI 3.0 document, what they become.
const OPENAPI_30: &[(&str, &str)] = &[
    (r#""type": "string", "nullable": true"#, "type: Null String "),
    (r#""type": "string", "nullable": false"#, "type: String "),
    (r#""nullable": true"#, ""),
    (r#""minimum": 1, "exclusiveMinimum": true"#, "exclusiveMinimum: 1"),
    (
        r##""$ref": "#/components/schemas/B", "nullable": true, "minItems": 1"##,
        "anyOf: ($ref: (minItems: 3))(type: Null )",
    ),
    (r#""const": 1"#, ""),
];

#[test]
fn openapi_documents_have_dialects_of_their_own() {
    for (keywords, expected) in OPENAPI_30 {
        let text = format!(
            r#"{{"openapi": "3.0.3", "components": {{"schemas": {{"A": {{{keywords}}}, "B": {{"minItems": 3}}}}}}}}"#
        );
        let resolved = resolve(&[("a.json", &text)]);
        assert_eq!(resolved.other_messages(), Vec::<String>::new(), "{text}");
        let node = resolved.at("a.json#/components/schemas/A");
        assert_eq!(meaning(&resolved, node), *expected, "{text}");
    }
}

#[test]
fn an_openapi_document_may_choose_the_dialect_of_its_schemas() {
    let text = r#"{"openapi": "3.1.0", "jsonSchemaDialect": "http://json-schema.org/draft-07/schema#",
        "components": {"schemas": {
            "A": {"items": [true], "prefixItems": [false]},
            "B": {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:b",
                  "prefixItems": [false]}
        }}}"#;
    let resolved = resolve(&[("a.json", text)]);
    assert_eq!(resolved.other_messages(), Vec::<String>::new());
    let of = |name| meaning(&resolved, resolved.at(&format!("a.json#/components/schemas/{name}")));
    assert_eq!(of("A"), "prefixItems: ()");
    assert_eq!(of("B"), "prefixItems: (false: !)");
}

#[test]
fn an_embedded_resource_may_change_the_dialect() {
    let text = r#"{
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            "old": {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "urn:old",
                    "items": [true], "dependentRequired": {"a": ["b"]}},
            "older": {"$schema": "http://json-schema.org/draft-04/schema#", "id": "urn:older",
                      "maximum": 1, "exclusiveMaximum": true},
            "same": {"$schema": "http://json-schema.org/draft-07/schema#",
                     "dependentRequired": {"a": ["b"]}}
        }
    }"#;
    let resolved = resolve(&[("a.json", text)]);
    assert_eq!(resolved.other_messages(), Vec::<String>::new());
    let of = |name: &str| meaning(&resolved, resolved.at(&format!("a.json#/$defs/{name}")));
    assert_eq!(of("old"), "prefixItems: ()");
    assert_eq!(of("older"), "exclusiveMaximum: 1");
    // Without an identifier it is no resource, and `$schema` has no say.
    assert_eq!(of("same"), r#"dependentRequired: a=["b"]"#);
}

#[test]
fn a_metaschema_without_the_validation_vocabulary_makes_assertions_annotations() {
    let metaschema = r#"{
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "http://x.org/meta",
        "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
                        "https://json-schema.org/draft/2020-12/vocab/applicator": false}
    }"#;
    let text = r#"{"$schema": "http://x.org/meta", "minItems": 1, "items": false}"#;
    let resolved = resolve(&[("a.json", text), ("meta.json", metaschema)]);
    assert_eq!(resolved.other_messages(), Vec::<String>::new());
    let root = resolved.schemas.node(resolved.root());
    assert_eq!(meaning(&resolved, root), "items: false: !");
    assert_eq!(*role(root, "minItems"), Role::Annotation);
}

#[test]
fn every_keyword_of_the_text_has_its_role() {
    let text = r##"{
        "$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://x.org/a",
        "title": "t", "x-foo": 1, "format": "date", "minLength": 0, "then": {},
        "maximum": 5, "dependencies": {"a": ["b"], "c": {}}, "items": [{}], "additionalItems": {},
        "definitions": {"a": {"$ref": "#", "minItems": 1, "title": "kept"}}
    }"##;
    let resolved = resolve(&[("a.json", text)]);
    let root = resolved.schemas.node(resolved.root());
    let set = |keywords: &[Keyword]| {
        keywords.iter().fold(KeywordSet::NONE, |set, one| set.union(KeywordSet::of(*one)))
    };
    let both = set(&[Keyword::DependentRequired, Keyword::DependentSchemas]);
    for (keyword, expected) in [
        ("$schema", Role::Structure),
        ("$id", Role::Structure),
        ("definitions", Role::Structure),
        ("title", Role::Annotation),
        ("x-foo", Role::Annotation),
        ("format", Role::Annotation),
        ("maximum", Role::Asserts(set(&[Keyword::Maximum]))),
        ("dependencies", Role::Asserts(both)),
        ("items", Role::Asserts(set(&[Keyword::PrefixItems]))),
        ("additionalItems", Role::Asserts(set(&[Keyword::Items]))),
        ("minLength", Role::Ignored("its value allows everything")),
        ("then", Role::Ignored("there is no `if`")),
    ] {
        assert_eq!(*role(root, keyword), expected, "{keyword}");
    }
    assert_eq!(root.keywords.len(), 12);
    let lonely = resolved.at("a.json#/definitions/a");
    assert!(matches!(role(lonely, "minItems"), Role::Ignored(_)));
    assert_eq!(lonely.annotations.title.as_deref(), Some("kept"));
}

#[test]
fn a_swagger_document_has_its_schemas_in_definitions() {
    let text = r##"{"swagger": "2.0", "paths": {"/": {"schema": {"$ref": "#/definitions/A"}}},
        "definitions": {"A": {"type": "string", "x-nullable": true}, "B": {
            "properties": {"a": {"$ref": "#/definitions/A"}, "b": {"$ref": "#/responses/C/schema"}},
            "minimum": 0, "exclusiveMinimum": true, "discriminator": "kind", "nullable": true
        }}, "responses": {"C": {"schema": {"minLength": 1}}}}"##;
    let resolved = resolve(&[("a.json", text)]);
    let messages = resolved.messages();
    let codes: Vec<_> = messages.iter().map(|it| &it[..4]).collect();
    assert_eq!(codes, ["R013", "R019", "R013"], "{messages:?}");
    let root = &resolved.schemas.roots[0];
    assert_eq!((root.dialect, root.schema), ("swagger2.0", None));
    let names: Vec<_> = root.definitions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["A", "B", "C Response"]);
    let a = resolved.at("a.json#/definitions/A");
    assert_eq!(a.definition_name.as_deref(), Some("A"));
    assert!(a.types.is_some_and(|types| types.contains(Type::Null)));
    let b = resolved.at("a.json#/definitions/B");
    assert!(b.exclusive_minimum.is_some() && b.minimum.is_none());
    assert_eq!(resolved.at("a.json#/responses/C/schema").min_length, Some(1));
}

#[test]
fn annotations_are_kept() {
    let text = r##"{"openapi": "3.0.0", "components": {"schemas": {"A": {
        "title": "t", "markdownDescription": "m", "default": 1, "example": 2, "deprecated": true,
        "readOnly": true, "writeOnly": true, "format": "f", "x-enum-varnames": ["A", "B"],
        "x-enum-descriptions": ["a", "b"], "oneOf": [{"$ref": "#/components/schemas/A"}],
        "discriminator": {"propertyName": "kind", "mapping": {"a": "A"}}
    }}}}"##;
    let resolved = resolve(&[("a.json", text)]);
    let annotations = &resolved.at("a.json#/components/schemas/A").annotations;
    assert_eq!(annotations.title.as_deref(), Some("t"));
    assert_eq!(annotations.description.as_deref(), Some("m"));
    assert_eq!(annotations.default.as_ref().map(|it| it.to_text()).as_deref(), Some("1"));
    assert_eq!(annotations.examples.len(), 1);
    assert!(annotations.deprecated && annotations.read_only && annotations.write_only);
    assert_eq!(annotations.format.as_deref(), Some("f"));
    assert_eq!(annotations.enum_names, ["A", "B"]);
    assert_eq!(annotations.enum_descriptions, ["a", "b"]);
    let discriminator = annotations.discriminator.as_ref().unwrap();
    assert_eq!((discriminator.name.as_str(), discriminator.keyword), ("kind", Keyword::OneOf));
    assert_eq!(discriminator.values, [["a", "A"]]);
}
