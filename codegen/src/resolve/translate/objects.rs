//! Keywords for objects.
//!
//! Input: the keyword. Output: `dependentRequired` and `dependentSchemas`, however the dialect
//! writes them; `required` without repetitions.
//!
//! ```text
//! {"dependencies": {"a": ["b"], "c": S}}
//!     ⇒ {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": S}}
//! ```

use indexmap::IndexMap;

use crate::source::Json;

use super::super::{Keyword, KeywordSet};
use super::{ALLOWS_ALL, Entry, Reader, Role, asserts};

const NAMES: &str = "an array of strings";

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn required(&mut self, entry: Entry<'a>) -> Role {
        if entry.value.as_bool().is_some() {
            let message =
                "`required` is an array since draft 4: the parent lists its required members";
            self.warn(entry, message.to_owned(), "this keyword is ignored");
            return Role::Ignored("a boolean `required` is of draft 3");
        }
        let Some(names) = self.names(entry, entry.value) else { return self.bad(entry, NAMES) };
        self.schema.required = names;
        if self.schema.required.is_empty() { ALLOWS_ALL } else { asserts(Keyword::Required) }
    }

    /// The strings of an array, without repetitions; elements that are no strings are left out.
    fn names(&mut self, entry: Entry<'a>, value: &'a Json) -> Option<Vec<String>> {
        let items = value.as_array()?;
        let names: indexmap::IndexSet<_> = items.iter().filter_map(Json::as_str).collect();
        if items.iter().any(|item| item.as_str().is_none()) {
            self.bad(entry, NAMES);
        }
        Some(names.into_iter().map(str::to_owned).collect())
    }

    pub(super) fn pattern_properties(&mut self, entry: Entry<'a>) -> Role {
        let Some(object) = entry.value.as_object() else {
            return self.bad(entry, "an object of schemas");
        };
        let mut unsupported = None;
        for (pattern, member) in object {
            let child = self.child(&[entry.name, pattern], &member.value);
            match self.builder.pattern(pattern) {
                Ok(reading) => {
                    self.warn_if_hard(entry, pattern, &reading);
                    self.schema.pattern_properties.insert(reading.source, child);
                }
                Err(error) => unsupported = Some(self.bad_pattern(entry, pattern, &error)),
            }
        }
        match unsupported {
            Some(role) => role,
            None if object.is_empty() => ALLOWS_ALL,
            None => asserts(Keyword::PatternProperties),
        }
    }

    pub(super) fn dependent_required(&mut self, entry: Entry<'a>) -> Role {
        let Some(object) = entry.value.as_object() else {
            return self.bad(entry, "an object of arrays of strings");
        };
        let mut dependent = IndexMap::new();
        for (name, member) in object {
            match self.names(entry, &member.value) {
                Some(names) if names.is_empty() => {}
                Some(names) => {
                    dependent.insert(name.clone(), names);
                }
                None => return self.bad(entry, "an object of arrays of strings"),
            }
        }
        self.schema.dependent_required.extend(dependent);
        if object.is_empty() { ALLOWS_ALL } else { asserts(Keyword::DependentRequired) }
    }

    pub(super) fn dependencies(&mut self, entry: Entry<'a>) -> Role {
        let Some(object) = entry.value.as_object() else { return self.bad(entry, "an object") };
        let mut keywords = KeywordSet::NONE;
        for (name, member) in object {
            let names = match member.value.as_str() {
                // Draft 3 has a single name without an array.
                Some(only) => Some(vec![only.to_owned()]),
                None => self.names(entry, &member.value),
            };
            if let Some(names) = names {
                if !names.is_empty() {
                    keywords.insert(Keyword::DependentRequired);
                    self.schema.dependent_required.insert(name.clone(), names);
                }
            } else {
                keywords.insert(Keyword::DependentSchemas);
                let child = self.child(&[entry.name, name], &member.value);
                self.schema.dependent_schemas.insert(name.clone(), child);
            }
        }
        if keywords.is_empty() { ALLOWS_ALL } else { Role::Asserts(keywords) }
    }
}
