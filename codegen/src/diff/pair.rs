//! Which schemas of both sides belong together.
//!
//! Input: two sides. Output: pairs of roots, each with its definitions. Roots belong together that
//! have one `$id`, else one path, else one content; definitions that have one name, else one content.

use std::collections::BTreeMap;

use super::side::Side;
use super::world::World;
use crate::resolve::{Root, SchemaId};

/// A root and its counterpart.
pub(super) struct Pair<'s> {
    pub(super) old: Option<&'s Root>,
    pub(super) new: Option<&'s Root>,
}

/// A definition and its counterpart, by their ids in the [`World`].
pub(super) struct Definition {
    pub(super) old: Option<(String, SchemaId)>,
    pub(super) new: Option<(String, SchemaId)>,
}

/// Whether two roots belong together.
type Rule<'r> = &'r dyn Fn(&Root, &Root) -> bool;

/// The pairs of roots, in the order of the new side, then those that are gone.
pub(super) fn roots<'s>(old: &'s Side, new: &'s Side) -> Vec<Pair<'s>> {
    let (before, after) = (&old.schemas.roots, &new.schemas.roots);
    let mut partner: BTreeMap<usize, usize> = BTreeMap::new();
    let mut free: Vec<usize> = (0..before.len()).collect();
    let path = |side: &Side, root: &Root| side.sources.file(root.file).path.clone();
    let id = |root: &Root| root.id.clone().filter(|it| !it.is_empty());
    let same_id = |a: &Root, b: &Root| id(a).is_some() && id(a) == id(b) && a.name == b.name;
    let same_path = |a: &Root, b: &Root| path(old, a) == path(new, b) && a.name == b.name;
    let same_text = |a: &Root, b: &Root| {
        a.schema.is_some() == b.schema.is_some()
            && old.sources.file(a.file).root() == new.sources.file(b.file).root()
    };
    let rules: [Rule<'_>; 3] = [&same_id, &same_path, &same_text];
    for rule in rules {
        for (index, root) in after.iter().enumerate() {
            if partner.contains_key(&index) {
                continue;
            }
            let found =
                free.iter().position(|it| before.get(*it).is_some_and(|other| rule(other, root)));
            if let Some(at) = found {
                partner.insert(index, free.remove(at));
            }
        }
    }
    let of_new = after.iter().enumerate().map(|(index, root)| {
        let old = partner.get(&index).and_then(|it| before.get(*it));
        Pair { old, new: Some(root) }
    });
    let gone = free.iter().map(|it| Pair { old: before.get(*it), new: None });
    of_new.chain(gone).collect()
}

/// The pairs of definitions of a pair of roots.
pub(super) fn definitions(world: &World, pair: &Pair<'_>) -> Vec<Definition> {
    let before = pair.old.map_or(&[][..], |it| &it.definitions);
    let after = pair.new.map_or(&[][..], |it| &it.definitions);
    let mut free: Vec<&(String, SchemaId)> = before.iter().collect();
    let mut found: Vec<Definition> = after
        .iter()
        .map(|(name, id)| {
            let at = free.iter().position(|(other, _)| other == name);
            let new = Some((name.clone(), world.of_new(*id)));
            Definition { old: at.map(|at| free.remove(at).clone()), new }
        })
        .collect();
    for definition in found.iter_mut().filter(|it| it.old.is_none()) {
        let Some((_, new)) = definition.new else { continue };
        let text = world.json(new);
        let at = free.iter().position(|(_, old)| text.is_some() && world.json(*old) == text);
        definition.old = at.map(|at| free.remove(at).clone());
    }
    let gone = free.into_iter().map(|it| Definition { old: Some(it.clone()), new: None });
    found.extend(gone);
    found
}
