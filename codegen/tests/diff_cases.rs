//! The table of schema changes: each case is a pair of schemas with the verdicts both ways.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::Config;
use codegen::internal::diagnostic::Code;
use codegen::internal::diff::render::{Format, Options, render};
use codegen::internal::diff::{self, Perspective, Report, Side};
use codegen::internal::files::Memory;
use serde::Deserialize;
use serde_json::Value;

/// A case of `tests/cases/evolution`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The row of the table, or the name of a trap.
    #[allow(dead_code)]
    row: Value,
    title: String,
    /// Lines of `codegen.toml`.
    #[serde(default)]
    config: String,
    /// Those of the old side, where they are others.
    #[serde(default)]
    old_config: Option<String>,
    old: Option<Value>,
    new: Option<Value>,
    /// Files by path, where one schema is not enough.
    #[serde(default)]
    old_files: BTreeMap<String, Value>,
    #[serde(default)]
    new_files: BTreeMap<String, Value>,
    forward: Expected,
    backward: Expected,
    /// Why a verdict is not the one of the table.
    #[serde(default)]
    #[allow(dead_code)]
    waiver: Option<String>,
}

impl Case {
    /// Both sides, each read with its configuration.
    fn sides(&self) -> (Side, Side) {
        let config =
            |text: &str| Config::from_toml(text, "codegen.toml", Path::new(""), &[]).unwrap();
        let old_config = config(self.old_config.as_ref().unwrap_or(&self.config));
        let old = side(&old_config, &files(self.old.as_ref(), &self.old_files));
        let new = side(&config(&self.config), &files(self.new.as_ref(), &self.new_files));
        (old, new)
    }
}

#[derive(Debug, Deserialize, Eq, PartialEq, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    codes: Vec<String>,
    set: Vec<String>,
    strict: String,
    open: String,
    writer: String,
    rust: String,
}

fn files(one: Option<&Value>, many: &BTreeMap<String, Value>) -> Memory {
    let one = one.map(|it| ("schemas/thing.json".to_owned(), it.to_string()));
    let many = many.iter().map(|(path, it)| (format!("schemas/{path}"), it.to_string()));
    Memory::with(one.into_iter().chain(many))
}

fn side(config: &Config, files: &Memory) -> Side {
    Side::read(config, files, true).unwrap_or_else(|failed| panic!("{:#?}", failed.diagnostics))
}

fn summary(report: &Report) -> Expected {
    let it = &report.summary;
    let changes = report.changes.iter();
    Expected {
        codes: changes.clone().map(|it| it.code.as_str().to_owned()).collect(),
        set: changes.map(|it| it.set.as_str().to_owned()).collect(),
        strict: it.strict.as_str().to_owned(),
        open: it.open.as_str().to_owned(),
        writer: it.writer.as_str().to_owned(),
        rust: it.rust.as_str().to_owned(),
    }
}

/// The first change of each code that the cases show, as `codegen diff` prints it. With `UPDATE=1` the
/// expectation is written instead.
#[test]
fn every_code_has_a_text() {
    let mut texts: BTreeMap<Code, String> = BTreeMap::new();
    for case in cases().into_values() {
        let (old, new) = case.sides();
        let title = &case.title;
        for (way, from, to) in [("", &old, &new), ("the other way: ", &new, &old)] {
            let report = diff::run(from, to, Some("old")).unwrap();
            for change in &report.changes {
                let report = Report { changes: vec![change.clone()], ..report.clone() };
                let text = || format!("{way}{title}\n\n{}", full(&report));
                texts.entry(change.code).or_insert_with(text);
            }
        }
    }
    let expected = texts.into_values().collect::<Vec<_>>().join("\n\n");
    let path = folder().join("messages.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == expected, "{expected}");
}

/// A report for people, without its first line, which sums up.
fn full(report: &Report) -> String {
    let perspectives =
        &[Perspective::Strict, Perspective::Open, Perspective::Writer, Perspective::Rust];
    let options = Options { perspectives, accepted: &|_| None, hidden: None, color: false };
    let text = render(report, Format::Full, &options);
    text.split_once("\n\n").unwrap().1.to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/evolution")
}

/// The cases by name.
fn cases() -> BTreeMap<String, Case> {
    let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap();
        let case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, case)
    };
    paths.map(read).collect()
}

#[test]
fn every_row_of_the_table_has_its_verdicts_both_ways() {
    let (cases, mut wrong) = (cases(), Vec::new());
    for (name, case) in &cases {
        let (old, new) = case.sides();
        for (way, from, to, expected) in
            [("forward", &old, &new, &case.forward), ("backward", &new, &old, &case.backward)]
        {
            let report = diff::run(from, to, Some("old")).unwrap();
            let found = summary(&report);
            if std::env::var_os("SHOW").is_some() {
                println!("FOUND {name} {way} {}", serde_json::to_string(&found).unwrap());
                for it in &report.changes {
                    println!(
                        "   {} {:?} {:?} {:?} {}",
                        it.message,
                        it.only_new,
                        it.only_old,
                        it.notes,
                        it.rust.as_str()
                    );
                }
            }
            if found != *expected {
                let lines: Vec<_> = report
                    .changes
                    .iter()
                    .map(|it| {
                        format!(
                            "    {} {:?} {:?} {:?}",
                            it.message, it.only_new, it.only_old, it.notes
                        )
                    })
                    .collect();
                wrong.push(format!(
                    "{name} ({}), {way}\n  found    {found:?}\n  expected {expected:?}\n{}",
                    case.title,
                    lines.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} ways:\n{}", wrong.len(), cases.len() * 2, wrong.join("\n"));
}
