//! Which schemas of both sides belong together.
//!
//! Input: two sides. Output: a [`Pairing`]: what stands for itself on both sides (roots and
//! definitions), in pairs, and what is alone. It goes from what is certain to what is likely: one
//! `$id`, one path, one file name, one title, one content, one name but for its version, and then
//! likeness, as version control finds renamed files. What is left at the end has no counterpart.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::side::Side;
use super::versions::Versions;
use crate::resolve::{Direction, Root, SchemaId};
use crate::source::{FileId, Kind};

/// Something that stands for itself.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The path of its file as it is printed.
    pub(super) path: String,
    /// The file, and the schema, by their ids in the [`Versions`].
    pub(super) file: FileId,
    pub(super) schema: Option<SchemaId>,
    /// The name of a definition, none for a root.
    pub(super) definition: Option<String>,
    pub(super) dialect: &'static str,
    /// Which way its documents go, if an operation has it.
    pub(super) direction: Option<Direction>,
    id: Option<String>,
    name: Option<String>,
    title: Option<String>,
}

/// What belongs together, in the order of the new side, and what is alone.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    pub(super) both: Vec<(Entry, Entry)>,
    pub(super) added: Vec<Entry>,
    pub(super) gone: Vec<Entry>,
}

/// Pairs the roots, then the definitions of each pair, then what is left of either.
pub(super) fn run(versions: &Versions, old: &Side, new: &Side) -> Pairing {
    let new_id = |id: SchemaId| versions.of_new(id);
    let (before, old_definitions) = entries(versions, old, |it| it, |it| it);
    let (after, new_definitions) = entries(versions, new, |it| versions.new_file(it), new_id);
    let only = before.len() == 1 && after.len() == 1;
    let mut roots = Match::new(before.len(), after.len());
    if only {
        roots.join(0, 0);
    }
    roots.surely(&before, &after);
    roots.likely(versions, &before, &after);
    let mut pairing = Pairing::default();
    let mut left = Left::default();
    for (index, entry) in after.iter().enumerate() {
        let definitions = new_definitions.get(index).cloned().unwrap_or_default();
        match roots.partner(index).and_then(|at| Some((at, before.get(at)?))) {
            Some((at, counterpart)) => {
                pairing.both.push((counterpart.clone(), entry.clone()));
                let others = old_definitions.get(at).cloned().unwrap_or_default();
                left.definitions(versions, others, definitions, &mut pairing);
            }
            None => {
                left.new.push(entry.clone());
                left.new.extend(definitions);
            }
        }
    }
    for index in roots.free_old() {
        left.old.extend(before.get(index).cloned());
        left.old.extend(old_definitions.get(index).into_iter().flatten().cloned());
    }
    left.settle(versions, &mut pairing);
    pairing.views(
        &views(old, &before, &old_definitions, |it| it),
        &views(new, &after, &new_definitions, new_id),
    );
    pairing
}

/// The views that stand beside what has the name of their schema, by the latter.
type Beside = HashMap<SchemaId, Entry>;

fn views(
    side: &Side,
    roots: &[Entry],
    definitions: &[Vec<Entry>],
    schema: impl Fn(SchemaId) -> SchemaId,
) -> Beside {
    let entries = roots.iter().chain(definitions.iter().flatten());
    let entries: HashMap<_, _> = entries.map(|it| (it.schema, it)).collect();
    let beside = side.schemas.views.pairs().filter_map(|(main, _, view)| {
        let main = schema(main);
        let entry = Entry::clone(entries.get(&Some(main))?);
        Some((main, Entry { schema: Some(schema(view)), ..entry }))
    });
    beside.collect()
}

impl Pairing {
    /// Pairs the views of what is in pairs. Where only one side has two, each is compared to what the other
    /// side has for both directions.
    fn views(&mut self, old: &Beside, new: &Beside) {
        let of = |beside: &Beside, entry: &Entry| beside.get(&entry.schema?).cloned();
        let pair = |(before, after): &(Entry, Entry)| match (of(old, before), of(new, after)) {
            (None, None) => None,
            (one, other) => Some((
                one.unwrap_or_else(|| before.clone()),
                other.unwrap_or_else(|| after.clone()),
            )),
        };
        let pairs: Vec<_> = self.both.iter().filter_map(pair).collect();
        self.both.extend(pairs);
        let added: Vec<_> = self.added.iter().filter_map(|it| of(new, it)).collect();
        self.added.extend(added);
        let gone: Vec<_> = self.gone.iter().filter_map(|it| of(old, it)).collect();
        self.gone.extend(gone);
    }
}

/// The roots of a side and the definitions of each.
fn entries(
    versions: &Versions,
    side: &Side,
    file: impl Fn(FileId) -> FileId,
    schema: impl Fn(SchemaId) -> SchemaId,
) -> (Vec<Entry>, Vec<Vec<Entry>>) {
    let title = |id: Option<SchemaId>| versions.node(id?).annotations.title.clone();
    let root = |it: &Root| {
        let id = it.schema.or(it.bare).map(&schema);
        let entry = Entry {
            path: side.sources.file(it.file).path.clone(),
            file: file(it.file),
            schema: id,
            definition: None,
            dialect: it.dialect,
            direction: None,
            id: it.id.clone().filter(|it| !it.is_empty()),
            name: it.name.clone(),
            title: title(id),
        };
        let definitions = it.named().chain(&it.mentions);
        let definitions = definitions.filter(|(_, id)| !side.schemas.views.is_other(*id));
        let definitions = definitions.map(|(name, id)| Entry {
            schema: Some(schema(*id)),
            definition: Some(name.clone()),
            direction: it.directions.get(id).copied(),
            id: None,
            name: Some(name.clone()),
            title: title(Some(schema(*id))),
            ..entry.clone()
        });
        let definitions = definitions.collect();
        (entry, definitions)
    };
    side.schemas.roots.iter().map(root).unzip()
}

/// What is not in a pair yet, wherever it stood.
#[derive(Default)]
struct Left {
    old: Vec<Entry>,
    new: Vec<Entry>,
}

impl Left {
    /// Pairs the definitions of two roots that belong together.
    fn definitions(
        &mut self,
        versions: &Versions,
        before: Vec<Entry>,
        after: Vec<Entry>,
        pairing: &mut Pairing,
    ) {
        let mut found = Match::new(before.len(), after.len());
        found.by(&before, &after, |it| it.definition.clone());
        found.by(&before, &after, |it| content(versions, it));
        self.take(found, before, after, pairing);
    }

    fn take(&mut self, found: Match, before: Vec<Entry>, after: Vec<Entry>, pairing: &mut Pairing) {
        self.old.extend(found.free_old().filter_map(|index| before.get(index).cloned()));
        for (index, entry) in after.into_iter().enumerate() {
            match found.partner(index).and_then(|at| before.get(at)) {
                Some(counterpart) => pairing.both.push((counterpart.clone(), entry)),
                None => self.new.push(entry),
            }
        }
    }

    /// Pairs what moved from one file to another, from a definition to a file or back.
    fn settle(mut self, versions: &Versions, pairing: &mut Pairing) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        let mut found = Match::new(old.len(), new.len());
        found.by_one(&old, &new, |it| it.id.clone());
        found.by_one(&old, &new, |it| Some(it.called().to_lowercase()));
        found.by(&old, &new, |it| content(versions, it));
        found.by_one(&old, &new, |it| it.title.clone());
        found.likely(versions, &old, &new);
        self.take(found, old, new, pairing);
        pairing.gone.extend(self.old);
        pairing.added.extend(self.new);
    }
}

impl Entry {
    /// The name by which people know it.
    fn called(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| stem(&self.path))
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name of a file without the endings that say how it is written.
fn stem(path: &str) -> &str {
    let mut name = file_name(path);
    for ending in [".json", ".yaml", ".yml", ".schema"] {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    name
}

/// A path without the ending of its file.
fn without_ending(path: &str) -> String {
    path.strip_suffix(file_name(path)).unwrap_or_default().to_owned() + stem(path)
}

/// A name with its numbers left out.
fn without_version(name: &str) -> String {
    let blank = |it: char| if it.is_ascii_digit() || it == '.' { ' ' } else { it };
    let text: String = name.chars().map(blank).collect();
    text.split_whitespace().collect::<Vec<_>>().join("#")
}

/// The numbers of a name, so that versions are in their order.
fn version(name: &str) -> Vec<u64> {
    let numbers = name.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    numbers.filter_map(|it| it.parse().ok()).collect()
}

fn content(versions: &Versions, entry: &Entry) -> Option<String> {
    Some(versions.json(entry.schema?)?.to_text())
}

/// Pairs of indexes.
struct Match {
    /// The old one by the new one.
    partners: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Match {
    fn new(old: usize, new: usize) -> Self {
        Self { partners: vec![None; new], taken: vec![false; old] }
    }

    fn partner(&self, new: usize) -> Option<usize> {
        self.partners.get(new).copied().flatten()
    }

    fn is_free(&self, old: usize) -> bool {
        self.taken.get(old) == Some(&false)
    }

    fn free_old(&self) -> impl Iterator<Item = usize> {
        (0..self.taken.len()).filter(|it| self.is_free(*it))
    }

    fn free_new(&self) -> impl Iterator<Item = usize> {
        (0..self.partners.len()).filter(|it| self.partner(*it).is_none())
    }

    fn join(&mut self, old: usize, new: usize) {
        if let (Some(taken), Some(partner)) = (self.taken.get_mut(old), self.partners.get_mut(new))
            && !*taken
            && partner.is_none()
        {
            (*taken, *partner) = (true, Some(old));
        }
    }

    /// Joins what has one key, as often as it comes on both sides.
    fn by<K: Ord>(&mut self, old: &[Entry], new: &[Entry], key: impl Fn(&Entry) -> Option<K>) {
        let (before, after) = self.groups(old, new, key);
        for (key, list) in after {
            let others = before.get(&key).into_iter().flatten();
            list.iter().zip(others).for_each(|(new, old)| self.join(*old, *new));
        }
    }

    /// Joins what has a key that nothing else of its side has.
    fn by_one<K: Ord>(&mut self, old: &[Entry], new: &[Entry], key: impl Fn(&Entry) -> Option<K>) {
        let (before, after) = self.groups(old, new, key);
        for (key, list) in after {
            if let (Some([old]), [new]) = (before.get(&key).map(Vec::as_slice), list.as_slice()) {
                self.join(*old, *new);
            }
        }
    }

    fn groups<K: Ord>(
        &self,
        old: &[Entry],
        new: &[Entry],
        key: impl Fn(&Entry) -> Option<K>,
    ) -> (BTreeMap<K, Vec<usize>>, BTreeMap<K, Vec<usize>>) {
        let group = |entries: &[Entry], free: Vec<usize>| {
            let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
            for index in free {
                if let Some(key) = entries.get(index).and_then(&key) {
                    groups.entry(key).or_default().push(index);
                }
            }
            groups
        };
        (group(old, self.free_old().collect()), group(new, self.free_new().collect()))
    }

    /// What names alone tell of roots.
    fn surely(&mut self, old: &[Entry], new: &[Entry]) {
        let name = |it: &Entry| it.name.clone();
        self.by_one(old, new, |it| Some((it.id.clone()?, name(it))));
        self.by(old, new, |it| Some((it.path.clone(), name(it))));
        self.by(old, new, |it| Some((without_ending(&it.path), name(it))));
        self.by_one(old, new, |it| Some((file_name(&it.path).to_owned(), name(it))));
        self.by_one(old, new, |it| Some((stem(&it.path).to_owned(), name(it))));
        self.by_one(old, new, |it| Some((it.title.clone()?, name(it))));
        self.versions(old, new);
    }

    /// Joins the last versions of a name.
    fn versions(&mut self, old: &[Entry], new: &[Entry]) {
        let (before, after) = self.groups(old, new, |it| {
            let numbers = version(stem(&it.path));
            (!numbers.is_empty()).then(|| (without_version(stem(&it.path)), it.name.clone()))
        });
        for (key, mut list) in after {
            let mut others = before.get(&key).cloned().unwrap_or_default();
            let order = |entries: &[Entry], index: usize| {
                entries.get(index).map(|it| version(stem(&it.path)))
            };
            list.sort_by_key(|it| std::cmp::Reverse(order(new, *it)));
            others.sort_by_key(|it| std::cmp::Reverse(order(old, *it)));
            list.iter().zip(&others).for_each(|(new, old)| self.join(*old, *new));
        }
    }

    /// Joins what is alike, the likest first.
    fn likely(&mut self, versions: &Versions, old: &[Entry], new: &[Entry]) {
        let of = |entries: &[Entry], free: Vec<usize>| -> Vec<(usize, HashSet<u64>)> {
            let features = |index: usize| Some((index, features(versions, entries.get(index)?)?));
            free.into_iter().filter_map(features).collect()
        };
        let before = of(old, self.free_old().collect());
        let after = of(new, self.free_new().collect());
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, (_, features)) in before.iter().enumerate() {
            features.iter().for_each(|it| holders.entry(*it).or_default().push(at));
        }
        let mut scores = BTreeSet::new();
        for (new, features) in &after {
            let mut common: BTreeMap<usize, usize> = BTreeMap::new();
            let lists = features.iter().filter_map(|it| holders.get(it));
            for at in lists.filter(|it| it.len() <= COMMON).flatten() {
                *common.entry(*at).or_default() += 1;
            }
            for (at, count) in common {
                let Some((old, others)) = before.get(at) else { continue };
                let score = count.saturating_mul(2_000) / (features.len() + others.len()).max(1);
                if score >= ALIKE && count >= FEATURES {
                    scores.insert((std::cmp::Reverse(score), *new, *old));
                }
            }
        }
        for (_, new, old) in scores {
            self.join(old, new);
        }
    }
}

/// How alike two schemas have to be, of a thousand, as version control has it for files.
const ALIKE: usize = 500;
/// How many features they have in common at least.
const FEATURES: usize = 3;
/// A feature that more schemas have than these says nothing.
const COMMON: usize = 200;

/// What there is in a schema: each scalar and each name, with the names above it.
fn features(versions: &Versions, entry: &Entry) -> Option<HashSet<u64>> {
    let mut found = HashSet::new();
    let mut pending = vec![(String::new(), versions.json(entry.schema?)?)];
    while let Some((path, json)) = pending.pop() {
        match &json.kind {
            Kind::Object(members) => {
                for (name, member) in
                    members.iter().filter(|(name, _)| !SAYS_NOTHING.contains(&name.as_str()))
                {
                    let path = format!("{path}/{name}");
                    found.insert(xxh3_64(path.as_bytes()));
                    pending.push((path, &member.value));
                }
            }
            Kind::Array(items) => pending.extend(items.iter().map(|it| (path.clone(), it))),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
                found.insert(xxh3_64(format!("{path}={}", json.to_text()).as_bytes()));
            }
        }
    }
    Some(found)
}

/// What is in every schema, or in none twice.
const SAYS_NOTHING: [&str; 4] = ["$schema", "$id", "id", "$comment"];

/// Whether a schema has another path, or became a definition or stopped being one.
pub(super) fn is_moved(old: &Entry, new: &Entry) -> bool {
    let is_root = |it: &Entry| it.definition.is_none();
    old.path != new.path && (is_root(old) || is_root(new)) || is_root(old) != is_root(new)
}

/// How an entry is called in messages.
pub(super) fn shown(entry: &Entry) -> String {
    match &entry.definition {
        Some(name) => format!("{}#{name}", entry.path),
        None => entry.path.clone(),
    }
}
