//! Which files the inputs name.
//!
//! Input: files and folders. Output: schema files in order of the paths that are printed for them,
//! each file once however often it is named, with what files that are named themselves refer to. Of a
//! folder those files are taken that end in `.json`, `.yaml` or `.yml`, but for what is passed over; a
//! file that is named itself is taken whatever it is called, and what is passed over where a file beside
//! it refers to it. A path that leads nowhere may be a pattern.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::along::{self, Along, Named};
use super::{STANDARD_INPUT, pattern, walk};
use crate::config::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::files::{self, FileKind, Files, Listing, NO_FILE};

/// A file, a folder or a pattern to read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The URI that it stands for, if it is there for references to that URI to find it.
    pub uri: Option<String>,
    /// The folders beside it that links within it may lead to.
    pub links: Vec<PathBuf>,
    /// Where it is named.
    pub at: Option<Location>,
}

impl Input {
    /// A file or folder to make types for.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), uri: None, links: Vec::new(), at: None }
    }

    /// A file or folder to find `uri`, and what is below it, in.
    #[must_use]
    pub fn mapped(path: impl Into<PathBuf>, uri: impl Into<String>) -> Self {
        Self { uri: Some(uri.into()), ..Self::new(path) }
    }

    /// The same, with links that may lead to these folders, too.
    #[must_use]
    pub fn following(self, links: &[PathBuf]) -> Self {
        Self { links: links.to_vec(), ..self }
    }

    /// The same, named at a place.
    #[must_use]
    pub fn named_at(self, at: Option<Location>) -> Self {
        Self { at, ..self }
    }
}

/// A schema file that was found and not read; the fields are those of [`super::File`].
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) disk_path: PathBuf,
    pub(crate) is_root: bool,
    pub(crate) is_named: bool,
    pub(crate) uris: Vec<String>,
}

/// A file on the way to a printed path that no other file has.
struct Candidate {
    found: Found,
    /// Its absolute path, by which it is recognised.
    real: PathBuf,
    /// The steps of that.
    steps: Vec<String>,
    /// How many of the last of them are printed.
    printed: usize,
    /// The folders that links may lead to from there.
    links: Vec<PathBuf>,
    /// Whether what it refers to is read as well.
    takes_along: bool,
}

/// What an input names.
#[derive(Default)]
struct Explored {
    candidates: Vec<Candidate>,
    /// What stands in it and is not read.
    passed_over: Vec<PathBuf>,
}

/// Finds the files of all inputs.
pub(super) fn run(files: &dyn Files, inputs: &[Input], sink: &mut Sink) -> Vec<Found> {
    // By the absolute path, so that a file that is named twice is found once.
    let mut candidates = BTreeMap::new();
    let mut passed_over = Vec::new();
    let mut failed = false;
    for input in inputs {
        match explore(files, input) {
            Ok(found) => {
                found.candidates.into_iter().for_each(|it| keep(&mut candidates, it));
                passed_over.push((input, found.passed_over));
            }
            Err(diagnostics) => {
                failed = true;
                diagnostics.into_iter().for_each(|it| sink.push(it.at_any(input.at.clone())));
            }
        }
    }
    if candidates.is_empty() && !failed {
        let passed_over = passed_over.iter().flat_map(|(_, paths)| paths);
        sink.push(nothing(inputs, &passed_over.collect::<Vec<_>>()));
        return Vec::new();
    }
    match along::run(files, named(&candidates)) {
        Ok(along) => along.into_iter().for_each(|it| {
            candidates.entry(it.real.clone()).or_insert_with(|| Candidate::along(it));
        }),
        Err(error) => unreadable(error).into_iter().for_each(|it| sink.push(it)),
    }
    for (input, mut paths) in passed_over {
        paths.retain(|it| !is_read(files, &candidates, it));
        tell_passed_over(paths).for_each(|it| sink.push(it.at_any(input.at.clone())));
    }
    distinguish(candidates.into_values().collect())
}

/// Whether a path is that of a candidate, or of a folder above one.
fn is_read(files: &dyn Files, candidates: &BTreeMap<PathBuf, Candidate>, path: &Path) -> bool {
    let real = place(files, path).unwrap_or_default();
    candidates.range(real.clone()..).next().is_some_and(|(it, _)| it.starts_with(&real))
}

/// What is said of the files and folders of an input that are not read.
fn tell_passed_over(paths: Vec<PathBuf>) -> impl Iterator<Item = Diagnostic> {
    let (packages, ignored): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|it| walk::holds_packages(it));
    let told = [(ignored, "git ignores"), (packages, "packages of others stand in")];
    told.into_iter().filter(|(paths, _)| !paths.is_empty()).map(|(paths, why)| {
        let it = if paths.len() == 1 { "it" } else { "them" };
        let message = format!("{} passed over: {why} {it}", listed(&paths));
        Diagnostic::new(Code::PassedOver, message)
            .help("name a file or a folder itself to have it read")
    })
}

/// How many paths are named where there are many.
const PATHS_LISTED: usize = 3;

/// The first of some paths, and how many there are besides, with the verb that follows.
fn listed<P: AsRef<Path>>(paths: &[P]) -> String {
    let named = paths.iter().take(PATHS_LISTED).map(|it| it.as_ref().display().to_string());
    let named = named.collect::<Vec<_>>().join(", ");
    match paths.len().saturating_sub(PATHS_LISTED) {
        0 if paths.len() == 1 => format!("{named} is"),
        0 => format!("{named} are"),
        more => format!("{named} and {more} more are"),
    }
}

/// The files that are inputs themselves, and take along what they refer to.
fn named(candidates: &BTreeMap<PathBuf, Candidate>) -> Vec<Named> {
    let named = candidates.values().filter(|it| it.takes_along);
    let named = named.map(|it| Named {
        disk_path: it.found.disk_path.clone(),
        real: it.real.clone(),
        links: it.links.clone(),
    });
    named.collect()
}

/// Of two ways to one file, the one that makes types for it counts, then the one that says more of
/// where it is: that choice does not depend on the order of the inputs. The file has the URIs of
/// both.
fn keep(candidates: &mut BTreeMap<PathBuf, Candidate>, mut candidate: Candidate) {
    let rank = |it: &Candidate| (it.found.is_root, it.printed);
    if let Some(mut other) = candidates.remove(&candidate.real) {
        if rank(&other) >= rank(&candidate) {
            std::mem::swap(&mut candidate, &mut other);
        }
        candidate.found.is_named |= other.found.is_named;
        candidate.takes_along |= other.takes_along;
        candidate.links.append(&mut other.links);
        candidate.found.uris.append(&mut other.found.uris);
        candidate.found.uris.sort();
        candidate.found.uris.dedup();
    }
    candidates.insert(candidate.real.clone(), candidate);
}

/// The files of an input, or why they cannot be read.
fn explore(files: &dyn Files, input: &Input) -> Result<Explored, Vec<Diagnostic>> {
    let path = &input.path;
    match files.kind(path).map_err(unreadable)? {
        None => match matching(files, input)? {
            Some(found) if !found.candidates.is_empty() => Ok(found),
            _ => Err(vec![absent(files, path)]),
        },
        Some(FileKind::Other) => Err(vec![not_a_file(path)]),
        Some(FileKind::File) => {
            let real = place(files, path).map_err(unreadable)?;
            let mut candidate = Candidate::new(real, 1, path.clone(), input.uri.clone());
            candidate.found.is_named = input.uri.is_none();
            candidate.takes_along = input.uri.is_none() && path != Path::new(STANDARD_INPUT);
            candidate.links.clone_from(&input.links);
            Ok(Explored { candidates: vec![candidate], passed_over: Vec::new() })
        }
        Some(FileKind::Folder) => folder(files, input),
    }
}

/// The schema files of a folder.
fn folder(
    files: &dyn Files,
    Input { path, uri, links, .. }: &Input,
) -> Result<Explored, Vec<Diagnostic>> {
    let real = files.canonical(path).map_err(unreadable)?;
    let mut listing = walk::listing(files, path, links, &is_schema_file).map_err(unreadable)?;
    let is_folder = |it: &Path| matches!(files.kind(it), Ok(Some(FileKind::Folder)));
    listing.leading_out.retain(|it| is_schema_file(it) || is_folder(it));
    let passed_over = std::mem::take(&mut listing.passed_over);
    let mut folders = links.clone();
    folders.push(path.clone());
    let candidate = |file: PathBuf| {
        let within = file.strip_prefix(path).ok()?;
        let uri = uri.as_ref().map(|uri| append(uri, within));
        let printed = steps(within).len();
        let mut candidate = Candidate::new(real.join(within), printed, file.clone(), uri);
        if !passed_over.is_empty() {
            candidate.takes_along = true;
            candidate.links.clone_from(&folders);
        }
        Some(candidate)
    };
    let candidates = taken(listing)?.into_iter().filter_map(candidate).collect();
    Ok(Explored { candidates, passed_over })
}

/// The files that a pattern names; `None` if the path is none.
fn matching(
    files: &dyn Files,
    Input { path, links, .. }: &Input,
) -> Result<Option<Explored>, Vec<Diagnostic>> {
    let found = pattern::listing(files, path, links).map_err(unreadable)?;
    let Some(mut listing) = found else { return Ok(None) };
    let passed_over = std::mem::take(&mut listing.passed_over);
    let folder = pattern::above(path);
    let candidate = |file: PathBuf| {
        let within = file.strip_prefix(folder).unwrap_or(&file);
        let candidate = Candidate::new(place(files, &file)?, steps(within).len(), file, None);
        Ok(Candidate { takes_along: true, links: links.clone(), ..candidate })
    };
    let found: io::Result<_> = taken(listing)?.into_iter().map(candidate).collect();
    let candidates = found.map_err(unreadable)?;
    Ok(Some(Explored { candidates, passed_over }))
}

/// The files of a listing, unless something in it must not be read.
fn taken(listing: Listing) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let others = listing.others.iter().map(|it| not_a_file(it));
    let out = listing.leading_out.iter().map(|it| leading_out(it));
    let broken = listing.broken.iter().map(|it| leading_nowhere(it));
    let refused: Vec<_> = others.chain(out).chain(broken).collect();
    if refused.is_empty() { Ok(listing.files) } else { Err(refused) }
}

/// Whether a path names something, as a file, a folder or a pattern.
pub(crate) fn is_there(files: &dyn Files, path: &Path) -> bool {
    files::exists(files, path)
        || pattern::files(files, path).is_ok_and(|it| it.is_some_and(|found| !found.is_empty()))
}

/// An error for each folder that links may lead to and that is not there.
pub(crate) fn missing_folders<'a>(
    files: &dyn Files,
    folders: impl Iterator<Item = (&'a PathBuf, Option<Location>)>,
) -> Vec<Diagnostic> {
    let missing =
        folders.filter(|(path, _)| !matches!(files.kind(path), Ok(Some(FileKind::Folder))));
    missing
        .map(|(path, place)| {
            let message = format!("there is no folder {}", path.display());
            suggesting(files, path, Diagnostic::new(Code::FileNotFound, message)).at_any(place)
        })
        .collect()
}

fn unreadable(error: io::Error) -> Vec<Diagnostic> {
    vec![Diagnostic::new(Code::Unreadable, format!("cannot read {error}"))]
}

fn not_a_file(path: &Path) -> Diagnostic {
    let message = format!("cannot read {}: {NO_FILE}", path.display());
    Diagnostic::new(Code::Unreadable, message)
}

fn leading_out(path: &Path) -> Diagnostic {
    let message = format!("the link {} leads out of the folder of the schemas", path.display());
    Diagnostic::new(Code::LeadsOut, message)
        .help("if that is meant, name the folder that it leads to under `follow_links_to` in codegen.toml")
}

fn leading_nowhere(path: &Path) -> Diagnostic {
    let message = format!("the link {} leads nowhere", path.display());
    Diagnostic::new(Code::FileNotFound, message)
        .help("restore the file that it leads to, or remove it")
}

/// The absolute path of a file under its own name, also if that is a link.
fn place(files: &dyn Files, file: &Path) -> io::Result<PathBuf> {
    match (file.parent(), file.file_name()) {
        (Some(folder), Some(name)) => Ok(files.canonical(folder)?.join(name)),
        _ => files.canonical(file),
    }
}

impl Candidate {
    fn new(real: PathBuf, printed: usize, disk_path: PathBuf, uri: Option<String>) -> Self {
        let (is_root, is_named) = (uri.is_none(), false);
        let uris = Vec::from_iter(uri);
        let found = Found { path: String::new(), disk_path, is_root, is_named, uris };
        Self { found, steps: steps(&real), real, printed, links: Vec::new(), takes_along: false }
    }

    /// A file that another one refers to; no types are made for its own sake.
    fn along(Along { real, disk_path, printed }: Along) -> Self {
        let mut candidate = Self::new(real, printed, disk_path, None);
        candidate.found.is_root = false;
        candidate
    }

    fn path(&self) -> String {
        let hidden = self.steps.len().saturating_sub(self.printed);
        self.steps.get(hidden..).unwrap_or_default().join("/")
    }
}

/// Prints one folder more of those files whose printed paths are the same, until none are.
fn distinguish(mut candidates: Vec<Candidate>) -> Vec<Found> {
    loop {
        let mut seen = BTreeSet::new();
        let (mut twice, mut grown) = (BTreeSet::new(), false);
        for candidate in &candidates {
            if !seen.insert(candidate.path()) {
                twice.insert(candidate.path());
            }
        }
        for candidate in &mut candidates {
            if candidate.printed < candidate.steps.len() && twice.contains(&candidate.path()) {
                candidate.printed += 1;
                grown = true;
            }
        }
        if !grown {
            break;
        }
    }
    let printed = |it: Candidate| Found { path: it.path(), ..it.found };
    let mut found: Vec<_> = candidates.into_iter().map(printed).collect();
    found.sort_by(|a, b| (&a.path, &a.disk_path).cmp(&(&b.path, &b.disk_path)));
    found
}

/// The names that a path goes through.
fn steps(path: &Path) -> Vec<String> {
    let name = |step| match step {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            None
        }
    };
    path.components().filter_map(name).collect()
}

/// The URI of a file within the folder that `uri` stands for.
fn append(uri: &str, within: &Path) -> String {
    format!("{}/{}", uri.trim_end_matches('/'), steps(within).join("/"))
}

pub(crate) fn is_schema_file(path: &Path) -> bool {
    extension(path).is_some_and(|it| matches!(it.as_str(), "json" | "yaml" | "yml"))
}

/// The extension in lower case.
pub(super) fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

fn absent(files: &dyn Files, path: &Path) -> Diagnostic {
    if files.is_link(path).is_ok_and(|it| it) {
        return leading_nowhere(path);
    }
    let what =
        if pattern::above(path) == path { "there is no file or folder" } else { "no file matches" };
    let message = format!("{what} {}", path.display());
    suggesting(files, path, Diagnostic::new(Code::FileNotFound, message))
}

/// The finding with the name that was probably meant.
fn suggesting(files: &dyn Files, path: &Path, diagnostic: Diagnostic) -> Diagnostic {
    match sibling(files, path) {
        Some(name) => {
            diagnostic.help(format!("did you mean {}?", path.with_file_name(name).display()))
        }
        None => diagnostic,
    }
}

/// The name beside the path that is most like its own.
fn sibling(files: &dyn Files, path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let siblings = files.entries(path.parent()?).ok()?;
    let others = siblings.iter().filter_map(|sibling| sibling.file_name()?.to_str());
    let others = others.filter(|it| *it != name);
    nearest(name, others).map(str::to_owned)
}

fn nothing(inputs: &[Input], passed_over: &[&PathBuf]) -> Diagnostic {
    let paths: Vec<_> = inputs.iter().map(|input| input.path.display().to_string()).collect();
    let message = match paths.as_slice() {
        [] => "no schema file or folder is named".to_owned(),
        paths => format!("there is no schema file in {}", paths.join(", ")),
    };
    let finding = Diagnostic::new(Code::NoInput, message)
        .help("name a file, or a folder with files that end in `.json`, `.yaml` or `.yml`");
    if passed_over.is_empty() {
        return finding;
    }
    finding.note(format!("{} passed over, unless named: see S011", listed(passed_over)))
}
