//! The counting itself, on the corpora: what is run is what the suite has, and a generator that
//! accepts everything scores exactly the share of valid documents.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};

use conformance::plan::{Plan, corpus, suite};

fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("CODEGEN_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: CODEGEN_CORPUS is not set");
    }
    folder
}

/// How many documents are in the part of `plan` that `part` selects, and how many of them are valid.
fn count(plan: &Plan, part: impl Fn(&str, bool) -> bool) -> (usize, usize) {
    let schema = |case: usize| &plan.schemas[plan.cases[case].schema];
    let selected = (0..plan.cases.len()).filter(|&case| {
        let schema = schema(case);
        part(
            schema.draft.as_deref().unwrap_or_default(),
            schema.is_optional(),
        )
    });
    selected.fold((0, 0), |(all, valid), case| {
        (
            all + 1,
            valid + usize::from(plan.cases[case].valid == Some(true)),
        )
    })
}

#[test]
fn the_suite_has_all_its_tests() {
    let Some(folder) = corpora() else { return };
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("totals");
    let plan = suite::load(&folder.join("json-schema-test-suite"), &work).unwrap();
    let required = |draft: &'static str| count(&plan, move |of, optional| of == draft && !optional);
    assert_eq!(required("draft7"), (927, 550));
    assert_eq!(required("draft2020-12"), (1299, 765));
}

#[test]
fn the_corpus_has_all_its_documents() {
    let Some(folder) = corpora() else { return };
    let plan = corpus::load(&folder.join("schemastore")).unwrap();
    assert_eq!(plan.schemas.len(), 371);
    assert_eq!(count(&plan, |_, _| true), (1403, 913));
}
