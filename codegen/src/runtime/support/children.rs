//! The keywords that apply subschemas to the items of an array and the members of an object.

use super::coverage::Coverage;
use super::error::Error;
use super::json::{Array, Json, Object};
use super::report::{Found, Mode, Outcome};
use super::schema::Schema;

impl Schema {
    /// Applies `prefixItems`, `items` and `contains`.
    pub fn apply_to_items(
        &self,
        array: &dyn Array,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let end = if self.items.is_some() { usize::MAX } else { self.prefix_items.len() };
        for index in 0..array.len().min(end) {
            let schema = self.prefix_items.get(index).copied().or(self.items);
            if let (Some(schema), Some(item)) = (schema, &array.get(index)) {
                schema.descend(&index, item, mode)?;
            }
            if let Some(coverage) = coverage.as_deref_mut() {
                coverage.add_one(index);
            }
        }
        match self.contains {
            Some(schema) => self.apply_contains(schema, array, mode, coverage),
            None => Ok(()),
        }
    }

    fn apply_contains(
        &self,
        schema: &Schema,
        array: &dyn Array,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let (min, max) = (self.min_contains, self.max_contains);
        let mut count = 0;
        for index in 0..array.len() {
            if array.get(index).is_some_and(|item| schema.accepts(&item, mode.inward())) {
                count += 1;
                match coverage.as_deref_mut() {
                    Some(coverage) if self.contains_evaluates => coverage.add_one(index),
                    _ if count >= min && max == u64::MAX => break,
                    _ => {}
                }
            }
        }
        let matches = |count| if count == 1 { "match" } else { "matches" };
        if count < min {
            let keyword = if min == 1 { "contains" } else { "minContains" };
            return self.fail(
                mode,
                keyword,
                &format_args!("at least {min} {} of {}", matches(min), schema.at),
                Found::Text(&count),
            );
        }
        if count > max {
            return self.fail(
                mode,
                "maxContains",
                &format_args!("at most {max} {} of {}", matches(max), schema.at),
                Found::Text(&count),
            );
        }
        Ok(())
    }

    /// Applies `properties`, `patternProperties`, `additionalProperties` and `propertyNames`.
    pub fn apply_to_members(
        &self,
        object: &dyn Object,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        for (name, schema) in self.properties {
            if let Some(member) = &object.get(name) {
                schema.descend_to(name, member, mode)?;
            }
        }
        if self.pattern_properties.is_empty()
            && self.additional_properties.is_none()
            && self.property_names.is_none()
            && (coverage.is_none() || self.properties.is_empty())
        {
            return Ok(());
        }
        let mut outcome = Ok(());
        let mut index = 0;
        object.each(&mut |name, member| {
            match (self.apply_to_member(name, &member, mode), coverage.as_deref_mut()) {
                (Ok(true), Some(coverage)) => coverage.add_one(index),
                (Ok(_), _) => {}
                (Err(error), _) => outcome = Err(error),
            }
            index += 1;
            outcome.is_ok()
        });
        outcome
    }

    /// Applies to a member what may apply to any, after `properties`; whether it is evaluated.
    fn apply_to_member(
        &self,
        name: &str,
        member: &Json<'_>,
        mode: Mode<'_>,
    ) -> Result<bool, Option<Error>> {
        if let Some(schema) = self.property_names {
            schema.evaluate(&Json::String(name), mode.inward(), None)?;
        }
        let mut evaluated = self.properties.iter().any(|(property, _)| *property == name);
        for (pattern, schema) in self.pattern_properties {
            if pattern.matches(name) {
                schema.descend_to(name, member, mode)?;
                evaluated = true;
            }
        }
        match self.additional_properties {
            Some(schema) if !evaluated => schema.descend_to(name, member, mode).map(|()| true),
            _ => Ok(evaluated),
        }
    }

    /// Applies this schema as an `unevaluated…` to the items or members that are not covered.
    pub fn apply_to_rest(&self, value: &Json<'_>, mode: Mode<'_>, covered: &Coverage) -> Outcome {
        let mut outcome = Ok(());
        match value {
            Json::Array(array) => {
                for index in (0..array.len()).filter(|&index| !covered.has(index)) {
                    if let Some(item) = &array.get(index) {
                        self.descend(&index, item, mode)?;
                    }
                }
            }
            Json::Object(object) => {
                let mut index = 0;
                object.each(&mut |name, member| {
                    if !covered.has(index) {
                        outcome = self.descend_to(name, &member, mode);
                    }
                    index += 1;
                    outcome.is_ok()
                });
            }
            _ => {}
        }
        outcome
    }
}
