//! The texts that people and programs read.

use super::{Dependency, Enforcement, LedgerEntry, Report, Rung, SchemaEntry, Summary, TypeEntry};

fn entry(pointer: &str, keyword: &str, by: Enforcement, why: &str) -> LedgerEntry {
    LedgerEntry {
        file: "member.json".to_owned(),
        pointer: pointer.to_owned(),
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
                pointer: String::new(),
                rung: Rung::Checks,
            },
            TypeEntry {
                path: "v1::MemberAge".to_owned(),
                file: "member.json".to_owned(),
                pointer: "/properties/age".to_owned(),
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
    "member.json": 2
  }
}
"#;
    assert_eq!(summary.to_json(), expected);
    assert_eq!(Summary::from_json(expected), Some(summary));
    assert_eq!(Summary::from_json("[]"), None);
}

#[test]
fn weaker_enforcement_is_found() {
    let earlier = report().summary();
    let mut later = report();
    assert!(later.summary().weaker_than(&earlier).is_empty());

    later.ledger[3].by = Enforcement::Validator;
    later.ledger[3].why = "the bound is too large".to_owned();
    later.ledger[4].by = Enforcement::Unsupported;
    assert_eq!(
        later.summary().weaker_than(&earlier),
        [
            "member.json#/properties/age minimum: validator: the bound is too large (before: check)",
            "member.json#/properties/age type: unsupported (before: enforced or absent)",
        ]
    );
    assert!(earlier.weaker_than(&later.summary()).is_empty());
}
