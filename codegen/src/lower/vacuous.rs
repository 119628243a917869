//! What a schema says that no value can be, and values that it gives and refuses.
//!
//! Input: the schemas of the input. Output: a warning for each that no value satisfies, be it for its
//! types, its values or a member that it requires and does not let in, for each arm that is such beside
//! the rest of its schema, and for each `default` and example that its own schema refuses. What is said
//! is proved: nothing is said of what only may be so, nor of `false` and `{"not": {}}`, which are meant.
//! Where a part is such by itself, the whole is not told about again; and many write with an arm, or with a
//! member of one, what is a value of the union.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use super::{Conjunction, Lowering};
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::limits::{COUNTERPARTS_OF_EACH_SCHEMA, scaled};
use crate::resolve::{Keyword, KeywordSet, Schema, SchemaId, Type, TypeSet};
use crate::source::{Json, Kind, Span, pointer};

/// How many steps into the arms of a union members are compared.
const MEMBERS_WITHIN: usize = 3;

/// How much of a value a message shows.
const SHOWN: usize = 60;

/// Says what cannot be.
pub(super) fn run(lowering: &Lowering<'_>, sink: &mut Sink) {
    let counterparts = counterparts(lowering);
    for index in 0..lowering.schemas.nodes.len() {
        let Ok(index) = u32::try_from(index) else { return };
        let id = SchemaId(index);
        // What there is to say of a view is said of its schema.
        let is_view = lowering.schemas.views.original(id) != id;
        let is_told = lowering.node(id).file.is_some() && lowering.reach.has(id) && !is_view;
        if is_told && !lowering.is_long(id) {
            lowering.emptiness(id).into_iter().for_each(|it| sink.push(it));
            let others = counterparts.get(&id).map(Vec::as_slice).unwrap_or_default();
            lowering.refused_values(id, others).into_iter().for_each(|it| sink.push(it));
        }
    }
}

/// Schemas that stand in one place of different arms.
type Counterparts = Rc<[SchemaId]>;

/// Of each arm all arms of its union, and of a member of an arm the members of that name.
fn counterparts(lowering: &Lowering<'_>) -> HashMap<SchemaId, Vec<Counterparts>> {
    let unions = lowering.schemas.nodes.iter().flat_map(|it| [&it.one_of, &it.any_of]);
    let mut level: Vec<Counterparts> =
        unions.filter(|it| it.len() > 1).map(|it| it.as_slice().into()).collect();
    let mut found: HashMap<SchemaId, Vec<Counterparts>> = HashMap::new();
    let mut seen: HashSet<Counterparts> = HashSet::new();
    let mut left = scaled(lowering.schemas.nodes.len(), COUNTERPARTS_OF_EACH_SCHEMA, 0);
    for _ in 0..=MEMBERS_WITHIN {
        level.retain(|it| seen.insert(Rc::clone(it)));
        for group in &level {
            let Some(rest) = left.checked_sub(group.len()) else { return found };
            left = rest;
            group.iter().for_each(|it| found.entry(*it).or_default().push(Rc::clone(group)));
        }
        level = level.iter().flat_map(|it| lowering.members_of_one_name(it)).collect();
    }
    found
}

impl Lowering<'_> {
    /// What is to be said of a schema, or else of its arms, for being satisfied by no value.
    fn emptiness(&self, id: SchemaId) -> Vec<Diagnostic> {
        let node = self.node(id);
        if self.is_meant(node) || self.has_empty_part(node) {
            return Vec::new();
        }
        let key = Conjunction::new(&self.members, &[id]);
        if let Some(reason) = self.why_empty(&key) {
            let message = format!("no value satisfies this schema: {reason}");
            return Vec::from_iter(self.warning(Code::Unsatisfiable, id, "", message));
        }
        let unions =
            [(Keyword::OneOf, "oneOf", &node.one_of), (Keyword::AnyOf, "anyOf", &node.any_of)];
        let arms = unions.into_iter().flat_map(|(keyword, name, arms)| {
            let arms = arms.iter().enumerate().filter(|it| self.is_satisfied_alone(*it.1));
            arms.filter_map(|(index, &arm)| {
                let key = key.with_arm(&self.members, (id, keyword), index, arm);
                Some((format!("/{name}/{index}"), self.why_empty(&key)?))
            })
            .collect::<Vec<_>>()
        });
        let warning = |(below, reason): (String, String)| {
            let message =
                format!("no value satisfies this arm and what stands beside it: {reason}");
            self.warning(Code::Unsatisfiable, id, &below, message)
        };
        arms.filter_map(warning).collect()
    }

    /// Whether the schema is written to accept nothing.
    fn is_meant(&self, schema: &Schema) -> bool {
        let says_only_not = schema.asserted() == KeywordSet::of(Keyword::Not);
        schema.never
            || (says_only_not && schema.not.is_some_and(|it| self.node(it).asserted().is_empty()))
    }

    fn has_empty_part(&self, schema: &Schema) -> bool {
        schema.references.iter().chain(&schema.all_of).any(|&it| !self.is_satisfied_alone(it))
    }

    fn is_satisfied_alone(&self, id: SchemaId) -> bool {
        !self.is_long(id) && self.why_empty(&Conjunction::new(&self.members, &[id])).is_none()
    }

    /// Why no value satisfies a conjunction, where that can be told.
    fn why_empty(&self, key: &Conjunction) -> Option<String> {
        let types = self.stated_types(key);
        if types.is_empty() {
            return Some("its parts leave no type".to_owned());
        }
        self.no_listed_value(key)
            .or_else(|| self.no_required_member(key).filter(|_| types == TypeSet::of(Type::Object)))
    }

    /// The types that are left by the letter.
    fn stated_types(&self, key: &Conjunction) -> TypeSet {
        let types = |id: &SchemaId| self.types_of_schema(*id, false);
        key.members.iter().map(types).fold(TypeSet::ALL, TypeSet::intersection)
    }

    fn no_listed_value(&self, key: &Conjunction) -> Option<String> {
        let list = |id: &SchemaId| {
            let node = self.node(*id);
            node.enumeration.as_deref().or(node.constant.as_ref().map(std::slice::from_ref))
        };
        let values = key.members.iter().find_map(list)?;
        let is_refused = !values.iter().any(|it| self.accepts(key, it));
        let word = if values.len() == 1 { "its one value is" } else { "all of its values are" };
        is_refused.then(|| format!("{word} refused by the rest of it"))
    }

    /// A member that is required and cannot be.
    fn no_required_member(&self, key: &Conjunction) -> Option<String> {
        let required = key.members.iter().flat_map(|&id| &self.node(id).required);
        required.into_iter().find_map(|name| {
            let schemas = self.applicable(key, name);
            if schemas.iter().any(|&it| self.node(it).never) {
                return Some(format!("the member `{name}` is required and not allowed"));
            }
            let is_told = schemas.iter().any(|&it| !self.is_typed_alone(it));
            let left = self.stated_types(&Conjunction::new(&self.members, &schemas));
            (left.is_empty() && !is_told)
                .then(|| format!("what is said of the required member `{name}` leaves no type"))
        })
    }

    fn is_typed_alone(&self, id: SchemaId) -> bool {
        !self.stated_types(&Conjunction::new(&self.members, &[id])).is_empty()
    }

    /// The schemas of each member that several of these schemas name.
    fn members_of_one_name(&self, schemas: &[SchemaId]) -> Vec<Counterparts> {
        let mut by_name: IndexMap<&str, Vec<SchemaId>> = IndexMap::new();
        for id in schemas.iter().filter(|it| !self.is_long(**it)) {
            let members = self.members.of(*id);
            for (name, member) in members.iter().flat_map(|it| &self.node(*it).properties) {
                by_name.entry(name).or_default().push(*member);
            }
        }
        by_name.into_values().filter(|it| it.len() > 1).map(Rc::from).collect()
    }

    /// What is to be said of the default and the examples of a schema, which may be meant for its
    /// counterparts.
    fn refused_values(&self, id: SchemaId, others: &[Counterparts]) -> Vec<Diagnostic> {
        let node = self.node(id);
        let default = node.annotations.default.iter().filter(|it| !stands_for_none(it));
        let default = default.map(|it| ("default", vec!["/default".to_owned()], it));
        let examples = node.annotations.examples.iter().enumerate();
        let places = |index| vec![format!("/examples/{index}"), "/example".to_owned()];
        let examples = examples.map(|(index, it)| ("example", places(index), it));
        let others = || others.iter().flat_map(|it| it.iter());
        let accepts = |value: &Json| {
            [&id].into_iter().chain(others()).any(|it| self.evaluator.accepts(*it, value))
        };
        let refused = default.chain(examples).filter(|(_, _, it)| !accepts(it));
        let warning = |(what, places, value): (&str, Vec<String>, &Json)| {
            let place = places.into_iter().find(|it| self.location(id, it).is_some())?;
            let shown = shortened(self.text(&self.location(id, &place)?));
            let is_typed = self
                .stated_types(&Conjunction::new(&self.members, &[id]))
                .contains(Type::of(value));
            let reason = if is_typed { "" } else { " for its type" };
            let message = format!("the {what} `{shown}` is refused by its own schema{reason}");
            let warning = self.warning(Code::RefusedValue, id, &place, message)?;
            // Who writes `"1"` for a number does so in all of a file.
            let habit = format!("{what} in {:?}", self.node(id).file);
            Some(if is_typed { warning } else { warning.about(habit) })
        };
        refused.filter_map(warning).collect()
    }

    /// The place below a schema; none if nothing is there.
    fn location(&self, id: SchemaId, below: &str) -> Option<Location> {
        let node = self.node(id);
        let (file, pointer) = (node.file?, format!("{}{below}", node.pointer));
        let span = pointer::locate(self.sources.file(file).root(), &pointer)?.span;
        Some(Location { file, span, pointer })
    }

    /// What is written at a place.
    fn text(&self, location: &Location) -> &str {
        let Span { start, end } = location.span;
        self.sources.file(location.file).text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// A warning about what stands at a place below a schema; none if nothing does.
    fn warning(
        &self,
        code: Code,
        id: SchemaId,
        below: &str,
        message: String,
    ) -> Option<Diagnostic> {
        let help = match code {
            Code::RefusedValue => "correct the value, or the schema",
            _ => "correct what contradicts, or write `false` if nothing is to be accepted",
        };
        Some(Diagnostic::new(code, message).at(self.location(id, below)?, "cannot be").help(help))
    }
}

/// Whether a default is one that many write for “none”, and editors offer to begin with.
fn stands_for_none(value: &Json) -> bool {
    match &value.kind {
        Kind::Null => true,
        Kind::String(text) => text.is_empty(),
        Kind::Array(items) => items.is_empty(),
        Kind::Object(members) => members.is_empty(),
        Kind::Bool(_) | Kind::Number(_) => false,
    }
}

fn shortened(text: &str) -> String {
    let text = text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
