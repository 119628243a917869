//! Enums of values: `enum`, `const`, and whatever else leaves a finite choice.
//!
//! The values are filtered by everything else that applies, so nothing is left to check.

use std::collections::{HashMap, HashSet};
use std::iter;

use super::names::LONGEST_NAME;
use super::{Conjunction, Constant, DefId, Lowering, Shape};
use crate::ident::{self, Scope};
use crate::limits::LISTED_VALUES;
use crate::resolve::{Annotations, Keyword, SchemaId, Type, TypeSet};
use crate::source::{Json, Kind, Span};

impl Lowering<'_> {
    /// The values that the conjunction accepts, if they are finite in number and that is known.
    pub(super) fn constants(&self, key: &Conjunction) -> Option<Vec<Json>> {
        let candidates = match self.listed(key) {
            Some(listed) if listed.len() > LISTED_VALUES => return None,
            Some(listed) => listed.into_iter().map(|it| it.value).collect(),
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

    /// The shortest list of values among the members.
    fn listed(&self, key: &Conjunction) -> Option<Vec<Listed>> {
        self.listed_within(key, DEEPEST_LIST)
    }

    fn listed_within(&self, key: &Conjunction, depth: usize) -> Option<Vec<Listed>> {
        let says_more = |&by: &SchemaId| !self.is_settled(key, by, Keyword::Enum);
        let lists = key.members.iter().copied().filter(says_more).filter_map(|by| {
            let schema = self.node(by);
            let of = |(index, value): (usize, &Json)| Listed { value: value.clone(), by, index };
            match (&schema.constant, &schema.enumeration) {
                (Some(value), _) => Some(vec![of((0, value))]),
                (None, Some(values)) => Some(values.iter().enumerate().map(of).collect()),
                (None, None) => self.listed_by_arms(key, by, depth),
            }
        });
        lists.min_by_key(Vec::len)
    }

    /// The values of a union all of whose arms list theirs, and have no names of their own:
    /// `oneOf: [{"const": "a", "description": …}, …]` is an `enum` with documentation.
    fn listed_by_arms(&self, key: &Conjunction, id: SchemaId, depth: usize) -> Option<Vec<Listed>> {
        let schema = self.node(id);
        let unions = [(Keyword::OneOf, &schema.one_of), (Keyword::AnyOf, &schema.any_of)];
        unions.into_iter().find_map(|(keyword, arms)| {
            if depth == 0 || arms.is_empty() || key.has_chosen(id, keyword) {
                return None;
            }
            let lists = arms.iter().map(|&arm| {
                let arm = Conjunction::new(&self.members, &[arm]);
                let named = self.names.of_key(&arm).is_some();
                if named { None } else { self.listed_within(&arm, depth - 1) }
            });
            lists.collect::<Option<Vec<_>>>().map(|lists| lists.concat())
        })
    }

    /// The strings that the conjunction accepts, if it accepts nothing but some listed strings.
    pub(super) fn listed_strings(&self, key: &Conjunction) -> Option<Vec<String>> {
        let values = self.constants(key)?;
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// An enum of the values.
    pub(super) fn constants_shape(
        &mut self,
        key: &Conjunction,
        id: DefId,
        values: &[Json],
    ) -> Shape {
        if values.is_empty() {
            return Shape::Never;
        }
        let listed = self.listed(key).unwrap_or_default();
        // A tag is no list that may grow: it tells a type from others.
        let is_tag = matches!(listed.as_slice(), [it] if self.node(it.by).constant.is_some());
        let is_text = values.iter().all(|it| it.as_str().is_some());
        let open = is_text && !is_tag && self.is_open(id);
        self.definitions[id.index()].open = open;
        let mut scope = Scope::default();
        if open {
            scope.take("Unknown");
        }
        let words = self.words_for_all(key, values);
        let constants = values.iter().zip(words).map(|(value, (name, docs))| {
            let ident = variant_name(&name, &mut scope);
            Constant { ident, docs, value: value.clone() }
        });
        let constants = constants.collect();
        Shape::Constants(constants)
    }

    /// What to call each of the values that the conjunction accepts, and what is said of it.
    pub(super) fn words_for_all(
        &mut self,
        key: &Conjunction,
        values: &[Json],
    ) -> Vec<(String, Annotations)> {
        let listed = self.listed(key).unwrap_or_default();
        let mut positions = HashMap::new();
        for it in &listed {
            positions.entry(&it.value).or_insert(it);
        }
        let mut words = Vec::new();
        for value in values {
            let by = positions.get(value).copied();
            if let Some(by) = by.filter(|it| !key.members.contains(&it.by)) {
                self.record_type(&Conjunction::new(&self.members, &[by.by]));
            }
            let (name, docs) = self.words_for(by, key);
            words.push((name.unwrap_or_else(|| value_name(value)), docs));
        }
        words
    }

    /// An enum of the strings that any of some conjunctions accepts.
    pub(super) fn loose_constants(&self, keys: &[Conjunction]) -> Shape {
        let mut scope = Scope::default();
        let mut seen = HashSet::new();
        let values = keys.iter().filter_map(|key| self.constants(key)).flatten();
        let constants = values.filter(|value| seen.insert(value.clone())).map(|value| Constant {
            ident: variant_name(&value_name(&value), &mut scope),
            docs: Annotations::default(),
            value,
        });
        Shape::Constants(constants.collect())
    }

    /// The name and the documentation that a schema gives to a value that it lists.
    fn words_for(
        &self,
        listed: Option<&Listed>,
        key: &Conjunction,
    ) -> (Option<String>, Annotations) {
        let Some(listed) = listed else { return (None, Annotations::default()) };
        let schema = self.node(listed.by);
        let annotations = &schema.annotations;
        let note = |texts: &[String]| texts.get(listed.index).filter(|it| !it.is_empty()).cloned();
        let mut name = note(&annotations.enum_names);
        let mut docs = Annotations::text(note(&annotations.enum_descriptions).as_deref());
        let is_alone = schema.enumeration.as_ref().is_none_or(|values| values.len() == 1);
        if is_alone && !key.members.contains(&listed.by) {
            // The schema is an arm, so what it says, it says of the value.
            let said = Annotations::of_schema(self.schemas, listed.by);
            let title = said.title.as_ref().filter(|it| ident::is_name_like(it));
            let names = title.is_some();
            name = name.or(title.cloned());
            if !docs.has_text() {
                docs = Annotations { title: said.title.filter(|_| !names), ..said };
            }
        }
        (name, docs)
    }
}

/// A value, and where it is listed.
#[derive(Clone)]
struct Listed {
    value: Json,
    by: SchemaId,
    /// Which of the values of that schema.
    index: usize,
}

/// A name for a variant that no other has.
fn variant_name(name: &str, scope: &mut Scope) -> String {
    let names = iter::once(ident::pascal(name)).chain(ident::apart(name));
    scope.take_any(names.map(|it| ident::shortened(&it, LONGEST_NAME)))
}

/// How deeply lists of values may be nested in unions.
const DEEPEST_LIST: usize = 4;

/// What to call a value.
pub(super) fn value_name(value: &Json) -> String {
    match &value.kind {
        Kind::Null => "Null".to_owned(),
        Kind::Bool(true) => "True".to_owned(),
        Kind::Bool(false) => "False".to_owned(),
        // `1.0` and `1e0` are spellings of `1`.
        Kind::Number(number) => match number.as_i64() {
            Some(integer) => number_name(&integer.to_string()),
            None => number_name(number.text()),
        },
        Kind::String(text) => ident::with_sign(text).into_owned(),
        Kind::Array(items) if items.is_empty() => "EmptyArray".to_owned(),
        Kind::Array(_) => "Array".to_owned(),
        Kind::Object(members) if members.is_empty() => "EmptyObject".to_owned(),
        Kind::Object(_) => "Object".to_owned(),
    }
}

/// A number in words: `N1`, `Minus1`, `N1_5`, `N1EMinus9`.
fn number_name(text: &str) -> String {
    let sign = if text.starts_with('-') { "Minus" } else { "N" };
    let digits = text.trim_start_matches('-').to_uppercase();
    format!("{sign}{}", digits.replace("E-", "EMinus").replace("E+", "E"))
}

fn plain(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}
