//! What tells an arm of a union from others, and what that makes it be called.
//!
//! Input: an arm. Output: its [`Mark`]s, best first:
//!
//! - the member that it stands in by itself; its `title`, or the name of what it refers to;
//! - the constant that it is or that it has as a member; the values of a member that tells arms apart;
//! - for objects, the member that it demands or has alone, or the two that it demands; for arrays, what
//!   they are of; for strings, their
//!   format, or the words that they begin with;
//! - its JSON type, unless there are others of that.
//!
//! And what else it has that its rivals may not have: a member, the type or the values of one, the number
//! of items, bounds, what a text begins with.

use std::collections::HashSet;
use std::iter;

use super::constants::value_name;
use super::ir::Guard;
use super::labels::type_name;
use super::names::{LONG_NAME, LONGEST_NAME};
use super::unions::ArmKey;
use super::{Conjunction, Lowering, single_type};
use crate::ident;
use crate::resolve::{Schema, SchemaId, Type, TypeSet};
use crate::source::{FileId, Json, Kind as Value, Number};

/// The most values that a name is made of.
const VALUES: usize = 3;

/// The JSON types of an arm in a word, and whether it lists values: arms of different kinds are no rivals.
pub(super) type Kind = (String, bool);

/// Something that an arm can be called.
pub(super) struct Mark {
    /// In `PascalCase`.
    pub(super) label: String,
    /// What has to be true of no rival.
    facts: Vec<Fact>,
    /// What has to be true of a rival.
    beside: Option<Fact>,
}

/// What may be true of several arms.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) enum Fact {
    /// It can be called so.
    Called(String),
    /// Nothing but its JSON type is said.
    Plain,
    /// A member is there, and is one of some strings.
    Tagged(String),
    /// A member can be this string.
    Is(String, String),
    /// It can be this value.
    Equals(Json),
    Requires(String),
    Names(String),
    /// A member is of this type.
    Holds(String, String),
    /// Members without a name are refused.
    Closed,
    /// Some members have names.
    Struct,
    /// A pattern is said.
    Pattern,
    /// What it refers to stands in this file.
    InFile(FileId),
}

impl Mark {
    fn called(text: &str) -> Self {
        let label = ident::pascal(text);
        let facts = vec![Fact::Called(label.clone())];
        Self { label, facts, beside: None }.short()
    }

    /// By a name that is its own, whatever others could be called.
    fn named(text: &str) -> Self {
        Self { label: ident::pascal(text), facts: Vec::new(), beside: None }.short()
    }

    fn by(text: &str, facts: Vec<Fact>) -> Self {
        Self { label: ident::pascal(text), facts, beside: None }.short()
    }

    /// Whether it is a name that the schema gives.
    pub(super) fn is_name(&self) -> bool {
        self.facts.is_empty()
    }

    fn beside(self, fact: Fact) -> Self {
        Self { beside: Some(fact), ..self }
    }

    fn short(mut self) -> Self {
        self.label = ident::shortened(&self.label, LONGEST_NAME);
        self
    }

    /// Whether it tells an arm from those of which this is true.
    pub(super) fn tells(&self, rivals: &HashSet<Fact>) -> bool {
        !self.facts.iter().any(|it| rivals.contains(it))
            && self.beside.as_ref().is_none_or(|it| rivals.contains(it))
    }

    /// All that it says of its arm.
    pub(super) fn all(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().chain(&self.beside)
    }
}

impl Lowering<'_> {
    /// The kind of an arm of an enum of this name, and what it can be called.
    pub(super) fn marks(
        &self,
        whole: &str,
        (_, arm, key): &ArmKey,
        tag: Option<&str>,
        guard: &Guard,
    ) -> (Kind, Vec<Mark>) {
        let plain = type_name(key.mask);
        let own = self.own_name(*arm, key);
        let short = own.as_deref().and_then(|it| ident::without(&ident::pascal(it), whole));
        let own = tag.map(str::to_owned).into_iter().chain(short).chain(own);
        let mut marks: Vec<_> = own.map(|it| Mark::named(&it)).collect();
        marks.extend(self.mark_of_file(*arm, marks.first()));
        if let Some(values) = self.constants(key) {
            marks.extend(marks_of_values(&values, &plain, key.mask));
            return ((plain, true), marks);
        }
        let parts = self.parts_of(*arm);
        match single_type(key.mask) {
            Some(Type::Object) => marks.extend(self.marks_of_members(&parts, guard)),
            Some(Type::Array) => marks.extend(self.of(&parts).iter().map(|it| Mark::called(it))),
            Some(Type::String) => {
                let formats = parts.iter().filter_map(|it| it.annotations.format.as_deref());
                marks.extend(formats.filter(|it| ident::is_name_like(it)).map(Mark::called));
                let beginnings = parts.iter().filter_map(|it| words_of_text(it));
                marks.extend(beginnings.filter(|it| has_word(it)).map(|it| Mark::called(&it)));
            }
            Some(Type::Null | Type::Boolean | Type::Integer | Type::Fraction) | None => {}
        }
        marks.push(Mark::by(&plain, vec![Fact::Plain]));
        ((plain, false), marks)
    }

    /// The name that the schema of an arm gives to itself, or has where it stands.
    fn own_name(&self, arm: SchemaId, key: &Conjunction) -> Option<String> {
        let schema = self.node(arm);
        let whole = match key.members.as_slice() {
            [only] => self.name_of(*only),
            _ => None,
        };
        let target = || title(self.node(*schema.references.first()?));
        let named = self.first_named(arm).and_then(|it| self.name_of(it));
        title(schema)
            .or(named)
            .or(whole)
            .or_else(|| self.name_of(arm))
            .or_else(|| self.name_of_target(schema))
            .or_else(target)
    }

    /// By the file of what an arm refers to, too: two files may have a definition of one name.
    fn mark_of_file(&self, arm: SchemaId, own: Option<&Mark>) -> Option<Mark> {
        let target = self.node(*self.node(arm).references.first()?);
        let path = self.sources.file(target.file?).path.as_str();
        let stem = path.rsplit('/').next()?.split('.').next()?;
        Some(Mark::by(&format!("{stem} {}", own?.label), vec![Fact::InFile(target.file?)]))
    }

    /// The name of what a schema refers to.
    fn name_of_target(&self, schema: &Schema) -> Option<String> {
        let target = *schema.references.first()?;
        self.node(target).definition_name.clone().or_else(|| self.name_of(target))
    }

    /// What a schema is called, whichever way its documents go.
    fn name_of(&self, id: SchemaId) -> Option<String> {
        self.names.of_schema(self.schemas.views.called(id)).map(|path| path.name.clone())
    }

    /// The schema of an arm or what it is by reference, and what it adds to what others share, which it
    /// does by `allOf`.
    fn parts_of(&self, arm: SchemaId) -> Vec<&Schema> {
        let schema = self.node(self.members.target(arm));
        iter::once(schema).chain(schema.all_of.iter().map(|&part| self.node(part))).collect()
    }

    /// Constant members, with their names where the values alone say little; the values of a member that
    /// tells arms apart; the members that an object must have or has alone.
    fn marks_of_members(&self, parts: &[&Schema], guard: &Guard) -> Vec<Mark> {
        let members = || parts.iter().flat_map(|part| &*part.properties);
        let mut marks = Vec::new();
        let texts =
            members().filter_map(|(name, &it)| Some((name, self.only_value(it)?.as_str()?)));
        for (name, text) in texts.filter(|(_, text)| !text.is_empty()) {
            marks.push(Mark::by(text, vec![Fact::Is(name.clone(), text.to_owned())]));
        }
        for (name, values) in &guard.tags {
            let facts = values.iter().map(|it| Fact::Is(name.clone(), it.clone())).collect();
            let mark = Mark::by(&any_of(values), facts);
            marks.push(mark.beside(Fact::Tagged(name.clone())));
        }
        let named = |(name, &member): (&String, &SchemaId)| match &self.only_value(member)?.kind {
            Value::Number(number) => Some(format!("{name} {}", in_words(number))),
            Value::Bool(value) => Some(format!("{name} {value}")),
            Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let required = parts.iter().find_map(|part| only(&part.required));
        let of_required = required.map(|name| {
            let own = members().filter(|(it, _)| *it == name).find_map(named);
            own.unwrap_or_else(|| name.clone())
        });
        let mut all = members();
        let alone = all.next().filter(|_| all.next().is_none()).map(|(name, _)| name.clone());
        let others = members().filter_map(named).chain(alone).chain(pair(parts));
        marks.extend(of_required.into_iter().chain(others).map(|it| Mark::called(&it)));
        marks
    }

    /// What an array is of, more than one of them.
    fn of(&self, parts: &[&Schema]) -> Option<String> {
        if parts.iter().any(|part| !part.prefix_items.is_empty()) {
            return Some("Tuple".to_owned());
        }
        let id = parts.iter().find_map(|part| part.items)?;
        let items = self.node(id);
        let named = title(items).or_else(|| self.name_of_target(items));
        let types = self.types_of(id);
        let typed = || single_type(types).map(|_| type_name(types));
        named.or_else(typed).map(|name| ident::plural(&ident::pascal(&name)))
    }

    fn types_of(&self, id: SchemaId) -> TypeSet {
        self.possible_types(&Conjunction::new(&self.members, &[id]))
    }

    /// What else tells an arm from others of its kind.
    pub(super) fn contrasts(&self, (_, arm, key): &ArmKey) -> Vec<Mark> {
        let parts = self.parts_of(*arm);
        match single_type(key.mask) {
            Some(Type::Object) => self.contrasts_of_objects(key, &parts),
            Some(Type::Array) => self.contrasts_of_arrays(&parts),
            Some(Type::String) => contrasts_of_strings(&parts),
            Some(Type::Integer | Type::Fraction) => contrasts_of_numbers(&parts),
            None if key.mask.contains(Type::Object) => self.contrasts_of_objects(key, &parts),
            Some(Type::Null | Type::Boolean) | None => Vec::new(),
        }
    }

    fn contrasts_of_objects(&self, key: &Conjunction, parts: &[&Schema]) -> Vec<Mark> {
        let names = self.member_names(key);
        let required = self.required_names(key);
        let with = |name: &String, fact: fn(String) -> Fact| {
            Mark::by(&format!("with {name}"), vec![fact(name.clone())])
        };
        let is_struct = !names.is_empty() || self.is_closed_object(key);
        let whole =
            if is_struct { Mark::by("Object", vec![Fact::Struct]) } else { Mark::called("Map") };
        let mut marks = vec![whole];
        let demanded = names.iter().filter(|it| required.contains(it.as_str()));
        marks.extend(demanded.map(|name| with(name, Fact::Requires)));
        marks.extend(names.iter().map(|name| with(name, Fact::Names)));
        for (name, &member) in parts.iter().flat_map(|part| &*part.properties) {
            let listed = self.node(member).enumeration.iter().flatten();
            let texts: Vec<_> = listed.filter_map(Json::as_str).map(str::to_owned).collect();
            if !texts.is_empty() {
                let facts = texts.iter().map(|it| Fact::Is(name.clone(), it.clone())).collect();
                marks.push(Mark::by(&any_of(&texts), facts));
            }
            let types = self.types_of(member);
            if let Some(kind) = self.of_one_kind(member, types) {
                let facts = vec![Fact::Holds(name.clone(), kind.clone())];
                marks.push(Mark::by(&format!("{name} {kind}"), facts));
            }
        }
        let additional = parts.iter().find_map(|part| part.additional_properties);
        let types = additional.map(|it| self.types_of(it)).filter(|it| single_type(*it).is_some());
        let of = types.map(|types| format!("map of {}", ident::plural(&type_name(types))));
        marks.extend(of.filter(|_| names.is_empty()).map(|it| Mark::called(&it)));
        if self.is_closed_object(key) {
            marks.push(Mark::by("Closed", vec![Fact::Closed]));
        }
        marks
    }

    /// What the values of a schema are called, if they are of one JSON type.
    fn of_one_kind(&self, id: SchemaId, types: TypeSet) -> Option<String> {
        let items = || {
            let items = self.node(self.node(id).items?);
            self.of(&[self.node(id)]).or_else(|| of_constant(items))
        };
        let one = single_type(types)?;
        let items = if one == Type::Array { items() } else { None };
        Some(items.unwrap_or_else(|| type_name(types)))
    }

    fn is_closed_object(&self, key: &Conjunction) -> bool {
        let others = key.members.iter().filter_map(|&id| self.node(id).additional_properties);
        others.into_iter().any(|id| self.refuses_all(id))
    }

    fn contrasts_of_arrays(&self, parts: &[&Schema]) -> Vec<Mark> {
        let prefix = parts.iter().map(|part| &part.prefix_items).find(|it| !it.is_empty());
        let least = parts.iter().find_map(|part| part.min_items);
        let most = parts.iter().find_map(|part| part.max_items);
        let count = match (prefix, least, most) {
            (Some(prefix), _, _) => Some(prefix.len() as u64),
            (None, least, Some(most)) if least == Some(most) => Some(most),
            (None, _, _) => None,
        };
        let mut labels: Vec<_> = count.map(counted).into_iter().collect();
        labels.extend(prefix.map(|it| {
            let types = it.iter().take(VALUES).map(|&id| type_name(self.types_of(id)));
            types.collect::<Vec<_>>().join(" and ")
        }));
        let items = parts.iter().find_map(|part| part.items).map(|it| self.node(it));
        if let Some(values) = items.and_then(|it| it.enumeration.as_ref()) {
            labels.push(ident::plural(&any_of(&values.iter().map(value_name).collect::<Vec<_>>())));
        }
        labels.extend(items.and_then(of_constant));
        labels.extend(items.and_then(words_of_text).map(|it| ident::plural(&ident::pascal(&it))));
        labels.extend(limits(least, most, "Array"));
        labels.iter().map(|it| Mark::called(it)).collect()
    }

    /// The one value that a member can be.
    fn only_value(&self, member: SchemaId) -> Option<&Json> {
        let schema = self.node(member);
        let listed = schema.enumeration.as_deref().and_then(only);
        schema.constant.as_ref().or(listed)
    }
}

/// What values are called that are all that an arm can be.
fn marks_of_values(values: &[Json], plain: &str, types: TypeSet) -> Vec<Mark> {
    let names: Vec<_> = values.iter().map(value_name).collect();
    let facts = || values.iter().cloned().map(Fact::Equals).collect();
    match values {
        [] => vec![Mark::by(plain, vec![Fact::Plain])],
        [_] => {
            let of_type = Mark::by(plain, vec![Fact::Plain]);
            names.iter().map(|it| Mark::called(it)).chain([of_type]).collect()
        }
        [Json { kind: Value::Bool(_), .. }, ..] => vec![Mark::by(plain, vec![Fact::Plain])],
        [..] => {
            let is_number = types.difference(TypeSet::NUMBER).is_empty();
            let of_type = is_number.then(|| Mark::by(plain, vec![Fact::Plain]));
            let first = names.first().map(|it| Mark::called(it));
            let any = Mark::by(&any_of(&names), facts());
            let known = [Mark::called("Known")].into_iter();
            known.chain(of_type).chain([any]).chain(first).collect()
        }
    }
}

/// What a text is called that is one of some: `AddOrRemove`, and `AddOrOther` where those are many.
fn any_of(texts: &[String]) -> String {
    let names: Vec<_> = texts.iter().map(|it| ident::pascal(it)).collect();
    let all = names.join("Or");
    match names.first() {
        Some(first) if names.len() > VALUES || all.chars().count() > LONG_NAME => {
            format!("{first}OrOther")
        }
        _ => all,
    }
}

fn contrasts_of_strings(parts: &[&Schema]) -> Vec<Mark> {
    let words = parts.iter().find_map(|part| words_of_text(part));
    let least = parts.iter().find_map(|part| part.min_length);
    let most = parts.iter().find_map(|part| part.max_length);
    let texts = words.into_iter().chain(limits(least, most, "String"));
    let mut marks: Vec<_> = texts.map(|it| Mark::called(&it)).collect();
    if parts.iter().any(|part| part.pattern.is_some()) {
        marks.push(Mark::by("Pattern", vec![Fact::Pattern]));
    }
    marks
}

/// What all texts of a schema begin with.
fn words_of_text(schema: &Schema) -> Option<String> {
    let mut words = String::new();
    let mut rest = schema.pattern.as_deref()?.strip_prefix('^')?.chars().peekable();
    while let Some(sign) = rest.next() {
        let sign = match sign {
            '\\' => rest.next().filter(|it| it.is_ascii_punctuation())?,
            '|' => return None,
            '.' | '[' | '(' | '$' | '^' => break,
            sign => sign,
        };
        match rest.peek() {
            Some('?' | '*' | '+' | '{') => break,
            _ => words.push(sign),
        }
    }
    Some(words).filter(|it| !it.is_empty())
}

/// Whether a text says more than a sign or a letter does.
fn has_word(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() > 2)
}

/// A list of one value.
fn of_constant(items: &Schema) -> Option<String> {
    Some(ident::plural(&ident::pascal(&value_name(items.constant.as_ref()?))))
}

fn contrasts_of_numbers(parts: &[&Schema]) -> Vec<Mark> {
    let bounds = parts.iter().flat_map(|part| {
        [
            ("at least", &part.minimum),
            ("above", &part.exclusive_minimum),
            ("at most", &part.maximum),
            ("below", &part.exclusive_maximum),
            ("multiple of", &part.multiple_of),
        ]
    });
    let bounds = bounds.filter_map(|(word, number)| Some((word, number.as_ref()?)));
    bounds.map(|(word, number)| Mark::called(&format!("{word} {}", in_words(number)))).collect()
}

/// What is called by how long it is.
fn limits(least: Option<u64>, most: Option<u64>, of: &str) -> Vec<String> {
    let least = match least {
        Some(1) => Some(format!("non empty {of}")),
        other => other.map(|it| format!("at least {it}")),
    };
    let most = match most {
        Some(0) => Some(format!("empty {of}")),
        other => other.map(|it| format!("at most {it}")),
    };
    least.into_iter().chain(most).collect()
}

/// A list of so many.
fn counted(count: u64) -> String {
    match count {
        0 => "EmptyArray".to_owned(),
        1 => "Single".to_owned(),
        2 => "Pair".to_owned(),
        3 => "Triple".to_owned(),
        more => format!("TupleOf{more}"),
    }
}

fn in_words(number: &Number) -> String {
    number.text().replace('-', "minus ")
}

/// The title of a schema, if it is a name, and not that of a JSON type.
pub(super) fn title(schema: &Schema) -> Option<String> {
    let title = schema.annotations.title.as_ref().filter(|it| ident::is_name_like(it))?;
    let is_type = |name: &str| title.eq_ignore_ascii_case(name);
    let types = ["array", "boolean", "integer", "null", "number", "object", "string"];
    (!types.into_iter().any(is_type)).then(|| title.clone())
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
