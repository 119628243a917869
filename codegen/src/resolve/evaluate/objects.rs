//! Keywords for objects.
//!
//! Input: the members. Output: the verdict, and which members were evaluated.

use crate::source::{Json, Kind, Object};

use super::{Run, Step};

impl Step<'_, '_> {
    pub(super) fn object(&mut self, object: &Object) -> bool {
        let schema = self.schema;
        let size = object.len() as u64;
        schema.min_properties.is_none_or(|least| size >= least)
            && schema.max_properties.is_none_or(|most| size <= most)
            && schema.required.iter().all(|name| object.contains_key(name))
            && self.dependencies(object)
            && self.property_names(object)
            && self.members(object)
            && self.unevaluated_properties(object)
    }

    /// `dependentRequired` and `dependentSchemas`.
    fn dependencies(&mut self, object: &Object) -> bool {
        let schema = self.schema;
        schema
            .dependent_required
            .iter()
            .filter(|(name, _)| object.contains_key(*name))
            .all(|(_, required)| required.iter().all(|name| object.contains_key(name)))
            && schema
                .dependent_schemas
                .iter()
                .filter(|(name, _)| object.contains_key(*name))
                .all(|(_, id)| self.apply(*id))
    }

    fn property_names(&self, object: &Object) -> bool {
        let Some(id) = self.schema.property_names else { return true };
        object.iter().all(|(name, member)| {
            let name = Json { span: member.name_span, kind: Kind::String(name.clone()) };
            // A run of its own: this value is gone when the next one stands in its place.
            Run::new(self.evaluator()).is_valid(id, &name)
        })
    }

    /// `properties`, `patternProperties` and `additionalProperties`.
    fn members(&mut self, object: &Object) -> bool {
        let schema = self.schema;
        object.iter().enumerate().all(|(index, (name, member))| {
            let named = schema.properties.get(name).copied();
            let (run, evaluator) = (self.run, self.evaluator());
            let patterns = schema.pattern_properties.iter();
            let matching = patterns.filter(|(pattern, _)| evaluator.matches(pattern, name));
            let mut applied = named.into_iter().chain(matching.map(|(_, id)| *id)).peekable();
            let additional = match applied.peek() {
                None => schema.additional_properties,
                Some(_) => None,
            };
            if applied.peek().is_some() || additional.is_some() {
                self.mark(index);
            }
            applied.chain(additional).all(|id| run.is_valid(id, &member.value))
        })
    }

    fn unevaluated_properties(&mut self, object: &Object) -> bool {
        let Some(id) = self.schema.unevaluated_properties else { return true };
        object.values().enumerate().all(|(index, member)| {
            let evaluated = self.evaluated.as_ref().and_then(|marks| marks.get(index));
            if evaluated == Some(&true) {
                return true;
            }
            self.mark(index);
            self.run.is_valid(id, &member.value)
        })
    }
}
