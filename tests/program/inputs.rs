//! Where inputs come from, and where the code goes: positions, patterns, streams, folders above.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::folder::{Ran, codegen, commit, read, root, run, write};
use crate::workspace::Workspace;

const PET: &str =
    r#"{ "title": "Pet", "type": "object", "properties": { "name": { "type": "string" } } }"#;

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = files.iter().map(|&(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    write(folder.path(), &files.collect());
    folder
}

/// Runs the program with a text on its standard input.
fn piped(folder: &std::path::Path, line: &str, text: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_codegen"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    Ran { status: output.status.code().unwrap(), out, err }
}

#[test]
fn inputs_are_named_by_position_and_by_pattern() {
    let folder = project(&[
        ("a/pet.json", PET),
        ("a/deep/toy.json", r#"{ "title": "Toy", "type": "object" }"#),
        ("b.yaml", "title: Bowl\ntype: object\n"),
        ("a/[x].json", r#"{ "title": "Odd", "type": "object" }"#),
    ]);
    let types = |line: &str| {
        let ran = codegen(folder.path(), &format!("inspect --format json {line}"));
        assert_eq!(ran.status, 0, "{line}: {}", ran.err);
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let entries = report["schemas"].as_array().unwrap().iter();
        entries.map(|it| it["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(types("a/pet.json b.yaml"), ["b.yaml", "pet.json"]);
    assert_eq!(types("a/pet.json"), types("--schemas a/pet.json"));
    assert_eq!(types("a/p*.json"), ["pet.json"]);
    assert_eq!(types("a/**/*.json"), ["[x].json", "deep/toy.json", "pet.json"]);
    assert_eq!(types("a/[x].json"), ["[x].json"]);
    assert_eq!(types("*"), ["b.yaml"]);
    let ran = codegen(folder.path(), "generate a/z*.json");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("error[S001]: no file matches a/z*.json"), "{}", ran.err);
}

#[test]
fn a_pattern_takes_along_what_its_files_refer_to() {
    let folder = project(&[
        ("s/a.root.json", r#"{ "properties": { "b": { "$ref": "b.json" } } }"#),
        ("s/b.json", r#"{ "type": "string" }"#),
        ("codegen.toml", "schemas = 's/*.root.json'\n"),
    ]);
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(codegen(folder.path(), "check").status, 0);
}

/// The files that types are made for, and what is said beside.
fn read_of(folder: &std::path::Path, inputs: &str) -> (Vec<String>, String) {
    let ran = codegen(folder, &format!("inspect --format json {inputs}"));
    assert_eq!(ran.status, 0, "{inputs}: {}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let entries = report["schemas"].as_array().unwrap().iter();
    (entries.map(|it| it["file"].as_str().unwrap().to_owned()).collect(), ran.err)
}

const IGNORED: [(&str, &str); 8] = [
    (".gitignore", "/schemas/drafts/\n*.tmp.json\nbuild/\n"),
    (
        "schemas/pet.json",
        r#"{ "title": "Pet", "properties": { "toy": { "$ref": "toy.tmp.json" } } }"#,
    ),
    ("schemas/toy.tmp.json", r#"{ "title": "Toy", "type": "string" }"#),
    ("schemas/old.tmp.json", "{ not even JSON"),
    ("schemas/drafts/bowl.json", r#"{ "title": "Bowl", "type": "object" }"#),
    ("schemas/node_modules/a/package.json", r#"{ "name": "a" }"#),
    ("build/out.json", r#"{ "title": "Out", "type": "object" }"#),
    ("build/.gitignore", "*\n"),
];

#[test]
fn files_that_git_ignores_are_passed_over() {
    let folder = project(&IGNORED);
    let all = codegen(folder.path(), "generate");
    assert!(all.status == 2 && all.err.contains("old.tmp.json"), "no work tree: {}", all.err);
    commit(folder.path());
    // What one user or one clone ignores is not the same on every machine.
    std::fs::write(folder.path().join(".git/info/exclude"), "pet.json\n").unwrap();
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let expected = "schemas/drafts, schemas/old.tmp.json are passed over: git ignores them\n\
        schemas/node_modules is passed over: packages of others stand in it\n\
        src/generated: ";
    assert!(ran.err.starts_with(expected), "{}", ran.err);
    assert_eq!(codegen(folder.path(), "check").status, 0);
    let (files, said) = read_of(folder.path(), "");
    assert_eq!(files, ["pet.json"]);
    assert_eq!(said.matches("S011").count(), 2, "{said}");
    // What is named is read, be it a file, a folder that is ignored or one that ignores all in it.
    let (files, _) = read_of(folder.path(), "schemas/toy.tmp.json schemas/drafts build");
    assert_eq!(files, ["bowl.json", "out.json", "toy.tmp.json"]);
    assert_eq!(read_of(folder.path(), "build/*.json").0, ["out.json"]);
    assert_eq!(read_of(folder.path(), "schemas/*.json").0, ["pet.json"]);
    assert_eq!(read_of(folder.path(), "schemas schemas/drafts").0, ["bowl.json", "pet.json"]);
    let ran = codegen(&folder.path().join("schemas"), "inspect --schemas .");
    assert!(ran.err.contains("old.tmp.json"), "from a folder below: {}", ran.err);
}

#[test]
fn a_folder_of_which_nothing_is_read_says_what_was_passed_over() {
    let folder = project(&[
        (".gitignore", "drafts/\n"),
        ("schemas/drafts/bowl.json", r#"{ "title": "Bowl", "type": "object" }"#),
    ]);
    commit(folder.path());
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("schemas/drafts is passed over"), "{}", ran.err);
}

#[test]
fn inspect_shows_what_is_generated_and_names_what_is_left_out() {
    let folder = project(&[
        ("codegen.toml", "roots = ['pet.json#']\nout = 'src/api'\nledger = 'ledger.json'\n"),
        (
            "schemas/pet.json",
            r##"{ "title": "Pet", "type": "object", "properties": { "toy": { "$ref": "toy.json#/$defs/Toy" } } }"##,
        ),
        (
            "schemas/toy.json",
            r#"{ "$defs": { "Toy": { "type": "object", "minProperties": 1 },
                "Ball": { "type": "object", "maxProperties": 2, "default": 1 } } }"#,
        ),
        ("schemas/bowl.json", r#"{ "title": "Bowl", "type": "object", "minProperties": 3 }"#),
    ]);
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(!ran.err.contains("L006"), "of what is left out nothing is said: {}", ran.err);
    let ran = codegen(folder.path(), "inspect --format json");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let of = |list: &str, member: &str| {
        let entries = report[list].as_array().unwrap().iter();
        entries.map(|it| it[member].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("schemas", "file"), ["pet.json", "toy.json"]);
    assert!(of("ledger", "keyword").contains(&"minProperties".to_owned()), "{}", ran.out);
    assert!(!of("ledger", "keyword").contains(&"maxProperties".to_owned()), "{}", ran.out);
    assert!(!of("ledger", "file").contains(&"bowl.json".to_owned()), "{}", ran.out);
    assert_eq!(report["left_out"], serde_json::json!(["bowl.json#", "toy.json#/$defs/Ball"]));
    let table = codegen(folder.path(), "inspect").out;
    assert!(
        table.contains("\nleft out by `roots`: 2\n\n  bowl.json#\n  toy.json#/$defs/Ball\n"),
        "{table}"
    );
    let ledger = std::fs::read_to_string(folder.path().join("ledger.json")).unwrap();
    assert!(ledger.contains("minProperties") && !ledger.contains("maxProperties"), "{ledger}");
    assert!(!ledger.contains("bowl"), "{ledger}");
}

#[test]
fn what_is_wrong_with_the_ledger_is_shown_at_its_key() {
    let cases = [
        ("src/api/mod.rs", "error[C001]: `src/api/mod.rs` is a file of the tree"),
        ("src/api/.codegen.json", "error[C001]: `src/api/.codegen.json` is a file of the tree"),
        ("./schemas/ledger.json", "error[C001]: `schemas/ledger.json` stands among the schemas"),
        ("schemas/pet.json", "error[C001]: `schemas/pet.json` stands among the schemas"),
        ("schemas", "error[C001]: `schemas` stands among the schemas"),
        ("schemas/pet.json/ledger", "error[C002]: schemas/pet.json/ledger: Not a directory"),
        ("docs", "error[C002]: docs: Is a directory"),
    ];
    for (ledger, expected) in cases {
        let toml = format!("out = 'src/api'\nledger = '{ledger}'\n");
        let folder =
            project(&[("codegen.toml", &toml), ("schemas/pet.json", PET), ("docs/a.md", "")]);
        let ran = codegen(folder.path(), "generate --format concise");
        assert_eq!(ran.status, 2, "{ledger}");
        let expected = format!("codegen.toml:2:10: {expected}");
        assert!(ran.err.starts_with(&expected), "{ledger}: {}", ran.err);
        let pet = std::fs::read_to_string(folder.path().join("schemas/pet.json")).unwrap();
        assert_eq!(pet, PET, "{ledger}");
    }
    let folder = project(&[
        ("codegen.toml", "out = 'docs'\n"),
        ("schemas/pet.json", PET),
        ("docs", "a file"),
    ]);
    let ran = codegen(folder.path(), "generate --format concise");
    assert!(ran.err.starts_with("codegen.toml:1:7: error[C002]: docs/"), "{}", ran.err);
}

#[test]
fn a_document_of_the_standard_input_stands_alone() {
    let folder = project(&[("other.json", PET)]);
    let ran = piped(folder.path(), "generate - --out -", PET);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("// @generated"), "{}", ran.out);
    let modules: Vec<_> = ran.out.lines().filter(|it| it.starts_with("pub mod ")).collect();
    assert_eq!(modules, ["pub mod stdin {"]);
    assert_eq!(read(folder.path()).len(), 1);

    let text = r#"{ "properties": { "pet": { "$ref": "other.json" } } }"#;
    let ran = piped(folder.path(), "inspect - --format concise", text);
    assert_eq!(ran.status, 2);
    assert!(
        ran.out.starts_with("<stdin>:1:36: error[R002]: `$ref` to `other.json`"),
        "{}",
        ran.out
    );
    let ran = piped(folder.path(), "inspect -", text);
    assert!(ran.out.contains("help: the standard input stands in no folder"), "{}", ran.out);
    let ran = piped(folder.path(), "check - --out -", PET);
    assert_eq!(ran.status, 2, "{}", ran.out);
    let ran = piped(folder.path(), "generate --watch -", PET);
    assert_eq!(ran.status, 2);
}

#[test]
fn code_in_one_file_compiles() {
    let schemas = root().join("tests/cases/shapes/basics/input");
    let schemas = if schemas.exists() { schemas } else { root().join("schemas") };
    let folder = project(&[]);
    let line = format!("generate {} --out - --quiet", schemas.display());
    let ran = codegen(folder.path(), &line);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let workspace = Workspace::new();
    let dependencies = "[dependencies]\nserde = \"1\"\n\
                        serde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";
    workspace.add_package("one_file", dependencies);
    workspace.write("one_file/src/api.rs", &ran.out);
    workspace.write(
        "one_file/src/main.rs",
        "#![deny(warnings)]\npub mod api;\nfn main() { println!(\"it compiles\"); }\n",
    );
    assert_eq!(workspace.run_package("one_file"), "it compiles\n");
}

#[test]
fn the_configuration_is_found_from_a_folder_below() {
    let folder = project(&[
        (".git/HEAD", ""),
        ("app/codegen.toml", "out = 'src/api'\n"),
        ("app/schemas/pet.json", r#"{ "title": "Pet", "type": "object", "propertys": {} }"#),
        ("elsewhere/x", ""),
    ]);
    let below = folder.path().join("app/schemas");
    let ran = codegen(&below, "generate --format concise");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.starts_with("pet.json:1:"), "{}", ran.err);
    assert!(ran.err.contains("\n../src/api: "), "{}", ran.err);
    assert!(read(folder.path()).contains_key("app/src/api/mod.rs"));
    assert_eq!(codegen(&folder.path().join("app"), "check").status, 0);
    let ran = codegen(&below, "check --format github");
    assert!(ran.out.starts_with("::warning file=app/schemas/pet.json,line=1,"), "{}", ran.out);
    // Above the repository nobody looks, and beside it there is none.
    let ran = codegen(&folder.path().join("elsewhere"), "check");
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("there is no `codegen.toml` here"), "{}", ran.out);
}

#[test]
fn a_dry_run_says_what_it_would_do_and_does_nothing() {
    let folder = project(&[("schemas/pet.json", PET), ("codegen.toml", "out = 'api'\n")]);
    let ran = codegen(folder.path(), "generate --dry-run");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("create api/pet.rs\n"), "{}", ran.out);
    assert_eq!(read(folder.path()).len(), 2);
    let ran = codegen(folder.path(), "generate --verbose");
    assert!(ran.err.contains("create api/pet.rs\n"), "{}", ran.err);
    let ran = codegen(folder.path(), "generate --dry-run");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    std::fs::rename(folder.path().join("schemas/pet.json"), folder.path().join("schemas/dog.json"))
        .unwrap();
    let ran = codegen(folder.path(), "generate --dry-run");
    assert!(
        ran.out.contains("create api/dog.rs\n") && ran.out.contains("remove api/pet.rs\n"),
        "{}",
        ran.out
    );
    let ran = codegen(folder.path(), "generate --quiet");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn rules_about_other_inputs_are_no_mistake() {
    let toml = "out = 'api'\nopen_enums = 'pet::*'\n[rename]\nToy = 'x::Toy'\n";
    let folder = project(&[
        ("codegen.toml", toml),
        ("schemas/pet.json", PET),
        ("other.json", r#"{ "title": "Bowl", "type": "object" }"#),
    ]);
    let ran = codegen(folder.path(), "generate --out new --format concise");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("codegen.toml:4:1: error[C003]: `Toy` in `rename`"), "{}", ran.err);
    let ran = codegen(folder.path(), "generate other.json --out new");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.starts_with("new: "), "{}", ran.err);
    let ran = codegen(folder.path(), "inspect other.json --format concise");
    assert!(
        ran.err.contains("codegen.toml:2:14: info[C003]: `pet::*` in `open_enums`"),
        "{}",
        ran.err
    );
    // What the command line says itself is meant for what it names.
    let ran = codegen(folder.path(), "generate other.json --out new --set open_enums=zzz");
    assert_eq!(ran.status, 2, "{}", ran.err);
}

#[test]
fn a_change_that_was_accepted_and_made_is_told_about() {
    let accept = "[[accept]]\nfingerprint = \"b74968e5cdb12b8c\"\nreason = \"all know\"\n";
    let folder = project(&[("codegen.toml", accept), ("schemas/pet.json", PET)]);
    commit(folder.path());
    let ran = codegen(folder.path(), "diff --format concise");
    assert_eq!((ran.status, ran.out.as_str()), (0, "no changes\n"));
    assert!(
        ran.err.starts_with("codegen.toml:2:15: warning[C004]: `accept` of b74968e5cdb12b8c"),
        "{}",
        ran.err
    );
    // One that is new may be for a comparison with something older.
    let more =
        format!("{accept}\n[[accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \"soon\"\n");
    std::fs::write(folder.path().join("codegen.toml"), more).unwrap();
    assert_eq!(codegen(folder.path(), "diff").err.matches("C004").count(), 1);
}

#[test]
fn mistakes_in_the_configuration_are_shown_at_the_value() {
    let cases = [
        ("[[allow]]\nreason = 'x'\ncode = 'R999'\n", "codegen.toml:3:8: "),
        ("[[modules]]\npath = 'a'\npattern = '('\n", "codegen.toml:3:11: "),
        ("[formats]\nuuid = 'uuid'\ndate-tme = 'jiff'\n", "codegen.toml:3:1: "),
        ("unresolved = 'opake'\n", "codegen.toml:1:14: "),
        ("[[attributes]]\npath = '*'\nderives = ['Ord', '1']\n", "codegen.toml:3:19: "),
    ];
    for (text, expected) in cases {
        let folder = project(&[("codegen.toml", text), ("schemas/pet.json", PET)]);
        let ran = codegen(folder.path(), "generate --format concise");
        assert_eq!(ran.status, 2);
        assert!(ran.err.starts_with(expected), "{text}: {}", ran.err);
    }
}

/// Waits for something to be so, as long as a slow machine may take.
fn becomes(condition: impl Fn() -> bool) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(120) {
        if condition() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

#[test]
fn a_watch_generates_after_each_change_and_survives_mistakes() {
    let folder = project(&[("schemas/pet.json", PET), ("codegen.toml", "out = 'api'\n")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_codegen"))
        .args(["generate", "--watch"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let has = |path: &str, text: &str| {
        std::fs::read_to_string(folder.path().join(path)).is_ok_and(|it| it.contains(text))
    };
    let put = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).unwrap();
    assert!(becomes(|| has("api/.codegen.json", "digest")));
    put("schemas/pet.json", "{ ");
    std::thread::sleep(Duration::from_millis(1_000));
    put("schemas/toy.json", r#"{ "title": "Toy", "type": "object" }"#);
    put("schemas/pet.json", &PET.replace("name", "nick"));
    assert!(becomes(|| has("api/pet.rs", "nick") && has("api/toy.rs", "Toy")));
    put("codegen.toml", "out = 'other'\n");
    assert!(becomes(|| has("other/.codegen.json", "digest")));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_crate_begins_with_two_commands() {
    let schemas = [
        (
            "order",
            r#"{ "title": "Order", "type": "object", "required": ["customer"], "properties": {
            "customer": { "$ref": "customer.json" }, "lines": { "items": { "$ref": "line.json" } } } }"#,
        ),
        (
            "customer",
            r#"{ "type": "object", "properties": {
            "name": { "type": "string" }, "last": { "$ref": "order.json" } } }"#,
        ),
        (
            "line",
            r#"{ "type": "object", "properties": { "count": { "type": "integer", "minimum": 1 } } }"#,
        ),
    ];
    let workspace = Workspace::new();
    workspace.add_package("begun", "");
    for (name, text) in schemas {
        workspace.write(&format!("begun/schemas/{name}.json"), text);
    }
    workspace.write("begun/src/main.rs", "fn main() {}\n");
    workspace.write("begun/.git/HEAD", "");
    let folder = workspace.folder.join("begun");
    let ran = codegen(&folder, "init");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    let next = "next: `cargo run --example read -- FILE` reads a document\n";
    assert!(ran.err.contains(next) && ran.err.contains("as `order::Order`"), "{}", ran.err);
    let toml = std::fs::read_to_string(folder.join("codegen.toml")).unwrap();
    // The schema for editors is named where it is near: what is committed names no far folder.
    let [here, checkout] = [folder.clone(), root()].map(|it| it.canonicalize().unwrap());
    assert_eq!(toml.starts_with("#:schema "), here.starts_with(checkout), "{toml}");
    assert!(toml.contains("\nschemas = \"schemas\"\n"), "{toml}");
    workspace.write(
        "begun/good.json",
        r#"{ "customer": { "name": "Ada" }, "lines": [{ "count": 2 }] }"#,
    );
    workspace.write("begun/bad.json", r#"{ "customer": {}, "lines": [{ "count": 0 }] }"#);
    // The copy of the workspace has a generator of its own.
    let generator = root().join("codegen").display().to_string();
    let manifest = workspace.read("begun/Cargo.toml").unwrap();
    let path = manifest.split("path = \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(folder.join(path).canonicalize().unwrap().display().to_string(), generator);
    workspace.edit("begun/Cargo.toml", path, "../codegen");
    let ran = workspace.cargo("build --quiet -p begun --example read", false);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let program = folder.join("../../workspace-target/debug/examples/read");
    let read = |file: &str| run(Command::new(&program).arg(folder.join(file)));
    let ran = read("good.json");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("name: Some(") && ran.out.contains("\"Ada\""), "{}", ran.out);
    let ran = read("bad.json");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("error: /lines/0/count: expected at least 1, found 0"), "{}", ran.err);
}

#[test]
fn the_configuration_has_a_schema_of_which_types_are_made() {
    let page = root().join("docs/codegen.schema.json");
    let folder = project(&[]);
    let ran = codegen(folder.path(), "config-schema");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&page, &ran.out).unwrap();
    }
    assert_eq!(ran.out, std::fs::read_to_string(&page).unwrap(), "run again with UPDATE=1");

    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let manual = std::fs::read_to_string(root().join("docs/configuration.md")).unwrap();
    let blocks =
        manual.split("```toml\n").skip(1).map(|it| it.split("```").next().unwrap().to_owned());
    let own = std::fs::read_to_string(root().join("codegen.toml")).unwrap();
    for text in blocks.chain([own]) {
        let value: toml::Value = toml::from_str(&text).unwrap();
        let value = serde_json::to_value(value).unwrap();
        let errors: Vec<_> = validator.iter_errors(&value).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{text}");
    }
    for text in
        ["shemas = 'a'", "unresolved = 'x'", "[formats]\nuuid = 'jiff'", "[[allow]]\ncode = 'R002'"]
    {
        let value: toml::Value = toml::from_str(text).unwrap();
        assert!(!validator.is_valid(&serde_json::to_value(value).unwrap()), "{text}");
    }

    let ran = codegen(folder.path(), &format!("inspect {} --format concise", page.display()));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("opaque 0"), "{}", ran.out);
}

#[test]
fn nothing_begins_where_the_schemas_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let ran = codegen(folder.path(), "init nosuch.json");
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("error[S001]"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
