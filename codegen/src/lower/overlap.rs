//! Unions whose arms overlap: a document that matches two of them is refused by `oneOf`, and is read
//! as the one that is tried first under `anyOf`.
//!
//! Input: the unions that became enums. Output: a diagnostic for each with two arms that one
//! document matches, which it shows. Arms that are told apart by JSON type or by a tag cost nothing;
//! for the others documents are tried, a bounded number of them in all, so that large inputs stay
//! fast. That none is found proves nothing, and nothing is said.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

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
pub(super) fn run(lowering: &Lowering<'_>, candidates: &[Candidate], sink: &mut Sink) {
    let mut seen = HashSet::new();
    let is_new = |it: &&Candidate| seen.insert((it.schema, it.keyword));
    let open: Vec<_> = candidates
        .iter()
        .filter(is_new)
        .map(|it| (it, pairs(it)))
        .filter(|(_, pairs)| !pairs.is_empty())
        .collect();
    if open.is_empty() {
        return;
    }
    let arena = Arena::new(lowering.schemas, candidates);
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

/// The pairs of arms that neither a JSON type nor a tag tells apart.
fn pairs(candidate: &Candidate) -> Vec<[&CandidateArm; 2]> {
    let mut pairs = Vec::new();
    for (position, b) in candidate.arms.iter().enumerate() {
        let earlier = candidate.arms.iter().take(position);
        pairs.extend(earlier.filter(|a| !are_told_apart(a, b)).map(|a| [a, b]));
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

/// All schemas, with copies of those that have a union, without it: what applies beside an arm.
struct Arena {
    schemas: Schemas,
    beside: HashMap<(SchemaId, Keyword), SchemaId>,
}

impl Arena {
    fn new(schemas: &Schemas, candidates: &[Candidate]) -> Self {
        let mut arena = Self { schemas: schemas.clone(), beside: HashMap::new() };
        let arms = candidates.iter().flat_map(|it| &it.arms).flat_map(|it| &it.key.arms);
        // An `if` finds its branch by the instance.
        for &(id, keyword, _) in arms.filter(|it| it.1 != Keyword::If) {
            if arena.beside.contains_key(&(id, keyword)) {
                continue;
            }
            let mut copy = schemas.node(id).clone();
            match keyword {
                Keyword::OneOf => copy.one_of.clear(),
                _ => copy.any_of.clear(),
            }
            let new = SchemaId(u32::try_from(arena.schemas.nodes.len()).unwrap_or(u32::MAX));
            arena.schemas.nodes.push(Arc::new(copy));
            arena.beside.insert((id, keyword), new);
        }
        arena
    }

    /// What applies to an instance of the conjunction, each union replaced by its chosen arm.
    fn applied(&self, key: &Conjunction) -> Vec<SchemaId> {
        let beside = |&id: &SchemaId| {
            let mut chosen = key.arms.iter().filter(|(of, _, _)| *of == id);
            chosen
                .find_map(|&(of, keyword, _)| self.beside.get(&(of, keyword)))
                .copied()
                .unwrap_or(id)
        };
        key.members.iter().map(beside).collect()
    }

    /// A document that both conjunctions accept.
    fn witness(&self, sampler: &Sampler<'_>, a: &Conjunction, b: &Conjunction) -> Option<String> {
        let mut applied = self.applied(a);
        applied.extend(self.applied(b));
        applied.sort();
        applied.dedup();
        let is_accepted = |document: &_| applied.iter().all(|&id| sampler.accepts(id, document));
        let common = a.mask.intersection(b.mask);
        sampler.shortest(&applied, DEPTH, |document| {
            common.contains(Type::of(document)) && is_accepted(document)
        })
    }
}

fn diagnostic(lowering: &Lowering<'_>, overlap: &Overlap<'_>) -> Diagnostic {
    let Overlap { candidate, arms: [a, b], document } = overlap;
    let node = lowering.node(candidate.schema);
    let keyword = if candidate.keyword == Keyword::OneOf { "oneOf" } else { "anyOf" };
    let place = pointer::child(&node.pointer, keyword);
    let at = |index: &usize| {
        let place = pointer::child(&place, &index.to_string());
        let file = node.file?;
        let json = pointer::locate(lowering.sources.file(file).root(), &place)?;
        Some(Location { file, span: json.span, pointer: place })
    };
    let shown = shortened(document);
    let mut diagnostic = if candidate.keyword == Keyword::OneOf {
        Diagnostic::new(
            Code::OverlappingOneOf,
            format!("`{shown}` matches arms {a} and {b} of this `oneOf`, so it is refused"),
        )
        .help("if a document may match both, write `anyOf`; else let a required `const` tell them apart")
    } else {
        Diagnostic::new(
            Code::OverlappingAnyOf,
            format!("`{shown}` matches arms {a} and {b} of this `anyOf`, and is read as arm {a}"),
        )
    };
    if let Some(location) = at(b) {
        diagnostic = diagnostic.at(location, "matches");
    }
    if let Some(location) = at(a) {
        diagnostic = diagnostic.related(location, "matches, too");
    }
    diagnostic
}

/// A document, cut where it is long.
fn shortened(document: &str) -> String {
    let text = document.replace('`', "'");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
