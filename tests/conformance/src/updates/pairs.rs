//! Pairs of folders of schemas.
//!
//! Input: folders. A folder with `old` and `new` is a pair, and so is a file of
//! `tests/cases/evolution`; others are looked into. Output: the pairs in order of their names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Context as _, Result};
use crate::plan::{read, write};

/// The schemas before and after an update.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Its name.
    pub name: String,
    /// Both sides.
    pub sides: [Files; 2],
}

/// The files of a side, by their paths below the folder of `codegen.toml`.
pub type Files = BTreeMap<PathBuf, String>;

/// A case of `tests/cases/evolution`, as far as it is used here.
#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    config: String,
    old_config: Option<String>,
    old: Option<Value>,
    new: Option<Value>,
    #[serde(default)]
    old_files: BTreeMap<String, Value>,
    #[serde(default)]
    new_files: BTreeMap<String, Value>,
}

/// The pairs at and below some paths.
///
/// # Errors
///
/// Where a path cannot be read.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for path in paths {
        collect(path, &mut pairs)?;
    }
    Ok(pairs)
}

fn collect(path: &Path, pairs: &mut Vec<Pair>) -> Result<()> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if path.is_file() {
        if let Ok(case) = serde_json::from_str::<Case>(&read(path)?) {
            pairs.push(Pair { name, sides: case.sides() });
        }
        return Ok(());
    }
    let (old, new) = (path.join("old"), path.join("new"));
    if old.is_dir() && new.is_dir() {
        pairs.push(Pair { name, sides: [side(&old)?, side(&new)?] });
        return Ok(());
    }
    let mut below = Vec::new();
    for entry in std::fs::read_dir(path).context(path.display())? {
        below.push(entry.context(path.display())?.path());
    }
    below.sort();
    below.iter().try_for_each(|it| collect(it, pairs))
}

impl Case {
    fn sides(self) -> [Files; 2] {
        let old_config = self.old_config.unwrap_or_else(|| self.config.clone());
        let files = |config: String, one: Option<Value>, many: BTreeMap<String, Value>| {
            let one = one.map(|it| ("thing.json".to_owned(), it));
            let schemas = one.into_iter().chain(many);
            let schemas =
                schemas.map(|(path, it)| (Path::new("schemas").join(path), it.to_string()));
            schemas.chain([(PathBuf::from("codegen.toml"), config)]).collect()
        };
        [files(old_config, self.old, self.old_files), files(self.config, self.new, self.new_files)]
    }
}

/// The files of a folder. One without `codegen.toml` has schemas alone.
fn side(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let is_configured = folder.join("codegen.toml").exists();
    let base = if is_configured { PathBuf::new() } else { PathBuf::from("schemas") };
    add(folder, &base, &mut files)?;
    if !is_configured {
        files.insert(PathBuf::from("codegen.toml"), String::new());
    }
    Ok(files)
}

fn add(folder: &Path, base: &Path, files: &mut Files) -> Result<()> {
    for entry in std::fs::read_dir(folder).context(folder.display())? {
        let path = entry.context(folder.display())?.path();
        let below = base.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            add(&path, &below, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(below, text);
        }
    }
    Ok(())
}

/// Writes the files of a side to a folder.
pub(super) fn place(files: &Files, folder: &Path) -> Result<()> {
    files.iter().try_for_each(|(path, text)| write(&folder.join(path), text))
}
