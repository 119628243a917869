//! Where a configuration was written, so that what is found about a key points at its value.
//!
//! Input: the text of the file, and the path of a value in it. Output: the bytes of the value. What the
//! command line has set is not in the text, and has no place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use crate::diagnostic::Location;
use crate::source::{File, FileId, Span};

/// The text of a configuration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    file: String,
    text: String,
    /// The keys that the command line has set.
    overridden: Vec<String>,
}

/// Two configurations are one if they say the same, wherever that was written.
impl PartialEq for Origin {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// A step from a table or a list to a part of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// To the value of a key.
    Key(&'a str),
    /// To an element. A value that is no list is its own element, as `"a"` may stand for `["a"]`.
    Index(usize),
    /// To the key itself.
    Name(&'a str),
}

impl Origin {
    pub(super) fn new(file: &str, text: &str, overridden: Vec<String>) -> Self {
        Self { file: file.to_owned(), text: text.to_owned(), overridden }
    }

    fn span(&self, path: &[Step<'_>]) -> Option<Span> {
        if let Some(Step::Key(key)) = path.first()
            && self.overridden.iter().any(|it| it == key)
        {
            return None;
        }
        let table = DeTable::parse(&self.text).ok()?;
        walk(table.get_ref(), path).map(of_range)
    }
}

/// The bytes of what a path leads to.
fn walk(table: &DeTable<'_>, path: &[Step<'_>]) -> Option<Range<usize>> {
    let (first, mut rest) = path.split_first()?;
    let (Step::Key(name) | Step::Name(name)) = first else { return None };
    let (key, mut value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    if let Step::Name(_) = first {
        return Some(key.span());
    }
    while let Some((Step::Index(index), after)) = rest.split_first() {
        if let DeValue::Array(elements) = value.get_ref() {
            value = elements.get(*index)?;
        }
        rest = after;
    }
    match value.get_ref() {
        DeValue::Table(inner) if !rest.is_empty() => walk(inner, rest),
        _ => rest.is_empty().then(|| value.span()),
    }
}

fn of_range(range: Range<usize>) -> Span {
    let offset = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    Span { start: offset(range.start), end: offset(range.end) }
}

/// Of the value with these bytes, which of a table may be those of its header alone, the bytes of the key
/// or the text in it that is quoted; otherwise its own.
pub(super) fn narrowed(text: &str, range: Range<usize>, quoted: &str) -> Span {
    let table = DeTable::parse(text).ok();
    let values = table.iter().flat_map(|it| it.get_ref().values());
    let meant = values.into_iter().find_map(|it| with_bytes(it, &range));
    of_range(meant.and_then(|it| find(it, quoted)).unwrap_or(range))
}

type Value<'v> = Spanned<DeValue<'v>>;

/// The values within a value.
fn parts<'a, 'v>(value: &'a Value<'v>) -> Vec<&'a Value<'v>> {
    match value.get_ref() {
        DeValue::Table(table) => table.values().collect(),
        DeValue::Array(elements) => elements.iter().collect(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => Vec::new(),
    }
}

fn with_bytes<'a, 'v>(value: &'a Value<'v>, range: &Range<usize>) -> Option<&'a Value<'v>> {
    // A list of tables has the bytes of its first one.
    let within = parts(value).into_iter().find_map(|it| with_bytes(it, range));
    within.or_else(|| (value.span() == *range).then_some(value))
}

fn find(value: &Value<'_>, quoted: &str) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) if text == quoted => return Some(value.span()),
        DeValue::Table(table) => {
            if let Some((key, _)) = table.iter().find(|(key, _)| key.get_ref() == quoted) {
                return Some(key.span());
            }
        }
        _ => {}
    }
    parts(value).into_iter().find_map(|it| find(it, quoted))
}

impl Config {
    /// The place of a value in the file; none if it was not written there.
    pub(crate) fn location(&self, path: &[Step<'_>]) -> Option<Location> {
        let span = self.origin.span(path)?;
        Some(Location { file: FileId::CONFIGURATION, span, pointer: String::new() })
    }

    /// Writes the code to another folder, and no summary of the ledger.
    #[cfg(feature = "cli")]
    pub(crate) fn write_to(&mut self, out: &std::path::Path) {
        out.clone_into(&mut self.out);
        self.ledger = None;
        self.origin.overridden.push("out".to_owned());
    }

    /// The file that [`Config::location`] speaks about.
    pub(crate) fn file(&self) -> Option<Box<File>> {
        let Origin { file, text, .. } = &self.origin;
        (!file.is_empty()).then(|| Box::new(File::of_text(file.clone(), text.clone())))
    }
}
