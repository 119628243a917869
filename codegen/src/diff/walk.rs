//! Walks the pairs of both sides and makes a change of everything that differs.
//!
//! Input: the [`World`]. Output: changes without fingerprints and without what they do to the Rust
//! API. Each pair of schemas is compared once in each context. Where a part stands in a place in
//! which more of the part need not be more of the whole (`not`, an arm, a condition), its changes
//! have the relation of the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::edits::{self, Edit, Effect};
use super::pair::{self, Definition, Pair};
use super::relate::relate;
use super::side::Side;
use super::verdict::{Proof, Relation, Rust, Verdict};
use super::world::World;
use super::{Change, SetRelation};
use crate::diagnostic::{Code, Location};
use crate::resolve::{Keyword, KeywordSet, SchemaId};

/// Two schemas that belong together.
type Two = (SchemaId, SchemaId);

/// Makes the changes.
pub(super) fn run(world: &mut World, old: &Side, new: &Side) -> Vec<Change> {
    let mut walk = Walk {
        world,
        seen: BTreeSet::new(),
        contexts: BTreeMap::new(),
        pending: Vec::new(),
        changes: Vec::new(),
    };
    for pair in pair::roots(old, new) {
        walk.root(&pair);
    }
    walk.changes
}

struct Walk<'w> {
    world: &'w mut World,
    seen: BTreeSet<(SchemaId, SchemaId, Option<Two>)>,
    /// What is known of the schemas round parts.
    contexts: BTreeMap<Two, Relation>,
    pending: Vec<(Two, Option<Two>)>,
    changes: Vec<Change>,
}

impl Walk<'_> {
    fn root(&mut self, pair: &Pair<'_>) {
        let new_file = pair.new.map(|it| self.world.new_file(it.file));
        let old_place = pair.old.and_then(|it| it.schema).and_then(|it| self.world.place(it));
        let new_place = pair
            .new
            .and_then(|it| it.schema)
            .and_then(|it| self.world.place(self.world.of_new(it)));
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => {
                let (before, after) =
                    (self.world.path(old.file).to_owned(), new_file.map(|it| self.world.path(it)));
                if let Some(after) = after.filter(|after| **after != before) {
                    let message = format!("`{before}` is `{after}` now");
                    let places = (old_place, new_place);
                    self.plain(Code::SchemaMoved, message, places, (Some(before), None));
                } else if old.dialect != new.dialect {
                    let message = format!("the dialect was {} and is {}", old.dialect, new.dialect);
                    let texts = (Some(quoted(old.dialect)), Some(quoted(new.dialect)));
                    self.plain(Code::DialectChanged, message, (old_place, new_place), texts);
                }
                if let (Some(old), Some(new)) = (old.schema, new.schema) {
                    self.pair(old, self.world.of_new(new));
                }
            }
            (None, Some(_)) => {
                let message = "a schema was added".to_owned();
                self.plain(Code::SchemaAdded, message, (None, new_place), (None, None));
            }
            (Some(_), None) => {
                let message = "a schema was removed".to_owned();
                self.plain(Code::SchemaRemoved, message, (old_place, None), (None, None));
            }
            (None, None) => {}
        }
        if pair.old.is_some() && pair.new.is_some() {
            for definition in pair::definitions(self.world, pair) {
                self.definition(definition);
            }
        }
    }

    fn definition(&mut self, definition: Definition) {
        let place =
            |it: &Option<(String, SchemaId)>| it.as_ref().and_then(|(_, id)| self.world.place(*id));
        let places = (place(&definition.old), place(&definition.new));
        match (definition.old, definition.new) {
            (Some((before, old)), Some((after, new))) => {
                if before != after {
                    let message = format!("the definition `{before}` became `{after}`");
                    let texts = (Some(quoted(&before)), Some(quoted(&after)));
                    self.plain(Code::DefinitionRenamed, message, places, texts);
                }
                self.pair(old, new);
            }
            (None, Some((name, _))) => {
                let message = format!("the definition `{name}` was added");
                self.plain(Code::DefinitionAdded, message, places, (None, Some(quoted(&name))));
            }
            (Some((name, _)), None) => {
                let message = format!("the definition `{name}` was removed");
                self.plain(Code::DefinitionRemoved, message, places, (Some(quoted(&name)), None));
            }
            (None, None) => {}
        }
    }

    /// A change that no document notices.
    fn plain(
        &mut self,
        code: Code,
        message: String,
        places: (Option<Location>, Option<Location>),
        texts: (Option<String>, Option<String>),
    ) {
        let change = self.change(code, message, places, texts, &Relation::SAME);
        self.changes.push(change);
    }

    /// Compares a pair that stands for itself, and all that it leads to.
    fn pair(&mut self, old: SchemaId, new: SchemaId) {
        self.pending.push(((old, new), None));
        while let Some((pair, context)) = self.pending.pop() {
            self.compare(pair, context);
        }
    }

    fn compare(&mut self, (old, new): Two, context: Option<Two>) {
        if !self.seen.insert((old, new, context)) {
            return;
        }
        let inner = self.targets(old, new);
        if inner != (old, new) {
            self.pending.push((inner, context));
            // What stands beside a reference is compared where both have it.
            if inner.0 == old || inner.1 == new {
                return;
            }
        }
        let edits = edits::of(self.world, old, new);
        let (mut relations, reached) = self.relations(&edits.steps, old, context);
        if context.is_none() {
            self.settle(&edits.steps, &mut relations, (old, reached));
        }
        for (edit, relation) in edits.steps.into_iter().zip(&relations) {
            self.record(edit, relation, (old, new));
        }
        if inner == (old, new) {
            for child in edits.children {
                let context = if child.positive { context } else { context.or(Some((old, new))) };
                self.pending.push(((child.old, child.new), context));
            }
        }
    }

    /// What is known of each step, and the schema that the last one leads to.
    fn relations(
        &mut self,
        steps: &[Edit],
        old: SchemaId,
        context: Option<Two>,
    ) -> (Vec<Relation>, SchemaId) {
        let mut reached = old;
        let mut relations = Vec::new();
        for edit in steps {
            relations.push(match &edit.effect {
                Effect::Known(relation) if context.is_none() => relation.clone(),
                // Which way a member may go does not depend on what stands round it.
                Effect::Known(relation) if edit.code == Code::AccessChanged => relation.clone(),
                Effect::Known(relation) if relation.set() == SetRelation::Same => relation.clone(),
                Effect::Known(_) => Relation::UNKNOWN,
                Effect::Step(schema) => {
                    let next = self.world.add((**schema).clone());
                    let before = std::mem::replace(&mut reached, next);
                    match context {
                        Some(context) => self.of_context(context),
                        None => relate(self.world, before, next),
                    }
                }
            });
        }
        (relations, reached)
    }

    /// One step may undo what another one did, as where members move to a part of an `allOf`. What
    /// is proved of all steps together holds for each.
    fn settle(&self, steps: &[Edit], relations: &mut [Relation], (old, reached): Two) {
        let is_step = |edit: &Edit| matches!(edit.effect, Effect::Step(_));
        let mut real: Vec<_> =
            steps.iter().zip(relations).filter(|(edit, _)| is_step(edit)).collect();
        let gains = real.iter().any(|(_, it)| it.new_in_old != Proof::Yes);
        let loses = real.iter().any(|(_, it)| it.old_in_new != Proof::Yes);
        let opposed = gains && real.iter().any(|(_, it)| it.new_in_old == Proof::Yes)
            || loses && real.iter().any(|(_, it)| it.old_in_new == Proof::Yes)
            || real.iter().any(|(_, it)| it.set() == SetRelation::Both);
        if real.len() < 2 || !opposed {
            return;
        }
        let whole = relate(self.world, old, reached);
        for (_, relation) in &mut real {
            if whole.new_in_old == Proof::Yes {
                relation.new_in_old = Proof::Yes;
            }
            if whole.old_in_new == Proof::Yes {
                relation.old_in_new = Proof::Yes;
            }
            if whole.new_in_open == Verdict::Ok {
                relation.new_in_open = Verdict::Ok;
            }
        }
    }

    /// What two schemas lead to where they are mere references. A reference beside one with further
    /// keywords stays, so that the two references are compared with each other.
    fn targets(&self, old: SchemaId, new: SchemaId) -> Two {
        let has_more = |id| {
            let node = self.world.node(id);
            !node.references.is_empty() && self.target(id) == id
        };
        let before = if has_more(new) { old } else { self.target(old) };
        let after = if has_more(old) { new } else { self.target(new) };
        (before, after)
    }

    /// The schema that a mere reference leads to.
    fn target(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..64 {
            let node = self.world.node(id);
            match node.references.as_slice() {
                [target] if node.asserted() == KeywordSet::of(Keyword::Ref) => id = *target,
                _ => break,
            }
        }
        id
    }

    fn of_context(&mut self, context: Two) -> Relation {
        if let Some(known) = self.contexts.get(&context) {
            return known.clone();
        }
        let relation = relate(self.world, context.0, context.1);
        self.contexts.insert(context, relation.clone());
        relation
    }

    fn record(&mut self, edit: Edit, relation: &Relation, (old, new): Two) {
        let ((old_text, old_place), (new_text, new_place)) = (edit.old, edit.new);
        let places = (
            old_place.or_else(|| self.world.place(old)),
            new_place.or_else(|| self.world.place(new)),
        );
        let mut change =
            self.change(edit.code, edit.message, places, (old_text, new_text), relation);
        change.behaves = edit.behaves;
        if edit.code == Code::AccessChanged {
            change.set = SetRelation::Same;
        }
        self.changes.push(change);
    }

    fn change(
        &self,
        code: Code,
        message: String,
        (old_place, new_place): (Option<Location>, Option<Location>),
        (old, new): (Option<String>, Option<String>),
        relation: &Relation,
    ) -> Change {
        // What is gone is shown where it was.
        let shown = if new.is_none() && old.is_some() { old_place.as_ref() } else { None };
        let shown = shown.or(new_place.as_ref()).or(old_place.as_ref());
        Change {
            code,
            message,
            file: shown.map(|it| self.world.path(it.file).to_owned()).unwrap_or_default(),
            pointer: shown.map(|it| it.pointer.clone()).unwrap_or_default(),
            old,
            new,
            set: relation.set(),
            strict: relation.new_in_old.verdict(),
            open: relation.new_in_open,
            writer: relation.old_in_new.verdict(),
            rust: Rust::Patch,
            fingerprint: String::new(),
            only_new: relation.new_in_old.witness(),
            only_old: relation.old_in_new.witness(),
            notes: Vec::new(),
            behaves: false,
            old_place,
            new_place,
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
