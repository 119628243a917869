//! Walks the pairs of both sides and makes a change of everything that differs.
//!
//! Input: the [`Versions`] and the [`Pairing`]. Output: changes without fingerprints and without what
//! they do to the Rust API. It goes in four rounds:
//!
//! 1. Each *unit*, a pair of schemas that stand for themselves, is walked from the top to the pairs of
//!    its parts. It ends where another unit begins, unless the way there turns round what changes
//!    (`not`, a condition, arms that overlap).
//! 2. Each pair of parts that differ is taken apart into steps, once.
//! 3. Each unit judges the steps in it. A step that is in several units has the worst verdict of each
//!    perspective.
//! 4. A document that shows a change of a definition is put into the schemas that lead to it, so that
//!    what is shown is a document of a root wherever one notices.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::classes::{referred, target};
use super::edits::{self, Child, Edit, Effect};
use super::judge::{self, Fact, Judge, Memory, Two, Visit, Way};
use super::lift::Lift;
use super::operations::{Operations, Shown};
use super::pair::{self, Entry, Pairing};
use super::slot::{Flow, Slot};
use super::verdict::{Proof, Relation, Verdict};
use super::versions::Versions;
use super::{Change, SetRelation, Witness, implies};
use crate::diagnostic::{Code, Location};
use crate::limits::CHANGES_THAT_TURN;
use crate::resolve::{Direction, SchemaId};
use crate::sample::Sampler;
use crate::source::Json;

/// Makes the changes.
pub(super) fn run(versions: &mut Versions, pairing: &Pairing) -> Vec<Change> {
    let mut changes = alone(versions, pairing);
    let mut walk = Walk::new(pairing);
    walk.units(versions);
    walk.facts(versions);
    let verdicts = walk.judge(versions);
    changes.extend(walk.changes(versions, verdicts));
    changes
}

/// A pair of schemas that stand for themselves.
pub(super) struct Unit {
    pair: Two,
    /// How it is called, as `file#/pointer`.
    pub(super) name: String,
    is_root: bool,
    /// Which way its documents go, if an operation of an API description has it.
    pub(super) direction: Option<Direction>,
    pub(super) visits: Vec<Visit>,
    /// The visits of other units at which this one begins, with the place there.
    pub(super) reached: Vec<(usize, usize, Slot)>,
}

/// What was found of the edits of a pair.
struct Local {
    edits: Vec<Edit>,
    children: Vec<Child>,
    facts: Vec<Fact>,
}

pub(super) struct Walk {
    pub(super) units: Vec<Unit>,
    by_pair: HashMap<Two, usize>,
    locals: HashMap<Two, Rc<Local>>,
    memory: Memory,
}

/// What a step does, the worst of all units, and the documents that show it.
#[derive(Clone)]
struct Sentence {
    relation: Relation,
    /// The unit of which each document is.
    units: [Option<usize>; 3],
    was_short: bool,
}

/// What a step does to one unit.
struct Finding {
    step: Step,
    proofs: [Proof; 3],
    /// Whether there were too few steps of the budget to find out all of it.
    was_short: bool,
}

/// Why most of what is unknown is so.
const NOTHING_FOUND: &str = "neither a proof nor a document that refutes one was found";

/// Which step: the pair, and its number there.
type Step = (Two, usize);

impl Walk {
    fn new(pairing: &Pairing) -> Self {
        let mut walk = Self {
            units: Vec::new(),
            by_pair: HashMap::new(),
            locals: HashMap::new(),
            memory: Memory::default(),
        };
        for (old, new) in &pairing.both {
            let (Some(before), Some(after)) = (old.schema, new.schema) else { continue };
            let pair = (before, after);
            let is_root = new.definition.is_none();
            let next = walk.units.len();
            let index = *walk.by_pair.entry(pair).or_insert(next);
            match walk.units.get_mut(index) {
                Some(known) => {
                    known.is_root |= is_root;
                    known.direction = known.direction.or(new.direction);
                }
                None => walk.units.push(Unit {
                    pair,
                    name: String::new(),
                    is_root,
                    direction: new.direction,
                    visits: Vec::new(),
                    reached: Vec::new(),
                }),
            }
        }
        walk
    }

    /// Walks each unit.
    fn units(&mut self, versions: &Versions) {
        for index in 0..self.units.len() {
            let Some(pair) = self.units.get(index).map(|it| it.pair) else { continue };
            let (visits, ends) = self.visits(versions, pair);
            for (visit, slot, unit) in ends {
                if let Some(unit) = self.units.get_mut(unit) {
                    unit.reached.push((index, visit, slot));
                }
            }
            if let Some(unit) = self.units.get_mut(index) {
                let place = versions.place(pair.1);
                let name = |it: Location| format!("{}#{}", versions.path(it.file), it.pointer);
                unit.name = place.map(name).unwrap_or_default();
                unit.visits = visits;
            }
        }
    }

    /// The pairs of a unit, from the top, and the units at which it ends.
    fn visits(
        &mut self,
        versions: &Versions,
        unit: Two,
    ) -> (Vec<Visit>, Vec<(usize, Slot, usize)>) {
        let mut visits = vec![Visit { pair: unit, above: None, flow: Flow::ALONG }];
        let mut seen = HashSet::from([(unit, Flow::ALONG)]);
        let (mut ends, mut at) = (Vec::new(), 0);
        while let Some(visit) = visits.get(at).cloned() {
            for child in self.children(versions, visit.pair) {
                let flow = visit.flow.then(&child.slot, child.flow);
                let pair = (child.old, child.new);
                let end = self.by_pair.get(&pair).copied();
                if let Some(other) = end {
                    if flow.is_along() {
                        ends.push((at, child.slot, other));
                        continue;
                    }
                    if versions.same(pair.0, pair.1) {
                        continue;
                    }
                }
                if is_unchanged(versions, pair) || !seen.insert((pair, flow)) {
                    continue;
                }
                visits.push(Visit { pair, above: Some((at, child.slot)), flow });
            }
            at += 1;
        }
        (visits, ends)
    }

    /// The parts of a pair; of mere references, what they lead to.
    fn children(&mut self, versions: &Versions, pair: Two) -> Vec<Child> {
        let inner = targets(versions, pair);
        let mut children = Vec::new();
        if inner != pair {
            let (old, new) = inner;
            children.push(Child { old, new, slot: Slot::Here, flow: Flow::ALONG });
            if inner.0 == pair.0 || inner.1 == pair.1 {
                self.locals.insert(pair, Rc::new(Local::nothing()));
                return children;
            }
        }
        let local = self.locals.entry(pair).or_insert_with(|| Rc::new(Local::of(versions, pair)));
        if inner == pair {
            children.extend(local.children.iter().cloned());
        }
        children
    }

    /// Finds out what each step does on its own.
    fn facts(&mut self, versions: &mut Versions) {
        let mut pairs: Vec<Two> = self.locals.keys().copied().collect();
        pairs.sort();
        for pair in pairs {
            if let Some(local) = self.locals.get_mut(&pair).and_then(Rc::get_mut) {
                local.find_facts(versions, pair);
            }
        }
    }

    /// Lets each unit judge the steps in it.
    fn judge(&self, versions: &Versions) -> BTreeMap<Step, Sentence> {
        let mut sentences = BTreeMap::new();
        let tight = |id| versions.first(versions.tight(id).unwrap_or(id));
        let sampler =
            Sampler::new(&versions.schemas, versions.evaluator(), &tight, &versions.samples);
        for (index, unit) in self.units.iter().enumerate() {
            let steps_below = self.steps_below(unit);
            if steps_below.first() == Some(&0) {
                self.judge_unit(None, unit, index, &mut sentences);
                continue;
            }
            let judge = Judge {
                versions,
                memory: &self.memory,
                sampler: &sampler,
                visits: &unit.visits,
                steps_below: &steps_below,
            };
            self.judge_unit(Some(&judge), unit, index, &mut sentences);
        }
        sentences
    }

    fn judge_unit(
        &self,
        judge: Option<&Judge<'_, '_>>,
        unit: &Unit,
        index: usize,
        sentences: &mut BTreeMap<Step, Sentence>,
    ) {
        let (mut found, mut plain): (Vec<Finding>, Vec<Finding>) = (Vec::new(), Vec::new());
        let turned = unit.visits.iter().filter(|it| !it.flow.is_along());
        let turned = turned.filter_map(|it| self.locals.get(&it.pair));
        let are_many = turned.map(|it| it.facts.len()).sum::<usize>() > CHANGES_THAT_TURN;
        let whole = judge.filter(|_| are_many).map(|judge| {
            judge.versions.ask();
            Way::ALL.map(|way| judge.whole(way))
        });
        for (at, visit) in unit.visits.iter().enumerate() {
            let Some(local) = self.locals.get(&visit.pair) else { continue };
            for (number, (edit, fact)) in local.edits.iter().zip(&local.facts).enumerate() {
                let step = (visit.pair, number);
                let finding = |proofs| Finding { step, proofs, was_short: fact.was_short };
                match (&edit.effect, judge) {
                    (Effect::Known(relation), _) => {
                        plain.push(finding(known(relation, visit.flow, edit.code)));
                    }
                    (Effect::Step(_) | Effect::Value(_), Some(judge)) => {
                        judge.versions.ask();
                        let as_whole = whole.as_ref().filter(|_| !visit.flow.is_along());
                        let proofs = as_whole.cloned().unwrap_or_else(|| judge.step(at, fact));
                        let was_short = fact.was_short || judge.versions.budget.was_short();
                        found.push(Finding { was_short, ..finding(proofs) });
                    }
                    (Effect::Step(_) | Effect::Value(_), None) => {
                        found.push(finding([Proof::Yes, Proof::Yes, Proof::Yes]));
                    }
                }
            }
        }
        if let Some(judge) = judge {
            Way::ALL.into_iter().for_each(|way| explain(judge, way, &mut found));
        }
        for finding in found.into_iter().chain(plain) {
            sentences
                .entry(finding.step)
                .and_modify(|it| it.worsen(&finding, index))
                .or_insert_with(|| Sentence::of(&finding, index));
        }
    }

    /// How many steps that are not known to change nothing there are at each visit and below it.
    fn steps_below(&self, unit: &Unit) -> Vec<usize> {
        let own = |visit: &Visit| {
            self.locals.get(&visit.pair).map_or(0, |local| {
                let steps = local.edits.iter().zip(&local.facts);
                let matters = |(edit, fact): &(&Edit, &Fact)| match &edit.effect {
                    Effect::Step(_) | Effect::Value(_) => {
                        fact.proved != [true; 3] || visit.flow.looks
                    }
                    Effect::Known(relation) => relation.set() != SetRelation::Same,
                };
                steps.filter(matters).count()
            })
        };
        let mut counts: Vec<usize> = unit.visits.iter().map(own).collect();
        for at in (0..unit.visits.len()).rev() {
            let above = unit.visits.get(at).and_then(|it| it.above.as_ref()).map(|it| it.0);
            let own = counts.get(at).copied().unwrap_or_default();
            if let Some(count) = above.and_then(|above| counts.get_mut(above)) {
                *count += own;
            }
        }
        counts
    }

    fn changes(self, versions: &Versions, sentences: BTreeMap<Step, Sentence>) -> Vec<Change> {
        let tight = |id| versions.first(versions.tight(id).unwrap_or(id));
        let sampler =
            Sampler::new(&versions.schemas, versions.evaluator(), &tight, &versions.samples);
        let ways = self.ways_from(|it| self.units.get(*it).is_some_and(|it| it.is_root));
        let operations = Operations::of(&self.units);
        let stage = Stage { walk: &self, versions, sampler: &sampler, ways, operations };
        let change = |(step, sentence): (Step, Sentence)| stage.change(step, &sentence);
        sentences.into_iter().filter_map(change).collect()
    }

    /// For each unit the one from which it is reached on the shortest way from such a unit.
    pub(super) fn ways_from(&self, is_top: impl Fn(&usize) -> bool) -> Ways {
        let mut leads: HashMap<usize, Vec<(usize, usize, Slot)>> = HashMap::new();
        for (index, unit) in self.units.iter().enumerate() {
            for (from, visit, slot) in &unit.reached {
                leads.entry(*from).or_default().push((index, *visit, slot.clone()));
            }
        }
        let mut ways: Ways = vec![None; self.units.len()];
        let mut pending: VecDeque<usize> = (0..self.units.len()).filter(&is_top).collect();
        while let Some(from) = pending.pop_front() {
            for (to, visit, slot) in leads.get(&from).into_iter().flatten() {
                if let Some(way @ None) = ways.get_mut(*to)
                    && !is_top(to)
                {
                    *way = Some((from, *visit, slot.clone()));
                    pending.push_back(*to);
                }
            }
        }
        ways
    }
}

/// Puts down to the steps that are left what a unit does that no step of it explains.
fn explain(judge: &Judge<'_, '_>, way: Way, found: &mut [Finding]) {
    let of = |it: &Finding| it.proofs.get(way as usize).cloned().unwrap_or(Proof::Unknown);
    let is_explained = found.iter().any(|it| matches!(of(it), Proof::No(_)));
    if is_explained || !found.iter().any(|it| of(it) == Proof::Unknown) {
        return;
    }
    judge.versions.ask();
    let whole = judge.whole(way);
    for finding in found.iter_mut().filter(|it| of(it) == Proof::Unknown) {
        finding.was_short |= judge.versions.budget.was_short();
        if let Some(proof) = finding.proofs.get_mut(way as usize) {
            *proof = whole.clone();
        }
    }
}

/// What is known of a change that is no step. Which way a member may go does not depend on what
/// stands round it.
fn known(relation: &Relation, flow: Flow, code: Code) -> [Proof; 3] {
    let same = relation.set() == SetRelation::Same;
    if !same && !flow.is_along() && code != Code::AccessChanged {
        return [Proof::Unknown, Proof::Unknown, Proof::Unknown];
    }
    let opens = match relation.new_in_open {
        Verdict::Ok => Proof::Yes,
        Verdict::Breaks => Proof::No(None),
        Verdict::Possible | Verdict::Unknown => Proof::Unknown,
    };
    [relation.new_in_old.clone(), relation.old_in_new.clone(), opens]
}

impl Sentence {
    fn of(finding: &Finding, unit: usize) -> Self {
        let relation = judge::relation(finding.proofs.clone());
        Self { relation, units: [Some(unit); 3], was_short: finding.was_short }
    }

    fn worsen(&mut self, finding: &Finding, unit: usize) {
        let other = judge::relation(finding.proofs.clone());
        self.was_short |= finding.was_short;
        let [gains, loses, opens] = &mut self.units;
        if other.new_in_old.verdict() > self.relation.new_in_old.verdict() {
            (self.relation.new_in_old, *gains) = (other.new_in_old, Some(unit));
        }
        if other.old_in_new.verdict() > self.relation.old_in_new.verdict() {
            (self.relation.old_in_new, *loses) = (other.old_in_new, Some(unit));
        }
        if other.new_in_open > self.relation.new_in_open {
            (self.relation.new_in_open, *opens) = (other.new_in_open, Some(unit));
        }
    }
}

/// What is to be found out of a step.
enum Open<'e> {
    Nothing,
    /// What the step from one schema to the next does; if it is about one member, what both say of that.
    Step(Two, Option<(&'e str, Two)>),
    /// What a value does, beside what a schema says beside its list.
    Value(SchemaId, &'e edits::Value),
}

impl Local {
    fn nothing() -> Self {
        Self { edits: Vec::new(), children: Vec::new(), facts: Vec::new() }
    }

    fn of(versions: &Versions, (old, new): Two) -> Self {
        let edits::Edits { steps, children } = edits::of(versions, old, new);
        Self { edits: steps, children, facts: Vec::new() }
    }

    fn find_facts(&mut self, versions: &mut Versions, (old, new): Two) {
        let mut open: Vec<Open<'_>> = Vec::new();
        let mut reached = old;
        for edit in &self.edits {
            open.push(match &edit.effect {
                Effect::Known(_) => Open::Nothing,
                Effect::Step(schema) => {
                    let next = versions.add((**schema).clone());
                    let pair = (std::mem::replace(&mut reached, next), next);
                    Open::Step(pair, of_member(versions, edit, pair))
                }
                Effect::Value(value) => {
                    let beside = versions.add(value.beside.clone());
                    if let Some(schema) = &value.reached {
                        reached = versions.add(schema.clone());
                    }
                    Open::Value(beside, value)
                }
            });
        }
        let versions = &*versions;
        let tight = |id| versions.first(versions.tight(id).unwrap_or(id));
        let sampler =
            Sampler::new(&versions.schemas, versions.evaluator(), &tight, &versions.samples);
        let fact = |open: Open<'_>| {
            versions.ask();
            let fact = match open {
                Open::Nothing => Fact::default(),
                Open::Step(pair, member) => member
                    .and_then(|(name, parts)| {
                        judge::fact_of_member(versions, &sampler, name, parts, (old, new))
                    })
                    .unwrap_or_else(|| judge::fact(versions, &sampler, pair, (old, new))),
                Open::Value(beside, value) => {
                    let values = [&value.gained, &value.lost];
                    judge::fact_of_value(versions, &sampler, beside, old, values)
                }
            };
            Fact { was_short: versions.budget.was_short(), ..fact }
        };
        self.facts = open.into_iter().map(fact).collect();
        self.settle(versions, (old, reached));
    }

    /// One step may undo what another one did, as where members move to a part of an `allOf`. What
    /// is proved of all steps together holds for each.
    fn settle(&mut self, versions: &Versions, (old, reached): Two) {
        let is_step = |edit: &Edit| !matches!(edit.effect, Effect::Known(_));
        if self.edits.iter().filter(|it| is_step(it)).count() < 2 {
            return;
        }
        versions.ask();
        for way in Way::ALL {
            let steps = self.edits.iter().zip(&self.facts).filter(|(edit, _)| is_step(edit));
            let holds = |fact: &Fact| fact.proved.get(way as usize) == Some(&true);
            if steps.clone().all(|(_, fact)| holds(fact)) {
                continue;
            }
            let (a, b) = way.inclusion(versions, (old, reached));
            if implies::included(versions, a, b) {
                for fact in &mut self.facts {
                    if let Some(together) = fact.together.get_mut(way as usize) {
                        *together = true;
                    }
                }
            }
        }
    }
}

/// What the schemas before and after a step say of the member that it is about.
fn of_member<'e>(
    versions: &mut Versions,
    edit: &'e Edit,
    (before, next): Two,
) -> Option<(&'e str, Two)> {
    let name = edit.member.as_deref()?;
    let mut part = |id| {
        let part = edits::of_member(versions, versions.node(id), name)?;
        Some(versions.add(part))
    };
    Some((name, (part(before)?, part(next)?)))
}

/// What two schemas lead to where they are mere references. A reference beside one with further
/// keywords stays, so that the two references are compared with each other.
fn targets(versions: &Versions, (old, new): Two) -> Two {
    let end = |id: SchemaId| target(|id| referred(versions.node(id)), id);
    let has_more = |id: SchemaId| !versions.node(id).references.is_empty() && end(id) == id;
    let before = if has_more(new) { old } else { end(old) };
    let after = if has_more(old) { new } else { end(new) };
    (before, after)
}

/// Whether two schemas have one text and mean the same, with all that is in them.
fn is_unchanged(versions: &Versions, (old, new): Two) -> bool {
    versions.same(old, new)
        && match (versions.json(old), versions.json(new)) {
            (Some(old), Some(new)) => old == new,
            (None, _) | (_, None) => old == new,
        }
}

/// For each unit the one that leads to it, with the visit and the place there.
pub(super) type Ways = Vec<Option<(usize, usize, Slot)>>;

/// Where changes are made of what was found.
pub(super) struct Stage<'a, 'w> {
    pub(super) walk: &'a Walk,
    versions: &'w Versions,
    sampler: &'a Sampler<'w>,
    ways: Ways,
    pub(super) operations: Operations,
}

impl Stage<'_, '_> {
    fn change(&self, ((old, new), number): Step, sentence: &Sentence) -> Option<Change> {
        let local = self.walk.locals.get(&(old, new))?;
        let edit = local.edits.get(number)?;
        let ((old_text, old_place), (new_text, new_place)) = (edit.old.clone(), edit.new.clone());
        let places = (
            old_place.or_else(|| self.versions.place(old)),
            new_place.or_else(|| self.versions.place(new)),
        );
        let relation = &sentence.relation;
        let texts = (old_text, new_text);
        let mut change =
            change(self.versions, edit.code, edit.message.clone(), places, texts, relation);
        change.behaves = edit.behaves;
        if edit.code == Code::AccessChanged {
            change.set = SetRelation::Same;
        }
        if edit.of_free_name {
            soften(&mut change);
        }
        self.versions.ask();
        let [gains, loses, opens] = sentence.units;
        change.only_new = self.witness(&relation.new_in_old, Way::Gains, gains);
        change.only_old = self.witness(&relation.old_in_new, Way::Loses, loses);
        change.reached = self.reached((old, new), [gains, loses, opens]);
        let shown = [(&relation.new_in_old, gains), (&relation.old_in_new, loses)];
        change.affected = self.affected((old, new), &change, shown.map(Shown::of));
        let why = if sentence.was_short { "the search took too many steps" } else { NOTHING_FOUND };
        Some(change.because(why))
    }

    /// The document that shows a change, of a root if one notices, else of the unit.
    fn witness(&self, proof: &Proof, way: Way, unit: Option<usize>) -> Option<Witness> {
        let Proof::No(Some(document)) = proof else { return None };
        let unit = unit?;
        let at_root = self.at_top(document, way, unit, &self.ways);
        let at_root =
            at_root.filter(|(_, it)| self.walk.units.get(*it).is_some_and(|it| it.is_root));
        let (document, unit) = at_root.unwrap_or_else(|| (document.clone(), unit));
        let schema = self.walk.units.get(unit)?.name.clone();
        Some(Witness { document: document.to_text(), schema })
    }

    /// The same document as a part of one of the unit from which the ways lead here.
    pub(super) fn at_top(
        &self,
        document: &Json,
        way: Way,
        mut unit: usize,
        ways: &Ways,
    ) -> Option<(Json, usize)> {
        let mut documents = vec![document.clone()];
        while let Some((from, visit, slot)) = ways.get(unit)? {
            let visits = &self.walk.units.get(*from)?.visits;
            let whole = visits.get(*visit)?.pair;
            let lift = Lift { versions: self.versions, sampler: self.sampler };
            let embedded = documents.iter().flat_map(|it| lift.embed(slot, [whole.0, whole.1], it));
            let judge = Judge {
                versions: self.versions,
                memory: &self.walk.memory,
                sampler: self.sampler,
                visits,
                steps_below: &[],
            };
            documents = judge.climb(*visit, embedded.collect(), Some(way));
            unit = *from;
        }
        documents.into_iter().min_by_key(|it| it.to_text().len()).map(|it| (it, unit))
    }

    /// Whether a document shows that a unit as a whole changed.
    pub(super) fn refutes(&self, unit: &Unit, way: Way, document: &Json) -> bool {
        let (old, new) = unit.pair;
        let (accepts, refuses) = if way == Way::Loses { (old, new) } else { (new, old) };
        self.sampler.accepts(accepts, document) && self.sampler.refuses(refuses, document)
    }

    /// Whether it is proved that a unit as a whole did not change.
    pub(super) fn holds(&self, unit: &Unit, way: Way) -> bool {
        self.versions.ask();
        let (a, b) = way.inclusion(self.versions, unit.pair);
        implies::included(self.versions, a, b)
    }

    /// The schemas from which the place of a change was reached, those that its verdicts are of first.
    fn reached(&self, pair: Two, units: [Option<usize>; 3]) -> Vec<String> {
        let name = |index: usize| self.walk.units.get(index).map(|it| it.name.clone());
        let mut names: Vec<String> = units.into_iter().flatten().filter_map(name).collect();
        let own = self.walk.by_pair.get(&pair).copied();
        let through = own.into_iter().chain(units.into_iter().flatten());
        for index in through {
            let Some(unit) = self.walk.units.get(index) else { continue };
            names.extend(unit.reached.iter().filter_map(|(from, _, _)| name(*from)));
        }
        let mut seen = HashSet::new();
        names.retain(|it| seen.insert(it.clone()));
        names
    }
}

/// Says softly what only those notice who used the name of a member for something else.
fn soften(change: &mut Change) {
    let soft = |verdict: &mut Verdict| {
        if *verdict == Verdict::Breaks {
            *verdict = Verdict::Possible;
        }
    };
    match change.code {
        Code::MemberAdded => soft(&mut change.writer),
        _ => {
            soft(&mut change.strict);
            soft(&mut change.open);
        }
    }
}

/// What is to be said of schemas as such: what is new, gone, moved or renamed.
fn alone(versions: &Versions, pairing: &Pairing) -> Vec<Change> {
    let place = |it: &Entry| match it.schema {
        Some(schema) => versions.place(schema),
        None => Some(Location { file: it.file, span: Default::default(), pointer: String::new() }),
    };
    let plain = |code, message, places, texts| {
        change(versions, code, message, places, texts, &Relation::SAME)
    };
    let mut changes = Vec::new();
    // Whatever its documents are now, there is nothing to compare them with.
    let removed = |entry: &Entry, message: &str| {
        let (places, code) = ((place(entry), None), Code::SchemaRemoved);
        change(versions, code, message.to_owned(), places, (None, None), &Relation::UNKNOWN)
            .because("there is nothing to compare it with")
    };
    for (old, new) in &pairing.both {
        let places = (place(old), place(new));
        if old.schema.is_some() && new.schema.is_none() {
            changes.push(removed(old, "the file is no schema any more"));
        }
        if old.schema.is_none() && new.schema.is_some() {
            let message = "the file is a schema now".to_owned();
            changes.push(plain(Code::SchemaAdded, message, (None, place(new)), (None, None)));
        }
        if pair::is_moved(old, new) {
            let (before, after) = (pair::shown(old), pair::shown(new));
            let message = format!("`{before}` is `{after}` now");
            let texts = (Some(quoted(&before)), Some(quoted(&after)));
            changes.push(plain(Code::SchemaMoved, message, places, texts));
        } else if let (Some(before), Some(after)) = (&old.definition, &new.definition) {
            if before != after {
                let message = format!("the definition `{before}` became `{after}`");
                let texts = (Some(quoted(before)), Some(quoted(after)));
                changes.push(plain(Code::DefinitionRenamed, message, places, texts));
            }
        } else if old.dialect != new.dialect {
            let message = format!("the dialect was {} and is {}", old.dialect, new.dialect);
            let texts = (Some(quoted(old.dialect)), Some(quoted(new.dialect)));
            changes.push(plain(Code::DialectChanged, message, places, texts));
        }
    }
    for entry in &pairing.added {
        let (code, message, text) = match &entry.definition {
            Some(name) => (
                Code::DefinitionAdded,
                format!("the definition `{name}` was added"),
                Some(quoted(name)),
            ),
            None => (Code::SchemaAdded, "a schema was added".to_owned(), None),
        };
        changes.push(plain(code, message, (None, place(entry)), (None, text)));
    }
    for entry in &pairing.gone {
        changes.push(match &entry.definition {
            Some(name) => {
                let message = format!("the definition `{name}` was removed");
                let texts = (Some(quoted(name)), None);
                plain(Code::DefinitionRemoved, message, (place(entry), None), texts)
            }
            None => removed(entry, "a schema was removed"),
        });
    }
    changes
}

pub(super) fn change(
    versions: &Versions,
    code: Code,
    message: String,
    (old_place, new_place): (Option<Location>, Option<Location>),
    (old, new): (Option<String>, Option<String>),
    relation: &Relation,
) -> Change {
    // What is gone is shown where it was.
    let shown = if new.is_none() && old.is_some() { old_place.as_ref() } else { None };
    let shown = shown.or(new_place.as_ref()).or(old_place.as_ref());
    let change = Change::new(code, message, relation).shown_at(versions, shown);
    Change { old, new, old_place, new_place, ..change }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
