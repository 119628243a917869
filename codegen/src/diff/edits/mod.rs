//! What differs between an old and a new schema, as steps from the one to the other.
//!
//! Input: two schemas. Output: [`Edits`]: steps, each a keyword or a member changed, with the schema
//! that is reached; and the pairs of subschemas to compare next. After all steps the schema has the
//! keywords of the new one, while each paired subschema is still the old one.

mod annotations;
mod arms;
mod arrays;
mod objects;
mod scalars;

use super::slot::{Flow, Slot};
use super::verdict::Relation;
use super::versions::Versions;
use crate::diagnostic::{Code, Location};
use crate::resolve::{Keyword, Role, Schema, SchemaId, Type, every_keyword};
use crate::source::Json;

/// One step.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) old: There,
    pub(super) new: There,
    pub(super) effect: Effect,
    pub(super) behaves: bool,
    /// The one member that a step is about.
    pub(super) member: Option<String>,
    /// Whether only documents notice that used the name of a member for something else.
    pub(super) of_free_name: bool,
}

/// What stands on one side of a change, and where.
pub(super) type There = (Option<String>, Option<Location>);

/// How the set of accepted documents is affected.
#[derive(Debug)]
pub(super) enum Effect {
    /// To be found out by comparing with the schema that the step leads to.
    Step(Box<Schema>),
    /// Known from what the keyword means.
    Known(Relation),
    /// A value that is listed now, one that is listed no more, or both.
    Value(Box<Value>),
}

/// What a step does to a list of values.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) gained: Option<Json>,
    pub(super) lost: Option<Json>,
    /// What the schema says beside the list.
    pub(super) beside: Schema,
    /// The schema that all steps for values lead to, with the last of them.
    pub(super) reached: Option<Schema>,
}

/// A pair of subschemas to compare.
#[derive(Clone, Debug)]
pub(super) struct Child {
    pub(super) old: SchemaId,
    pub(super) new: SchemaId,
    /// What the part is applied to.
    pub(super) slot: Slot,
    /// What a change of the part does to the whole.
    pub(super) flow: Flow,
}

/// The differences of two schemas.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pub(super) steps: Vec<Edit>,
    pub(super) children: Vec<Child>,
}

/// Compares two schemas.
pub(super) fn of(versions: &Versions, old: SchemaId, new: SchemaId) -> Edits {
    let mut steps = Steps {
        versions,
        old_id: old,
        new_id: new,
        old: versions.node(old),
        new: versions.node(new),
        current: versions.node(old).clone(),
        edits: Edits::default(),
    };
    if steps.is_replaced() {
        steps.replace();
    } else {
        steps.scalars();
        steps.arrays();
        steps.objects();
        steps.arms();
        steps.rest();
    }
    steps.annotations();
    steps.edits
}

struct Steps<'w> {
    versions: &'w Versions,
    old_id: SchemaId,
    new_id: SchemaId,
    old: &'w Schema,
    new: &'w Schema,
    current: Schema,
    edits: Edits,
}

/// Where a change stands: names below the old schema and below the new one.
#[derive(Clone, Copy, Default)]
struct At<'a> {
    old: Option<&'a [&'a str]>,
    new: Option<&'a [&'a str]>,
}

impl Steps<'_> {
    /// Whether the schemas have so little in common that only the whole can be compared.
    fn is_replaced(&self) -> bool {
        let disjoint = match (self.old.types, self.new.types) {
            (Some(old), Some(new)) => old.intersection(new).is_empty(),
            (None, _) | (_, None) => false,
        };
        disjoint || self.old.never != self.new.never
    }

    fn replace(&mut self) {
        let whole = Schema { annotations: self.old.annotations.clone(), ..self.new.clone() };
        let at = At { old: Some(&[]), new: Some(&[]) };
        let message = match (self.old.types, self.new.types) {
            (Some(_), Some(_)) => {
                let text = |id| self.versions.below(id, &["type"]).map(|(json, _)| json.to_text());
                let text = |id| text(id).unwrap_or_else(|| "another".to_owned());
                format!("the type was {} and is {}", text(self.old_id), text(self.new_id))
            }
            _ if self.new.never => "nothing is accepted any more".to_owned(),
            _ => "nothing was accepted before".to_owned(),
        };
        self.step(Code::TypeChanged, message, at, |it| *it = whole);
    }

    /// Adds a step; `change` changes the schema that was reached so far.
    fn step(&mut self, code: Code, message: String, at: At<'_>, change: impl FnOnce(&mut Schema)) {
        change(&mut self.current);
        let effect = Effect::Step(Box::new(self.current.clone()));
        self.push(code, message, at, effect, false);
    }

    /// Says of the last step that it is about one member.
    fn about(&mut self, name: &str) {
        if let Some(edit) = self.edits.steps.last_mut() {
            edit.member = Some(name.to_owned());
        }
    }

    fn push(&mut self, code: Code, message: String, at: At<'_>, effect: Effect, behaves: bool) {
        let side = |id, tokens: Option<&[&str]>| {
            let found = tokens.and_then(|tokens| self.versions.below(id, tokens));
            found.map_or((None, None), |(json, place)| (Some(json.to_text()), Some(place)))
        };
        let (old, new) = (side(self.old_id, at.old), side(self.new_id, at.new));
        let of_free_name = false;
        let edit = Edit { code, message, old, new, effect, behaves, of_free_name, member: None };
        self.edits.steps.push(edit);
    }

    fn child(&mut self, old: SchemaId, new: SchemaId, slot: Slot, flow: Flow) {
        self.edits.children.push(Child { old, new, slot, flow });
    }

    /// Takes the last step, if what the others reached is not yet all that the new schema says of
    /// itself, so that nothing can be forgotten.
    fn rest(&mut self) {
        every_keyword!(self.new;
            nothing: file pointer span definition_name keywords;
            replace: never;
            annotations: annotations;
            scalars: types enumeration constant multiple_of maximum exclusive_maximum minimum
                exclusive_minimum max_length min_length pattern format max_items min_items
                unique_items max_properties min_properties;
            arrays: prefix_items items contains min_contains max_contains unevaluated_items;
            // It comes with the dialect, and matters to those who look at parts.
            rest: contains_evaluates;
            objects: required properties pattern_properties additional_properties property_names
                dependent_required dependent_schemas unevaluated_properties;
            arms: references unresolved all_of any_of one_of not if_ then else_;
        );
        let evaluates = self.new.contains_evaluates;
        let matters = self.old.contains.is_some() && self.looks_at_parts();
        if self.old.contains_evaluates != evaluates && matters {
            let message = "`contains` counts for `unevaluatedItems` in one draft alone".to_owned();
            let at = At { old: Some(&["contains"]), new: Some(&["contains"]) };
            self.step(Code::ElementsChanged, message, at, |it| it.contains_evaluates = evaluates);
        }
    }

    /// How a keyword is written in the old and in the new schema.
    fn written(&self, keyword: Keyword) -> (Option<String>, Option<String>) {
        (written(self.old, keyword), written(self.new, keyword))
    }

    /// A step that changes the value of one keyword.
    fn keyword(&mut self, keyword: Keyword, code: Code, change: impl FnOnce(&mut Schema)) {
        let (old, new) = self.written(keyword);
        let text = |id, name: &Option<String>| {
            let (json, _) = self.versions.below(id, &[name.as_deref()?])?;
            Some(short(&json.to_text()))
        };
        let (before, after) = (text(self.old_id, &old), text(self.new_id, &new));
        let name = new.as_deref().or(old.as_deref()).unwrap_or(keyword.name());
        let message = match (before, after) {
            (Some(before), Some(after)) if before == after => self.otherwise(name),
            (Some(before), Some(after)) => format!("`{name}` was {before} and is {after}"),
            (None, Some(after)) => format!("`{name}` is {after} now"),
            (Some(before), None) => format!("`{name}` was {before} and is gone"),
            (None, None) => format!("`{name}` changed"),
        };
        let (old, new) = (old.as_deref(), new.as_deref());
        let (old, new) = (old.map(|it| [it]), new.map(|it| [it]));
        let at = At { old: old.as_ref().map(|it| &it[..]), new: new.as_ref().map(|it| &it[..]) };
        self.step(code, message, at, change);
    }

    /// What is to be said of a keyword that is written as before and read in another way.
    fn otherwise(&self, name: &str) -> String {
        let takes_null = |it: &Schema| it.types.is_none_or(|it| it.contains(Type::Null));
        match (takes_null(self.old), takes_null(self.new)) {
            (false, true) => "`null` is accepted now".to_owned(),
            (true, false) => "`null` is not accepted any more".to_owned(),
            _ => format!("`{name}` is read in another way"),
        }
    }

    /// A subschema that a keyword may have: compared where both have it, else a step.
    fn subschema(
        &mut self,
        keyword: Keyword,
        code: Code,
        (place, flow): (Slot, Flow),
        slot: for<'s> fn(&'s mut Schema) -> &'s mut Option<SchemaId>,
    ) {
        let (mut old, mut new) = (self.old.clone(), self.new.clone());
        match (*slot(&mut old), *slot(&mut new)) {
            (None, None) => {}
            (Some(old), Some(new)) if !self.is_plain(old) && !self.is_plain(new) => {
                self.child(old, new, place, flow);
            }
            (Some(old), Some(new)) if self.same_plain(old, new) => {
                self.child(old, new, place, flow);
            }
            (_, new) => self.keyword(keyword, code, |it| *slot(it) = new),
        }
    }

    /// Whether a schema is `true`, `false` or the like.
    fn is_plain(&self, id: SchemaId) -> bool {
        let node = self.versions.node(id);
        node.never || is_trivial(node)
    }

    fn same_plain(&self, old: SchemaId, new: SchemaId) -> bool {
        let kind = |id| {
            let node = self.versions.node(id);
            (node.never, is_trivial(node))
        };
        kind(old) == kind(new)
    }

    fn same_text(&self, old: SchemaId, new: SchemaId) -> bool {
        match (self.versions.json(old), self.versions.json(new)) {
            (Some(old), Some(new)) => old == new,
            (None, _) | (_, None) => false,
        }
    }
}

/// What a schema says of one member, where it says nothing of what it does not name; the rest of it says
/// the same, whatever it says of this one.
pub(super) fn of_member(versions: &Versions, schema: &Schema, name: &str) -> Option<Schema> {
    let is_open = schema.unevaluated_properties.is_none()
        && schema.additional_properties.is_none_or(|id| {
            let node = versions.node(id);
            !node.never && is_trivial(node)
        });
    let mut part = Schema { types: schema.types, ..Schema::default() };
    if let Some(id) = schema.properties.get(name) {
        part.properties.insert(name.to_owned(), *id);
    }
    part.required.extend(schema.required.iter().filter(|it| *it == name).cloned());
    is_open.then_some(part)
}

/// Whether a schema asserts nothing.
pub(super) fn is_trivial(node: &Schema) -> bool {
    node.asserted().is_empty() && node.references.is_empty()
}

fn written(node: &Schema, keyword: Keyword) -> Option<String> {
    let is_it = |role: &Role| matches!(role, Role::Asserts(set) if set.contains(keyword));
    node.keywords.iter().find(|it| is_it(&it.role)).map(|it| it.name.clone())
}

/// A text of bounded length.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
