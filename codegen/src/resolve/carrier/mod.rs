//! Documents that hold schemas and are none: API descriptions and the like.
//!
//! Input: the root of a document. Output: its [`Carrier`], if it is of a kind that is known, which says
//! as data where schemas stand in it and what each is called by. A kind is a table of [`Object`]s, one
//! for each object of its specification in which a schema can stand; [`visit`] goes through all of them.

mod asyncapi;
mod openapi;
mod others;
mod outside;
mod swagger;
mod visit;

pub(crate) use outside::{Part, outside};
pub(super) use visit::{Carried, Lost};

use super::dialect::Language;
use super::views::Direction;
use crate::source::{Json, Kind};

/// A kind of document.
pub(super) struct Carrier {
    /// What it is called.
    pub(super) name: &'static str,
    /// The language of its schemas, if the document is of this kind.
    language: fn(&Json) -> Option<Language>,
    /// The member with the version of its specification, and what the known versions begin with.
    versions: Option<(&'static str, &'static [&'static str])>,
    /// What it is itself.
    pub(super) root: Step,
    /// What its elements are called, if it is an array.
    called: Name,
}

/// An object of such a document.
pub(super) struct Object {
    /// What it is: the end of its name where it is named by a key.
    word: &'static str,
    /// What the specification calls it, and its members in which no schema stands; none where others are
    /// not told about.
    others_known: Option<(&'static str, &'static [&'static str])>,
    /// The dialect in which it is a schema itself, if it has a `type`.
    itself: Option<&'static str>,
    /// The members in which schemas stand, or below which they do.
    fields: &'static [(&'static str, Step, Name)],
    /// What every other member is.
    others: Option<(Step, Name)>,
    /// Which way the documents go that are described below it.
    way: Way,
}

/// Which way documents go.
#[derive(Clone, Copy)]
enum Way {
    /// That of what is around.
    Same,
    /// To the one who describes the API, or from there.
    One(Direction),
    /// The other way: it is the API that asks.
    Turned,
}

/// What the value of a member is.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A schema.
    Schema,
    /// A schema that is a document of its own, at whose root its references begin.
    Whole,
    /// An object of schemas, each a definition that is named by its key.
    Definitions,
    /// Such an object.
    One(&'static Object),
    /// An object of such objects.
    Members(&'static Object),
    /// An object of such objects by media type.
    Media(&'static Object),
    /// An array of such objects.
    Elements(&'static Object),
    /// An array of documents, each of which is of some kind or other.
    Documents,
}

/// What a step adds to the name of all that is below; in collections, of what is below each element.
#[derive(Clone, Copy)]
enum Name {
    /// Nothing.
    None,
    /// A word at the end.
    Word(&'static str),
    /// The key, and what the object is.
    Key,
    /// What the object calls itself in this member.
    Of(&'static str),
    /// What a parameter calls itself; the body has no name of its own.
    Parameter,
    /// An operation: its identifier alone, else the word before all that leads to it.
    Operation(&'static str),
    /// What these members call it, one in the other, instead of all that leads to it.
    Inside(&'static [&'static str]),
}

impl Object {
    /// An object in which nothing is known.
    const EMPTY: Self = Self {
        word: "",
        others_known: None,
        itself: None,
        fields: &[],
        others: None,
        way: Way::Same,
    };

    /// What the object is called in which a member means nothing, if it is one of such.
    fn stranger(&self, name: &str) -> Option<&'static str> {
        let (what, known) = self.others_known?;
        let is_known = name == "$ref" || name.starts_with("x-") || known.contains(&name);
        (!is_known && self.member(name).is_none()).then_some(what)
    }

    /// Whether an object is of another kind: it has members, and none that this one has.
    fn is_no_such(&self, json: &Json) -> bool {
        let mut names = json.as_object().into_iter().flatten().map(|(name, _)| name).peekable();
        names.peek().is_some() && names.all(|name| self.stranger(name).is_some())
    }

    /// The names of its members.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        let others = self.others_known.map_or(&[][..], |(_, known)| known);
        self.fields.iter().map(|it| it.0).chain(others.iter().copied())
    }

    /// What a member is.
    fn member(&self, name: &str) -> Option<(Step, Name)> {
        let field = self.fields.iter().find(|(field, _, _)| *field == name);
        field
            .map(|&(_, step, name)| (step, name))
            .or(self.others.filter(|_| !name.starts_with("x-")))
    }

    /// What the value of a member is.
    pub(super) fn step(&self, name: &str) -> Option<Step> {
        self.member(name).map(|(step, _)| step)
    }
}

/// All kinds.
static ALL: [&Carrier; 10] = [
    &openapi::OPENAPI,
    &swagger::SWAGGER,
    &asyncapi::ASYNCAPI,
    &others::OPENRPC,
    &others::CUSTOM_RESOURCE,
    &others::TOOLS,
    &others::ANSWERED_TOOLS,
    &others::BARE_TOOLS,
    &others::STREAM,
    &others::LIST,
];

impl Carrier {
    /// A kind that no document is of.
    const EMPTY: Self = Self {
        name: "",
        language: |_| None,
        versions: None,
        root: Step::Documents,
        called: Name::None,
    };

    /// The kind of a document, and the language of its schemas.
    pub(super) fn of(root: &Json) -> Option<(&'static Self, Language)> {
        ALL.iter().find_map(|carrier| Some((*carrier, (carrier.language)(root)?)))
    }

    /// The version of the specification that a document names, if it is not one that is known.
    pub(super) fn unknown_version(&self, root: &Json) -> Option<(&'static str, String)> {
        let (member, known) = self.versions?;
        let version = version(root, member)?;
        (!known.iter().any(|it| version.starts_with(it))).then_some((member, version))
    }
}

/// The text or number of a member.
fn version(root: &Json, name: &str) -> Option<String> {
    let value = root.get(name)?;
    match &value.kind {
        Kind::String(text) => Some(text.clone()),
        // YAML takes `swagger: 2.0` for a number.
        Kind::Number(_) => Some(value.to_text()),
        Kind::Null | Kind::Bool(_) | Kind::Array(_) | Kind::Object(_) => None,
    }
}
