//! One run from a plan to its results: the pipeline that the crate's documentation draws.
//!
//! Input: a [`Plan`] and [`Settings`]. Output: [`Results`]. Progress goes to standard error.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::attack;
use crate::compile::{self, Compiler, Goal, Program};
use crate::error::Result;
use crate::execute::{self, Outcome};
use crate::generate::{self, Failure, Generator, Order, Tree};
use crate::harness::{self, Batch, Options};
use crate::plan::Plan;
use crate::reach::{self, Holding, Reach};
use crate::report;
use crate::shape::Shape;
use crate::shape::printed::{self, Printed};

/// How a run is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How trees are generated.
    pub generator: Generator,
    /// How they are compiled.
    pub compiler: Compiler,
    /// What they are mounted in.
    pub options: Options,
    /// Whether all schemas share one tree.
    pub one_tree: bool,
    /// How many schemas share a crate.
    pub batch: usize,
    /// How many schemas share a tree, of those that can.
    pub share: usize,
    /// Whether the documentation is built too.
    pub document: bool,
    /// How long one document may take.
    pub limit: Duration,
}

/// What a run found out.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Why there is no type to try, by index into [`Plan::schemas`].
    pub failures: BTreeMap<usize, Failure>,
    /// What became of each document, by index into [`Plan::cases`].
    pub outcomes: BTreeMap<usize, Outcome>,
    /// How much of what the schemas speak of is held in fields, if that is asked for.
    pub reach: Option<Reach>,
    /// The trees.
    pub trees: Vec<Tree>,
    /// How long each part took, in order.
    pub times: Vec<(&'static str, Duration)>,
}

/// Schemas of more bytes than this do not share a crate with more.
const BATCH_BYTES: usize = 1 << 20;

/// Generates, compiles and runs all of `plan`.
///
/// # Errors
///
/// Where the run itself cannot go on; what the generator does wrong is in the results.
pub fn run(plan: &Plan, settings: &Settings) -> Result<Results> {
    let mut results = Results::default();
    let mut clock = Clock { start: Instant::now(), times: Vec::new() };
    let (orders, batches) = orders(plan, settings);
    let trees = generated(plan, settings, &orders)?;
    clock.lap("generate (wall)");
    clock.times.push(("generate (sum)", trees.iter().map(|tree| tree.time).sum()));
    for (schema, root) in trees.iter().flat_map(|tree| &tree.roots) {
        if let Err(failure) = root {
            results.failures.insert(*schema, failure.clone());
        }
    }
    let programs = compiled(plan, settings, batches, &trees, &mut results)?;
    clock.lap("compile");
    say(&format!("running {} programs for {} documents", programs.len(), plan.cases.len()));
    let ran = execute::run(
        plan,
        &programs,
        &trees,
        &settings.options,
        settings.limit,
        settings.compiler.jobs,
    )?;
    results.outcomes = ran.outcomes;
    clock.lap("run");
    if settings.options.reach {
        results.reach = Some(reached(plan, &orders, &ran.holdings)?);
        clock.lap("reach");
    }
    results.times = clock.times;
    results.trees = trees;
    Ok(results)
}

/// Generates and compiles all of `plan`, and attacks its types.
///
/// # Errors
///
/// Where the run itself cannot go on.
pub fn attack(plan: &Plan, settings: &Settings, order: &attack::Order) -> Result<attack::Results> {
    let (orders, batches) = orders(plan, settings);
    let trees = generated(plan, settings, &orders)?;
    let programs = compiled(plan, settings, batches, &trees, &mut Results::default())?;
    attack::run(plan, &programs, &trees, settings, order)
}

/// Generates all of `plan` and says how its keywords are enforced.
///
/// # Errors
///
/// Where the generator cannot be started.
pub fn ledger(plan: &Plan, settings: &Settings) -> Result<String> {
    let (orders, _) = orders(plan, settings);
    let trees = generated(plan, settings, &orders)?;
    Ok(report::ledger::render(&trees))
}

/// Generates all of `plan` and measures what the code is like to read, tree by tree.
///
/// # Errors
///
/// Where the generator cannot be started, or wrote what cannot be read.
pub fn shapes(plan: &Plan, settings: &Settings) -> Result<Vec<(String, Shape)>> {
    let (orders, _) = orders(plan, settings);
    let trees = generated(plan, settings, &orders)?;
    let roots = trees.iter().flat_map(|tree| &tree.roots);
    for (schema, failure) in
        roots.filter_map(|(schema, root)| Some((*schema, root.as_ref().err()?)))
    {
        let (label, text) =
            (plan.schemas[schema].label(), report::table::first_line(&failure.text));
        say(&format!("not measured: {label}: {}: {text}", failure.kind.name()));
    }
    let has_code = |(_, tree): &(&Order, &Tree)| tree.roots.iter().any(|(_, root)| root.is_ok());
    let measure = |(order, tree): (&Order, &Tree)| {
        let names: Vec<_> = order.schemas.iter().map(|&it| plan.schemas[it].label()).collect();
        let name = if names.len() > 3 { order.module.clone() } else { names.join(" ") };
        Ok((name, Shape::new(plan, tree, &printed::load(&order.out)?)?))
    };
    orders.iter().zip(&trees).filter(has_code).map(measure).collect()
}

/// Measures how the types hold the valid documents.
fn reached(plan: &Plan, orders: &[Order], holdings: &BTreeMap<usize, Holding>) -> Result<Reach> {
    let held: BTreeSet<usize> = holdings.keys().map(|&case| plan.cases[case].schema).collect();
    let has_held = |order: &&Order| order.schemas.iter().any(|schema| held.contains(schema));
    let trees: Vec<(&Order, Printed)> = orders
        .iter()
        .filter(has_held)
        .map(|order| Ok((order, printed::load(&order.out)?)))
        .collect::<Result<_>>()?;
    let of_schema: BTreeMap<usize, &Printed> = trees
        .iter()
        .flat_map(|(order, printed)| order.schemas.iter().map(move |&schema| (schema, printed)))
        .collect();
    Ok(reach::reach(plan, holdings, &|schema| of_schema.get(&schema).copied()))
}

fn generated(plan: &Plan, settings: &Settings, orders: &[Order]) -> Result<Vec<Tree>> {
    say(&format!("generating {} trees for {} schemas", orders.len(), plan.schemas.len()));
    let config = settings.options.work.join("codegen.toml");
    generate::run(plan, &settings.generator, orders, &config)
}

/// Compiles the trees, and documents them if asked to, noting those that fail.
fn compiled(
    plan: &Plan,
    settings: &Settings,
    mut batches: Vec<Batch>,
    trees: &[Tree],
    results: &mut Results,
) -> Result<Vec<Program>> {
    let typed = |tree: &usize| trees[*tree].roots.iter().any(|(_, root)| root.is_ok());
    for batch in &mut batches {
        batch.trees.retain(typed);
    }
    let names = |schema: usize| plan.schemas[schema].name.clone();
    let mut failures = BTreeMap::new();
    let mut compile = |batches: Vec<Batch>, goal| {
        say(&format!("compiling {} crates ({goal:?})", batches.len()));
        compile::run(
            &settings.compiler,
            &settings.options,
            batches,
            trees,
            &names,
            &mut failures,
            goal,
        )
    };
    let programs = compile(batches, Goal::Build)?;
    if settings.document {
        compile(programs.iter().map(|program| program.batch.clone()).collect(), Goal::Document)?;
    }
    for (tree, failure) in failures {
        let roots = trees[tree].roots.iter().filter(|(_, root)| root.is_ok());
        results.failures.extend(roots.map(|(schema, _)| (*schema, failure.clone())));
    }
    Ok(programs)
}

/// Which trees are asked for, and which of them share a crate. That a schema shares a crate with
/// others does not depend on what the generator makes of it, so that little changes between runs.
fn orders(plan: &Plan, settings: &Settings) -> (Vec<Order>, Vec<Batch>) {
    let work = &settings.options.work;
    let prefix = harness::package_prefix(work);
    if settings.one_tree {
        let name = format!("{prefix}-one");
        let files = || plan.schemas.iter().map(|schema| schema.path.clone()).collect();
        let order = Order {
            module: "tree".to_owned(),
            schemas: (0..plan.schemas.len()).collect(),
            inputs: plan.folder.clone().map_or_else(files, |folder| vec![folder]),
            out: harness::tree_folder(work, &name, "tree"),
            draft: None,
        };
        return (vec![order], vec![Batch { name, trees: vec![0] }]);
    }
    let mut orders: Vec<Order> = Vec::new();
    let mut batches: Vec<Batch> = Vec::new();
    let mut schemas = 0;
    let mut bytes = 0;
    // The tree of the batch at hand that takes more schemas.
    let mut shared: Option<usize> = None;
    for (index, schema) in plan.schemas.iter().enumerate() {
        schemas += 1;
        bytes += schema.size;
        if batches.is_empty() || schemas > settings.batch || bytes > BATCH_BYTES {
            let name = format!("{prefix}-{:03}", batches.len());
            batches.push(Batch { name, trees: Vec::new() });
            (schemas, bytes, shared) = (1, schema.size, None);
        }
        if let Some(order) = shared.filter(|_| schema.shares).and_then(|it| orders.get_mut(it))
            && order.schemas.len() < settings.share
            && order.draft == schema.draft
        {
            order.schemas.push(index);
            order.inputs.push(schema.path.clone());
        } else if let Some(batch) = batches.last_mut() {
            batch.trees.push(orders.len());
            if schema.shares {
                shared = Some(orders.len());
            }
            orders.push(Order {
                module: schema.name.clone(),
                schemas: vec![index],
                inputs: vec![schema.path.clone()],
                out: harness::tree_folder(work, &batch.name, &schema.name),
                draft: schema.draft.clone(),
            });
        }
    }
    (orders, batches)
}

struct Clock {
    start: Instant,
    times: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn lap(&mut self, name: &'static str) {
        self.times.push((name, self.start.elapsed()));
        self.start = Instant::now();
    }
}

/// Tells whoever waits what is being done.
pub fn say(text: &str) {
    // Progress is for people; a closed standard error is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{text}");
}
