//! Writing, checking and every interruption in between.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};

use super::{Manifest, Plan, Target, Tree, Written, current::digest, is_current, plan, write};
use crate::config::Config;
use crate::diagnostic::{Code, Sink};
use crate::files::{Disk, FileKind, Files, Memory};
use crate::pipeline;
use crate::source::{self, Sources};

const OUT: &str = "crate/src/api";
const LEDGER: &str = "crate/ledger.json";

fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned()));
    Tree { files: files.collect() }
}

fn old_tree() -> Tree {
    tree(&[
        ("a.rs", "old a\n"),
        ("b/c.rs", "c\n"),
        ("b/mod.rs", "mod c;\n"),
        ("gone/deep/d.rs", "d\n"),
        ("gone/deep/mod.rs", "mod d;\n"),
        ("gone/mod.rs", "mod deep;\n"),
        ("mod.rs", "mod a; mod b; mod gone;\n"),
    ])
}

fn new_tree() -> Tree {
    tree(&[
        ("a.rs", "new a\n"),
        ("b/c.rs", "c\n"),
        ("b/e.rs", "e\n"),
        ("b/mod.rs", "mod c; mod e;\n"),
        ("f/mod.rs", "f\n"),
        ("mod.rs", "mod a; mod b; mod f;\n"),
    ])
}

fn config() -> Config {
    Config::new().out(OUT).ledger(LEDGER)
}

/// What a run would read of a disk.
fn sources(files: &dyn Files, config: &Config) -> Sources {
    source::run(files, &pipeline::inputs(config), &mut Sink::new())
}

#[track_caller]
fn plan_of(files: &dyn Files, tree: &Tree, ledger: &str) -> Plan {
    let digest = digest(&config(), &sources(files, &config()));
    let ledger = Some((Path::new(LEDGER), ledger));
    let target = Target { out: Path::new(OUT), ledger, digest: &digest, findings: 0 };
    plan(files, &target, tree.clone()).unwrap()
}

#[track_caller]
fn generate(files: &dyn Files, tree: &Tree, ledger: &str) -> Written {
    write(files, &plan_of(files, tree, ledger)).unwrap()
}

/// A disk with a schema, the old tree and two files of somebody else.
fn disk_with_old_tree() -> Memory {
    let files = Memory::with([
        ("schemas/a.json", "{}"),
        ("crate/src/api/mine.rs", "mine"),
        ("crate/src/lib.rs", "lib"),
    ]);
    generate(&files, &old_tree(), "old ledger");
    files
}

/// All files with their texts.
fn contents(files: &dyn Files) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let text = String::from_utf8(files.read(&path).unwrap()).unwrap();
        (path, text)
    };
    let mut paths = files.list(Path::new("crate"), &[]).unwrap().files;
    let manifest = Manifest::path(Path::new(OUT));
    if files.kind(&manifest).unwrap().is_some() {
        paths.push(manifest);
        paths.sort();
    }
    paths.into_iter().map(read).collect()
}

fn drift(plan: &Plan) -> Vec<(String, Code)> {
    plan.drift().into_iter().map(|it| (it.path.to_str().unwrap().to_owned(), it.code)).collect()
}

/// Fails from the n-th operation that changes something on, as a crash or a full disk does.
struct Failing<'a> {
    files: &'a Memory,
    left: Cell<usize>,
}

impl Failing<'_> {
    fn step(&self) -> io::Result<()> {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        if left == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Files for Failing<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        self.files.kind(path)
    }

    fn is_link(&self, path: &Path) -> io::Result<bool> {
        self.files.is_link(path)
    }

    fn remove_leftovers(&self, folder: &Path) -> io::Result<()> {
        self.files.remove_leftovers(folder)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.files.entries(folder)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonical(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        self.files.write(path, bytes)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.files.remove_file(path)
    }

    fn remove_empty_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.files.remove_empty_dir(path)
    }
}

#[test]
fn only_what_changed_is_written_and_only_what_is_owned_is_removed() {
    let files = disk_with_old_tree();
    let plan = plan_of(&files, &new_tree(), "new ledger");
    let order: Vec<_> = plan.changes.iter().map(|it| it.path().to_str().unwrap()).collect();
    assert_eq!(
        order,
        [
            "crate/src/api/b/e.rs",
            "crate/src/api/b/mod.rs",
            "crate/src/api/f/mod.rs",
            "crate/src/api/a.rs",
            "crate/src/api/mod.rs",
            "crate/ledger.json",
            "crate/src/api/gone/deep/d.rs",
            "crate/src/api/gone/deep/mod.rs",
            "crate/src/api/gone/mod.rs",
        ]
    );
    assert_eq!(
        drift(&plan),
        [
            ("crate/ledger.json".to_owned(), Code::Outdated),
            ("crate/src/api/a.rs".to_owned(), Code::Outdated),
            ("crate/src/api/b/e.rs".to_owned(), Code::Missing),
            ("crate/src/api/b/mod.rs".to_owned(), Code::Outdated),
            ("crate/src/api/f/mod.rs".to_owned(), Code::Missing),
            ("crate/src/api/gone/deep/d.rs".to_owned(), Code::Stale),
            ("crate/src/api/gone/deep/mod.rs".to_owned(), Code::Stale),
            ("crate/src/api/gone/mod.rs".to_owned(), Code::Stale),
            ("crate/src/api/mod.rs".to_owned(), Code::Outdated),
        ]
    );
    assert_eq!(write(&files, &plan).unwrap(), Written { created: 2, updated: 4, removed: 3 });

    let names: Vec<_> = contents(&files).into_iter().map(|(path, _)| path).collect();
    let expected = [
        LEDGER,
        "crate/src/api/.codegen.json",
        "crate/src/api/a.rs",
        "crate/src/api/b/c.rs",
        "crate/src/api/b/e.rs",
        "crate/src/api/b/mod.rs",
        "crate/src/api/f/mod.rs",
        "crate/src/api/mine.rs",
        "crate/src/api/mod.rs",
        "crate/src/lib.rs",
    ];
    assert_eq!(names, expected.map(PathBuf::from));
    assert_eq!(files.kind(Path::new("crate/src/api/gone")).unwrap(), None);

    let again = plan_of(&files, &new_tree(), "new ledger");
    assert!(again.is_clean() && again.writes_nothing());
    let nothing_works = Failing { files: &files, left: Cell::new(0) };
    assert_eq!(write(&nothing_works, &again).unwrap(), Written::default());
}

#[test]
fn every_interruption_leaves_a_tree_or_drift_and_is_repaired() {
    let before = contents(&disk_with_old_tree());
    let complete = disk_with_old_tree();
    generate(&complete, &new_tree(), "new ledger");
    let after = contents(&complete);

    for steps in 0.. {
        let files = disk_with_old_tree();
        let failing = Failing { files: &files, left: Cell::new(steps) };
        let result = write(&failing, &plan_of(&files, &new_tree(), "new ledger"));
        let now = contents(&files);
        let new_check = plan_of(&files, &new_tree(), "new ledger");
        let old_check = plan_of(&files, &old_tree(), "old ledger");
        assert_eq!(new_check.is_clean(), now == after, "after {steps} steps");
        assert_eq!(old_check.is_clean(), now == before, "after {steps} steps");
        assert_eq!(new_check.drift().is_empty(), new_check.is_clean(), "after {steps} steps");

        let whichever_comes_next = files.clone();
        generate(&whichever_comes_next, &old_tree(), "old ledger");
        assert_eq!(contents(&whichever_comes_next), before, "back after {steps} steps");
        generate(&files, &new_tree(), "new ledger");
        assert_eq!(contents(&files), after, "forward after {steps} steps");
        if result.is_ok() {
            assert!(steps > 10, "{steps} steps are too few to have tried anything");
            return;
        }
    }
}

#[test]
fn two_runs_at_once_end_like_one() {
    let alone = disk_with_old_tree();
    generate(&alone, &new_tree(), "new ledger");
    for steps in 0..16 {
        let files = disk_with_old_tree();
        let first = plan_of(&files, &new_tree(), "new ledger");
        // The first run is somewhere in the middle while the second one looks, and still there
        // while the second one writes.
        let _ = write(&Failing { files: &files, left: Cell::new(steps) }, &first);
        let second = plan_of(&files, &new_tree(), "new ledger");
        write(&files, &first).unwrap();
        write(&files, &second).unwrap();
        assert_eq!(contents(&files), contents(&alone), "after {steps} steps");
    }
}

#[test]
fn edited_output_is_drift_and_is_overwritten() {
    let files = disk_with_old_tree();
    files.write(Path::new("crate/src/api/a.rs"), b"edited").unwrap();
    let plan = plan_of(&files, &old_tree(), "old ledger");
    assert_eq!(drift(&plan), [("crate/src/api/a.rs".to_owned(), Code::Outdated)]);
    assert_eq!(write(&files, &plan).unwrap(), Written { updated: 1, ..Written::default() });
    assert_eq!(contents(&files), contents(&disk_with_old_tree()));
}

#[test]
fn an_edited_stale_file_is_left_to_its_editor() {
    let files = disk_with_old_tree();
    let edited = Path::new("crate/src/api/gone/mod.rs");
    files.write(edited, b"edited").unwrap();
    let plan = plan_of(&files, &new_tree(), "new ledger");
    assert_eq!(plan.kept, [edited]);
    write(&files, &plan).unwrap();
    assert_eq!(files.read(edited).unwrap(), b"edited");
    assert!(plan_of(&files, &new_tree(), "new ledger").is_clean());
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let files = Memory::with([("crate/src/api/mod.rs", "my own module")]);
    let plan = plan_of(&files, &old_tree(), "");
    assert_eq!(drift(&plan).pop().unwrap(), ("crate/src/api/mod.rs".to_owned(), Code::Foreign));
    assert_eq!(
        write(&files, &plan).unwrap_err().to_string(),
        "crate/src/api/mod.rs: this file was not generated and is in the way of one that is"
    );
    assert_eq!(contents(&files).len(), 1);
}

#[test]
fn a_lost_manifest_is_made_again() {
    let manifest = Manifest::path(Path::new(OUT));
    for text in [None, Some("no json"), Some("{}")] {
        let files = disk_with_old_tree();
        match text {
            None => files.remove_file(&manifest).unwrap(),
            Some(text) => files.write(&manifest, text.as_bytes()).unwrap(),
        }
        let plan = plan_of(&files, &old_tree(), "old ledger");
        assert_eq!(drift(&plan), [("crate/src/api/.codegen.json".to_owned(), Code::Outdated)]);
        write(&files, &plan).unwrap();
        assert_eq!(contents(&files), contents(&disk_with_old_tree()));
    }

    let generated = "// @generated by codegen\n";
    let files = Memory::with([("crate/src/api/mod.rs", generated)]);
    assert!(plan_of(&files, &tree(&[("mod.rs", "new\n")]), "").foreign.is_empty());
}

#[test]
fn a_manifest_cannot_reach_out_of_its_folder() {
    let files = disk_with_old_tree();
    let path = Manifest::path(Path::new(OUT));
    let text = String::from_utf8(files.read(&path).unwrap()).unwrap();
    for outside in ["../lib.rs", "/crate/src/lib.rs", "b/../../lib.rs", ""] {
        let hash = super::hash::of_text("lib");
        let edited =
            text.replace("\"files\": {", &format!("\"files\": {{\n\"{outside}\": \"{hash}\","));
        assert_ne!(edited, text);
        files.write(&path, edited.as_bytes()).unwrap();
        let plan = plan_of(&files, &old_tree(), "old ledger");
        assert!(plan.changes.is_empty() && plan.kept.is_empty(), "{outside}");
    }
}

#[test]
fn line_endings_do_not_count() {
    let files = disk_with_old_tree();
    for (path, text) in contents(&files) {
        files.write(&path, text.replace('\n', "\r\n").as_bytes()).unwrap();
    }
    let plan = plan_of(&files, &old_tree(), "old ledger");
    assert!(plan.writes_nothing());
    assert!(is_current(&files, &config()));
}

#[test]
fn a_tree_is_current_while_nothing_changed() {
    let current = |files: &Memory| is_current(files, &config());
    assert!(current(&disk_with_old_tree()));
    assert!(!current(&Memory::new()));
    for path in ["crate/src/api/a.rs", "crate/src/api/mod.rs", LEDGER, "schemas/a.json"] {
        let files = disk_with_old_tree();
        files.write(Path::new(path), b"edited").unwrap();
        assert!(!current(&files), "{path} edited");
        files.remove_file(Path::new(path)).unwrap();
        assert!(!current(&files), "{path} removed");
    }
    let files = disk_with_old_tree();
    files.write(Path::new("schemas/README.md"), b"not read").unwrap();
    assert!(current(&files));
    files.write(Path::new("schemas/b.json"), b"{}").unwrap();
    assert!(!current(&files), "added");
    for other in [config().open_enums("*"), config().out("elsewhere"), config().ledger("other")] {
        assert!(!is_current(&disk_with_old_tree(), &other), "{other:?}");
    }
    for steps in 1..16 {
        let files = disk_with_old_tree();
        let failing = Failing { files: &files, left: Cell::new(steps) };
        let done = write(&failing, &plan_of(&files, &new_tree(), "new ledger")).is_ok();
        assert_eq!(current(&files), done, "after {steps} steps");
    }
}

/// The manifest on a disk, edited.
fn edit_manifest(files: &Memory, edit: impl Fn(&mut serde_json::Value)) {
    let path = Manifest::path(Path::new(OUT));
    let mut value = serde_json::from_slice(&files.read(&path).unwrap()).unwrap();
    edit(&mut value);
    files.write(&path, value.to_string().as_bytes()).unwrap();
}

#[test]
fn an_edited_manifest_is_seen_although_it_agrees_with_the_files() {
    type Edit = fn(&mut serde_json::Value);
    let edits: [Edit; 6] = [
        |it| it["files"]["a.rs"] = super::hash::of_text("edited").into(),
        |it| it["files"]["mine.rs"] = super::hash::of_text("mine").into(),
        |it| drop(it["files"].as_object_mut().unwrap().remove("a.rs")),
        |it| it["generator"] = "codegen 0.0.1".into(),
        |it| it["digest"] = "0".into(),
        |it| it["seal"] = "0".into(),
    ];
    for (index, edit) in edits.into_iter().enumerate() {
        let files = disk_with_old_tree();
        if index == 0 {
            files.write(Path::new("crate/src/api/a.rs"), b"edited").unwrap();
        }
        edit_manifest(&files, edit);
        assert!(!is_current(&files, &config()), "{index}");
        let plan = plan_of(&files, &old_tree(), "old ledger");
        assert!(!plan.drift().is_empty(), "{index}");
        write(&files, &plan).unwrap();
        assert!(is_current(&files, &config()), "{index}");
    }
}

#[test]
fn what_another_generator_wrote_or_had_to_say_is_generated_again() {
    let files = disk_with_old_tree();
    let now = digest(&config(), &sources(&files, &config()));
    for (digest, findings, expected) in [("other", 0, false), (&now, 1, false), (&now, 0, true)] {
        let ledger = Some((Path::new(LEDGER), "old ledger"));
        let target = Target { out: Path::new(OUT), ledger, digest, findings };
        let plan = plan(&files, &target, old_tree()).unwrap();
        assert!(plan.is_clean());
        write(&files, &plan).unwrap();
        assert_eq!(is_current(&files, &config()), expected, "{digest} {findings}");
    }
}

#[test]
fn the_digest_covers_options_names_and_bytes() {
    let digest = |config: &Config, files: &[(&str, &str)]| {
        digest(config, &sources(&Memory::with(files.iter().copied()), config))
    };
    let config = Config::new();
    let one = digest(&config, &[("schemas/a.json", "{}")]);
    assert_eq!(digest(&config, &[("schemas/a.json", "{}"), ("other/b.json", "{}")]), one);
    assert_ne!(digest(&config, &[("schemas/a.json", "[]")]), one);
    assert_ne!(digest(&config, &[("schemas/b.json", "{}")]), one);
    assert_ne!(digest(&config, &[("schemas/a/a.json", "{}")]), one);
    assert_ne!(digest(&config, &[("schemas/a.json", "{}"), ("schemas/b.json", "")]), one);
    assert_ne!(digest(&config.clone().open_enums("*"), &[("schemas/a.json", "{}")]), one);
    let moved = config.clone().schemas("/elsewhere/./schemas");
    assert_eq!(digest(&moved, &[("elsewhere/schemas/a.json", "{}")]), one);

    let two = [("x/a.json", "{}"), ("y/b.json", "{}"), ("z/b.json", "{}")];
    let of = |config: &Config| digest(config, &two);
    let both = of(&config.clone().schemas("x").more_schemas("y"));
    assert_ne!(of(&config.clone().schemas("x").more_schemas("z")), both, "another folder");
    assert_ne!(of(&config.clone().schemas("x").uri_map("https://a/", "y")), both, "no types");
    assert_ne!(
        of(&config.clone().schemas("x").uri_map("https://a/", "y")),
        of(&config.schemas("x").uri_map("https://b/", "y")),
        "another URI"
    );
}

#[test]
fn the_diff_is_unified_and_bounded() {
    let files = Memory::new();
    generate(&files, &tree(&[("a.rs", "1\n2\n3\n"), ("gone.rs", "gone\n"), ("mod.rs", "x\n")]), "");
    let next =
        plan_of(&files, &tree(&[("a.rs", "1\n2\n4\n"), ("b.rs", "b\n"), ("mod.rs", "x\n")]), "");
    assert_eq!(
        next.diff(),
        "\
--- crate/src/api/a.rs
+++ crate/src/api/a.rs
@@ -1,3 +1,3 @@
 1
 2
-3
+4
--- /dev/null
+++ crate/src/api/b.rs
@@ -0,0 +1 @@
+b
--- crate/src/api/gone.rs
+++ /dev/null
@@ -1 +0,0 @@
-gone
"
    );

    let long = "line\n".repeat(1000);
    let many: Vec<_> = (10..20).map(|it| format!("{it}.rs")).collect();
    let large = tree(&many.iter().map(|it| (it.as_str(), long.as_str())).collect::<Vec<_>>());
    let diff = plan_of(&Memory::new(), &large, "").diff();
    let lines: Vec<_> = diff.lines().collect();
    assert_eq!(lines.len(), 4 * 60 + 4 + 1);
    assert!(lines[0].starts_with("--- /dev/null"), "{}", lines[0]);
    assert!(diff.contains("\n... 943 more lines in this file\n"), "{diff}");
    assert_eq!(lines[244], "... 6018 more lines in 6 more files");
}

#[test]
fn the_disk_ends_with_the_tree_and_no_temporary_file() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("src");
    let target = Target { out: &out, ledger: None, digest: "digest", findings: 0 };
    for tree in [old_tree(), new_tree()] {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| write(&Disk, &plan(&Disk, &target, tree.clone()).unwrap()).unwrap());
            }
        });
        assert!(plan(&Disk, &target, tree.clone()).unwrap().writes_nothing());
        assert_eq!(Disk.list(&out, &[]).unwrap().files.len(), tree.files.len());
        let at_the_root = tree.files.keys().map(|it| it.split('/').next().unwrap());
        let mut expected: Vec<_> = at_the_root.chain([Manifest::FILE_NAME]).collect();
        expected.sort_unstable();
        expected.dedup();
        let names = Disk.entries(&out).unwrap();
        assert_eq!(names, Vec::from_iter(expected.iter().map(|it| out.join(it))));
    }
}
