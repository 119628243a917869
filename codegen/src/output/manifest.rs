//! Which files are the generator's, and what they were made from.
//!
//! Input: the file `.codegen.json` in the output folder. Output: for each path relative to that
//! folder the hashes of the texts that the generator gave it. A manifest that cannot be read owns
//! nothing, which is safe: nothing is removed then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::hash;

/// The version of the manifest's form.
const FORMAT: u32 = 1;

/// Which files are the generator's, and what they were made from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this form.
    format: u32,
    /// The program that wrote the tree, for people.
    pub generator: String,
    /// What the tree was made from. None while it is being written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// How many findings the run had; it has to be repeated to tell them again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub findings: usize,
    /// The hash of the ledger's summary, which stands outside of the tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<String>,
    /// The hash of each file; while the tree is being written, those of its old and its new text.
    pub files: BTreeMap<String, String>,
    /// The hash of all of the above, by which a manifest is recognised that was edited or merged.
    #[serde(default)]
    seal: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Manifest {
    /// The name of the file.
    pub const FILE_NAME: &str = ".codegen.json";

    /// Where the manifest of the tree in `out` is.
    #[must_use]
    pub fn path(out: &Path) -> PathBuf {
        out.join(Self::FILE_NAME)
    }

    /// The manifest of a whole tree.
    pub(super) fn of(tree: &super::Tree, target: &super::Target<'_>) -> Self {
        let hash = |(path, text): (&String, &String)| (path.clone(), hash::of_text(text));
        let manifest = Self {
            format: FORMAT,
            generator: super::GENERATOR.to_owned(),
            digest: Some(target.digest.to_owned()),
            findings: target.findings,
            ledger: target.ledger.map(|(_, text)| hash::of_text(text)),
            files: tree.files.iter().map(hash).collect(),
            seal: String::new(),
        };
        manifest.sealed()
    }

    fn sealed(self) -> Self {
        Self { seal: self.seal_of_content(), ..self }
    }

    fn seal_of_content(&self) -> String {
        let Self { format, generator, digest, findings, ledger, files, seal: _ } = self;
        let mut hasher = hash::Hasher::new();
        hasher.part(&format.to_le_bytes()).part(generator.as_bytes());
        hasher.part(&(*findings as u64).to_le_bytes());
        for hash in [digest, ledger] {
            hasher.part(hash.as_deref().unwrap_or_default().as_bytes());
        }
        for (path, hash) in files {
            hasher.part(path.as_bytes()).part(hash.as_bytes());
        }
        hasher.finish()
    }

    /// Whether the manifest is as it was written.
    pub(super) fn is_sealed(&self) -> bool {
        self.seal == self.seal_of_content()
    }

    /// Reads a manifest; none if it is none that this version understands.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let mut manifest: Self = serde_json::from_str(text).ok()?;
        manifest.files.retain(|path, _| is_inside(path));
        (manifest.format == FORMAT).then_some(manifest)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and maps of strings always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Whether the generator gave the file at `path` this text.
    pub(super) fn wrote(&self, path: &str, text: &str) -> bool {
        let hash = hash::of_text(text);
        self.files.get(path).is_some_and(|hashes| hashes.split(' ').any(|it| it == hash))
    }

    /// The folders that the files stand in, and the output folder itself.
    pub(super) fn folders(&self, out: &Path) -> BTreeSet<PathBuf> {
        let above = |path: &String| out.join(path).parent().map(Path::to_owned);
        self.files.keys().filter_map(above).chain([out.to_owned()]).collect()
    }

    /// What is true while the tree of `self` is replaced by that of `next`.
    pub(super) fn on_the_way_to(&self, next: &Self) -> Self {
        let mut both = Self { digest: None, findings: 0, ledger: None, ..next.clone() };
        for (path, old) in &self.files {
            let new = both.files.entry(path.clone()).or_default();
            let hashes: BTreeSet<&str> = old.split(' ').chain(new.split_terminator(' ')).collect();
            *new = Vec::from_iter(hashes).join(" ");
        }
        both.sealed()
    }
}

impl Default for Manifest {
    fn default() -> Self {
        let nowhere = super::Target { out: Path::new(""), ledger: None, digest: "", findings: 0 };
        Self::of(&super::Tree::default(), &nowhere)
    }
}

/// Whether a path stays in the folder that it is joined to. The manifest is a file that anybody can
/// edit, and what it lists may be removed.
fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|it| matches!(it, Component::Normal(_)))
}
