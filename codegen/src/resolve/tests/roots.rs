//! What types are to be made for.

use crate::diagnostic::{Code, Sink};
use crate::files::Memory;
use crate::source::{self, Input};

use super::super::ResolveOptions;
use super::{resolve, resolve_with};

#[test]
fn roots_say_what_to_name_them_by() {
    let openapi = r#"{"openapi": "3.1.0", "components": {"schemas": {"A/B": {}, "C": {}}}}"#;
    let resolved = resolve(&[
        ("a.json", r##"{"$id": "#/components/schemas/Name"}"##),
        (
            "b.json",
            r#"{"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://x.org/b",
                       "definitions": {"d": {}}, "$defs": {"e": {}}}"#,
        ),
        ("c.json", openapi),
        ("d.json", "true"),
    ]);
    let roots = &resolved.schemas.roots;
    let summary: Vec<_> = roots
        .iter()
        .map(|root| {
            let names: Vec<_> = root.definitions.iter().map(|(name, _)| name.as_str()).collect();
            let id = root.id.as_deref().unwrap_or("-");
            let name = root.name.as_deref().unwrap_or("-");
            let schema = root.schema.map_or("-".to_owned(), |id| resolved.place(id));
            format!("{} {id} {name} {schema} {}", root.dialect, names.join(","))
        })
        .collect();
    assert_eq!(
        summary,
        [
            "2020-12 #/components/schemas/Name Name a.json# ",
            "draft4 http://x.org/b - - e,d",
            "openapi3.1 - - - A/B,C",
            "2020-12 - - d.json# ",
        ]
    );
    let definition = resolved.at("c.json#/components/schemas/A~1B");
    assert_eq!(definition.definition_name.as_deref(), Some("A/B"));
}

#[test]
fn mapped_files_are_there_to_be_referred_to() {
    let files = Memory::with([
        (
            "a.json",
            r#"{"properties": {"x": {"$ref": "https://x.org/f/b#/$defs/c"},
                                      "y": {"$ref": "https://x.org/f/c.json"},
                                      "z": {"$ref": "urn:d"}}}"#,
        ),
        ("mapped/f/b.json", r#"{"$id": "urn:b", "$defs": {"c": {"$ref": "c.json"}}}"#),
        ("mapped/f/c.json", r#"{"title": "c"}"#),
        ("mapped/d.json", r#"{"$id": "urn:d"}"#),
        ("mapped/e.json", r#"{"$ref": "nowhere.json"}"#),
    ]);
    let inputs = [Input::new("a.json"), Input::mapped("mapped", "https://x.org/")];
    let sources = source::run(&files, &inputs, &mut Sink::new());
    let resolved = resolve_with(&ResolveOptions::default(), sources);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    assert_eq!(resolved.schemas.roots.len(), 1);
    let target = |place: &str| resolved.place(resolved.at(place).references[0]);
    assert_eq!(target("a.json#/properties/x"), "f/b.json#/$defs/c");
    assert_eq!(target("a.json#/properties/y"), "f/c.json#");
    assert_eq!(target("a.json#/properties/z"), "d.json#");
    // Its identifier has no hierarchy, so the file beside it is meant.
    assert_eq!(target("f/b.json#/$defs/c"), "f/c.json#");
}

#[test]
fn mapped_files_are_parsed_when_a_reference_leads_to_them() {
    let run = |reference: &str| {
        let root = format!(r#"{{"$ref": "{reference}"}}"#);
        let files = Memory::with([
            ("a.json", root.as_str()),
            ("mapped/b.json", r#"{"$id": "https://y.org/c", "type": "string"}"#),
            ("mapped/broken.json", r#"{"$id": "https://y.org/d","#),
            ("mapped/named-d.json", r#"{"$id": "https://y.org/d"}"#),
        ]);
        let inputs = [Input::new("a.json"), Input::mapped("mapped", "https://x.org/")];
        let mut sink = Sink::new();
        let sources = source::run(&files, &inputs, &mut sink);
        assert!(sink.into_sorted().is_empty(), "what nobody refers to may be broken");
        resolve_with(&ResolveOptions::default(), sources)
    };
    for reference in ["https://x.org/b.json", "https://y.org/c"] {
        let resolved = run(reference);
        assert_eq!(resolved.messages(), Vec::<String>::new(), "{reference}");
        assert_eq!(resolved.place(resolved.at("a.json#").references[0]), "b.json#");
    }
    for reference in ["https://x.org/broken.json#/$defs/x", "https://y.org/d"] {
        let codes: Vec<_> = run(reference).diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::Syntax], "{reference}");
    }
}

#[test]
fn a_file_that_types_are_made_for_is_found_by_each_of_its_addresses() {
    let files = Memory::with([
        (
            "s/a.json",
            r#"{"anyOf": [{"$ref": "https://x.org/b"}, {"$ref": "https://www.x.org/b.json"},
                           {"$ref": "b.json"}, {"$ref": "../t/c.json"}]}"#,
        ),
        ("s/b.json", "{}"),
        ("t/c.json", "{}"),
    ]);
    let mapped = |uri| Input::mapped("s", uri);
    let inputs =
        [Input::new("s"), Input::new("t"), mapped("https://x.org/"), mapped("https://www.x.org")];
    let sources = source::run(&files, &inputs, &mut Sink::new());
    let resolved = resolve_with(&ResolveOptions::default(), sources);
    assert_eq!(resolved.messages(), Vec::<String>::new());
    assert_eq!(resolved.schemas.roots.len(), 3);
    let parts = resolved.schemas.node(resolved.root()).any_of.iter();
    let places: Vec<_> =
        parts.map(|id| resolved.place(resolved.schemas.node(*id).references[0])).collect();
    assert_eq!(places, ["b.json#", "b.json#", "b.json#", "c.json#"]);
}

#[test]
fn definitions_keep_their_names() {
    let text = r##"{"properties": {"x": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"$defs": {"b": {}},
                    "$ref": "#/$defs/a/$defs/b"}}}"##;
    let resolved = resolve(&[("a.json", text)]);
    for (place, name) in [
        ("a.json#/$defs/a", Some("a")),
        ("a.json#/$defs/a/$defs/b", Some("b")),
        ("a.json#/properties/x", None),
    ] {
        assert_eq!(resolved.at(place).definition_name.as_deref(), name, "{place}");
    }
}
