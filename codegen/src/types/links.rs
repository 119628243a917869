//! Breaks chains of types that are longer than the compiler follows.
//!
//! rustc follows types through all that they hold, boxes and lists included, to see whether they can be
//! sent to another thread, and gives up at its recursion limit, 128, which a module cannot raise.
//! Input: the slots of all definitions. Output: the same, where some hold a `Link`, behind which rustc
//! does not look. Invariant: wherever it starts, it meets no chain longer than [`LONGEST`] and what a
//! program puts round its types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::RustType;
use crate::lower::{DefId, Lowered, Shape};

/// The longest chain; the rest of the limit is for what a program puts round its types.
const LONGEST: usize = 88;
/// The longest way through types that hold each other, which may be walked from any of them.
const LONGEST_ROUND: usize = 44;

/// What a definition holds: how far away, and which definition.
type Edges = Vec<Vec<(usize, usize)>>;

/// Puts a `Link` where a chain would get too long. Returns the definitions that are held by links,
/// each with those that its own links hold.
pub(super) fn break_chains(
    lowered: &Lowered,
    slots: &mut [Vec<RustType>],
) -> BTreeMap<DefId, Vec<DefId>> {
    let aliases = lowered.definitions.iter().map(|it| matches!(it.shape, Shape::Alias(_)));
    let aliases: Vec<bool> = aliases.collect();
    let edges = edges(slots, &aliases);
    let cuts = cuts(&edges);
    let cut = (0..cuts.len()).filter(|&id| cuts[id]);
    let held = |id| (DefId::from_index(id), next_cuts(&edges, &cuts, id));
    let linked: BTreeMap<_, _> = cut.map(held).collect();
    if !linked.is_empty() {
        slots.iter_mut().flatten().for_each(|slot| link(slot, &cuts));
    }
    linked
}

/// The definitions that links hold to which a definition leads without another link between.
fn next_cuts(edges: &Edges, cuts: &[bool], start: usize) -> Vec<DefId> {
    let mut found = BTreeSet::new();
    let mut seen = HashSet::from([start]);
    let mut stack = vec![start];
    while let Some(id) = stack.pop() {
        for &(_, held) in &edges[id] {
            if cuts[held] {
                found.insert(DefId::from_index(held));
            } else if seen.insert(held) {
                stack.push(held);
            }
        }
    }
    found.into_iter().collect()
}

/// What each definition holds; an alias is what it stands for.
fn edges(slots: &[Vec<RustType>], aliases: &[bool]) -> Edges {
    let of = |(own, &is_alias): (&Vec<RustType>, &bool)| {
        let own = own.iter().filter(|_| !is_alias);
        own.filter_map(|slot| edge(slot, slots, aliases)).collect()
    };
    slots.iter().zip(aliases).map(of).collect()
}

/// How deep the compiler recurses from a slot to the definition that it names.
fn edge(slot: &RustType, slots: &[Vec<RustType>], aliases: &[bool]) -> Option<(usize, usize)> {
    let within = |inner: &RustType, more: usize| {
        edge(inner, slots, aliases).map(|(far, id)| (far + more, id))
    };
    match slot {
        RustType::Def(id) if aliases[id.index()] => within(slots[id.index()].first()?, 0),
        // The type, and the `Option` that a field may be.
        RustType::Def(id) => Some((2, id.index())),
        RustType::Option(inner) | RustType::Array(inner, _) => within(inner, 1),
        RustType::Box(inner) => within(inner, 2),
        RustType::Vec(inner) | RustType::Map(_, inner) => within(inner, 3),
        RustType::Link(_)
        | RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Format(_)
        | RustType::Builtin(_) => None,
    }
}

/// Holds the definitions that are cut off by a `Link`, in the place of a `Box` if there is one.
fn link(slot: &mut RustType, cuts: &[bool]) {
    let is_cut = |ty: &RustType| matches!(ty, RustType::Def(id) if cuts[id.index()]);
    match slot {
        RustType::Box(inner) if is_cut(inner) => *slot = RustType::Link(inner.clone()),
        RustType::Def(_) if is_cut(slot) => *slot = RustType::Link(Box::new(slot.clone())),
        RustType::Option(inner)
        | RustType::Box(inner)
        | RustType::Vec(inner)
        | RustType::Array(inner, _)
        | RustType::Map(_, inner) => link(inner, cuts),
        RustType::Def(_)
        | RustType::Link(_)
        | RustType::Value
        | RustType::Object
        | RustType::Number
        | RustType::Format(_)
        | RustType::Builtin(_) => {}
    }
}

/// Which definitions are held by a `Link` only.
fn cuts(edges: &Edges) -> Vec<bool> {
    let mut cuts = vec![false; edges.len()];
    let mut rounds = Vec::new();
    for round in Rounds::of(edges, &cuts, 0..edges.len()) {
        shorten(edges, &mut cuts, round, &mut rounds);
    }
    let mut round_of = vec![0; edges.len()];
    for (index, round) in rounds.iter().enumerate() {
        round.iter().for_each(|&member| round_of[member] = index);
    }
    // What is held comes before what holds it.
    let mut heights = Vec::new();
    for (index, round) in rounds.iter().enumerate() {
        let own = length(edges, &cuts, round);
        let mut height = own;
        for &(far, held) in round.iter().flat_map(|&member| &edges[member]) {
            if round_of[held] == index || cuts[held] {
                continue;
            }
            let below: usize = own + far + heights.get(round_of[held]).copied().unwrap_or(0);
            if below > LONGEST {
                cuts[held] = true;
            } else {
                height = height.max(below);
            }
        }
        heights.push(height);
    }
    cuts
}

/// Cuts off definitions of a round until no way through it is too long. What is held by many goes first.
fn shorten(
    edges: &Edges,
    cuts: &mut Vec<bool>,
    round: Vec<usize>,
    shortened: &mut Vec<Vec<usize>>,
) {
    if length(edges, cuts, &round) <= LONGEST_ROUND {
        shortened.push(round);
        return;
    }
    let is_member: HashSet<usize> = round.iter().copied().collect();
    let mut holders: BTreeMap<usize, usize> = Default::default();
    for &(_, held) in round.iter().flat_map(|&member| &edges[member]) {
        if is_member.contains(&held) && !cuts[held] {
            *holders.entry(held).or_default() += 1;
        }
    }
    let most = holders.iter().max_by_key(|&(&id, &count)| (count, std::cmp::Reverse(id)));
    if let Some((&most, _)) = most {
        cuts[most] = true;
    }
    for part in Rounds::of(edges, cuts, round.into_iter()) {
        shorten(edges, cuts, part, shortened);
    }
}

/// No way through the members of a round is longer than this.
fn length(edges: &Edges, cuts: &[bool], round: &[usize]) -> usize {
    let within = |&&(_, held): &&(usize, usize)| !cuts[held] && round.binary_search(&held).is_ok();
    let longest = |&member: &usize| edges[member].iter().filter(within).map(|it| it.0).max();
    round.iter().filter_map(longest).sum()
}

/// Finds the rounds among some definitions: those that hold each other, or one that does not. Those that
/// are held come before those that hold them. By Tarjan's algorithm, without recursion.
struct Rounds<'e> {
    edges: &'e Edges,
    cuts: &'e [bool],
    /// When each was met; `usize::MAX` for what is not looked at.
    met: HashMap<usize, usize>,
    lowest: HashMap<usize, usize>,
    open: Vec<usize>,
    is_open: HashSet<usize>,
    found: Vec<Vec<usize>>,
}

impl<'e> Rounds<'e> {
    fn of(
        edges: &'e Edges,
        cuts: &'e [bool],
        among: impl Iterator<Item = usize> + Clone,
    ) -> Vec<Vec<usize>> {
        let met = among.clone().map(|it| (it, usize::MAX)).collect();
        let mut rounds = Self {
            edges,
            cuts,
            met,
            lowest: Default::default(),
            open: Vec::new(),
            is_open: Default::default(),
            found: Vec::new(),
        };
        for start in among {
            rounds.walk(start);
        }
        rounds.found
    }

    fn is_new(&self, id: usize) -> bool {
        self.met.get(&id) == Some(&usize::MAX)
    }

    fn enter(&mut self, id: usize, stack: &mut Vec<(usize, usize)>) {
        let now = self.lowest.len();
        self.met.insert(id, now);
        self.lowest.insert(id, now);
        self.open.push(id);
        self.is_open.insert(id);
        stack.push((id, 0));
    }

    fn walk(&mut self, start: usize) {
        let mut stack = Vec::new();
        if self.is_new(start) {
            self.enter(start, &mut stack);
        }
        while let Some((id, next)) = stack.pop() {
            let Some(&(_, held)) = self.edges[id].get(next) else {
                self.leave(id, stack.last().map(|it| it.0));
                continue;
            };
            stack.push((id, next + 1));
            if self.cuts[held] {
                continue;
            }
            if self.is_new(held) {
                self.enter(held, &mut stack);
            } else if self.is_open.contains(&held) {
                self.lower(id, self.met[&held]);
            }
        }
    }

    fn lower(&mut self, id: usize, to: usize) {
        if let Some(lowest) = self.lowest.get_mut(&id) {
            *lowest = to.min(*lowest);
        }
    }

    fn leave(&mut self, id: usize, holder: Option<usize>) {
        let lowest = self.lowest[&id];
        if let Some(holder) = holder {
            self.lower(holder, lowest);
        }
        if lowest == self.met[&id] {
            let start = self.open.iter().rposition(|&it| it == id).unwrap_or(0);
            let mut round = self.open.split_off(start);
            round.iter().for_each(|it| {
                self.is_open.remove(it);
            });
            round.sort_unstable();
            self.found.push(round);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn def(index: usize) -> RustType {
        RustType::Def(DefId::from_index(index))
    }

    /// Which definitions are held by links.
    fn cut(edges: &Edges) -> Vec<usize> {
        let cuts = cuts(edges);
        (0..edges.len()).filter(|&id| cuts[id]).collect()
    }

    #[test]
    fn a_long_chain_is_linked_as_seldom_as_can_be() {
        let mut slots: Vec<_> = (1..200).map(|next| vec![def(next)]).collect();
        slots.push(Vec::new());
        let edges = edges(&slots, &[false; 200]);
        assert_eq!(cut(&edges), [20, 65, 110, 155]);
        let next = next_cuts(&edges, &cuts(&edges), 20);
        assert_eq!(next, [DefId::from_index(65)]);
    }

    #[test]
    fn types_that_hold_each_other_are_linked_where_most_lead_to() {
        let ring = |count: usize, more: &[usize]| {
            let own =
                |it: usize| [(it + 1) % count].iter().chain(more).map(|&it| (2, it)).collect();
            (0..count).map(own).collect::<Edges>()
        };
        assert_eq!(cut(&ring(40, &[7])), [7]);
        assert_eq!(cut(&ring(9, &[])), [0; 0]);
    }

    #[test]
    fn an_alias_is_what_it_stands_for() {
        let slots = [vec![RustType::Vec(Box::new(def(1)))], vec![def(2)], vec![]];
        assert_eq!(edges(&slots, &[false, true, false]), [vec![(5, 2)], vec![], vec![]]);
    }
}
