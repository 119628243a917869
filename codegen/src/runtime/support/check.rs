//! The evaluation of schemas on typed values.
//!
//! One walk serves all purposes: whether a schema accepts a value, which error it leaves if not, and
//! which items or members it evaluates, for the `unevaluated…` of the schemas around it. Nothing is
//! allocated for a value that is accepted, except for the latter.

use std::fmt;

use super::coverage::Coverage;
use super::error::Error;
use super::json::{Array, Json, Object};
use super::report::{Found, Mode, Outcome};
use super::schema::Schema;

impl Schema {
    /// Whether the value is valid.
    pub fn accepts(&self, value: Json<'_>) -> bool {
        self.evaluate(value, Mode::Judge, None).is_ok()
    }

    /// The first violation, if the value is not valid.
    pub fn check(&self, value: Json<'_>) -> Result<(), Error> {
        self.evaluate(value, Mode::Explain, None).map_err(|error| {
            // There always is one, because it was wanted.
            error.unwrap_or_else(|| Error::new("", self.at, String::new(), String::new()))
        })
    }

    /// Evaluates the value; if it is valid, adds to the coverage what was evaluated of it.
    fn evaluate(&self, value: Json<'_>, mode: Mode, coverage: Option<&mut Coverage>) -> Outcome {
        let mode = match mode {
            Mode::Explain if self.secret => Mode::ExplainSecret,
            mode => mode,
        };
        self.assert(value, mode)?;
        let unevaluated = match value {
            Json::Array(_) => self.unevaluated_items,
            Json::Object(_) => self.unevaluated_properties,
            _ => None,
        };
        let Some(unevaluated) = unevaluated else {
            return self.apply(value, mode, coverage);
        };
        let mut own = Coverage::none_of(value);
        self.apply(value, mode, Some(&mut own))?;
        each_child(value, &mut |index, segment, child| match own.has(index) {
            true => Ok(()),
            false => unevaluated.descend(segment, child, mode),
        })?;
        if let Some(coverage) = coverage {
            coverage.add_all();
        }
        Ok(())
    }

    /// Evaluates a child of the value at hand.
    fn descend(&self, segment: &dyn fmt::Display, child: Json<'_>, mode: Mode) -> Outcome {
        let within = |error: Option<Error>| error.map(|error| error.within(segment));
        self.evaluate(child, mode, None).map_err(within)
    }

    /// Applies the subschemas.
    fn apply(&self, value: Json<'_>, mode: Mode, mut coverage: Option<&mut Coverage>) -> Outcome {
        match value {
            Json::Array(array) => self.apply_to_items(array, mode, coverage.as_deref_mut())?,
            Json::Object(object) => {
                self.apply_to_members(object, mode, coverage.as_deref_mut())?;
                for (name, schema) in self.dependent_schemas {
                    if object.get(name).is_some() {
                        schema.evaluate(value, mode, coverage.as_deref_mut())?;
                    }
                }
            }
            _ => {}
        }
        for schema in self.references.iter().chain(self.all_of) {
            schema.evaluate(value, mode, coverage.as_deref_mut())?;
        }
        self.apply_alternatives(value, mode, coverage.as_deref_mut())?;
        if let Some(condition) = self.if_ {
            let met = condition.covers(value, coverage.as_deref_mut());
            if let Some(schema) = if met { self.then } else { self.else_ } {
                schema.evaluate(value, mode, coverage)?;
            }
        }
        Ok(())
    }

    /// Whether the value is valid, with its coverage only if so.
    fn covers(&self, value: Json<'_>, coverage: Option<&mut Coverage>) -> bool {
        let Some(coverage) = coverage else {
            return self.accepts(value);
        };
        let mut own = Coverage::none_of(value);
        let accepted = self.evaluate(value, Mode::Judge, Some(&mut own)).is_ok();
        if accepted {
            coverage.add(&own);
        }
        accepted
    }

    /// Applies `anyOf`, `oneOf` and `not`.
    fn apply_alternatives(
        &self,
        value: Json<'_>,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let mut is_any = self.any_of.is_empty();
        for schema in self.any_of {
            is_any |= schema.covers(value, coverage.as_deref_mut());
            if is_any && coverage.is_none() {
                break;
            }
        }
        if !is_any {
            return self.fail(
                mode,
                "anyOf",
                &Expected(self.any_of, value),
                Found::Value(value),
            );
        }
        if !self.one_of.is_empty() {
            let mut accepting = self
                .one_of
                .iter()
                .filter(|schema| schema.covers(value, coverage.as_deref_mut()));
            match (accepting.next(), accepting.next()) {
                (Some(_), None) => {}
                (None, _) => {
                    let expected = &Expected(self.one_of, value);
                    return self.fail(mode, "oneOf", expected, Found::Value(value));
                }
                (Some(one), Some(other)) => {
                    let found = &format_args!("matches of {} and {}", one.at, other.at);
                    return self.fail(mode, "oneOf", &"a match of only one", Found::Text(found));
                }
            }
        }
        self.not
            .filter(|schema| schema.accepts(value))
            .map_or(Ok(()), |schema| {
                let expected = &format_args!("no match of {}", schema.at);
                self.fail(mode, "not", expected, Found::Value(value))
            })
    }

    fn apply_to_items(
        &self,
        array: &dyn Array,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let schemas = self.prefix_items.iter().copied().map(Some);
        let schemas = schemas.chain(std::iter::repeat(self.items));
        // An `items` that is absent ends the walk.
        for (index, schema) in (0..array.len()).zip(schemas) {
            let (Some(schema), Some(item)) = (schema, array.get(index)) else {
                break;
            };
            schema.descend(&index, item, mode)?;
            if let Some(coverage) = coverage.as_deref_mut() {
                coverage.add_one(index);
            }
        }
        self.contains.map_or(Ok(()), |schema| {
            self.apply_contains(schema, array, mode, coverage)
        })
    }

    fn apply_contains(
        &self,
        schema: &Schema,
        array: &dyn Array,
        mode: Mode,
        coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let accepts = |&index: &usize| array.get(index).is_some_and(|item| schema.accepts(item));
        let matching = (0..array.len()).filter(accepts);
        let count = match coverage {
            Some(coverage) if self.contains_evaluates => {
                matching.inspect(|&index| coverage.add_one(index)).count()
            }
            // One more than the maximum, or the minimum if there is no maximum, is enough to know.
            _ if self.max_contains == u64::MAX => matching.take(limit(self.min_contains)).count(),
            _ => matching
                .take(limit(self.max_contains.saturating_add(1)))
                .count(),
        } as u64;
        let found = Found::Text(&count);
        let (min, max) = (self.min_contains, self.max_contains);
        if count < min {
            let keyword = if min == 1 { "contains" } else { "minContains" };
            let expected = &format_args!("at least {min} {} {}", matches_of(min), schema.at);
            return self.fail(mode, keyword, expected, found);
        }
        if count > max {
            let expected = &format_args!("at most {max} {} {}", matches_of(max), schema.at);
            return self.fail(mode, "maxContains", expected, found);
        }
        Ok(())
    }

    fn apply_to_members(
        &self,
        object: &dyn Object,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        for (name, schema) in self.properties {
            if let Some(member) = object.get(name) {
                schema.descend(name, member, mode)?;
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
            match self.apply_to_member(name, member, mode) {
                Ok(true) => coverage
                    .iter_mut()
                    .for_each(|coverage| coverage.add_one(index)),
                Ok(false) => {}
                Err(error) => outcome = Err(error),
            }
            index += 1;
            outcome.is_ok()
        });
        outcome
    }

    /// Applies to a member what may apply to any, after `properties`; whether one of them or
    /// `properties` did.
    fn apply_to_member(
        &self,
        name: &str,
        member: Json<'_>,
        mode: Mode,
    ) -> Result<bool, Option<Error>> {
        if let Some(schema) = self.property_names {
            schema.evaluate(Json::String(name), mode, None)?;
        }
        let mut evaluated = self
            .properties
            .iter()
            .any(|(property, _)| *property == name);
        for (pattern, schema) in self.pattern_properties {
            if pattern.matches(name) {
                evaluated = true;
                schema.descend(&name, member, mode)?;
            }
        }
        match self.additional_properties {
            Some(schema) if !evaluated => schema.descend(&name, member, mode).map(|()| true),
            _ => Ok(evaluated),
        }
    }
}

/// Visits the items or members of the value.
fn each_child(
    value: Json<'_>,
    visit: &mut dyn FnMut(usize, &dyn fmt::Display, Json<'_>) -> Outcome,
) -> Outcome {
    let mut outcome = Ok(());
    match value {
        Json::Array(array) => {
            for (index, item) in
                (0..array.len()).filter_map(|index| Some((index, array.get(index)?)))
            {
                visit(index, &index, item)?;
            }
        }
        Json::Object(object) => {
            let mut index = 0;
            object.each(&mut |name, member| {
                outcome = visit(index, &name, member);
                index += 1;
                outcome.is_ok()
            });
        }
        _ => {}
    }
    outcome
}

fn matches_of(count: u64) -> &'static str {
    if count == 1 { "match of" } else { "matches of" }
}

fn limit(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// What each of some schemas expects of a value that none of them accepts.
struct Expected<'a>(&'a [&'a Schema], Json<'a>);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self
            .0
            .iter()
            .filter_map(|schema| schema.check(self.1).err());
        for (index, error) in errors.enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            let location = error.instance_location();
            let colon = if location.is_empty() { "" } else { ": " };
            write!(f, "{separator}{location}{colon}{}", error.expected())?;
        }
        Ok(())
    }
}
