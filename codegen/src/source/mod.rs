//! Pass 1: bytes to JSON with spans.
//!
//! Input: paths of files and folders. Output: [`Sources`], every file read and parsed once, in a
//! stable order. Invariants: the order and the printed paths do not depend on the machine or on the
//! order of the inputs; a file that cannot be read leaves a diagnostic and no entry; one that cannot
//! be parsed leaves a diagnostic and an entry whose root is `true`, the schema that accepts
//! anything, so that later passes have nothing to say about it.

mod build;
mod discover;
mod json;
mod json_text;
mod number;
pub mod pointer;
mod position;
mod yaml;

use std::path::{Component, PathBuf};

pub(crate) use discover::Found;
pub use discover::Input;
pub use json::{Json, Kind, Member, Object, Span};
pub use number::Number;
pub use position::Position;

use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::files::Files;

/// Which file: an index into [`Sources::files`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub u32);

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
    /// The URIs that the configuration gives to the folders it stands in, with its path appended.
    pub uris: Vec<String>,
    /// The whole text.
    pub text: String,
    /// The parsed document; `true` if it could not be parsed.
    pub root: Json,
    /// Whether the text could be parsed.
    pub is_parsed: bool,
}

impl File {
    /// A text that is no schema but has something to say about it, such as the configuration.
    #[must_use]
    pub fn of_text(path: String, text: String) -> Self {
        Self {
            disk_path: PathBuf::from(&path),
            path,
            revision: None,
            is_root: false,
            uris: Vec::new(),
            text,
            root: Json { span: Span::default(), kind: Kind::Bool(true) },
            is_parsed: false,
        }
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
}

impl Sources {
    /// The file of `id`.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// The files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0..).map(FileId).zip(&self.files)
    }
}

/// Reads and parses every file that the inputs name.
pub fn run(files: &dyn Files, inputs: &[Input], sink: &mut Sink) -> Sources {
    let mut sources = Sources::default();
    for found in discover::run(files, inputs, sink) {
        let Ok(id) = u32::try_from(sources.files.len()) else { break };
        if let Some(file) = load(files, found, FileId(id), sink) {
            sources.files.push(file);
        }
    }
    sources
}

/// The files that [`run`] would read, in its order; none if it would have something to say before it
/// reads any.
pub(crate) fn find(files: &dyn Files, inputs: &[Input]) -> Option<Vec<Found>> {
    let mut sink = Sink::new();
    let found = discover::run(files, inputs, &mut sink);
    sink.into_sorted().is_empty().then_some(found)
}

/// Reads and parses a file.
fn load(files: &dyn Files, found: Found, id: FileId, sink: &mut Sink) -> Option<File> {
    let bytes = match files.read(&found.disk_path) {
        Ok(bytes) if u32::try_from(bytes.len()).is_ok() => bytes,
        Ok(_) => {
            let message = format!("cannot read {}: 4 GiB or more", found.disk_path.display());
            sink.push(Diagnostic::new(Code::Unreadable, message));
            return None;
        }
        Err(error) => {
            sink.push(Diagnostic::new(Code::Unreadable, format!("cannot read {error}")));
            return None;
        }
    };
    let (text, root) = match String::from_utf8(bytes) {
        Ok(text) => {
            let root = parse(&found, &text, id, sink);
            (text, root)
        }
        Err(error) => {
            let (text, diagnostic) = not_utf8(id, &error);
            sink.push(diagnostic);
            (text, None)
        }
    };
    Some(File {
        path: found.path,
        disk_path: found.disk_path,
        revision: None,
        is_root: found.is_root,
        uris: found.uris,
        is_parsed: root.is_some(),
        root: root.unwrap_or(Json { span: Span::default(), kind: Kind::Bool(true) }),
        text,
    })
}

/// Parses a text as what the extension of its file says, or its first character: only JSON begins
/// with a bracket or a quote where people have the choice.
fn parse(found: &Found, text: &str, id: FileId, sink: &mut Sink) -> Option<Json> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    let is_json = match discover::extension(&found.disk_path).as_deref() {
        Some("json") => true,
        Some("yaml" | "yml") => false,
        _ => first.starts_with(['{', '[', '"']),
    };
    if is_json { json_text::read(id, text, sink) } else { yaml::read(id, text, sink) }
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
