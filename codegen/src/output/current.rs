//! Whether a tree is what its inputs would give, without generating anything.
//!
//! Input: the files on disk. Output: yes, or “perhaps not”. Invariant: yes means that a run would read
//! what the last complete run read, by the same configuration and generator; that this had nothing to
//! say; and that every file it wrote, the manifest too, is as it wrote it.
//!
//! That is as good as generating, but for one thing: who writes a file by hand and goes on to forge
//! all of its hashes is not found out. `codegen check --regenerate` trusts no manifest.

use std::path::{Component, Path};

use super::hash::{self, Hasher};
use super::manifest::Manifest;
use super::plan::read;
use crate::config::Config;
use crate::files::{Files, has_leftovers};
use crate::pipeline;
use crate::source::{self, File, Found, Sources};

/// The program, as the manifest names it.
pub const GENERATOR: &str = concat!("codegen ", env!("CARGO_PKG_VERSION"));

/// What the passes know of an input file.
struct Input<'a> {
    path: &'a str,
    disk_path: &'a Path,
    is_root: bool,
    uris: &'a [String],
    bytes: &'a [u8],
}

impl<'a> Input<'a> {
    fn read(file: &'a File) -> Self {
        let File { path, disk_path, is_root, uris, text, .. } = file;
        Self { path, disk_path, is_root: *is_root, uris, bytes: text.as_bytes() }
    }

    fn found(Found { path, disk_path, is_root, uris, .. }: &'a Found, bytes: &'a [u8]) -> Self {
        Self { path, disk_path, is_root: *is_root, uris, bytes }
    }
}

/// A digest of everything that the output depends on: the generator's own code, the options, and the
/// inputs that a run has read. It is the same on every machine.
#[must_use]
pub fn digest(config: &Config, sources: &Sources) -> String {
    of_inputs(config, &sources.files.iter().map(Input::read).collect::<Vec<_>>())
}

/// The digest of what a run would read now; none if it would have something to say about that.
fn digest_of_disk(files: &dyn Files, config: &Config) -> Option<String> {
    let found = source::find(files, &pipeline::inputs(config))?;
    let bytes = found.iter().map(|it| files.read(&it.disk_path).ok());
    let bytes = bytes.collect::<Option<Vec<_>>>()?;
    let inputs = found.iter().zip(&bytes).map(|(found, bytes)| Input::found(found, bytes));
    Some(of_inputs(config, &inputs.collect::<Vec<_>>()))
}

fn of_inputs(config: &Config, inputs: &[Input<'_>]) -> String {
    let mut hasher = Hasher::new();
    hasher.part(GENERATOR.as_bytes()).part(env!("CODEGEN_SOURCES").as_bytes());
    hasher.part(config.fingerprint().as_bytes());
    let common = inputs.iter().map(|it| folders(it.disk_path)).reduce(shared).unwrap_or_default();
    for input in inputs {
        hasher.part(input.path.as_bytes()).part(&[u8::from(input.is_root)]);
        // References may lead from file to file by the folders that these stand in. Those that all
        // of them stand in are not the same on every machine.
        for folder in folders(input.disk_path).iter().skip(common.len()) {
            hasher.part(folder.as_os_str().as_encoded_bytes());
        }
        for uri in input.uris {
            hasher.part(b"uri").part(uri.as_bytes());
        }
        hasher.part(b"text").part(input.bytes);
    }
    hasher.finish()
}

fn folders(file: &Path) -> Vec<Component<'_>> {
    let folder = file.parent().unwrap_or(file);
    folder.components().filter(|it| *it != Component::CurDir).collect()
}

/// What both begin with.
fn shared<'a>(one: Vec<Component<'a>>, other: Vec<Component<'a>>) -> Vec<Component<'a>> {
    let pairs = one.into_iter().zip(other);
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one).collect()
}

/// Whether the tree is what would be generated now, and nothing would be said about it.
#[must_use]
pub fn is_current(files: &dyn Files, config: &Config) -> bool {
    let Some(manifest) = manifest(files, &config.out) else {
        return false;
    };
    manifest.findings == 0
        && is_intact(files, config, &manifest)
        && manifest.digest.is_some()
        && manifest.digest == digest_of_disk(files, config)
}

fn manifest(files: &dyn Files, out: &Path) -> Option<Manifest> {
    Manifest::from_json(&read(files, &Manifest::path(out)).ok()??)
}

/// Whether everything that the manifest lists is as it says, itself included.
fn is_intact(files: &dyn Files, config: &Config, manifest: &Manifest) -> bool {
    let has = |path: &Path, expected: &str| matches!(read(files, path), Ok(Some(text)) if hash::of_text(&text) == expected);
    let ledger_is_right = match (&config.ledger, &manifest.ledger) {
        (Some(path), Some(expected)) => has(path, expected),
        (None, None) => true,
        _ => false,
    };
    let is_tidy = || manifest.folders(&config.out).iter().all(|it| !has_leftovers(files, it));
    manifest.is_sealed()
        && ledger_is_right
        && is_tidy()
        && manifest.files.iter().all(|(path, expected)| has(&config.out.join(path), expected))
}
