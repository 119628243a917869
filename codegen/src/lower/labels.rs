//! What the arms of a union are called: each by what it says itself, so that another arm renames none.
//!
//! Input: the arms. Output: a name for each, in `PascalCase`. The first of these that an arm has, and
//! that no arm before it is called by:
//!
//! - the member that it stands in by itself;
//! - its `title`, or the name of what it refers to;
//! - the constant that it is or that tells it from others;
//! - for objects, the member that it demands or has alone; for arrays, what they are of; for strings,
//!   their format;
//! - the first of its values, or its JSON type;
//! - whatever else it has that the arms before it do not.

use std::collections::HashSet;
use std::iter;

use super::constants::value_name;
use super::forms::Plan;
use super::names::LONGEST_NAME;
use super::unions::ArmKey;
use super::{Conjunction, Lowering};
use crate::ident;
use crate::resolve::{Schema, SchemaId, Type, TypeSet};
use crate::source::{Json, Kind};

impl Lowering<'_> {
    /// What to call the arms.
    pub(super) fn labels(&self, keys: &[ArmKey], plans: &[Plan]) -> Vec<String> {
        let mut taken = HashSet::new();
        let labels = keys.iter().zip(plans).map(|((_, arm, key), plan)| {
            let tag = plan.tag().map(str::to_owned).into_iter();
            let names = tag.chain(self.candidates(*arm, key));
            let names: Vec<_> = names.map(|it| ident::pascal(&it)).collect();
            let free = names.iter().find(|it| !taken.contains(*it)).or(names.first());
            let label = free.cloned().unwrap_or_default();
            taken.insert(label.clone());
            ident::shortened(&label, LONGEST_NAME)
        });
        labels.collect()
    }

    /// What an arm can be called, best first.
    fn candidates(&self, arm: SchemaId, key: &Conjunction) -> Vec<String> {
        let own = self.own_name(arm, key);
        let parts = self.parts_of(arm);
        let telling = self.telling(key, &parts);
        let plain = type_name(key.mask);
        let others = self.others_of(key, &parts, own.as_deref().unwrap_or(&plain));
        let value = self.constants(key).and_then(|values| values.first().map(value_name));
        own.into_iter().chain(telling).chain(value).chain([plain]).chain(others).collect()
    }

    /// The name that the schema of an arm gives to itself, or has where it stands.
    fn own_name(&self, arm: SchemaId, key: &Conjunction) -> Option<String> {
        let schema = self.node(arm);
        let title = schema.annotations.title.as_ref().filter(|it| ident::is_name_like(it));
        let whole = match key.members.as_slice() {
            [only] => self.names.of_schema(*only).map(|path| &path.name),
            _ => None,
        };
        title.or(whole).cloned().or_else(|| self.name_of_target(schema))
    }

    /// The name of what a schema refers to.
    fn name_of_target(&self, schema: &Schema) -> Option<String> {
        let target = *schema.references.first()?;
        let path = self.names.of_schema(target).map(|path| path.name.clone());
        self.node(target).definition_name.clone().or(path)
    }

    /// The schema of an arm, and what it adds to what others share, which it does by `allOf`.
    fn parts_of(&self, arm: SchemaId) -> Vec<&Schema> {
        let schema = self.node(arm);
        iter::once(schema).chain(schema.all_of.iter().map(|&part| self.node(part))).collect()
    }

    /// What tells an arm from others of its type.
    fn telling(&self, key: &Conjunction, parts: &[&Schema]) -> Option<String> {
        if let Some(values) = self.constants(key) {
            return match values.as_slice() {
                [value] => Some(value_name(value)).filter(|it| !it.is_empty()),
                [Json { kind: Kind::Bool(_), .. }, ..] => None,
                values => Some("Known".to_owned()).filter(|_| !values.is_empty()),
            };
        }
        match super::single_type(key.mask)? {
            Type::Object => self.telling_member(parts),
            Type::Array => Some(self.plural(parts)?),
            Type::String => parts.iter().find_map(|part| {
                part.annotations.format.clone().filter(|it| ident::is_name_like(it))
            }),
            Type::Null | Type::Boolean | Type::Integer | Type::Fraction => None,
        }
    }

    /// A constant member, with its name where the value alone says little, or the member that an
    /// object must have or has alone.
    fn telling_member(&self, parts: &[&Schema]) -> Option<String> {
        let members = || parts.iter().flat_map(|part| &*part.properties);
        let tag = |member| self.only_value(member)?.as_str().filter(|tag| !tag.is_empty());
        let named = |(name, &member): (&String, &SchemaId)| match &self.only_value(member)?.kind {
            Kind::Number(number) => {
                Some(format!("{name} {}", number.text().replace('-', "minus ")))
            }
            Kind::Bool(value) => Some(format!("{name} {value}")),
            Kind::Null | Kind::String(_) | Kind::Array(_) | Kind::Object(_) => None,
        };
        if let Some(tag) = members().find_map(|(_, &member)| tag(member)) {
            return Some(tag.to_owned());
        }
        let required = parts.iter().find_map(|part| only(&part.required));
        if let Some(name) = required {
            let own = members().filter(|(it, _)| *it == name).find_map(named);
            return own.or_else(|| Some(name.clone()));
        }
        let alone = || {
            let mut members = members();
            members.next().filter(|_| members.next().is_none()).map(|(name, _)| name.clone())
        };
        members().find_map(named).or_else(alone).or_else(|| pair(parts))
    }

    /// What an array is of, more than one of them.
    fn plural(&self, parts: &[&Schema]) -> Option<String> {
        if parts.iter().any(|part| !part.prefix_items.is_empty()) {
            return Some("Tuple".to_owned());
        }
        let id = parts.iter().find_map(|part| part.items)?;
        let items = self.node(id);
        let title = items.annotations.title.clone().filter(|it| ident::is_name_like(it));
        let named = title.or_else(|| self.name_of_target(items));
        let key = Conjunction::new(&self.members, &[id]);
        let types = self.possible_types(&key);
        let typed = || super::single_type(types).map(|_| type_name(types));
        named.or_else(typed).map(|name| plural(&ident::pascal(&name)))
    }

    /// What else an arm has, for where its best names are taken.
    fn others_of(&self, key: &Conjunction, parts: &[&Schema], name: &str) -> Vec<String> {
        let required = parts.iter().flat_map(|part| &part.required).cloned();
        let members = parts.iter().flat_map(|part| part.properties.keys()).cloned();
        let file = parts.first().and_then(|part| {
            let target = self.node(*part.references.first()?);
            let path = self.sources.file(target.file?).path.as_str();
            let stem = path.rsplit('/').next()?.split('.').next()?;
            Some(format!("{stem} {name}"))
        });
        let types = parts.iter().find_map(|part| part.additional_properties.or(part.items));
        let of = types.map(|id| {
            let types = self.possible_types(&Conjunction::new(&self.members, &[id]));
            format!("{name} of {}", type_name(types))
        });
        let named = |it: String| format!("{name} with {it}");
        let members = required.chain(members).filter(|_| key.mask.contains(Type::Object));
        file.into_iter().chain(of).chain(members.map(named)).collect()
    }

    /// The one value that a member can be.
    fn only_value(&self, member: SchemaId) -> Option<&Json> {
        let schema = self.node(member);
        let listed = schema.enumeration.as_deref().and_then(only);
        schema.constant.as_ref().or(listed)
    }
}

/// The two members that an object must have.
fn pair(parts: &[&Schema]) -> Option<String> {
    parts.iter().find_map(|part| match part.required.as_slice() {
        [one, other] => Some(format!("{one} and {other}")),
        _ => None,
    })
}

/// The element of a list of one.
fn only<T>(list: &[T]) -> Option<&T> {
    if let [only] = list { Some(only) } else { None }
}

/// More than one of something.
fn plural(name: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    match name.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["ss", "x", "ch", "sh"]) => format!("{name}es"),
        _ if ends(&["s"]) || name.ends_with(|it: char| it.is_ascii_digit()) => {
            format!("{name}List")
        }
        _ => format!("{name}s"),
    }
}

/// What values of some JSON types are called.
pub(super) fn type_name(types: TypeSet) -> String {
    let name = |one| match one {
        Type::Null => "Null",
        Type::Boolean => "Boolean",
        Type::Integer => "Integer",
        Type::Fraction => "Number",
        Type::String => "String",
        Type::Array => "Array",
        Type::Object => "Object",
    };
    let mut names: Vec<_> = types.iter().map(name).collect();
    if types.contains(Type::Fraction) {
        names.retain(|it| *it != "Integer");
    }
    match names.as_slice() {
        names @ ([_] | [_, _] | [_, _, _]) => names.join("Or"),
        _ => "Other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn plurals_are_plain_english() {
        for (one, many) in [
            ("String", "Strings"),
            ("Entry", "Entries"),
            ("Key", "Keys"),
            ("Box", "Boxes"),
            ("Options", "OptionsList"),
            ("V2", "V2List"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
