//! Types, values, bounds, lengths and patterns.

use std::collections::HashSet;

use super::{At, Effect, Steps, Value, short};
use crate::diagnostic::Code;
use crate::diff::verdict::Relation;
use crate::resolve::{Keyword, Schema};
use crate::source::Json;

/// How many values are told one by one.
const MOST: usize = 40;

macro_rules! changed {
    ($steps:ident, $($field:ident: $keyword:ident, $code:ident;)*) => {$(
        if $steps.old.$field != $steps.new.$field {
            let new = $steps.new.$field.clone();
            $steps.keyword(Keyword::$keyword, Code::$code, |it| it.$field = new);
        }
    )*};
}

impl Steps<'_> {
    pub(super) fn scalars(&mut self) {
        changed!(self, types: Type, TypeChanged;);
        self.enumeration();
        changed!(self,
            constant: Const, ConstantChanged;
            multiple_of: MultipleOf, BoundChanged;
            maximum: Maximum, BoundChanged;
            exclusive_maximum: ExclusiveMaximum, BoundChanged;
            minimum: Minimum, BoundChanged;
            exclusive_minimum: ExclusiveMinimum, BoundChanged;
            max_length: MaxLength, BoundChanged;
            min_length: MinLength, BoundChanged;
            pattern: Pattern, PatternChanged;
            format: Format, FormatChanged;
            max_items: MaxItems, BoundChanged;
            min_items: MinItems, BoundChanged;
            unique_items: UniqueItems, ElementsChanged;
            max_properties: MaxProperties, BoundChanged;
            min_properties: MinProperties, BoundChanged;
        );
    }

    fn enumeration(&mut self) {
        let (old, new) = (&self.old.enumeration, &self.new.enumeration);
        let (Some(before), Some(after)) = (old, new) else {
            if old.is_some() != new.is_some() {
                let new = new.clone();
                self.keyword(Keyword::Enum, Code::EnumChanged, |it| it.enumeration = new);
            }
            return;
        };
        let gone: Vec<usize> = missing(before, after);
        let added: Vec<usize> = missing(after, before);
        if let ([gone], [added]) = (gone.as_slice(), added.as_slice()) {
            let message =
                format!("the value {} became {}", value_at(before, *gone), value_at(after, *added));
            self.value_step(Code::ValueRespelled, message, Some(*gone), Some(*added));
            self.reach_values(after);
            return;
        }
        if gone.len().max(added.len()) > MOST {
            return self.many_values(before, after, &gone, &added);
        }
        for index in gone {
            let message = format!("the value {} was removed", value_at(before, index));
            self.value_step(Code::ValueRemoved, message, Some(index), None);
        }
        for index in added {
            let message = format!("the value {} was added", value_at(after, index));
            self.value_step(Code::ValueAdded, message, None, Some(index));
        }
        self.reach_values(after);
        self.order_of_values(before, after);
    }

    /// So many values came or went that two steps tell it better than one for each.
    fn many_values(&mut self, before: &[Json], after: &[Json], gone: &[usize], added: &[usize]) {
        let at = At { old: Some(&["enum"]), new: Some(&["enum"]) };
        let text = |values: &[Json], indexes: &[usize]| {
            let first = indexes.iter().take(3).map(|it| value_at(values, *it));
            let first = first.collect::<Vec<_>>().join(", ");
            format!(
                "{} values, {first}{},",
                indexes.len(),
                if indexes.len() > 3 { " …" } else { "" }
            )
        };
        if !gone.is_empty() {
            let removed: HashSet<&Json> = gone.iter().filter_map(|it| before.get(*it)).collect();
            let left = before.iter().filter(|it| !removed.contains(it)).cloned().collect();
            let message = format!("{} were removed", text(before, gone));
            self.step(Code::ValueRemoved, message, at, |it| it.enumeration = Some(left));
        }
        if !added.is_empty() {
            let message = format!("{} were added", text(after, added));
            self.step(Code::ValueAdded, message, at, |it| it.enumeration = Some(after.to_vec()));
        }
    }

    fn order_of_values(&mut self, before: &[Json], after: &[Json]) {
        let kept = |list: &[Json], other: &[Json]| -> Vec<Json> {
            let other: HashSet<&Json> = other.iter().collect();
            list.iter().filter(|it| other.contains(it)).cloned().collect()
        };
        if kept(before, after) != kept(after, before) {
            let at = At { old: Some(&["enum"]), new: Some(&["enum"]) };
            let message = "the values of `enum` have another order".to_owned();
            self.push(Code::ValuesReordered, message, at, Effect::Known(Relation::SAME), false);
        }
    }

    /// A step for a value that is gone, one that was added, or one that became the other.
    fn value_step(
        &mut self,
        code: Code,
        message: String,
        gone: Option<usize>,
        added: Option<usize>,
    ) {
        let value = |list: &Option<Vec<Json>>, index: Option<usize>| {
            list.as_ref().and_then(|list| list.get(index?).cloned())
        };
        let (lost, gained) =
            (value(&self.old.enumeration, gone), value(&self.new.enumeration, added));
        let beside = Schema { enumeration: None, ..self.current.clone() };
        let effect = Effect::Value(Box::new(Value { gained, lost, beside, reached: None }));
        let (old, new) = (gone.map(|it| it.to_string()), added.map(|it| it.to_string()));
        let (old, new) = (old.as_deref(), new.as_deref());
        let (old, new) = (old.map(|it| ["enum", it]), new.map(|it| ["enum", it]));
        let at = At { old: old.as_ref().map(|it| &it[..]), new: new.as_ref().map(|it| &it[..]) };
        self.push(code, message, at, effect, false);
        // The list is left out until all values are told, so that no step copies it.
        self.current.enumeration = None;
    }

    /// Gives the schema that was reached the new list of values.
    fn reach_values(&mut self, values: &[Json]) {
        let told = self.edits.steps.last_mut().map(|edit| &mut edit.effect);
        if let Some(Effect::Value(value)) = told {
            self.current.enumeration = Some(values.to_vec());
            value.reached = Some(self.current.clone());
        }
    }
}

/// The indexes of the values of `list` that `other` does not have.
fn missing(list: &[Json], other: &[Json]) -> Vec<usize> {
    let other: HashSet<&Json> = other.iter().collect();
    let is_missing = |it: &(usize, &Json)| !other.contains(it.1);
    list.iter().enumerate().filter(is_missing).map(|(index, _)| index).collect()
}

fn value_at(values: &[Json], index: usize) -> String {
    let text = values.get(index).map(Json::to_text).unwrap_or_default();
    format!("`{}`", short(text.trim_matches('"')))
}
