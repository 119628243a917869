//! Members of objects.

use super::{Goal, Prover, json};
use crate::resolve::{Schema, SchemaId, Type};
use crate::source::Kind;

impl Prover<'_> {
    pub(super) fn objects(&mut self, goal: &Goal, node: &Schema) -> bool {
        if !goal.types.contains(Type::Object) {
            return true;
        }
        self.sizes(goal, node)
            && node.required.iter().all(|name| self.requires(goal, name))
            && self.dependencies(goal, node)
            && node.properties.iter().all(|(name, wanted)| {
                let given = self.member(goal, name);
                self.included(&given, *wanted)
            })
            && node.pattern_properties.iter().all(|(pattern, it)| self.pattern(goal, pattern, *it))
            && node.additional_properties.is_none_or(|it| self.additional(goal, node, it))
            && node.property_names.is_none_or(|it| self.names(goal, it))
            && self.unevaluated_properties(goal, node)
    }

    fn sizes(&self, goal: &Goal, node: &Schema) -> bool {
        let least = self.nodes(goal).filter_map(|it| it.min_properties).max().unwrap_or(0);
        let required: std::collections::BTreeSet<_> =
            self.nodes(goal).flat_map(|it| &it.required).collect();
        let least = least.max(required.len() as u64);
        let closed = |it: &Schema| self.is_closed(it).then_some(it.properties.len() as u64);
        let most = self.nodes(goal).flat_map(|it| it.max_properties.into_iter().chain(closed(it)));
        let most = most.min();
        node.min_properties.is_none_or(|it| least >= it)
            && node.max_properties.is_none_or(|it| most.is_some_and(|most| most <= it))
    }

    /// Whether a schema allows no members but its `properties`.
    fn is_closed(&self, node: &Schema) -> bool {
        node.pattern_properties.is_empty()
            && node.additional_properties.is_some_and(|id| self.node(id).never)
    }

    pub(super) fn requires(&self, goal: &Goal, name: &str) -> bool {
        self.nodes(goal).any(|it| it.required.iter().any(|it| it == name))
    }

    /// What applies to a member.
    pub(super) fn member(&self, goal: &Goal, name: &str) -> Vec<SchemaId> {
        let mut found = Vec::new();
        for node in self.nodes(goal) {
            let patterns = node.pattern_properties.iter();
            let matching = patterns.filter(|(pattern, _)| self.evaluator.matches(pattern, name));
            let named = node.properties.get(name).into_iter();
            let before = found.len();
            found.extend(named.chain(matching.map(|(_, id)| id)).copied());
            if found.len() == before {
                found.extend(rest(node));
            }
        }
        found
    }

    /// Whether a member cannot be there.
    fn forbids(&self, goal: &Goal, name: &str) -> bool {
        self.member(goal, name).iter().any(|id| self.node(*id).never)
    }

    fn dependencies(&mut self, goal: &Goal, node: &Schema) -> bool {
        let required = node.dependent_required.iter().all(|(name, wanted)| {
            self.forbids(goal, name)
                || wanted.iter().all(|it| {
                    let depends = |given: &Schema| {
                        given.dependent_required.get(name).is_some_and(|list| list.contains(it))
                    };
                    self.requires(goal, it) || self.nodes(goal).any(depends)
                })
        });
        required
            && node.dependent_schemas.iter().all(|(name, wanted)| {
                let given = goal
                    .ids
                    .iter()
                    .filter_map(|id| self.node(*id).dependent_schemas.get(name).copied());
                let ids: Vec<_> = goal.ids.iter().copied().chain(given).collect();
                let case = self.goal_with(goal.types, &ids, goal.split.clone());
                self.forbids(goal, name) || self.prove(&case, *wanted)
            })
    }

    /// Whether every member whose name matches meets a schema.
    fn pattern(&mut self, goal: &Goal, pattern: &str, wanted: SchemaId) -> bool {
        goal.ids.iter().any(|id| {
            let given = self.node(*id);
            if let Some(same) = given.pattern_properties.get(pattern) {
                return self.included(&[*same], wanted);
            }
            let named = given.properties.iter();
            let named = named.filter(|(name, _)| self.evaluator.matches(pattern, name));
            let all: Vec<_> =
                named.map(|(_, id)| id).chain(given.pattern_properties.values()).copied().collect();
            let rest = rest(given).unwrap_or(self.versions.any);
            all.into_iter().chain([rest]).all(|it| self.included(&[it], wanted))
        })
    }

    /// Whether every member that a schema neither names nor has a pattern for meets another one.
    fn additional(&mut self, goal: &Goal, node: &Schema, wanted: SchemaId) -> bool {
        let is_known = |prover: &Self, name: &str| {
            let mut patterns = node.pattern_properties.keys();
            node.properties.contains_key(name)
                || patterns.any(|pattern| prover.evaluator.matches(pattern, name))
        };
        let names: Vec<&String> =
            goal.ids.iter().flat_map(|id| self.versions.node(*id).properties.keys()).collect();
        let named = names.into_iter().all(|name| {
            is_known(self, name) || {
                let given = self.member(goal, name);
                self.included(&given, wanted)
            }
        });
        let listed = self.listed_names(goal);
        if named && listed.is_some_and(|names| names.iter().all(|name| is_known(self, name))) {
            return true;
        }
        named
            && goal.ids.iter().any(|id| {
                let given = self.node(*id);
                let rest = rest(given).unwrap_or(self.versions.any);
                self.included(&[rest], wanted)
                    && given.pattern_properties.iter().all(|(pattern, it)| {
                        self.is_covered(pattern, node) || self.included(&[*it], wanted)
                    })
            })
    }

    /// Whether a schema has a pattern for every name that matches another one.
    fn is_covered(&self, pattern: &str, node: &Schema) -> bool {
        let others = node.pattern_properties.keys();
        node.pattern_properties.contains_key(pattern)
            || self.matches_none(&[pattern], others.map(String::as_str))
    }

    /// The only names that members may have, if `propertyNames` lists them.
    fn listed_names(&self, goal: &Goal) -> Option<Vec<String>> {
        let names: Vec<_> = self.nodes(goal).filter_map(|it| it.property_names).collect();
        if names.is_empty() {
            return None;
        }
        let string = crate::resolve::TypeSet::of(Type::String);
        let values = self.values(&self.goal_with(string, &names, Vec::new()))?;
        Some(values.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
    }

    fn names(&mut self, goal: &Goal, wanted: SchemaId) -> bool {
        goal.ids.iter().any(|id| {
            let given = self.node(*id);
            let by_names = given.property_names.is_some_and(|it| self.included(&[it], wanted));
            let accepts = |name: &String| self.accepts(wanted, &json(Kind::String(name.clone())));
            by_names || self.is_closed(given) && given.properties.keys().all(accepts)
        }) || {
            let string = self.goal_with(crate::resolve::TypeSet::of(Type::String), &[], Vec::new());
            self.prove(&string, wanted)
        }
    }

    /// What is evaluated is only known to be the same where the schemas beside it are.
    fn unevaluated_properties(&mut self, goal: &Goal, node: &Schema) -> bool {
        let Some(wanted) = node.unevaluated_properties else { return true };
        if self.accepts_all(wanted) || node.additional_properties.is_some() {
            return true;
        }
        if evaluates_alone(node) {
            return self.additional(goal, node, wanted);
        }
        goal.ids.iter().any(|id| {
            let given = self.node(*id);
            given.properties.keys().all(|name| node.properties.contains_key(name))
                && given.pattern_properties.keys().eq(node.pattern_properties.keys())
                && given.additional_properties.is_none()
                && given.in_place().eq(node.in_place())
                && given.unevaluated_properties.is_some_and(|it| self.included(&[it], wanted))
        })
    }
}

/// What a schema says of members that it neither names nor has a pattern for. What is not evaluated is just
/// that where nothing beside it evaluates.
fn rest(node: &Schema) -> Option<SchemaId> {
    node.additional_properties.or(node.unevaluated_properties.filter(|_| evaluates_alone(node)))
}

/// Whether only what a schema says itself evaluates members.
fn evaluates_alone(node: &Schema) -> bool {
    let conditions = [node.not, node.if_, node.then, node.else_];
    let lists = [&node.all_of, &node.any_of, &node.one_of, &node.references];
    conditions.iter().all(Option::is_none)
        && lists.iter().all(|it| it.is_empty())
        && node.dependent_schemas.is_empty()
}
