//! Pass 1: bytes to JSON with spans.
//!
//! Input: paths of files and folders. Output: [`Sources`], every file read once, in a stable order.
//! Invariants: the order and the printed paths do not depend on the machine or on the order of the
//! inputs; a file that cannot be read leaves a diagnostic and no entry; one that cannot be parsed
//! leaves a diagnostic and an entry whose root is `true`, the schema that accepts anything, so that
//! later passes have nothing to say about it. A file that is there to be referred to is parsed when
//! somebody asks for its root, and what is wrong with it is for the one who asks to tell.

mod along;
mod build;
mod discover;
pub(crate) mod ignored;
mod json;
mod json_text;
mod number;
mod pattern;
pub mod pointer;
mod position;
mod walk;
mod yaml;

use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

pub use discover::Input;
pub(crate) use discover::is_schema_file;
pub(crate) use discover::{Found, is_there, missing_folders};
pub use json::{Json, Kind, Member, Object, Span};
pub use number::Number;
#[cfg(feature = "cli")]
pub(crate) use pattern::above;
pub(crate) use pattern::to_watch;
pub use position::Position;
use position::Positions;

use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::files::Files;
use crate::limits::INPUT_BYTES;

/// Which file: an index into [`Sources::files`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub u32);

impl FileId {
    /// The configuration, which is no input and stands behind all of them.
    pub const CONFIGURATION: Self = Self(u32::MAX);
}

/// The path of the standard input, which is one document and stands in no folder.
pub const STANDARD_INPUT: &str = "<stdin>";

/// An input file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path by which it is known on every machine: relative to the folder that was named as
    /// input, with `/`. Where two inputs have a file of one name, as many folders above it as tell
    /// them apart.
    pub path: String,
    /// The path to read it by.
    pub disk_path: PathBuf,
    /// The name of the version that it is of, where that is not the one on disk.
    pub revision: Option<String>,
    /// Whether types are made for its own sake; otherwise it is there to be referred to.
    pub is_root: bool,
    /// Whether it is an input itself, and not found in a folder that is one.
    pub is_named: bool,
    /// The URIs that the configuration gives to the folders it stands in, with its path appended.
    pub uris: Vec<String>,
    /// The whole text.
    pub text: String,
    id: FileId,
    parsed: OnceLock<Parsed>,
    positions: Positions,
}

/// What became of a text.
#[derive(Clone, Debug)]
struct Parsed {
    /// Nothing if the text could not be parsed.
    root: Option<Json>,
    findings: Vec<Diagnostic>,
}

/// The root of what could not be parsed.
pub(crate) static ANYTHING: Json = Json { span: Span { start: 0, end: 0 }, kind: Kind::Bool(true) };

impl File {
    /// A text that is no schema but has something to say about it, such as the configuration.
    #[must_use]
    pub fn of_text(path: String, text: String) -> Self {
        Self {
            disk_path: PathBuf::from(&path),
            path,
            revision: None,
            is_root: false,
            is_named: false,
            uris: Vec::new(),
            text,
            id: FileId(0),
            parsed: OnceLock::from(Parsed { root: None, findings: Vec::new() }),
            positions: Positions::default(),
        }
    }

    /// The parsed document; `true` if it could not be parsed.
    #[must_use]
    pub fn root(&self) -> &Json {
        self.parsed().root.as_ref().unwrap_or(&ANYTHING)
    }

    /// Whether the text could be parsed.
    #[must_use]
    pub fn is_parsed(&self) -> bool {
        self.parsed().root.is_some()
    }

    /// Whether lines of the text may be shown. A text that begins as neither JSON nor YAML is no schema;
    /// it may be anything that a link or a slip led to, such as a list of passwords.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only the program shows texts"))]
    pub(crate) fn is_shown(&self) -> bool {
        begins_as_data(&self.text)
    }

    /// What is wrong with the text.
    pub(crate) fn findings(&self) -> &[Diagnostic] {
        &self.parsed().findings
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            if !self.is_named && is_yaml(&self.disk_path) && is_blank(&self.text) {
                let root = Json { span: Span::default(), kind: Kind::Null };
                return Parsed { root: Some(root), findings: Vec::new() };
            }
            let mut sink = Sink::new();
            let root = parse(&self.disk_path, &self.text, self.id, &mut sink);
            let is_data =
                root.as_ref().is_some_and(|it| matches!(it.kind, Kind::Object(_) | Kind::Array(_)));
            match left_by_git(&self.text, self.id).filter(|_| !is_data) {
                Some(finding) => Parsed { root: None, findings: vec![finding] },
                None => Parsed { root, findings: sink.into_sorted() },
            }
        })
    }

    /// The path as people see it: one that opens the file, or that `git show` understands.
    #[must_use]
    pub fn shown(&self) -> String {
        let steps = self.disk_path.components().filter(|it| *it != Component::CurDir);
        let path = steps.collect::<PathBuf>().display().to_string().replace('\\', "/");
        match &self.revision {
            Some(revision) => format!("{revision}:{path}"),
            None => path,
        }
    }
}

/// All input files, in order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files.
    pub files: Vec<File>,
    /// The configuration, if it was read from a file.
    pub configuration: Option<Box<File>>,
}

impl Sources {
    /// The file of `id`.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        match &self.configuration {
            Some(configuration) if id == FileId::CONFIGURATION => configuration,
            _ => &self.files[id.0 as usize],
        }
    }

    /// All files that findings can be about.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut File> {
        self.files.iter_mut().chain(self.configuration.as_deref_mut())
    }

    /// The files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.files)
    }
}

/// Reads every file that the inputs name, and parses those that types are made for.
pub fn run(files: &dyn Files, inputs: &[Input], sink: &mut Sink) -> Sources {
    let mut sources = Sources::default();
    let mut left = INPUT_BYTES;
    for found in discover::run(files, inputs, sink) {
        let Ok(id) = u32::try_from(sources.files.len()) else { break };
        if let Some(file) = load(files, found, FileId(id), sink) {
            let Some(rest) = left.checked_sub(file.text.len() as u64) else {
                sink.push(too_large(&file));
                break;
            };
            left = rest;
            if file.is_root {
                file.findings().iter().for_each(|finding| sink.push(left_out(&file, finding)));
            }
            sources.files.push(file);
        }
    }
    sources
}

/// What is wrong with a file, and the way out for one that is a part of a folder and may be no schema.
fn left_out(file: &File, finding: &Diagnostic) -> Diagnostic {
    if file.is_named || file.is_parsed() {
        return finding.clone();
    }
    let help =
        "if the file is no schema, move it out of the folder, or name the schemas by a pattern";
    finding.clone().help(help)
}

fn too_large(file: &File) -> Diagnostic {
    let size = INPUT_BYTES >> 20;
    let message =
        format!("cannot read {}: more than {size} MiB with the files before it", file.shown());
    Diagnostic::new(Code::Unreadable, message)
}

/// The files that [`run`] would read, in its order; none if it would have something to say before it
/// reads any.
pub(crate) fn find(files: &dyn Files, inputs: &[Input]) -> Option<Vec<Found>> {
    let mut sink = Sink::new();
    let found = discover::run(files, inputs, &mut sink);
    sink.into_sorted().is_empty().then_some(found)
}

/// The files that are there, whatever else there is to say.
#[cfg(feature = "cli")]
pub(crate) fn find_all(files: &dyn Files, inputs: &[Input]) -> Vec<Found> {
    discover::run(files, inputs, &mut Sink::new())
}

/// Reads a file.
fn load(files: &dyn Files, found: Found, id: FileId, sink: &mut Sink) -> Option<File> {
    let bytes = match files.read(&found.disk_path) {
        Ok(bytes) if u32::try_from(bytes.len()).is_ok() => bytes,
        Ok(_) => {
            let message = format!("cannot read {}: too large", found.disk_path.display());
            sink.push(Diagnostic::new(Code::Unreadable, message));
            return None;
        }
        Err(error) => {
            sink.push(Diagnostic::new(Code::Unreadable, format!("cannot read {error}")));
            return None;
        }
    };
    let (text, parsed) = match String::from_utf8(bytes) {
        Ok(text) => (text, OnceLock::new()),
        Err(error) => {
            let (text, diagnostic) = not_utf8(id, &error);
            (text, OnceLock::from(Parsed { root: None, findings: vec![diagnostic] }))
        }
    };
    Some(File {
        path: found.path,
        disk_path: found.disk_path,
        revision: None,
        is_root: found.is_root,
        is_named: found.is_named,
        uris: found.uris,
        text,
        id,
        parsed,
        positions: Positions::default(),
    })
}

/// Parses a text as what the extension of its file says, or its first character: only JSON begins
/// with a bracket or a quote where people have the choice.
fn parse(path: &Path, text: &str, id: FileId, sink: &mut Sink) -> Option<Json> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    let is_json = match discover::extension(path).as_deref() {
        Some("json") => true,
        _ if is_yaml(path) => false,
        _ => first.starts_with(['{', '[', '"']),
    };
    if is_json { json_text::read(id, text, sink) } else { yaml::read(id, text, sink) }
}

fn is_yaml(path: &Path) -> bool {
    discover::extension(path).is_some_and(|it| matches!(it.as_str(), "yaml" | "yml"))
}

/// Whether a text in YAML holds no value. A folder may have such files, which are no schemas.
fn is_blank(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.into_iter().all(|line| matches!(line, "" | "---" | "...") || line.starts_with('#'))
}

/// What is wrong with a text that git has left in the place of another one.
fn left_by_git(text: &str, file: FileId) -> Option<Diagnostic> {
    let at = |mark: &str| {
        let is_there = text.starts_with(mark).then_some(0);
        is_there.or_else(|| text.find(&format!("\n{mark}")).map(|before| before + 1))
    };
    let (start, message, help) = if text.starts_with("version https://git-lfs.github.com/spec/") {
        (0, "a pointer of Git LFS stands for the file", "fetch the file itself by `git lfs pull`")
    } else {
        let start = at("<<<<<<< ").filter(|_| at(">>>>>>> ").is_some())?;
        let help = "choose one side of each conflict, and remove the marks";
        (start, "the file holds the marks of a merge", help)
    };
    let offset = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    let span = Span { start: offset(start), end: offset(start + "version".len()) };
    let location = Location { file, span, pointer: String::new() };
    Some(Diagnostic::new(Code::Syntax, message).at(location, "").help(help))
}

/// Whether a text begins as an object or an array of JSON, or as a mapping or a list of YAML.
pub(crate) fn begins_as_data(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let is_left_out = |line: &&str| line.is_empty() || line.starts_with(['#', '%', '/']);
    let Some(first) = lines.filter(|it| *it != "---").find(|it| !is_left_out(it)) else {
        return true;
    };
    let is_name = |(name, rest): (&str, &str)| {
        !name.contains(char::is_whitespace) && (rest.is_empty() || rest.starts_with(' '))
    };
    let is_json = |char: &char| ['{', '[', '"', '\u{feff}'].contains(char);
    first.starts_with(|it| is_json(&it))
        || first.starts_with("- ")
        || first.split_once(':').is_some_and(is_name)
}

/// The readable rest of a text, and what is wrong with it.
fn not_utf8(id: FileId, error: &std::string::FromUtf8Error) -> (String, Diagnostic) {
    let start = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span { start: offset(start), end: offset(start + '\u{fffd}'.len_utf8()) };
    let location = Location { file: id, span, pointer: String::new() };
    let diagnostic = Diagnostic::new(Code::NotUtf8, format!("byte {start} is not UTF-8"))
        .at(location, "not UTF-8")
        .help("save the file as UTF-8");
    (text, diagnostic)
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
pub(crate) mod tests;
