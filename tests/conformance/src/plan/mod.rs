//! What is to be tried: schemas, the documents to hold against them, and the verdicts expected.
//!
//! Input: a folder of one of three kinds. Output: [`Plan`]. Documents and schemas are kept as the
//! bytes that were found, since reading and writing them again could change a number.

pub mod corpus;
pub mod folder;
pub mod sampled;
pub mod suite;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Context, Error, Result};

/// A run to be made.
#[derive(Debug, Default)]
pub struct Plan {
    /// The name of the suite or corpus, as known failures give it.
    pub suite: String,
    /// The text of the `codegen.toml` that all schemas are generated with.
    pub config: String,
    /// The folder of the schemas, if all schemas of a folder are in the plan.
    pub folder: Option<PathBuf>,
    /// The schemas, in the order in which they are reported.
    pub schemas: Vec<Schema>,
    /// The documents, ordered by schema.
    pub cases: Vec<Case>,
}

/// A schema, which the generator makes a root type of.
#[derive(Clone, Debug)]
pub struct Schema {
    /// A Rust identifier that no other schema of the plan has, and that does not depend on which
    /// others there are.
    pub name: String,
    /// The draft, where the schemas are sorted by it.
    pub draft: Option<String>,
    /// The file, relative to the suite or corpus.
    pub file: String,
    /// The group within the file, if the file is not itself the schema.
    pub group: Option<String>,
    /// Where the generator finds it.
    pub path: PathBuf,
    /// The bytes of the schema, which decide how many share a crate.
    pub size: usize,
    /// Whether it can share a tree: it has no identifier that another schema may have.
    pub shares: bool,
}

/// A document with the verdict that is expected for it.
#[derive(Clone, Debug)]
pub struct Case {
    /// An index into [`Plan::schemas`].
    pub schema: usize,
    /// What the document is called.
    pub test: String,
    /// Whether the schema accepts it; none where only the round trip of what is accepted counts.
    pub valid: Option<bool>,
    /// The document's text.
    pub text: String,
}

/// Which part of a plan to run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these drafts, if any is named.
    pub drafts: Vec<String>,
    /// Only schemas whose `draft/file: group` contains every one of these.
    pub filters: Vec<String>,
    /// Whether optional tests are left out.
    pub required: bool,
    /// Only this part of the rest, if not all.
    pub part: Option<Part>,
}

/// One of several parts of about the same size, which have every so many-th schema each.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Part {
    /// Which, from 1 on.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl FromStr for Part {
    type Err = Error;

    /// Reads `2/3`.
    fn from_str(text: &str) -> Result<Self> {
        let numbers = text.split_once('/').and_then(|(number, of)| {
            Some(Self { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        numbers
            .filter(|part| (1..=part.of).contains(&part.number))
            .ok_or_else(|| Error::new("a part is a number and how many there are, like 2/3"))
    }
}

impl Schema {
    /// `draft/file: group`, which names the schema to people and to filters.
    #[must_use]
    pub fn label(&self) -> String {
        let mut label = String::new();
        if let Some(draft) = &self.draft {
            label.push_str(draft);
            label.push('/');
        }
        label.push_str(&self.file);
        if let Some(group) = &self.group {
            label.push_str(": ");
            label.push_str(group);
        }
        label
    }

    /// Whether failing its tests is allowed by the suite itself.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.file.starts_with("optional/")
    }
}

impl Plan {
    /// Leaves only what `selection` selects.
    pub fn select(&mut self, selection: &Selection) {
        let mut keep: Vec<bool> =
            self.schemas.iter().map(|schema| selection.selects(schema)).collect();
        if let Some(part) = selection.part {
            let selected = keep.iter_mut().filter(|kept| **kept).enumerate();
            selected.for_each(|(index, kept)| *kept = index % part.of == part.number - 1);
        }
        if keep.contains(&false) {
            self.folder = None;
        }
        let mut moved = Vec::with_capacity(keep.len());
        let mut next = 0;
        for &kept in &keep {
            moved.push(next);
            next += usize::from(kept);
        }
        let mut index = 0..;
        self.schemas.retain(|_| index.next().is_some_and(|index: usize| keep[index]));
        self.cases.retain_mut(|case| {
            let kept = keep[case.schema];
            case.schema = moved[case.schema];
            kept
        });
    }
}

impl Selection {
    fn selects(&self, schema: &Schema) -> bool {
        let label = schema.label();
        let of_draft = |draft: &String| self.drafts.is_empty() || self.drafts.contains(draft);
        schema.draft.as_ref().is_none_or(of_draft)
            && !(self.required && schema.is_optional())
            && self.filters.iter().all(|filter| label.contains(filter))
    }
}

/// Makes an identifier of any text: its ASCII letters, digits and `_` in lower case.
#[must_use]
pub fn identifier(text: &str) -> String {
    let mut name = String::from("g_");
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name
}

/// The files below `folder` with one of `extensions`, sorted, relative to it.
pub(crate) fn files_below(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(next) = pending.pop() {
        for entry in std::fs::read_dir(&next).context(next.display())? {
            let path = entry.context(next.display())?.path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                pending.push(path);
            } else if extension.is_some_and(|extension| extensions.contains(&extension))
                && let Ok(relative) = path.strip_prefix(folder)
            {
                files.push(relative.to_path_buf());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A path as it is reported: with `/` on every system.
pub(crate) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A string in the syntax of TOML, whose basic strings are those of JSON.
pub(crate) fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Reads a file as text.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).context(path.display())
}

/// Writes a file unless it has this text already, so that cargo sees what did not change.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).context(parent.display())?;
    }
    std::fs::write(path, text).context(path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selecting_keeps_cases_with_their_schemas() {
        let schema = |draft: &str, file: &str| Schema {
            name: identifier(file),
            draft: Some(draft.to_owned()),
            file: file.to_owned(),
            group: None,
            path: PathBuf::new(),
            size: 0,
            shares: false,
        };
        let case = |schema: usize| Case {
            schema,
            test: schema.to_string(),
            valid: Some(true),
            text: String::new(),
        };
        let mut plan = Plan {
            schemas: vec![
                schema("draft4", "a.json"),
                schema("draft7", "a.json"),
                schema("draft7", "optional/a.json"),
                schema("draft7", "b.json"),
            ],
            cases: vec![case(0), case(1), case(2), case(3)],
            ..Plan::default()
        };
        plan.select(&Selection {
            drafts: vec!["draft7".to_owned()],
            required: true,
            ..Selection::default()
        });
        let kept: Vec<_> = plan
            .cases
            .iter()
            .map(|case| (case.test.as_str(), plan.schemas[case.schema].file.as_str()))
            .collect();
        assert_eq!(kept, [("1", "a.json"), ("3", "b.json")]);
        plan.select(&Selection { part: "2/2".parse().ok(), ..Selection::default() });
        assert_eq!(plan.cases[0].test, "3");
        assert_eq!(plan.schemas.len(), 1);
    }

    #[test]
    fn there_is_no_part_beyond_the_last() {
        for text in ["0/2", "3/2", "1", "a/b"] {
            assert!(text.parse::<Part>().is_err(), "{text}");
        }
        assert_eq!("2/3".parse::<Part>().unwrap(), Part { number: 2, of: 3 });
    }
}
