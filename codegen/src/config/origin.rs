//! Where a configuration was written, so that what is found about a key points at its value.
//!
//! Input: the text of the file, and the path of a value in it. Output: the bytes of the value. What the
//! command line has set is not in the text, and has no place.

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
fn walk(table: &DeTable<'_>, path: &[Step<'_>]) -> Option<std::ops::Range<usize>> {
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

fn of_range(range: std::ops::Range<usize>) -> Span {
    let offset = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    Span { start: offset(range.start), end: offset(range.end) }
}

/// Within the bytes of what was found to be wrong, those of the key or the text that is quoted.
pub(super) fn narrowed(text: &str, range: std::ops::Range<usize>, quoted: &str) -> Span {
    let table = DeTable::parse(text).ok();
    let values = table.iter().flat_map(|it| it.get_ref().values());
    let found = values.into_iter().find_map(|it| find_in_value(it, &range, quoted));
    of_range(found.unwrap_or(range))
}

fn find(
    table: &DeTable<'_>,
    within: &std::ops::Range<usize>,
    quoted: &str,
) -> Option<std::ops::Range<usize>> {
    let is_inside = |it: &std::ops::Range<usize>| within.start <= it.start && it.end <= within.end;
    table.iter().find_map(|(key, value)| {
        let key = (key.get_ref() == quoted).then(|| key.span()).filter(is_inside);
        key.or_else(|| find_in_value(value, within, quoted))
    })
}

fn find_in_value(
    value: &Spanned<DeValue<'_>>,
    within: &std::ops::Range<usize>,
    quoted: &str,
) -> Option<std::ops::Range<usize>> {
    match value.get_ref() {
        DeValue::Table(table) => find(table, within, quoted),
        DeValue::Array(elements) => {
            elements.iter().find_map(|it| find_in_value(it, within, quoted))
        }
        DeValue::String(text) if text == quoted => {
            Some(value.span()).filter(|it| within.start <= it.start && it.end <= within.end)
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => None,
    }
}

impl Config {
    /// The place of a value in the file; none if it was not written there.
    pub(crate) fn location(&self, path: &[Step<'_>]) -> Option<Location> {
        let span = self.origin.span(path)?;
        Some(Location { file: FileId::CONFIGURATION, span, pointer: String::new() })
    }

    /// The file that [`Config::location`] speaks about.
    pub(crate) fn file(&self) -> Option<File> {
        let Origin { file, text, .. } = &self.origin;
        (!file.is_empty()).then(|| File::of_text(file.clone(), text.clone()))
    }
}
