//! Which sets there are: from folders on the command line, and from a TOML file.
//!
//! Input: paths. Output: [`Set`]s. A folder may hold its schemas in `schemas/`, and its documents in
//! `documents/`, `documents.jsonl` or `cases.jsonl`; else all of it is schemas. In a file, `[[set]]` has a
//! `folder`, and perhaps a `name`, `documents` and `set` (settings for the generator); paths are relative
//! to the file.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::last_part;
use crate::error::{Context as _, Result};
use crate::plan::{Plan, corpus, folder, read};

/// A set of schemas.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// Where its schemas are.
    pub schemas: PathBuf,
    /// Where its documents are, if it has any.
    pub documents: Option<PathBuf>,
    /// Settings for the generator.
    pub set: Vec<String>,
    /// Whether it is a corpus, whose schemas refer to each other by address.
    pub is_corpus: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    set: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    folder: PathBuf,
    name: Option<String>,
    documents: Option<PathBuf>,
    #[serde(default)]
    set: Vec<String>,
}

/// The sets that `paths` name.
///
/// # Errors
///
/// Where a list cannot be read or understood.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    for path in paths {
        match path.extension().is_some_and(|it| it == "toml") {
            true => sets.extend(listed(path)?),
            false => sets.push(found(path)),
        }
    }
    Ok(sets)
}

fn listed(path: &Path) -> Result<Vec<Set>> {
    let list: List = toml::from_str(&read(path)?).context(path.display())?;
    let base = path.parent().unwrap_or(Path::new(""));
    let set = |entry: Entry| {
        let mut set = found(&base.join(entry.folder));
        set.name = entry.name.unwrap_or(set.name);
        set.set = entry.set;
        if let Some(documents) = entry.documents {
            set.documents = Some(base.join(documents));
        }
        set
    };
    Ok(list.set.into_iter().map(set).collect())
}

/// The set in a folder.
fn found(folder: &Path) -> Set {
    let schemas = Some(folder.join("schemas")).filter(|it| it.is_dir());
    let documents = ["documents", "documents.jsonl", "cases.jsonl"].map(|name| folder.join(name));
    Set {
        name: last_part(folder),
        // Documents beside schemas could not be told from them.
        documents: documents.into_iter().find(|it| schemas.is_some() && it.exists()),
        is_corpus: schemas.is_some() && folder.join("cases.jsonl").is_file(),
        schemas: schemas.unwrap_or_else(|| folder.to_path_buf()),
        set: Vec::new(),
    }
}

impl Set {
    /// What is to be tried.
    ///
    /// # Errors
    ///
    /// Where the folder has no schema, or something in it cannot be read.
    pub fn plan(&self) -> Result<Plan> {
        let mut plan = folder::load(&self.schemas, self.documents.as_deref())?;
        if self.is_corpus {
            plan.config = corpus::config(&self.schemas)?;
        }
        plan.suite.clone_from(&self.name);
        Ok(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::write;

    #[test]
    fn a_set_has_its_documents_beside_its_schemas() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        write(&at("plain/a.json"), "{}").unwrap();
        write(&at("whole/schemas/a.json"), "{}").unwrap();
        write(&at("whole/documents/a.json"), "1").unwrap();
        write(&at("corpus/schemas/a.json"), "{}").unwrap();
        write(&at("corpus/cases.jsonl"), "").unwrap();
        let list = "[[set]]\nfolder = \"plain\"\nname = \"p\"\ndocuments = \"whole/documents\"\nset = [\"a=1\"]\n";
        write(&at("sets.toml"), list).unwrap();
        let paths = [at("plain"), at("whole"), at("corpus"), at("sets.toml")];
        let sets = load(&paths).unwrap();
        let documents = |set: &Set| {
            set.documents.as_deref().map(|it| it.strip_prefix(root.path()).unwrap().to_path_buf())
        };
        let shown: Vec<_> =
            sets.iter().map(|it| (it.name.as_str(), documents(it), it.is_corpus)).collect();
        assert_eq!(
            shown,
            [
                ("plain", None, false),
                ("whole", Some("whole/documents".into()), false),
                ("corpus", Some("corpus/cases.jsonl".into()), true),
                ("p", Some("whole/documents".into()), false),
            ]
        );
        assert_eq!(sets[3].set, ["a=1"]);
        assert_eq!(sets[1].plan().unwrap().cases.len(), 1);
    }

    #[test]
    fn a_key_that_means_nothing_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("sets.toml");
        write(&path, "[[set]]\nfolder = \"a\"\nfolders = 1\n").unwrap();
        assert!(load(&[path]).is_err());
    }
}
