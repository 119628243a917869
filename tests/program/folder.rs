//! Folders as data, and the program in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The files of a folder by their paths in it.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// All files below a folder; none where there is no folder.
pub(crate) fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    add(folder, "", &mut files);
    files
}

fn add(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            add(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// Writes the files, but those that have their content already.
pub(crate) fn write(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = folder.join(path);
        if fs::read(&path).ok().as_ref() != Some(bytes) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

/// Writes what a folder is to hold, and removes what else it holds, folders that are left empty too.
pub(crate) fn renew(folder: &Path, wanted: &Files) {
    for path in read(folder).into_keys().filter(|path| !wanted.contains_key(path)) {
        let path = folder.join(path);
        fs::remove_file(&path).unwrap();
        let above = path.ancestors().skip(1).take_while(|it| *it != folder);
        // The first that holds anything else stays, and so do those above it.
        let _ = above.map(fs::remove_dir).find(Result::is_err);
    }
    write(folder, wanted);
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

/// Runs the program in a folder with the words of a line.
pub(crate) fn codegen(folder: &Path, line: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codegen"));
    run(command.args(line.split_whitespace()).current_dir(folder).env_remove("CI"))
}

/// Makes a git repository of a folder, with one commit.
pub(crate) fn commit(folder: &Path) {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    for line in ["init -q", "add -A", "commit -q -m Begin"] {
        let mut git = Command::new("git");
        let ran = run(git.args(identity).args(line.split(' ')).current_dir(folder));
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
}
