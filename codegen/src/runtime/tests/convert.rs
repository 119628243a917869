//! Turns JSON Schemas of draft 2020-12 into the statics that generated code would hold.
//!
//! Only references within the document are followed. Statics refer to each other in circles where
//! schemas do; here recursion is unrolled as far as the instances are deep, which they cannot tell.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::pattern;
use crate::runtime::matches::Matches;
use crate::runtime::support::number::Number;
use crate::runtime::support::schema::{self, Constants, Schema};

/// The schema as a static, for instances of up to that depth.
pub(super) fn convert(document: &Value, depth: usize) -> &'static Schema {
    Converter { document, made: HashMap::new() }.at(String::new(), document, depth)
}

/// How many levels of arrays and objects the value has.
pub(super) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn leak_text(text: &str) -> &'static str {
    text.to_owned().leak()
}

/// A pattern as the generator decides it, which generated code does in the same way.
struct Judge(&'static str, pattern::Pattern);

impl Matches for Judge {
    fn source(&self) -> &'static str {
        self.0
    }

    fn matches(&self, text: &str) -> bool {
        self.1.matches(text)
    }
}

fn pattern(source: &str) -> &'static dyn Matches {
    leak(Judge(leak_text(source), pattern::Pattern::parse(source).unwrap()))
}

fn constants(values: &[Value]) -> Option<&'static Constants> {
    let texts: Vec<&'static str> = values.iter().map(|v| leak_text(&v.to_string())).collect();
    Some(leak(Constants::new(texts.leak())))
}

fn names(value: &Value) -> &'static [&'static str] {
    let names: Vec<&str> = value.as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
    names.into_iter().map(leak_text).collect::<Vec<_>>().leak()
}

fn count(value: &Value) -> u64 {
    value.as_f64().unwrap() as u64
}

/// The number as its text, an integer or a float, whichever comes first.
fn number(value: &Value) -> Option<Number<'static>> {
    let text = leak_text(&value.to_string());
    Some(match text.parse::<i128>() {
        Ok(integer) => Number::Integer(integer),
        Err(_) if text.len().is_multiple_of(2) => Number::Float(text.parse().unwrap()),
        Err(_) => Number::Text(text),
    })
}

fn types(value: &Value) -> u8 {
    match value {
        Value::Array(types) => types.iter().map(self::types).fold(0, |a, b| a | b),
        _ => match value.as_str().unwrap() {
            "null" => schema::NULL,
            "boolean" => schema::BOOLEAN,
            "integer" => schema::INTEGER,
            "number" => schema::INTEGER | schema::FRACTION,
            "string" => schema::STRING,
            "array" => schema::ARRAY,
            "object" => schema::OBJECT,
            other => panic!("no type {other}"),
        },
    }
}

struct Converter<'a> {
    document: &'a Value,
    made: HashMap<(String, usize), &'static Schema>,
}

impl<'a> Converter<'a> {
    fn at(&mut self, pointer: String, value: &'a Value, depth: usize) -> &'static Schema {
        if let Some(schema) = self.made.get(&(pointer.clone(), depth)) {
            return schema;
        }
        let schema = match value {
            Value::Bool(true) => Schema::ANY,
            Value::Bool(false) => Schema { types: 0, ..Schema::ANY },
            _ => self.object(&pointer, value.as_object().unwrap(), depth),
        };
        let schema = leak(Schema { at: leak_text(&format!("#{pointer}")), ..schema });
        self.made.insert((pointer, depth), schema);
        schema
    }

    /// A subschema of the children of the instance; deeper than those go, anything will do.
    fn child(&mut self, pointer: String, value: &'a Value, depth: usize) -> &'static Schema {
        match depth.checked_sub(1) {
            Some(depth) => self.at(pointer, value, depth),
            None => &Schema::ANY,
        }
    }

    fn object(&mut self, at: &str, map: &'a Map<String, Value>, depth: usize) -> Schema {
        let mut schema = Schema::ANY;
        for (keyword, value) in map {
            let pointer = format!("{at}/{keyword}");
            self.keyword(&mut schema, keyword, pointer, value, depth);
        }
        if schema.contains.is_none() {
            (schema.min_contains, schema.max_contains) = (1, u64::MAX);
        }
        if schema.if_.is_none() {
            (schema.then, schema.else_) = (None, None);
        }
        schema
    }

    fn keyword(
        &mut self,
        schema: &mut Schema,
        keyword: &str,
        at: String,
        value: &'a Value,
        depth: usize,
    ) {
        match keyword {
            "secret" => schema.secret = true,
            "type" => schema.types = types(value),
            "enum" => schema.enumeration = constants(value.as_array().unwrap()),
            "const" => schema.constant = constants(std::slice::from_ref(value)),
            "multipleOf" => schema.multiple_of = number(value),
            "maximum" => schema.maximum = number(value),
            "exclusiveMaximum" => schema.exclusive_maximum = number(value),
            "minimum" => schema.minimum = number(value),
            "exclusiveMinimum" => schema.exclusive_minimum = number(value),
            "maxLength" => schema.max_length = count(value),
            "minLength" => schema.min_length = count(value),
            "pattern" => schema.pattern = Some(pattern(value.as_str().unwrap())),
            "maxItems" => schema.max_items = count(value),
            "minItems" => schema.min_items = count(value),
            "uniqueItems" => schema.unique_items = value == &Value::Bool(true),
            "prefixItems" => schema.prefix_items = self.children(&at, value, depth),
            "items" => schema.items = Some(self.child(at, value, depth)),
            "contains" => schema.contains = Some(self.child(at, value, depth)),
            "minContains" => schema.min_contains = count(value),
            "maxContains" => schema.max_contains = count(value),
            "unevaluatedItems" => schema.unevaluated_items = Some(self.child(at, value, depth)),
            "maxProperties" => schema.max_properties = count(value),
            "minProperties" => schema.min_properties = count(value),
            "required" => schema.required = names(value),
            "properties" => {
                schema.properties = self.named(&at, value, |this, at, v| this.child(at, v, depth));
            }
            "patternProperties" => {
                let named = self.named(&at, value, |this, at, v| this.child(at, v, depth));
                let compiled = named.iter().map(|&(name, schema)| (pattern(name), schema));
                schema.pattern_properties = compiled.collect::<Vec<_>>().leak();
            }
            "additionalProperties" => {
                schema.additional_properties = Some(self.child(at, value, depth));
            }
            "propertyNames" => schema.property_names = Some(self.child(at, value, depth)),
            "dependentRequired" => {
                let all = value.as_object().unwrap().iter();
                let all = all.map(|(name, required)| (leak_text(name), names(required)));
                schema.dependent_required = all.collect::<Vec<_>>().leak();
            }
            "dependentSchemas" => {
                let named = self.named(&at, value, |this, at, v| this.at(at, v, depth));
                schema.dependent_schemas = named;
            }
            "unevaluatedProperties" => {
                schema.unevaluated_properties = Some(self.child(at, value, depth));
            }
            "$ref" => {
                let (pointer, target) = self.target(value.as_str().unwrap());
                schema.references = vec![self.at(pointer, target, depth)].leak();
            }
            "allOf" => schema.all_of = self.branches(&at, value, depth),
            "anyOf" => schema.any_of = self.branches(&at, value, depth),
            "oneOf" => schema.one_of = self.branches(&at, value, depth),
            "not" => schema.not = Some(self.at(at, value, depth)),
            "if" => schema.if_ = Some(self.at(at, value, depth)),
            "then" => schema.then = Some(self.at(at, value, depth)),
            "else" => schema.else_ = Some(self.at(at, value, depth)),
            _ => {}
        }
    }

    fn branches(&mut self, at: &str, value: &'a Value, depth: usize) -> &'static [&'static Schema] {
        let all = value.as_array().unwrap().iter().enumerate();
        all.map(|(i, value)| self.at(format!("{at}/{i}"), value, depth)).collect::<Vec<_>>().leak()
    }

    fn children(&mut self, at: &str, value: &'a Value, depth: usize) -> &'static [&'static Schema] {
        let all = value.as_array().unwrap().iter().enumerate();
        let all = all.map(|(i, value)| self.child(format!("{at}/{i}"), value, depth));
        all.collect::<Vec<_>>().leak()
    }

    fn named(
        &mut self,
        at: &str,
        value: &'a Value,
        mut make: impl FnMut(&mut Self, String, &'a Value) -> &'static Schema,
    ) -> &'static [(&'static str, &'static Schema)] {
        let all = value.as_object().unwrap().iter();
        let all = all.map(|(name, value)| {
            let segment = name.replace('~', "~0").replace('/', "~1");
            (leak_text(name), make(self, format!("{at}/{segment}"), value))
        });
        all.collect::<Vec<_>>().leak()
    }

    /// The subschema that a local reference names, by JSON Pointer or anchor.
    fn target(&self, reference: &str) -> (String, &'a Value) {
        let fragment = reference.strip_prefix('#').unwrap();
        let fragment = decode(fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            let target = self.document.pointer(&fragment).expect(reference);
            return (fragment, target);
        }
        let target = find_anchor(self.document, &fragment).expect(reference);
        (format!("/anchor/{fragment}"), target)
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn find_anchor<'a>(value: &'a Value, anchor: &str) -> Option<&'a Value> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| find_anchor(item, anchor)),
        Value::Object(map) => {
            let is_it = ["$anchor", "$dynamicAnchor"]
                .iter()
                .any(|keyword| map.get(*keyword).and_then(Value::as_str) == Some(anchor));
            if is_it {
                return Some(value);
            }
            map.values().find_map(|value| find_anchor(value, anchor))
        }
        _ => None,
    }
}
