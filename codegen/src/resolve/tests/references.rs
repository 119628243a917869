//! Where references lead.

use super::resolve;

/// The reference stands at `/properties/x` of the first file.
#[track_caller]
fn leads_to(files: &[(&str, &str)], expected: &str) {
    let resolved = resolve(files);
    assert_eq!(resolved.messages(), Vec::<String>::new(), "{files:?}");
    let node = resolved.at("a.json#/properties/x");
    let places: Vec<_> = node.references.iter().map(|id| resolved.place(*id)).collect();
    assert_eq!(places, [expected], "{files:?}");
}

/// References within one file: the reference, the rest of the file and the place.
const WITHIN: &[(&str, &str, &str)] = &[
    // Pointers to any place.
    ("#", r#""title": "t""#, "#"),
    ("", r#""title": "t""#, "#"),
    ("#/$defs/a", r#""$defs": {"a": {}}"#, "#/$defs/a"),
    ("#/definitions/a", r#""definitions": {"a": {}}"#, "#/definitions/a"),
    (
        "#/properties/y/items/0",
        r##""$schema": "http://json-schema.org/draft-07/schema#", "properties": {"x": {"$ref": "#/properties/y/items/0"}, "y": {"items": [true]}}"##,
        "#/properties/y/items/0",
    ),
    (
        "#/allOf/1/properties/b",
        r#""allOf": [{}, {"properties": {"b": true}}]"#,
        "#/allOf/1/properties/b",
    ),
    ("#/unknown/deep/0", r#""unknown": {"deep": [{"type": "null"}]}"#, "#/unknown/deep/0"),
    ("#/enum/0", r#""enum": [{"type": "null"}]"#, "#/enum/0"),
    ("#/$defs/a~1b~0c", r#""$defs": {"a/b~c": {}}"#, "#/$defs/a~1b~0c"),
    ("#/$defs/a%25b%20%22c%22", r#""$defs": {"a%b \"c\"": {}}"#, "#/$defs/a%b \"c\""),
    ("#/$defs/a b", r#""$defs": {"a b": {}}"#, "#/$defs/a b"),
    ("#/$defs/%C3%BC", r#""$defs": {"ü": {}}"#, "#/$defs/ü"),
    ("#/$defs/", r#""$defs": {"": {}}"#, "#/$defs/"),
    ("#/$defs/~x", r#""$defs": {"~x": {}}"#, "#/$defs/~0x"),
    // Anchors.
    ("#name", r#""$defs": {"a": {"$anchor": "name"}}"#, "#/$defs/a"),
    ("#name", r#""$defs": {"a": {"$dynamicAnchor": "name"}}"#, "#/$defs/a"),
    (
        "#name",
        r##""$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {"$id": "#name"}}"##,
        "#/definitions/a",
    ),
    (
        "#name",
        r##""$schema": "http://json-schema.org/draft-04/schema#", "definitions": {"a": {"id": "#name"}}"##,
        "#/definitions/a",
    ),
    // Identifiers, with and without a base.
    ("http://x.org/b", r#""$defs": {"a": {"$id": "http://x.org/b"}}"#, "#/$defs/a"),
    ("b", r#""$id": "http://x.org/a", "$defs": {"a": {"$id": "http://x.org/b"}}"#, "#/$defs/a"),
    (
        "http://x.org/f/b",
        r#""$id": "http://x.org/", "$defs": {"f": {"$id": "f/", "$defs": {"a": {"$id": "b"}}}}"#,
        "#/$defs/f/$defs/a",
    ),
    (
        "f/#/$defs/a",
        r#""$id": "http://x.org/", "$defs": {"f": {"$id": "f/", "$defs": {"a": {}}}}"#,
        "#/$defs/f/$defs/a",
    ),
    (
        "f/#n",
        r#""$id": "http://x.org/", "$defs": {"f": {"$id": "f/", "$defs": {"a": {"$anchor": "n"}}}}"#,
        "#/$defs/f/$defs/a",
    ),
    ("urn:uuid:1", r#""$defs": {"a": {"$id": "urn:uuid:1"}}"#, "#/$defs/a"),
    (
        "urn:uuid:1#/$defs/b",
        r#""$defs": {"a": {"$id": "urn:uuid:1", "$defs": {"b": {}}}}"#,
        "#/$defs/a/$defs/b",
    ),
    ("HTTP://X.org/%7eb", r#""$defs": {"a": {"$id": "http://x.org/~b"}}"#, "#/$defs/a"),
    ("http://x.org/a#/$defs/b", r#""$id": "http://x.org/a", "$defs": {"b": {}}"#, "#/$defs/b"),
    ("a.json#/$defs/b", r#""$defs": {"b": {}}"#, "#/$defs/b"),
    ("a.json", r#""title": "t""#, "#"),
    // The identifiers that some tools put on every schema say nothing.
    (
        "#/$defs/b",
        r##""$schema": "http://json-schema.org/draft-07/schema#", "$defs": {"b": {"$id": "#/$defs/b"}}"##,
        "#/$defs/b",
    ),
    // An identifier is none in an `enum`, in an unknown keyword or beside a `$ref` of draft 7.
    (
        "http://x.org/b",
        r#""enum": [{"$id": "http://x.org/b"}], "$defs": {"a": {"$id": "http://x.org/b"}}"#,
        "#/$defs/a",
    ),
    (
        "http://x.org/b",
        r#""unknown": {"$id": "http://x.org/b"}, "$defs": {"a": {"$id": "http://x.org/b"}}"#,
        "#/$defs/a",
    ),
    (
        "b",
        r##""$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://x.org/a", "definitions": {"a": {"$id": "http://y.org/", "$ref": "#"}, "b": {"$id": "b"}}"##,
        "#/definitions/b",
    ),
    // A property may be called as a keyword is.
    (
        "#/properties/$ref",
        r##""properties": {"x": {"$ref": "#/properties/$ref"}, "$ref": {"type": "string"}, "$id": {"type": "string"}}"##,
        "#/properties/$ref",
    ),
];

#[test]
fn references_lead_to_every_place_of_their_file() {
    for (reference, rest, expected) in WITHIN {
        let reference = serde_json::Value::from(*reference);
        let own = format!(r#""properties": {{"x": {{"$ref": {reference}}}}},"#);
        let own = if rest.contains(r#""properties": {"x""#) { "" } else { &own };
        let text = format!("{{{own} {rest}}}");
        leads_to(&[("a.json", &text)], &format!("a.json{expected}"));
    }
}

/// References to other files: the reference, the identifier of the file that refers, the path and
/// text of the other one, and the place there.
const BETWEEN: &[(&str, &str, &str, &str, &str)] = &[
    ("b.json", "", "b.json", "{}", "#"),
    ("b.json#/definitions/x", "", "b.json", r#"{"definitions": {"x": {}}}"#, "#/definitions/x"),
    ("./f/../b.json#n", "", "b.json", r#"{"$defs": {"x": {"$anchor": "n"}}}"#, "#/$defs/x"),
    ("f/b.json", "", "f/b.json", "{}", "#"),
    ("/f/b.json", "http://x.org/f/a.json", "f/b.json", "{}", "#"),
    ("f%20g/b%23.json", "", "f g/b#.json", "{}", "#"),
    ("http://x.org/b", "", "b.json", r#"{"$id": "http://x.org/b"}"#, "#"),
    ("http://x.org/b", "", "b.json", r#"{"$id": "http://x.org/b#"}"#, "#"),
    (
        "http://x.org/b#n",
        "",
        "b.json",
        r#"{"$defs": {"x": {"$id": "http://x.org/b", "$anchor": "n"}}}"#,
        "#/$defs/x",
    ),
    ("b", "http://x.org/a", "b.json", r#"{"$id": "http://x.org/b"}"#, "#"),
    // The draft of the other file decides how that one is read.
    (
        "http://x.org/b#n",
        "",
        "b.json",
        r##"{"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://x.org/b", "definitions": {"x": {"id": "#n"}}}"##,
        "#/definitions/x",
    ),
    // What people mean who vendor schemas: the file beside, another spelling of its URI.
    ("b.json", "http://x.org/a.json", "b.json", "{}", "#"),
    ("https://x.org/b", "", "b.json", r#"{"$id": "http://x.org/b"}"#, "#"),
    ("http://x.org/b", "", "b.json", r#"{"$id": "http://x.org/b.json"}"#, "#"),
    ("b", "", "b.json", "{}", "#"),
    (
        "http://x.org/b",
        "",
        "b.json",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "id": "http://x.org/b"}"#,
        "#",
    ),
    // Names across all files.
    ("#/components/schemas/B", "", "b.json", r##"{"$id": "#/components/schemas/B"}"##, "#"),
    (
        "#/components/schemas/B/properties/y",
        "#/components/schemas/A",
        "b.json",
        r##"{"$id": "#/components/schemas/B", "properties": {"y": {}}}"##,
        "#/properties/y",
    ),
    (
        "b.json#/components/schemas/B",
        "",
        "b.json",
        r#"{"openapi": "3.0.0", "components": {"schemas": {"B": {}}}}"#,
        "#/components/schemas/B",
    ),
    (
        "b.json#/components/responses/B/content/a~1b/schema",
        "",
        "b.json",
        r#"{"openapi": "3.1.0", "components": {"responses": {"B": {"content": {"a/b": {"schema": {}}}}}}}"#,
        "#/components/responses/B/content/a~1b/schema",
    ),
];

#[test]
fn references_lead_to_other_files() {
    for (reference, id, path, text, expected) in BETWEEN {
        let id = if id.is_empty() { String::new() } else { format!(r#""$id": "{id}", "#) };
        let own = format!(r#"{{{id}"properties": {{"x": {{"$ref": "{reference}"}}}}}}"#);
        leads_to(&[("a.json", &own), (path, text)], &format!("{path}{expected}"));
    }
}

#[test]
fn the_own_document_comes_before_other_files() {
    let own = r##"{"properties": {"x": {"$ref": "#/components/schemas/B"}},
                   "components": {"schemas": {"B": {}}}}"##;
    let other = r##"{"$id": "#/components/schemas/B"}"##;
    leads_to(&[("a.json", own), ("b.json", other)], "a.json#/components/schemas/B");
}

#[test]
fn the_official_metaschemas_are_built_in() {
    for draft in ["draft-04", "draft-06", "draft-07", "draft/2019-09", "draft/2020-12"] {
        for reference in [
            format!("http://json-schema.org/{draft}/schema#"),
            format!("https://json-schema.org/{draft}/schema"),
        ] {
            let text = format!(r#"{{"$ref": "{reference}"}}"#);
            let resolved = resolve(&[("a.json", &text)]);
            assert_eq!(resolved.messages(), Vec::<String>::new());
            let target = resolved.schemas.node(resolved.root()).references[0];
            assert_eq!(resolved.schemas.node(target).file, None);
        }
    }
}

#[test]
fn a_place_is_one_node_however_it_is_reached() {
    let text = r##"{"$id": "http://x.org/a", "allOf": [{"$ref": "#/$defs/b"}, {"$ref": "#n"},
        {"$ref": "http://x.org/b"}, {"$ref": "b"}], "$defs": {"b": {"$id": "b", "$anchor": "n"}}}"##;
    let resolved = resolve(&[("a.json", &text.replace("\"#n\"", "\"b#n\""))]);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    let root = resolved.schemas.node(resolved.root());
    let targets = root.all_of.iter().map(|id| resolved.schemas.node(*id).references[0]);
    let definition = resolved.schemas.roots[0].definitions[0].1;
    assert_eq!(targets.collect::<Vec<_>>(), [definition; 4]);
}

#[test]
fn a_chain_of_any_length_is_followed() {
    let mut definitions = String::new();
    for index in 0..20_000 {
        definitions.push_str(&format!(r##""d{index}": {{"$ref": "#/$defs/d{}"}},"##, index + 1));
    }
    let text = format!(r##"{{"$ref": "#/$defs/d0", "$defs": {{{definitions} "d20000": {{}}}}}}"##);
    assert_eq!(resolve(&[("a.json", &text)]).messages(), Vec::<String>::new());
}
