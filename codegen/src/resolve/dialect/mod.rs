//! What differs between the dialects of JSON Schema, as data.
//!
//! Input: the URI of a `$schema`. Output: a [`Dialect`], which says for each keyword what it
//! [means](Meaning). A dialect lists only what it changed in the dialect before it, so each file of
//! this folder reads like the change log of its specification. No other module asks which dialect a
//! schema is written in; all ask the meaning of a keyword.

mod asyncapi;
mod draft2019_09;
mod draft2020_12;
mod draft4;
mod draft6;
mod draft7;
mod meaning;
mod openapi30;
mod openapi31;
mod swagger20;

use std::collections::HashMap;
use std::sync::OnceLock;

pub(crate) use meaning::{Meaning, Places, Vocabularies, Vocabulary};
pub(crate) use swagger20::PARAMETER as SWAGGER_PARAMETER;

/// A dialect of JSON Schema.
pub(crate) struct Dialect {
    /// A short name: `draft7`, `2020-12`, `openapi3.0` …
    pub(crate) name: &'static str,
    /// The `$schema` URIs that name it, without scheme and fragment.
    uris: &'static [&'static str],
    /// The keyword that identifies a schema resource.
    pub(crate) id: &'static str,
    /// Whether `$ref` silences the keywords beside it.
    pub(crate) lonely_ref: bool,
    /// Whether `contains` counts as evaluation for `unevaluatedItems`.
    pub(crate) contains_evaluates: bool,
    /// The vocabularies that it consists of.
    pub(crate) vocabularies: Vocabularies,
    /// The dialect that it grew from.
    base: Option<&'static Dialect>,
    /// What it changed there; [`Meaning::Unknown`] for what it dropped.
    keywords: &'static [(&'static str, Meaning)],
    /// All keywords, collected at the first use.
    index: OnceLock<HashMap<&'static str, Meaning>>,
}

/// All dialects.
static ALL: [&Dialect; 10] = [
    &draft4::DIALECT,
    &draft6::DIALECT,
    &draft7::DIALECT,
    &draft2019_09::DIALECT,
    &draft2020_12::DIALECT,
    &openapi30::DIALECT,
    &openapi31::DIALECT,
    &swagger20::DIALECT,
    &swagger20::PARAMETER_DIALECT,
    &asyncapi::DIALECT,
];

/// A dialect and which of its vocabularies are in use.
#[derive(Clone, Copy)]
pub(crate) struct Language {
    pub(crate) dialect: &'static Dialect,
    pub(crate) vocabularies: Vocabularies,
}

impl Language {
    /// The dialect with all of its vocabularies.
    pub(crate) const fn of(dialect: &'static Dialect) -> Self {
        Self { dialect, vocabularies: dialect.vocabularies }
    }

    /// The language that a schema is in where nothing says.
    pub(crate) const fn latest() -> Self {
        Self::of(&draft2020_12::DIALECT)
    }

    /// The language of the schemas of an OpenAPI document of that version.
    pub(crate) fn of_openapi(version: &str) -> Self {
        let old = version.starts_with("3.0");
        Self::of(if old { &openapi30::DIALECT } else { &openapi31::DIALECT })
    }

    /// The language of the schemas of a Swagger 2.0 document.
    pub(crate) const fn of_swagger() -> Self {
        Self::of(&swagger20::DIALECT)
    }

    /// The language of the schemas of an AsyncAPI document.
    pub(crate) const fn of_asyncapi() -> Self {
        Self::of(&asyncapi::DIALECT)
    }

    /// The language nearest to what the URI of a `$schema` names although it is not read: the first
    /// drafts are nearest to draft 4.
    pub(crate) fn nearest_to(uri: &str) -> Option<Self> {
        let old = ["draft-00/", "draft-01/", "draft-02/", "draft-03/"];
        let is_old = old.iter().any(|it| uri.contains(&format!("json-schema.org/{it}")));
        is_old.then_some(Self::of(&draft4::DIALECT))
    }

    /// The language that the URI of a `$schema` names.
    pub(crate) fn of_uri(uri: &str) -> Option<Self> {
        let bare = uri.trim_end_matches(['#', '/']);
        let bare = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"))?;
        let bare = bare.strip_prefix("www.").unwrap_or(bare);
        let bare = if bare.starts_with("spec.openapis.org/oas/3.2/dialect/") {
            // It says the same of the keywords.
            "spec.openapis.org/oas/3.1/dialect/base"
        } else {
            bare
        };
        ALL.iter().find(|dialect| dialect.uris.contains(&bare)).map(|dialect| Self::of(dialect))
    }

    /// The language with that short name.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        ALL.iter().find(|dialect| dialect.name == name).map(|dialect| Self::of(dialect))
    }

    /// The language that a metaschema of this language describes by its `$vocabulary`.
    pub(crate) fn with_vocabularies<'a>(self, uris: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabularies = Vocabularies::of(Vocabulary::Core);
        for one in uris.flat_map(Vocabulary::of_uri) {
            vocabularies.insert(*one);
        }
        Self { vocabularies, ..self }
    }

    /// What a keyword means.
    pub(crate) fn meaning(self, keyword: &str) -> Meaning {
        let meaning = self.dialect.meaning(keyword);
        if self.vocabularies.contains(meaning.vocabulary()) { meaning } else { Meaning::Unknown }
    }
}

impl Dialect {
    /// What a keyword means.
    pub(crate) fn meaning(&self, keyword: &str) -> Meaning {
        self.index().get(keyword).copied().unwrap_or(Meaning::Unknown)
    }

    /// All keywords with what they mean.
    pub(crate) fn keywords(&self) -> impl Iterator<Item = (&'static str, Meaning)> {
        self.index().iter().map(|(name, meaning)| (*name, *meaning))
    }

    /// The dialects that are not this one, the newest of each kind first.
    pub(crate) fn others(&self) -> impl Iterator<Item = &'static Self> {
        let order = ["2020-12", "openapi3.0", "2019-09", "draft4"];
        let named = order.into_iter().filter_map(|name| ALL.iter().find(|it| it.name == name));
        named.copied().filter(move |it| it.name != self.name)
    }

    fn index(&self) -> &HashMap<&'static str, Meaning> {
        self.index.get_or_init(|| {
            let mut index = HashMap::new();
            self.collect(&mut index);
            index
        })
    }

    fn collect(&self, index: &mut HashMap<&'static str, Meaning>) {
        if let Some(base) = self.base {
            base.collect(index);
        }
        index.extend(self.keywords.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_is_found_by_every_spelling_of_its_uri() {
        for (uri, name) in [
            ("http://json-schema.org/draft-04/schema#", Some("draft4")),
            ("https://json-schema.org/draft-04/schema", Some("draft4")),
            ("http://json-schema.org/draft-06/schema#", Some("draft6")),
            ("http://json-schema.org/draft-07/schema", Some("draft7")),
            ("http://www.json-schema.org/draft-07/schema#", Some("draft7")),
            ("https://json-schema.org/draft/2019-09/schema", Some("2019-09")),
            ("https://json-schema.org/draft/2020-12/schema#", Some("2020-12")),
            ("https://spec.openapis.org/oas/3.1/dialect/base", Some("openapi3.1")),
            ("http://json-schema.org/draft-99/schema#", None),
            ("draft-07", None),
        ] {
            assert_eq!(Language::of_uri(uri).map(|it| it.dialect.name), name, "{uri}");
        }
    }

    #[test]
    fn a_keyword_means_what_its_dialect_says() {
        let cases = [
            ("draft4", "id", Meaning::Id),
            ("draft4", "$id", Meaning::Unknown),
            ("draft4", "const", Meaning::Unknown),
            ("draft6", "id", Meaning::Unknown),
            ("draft6", "$id", Meaning::Id),
            ("draft6", "if", Meaning::Unknown),
            ("draft7", "if", Meaning::If),
            ("draft7", "dependentRequired", Meaning::Unknown),
            ("2019-09", "dependentRequired", Meaning::DependentRequired),
            ("2019-09", "$recursiveRef", Meaning::RecursiveRef),
            ("2019-09", "prefixItems", Meaning::Unknown),
            ("2020-12", "$recursiveRef", Meaning::Unknown),
            ("2020-12", "nullable", Meaning::Unknown),
            ("openapi3.0", "nullable", Meaning::Nullable),
            ("openapi3.0", "patternProperties", Meaning::Unknown),
            ("openapi3.1", "prefixItems", Meaning::PrefixItems),
            ("openapi3.1", "discriminator", Meaning::Discriminator),
        ];
        for (dialect, keyword, meaning) in cases {
            let language = Language::of_name(dialect).expect(dialect);
            assert_eq!(language.meaning(keyword), meaning, "{dialect} {keyword}");
        }
    }

    #[test]
    fn what_no_vocabulary_in_use_defines_is_unknown() {
        let applicator = "https://json-schema.org/draft/2020-12/vocab/applicator";
        let language = Language::latest().with_vocabularies([applicator].into_iter());
        assert_eq!(language.meaning("properties"), Meaning::Properties);
        assert_eq!(language.meaning("$ref"), Meaning::Ref);
        assert_eq!(language.meaning("minimum"), Meaning::Unknown);
    }
}
