//! What types do not enforce by their shape, as data for the checks.

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

use super::json::{AsJson, Json};
use super::matches::Matches;
use super::number::Number;

/// `null`, in [`Schema::types`].
pub const NULL: u8 = 1 << 0;
/// `true` and `false`, in [`Schema::types`].
pub const BOOLEAN: u8 = 1 << 1;
/// Numbers whose fractional part is zero, in [`Schema::types`].
pub const INTEGER: u8 = 1 << 2;
/// Numbers whose fractional part is not zero, in [`Schema::types`].
pub const FRACTION: u8 = 1 << 3;
/// Strings, in [`Schema::types`].
pub const STRING: u8 = 1 << 4;
/// Arrays, in [`Schema::types`].
pub const ARRAY: u8 = 1 << 5;
/// Objects, in [`Schema::types`].
pub const OBJECT: u8 = 1 << 6;
/// Every type.
pub const ALL: u8 = 0x7f;

/// A schema by its keywords, which mean what they mean in draft 2020-12.
///
/// It holds what is left to check of a type. Where a keyword looks at its siblings, they are here
/// too: `additional_properties` needs all of `properties`, `items` all of `prefix_items`, and the
/// `unevaluated_…` every applicator, with [`Schema::ANY`] where there is nothing left to check.
/// No schema applies itself to the value that it is applied to.
#[derive(Clone, Copy)]
pub struct Schema {
    /// Where it stands: a file and a JSON Pointer, `person.json#/properties/age`.
    pub at: &'static str,
    /// Whether errors keep the values to themselves, from here on inward.
    pub secret: bool,

    /// `type`; zero for the schema `false`.
    pub types: u8,
    /// `enum`
    pub enumeration: Option<&'static Constants>,
    /// `const`
    pub constant: Option<&'static Constants>,

    /// `multipleOf`
    pub multiple_of: Option<Number<'static>>,
    /// `maximum`
    pub maximum: Option<Number<'static>>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Number<'static>>,
    /// `minimum`
    pub minimum: Option<Number<'static>>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Number<'static>>,

    /// `maxLength`, in code points
    pub max_length: u64,
    /// `minLength`, in code points
    pub min_length: u64,
    /// `pattern`
    pub pattern: Option<&'static dyn Matches>,
    /// `format`, where it asserts
    pub format: Option<&'static dyn Matches>,

    /// `maxItems`
    pub max_items: u64,
    /// `minItems`
    pub min_items: u64,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `prefixItems`
    pub prefix_items: &'static [&'static Schema],
    /// `items`
    pub items: Option<&'static Schema>,
    /// `contains`
    pub contains: Option<&'static Schema>,
    /// `minContains`
    pub min_contains: u64,
    /// `maxContains`
    pub max_contains: u64,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<&'static Schema>,
    /// Whether items that `contains` matches are evaluated, as they are since draft 2020-12.
    pub contains_evaluates: bool,

    /// `maxProperties`
    pub max_properties: u64,
    /// `minProperties`
    pub min_properties: u64,
    /// `required`
    pub required: &'static [&'static str],
    /// `properties`
    pub properties: &'static [(&'static str, &'static Schema)],
    /// `patternProperties`
    pub pattern_properties: &'static [(&'static dyn Matches, &'static Schema)],
    /// `additionalProperties`
    pub additional_properties: Option<&'static Schema>,
    /// `propertyNames`
    pub property_names: Option<&'static Schema>,
    /// `dependentRequired`
    pub dependent_required: &'static [(&'static str, &'static [&'static str])],
    /// `dependentSchemas`
    pub dependent_schemas: &'static [(&'static str, &'static Schema)],
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<&'static Schema>,

    /// `$ref` and its relatives
    pub references: &'static [&'static Schema],
    /// `allOf`
    pub all_of: &'static [&'static Schema],
    /// `anyOf`
    pub any_of: &'static [&'static Schema],
    /// `oneOf`
    pub one_of: &'static [&'static Schema],
    /// `not`
    pub not: Option<&'static Schema>,
    /// `if`
    pub if_: Option<&'static Schema>,
    /// `then`
    pub then: Option<&'static Schema>,
    /// `else`
    pub else_: Option<&'static Schema>,
}

impl Schema {
    /// The schema that accepts every value; all others are written as what sets them apart from it.
    pub const ANY: Self = Self {
        at: "",
        secret: false,
        types: ALL,
        enumeration: None,
        constant: None,
        multiple_of: None,
        maximum: None,
        exclusive_maximum: None,
        minimum: None,
        exclusive_minimum: None,
        max_length: u64::MAX,
        min_length: 0,
        pattern: None,
        format: None,
        max_items: u64::MAX,
        min_items: 0,
        unique_items: false,
        prefix_items: &[],
        items: None,
        contains: None,
        min_contains: 1,
        max_contains: u64::MAX,
        unevaluated_items: None,
        contains_evaluates: true,
        max_properties: u64::MAX,
        min_properties: 0,
        required: &[],
        properties: &[],
        pattern_properties: &[],
        additional_properties: None,
        property_names: None,
        dependent_required: &[],
        dependent_schemas: &[],
        unevaluated_properties: None,
        references: &[],
        all_of: &[],
        any_of: &[],
        one_of: &[],
        not: None,
        if_: None,
        then: None,
        else_: None,
    };
}

/// The values of an `enum` or `const`, parsed when they are first needed.
pub struct Constants {
    texts: &'static [&'static str],
    values: OnceLock<Vec<Value>>,
}

impl Constants {
    /// The values of these JSON texts.
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self { texts, values: OnceLock::new() }
    }

    /// Whether one of them is equal to the value.
    pub fn contain(&self, value: &Json<'_>) -> bool {
        // What `serde_json` cannot hold, such as a lone surrogate, is equal to nothing it has read.
        let parse = || self.texts.iter().filter_map(|text| text.parse().ok()).collect();
        self.values.get_or_init(parse).iter().any(|constant| constant.as_json() == *value)
    }
}

impl fmt::Display for Constants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.texts.join(" or "))
    }
}
