//! Pass 3: schemas to a flat set of named definitions, each a plain shape with residual checks.
//!
//! Input: [`Schemas`], one language, nothing left to resolve. Output: [`Lowered`], where every
//! definition has its final Rust path, a [`Shape`] that a plain Rust type enforces, and the
//! [`Residual`] that the shape leaves to a check. Invariants:
//!
//! - **A shape never refuses a document that the schema accepts, and loses none of it.** Shapes are
//!   chosen for the reader of the Rust code; whatever keyword a shape does not enforce exactly is
//!   in the residual. So the choice of a shape is a matter of taste and correctness is not.
//! - A type is made for a *conjunction*: the set of schemas that apply to one instance ([`Conjunction`]).
//!   `$ref` and `allOf` only add members to the set; two places with one set share one type.
//! - Names are given here, once. Adding a schema, a property or an enum value renames nothing else.
//! - Every keyword of every schema has an entry in the ledger.

mod alike;
mod arrays;
mod bounds;
mod branches;
mod by_format;
mod conjunction;
mod constants;
mod docs;
mod fixed;
mod forms;
mod ir;
mod labels;
mod ledger;
mod marks;
mod names;
mod objects;
mod overlap;
mod own;
mod patterns;
mod reach;
mod scalars;
mod types;
mod unions;
mod untyped;
mod vacuous;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::IndexSet;

pub(crate) use alike::within;
pub(crate) use bounds::is_called_by_bounds;
pub use conjunction::Conjunction;
pub(crate) use conjunction::subschemas_of;
pub use ir::{
    Arm, Cardinality, Constant, Content, DefId, Definition, Extra, Field, Fixed, Form, Guard,
    IntegerWidth, LeftOut, Literal, Lowered, PatternMap, Place, Presence, Residual, Shape, Struct,
    Tuple, Ty, TypePath, Union, Wrapper,
};
pub use ledger::{By, Ledger};
pub(crate) use names::paths;

use crate::config::{Config, ImpliedType, Unknown};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::limits::{
    ARMS_AT_LEAST, ARMS_FOR_EACH_SCHEMA, MERGED_AT_LEAST, MERGED_FOR_EACH_SCHEMA,
    TYPES_WITHIN_EACH_OTHER, scaled,
};
use crate::resolve::{Annotations, Evaluator, KeywordSet, SchemaId, Schemas, Type, TypeSet};
use crate::source::Sources;

/// Runs the pass.
pub fn run(config: &Config, sources: &Sources, schemas: &Schemas, sink: &mut Sink) -> Lowered {
    let mut lowering = Lowering::new(config, sources, schemas);
    names::assign(&mut lowering, sink);
    lowering.work();
    lowering.own.take_findings().for_each(|it| sink.push(it));
    let told_by_format = by_format::run(&lowering, sink);
    overlap::run(&lowering, &lowering.unions, &told_by_format, sink);
    tell_unmerged(&lowering, sink);
    vacuous::run(&lowering, sink);
    untyped::run(&lowering, sink);
    lowering.finish()
}

/// Says what stays JSON because the schemas combine in too many ways.
fn tell_unmerged(lowering: &Lowering<'_>, sink: &mut Sink) {
    let Some(first) = lowering.unmerged.first() else { return };
    let first = lowering.definitions[first.index()].origin;
    let others = lowering.unmerged.len() - 1;
    let place = lowering.place(first);
    let message =
        format!("the schemas combine in too many ways: `{place}` and {others} others stay JSON");
    let mut diagnostic = Diagnostic::new(Code::TooManyCombinations, message)
        .help("everything is checked all the same; fewer `allOf` beside each other give types");
    if let Some(location) = lowering.node(first).location() {
        diagnostic = diagnostic.at(location, "this one is the first");
    }
    sink.push(diagnostic);
}

/// The state of the pass: what is made, and what is still to make.
struct Lowering<'a> {
    config: &'a Config,
    sources: &'a Sources,
    schemas: &'a Schemas,
    evaluator: Evaluator<'a>,
    members: conjunction::Members<'a>,
    types: RefCell<HashMap<(SchemaId, bool), TypeSet>>,
    whole: RefCell<HashMap<SchemaId, TypeSet>>,
    names: names::Names,
    definitions: Vec<Definition>,
    by_key: HashMap<Conjunction, Ty>,
    /// The conjunctions whose plain types are being made.
    open: HashSet<Conjunction>,
    queue: VecDeque<(DefId, Conjunction)>,
    roots: Vec<Option<DefId>>,
    ledger: Ledger,
    reach: reach::Reach,
    own: own::Own,
    /// The unions that became enums.
    unions: Vec<overlap::Candidate>,
    budget: usize,
    /// How many schemas may still be merged into types.
    merges: usize,
    /// What was too much.
    unmerged: IndexSet<DefId>,
}

impl<'a> Lowering<'a> {
    fn new(config: &'a Config, sources: &'a Sources, schemas: &'a Schemas) -> Self {
        Self {
            config,
            sources,
            schemas,
            evaluator: Evaluator::new(schemas),
            members: conjunction::Members::new(schemas),
            types: RefCell::default(),
            whole: RefCell::default(),
            names: names::Names::default(),
            definitions: Vec::new(),
            by_key: HashMap::new(),
            open: HashSet::new(),
            queue: VecDeque::new(),
            roots: Vec::new(),
            ledger: Ledger::default(),
            reach: reach::Reach::default(),
            own: own::Own::of(config, schemas),
            unions: Vec::new(),
            budget: scaled(schemas.nodes.len(), ARMS_FOR_EACH_SCHEMA, ARMS_AT_LEAST),
            merges: scaled(schemas.nodes.len(), MERGED_FOR_EACH_SCHEMA, MERGED_AT_LEAST),
            unmerged: IndexSet::new(),
        }
    }

    /// Shapes every definition; shaping one may add others, which are its parts and come next.
    fn work(&mut self) {
        for named in std::mem::take(&mut self.queue) {
            self.queue.push_back(named);
            while let Some((id, key)) = self.queue.pop_front() {
                let (shape, residual) = self.shape(&key, id);
                let definition = &mut self.definitions[id.index()];
                definition.shape = shape;
                definition.residual = residual;
            }
        }
    }

    /// The type of an instance to which one schema applies.
    fn type_of(&mut self, schema: SchemaId, context: &Context<'_>) -> Ty {
        self.type_of_all(&[schema], context)
    }

    /// The type of an instance to which all of these schemas apply.
    fn type_of_all(&mut self, schemas: &[SchemaId], context: &Context<'_>) -> Ty {
        let key = Conjunction::new(&self.members, schemas);
        let ty = self.type_of_key(key, context);
        match schemas {
            [one] => self.by_name(*one, ty),
            _ => ty,
        }
    }

    /// The type of a conjunction: a plain type where one says all, else a definition.
    fn type_of_key(&mut self, key: Conjunction, context: &Context<'_>) -> Ty {
        if key.members.is_empty() {
            return self.type_of_loose(key, context);
        }
        let mut key = self.settled(key);
        if key.mask.contains(Type::Null) && key.mask != TypeSet::of(Type::Null) {
            let accepts_null = self.accepts_null(&key);
            if accepts_null && self.is_unconstrained(&key) {
                return self.own_type(&key).unwrap_or(Ty::Any);
            }
            let rest = key.mask.difference(TypeSet::of(Type::Null));
            if !accepts_null {
                key.mask = rest;
            } else if key.mask != TypeSet::ALL {
                let inner = self.type_of_key(Conjunction { mask: rest, ..key }, context);
                return Ty::Nullable(Box::new(inner));
            }
        }
        if let Some(ty) = self.by_key.get(&key) {
            return ty.clone();
        }
        if let Some(ty) = self.own_type(&key) {
            return ty;
        }
        let named = self.own_path(&key).is_some();
        // What leads back to itself through arrays and maps alone needs a name to do so, and what
        // goes deep is easier to read, and to compile, with names.
        if !named && self.open.len() < TYPES_WITHIN_EACH_OTHER && self.open.insert(key.clone()) {
            let ty = self.plain(&key, context);
            self.open.remove(&key);
            if let Some(ty) = ty {
                return ty;
            }
        }
        let key = if named { key } else { self.unordered(key) };
        match self.by_key.get(&key) {
            Some(ty) => ty.clone(),
            None => Ty::Def(self.define(key, context)),
        }
    }

    /// What is too much to merge stays JSON, for which the order of the schemas means nothing: one
    /// definition does for all orders, of which there are more than anybody could write.
    fn unordered(&self, mut key: Conjunction) -> Conjunction {
        if key.arms.is_empty() && self.merging(&key).is_none() {
            key.members.sort_unstable();
            key.hints.clear();
        }
        key
    }

    /// The path and the place of a definition, by which the configuration can name it.
    fn address(&self, id: DefId) -> (String, String) {
        let definition = &self.definitions[id.index()];
        (definition.path.to_string(), self.place(definition.origin))
    }

    /// Where a schema stands: `file#/pointer`.
    fn place(&self, id: SchemaId) -> String {
        self.schemas.place(self.sources, id)
    }

    fn is_open(&self, id: DefId) -> bool {
        let (path, place) = self.address(id);
        self.config.open_enums.matches_either(&path, &place)
    }

    fn keeps_unknown(&self, id: DefId) -> bool {
        let (path, place) = self.address(id);
        self.config.unknown_members.of(&path, &place) == Unknown::Keep
    }

    fn implies_objects(&self) -> bool {
        self.config.implied_type == ImpliedType::Object
    }

    /// Gives a conjunction a definition of its own, to be shaped later.
    fn define(&mut self, key: Conjunction, context: &Context<'_>) -> DefId {
        let id = DefId::new(self.definitions.len());
        match self.merging(&key) {
            Some(count) => self.merges -= count.min(self.merges),
            None => drop(self.unmerged.insert(id)),
        }
        let (path, depth) = self.name_for(&key, context);
        let origin = key.origin();
        self.definitions.push(Definition {
            path,
            depth,
            origin,
            place: Place::Own,
            docs: Annotations::of(self.schemas, &key),
            shape: Shape::Never,
            residual: Residual::default(),
            secret: self.is_secret_schema(&key),
            open: false,
        });
        self.by_key.insert(key.clone(), Ty::Def(id));
        self.queue.push_back((id, key));
        id
    }

    /// The plain type of a conjunction that needs no definition: a scalar without residual, an array
    /// or a map of something.
    fn plain(&mut self, key: &Conjunction, context: &Context<'_>) -> Option<Ty> {
        if self.is_unconstrained(key) {
            return Some(Ty::Any);
        }
        if !key.hints.is_empty() {
            return None;
        }
        let ty = match single_type(key.mask)? {
            Type::Array => self.plain_array(key, context)?,
            Type::Object => self.plain_map(key, context)?,
            _ if !self.residual_of(key).is_empty() => return None,
            Type::Null => Ty::Null,
            Type::Boolean => Ty::Bool,
            Type::Integer | Type::Fraction => self.number_type(key),
            Type::String => self.string_type(key),
        };
        self.record_type(key);
        Some(ty)
    }

    /// The shape of a definition and what it leaves to a check.
    fn shape(&mut self, key: &Conjunction, id: DefId) -> (Shape, Residual) {
        if key.members.is_empty() {
            return self.loose_shape(key, id);
        }
        if let Some(own) = self.own_shape(key, id) {
            return own;
        }
        if key.mask.is_empty() || self.is_never(key) {
            self.record_type(key);
            return (Shape::Never, Residual::default());
        }
        if self.unmerged.contains(&id) {
            return self.unmerged(key);
        }
        if let Some(whole) = self.long_conjunction(key, id) {
            return whole;
        }
        if let Some(values) = self.constants(key) {
            self.record_type(key);
            return (self.constants_shape(key, id, &values), Residual::default());
        }
        if let Some(shape) = self.union(key, id) {
            return shape;
        }
        if self.is_unconstrained(key) {
            self.record_type(key);
            return (Shape::Alias(Ty::Any), Residual::default());
        }
        match single_type(key.mask) {
            Some(Type::Array) => self.array_shape(key, id),
            Some(Type::Object) => self.object_shape(key, id),
            Some(Type::Null | Type::Boolean | Type::Integer | Type::Fraction | Type::String) => {
                self.scalar_shape(key)
            }
            None => self.opaque(key),
        }
    }

    /// How many schemas a type for a conjunction merges; none if that is more than may be merged still.
    /// One schema alone is always made.
    fn merging(&self, key: &Conjunction) -> Option<usize> {
        let count = if self.is_long_conjunction(key) { 1 } else { key.members.len() };
        (count <= self.merges.max(1)).then_some(count)
    }

    /// A conjunction that is not merged: any JSON value, guarded by a check of the schemas from which
    /// the others are reached, so that what many conjunctions have in common is written once.
    fn unmerged(&mut self, key: &Conjunction) -> (Shape, Residual) {
        if !key.arms.is_empty() {
            return self.opaque(key);
        }
        let mut members = key.members.clone();
        members.sort_by_key(|&id| std::cmp::Reverse(self.members.of(id).len()));
        let mut reached = HashSet::new();
        let mut parts = Vec::new();
        for id in members {
            if reached.insert(id) {
                reached.extend(self.members.of(id).iter().copied());
                parts.push((id, self.node(id).asserted()));
            }
        }
        self.guarded(key, parts)
    }

    /// A schema that leads to hundreds of others which all apply with it: its own members have types,
    /// and what the others assert is checked, written once and not again for every schema on the way.
    fn long_conjunction(&mut self, key: &Conjunction, id: DefId) -> Option<(Shape, Residual)> {
        let first = *key.members.first()?;
        if !self.is_long_conjunction(key) {
            return None;
        }
        if key.mask == TypeSet::of(Type::Object) && !self.node(first).properties.is_empty() {
            let own = Conjunction { members: vec![first], ..key.clone() };
            return Some(self.object_shape(&own, id));
        }
        Some(self.guarded(key, vec![(first, self.node(first).asserted())]))
    }

    /// Whether a conjunction is one schema with all the others that it leads to.
    fn is_long_conjunction(&self, key: &Conjunction) -> bool {
        let is_long = |first: &&SchemaId| key.arms.is_empty() && self.is_long(**first);
        let first = key.members.first().filter(is_long);
        first.is_some_and(|&it| Conjunction::new(&self.members, &[it]).members == key.members)
    }

    /// Any JSON value that these schemas accept.
    fn guarded(
        &mut self,
        key: &Conjunction,
        parts: Vec<(SchemaId, KeywordSet)>,
    ) -> (Shape, Residual) {
        let types = (key.mask != TypeSet::ALL).then_some(key.mask);
        let residual = Residual { parts, types };
        self.record_residual(&residual);
        (Shape::Opaque, residual)
    }

    /// The last resort: any JSON value, guarded by a check of everything.
    fn opaque(&mut self, key: &Conjunction) -> (Shape, Residual) {
        let residual = self.whole_residual(key);
        (Shape::Opaque, residual)
    }

    fn finish(mut self) -> Lowered {
        ir::break_alias_cycles(&mut self.definitions);
        ir::wrap_lenient_roots(&mut self.definitions, &self.roots);
        self.ledger.close(self.schemas, &self.reach);
        let unmatched = patterns::unmatched(&self);
        let Self { config, sources, schemas, mut definitions, mut roots, ledger, reach, .. } = self;
        fixed::run(&mut definitions, &mut roots);
        let place = |id| schemas.place(sources, id);
        alike::run(config, schemas, &place, &mut definitions, &roots);
        Lowered { definitions, roots, ledger, left_out: reach.left_out, unmatched }
    }
}

/// Where a type is asked for: what its name is made of if it has none of its own.
#[derive(Clone, Copy, Debug)]
struct Context<'a> {
    /// The definition that asks.
    parent: Option<DefId>,
    /// What it is to the one that asks: a member's name, `item`, `value` …
    role: &'a str,
    /// Whether the one that asks checks what a plain type leaves open.
    checks: bool,
}

impl<'a> Context<'a> {
    /// What checks itself, or has a name of its own.
    fn new(parent: Option<DefId>, role: &'a str) -> Self {
        Self { parent, role, checks: false }
    }

    /// A field, which is checked when it is read.
    fn of_field(parent: DefId, name: &'a str) -> Self {
        Self { parent: Some(parent), role: name, checks: true }
    }
}

/// The one JSON type of a set, with all numbers as one.
fn single_type(mask: TypeSet) -> Option<Type> {
    let mut types = mask.iter();
    match (types.next(), types.next(), types.next()) {
        (Some(one), None, None) => Some(one),
        (Some(Type::Integer), Some(Type::Fraction), None) => Some(Type::Fraction),
        _ => None,
    }
}
