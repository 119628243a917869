//! Documents at the edges of schemas, to refute an inclusion or a disjointness with.
//!
//! Input: schemas. Output: documents that some of them accept and others may not. They are built
//! from what the schemas name: each bound and its neighbours, each value, each member present and
//! absent. Whether a document is accepted is for those who ask to find out. Where the steps of the
//! evaluator's budget are used up there are no more documents, and what was found until then may be
//! less than there is.

mod arrays;
mod bounds;
mod heights;
mod objects;
mod scalars;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use heights::Heights;
use xxhash_rust::xxh3::xxh3_128;

use crate::budget::Budget;
use crate::limits::{COMBINATIONS_OF_ARMS, DOCUMENTS_OF_A_COMBINATION, SCHEMAS_OF_A_DOCUMENT};
use crate::resolve::{Evaluator, Schema, SchemaId, Schemas, Type, every_keyword};
use crate::source::{Json, Kind, Span};

/// What is written of a document in one step.
const BYTES_OF_A_STEP: usize = 16;
/// How many documents of schemas are enough for one place of a larger one.
const FEW: usize = 32;

/// What was found for schemas at a depth, for those who look again: most comparisons are of schemas
/// that differ in one keyword and have all their members in common.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    valid: ByPlace<Json>,
    few: ByPlace<Rc<[Json]>>,
    heights: Heights,
    /// What patterns match.
    texts: RefCell<HashMap<String, Rc<[String]>>>,
}

/// By the schemas that apply to a place, and how deep a document may go from there.
type ByPlace<T> = RefCell<HashMap<(Vec<SchemaId>, usize), T>>;

/// Makes documents for the schemas of an arena.
pub(crate) struct Sampler<'s> {
    schemas: &'s Schemas,
    evaluator: Evaluator<'s>,
    /// Which schema another one is a variant of, if it is one.
    original: &'s dyn Fn(SchemaId) -> SchemaId,
    samples: &'s Samples,
}

impl<'s> Sampler<'s> {
    /// A sampler with the budget of the evaluator. Schemas with one original are not told apart.
    pub(crate) fn new(
        schemas: &'s Schemas,
        evaluator: Evaluator<'s>,
        original: &'s dyn Fn(SchemaId) -> SchemaId,
        samples: &'s Samples,
    ) -> Self {
        Self { schemas, evaluator, original, samples }
    }

    /// Whether the schema is known to accept the document.
    pub(crate) fn accepts(&self, id: SchemaId, document: &Json) -> bool {
        self.evaluator.judge(id, document) == Some(true)
    }

    /// Whether the schema is known to refuse the document.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
    pub(crate) fn refuses(&self, id: SchemaId, document: &Json) -> bool {
        self.evaluator.judge(id, document) == Some(false)
    }

    /// Texts that a pattern matches, and some that it just does not.
    fn texts(&self, pattern: &str) -> Rc<[String]> {
        let known = self.samples.texts.borrow().get(pattern).cloned();
        known.unwrap_or_else(|| {
            let texts = self.evaluator.pattern(pattern).map(|it| it.samples());
            let texts: Rc<[String]> = texts.unwrap_or_default().into();
            self.samples.texts.borrow_mut().insert(pattern.to_owned(), texts.clone());
            texts
        })
    }

    /// Takes steps for what is put into a document; false if none are left.
    fn pay(&self, steps: usize) -> bool {
        self.evaluator.budget().is_none_or(|it| it.take(steps as u64))
    }

    /// Whether all steps are taken.
    fn is_exhausted(&self) -> bool {
        self.evaluator.budget().is_some_and(Budget::is_exhausted)
    }

    /// Does a part of the work with half of the steps that are left.
    fn with_half<T>(&self, work: impl FnOnce() -> T) -> T {
        match self.evaluator.budget() {
            Some(budget) => budget.share(2, work),
            None => work(),
        }
    }

    /// The shortest document of some that these schemas tell apart, `depth` steps deep, for which
    /// the condition holds.
    pub(crate) fn shortest(
        &self,
        schemas: &[SchemaId],
        depth: usize,
        condition: impl Fn(&Json) -> bool,
    ) -> Option<Json> {
        let documents = self.by_length(schemas, depth);
        let found = |(it, _): &(Json, String)| !self.is_exhausted() && condition(it);
        documents.into_iter().find(found).map(|(it, _)| it)
    }

    /// The shortest documents that `a` accepts and `b` refuses, and the other way round, at most so
    /// many of each; those for which `prefers` holds come first. Ends where enough of what is `wanted`
    /// was found, or enough was tried.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
    pub(crate) fn told_apart(
        &self,
        [a, b]: [SchemaId; 2],
        depth: usize,
        most: usize,
        wanted: [bool; 2],
        prefers: impl Fn(&Json) -> bool,
    ) -> [Vec<Json>; 2] {
        let documents = self.by_length(&[a, b], depth);
        let mut sides: [[Vec<Json>; 2]; 2] = Default::default();
        for (document, _) in documents {
            let enough = |(side, wanted): (&[Vec<Json>; 2], bool)| {
                let [first, _] = side;
                !wanted || first.len() >= most
            };
            if self.is_exhausted() || sides.iter().zip(wanted).all(enough) {
                break;
            }
            let [of_a, of_b] = &mut sides;
            let side = match [a, b].map(|id| self.evaluator.judge(id, &document)) {
                [Some(true), Some(false)] => of_a,
                [Some(false), Some(true)] => of_b,
                [_, _] => continue,
            };
            let [first, rest] = side;
            if first.len() < most && prefers(&document) {
                first.push(document);
            } else if rest.len() < most {
                rest.push(document);
            }
        }
        sides.map(|[first, rest]| first.into_iter().chain(rest).take(most).collect())
    }

    /// Documents with their texts, the shortest first, made with half of the steps that are left.
    fn by_length(&self, schemas: &[SchemaId], depth: usize) -> Vec<(Json, String)> {
        let mut documents = self.with_half(|| self.documents_with_texts(schemas, depth));
        documents.sort_by(|(_, a), (_, b)| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        documents
    }

    /// Names that a pattern may match.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
    pub(crate) fn names_like(pattern: &str) -> Vec<String> {
        crate::pattern::Pattern::parse(pattern).map(|it| it.samples()).unwrap_or_default()
    }

    /// The first documents.
    fn few(&self, schemas: &[SchemaId], depth: usize) -> Rc<[Json]> {
        let key = (schemas.to_vec(), depth);
        if let Some(known) = self.samples.few.borrow().get(&key) {
            return known.clone();
        }
        let documents = self.documents(schemas, depth);
        let few: Rc<[Json]> = documents.into_iter().take(FEW).collect();
        if !self.is_exhausted() {
            self.samples.few.borrow_mut().insert(key, few.clone());
        }
        few
    }

    fn documents(&self, schemas: &[SchemaId], depth: usize) -> Vec<Json> {
        self.documents_with_texts(schemas, depth).into_iter().map(|(it, _)| it).collect()
    }

    fn documents_with_texts(&self, schemas: &[SchemaId], depth: usize) -> Vec<(Json, String)> {
        if self.is_exhausted() {
            return Vec::new();
        }
        let vary = self.differ(schemas);
        let mut seen = HashSet::new();
        let mut documents = Vec::new();
        for view in self.views(schemas) {
            let made = self.of_view(&view, depth, vary);
            for document in made.into_iter().take(DOCUMENTS_OF_A_COMBINATION) {
                let text = document.to_text();
                if !self.pay(text.len() / BYTES_OF_A_STEP) {
                    return documents;
                }
                if seen.insert(xxh3_128(text.as_bytes())) {
                    documents.push((document, text));
                }
            }
        }
        documents
    }

    /// The schemas that apply together, for each choice of arms; first all at once.
    fn views(&self, schemas: &[SchemaId]) -> Vec<Vec<&'s Schema>> {
        let mut all = BTreeSet::new();
        let mut plain = BTreeSet::new();
        let mut arms = Vec::new();
        self.collect(schemas, &mut plain, &mut arms);
        // The lowest first, as what holds itself has documents that grow with every level.
        arms.sort_by_key(|it| self.samples.heights.of(self.schemas, *it));
        if self.differ(schemas) {
            arms = self.telling_first(schemas, arms);
        }
        let mut pending = arms.clone();
        all.extend(plain.iter().copied());
        pending.truncate(SCHEMAS_OF_A_DOCUMENT);
        while let Some(arm) = pending.pop().filter(|_| all.len() < SCHEMAS_OF_A_DOCUMENT) {
            let mut inner = Vec::new();
            self.collect(&[arm], &mut all, &mut inner);
            inner.retain(|it| !all.contains(it));
            pending.extend(inner);
        }
        let mut views = vec![all];
        if self.differ(schemas) {
            views.extend(self.together(&plain, &arms));
        }
        for arm in arms.into_iter().take(COMBINATIONS_OF_ARMS) {
            let mut view = plain.clone();
            let mut inner = Vec::new();
            self.collect(&[arm], &mut view, &mut inner);
            for nested in inner.into_iter().take(COMBINATIONS_OF_ARMS) {
                let mut view = view.clone();
                self.collect(&[nested], &mut view, &mut Vec::new());
                views.push(view);
            }
            views.push(view);
        }
        views.truncate(COMBINATIONS_OF_ARMS);
        let nodes = |view: BTreeSet<SchemaId>| {
            view.into_iter().map(|id| self.schemas.node(id)).collect::<Vec<_>>()
        };
        views.into_iter().map(nodes).collect()
    }

    /// What applies where a condition holds, with what then holds, and where the first arm of each union is
    /// chosen. Conditions come in the order of their branches.
    fn together(&self, plain: &BTreeSet<SchemaId>, arms: &[SchemaId]) -> Vec<BTreeSet<SchemaId>> {
        let nodes = || plain.iter().map(|id| self.schemas.node(*id));
        let condition = |then: &SchemaId| nodes().find(|it| it.then == Some(*then))?.if_;
        let conditions = arms.iter().filter_map(|then| Some(vec![condition(then)?, *then]));
        let mut choices: Vec<Vec<SchemaId>> = conditions.take(COMBINATIONS_OF_ARMS / 2).collect();
        let first = |it: &Schema| {
            [it.any_of.first(), it.one_of.first()]
                .into_iter()
                .flatten()
                .copied()
                .collect::<Vec<_>>()
        };
        let firsts: Vec<_> = nodes().flat_map(first).collect();
        choices.extend((firsts.len() > 1).then_some(firsts));
        let view = |choice: Vec<SchemaId>| {
            let mut view = plain.clone();
            self.collect(&choice, &mut view, &mut Vec::new());
            view
        };
        choices.into_iter().map(view).collect()
    }

    /// The arms that not all of these schemas have come first.
    fn telling_first(&self, schemas: &[SchemaId], arms: Vec<SchemaId>) -> Vec<SchemaId> {
        let mut holders: HashMap<SchemaId, usize> = HashMap::new();
        for id in schemas {
            let mut own = Vec::new();
            self.collect(&[*id], &mut BTreeSet::new(), &mut own);
            let own: BTreeSet<_> = own.into_iter().map(|it| (self.original)(it)).collect();
            own.into_iter().for_each(|it| *holders.entry(it).or_default() += 1);
        }
        let is_shared = |arm: &SchemaId| {
            holders.get(&(self.original)(*arm)).is_some_and(|count| *count == schemas.len())
        };
        let mut seen = HashSet::new();
        let arms = arms.into_iter().filter(|arm| seen.insert(*arm));
        let (shared, telling): (Vec<_>, Vec<_>) = arms.partition(is_shared);
        telling.into_iter().chain(shared).collect()
    }

    /// The schemas that apply at any rate, and those that may.
    fn collect(
        &self,
        schemas: &[SchemaId],
        plain: &mut BTreeSet<SchemaId>,
        arms: &mut Vec<SchemaId>,
    ) {
        let mut pending = schemas.to_vec();
        while let Some(id) = pending.pop() {
            if plain.insert(id) && self.pay(1) {
                let node = self.schemas.node(id);
                pending.extend(node.references.iter().chain(&node.all_of));
                let conditions = [node.not, node.if_, node.then, node.else_];
                arms.extend(node.any_of.iter().chain(&node.one_of).copied());
                arms.extend(conditions.into_iter().flatten());
                arms.extend(node.dependent_schemas.values());
            }
        }
    }

    /// Documents of each type by turns, so that the first few have all that the schemas allow; of
    /// the other types a few.
    fn of_view(&self, view: &[&'s Schema], depth: usize, vary: bool) -> Vec<Json> {
        view.iter().for_each(|node| known(node));
        if !self.pay(view.len()) {
            return Vec::new();
        }
        let plain = [Kind::Null, Kind::Bool(true), Kind::Bool(false)].map(json);
        let (arrays, objects) = match depth.checked_sub(1) {
            Some(depth) => (self.arrays(view, depth, vary), self.objects(view, depth, vary)),
            None => (vec![json(Kind::Array([].into()))], vec![json(Kind::Object(Arc::default()))]),
        };
        let groups = [
            (Type::Object, objects),
            (Type::Array, arrays),
            (Type::String, self.strings(view, vary)),
            (Type::Integer, self.numbers(view)),
            (Type::Null, plain.to_vec()),
        ];
        let wanted = |one| view.iter().all(|it| it.types.is_none_or(|types| types.contains(one)));
        let mut documents = self.values(view);
        let mut queues = Vec::new();
        let mut others = Vec::new();
        for (one, mut group) in groups {
            if !wanted(one) && one != Type::Null {
                others.extend(group.split_off(group.len().min(6)));
            }
            queues.push(group.into_iter());
        }
        while let [_, ..] = queues.as_slice() {
            queues.retain_mut(|queue| match queue.next() {
                Some(document) => {
                    documents.push(document);
                    true
                }
                None => false,
            });
        }
        documents.extend(others);
        documents
    }

    /// Whether schemas are not all one schema or relaxed copies of it. Where they are, there is
    /// nothing to tell apart, so that a few documents do.
    fn differ(&self, schemas: &[SchemaId]) -> bool {
        let original = |id: &SchemaId| (self.original)(*id);
        schemas.iter().map(original).collect::<BTreeSet<_>>().len() > 1
    }

    /// A document that all of these schemas accept, if one is found, else any.
    pub(crate) fn valid(&self, schemas: &[SchemaId], depth: usize) -> Json {
        let key = (schemas.to_vec(), depth);
        if let Some(known) = self.samples.valid.borrow().get(&key) {
            return known.clone();
        }
        let found = self.find_valid(schemas, depth);
        if !self.is_exhausted() {
            self.samples.valid.borrow_mut().insert(key, found.clone());
        }
        found
    }

    fn find_valid(&self, schemas: &[SchemaId], depth: usize) -> Json {
        if self.is_exhausted() {
            return json(Kind::Null);
        }
        let vary = self.differ(schemas);
        let mut documents = Vec::new();
        for view in self.views(schemas) {
            let mut made = self.of_view(&view, depth, vary);
            made.truncate(DOCUMENTS_OF_A_COMBINATION);
            let accepted = made.iter().find(|it| schemas.iter().all(|id| self.accepts(*id, it)));
            if let Some(found) = accepted {
                return found.clone();
            }
            documents.extend(made);
        }
        let accepts = |it: &&Json| schemas.iter().filter(|id| self.accepts(**id, it)).count();
        let most = documents.iter().max_by_key(accepts);
        most.cloned().unwrap_or(json(Kind::Null))
    }
}

/// Who makes documents for which keyword.
fn known(node: &Schema) {
    every_keyword!(node;
        nothing: file pointer span definition_name keywords annotations contains_evaluates;
        views: references all_of any_of one_of not if_ then else_ dependent_schemas;
        // What accepts nothing or leads nowhere has no edges to try.
        none: never unresolved;
        of_view: types;
        values: enumeration constant;
        numbers: multiple_of maximum exclusive_maximum minimum exclusive_minimum;
        strings: max_length min_length pattern format;
        // Two equal elements are tried wherever one is.
        arrays: max_items min_items unique_items prefix_items items contains min_contains
            max_contains unevaluated_items;
        objects: max_properties min_properties required properties pattern_properties
            additional_properties property_names dependent_required unevaluated_properties;
    );
}

fn json(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}

/// Whether schemas say anything of a type, or do not exclude it.
fn allows(view: &[&Schema], one: Type) -> bool {
    view.iter().any(|it| it.types.is_none_or(|types| types.contains(one)))
}
