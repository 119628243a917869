//! Unions whose arms overlap: a document that matches two of them is refused by `oneOf`, and is read
//! as the one that is tried first under `anyOf`.
//!
//! Input: the unions that became enums. Output: a diagnostic for each with two arms that one
//! document matches, which it shows; none for those of which enough is said already. Arms that are told apart by JSON type or by a tag cost nothing;
//! for the others documents are tried, a bounded number of them in all, so that large inputs stay
//! fast. That none is found proves nothing, and nothing is said.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Conjunction, Guard, Lowering};
use crate::budget::Budget;
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::limits::{STEPS_FOR_EACH_SCHEMA, STEPS_FOR_TWO_ARMS, scaled};
use crate::resolve::{Evaluator, Keyword, SchemaId, Schemas, Type, TypeSet};
use crate::sample::{Sampler, Samples};
use crate::source::pointer;

/// How many steps into a document are taken.
const DEPTH: usize = 1;
/// How much of a document a message shows.
const SHOWN: usize = 80;

/// A union that became an enum.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) schema: SchemaId,
    pub(super) keyword: Keyword,
    pub(super) arms: Vec<CandidateArm>,
}

/// An arm of it.
#[derive(Debug)]
pub(super) struct CandidateArm {
    /// Its place among the subschemas of the keyword.
    pub(super) index: usize,
    /// All that applies where the arm is chosen.
    pub(super) key: Conjunction,
    pub(super) guard: Guard,
}

/// Two arms that a document matches.
struct Overlap<'c> {
    candidate: &'c Candidate,
    arms: [usize; 2],
    document: String,
}

/// Says which unions have arms that overlap.
pub(super) fn run(
    lowering: &Lowering<'_>,
    candidates: &[Candidate],
    told: &HashSet<SchemaId>,
    sink: &mut Sink,
) {
    let open: Vec<_> = candidates_that_count(lowering, candidates)
        .into_iter()
        .filter(|it| it.keyword != Keyword::OneOf || !told.contains(&it.schema))
        .map(|it| (it, pairs(lowering, it)))
        .filter(|(_, pairs)| !pairs.is_empty())
        .collect();
    if open.is_empty() {
        return;
    }
    let arena = Arena::new(lowering, &open.iter().map(|(it, _)| *it).collect::<Vec<_>>());
    // The simplest documents do, since arms mostly overlap where little is required. So none are
    // made to tell the schemas apart.
    let schemas = lowering.schemas.nodes.len();
    let budget = Budget::of(scaled(schemas, STEPS_FOR_EACH_SCHEMA, STEPS_FOR_TWO_ARMS) as u64);
    let evaluator = Evaluator::new(&arena.schemas).within(&budget, 0);
    let samples = Samples::default();
    let sampler = Sampler::new(&arena.schemas, evaluator, &|_| SchemaId(0), &samples);
    for (candidate, pairs) in open {
        let found = pairs.into_iter().find_map(|[a, b]| {
            budget.begin(STEPS_FOR_TWO_ARMS as u64, 0);
            let document = arena.witness(&sampler, &a.key, &b.key)?;
            Some(Overlap { candidate, arms: [a.index, b.index], document })
        });
        if let Some(overlap) = found {
            sink.push(diagnostic(lowering, &overlap));
        }
    }
}

/// One candidate for each union: the first that stands where documents do. A definition that others only
/// take up, beside what they say themselves, is looked at there, as alone it lacks what they say; where it
/// is no enum there, it is left to a check.
fn candidates_that_count<'c>(
    lowering: &Lowering<'_>,
    candidates: &'c [Candidate],
) -> Vec<&'c Candidate> {
    let uses = Uses::of(lowering);
    let mut unions: IndexMap<(SchemaId, Keyword), Vec<&Candidate>> = IndexMap::new();
    for it in candidates {
        unions.entry((it.schema, it.keyword)).or_default().push(it);
    }
    let counts = |((schema, _), found): ((SchemaId, Keyword), Vec<&'c Candidate>)| {
        let mut found = found.into_iter();
        if uses.always_add(schema) {
            found.find(|it| lowering.is_within_others(it))
        } else {
            found.next()
        }
    };
    unions.into_iter().filter_map(counts).collect()
}

/// Where schemas are taken up by others.
struct Uses<'l, 'a> {
    lowering: &'l Lowering<'a>,
    /// The schema around a part that applies to the same instance.
    around: HashMap<SchemaId, SchemaId>,
    /// Who refers to a schema.
    by: HashMap<SchemaId, Vec<SchemaId>>,
}

impl<'l, 'a> Uses<'l, 'a> {
    fn of(lowering: &'l Lowering<'a>) -> Self {
        let mut uses = Self { lowering, around: HashMap::new(), by: HashMap::new() };
        for (id, node) in (0..).map(SchemaId).zip(&lowering.schemas.nodes) {
            let parts = node.in_place().filter(|it| !node.references.contains(it));
            uses.around.extend(parts.map(|it| (it, id)));
            node.references.iter().for_each(|it| uses.by.entry(*it).or_default().push(id));
        }
        uses
    }

    /// Whether a schema is a part of others that say more of the instance, wherever it is referred to.
    fn always_add(&self, id: SchemaId) -> bool {
        self.by.get(&id).is_some_and(|by| {
            by.iter().all(|it| {
                let mut all = std::iter::successors(Some(*it), |it| self.around.get(it).copied());
                self.around.contains_key(it) && all.any(|it| self.says_more(it))
            })
        })
    }

    /// Whether a schema says more than which of its arms apply.
    fn says_more(&self, id: SchemaId) -> bool {
        let mut own = self.lowering.members.own(id);
        [Keyword::OneOf, Keyword::AnyOf, Keyword::Type].into_iter().for_each(|it| own.remove(it));
        !own.is_empty() || !self.lowering.node(id).all_of.is_empty()
    }
}

impl Lowering<'_> {
    /// Whether more applies beside a union than the schema that it stands in.
    fn is_within_others(&self, candidate: &Candidate) -> bool {
        let own = self.members.of(candidate.schema);
        let node = self.node(candidate.schema);
        let arms = if candidate.keyword == Keyword::OneOf { &node.one_of } else { &node.any_of };
        candidate.arms.iter().any(|arm| {
            let of_arm = arms.get(arm.index).map(|it| self.members.of(*it));
            let is_own = |id| own.contains(id) || of_arm.as_ref().is_some_and(|it| it.contains(id));
            arm.key.members.iter().any(|id| *id != candidate.schema && !is_own(id))
        })
    }

    /// Whether each of two arms requires a member of which the other says nothing: so is said that there is
    /// to be one or the other, and not both.
    fn exclude_each_other(&self, a: &Conjunction, b: &Conjunction) -> bool {
        let needs = |a: &Conjunction, b: &Conjunction| {
            let of_a = a.members.iter().filter(|it| !b.members.contains(it));
            let mut names = of_a.flat_map(|&it| &self.node(it).required);
            names.any(|name| !b.members.iter().any(|&it| self.speaks_of(it, name, a)))
        };
        needs(a, b) && needs(b, a)
    }

    /// Whether a schema that is not of the other arm as well says something of a member.
    fn speaks_of(&self, id: SchemaId, name: &str, other: &Conjunction) -> bool {
        let node = self.node(id);
        let is_named = node.properties.contains_key(name) && !other.members.contains(&id);
        is_named || node.required.iter().any(|it| it == name)
    }
}

/// The pairs of arms that neither a JSON type nor a tag nor what they require tells apart.
fn pairs<'c>(lowering: &Lowering<'_>, candidate: &'c Candidate) -> Vec<[&'c CandidateArm; 2]> {
    let is_apart = |a: &CandidateArm, b: &CandidateArm| {
        let is_exclusive = candidate.keyword == Keyword::OneOf;
        are_told_apart(a, b) || (is_exclusive && lowering.exclude_each_other(&a.key, &b.key))
    };
    let mut pairs = Vec::new();
    for (position, b) in candidate.arms.iter().enumerate() {
        let earlier = candidate.arms.iter().take(position);
        pairs.extend(earlier.filter(|a| !is_apart(a, b)).map(|a| [a, b]));
    }
    pairs
}

fn are_told_apart(a: &CandidateArm, b: &CandidateArm) -> bool {
    if a.guard.is_rest || b.guard.is_rest {
        return true;
    }
    let common = a.key.mask.intersection(b.key.mask);
    let by_tag = || {
        a.guard.tags.iter().any(|(name, values)| {
            let other = b.guard.tags.iter().find(|(other, _)| other == name);
            other.is_some_and(|(_, others)| !values.iter().any(|it| others.contains(it)))
        })
    };
    common.is_empty() || (common == TypeSet::of(Type::Object) && by_tag())
}

/// All schemas, with copies of those that say too much: what a conjunction has chosen or has as a member of
/// its own.
struct Arena<'l, 'a> {
    lowering: &'l Lowering<'a>,
    schemas: Schemas,
    parts: HashMap<Part, SchemaId>,
}

/// What of a schema applies as a member of a conjunction.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct Part {
    schema: SchemaId,
    /// Whether an arm of its `oneOf`, or of its `anyOf`, is chosen.
    has_chosen: [bool; 2],
    /// Whether all that it refers to or includes is there besides.
    is_flat: bool,
}

impl Part {
    fn of(lowering: &Lowering<'_>, key: &Conjunction, schema: SchemaId) -> Self {
        // An `if` finds its branch by the instance.
        let has_chosen = [Keyword::OneOf, Keyword::AnyOf]
            .map(|it| key.arms.iter().any(|&(id, by, _)| id == schema && by == it));
        let node = lowering.node(schema);
        let is_there = |id: &SchemaId| {
            key.members.contains(id) || key.arms.iter().any(|(chosen, _, _)| chosen == id)
        };
        let mut others = node.references.iter().chain(&node.all_of);
        let sees_others = node.unevaluated_items.is_some() || node.unevaluated_properties.is_some();
        let refers = !node.references.is_empty() || !node.all_of.is_empty();
        let is_flat = refers
            && !sees_others
            && others.all(|it| lowering.members.of(*it).iter().all(is_there));
        Self { schema, has_chosen, is_flat }
    }

    fn is_all(self) -> bool {
        self.has_chosen == [false, false] && !self.is_flat
    }
}

impl<'l, 'a> Arena<'l, 'a> {
    fn new(lowering: &'l Lowering<'a>, candidates: &[&Candidate]) -> Self {
        let mut arena = Self { lowering, schemas: lowering.schemas.clone(), parts: HashMap::new() };
        for key in candidates.iter().flat_map(|it| &it.arms).map(|it| &it.key) {
            key.members.iter().for_each(|it| arena.add(Part::of(lowering, key, *it)));
        }
        arena
    }

    fn add(&mut self, part: Part) {
        if part.is_all() || self.parts.contains_key(&part) {
            return;
        }
        let mut copy = self.schemas.node(part.schema).clone();
        let [one_of, any_of] = part.has_chosen;
        if one_of {
            copy.one_of.clear();
        }
        if any_of {
            copy.any_of.clear();
        }
        if part.is_flat {
            copy.references.clear();
            copy.all_of.clear();
        }
        let new = SchemaId(u32::try_from(self.schemas.nodes.len()).unwrap_or(u32::MAX));
        self.schemas.nodes.push(Arc::new(copy));
        self.parts.insert(part, new);
    }

    /// What applies to an instance of the conjunction, each union replaced by its chosen arm.
    fn applied(&self, key: &Conjunction) -> Vec<SchemaId> {
        let part = |&id: &SchemaId| {
            self.parts.get(&Part::of(self.lowering, key, id)).copied().unwrap_or(id)
        };
        key.members.iter().map(part).collect()
    }

    /// A document that both conjunctions accept.
    fn witness(&self, sampler: &Sampler<'_>, a: &Conjunction, b: &Conjunction) -> Option<String> {
        let mut applied = self.applied(a);
        applied.extend(self.applied(b));
        applied.sort();
        applied.dedup();
        let is_accepted = |document: &_| applied.iter().all(|&id| sampler.accepts(id, document));
        let common = a.mask.intersection(b.mask);
        let found = sampler.shortest(&applied, DEPTH, |document| {
            common.contains(Type::of(document)) && is_accepted(document)
        });
        Some(found?.to_text())
    }
}

fn diagnostic(lowering: &Lowering<'_>, overlap: &Overlap<'_>) -> Diagnostic {
    let Overlap { candidate, arms: [a, b], document } = overlap;
    let at = |index: &usize| arm_location(lowering, candidate.schema, candidate.keyword, *index);
    let (shown, written) =
        (shortened(document), written(lowering, candidate.schema, candidate.keyword));
    let mut diagnostic = if candidate.keyword == Keyword::OneOf {
        Diagnostic::new(
            Code::OverlappingOneOf,
            format!("`{shown}` matches arms {a} and {b} of this `oneOf`, so it is refused"),
        )
        .help("if a document may match both, write `anyOf`; else let a required `const` tell them apart")
    } else {
        Diagnostic::new(
            Code::OverlappingAnyOf,
            format!(
                "`{shown}` matches arms {a} and {b} of this `{written}`, and is read as arm {a}"
            ),
        )
    };
    if written != candidate.keyword.name()
        && let Some(view) = lowering.schemas.views.of(candidate.schema)
    {
        let (word, mark) = (view.direction.word(), view.direction.left_out_by());
        diagnostic =
            diagnostic.note(format!("in a {word}: a member that is `{mark}` tells them apart"));
    }
    if let Some(location) = at(b) {
        diagnostic = diagnostic.at(location, "matches");
    }
    if let Some(location) = at(a) {
        diagnostic = diagnostic.related(location, "matches, too");
    }
    diagnostic
}

/// The keyword that holds the arms of a union in the text.
fn written(lowering: &Lowering<'_>, schema: SchemaId, keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::AnyOf if lowering.node(schema).is_written_as(Keyword::OneOf, keyword) => {
            Keyword::OneOf.name()
        }
        _ => keyword.name(),
    }
}

/// Where an arm of a union stands.
pub(super) fn arm_location(
    lowering: &Lowering<'_>,
    schema: SchemaId,
    keyword: Keyword,
    index: usize,
) -> Option<Location> {
    let node = lowering.node(schema);
    let keyword = written(lowering, schema, keyword);
    let pointer = pointer::child(&pointer::child(&node.pointer, keyword), &index.to_string());
    let file = node.file?;
    let span = pointer::locate(lowering.sources.file(file).root(), &pointer)?.span;
    Some(Location { file, span, pointer })
}

/// A document, cut where it is long.
pub(super) fn shortened(document: &str) -> String {
    let text = document.replace('`', "'");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
