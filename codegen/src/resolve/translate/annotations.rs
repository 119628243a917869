//! What asserts nothing but is worth keeping: docs, defaults, names of enum values.
//!
//! Input: the keyword. Output: [`Annotations`](super::super::Annotations). An annotation of the
//! wrong form is not worth a word: it is left out.

use crate::source::Json;

use super::{Entry, Meaning, Reader, Role};

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn annotation(&mut self, meaning: Meaning, entry: Entry<'a>) -> Role {
        let annotations = &mut self.schema.annotations;
        let text = || entry.value.as_str().map(str::to_owned);
        let flag = entry.value.as_bool() == Some(true);
        match meaning {
            Meaning::Title => annotations.title = text(),
            Meaning::Description => {
                annotations.description = text().or(annotations.description.take())
            }
            Meaning::Default => annotations.default = Some(entry.value.clone()),
            Meaning::Examples => {
                annotations.examples.extend_from_slice(entry.value.as_array().unwrap_or_default());
            }
            Meaning::Example => annotations.examples.push(entry.value.clone()),
            Meaning::Deprecated => annotations.deprecated = flag,
            Meaning::ReadOnly => annotations.read_only = flag,
            Meaning::WriteOnly => annotations.write_only = flag,
            Meaning::ContentEncoding => annotations.content_encoding = text(),
            Meaning::ContentMediaType => annotations.content_media_type = text(),
            Meaning::Discriminator => {
                // Swagger 2.0 has the name alone.
                let name = entry.value.get("propertyName").unwrap_or(entry.value).as_str();
                annotations.discriminator = name.map(str::to_owned);
            }
            _ => {}
        }
        Role::Annotation
    }

    /// Annotations that no specification defines but many tools write.
    pub(super) fn foreign_annotation(&mut self, entry: Entry<'a>) {
        let has_description = self.sibling("description").and_then(Json::as_str).is_some();
        let annotations = &mut self.schema.annotations;
        let texts = || {
            let items = entry.value.as_array().unwrap_or_default();
            let text = |item: &Json| item.as_str().unwrap_or_default().to_owned();
            items.iter().map(text).collect::<Vec<_>>()
        };
        match entry.name {
            "x-enum-varnames" | "x-enumNames" | "enumNames" => annotations.enum_names = texts(),
            "x-enum-descriptions" | "enumDescriptions" | "markdownEnumDescriptions" => {
                annotations.enum_descriptions = texts();
            }
            "markdownDescription" if !has_description => {
                annotations.description = entry.value.as_str().map(str::to_owned);
            }
            _ => {}
        }
    }
}
