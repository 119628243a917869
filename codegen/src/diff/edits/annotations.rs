//! What asserts nothing by the specification, and matters to somebody nevertheless.
//!
//! A `format` may be asserted by those who read or check a document, so it is taken for a condition
//! of which nothing is known but its name. `contentEncoding` says how the text is to be read: with
//! another one, the same text means something else.

use super::{At, Effect, Steps};
use crate::diagnostic::Code;
use crate::diff::verdict::{Proof, Relation, Verdict};
use crate::resolve::Annotations;
use crate::source::Json;

impl Steps<'_> {
    pub(super) fn annotations(&mut self) {
        let (old, new) = (&self.old.annotations, &self.new.annotations);
        self.format(old, new);
        let content = Relation {
            old_in_new: Proof::No(None),
            new_in_old: Proof::No(None),
            new_in_open: Verdict::Breaks,
        };
        let encoding = old.content_encoding != new.content_encoding;
        self.note(encoding, "contentEncoding", Code::ContentChanged, content.clone(), false);
        let media = old.content_media_type != new.content_media_type;
        self.note(media, "contentMediaType", Code::ContentChanged, content, false);
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
        let tag = old.discriminator != new.discriminator;
        self.note(tag, "discriminator", Code::UnionChanged, Relation::UNKNOWN, false);
        self.texts(old, new);
    }

    fn format(&mut self, old: &Annotations, new: &Annotations) {
        let is_number = |format: &Option<String>| {
            let number = ["int", "uint", "float", "double"];
            format.as_ref().is_some_and(|it| number.iter().any(|name| it.starts_with(name)))
        };
        let open = match (&old.format, &new.format) {
            (Some(_), _) if is_number(&old.format) => Verdict::Unknown,
            _ => Verdict::Ok,
        };
        let (old_in_new, new_in_old) = match (&old.format, &new.format) {
            (None, Some(_)) => (Proof::Unknown, Proof::Yes),
            (Some(_), None) => (Proof::Yes, Proof::Unknown),
            _ => (Proof::Unknown, Proof::Unknown),
        };
        let relation = Relation { old_in_new, new_in_old, new_in_open: open };
        let changed = old.format != new.format;
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
            |id| self.world.below(id, &tokens).map(|(json, _)| super::short(&json.to_text()));
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
            let json = self.world.json(id).and_then(Json::as_object);
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
