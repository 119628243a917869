//! The schemas of a revision, read through the `git` program.
//!
//! Input: a revision and paths as the configuration has them. Output: the files below those paths at
//! that revision, in memory and under the same paths, so that the passes run on them unchanged. What the
//! revision has although it ignores it is left out, as it is on disk. Links
//! are followed within the repository, never back into a folder that they stand in, and so are submodules
//! that are checked out. What is larger than an input may be is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::{FileKind, Memory};
use crate::limits::{INPUT_BYTES, WALKED_ENTRIES};
use crate::source;
use crate::source::ignored::{self, Ignored};

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
#[derive(Clone)]
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
        let tree = self.tree(commit)?;
        let mut walk = Walk::default();
        walk.run(&tree, inside, named)?;
        let rules = self.rules(&tree, inside)?;
        walk.leave_out_ignored(&rules, &Path::new("/").join(inside), named);
        let mut files = self.texts(walk.blobs)?;
        for (path, commit, named) in walk.modules {
            files.extend(self.module(&path, &commit, &named)?);
        }
        Ok(files)
    }

    /// What a commit says of what git ignores below a path: a work tree with nothing else in it.
    fn rules(&self, tree: &Tree, inside: &str) -> Result<Memory, String> {
        let is_rules = |path: &str| Path::new(path).ends_with(ignored::RULES);
        let above = tree.entries.iter().map(|(path, entry)| (path.as_str(), entry.clone()));
        let above = above.filter(|(path, _)| {
            let folder = Path::new(path).parent().filter(|_| is_rules(path));
            folder.is_some_and(|it| it != Path::new(inside) && Path::new(inside).starts_with(it))
        });
        let below = tree.below(inside).into_iter().filter(|(path, _)| is_rules(path));
        let blobs = above.chain(below).filter_map(|(path, entry)| match entry {
            Entry::Blob(object) => Some((Path::new("/").join(path), object)),
            Entry::Link(_) | Entry::Module(_) => None,
        });
        let mut files = self.texts(blobs.collect())?;
        files.push((PathBuf::from("/.git"), Vec::new()));
        Ok(Memory::with(files))
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

    /// All that a commit has. Links have the path that they lead to.
    fn tree(&self, commit: &str) -> Result<Tree, String> {
        let listing = self.bytes(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let (mut tree, mut links) = (Tree::default(), Vec::new());
        for entry in listing.split(|byte| *byte == 0).filter(|it| !it.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let mut about = about.split(' ');
            let entry = match (about.next(), about.next(), about.next()) {
                (Some("120000"), _, Some(object)) => {
                    links.push((path.to_owned(), object.to_owned()));
                    continue;
                }
                (_, Some("blob"), Some(object)) => Entry::Blob(object.to_owned()),
                (_, Some("commit"), Some(commit)) => Entry::Module(commit.to_owned()),
                _ => continue,
            };
            tree.entries.insert(path.to_owned(), entry);
        }
        let objects: Vec<_> = links.iter().map(|(_, object)| object.as_str()).collect();
        let targets = self.contents(&objects)?;
        let links = links.into_iter().map(|(path, _)| path).zip(targets);
        tree.entries.extend(
            links
                .filter_map(|(path, to)| Some((target(&path, &to)?, path)))
                .map(|(target, path)| (path, Entry::Link(target))),
        );
        Ok(tree)
    }

    /// The files of these objects; each object is read once.
    fn texts(&self, blobs: Vec<(PathBuf, String)>) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
        let objects: BTreeSet<_> = blobs.iter().map(|(_, object)| object.as_str()).collect();
        let objects = Vec::from_iter(objects);
        let contents: BTreeMap<_, _> = objects.iter().zip(self.contents(&objects)?).collect();
        let mut left = INPUT_BYTES;
        let mut files = Vec::new();
        for (path, object) in &blobs {
            let bytes = contents.get(&object.as_str()).cloned().unwrap_or_default();
            left = left.checked_sub(bytes.len() as u64).ok_or_else(|| too_much(path))?;
            files.push((path.clone(), bytes));
        }
        Ok(files)
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

/// What a commit has, by path.
#[derive(Default)]
struct Tree {
    entries: BTreeMap<String, Entry>,
}

impl Tree {
    /// What there is at a path and below it.
    fn below(&self, inside: &str) -> Vec<(&str, Entry)> {
        let is_below = |path: &str| {
            let rest = path.strip_prefix(inside);
            rest.is_some_and(|it| inside.is_empty() || it.is_empty() || it.starts_with('/'))
        };
        let from = self.entries.range(inside.to_owned()..);
        let beginning = from.take_while(|(path, _)| path.starts_with(inside));
        let below = beginning.filter(|(path, _)| is_below(path));
        below.map(|(path, entry)| (path.as_str(), entry.clone())).collect()
    }

    /// Where a path leads whose upper part is a link.
    fn behind(&self, inside: &str) -> Option<String> {
        let mut steps = inside.match_indices('/').map(|(at, _)| inside.split_at(at));
        steps.find_map(|(folder, rest)| match self.entries.get(folder) {
            Some(Entry::Link(target)) => Some(format!("{target}{rest}")),
            _ => None,
        })
    }
}

/// A place to look at.
struct Place {
    /// The path in the repository.
    inside: String,
    /// The path that it has for whoever asks.
    named: PathBuf,
    /// The links that lead there, by their paths.
    through: Vec<String>,
}

/// A walk through a tree.
#[derive(Default)]
struct Walk {
    /// The files, by the paths that they are named by, with their objects.
    blobs: Vec<(PathBuf, String)>,
    /// Submodules: the path, the commit, and how it is named.
    modules: Vec<(String, String, PathBuf)>,
}

impl Walk {
    fn run(&mut self, tree: &Tree, inside: &str, named: &Path) -> Result<(), String> {
        let start =
            Place { inside: inside.to_owned(), named: named.to_owned(), through: Vec::new() };
        let mut pending = vec![start];
        let mut left = WALKED_ENTRIES;
        while let Some(place) = pending.pop() {
            let mut found = tree.below(&place.inside);
            if found.is_empty()
                && let Some(target) = tree.behind(&place.inside)
            {
                found = vec![(place.inside.as_str(), Entry::Link(target))];
            }
            for (path, entry) in found {
                left = left.checked_sub(1).ok_or_else(|| too_much(&place.named))?;
                pending.extend(self.visit(&place, path, entry));
            }
        }
        Ok(())
    }

    /// Forgets the files that git ignores, unless it ignores all of them. `named` is how the folder is named.
    fn leave_out_ignored(&mut self, rules: &Memory, folder: &Path, named: &Path) {
        let Some(ignored) = Ignored::below(rules, folder) else { return };
        let is_ignored = |(path, _): &(PathBuf, String)| {
            let within = path.strip_prefix(named).unwrap_or(Path::new(""));
            let steps = within.ancestors().take_while(|it| !it.as_os_str().is_empty());
            let mut kinds =
                std::iter::once(FileKind::File).chain(std::iter::repeat(FileKind::Folder));
            steps.zip(&mut kinds).any(|(step, kind)| ignored.has(&folder.join(step), kind))
        };
        if !self.blobs.iter().all(is_ignored) {
            self.blobs.retain(|it| !is_ignored(it));
        }
    }

    /// Takes what stands at a path of a place; of a link, the place that it leads to.
    fn visit(&mut self, place: &Place, path: &str, entry: Entry) -> Option<Place> {
        let rest = path.strip_prefix(&place.inside).unwrap_or_default().trim_start_matches('/');
        let named = if rest.is_empty() { place.named.clone() } else { place.named.join(rest) };
        match entry {
            // Nobody asks for what else is in a folder.
            Entry::Blob(_) if !rest.is_empty() && !source::is_schema_file(&named) => {}
            Entry::Blob(object) => self.blobs.push((named, object)),
            Entry::Module(commit) => self.modules.push((path.to_owned(), commit, named)),
            Entry::Link(inside) => {
                let mut through = place.through.clone();
                through.push(path.to_owned());
                let is_above = |it: &String| Path::new(it).starts_with(&inside);
                let leads_back = place.through.len() == LINKS || through.iter().any(is_above);
                return (!leads_back).then_some(Place { inside, named, through });
            }
        }
        None
    }
}

fn too_much(path: &Path) -> String {
    format!(
        "{}: more than {WALKED_ENTRIES} files or {} MiB, those counted twice that links lead to",
        path.display(),
        INPUT_BYTES >> 20
    )
}

/// Where a link leads, if that is in the repository.
fn target(path: &str, text: &[u8]) -> Option<String> {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    normal(&folder.join(String::from_utf8_lossy(text).trim_end_matches(['\n', '\r'])))
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
