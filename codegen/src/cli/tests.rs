//! What each command prints, and how it ends.

use clap::Parser;

use super::args::Cli;
use super::commands::{Context, Status};
use super::streams::Streams;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::files::{Files, Memory};
use crate::output::Tree;
use crate::pipeline::{self, Generated, Outcome};
use crate::source;
use std::path::Path;

/// Runs a command on `files`; how it ended, and what it printed on the two streams.
pub(super) fn run(files: &Memory, line: &str) -> (Status, String, String) {
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let streams =
        Streams { out: &mut out, err: &mut err, color: false, in_repository: None, failed: false };
    let status = Context { files, generate: &generate, streams }.run(&cli.command);
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// A tree of a file with the text of all schemas, and 99 more if one says `many`; each that says `odd` or `bad` is found to be so.
fn generate(config: &Config, files: &dyn Files) -> Outcome {
    let sources = source::run(files, &pipeline::inputs(config), &mut Sink::new());
    let mut outcome = Outcome { sources, ..Outcome::default() };
    let mut text = String::new();
    let listed = |it: &std::path::PathBuf| match files.list(it, &[]) {
        Ok(listing) => listing.files,
        Err(_) => vec![it.clone()],
    };
    for path in config.schemas.iter().flat_map(listed) {
        let schema = String::from_utf8(files.read(&path).unwrap()).unwrap();
        match schema.trim() {
            "odd" => outcome.diagnostics.push(Diagnostic::new(Code::DuplicateMember, "odd schema")),
            "bad" => outcome.diagnostics.push(Diagnostic::new(Code::Syntax, "bad schema")),
            _ => {}
        }
        text.push_str(&schema);
    }
    let more = if text.contains("many") { 99 } else { 0 };
    let more = (0..more).map(|index| (format!("m{index:02}.rs"), "more\n".to_owned()));
    let tree = Tree { files: more.chain([("mod.rs".to_owned(), text)]).collect() };
    outcome.generated = Some(Generated { tree, ..Generated::default() });
    outcome
}

fn project() -> Memory {
    Memory::with([("codegen.toml", "out = 'api'"), ("schemas/a.json", "one\n")])
}

#[test]
fn generate_then_check_is_clean() {
    let files = project();
    assert_eq!(
        run(&files, "codegen generate"),
        (
            Status::Clean,
            String::new(),
            "api: 1 files created, 0 updated, 0 removed (0 schemas, 0 types)\n".to_owned()
        )
    );
    assert_eq!(
        run(&files, "codegen generate"),
        (Status::Clean, String::new(), "api is up to date\n".to_owned())
    );
    for format in ["full", "concise", "github"] {
        assert_eq!(
            run(&files, &format!("codegen check --format {format}")),
            (Status::Clean, String::new(), "api is up to date\n".to_owned())
        );
    }
    assert_eq!(run(&files, "codegen check --format json").1, "[]\n");
}

#[test]
fn check_shows_drift_and_the_command_that_fixes_it() {
    let files = project();
    run(&files, "codegen generate");
    files.write(Path::new("schemas/a.json"), b"two\n").unwrap();
    let expected = "\
--- api/mod.rs
+++ api/mod.rs
@@ -1 +1 @@
-one
+two

error[G001]: `api/mod.rs` differs from what is generated

help: run `codegen generate`
";
    let before = files.read(Path::new("api/mod.rs")).unwrap();
    assert_eq!(run(&files, "codegen check"), (Status::Drift, expected.to_owned(), String::new()));
    assert_eq!(files.read(Path::new("api/mod.rs")).unwrap(), before);

    let expected = "api/mod.rs:1:1: error[G001]: `api/mod.rs` differs from what is generated\n";
    let (status, out, _) = run(&files, "codegen check --format concise");
    assert_eq!((status, out.as_str()), (Status::Drift, expected));

    let (status, out, _) = run(&files, "codegen check --format github");
    assert_eq!(status, Status::Drift);
    assert!(out.starts_with("::error file=api/mod.rs,line=1,"), "{out}");
    assert!(out.ends_with("%0Ahelp: run `codegen generate`\n"), "{out}");

    let (status, out, _) = run(&files, "codegen check --format json --out other");
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(status, Status::Drift);
    assert_eq!(found[0]["code"], "G002");
    assert_eq!(found[0]["help"][0], "run `codegen generate --out other`");
}

#[test]
fn a_list_of_many_files_is_cut() {
    let files = project();
    files.write(Path::new("schemas/a.json"), b"many\n").unwrap();
    let (status, out, _) = run(&files, "codegen check");
    assert_eq!(status, Status::Drift);
    assert!(out.contains("\nerror[G002]: `api/m59.rs` is generated but not there\n"), "{out}");
    let end = "\n... and 40 more files\n\nhelp: run `codegen generate`\n";
    assert!(out.ends_with(end), "{out}");
    let (_, out, _) = run(&files, "codegen check --format concise");
    assert_eq!(out.lines().count(), 100);
}

#[test]
fn findings_go_where_they_belong_and_errors_stop_everything() {
    let files = project();
    run(&files, "codegen generate");
    files.write(Path::new("schemas/b.json"), b"odd\n").unwrap();
    let warning = "warning[S005]: odd schema\n";
    let (status, out, err) = run(&files, "codegen generate --format concise");
    assert_eq!((status, out.as_str()), (Status::Clean, ""));
    assert!(err.starts_with(warning), "{err}");
    let (status, out, _) = run(&files, "codegen check --format concise");
    assert_eq!((status, out.as_str()), (Status::Clean, warning));
    let (status, out, err) = run(&files, "codegen inspect --format json");
    assert_eq!(status, Status::Clean);
    assert!(out.starts_with("{\n  \"schemas\": []") && err.contains("odd schema"), "{out}{err}");

    files.write(Path::new("schemas/c.json"), b"bad\n").unwrap();
    let error = "warning[S005]: odd schema\nerror[S004]: bad schema\n".to_owned();
    let before = files.clone();
    assert_eq!(
        run(&files, "codegen generate --format concise"),
        (Status::Failed, String::new(), error.clone())
    );
    for command in ["check", "inspect"] {
        assert_eq!(
            run(&files, &format!("codegen {command} --format concise")),
            (Status::Failed, error.clone(), String::new())
        );
    }
    let listed = |files: &Memory| files.list(Path::new(""), &[]).unwrap();
    assert_eq!(listed(&files), listed(&before));
}

#[test]
fn arguments_override_the_configuration() {
    let files = project();
    files.write(Path::new("codegen.toml"), b"out = 'api'\nledger = 'ledger.json'").unwrap();
    files.write(Path::new("other/b.json"), b"two\n").unwrap();
    files.write(Path::new("sub/codegen.toml"), b"schemas = '../other'").unwrap();
    let text = |path: &str| String::from_utf8(files.read(Path::new(path)).unwrap()).unwrap();

    run(&files, "codegen generate --out x --schemas other schemas --set unresolved=opaque");
    assert_eq!(text("x/mod.rs"), "two\none\n");
    assert!(files.read(Path::new("ledger.json")).is_err());

    run(&files, "codegen generate --config sub/codegen.toml");
    assert_eq!(text("sub/src/generated/mod.rs"), "two\n");

    run(&files, "codegen generate");
    assert!(text("ledger.json").contains("\"enforcement\""));
}

#[test]
fn mistakes_are_told_and_end_with_two() {
    let cases = [
        (
            "codegen check --set unresolvd=opaque",
            "error[C001]: `--set unresolvd=opaque`: unknown key `unresolvd`",
        ),
        (
            "codegen check --config none.toml",
            "error[C001]: cannot read the configuration: none.toml",
        ),
    ];
    for (line, expected) in cases {
        let (status, out, err) = run(&project(), &format!("{line} --format concise"));
        assert_eq!((status, err.as_str()), (Status::Failed, ""));
        assert!(out.starts_with(expected), "{out}");
    }
    let (status, out, _) = run(&Memory::new(), "codegen check");
    assert_eq!(status, Status::Failed);
    assert!(out.contains("there is no `codegen.toml` here, and no `schemas`"), "{out}");

    let files = project();
    files.write(Path::new("api/mod.rs"), b"my own").unwrap();
    let (status, out, err) = run(&files, "codegen generate --format concise");
    assert_eq!((status, out.as_str()), (Status::Failed, ""));
    assert_eq!(
        err,
        "error[G005]: `api/mod.rs` was not generated, and is in the way of a file that is\n"
    );
}

#[test]
fn codes_are_listed_and_explained() {
    let (status, out, _) = run(&Memory::new(), "codegen explain");
    assert_eq!((status, out.lines().count()), (Status::Clean, Code::ALL.len()));
    assert!(out.contains("S004  error    a file is not JSON or YAML\n"), "{out}");
    let (status, out, _) = run(&Memory::new(), "codegen explain c001");
    assert_eq!(status, Status::Clean);
    assert!(out.starts_with("# C001\n"), "{out}");
    let (status, out, err) = run(&Memory::new(), "codegen explain X1");
    assert_eq!((status, out.as_str()), (Status::Failed, ""));
    assert!(err.starts_with("error: there is no code `X1`\n"), "{err}");
}

#[test]
fn completions_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, out, _) = run(&Memory::new(), &format!("codegen completions {shell}"));
        assert_eq!(status, Status::Clean);
        assert!(out.contains("schemas") && out.contains("inspect"), "{shell}");
    }
}
