//! What `init` writes, and that it writes over nothing.

use std::path::Path;

use crate::cli::commands::Status;
use crate::cli::tests::run;
use crate::config::Config;
use crate::files::{Files, Memory};

const SCHEMA: &str = r#"{ "type": "object", "properties": {} }"#;

fn text(files: &Memory, path: &str) -> String {
    String::from_utf8(files.read(Path::new(path)).unwrap()).unwrap()
}

fn config(text: &str) -> Config {
    Config::from_toml(text, "codegen.toml", Path::new(""), &[]).unwrap()
}

#[test]
fn the_first_configuration_has_every_key_with_its_default() {
    let files = Memory::with([("schemas/a.json", SCHEMA)]);
    let (status, _, err) = run(&files, "codegen init --out src/generated");
    assert_eq!(status, Status::Clean, "{err}");
    let text = text(&files, "codegen.toml");
    assert_eq!(config(&text), Config::default());
    let is_key = |line: &&str| line.starts_with("# [") || line.split(' ').nth(2) == Some("=");
    let uncomment = |line: &str| {
        if is_key(&line) { line.trim_start_matches("# ").to_owned() } else { line.to_owned() }
    };
    let all: Vec<_> = text.lines().map(uncomment).collect();
    let all = all.join("\n").replace("ledger = \"ledger.json\"\n", "");
    assert_eq!(config(&all), Config::default(), "{all}");
    let error = Config::from_toml("zzz = 0", "", Path::new(""), &[]).unwrap_err().to_string();
    for key in error.split('`').skip(3).step_by(2) {
        assert!(text.contains(&format!("{key} = ")) || text.contains(&format!("[{key}]")), "{key}");
    }
}

#[test]
fn what_git_ignores_is_not_what_is_meant() {
    let files = Memory::with([
        (".git/HEAD", ""),
        (".gitignore", "/dist/\n*.tmp.json\n"),
        ("dist/a.json", SCHEMA),
        ("b.tmp.json", SCHEMA),
        ("api/c.json", SCHEMA),
        ("web/node_modules/d.json", SCHEMA),
    ]);
    let (status, _, err) = run(&files, "codegen init");
    assert_eq!(status, Status::Clean, "{err}");
    assert_eq!(config(&text(&files, "codegen.toml")).schemas, [Path::new("api")]);
}

#[test]
fn nothing_is_written_over() {
    let begun = [
        ("Cargo.toml", "[package]\nname = \"x\"\n\n[dependencies] # few\nserde = \"1.0.1\"\n"),
        ("build.rs", "mine"),
        ("examples/read.rs", "mine"),
        (".github/workflows/schemas.yml", "mine"),
        ("src/api/mod.rs", "mine"),
        ("schemas/a.json", SCHEMA),
    ];
    let files = Memory::with(begun);
    let (status, out, err) = run(&files, "codegen init");
    assert_eq!((status, out.as_str()), (Status::Clean, ""), "{err}");
    for (path, before) in begun {
        assert_eq!(text(&files, path), before, "{path}");
    }
    assert!(text(&files, "codegen.toml").contains("out = \"src/generated\""));

    let before = text(&files, "codegen.toml");
    let (status, _, err) = run(&files, "codegen init");
    assert_eq!(status, Status::Failed);
    assert!(err.contains("there is a `codegen.toml` already"), "{err}");
    assert_eq!(text(&files, "codegen.toml"), before);
}

#[test]
fn schemas_are_found_where_they_are() {
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[("states/a.json", r#"{ "enum": ["on", "off"] }"#), ("data/a.json", "{}")], "\"states\""),
        (&[("names/a.yml", "type: string\n"), ("data/a.yml", "type: dog\n")], "\"names\""),
        (&[("openapi.yaml", "openapi: 3.1.0\n"), ("package.json", "{}")], "\"openapi.yaml\""),
        (&[("events/deep/a.json", SCHEMA), ("data/b.json", "[1]")], "\"events\""),
        (&[("schemas/a.json", SCHEMA), ("events/a.json", SCHEMA)], "\"schemas\""),
        (&[("a.json", SCHEMA), ("b.json", SCHEMA)], "[\"a.json\", \"b.json\"]"),
    ];
    for (found, expected) in cases {
        let files = Memory::with(found.iter().copied());
        run(&files, "codegen init");
        let text = text(&files, "codegen.toml");
        assert!(text.contains(&format!("\nschemas = {expected}\n")), "{expected}: {text}");
    }
    let (status, _, err) = run(&Memory::with([("data/b.json", "[1]")]), "codegen init");
    assert_eq!(status, Status::Failed);
    assert!(
        err.contains("there are no schemas here") && err.contains("codegen init PATH"),
        "{err}"
    );
}
