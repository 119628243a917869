//! The `conformance` program: see the package's README.

mod cli;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use conformance::bowtie::Harness;
use conformance::error::{Context as _, Result};
use conformance::known::Known;
use conformance::plan::Plan;
use conformance::report::{self, json, table};
use conformance::run::Settings;
use conformance::sets::list::Set;
use conformance::{reach, run, sets, shape, shrink, updates};
use serde_json::Value;

fn main() -> ExitCode {
    match work(&cli::Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            run::say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Makes the run and says whether nothing went wrong that is not known.
fn work(cli: &cli::Cli) -> Result<bool> {
    let settings = cli.settings()?;
    if let Some(sets) = cli.sets()? {
        return run_sets(cli, &sets, &settings);
    }
    if let Some((pairs, ask_checks)) = cli.updates()? {
        let results = updates::run(&pairs, &settings, ask_checks)?;
        print(&updates::text::render(&results))?;
        return Ok(!results.rows.iter().any(updates::Row::says_less));
    }
    if let Some(home) = cli.home() {
        let mut harness = Harness::new(&settings, home);
        harness.serve(std::io::stdin().lock(), std::io::stdout().lock())?;
        return Ok(true);
    }
    let plan = cli.plan(&settings.options.work)?;
    if cli.common().ledger {
        print(&run::ledger(&plan, &settings)?)?;
        return Ok(true);
    }
    if cli.common().shape {
        return shape(cli, &plan, &settings);
    }
    if let Some(order) = cli.attack() {
        let results = run::attack(&plan, &settings, &order)?;
        print(&results.to_string())?;
        return Ok(results.findings.is_empty());
    }
    judge(cli, &plan, &settings)
}

/// Holds the documents of the plan against its types.
fn judge(cli: &cli::Cli, plan: &Plan, settings: &Settings) -> Result<bool> {
    let known = Known::load(&cli.known())?.with_settings(&settings.generator.set);
    let results = run::run(plan, settings)?;
    let report = report::report(plan, &results);
    let comparison = known.compare(plan, &report.findings);
    for (part, time) in &results.times {
        run::say(&format!("{part}: {:.1} s", time.as_secs_f64()));
    }
    save(cli, || json::render(plan, &results, &report, &comparison))?;
    let mut text = table::render(plan, &report, &comparison, cli.length());
    if let Some(reach) = &results.reach {
        text.push_str(&reach::text::render(plan, reach));
    }
    let smallest = shrink::smallest(plan, &report, settings, cli.minimise())?;
    text.push_str(&shrink::render(&smallest));
    print(&text)?;
    Ok(!comparison.covered.contains(&false) && comparison.stale.is_empty())
}

/// Runs the sets. Each must be content.
fn run_sets(cli: &cli::Cli, sets: &[Set], settings: &Settings) -> Result<bool> {
    let rows = sets::run(sets, settings, &Known::load(&cli.known())?)?;
    save(cli, || sets::text::json(&rows))?;
    print(&sets::text::render(&rows))?;
    Ok(rows.iter().all(|row| row.is_content))
}

/// Measures what the code is like to read. A schema without code is none of this.
fn shape(cli: &cli::Cli, plan: &Plan, settings: &Settings) -> Result<bool> {
    let shapes = run::shapes(plan, settings)?;
    save(cli, || shape::text::json(&shapes))?;
    print(&shape::text::render(&shapes))?;
    Ok(true)
}

/// Writes the report for programs, if one is wanted.
fn save(cli: &cli::Cli, value: impl FnOnce() -> Value) -> Result<()> {
    match &cli.common().json {
        Some(path) => std::fs::write(path, format!("{:#}\n", value())).context(path.display()),
        None => Ok(()),
    }
}

fn print(text: &str) -> Result<()> {
    std::io::stdout().write_all(text.as_bytes()).context("standard output")
}
