//! Enums of values: `enum`, `const`, and whatever else leaves a finite choice.
//!
//! The values are filtered by everything else that applies, so nothing is left to check.

use std::collections::{HashMap, HashSet};

use super::{Constant, DefId, Key, Lowering, Shape};
use crate::ident::{self, Scope};
use crate::resolve::{Annotations, SchemaId, Type, TypeSet};
use crate::source::{Json, Kind, Span};

/// A list of more values than this is looked through: nobody reads an enum of it, and the compiler
/// takes minutes.
const MOST_VALUES: usize = 10_000;

impl Lowering<'_> {
    /// The values that the conjunction accepts, if they are finite in number and that is known.
    pub(super) fn constants(&self, key: &Key) -> Option<Vec<Json>> {
        let candidates = match self.listed(key) {
            Some((_, values)) if values.len() > MOST_VALUES => return None,
            Some((_, values)) => values,
            None if self.unenforced(key).is_empty() => return None,
            None if key.mask == TypeSet::of(Type::Boolean) => {
                [false, true].map(|value| plain(Kind::Bool(value))).to_vec()
            }
            None if key.mask == TypeSet::of(Type::Null) => vec![plain(Kind::Null)],
            None => return None,
        };
        let mut seen = HashSet::new();
        let chosen = candidates.iter().filter(|it| self.accepts(key, it) && seen.insert(*it));
        Some(chosen.cloned().collect())
    }

    /// The shortest list of values among the members, and who gives it.
    fn listed(&self, key: &Key) -> Option<(SchemaId, Vec<Json>)> {
        let lists = key.members.iter().filter_map(|&id| {
            let schema = self.node(id);
            match (&schema.constant, &schema.enumeration) {
                (Some(value), _) => Some((id, vec![value.clone()])),
                (None, Some(values)) => Some((id, values.clone())),
                (None, None) => None,
            }
        });
        lists.min_by_key(|(_, values)| values.len())
    }

    /// The strings that the conjunction accepts, if it accepts nothing but some listed strings.
    pub(super) fn listed_strings(&self, key: &Key) -> Option<Vec<String>> {
        let values = self.constants(key)?;
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// An enum of the values.
    pub(super) fn constants_shape(&mut self, key: &Key, id: DefId, values: &[Json]) -> Shape {
        if values.is_empty() {
            return Shape::Never;
        }
        let open = self.is_open(id) && values.iter().all(|it| it.as_str().is_some());
        self.definitions[id.index()].open = open;
        let listed = self.listed(key);
        let annotations = listed.as_ref().map(|(id, _)| &self.node(*id).annotations);
        let mut positions = HashMap::new();
        for (index, value) in listed.iter().flat_map(|(_, all)| all.iter().enumerate()) {
            positions.entry(value).or_insert(index);
        }
        let mut scope = Scope::default();
        if open {
            scope.take("Unknown");
        }
        let constants = values.iter().map(|value| {
            let index = positions.get(value).copied();
            let note = |of: fn(&Annotations) -> &Vec<String>| {
                annotations.and_then(|all| of(all).get(index?)).filter(|text| !text.is_empty())
            };
            let name = note(|all| &all.enum_names).cloned().unwrap_or_else(|| value_name(value));
            Constant {
                ident: scope.take_like(&ident::pascal(&name)),
                docs: Annotations::text(note(|all| &all.enum_descriptions).map(String::as_str)),
                value: value.clone(),
            }
        });
        Shape::Constants(constants.collect())
    }
}

/// What to call a value.
fn value_name(value: &Json) -> String {
    match &value.kind {
        Kind::Null => "Null".to_owned(),
        Kind::Bool(true) => "True".to_owned(),
        Kind::Bool(false) => "False".to_owned(),
        Kind::Number(number) if number.is_negative() => {
            format!("Minus{}", number.text().trim_start_matches('-'))
        }
        Kind::Number(number) => number.text().to_owned(),
        Kind::String(text) => text.clone(),
        Kind::Array(items) if items.is_empty() => "EmptyArray".to_owned(),
        Kind::Array(_) => "Array".to_owned(),
        Kind::Object(members) if members.is_empty() => "EmptyObject".to_owned(),
        Kind::Object(_) => "Object".to_owned(),
    }
}

/// The name that a value of one JSON type gives to an arm of a union.
pub(super) fn type_name(types: TypeSet) -> &'static str {
    match super::single_type(types) {
        Some(Type::Null) => "Null",
        Some(Type::Boolean) => "Boolean",
        Some(Type::Integer) => "Integer",
        Some(Type::Fraction) => "Number",
        Some(Type::String) => "String",
        Some(Type::Array) => "Array",
        Some(Type::Object) => "Object",
        None => "Other",
    }
}

fn plain(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}
