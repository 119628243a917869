//! The keywords that assert something without a subschema.

use std::fmt;

use super::check::{Mode, Outcome};
use super::json::{Array, Json, Object};
use super::number::Number;
use super::report::{Found, report};
use super::schema::{self, Schema};
use super::unique::equal_items;

impl Schema {
    /// Fails with an error if one is wanted.
    pub fn fail(
        &self,
        mode: Mode,
        keyword: &'static str,
        expected: &dyn fmt::Display,
        found: Found<'_>,
    ) -> Outcome {
        let found = match (mode, found) {
            (Mode::Judge, _) => return Err(None),
            (Mode::ExplainSecret, Found::Value(_)) => Found::Secret,
            (_, found) => found,
        };
        Err(Some(report(keyword, self.at, expected, found)))
    }

    /// Evaluates the keywords that have no subschemas.
    pub fn assert(&self, value: Json<'_>, mode: Mode) -> Outcome {
        let found = Found::Value(value);
        if self.types != schema::ALL && self.types & type_of(value) == 0 {
            let keyword = if self.types == 0 { "false" } else { "type" };
            return self.fail(mode, keyword, &Types(self.types), found);
        }
        if let Some(constants) = self.constant {
            if !constants.contain(value) {
                return self.fail(mode, "const", &constants.texts().join(""), found);
            }
        }
        if let Some(constants) = self.enumeration {
            if !constants.contain(value) {
                let expected = constants.texts().join(", ");
                return self.fail(mode, "enum", &format_args!("one of {expected}"), found);
            }
        }
        match value {
            Json::Null | Json::Bool(_) => Ok(()),
            Json::Number(number) => self.assert_number(number, mode),
            Json::String(text) => self.assert_string(text, mode),
            Json::Array(array) => self.assert_array(array, mode),
            Json::Object(object) => self.assert_object(object, mode),
        }
    }

    fn assert_number(&self, number: Number<'_>, mode: Mode) -> Outcome {
        let found = Found::Value(Json::Number(number));
        let fail = |keyword, words, limit| {
            self.fail(mode, keyword, &format_args!("{words} {limit}"), found)
        };
        match self.maximum {
            Some(limit) if number > limit => return fail("maximum", "at most", limit),
            _ => {}
        }
        match self.minimum {
            Some(limit) if number < limit => return fail("minimum", "at least", limit),
            _ => {}
        }
        match self.exclusive_maximum {
            Some(limit) if number >= limit => return fail("exclusiveMaximum", "less than", limit),
            _ => {}
        }
        match self.exclusive_minimum {
            Some(limit) if number <= limit => {
                return fail("exclusiveMinimum", "more than", limit);
            }
            _ => {}
        }
        match self.multiple_of {
            Some(divisor) if !number.is_multiple_of(divisor) => {
                fail("multipleOf", "a multiple of", divisor)
            }
            _ => Ok(()),
        }
    }

    fn assert_string(&self, text: &str, mode: Mode) -> Outcome {
        if self.max_length != u64::MAX || self.min_length != 0 {
            let length = text.chars().count();
            let keywords = ["minLength", "maxLength"];
            self.assert_size(mode, keywords, length, self.min_length, self.max_length)?;
        }
        match self.pattern {
            Some(pattern) if !pattern.matches(text) => {
                let expected = format_args!("a match of {}", pattern.source());
                self.fail(mode, "pattern", &expected, Found::Value(Json::String(text)))
            }
            _ => Ok(()),
        }
    }

    fn assert_array(&self, array: &dyn Array, mode: Mode) -> Outcome {
        let keywords = ["minItems", "maxItems"];
        self.assert_size(mode, keywords, array.len(), self.min_items, self.max_items)?;
        if self.unique_items {
            if let Some((a, b)) = equal_items(array) {
                let found = format_args!("equal ones at {a} and {b}");
                return self.fail(mode, "uniqueItems", &"unique items", Found::Text(&found));
            }
        }
        Ok(())
    }

    fn assert_object(&self, object: &dyn Object, mode: Mode) -> Outcome {
        let keywords = ["minProperties", "maxProperties"];
        self.assert_size(mode, keywords, object.len(), self.min_properties, self.max_properties)?;
        let found = Found::Text(&"an object without it");
        for name in self.required {
            if object.get(name).is_none() {
                return self.fail(mode, "required", &format_args!("property {name:?}"), found);
            }
        }
        for (name, required) in self.dependent_required {
            let missing = |other: &&&str| object.get(other).is_none();
            if object.get(name).is_none() {
                continue;
            }
            if let Some(other) = required.iter().find(missing) {
                let expected = format_args!("property {other:?} beside {name:?}");
                return self.fail(mode, "dependentRequired", &expected, found);
            }
        }
        Ok(())
    }

    /// Evaluates a pair of keywords that bound a size from below and above.
    fn assert_size(
        &self,
        mode: Mode,
        keywords: [&'static str; 2],
        size: usize,
        least: u64,
        most: u64,
    ) -> Outcome {
        let found = Found::Text(&size);
        let [minimum, maximum] = keywords;
        let unit = match maximum {
            "maxLength" => "characters",
            "maxItems" => "items",
            _ => "properties",
        };
        if (size as u64) < least {
            return self.fail(mode, minimum, &format_args!("at least {least} {unit}"), found);
        }
        if size as u64 > most {
            return self.fail(mode, maximum, &format_args!("at most {most} {unit}"), found);
        }
        Ok(())
    }
}

fn type_of(value: Json<'_>) -> u8 {
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
