//! Names stay: what is added to schemas renames nothing that was there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use codegen::Config;
use codegen::internal::diagnostic::{Format, render};
use codegen::internal::files::Memory;
use codegen::internal::pipeline;

const ORDER: &str = r##"{"type": "object", "properties": {
    "state": {"enum": ["open", "closed"]},
    "Item-id": {"type": "object", "properties": {"id": {"type": "integer"}}},
    "payment": {"oneOf": [{"$ref": "#/$defs/card"}, {"type": "object", "required": ["iban"]}]},
    "lines": {"type": "array", "items": {"type": "object", "properties": {"n": {"enum": [1, 2]}}}}
}, "$defs": {"card": {"type": "object", "properties": {"kind": {"const": "card"}}}, "state": {"minLength": 1}}}"##;

/// How the lines begin that declare something in a module.
const ITEMS: [&str; 4] = ["pub mod ", "pub struct ", "pub enum ", "pub type "];

/// The declarations in the code for some schemas: types, fields, variants.
#[track_caller]
fn declarations(files: &[(&str, &str)]) -> BTreeSet<String> {
    declarations_by(Config::new(), files)
}

/// The same, with a configuration.
#[track_caller]
fn declarations_by(config: Config, files: &[(&str, &str)]) -> BTreeSet<String> {
    let paths = files.iter().map(|(name, text)| (Path::new("in").join(name), text));
    let outcome = pipeline::run(&config.schemas("in"), &Memory::with(paths));
    let said = || render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    let Some(made) = &outcome.generated else { panic!("{}", said()) };
    let mut found = BTreeSet::new();
    for (path, text) in made.tree.files.iter().filter(|(path, _)| !path.starts_with("support/")) {
        // What the line is in: modules and at last a type, each further to the right.
        let mut around: Vec<(usize, &str)> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let text = line.trim_start();
            let indent = line.len() - text.len();
            around.retain(|(outer, _)| *outer < indent);
            let modules = || around.iter().filter_map(|(_, it)| it.strip_prefix("pub mod "));
            let modules = modules().map(|it| format!("{} ", it.trim_end_matches(" {")));
            let place = format!("{path} {}", modules.collect::<String>());
            let word = text.split(['(', ':', '=', ',']).next().unwrap_or_default();
            let inside = around.last().filter(|(outer, it)| {
                *outer + 4 == indent && !it.starts_with("pub mod ") && it.ends_with('{')
            });
            if let Some((_, inside)) = inside.filter(|_| !word.starts_with(['/', '#', '}'])) {
                found.insert(format!("{place}{inside} {word}"));
            } else if ITEMS.iter().any(|it| text.starts_with(it)) {
                found.insert(format!("{place}{text}"));
                around.push((indent, text));
            }
        }
    }
    found
}

/// What is declared for `before` is declared for `after`.
#[track_caller]
fn assert_kept(before: &[(&str, &str)], after: &[(&str, &str)]) {
    let (before, after) = (declarations(before), declarations(after));
    assert!(before.len() > 10, "{before:?}");
    let lost: Vec<_> = before.difference(&after).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn another_arm_renames_none() {
    let arms = [
        r#"{"type": "object", "required": ["op", "path", "value"], "properties": {"op": {"enum": ["add", "test"]}}}"#,
        r#"{"type": "object", "required": ["op", "path"], "properties": {"op": {"enum": ["remove"]}}}"#,
        r#"{"type": "string", "pattern": "^pip: "}"#,
        r#"{"type": "object", "properties": {"bucket": {"type": "string"}, "key": {}}}"#,
        r#"{"type": "string", "pattern": "^[a-z]"}"#,
        r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
        r#"{"type": "object", "required": ["op", "path"], "properties": {"op": {"enum": ["move", "copy"]}}}"#,
        r#"{"type": "object", "properties": {"bucket": {"type": "integer"}, "key": {}}}"#,
        r#"{"type": "array", "prefixItems": [{"type": "string"}]}"#,
        r#"{"type": "array", "prefixItems": [{"type": "string"}, {"type": "null"}]}"#,
    ];
    for keyword in ["oneOf", "anyOf"] {
        let schema = |count: usize| {
            let arms = arms[..count].join(", ");
            format!(r#"{{"properties": {{"part": {{"{keyword}": [{arms}]}}}}}}"#)
        };
        for count in 2..arms.len() {
            let (before, after) = (schema(count), schema(count + 1));
            let order = ("order.json", ORDER);
            assert_kept(&[order, ("a.json", &before)], &[order, ("a.json", &after)]);
        }
    }
}

#[test]
fn another_schema_renames_nothing() {
    let base =
        [("order.json", ORDER), ("shop/user.json", r#"{"properties": {"a": {"enum": ["x"]}}}"#)];
    for name in ["a.json", "order-line.json", "orders.json", "shop/order.json", "zebra.json"] {
        let mut more = base.to_vec();
        more.push((name, ORDER));
        assert_kept(&base, &more);
    }
}

#[test]
fn another_member_renames_nothing() {
    let base = [("order.json", ORDER)];
    for member in [
        r#""aaa": {"type": "object", "properties": {"id": {}}},"#,
        r#""zzz": {"enum": ["open"]},"#,
        r#""stat": {"enum": ["open"]},"#,
        r#""unknown": {"type": "string"},"#,
    ] {
        let text = ORDER.replacen(r#""state""#, &format!(r#"{member} "state""#), 1);
        assert_kept(&base, &[("order.json", &text)]);
    }
}

#[test]
fn another_value_renames_nothing() {
    let base = [("order.json", ORDER)];
    for values in [
        r#"["lost", "open", "closed"]"#,
        r#"["open", "closed", "on hold"]"#,
        r#"["open", "Unknown", "closed"]"#,
    ] {
        let text = ORDER.replacen(r#"["open", "closed"]"#, values, 1);
        assert_kept(&base, &[("order.json", &text)]);
    }
}

#[test]
fn another_definition_or_arm_renames_nothing() {
    let base = [("order.json", ORDER)];
    let defined = ORDER.replacen(r#""$defs": {"#, r#""$defs": {"cash": {"type": "object"}, "#, 1);
    assert_kept(&base, &[("order.json", &defined)]);
    let arm = ORDER.replacen(
        r##"[{"$ref": "#/$defs/card"}"##,
        r##"[{"type": "string"}, {"$ref": "#/$defs/card"}"##,
        1,
    );
    assert_kept(&base, &[("order.json", &arm)]);
}

/// Parts of parts that are called like each other, like definitions and like what stands beside them.
const PARTS: &str = r##"{"type": "object", "properties": {
    "billing": {"type": "object", "properties": {"address": {"type": "object", "properties": {"kind": {"enum": ["home", "work"]}}}}},
    "shipping": {"oneOf": [
        {"type": "object", "required": ["address"], "properties": {"address": {"type": "object", "properties": {"kind": {"enum": [1, -1, 1.5]}}}}},
        {"type": "array", "items": {"type": "string"}}
    ]},
    "note": {"$ref": "#/$defs/note"}
}, "$defs": {
    "base": {"properties": {"state": {"enum": ["new", "old"]}}},
    "note": {"allOf": [{"$ref": "#/$defs/base"}], "properties": {"text": {"type": "object", "properties": {"state": {"enum": ["x"]}}}}}
}}"##;

#[test]
fn nothing_that_has_the_name_of_a_part_renames_it() {
    let base = [("order.json", PARTS)];
    for (before, more) in [
        (
            r#""$defs": {"#,
            r#""address": {"type": "object", "properties": {"kind": {"enum": ["a"]}}},"#,
        ),
        (
            r#""$defs": {"#,
            r#""billing": {"type": "object", "properties": {"address": {"enum": ["a"]}}},"#,
        ),
        (
            r#""$defs": {"#,
            r##""alpha": {"allOf": [{"$ref": "#/$defs/base"}], "required": ["state"]},"##,
        ),
        (
            r#""properties": {"#,
            r#""address": {"type": "object", "properties": {"kind": {"enum": ["a"]}}},"#,
        ),
        (r#""properties": {"#, r##""first": {"$ref": "#/$defs/base/properties/state"},"##),
        (r#""oneOf": ["#, r#"{"type": "object", "required": ["kind"]}, "#),
        (
            r#""oneOf": ["#,
            r#"{"type": "array", "items": {"type": "integer"}}, {"type": "string"}, "#,
        ),
        (r#""enum": ["#, r#""other", "#),
        (r#"{"enum": [1"#, ", 2, -2"),
    ] {
        let text = PARTS.replacen(before, &format!("{before}{more}"), 1);
        assert_ne!(text, PARTS, "{before}");
        assert_kept(&base, &[("order.json", &text)]);
        assert_kept(&base, &[("order.json", PARTS), ("order/billing.json", &text)]);
    }
}

#[test]
fn parts_that_are_taken_over_are_named_by_what_they_are_taken_from() {
    let text = r##"{"$defs": {
        "dog": {"allOf": [{"$ref": "#/$defs/pet"}, {"$ref": "#/$defs/tagged"}], "required": ["mood", "tag"]},
        "pet": {"properties": {"mood": {"enum": ["good", "bad"]}, "tag": {"enum": ["a", "b", "c", "d", 1]}}},
        "tagged": {"properties": {"tag": {"enum": ["a", "b", "c", "d"]}}}
    }}"##;
    let base = declarations(&[("pets.json", text)]);
    for line in ["pets.rs pet pub enum Mood {", "pets.rs pet pub enum TagWithTagged {"] {
        assert!(base.contains(line), "{line}: {base:#?}");
    }
    let cat = text.replacen(
        r#""dog""#,
        r##""cat": {"allOf": [{"$ref": "#/$defs/pet"}, {"$ref": "#/$defs/tagged"}]}, "dog""##,
        1,
    );
    assert_kept(&[("pets.json", text)], &[("pets.json", &cat)]);
}

#[test]
fn parts_stand_in_the_module_of_their_type() {
    let found = declarations(&[("order.json", PARTS)]);
    for line in [
        "order.rs pub struct OrderBilling {",
        "order.rs order_billing pub struct Address {",
        "order.rs order_billing address pub enum Kind { Work",
        "order.rs pub enum OrderShipping { Address",
        "order.rs pub enum OrderShipping { Strings",
        "order.rs order_shipping address pub enum AddressKind { N1",
        "order.rs order_shipping address pub enum AddressKind { N1_5",
        "order.rs order_shipping address pub enum AddressKind { Minus1",
        "order.rs note pub struct Text {",
        "order.rs base pub enum State { Old",
    ] {
        assert!(found.contains(line), "{line}: {found:#?}");
    }
}

#[test]
fn no_name_is_long_nor_cut_within_a_word() {
    let member = "incomingPhoneNumberAssignedAddOnExtensionResourceConfigurationChunkingStrategy";
    let text =
        format!(r#"{{"properties": {{"{member}": {{"enum": ["a"]}}, "b": {{"enum": ["b"]}}}}}}"#);
    let found = declarations(&[("account.json", &text)]);
    let long =
        "account.rs account pub enum IncomingPhoneNumberAssignedAddConfigurationChunkingStrategy {";
    assert!(found.contains(long), "{found:#?}");
}

#[test]
fn a_definition_has_its_name_in_a_file_that_only_holds_it() {
    let money = r##"{"title": "Money", "$defs": {"Money": {"type": "object", "properties": {"n": {"enum": [1]}}}}}"##;
    let human = r##"{"$ref": "#/$defs/human", "$defs": {"human": {"type": "object", "properties": {"n": {"enum": [1]}}}}}"##;
    let found = declarations(&[("money.json", money), ("person.json", human)]);
    for line in [
        "money.rs pub struct Money {",
        "money.rs pub enum MoneyN {",
        "person.rs pub struct Human {",
        "person.rs pub type Person = Human;",
    ] {
        assert!(found.contains(line), "{line}: {found:#?}");
    }
}

#[test]
fn keys_that_name_modules_become_modules() {
    let text = r##"{"$defs": {
        "io.k8s.api.Pod": {"type": "object", "properties": {"a": {"enum": ["x"]}}},
        "core::option::Option<url::Url>": {"type": "object"}, "v1.2.3": {"type": "object"}
    }}"##;
    let found = declarations(&[("api.json", text)]);
    for line in [
        "api/io/k8s/api.rs pub struct Pod {",
        "api/io/k8s/api.rs pod pub enum A {",
        "api/core_/option.rs pub type OptionUrl = Map<String, Value>;",
        "api.rs pub type V1_2_3 = Map<String, Value>;",
    ] {
        assert!(found.contains(line), "{line}: {found:#?}");
    }
}

#[test]
fn arms_are_told_apart_by_what_differs() {
    let text = r##"{"oneOf": [
        {"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        {"type": "array", "prefixItems": [{"type": "integer"}]}, {"const": -1}, {"type": "string", "format": "date"},
        {"type": "object", "required": ["a", "b"]}, {"type": "object", "properties": {"x": {"type": "string"}}},
        {"type": "object", "required": ["x"]}, {"enum": ["p", "q"]}, {"enum": ["r", "s"]}
    ], "$defs": {"entry": {"type": "integer", "minimum": 1}}}"##;
    let found = declarations(&[("arm.json", text)]);
    for name in
        ["Strings", "Entries", "Tuple", "Minus1", "Date", "AAndB", "X", "WithX", "Known", "ROrS"]
    {
        assert!(found.contains(&format!("arm.rs pub enum Arm {{ {name}")), "{name}: {found:#?}");
    }
}

#[test]
fn values_are_told_apart_by_signs_and_case() {
    let text = r#"{"enum": ["count", "__count__", "asc", "ASC", "<=", 1, "1", 1e-9, "1.5", 1.5]}"#;
    let found = declarations(&[("value.json", text)]);
    for name in [
        "Count",
        "UnderscoreCountUnderscore",
        "Asc",
        "UppercaseAsc",
        "LessEqual",
        "N1",
        "V1",
        "N1EMinus9",
        "V1_5",
        "N1_5",
    ] {
        assert!(
            found.contains(&format!("value.rs pub enum Value {{ {name}"))
                || found.contains(&format!("value.rs pub enum ValueType {{ {name}")),
            "{name}: {found:#?}"
        );
    }
}

#[test]
fn the_configuration_names_every_kind_of_type() {
    let pets = r##"{"openapi": "3.1.0", "components": {"schemas": {"Pet": {"type": "object",
        "properties": {"owner": {"type": "object", "properties": {"since": {"enum": ["a"]}}}}},
        "old_Cat": {"enum": ["tom"]}, "old_Dog": {"enum": ["rex"]}}}}"##;
    let config = Config::new()
        .rename("order.json#", "shop::Purchase")
        .rename("order.json#/properties/state", "shop::State")
        .rename("order.json#/properties/lines/items", "shop::Row")
        .rename("order.json#/properties/payment/oneOf/1", "shop::Transfer")
        .rename("card", "bank::Card")
        .rename("Pet", "animals::Animal")
        .rename("pets.json#/components/schemas/Pet/properties/owner", "people::Owner")
        .module("old_(?<name>.*)", "old::$name")
        .module(r"order\.json#/\$defs/(?<name>.*)", "defined::$name");
    let found = declarations_by(config, &[("order.json", ORDER), ("pets.json", pets)]);
    for line in [
        "shop.rs pub struct Purchase {",
        "shop.rs pub enum State {",
        "shop.rs pub struct Row {",
        "shop.rs row pub enum N {",
        "shop.rs pub struct Transfer {",
        "bank.rs pub struct Card {",
        "animals.rs pub struct Animal {",
        "people.rs pub struct Owner {",
        "people.rs owner pub enum Since {",
        "old.rs pub enum Cat {",
        "old.rs pub enum Dog {",
    ] {
        assert!(found.contains(line), "{line}: {found:#?}");
    }
    assert!(found.iter().any(|it| it.starts_with("defined.rs pub ")), "{found:#?}");
}

#[test]
fn an_arm_beside_members_is_renamed_by_its_place() {
    let text = r#"{"type": "object", "properties": {"id": {"enum": ["a"]}}, "oneOf": [
        {"required": ["iban"], "properties": {"iban": {"type": "string"}}},
        {"required": ["card"], "properties": {"card": {"type": "string"}}}
    ]}"#;
    let config = Config::new().rename("pay.json#/oneOf/1", "bank::ByCard");
    let found = declarations_by(config, &[("pay.json", text)]);
    assert!(found.contains("bank.rs pub struct ByCard {"), "{found:#?}");
}

#[test]
fn definitions_may_be_called_like_what_rust_has() {
    let text = r#"{"$defs": {"Option": {"enum": ["a"]}, "self": {"enum": ["b"]}, "std": {"enum": ["c"]}}}"#;
    let found = declarations(&[("api.json", text)]);
    for name in ["OptionType", "Self_", "Std"] {
        assert!(found.contains(&format!("api.rs pub enum {name} {{")), "{name}: {found:#?}");
    }
}

#[test]
fn arms_are_named_by_their_tags() {
    let text = r##"{"oneOf": [
        {"allOf": [{"$ref": "#/$defs/base"}, {"type": "object", "properties": {"kind": {"const": "mqtt"}}}]},
        {"type": "object", "required": ["kind", "x"], "properties": {"kind": {"enum": ["tcp"]}}},
        {"allOf": [{"$ref": "#/$defs/base"}, {"type": "object", "required": ["port"]}]}
    ], "$defs": {"base": {"type": "object", "properties": {"a": {"type": "string"}}}}}"##;
    let found = declarations(&[("sink.json", text)]);
    for name in ["Mqtt", "Tcp", "Port"] {
        assert!(found.contains(&format!("sink.rs pub struct Sink{name} {{")), "{name}: {found:#?}");
    }
}

#[test]
fn numbers_name_arms_with_the_member_that_has_them() {
    let text = r#"{"oneOf": [
        {"properties": {"a": {}, "version": {"const": 1}}},
        {"properties": {"version": {"enum": [2]}}, "required": ["version"]},
        {"properties": {"version": {"const": 3}, "plan": {}}, "required": ["plan"]},
        {"properties": {"version": {"const": 4}, "plan": {}}, "required": ["plan", "version"]}
    ]}"#;
    let found = declarations(&[("presets.json", text)]);
    for name in ["Version1", "Version2", "Plan", "Version4"] {
        let line = format!("presets.rs pub struct Presets{name} {{");
        assert!(found.contains(&line), "{name}: {found:#?}");
    }
}

#[test]
fn every_reference_to_a_schema_is_to_one_type() {
    let text = r##"{"type": "object", "properties": {
        "list": {"type": "array", "items": {"$ref": "#/$defs/profile"}},
        "one": {"$ref": "#/$defs/profile"}, "other": {"allOf": [{"$ref": "#/$defs/profile"}]}
    }, "$defs": {
        "base": {"properties": {"name": {"type": "string"}}},
        "profile": {"type": "object", "allOf": [{"$ref": "#/$defs/base"}], "anyOf": [
            {"properties": {"path": {"type": "string"}}, "required": ["path"]},
            {"properties": {"command": {"type": "string"}}, "required": ["command"]}
        ]}
    }}"##;
    let found = declarations(&[("file.json", text)]);
    let types = found.iter().filter(|it| it.contains(" pub enum ") && it.ends_with('{'));
    assert_eq!(types.collect::<Vec<_>>(), ["file.rs pub enum Profile {"], "{found:#?}");
}

#[test]
fn an_arm_that_refers_to_a_definition_is_its_type() {
    let text = r##"{"type": "object", "properties": {
        "one": {"oneOf": [{"$ref": "#/$defs/text"}, {"$ref": "#/$defs/image"}]},
        "any": {"anyOf": [{"$ref": "#/$defs/image"}, {"type": "string"}]},
        "if": {"if": {"type": "object"}, "then": {"$ref": "#/$defs/text"}, "else": {"type": "string"}}
    }, "$defs": {
        "base": {"type": "object", "properties": {"name": {"type": "string"}}},
        "text": {"allOf": [{"$ref": "#/$defs/base"}], "required": ["text"]},
        "image": {"allOf": [{"$ref": "#/$defs/base"}], "required": ["image"]}
    }}"##;
    let found = declarations(&[("file.json", text)]);
    let structs = found.iter().filter(|it| it.contains(" pub struct ") && it.ends_with('{'));
    let names = ["Base", "File", "Image", "Text"].map(|it| format!("file.rs pub struct {it} {{"));
    assert_eq!(structs.collect::<Vec<_>>(), names.iter().collect::<Vec<_>>(), "{found:#?}");
}

#[test]
fn a_schema_with_hundreds_of_conditions_has_its_own_members() {
    let condition = |n| {
        format!(
            r#"{{"if": {{"properties": {{"kind": {{"const": "k{n}"}}}}}}, "then": {{"required": ["m{n}"]}}}}"#
        )
    };
    let conditions: Vec<_> = (0..300).map(condition).collect();
    let text = format!(
        r#"{{"type": "object", "properties": {{"kind": {{"type": "string"}}}}, "allOf": [{}]}}"#,
        conditions.join(",")
    );
    let found = declarations(&[("file.json", &text)]);
    assert!(found.contains("file.rs pub struct File {"), "{found:#?}");
    assert!(found.contains("file.rs pub struct File { pub kind"), "{found:#?}");
}

#[test]
fn a_definition_whose_condition_is_decided_keeps_its_name() {
    let text = r##"{"type": "object", "properties": {
        "a": {"$ref": "#/$defs/part"}, "b": {"$ref": "#/$defs/part"}
    }, "$defs": {"part": {
        "type": "object", "properties": {"k": {"type": "string"}},
        "if": {"type": "object"}, "then": {"required": ["k"]}
    }}}"##;
    let found = declarations(&[("file.json", text)]);
    let structs = found.iter().filter(|it| it.contains(" pub struct ") && it.ends_with('{'));
    let names = ["File", "Part"].map(|it| format!("file.rs pub struct {it} {{"));
    assert_eq!(structs.collect::<Vec<_>>(), names.iter().collect::<Vec<_>>(), "{found:#?}");
}

#[test]
fn wanted_roots_have_the_names_that_they_have_among_all() {
    let others = r##"{"$ref": "order.json", "$defs": {"state": {"type": "string"}, "odd": {"minimum": 1}}}"##;
    let files = [("order.json", ORDER), ("others.json", others)];
    let all = declarations(&files);
    for (root, expected, absent) in [
        ("order::Order", "pub struct Card", "odd"),
        ("order.json#/$defs/card", "pub struct Card", "Order"),
        ("others::*", "pub struct Order", "zzz"),
    ] {
        let some = declarations_by(Config::new().roots(root), &files);
        assert!(some.is_subset(&all), "{root}: {:?}", some.difference(&all));
        assert!(some.iter().any(|it| it.contains(expected)), "{root}: {some:?}");
        assert!(!some.iter().any(|it| it.contains(absent)), "{root}: {some:?}");
    }
}

#[test]
fn a_root_that_is_not_there_is_an_error() {
    let files = Memory::with([("in/order.json", ORDER)]);
    let outcome = pipeline::run(&Config::new().schemas("in").roots("order::Ordr"), &files);
    let said = render(&outcome.diagnostics, &outcome.sources, Format::Concise, false);
    assert!(said.contains("C003") && said.contains("order::Ordr"), "{said}");
}

#[test]
fn structs_of_required_members_have_names_of_their_own() {
    let four = r#""type": "object", "properties": {"a": {}, "b": {}, "c": {}, "d": {}}, "required": ["a", "b", "c", "d"]"#;
    let text = format!(
        r##"{{"$defs": {{"Pet": {{{four}}}, "PetRequired": {{{four}}}, "Cat": {{{four}}}}}}}"##
    );
    let outcome = pipeline::run(&Config::new().schemas("in"), &Memory::with([("in/a.json", text)]));
    let files = outcome.generated.unwrap().tree.files;
    let (code, impls) = (&files["a.rs"], &files["a/impls.rs"]);
    let names = code.lines().filter_map(|it| it.strip_prefix("pub struct "));
    let names: Vec<_> = names.filter_map(|it| it.strip_suffix(" {")).collect();
    let distinct: BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), 6, "{names:?}");
    assert!(impls.contains("new(required: CatRequired)"), "{impls}");
}

#[test]
fn equal_inline_schemas_have_one_type_and_a_name_each() {
    let text = r#"{"title": "Window", "properties": {
        "width": {"type": "integer", "minimum": 1},
        "height": {"type": "integer", "minimum": 1},
        "code": {"type": "string", "pattern": "^[a-z]+$"},
        "title": {"type": "string", "pattern": "^[a-z]+$"},
        "left": {"properties": {"code": {"type": "string", "pattern": "^[a-z]+$"}}},
        "right": {"properties": {"code": {"type": "string", "pattern": "^[a-z]+$"}}}
    }}"#;
    let files = [("a.json", text)];
    let all = declarations(&files);
    let is_there = |all: &BTreeSet<String>, line: &str| all.iter().any(|it| it.starts_with(line));
    for line in [
        "a.rs pub struct PositiveInteger",
        "a.rs window pub type Width",
        "a.rs window pub type Height",
        "a.rs window pub struct Left",
        "a.rs window pub type Right",
        // A pattern is not all that a name says, so those of other names stay apart.
        "a.rs window pub struct Code",
        "a.rs window pub struct Title",
        "a.rs window left pub type Code",
    ] {
        assert!(is_there(&all, line), "{line}: {all:#?}");
    }
    // What the configuration says of one place is not for the others, nor of a type that it does not name.
    for (config, line) in [
        (Config::new().derives("a::window::Width", ["PartialOrd"]), "a.rs window pub struct Width"),
        (Config::new().derives("a::window::*", ["PartialOrd"]), "a.rs window pub struct Width"),
        (Config::new().builders("a::window::Right"), "a.rs window pub struct Right"),
    ] {
        let some = declarations_by(config, &files);
        assert!(is_there(&some, line), "{line}: {some:#?}");
    }
}

#[test]
fn views_are_named_by_their_direction() {
    const USER: &str = r##"{"title": "User", "properties": {"id": {"readOnly": true}, "login": {"$ref": "#/$defs/Login"},
        "card": {"properties": {"pin": {"writeOnly": true}}}}, "$defs": {
        "Login": {"oneOf": [{"$ref": "#/$defs/Key"}, {"type": "string"}]},
        "Key": {"type": "object", "properties": {"id": {"readOnly": true}}},
        "KeyRequest": {"properties": {"a": {}}}, "ChangeRequest": {"properties": {"id": {"readOnly": true}}}}}"##;
    let found = |config: Config| {
        let found = declarations_by(config.views("*"), &[("user.json", USER)]).into_iter();
        let types = found
            .filter(|it| it.contains("pub ") || it.contains("Request ") || it.contains(" Key"));
        types.filter(|it| !it.contains("unknown")).collect::<Vec<_>>()
    };
    let declared = found(Config::new());
    for name in [
        "user.rs pub struct User {",
        "user.rs pub struct UserRequest {",
        "user.rs pub mod user_request {",
        "user.rs user_request pub struct Card {",
        "user.rs pub struct KeyRequest {",
        // A definition has the name already.
        "user.rs pub struct KeyRequestView {",
        // What is named like a request is one.
        "user.rs pub struct ChangeRequest {",
        "user.rs pub struct ChangeRequestResponse {",
        // Arms are called by what they are, whichever way they go.
        "user.rs pub enum LoginRequest { Key",
    ] {
        assert!(declared.iter().any(|it| it == name), "{name}: {declared:#?}");
    }
    let renamed = found(
        Config::new()
            .rename("UserRequest", "api::NewUser")
            .rename("user.json#/$defs/Key", "api::Code"),
    );
    for name in [
        "api.rs pub struct NewUser {",
        "api.rs pub struct Code {",
        "api.rs pub struct CodeRequest {",
    ] {
        assert!(renamed.iter().any(|it| it == name), "{name}: {renamed:#?}");
    }
}

#[test]
fn what_a_description_of_several_files_refers_to_has_a_type() {
    let api = r##"
openapi: 3.0.3
paths:
  /pets: { get: { operationId: listPets, responses: { "200": { content: { a/b: { schema: { type: array, items: { $ref: pet.yaml } } } } },
                                                      default: { content: { a/b: { schema: { $ref: "parts.yaml#/Error" } } } } } },
           post: { operationId: addPet, requestBody: { content: { a/b: { schema: { $ref: new_pet.yaml } } } } } }
  /owners: { $ref: owners.yaml }
  /first: { get: { operationId: first, responses: { "200": { content: { a/b: { schema: { $ref: "#/x-answers/0" } } } } } } }
x-answers: [{ type: object, properties: { at: { type: string } } }]
"##;
    let owners = r#"get: { operationId: listOwners, responses: { "200": { content: { a/b: { schema: { $ref: owner.yaml } } } } } }"#;
    let object =
        |name: &str| format!("type: object\nproperties: {{ {name}: {{ type: string }} }}\n");
    let parts = "Error: { type: object, properties: { code: { $ref: '#/Code' } } }\nCode: { type: string, maxLength: 4 }\n";
    let declared = declarations(&[
        ("api.yaml", api),
        ("owners.yaml", owners),
        ("pet.yaml", &object("a")),
        ("new_pet.yaml", &object("b")),
        ("owner.yaml", &object("c")),
        ("parts.yaml", parts),
    ]);
    for type_ in [
        "api.rs pub type ListPetsResponse200 = Vec<Pet>;",
        "api.rs pub struct FirstResponse200 {",
        "pet.rs pub struct Pet {",
        "new_pet.rs pub struct NewPet {",
        "owner.rs pub struct Owner {",
        "parts.rs pub struct Error {",
        "parts.rs pub struct Code(String);",
    ] {
        assert!(declared.contains(type_), "{type_} is not in {declared:#?}");
    }
}

#[test]
fn what_nobody_refers_to_has_a_type_wherever_it_is_defined() {
    let text = r##"{"$defs": {"A": {"$defs": {"In": {"type": "object", "properties": {"b": {"type": "string"}}}, "Text": {"type": "string"}}},
        "B": {"type": "object", "properties": {"c": {"type": "object", "$defs": {"Deep": {"enum": ["d"]}}}}}}}"##;
    let declared = declarations(&[("file.json", text)]);
    for type_ in [
        "file/a.rs pub struct In {",
        "file/a.rs pub type Text = String;",
        "file.rs pub enum Deep {",
    ] {
        assert!(declared.contains(type_), "{type_} is not in {declared:#?}");
    }
}

#[test]
fn a_union_of_one_arm_is_another_name_for_it() {
    let schema = |defs: &str| format!(r##"{{"$defs": {{{defs}}}}}"##);
    let created = r#""Created": {"type": "object", "properties": {"a": {"type": "string"}}}"#;
    let event = r##""Event": {"oneOf": [{"$ref": "#/$defs/Created"}]}"##;
    let narrowed = r##""Zone": {"type": "object", "anyOf": [{"$ref": "#/$defs/Created"}]}"##;
    for text in
        [format!("{event}, {created}, {narrowed}"), format!("{created}, {narrowed}, {event}")]
    {
        let declared = declarations(&[("file.json", &schema(&text))]);
        for type_ in [
            "file.rs pub struct Created {",
            "file.rs pub type Event = Created;",
            "file.rs pub type Zone = Created;",
        ] {
            assert!(declared.contains(type_), "{type_} is not in {declared:#?}");
        }
    }
}

#[test]
fn names_made_of_words_are_told_apart_by_one_more() {
    let api = r##"
openapi: 3.0.3
paths:
  /users:
    parameters: [{ name: id, in: query, schema: { type: string, maxLength: 3 } }, { name: id, in: header, schema: { type: string, maxLength: 4 } }]
    post: { operationId: createUser, requestBody: { content: { a/b: { schema: { type: object, properties: { a: { type: string } } } } } } }
components: { schemas: { CreateUserRequest: { type: object, properties: { b: { type: string } } } } }
"##;
    let declared = declarations(&[("api.yaml", api)]);
    for type_ in [
        "api.rs pub struct CreateUserRequest {",
        "api.rs pub struct CreateUserRequestBody {",
        "api.rs pub struct UsersId(String);",
        "api.rs pub struct UsersIdParameter(String);",
    ] {
        assert!(declared.contains(type_), "{type_} is not in {declared:#?}");
    }
}

#[test]
fn a_part_that_is_referred_to_shows_what_the_others_are() {
    let declared = declarations(&[
        ("main.json", r#"{"type": "object", "properties": {"s": {"$ref": "parts.yaml#/State"}}}"#),
        (
            "parts.yaml",
            "State: { enum: [a, b] }\nUnused: { type: object, properties: { x: { $ref: '#/State' } } }\nnote: none\n",
        ),
    ]);
    for type_ in ["parts.rs pub enum State {", "parts.rs pub struct Unused {"] {
        assert!(declared.contains(type_), "{type_} is not in {declared:#?}");
    }
}

#[test]
fn a_group_of_definitions_is_as_good_as_definitions() {
    let text = r##"{"$defs": {
        "common": {"Address": {"type": "object", "properties": {"a": {"type": "string"}}},
                   "Other": {"type": "object", "properties": {"b": {"type": "string"}}}},
        "User": {"type": "object", "properties": {"home": {"$ref": "#/$defs/common/Address"}}}},
        "x-parts": {"Price": {"type": "string", "maxLength": 9}, "note": "none"},
        "type": "object", "properties": {"price": {"$ref": "#/x-parts/Price"}}}"##;
    let declared = declarations(&[("file.json", text)]);
    for name in ["pub struct Address {", "pub struct Other {", "pub struct Price(String);"] {
        let is_there = declared.iter().any(|it| it.ends_with(name));
        assert!(is_there, "{name} is not in {declared:#?}");
    }
}
