//! From an automaton in several states at once to one in a single state.
//!
//! A state of the result is a *formula*: alternatives of threads that must all succeed, or fail where
//! they look ahead for what must not follow. Without looks ahead each alternative is one thread, and
//! this is the construction of sets of states. Beside it stand the threads of the looks behind.
//! Bounded: gives nothing where it would take too long.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::classes::Classes;
use super::dfa::{Dfa, Row};
use super::nfa::{Nfa, State};
use crate::limits;

/// What must hold of the rest of the text: that it is accepted from a state that takes a character,
/// or that it is not.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Thread {
    state: usize,
    negative: bool,
}

impl Thread {
    fn flipped(self) -> Self {
        Self { negative: !self.negative, ..self }
    }
}

/// Threads that must all hold, sorted. None at all hold for every text.
type Alternative = Vec<Thread>;

/// Alternatives, one of which must hold. None at all hold for no text.
type Formula = BTreeSet<Alternative>;

/// A state of the result.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Place {
    formula: Rc<Formula>,
    /// The threads of each look behind.
    behinds: Vec<BTreeSet<usize>>,
}

struct Determiniser<'n> {
    nfa: &'n Nfa,
    members: Vec<Vec<bool>>,
    /// The formula of a state, by what the looks behind say where it is entered.
    closures: HashMap<(usize, Vec<bool>), Rc<Formula>>,
    work: usize,
}

/// The same automaton in a single state at once, as small as can be, unless that takes too much.
pub(super) fn run(nfa: &Nfa) -> Option<Dfa> {
    let (classes, members) = Classes::of(&nfa.sets);
    let mut this =
        Determiniser { nfa, members, closures: HashMap::new(), work: limits::PATTERN_WORK };
    let mut places = vec![this.first()?];
    let mut known: HashMap<Place, usize> = HashMap::from([(places[0].clone(), 0)]);
    let mut rows: Vec<Row> = Vec::new();
    while let Some(place) = places.get(rows.len()).cloned() {
        let mut next = Vec::with_capacity(classes.count());
        for class in 0..classes.count() {
            let place = this.step(&place, class)?;
            let index = *known.entry(place.clone()).or_insert(places.len());
            if index == places.len() {
                places.push(place);
            }
            next.push(index);
        }
        if places.len() > limits::PATTERN_SUBSETS {
            return None;
        }
        rows.push(Row { next, accepts: accepts_nothing_more(&place.formula) });
    }
    Some(Dfa::smallest(classes, &rows))
}

/// Whether a formula holds for the empty text: no thread can take a character.
fn accepts_nothing_more(formula: &Formula) -> bool {
    formula.iter().any(|threads| threads.iter().all(|it| it.negative))
}

fn always() -> Formula {
    Formula::from([Alternative::new()])
}

fn is_always(formula: &Formula) -> bool {
    formula.first().is_some_and(Vec::is_empty)
}

impl Determiniser<'_> {
    fn spend(&mut self, work: usize) -> Option<()> {
        self.work = self.work.checked_sub(work + 1)?;
        Some(())
    }

    fn first(&mut self) -> Option<Place> {
        let targets = vec![BTreeSet::new(); self.nfa.behinds.len()];
        self.place(Formula::new(), targets)
    }

    /// Where a character of a class leads.
    fn step(&mut self, place: &Place, class: usize) -> Option<Place> {
        if is_always(&place.formula) {
            return Some(place.clone());
        }
        let mut targets = Vec::with_capacity(place.behinds.len());
        for threads in &place.behinds {
            self.spend(threads.len())?;
            targets.push(threads.iter().filter_map(|it| self.target(*it, class)).collect());
        }
        let (behinds, holds) = self.behinds(targets)?;
        let mut formula = Formula::new();
        for threads in place.formula.iter() {
            let mut all = always();
            for thread in threads {
                let after = self.thread(*thread, class, &holds)?;
                all = self.and(&all, &after)?;
            }
            self.spend(all.len())?;
            formula.extend(all);
        }
        self.finish(formula, behinds, &holds)
    }

    /// The place after the looks behind have come to these states.
    fn place(&mut self, formula: Formula, targets: Vec<BTreeSet<usize>>) -> Option<Place> {
        let (behinds, holds) = self.behinds(targets)?;
        self.finish(formula, behinds, &holds)
    }

    /// Adds that a match may begin here, and leaves out what says nothing.
    fn finish(
        &mut self,
        mut formula: Formula,
        mut behinds: Vec<BTreeSet<usize>>,
        holds: &[bool],
    ) -> Option<Place> {
        formula.extend(self.closure(self.nfa.start, holds)?.iter().cloned());
        if is_always(&formula) {
            formula = always();
            behinds.clear();
        }
        let formula = self.absorb(formula)?;
        Some(Place { formula: Rc::new(formula), behinds })
    }

    /// The state after one that takes a character, if it takes one of the class.
    fn target(&self, state: usize, class: usize) -> Option<usize> {
        match self.nfa.states[state] {
            State::Set { set, next } if self.members[set][class] => Some(next),
            State::Set { .. }
            | State::Split(_)
            | State::Ahead { .. }
            | State::Behind { .. }
            | State::Accept => None,
        }
    }

    fn thread(&mut self, thread: Thread, class: usize, holds: &[bool]) -> Option<Rc<Formula>> {
        let after = match self.target(thread.state, class) {
            Some(next) => self.closure(next, holds)?,
            None => Rc::default(),
        };
        if thread.negative { Some(Rc::new(self.not(&after)?)) } else { Some(after) }
    }

    /// Follows the looks behind to the states that take a character, and says which of them hold.
    fn behinds(
        &mut self,
        targets: Vec<BTreeSet<usize>>,
    ) -> Option<(Vec<BTreeSet<usize>>, Vec<bool>)> {
        let (mut behinds, mut holds) = (Vec::new(), Vec::new());
        for (index, mut entered) in targets.into_iter().enumerate() {
            entered.insert(self.nfa.behinds[index]);
            let mut threads = BTreeSet::new();
            for state in entered {
                let formula = self.closure(state, &holds)?;
                self.spend(formula.len())?;
                threads.extend(formula.iter().map(|it| it.first().map(|it| it.state)));
            }
            holds.push(threads.remove(&None));
            behinds.push(threads.into_iter().flatten().collect());
        }
        Some((behinds, holds))
    }

    /// What a state asks of the rest of the text, in terms of states that take a character. All of it
    /// is there: a look behind that holds may hold later once more.
    fn closure(&mut self, state: usize, holds: &[bool]) -> Option<Rc<Formula>> {
        let key = (state, holds.to_vec());
        if let Some(known) = self.closures.get(&key) {
            return Some(known.clone());
        }
        let mut formula = Formula::new();
        let mut seen: HashSet<(usize, Alternative)> = HashSet::new();
        let mut pending = vec![(state, Alternative::new())];
        while let Some((state, asked)) = pending.pop() {
            self.spend(asked.len())?;
            if !seen.insert((state, asked.clone())) {
                continue;
            }
            let nfa = self.nfa;
            match &nfa.states[state] {
                State::Set { .. } => {
                    let thread = Thread { state, negative: false };
                    formula.extend(conjunction(&asked, &[thread]));
                }
                State::Split(arms) => pending.extend(arms.iter().map(|it| (*it, asked.clone()))),
                State::Ahead { start, negative, next } => {
                    let look = self.closure(*start, holds)?;
                    let look = if *negative { Rc::new(self.not(&look)?) } else { look };
                    let both = look.iter().filter_map(|it| conjunction(&asked, it));
                    pending.extend(both.map(|it| (*next, it)));
                }
                State::Behind { index, negative, next } => {
                    // One that is still open is the one that looks, which begins with no look.
                    if holds.get(*index).is_some_and(|holds| holds != negative) {
                        pending.push((*next, asked));
                    }
                }
                State::Accept => {
                    formula.insert(asked);
                }
            }
        }
        let formula = Rc::new(formula);
        self.closures.insert(key, formula.clone());
        Some(formula)
    }

    fn and(&mut self, a: &Formula, b: &Formula) -> Option<Formula> {
        if is_always(a) {
            return Some(b.clone());
        }
        self.spend(a.len().saturating_mul(b.len()))?;
        let pairs = a.iter().flat_map(|a| b.iter().filter_map(|b| conjunction(a, b)));
        let both = pairs.collect();
        self.absorb(both)
    }

    fn not(&mut self, formula: &Formula) -> Option<Formula> {
        let mut not = always();
        for threads in formula {
            let flipped = threads.iter().map(|it| vec![it.flipped()]).collect();
            not = self.and(&not, &flipped)?;
        }
        Some(not)
    }

    /// Leaves out each alternative that asks for all that another one asks for.
    fn absorb(&mut self, formula: Formula) -> Option<Formula> {
        if formula.iter().all(|it| it.len() == 1) {
            return Some(formula);
        }
        if is_always(&formula) {
            return Some(always());
        }
        if formula.len() > limits::PATTERN_ALTERNATIVES {
            return None;
        }
        self.spend(formula.len().saturating_mul(formula.len()))?;
        let asks_all =
            |it: &Alternative, of: &Alternative| of.iter().all(|thread| it.contains(thread));
        let is_kept = |it: &&Alternative| !formula.iter().any(|of| of != *it && asks_all(it, of));
        Some(formula.iter().filter(is_kept).cloned().collect())
    }
}

/// Both, unless they exclude each other.
fn conjunction(a: &[Thread], b: &[Thread]) -> Option<Alternative> {
    let threads: BTreeMap<usize, bool> = a.iter().map(|it| (it.state, it.negative)).collect();
    if b.iter().any(|it| threads.get(&it.state).is_some_and(|negative| *negative != it.negative)) {
        return None;
    }
    let mut both: Alternative = a.iter().chain(b).copied().collect();
    both.sort_unstable();
    both.dedup();
    Some(both)
}
