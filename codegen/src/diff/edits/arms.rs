//! Conjunctions, unions, negations, conditions and references.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{At, Effect, Steps};
use crate::diagnostic::Code;
use crate::diff::implies::tags;
use crate::diff::names;
use crate::diff::slot::{Flow, Slot};
use crate::diff::verdict::Relation;
use crate::resolve::{Keyword, Schema, SchemaId};

/// Which schema.
type Single = for<'s> fn(&'s mut Schema) -> &'s mut Option<SchemaId>;
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
        self.list(Keyword::AllOf, "allOf", |it| &mut it.all_of);
        self.unions();
        let turns = (Slot::Here, Flow::TURNS);
        self.subschema(Keyword::Not, Code::ConditionChanged, turns, |it| &mut it.not);
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
            let flow = Flow::ALONG.looking(self.looks_at_parts());
            for (old, new) in old.iter().zip(new) {
                self.child(*old, *new, Slot::Here, flow);
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
            self.list(Keyword::AnyOf, "anyOf", |it| &mut it.any_of);
            self.list(Keyword::OneOf, "oneOf", |it| &mut it.one_of);
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
    fn list(&mut self, keyword: Keyword, name: &str, list: List) {
        let conjunction = keyword == Keyword::AllOf;
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
        let turns = keyword == Keyword::OneOf && !self.are_told_apart(&old, &new, &both);
        let flow = Flow { turns, looks: self.looks_at_parts() };
        for (old_index, new_index) in both {
            if let (Some(old), Some(new)) = (old.get(old_index), new.get(new_index)) {
                self.child(*old, *new, Slot::Here, flow);
            }
        }
    }

    /// Whether no document is of two arms, be they old or new, so that `oneOf` is as `anyOf`.
    fn are_told_apart(&self, old: &[SchemaId], new: &[SchemaId], both: &[(usize, usize)]) -> bool {
        let partner: HashMap<usize, usize> = both.iter().map(|(old, new)| (*new, *old)).collect();
        let mut groups: Vec<Vec<SchemaId>> = old.iter().map(|id| vec![*id]).collect();
        for (index, id) in new.iter().enumerate() {
            match partner.get(&index).and_then(|old| groups.get_mut(*old)) {
                Some(group) => group.push(*id),
                None => groups.push(vec![*id]),
            }
        }
        tags::are_disjoint(self.versions, &groups)
    }

    /// Whether it matters which members and elements the parts look at.
    pub(super) fn looks_at_parts(&self) -> bool {
        let looks =
            |it: &Schema| it.unevaluated_items.is_some() || it.unevaluated_properties.is_some();
        looks(self.old) || looks(self.new)
    }

    /// Equal schemas belong together, then equal texts, then those with one name; of the rest, as
    /// many on both sides go by their order.
    fn pairs(&self, old: &[SchemaId], new: &[SchemaId]) -> Pairs {
        let mut both = Vec::new();
        let mut gone: Vec<usize> = (0..old.len()).collect();
        let mut added: Vec<usize> = (0..new.len()).collect();
        let text = |id: SchemaId| self.versions.json(id).map(|it| format!("= {}", it.to_text()));
        let first = |id: SchemaId| Some(format!("# {}", self.versions.first(id).0));
        let name = |id: SchemaId| names::arm(self.versions, id);
        let rules: [&dyn Fn(SchemaId) -> Option<String>; 3] = [&text, &first, &name];
        for rule in rules {
            let key = |list: &[SchemaId], index: usize| list.get(index).and_then(|id| rule(*id));
            let mut waiting: HashMap<String, VecDeque<usize>> = HashMap::new();
            for index in &added {
                if let Some(key) = key(new, *index) {
                    waiting.entry(key).or_default().push_back(*index);
                }
            }
            let mut taken = HashSet::new();
            gone.retain(|before| {
                let found = key(old, *before).and_then(|key| waiting.get_mut(&key)?.pop_front());
                both.extend(found.map(|after| (*before, after)));
                taken.extend(found);
                found.is_none()
            });
            added.retain(|index| !taken.contains(index));
        }
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
            self.child(old, new, Slot::Here, Flow::TURNS.looking(self.looks_at_parts()));
        }
        let stays = match (old.if_, new.if_) {
            (Some(old), Some(new)) => self.versions.same(old, new),
            (None, _) | (_, None) => true,
        };
        let flow = Flow { turns: !stays, looks: self.looks_at_parts() };
        for (keyword, slot) in
            [(Keyword::Then, (|it| &mut it.then) as Single), (Keyword::Else, |it| &mut it.else_)]
        {
            self.subschema(keyword, Code::ConditionChanged, (Slot::Here, flow), slot);
        }
    }
}
