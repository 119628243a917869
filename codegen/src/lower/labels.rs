//! What the arms of a union are called: each by what it says itself, so that another arm renames none.
//!
//! Input: the arms. Output: a name for each, in `PascalCase`: the first of its [`Mark`]s, best first,
//! that tells it from its rivals and is not the name of another arm already.
//!
//! The rivals of an arm are those before it of its JSON type, in the order of the schema; those of the
//! first arm are the second one, since there is no union without it. So an arm that is added at the end
//! is the one that has to differ.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::Lowering;
use super::forms::Plan;
use super::ir::Guard;
use super::marks::{Fact, Kind, Mark};
use super::unions::ArmKey;
use crate::ident::Scope;
use crate::resolve::{Type, TypeSet};

/// An arm, and what it is known by.
struct Said<'k> {
    arm: &'k ArmKey,
    kind: Kind,
    /// Whether it has a name that says more than its type, so that others need not differ from it.
    is_named: bool,
    marks: Vec<Mark>,
    /// What else tells it from others, asked only where its marks do not.
    more: OnceCell<Vec<Mark>>,
}

/// What the arms of one kind say, up to one of them.
#[derive(Default)]
struct Rivals {
    facts: HashSet<Fact>,
    /// Those of the marks that are asked only where they are needed.
    more: HashSet<Fact>,
    unasked: Vec<usize>,
}

impl Lowering<'_> {
    /// What to call the arms of an enum of this name.
    pub(super) fn labels(
        &self,
        whole: &str,
        keys: &[ArmKey],
        plans: &[Plan],
        guards: &[Guard],
    ) -> Vec<String> {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|&it| keys[it].0);
        let said = order.iter().map(|&it| {
            let (kind, marks) = self.marks(whole, &keys[it], plans[it].tag(), &guards[it]);
            let is_named = marks.first().is_some_and(Mark::is_name);
            Said { arm: &keys[it], kind, is_named, marks, more: OnceCell::new() }
        });
        let said: Vec<_> = said.collect();
        let mut labels = vec![String::new(); keys.len()];
        for (label, &place) in self.labels_in_order(&said).into_iter().zip(&order) {
            labels[place] = label;
        }
        labels
    }

    fn labels_in_order(&self, arms: &[Said<'_>]) -> Vec<String> {
        let mut rivals: HashMap<&Kind, Rivals> = HashMap::new();
        let mut scope = Scope::default();
        let mut labels = Vec::new();
        for (index, arm) in arms.iter().enumerate() {
            let mut second = Rivals::default();
            if let Some(other) = arms.get(1).filter(|it| index == 0 && it.kind == arm.kind) {
                second.add(1, other);
            }
            let rivals = rivals.entry(&arm.kind).or_default();
            let against = if index == 0 { &mut second } else { &mut *rivals };
            labels.push(self.label(arm, arms, against, &mut scope));
            rivals.add(index, arm);
        }
        labels
    }

    /// The name of an arm that no arm before it has.
    fn label(
        &self,
        arm: &Said<'_>,
        arms: &[Said<'_>],
        rivals: &mut Rivals,
        scope: &mut Scope,
    ) -> String {
        let told = arm.marks.iter().find(|it| it.tells(&rivals.facts) && !scope.has(&it.label));
        let mut chosen = told.map(|it| it.label.clone());
        if chosen.is_none() {
            for other in std::mem::take(&mut rivals.unasked) {
                rivals.more.extend(self.more(&arms[other]).iter().flat_map(Mark::all).cloned());
            }
            let mut more = self.more(arm).iter();
            let told = more.find(|it| it.tells(&rivals.more) && !scope.has(&it.label));
            chosen = told.map(|it| it.label.clone());
        }
        match chosen {
            Some(label) => scope.take_like(&label),
            // Its JSON type comes last, and is wrong of no arm.
            None => scope.take_any(arm.marks.iter().rev().map(|it| it.label.clone())),
        }
    }

    fn more<'s>(&self, said: &'s Said<'_>) -> &'s [Mark] {
        said.more.get_or_init(|| self.contrasts(said.arm))
    }
}

impl Rivals {
    fn add(&mut self, index: usize, arm: &Said<'_>) {
        if arm.is_named && !arm.arm.2.mask.contains(Type::Object) {
            return;
        }
        self.facts.extend(arm.marks.iter().flat_map(Mark::all).cloned());
        self.unasked.push(index);
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
