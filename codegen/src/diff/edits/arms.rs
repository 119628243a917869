//! Conjunctions, unions, negations, conditions and references.

use super::{At, Effect, Steps};
use crate::diagnostic::Code;
use crate::diff::verdict::Relation;
use crate::resolve::{Keyword, Schema, SchemaId};

/// Which list of schemas.
type List = for<'s> fn(&'s mut Schema) -> &'s mut Vec<SchemaId>;

/// The members of two lists that belong together, and those that are alone.
struct Pairs {
    both: Vec<(usize, usize)>,
    gone: Vec<usize>,
    added: Vec<usize>,
}

impl Steps<'_> {
    pub(super) fn arms(&mut self) {
        self.references();
        self.list(Keyword::AllOf, "allOf", true, |it| &mut it.all_of);
        self.unions();
        self.subschema(Keyword::Not, Code::ConditionChanged, false, |it| &mut it.not);
        self.condition();
    }

    fn references(&mut self) {
        if self.old.unresolved != self.new.unresolved {
            let at = At { old: Some(&["$ref"]), new: Some(&["$ref"]) };
            let message = "a reference that leads nowhere changed".to_owned();
            let effect = Effect::Known(Relation::UNKNOWN);
            self.push(Code::ReferenceChanged, message, at, effect, false);
        }
        let (old, new) = (&self.old.references, &self.new.references);
        if old.len() == new.len() {
            let evaluates = self.looks_at_parts();
            for (old, new) in old.iter().zip(new) {
                self.child(*old, *new, !evaluates);
            }
        } else {
            let new = new.clone();
            self.keyword(Keyword::Ref, Code::ReferenceChanged, |it| it.references = new);
        }
    }

    fn unions(&mut self) {
        let (old, new) = (self.old, self.new);
        let one_became_any = new.one_of.is_empty() && !old.one_of.is_empty();
        let any_became_one = new.any_of.is_empty() && !old.any_of.is_empty();
        let swapped = one_became_any && old.any_of.is_empty() && !new.any_of.is_empty()
            || any_became_one && old.one_of.is_empty() && !new.one_of.is_empty();
        if !swapped {
            self.list(Keyword::AnyOf, "anyOf", false, |it| &mut it.any_of);
            self.list(Keyword::OneOf, "oneOf", false, |it| &mut it.one_of);
            return;
        }
        let (before, after, arms): (_, _, &[SchemaId]) = if one_became_any {
            ("oneOf", "anyOf", &new.any_of)
        } else {
            ("anyOf", "oneOf", &new.one_of)
        };
        let message = format!("`{before}` became `{after}`");
        let at = At { old: Some(&[before]), new: Some(&[after]) };
        let arms = arms.to_vec();
        self.step(Code::UnionChanged, message, at, |it| {
            let (any_of, one_of) =
                if one_became_any { (arms, Vec::new()) } else { (Vec::new(), arms) };
            it.any_of = any_of;
            it.one_of = one_of;
        });
    }

    /// Schemas of a list are compared in pairs; those without a counterpart are steps.
    fn list(&mut self, keyword: Keyword, name: &str, conjunction: bool, list: List) {
        let (mut old, mut new) = (self.old.clone(), self.new.clone());
        let (old, new) = (list(&mut old).clone(), list(&mut new).clone());
        let Pairs { both, gone, added } = self.pairs(&old, &new);
        let (removed_code, added_code, what) = if conjunction {
            (Code::ConjunctChanged, Code::ConjunctChanged, "condition")
        } else {
            (Code::ArmRemoved, Code::ArmAdded, "arm")
        };
        if old.is_empty() != new.is_empty() {
            let code = if conjunction { Code::ConjunctChanged } else { Code::UnionChanged };
            self.keyword(keyword, code, |it| *list(it) = new);
            return;
        }
        for index in gone {
            let Some(id) = old.get(index) else { continue };
            let text = index.to_string();
            let tokens = [name, text.as_str()];
            let at = At { old: Some(&tokens), new: None };
            let message = format!("the {what} {index} of `{name}` was removed");
            self.step(removed_code, message, at, |it| list(it).retain(|other| other != id));
        }
        for index in added {
            let Some(id) = new.get(index) else { continue };
            let text = index.to_string();
            let tokens = [name, text.as_str()];
            let at = At { old: None, new: Some(&tokens) };
            let message = format!("the {what} {index} of `{name}` was added");
            self.step(added_code, message, at, |it| list(it).push(*id));
        }
        let evaluates = self.looks_at_parts();
        for (old_index, new_index) in both {
            if let (Some(old), Some(new)) = (old.get(old_index), new.get(new_index)) {
                self.child(*old, *new, conjunction && !evaluates);
            }
        }
    }

    /// Whether it matters which members and elements the parts look at.
    pub(super) fn looks_at_parts(&self) -> bool {
        let looks =
            |it: &Schema| it.unevaluated_items.is_some() || it.unevaluated_properties.is_some();
        looks(self.old) || looks(self.new)
    }

    /// Equal texts belong together; of the rest, as many on both sides go by their order.
    fn pairs(&self, old: &[SchemaId], new: &[SchemaId]) -> Pairs {
        let mut both = Vec::new();
        let mut gone: Vec<usize> = (0..old.len()).collect();
        let mut added: Vec<usize> = (0..new.len()).collect();
        let same = |a: usize, b: usize| match (old.get(a), new.get(b)) {
            (Some(a), Some(b)) => self.same_text(*a, *b),
            (None, _) | (_, None) => false,
        };
        gone.retain(|before| {
            let found = added.iter().position(|after| same(*before, *after));
            if let Some(at) = found {
                both.push((*before, added.remove(at)));
            }
            found.is_none()
        });
        if gone.len() == added.len() {
            both.extend(gone.drain(..).zip(added.drain(..)));
        }
        Pairs { both, gone, added }
    }

    fn condition(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.if_.is_some() != new.if_.is_some() {
            self.keyword(Keyword::If, Code::ConditionChanged, |it| {
                it.if_ = new.if_;
                it.then = new.then;
                it.else_ = new.else_;
            });
            return;
        }
        if let (Some(old), Some(new)) = (old.if_, new.if_) {
            self.child(old, new, false);
        }
        self.subschema(Keyword::Then, Code::ConditionChanged, false, |it| &mut it.then);
        self.subschema(Keyword::Else, Code::ConditionChanged, false, |it| &mut it.else_);
    }
}
