//! `nullable` of OpenAPI 3.0, and `x-nullable` of Swagger.
//!
//! Input: the keyword. Output: null among what the schema accepts. The specification lets it speak to the
//! `type` beside it alone; whoever writes it beside a `$ref`, an `allOf` or an `enum` means that null is
//! accepted, too, and so it is read. Where null is to be added to `type` and `enum`, that is done there;
//! where another keyword would refuse it, the schema becomes a choice between null and all that it says
//! otherwise.

use super::super::{Type, TypeSet};
use super::{ALLOWS_ALL, Entry, Keyword, Meaning, Reader, Reading, Role, Schema, Written, asserts};

impl<'a> Reader<'_, '_, 'a> {
    /// Whether null is to be accepted beside what the other keywords accept.
    pub(super) fn is_nullable(&self) -> bool {
        self.reading == Reading::Whole && self.nullable_entry().is_some()
    }

    fn nullable_entry(&self) -> Option<Entry<'a>> {
        ["nullable", "x-nullable"].into_iter().find_map(|name| {
            let (name, member) = self.object.get_key_value(name)?;
            let says = self.language.meaning(name) == Meaning::Nullable;
            let entry = Entry { name, span: member.name_span, value: &member.value };
            (says && member.value.as_bool() == Some(true)).then_some(entry)
        })
    }

    /// Whether null cannot simply be added to `type` and `enum`.
    pub(super) fn is_split(&self) -> bool {
        let says = |meaning: Meaning| {
            self.object.keys().any(|name| self.language.meaning(name) == meaning)
        };
        let others = [Meaning::Ref, Meaning::AllOf, Meaning::AnyOf, Meaning::OneOf, Meaning::Not];
        let asserting = |name: &&String| {
            let meaning = self.language.meaning(name);
            !meaning.is_annotation() && meaning != Meaning::Nullable
        };
        let has_types = says(Meaning::Type) || says(Meaning::Enum);
        self.is_nullable()
            && (others.into_iter().any(says)
                || (!has_types && self.object.keys().any(|it| asserting(&it))))
    }

    /// Reads the schema as a choice between null and the rest of it.
    pub(super) fn read_or_null(&mut self) {
        let Some(entry) = self.nullable_entry() else { return };
        self.lonely = false;
        for (name, member) in self.object {
            let meaning = self.language.meaning(name);
            if meaning.is_annotation() && !matches!(meaning, Meaning::Unknown | Meaning::Format) {
                self.read(Entry { name, span: member.name_span, value: &member.value });
            }
        }
        let rest = self.builder.without_null(self.place.clone(), self.scope);
        let written = |keyword| {
            vec![Written { name: entry.name.to_owned(), span: entry.span, role: asserts(keyword) }]
        };
        let null = Schema {
            file: self.file,
            pointer: self.schema.pointer.clone(),
            span: self.schema.span,
            keywords: written(Keyword::Type),
            types: Some(TypeSet::of(Type::Null)),
            ..Schema::default()
        };
        let null = self.builder.made(self.place, null);
        self.schema.any_of = vec![rest, null];
        self.schema.keywords.extend(written(Keyword::AnyOf));
    }

    pub(super) fn nullable(&mut self, entry: Entry<'a>) -> Role {
        let has = |name| self.sibling(name).is_some();
        match entry.value.as_bool() {
            None => self.bad(entry, "a boolean"),
            Some(false) => ALLOWS_ALL,
            Some(true) if has("type") => asserts(Keyword::Type),
            Some(true) if has("enum") => asserts(Keyword::Enum),
            Some(true) => ALLOWS_ALL,
        }
    }
}
