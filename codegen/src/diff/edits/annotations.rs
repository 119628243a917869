//! What asserts nothing by the specification, and matters to somebody nevertheless.
//!
//! A `format` is an annotation here unless the configuration chooses a type or a check for it, and
//! then it is a keyword like any other. `contentEncoding` says how the text is to be read: with
//! another one the same text is accepted and means something else.

use std::ops::RangeInclusive;

use super::{At, Effect, Steps};
use crate::diagnostic::Code;
use crate::diff::verdict::{Proof, Relation};
use crate::lower::IntegerWidth;
use crate::resolve::Annotations;
use crate::source::Json;

impl Steps<'_> {
    pub(super) fn annotations(&mut self) {
        let (old, new) = (&self.old.annotations, &self.new.annotations);
        self.format(old, new);
        let encoding = old.content_encoding != new.content_encoding;
        self.note(encoding, "contentEncoding", Code::ContentChanged, Relation::SAME, true);
        let media = old.content_media_type != new.content_media_type;
        self.note(media, "contentMediaType", Code::ContentChanged, Relation::SAME, true);
        let access = Relation { old_in_new: Proof::Unknown, ..Relation::SAME };
        let read_only = old.read_only != new.read_only;
        self.note(read_only, "readOnly", Code::AccessChanged, access.clone(), false);
        let write_only = old.write_only != new.write_only;
        self.note(write_only, "writeOnly", Code::AccessChanged, access, false);
        let deprecated = old.deprecated != new.deprecated;
        self.note(deprecated, "deprecated", Code::DeprecationChanged, Relation::SAME, false);
        let both = old.default.is_some() && new.default.is_some();
        let default = old.default != new.default;
        self.note(default, "default", Code::DefaultChanged, Relation::SAME, both);
        // What tells the members of a family is said by keywords as well.
        let of_union = |it: &Annotations| it.discriminator.clone().filter(|it| !it.is_family);
        let tag = of_union(old) != of_union(new);
        self.note(tag, "discriminator", Code::UnionChanged, Relation::UNKNOWN, false);
        self.texts(old, new);
    }

    /// A `format` that asserts on neither side. One that asserts on either is a step. The schema says
    /// nothing of the width that a format chooses, but a type of fewer bits holds fewer numbers.
    fn format(&mut self, old: &Annotations, new: &Annotations) {
        let asserts = self.old.format != self.new.format;
        let range = |it: &Annotations| {
            let width = it.format.as_deref().and_then(IntegerWidth::of_format);
            width.unwrap_or(IntegerWidth::I64).range()
        };
        let fits = |inner: &RangeInclusive<i128>, outer: &RangeInclusive<i128>| {
            let is_within = outer.start() <= inner.start() && inner.end() <= outer.end();
            if is_within { Proof::Yes } else { Proof::Unknown }
        };
        let (before, after) = (range(old), range(new));
        let (old_in_new, new_in_old) = (fits(&before, &after), fits(&after, &before));
        let new_in_open = new_in_old.verdict();
        let relation = Relation { old_in_new, new_in_old, new_in_open };
        let changed = old.format != new.format && !asserts;
        self.note(changed, "format", Code::FormatChanged, relation, false);
    }

    /// Notes that an annotation changed, if it did.
    fn note(&mut self, changed: bool, name: &str, code: Code, relation: Relation, behaves: bool) {
        if !changed {
            return;
        }
        let tokens = [name];
        let at = At { old: Some(&tokens), new: Some(&tokens) };
        let text =
            |id| self.versions.below(id, &tokens).map(|(json, _)| super::short(&json.to_text()));
        let message = match (text(self.old_id), text(self.new_id)) {
            (Some(old), Some(new)) => format!("`{name}` was {old} and is {new}"),
            (None, Some(new)) => format!("`{name}` is {new} now"),
            (Some(old), None) => format!("`{name}` was {old} and is gone"),
            (None, None) => format!("`{name}` changed"),
        };
        self.push(code, message, at, Effect::Known(relation), behaves);
    }

    /// Titles, descriptions, examples and comments.
    fn texts(&mut self, old: &Annotations, new: &Annotations) {
        let other = |id| {
            let json = self.versions.json(id).and_then(Json::as_object);
            let texts = ["$comment", "examples", "example", "x-enum-varnames", "$id", "id"];
            texts.map(|name| json.and_then(|it| it.get(name)).map(|it| it.value.to_text()))
        };
        let mut names = Vec::new();
        if old.title != new.title {
            names.push("`title`");
        }
        if old.description != new.description {
            names.push("`description`");
        }
        if other(self.old_id) != other(self.new_id) {
            names.push("other annotations");
        }
        if names.is_empty() {
            return;
        }
        let name = ["title", "description"]
            .into_iter()
            .find(|name| names.first().is_some_and(|first| first.contains(name)));
        let tokens: Vec<&str> = name.into_iter().collect();
        let at = At { old: Some(&tokens), new: Some(&tokens) };
        let message = format!("{} changed", names.join(", "));
        self.push(Code::TextChanged, message, at, Effect::Known(Relation::SAME), false);
    }
}
