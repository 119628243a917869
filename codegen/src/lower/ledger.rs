//! The ledger: every keyword at every pointer, with how it is enforced.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conjunction::subschemas_of;
use super::reach::Reach;
use super::{Conjunction, Lowering, Residual};
use crate::resolve::{Keyword, KeywordSet, Role, Schema, SchemaId, Schemas};
use crate::source::FileId;

/// What enforces a keyword.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum By {
    /// Nothing has to: it asserts nothing.
    Annotation,
    /// The Rust type.
    Type,
    /// Generated code that looks at a typed value.
    Check,
    /// Nothing does.
    Unsupported,
}

/// A keyword at a place.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// The file.
    pub file: FileId,
    /// The schema, as a JSON Pointer.
    pub pointer: Arc<str>,
    /// The keyword as written.
    pub keyword: String,
    /// What enforces it; the weakest, where several types enforce it in several ways.
    pub by: By,
    /// Why not by a stronger means, where that is not plain.
    pub why: String,
}

/// How each keyword of the input is enforced.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By file, pointer and order in the text.
    pub entries: Vec<LedgerEntry>,
    seen: BTreeMap<(SchemaId, Keyword), By>,
    walked: std::collections::HashSet<SchemaId>,
}

impl Ledger {
    fn record(&mut self, id: SchemaId, set: KeywordSet, by: By) {
        for keyword in set.iter() {
            let entry = self.seen.entry((id, keyword)).or_insert(by);
            *entry = (*entry).max(by);
        }
    }

    /// Writes the entries, once all is recorded.
    pub(super) fn close(&mut self, schemas: &Schemas, reach: &Reach) {
        for (index, schema) in schemas.nodes.iter().enumerate() {
            let id = SchemaId(u32::try_from(index).unwrap_or(u32::MAX));
            let Some(file) = schema.file.filter(|_| reach.has(id)) else { continue };
            for written in &schema.keywords {
                let (by, why) = self.enforcement(schema, id, &written.role);
                self.entries.push(LedgerEntry {
                    file,
                    pointer: Arc::clone(&schema.pointer),
                    keyword: written.name.clone(),
                    by,
                    why,
                });
            }
        }
        self.entries.sort_by(|a, b| {
            (a.file, &a.pointer, &a.keyword).cmp(&(b.file, &b.pointer, &b.keyword))
        });
        self.merge();
    }

    /// One place can be several schemas, one for each dynamic scope and direction. What one of them enforces
    /// by a type is not to be called out of reach for another one that is.
    fn merge(&mut self) {
        self.entries.dedup_by(|next, kept| {
            let same = next.file == kept.file
                && next.pointer == kept.pointer
                && next.keyword == kept.keyword;
            if same && (next.by > kept.by || next.by == kept.by && next.why.is_empty()) {
                kept.by = next.by;
                kept.why = std::mem::take(&mut next.why);
            }
            same
        });
    }

    fn enforcement(&self, schema: &Schema, id: SchemaId, role: &Role) -> (By, String) {
        match role {
            Role::Annotation | Role::Structure => (By::Annotation, String::new()),
            Role::Ignored(why) => (By::Annotation, (*why).to_owned()),
            Role::Unsupported(why) => (By::Unsupported, why.clone()),
            Role::Asserts(_) if schema.never => (By::Type, String::new()),
            Role::Asserts(set) => {
                let by =
                    set.iter().filter_map(|keyword| self.seen.get(&(id, keyword)).copied()).max();
                match by {
                    Some(by) => (by, String::new()),
                    // What only refers to other schemas has no type but theirs.
                    None if set.iter().all(is_transparent) => (By::Type, String::new()),
                    None => (By::Type, "no type reaches it".to_owned()),
                }
            }
        }
    }
}

/// Whether a keyword only says what applies together.
fn is_transparent(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Ref | Keyword::AllOf)
}

impl Lowering<'_> {
    /// All that the members assert is enforced by the type.
    pub(super) fn record_type(&mut self, key: &Conjunction) {
        for &id in &key.members {
            let set = self.node(id).asserted();
            self.ledger.record(id, set, By::Type);
        }
        self.record_references(key);
    }

    /// A keyword is enforced by the type.
    pub(super) fn record_keyword(&mut self, id: SchemaId, set: KeywordSet) {
        self.ledger.record(id, set, By::Type);
    }

    /// What is left to a check, with all that it applies in turn.
    pub(super) fn record_residual(&mut self, residual: &Residual) {
        for &(id, set) in &residual.parts {
            self.ledger.record(id, set, By::Check);
            for keyword in set.iter() {
                self.record_checked(id, keyword);
            }
        }
    }

    /// Everything below an applicator that a check evaluates is enforced by that check.
    fn record_checked(&mut self, id: SchemaId, keyword: Keyword) {
        let mut stack = subschemas_of(self.node(id), keyword);
        while let Some(next) = stack.pop() {
            if !self.ledger.walked.insert(next) {
                continue;
            }
            let node = self.schemas.node(next);
            let set = node.asserted();
            self.ledger.record(next, set, By::Check);
            for keyword in set.iter() {
                stack.extend(subschemas_of(node, keyword));
            }
        }
    }

    /// References and `allOf` only say what applies together, which the type takes up.
    fn record_references(&mut self, key: &Conjunction) {
        for &id in &key.members {
            let mut set = KeywordSet::of(Keyword::Ref);
            set.insert(Keyword::AllOf);
            self.ledger.record(id, set, By::Type);
        }
    }
}
