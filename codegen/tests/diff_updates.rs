//! Real updates: pairs of versions of schemas that their authors published, with the verdicts and
//! what they come from.
//!
//! The schemas are found through `CODEGEN_CORPUS`; without it the test has nothing to do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use codegen::Config;
use codegen::config::Unresolved;
use codegen::internal::diff::{self, Side};
use codegen::internal::files::Memory;
use serde::Deserialize;

/// An update of `tests/cases/evolution/updates/schemastore.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Update {
    /// The file of the old version, without `.json`.
    old: String,
    /// The file of the new one.
    new: String,
    strict: String,
    open: String,
    writer: String,
    rust: String,
    /// What the verdicts come from.
    why: String,
}

#[test]
fn real_updates_have_the_verdicts_that_are_explained() {
    let Some(corpus) = std::env::var_os("CODEGEN_CORPUS") else {
        println!("CODEGEN_CORPUS is not set: no update is replayed");
        return;
    };
    let schemas = Path::new(&corpus).join("schemastore/schemas");
    let list = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/cases/evolution/updates/schemastore.json");
    let updates: Vec<Update> = serde_json::from_slice(&fs::read(list).unwrap()).unwrap();
    let config = Config::new().unresolved(Unresolved::Opaque);
    let side = |name: &str| {
        let bytes = fs::read(schemas.join(format!("{name}.json"))).unwrap();
        let files = Memory::with([("schemas/thing.json", bytes)]);
        Side::read(&config, &files, false)
            .unwrap_or_else(|failed| panic!("{name}: {:#?}", failed.diagnostics))
    };
    let mut wrong = Vec::new();
    for update in &updates {
        assert!(update.why.len() > 20, "{} is not explained", update.new);
        let report = diff::run(&side(&update.old), &side(&update.new), Some("old")).unwrap();
        let it = report.summary;
        let found = [it.strict.as_str(), it.open.as_str(), it.writer.as_str(), it.rust.as_str()];
        let expected = [&update.strict, &update.open, &update.writer, &update.rust];
        if found != expected.map(String::as_str) {
            wrong.push(format!("{}: {found:?}, not {expected:?}", update.new));
        }
    }
    assert!(updates.len() >= 20, "{} updates", updates.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
