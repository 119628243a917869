//! What a step does to the whole that it is a part of.
//!
//! Input: a unit, which is a pair of schemas that stand for themselves, the pairs of parts in it, and
//! what is known of a step on its own. Output: a [`Relation`] for the unit. Its invariants:
//!
//! - What does not hold is shown by a document that the old and the new unit tell apart.
//! - What holds was proved of the step, where the unit goes the way of its part, or of a pair of
//!   schemas round it.
//! - Where neither is found and nothing else of the unit explains what the unit as a whole does, it is
//!   put down to the steps that are left.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::implies;
use super::lift::Lift;
use super::relate::canonical;
use super::slot::{Flow, Slot};
use super::verdict::{Proof, Relation, Verdict};
use super::versions::Versions;
use crate::limits::{DOCUMENTS_FOLLOWED, DOCUMENTS_OF_A_PAIR, LEVELS_TOLD_APART};
use crate::resolve::SchemaId;
use crate::sample::Sampler;
use crate::source::Json;

/// Two schemas that belong together.
pub(super) type Two = (SchemaId, SchemaId);

/// A pair in a unit, and how it was reached.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) pair: Two,
    /// The pair that it is a part of, and its place in that.
    pub(super) above: Option<(usize, Slot)>,
    /// What its changes do to the unit.
    pub(super) flow: Flow,
}

/// What is known of a step on its own.
#[derive(Debug, Default)]
pub(super) struct Fact {
    /// What holds of the schemas before and after it.
    pub(super) proved: [bool; 3],
    /// Documents that it tells apart, by [`Way`].
    pub(super) documents: [Vec<Json>; 3],
    /// Whether all steps of the pair together are known to lose or gain nothing.
    pub(super) together: [bool; 3],
    /// Whether there were too few steps to find out all of this.
    pub(super) was_short: bool,
}

/// Which inclusion is asked about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Way {
    /// What the new schema accepts is accepted by the old one.
    Gains,
    /// What the old schema accepts is accepted by the new one.
    Loses,
    /// What the new schema accepts is accepted by tolerant readers of the old one.
    Opens,
}

impl Way {
    pub(super) const ALL: [Self; 3] = [Self::Gains, Self::Loses, Self::Opens];

    /// The schemas of which the first has to be in the second for a proof.
    pub(super) fn inclusion(self, versions: &Versions, (old, new): Two) -> Two {
        match self {
            Self::Gains => (new, old),
            Self::Loses => (old, new),
            Self::Opens => (new, versions.open(old)[0]),
        }
    }

    /// The schemas of which the first accepts a document that refutes it, and the second refuses it.
    pub(super) fn refutation(self, versions: &Versions, (old, new): Two) -> Two {
        match self {
            Self::Gains => (new, old),
            Self::Loses => (old, new),
            Self::Opens => (new, versions.open(old)[1]),
        }
    }
}

/// What was found out for one step is of use for the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    included: RefCell<HashMap<Two, bool>>,
    canonical: RefCell<HashMap<Two, bool>>,
    told_apart: RefCell<HashMap<Two, Rc<[Vec<Json>; 2]>>>,
}

/// Judges the steps of one unit.
pub(super) struct Judge<'a, 'w> {
    pub(super) versions: &'w Versions,
    pub(super) memory: &'a Memory,
    pub(super) sampler: &'a Sampler<'w>,
    pub(super) visits: &'a [Visit],
    /// How many steps there are at each visit and below it.
    pub(super) steps_below: &'a [usize],
}

impl Judge<'_, '_> {
    /// What a step at a visit does, one answer for each [`Way`].
    pub(super) fn step(&self, visit: usize, fact: &Fact) -> [Proof; 3] {
        Way::ALL.map(|way| self.proof(visit, fact, way))
    }

    fn proof(&self, index: usize, fact: &Fact, way: Way) -> Proof {
        let Some(visit) = self.visits.get(index) else { return Proof::Unknown };
        let [gains, loses, _] = fact.proved;
        let along = visit.flow.is_along();
        let holds = |list: &[bool; 3]| list.get(way as usize).copied().unwrap_or_default();
        if gains && loses && !visit.flow.looks
            || along && (holds(&fact.proved) || holds(&fact.together))
        {
            return Proof::Yes;
        }
        let own = fact.documents.get(way as usize).into_iter().filter(|_| along);
        let any = fact.documents.iter().filter(|_| !along);
        let documents: Vec<_> = own.chain(any).flatten().cloned().collect();
        if let Some(document) = self.lifted(index, documents, way) {
            return Proof::No(Some(document));
        }
        if self.is_covered(index, way) {
            return Proof::Yes;
        }
        self.alone(index, way).map_or(Proof::Unknown, |it| Proof::No(Some(it)))
    }

    /// Whether a pair round a visit is known to go no further in this way, and the unit goes as it goes.
    fn is_covered(&self, index: usize, way: Way) -> bool {
        let above = self.ascent(index);
        let mut along = above.filter_map(|it| self.visits.get(it)).filter(|it| it.flow.is_along());
        along.any(|visit| self.is_included(way.inclusion(self.versions, visit.pair)))
    }

    /// A visit and those round it.
    fn ascent(&self, index: usize) -> impl Iterator<Item = usize> {
        let above = |it: &usize| Some(self.visits.get(*it)?.above.as_ref()?.0);
        std::iter::successors(Some(index), above)
    }

    pub(super) fn is_included(&self, pair: Two) -> bool {
        if let Some(known) = self.memory.included.borrow().get(&pair) {
            return *known;
        }
        let found = implies::included(self.versions, pair.0, pair.1);
        self.memory.included.borrow_mut().insert(pair, found);
        found
    }

    fn is_canonically_included(&self, pair: Two) -> bool {
        if let Some(known) = self.memory.canonical.borrow().get(&pair) {
            return *known;
        }
        let found = canonical(self.versions, pair.0, pair.1);
        self.memory.canonical.borrow_mut().insert(pair, found);
        found
    }

    /// Whether two schemas tell a document apart, in this way or, where the unit may turn, in any.
    fn tells(&self, pair: Two, way: Option<Way>, document: &Json) -> bool {
        let tells = |way: Way| {
            let (accepting, refusing) = way.refutation(self.versions, pair);
            self.sampler.accepts(accepting, document) && self.sampler.refuses(refusing, document)
        };
        match way {
            Some(way) => tells(way),
            None => tells(Way::Gains) || tells(Way::Loses),
        }
    }

    /// A document of the unit that has one of these in the place of a visit, and that refutes.
    fn lifted(&self, index: usize, documents: Vec<Json>, way: Way) -> Option<Json> {
        let unit = self.visits.first()?.pair;
        let along = self.visits.get(index)?.flow.is_along();
        let inner = along.then_some(way);
        let mut found = self.climb(index, documents, inner).into_iter();
        found.find(|it| along || self.tells(unit, Some(way), it))
    }

    /// Documents of the unit that have one of these in the place of a visit, and that are told apart on
    /// the way there.
    pub(super) fn climb(&self, index: usize, documents: Vec<Json>, way: Option<Way>) -> Vec<Json> {
        let lift = Lift { versions: self.versions, sampler: self.sampler };
        let mut index = index;
        let mut documents = documents;
        loop {
            let Some(visit) = self.visits.get(index) else { return Vec::new() };
            // At the top one that is told apart in the way that was asked for is enough.
            let is_enough = visit.above.is_none() && way.is_some();
            let most = if is_enough { 1 } else { DOCUMENTS_FOLLOWED };
            let telling = documents.into_iter().filter(|it| self.tells(visit.pair, way, it));
            documents = telling.take(most).collect();
            let Some((above, slot)) = &visit.above else { return documents };
            let Some(whole) = self.visits.get(*above) else { return Vec::new() };
            let wholes = [whole.pair.0, whole.pair.1];
            documents = documents.iter().flat_map(|it| lift.embed(slot, wholes, it)).collect();
            let mut seen = HashSet::new();
            documents.retain(|it| seen.insert(it.clone()));
            index = *above;
        }
    }

    /// A document that refutes, found by looking at the pairs round a visit in which nothing else
    /// changes.
    fn alone(&self, index: usize, way: Way) -> Option<Json> {
        let own = self.steps_below.get(index)?;
        let mut above = self.ascent(index).take_while(|it| self.steps_below.get(*it) == Some(own));
        above.find_map(|it| {
            let documents = self.told_apart(self.visits.get(it)?.pair);
            self.lifted(it, documents.iter().flatten().cloned().collect(), way)
        })
    }

    /// The first documents that a pair tells apart.
    fn told_apart(&self, pair: Two) -> Rc<[Vec<Json>; 2]> {
        if let Some(known) = self.memory.told_apart.borrow().get(&pair) {
            return known.clone();
        }
        let found = self.sampler.told_apart(
            [pair.1, pair.0],
            LEVELS_TOLD_APART,
            DOCUMENTS_OF_A_PAIR,
            [true; 2],
            |_| true,
        );
        let found = Rc::new(found);
        self.memory.told_apart.borrow_mut().insert(pair, found.clone());
        found
    }

    /// What is known of the unit as a whole.
    pub(super) fn whole(&self, way: Way) -> Proof {
        let Some(visit) = self.visits.first() else { return Proof::Unknown };
        let inclusion = way.inclusion(self.versions, visit.pair);
        if self.is_included(inclusion) {
            return Proof::Yes;
        }
        let documents = self.told_apart(visit.pair);
        let mut documents = documents.iter().flatten();
        match documents.find(|it| self.tells(visit.pair, Some(way), it)) {
            Some(document) => Proof::No(Some(document.clone())),
            None if self.is_canonically_included(inclusion) => Proof::Yes,
            None => Proof::Unknown,
        }
    }
}

/// What is known of a step from one schema to another, whose pair is also known as a whole.
pub(super) fn fact(
    versions: &Versions,
    sampler: &Sampler<'_>,
    (before, next): Two,
    (old, new): Two,
) -> Fact {
    let included = |(a, b): Two| implies::included(versions, a, b);
    let (gains, loses) = (included((next, before)), included((before, next)));
    if gains && loses {
        return Fact { proved: [true; 3], ..Fact::default() };
    }
    let tells = |it: &Json| sampler.accepts(old, it) != sampler.accepts(new, it);
    let [gained, lost] = sampler.told_apart(
        [next, before],
        LEVELS_TOLD_APART,
        DOCUMENTS_OF_A_PAIR,
        [!gains, !loses],
        tells,
    );
    let [narrow, tolerant] = versions.open(before);
    let opens = gains || included((next, narrow));
    let mut beyond: Vec<Json> = Vec::new();
    if !opens {
        let is_beyond = |it: &&Json| sampler.refuses(tolerant, it);
        beyond.extend(gained.iter().filter(is_beyond).cloned());
        if beyond.is_empty() {
            let tells = |it: &Json| sampler.accepts(new, it) && sampler.refuses(old, it);
            [beyond, _] = sampler.told_apart(
                [next, tolerant],
                LEVELS_TOLD_APART,
                DOCUMENTS_OF_A_PAIR,
                [true, false],
                tells,
            );
        }
    }
    let holds = |known: bool, documents: &[Json], (a, b): Two| {
        known || documents.is_empty() && canonical(versions, a, b)
    };
    let proved = [
        holds(gains, &gained, (next, before)),
        holds(loses, &lost, (before, next)),
        holds(opens, &beyond, (next, narrow)),
    ];
    Fact { proved, documents: [gained, lost, beyond], ..Fact::default() }
}

/// What is known of a step that is about one member alone: `parts` are the schemas before and after it
/// without all that both say beside it. Nothing if that is not enough to tell.
pub(super) fn fact_of_member<'w>(
    versions: &'w Versions,
    sampler: &Sampler<'w>,
    name: &str,
    (before, next): Two,
    whole: Two,
) -> Option<Fact> {
    let narrow = versions.open(before)[0];
    let proved = [(next, before), (before, next), (next, narrow)]
        .map(|(a, b)| implies::included(versions, a, b));
    let [gains, loses, opens] = proved;
    let parts = sampler.told_apart(
        [next, before],
        LEVELS_TOLD_APART,
        DOCUMENTS_OF_A_PAIR,
        [!gains, !loses],
        |_| true,
    );
    let lift = Lift { versions, sampler };
    let completed = |part: &Json| lift.with_member_of(name, [whole.0, whole.1], part);
    let told = |parts: &[Json], (accepting, refusing): Two| -> Vec<Json> {
        let mut documents = parts.iter().flat_map(&completed);
        let tells = |it: &Json| sampler.accepts(accepting, it) && sampler.refuses(refusing, it);
        documents.find(tells).into_iter().collect()
    };
    let [gained, lost] = &parts;
    let (old, new) = whole;
    let gained_whole = told(gained, (new, old));
    let beyond = if opens { Vec::new() } else { told(gained, (new, versions.open(old)[1])) };
    let documents = [gained_whole, told(lost, (old, new)), beyond];
    let is_told = proved.iter().zip(&documents).all(|(proved, it)| *proved || !it.is_empty());
    is_told.then(|| Fact { proved, documents, ..Fact::default() })
}

/// What is known of a step that lists a value, takes one from the list, or both: no other document can
/// notice.
pub(super) fn fact_of_value(
    versions: &Versions,
    sampler: &Sampler<'_>,
    beside: SchemaId,
    old: SchemaId,
    [gained, lost]: [&Option<Json>; 2],
) -> Fact {
    let may_notice = |value: &Option<Json>| -> Vec<Json> {
        value.iter().filter(|it| !sampler.refuses(beside, it)).cloned().collect()
    };
    let (gained, lost) = (may_notice(gained), may_notice(lost));
    let [narrow, tolerant] = versions.open(old);
    let opens = gained.iter().all(|it| sampler.accepts(narrow, it));
    let proved = [gained.is_empty(), lost.is_empty(), opens];
    let accepted = |it: &&Json| sampler.accepts(beside, it);
    let noticed = |list: &[Json]| -> Vec<Json> { list.iter().filter(accepted).cloned().collect() };
    let (gained, lost) = (noticed(&gained), noticed(&lost));
    let beyond: Vec<Json> =
        gained.iter().filter(|it| sampler.refuses(tolerant, it)).cloned().collect();
    Fact { proved, documents: [gained, lost, beyond], ..Fact::default() }
}

/// What three answers come to.
pub(super) fn relation([gains, loses, opens]: [Proof; 3]) -> Relation {
    let new_in_open = match (&gains, &opens) {
        (Proof::Yes, _) | (_, Proof::Yes) => Verdict::Ok,
        (_, Proof::No(_)) => Verdict::Breaks,
        (_, Proof::Unknown) => Verdict::Unknown,
    };
    Relation { old_in_new: loses, new_in_old: gains, new_in_open }
}
