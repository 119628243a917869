//! Which document and which language a reference means.

use super::resolve;
use crate::diagnostic::Severity;

#[test]
fn files_of_one_identifier_are_told_apart_by_their_paths() {
    let file = |name: &str| {
        format!(
            r##"{{"$id": "https://x.org/spec.md", "properties": {{"x": {{"$ref": "#/$defs/{name}"}}, "y": {{"$ref": "a.json#/$defs/a"}}}}, "$defs": {{"{name}": {{}}}}}}"##
        )
    };
    let texts = ["a", "b", "c", "d", "e"].map(|name| (format!("{name}.json"), file(name)));
    let files: Vec<_> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let resolved = resolve(&files);
    let found = &resolved.diagnostics;
    assert_eq!(found.len(), 1, "{:?}", resolved.messages());
    assert_eq!(found[0].severity, Severity::Warning);
    let told = "no reference needs to know, so they are told apart by their paths";
    assert_eq!(found[0].notes, [told, "and at 1 more place"]);
    let target = |place: &str| resolved.place(resolved.at(place).references[0]);
    assert_eq!(target("c.json#/properties/x"), "c.json#/$defs/c");
    assert_eq!(target("c.json#/properties/y"), "a.json#/$defs/a");
}

#[test]
fn a_reference_that_may_mean_either_is_an_error() {
    let id = r#""$id": "https://x.org/shared""#;
    let files = [
        ("a.json", format!(r#"{{{id}, "type": "string"}}"#)),
        ("b.json", format!(r#"{{{id}, "type": "integer"}}"#)),
        ("c/d.json", r#"{"$ref": "https://x.org/shared"}"#.to_owned()),
    ];
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let resolved = resolve(&files);
    let found = &resolved.diagnostics[0];
    assert_eq!((found.severity, found.code.as_str()), (Severity::Error, "R003"));
    assert_eq!(found.notes, ["a reference in `c/d.json` may mean either"]);
}

#[test]
fn of_several_copies_the_one_beside_is_meant() {
    let own = |version: &str| format!(r#"{{"$id": "https://x.org/b.json", "title": "{version}"}}"#);
    let (one, two) = (own("1"), own("2"));
    let referrer = r#"{"$id": "https://x.org/a.json", "$ref": "b.json"}"#;
    let files = [
        ("v1/a.json", referrer),
        ("v1/b.json", one.as_str()),
        ("v2/a.json", referrer),
        ("v2/b.json", two.as_str()),
    ];
    let resolved = resolve(&files);
    assert!(resolved.diagnostics.iter().all(|it| it.severity == Severity::Warning));
    let target = |place: &str| resolved.place(resolved.at(place).references[0]);
    assert_eq!(target("v1/a.json#"), "v1/b.json#");
    assert_eq!(target("v2/a.json#"), "v2/b.json#");
}

#[test]
fn a_document_without_a_dialect_is_read_in_that_of_the_one_that_refers_to_it() {
    let old = "http://json-schema.org/draft-04/schema#";
    let referrer = format!(r#"{{"$schema": "{old}", "$ref": "b.json#/definitions/ref"}}"#);
    let other =
        r##"{"definitions": {"ref": {"$ref": "#foo"}, "a": {"id": "#foo", "type": "integer"}}}"##;
    for referrer in ["a.json", "z.json"].map(|path| (path, referrer.as_str())) {
        let resolved = resolve(&[referrer, ("b.json", other)]);
        assert_eq!(resolved.messages(), Vec::<String>::new());
        let dialects = resolved.schemas.roots.iter().map(|root| root.dialect);
        assert_eq!(dialects.collect::<Vec<_>>(), ["draft4", "draft4"]);
        let node = resolved.at("b.json#/definitions/ref");
        assert_eq!(resolved.place(node.references[0]), "b.json#/definitions/a");
    }
}

#[test]
fn a_target_that_is_missing_is_told_once() {
    let reference = |name: &str| format!(r#""{name}": {{"$ref": "missing.json#/{name}"}}"#);
    let members: Vec<_> = ["a", "b", "c", "d", "e"].map(reference).into();
    let text = format!(r#"{{"properties": {{{}}}}}"#, members.join(","));
    let resolved = resolve(&[("a.json", text.as_str()), ("misssing.json", "{}")]);
    assert_eq!(resolved.diagnostics.len(), 1);
    let found = &resolved.diagnostics[0];
    assert_eq!(found.notes, ["and at 2 more places"]);
    assert_eq!(found.related.len(), 2);
    assert!(found.help[0].contains("did you mean `misssing.json`?"), "{:?}", found.help);
}
