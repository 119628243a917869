//! Unions: `anyOf`, `oneOf` and several values of `type`, as an enum with an arm for each.
//!
//! An arm's type is that of the whole conjunction with one subschema of the union chosen, so an
//! arm accepts exactly what the schema accepts by that subschema.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::iter;

use super::conjunction::concerns;
use super::labels::type_name;
use super::names::LONGEST_NAME;
use super::overlap::{Candidate, CandidateArm};
use super::{
    Arm, Cardinality, Conjunction, Context, DefId, Form, Guard, Literal, Lowering, Residual, Shape,
    Ty, Union, single_type,
};
use crate::ident::{self, Scope};
use crate::limits::{ARMS, ARMS_CHOSEN_TOGETHER, UNIONS_WITHIN_EACH_OTHER};
use crate::resolve::{Annotations, Keyword, KeywordSet, SchemaId, Type, TypeSet};

/// An arm that can accept something: its index, its subschema, and all that applies where it is chosen.
pub(super) type ArmKey = (usize, SchemaId, Conjunction);

/// A union keyword of a schema, with its subschemas.
pub(super) struct Choice {
    schema: SchemaId,
    keyword: Keyword,
    arms: Vec<SchemaId>,
}

impl Lowering<'_> {
    /// The shape of a conjunction that is best shown as one of several types.
    pub(super) fn union(&mut self, key: &Conjunction, id: DefId) -> Option<(Shape, Residual)> {
        for choice in self.choices(key) {
            let keys = self.arm_keys(key, &choice);
            if let [(_, _, only)] = keys.as_slice() {
                self.record_choice(&choice);
                return Some(self.shape(&only.clone(), id));
            }
            let few = self.combinations(key).saturating_mul(keys.len()) <= ARMS_CHOSEN_TOGETHER;
            let few = if key.arms.is_empty() { keys.len() <= ARMS } else { few };
            if few && self.is_worth_an_enum(key, &keys) && self.spend(keys.len()) {
                self.record_choice(&choice);
                self.record_type(key);
                let residual = self.exclusive_residual(key, &choice);
                return Some((self.choice_shape(id, &choice, keys), residual));
            }
        }
        if single_type(key.mask).is_some() {
            return None;
        }
        self.types_shape(key, id)
    }

    /// With `unevaluated…` beside it, an arm may refuse what its subschema accepts, so that arms do
    /// not tell whether exactly one subschema does; a check does.
    fn exclusive_residual(&mut self, key: &Conjunction, choice: &Choice) -> Residual {
        let sees_arms = key.members.iter().any(|&id| {
            let own = self.members.own(id);
            own.contains(Keyword::UnevaluatedProperties) || own.contains(Keyword::UnevaluatedItems)
        });
        if choice.keyword != Keyword::OneOf || !sees_arms {
            return Residual::default();
        }
        let parts = vec![(choice.schema, KeywordSet::of(Keyword::OneOf))];
        let residual = Residual { parts, types: None };
        self.record_residual(&residual);
        residual
    }

    /// The unions of the conjunction for which no arm was chosen yet.
    pub(super) fn choices(&self, key: &Conjunction) -> Vec<Choice> {
        let mut choices = Vec::new();
        for &id in &key.members {
            let schema = self.node(id);
            for (keyword, arms) in
                [(Keyword::OneOf, &schema.one_of), (Keyword::AnyOf, &schema.any_of)]
            {
                if !arms.is_empty() && !key.has_chosen(id, keyword) {
                    choices.push(Choice { schema: id, keyword, arms: arms.clone() });
                }
            }
        }
        choices
    }

    /// The arms that can accept anything.
    fn arm_keys(&mut self, key: &Conjunction, choice: &Choice) -> Vec<ArmKey> {
        let mut keys = Vec::new();
        let discriminator = &self.node(choice.schema).annotations.discriminator;
        let is_family = discriminator.as_ref().is_some_and(|it| it.is_family);
        for (index, &arm) in choice.arms.iter().enumerate() {
            // The tag tells the members of a family, so that their types are what they are elsewhere.
            let member = self.node(arm).all_of.first().filter(|_| is_family);
            let arm = member.copied().unwrap_or(arm);
            let with = key.with_arm(&self.members, (choice.schema, choice.keyword), index, arm);
            let with = self.settled(with);
            if !with.mask.is_empty() && !self.is_never(&with) {
                keys.push((index, arm, with));
            }
        }
        keys
    }

    /// Whether arms say something of the shape; those that only forbid are better left to a check.
    fn is_worth_an_enum(&mut self, key: &Conjunction, keys: &[ArmKey]) -> bool {
        if keys.is_empty() {
            return false;
        }
        let first = single_type(keys[0].2.mask);
        if first.is_none() || keys.iter().any(|(_, _, arm)| single_type(arm.mask) != first) {
            return true;
        }
        match first {
            Some(Type::Object) => {
                let adds = |lowering: &Self, arm: &Conjunction| {
                    arm.members.iter().any(|&id| {
                        !key.members.contains(&id)
                            && lowering.shapes_an_object(key, id, UNIONS_WITHIN_EACH_OTHER)
                    })
                };
                keys.iter().any(|(_, _, arm)| adds(self, arm))
            }
            Some(Type::Array) => keys.iter().any(|(_, _, arm)| {
                arm.members.iter().any(|&id| {
                    let schema = self.node(id);
                    !key.members.contains(&id)
                        && (schema.items.is_some() || !schema.prefix_items.is_empty())
                })
            }),
            Some(Type::String) => keys.iter().any(|(_, _, arm)| {
                arm.members.iter().any(|&id| {
                    let schema = self.node(id);
                    schema.enumeration.is_some()
                        || schema.constant.is_some()
                        || schema.format.is_some()
                })
            }),
            Some(Type::Integer | Type::Fraction | Type::Boolean | Type::Null) | None => false,
        }
    }

    /// Whether a schema names members that the conjunction does not have yet, or says more of one
    /// that tells arms apart.
    fn shapes_an_object(&self, base: &Conjunction, id: SchemaId, depth: usize) -> bool {
        let schema = self.node(id);
        let within = |arm: &SchemaId| {
            let arm = Conjunction::new(&self.members, &[*arm]);
            arm.members.iter().any(|&id| self.shapes_an_object(base, id, depth - 1))
        };
        if depth > 0 && schema.any_of.iter().chain(&schema.one_of).any(within) {
            return true;
        }
        let known = |name: &String| {
            base.members.iter().any(|&it| self.node(it).properties.contains_key(name))
        };
        !schema.pattern_properties.is_empty()
            || schema.additional_properties.is_some_and(|it| !self.node(it).never)
            || schema.properties.iter().any(|(name, &applied)| {
                !known(name) || self.members.own(applied).contains(Keyword::Const)
            })
    }

    /// How many types of arms chosen together there are beside this one, itself included.
    fn combinations(&self, key: &Conjunction) -> usize {
        let arms = key.arms.iter().map(|&(id, keyword, _)| match keyword {
            Keyword::OneOf => self.node(id).one_of.len(),
            Keyword::AnyOf => self.node(id).any_of.len(),
            _ => 1,
        });
        arms.fold(1, usize::saturating_mul)
    }

    /// Takes `count` new arms out of what may be made in all, so that unions of unions end.
    pub(super) fn spend(&mut self, count: usize) -> bool {
        let enough = self.budget >= count;
        self.budget = self.budget.saturating_sub(count);
        enough
    }

    fn choice_shape(&mut self, id: DefId, choice: &Choice, mut keys: Vec<ArmKey>) -> Shape {
        if choice.keyword == Keyword::AnyOf {
            self.put_special_first(&mut keys);
        }
        let plans = self.plans(id, choice.keyword, &keys);
        let mut guards: Vec<_> = keys.iter().map(|(_, _, arm)| self.guard(arm)).collect();
        self.discriminate(choice, &keys, &mut guards);
        let whole = &self.definitions[id.index()].path.name;
        let labels = self.labels(whole, &keys, &plans, &guards);
        let cardinality =
            if choice.keyword == Keyword::OneOf { Cardinality::One } else { Cardinality::Any };
        let takes_objects = |key: &Conjunction| key.mask.contains(Type::Object);
        let of_objects: Vec<_> = keys
            .iter()
            .zip(&guards)
            .filter(|(it, guard)| takes_objects(&it.2) && !guard.is_rest)
            .collect();
        let discriminators = discriminators(of_objects.into_iter().map(|(_, guard)| guard));
        let is_shown = |(name, _): &&(String, Vec<String>)| {
            keys.iter().all(|(_, _, key)| {
                !self.is_secret(name, &self.docs_of(self.applicable(key, name).iter()))
            })
        };
        let shown = discriminators.iter().find(is_shown).map(|(name, _)| name.clone());
        let discriminator = self.node(choice.schema).annotations.discriminator.as_ref();
        let has_rest = guards.iter().any(|it| it.is_rest);
        let told_by = discriminator.filter(|_| has_rest).map(|it| it.name.clone()).or(shown);
        if !self.config.open_enums.0.is_empty() {
            // What an open enum lists tells nothing, unless it tells arms apart.
            guards.iter_mut().for_each(|guard| guard.keep_tags(&discriminators));
        }
        let open = !discriminators.is_empty() && self.is_open(id);
        self.definitions[id.index()].open = open;
        let mut scope = if open { Scope::with(&["Unknown"]) } else { Scope::default() };
        let mut arms: Vec<Arm> = Vec::new();
        let mut candidates = Vec::new();
        let planned = plans.into_iter().zip(labels).zip(guards);
        for ((index, schema, arm), ((plan, label), guard)) in keys.into_iter().zip(planned) {
            let (key, conditions) = (arm.clone(), guard.clone());
            let mut is_new = false;
            for mut arm in self.arms_of(id, (schema, arm), plan, &label, guard) {
                let like = arms.iter_mut().find(|other| other.is_like(&arm));
                match like.filter(|_| cardinality == Cardinality::Any) {
                    // What only one of the two is called by is not what it holds.
                    Some(first) if first.ty == Ty::String && first.ident != arm.ident => {
                        first.ident = scope.take_any(iter::once(type_name(arm.types)));
                        first.docs = Annotations::default();
                    }
                    Some(_) => {}
                    None => {
                        arm.ident = scope.take_any(names_of(&arm));
                        arms.push(arm);
                        is_new = true;
                    }
                }
            }
            if !is_new {
                continue;
            }
            candidates.push(CandidateArm { index, key, guard: conditions });
        }
        let (schema, keyword) = (choice.schema, choice.keyword);
        self.unions.push(Candidate { schema, keyword, arms: candidates });
        match arms.as_slice() {
            [Arm { ty, form: Form::Whole, .. }] if cardinality == Cardinality::Any && !open => {
                Shape::Alias(ty.clone())
            }
            _ => Shape::Union(Union { arms, cardinality, discriminators, told_by }),
        }
    }

    /// Puts arms of one JSON type in the order in which they are to be tried, so that none hides one
    /// whose documents it accepts as well: listed values before other ones, what is checked before what
    /// is not, objects of more required members, and then of more members, before others, and closed
    /// objects before open ones. Objects that a member tells apart stay in their order.
    fn put_special_first(&mut self, keys: &mut [ArmKey]) {
        let mut types: Vec<_> = keys.iter().filter_map(|it| single_type(it.2.mask)).collect();
        types.sort_unstable();
        types.dedup();
        for one in types {
            let is_of_type = |it: &&ArmKey| single_type(it.2.mask) == Some(one);
            let mut sorted: Vec<_> = keys.iter().filter(is_of_type).cloned().collect();
            let guards: Vec<_> = sorted.iter().map(|it| self.guard(&it.2)).collect();
            if one == Type::Object && !discriminators(guards.iter()).is_empty() {
                continue;
            }
            sorted.sort_by_cached_key(|it| self.generality(&it.2));
            let places = keys.iter_mut().filter(|it| single_type(it.2.mask) == Some(one));
            places.zip(sorted).for_each(|(place, it)| *place = it);
        }
    }

    /// How much an arm accepts, as far as that is plain; less comes first.
    fn generality(&self, key: &Conjunction) -> (u8, Reverse<usize>, Reverse<usize>, bool) {
        let is_object = key.mask == TypeSet::of(Type::Object);
        let rank = match self.constants(key) {
            Some(_) => 0,
            None if is_object => 2,
            None if self.unenforced(key).is_empty() => 2,
            None => 1,
        };
        if !is_object {
            return (rank, Reverse(0), Reverse(0), false);
        }
        let nodes = || key.members.iter().map(|&id| self.node(id));
        let required: HashSet<_> = nodes().flat_map(|it| &it.required).collect();
        let closes = |it: SchemaId| self.node(it).never;
        let is_open = !nodes().any(|it| it.additional_properties.is_some_and(closes));
        (rank, Reverse(required.len()), Reverse(self.member_names(key).len()), is_open)
    }

    /// Tells objects apart by the discriminator, where it gives each arm strings that no other arm has:
    /// of those that an arm demands itself, the ones that lead to it.
    fn discriminate(&self, choice: &Choice, keys: &[ArmKey], guards: &mut [Guard]) {
        let annotations = &self.node(choice.schema).annotations;
        let discriminator = annotations.discriminator.as_ref();
        let Some(it) = discriminator.filter(|it| it.keyword == choice.keyword) else { return };
        let own = |guard: &Guard| {
            guard.tags.iter().find(|(name, _)| *name == it.name).map(|(_, values)| values.clone())
        };
        let given = |index: &usize| it.values.get(*index).filter(|values| !values.is_empty());
        let tags = keys.iter().zip(guards.iter()).map(|((index, _, key), guard)| {
            if !key.mask.contains(Type::Object) || it.rest == Some(*index) {
                return Some(Vec::new());
            }
            let Some(own) = own(guard) else { return given(index).cloned() };
            let among = |values: &&Vec<String>| own.iter().any(|value| values.contains(value));
            let others = || keys.iter().filter(|(other, _, _)| other != index);
            Some(match given(index).filter(among) {
                // What all arms share lists the strings of all of them.
                Some(given) => retained(own, |value| given.contains(value)),
                None => retained(own, |value| {
                    !others().filter_map(|(other, _, _)| given(other)).any(|it| it.contains(value))
                }),
            })
        });
        let Some(tags) = tags.collect::<Option<Vec<_>>>() else { return };
        if are_distinct(tags.iter().flatten()) {
            let rest = |index: usize| it.rest == Some(index);
            for ((values, guard), (index, _, _)) in tags.into_iter().zip(guards).zip(keys) {
                if rest(*index) {
                    guard.take_rest(&it.name);
                } else if !values.is_empty() {
                    guard.tell(&it.name, values);
                }
            }
        }
    }

    /// One arm for each JSON type; where hardly any is excluded, those of which nothing is said share
    /// one.
    pub(super) fn types_shape(
        &mut self,
        key: &Conjunction,
        id: DefId,
    ) -> Option<(Shape, Residual)> {
        let parts: Vec<Conjunction> = groups_of(key.mask)
            .into_iter()
            .map(|mask| self.settled(Conjunction { mask, part: true, ..key.clone() }))
            .filter(|part| !part.mask.is_empty())
            .collect();
        if let [only] = parts.as_slice() {
            return Some(self.shape(only, id));
        }
        let wide = key.mask.iter().count() > 5;
        let (mut bound, mut free): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| !wide || !self.unenforced(part).is_empty());
        if wide && free.is_empty() && self.asserts_of_all_types(key) {
            return None;
        }
        if bound.is_empty() {
            std::mem::swap(&mut bound, &mut free);
        }
        self.record_type(key);
        let mut scope = Scope::default();
        let origin = key.origin();
        let mut arm = |ident: &str, ty, types| {
            let (guard, docs, form) = (Guard::default(), Annotations::default(), Form::Whole);
            Arm { ident: scope.take_like(ident), ty, form, origin, types, guard, docs }
        };
        let mut arms = Vec::new();
        for part in bound {
            let types = part.mask;
            let label = type_name(types);
            let ty = self.type_of_key(part, &Context::new(Some(id), &label));
            arms.push(arm(&label, ty, types));
        }
        if !free.is_empty() {
            let types = free.iter().fold(TypeSet::NONE, |types, part| types.union(part.mask));
            arms.push(arm("Other", Ty::Any, types));
        }
        let (discriminators, told_by) = (Vec::new(), None);
        let union = Union { arms, cardinality: Cardinality::Any, discriminators, told_by };
        Some((Shape::Union(union), Residual::default()))
    }

    /// Whether something is left to assert of instances whatever their type.
    fn asserts_of_all_types(&self, key: &Conjunction) -> bool {
        let generic = |keyword| concerns(keyword) == TypeSet::ALL;
        self.unenforced(key).iter().any(|(_, set)| set.iter().any(generic))
    }

    fn record_choice(&mut self, choice: &Choice) {
        self.record_keyword(choice.schema, KeywordSet::of(choice.keyword));
    }
}

/// What the variant of an arm can be called, best first.
fn names_of(arm: &Arm) -> impl Iterator<Item = String> + use<> {
    let others = match &arm.form {
        Form::Literal(Literal::Text(text)) => ident::apart(text).collect(),
        Form::Literal(_) | Form::Whole | Form::Object(_) => Vec::new(),
    };
    let names = iter::once(arm.ident.clone()).chain(others);
    names.map(|it| ident::shortened(&it, LONGEST_NAME))
}

/// The texts that are to stay.
fn retained(mut texts: Vec<String>, stays: impl Fn(&String) -> bool) -> Vec<String> {
    texts.retain(stays);
    texts
}

/// The members that every arm has with strings of its own.
fn discriminators<'a>(
    guards: impl Iterator<Item = &'a Guard> + Clone,
) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (name, _) in guards.clone().next().map_or(&[][..], |first| &first.tags) {
        let values = guards.clone().map(|it| it.tags.iter().find(|(other, _)| other == name));
        let Some(values) = values.collect::<Option<Vec<_>>>() else { continue };
        let all = values.iter().flat_map(|(_, values)| values);
        if are_distinct(all.clone()) {
            found.push((name.clone(), all.cloned().collect()));
        }
    }
    found
}

/// Whether no text is there twice.
fn are_distinct<'a>(mut texts: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = HashSet::new();
    texts.all(|text| seen.insert(text))
}

/// The types of a set, with all numbers as one.
fn groups_of(mask: TypeSet) -> Vec<TypeSet> {
    let mut groups = Vec::new();
    for one in mask.iter() {
        let group = if TypeSet::NUMBER.contains(one) {
            TypeSet::NUMBER.intersection(mask)
        } else {
            TypeSet::of(one)
        };
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}
