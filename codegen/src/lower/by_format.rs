//! Unions whose arms nothing but a `format` tells apart, while the format asserts nothing.
//!
//! Input: the schemas. Output: a diagnostic for each `oneOf` that refuses a document, which it shows, and
//! would accept it if formats were asserted; and which unions these are. A bounded number of documents is
//! tried; that none is found proves nothing, and nothing is said.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::Lowering;
use super::overlap::{arm_location, shortened};
use crate::budget::Budget;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::limits::{SCHEMAS_OF_AN_ARM, STEPS_FOR_EACH_SCHEMA, STEPS_FOR_TWO_ARMS, scaled};
use crate::resolve::{Evaluator, Format, Keyword, Schema, SchemaId, Schemas};
use crate::runtime;
use crate::sample::{Sampler, Samples};
use crate::source::Json;

/// How many steps into a document are taken.
const DEPTH: usize = 1;

/// A document that a `oneOf` refuses for want of a format.
struct Refused {
    union: SchemaId,
    document: Json,
    /// The arms that it matches; the first is the one that is meant.
    arms: [usize; 2],
    /// The formats that, asserted, make the `oneOf` accept what it is meant to.
    formats: BTreeSet<String>,
}

/// Says which unions refuse what they are meant to accept, and names them.
pub(super) fn run(lowering: &Lowering<'_>, sink: &mut Sink) -> HashSet<SchemaId> {
    let schemas = lowering.schemas;
    let mut unions = unions(schemas);
    unions.retain(|(union, _)| lowering.reach.has(*union));
    if unions.is_empty() {
        return HashSet::new();
    }
    let strict = asserting(schemas, &|_| true);
    let steps = scaled(schemas.nodes.len(), STEPS_FOR_EACH_SCHEMA, STEPS_FOR_TWO_ARMS);
    let budget = Budget::of(steps as u64);
    let evaluator = Evaluator::new(&strict).within(&budget, 0);
    let samples = Samples::default();
    let strict = Sampler::new(&strict, evaluator, &|id| id, &samples);
    let plain = Evaluator::new(schemas).within(&budget, 0);
    let search = Search { schemas, plain, strict, budget: &budget };
    let found = unions.into_iter().filter_map(|(union, formats)| search.run(union, &formats));
    let found: Vec<_> = found.collect();
    let mut places = HashSet::new();
    for refused in &found {
        let node = schemas.node(refused.union);
        // A place is several schemas where dynamic references mean several things.
        if places.insert((node.file, &node.pointer)) {
            sink.push(diagnostic(lowering, refused));
        }
    }
    found.into_iter().map(|it| it.union).collect()
}

/// The schemas with a `oneOf` in whose arms there are formats that could be asserted and are not.
fn unions(schemas: &Schemas) -> Vec<(SchemaId, BTreeSet<String>)> {
    let ids = (0..).map(SchemaId).zip(&schemas.nodes);
    let several = ids.filter(|(_, node)| node.one_of.len() > 1);
    several
        .map(|(id, node)| (id, formats_below(schemas, &node.one_of)))
        .filter(|(_, formats)| !formats.is_empty())
        .collect()
}

/// The formats that are not asserted in some schemas and in what they apply.
fn formats_below(schemas: &Schemas, arms: &[SchemaId]) -> BTreeSet<String> {
    let mut pending = arms.to_vec();
    let mut seen = HashSet::new();
    let mut formats = BTreeSet::new();
    while let Some(id) = pending.pop().filter(|_| seen.len() < SCHEMAS_OF_AN_ARM) {
        if seen.insert(id) {
            let node = schemas.node(id);
            formats.extend(unasserted(node).map(str::to_owned));
            pending.extend(node.subschemas());
        }
    }
    formats
}

/// The format that a schema names and that could be asserted.
fn unasserted(node: &Schema) -> Option<&str> {
    let name = node.annotations.format.as_deref().filter(|_| node.format.is_none())?;
    runtime::checked(name).map(|it| it.name)
}

/// The schemas with more formats asserted.
fn asserting(schemas: &Schemas, asserts: &dyn Fn(&str) -> bool) -> Schemas {
    let assert = |node: &Arc<Schema>| match unasserted(node).filter(|it| asserts(it)) {
        Some(name) => {
            let format = Some(Format { name: name.to_owned(), is_checked: true });
            Arc::new(Schema { format, ..Schema::clone(node) })
        }
        None => Arc::clone(node),
    };
    Schemas { nodes: schemas.nodes.iter().map(assert).collect(), ..Schemas::default() }
}

/// Judges documents with formats and without.
struct Search<'s> {
    schemas: &'s Schemas,
    plain: Evaluator<'s>,
    strict: Sampler<'s>,
    budget: &'s Budget,
}

impl Search<'_> {
    /// A document that a `oneOf` refuses, and would accept if formats were asserted.
    fn run(&self, union: SchemaId, formats: &BTreeSet<String>) -> Option<Refused> {
        let (document, arms) = self.refused(&self.plain, union)?;
        let mut found = Refused { union, document, arms, formats: BTreeSet::new() };
        let mut document = Some(found.document.clone());
        // The formats that mend it for this document may not for another one.
        while let Some(refused) = document.take().filter(|_| found.formats.len() < formats.len()) {
            let alone = formats.iter().filter(|it| self.mends(&found.formats, it, union, &refused));
            let more: Vec<_> = alone.take(1).cloned().collect();
            found.formats.extend(if more.is_empty() {
                formats.iter().cloned().collect()
            } else {
                more
            });
            let mended = asserting(self.schemas, &|it| found.formats.contains(it));
            let mended = Evaluator::new(&mended).within(self.budget, 0);
            document = self.refused(&mended, union).map(|(document, _)| document);
        }
        Some(found)
    }

    /// A document that a `oneOf` refuses although it is meant for one arm, with that one and another that
    /// it matches.
    fn refused(&self, plain: &Evaluator<'_>, union: SchemaId) -> Option<(Json, [usize; 2])> {
        self.budget.begin(STEPS_FOR_TWO_ARMS as u64, 0);
        let accepts = |id, document: &_| plain.judge(id, document) == Some(true);
        let document = self.strict.shortest(&[union], DEPTH, |document| {
            self.strict.accepts(union, document)
                && plain.judge(union, document) == Some(false)
                && self.matching(union, |arm| accepts(arm, document)).nth(1).is_some()
        })?;
        let meant = self.matching(union, |arm| self.strict.accepts(arm, &document)).next()?;
        let other = self.matching(union, |arm| accepts(arm, &document)).find(|it| *it != meant)?;
        Some((document, [meant, other]))
    }

    /// The arms of a union for which a condition holds.
    fn matching(
        &self,
        union: SchemaId,
        holds: impl Fn(SchemaId) -> bool,
    ) -> impl Iterator<Item = usize> {
        let arms = self.schemas.node(union).one_of.iter().enumerate();
        arms.filter(move |(_, arm)| holds(**arm)).map(|(index, _)| index)
    }

    /// Whether a union accepts a document as soon as one more format is asserted.
    fn mends(
        &self,
        asserted: &BTreeSet<String>,
        more: &str,
        union: SchemaId,
        document: &Json,
    ) -> bool {
        let schemas = asserting(self.schemas, &|it| it == more || asserted.contains(it));
        Evaluator::new(&schemas).accepts(union, document)
    }
}

fn diagnostic(lowering: &Lowering<'_>, refused: &Refused) -> Diagnostic {
    let Refused { union, document, arms: [meant, other], formats } = refused;
    let shown = shortened(&document.to_text());
    let (first, second) = (meant.min(other), meant.max(other));
    let message = format!(
        "`{shown}` matches arms {first} and {second} of this `oneOf`, so it is refused: only a `format` tells \
         them apart, and it is not checked"
    );
    let keys = formats.iter().map(|it| format!("`{it} = \"check\"`"));
    let keys = keys.collect::<Vec<_>>().join(" and ");
    let help = format!("write {keys} under `[formats]` in codegen.toml");
    let mut finding = Diagnostic::new(Code::ToldByFormat, message).help(help);
    let at = |arm: &usize| arm_location(lowering, *union, Keyword::OneOf, *arm);
    if let Some(location) = at(other) {
        finding = finding.at(location, "matches only while the format is not checked");
    }
    if let Some(location) = at(meant) {
        finding = finding.related(location, "is meant");
    }
    finding
}
