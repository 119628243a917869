//! The `conformance` program: see the package's README.

mod cli;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use conformance::error::{Context as _, Result};
use conformance::known::Known;
use conformance::plan::Plan;
use conformance::report::{self, json, table};
use conformance::run::Settings;
use conformance::{reach, run, shape, shrink};

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
    let plan = cli.plan(&settings.options.work)?;
    if cli.common().ledger {
        let text = run::ledger(&plan, &settings)?;
        std::io::stdout().write_all(text.as_bytes()).context("standard output")?;
        return Ok(true);
    }
    if cli.common().shape {
        return shape(cli, &plan, &settings);
    }
    if let Some(order) = cli.attack() {
        let results = run::attack(&plan, &settings, &order)?;
        let text = results.to_string();
        std::io::stdout().write_all(text.as_bytes()).context("standard output")?;
        return Ok(results.findings.is_empty());
    }
    let known = Known::load(&cli.known())?.with_settings(&settings.generator.set);
    let results = run::run(&plan, &settings)?;
    let report = report::report(&plan, &results);
    let comparison = known.compare(&plan, &report.findings);
    for (part, time) in &results.times {
        run::say(&format!("{part}: {:.1} s", time.as_secs_f64()));
    }
    if let Some(path) = &cli.common().json {
        let value = json::render(&plan, &results, &report, &comparison);
        std::fs::write(path, format!("{value:#}\n")).context(path.display())?;
    }
    let mut text = table::render(&plan, &report, &comparison, cli.length());
    if let Some(reach) = &results.reach {
        text.push_str(&reach::text::render(&plan, reach));
    }
    let smallest = shrink::smallest(&plan, &report, &settings, cli.minimise())?;
    text.push_str(&shrink::render(&smallest));
    std::io::stdout().write_all(text.as_bytes()).context("standard output")?;
    Ok(!comparison.covered.contains(&false) && comparison.stale.is_empty())
}

/// Measures what the code is like to read. A schema without code is none of this.
fn shape(cli: &cli::Cli, plan: &Plan, settings: &Settings) -> Result<bool> {
    let shapes = run::shapes(plan, settings)?;
    if let Some(path) = &cli.common().json {
        let value = shape::text::json(&shapes);
        std::fs::write(path, format!("{value:#}\n")).context(path.display())?;
    }
    let text = shape::text::render(&shapes);
    std::io::stdout().write_all(text.as_bytes()).context("standard output")?;
    Ok(true)
}
