//! The evaluation of schemas on typed values.
//!
//! One walk serves all purposes: whether a schema accepts a value, which error it leaves if not, and
//! which items or members it evaluates, for the `unevaluated…` of the schemas around it. Errors cost
//! nothing until there is one, and no subschema is evaluated twice for the sake of coverage.

use std::fmt;

use super::coverage::Coverage;
use super::error::Error;
use super::json::Json;
use super::report::{Found, Mode, Outcome};
use super::schema::Schema;

impl Schema {
    /// Whether the value is valid.
    pub fn accepts(&self, value: Json<'_>) -> bool {
        self.evaluate(&value, Mode::Judge, None).is_ok()
    }

    /// The first violation, if the value is not valid.
    pub fn check(&self, value: Json<'_>) -> Result<(), Error> {
        self.evaluate(&value, Mode::Explain, None).map_err(|error| {
            // There always is one, because it was wanted.
            error.unwrap_or_else(|| Error::new("", self.at, String::new(), String::new()))
        })
    }

    /// Evaluates the value; if it is valid, adds to the coverage what was evaluated of it.
    pub fn evaluate(
        &self,
        value: &Json<'_>,
        mode: Mode,
        coverage: Option<&mut Coverage>,
    ) -> Outcome {
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
        unevaluated.apply_to_rest(value, mode, &own)?;
        if let Some(coverage) = coverage {
            coverage.add_all();
        }
        Ok(())
    }

    /// Evaluates an item or a member of the value at hand.
    pub fn descend(&self, segment: &dyn fmt::Display, child: &Json<'_>, mode: Mode) -> Outcome {
        let within = |error: Option<Error>| error.map(|error| error.within(segment));
        self.evaluate(child, mode, None).map_err(within)
    }

    /// Applies all subschemas but `unevaluated…`.
    fn apply(&self, value: &Json<'_>, mode: Mode, mut coverage: Option<&mut Coverage>) -> Outcome {
        match value {
            Json::Array(array) => self.apply_to_items(*array, mode, coverage.as_deref_mut())?,
            Json::Object(object) => {
                self.apply_to_members(*object, mode, coverage.as_deref_mut())?;
                for (name, schema) in self.dependent_schemas {
                    if object.get(name).is_some() {
                        schema.evaluate(value, mode, coverage.as_deref_mut())?;
                    }
                }
            }
            _ => {}
        }
        let lists = [self.references, self.all_of, self.any_of, self.one_of];
        if lists.iter().all(|list| list.is_empty()) && self.not.is_none() && self.if_.is_none() {
            return Ok(());
        }
        self.apply_in_place(value, mode, coverage)
    }

    /// Applies the subschemas that are for the value itself.
    fn apply_in_place(
        &self,
        value: &Json<'_>,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        for schema in self.references.iter().chain(self.all_of) {
            schema.evaluate(value, mode, coverage.as_deref_mut())?;
        }
        if !self.any_of.is_empty() {
            self.apply_any_of(value, mode, coverage.as_deref_mut())?;
        }
        if !self.one_of.is_empty() {
            self.apply_one_of(value, mode, coverage.as_deref_mut())?;
        }
        let accepts = |schema: &&Schema| schema.evaluate(value, Mode::Judge, None).is_ok();
        if let Some(schema) = self.not.filter(accepts) {
            return self.fail(
                mode,
                "not",
                &format_args!("no match of {}", schema.at),
                Found::Value(value),
            );
        }
        if let Some(condition) = self.if_ {
            let met = condition.covers(value, coverage.as_deref_mut());
            if let Some(schema) = if met { self.then } else { self.else_ } {
                schema.evaluate(value, mode, coverage)?;
            }
        }
        Ok(())
    }

    fn apply_any_of(
        &self,
        value: &Json<'_>,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let mut accepted = false;
        for schema in self.any_of {
            accepted |= schema.covers(value, coverage.as_deref_mut());
            if accepted && coverage.is_none() {
                break;
            }
        }
        if accepted {
            return Ok(());
        }
        self.fail(mode, "anyOf", &Expected(self.any_of, value), Found::Value(value))
    }

    fn apply_one_of(
        &self,
        value: &Json<'_>,
        mode: Mode,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let accepts = |schema: &&&Schema| schema.covers(value, coverage.as_deref_mut());
        let mut accepting = self.one_of.iter().filter(accepts);
        match (accepting.next(), accepting.next()) {
            (Some(_), None) => Ok(()),
            (None, _) => {
                self.fail(mode, "oneOf", &Expected(self.one_of, value), Found::Value(value))
            }
            (Some(one), Some(other)) => self.fail(
                mode,
                "oneOf",
                &"a match of only one",
                Found::Text(&format_args!("matches of {} and {}", one.at, other.at)),
            ),
        }
    }

    /// Whether the value is valid, with its coverage only if so.
    fn covers(&self, value: &Json<'_>, coverage: Option<&mut Coverage>) -> bool {
        let Some(coverage) = coverage else {
            return self.evaluate(value, Mode::Judge, None).is_ok();
        };
        let mut own = Coverage::none_of(value);
        let accepted = self.evaluate(value, Mode::Judge, Some(&mut own)).is_ok();
        if accepted {
            coverage.add(&own);
        }
        accepted
    }
}

/// What each of some schemas expects of a value that none of them accepts.
struct Expected<'a>(&'a [&'a Schema], &'a Json<'a>);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(schemas, value) = self;
        let mut separator = "";
        for schema in *schemas {
            if let Err(Some(error)) = schema.evaluate(value, Mode::Explain, None) {
                let location = error.instance_location();
                let colon = if location.is_empty() { "" } else { ": " };
                write!(f, "{separator}{location}{colon}{}", error.expected())?;
                separator = " or ";
            }
        }
        Ok(())
    }
}
