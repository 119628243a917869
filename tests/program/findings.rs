//! Every diagnostic has a test that shows its text.
//!
//! A case is a folder of `tests/cases/findings`: `input` is what there is, and `expected` is what
//! `codegen inspect` says about it on the way. With `UPDATE=1` the expectation is written instead.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::internal::diagnostic::{Code, explain};

use crate::folder::{codegen, read, root, write};
use crate::guide::{blocks, compare, page};

/// Tests that show texts without a case of their own.
const ELSEWHERE: [&str; 5] = [
    "tests/program/check.rs",
    "tests/program/findings.rs",
    "codegen/tests/diff_program.rs",
    "codegen/tests/hostile.rs",
    "codegen/src/pipeline.rs",
];

fn folders(path: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(path)).unwrap().map(|it| it.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|it| it.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn odd_input_is_told_about() {
    for case in folders("tests/cases/findings") {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &read(&case.join("input")));
        let ran = codegen(folder.path(), "inspect");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(case.join("expected"), &ran.err).unwrap();
        }
        let expected = fs::read_to_string(case.join("expected")).unwrap();
        assert_eq!(ran.status, 0, "{}: {}", case.display(), ran.err);
        assert_eq!(ran.err, expected, "{}:\n{}", case.display(), ran.err);
    }
}

#[test]
fn the_guide_shows_findings_for_programs() {
    const PAGE: &str = "docs/ci.md";
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &read(&root().join("tests/cases/findings/member-twice/input")));
    let ran = codegen(folder.path(), "inspect --format json");
    let found: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    let text = serde_json::to_string_pretty(&found).unwrap() + "\n";
    let blocks = blocks(&page(PAGE));
    let block = blocks.into_iter().find(|it| it.info == "json").unwrap();
    compare(PAGE, &[(block.place, text)]);
}

/// Folders without rights would not do: whoever runs the tests may have every right.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas");
    fs::create_dir(&schemas).unwrap();
    std::os::unix::fs::symlink(schemas.join("user.json"), schemas.join("user.json")).unwrap();
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 2);
    let expected = "error[S002]: cannot read schemas/user.json: ";
    assert!(ran.err.starts_with(expected), "{}", ran.err);
}

#[test]
fn nothing_is_shown_of_what_is_no_schema() {
    for (name, text) in [
        ("passwd.json", "root:x:0:0:secret"),
        ("key.json", "secret"),
        ("key.yaml", "-----BEGIN SECRET KEY-----\nsecret: \n"),
        ("words.yaml", "secret"),
        ("list.json", r#"["secret"]"#),
        ("numbers.json", "1234 secret"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let files = [(name, text), ("user.json", "{}")];
        let files = files.map(|(path, text)| (format!("schemas/{path}"), text.into()));
        write(folder.path(), &files.into());
        for format in ["full", "concise", "json", "github"] {
            let ran = codegen(folder.path(), &format!("generate --format {format}"));
            let said = ran.out + &ran.err;
            assert!(
                said.contains(name) && !said.to_lowercase().contains("secret"),
                "{name}: {said}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_an_error_unless_the_configuration_names_where_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let files =
        [("schemas/user.json", "{}"), ("common/id.json", "{}"), ("README.md", "root:x:0:0")];
    write(folder.path(), &files.map(|(path, text)| (path.to_owned(), text.into())).into());
    std::os::unix::fs::symlink("../common", path("schemas/common")).unwrap();
    std::os::unix::fs::symlink("../README.md", path("schemas/README.md")).unwrap();
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 2);
    let expected = "error[S010]: the link schemas/common leads out of the folder of the schemas";
    assert!(ran.err.starts_with(expected), "{}", ran.err);
    assert!(!path("src").exists());

    fs::write(path("codegen.toml"), "follow_links_to = ['common']").unwrap();
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(path("src/generated/common/id.rs").exists());
}

#[cfg(unix)]
#[test]
fn references_and_mapped_folders_do_not_leave_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let reference = |to: &str| format!(r#"{{ "$ref": "{to}" }}"#);
    write(
        folder.path(),
        &[("secret.json".to_owned(), "{}".into()), ("vendor/a.json".to_owned(), "{}".into())]
            .into(),
    );
    let toml = "[uri_map]\n'https://example.com/' = 'vendor'\n";
    fs::write(folder.path().join("codegen.toml"), toml).unwrap();
    for to in [
        "../secret.json",
        "../../../../../../../../etc/passwd",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://example.com/../secret.json",
        "https://example.com/%2e%2e/secret.json",
    ] {
        write(folder.path(), &[("schemas/a.json".to_owned(), reference(to).into())].into());
        let ran = codegen(folder.path(), "generate --format concise");
        assert_eq!(ran.status, 2, "{to}: {}", ran.err);
        assert!(ran.err.contains("error[R002]"), "{to}: {}", ran.err);
    }
}

#[test]
fn the_examples_of_explanations_have_the_fault() {
    let mut tried = 0;
    for code in Code::ALL.iter().filter(|it| it.as_str().starts_with(['S', 'R'])) {
        let explanation = explain(code.as_str()).unwrap();
        let block = ["json", "yaml"].into_iter().find_map(|extension| {
            let (_, rest) = explanation.split_once(&format!("```{extension}\n"))?;
            Some((extension, rest.split_once("```")?.0))
        });
        // What is too deep or has too many meanings is too long to be shown.
        let is_whole = !matches!(code, Code::TooDeep | Code::TooManyScopes | Code::TooManySchemas);
        if let Some((extension, text)) = block.filter(|_| is_whole) {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), &[(format!("schemas/a.{extension}"), text.into())].into());
            let ran = codegen(folder.path(), "inspect --format concise");
            let found = ran.out + &ran.err;
            assert!(found.contains(&format!("[{}]", code.as_str())), "{code:?}: {found}");
            tried += 1;
        }
    }
    assert!(tried > 9, "{tried}");
}

/// A code that is added needs a case in `tests/cases` that shows its text, and an explanation.
#[test]
fn every_code_is_shown_and_explained() {
    let cases = ["tests/cases/bad-input", "tests/cases/findings"].into_iter().flat_map(folders);
    let changes = root().join("tests/cases/evolution/messages.txt");
    let paths = cases.map(|it| it.join("expected")).chain([changes]);
    let paths = paths.chain(ELSEWHERE.iter().map(|it| root().join(it)));
    let texts: Vec<String> = paths.map(|it| fs::read_to_string(it).unwrap()).collect();
    let missing: BTreeSet<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !texts.iter().any(|text| text.contains(&format!("[{code}]"))))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");

    for code in Code::ALL {
        let ran = codegen(Path::new("."), &format!("explain {}", code.as_str()));
        assert_eq!((ran.status, ran.out), (0, explain(code.as_str()).unwrap()));
    }
}
