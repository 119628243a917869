//! Which change of a schema is the reason for which difference of the API.
//!
//! Input: changes, and the APIs of both sides. Output: the same changes with what they do to the
//! API; and a change of its own for each difference that no change explains, such as a derive that
//! a type loses for what a type within it holds.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Delta, compare};
use crate::diagnostic::{Code, Location};
use crate::diff::side::Side;
use crate::diff::verdict::Relation;
use crate::diff::versions::Versions;
use crate::diff::{Change, Rust, SetRelation};
use crate::source::pointer;

/// Attributes the differences of the APIs to changes: first those that a change of the schema of the
/// type explains, then those that follow from another type, nearest first.
pub(in crate::diff) fn attribute(
    changes: &mut Vec<Change>,
    versions: &Versions,
    old: &Side,
    new: &Side,
) {
    let deltas = compare(&old.api, &new.api);
    let (causes, effects): (Vec<_>, Vec<_>) = deltas.iter().partition(|it| !it.follows);
    let mut explained: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut left = Vec::new();
    for delta in causes.into_iter().chain(effects) {
        let place = Places::of(versions, delta);
        let own = delta.follows.then(|| explained.get(delta.path.as_str()).cloned()).flatten();
        let reasons = own.unwrap_or_else(|| reasons(changes, delta, &place));
        if reasons.is_empty() {
            left.push((delta, place));
        } else {
            note(changes, &reasons, delta);
            explained.entry(&delta.path).or_default().extend(reasons);
        }
    }
    let uses = [old.api.uses(), new.api.uses()];
    for (delta, place) in left {
        let within = within(&uses, &delta.path, &explained);
        let within = within.filter(|_| delta.follows);
        match within.or_else(|| configured(changes)) {
            Some(reasons) => note(changes, &reasons, delta),
            None => changes.push(alone(versions, delta, place)),
        }
    }
}

/// The changes of the configuration, which explain what no schema does.
fn configured(changes: &[Change]) -> Option<BTreeSet<usize>> {
    let all = changes.iter().enumerate();
    let found = all.filter(|(_, it)| it.code == Code::ConfigurationChanged);
    let found: BTreeSet<usize> = found.map(|(index, _)| index).collect();
    (!found.is_empty()).then_some(found)
}

/// The changes that explain the nearest of the types within a type.
fn within(
    uses: &[BTreeMap<&str, BTreeSet<&str>>; 2],
    path: &str,
    explained: &BTreeMap<&str, BTreeSet<usize>>,
) -> Option<BTreeSet<usize>> {
    let mut seen = BTreeSet::from([path]);
    let mut level = vec![path];
    while !level.is_empty() {
        let inner = level.iter().flat_map(|path| uses.iter().filter_map(|it| it.get(path)));
        let inner: BTreeSet<&str> =
            inner.flatten().copied().filter(|it| !seen.contains(it)).collect();
        let found: BTreeSet<usize> =
            inner.iter().filter_map(|it| explained.get(it)).flatten().copied().collect();
        if !found.is_empty() {
            return Some(found);
        }
        seen.extend(&inner);
        level = inner.into_iter().collect();
    }
    None
}

/// Notes a difference of the API with the changes that explain it.
fn note(changes: &mut [Change], reasons: &BTreeSet<usize>, delta: &Delta) {
    for index in reasons {
        if let Some(change) = changes.get_mut(*index) {
            change.rust = change.rust.max(delta.level);
            if !change.notes.contains(&delta.message) {
                change.notes.push(delta.message.clone());
            }
        }
    }
}

struct Places {
    old: Option<Location>,
    new: Option<Location>,
}

impl Places {
    fn of(versions: &Versions, delta: &Delta) -> Self {
        Self {
            old: delta.old.and_then(|id| versions.place(id)),
            new: delta.new.and_then(|id| versions.place(versions.of_new(id))),
        }
    }
}

/// The indexes of the changes that explain a difference: those of the member that it is about, else
/// those below the type; of these, those that change more than a text, where there are any.
fn reasons(changes: &[Change], delta: &Delta, place: &Places) -> BTreeSet<usize> {
    let all = changes.iter().enumerate();
    // A title may name a type; no other text changes any.
    let may = |it: &Change| {
        it.code != Code::TextChanged || is_whole(delta) && it.message.contains("`title`")
    };
    let near: Vec<_> = all.filter(|(_, it)| may(it) && touches(it, place, delta)).collect();
    let of_member: Vec<_> = near
        .iter()
        .filter(|(_, it)| delta.member.as_ref().is_some_and(|name| names(it, place, name)))
        .copied()
        .collect();
    let near = if of_member.is_empty() { near } else { of_member };
    let counts = |it: &Change| it.set != SetRelation::Same || it.rust != Rust::Patch;
    let weighty: Vec<_> = near.iter().filter(|(_, it)| counts(it)).copied().collect();
    let texts = |it: &Change| matches!(it.code, Code::DefaultChanged | Code::AccessChanged);
    let near = if weighty.is_empty() {
        let more: Vec<_> = near.iter().filter(|(_, it)| !texts(it)).copied().collect();
        if more.is_empty() { near } else { more }
    } else {
        weighty
    };
    near.into_iter().map(|(index, _)| index).collect()
}

/// Whether it is about a type that came or went.
fn is_whole(delta: &Delta) -> bool {
    delta.member.is_none() && (delta.old.is_none() || delta.new.is_none())
}

/// Whether a change stands in the schema of a type, or has the whole of it.
fn touches(change: &Change, place: &Places, delta: &Delta) -> bool {
    let whole = is_whole(delta);
    let is_near = |change: &Option<Location>, place: &Option<Location>| match (change, place) {
        (Some(change), Some(place)) => {
            change.file == place.file
                && (is_below(&change.pointer, &place.pointer)
                    || whole && is_below(&place.pointer, &change.pointer))
        }
        (None, _) | (_, None) => false,
    };
    change.code != Code::ApiChanged
        && (holds(change, place)
            || is_near(&change.old_place, &place.old)
            || is_near(&change.new_place, &place.new))
}

/// Whether the type stands in what a change brought, took or replaced.
fn holds(change: &Change, place: &Places) -> bool {
    let (shown, place) = match (&change.new, &change.old) {
        (None, Some(_)) => (&change.old_place, &place.old),
        _ => (&change.new_place, &place.new),
    };
    let (Some(shown), Some(place)) = (shown, place) else { return false };
    change.set != SetRelation::Same
        && shown.file == place.file
        && is_below(&place.pointer, &change.pointer)
}

fn is_below(pointer: &str, above: &str) -> bool {
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a change is about a member of the type.
fn names(change: &Change, place: &Places, name: &str) -> bool {
    let token = pointer::escape(name);
    let has = |change: &Option<Location>, place: &Option<Location>| {
        let (Some(change), Some(place)) = (change, place) else { return false };
        let rest = change.pointer.strip_prefix(&place.pointer).unwrap_or_default();
        rest.split('/').any(|it| it == token)
    };
    has(&change.old_place, &place.old)
        || has(&change.new_place, &place.new)
        || change.message.contains(&format!("`{name}`"))
}

/// A change of the API for its own sake.
fn alone(versions: &Versions, delta: &Delta, place: Places) -> Change {
    let shown = place.new.as_ref().or(place.old.as_ref());
    let change = Change::new(Code::ApiChanged, delta.message.clone(), &Relation::SAME);
    let change = change.shown_at(versions, shown);
    Change { rust: delta.level, old_place: place.old, new_place: place.new, ..change }
}
