//! The texts that people and programs read.

use super::{
    Dependency, Enforcement, LedgerEntry, Report, Rung, SchemaEntry, Summary, TypeEntry, weaker,
};
use crate::diagnostic::{Format, Sink, render};
use crate::files::Memory;
use crate::source::{self, Input};

fn entry(pointer: &str, keyword: &str, by: Enforcement, why: &str) -> LedgerEntry {
    LedgerEntry {
        file: "member.json".to_owned(),
        pointer: pointer.into(),
        keyword: keyword.to_owned(),
        by,
        why: why.to_owned(),
    }
}

fn report() -> Report {
    Report {
        schemas: vec![SchemaEntry {
            file: "member.json".to_owned(),
            id: Some("#/components/schemas/Member".to_owned()),
            title: None,
            dialect: "2020-12".to_owned(),
            type_path: Some("v1::Member".to_owned()),
        }],
        types: vec![
            TypeEntry {
                path: "v1::Member".to_owned(),
                file: "member.json".to_owned(),
                pointer: "".into(),
                rung: Rung::Checks,
            },
            TypeEntry {
                path: "v1::MemberAge".to_owned(),
                file: "member.json".to_owned(),
                pointer: "/properties/age".into(),
                rung: Rung::Shape,
            },
        ],
        dependencies: vec![Dependency {
            name: "serde".to_owned(),
            version: "1".to_owned(),
            features: vec!["derive".to_owned()],
        }],
        ledger: vec![
            entry("", "title", Enforcement::Annotation, ""),
            entry("", "type", Enforcement::Type, ""),
            entry("", "not", Enforcement::Validator, "no type excludes a shape"),
            entry("/properties/age", "minimum", Enforcement::Check, ""),
            entry("/properties/age", "type", Enforcement::Type, ""),
        ],
        left_out: Vec::new(),
    }
}

#[test]
fn the_json_has_the_members_of_the_contract() {
    assert_eq!(
        serde_json::to_value(report()).unwrap(),
        serde_json::json!({
            "schemas": [{
                "file": "member.json",
                "id": "#/components/schemas/Member",
                "title": null,
                "dialect": "2020-12",
                "type": "v1::Member",
            }],
            "types": [
                { "path": "v1::Member", "file": "member.json", "pointer": "", "rung": "checks" },
                {
                    "path": "v1::MemberAge",
                    "file": "member.json",
                    "pointer": "/properties/age",
                    "rung": "shape",
                },
            ],
            "dependencies": [{ "name": "serde", "version": "1", "features": ["derive"] }],
            "ledger": [
                { "file": "member.json", "pointer": "", "keyword": "title", "by": "annotation", "why": "" },
                { "file": "member.json", "pointer": "", "keyword": "type", "by": "type", "why": "" },
                {
                    "file": "member.json",
                    "pointer": "",
                    "keyword": "not",
                    "by": "validator",
                    "why": "no type excludes a shape",
                },
                {
                    "file": "member.json",
                    "pointer": "/properties/age",
                    "keyword": "minimum",
                    "by": "check",
                    "why": "",
                },
                {
                    "file": "member.json",
                    "pointer": "/properties/age",
                    "keyword": "type",
                    "by": "type",
                    "why": "",
                },
            ],
        })
    );
}

#[test]
fn the_table_shows_types_dependencies_totals_and_exceptions() {
    assert_eq!(
        report().to_string(),
        "\
types: 2 (shape 1, checks 1, validator 0, opaque 0)

  checks  v1::Member     member.json#
  shape   v1::MemberAge  member.json#/properties/age

dependencies: 1

  serde  1  derive

keywords: 5

  keyword  type  check  validator  annotation  unsupported
  minimum  -     1      -          -           -
  not      -     -      1          -           -
  title    -     -      -          1           -
  type     2     -      -          -           -

validator: 1

  member.json# not  no type excludes a shape
"
    );
}

#[test]
fn the_summary_names_what_needs_more_than_a_type() {
    let summary = report().summary();
    let expected = r#"{
  "rungs": {
    "checks": 1,
    "opaque": 0,
    "shape": 1,
    "validator": 0
  },
  "enforcement": {
    "annotation": 1,
    "check": 1,
    "type": 2,
    "unsupported": 0,
    "validator": 1
  },
  "beyond_types": {
    "member.json# not": "validator: no type excludes a shape",
    "member.json#/properties/age minimum": "check"
  },
  "by_type": {
    "member.json": "type 2"
  }
}
"#;
    assert_eq!(summary.to_json(), expected);
    assert_eq!(Summary::from_json(expected), Some(summary));
    assert_eq!(Summary::from_json("[]"), None);
}

/// What got weaker, each in a line.
fn weaker_than(later: &Report, earlier: &Report) -> Vec<String> {
    let schema = r#"{ "title": "x", "type": "object", "not": {},
        "properties": { "age": { "minimum": 1, "type": "integer", "format": "x" } } }"#;
    let files = Memory::with([("s/member.json", schema)]);
    let sources = source::run(&files, &[Input::new("s")], &mut Sink::new());
    let found = weaker(later, &earlier.summary(), &sources);
    let text = render(&found, &sources, Format::Concise, false);
    let notes = found.iter().map(|it| it.notes.join("; "));
    text.lines().zip(notes).map(|(line, notes)| format!("{line}: {notes}")).collect()
}

#[test]
fn weaker_enforcement_is_found_where_the_keyword_stands() {
    let mut earlier = report();
    earlier.ledger.push(entry("/properties/age", "format", Enforcement::Type, ""));
    assert_eq!(weaker_than(&earlier, &earlier), [""; 0]);

    let mut later = earlier.clone();
    later.ledger[3].by = Enforcement::Validator;
    later.ledger[3].why = "the bound is too large".to_owned();
    later.ledger[4].by = Enforcement::Unsupported;
    later.ledger[5].by = Enforcement::Annotation;
    assert_eq!(
        weaker_than(&later, &earlier),
        [
            "s/member.json:2:45: warning[G006]: `minimum` is only enforced by a validator now \
             (#/properties/age/minimum): now: validator, the bound is too large; before: check",
            "s/member.json:2:56: warning[G006]: nothing enforces `type` now \
             (#/properties/age/type): before: type",
            "s/member.json:2:77: warning[G006]: nothing enforces `format` now \
             (#/properties/age/format): before: type",
        ]
    );
    assert_eq!(weaker_than(&earlier, &later), [""; 0]);

    let mut checked = earlier.clone();
    checked.ledger[4].by = Enforcement::Check;
    assert_eq!(weaker_than(&checked, &earlier), [""; 0], "a check is as good as a type");
    let mut gone = earlier.clone();
    gone.ledger.truncate(3);
    assert_eq!(weaker_than(&gone, &earlier), [""; 0], "what is not there needs nothing");
    let mut ignored = earlier.clone();
    ignored.ledger[3].by = Enforcement::Annotation;
    ignored.ledger[3].why = "it stands beside `$ref`".to_owned();
    assert_eq!(weaker_than(&ignored, &earlier).len(), 1);
    assert_eq!(weaker_than(&ignored, &gone), [""; 0]);
}
