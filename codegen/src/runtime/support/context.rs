//! What goes along while a document is read: how deep it is, what is wrong with it, and what unions
//! have found out about parts of it.

use std::any::TypeId;
use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;

use serde::de;

use super::error::{Ends, Error, OneLine};
use super::limits::DEEPEST;
use super::memo::Memo;
use super::node::Node;
use super::precision::is_json_of_serde;
use super::secrets::is_secret;

/// The state of one reading. Values are read into slots; what is wrong is kept here, and the errors of
/// serde only say that there is something.
#[derive(Default)]
pub struct Context {
    error: Option<Error>,
    /// Whether the format asked what it should have found.
    was_refused: Cell<bool>,
    /// Whether the words for the error are those of the format.
    is_foreign: bool,
    depth: usize,
    /// Whether no value is wanted, but only whether there is one: slots stay empty, and errors are
    /// not explained.
    is_judging: bool,
    /// Whether the arms of a union are being read to say what each expects.
    is_explaining: bool,
    /// What unions have found out about parts of the document that is kept, and what checks have.
    choices: Option<HashMap<(usize, TypeId), Option<usize>>>,
    memo: Memo,
}

/// What the error of serde says while the context has the error.
const SEE_CONTEXT: &str = "the value is not what its schema asks for";

impl Context {
    /// Fails. The error is only made if somebody wants it.
    #[cold]
    pub fn fail<E: de::Error>(&mut self, error: impl FnOnce() -> Error) -> E {
        if !self.is_judging {
            self.error = Some(error());
            self.is_foreign = false;
        }
        Self::failed()
    }

    /// The error of serde for what the context knows.
    #[cold]
    pub fn failed<E: de::Error>() -> E {
        E::custom(SEE_CONTEXT)
    }

    /// Notes that the format asked what it should have found.
    pub fn expect(&self, f: &mut fmt::Formatter<'_>, expected: &str) -> fmt::Result {
        self.was_refused.set(true);
        f.write_str(expected)
    }

    /// Notes that the value is what the format was asked for, so that what is wrong is within it.
    pub fn begin(&self) {
        self.was_refused.set(false);
    }

    /// Says what was expected, should it be the format itself that refused a value.
    #[cold]
    pub fn refused(&mut self, expected: impl FnOnce() -> Error) {
        if self.error.is_none() {
            self.error = Some(expected());
            self.is_foreign = true;
        }
    }

    /// Says in which item or member an error is, and which schema applies there.
    #[cold]
    pub fn locate(&mut self, segment: &dyn fmt::Display, schema: &str) {
        if self.is_judging {
            return;
        }
        let error = self.error.take().unwrap_or_else(|| {
            self.is_foreign = true;
            Error::new("", "", "", "")
        });
        self.error = Some(error.within(segment).placed(schema));
    }

    /// Says in which member an error is and which schema applies there, and nothing of a secret value.
    #[cold]
    pub fn locate_member(&mut self, name: &str, schema: &str) {
        if is_secret(name) {
            self.conceal();
        }
        self.locate(&name, schema);
    }

    /// Says which schema applies to the value that an error is about, unless the error knows.
    #[cold]
    pub fn place(&mut self, schema: &str) {
        self.error = self.error.take().map(|error| error.placed(schema));
    }

    /// Keeps the value that an error is about to itself.
    #[cold]
    pub fn conceal(&mut self) {
        if self.is_judging {
            return;
        }
        let error = self.error.take().unwrap_or_else(|| {
            self.is_foreign = true;
            Error::new("type", "", "something else", "")
        });
        self.error = Some(error.concealed());
    }

    /// Takes the error out.
    pub fn take(&mut self) -> Option<Error> {
        self.is_foreign = false;
        self.error.take()
    }

    /// Reads an array or an object, which may stand in so many others.
    pub fn enter<T, E: de::Error>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.depth == DEEPEST {
            return Err(self.fail(too_deep));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Whether only a judgement is wanted.
    pub fn is_judging(&self) -> bool {
        self.is_judging
    }

    /// Judges instead of reading.
    pub fn judge<T>(&mut self, judge: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.is_judging, true);
        let judged = judge(self);
        self.is_judging = before;
        judged
    }

    /// Reads to find out what is wrong, unless that is already going on around it.
    pub fn explain<T>(&mut self, explain: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if std::mem::replace(&mut self.is_explaining, true) {
            return None;
        }
        let explained = explain(self);
        self.is_explaining = false;
        Some(explained)
    }

    /// Which arm of a union was found to accept a part of the document; `None` if none does.
    pub fn choice<T: 'static>(&self, node: &Node<'_>) -> Option<Option<usize>> {
        self.choices.as_ref()?.get(&key::<T>(node)).copied()
    }

    /// Remembers the arm of a union.
    pub fn remember<T: 'static>(&mut self, node: &Node<'_>, choice: Option<usize>) {
        self.choices.get_or_insert_with(HashMap::new).insert(key::<T>(node), choice);
    }

    /// What checks have found out about parts of the document that is kept.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// Reads a part of a document that is gone afterwards, and with it what was found out about it: the
    /// next one may stand at its place in memory.
    pub fn while_kept<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        let known = (self.choices.take(), std::mem::take(&mut self.memo));
        let result = read(self);
        self.choices = known.0;
        self.memo = known.1;
        result
    }

    /// The error to hand to the reader of the document, with the place in the text that the format
    /// gives.
    #[cold]
    pub fn finish<E: de::Error>(self, error: E) -> E {
        let text = error.to_string();
        let (words, position) = split_position(&text);
        match self.error {
            Some(own) if !self.is_foreign => E::custom(format_args!("{own}{position}")),
            Some(own) if self.was_refused.get() || refused_by_serde(words).is_some() => {
                let own = own.with_found(&found_by_serde(words));
                E::custom(format_args!("{own}{position}"))
            }
            Some(secret) if secret.is_concealed() => E::custom(format_args!("{secret}{position}")),
            Some(place) => E::custom(format_args!("{}{position}", InWords::of::<E>(&place, words))),
            None => error,
        }
    }
}

/// What a format itself says of a value, in its words.
struct InWords<'a> {
    location: &'a str,
    words: &'a str,
    schema: &'a str,
}

impl<'a> InWords<'a> {
    /// Where JSON is read, what is left for its reader to say is that it is none, which no schema says.
    fn of<E>(place: &'a Error, words: &'a str) -> Self {
        let schema = if is_json_of_serde::<E>() { "" } else { place.schema_location() };
        Self { location: place.instance_location(), words, schema }
    }
}

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.location.is_empty() {
            write!(f, "{}: ", Ends(self.location))?;
        }
        write!(f, "{}", OneLine(self.words, 400))?;
        if !self.schema.is_empty() {
            write!(f, " ({})", Ends(self.schema))?;
        }
        Ok(())
    }
}

fn too_deep() -> Error {
    let expected = format!("at most {DEEPEST} arrays and objects within each other");
    Error::new("depth", "", expected, "more")
}

/// A part of a document and a type. Parts do not move while choices are remembered.
fn key<T: 'static>(node: &Node<'_>) -> (usize, TypeId) {
    let address: *const Node<'_> = node;
    (address as usize, TypeId::of::<T>())
}

/// The line and column at the end of a text.
fn split_position(text: &str) -> (&str, &str) {
    let Some(start) = text.rfind(" at line ") else { return (text, "") };
    let (before, position) = text.split_at(start);
    if position.ends_with(|last: char| last.is_ascii_digit()) {
        (before, position)
    } else {
        (text, "")
    }
}

/// What serde, whose words formats take over, says that it found instead of what it expected.
fn refused_by_serde(text: &str) -> Option<&str> {
    let signs = ["invalid type: ", "invalid value: "];
    let (_, rest) = signs.iter().find_map(|sign| text.split_once(sign))?;
    rest.rsplit_once(", expected ").map(|(found, _)| found)
}

/// The same in the words of errors.
fn found_by_serde(text: &str) -> String {
    let Some(found) = refused_by_serde(text) else { return "something else".to_owned() };
    match found {
        "null" | "unit value" | "Option value" => return "null".to_owned(),
        "sequence" => return "an array".to_owned(),
        "map" => return "an object".to_owned(),
        _ => {}
    }
    for kind in ["boolean", "integer", "floating point", "number"] {
        let value =
            found.strip_prefix(kind).and_then(|it| it.strip_prefix(" `")?.strip_suffix('`'));
        if let Some(value) = value {
            return value.to_owned();
        }
    }
    found.strip_prefix("string ").unwrap_or(found).to_owned()
}
