//! The schemas of a revision, read through the `git` program.
//!
//! Input: a revision and paths as the configuration has them. Output: the files below those paths at
//! that revision, in memory and under the same paths, so that the passes run on them unchanged. Links
//! are followed, and so are submodules that are checked out.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::Memory;

/// The files below `paths` at `revision`, for a program that works in `folder`. Where there are none
/// under a path, those from which version control knows that they were moved there.
///
/// # Errors
///
/// There is no `git`, no repository or no such revision, or a path lies outside the repository.
pub fn snapshot(
    folder: &Path,
    revision: &str,
    paths: &[PathBuf],
) -> Result<Memory, Box<Diagnostic>> {
    let git = Git { folder: folder.to_owned() };
    let top = git.text(&["rev-parse", "--show-toplevel"]).map_err(|error| no_repository(&error))?;
    let prefix = git.text(&["rev-parse", "--show-prefix"]).unwrap_or_default();
    let commit = git.commit(revision).map_err(|_| no_revision(&git, revision))?;
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for path in paths {
        let inside = within(Path::new(&top), Path::new(&prefix), path).ok_or_else(|| {
            let message = format!("`{}` is not in the repository", path.display());
            Box::new(Diagnostic::new(Code::NoBaseline, message).help("name a folder instead"))
        })?;
        let mut found = git.files(&commit, &inside, path).map_err(|error| unreadable(&error))?;
        if found.is_empty()
            && let Some(before) = git.moved_from(&commit, &inside)
        {
            found = git.files(&commit, &before, path).map_err(|error| unreadable(&error))?;
        }
        files.extend(found);
    }
    Ok(Memory::with(files))
}

/// The two revisions of `A...B`: where their histories parted, and the latter.
///
/// # Errors
///
/// There is no such revision, or they have no history in common.
pub fn merge_base(folder: &Path, a: &str, b: &str) -> Result<String, Box<Diagnostic>> {
    let git = Git { folder: folder.to_owned() };
    for revision in [a, b] {
        git.commit(revision).map_err(|_| no_revision(&git, revision))?;
    }
    git.text(&["merge-base", "--end-of-options", a, b]).map_err(|_| {
        let message = format!("`{a}` and `{b}` have no history in common");
        let help = "fetch the whole history: `fetch-depth: 0` for actions/checkout";
        Box::new(Diagnostic::new(Code::NoBaseline, message).help(help))
    })
}

/// How many links are followed one after the other.
const LINKS: usize = 8;

struct Git {
    folder: PathBuf,
}

/// What a tree has at a path.
enum Entry {
    Blob(String),
    Link(String),
    /// The commit of a submodule.
    Module(String),
}

impl Git {
    fn command<I: AsRef<OsStr>>(&self, arguments: &[I]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(arguments).env("LC_ALL", "C");
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

    fn commit(&self, revision: &str) -> Result<String, String> {
        let commit = format!("{revision}^{{commit}}");
        self.text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
    }

    /// The folder or file from which most of what is below a path now was moved.
    fn moved_from(&self, commit: &str, inside: &str) -> Option<String> {
        let words = ["diff", "--name-status", "--find-renames", "--diff-filter=R", "-z", commit];
        let listing = self.bytes(&words).ok()?;
        let fields: Vec<_> =
            listing.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for [_, old, new] in fields.as_chunks::<3>().0 {
            let Some(rest) = new.strip_prefix(inside) else { continue };
            let names = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
            let (old, depth) = (names(old), names(rest.trim_start_matches('/')).len());
            let depth = if rest.is_empty() { 0 } else { depth };
            let folder = old.get(..old.len().saturating_sub(depth)).unwrap_or_default().join("/");
            *counts.entry(folder).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(folder, _)| folder).filter(|it| !it.is_empty())
    }

    /// The files below a path of the repository, under the path by which it was named.
    fn files(
        &self,
        commit: &str,
        inside: &str,
        named: &Path,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
        let mut files = Vec::new();
        let mut pending = vec![(inside.to_owned(), named.to_owned(), LINKS)];
        while let Some((inside, named, links)) = pending.pop() {
            let mut entries = self.entries(commit, &inside)?;
            if entries.is_empty()
                && let Some((link, rest)) = self.link_above(commit, &inside)?
            {
                entries = vec![(link, Entry::Link(rest))];
            }
            let mut blobs = Vec::new();
            for (path, entry) in entries {
                let rest = path.strip_prefix(&inside).unwrap_or_default().trim_start_matches('/');
                let name = if rest.is_empty() { named.clone() } else { named.join(rest) };
                match entry {
                    Entry::Blob(object) => blobs.push((name, object)),
                    Entry::Link(target) if links > 0 => pending.push((target, name, links - 1)),
                    Entry::Link(_) => {}
                    Entry::Module(commit) => files.extend(self.module(&path, &commit, &name)?),
                }
            }
            let objects: Vec<_> = blobs.iter().map(|(_, object)| object.as_str()).collect();
            let contents = self.contents(&objects)?;
            files.extend(blobs.into_iter().map(|(path, _)| path).zip(contents));
        }
        Ok(files)
    }

    /// The files of a submodule.
    fn module(
        &self,
        path: &str,
        commit: &str,
        named: &Path,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
        let top = self.text(&["rev-parse", "--show-toplevel"])?;
        let inner = Git { folder: Path::new(&top).join(path) };
        inner.files(commit, "", named).map_err(|error| format!("the submodule `{path}`: {error}"))
    }

    /// What there is at a path and below it. Links have the path that they lead to.
    fn entries(&self, commit: &str, inside: &str) -> Result<Vec<(String, Entry)>, String> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !inside.is_empty() {
            arguments.extend(["--", inside]);
        }
        let listing = self.bytes(&arguments)?;
        let mut found = Vec::new();
        for entry in listing.split(|byte| *byte == 0).filter(|it| !it.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let mut about = about.split(' ');
            let entry = match (about.next(), about.next(), about.next()) {
                (Some("120000"), _, Some(object)) => match self.target(path, object)? {
                    Some(target) => Entry::Link(target),
                    None => continue,
                },
                (_, Some("blob"), Some(object)) => Entry::Blob(object.to_owned()),
                (_, Some("commit"), Some(commit)) => Entry::Module(commit.to_owned()),
                _ => continue,
            };
            found.push((path.to_owned(), entry));
        }
        Ok(found)
    }

    /// Where a link leads, if that is in the repository.
    fn target(&self, path: &str, object: &str) -> Result<Option<String>, String> {
        let text = self.text(&["cat-file", "blob", object])?;
        let folder = Path::new(path).parent().unwrap_or(Path::new(""));
        Ok(normal(&folder.join(text)))
    }

    /// A link among the folders above a path, with what the whole path is behind it.
    fn link_above(&self, commit: &str, inside: &str) -> Result<Option<(String, String)>, String> {
        let steps = inside.match_indices('/').map(|(at, _)| inside.split_at(at));
        for (folder, rest) in steps {
            for (path, entry) in self.entries(commit, folder)? {
                if let Entry::Link(target) = entry
                    && path == folder
                {
                    return Ok(Some((inside.to_owned(), target + rest)));
                }
            }
        }
        Ok(None)
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
    normal(&relative)
}

/// A path without steps back, with `/`; nothing if it leads out.
fn normal(path: &Path) -> Option<String> {
    if path.is_absolute() {
        return None;
    }
    let mut steps: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(step) => steps.push(step.to_str()?.to_owned()),
            Component::ParentDir => drop(steps.pop()?),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Some(steps.join("/"))
}

fn no_repository(error: &str) -> Box<Diagnostic> {
    let message = if error.starts_with("git: ") {
        "cannot run `git`".to_owned()
    } else {
        "this is not a git repository".to_owned()
    };
    let finding = Diagnostic::new(Code::NoBaseline, message).note(error);
    Box::new(finding.help("name a folder that holds the old schemas: `--against DIR`"))
}

fn no_revision(git: &Git, revision: &str) -> Box<Diagnostic> {
    let shallow = git.text(&["rev-parse", "--is-shallow-repository"]);
    let message = format!("there is no revision `{revision}`");
    let finding = Diagnostic::new(Code::NoBaseline, message);
    if shallow.is_ok_and(|it| it == "true") {
        let finding = finding.note("this clone does not have the whole history");
        let help = "fetch it: `fetch-depth: 0` for actions/checkout, else `git fetch --unshallow`";
        return Box::new(finding.help(help));
    }
    Box::new(finding.help("fetch it, for example with `fetch-depth: 0` for actions/checkout"))
}

fn unreadable(error: &str) -> Box<Diagnostic> {
    let message = format!("cannot read the old schemas: {error}");
    let help = "fetch the whole history: `fetch-depth: 0` for actions/checkout";
    Box::new(Diagnostic::new(Code::NoBaseline, message).help(help))
}
