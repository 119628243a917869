//! Reads a schema: its keywords, in the meaning of its dialect, become those of the one language.
//!
//! Input: a place. Output: a [`Schema`] whose `keywords` say what became of each keyword. A value of
//! the wrong form leaves a warning and asserts nothing: schemas in the wild have such slips, and a
//! type that accepts too much is better than none.

mod annotations;
mod arrays;
mod core;
mod in_place;
mod nullable;
mod numbers;
mod objects;
mod references;
mod slips;
mod strings;
mod types;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::{FileId, Json, Kind, Object, Span, pointer};

use super::build::Builder;
use super::dialect::{Language, Meaning};
use super::registry::Place;
use super::scope::ScopeId;
use super::{Keyword, KeywordSet, Role, Schema, SchemaId, Written};

/// How much of a schema a node says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reading {
    /// All of it.
    Whole,
    /// All but `nullable`, which another node says.
    WithoutNull,
}

/// Reads the schema at a place.
pub(super) fn run<'a>(
    builder: &mut Builder<'_, 'a>,
    id: SchemaId,
    (place, scope): (&Place<'a>, ScopeId),
    reading: Reading,
) -> Schema {
    let file = builder.registry.document(place.document).file;
    let schema = Schema {
        file,
        pointer: place.pointer.clone(),
        span: place.json.span,
        definition_name: place.definition_name(),
        ..Schema::default()
    };
    let language = builder.registry.resource(place.resource).language;
    let Some(object) = place.json.as_object() else {
        return without_keywords(builder, place, schema);
    };
    let lonely = language.dialect.lonely_ref
        && object.get("$ref").is_some_and(|member| member.value.as_str().is_some());
    let mut reader =
        Reader { builder, id, place, scope, file, language, object, lonely, reading, schema };
    reader.schema.contains_evaluates = language.dialect.contains_evaluates;
    if reader.is_split() {
        reader.read_or_null();
    } else {
        reader.read_all();
        reader.slips();
    }
    reader.schema
}

/// A schema that is a boolean, or no schema at all.
fn without_keywords(builder: &mut Builder<'_, '_>, place: &Place<'_>, schema: Schema) -> Schema {
    match place.json.as_bool() {
        Some(accepts) => Schema { never: !accepts, ..schema },
        None => {
            // The root of a file has had its own error.
            if !place.pointer.is_empty() {
                let message =
                    format!("a schema must be an object or a boolean, not {}", brief(place.json));
                let diagnostic = Diagnostic::new(Code::BadKeyword, message);
                builder.sink.push(match builder.registry.location(place) {
                    Some(location) => diagnostic.at(location, "accepts anything"),
                    None => diagnostic,
                });
            }
            schema
        }
    }
}

/// A keyword and its value.
#[derive(Clone, Copy)]
struct Entry<'a> {
    name: &'a str,
    /// Where the name stands.
    span: Span,
    value: &'a Json,
}

/// A schema that is being read.
struct Reader<'b, 'r, 'a> {
    builder: &'b mut Builder<'r, 'a>,
    id: SchemaId,
    place: &'b Place<'a>,
    scope: ScopeId,
    file: Option<FileId>,
    language: Language,
    object: &'a Object,
    /// Whether a `$ref` silences the other keywords.
    lonely: bool,
    reading: Reading,
    schema: Schema,
}

/// What a keyword asserts.
const fn asserts(keyword: Keyword) -> Role {
    Role::Asserts(KeywordSet::of(keyword))
}

const WRONG_FORM: Role = Role::Ignored("its value has the wrong form");
const ALLOWS_ALL: Role = Role::Ignored("its value allows everything");

impl<'a> Reader<'_, '_, 'a> {
    /// Reads all keywords that this node says.
    fn read_all(&mut self) {
        for (name, member) in self.object {
            let is_other = self.reading == Reading::WithoutNull
                && self.language.meaning(name) == Meaning::Nullable;
            if !is_other {
                self.read(Entry { name, span: member.name_span, value: &member.value });
            }
        }
    }

    fn read(&mut self, entry: Entry<'a>) {
        let role = self.keyword(entry);
        let name = entry.name.to_owned();
        self.schema.keywords.push(Written { name, span: entry.span, role });
    }

    /// Reads a keyword: one line for each.
    fn keyword(&mut self, entry: Entry<'a>) -> Role {
        let meaning = self.language.meaning(entry.name);
        if self.lonely && !speaks_beside_ref(meaning) {
            self.silenced(meaning, entry);
            return Role::Ignored("a sibling of `$ref` before draft 2019-09");
        }
        match meaning {
            Meaning::Unknown => self.unknown(entry),
            Meaning::Schema
            | Meaning::Id
            | Meaning::Anchor
            | Meaning::DynamicAnchor
            | Meaning::RecursiveAnchor
            | Meaning::Vocabulary
            | Meaning::Definitions => self.structure(meaning, entry),
            Meaning::Ref => self.reference(entry, references::Kind::Static),
            Meaning::DynamicRef => self.reference(entry, references::Kind::Dynamic),
            Meaning::RecursiveRef => self.reference(entry, references::Kind::Recursive),
            Meaning::Type => self.types(entry),
            Meaning::Nullable => self.nullable(entry),
            Meaning::Enum => self.enumeration(entry),
            Meaning::Const => self.constant(entry),
            Meaning::MultipleOf => self.multiple_of(entry),
            Meaning::Maximum | Meaning::Minimum => self.inclusive_bound(meaning, entry),
            Meaning::ExclusiveMaximum
            | Meaning::ExclusiveMinimum
            | Meaning::ExclusiveMaximumFlag
            | Meaning::ExclusiveMinimumFlag => self.exclusive_bound(meaning, entry),
            Meaning::MaxLength => self.upper(entry, Keyword::MaxLength, |it| &mut it.max_length),
            Meaning::MinLength => self.lower(entry, Keyword::MinLength, |it| &mut it.min_length),
            Meaning::Pattern => self.pattern(entry),
            Meaning::Format => self.format(entry),
            Meaning::MaxItems => self.upper(entry, Keyword::MaxItems, |it| &mut it.max_items),
            Meaning::MinItems => self.lower(entry, Keyword::MinItems, |it| &mut it.min_items),
            Meaning::UniqueItems => self.unique_items(entry),
            Meaning::PrefixItems => self.prefix_items(entry),
            Meaning::Items => self.items(entry),
            Meaning::ItemsOrTuple => self.items_or_tuple(entry),
            Meaning::AdditionalItems => self.additional_items(entry),
            Meaning::Contains => self.one(entry, Keyword::Contains, |it| &mut it.contains),
            Meaning::MinContains => self.min_contains(entry),
            Meaning::MaxContains => self.max_contains(entry),
            Meaning::UnevaluatedItems => {
                self.one(entry, Keyword::UnevaluatedItems, |it| &mut it.unevaluated_items)
            }
            Meaning::MaxProperties => {
                self.upper(entry, Keyword::MaxProperties, |it| &mut it.max_properties)
            }
            Meaning::MinProperties => {
                self.lower(entry, Keyword::MinProperties, |it| &mut it.min_properties)
            }
            Meaning::Required => self.required(entry),
            Meaning::Properties => {
                self.members(entry, Keyword::Properties, |it| &mut it.properties)
            }
            Meaning::PatternProperties => self.pattern_properties(entry),
            Meaning::AdditionalProperties => {
                self.one(entry, Keyword::AdditionalProperties, |it| &mut it.additional_properties)
            }
            Meaning::PropertyNames => {
                self.one(entry, Keyword::PropertyNames, |it| &mut it.property_names)
            }
            Meaning::DependentRequired => self.dependent_required(entry),
            Meaning::DependentSchemas => {
                self.members(entry, Keyword::DependentSchemas, |it| &mut it.dependent_schemas)
            }
            Meaning::Dependencies => self.dependencies(entry),
            Meaning::UnevaluatedProperties => {
                self.one(entry, Keyword::UnevaluatedProperties, |it| &mut it.unevaluated_properties)
            }
            Meaning::AllOf => self.several(entry, Keyword::AllOf, |it| &mut it.all_of),
            Meaning::AnyOf => self.several(entry, Keyword::AnyOf, |it| &mut it.any_of),
            Meaning::OneOf => self.several(entry, Keyword::OneOf, |it| &mut it.one_of),
            Meaning::Not => self.one(entry, Keyword::Not, |it| &mut it.not),
            Meaning::If => self.condition(entry),
            Meaning::Then => self.branch(entry, Keyword::Then, |it| &mut it.then),
            Meaning::Else => self.branch(entry, Keyword::Else, |it| &mut it.else_),
            Meaning::Title
            | Meaning::Description
            | Meaning::Comment
            | Meaning::Default
            | Meaning::Examples
            | Meaning::Example
            | Meaning::Deprecated
            | Meaning::ReadOnly
            | Meaning::WriteOnly
            | Meaning::ContentEncoding
            | Meaning::ContentMediaType
            | Meaning::ContentSchema
            | Meaning::Discriminator => self.annotation(meaning, entry),
        }
    }

    /// The value of a keyword beside the one at hand.
    fn sibling(&self, name: &str) -> Option<&'a Json> {
        self.object.get(name).map(|member| &member.value)
    }

    /// The node of a subschema; `tokens` lead from this schema to it.
    fn child(&mut self, tokens: &[&str], json: &'a Json) -> SchemaId {
        let mut path = self.place.pointer.to_string();
        tokens.iter().for_each(|token| pointer::push(&mut path, token));
        let place = self.builder.registry.child(self.place, path, json);
        self.builder.node(place, self.scope)
    }

    /// A keyword whose value is a schema.
    fn one(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut Option<SchemaId>,
    ) -> Role {
        if entry.value.as_object().is_none() && entry.value.as_bool().is_none() {
            return self.bad(entry, "a schema");
        }
        let child = self.child(&[entry.name], entry.value);
        *field(&mut self.schema) = Some(child);
        asserts(keyword)
    }

    /// A keyword whose value is an object of schemas.
    fn members(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut indexmap::IndexMap<String, SchemaId>,
    ) -> Role {
        let Some(object) = entry.value.as_object() else {
            return self.bad(entry, "an object of schemas");
        };
        let children = object
            .iter()
            .map(|(name, member)| (name.clone(), self.child(&[entry.name, name], &member.value)));
        let children = children.collect();
        *field(&mut self.schema) = children;
        if object.is_empty() { ALLOWS_ALL } else { asserts(keyword) }
    }

    /// Where the value of a keyword stands.
    fn location(&self, entry: Entry<'_>) -> Option<Location> {
        let pointer = pointer::child(&self.place.pointer, entry.name);
        Some(Location { file: self.file?, span: entry.value.span, pointer })
    }

    /// What to say of a keyword, at its value.
    fn finding(&self, code: Code, entry: Entry<'_>, message: String, label: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(code, message);
        match self.location(entry) {
            Some(location) => diagnostic.at(location, label),
            None => diagnostic,
        }
    }

    /// Warns of the value of a keyword.
    fn warn(&mut self, entry: Entry<'_>, message: String, label: &str) {
        let finding = self.finding(Code::BadKeyword, entry, message, label);
        self.builder.sink.push(finding);
    }

    /// Warns of a value that has the wrong form.
    fn bad(&mut self, entry: Entry<'_>, expected: &str) -> Role {
        let message = format!("`{}` must be {expected}, not {}", entry.name, brief(entry.value));
        self.warn(entry, message, "this keyword is ignored");
        WRONG_FORM
    }
}

/// Whether a keyword counts beside a `$ref` in the dialects where that silences its siblings. The
/// annotations that a reader wants to see do, as they assert nothing.
const fn speaks_beside_ref(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Unknown
            | Meaning::Schema
            | Meaning::Id
            | Meaning::Definitions
            | Meaning::Comment
            | Meaning::Ref
            | Meaning::Title
            | Meaning::Description
            | Meaning::Default
            | Meaning::Examples
            | Meaning::Example
            | Meaning::Deprecated
            | Meaning::ReadOnly
            | Meaning::WriteOnly
    )
}

/// A value in a few characters.
fn brief(json: &Json) -> String {
    const LONGEST: usize = 40;
    match &json.kind {
        Kind::Array(_) => "an array".to_owned(),
        Kind::Object(_) => "an object".to_owned(),
        _ => {
            let text = json.to_text();
            match text.char_indices().nth(LONGEST) {
                Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
                None => text,
            }
        }
    }
}
