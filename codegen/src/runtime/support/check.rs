//! The evaluation of schemas on typed values.
//!
//! One walk serves all purposes: whether a schema accepts a value, which error it leaves if not, and
//! which items or members it evaluates, for the `unevaluated…` of the schemas around it. Errors cost
//! nothing until there is one, and no subschema is evaluated twice for the sake of coverage.

use std::fmt;

use super::coverage::Coverage;
use super::error::Error;
use super::json::Json;
use super::memo::Memo;
use super::report::{Found, Mode, Outcome, Wanted, address};
use super::schema::Schema;
use super::secrets::is_secret;

impl Schema {
    /// Whether the value is valid.
    pub fn accepts(&self, value: &Json<'_>, mode: Mode<'_>) -> bool {
        self.evaluate(value, mode.judging(), None).is_ok()
    }

    /// Whether a value is valid each part of which has a place of its own in memory, by what is known of
    /// its parts.
    pub fn holds(&self, value: &Json<'_>, memo: &Memo) -> bool {
        self.evaluate(value, Mode { wanted: Wanted::Verdict, depth: None, memo }, None).is_ok()
    }

    /// Whether it has subschemas that it judges the value by.
    fn chooses(&self) -> bool {
        let Self { any_of, one_of, not, if_, references, all_of, .. } = self;
        !(any_of.is_empty() && one_of.is_empty() && references.is_empty() && all_of.is_empty())
            || not.is_some()
            || if_.is_some()
    }

    /// The first violation, if the value is not valid.
    pub fn check(&self, value: Json<'_>) -> Result<(), Error> {
        let memo = Memo::default();
        let mode = Mode { wanted: Wanted::Error, depth: Some(0), memo: &memo };
        self.evaluate(&value, mode, None).map_err(|error| error.unwrap_or_else(|| self.unknown()))
    }

    /// The first violation of a value that is not valid.
    pub fn violation(&self, value: Json<'_>) -> Error {
        self.check(value).err().unwrap_or_else(|| self.unknown())
    }

    /// Stands for a violation that was wanted and is not there, which does not happen.
    fn unknown(&self) -> Error {
        Error::new("", self.at, "", "")
    }

    /// Evaluates the value; if it is valid, adds to the coverage what was evaluated of it.
    pub fn evaluate(
        &self,
        value: &Json<'_>,
        mode: Mode<'_>,
        coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let wanted = match mode.wanted {
            Wanted::Error | Wanted::Part if self.secret => Wanted::SecretError,
            wanted => wanted,
        };
        let mode = Mode { wanted, ..mode };
        if wanted == Wanted::Verdict && coverage.is_none() && self.chooses() {
            return if self.verdict(value, mode) { Ok(()) } else { Err(None) };
        }
        self.evaluate_anew(value, mode, coverage)
    }

    /// The verdict on an array or an object, which is found once.
    fn verdict(&self, value: &Json<'_>, mode: Mode<'_>) -> bool {
        let find = || self.evaluate_anew(value, mode, None).is_ok();
        let Some(address) = address(value) else { return find() };
        let schema: *const Self = self;
        mode.memo.verdict((schema as usize, address, mode.depth), find)
    }

    fn evaluate_anew(
        &self,
        value: &Json<'_>,
        mode: Mode<'_>,
        coverage: Option<&mut Coverage>,
    ) -> Outcome {
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
    pub fn descend(&self, segment: &dyn fmt::Display, child: &Json<'_>, mode: Mode<'_>) -> Outcome {
        let within = |error: Option<Error>| error.map(|error| error.within(segment));
        self.evaluate(child, mode.inward(), None).map_err(within)
    }

    /// Evaluates a member, whose error says nothing of a secret value.
    pub fn descend_to(&self, name: &str, child: &Json<'_>, mode: Mode<'_>) -> Outcome {
        let within = |error: Option<Error>| {
            let conceal = |error: Error| if is_secret(name) { error.concealed() } else { error };
            error.map(|error| conceal(error).within(&name))
        };
        self.evaluate(child, mode.inward(), None).map_err(within)
    }

    /// Applies all subschemas but `unevaluated…`.
    fn apply(
        &self,
        value: &Json<'_>,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
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
        mode: Mode<'_>,
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
        if let Some(schema) = self.not.filter(|schema| schema.accepts(value, mode)) {
            return self.fail(
                mode,
                "not",
                &format_args!("no match of {}", schema.at),
                Found::Value(value),
            );
        }
        if let Some(condition) = self.if_ {
            let met = condition.covers(value, mode, coverage.as_deref_mut());
            if let Some(schema) = if met { self.then } else { self.else_ } {
                schema.evaluate(value, mode, coverage)?;
            }
        }
        Ok(())
    }

    fn apply_any_of(
        &self,
        value: &Json<'_>,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let mut accepted = false;
        for schema in self.any_of {
            accepted |= schema.covers(value, mode, coverage.as_deref_mut());
            if accepted && coverage.is_none() {
                break;
            }
        }
        if accepted {
            return Ok(());
        }
        let expected = &Expected { schemas: self.any_of, value, mode };
        self.fail(mode, "anyOf", expected, Found::Value(value))
    }

    fn apply_one_of(
        &self,
        value: &Json<'_>,
        mode: Mode<'_>,
        mut coverage: Option<&mut Coverage>,
    ) -> Outcome {
        let accepts =
            |schema: &&&'static Schema| schema.covers(value, mode, coverage.as_deref_mut());
        let mut accepting = self.one_of.iter().filter(accepts);
        match (accepting.next(), accepting.next()) {
            (Some(_), None) => Ok(()),
            (None, _) => {
                let expected = &Expected { schemas: self.one_of, value, mode };
                self.fail(mode, "oneOf", expected, Found::Value(value))
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
    fn covers(&self, value: &Json<'_>, mode: Mode<'_>, coverage: Option<&mut Coverage>) -> bool {
        let Some(coverage) = coverage else { return self.accepts(value, mode) };
        let mut own = Coverage::none_of(value);
        let accepted = self.evaluate(value, mode.judging(), Some(&mut own)).is_ok();
        if accepted {
            coverage.add(&own);
        }
        accepted
    }
}

/// What each of some schemas expects of a value that none of them accepts.
struct Expected<'a> {
    schemas: &'static [&'static Schema],
    value: &'a Json<'a>,
    mode: Mode<'a>,
}

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than an error shows.
        const ENOUGH: usize = 8;
        if self.mode.wanted == Wanted::Part {
            return f.write_str("a match of one of several schemas");
        }
        let mut separator = "";
        for schema in self.schemas.iter().take(ENOUGH) {
            if let Err(Some(error)) = schema.evaluate(self.value, self.mode.explaining(), None) {
                let location = error.instance_location();
                let colon = if location.is_empty() { "" } else { ": " };
                write!(f, "{separator}{location}{colon}{}", error.expected())?;
                separator = " or ";
            }
        }
        Ok(())
    }
}
