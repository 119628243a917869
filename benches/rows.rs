//! What is measured: a schema, and a document of it, for each kind of document.

use serde_json::{Map, Value, json};

/// A kind of document.
pub struct Row {
    /// The name of the schema's file and of its module.
    pub name: &'static str,
    /// What is in the document.
    pub text: &'static str,
    pub schema: fn() -> Value,
    pub document: fn() -> String,
}

/// All of them.
pub const ROWS: &[Row] = &[
    Row {
        name: "integers",
        text: "20,000 of 50 integers",
        schema: || list(json!({"enum": (0..50).map(|it| it * 7).collect::<Vec<_>>()})),
        document: || array((0..20_000).map(|it| it % 50 * 7)),
    },
    Row {
        name: "strings",
        text: "50,000 of 300 strings",
        schema: || list(json!({"enum": (0..300).map(word).collect::<Vec<_>>()})),
        document: || array((0..50_000).map(|it| word(it * 7 % 300))),
    },
    Row {
        name: "few_strings",
        text: "50,000 of six strings",
        schema: || list(json!({"enum": (0..6).map(word).collect::<Vec<_>>()})),
        document: || array((0..50_000).map(|it| word(it % 6))),
    },
    Row {
        name: "recursive",
        text: "`oneOf` by tag, 100 deep",
        schema: || {
            json!({"$ref": "#/definitions/node", "definitions": {"node": {"oneOf": [
                tagged("leaf", &json!({"value": {"type": "integer"}})),
                tagged("branch", &json!({"child": {"$ref": "#/definitions/node"}})),
            ]}}})
        },
        document: || {
            (0..100)
                .fold(
                    json!({"kind": "leaf", "value": 1}),
                    |child, _| json!({"kind": "branch", "child": child}),
                )
                .to_string()
        },
    },
    Row {
        name: "by_member",
        text: "union by a member's type, 16 deep",
        schema: || {
            json!({"$ref": "#/definitions/node", "definitions": {"node": {"oneOf": [
                object(&json!({"child": {"type": "integer"}}), &["child"]),
                object(&json!({"child": {"$ref": "#/definitions/node"}}), &["child"]),
            ]}}})
        },
        document: || {
            (0..16).fold(json!({"child": 1}), |child, _| json!({"child": child})).to_string()
        },
    },
    Row {
        name: "wide",
        text: "1,000 members, in another order",
        schema: || object(&numbered(1_000, &json!({"type": "integer"})), &[]),
        document: || members((0..1_000).rev().map(|it| (format!("m{it}"), it))),
    },
    Row {
        name: "wide_checked",
        text: "1,000 members, `propertyNames`",
        schema: || {
            let mut schema = object(&numbered(1_000, &json!({"type": "integer"})), &[]);
            schema["propertyNames"] = json!({"maxLength": 8});
            schema["minProperties"] = json!(3);
            schema
        },
        document: || members((0..1_000).map(|it| (format!("m{it}"), it))),
    },
    Row {
        name: "points",
        text: "20,000 objects of four members",
        schema: || list(object(&four(), &["a", "b", "c", "d"])),
        document: || {
            array(
                (0..20_000).map(|it| json!({"a": it, "b": "text", "c": it % 2 == 0, "d": it * 3})),
            )
        },
    },
    Row {
        name: "records",
        text: "5,000 objects of 20 members, sorted",
        schema: || list(object(&numbered(20, &json!({"type": "string"})), &["m3", "m7"])),
        document: || {
            let record: Map<_, _> = (0..20).map(|it| (format!("m{it}"), json!("value"))).collect();
            array(std::iter::repeat_n(Value::from(record), 5_000))
        },
    },
    Row {
        name: "tagged",
        text: "20,000 of a `oneOf` of five arms",
        schema: || {
            let arm = |it: usize| {
                tagged(&word(it), &json!({"x": {"type": "integer"}, "y": {"type": "string"}}))
            };
            list(json!({"oneOf": (0..5).map(arm).collect::<Vec<_>>()}))
        },
        document: || {
            array((0..20_000).map(|it| json!({"kind": word(it % 5), "x": it, "y": "text"})))
        },
    },
    Row {
        name: "external",
        text: "20,000 of a `oneOf` of five keys",
        schema: || {
            let arm = |it: usize| {
                let name = word(it);
                let mut arm = object(
                    &json!({&name: object(&json!({"x": {"type": "integer"}}), &["x"])}),
                    &[&name],
                );
                arm["additionalProperties"] = json!(false);
                arm
            };
            list(json!({"oneOf": (0..5).map(arm).collect::<Vec<_>>()}))
        },
        document: || array((0..20_000).map(|it| json!({word(it % 5): {"x": it}}))),
    },
    Row {
        name: "pairs",
        text: "25,000 pairs of numbers",
        schema: || {
            list(
                json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
            )
        },
        document: || {
            array((0..25_000).map(|it| json!([f64::from(it) * 0.37, f64::from(it) + 0.5])))
        },
    },
    Row {
        name: "numbers",
        text: "50,000 numbers",
        schema: || list(json!({"type": "number"})),
        document: || array((0..50_000).map(|it| f64::from(it) * 0.37)),
    },
    Row {
        name: "counts",
        text: "a map of 20,000 integers",
        schema: || json!({"type": "object", "additionalProperties": {"type": "integer"}}),
        document: || members((0..20_000).map(|it| (format!("name{it}"), it))),
    },
    Row {
        name: "unknown",
        text: "2,000 objects of 24 unknown members",
        schema: || list(object(&json!({"a": {"type": "integer"}}), &["a"])),
        document: || {
            let mut record: Map<_, _> = (0..24).map(|it| (format!("u{it}"), json!(it))).collect();
            record.insert("a".into(), json!(1));
            array(std::iter::repeat_n(Value::from(record), 2_000))
        },
    },
    Row {
        name: "unevaluated",
        text: "5,000 of `allOf`, `anyOf`, `unevaluatedProperties`",
        schema: || {
            let integer = json!({"type": "integer"});
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "array",
                "items": {
                    "type": "object",
                    "allOf": [{"properties": {"a": integer, "b": {"type": "string"}}, "required": ["a"]}],
                    "anyOf": [
                        {"properties": {"c": integer}, "required": ["c"]},
                        {"properties": {"d": integer}, "required": ["d"]},
                    ],
                    "unevaluatedProperties": false,
                },
            })
        },
        document: || array((0..5_000).map(|it| json!({"a": it, "b": "text", "c": it}))),
    },
    Row {
        name: "kinds",
        text: "50,000 of string, number, boolean, array",
        schema: || {
            list(json!({"anyOf": [
                {"type": "string"}, {"type": "number"}, {"type": "boolean"},
                {"type": "array", "items": {"type": "integer"}},
            ]}))
        },
        document: || {
            let all: [Value; 4] = [json!("text"), json!(1.5), json!(true), json!([1, 2])];
            array((0..50_000).map(|it| all[it % 4].clone()))
        },
    },
    Row {
        name: "patterns",
        text: "20,000 strings with a pattern",
        schema: || list(json!({"type": "string", "pattern": "^[a-z]+-[0-9]{1,6}$"})),
        document: || array((0..20_000).map(|it| format!("item-{it}"))),
    },
    Row {
        name: "bounds",
        text: "50,000 integers with bounds",
        schema: || list(json!({"type": "integer", "minimum": 3, "maximum": 1_000_000})),
        document: || array(3..50_003),
    },
    Row {
        name: "unique",
        text: "20,000 strings that differ",
        schema: || json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true}),
        document: || array((0..20_000).map(|it| format!("item{it}"))),
    },
];

fn array<T: Into<Value>>(items: impl Iterator<Item = T>) -> String {
    items.map(Into::into).collect::<Value>().to_string()
}

/// An object with its members in this order, which a `Value` would not keep.
fn members(all: impl Iterator<Item = (String, i32)>) -> String {
    let all: Vec<_> = all.map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", all.join(","))
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn object(properties: &Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required})
}

fn tagged(kind: &str, properties: &Value) -> Value {
    let mut all = json!({"kind": {"const": kind, "type": "string"}});
    let mut required = vec!["kind"];
    for (name, schema) in properties.as_object().into_iter().flatten() {
        all[name] = schema.clone();
        required.push(name);
    }
    object(&all, &required)
}

fn four() -> Value {
    let integer = json!({"type": "integer"});
    json!({"a": integer, "b": {"type": "string"}, "c": {"type": "boolean"}, "d": integer})
}

fn numbered(count: usize, schema: &Value) -> Value {
    (0..count).map(|it| (format!("m{it}"), schema.clone())).collect::<Map<_, _>>().into()
}

fn word(it: usize) -> String {
    ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"][it % 10]
        .to_owned()
        + &["", "_one", "_two", "_three", "_four"][it / 10 % 5]
        + &["", "_red", "_green", "_blue", "_black", "_white"][it / 50]
}
