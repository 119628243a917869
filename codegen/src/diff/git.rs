//! The schemas of a revision, read through the `git` program.
//!
//! Input: a revision and paths as the configuration has them. Output: the files below those paths at
//! that revision, in memory and under the same paths, so that the passes run on them unchanged.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::Memory;

/// The files below `paths` at `revision`, for a program that works in `folder`.
///
/// # Errors
///
/// There is no `git`, no repository or no such revision, or a path lies outside the repository.
pub fn snapshot(folder: &Path, revision: &str, paths: &[PathBuf]) -> Result<Memory, Diagnostic> {
    let git = Git { folder };
    let top = git.text(&["rev-parse", "--show-toplevel"]).map_err(|error| no_repository(&error))?;
    let prefix = git.text(&["rev-parse", "--show-prefix"]).unwrap_or_default();
    let commit = format!("{revision}^{{commit}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
    let commit = git.text(&verify).map_err(|_| no_revision(&git, revision))?;
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for path in paths {
        let inside = within(Path::new(&top), Path::new(&prefix), path).ok_or_else(|| {
            let message = format!("`{}` is not in the repository", path.display());
            Diagnostic::new(Code::NoBaseline, message).help("name a folder to compare with")
        })?;
        files.extend(git.files(&commit, &inside, path).map_err(|error| unreadable(&error))?);
    }
    Ok(Memory::with(files))
}

struct Git<'f> {
    folder: &'f Path,
}

impl Git<'_> {
    fn command<I: AsRef<OsStr>>(&self, arguments: &[I]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.folder).args(arguments).env("LC_ALL", "C");
        command
    }

    fn bytes<I: AsRef<OsStr>>(&self, arguments: &[I]) -> Result<Vec<u8>, String> {
        let output = self.command(arguments).output().map_err(|error| format!("git: {error}"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }

    fn text(&self, arguments: &[&str]) -> Result<String, String> {
        let bytes = self.bytes(arguments)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
    }

    /// The files below a path of the repository, under the path by which it was named.
    fn files(
        &self,
        commit: &str,
        inside: &str,
        named: &Path,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !inside.is_empty() {
            arguments.extend(["--", inside]);
        }
        let listing = self.bytes(&arguments)?;
        let mut found = Vec::new();
        for entry in listing.split(|byte| *byte == 0).filter(|it| !it.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let mut about = about.split(' ').skip(1);
            if let (Some("blob"), Some(object)) = (about.next(), about.next()) {
                let rest = path.strip_prefix(inside).unwrap_or(path).trim_start_matches('/');
                let path = if rest.is_empty() { named.to_owned() } else { named.join(rest) };
                found.push((path, object.to_owned()));
            }
        }
        let objects: Vec<_> = found.iter().map(|(_, object)| object.as_str()).collect();
        let contents = self.contents(&objects)?;
        Ok(found.into_iter().map(|(path, _)| path).zip(contents).collect())
    }

    /// The contents of objects, in one go.
    fn contents(&self, objects: &[&str]) -> Result<Vec<Vec<u8>>, String> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("git: {error}"))?;
        let list: String = objects.iter().map(|it| format!("{it}\n")).collect();
        let input = child.stdin.take();
        // Both pipes are small, so one is filled while the other is emptied.
        let writer = std::thread::spawn(move || {
            input.map_or(Ok(()), |mut input| input.write_all(list.as_bytes()))
        });
        let output = child.wait_with_output().map_err(|error| format!("git: {error}"))?;
        let written = writer.join().is_ok_and(|it| it.is_ok());
        let contents = batch(&output.stdout, objects.len());
        contents.filter(|_| written).ok_or_else(|| "git gave no contents of the files".to_owned())
    }
}

/// Reads `OBJECT blob SIZE`, a line feed, the content and another line feed, so often.
fn batch(mut bytes: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let header = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
        let size: usize = header.rsplit(' ').next()?.parse().ok()?;
        let start = end + 1;
        contents.push(bytes.get(start..start.checked_add(size)?)?.to_vec());
        bytes = bytes.get(start.checked_add(size)?.checked_add(1)?..)?;
    }
    Some(contents)
}

/// A path relative to the top of the repository, with `/`.
fn within(top: &Path, prefix: &Path, path: &Path) -> Option<String> {
    let relative = if path.is_absolute() {
        let top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        path.strip_prefix(top).ok()?.to_owned()
    } else {
        prefix.join(path)
    };
    let mut steps: Vec<String> = Vec::new();
    for component in relative.components() {
        match component {
            Component::Normal(step) => steps.push(step.to_str()?.to_owned()),
            Component::ParentDir => drop(steps.pop()?),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Some(steps.join("/"))
}

fn no_repository(error: &str) -> Diagnostic {
    let message = if error.starts_with("git: ") {
        "cannot run `git`".to_owned()
    } else {
        "this is not a git repository".to_owned()
    };
    Diagnostic::new(Code::NoBaseline, message)
        .note(error)
        .help("name a folder that holds the old schemas: `--against DIR`")
}

fn no_revision(git: &Git<'_>, revision: &str) -> Diagnostic {
    let shallow = git.text(&["rev-parse", "--is-shallow-repository"]);
    let message = format!("there is no revision `{revision}`");
    let finding = Diagnostic::new(Code::NoBaseline, message);
    if shallow.is_ok_and(|it| it == "true") {
        return finding
            .note("this clone does not have the whole history")
            .help("fetch it: `fetch-depth: 0` for actions/checkout, else `git fetch --unshallow`");
    }
    finding.help("fetch it, for example with `fetch-depth: 0` for actions/checkout")
}

fn unreadable(error: &str) -> Diagnostic {
    Diagnostic::new(Code::NoBaseline, format!("cannot read the old schemas: {error}"))
        .help("fetch the whole history: `fetch-depth: 0` for actions/checkout")
}
