//! A copy of the workspace in which crates are changed and built.
//!
//! The copy and its target folder stay below cargo's folder for tests, so that a later run compiles
//! only what has changed since. No build asks a network for anything.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::folder::{Files, Ran, codegen, read, renew, root, run, write};

/// What belongs to the workspace, as far as builds need it.
const PARTS: [&str; 8] = [
    "codegen",
    "codegen_macro",
    "fuzz",
    "generated",
    "schemas",
    "tests/conformance",
    "tests/options",
    "tests/samples",
];
const FILES: [&str; 4] = ["Cargo.toml", "Cargo.lock", "build.rs", "codegen.toml"];

/// One test at a time has the copy.
static LOCK: Mutex<()> = Mutex::new(());

/// A copy of the workspace, as it is committed, with a crate `app` that depends on `generated`.
pub(crate) struct Workspace {
    pub(crate) folder: PathBuf,
    _lock: MutexGuard<'static, ()>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let lock = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace");
        let mut wanted = Files::new();
        for part in PARTS {
            let files = read(&root().join(part)).into_iter();
            wanted.extend(files.map(|(path, bytes)| (format!("{part}/{path}"), bytes)));
        }
        for file in FILES {
            wanted.insert(file.to_owned(), fs::read(root().join(file)).unwrap());
        }
        renew(&folder, &wanted);
        Self { folder, _lock: lock }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        write(&self.folder, &[(path.to_owned(), text.as_bytes().to_vec())].into());
    }

    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(path)).ok()
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path).unwrap();
        assert!(text.contains(from), "{path} does not contain {from}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Adds a package to the workspace, if it is not there.
    pub(crate) fn add_package(&self, name: &str, manifest: &str) {
        self.add_package_of(name, "2024", manifest);
    }

    /// The same, of an edition.
    pub(crate) fn add_package_of(&self, name: &str, edition: &str, manifest: &str) {
        let package =
            format!("[package]\nname = \"{name}\"\nedition = \"{edition}\"\n\n{manifest}");
        self.write(&format!("{name}/Cargo.toml"), &package);
        self.edit("Cargo.toml", "members = [", &format!("members = [\"{name}\", "));
    }

    /// Runs cargo, without what the environment says about the package under test.
    pub(crate) fn cargo(&self, line: &str, is_ci: bool) -> Ran {
        let mut command = Command::new(env!("CARGO"));
        command.args(line.split_whitespace()).args(["--offline", "--color", "never"]);
        command.current_dir(&self.folder).env_remove("CI").env_remove("RUSTFLAGS");
        command.env("CARGO_TARGET_DIR", self.folder.with_file_name("workspace-target"));
        if is_ci {
            command.env("CI", "true");
        }
        run(&mut command)
    }

    /// Builds and runs a package; what it prints.
    #[track_caller]
    pub(crate) fn run_package(&self, name: &str) -> String {
        let ran = self.cargo(&format!("run --quiet -p {name}"), false);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    }

    pub(crate) fn check(&self) -> Ran {
        codegen(&self.folder, "check")
    }
}
