//! Both sides in one arena, so that schemas of either can be compared, mixed and relaxed.
//!
//! Input: two sides. Output: a [`Versions`], whose nodes are those of the old side, those of the new
//! side, then two relaxed copies of all of them (see [`tolerant_reader`](super::tolerant_reader)). Hybrids (an old
//! schema with some of the new one's keywords) are added at the end, each with its relaxed copies.

use std::collections::HashMap;
use std::sync::Arc;

use super::classes;
use super::implies::tags::Unions;
use super::side::Side;
use super::told_arms::ToldArms;
use super::tolerant_reader::{self, Level, Plain};
use crate::budget::Budget;
use crate::diagnostic::Location;
use crate::limits::{
    STEPS_AT_LEAST, STEPS_OF_A_QUESTION, STEPS_OF_A_SCHEMA, STEPS_OF_EACH_QUESTION, scaled,
};
use crate::resolve::{Evaluator, Known, Schema, SchemaId, Schemas};
use crate::sample::Samples;
use crate::source::{FileId, Json, Sources, pointer};

/// Both sides in one arena.
pub(super) struct Versions {
    pub(super) schemas: Schemas,
    files: Sources,
    /// How many files are of the old side.
    old_files: u32,
    /// How many nodes are of the old side.
    old_nodes: u32,
    /// How many nodes are of either side.
    base: u32,
    /// The relaxed copies of hybrids.
    relaxed: HashMap<SchemaId, [SchemaId; 2]>,
    /// What they are copies of.
    tightened: HashMap<SchemaId, SchemaId>,
    /// The first of the schemas that say the same, for those of either side.
    firsts: Vec<SchemaId>,
    /// The schema that accepts anything.
    pub(super) any: SchemaId,
    /// What evaluators have found out.
    known: Known,
    pub(super) samples: Samples,
    pub(super) unions: Unions,
    /// The arms that a member tells apart.
    pub(super) told: ToldArms,
    /// The steps that questions may take.
    pub(super) budget: Budget,
}

impl Versions {
    pub(super) fn new(old: &Side, new: &Side) -> Self {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let old_files = count(old.sources.files.len());
        let old_nodes = count(old.schemas.nodes.len());
        let mut nodes = old.schemas.nodes.clone();
        nodes.extend(new.schemas.nodes.iter().map(|node| {
            let mut node =
                tolerant_reader::renumbered(node, |id| SchemaId(id.0.saturating_add(old_nodes)));
            node.file = node.file.map(|file| FileId(file.0.saturating_add(old_files)));
            Arc::new(node)
        }));
        nodes.push(Arc::default());
        let base = count(nodes.len());
        let any = SchemaId(base.saturating_sub(1));
        let firsts = classes::representatives(&nodes);
        let plain: Vec<Plain> = nodes.iter().map(|node| Plain::of(node)).collect();
        let plain = |id: SchemaId| plain.get(id.0 as usize).copied().unwrap_or_default();
        for (times, level) in [(1, Level::Narrow), (2, Level::Tolerant)] {
            let shift = |id: SchemaId| SchemaId(id.0.saturating_add(base.saturating_mul(times)));
            let copies: Vec<_> = nodes
                .iter()
                .take(base as usize)
                .map(|node| Arc::new(tolerant_reader::relaxed(node, level, plain, shift)))
                .collect();
            nodes.extend(copies);
        }
        let mut files = old.sources.clone();
        files.files.extend(new.sources.files.iter().cloned());
        let schemas = Schemas { nodes, ..Schemas::default() };
        let known = Known::of(&schemas);
        let budget = scaled(base as usize, STEPS_OF_A_SCHEMA, STEPS_AT_LEAST) as u64;
        let (relaxed, tightened) = (HashMap::new(), HashMap::new());
        let mut versions = Self {
            schemas,
            files,
            old_files,
            old_nodes,
            base,
            relaxed,
            tightened,
            firsts,
            any,
            known,
            samples: Samples::default(),
            unions: Unions::default(),
            told: ToldArms::default(),
            budget: Budget::of(budget),
        };
        versions.tell_arms();
        versions.budget = Budget::of(budget);
        versions
    }

    /// Has tolerant readers tell apart the arms that a member tells apart.
    fn tell_arms(&mut self) {
        for id in (0..self.base).map(SchemaId) {
            let Some(node) = self.schemas.nodes.get(id.0 as usize).map(Arc::clone) else {
                continue;
            };
            for union in self.told_unions(&node) {
                for (copy, union) in self.open(id).into_iter().zip(union) {
                    if let Some(node) = self.schemas.nodes.get_mut(copy.0 as usize) {
                        Arc::make_mut(node).all_of.push(union);
                    }
                }
            }
        }
        self.known = Known::of(&self.schemas);
    }

    /// Adds a schema that is of neither side.
    pub(super) fn push(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.nodes.len()).unwrap_or(u32::MAX));
        self.known.add(&schema);
        self.schemas.nodes.push(Arc::new(schema));
        id
    }

    pub(super) fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::knowing(&self.schemas, &self.known).within(&self.budget, super::STACK)
    }

    /// Begins the next question.
    pub(super) fn ask(&self) {
        self.budget.begin(STEPS_OF_A_QUESTION as u64, STEPS_OF_EACH_QUESTION as u64);
    }

    pub(super) fn node(&self, id: SchemaId) -> &Schema {
        self.schemas.node(id)
    }

    /// The node of the new side.
    pub(super) fn of_new(&self, id: SchemaId) -> SchemaId {
        SchemaId(id.0.saturating_add(self.old_nodes))
    }

    /// Adds a hybrid.
    pub(super) fn add(&mut self, schema: Schema) -> SchemaId {
        let below = schema.subschemas().map(|id| (id, Plain::of(self.node(id))));
        let below: HashMap<SchemaId, Plain> = below.collect();
        let plain = |id: SchemaId| below.get(&id).copied().unwrap_or_default();
        let base = self.base;
        let shift = |times: u32| {
            move |id: SchemaId| {
                let by = if id.0 < base { base.saturating_mul(times) } else { 0 };
                SchemaId(id.0.saturating_add(by))
            }
        };
        let unions = self.told_unions(&schema);
        let mut narrow = tolerant_reader::relaxed(&schema, Level::Narrow, plain, shift(1));
        narrow.all_of.extend(unions.iter().map(|[narrow, _]| *narrow));
        let narrow = self.push(narrow);
        let mut tolerant = tolerant_reader::relaxed(&schema, Level::Tolerant, plain, shift(2));
        tolerant.all_of.extend(unions.iter().map(|[_, tolerant]| *tolerant));
        let tolerant = self.push(tolerant);
        let id = self.push(schema);
        self.relaxed.insert(id, [narrow, tolerant]);
        self.tightened.extend([(narrow, id), (tolerant, id)]);
        id
    }

    /// The schema that this one is a relaxed copy of.
    pub(super) fn tight(&self, id: SchemaId) -> Option<SchemaId> {
        let copy = id.0.checked_div(self.base).unwrap_or_default();
        match copy {
            0 => None,
            1 | 2 => Some(self.first(SchemaId(id.0 % self.base))),
            _ => self.tightened.get(&id).copied(),
        }
    }

    /// The first of the schemas that say the same as this one; a relaxed copy for a relaxed copy.
    pub(super) fn first(&self, id: SchemaId) -> SchemaId {
        let Some(copy) = id.0.checked_div(self.base).filter(|copy| *copy < 3) else { return id };
        let original = self.firsts.get((id.0 % self.base) as usize);
        original.map_or(id, |it| SchemaId(it.0.saturating_add(copy.saturating_mul(self.base))))
    }

    /// Whether two schemas are known to say the same.
    pub(super) fn same(&self, a: SchemaId, b: SchemaId) -> bool {
        self.first(a) == self.first(b)
    }

    /// What a tolerant reader of a schema accepts: at least, and at most.
    pub(super) fn open(&self, id: SchemaId) -> [SchemaId; 2] {
        if let Some(copies) = self.relaxed.get(&id) {
            return *copies;
        }
        let shift = |times: u32| SchemaId(id.0.saturating_add(self.base.saturating_mul(times)));
        [shift(1), shift(2)]
    }

    /// What a file holds.
    pub(super) fn root(&self, file: FileId) -> Option<&Json> {
        Some(self.files.files.get(file.0 as usize)?.root())
    }

    /// The JSON text that a schema was read from.
    pub(super) fn json(&self, id: SchemaId) -> Option<&Json> {
        let node = self.node(id);
        pointer::locate(self.files.files.get(node.file?.0 as usize)?.root(), &node.pointer)
    }

    /// The JSON below a schema, and where it is.
    pub(super) fn below(&self, id: SchemaId, tokens: &[&str]) -> Option<(&Json, Location)> {
        let node = self.node(id);
        let mut json = self.json(id)?;
        let mut path = node.pointer.to_string();
        for token in tokens {
            json = match json.as_array() {
                Some(items) => items.get(token.parse::<usize>().ok()?)?,
                None => json.get(token)?,
            };
            pointer::push(&mut path, token);
        }
        Some((json, Location { file: node.file?, span: json.span, pointer: path }))
    }

    /// Where a schema stands.
    pub(super) fn place(&self, id: SchemaId) -> Option<Location> {
        let node = self.node(id);
        Some(Location { file: node.file?, span: node.span, pointer: node.pointer.to_string() })
    }

    /// The path of a file as it is printed.
    pub(super) fn path(&self, file: FileId) -> &str {
        self.files.files.get(file.0 as usize).map_or("", |file| &file.path)
    }

    pub(super) fn new_file(&self, file: FileId) -> FileId {
        FileId(file.0.saturating_add(self.old_files))
    }

    /// The files of both sides; those of the old one are of a revision, if it has a name.
    pub(super) fn sources(self, revision: Option<&str>) -> Sources {
        let mut files = self.files;
        for file in files.files.iter_mut().take(self.old_files as usize) {
            file.revision = revision.map(str::to_owned);
        }
        files
    }
}
