//! Which Rust type stands for a string of some `format`.
//!
//! `format` is an annotation and a `String` by default, because the specification says so and
//! because real documents break formats. Choosing a type turns the format into an assertion, and so does
//! `check`, by which the string stays a string.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::suggest::suggestion;
use crate::runtime;

/// The library whose type stands for a format.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Library {
    /// `String`: the format asserts nothing.
    String,
    /// `String`, and the format of the specification is enforced.
    Check,
    /// `jiff`
    Jiff,
    /// `chrono`
    Chrono,
    /// `time`
    Time,
    /// `uuid`
    Uuid,
    /// `url`
    Url,
    /// `fluent-uri`
    #[serde(rename = "fluent-uri")]
    FluentUri,
    /// The standard library.
    Std,
}

impl Library {
    /// Its name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Check => "check",
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Uuid => "uuid",
            Self::Url => "url",
            Self::FluentUri => "fluent-uri",
            Self::Std => "std",
        }
    }
}

/// The formats that can be more than a `String`, each with the types that can stand for it.
pub(super) const CHOICES: &[(&str, &[FormatType])] = {
    use Library::{Chrono, FluentUri, Jiff, Std, Time, Url, Uuid};

    const fn of(library: Library, path: &'static str) -> FormatType {
        FormatType { library, path }
    }

    &[
        (
            "date-time",
            &[
                of(Jiff, "jiff::Timestamp"),
                of(Chrono, "chrono::DateTime<chrono::Utc>"),
                of(Time, "time::OffsetDateTime"),
            ],
        ),
        (
            "date",
            &[
                of(Jiff, "jiff::civil::Date"),
                of(Chrono, "chrono::NaiveDate"),
                of(Time, "time::Date"),
            ],
        ),
        (
            "time",
            &[
                of(Jiff, "jiff::civil::Time"),
                of(Chrono, "chrono::NaiveTime"),
                of(Time, "time::Time"),
            ],
        ),
        ("duration", &[of(Jiff, "jiff::SpanFieldwise")]),
        ("uuid", &[of(Uuid, "uuid::Uuid")]),
        ("uri", &[of(Url, "url::Url"), of(FluentUri, "fluent_uri::Uri<String>")]),
        ("uri-reference", &[of(FluentUri, "fluent_uri::UriRef<String>")]),
        ("iri", &[of(FluentUri, "fluent_uri::Iri<String>")]),
        ("iri-reference", &[of(FluentUri, "fluent_uri::IriRef<String>")]),
        ("url", &[of(Url, "url::Url")]),
        ("ip", &[of(Std, "std::net::IpAddr")]),
        ("ipv4", &[of(Std, "std::net::Ipv4Addr")]),
        ("ipv6", &[of(Std, "std::net::Ipv6Addr")]),
    ]
};

/// A Rust type that stands for strings of a format.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FormatType {
    /// Whose type it is.
    pub library: Library,
    /// Its path, which starts with the name of the crate.
    pub path: &'static str,
}

impl FormatType {
    /// Every type that a format can have.
    pub fn all() -> impl Iterator<Item = Self> {
        CHOICES.iter().flat_map(|(_, types)| types.iter().copied())
    }
}

/// The library chosen for each format.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "BTreeMap<String, Library>", into = "BTreeMap<String, Library>")]
pub struct Formats(BTreeMap<String, Library>);

impl Formats {
    /// The type that stands for strings of `format`, if not `String`.
    #[must_use]
    pub fn type_of(&self, format: &str) -> Option<FormatType> {
        let library = self.0.get(format)?;
        types_of(format).iter().copied().find(|it| it.library == *library)
    }

    /// The libraries that were chosen.
    pub(crate) fn libraries(&self) -> impl Iterator<Item = Library> {
        self.0.values().copied()
    }

    /// Whether strings of `format` are strings for which the format is enforced.
    #[must_use]
    pub fn is_checked(&self, format: &str) -> bool {
        let library = self.0.get(format).or_else(|| self.0.get(EVERY));
        library == Some(&Library::Check) && runtime::checked(format).is_some()
    }

    /// Chooses the library for a format, or by the name `*` for each that is not named.
    ///
    /// # Errors
    ///
    /// The format is not known, or the library has no type for it.
    pub fn choose(&mut self, format: &str, library: Library) -> Result<(), String> {
        let choices = choices(format);
        if choices.is_empty() {
            let known = CHOICES.iter().map(|(name, _)| *name);
            let known = known.chain(runtime::CHECKED.iter().map(|it| it.name));
            return Err(format!(
                "nothing is known of the format `{format}`{}",
                suggestion(format, known)
            ));
        }
        if !choices.contains(&library) {
            let names: Vec<_> = choices.iter().map(|it| format!("`{}`", it.name())).collect();
            return Err(format!(
                "`{}` is not for the format `{format}`, which can be {}",
                library.name(),
                names.join(", ")
            ));
        }
        self.0.insert(format.to_owned(), library);
        Ok(())
    }
}

/// The name that stands for every format that is not named.
pub(super) const EVERY: &str = "*";

fn types_of(format: &str) -> &'static [FormatType] {
    CHOICES.iter().find(|(name, _)| *name == format).map_or(&[], |(_, types)| types)
}

/// What a format can be; nothing if it is not known.
pub(super) fn choices(format: &str) -> Vec<Library> {
    let mut choices: Vec<_> = types_of(format).iter().map(|it| it.library).collect();
    if format == EVERY || runtime::checked(format).is_some() {
        choices.push(Library::Check);
    }
    if !choices.is_empty() {
        choices.push(Library::String);
    }
    choices
}

impl From<Formats> for BTreeMap<String, Library> {
    fn from(formats: Formats) -> Self {
        formats.0
    }
}

impl TryFrom<BTreeMap<String, Library>> for Formats {
    type Error = String;

    fn try_from(chosen: BTreeMap<String, Library>) -> Result<Self, String> {
        let mut formats = Self::default();
        for (format, library) in chosen {
            formats.choose(&format, library)?;
        }
        Ok(formats)
    }
}
