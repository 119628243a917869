//! Says whether a schema accepts an instance, by the letter of the specification.
//!
//! Input: [`Schemas`], a node and an instance. Output: the verdict. Numbers are compared by
//! mathematical value, lengths are in code points, patterns are those of ECMA 262. It is the measure
//! for everything that is generated, so it follows the text of the specification keyword by keyword
//! and leaves cleverness to others.

mod arrays;
mod canonical;
mod decimal;
mod depth;
pub(crate) mod format;
mod objects;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::budget::Budget;
use crate::limits::STEPS_BEFORE_ANSWERS_ARE_KEPT;
use crate::pattern::Pattern;
use crate::source::{Json, Kind};

use super::{Schema, SchemaId, Schemas, Type};

/// Evaluates instances; keeps compiled patterns from one to the next.
pub struct Evaluator<'s> {
    schemas: &'s Schemas,
    known: Cow<'s, Known>,
    budget: Option<&'s Budget>,
    /// How many levels there is room for where it is called.
    room: usize,
    /// The values of long lists, by the address of the list.
    lists: Mutex<HashMap<usize, HashSet<&'s Json>>>,
}

/// What takes long to find out of schemas, for those who have many evaluators of them.
#[derive(Debug, Default)]
pub struct Known {
    /// How many schemas each schema applies to one instance within each other.
    chains: Vec<usize>,
    longest_chain: usize,
    patterns: Mutex<HashMap<String, Option<Arc<Pattern>>>>,
}

impl Clone for Known {
    fn clone(&self) -> Self {
        let patterns = Mutex::new(locked(&self.patterns).clone());
        Self { chains: self.chains.clone(), longest_chain: self.longest_chain, patterns }
    }
}

/// What is kept is complete at any time, so a panic elsewhere does it no harm.
fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lists of more values than this are looked up instead of searched.
const LONG_LIST: usize = 16;

impl Known {
    /// Finds it out.
    #[must_use]
    pub fn of(schemas: &Schemas) -> Self {
        let chains = depth::chains(schemas);
        let longest_chain = chains.iter().copied().max().unwrap_or(0);
        Self { chains, longest_chain, patterns: Mutex::default() }
    }

    /// Takes up a schema that is added after all others.
    pub fn add(&mut self, schema: &Schema) {
        let chain = depth::chain(schema, &self.chains);
        self.chains.push(chain);
        self.longest_chain = self.longest_chain.max(chain);
    }
}

/// The members or elements of an instance that were evaluated, by index; empty where nobody asks.
type Evaluated = Vec<bool>;

/// An evaluation of one instance from its outside to its inside.
///
/// Where schemas apply others in many ways, one schema may be asked about one value again and again,
/// twice as often at each level. So from some number of steps on the answers are kept, and the work
/// is bounded by schemas times values.
struct Run<'e, 's> {
    evaluator: &'e Evaluator<'s>,
    steps: Cell<usize>,
    answers: RefCell<HashMap<Question, Option<Evaluated>>>,
}

/// A schema, the address of a value in the instance, and whether it matters what is evaluated.
type Question = (SchemaId, usize, bool);

/// An evaluation of one schema.
struct Step<'e, 's> {
    run: &'e Run<'e, 's>,
    schema: &'s Schema,
    /// The arm that is taken for all of `oneOf`, if one is.
    arm: Option<SchemaId>,
    instance: &'e Json,
    /// What was evaluated, if anybody wants to know.
    evaluated: Option<Evaluated>,
}

impl<'s> Evaluator<'s> {
    /// An evaluator of these schemas.
    #[must_use]
    pub fn new(schemas: &'s Schemas) -> Self {
        Self::with(schemas, Cow::Owned(Known::of(schemas)))
    }

    /// An evaluator of schemas that much is known of.
    #[must_use]
    pub fn knowing(schemas: &'s Schemas, known: &'s Known) -> Self {
        Self::with(schemas, Cow::Borrowed(known))
    }

    fn with(schemas: &'s Schemas, known: Cow<'s, Known>) -> Self {
        Self { schemas, known, budget: None, room: depth::SHALLOW, lists: Mutex::default() }
    }

    /// The same, which has no answer where a budget is exhausted, on a stack of so many bytes.
    #[must_use]
    pub(crate) fn within(self, budget: &'s Budget, stack: usize) -> Self {
        Self { budget: Some(budget), room: depth::levels(stack).max(self.room), ..self }
    }

    /// The steps that it may take, if they are counted.
    pub(crate) fn budget(&self) -> Option<&'s Budget> {
        self.budget
    }

    /// Whether the schema accepts the instance.
    ///
    /// Evaluation goes as deep as the instance is nested, times the schemas that are applied to one
    /// value within each other. Where that is much it has a thread with a stack of its own; what
    /// would need more than any stack counts as accepted.
    #[must_use]
    pub fn accepts(&self, id: SchemaId, instance: &Json) -> bool {
        self.judges(id, None, instance)
    }

    /// The same, or nothing where the steps for an answer are not left.
    pub(crate) fn judge(&self, id: SchemaId, instance: &Json) -> Option<bool> {
        let accepts = self.judges(id, None, instance);
        self.budget.is_none_or(|it| !it.is_exhausted()).then_some(accepts)
    }

    /// Whether the schema would accept the instance if one arm were all of its `oneOf`.
    #[must_use]
    pub fn accepts_by_arm(&self, id: SchemaId, arm: SchemaId, instance: &Json) -> bool {
        self.judges(id, Some(arm), instance)
    }

    fn judges(&self, id: SchemaId, arm: Option<SchemaId>, instance: &Json) -> bool {
        let is_valid = || Run::new(self).evaluate_by(id, arm, instance, false).is_some();
        let levels = self.levels(id, instance);
        if levels <= self.room {
            return is_valid();
        }
        depth::with_stack(levels, is_valid).unwrap_or(true)
    }

    /// How many evaluations may be within each other. What has no parts meets one chain alone.
    fn levels(&self, id: SchemaId, instance: &Json) -> usize {
        match depth::of(instance) {
            1 => self.known.chains.get(id.0 as usize).copied().unwrap_or(1),
            depth => self.known.longest_chain.saturating_mul(depth),
        }
    }

    /// Whether a value is in the list of an `enum`.
    fn lists(&self, values: &'s [Json], value: &Json) -> bool {
        if values.len() <= LONG_LIST {
            return values.contains(value);
        }
        let mut lists = locked(&self.lists);
        let list = lists.entry(values.as_ptr().addr()).or_insert_with(|| values.iter().collect());
        list.contains(value)
    }

    /// Whether a `pattern` matches somewhere in a text; one that is none matches all.
    #[must_use]
    pub fn matches(&self, source: &str, text: &str) -> bool {
        self.pattern(source).is_none_or(|it| it.matches(text))
    }

    /// What a `pattern` says.
    pub(crate) fn pattern(&self, source: &str) -> Option<Arc<Pattern>> {
        let patterns = &self.known.patterns;
        let known = locked(patterns).get(source).cloned();
        known.unwrap_or_else(|| {
            let pattern = Pattern::parse(source).ok().map(Arc::new);
            locked(patterns).insert(source.to_owned(), pattern.clone());
            pattern
        })
    }
}

impl<'e, 's> Run<'e, 's> {
    fn new(evaluator: &'e Evaluator<'s>) -> Self {
        Self { evaluator, steps: Cell::default(), answers: RefCell::default() }
    }

    fn is_valid(&self, id: SchemaId, instance: &Json) -> bool {
        self.evaluate(id, instance, false).is_some()
    }

    /// What a schema evaluates, or none if it does not accept the instance.
    fn evaluate(&self, id: SchemaId, instance: &Json, wanted: bool) -> Option<Evaluated> {
        self.pay(id, instance)?;
        self.steps.set(self.steps.get().saturating_add(1));
        if self.steps.get() < STEPS_BEFORE_ANSWERS_ARE_KEPT {
            return self.evaluate_by(id, None, instance, wanted);
        }
        let question = (id, std::ptr::from_ref(instance).addr(), wanted);
        if let Some(answer) = self.answers.borrow().get(&question) {
            return answer.clone();
        }
        let answer = self.evaluate_by(id, None, instance, wanted);
        self.answers.borrow_mut().insert(question, answer.clone());
        answer
    }

    /// Takes the steps of one schema, or stops.
    fn pay(&self, id: SchemaId, instance: &Json) -> Option<()> {
        let Some(budget) = self.evaluator.budget else { return Some(()) };
        let schema = self.evaluator.schemas.node(id);
        let for_each = schema.pattern_properties.len() + 1;
        let steps = match &instance.kind {
            Kind::Array(items) => items.len(),
            Kind::Object(object) => object.len() * for_each + schema.required.len(),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => 0,
        };
        budget.take(steps as u64 + 1).then_some(())
    }

    fn evaluate_by(
        &self,
        id: SchemaId,
        arm: Option<SchemaId>,
        instance: &Json,
        wanted: bool,
    ) -> Option<Evaluated> {
        let schema = self.evaluator.schemas.node(id);
        let own = schema.unevaluated_items.is_some() || schema.unevaluated_properties.is_some();
        let size = match &instance.kind {
            Kind::Array(items) => items.len(),
            Kind::Object(members) => members.len(),
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => 0,
        };
        let evaluated = (wanted || own).then(|| vec![false; size]);
        let mut step = Step { run: self, schema, arm, instance, evaluated };
        step.run().then(|| step.evaluated.unwrap_or_default())
    }
}

impl<'e, 's> Step<'e, 's> {
    fn evaluator(&self) -> &'e Evaluator<'s> {
        self.run.evaluator
    }

    fn run(&mut self) -> bool {
        let schema = self.schema;
        !schema.never
            && self.value()
            && self.in_place()
            && match &self.instance.kind {
                Kind::Number(number) => decimal::accepts(schema, number),
                Kind::String(text) => self.string(text),
                Kind::Array(items) => self.array(items),
                Kind::Object(object) => self.object(object),
                Kind::Null | Kind::Bool(_) => true,
            }
    }

    /// `type`, `enum`, `const`.
    fn value(&self) -> bool {
        let schema = self.schema;
        schema.types.is_none_or(|types| types.contains(Type::of(self.instance)))
            && schema
                .enumeration
                .as_ref()
                .is_none_or(|it| self.evaluator().lists(it, self.instance))
            && schema.constant.as_ref().is_none_or(|value| value == self.instance)
    }

    fn string(&self, text: &str) -> bool {
        let schema = self.schema;
        let limited = schema.min_length.is_some() || schema.max_length.is_some();
        let length = if limited { text.chars().count() as u64 } else { 0 };
        schema.min_length.is_none_or(|least| length >= least)
            && schema.max_length.is_none_or(|most| length <= most)
            && schema.pattern.as_ref().is_none_or(|it| self.evaluator().matches(it, text))
            && schema.format.as_ref().is_none_or(|it| format::accepts(it, text))
    }

    /// Applies a schema to the same instance and keeps what it evaluated.
    fn apply(&mut self, id: SchemaId) -> bool {
        let evaluated = self.run.evaluate(id, self.instance, self.evaluated.is_some());
        evaluated.map(|evaluated| self.keep(&evaluated)).is_some()
    }

    fn keep(&mut self, evaluated: &Evaluated) {
        for (mine, theirs) in self.evaluated.iter_mut().flatten().zip(evaluated) {
            *mine |= theirs;
        }
    }

    /// Notes that a member or element was evaluated.
    fn mark(&mut self, index: usize) {
        if let Some(mark) = self.evaluated.as_mut().and_then(|marks| marks.get_mut(index)) {
            *mark = true;
        }
    }

    /// The keywords that apply schemas to the same instance.
    fn in_place(&mut self) -> bool {
        let schema = self.schema;
        schema.references.iter().chain(&schema.all_of).all(|id| self.apply(*id))
            && self.any_of()
            && self.one_of()
            && schema.not.is_none_or(|id| !self.run.is_valid(id, self.instance))
            && self.condition()
    }

    fn any_of(&mut self) -> bool {
        let schema = self.schema;
        if schema.any_of.is_empty() {
            return true;
        }
        if self.evaluated.is_none() {
            return schema.any_of.iter().any(|id| self.apply(*id));
        }
        schema.any_of.iter().filter(|id| self.apply(**id)).count() > 0
    }

    fn one_of(&mut self) -> bool {
        let schema = self.schema;
        if let Some(arm) = self.arm {
            return self.apply(arm);
        }
        schema.one_of.is_empty()
            || schema.one_of.iter().filter(|id| self.apply(**id)).take(2).count() == 1
    }

    fn condition(&mut self) -> bool {
        let schema = self.schema;
        let Some(condition) = schema.if_ else { return true };
        let branch = if self.apply(condition) { schema.then } else { schema.else_ };
        branch.is_none_or(|id| self.apply(id))
    }
}
