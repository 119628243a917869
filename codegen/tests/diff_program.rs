//! `codegen diff` as people run it: in a git repository, against a folder, in a clone without
//! history; and the transcript of a schema update in `docs/ci.md`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::internal::files::{Disk, Files};
use serde_json::{Value, json};

const OLD: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Pull",
  "type": "object",
  "properties": {
    "status": { "enum": ["open", "closed"] },
    "title": { "type": "string" }
  },
  "required": ["status"]
}
"#;

/// A folder of its own.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// A git repository with a schema and what is generated from it.
    fn committed() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("schemas/pull.json", OLD);
        project.write("codegen.toml", "out = 'src/api'\n");
        assert_eq!(project.run("generate").0, 0);
        project.git(&["init", "-q", "-b", "main"]);
        project.commit("Begin");
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        Disk.write(&self.path().join(path), text.as_bytes()).unwrap();
    }

    /// Replaces a part of the schema.
    fn edit(&self, from: &str, to: &str) {
        let path = self.path().join("schemas/pull.json");
        let text = String::from_utf8(Disk.read(&path).unwrap()).unwrap();
        assert!(text.contains(from), "{text}");
        self.write("schemas/pull.json", &text.replace(from, to));
    }

    fn git(&self, words: &[&str]) {
        let names = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
        let run = Command::new("git").args(names).args(words).current_dir(self.path()).output();
        let Output { status, stderr, .. } = run.unwrap();
        assert!(status.success(), "git {words:?}: {}", String::from_utf8_lossy(&stderr));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn run(&self, line: &str) -> (i32, String, String) {
        run_in(self.path(), line)
    }
}

/// Runs the program; its status, standard output and standard error.
fn run_in(folder: &Path, line: &str) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_codegen"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn json(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    let schema = docs("diff.schema.json");
    let schema: Value = serde_json::from_slice(&Disk.read(&schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    value
}

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

#[test]
fn nothing_changed_is_clean() {
    let project = Project::committed();
    assert_eq!(project.run("diff --fail-on warn"), (0, "no changes\n".to_owned(), String::new()));
    let (status, out, _) = project.run("diff --format json");
    assert_eq!(status, 0);
    assert_eq!(json(&out)["changes"], Value::Array(vec![]));
    assert_eq!(json(&out)["summary"]["rust"], "patch");
    assert_eq!(project.run("diff --format github").1, "");
    assert!(project.run("diff --format markdown").1.contains("None."));
}

#[test]
fn a_change_is_told_in_every_format() {
    let project = Project::committed();
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    let (status, out, _) = project.run("diff --format json");
    assert_eq!(status, 0);
    let report = json(&out);
    let change = &report["changes"][0];
    assert_eq!(change["code"], "D008");
    assert_eq!(change["pointer"], "/properties/status/enum/2");
    assert_eq!((&change["old"], &change["new"]), (&Value::Null, &Value::from("merged")));
    assert_eq!(change["set"], "widens");
    assert_eq!(
        report["summary"],
        serde_json::json!({
            "strict": "breaks", "open": "ok", "writer": "ok", "rust": "major"
        })
    );

    let (_, out, _) = project.run("diff");
    assert!(out.starts_with("1 change; strict readers: breaks; open readers: ok;"), "{out}");
    assert!(out.contains("\n\nerror[D008]: the value `merged` was added\n"), "{out}");
    assert!(out.contains("::: HEAD:schemas/pull.json:6:15"), "{out}");
    assert!(out.contains("only the new schema accepts `{\"status\":\"merged\"}`"), "{out}");
    assert!(!out.contains('\u{1b}'), "{out}");
    let (_, out, _) = project.run("diff --format concise");
    let line = "schemas/pull.json:6:44: error[D008]: the value `merged` was added \
                (#/properties/status/enum/2)\n";
    assert!(out.ends_with(line), "{out}");
    let (_, out, _) = project.run("diff --format github");
    assert!(out.starts_with("::error file=schemas/pull.json,line=6,col=44,"), "{out}");
    assert_eq!(out.lines().count(), 1);
    let (_, out, _) = project.run("diff --format markdown");
    assert!(out.starts_with("### Schema changes\n\n| strict readers |"), "{out}");
    assert!(out.contains("| ❌ | D008: the value `merged` was added"), "{out}");
}

#[test]
fn perspective_and_severity_choose_what_fails() {
    let project = Project::committed();
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    for (arguments, expected) in [
        ("", 0),
        ("--fail-on never", 0),
        ("--fail-on error", 1),
        ("--fail-on warn", 1),
        ("--fail-on error --perspective strict", 1),
        ("--fail-on error --perspective rust", 1),
        ("--fail-on warn --perspective open,writer", 0),
    ] {
        assert_eq!(project.run(&format!("diff {arguments}")).0, expected, "{arguments}");
    }
    project.write(
        "schemas/pull.json",
        &OLD.replace("\"string\" }", "\"string\", \"default\": \"x\" }"),
    );
    project.commit("Add a default");
    project.edit("\"default\": \"x\"", "\"default\": \"y\"");
    assert_eq!(project.run("diff --fail-on error").0, 0);
    assert_eq!(project.run("diff --fail-on warn").0, 1);
}

#[test]
fn accepted_changes_do_not_fail_until_they_go_further() {
    let project = Project::committed();
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    let (_, out, _) = project.run("diff --format json");
    let fingerprint = json(&out)["changes"][0]["fingerprint"].as_str().unwrap().to_owned();
    let accept = format!(
        "out = 'src/api'\n[[accept]]\nfingerprint = '{fingerprint}'\nreason = 'all readers are ready'\n"
    );
    project.write("codegen.toml", &accept);
    let (status, out, _) = project.run("diff --fail-on warn");
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("accepted: all readers are ready"), "{out}");
    project.edit("\"merged\"", "\"joined\"");
    assert_eq!(project.run("diff --fail-on warn").0, 1);

    for (wrong, message) in [
        ("fingerprint = '12'\nreason = 'x'", "`12` is no fingerprint"),
        ("fingerprint = '0123456789abcdef'", "missing field `reason`"),
        ("fingerprint = '0123456789abcdef'\nreason = ' '", "an `accept` needs a `reason`"),
        ("fingerprint = '0123456789abcdef'\nreason = 'x'\nwhy = 1", "unknown key `why`"),
    ] {
        project.write("codegen.toml", &format!("[[accept]]\n{wrong}\n"));
        let (status, out, _) = project.run("diff");
        assert_eq!(status, 2, "{wrong}");
        assert!(out.contains(message), "{wrong}: {out}");
    }
}

#[test]
fn a_fingerprint_is_of_one_change_wherever_its_neighbours_stand() {
    let project = Project::committed();
    let arms = |first: &str, kind: &str| {
        let arm = r#"{ "type": "object", "properties": { "tag": { "const": "b" }, "x": { "type": "KIND" } }, "required": ["tag"] }"#;
        let arm = arm.replace("KIND", kind);
        format!(r#"{{ "oneOf": [{first} {{ "type": "string" }}, {arm}] }}"#)
    };
    let fingerprints = |project: &Project| -> Vec<(String, String)> {
        let (_, out, _) = project.run("diff --format json");
        let report = json(&out);
        let text = |change: &Value, name: &str| change[name].as_str().unwrap().to_owned();
        let changes = report["changes"].as_array().unwrap().iter();
        changes.map(|it| (text(it, "code"), text(it, "fingerprint"))).collect()
    };
    project.write("schemas/pull.json", &arms("", "string"));
    project.commit("A union");
    project.write("schemas/pull.json", &arms("", "integer"));
    let before = fingerprints(&project);
    project.write("schemas/pull.json", &arms("{ \"type\": \"null\" },", "integer"));
    let after = fingerprints(&project);
    assert!(before.iter().any(|(code, _)| code == "D007"), "{before:?}");
    assert!(before.iter().all(|it| it.0 != "D007" || after.contains(it)), "{before:?} {after:?}");
    project.write("schemas/pull.json", &arms("", "boolean"));
    let other = fingerprints(&project);
    assert!(before.iter().all(|it| !other.contains(it)), "{before:?} {other:?}");
}

#[test]
fn what_is_gone_has_a_fingerprint_of_its_own() {
    let project = Project { folder: tempfile::tempdir().unwrap() };
    project
        .write("old/a.json", r#"{ "properties": { "a": { "minLength": 5 }, "b": {}, "c": {} } }"#);
    let fingerprint = |new: &str| {
        project.write("new/a.json", new);
        let report = json(&project.run("diff --against old --schemas new --format json").1);
        let changes = report["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "{report}");
        changes[0]["fingerprint"].as_str().unwrap().to_owned()
    };
    let without_b = fingerprint(r#"{ "properties": { "a": { "minLength": 5 }, "c": {} } }"#);
    let without_c = fingerprint(r#"{ "properties": { "a": { "minLength": 5 }, "b": {} } }"#);
    assert_ne!(without_b, without_c);
    project.write("old/a.json", r#"{ "properties": { "a": { "minLength": 5, "maxLength": 5 } } }"#);
    let without_least = fingerprint(r#"{ "properties": { "a": { "maxLength": 5 } } }"#);
    let without_most = fingerprint(r#"{ "properties": { "a": { "minLength": 5 } } }"#);
    assert_ne!(without_least, without_most);
}

#[test]
fn the_old_side_may_be_a_revision_or_a_folder() {
    let project = Project::committed();
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    project.commit("Add a value");
    assert_eq!(project.run("diff").1, "no changes\n");
    assert_eq!(project.run("diff --against HEAD~1 --fail-on error").0, 1);
    assert_eq!(project.run("diff --against main --fail-on error").0, 0);
    project.write("old/pull.json", OLD);
    assert_eq!(project.run("diff --against old --fail-on error").0, 1);
    // From a folder of the repository, and with a path that leads out of it.
    let inside = project.path().join("schemas");
    let line = "diff --schemas pull.json --against HEAD~1 --fail-on error";
    assert_eq!(run_in(&inside, line).0, 1, "{:?}", run_in(&inside, line));
    let (status, out, _) = project.run("diff --schemas ../elsewhere --against HEAD~1");
    assert_eq!(status, 2, "{out}");
    // Where there was nothing before, there is nothing to compare with.
    project.write("more/user.json", r#"{ "type": "object" }"#);
    let (status, out, _) = project.run("diff --schemas more --fail-on error --format concise");
    assert_eq!(status, 2, "{out}");
    assert!(out.contains("error[D090]: the old side has no schemas"), "{out}");
    let (_, out, _) = project.run("diff --schemas more");
    assert!(out.contains("pass `--allow-new`"), "{out}");
    // A file against a file, by whatever names.
    project.write("a.json", OLD);
    project.write("b.json", &OLD.replace("closed", "shut"));
    let line = "diff --against a.json --schemas b.json --format concise --perspective strict";
    let (status, out, _) = project.run(&format!("{line} --fail-on error"));
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("the value `closed` became `shut`"), "{out}");
    let (_, out, _) = project.run(&format!("{line} --hide info"));
    assert!(out.contains("(1 not shown)") && !out.contains("D033"), "{out}");
}

#[test]
fn schemas_that_moved_when_a_configuration_came_are_compared_all_the_same() {
    let project = Project { folder: tempfile::tempdir().unwrap() };
    project.write("schemas/pull.json", OLD);
    project.git(&["init", "-q", "-b", "main"]);
    project.commit("Begin");
    project.write("specs/pull.json", &OLD.replace(r#", "closed""#, ""));
    project.write("codegen.toml", "schemas = 'specs'\n");
    let (status, out, err) = project.run("diff --allow-new --format concise --fail-on error");
    assert_eq!(status, 1, "{out}{err}");
    assert!(out.contains("the value `closed` was removed"), "{out}");
}

#[test]
fn another_checkout_without_a_configuration_has_its_schemas_where_this_one_has() {
    let project = Project { folder: tempfile::tempdir().unwrap() };
    project.write("old/schemas/pull.json", OLD);
    project.write("schemas/pull.json", &OLD.replace(r#""closed"]"#, r#""closed", "merged"]"#));
    let (status, out, err) = project.run("diff --against old --format concise --fail-on error");
    assert_eq!(status, 1, "{out}{err}");
    assert!(out.contains("the value `merged` was added") && !out.contains("D033"), "{out}");
}

/// An API description: what its requests and its responses are, and what is said of a page.
fn api(pet: &str, new_pet: &str, most: u32) -> String {
    json!({
        "openapi": "3.1.0",
        "paths": {
            "/pets/{id}": {
                "parameters": [
                    { "name": "depth", "in": "query", "schema": { "type": "integer", "maximum": most } }
                ],
                "get": { "responses": { "200": { "content": { "application/json": { "schema": {
                    "type": "object", "properties": { "pet": { "$ref": "#/components/schemas/Pet" } }
                } } } } } },
                "put": {
                    "requestBody": { "content": { "application/json": { "schema": {
                        "$ref": "#/components/schemas/NewPet"
                    } } } },
                    "responses": {},
                    "callbacks": { "done": { "{$request.body#/url}": { "post": {
                        "requestBody": { "content": { "application/json": { "schema": {
                            "type": "array", "items": { "$ref": "#/components/schemas/Pet" }
                        } } } }
                    } } } }
                }
            }
        },
        "components": { "schemas": {
            "Pet": { "type": "object", "properties": { "state": { "enum": pet.split(' ').collect::<Vec<_>>() } } },
            "NewPet": { "type": "object", "properties": { "kind": { "enum": new_pet.split(' ').collect::<Vec<_>>() } } }
        } }
    })
    .to_string()
}

#[test]
fn it_is_said_who_breaks_in_which_operation() {
    let project = Project { folder: tempfile::tempdir().unwrap() };
    let affected = |old: &str, new: &str| {
        project.write("old/schemas/api.json", old);
        project.write("schemas/api.json", new);
        let (_, out, _) = project.run("diff --against old");
        let lines = out.lines().filter_map(|it| it.trim().strip_prefix("= note: "));
        let lines = lines.filter(|it| it.starts_with("clients") || it.starts_with("servers"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let old = api("open sold", "cat dog", 5);
    // What comes from the API is read by the client, and so is what a callback brings to its server.
    assert_eq!(
        affected(&old, &api("open sold lost", "cat dog", 5)),
        ["clients break in what the API sends: `GET /pets/{id}`, `POST {$request.body#/url}`",]
    );
    assert_eq!(
        affected(&old, &api("open sold", "cat", 5)),
        ["clients break in what the API takes: `PUT /pets/{id}`"]
    );
    assert_eq!(
        affected(&old, &api("open sold", "cat dog cow", 5)),
        ["servers break in what the API takes: `PUT /pets/{id}`"]
    );
    assert_eq!(
        affected(&old, &api("open sold", "cat dog", 4)),
        ["clients break in what the API takes: `/pets/{id}`"]
    );
    assert!(affected(&old, &old).is_empty());
}

#[test]
fn the_first_schemas_are_all_new() {
    let project = Project { folder: tempfile::tempdir().unwrap() };
    project.write("README.md", "Nothing yet");
    project.git(&["init", "-q", "-b", "main"]);
    project.commit("Begin");
    project.write("schemas/pull.json", OLD);
    project.write("codegen.toml", "out = 'src/api'\n");
    let line = "diff --against main --fail-on error --format concise";
    let (status, out, err) = project.run(&format!("{line} --allow-new"));
    assert_eq!(status, 0, "{out}{err}");
    assert!(
        err.starts_with("main has no schemas: there are none in `schemas`: all are new"),
        "{err}"
    );
    assert!(out.contains("info[D031]: a schema was added"), "{out}");
    assert!(!out.contains("D040"), "{out}");
    // Whoever does not say so, or names a folder, may have named the wrong one.
    assert_eq!(project.run(line).0, 2);
    project.write("empty/README.md", "");
    assert_eq!(project.run("diff --against empty --allow-new").0, 2);
    project.commit("Import");
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    assert_eq!(project.run(&format!("{line} --allow-new")).0, 1);
}

#[test]
fn files_are_compared_with_those_of_a_folder_that_have_their_names() {
    let project = Project::committed();
    project.write("old/pull.json", OLD);
    project.write("old/user.json", r#"{ "type": "object" }"#);
    project.edit("closed", "shut");
    let (status, out, _) = project.run("diff schemas/pull.json --against old --format concise");
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("the value `closed` became `shut`"), "{out}");
    assert!(!out.contains("user") && !out.contains("D032"), "{out}");
    project.write("other.json", OLD);
    let (status, out, _) = project.run("diff other.json --against old --format concise");
    assert_eq!(status, 2, "{out}");
    assert!(out.contains("`old` has no `other.json`"), "{out}");
}

#[test]
fn a_file_takes_along_what_it_refers_to_at_a_revision_as_well() {
    let project = Project::committed();
    project.write("schemas/main.json", r#"{ "properties": { "pull": { "$ref": "pull.json" } } }"#);
    project.commit("Refer to it");
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    let (status, out, err) = project.run("diff schemas/main.json --fail-on error --format concise");
    assert_eq!(status, 1, "{out}{err}");
    assert!(out.contains("the value `merged` was added"), "{out}");
}

#[test]
fn files_that_git_ignores_are_no_schemas_at_a_revision_either() {
    let project = Project::committed();
    project.write(".gitignore", "*.tmp.json\n/schemas/drafts\n");
    for path in ["schemas/a.tmp.json", "schemas/drafts/b.json", "schemas/node_modules/c.json"] {
        project.write(path, r#"{ "type": "object" }"#);
    }
    project.git(&["add", "--force", "schemas"]);
    project.commit("Ignore some, and keep them all the same");
    assert_eq!(project.run("diff --format concise").1, "no changes\n");
    assert_eq!(project.run("diff --format concise --against HEAD~1").1, "no changes\n");
    // Not those which are named, and not where nothing would be left.
    project.write("schemas/a.tmp.json", r#"{ "type": "string" }"#);
    project.write("schemas/drafts/b.json", r#"{ "type": "string" }"#);
    for input in ["schemas/a.tmp.json", "schemas/drafts", "schemas/drafts/*.json"] {
        let (_, out, err) = project.run(&format!("diff {input} --format concise"));
        assert!(out.contains("D007"), "{input}: {out}{err}");
    }
}

#[test]
fn the_old_side_is_read_as_it_was_configured_and_where_it_was() {
    let project = Project::committed();
    project.git(&["mv", "schemas", "specs"]);
    project.write("codegen.toml", "schemas = 'specs'\nout = 'src/api'\n");
    project.write("specs/pull.json", &OLD.replace("closed", "shut"));
    let became = "the value `closed` became `shut`";
    let (status, out, _) = project.run("diff --fail-on error --format concise");
    assert_eq!(status, 1, "{out}");
    assert!(out.contains(became) && !out.contains("D031"), "{out}");
    // By the renames that version control knows, where no configuration says where they were.
    project.commit("Move");
    let (status, out, _) = project.run("diff --schemas specs --against HEAD~1 --format concise");
    assert!(status == 0 && out.contains(became), "{out}");
    project.write("codegen.toml", "schemas = 'specs'\nout = 'src/api'\nrename.Pull = 'Request'\n");
    let (_, out, _) = project.run("diff --format concise");
    assert!(out.contains("error[D040]: `rename` of the configuration was {}"), "{out}");
    // A folder that is a project of its own is read as that says.
    project.write("before/codegen.toml", "schemas = 'deep/inside'\n");
    project.write("before/deep/inside/pull.json", OLD);
    let (_, out, _) = project.run("diff --against before --format concise");
    assert!(out.contains(became) && !out.contains("D033"), "{out}");
}

#[test]
fn a_type_of_the_program_breaks_those_who_use_the_generated_one() {
    let project = Project::committed();
    let replace = "[[replace]]\npath = 'pull::PullStatus'\nwith = 'crate::Status'\n";
    project.write("codegen.toml", &format!("out = 'src/api'\n{replace}"));
    let (_, out, _) = project.run("diff --against HEAD");
    assert!(out.contains("`replace` of the configuration was [] and is "), "{out}");
    assert!(out.contains("writers: ok; Rust: major"), "{out}");
    assert!(out.contains("`pull::PullStatus` was a `enum` and is a `type crate::Status`"), "{out}");
}

#[test]
fn the_old_side_may_be_where_two_histories_parted() {
    let project = Project::committed();
    project.git(&["checkout", "-q", "-b", "mine"]);
    project.edit("closed", "shut");
    project.commit("Respell");
    project.git(&["checkout", "-q", "main"]);
    project.edit(r#""title": { "type": "string" }"#, r#""title": { "type": "integer" }"#);
    project.commit("Go on");
    project.git(&["checkout", "-q", "mine"]);
    let (_, out, _) = project.run("diff --against main --format concise");
    assert!(out.contains("D007") && out.contains("D010"), "{out}");
    for against in ["main...HEAD", "main...", "main...mine"] {
        let (_, out, _) = project.run(&format!("diff --against {against} --format concise"));
        assert!(!out.contains("D007") && out.contains("D010"), "{against}: {out}");
    }
    assert_eq!(project.run("diff --against main...v9").0, 2);
}

#[cfg(unix)]
#[test]
fn links_are_followed_at_a_revision() {
    let project = Project::committed();
    project.git(&["mv", "schemas", "real"]);
    project.write("elsewhere/user.json", r#"{ "type": "string" }"#);
    std::os::unix::fs::symlink("real", project.path().join("schemas")).unwrap();
    let link = project.path().join("real/user.json");
    std::os::unix::fs::symlink("../elsewhere/user.json", link).unwrap();
    project.write("codegen.toml", "out = 'src/api'\nfollow_links_to = ['elsewhere']\n");
    project.commit("Link");
    assert_eq!(project.run("diff --fail-on warn").1, "no changes\n");
    project.write("elsewhere/user.json", r#"{ "type": "integer" }"#);
    let (_, out, _) = project.run("diff --format concise");
    assert!(out.contains("D007") && !out.contains("D031"), "{out}");
    let (_, out, _) = project.run("diff --format concise --schemas schemas/user.json");
    assert!(out.contains("D007"), "{out}");
}

#[cfg(unix)]
#[test]
fn links_at_a_revision_have_an_end() {
    let project = Project::committed();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] {
        std::os::unix::fs::symlink(".", project.path().join("schemas").join(name)).unwrap();
    }
    project.commit("Link");
    assert_eq!(project.run("diff --fail-on warn").1, "no changes\n");
}

#[test]
fn a_comment_has_room_for_any_report() {
    let project = Project::committed();
    let members = |kind: &str| {
        let member = |index| format!(r#""member{index}": {{ "type": "{kind}" }}"#);
        let members = (0..700).map(member).collect::<Vec<_>>().join(",");
        format!(r#"{{ "type": "object", "properties": {{ {members} }} }}"#)
    };
    project.write("schemas/pull.json", &members("string"));
    project.commit("Grow");
    project.write("schemas/pull.json", &members("integer"));
    let (_, out, _) = project.run("diff --format markdown");
    assert!(out.len() < 65_536, "{}", out.len());
    assert!(out.contains("was `Option<String>` and is `Option<i64>`"), "{out}");
    let more = out.contains(" (700 times) ") || out.contains(" more are not listed.");
    assert!(more, "{out}");
}

#[test]
fn a_comparison_that_cannot_be_made_is_not_clean() {
    let project = Project::committed();
    let (status, out, _) = project.run("diff --against v9");
    assert_eq!(status, 2);
    assert!(out.starts_with("error[D090]: there is no revision `v9`"), "{out}");
    assert!(out.contains("fetch-depth: 0"), "{out}");
    let (status, out, _) = project.run("diff --against --help-me");
    assert_eq!((status, out.as_str()), (2, ""));

    project.edit("closed", "shut");
    project.commit("Respell");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", project.path().display());
    let target = clone.path().join("clone");
    let words = ["clone", "-q", "--depth", "1", &from, &target.display().to_string()];
    project.git(&words);
    let (status, out, _) = run_in(&target, "diff --against HEAD~1");
    assert_eq!(status, 2, "{out}");
    assert!(out.contains("does not have the whole history"), "{out}");
    assert!(out.contains("git fetch --unshallow"), "{out}");

    let bare = tempfile::tempdir().unwrap();
    Disk.write(&bare.path().join("schemas/pull.json"), OLD.as_bytes()).unwrap();
    let (status, out, _) = run_in(bare.path(), "diff --format concise");
    assert_eq!(status, 2);
    assert!(out.starts_with("error[D090]: this is not a git repository"), "{out}");

    project.write("schemas/pull.json", "{");
    let (status, out, _) = project.run("diff --format json");
    assert_eq!(status, 2);
    assert!(out.contains("S004"), "{out}");
}

#[test]
fn a_broken_old_side_is_not_clean() {
    let project = Project::committed();
    project.write("schemas/pull.json", "{ broken");
    project.commit("Break it");
    project.write("schemas/pull.json", OLD);
    let (status, out, _) = project.run("diff");
    assert_eq!(status, 2, "{out}");
    assert!(out.contains("S004"), "{out}");
}

/// The commands of the guide with what they print, as `docs/ci.md` shows them.
fn transcript() -> String {
    let project = Project::committed();
    let mut text = String::new();
    let mut step = |line: &str, expected: i32| {
        let (status, out, err) = project.run(line);
        assert_eq!(status, expected, "{line}: {out}{err}");
        let tail = if status == 0 { String::new() } else { format!("# exit status {status}\n") };
        // The differences of generated files change with the generator; what they come to stays.
        let out = match out.split_once("\n\nerror[G") {
            Some((_, verdict)) => format!("… the differences …\n\nerror[G{verdict}"),
            None => out,
        };
        text.push_str(&format!("$ codegen {line}\n{out}{err}{tail}\n"));
    };
    step("check", 0);
    project.edit(r#""closed"]"#, r#""closed", "merged"]"#);
    step("check", 1);
    step("diff --fail-on error", 1);
    step("generate", 0);
    step("check", 0);
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_transcript_in_the_guide_is_what_happens() {
    const BEGIN: &str = "<!-- transcript -->\n\n```console\n";
    const END: &str = "```\n\n<!-- end of transcript -->";
    let path = docs("ci.md");
    let page = String::from_utf8(Disk.read(&path).unwrap()).unwrap().replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let wanted = format!("{before}{BEGIN}{}{END}{after}", transcript());
    if std::env::var_os("UPDATE").is_some() {
        Disk.write(&path, wanted.as_bytes()).unwrap();
    } else {
        assert!(
            page == wanted,
            "rewrite it: UPDATE=1 cargo test -p codegen --test diff_program\n{wanted}"
        );
    }
}

#[test]
fn schemas_that_are_not_there_are_shown_where_the_configuration_names_them() {
    let project = Project::committed();
    project.write("codegen.toml", "out = 'src/api'\nschemas = 'nowhere'\n");
    let (status, out, err) = project.run("diff --format concise");
    assert_eq!(status, 2, "{out}{err}");
    assert!(out.starts_with("codegen.toml:2:11: error[S001]"), "{out}{err}");
}
