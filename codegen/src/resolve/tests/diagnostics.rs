//! What is said of slips.

use super::super::{ResolveOptions, Role, Unresolved};
use super::{resolve, resolve_with, role, sources};

/// Schemas and what is said of them.
const SLIPS: &[(&str, &[&str])] = &[
    (
        r##"{"$ref": "#/$defs/Usr", "$defs": {"User": {}}}"##,
        &[
            r##"R002 Error a.json#/$ref "#/$defs/Usr": `$ref` to `#/$defs/Usr` leads nowhere: `a.json#/$defs` has no `Usr`; did you mean `#/$defs/User`?; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (
        r##"{"$ref": "#/definitions/User", "$defs": {"User": {}}}"##,
        &[
            r##"R002 Error a.json#/$ref "#/definitions/User": `$ref` to `#/definitions/User` leads nowhere: `a.json#` has no `definitions`; did you mean `#/$defs/User`?; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (
        r##"{"$ref": "#usr", "$defs": {"a": {"$anchor": "user"}}}"##,
        &[
            r##"R002 Error a.json#/$ref "#usr": `$ref` to `#usr` leads nowhere: `a.json#` has no anchor `usr`; did you mean `#user`?; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (
        r##"{"$ref": "#$defs/a", "$defs": {"a": {"$ref": "a.json#$defs/b"}, "b": {}}}"##,
        &[
            r##"R011 Warning a.json#/$ref "#$defs/a": `$ref` to `#$defs/a` is read as `#/$defs/a`; write the slash: most tools find nothing here"##,
            r##"R011 Warning a.json#/$defs/a/$ref "a.json#$defs/b": `$ref` to `a.json#$defs/b` is read as `a.json#/$defs/b`; write the slash: most tools find nothing here"##,
        ],
    ),
    (
        r##"{"$ref": "#$defs/Usr", "$defs": {"User": {}}}"##,
        &[
            r##"R002 Error a.json#/$ref "#$defs/Usr": `$ref` to `#$defs/Usr` leads nowhere: `a.json#` has no anchor `$defs/Usr`; did you mean `#/$defs/User`?; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (
        r##"{"$ref": "#/title", "title": "t"}"##,
        &[
            r##"R002 Error a.json#/$ref "#/title": `$ref` to `#/title` leads nowhere: `a.json#/title` is a string, which is no schema; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (
        r##"{"$ref": "http://x.org/b"}"##,
        &[
            r##"R002 Error a.json#/$ref "http://x.org/b": `$ref` to `http://x.org/b` leads nowhere: no input has the URI http://x.org/b; add the file to the input, or tell in `uri_map` which folder has http://x.org/b; set `unresolved = "opaque"` to accept anything where references lead nowhere"##,
        ],
    ),
    (r#"{"$ref": 1}"#, &["R005 Warning a.json#/$ref 1: `$ref` must be a string, not 1"]),
    (
        "[]",
        &[
            "S007 Error no file of the input holds a schema; name files or folders with schemas, or a document that holds some",
            "R001 Warning a.json# []: the file is no schema: its root must be an object or a boolean; leave the file out of the schemas; if it is one, name its dialect by `$schema`",
        ],
    ),
    (
        r#"{"$schema": "http://x.org/mine"}"#,
        &[
            r#"R004 Warning a.json#/$schema "http://x.org/mine": the dialect `http://x.org/mine` is not known, so the schema is read as 2020-12; name draft 4, 6, 7, 2019-09 or 2020-12 by `$schema`"#,
        ],
    ),
    (
        r#"{"type": "strng"}"#,
        &[
            r#"R005 Warning a.json#/type "strng": `type` names the type `strng`, which does not exist: did you mean `string`?"#,
        ],
    ),
    (
        r#"{"required": "x"}"#,
        &[r#"R005 Warning a.json#/required "x": `required` must be an array of strings, not "x""#],
    ),
    (
        r#"{"minLength": -1}"#,
        &[
            "R005 Warning a.json#/minLength -1: `minLength` must be an integer that is not negative, not -1",
        ],
    ),
    (
        r#"{"maxItems": 1.5}"#,
        &[
            "R005 Warning a.json#/maxItems 1.5: `maxItems` must be an integer that is not negative, not 1.5",
        ],
    ),
    (
        r#"{"multipleOf": 0}"#,
        &["R005 Warning a.json#/multipleOf 0: `multipleOf` must be a number above zero, not 0"],
    ),
    (
        r#"{"anyOf": []}"#,
        &[
            "R005 Warning a.json#/anyOf []: `anyOf` must be an array of at least one schema, not an array",
        ],
    ),
    (
        r#"{"properties": {"a": "string"}}"#,
        &[
            r#"R005 Warning a.json#/properties/a "string": a schema must be an object or a boolean, not "string""#,
        ],
    ),
    (
        r#"{"properties": {"a": {"required": true}}}"#,
        &[
            "R005 Warning a.json#/properties/a/required true: `required` is an array since draft 4: the parent lists its required members",
        ],
    ),
    (
        r#"{"pattern": "("}"#,
        &[
            "R005 Warning a.json#/pattern \"(\": the regular expression `(` does not compile: a group is not closed",
        ],
    ),
    (
        r#"{"maximum": 1, "exclusiveMaximum": true}"#,
        &["R005 Warning a.json#/exclusiveMaximum true: `exclusiveMaximum` is a number in 2020-12"],
    ),
    (
        r#"{"items": [true]}"#,
        &[
            "R005 Warning a.json#/items [true]: `items` is a schema since draft 2020-12: the array is called `prefixItems`",
        ],
    ),
    (
        r##"{"items": [{"$ref": "#"}], "additionalItems": {"$ref": "#"}}"##,
        &[
            r##"R005 Warning a.json#/items [{"$ref": "#"}]: `items` is a schema since draft 2020-12: the array is called `prefixItems`"##,
        ],
    ),
    (
        r#"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#,
        &[
            r#"R006 Error a.json#/$defs/b {"$anchor": "x"}: two schemas have the anchor `x`; the first one: a.json#/$defs/a; give one of them another name, or leave one of them out"#,
        ],
    ),
    (
        r##"{"$defs": {"a": {"$id": "urn:x", "title": "a"}, "b": {"$id": "urn:x"}}, "$ref": "urn:x"}"##,
        &[
            r#"R003 Error a.json#/$defs/b {"$id": "urn:x"}: two schemas have the `$id` urn:x; the first one: a.json#/$defs/a; give one of them another name, or leave one of them out"#,
        ],
    ),
    (
        r##"{"$defs": {"a": {"$id": "urn:x", "title": "a"}, "b": {"$id": "urn:x"}}}"##,
        &[
            r#"R003 Warning a.json#/$defs/b {"$id": "urn:x"}: two schemas have the `$id` urn:x; the first one: a.json#/$defs/a; give one of them another name, or leave one of them out"#,
        ],
    ),
    (
        r#"{"$schema": "http://json-schema.org/draft-03/schema#", "divisibleBy": 2}"#,
        &[
            r#"R004 Warning a.json#/$schema "http://json-schema.org/draft-: the draft `http://json-schema.org/draft-03/schema#` is too old, so the schema is read as draft4; write `allOf`, `not`, `multipleOf` and a `required` of names, and name draft 4"#,
        ],
    ),
    (
        r##"{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"A": {}}, "properties": {
            "a": {"$ref": "#/definitions/A", "maxLength": 1, "type": "string", "title": "t"}}}"##,
        &[
            "R013 Warning a.json#/properties/a/maxLength 1: `maxLength` has no effect beside `$ref` in draft7; put the reference into an `allOf`, beside which everything counts",
        ],
    ),
    (
        r##"{"$defs": {"Base": {"properties": {"name": {}}}, "Team": {"allOf": [{"$ref": "#/$defs/Base"}, {"properties": {"names": {}}, "required": ["name"]}]}}}"##,
        &[],
    ),
    (
        r#"{"additionalProperty": false, "readonly": true, "comment": "c", "properties": {"a": {"format": "dobule"}, "b": {"format": "ulid"}, "c": {"format": "duration-ms"}}}"#,
        &[
            "R014 Warning a.json#/additionalProperty false: `additionalProperty` is no keyword, so it asserts nothing; did you mean `additionalProperties`?",
            "R014 Warning a.json#/readonly true: `readonly` is no keyword, so it means nothing; did you mean `readOnly`?",
            r#"R015 Warning a.json#/properties/a/format "dobule": `dobule` is no format that is known; did you mean `double`?"#,
        ],
    ),
    (
        r#"{"swagger": "2.0", "paths": {"/a": {"post": {"parameters": [{"name": "f", "in": "formData", "type": "file"}], "responses": {"200": {"schema": {"type": "file"}}}}}}}"#,
        &[],
    ),
    (
        r##"{"openapi": "3.0.3", "components": {"schemas": {
            "A": {"type": "object", "required": ["t"], "properties": {"t": {}}}, "AA": {"$ref": "#/components/schemas/A"},
            "U": {"oneOf": [{"$ref": "#/components/schemas/AA"}], "discriminator": {"propertyName": "t", "mapping": {
                "a": "#/components/schemas/A", "b": "A", "c": "AA", "d": "#/components/schemas/B"}}}}}}"##,
        &[
            r##"R019 Warning a.json#/components/schemas/U/discriminator "#/components/schemas/B": `d` leads to `B`, which is no arm of the union; add it to the union, or take the key away"##,
        ],
    ),
    (
        r##"{"$ref": "#"}"##,
        &[
            "R008 Warning a.json# {\"$ref\": \"#\"}: `$ref` applies a schema to the instance that it is applied to already",
        ],
    ),
];

#[test]
fn slips_are_told_with_their_place() {
    for (text, expected) in SLIPS {
        assert_eq!(resolve(&[("a.json", text)]).messages(), *expected, "{text}");
    }
}

#[test]
fn other_files_are_suggested() {
    let files = [("a.json", r#"{"$ref": "usr.json"}"#), ("user.json", "{}")];
    let messages = resolve(&files).messages();
    assert!(messages[0].contains("did you mean `user.json`?"), "{messages:?}");
    let name = r##"{"$ref": "#/components/schemas/Usr"}"##;
    let files = [("a.json", name), ("b.json", r##"{"$id": "#/components/schemas/User"}"##)];
    let messages = resolve(&files).messages();
    assert!(messages[0].contains("did you mean `#/components/schemas/User`?"), "{messages:?}");
}

#[test]
fn one_name_in_two_files_is_an_error() {
    let text = r##"{"$id": "#/components/schemas/User"}"##;
    let messages = resolve(&[("a.json", text), ("b.json", text)]).messages();
    assert_eq!(messages.len(), 1);
    assert!(messages[0].starts_with("R003 Error b.json# "), "{messages:?}");
    assert!(messages[0].contains("the first one: a.json#"), "{messages:?}");
}

#[test]
fn opaque_references_accept_anything_with_a_warning() {
    let options = ResolveOptions { unresolved: Unresolved::Opaque, ..ResolveOptions::default() };
    let resolved =
        resolve_with(&options, sources(&[("a.json", r#"{"$ref": "b.json", "type": "null"}"#)]));
    let messages = resolved.messages();
    assert_eq!(messages.len(), 1);
    assert!(messages[0].starts_with("R002 Warning a.json#/$ref"), "{messages:?}");
    let root = resolved.schemas.node(resolved.root());
    assert_eq!(root.unresolved.as_deref(), Some("b.json"));
    assert_eq!(*role(root, "$ref"), Role::Ignored("it leads nowhere, which is allowed"));
    assert!(root.types.is_some());
}
