//! What asserts nothing but is worth keeping: docs, defaults, names of enum values.
//!
//! Input: the keyword. Output: [`Annotations`](super::super::Annotations). An annotation of the
//! wrong form is not worth a word: it is left out.

use crate::diagnostic::Code;
use crate::likeness::most_like;
use crate::source::{Json, Object};

use super::super::registry::Address;
use super::super::{Discriminator, Family, Keyword, uri};
use super::{Entry, Meaning, Reader, Role};

/// From where on one name is like another.
const ALIKE: f64 = 0.8;

/// What a reference of a union or of its mapping means. It may be written in another way than another one,
/// or lead there by a third.
struct Meant {
    name: String,
    place: Option<Address>,
}

impl Meant {
    fn is(&self, other: &Self) -> bool {
        self.name == other.name || self.place.is_some() && self.place == other.place
    }
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn annotation(&mut self, meaning: Meaning, entry: Entry<'a>) -> Role {
        if meaning == Meaning::Discriminator {
            self.say_strays(entry);
            self.schema.annotations.discriminator = self.discriminator(entry);
            self.schema.annotations.family = self.family(entry);
            return Role::Annotation;
        }
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
            _ => {}
        }
        Role::Annotation
    }

    /// The discriminator of the union beside it.
    fn discriminator(&self, entry: Entry<'a>) -> Option<Discriminator> {
        let name = entry.value.get("propertyName")?.as_str()?.to_owned();
        let mapping = entry.value.get("mapping").and_then(Json::as_object);
        let keys = self.keys_by_meaning(mapping);
        let default = entry.value.get("defaultMapping").and_then(Json::as_str).map(uri::last_name);
        let name_of = |arm: &Json| arm.get("$ref").and_then(Json::as_str).map(uri::last_name);
        let of_arm = |arm: &'a Json| {
            let own = name_of(arm).filter(|own| default.as_ref() != Some(own));
            let Some(own) = own else { return Vec::new() };
            let meant = arm.get("$ref").and_then(Json::as_str).map(|it| self.meaning_of(it));
            let leads = |it: &&(&str, Meant)| meant.as_ref().is_some_and(|meant| it.1.is(meant));
            let mut values: Vec<_> = keys.iter().filter(leads).map(|it| it.0.to_owned()).collect();
            // Another arm may be mapped to what this one is called.
            let is_free = mapping.is_none_or(|mapping| !mapping.contains_key(own.as_str()));
            values.extend(is_free.then_some(own));
            values
        };
        let union = |(keyword, name)| Some((keyword, self.sibling(name)?.as_array()?));
        let unions = [(Keyword::OneOf, "oneOf"), (Keyword::AnyOf, "anyOf")];
        let (keyword, arms) = unions.into_iter().find_map(union)?;
        let rest = arms.iter().position(|arm| default.is_some() && name_of(arm) == default);
        let values = arms.iter().map(of_arm).collect();
        Some(Discriminator { name, keyword, values, rest, is_family: false })
    }

    /// Says which keys of the mapping of a union lead to none of its arms, and that a member is not named.
    fn say_strays(&mut self, entry: Entry<'a>) {
        let is_named = |name: &Json| name.as_str().is_some();
        if !is_named(entry.value) && !entry.value.get("propertyName").is_some_and(is_named) {
            let message = "`discriminator` must have a `propertyName`".to_owned();
            self.warn(entry, message, "this keyword is ignored");
            return;
        }
        let union = ["oneOf", "anyOf"].into_iter().find_map(|it| self.sibling(it)?.as_array());
        let Some(union) = union else { return };
        let name_of = |arm: &Json| arm.get("$ref").and_then(Json::as_str).map(uri::last_name);
        let Some(arms) = union.iter().map(name_of).collect::<Option<Vec<_>>>() else { return };
        let references = union.iter().filter_map(|it| it.get("$ref").and_then(Json::as_str));
        let known: Vec<_> = references.map(|it| self.meaning_of(it)).collect();
        let mapping = entry.value.get("mapping").and_then(Json::as_object);
        let mapping = mapping.into_iter().flatten().map(|(key, it)| (key.as_str(), &it.value));
        let default = entry.value.get("defaultMapping").map(|it| ("defaultMapping", it));
        for (key, value) in mapping.chain(default) {
            let Some(target) = value.as_str().map(uri::last_name) else { continue };
            let meant = value.as_str().map(|it| self.meaning_of(it));
            if !meant.is_some_and(|it| known.iter().any(|arm| it.is(arm))) {
                let message = format!("`{key}` leads to `{target}`, which is no arm of the union");
                let entry = Entry { name: "discriminator", span: value.span, value };
                let finding = self.finding(Code::StrayTag, entry, message, "leads to no arm");
                self.builder.sink.push(match most_like(&target, arms.iter().map(String::as_str)) {
                    Some((how, arm)) if how > ALIKE => {
                        finding.help(format!("did you mean `{arm}`?"))
                    }
                    _ => finding.help("add it to the union, or take the key away"),
                });
            }
        }
    }

    /// What a reference, or the name of a schema, means.
    fn meaning_of(&self, text: &'a str) -> Meant {
        let place = self.builder.registry.meant(self.place.resource, text);
        Meant { name: uri::last_name(text), place }
    }

    /// The keys of a mapping by what they lead to.
    fn keys_by_meaning(&self, mapping: Option<&'a Object>) -> Vec<(&'a str, Meant)> {
        let members = mapping.into_iter().flatten();
        members
            .filter_map(|(key, it)| Some((key.as_str(), self.meaning_of(it.value.as_str()?))))
            .collect()
    }

    /// The discriminator of what others extend; in Swagger it is the name of the member alone.
    fn family(&self, entry: Entry<'a>) -> Option<Family> {
        if ["oneOf", "anyOf"].into_iter().any(|union| self.sibling(union).is_some()) {
            return None;
        }
        let named = || entry.value.get("propertyName").and_then(Json::as_str);
        let tag = entry.value.as_str().or_else(named)?.to_owned();
        let mapping = entry.value.get("mapping").and_then(Json::as_object);
        let target = |json: &Json| json.as_str().map(uri::last_name);
        let mapping = mapping.into_iter().flatten();
        let mapping = mapping.filter_map(|(key, it)| Some((key.clone(), target(&it.value)?)));
        let default = entry.value.get("defaultMapping").and_then(target);
        Some(Family { tag, mapping: mapping.collect(), default })
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
            "x-rust-type" => annotations.rust_type = Some(entry.value.clone()),
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
