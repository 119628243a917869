//! Members of objects.

use super::{At, Steps, is_trivial};
use crate::diagnostic::Code;
use crate::diff::slot::{Flow, Slot};
use crate::resolve::{Keyword, Schema, SchemaId};

impl Steps<'_> {
    pub(super) fn objects(&mut self) {
        self.properties();
        self.required();
        self.patterns();
        let others = (Slot::Others, Flow::ALONG);
        self.subschema(Keyword::AdditionalProperties, Code::OthersChanged, others.clone(), |it| {
            &mut it.additional_properties
        });
        let name = (Slot::Name, Flow::ALONG);
        self.subschema(Keyword::PropertyNames, Code::NamesChanged, name, |it| {
            &mut it.property_names
        });
        self.dependencies();
        self.subschema(Keyword::UnevaluatedProperties, Code::OthersChanged, others, |it| {
            &mut it.unevaluated_properties
        });
    }

    fn properties(&mut self) {
        let (old, new) = (&self.old.properties, &self.new.properties);
        let gone: Vec<_> = old.iter().filter(|(name, _)| !new.contains_key(*name)).collect();
        let added: Vec<_> = new.iter().filter(|(name, _)| !old.contains_key(*name)).collect();
        if let ([(before, old_id)], [(after, new_id)]) = (gone.as_slice(), added.as_slice())
            && self.same_text(**old_id, **new_id)
            && requires(self.old, before) == requires(self.new, after)
        {
            self.rename(before, after, **new_id);
        } else {
            for (name, id) in gone {
                self.remove(name, *id);
            }
            for (name, id) in added {
                self.add(name, *id);
            }
        }
        for (name, old) in old {
            if let Some(new) = new.get(name) {
                self.child(*old, *new, Slot::Member(name.clone()), Flow::ALONG);
            }
        }
    }

    /// Whether a schema lets a member be anything as long as it does not name it.
    fn leaves_free(&self, schema: &Schema, name: &str) -> bool {
        let evaluator = self.versions.evaluator();
        schema.unevaluated_properties.is_none()
            && schema.additional_properties.is_none_or(|id| {
                let node = self.versions.node(id);
                !node.never && is_trivial(node)
            })
            && !schema.pattern_properties.keys().any(|it| evaluator.matches(it, name))
    }

    /// Says of the last step whether only those notice who used the name for something else.
    fn of_free_name(&mut self, without: &Schema, name: &str, id: SchemaId) {
        let is_free = self.leaves_free(without, name) && !self.versions.node(id).never;
        if let Some(edit) = self.edits.steps.last_mut() {
            edit.of_free_name = is_free;
        }
    }

    fn rename(&mut self, before: &str, after: &str, id: SchemaId) {
        let required = requires(self.new, after);
        let message = format!("the member `{before}` became `{after}`");
        let (old, new) = (["properties", before], ["properties", after]);
        let at = At { old: Some(&old), new: Some(&new) };
        self.step(Code::MemberRenamed, message, at, |it| {
            it.properties.shift_remove(before);
            it.properties.insert(after.to_owned(), id);
            it.required.retain(|name| name != before);
            if required {
                it.required.push(after.to_owned());
            }
        });
    }

    fn remove(&mut self, name: &str, id: SchemaId) {
        let was_required = requires(self.old, name);
        let still_required = requires(self.new, name);
        let kind = if was_required { "required" } else { "optional" };
        let message = format!("the {kind} member `{name}` was removed");
        let at = At { old: Some(&["properties", name]), new: None };
        self.step(Code::MemberRemoved, message, at, |it| {
            it.properties.shift_remove(name);
            if !still_required {
                it.required.retain(|other| other != name);
            }
        });
        self.about(name);
        if !was_required {
            self.of_free_name(self.new, name, id);
        }
    }

    fn add(&mut self, name: &str, id: SchemaId) {
        let required = requires(self.new, name);
        let (kind, code) = if required {
            ("required", Code::RequiredMemberAdded)
        } else {
            ("optional", Code::MemberAdded)
        };
        let message = format!("the {kind} member `{name}` was added");
        let at = At { old: None, new: Some(&["properties", name]) };
        self.step(code, message, at, |it| {
            it.properties.insert(name.to_owned(), id);
            it.required.retain(|other| other != name);
            if required {
                it.required.push(name.to_owned());
            }
        });
        self.about(name);
        if !required {
            self.of_free_name(self.old, name, id);
        }
    }

    fn required(&mut self) {
        let now: Vec<String> = self.current.required.clone();
        let index = |list: &[String], name: &str| {
            list.iter().position(|it| it == name).map(|it| it.to_string())
        };
        for name in now.iter().filter(|name| !requires(self.new, name)) {
            let old = index(&self.old.required, name).unwrap_or_default();
            let message = format!("the member `{name}` is optional now");
            let tokens = ["required", old.as_str()];
            let at = At { old: Some(&tokens), new: Some(&["properties", name]) };
            self.step(Code::BecameOptional, message, at, |it| {
                it.required.retain(|other| other != name);
            });
            self.about(name);
            // The member is shown on the other side, but it is not what changed.
            if let Some(edit) = self.edits.steps.last_mut() {
                edit.new.0 = None;
            }
        }
        for name in self.new.required.iter().filter(|name| !now.contains(name)) {
            let new = index(&self.new.required, name).unwrap_or_default();
            let message = format!("the member `{name}` is required now");
            let tokens = ["required", new.as_str()];
            let at = At { old: Some(&["properties", name]), new: Some(&tokens) };
            self.step(Code::BecameRequired, message, at, |it| it.required.push(name.clone()));
            self.about(name);
            if let Some(edit) = self.edits.steps.last_mut() {
                edit.old.0 = None;
            }
        }
    }

    fn patterns(&mut self) {
        let (old, new) = (&self.old.pattern_properties, &self.new.pattern_properties);
        for pattern in old.keys().filter(|it| !new.contains_key(*it)) {
            let message = format!("members like `{pattern}` have no schema any more");
            let at = At { old: Some(&["patternProperties", pattern]), new: None };
            self.step(Code::NamesChanged, message, at, |it| {
                it.pattern_properties.shift_remove(pattern);
            });
        }
        for (pattern, id) in new {
            if let Some(old) = old.get(pattern) {
                self.child(*old, *id, Slot::Like(pattern.clone()), Flow::ALONG);
                continue;
            }
            let message = format!("members like `{pattern}` have a schema now");
            let at = At { old: None, new: Some(&["patternProperties", pattern]) };
            self.step(Code::NamesChanged, message, at, |it| {
                it.pattern_properties.insert(pattern.clone(), *id);
            });
        }
    }

    fn dependencies(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.dependent_required != new.dependent_required {
            self.keyword(Keyword::DependentRequired, Code::DependenciesChanged, |it| {
                it.dependent_required.clone_from(&new.dependent_required);
            });
        }
        let (before, after) = (&old.dependent_schemas, &new.dependent_schemas);
        let mut mixed = before.clone();
        mixed.retain(|name, _| after.contains_key(name));
        for (name, id) in after {
            mixed.entry(name.clone()).or_insert(*id);
        }
        if before.len() != after.len() || before.keys().any(|it| !after.contains_key(it)) {
            self.keyword(Keyword::DependentSchemas, Code::DependenciesChanged, |it| {
                it.dependent_schemas = mixed;
            });
        }
        let flow = Flow::ALONG.looking(self.looks_at_parts());
        for (name, old) in before {
            if let Some(new) = after.get(name) {
                self.child(*old, *new, Slot::Here, flow);
            }
        }
    }
}

fn requires(schema: &Schema, name: &str) -> bool {
    schema.required.iter().any(|it| it == name)
}
