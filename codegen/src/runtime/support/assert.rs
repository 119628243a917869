//! The keywords that assert something without a subschema.

use std::fmt;

use super::json::{Array, Json, Object};
use super::number::Number;
use super::report::{Found, Mode, Outcome};
use super::schema::{self, Schema};
use super::unique::equal_items;

impl Schema {
    /// Evaluates the keywords that have no subschemas.
    pub fn assert(&self, value: &Json<'_>, mode: Mode<'_>) -> Outcome {
        let found = Found::Value(value);
        if self.types != schema::ALL && self.types & type_of(value) == 0 {
            let keyword = if self.types == 0 { "false" } else { "type" };
            return self.fail(mode, keyword, &Types(self.types), found);
        }
        if let Some(constants) = self.constant.filter(|constants| !constants.contain(value)) {
            return self.fail(mode, "const", constants, found);
        }
        if let Some(constants) = self.enumeration.filter(|constants| !constants.contain(value)) {
            return self.fail(mode, "enum", constants, found);
        }
        match value {
            Json::Null | Json::Bool(_) => Ok(()),
            Json::Number(number) => self.assert_number(value, *number, mode),
            Json::String(text) => self.assert_string(value, text, mode),
            Json::Array(array) => self.assert_array(*array, mode),
            Json::Object(object) => self.assert_object(*object, mode),
        }
    }

    fn assert_number(&self, value: &Json<'_>, number: Number<'_>, mode: Mode<'_>) -> Outcome {
        let found = Found::Value(value);
        let fail = |keyword, words, limit| {
            self.fail(mode, keyword, &format_args!("{words} {limit}"), found)
        };
        if let Some(limit) = self.maximum.filter(|&limit| number > limit) {
            return fail("maximum", "at most", limit);
        }
        if let Some(limit) = self.minimum.filter(|&limit| number < limit) {
            return fail("minimum", "at least", limit);
        }
        if let Some(limit) = self.exclusive_maximum.filter(|&limit| number >= limit) {
            return fail("exclusiveMaximum", "less than", limit);
        }
        if let Some(limit) = self.exclusive_minimum.filter(|&limit| number <= limit) {
            return fail("exclusiveMinimum", "more than", limit);
        }
        if let Some(divisor) = self.multiple_of.filter(|&divisor| !number.is_multiple_of(divisor)) {
            return fail("multipleOf", "a multiple of", divisor);
        }
        Ok(())
    }

    fn assert_string(&self, value: &Json<'_>, text: &str, mode: Mode<'_>) -> Outcome {
        if self.max_length != u64::MAX || self.min_length != 0 {
            let length = text.chars().count();
            self.assert_size(mode, &Size::LENGTH, length, self.min_length, self.max_length)?;
        }
        if let Some(pattern) = self.pattern.filter(|pattern| !pattern.matches(text)) {
            let found = Found::Value(value);
            let source = pattern.source();
            return if pattern.gives_up(text) {
                let steps = "a text that takes fewer steps to match";
                self.fail(mode, "pattern", &format_args!("{steps} {source}"), found)
            } else {
                self.fail(mode, "pattern", &format_args!("a match of {source}"), found)
            };
        }
        if let Some(format) = self.format.filter(|format| !format.matches(text)) {
            return self.fail(mode, "format", &format.source(), Found::Value(value));
        }
        Ok(())
    }

    fn assert_array(&self, array: &dyn Array, mode: Mode<'_>) -> Outcome {
        self.assert_size(mode, &Size::ITEMS, array.len(), self.min_items, self.max_items)?;
        if !self.unique_items {
            return Ok(());
        }
        equal_items(array).map_or(Ok(()), |(a, b)| {
            self.fail(
                mode,
                "uniqueItems",
                &"unique items",
                Found::Text(&format_args!("equal ones at {a} and {b}")),
            )
        })
    }

    fn assert_object(&self, object: &dyn Object, mode: Mode<'_>) -> Outcome {
        let (min, max) = (self.min_properties, self.max_properties);
        if min != 0 || max != u64::MAX {
            self.assert_size(mode, &Size::PROPERTIES, object.len(), min, max)?;
        }
        let found = Found::Text(&"an object without it");
        let is_missing = |name: &&&str| object.get(name).is_none();
        if let Some(name) = self.required.iter().find(is_missing) {
            return self.fail(mode, "required", &format_args!("property {name:?}"), found);
        }
        for (name, required) in self.dependent_required {
            if object.get(name).is_none() {
                continue;
            }
            if let Some(other) = required.iter().find(is_missing) {
                return self.fail(
                    mode,
                    "dependentRequired",
                    &format_args!("property {other:?} beside {name:?}"),
                    found,
                );
            }
        }
        Ok(())
    }

    fn assert_size(&self, mode: Mode<'_>, what: &Size, size: usize, min: u64, max: u64) -> Outcome {
        let found = Found::Text(&size);
        if (size as u64) < min {
            return self.fail(
                mode,
                what.minimum,
                &format_args!("at least {min} {}", what.unit(min)),
                found,
            );
        }
        if size as u64 > max {
            return self.fail(
                mode,
                what.maximum,
                &format_args!("at most {max} {}", what.unit(max)),
                found,
            );
        }
        Ok(())
    }
}

/// The keywords that bound a size, and what it is counted in.
struct Size {
    minimum: &'static str,
    maximum: &'static str,
    one: &'static str,
    many: &'static str,
}

impl Size {
    const LENGTH: Self =
        Self { minimum: "minLength", maximum: "maxLength", one: "character", many: "characters" };
    const ITEMS: Self =
        Self { minimum: "minItems", maximum: "maxItems", one: "item", many: "items" };
    const PROPERTIES: Self = Self {
        minimum: "minProperties",
        maximum: "maxProperties",
        one: "property",
        many: "properties",
    };

    fn unit(&self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }
}

fn type_of(value: &Json<'_>) -> u8 {
    match value {
        Json::Null => schema::NULL,
        Json::Bool(_) => schema::BOOLEAN,
        Json::Number(number) if number.is_integer() => schema::INTEGER,
        Json::Number(_) => schema::FRACTION,
        Json::String(_) => schema::STRING,
        Json::Array(_) => schema::ARRAY,
        Json::Object(_) => schema::OBJECT,
    }
}

/// The names of types.
struct Types(u8);

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NUMBER: u8 = schema::INTEGER | schema::FRACTION;
        let names = [
            (schema::NULL, "null"),
            (schema::BOOLEAN, "a boolean"),
            (NUMBER, "a number"),
            (schema::INTEGER, "an integer"),
            (schema::FRACTION, "a number with a fraction"),
            (schema::STRING, "a string"),
            (schema::ARRAY, "an array"),
            (schema::OBJECT, "an object"),
        ];
        let mut rest = self.0;
        let mut separator = "";
        for (types, name) in names {
            if rest & types == types {
                rest &= !types;
                write!(f, "{separator}{name}")?;
                separator = " or ";
            }
        }
        if separator.is_empty() { f.write_str("no value") } else { Ok(()) }
    }
}
