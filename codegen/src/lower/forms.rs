//! How the arms of a union stand in documents: what serde calls externally and adjacently tagged.
//!
//! Input: the conjunctions of the arms. Output: a [`Plan`] for each.
//!
//! - An arm that is one value holds nothing, and one that lists strings is a variant for each, unless
//!   another arm takes any string.
//! - An object in which constants and at most one other member can be, and have to be, holds that member
//!   alone, if that is how such a union is written: all objects have one member each, which names the
//!   arm, or all have it under one name, beside their constants.
//!
//! Where anything else may be in the object, which has to be kept, the arm is a struct. What has a name of
//! its own, in the schemas or by the configuration, stays a type of its own.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::ir::{Fixed, Literal};
use super::marks::title;
use super::names::given;
use super::objects::Others;
use super::unions::ArmKey;
use super::{Arm, Conjunction, Content, Context, DefId, Form, Guard, Lowering, Ty, Wrapper};
use crate::config::Unknown;
use crate::ident;
use crate::resolve::{Annotations, Keyword, SchemaId, Type, TypeSet};
use crate::source::Json;

/// How an arm is to be made.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    /// The document is what it holds.
    Whole,
    /// A variant for each of these values.
    Values(Vec<Json>),
    /// An object that holds it.
    Object(Frame),
}

/// An object in which nothing but constants and one member can be.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) fixed: Vec<Fixed>,
    /// The member that is no constant, with the schemas that apply to it.
    pub(super) content: Option<(String, Vec<SchemaId>)>,
    /// Whether other members are refused, and not passed over.
    pub(super) closed: bool,
}

impl Plan {
    /// The member that names the arm, since it is all that its object has.
    pub(super) fn tag(&self) -> Option<&str> {
        let Self::Object(frame) = self else { return None };
        let is_text = |it: &Fixed| matches!(it.value, Literal::Text(_));
        frame.only().filter(|_| !frame.fixed.iter().any(is_text))
    }
}

impl Frame {
    /// The only member.
    fn only(&self) -> Option<&str> {
        match (self.fixed.as_slice(), &self.content) {
            ([], Some((name, _))) => Some(name),
            ([fixed], None) => Some(&fixed.member),
            _ => None,
        }
    }
}

impl Lowering<'_> {
    /// How each arm of a union is to be made.
    pub(super) fn plans(&mut self, id: DefId, by: Keyword, keys: &[ArmKey]) -> Vec<Plan> {
        let mut plans: Vec<_> = keys.iter().map(|(_, _, key)| self.plan(id, key)).collect();
        let lists = |key: &Conjunction| self.listed_strings(key).is_some();
        let is_external = is_external(&plans, keys, lists);
        let is_adjacent = is_adjacent(&plans, keys);
        let lists_all_texts = plans.iter().zip(keys).all(|(plan, (_, arm, key))| match plan {
            Plan::Values(_) => title(self.node(*arm)).is_none(),
            Plan::Whole | Plan::Object(_) => !key.mask.contains(Type::String),
        });
        for plan in &mut plans {
            let stays = match plan {
                Plan::Whole => true,
                Plan::Values(values) => is_external || lists_all_texts || values.len() == 1,
                Plan::Object(it) => match &it.content {
                    _ if is_external => true,
                    Some(_) => is_adjacent,
                    None => true,
                },
            };
            if !stays {
                *plan = Plan::Whole;
            }
        }
        // Of two arms that are one value, `oneOf` takes none.
        let is_told_apart = by != Keyword::OneOf || are_distinct(&plans);
        if is_told_apart { plans } else { vec![Plan::Whole; plans.len()] }
    }

    /// How an arm can be made, whatever the others are.
    fn plan(&mut self, id: DefId, key: &Conjunction) -> Plan {
        if self.own_path(key).is_some() || given::to_part(self, key).is_some() {
            return Plan::Whole;
        }
        match self.constants(key) {
            Some(values) if self.are_plain(id, key, &values) => Plan::Values(values),
            Some(_) => Plan::Whole,
            None => self.frame(id, key).map_or(Plan::Whole, Plan::Object),
        }
    }

    /// Whether Rust has a constant for each of the values, and no others may come.
    fn are_plain(&self, id: DefId, key: &Conjunction, values: &[Json]) -> bool {
        let is_text = values.iter().all(|it| it.as_str().is_some());
        let are_plain = is_text || values.len() == 1;
        let may_grow = is_text && self.may_grow(id, key);
        are_plain
            && !values.is_empty()
            && !may_grow
            && values.iter().all(|it| Literal::of(it).is_some())
    }

    /// Whether what lists values is open to others, by the configuration.
    fn may_grow(&self, id: DefId, key: &Conjunction) -> bool {
        let is_tag = key.members.iter().any(|&it| self.node(it).constant.is_some());
        let open = &self.config.open_enums;
        !is_tag && (self.is_open(id) || open.matches_either("", &self.place(key.origin())))
    }

    /// The arms that come of one: several where each of its values is one. They are called alike still.
    pub(super) fn arms_of(
        &mut self,
        id: DefId,
        (schema, key): (SchemaId, Conjunction),
        plan: Plan,
        label: &str,
        guard: Guard,
    ) -> Vec<Arm> {
        let (types, origin) = (key.mask, key.origin());
        let docs = Annotations::of_schema(self.schemas, schema);
        let context = Context::new(Some(id), label);
        let (ty, form, docs) = match plan {
            Plan::Whole => {
                let ty = self.type_of_key(key, &context);
                (self.by_name(schema, ty), Form::Whole, docs)
            }
            Plan::Values(values) => return self.arms_of_values(schema, &key, &values, label),
            Plan::Object(frame) => {
                self.record_type(&key);
                let said = self.docs_of(frame.content.iter().flat_map(|it| &it.1));
                let Annotations { title, description, .. } = said;
                let said = Annotations { title, description, ..Annotations::default() };
                let (ty, wrapper) = self.framed(frame, &context);
                (ty, Form::Object(wrapper), docs.or(said))
            }
        };
        vec![Arm { ident: label.to_owned(), ty, form, origin, types, guard, docs }]
    }

    fn arms_of_values(
        &mut self,
        schema: SchemaId,
        key: &Conjunction,
        values: &[Json],
        label: &str,
    ) -> Vec<Arm> {
        self.record_type(key);
        let mut words = self.words_for_all(key, values);
        if let [(name, docs)] = words.as_mut_slice() {
            *name = label.to_owned();
            *docs = Annotations::of_schema(self.schemas, schema);
        }
        let arms = values.iter().zip(words).filter_map(|(value, (name, docs))| {
            let (form, types) = (Form::Literal(Literal::of(value)?), TypeSet::of(Type::of(value)));
            let (ident, guard, origin) = (ident::pascal(&name), Guard::default(), key.origin());
            Some(Arm { ident, ty: Ty::Null, form, origin, types, guard, docs })
        });
        arms.collect()
    }

    /// What schemas themselves say.
    pub(super) fn docs_of<'s>(&self, schemas: impl Iterator<Item = &'s SchemaId>) -> Annotations {
        let docs = schemas.map(|&it| Annotations::of_schema(self.schemas, it));
        docs.fold(Annotations::default(), Annotations::or)
    }

    /// The type of what an object holds.
    fn framed(&mut self, frame: Frame, context: &Context<'_>) -> (Ty, Wrapper) {
        let Frame { fixed, content, closed } = frame;
        let (ty, content) = match content {
            None => (Ty::Null, None),
            Some((member, schemas)) => {
                let origin = schemas.first().copied();
                let secret = self.is_secret(&member, &self.docs_of(schemas.iter()));
                let ty = match schemas.as_slice() {
                    [] => Ty::Any,
                    schemas => self.type_of_all(schemas, context),
                };
                (ty, Some(Content { member, origin, secret }))
            }
        };
        (ty, Wrapper { fixed, content, closed })
    }

    fn frame(&mut self, id: DefId, key: &Conjunction) -> Option<Frame> {
        let is_plain = key.mask == TypeSet::of(Type::Object)
            && key.hints.is_empty()
            && self.choices(key).is_empty()
            && !self.is_long_conjunction(key)
            && self.members_of_branches(key).is_empty();
        let names = self.member_names(key);
        let required = self.required_names(key);
        if !is_plain || names.is_empty() || !names.iter().all(|it| required.contains(it.as_str())) {
            return None;
        }
        let closed = self.is_closed(id, key, &names)?;
        let mut frame = Frame { fixed: Vec::new(), content: None, closed };
        for name in names {
            let schemas = self.applicable(key, &name);
            match self.fixed_member(id, &name, &schemas)? {
                Some(fixed) => frame.fixed.push(fixed),
                None if frame.content.is_some() => return None,
                None => frame.content = Some((name, schemas)),
            }
        }
        Some(frame)
    }

    /// Whether members without a name are refused; none where they, or a check, matter.
    fn is_closed(
        &mut self,
        id: DefId,
        key: &Conjunction,
        names: &IndexSet<String>,
    ) -> Option<bool> {
        let rules = self.rules(key, names);
        if !rules.rest.is_empty() || !rules.patterns.is_empty() {
            return None;
        }
        let (path, place) = (self.address(id).0, self.place(key.origin()));
        let ignores = || self.config.unknown_members.of(&path, &place) == Unknown::Ignore;
        match rules.others {
            Others::None => Some(true),
            Others::All(schemas) => (schemas.is_empty() && ignores()).then_some(false),
        }
    }

    /// A member if it always has one value; none at all if it cannot be.
    fn fixed_member(
        &mut self,
        id: DefId,
        name: &str,
        schemas: &[SchemaId],
    ) -> Option<Option<Fixed>> {
        if schemas.iter().any(|&it| self.refuses_all(it)) {
            return None;
        }
        if schemas.is_empty() {
            return Some(None);
        }
        let key = Conjunction::new(&self.members, schemas);
        let key = self.settled(key);
        let Some(value) = self.only_literal(id, &key) else { return Some(None) };
        self.record_type(&key);
        let docs = self.docs_of(schemas.iter());
        let secret = self.is_secret(name, &docs);
        let (origin, ident) = (Some(key.origin()), ident::shouty(name));
        Some(Some(Fixed { member: name.to_owned(), ident, origin, value, docs, secret }))
    }

    /// The one value that a conjunction accepts.
    fn only_literal(&self, id: DefId, key: &Conjunction) -> Option<Literal> {
        if key.mask == TypeSet::of(Type::Null) && self.unenforced(key).is_empty() {
            return Some(Literal::Null);
        }
        let values = self.constants(key).filter(|values| self.are_plain(id, key, values))?;
        let [value] = values.as_slice() else { return None };
        Literal::of(value)
    }
}

/// Whether each object has constants, and all that have another member beside them have one of the same
/// name, several of them.
fn is_adjacent(plans: &[Plan], keys: &[ArmKey]) -> bool {
    let mut contents = Vec::new();
    for (plan, (_, _, key)) in plans.iter().zip(keys) {
        match plan {
            Plan::Object(it) if it.fixed.is_empty() => return false,
            Plan::Object(it) => contents.extend(it.content.as_ref().map(|(name, _)| name)),
            Plan::Whole if key.mask.contains(Type::Object) => return false,
            Plan::Whole | Plan::Values(_) => {}
        }
    }
    contents.len() > 1 && contents.iter().all(|name| *name == contents[0])
}

/// Whether each object has one member, which names the arm, and all other arms are strings that name
/// theirs.
fn is_external(plans: &[Plan], keys: &[ArmKey], lists: impl Fn(&Conjunction) -> bool) -> bool {
    let mut names = HashSet::new();
    for (plan, (_, _, key)) in plans.iter().zip(keys) {
        let is_tagged = match plan {
            Plan::Object(it) => it.only().is_some_and(|name| names.insert(name)),
            Plan::Values(values) => values.iter().all(|it| it.as_str().is_some()),
            Plan::Whole => lists(key),
        };
        if !is_tagged {
            return false;
        }
    }
    !names.is_empty()
}

/// Whether no value is that of two arms.
fn are_distinct(plans: &[Plan]) -> bool {
    let mut seen = HashSet::new();
    let values = plans.iter().filter_map(|plan| match plan {
        Plan::Values(values) => Some(values),
        Plan::Whole | Plan::Object(_) => None,
    });
    values.flatten().all(|value| seen.insert(value))
}
