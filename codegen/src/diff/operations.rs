//! Who breaks, operation by operation.
//!
//! Input: what was walked of two API descriptions, and a change with the documents that show it. Output:
//! the [`Affected`] operations. A request is written by the client and read by the server, a response the
//! other way round. Someone is said to break where a document of that very operation shows it, and
//! otherwise that they may.

use std::collections::{BTreeSet, HashMap};

use super::judge::{Two, Way};
use super::verdict::{Proof, Verdict};
use super::walk::{Stage, Unit};
use super::{Affected, Change, Party};
use crate::resolve::Direction;
use crate::source::{Json, pointer};

/// For how many operations a document is looked for.
const OPERATIONS: usize = 16;

/// The methods of HTTP that an API description may have.
pub(super) const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What leads where, upwards.
pub(super) struct Operations {
    /// The units in which a pair is.
    holders: HashMap<Two, Vec<usize>>,
    is_any: bool,
}

impl Operations {
    pub(super) fn of(units: &[Unit]) -> Self {
        let is_any = units.iter().any(|it| it.direction.is_some());
        let mut holders: HashMap<Two, Vec<usize>> = HashMap::new();
        for (index, unit) in units.iter().enumerate().filter(|_| is_any) {
            for visit in &unit.visits {
                holders.entry(visit.pair).or_default().push(index);
            }
        }
        Self { holders, is_any }
    }

    /// The schemas of operations that lead to a pair.
    fn leading_to(&self, pair: Two, units: &[Unit]) -> BTreeSet<usize> {
        let mut pending = self.holders.get(&pair).cloned().unwrap_or_default();
        let mut seen: BTreeSet<usize> = pending.iter().copied().collect();
        while let Some(unit) = pending.pop().and_then(|it| units.get(it)) {
            let above = unit.reached.iter().map(|(from, _, _)| *from);
            pending.extend(above.filter(|it| seen.insert(*it)));
        }
        let is_of_operation = |it: &usize| units.get(*it).is_some_and(|it| it.direction.is_some());
        seen.into_iter().filter(is_of_operation).collect()
    }
}

impl Stage<'_, '_> {
    /// The operations in which somebody notices a change of a pair. The units are those of which the
    /// documents are that show it.
    pub(super) fn affected(
        &self,
        pair: Two,
        change: &Change,
        shown: [Option<Shown<'_>>; 2],
    ) -> Vec<Affected> {
        if !self.operations.is_any {
            return Vec::new();
        }
        let units = &self.walk.units;
        let mut affected = Vec::new();
        for (at, index) in self.operations.leading_to(pair, units).into_iter().enumerate() {
            let Some((unit, direction)) = units.get(index).and_then(|it| Some((it, it.direction?)))
            else {
                continue;
            };
            let ways = (at < OPERATIONS).then(|| self.walk.ways_from(|it| *it == index));
            let verdict = |verdict: Verdict, way: Way, shown: &Option<Shown<'_>>| {
                let is_shown = || {
                    ways.as_ref().zip(shown.as_ref()).is_some_and(|(ways, it)| {
                        let end = self.at_top(it.document, way, it.unit, ways);
                        end.is_some_and(|(_, unit)| unit == index)
                            || self.refutes(unit, way, it.document)
                    })
                };
                match verdict {
                    Verdict::Ok | Verdict::Possible => Verdict::Ok,
                    Verdict::Breaks if is_shown() => Verdict::Breaks,
                    Verdict::Breaks | Verdict::Unknown if self.holds(unit, way) => Verdict::Ok,
                    Verdict::Breaks | Verdict::Unknown => Verdict::Unknown,
                }
            };
            let [gained, lost] = &shown;
            let reader = verdict(change.strict, Way::Gains, gained);
            let writer = verdict(change.writer, Way::Loses, lost);
            let parties = match direction {
                Direction::Request => [(Party::Server, reader), (Party::Client, writer)],
                Direction::Response => [(Party::Client, reader), (Party::Server, writer)],
            };
            let operation = operation(&unit.name);
            affected.extend(parties.into_iter().filter(|(_, it)| *it != Verdict::Ok).map(
                |(party, verdict)| Affected {
                    operation: operation.clone(),
                    is_request: direction == Direction::Request,
                    party,
                    verdict,
                },
            ));
        }
        affected
    }
}

/// A document that shows a change, and the unit that it is of.
#[derive(Clone, Copy)]
pub(super) struct Shown<'d> {
    pub(super) document: &'d Json,
    pub(super) unit: usize,
}

impl<'d> Shown<'d> {
    /// The document that refutes something of a unit, if there is one.
    pub(super) fn of((proof, unit): (&'d Proof, Option<usize>)) -> Option<Self> {
        let Proof::No(Some(document)) = proof else { return None };
        Some(Self { document, unit: unit? })
    }
}

/// What people call the operation in which a schema stands: its method and path, its path where it is in
/// all operations of that, or the place.
fn operation(place: &str) -> String {
    let Some((_, pointer)) = place.split_once('#') else { return place.to_owned() };
    let tokens = pointer::tokens(pointer).unwrap_or_default();
    let tokens: Vec<&str> = tokens.iter().map(|it| &**it).collect();
    label(&tokens).0.unwrap_or_else(|| place.to_owned())
}

/// The innermost operation on a way through a document, and the rest of the way.
pub(super) fn label<'n, 't>(names: &'n [&'t str]) -> (Option<String>, &'n [&'t str]) {
    let is_method = |at: &usize| {
        let method = names.get(at + 1).is_some_and(|it| METHODS.contains(it));
        method && names.get(*at).is_some_and(|it| !it.is_empty())
    };
    let found = (0..names.len()).rev().find(is_method);
    match (found.and_then(|at| names.get(at..)), names) {
        (Some([path, method, rest @ ..]), _) => {
            (Some(format!("{} {path}", method.to_uppercase())), rest)
        }
        (_, ["paths", path, rest @ ..]) => (Some((*path).to_owned()), rest),
        (_, rest) => (None, rest),
    }
}
