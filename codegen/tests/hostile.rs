//! Schemas that nobody writes by hand: deep, long, circular, exponential, or broken in odd ways. Each
//! gives code, or a diagnostic with a place and a way out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::Path;

use codegen::Config;
use codegen::config::ImpliedType;
use codegen::internal::diagnostic::{Format, Severity, render};
use codegen::internal::files::Memory;
use codegen::internal::pipeline::{self, Outcome};

fn run(bytes: &[u8]) -> Outcome {
    let files = Memory::with([(Path::new("in/a.json"), bytes)]);
    pipeline::run(&Config::new().schemas("in").implied_type(ImpliedType::Exact), &files)
}

/// The code for a schema, all files in one text.
#[track_caller]
fn code(text: &str) -> String {
    let outcome = run(text.as_bytes());
    let said = || render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    let Some(made) = &outcome.generated else { panic!("{}", said()) };
    let own = made.tree.files.iter().filter(|(path, _)| !path.starts_with("support/"));
    own.map(|(_, text)| text.as_str()).collect()
}

/// The first error for a text: code, line, column, and whether there is a way out.
#[track_caller]
fn error(bytes: &[u8]) -> String {
    let outcome = run(bytes);
    assert!(outcome.generated.is_none());
    let first = outcome.diagnostics.iter().find(|it| it.severity == Severity::Error).unwrap();
    let place = first.primary.as_ref().unwrap();
    let at = outcome.sources.position(place.file, place.span.start);
    let way_out = if first.help.is_empty() { "" } else { " with help" };
    format!("{} {}:{}{way_out}", first.code.as_str(), at.line, at.column)
}

/// A schema within applicators, `times` deep.
fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    format!("{}{inner}{}", open.repeat(times), close.repeat(times))
}

/// Definitions `d0`, `d1` …, each made of the number of the next one, and `last`.
fn chain(count: usize, link: impl Fn(usize) -> String, last: &str) -> String {
    let mut text = r##"{"$ref": "#/$defs/d0", "$defs": {"##.to_owned();
    for index in 0..count {
        write!(text, r#""d{index}": {}, "#, link(index + 1)).unwrap();
    }
    text + &format!(r#""d{count}": {last}}}}}"#)
}

#[test]
fn nesting_beyond_all_measure_is_refused() {
    assert_eq!(error(nested("[", "", "]", 10_000).as_bytes()), "S006 1:1001 with help");
    let text = nested(r#"{"items":"#, "{}", "}", 10_000);
    assert_eq!(error(text.as_bytes()), "S006 1:9001 with help");
}

#[test]
fn deep_schemas_give_types_that_a_compiler_can_follow() {
    for (open, close) in [
        (r#"{"type":"array","items":"#, "}"),
        (r#"{"items":"#, "}"),
        (r#"{"properties":{"a":"#, "}}"),
        (r#"{"type":"object","additionalProperties":"#, "}"),
        (r#"{"anyOf":[{"type":"null"},{"type":"array","items":"#, "}]}"),
    ] {
        let levels = 900 / open.matches(['{', '[']).count();
        let code = code(&nested(open, r#"{"type":"string"}"#, close, levels));
        assert!(!code.contains(&"Vec<".repeat(20)), "{open}");
    }
}

#[test]
fn chains_of_references_may_be_long() {
    let link = |next| format!(r##"{{"$ref": "#/$defs/d{next}"}}"##);
    assert!(code(&chain(5_000, link, r#"{"type": "string"}"#)).contains("pub type "));
    let link = |next| {
        format!(r##"{{"type": "object", "properties": {{"n": {{"$ref": "#/$defs/d{next}"}}}}}}"##)
    };
    assert!(code(&chain(500, link, "true")).contains("pub struct "));
    let link = |next| {
        format!(r##"{{"allOf": [{{"$ref": "#/$defs/d{next}"}}], "minProperties": {next}}}"##)
    };
    assert!(code(&chain(3_000, link, r#"{"type": "object"}"#)).contains("pub struct "));
}

#[test]
fn what_doubles_at_each_step_does_not_double_the_code() {
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let link = |next| {
            format!(
                r##"{{"{keyword}": [{{"$ref": "#/$defs/d{next}"}}, {{"$ref": "#/$defs/d{next}"}}]}}"##
            )
        };
        let object = r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#;
        let code = code(&chain(60, link, object));
        assert!(code.len() < 200_000, "{keyword}: {}", code.len());
    }
    let arm = |i: usize, j: usize| {
        format!(
            r#"{{"properties": {{"p{i}_{j}": {{"type": "string"}}}}, "required": ["p{i}_{j}"]}}"#
        )
    };
    let union = |i: usize| {
        let arms: Vec<_> = (0..4).map(|j| arm(i, j)).collect();
        format!(r#"{{"anyOf": [{}]}}"#, arms.join(","))
    };
    let unions: Vec<_> = (0..12).map(union).collect();
    let code = code(&format!(r#"{{"type": "object", "allOf": [{}]}}"#, unions.join(",")));
    assert!(code.len() < 2_500_000, "{}", code.len());
}

#[test]
fn lists_may_be_long() {
    let list = |count| {
        let values: Vec<_> = (0..count).map(|index| format!("\"value {index}\"")).collect();
        code(&format!(r#"{{"enum": [{}]}}"#, values.join(",")))
    };
    assert!(list(9_000).contains("Value8999,"));
    let long = list(100_000);
    assert!(long.contains("pub struct A(String);") && long.contains("value 99999"));
}

#[test]
fn listed_values_may_be_objects_of_any_depth() {
    let list = |values: Vec<String>| code(&format!(r#"{{"enum": [{}]}}"#, values.join(",")));
    let many = list((0..100_000).map(|index| format!(r#"{{"member": {index}}}"#)).collect());
    assert!(many.contains(r#""{\"member\":99999}""#));
    let deep = nested(r#"{"a":"#, "1", "}", 400);
    assert!(list([vec!["2".to_owned()], vec![deep; 3_000]].concat()).contains("pub enum A {"));
}

#[test]
fn unions_may_have_many_arms() {
    let arms = "true,".repeat(5_000);
    let code = code(&format!(r#"{{"type": "string", "minLength": 1, "oneOf": [{arms}true]}}"#));
    assert!(code.contains("pub struct A(String);"));
    assert!(code.len() < 2_500_000, "{}", code.len());
    // Documents for all arms at once would fill the memory.
    let list = r##"{"type": "array", "items": {"$ref": "#"}},"##.repeat(5_000);
    let code = self::code(&format!(r#"{{"anyOf": [{list}{{"type": "string"}}]}}"#));
    assert!(code.contains("pub enum A {"), "{}", code.len());
}

#[test]
fn many_members_may_be_required() {
    let names: Vec<_> = (0..30_000).map(|index| format!("\"r{index}\"")).collect();
    let code = code(&format!(r#"{{"type": "object", "required": [{}]}}"#, names.join(",")));
    assert!(code.contains("pub r29999: Value"));
}

#[test]
fn objects_may_have_many_members() {
    let members: Vec<_> =
        (0..3_000).map(|index| format!(r#""m {index}": {{"type": "integer"}}"#)).collect();
    let code = code(&format!(r#"{{"properties": {{{}}}}}"#, members.join(",")));
    assert!(code.contains("pub m_2999: Option<i64>"));
    // No compiler reads a chain of thousands of calls: each member is a row of its own.
    assert!(code.contains(r#"2999 optional "m 2999" => read(m_2999)"#));
}

#[test]
fn schemas_that_combine_in_every_way_have_few_types() {
    let definition = |i: usize| {
        let members =
            (0..5).map(|j| format!(r##""p{j}": {{"$ref": "#/$defs/d{}"}}"##, (i * 3 + j) % 100));
        let parts = (i + 1..(i + 4).min(100)).map(|j| format!(r##"{{"$ref": "#/$defs/d{j}"}}"##));
        format!(
            r#""d{i}": {{"type": "object", "properties": {{{}}}, "allOf": [{{}}, {}]}}"#,
            members.collect::<Vec<_>>().join(","),
            parts.chain(["true".to_owned()]).collect::<Vec<_>>().join(",")
        )
    };
    let definitions: Vec<_> = (0..100).map(definition).collect();
    let text = format!(r##"{{"$ref": "#/$defs/d0", "$defs": {{{}}}}}"##, definitions.join(","));
    let made = run(text.as_bytes()).generated.unwrap();
    assert!(made.tree.files.values().map(String::len).sum::<usize>() < 20_000_000);
}

#[test]
fn what_many_conjunctions_have_in_common_is_checked_once() {
    let link = |next| format!(r##"{{"$ref": "#/$defs/d{next}", "minLength": {next}}}"##);
    let code = code(&chain(400, link, r#"{"type": "string"}"#));
    assert!(code.len() < 5_000_000, "{}", code.len());
}

#[test]
fn schemas_that_combine_in_every_order_share_what_stays_json() {
    let definition = |i: usize| {
        let members =
            (0..10).map(|j| format!(r##""p{j}": {{"$ref": "#/$defs/d{}"}}"##, (i + j) % 20));
        let parts =
            [i * 7 + 1, i * 11 + 5].map(|j| format!(r##"{{"$ref": "#/$defs/d{}"}}"##, j % 20));
        let members = members.collect::<Vec<_>>().join(",");
        let parts = parts.join(",");
        format!(r#""d{i}": {{"type": "object", "properties": {{{members}}}, "allOf": [{parts}]}}"#)
    };
    let definitions = (0..20).map(definition).collect::<Vec<_>>().join(",");
    let text = format!(r##"{{"$ref": "#/$defs/d0", "$defs": {{{definitions}}}}}"##);
    let outcome = run(text.as_bytes());
    let said = render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    let expected = "warning[L004]: the schemas combine in too many ways: `a.json#";
    assert!(said.contains(expected), "{said}");
    let made = outcome.generated.unwrap();
    assert!(made.tree.files.values().map(String::len).sum::<usize>() < 20_000_000);
}

#[test]
fn what_doubles_at_each_step_is_judged_once() {
    for keyword in ["oneOf", "anyOf"] {
        let link = |next| {
            format!(
                r##"{{"{keyword}": [
                    {{"$ref": "#/$defs/d{next}", "properties": {{"p{next}": {{"type": "string"}}}}}},
                    {{"$ref": "#/$defs/d{next}", "properties": {{"q{next}": {{"type": "integer"}}}}, "required": ["q{next}"]}}
                ]}}"##
            )
        };
        let code = code(&chain(40, link, r#"{"type": "object"}"#));
        assert!(code.len() < 20_000_000, "{keyword}: {}", code.len());
    }
}

#[test]
fn memory_has_a_bound() {
    let deep = nested(r#"{"allOf":["#, r#"{"type":"string"}"#, "]}", 400);
    let members: Vec<_> = (0..400).map(|index| format!(r#""m{index}": {deep}"#)).collect();
    let text = format!(r#"{{"properties": {{{}}}}}"#, members.join(","));
    let outcome = run(text.as_bytes());
    let said = render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    assert!(said.contains("error[R010]: the schemas need more memory"), "{said}");
}

#[test]
fn long_chains_make_evaluations_no_longer_than_they_are() {
    let deep = nested(r#"{"allOf":["#, r#"{"type":"string"}"#, "]}", 300);
    let members: Vec<_> = (0..100).map(|index| format!(r#""m{index}": {deep}"#)).collect();
    let code = code(&format!(r#"{{"properties": {{{}}}}}"#, members.join(",")));
    assert!(code.contains("pub m99: Option<String>"));
}

#[test]
fn a_type_may_have_the_name_of_a_generic_parameter() {
    let text = r##"{"$ref": "#/$defs/S", "$defs": {"S": {"type": "object", "properties": {"d": {"$ref": "#/$defs/D"}}},
        "D": {"type": "string", "minLength": 1}}}"##;
    let code = code(text);
    assert!(
        code.contains("pub struct D(String);") && code.contains("pub d: Option<self::D>"),
        "{code}"
    );
}

#[test]
fn names_of_any_characters_leave_the_code_rust() {
    for character in ["\\r", "\\n", "\\u0000", "\\u2028", "\\u202e", "`", "\\\"", "\\\\", "*/", "}"]
    {
        let text =
            format!(r#"{{"properties": {{"a{character}b": {{"items": [{{}}], "minItems": 1}}}}}}"#);
        let made = run(text.as_bytes()).generated.unwrap().tree;
        for (path, text) in &made.files {
            assert!(syn::parse_file(text).is_ok(), "{character}: {path}: {text}");
            let is_hidden =
                |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202e}' | '\u{2028}');
            assert!(!text.contains(is_hidden), "{character}: {path}: {text}");
        }
    }
}

#[test]
fn long_references_that_lead_nowhere_are_compared_with_nothing() {
    let name = "name".repeat(20_000);
    let members: Vec<_> = (0..50)
        .map(|index| format!(r##""m{index}": {{"$ref": "#/$defs/{name}{index}"}}"##))
        .collect();
    let text =
        format!(r#"{{"properties": {{{}}}, "$defs": {{"{name}": {{}}}}}}"#, members.join(","));
    assert!(error(text.as_bytes()).starts_with("R002"), "{}", error(text.as_bytes()));
}

#[test]
fn places_do_not_grow_with_the_square_of_the_depth() {
    let made = code(&nested(r#"{"properties":{"a":{"not":"#, r#"{"type":"string"}"#, "}}}", 300));
    assert!(made.contains('…') && made.lines().all(|line| line.len() < 400));
}

#[test]
fn the_code_for_a_type_is_short() {
    // Every level is an object or something else: a union and a struct, in which most is their names.
    let code = code(&nested(r#"{"properties": {"a": "#, "{}", "}}", 200));
    assert!(code.len() < 400 * 3_500, "{}", code.len());
}

#[test]
fn wide_structs_are_compared_in_steps() {
    let members: Vec<_> =
        (0..2_000).map(|index| format!(r#""m{index}_password": {{"type": "string"}}"#)).collect();
    let code = code(&format!(r#"{{"type": "object", "properties": {{{}}}}}"#, members.join(",")));
    assert!(!code.contains("derive(Clone, PartialEq"), "the derive is one long expression");
    assert_eq!(code.matches("return false;").count(), 21);
    assert!(code.contains("shown_object!(") && code.contains("redacted_option m1999_password"));
}

#[test]
fn every_circle_ends() {
    for text in [
        r##"{"$ref": "#"}"##,
        r##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
        r##"{"allOf": [{"$ref": "#"}], "type": "object"}"##,
        r##"{"anyOf": [{"$ref": "#"}, {"type": "string"}]}"##,
        r##"{"oneOf": [{"$ref": "#"}, {"type": "string"}]}"##,
        r##"{"not": {"$ref": "#"}}"##,
        r##"{"if": {"$ref": "#"}, "then": {"$ref": "#"}, "else": {"$ref": "#"}}"##,
        r##"{"type": "array", "items": {"$ref": "#"}}"##,
        r##"{"type": "array", "prefixItems": [{"$ref": "#"}], "items": false}"##,
        r##"{"type": "object", "additionalProperties": {"$ref": "#"}}"##,
        r##"{"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]}"##,
        r##"{"contains": {"$ref": "#"}}"##,
        r##"{"propertyNames": {"$ref": "#"}}"##,
        r##"{"unevaluatedProperties": {"$ref": "#"}, "unevaluatedItems": {"$ref": "#"}}"##,
        r##"{"dependentSchemas": {"a": {"$ref": "#"}}}"##,
        r##"{"$dynamicAnchor": "x", "properties": {"a": {"$dynamicRef": "#x"}}}"##,
        r##"{"anyOf": [{"type": "null"}, {"$ref": "#/$defs/a"}],
             "$defs": {"a": {"anyOf": [{"type": "null"}, {"$ref": "#"}]}}}"##,
    ] {
        assert!(code(text).contains("From `a.json#`"), "{text}");
    }
}

#[test]
fn references_lead_into_keywords_and_through_every_encoding() {
    let text = r##"{
        "$defs": {"a b/c~d%": {"type": "string"}, "é": {"type": "integer"}, "": {"type": "boolean"}},
        "properties": {
            "x": {"$ref": "#/$defs/a%20b~1c~0d%25"}, "y": {"$ref": "#/$defs/%C3%A9"},
            "z": {"$ref": "#/$defs/"}, "w": {"$ref": "#/%24defs/%61%20b~1c~0d%25"},
            "e": {"$ref": "#/enum/0"}, "d": {"$ref": "#/default"}, "p": {"$ref": "#/properties"}
        },
        "enum": [{"x": "a"}], "default": {"type": "integer"}
    }"##;
    assert!(code(text).contains("From `a.json#`"));
    for (reference, expected) in [
        ("#/$defs/%zz", "R002 1:10 with help"),
        ("#/$defs/~2", "R002 1:10 with help"),
        ("#/$defs/x", "R002 1:10 with help"),
        ("#/$ref", "R002 1:10 with help"),
        ("http://", "R002 1:10 with help"),
        ("b.json", "R002 1:10 with help"),
    ] {
        assert_eq!(
            error(format!(r#"{{"$ref": "{reference}"}}"#).as_bytes()),
            expected,
            "{reference}"
        );
    }
}

#[test]
fn texts_are_read_as_the_standard_says() {
    assert!(code("\u{feff}{\"type\": \"string\"}").contains("String"));
    assert!(code("{\r\n\"type\":\r\n\"object\"}\r\n").contains("From `a.json#`"));
    let nul =
        r#"{"properties": {"\u0000": {"const": "\u0000"}}, "description": "x\u0000\r\n*/ \u2028"}"#;
    assert!(code(nul).contains("From `a.json#`"));
    assert_eq!(error(br#"{"properties": {"\ud800": true}}"#), "S004 1:18 with help");
    assert_eq!(error(b"{\"title\": \"\xe9\"}"), "S003 1:12 with help");
    assert_eq!(error(b""), "S004 1:1 with help");
}

#[test]
fn numbers_of_any_size_are_bounds() {
    let text = r#"{"properties": {
        "a": {"type": "number", "minimum": -1e400, "maximum": 1e400},
        "b": {"type": "integer", "maximum": 1e400, "minimum": 1e-400, "multipleOf": 1e400},
        "c": {"multipleOf": 1e-400}, "d": {"maximum": 123456789012345678901234567890},
        "e": {"minLength": 1e400}, "f": {"maxItems": 1e10}, "g": {"minLength": -1},
        "h": {"maxLength": 1.0}, "i": {"maxLength": 1.5}, "j": {"const": 1e400},
        "k": {"enum": [1e999999999999, 2]}, "l": {"multipleOf": 0}, "m": {"multipleOf": -1}
    }}"#;
    assert!(code(text).contains("From `a.json#`"));
    assert!(code(&format!(r#"{{"maximum": {}}}"#, "9".repeat(10_000))).contains("From `a.json#`"));
}

#[test]
fn patterns_of_every_kind_are_taken_or_told_of() {
    for pattern in [
        "^(a+)+$",
        "(x+x+)+y",
        "a{1000000000}",
        "a{99999999999999999999}",
        "((((((a{100}){100}){100}){100}){100}){100})",
        "[\\\\s\\\\S]{0,1000000}",
        "[z-a]",
        "(",
        "\\\\p{Nonsense}",
        "(?<=a)b",
        "(a)\\\\1",
        "\\u0000",
        "",
        "[\u{1F600}-\u{1F64F}]",
    ] {
        let outcome = run(format!(r#"{{"pattern": "{pattern}", "patternProperties": {{"{pattern}": {{"type": "string"}}}}}}"#).as_bytes());
        let said = render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
        assert!(outcome.generated.is_some() || !said.is_empty(), "{pattern}");
        assert!(!said.contains("internal"), "{pattern}: {said}");
    }
    let brackets = "(".repeat(5_000) + &")".repeat(5_000);
    run(format!(r#"{{"pattern": "{brackets}"}}"#).as_bytes());
}
