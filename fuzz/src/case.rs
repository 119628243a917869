//! An input: files, and how they are to be read.
//!
//! Input: a seed and a corpus. Output: always the same [`Case`] for them.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use codegen::Config;
use codegen::config::{Dialect, ImpliedType, Library, Unresolved};
use codegen::internal::files::Memory;

use crate::corpus::Corpus;
use crate::mutate;
use crate::random::Random;
use crate::tree::Tree;
use crate::words;

/// What the generator is given.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The seed, which decides the configuration too.
    pub(crate) seed: u64,
    /// Names and contents.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Case {
    /// The case of a seed.
    pub(crate) fn new(seed: u64, corpus: &Corpus) -> Self {
        let mut random = Random::new(seed);
        let random = &mut random;
        let count = if random.once_in(4) { 2 } else { 1 };
        let mut files = Vec::new();
        for name in ["a", "b"].into_iter().take(count) {
            let mut text = Text(Vec::new());
            // It stops with an error where it is full.
            let _ = write!(text, "{}", schema(corpus, random));
            let extension = if random.once_in(30) { "yaml" } else { "json" };
            files.push((format!("{name}.{extension}"), bytes(text.0, random)));
        }
        Self { seed, files }
    }

    /// The case of files that are at hand.
    pub(crate) fn of_files(seed: u64, paths: &[PathBuf]) -> std::io::Result<Self> {
        let file = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((
                name,
                codegen::internal::files::Files::read(&codegen::internal::files::Disk, path)?,
            ))
        };
        Ok(Self { seed, files: paths.iter().map(file).collect::<std::io::Result<_>>()? })
    }

    /// The files in memory.
    pub(crate) fn memory(&self) -> Memory {
        Memory::with(self.files.iter().map(|(name, bytes)| (Path::new("in").join(name), bytes)))
    }

    /// How they are read. Most seeds let go of references that lead nowhere, or damage would hardly
    /// get beyond them.
    pub(crate) fn config(&self) -> Config {
        let mut random = Random::new(self.seed ^ 0x5eed);
        let dialects = [Dialect::Draft202012, Dialect::Draft7, Dialect::Draft4];
        let dialect = random.pick(&dialects).copied().unwrap_or_default();
        let implied = [ImpliedType::Exact, ImpliedType::Object];
        let mut config = Config::new()
            .schemas("in")
            .dialect(dialect)
            .implied_type(random.pick(&implied).copied().unwrap_or_default());
        if !random.once_in(8) {
            config = config.unresolved(Unresolved::Opaque);
        }
        if random.once_in(4) {
            config = config.open_enums("*");
        }
        if random.once_in(8) {
            for format in ["date-time", "date", "duration"] {
                config = config.format(format, Library::Jiff);
            }
        }
        config
    }
}

/// A damaged schema.
fn schema(corpus: &Corpus, random: &mut Random) -> Tree {
    let mut tree = corpus.schema(random);
    let mut other = corpus.schema(random);
    if !random.once_in(12) {
        mutate::prune(&mut tree, 400, random);
    }
    if random.once_in(20) {
        let schemas = Tree::object([("A", tree)]);
        let components = Tree::object([("schemas", schemas)]);
        tree = Tree::object([("openapi", Tree::string("3.1.0")), ("components", components)]);
    }
    for _ in 0..=random.below(8) {
        mutate::change(&mut tree, &mut other, random);
    }
    tree
}

/// Longer texts teach nothing more.
const LONGEST: usize = 16 << 20;

/// A text that ends where it has become too long.
struct Text(Vec<u8>);

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let left = LONGEST.saturating_sub(self.0.len());
        self.0.extend(text.bytes().take(left));
        if text.len() > left { Err(fmt::Error) } else { Ok(()) }
    }
}

/// Damages a text now and then.
fn bytes(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    if !random.once_in(12) {
        return text;
    }
    for _ in 0..=random.below(4) {
        let start = random.below(text.len() + 1);
        let end = (start + random.below(9)).min(text.len());
        match random.below(6) {
            0 => drop(text.drain(start..end)),
            1 => text.truncate(start),
            2 => text[start..end].reverse(),
            3 => {
                let copy = text[start..end].repeat(random.below(40));
                text.splice(start..start, copy);
            }
            _ => {
                let piece = random.pick(words::BYTES).copied().unwrap_or_default();
                text.splice(start..start, piece.iter().copied());
            }
        }
    }
    text
}
