//! Several processes in one folder, and processes that are killed.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::folder::{Files, codegen, read, write};

/// Schemas of which each has a module of its own.
fn schemas(kind: &str) -> Files {
    let schema =
        |index| format!(r#"{{ "properties": {{ "{kind}{index}": {{ "type": "string" }} }} }}"#);
    let file = |index| (format!("schemas/s{index}.json"), schema(index).into_bytes());
    let toml = ("codegen.toml".to_owned(), b"out = 'api'\nledger = 'ledger.json'\n".to_vec());
    (0..20).map(file).chain([toml]).collect()
}

fn spawn(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codegen"));
    command.arg("generate").current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// What one run makes of schemas.
fn alone(schemas: &Files) -> Files {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), schemas);
    assert_eq!(codegen(folder.path(), "generate").status, 0);
    read(folder.path())
}

#[test]
fn runs_at_once_end_like_one() {
    let folder = tempfile::tempdir().unwrap();
    for kind in ["old", "new"] {
        write(folder.path(), &schemas(kind));
        let mut runs: Vec<_> = (0..4).map(|_| spawn(folder.path())).collect();
        assert!(runs.iter_mut().all(|run| run.wait().unwrap().success()));
        assert!(read(folder.path()) == alone(&schemas(kind)), "{kind}");
    }
}

#[test]
fn a_killed_run_leaves_drift_and_is_repaired() {
    let expected = alone(&schemas("new"));
    let folder = tempfile::tempdir().unwrap();
    for milliseconds in (0..40).step_by(2) {
        write(folder.path(), &schemas("old"));
        assert_eq!(codegen(folder.path(), "generate").status, 0);
        write(folder.path(), &schemas("new"));
        let mut run = spawn(folder.path());
        std::thread::sleep(Duration::from_millis(milliseconds));
        // It may have ended already.
        let _ = run.kill();
        run.wait().unwrap();

        // A file that was about to get its name stays behind; it is hidden, and nobody reads it.
        let mut found = read(folder.path());
        found.retain(|path, _| path.ends_with(".codegen.json") || !path.contains("/.codegen-"));
        let is_whole = found == expected;
        let status = codegen(folder.path(), "check").status;
        assert_eq!(status, i32::from(!is_whole), "after {milliseconds} ms");
        assert_eq!(codegen(folder.path(), "generate").status, 0);
        assert_eq!(codegen(folder.path(), "check --regenerate").status, 0);
        let found = read(folder.path());
        assert!(expected.iter().all(|(path, text)| found.get(path) == Some(text)));
    }
}
