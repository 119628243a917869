//! Which Rust type stands for a string of some `format`.
//!
//! `format` is an annotation and a `String` by default, because the specification says so and
//! because real documents break formats. Choosing a type turns the format into an assertion.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::suggest::suggestion;

/// The library whose type stands for a format.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Library {
    /// `String`: the format asserts nothing.
    String,
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
    /// The standard library.
    Std,
}

impl Library {
    /// Its name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Jiff => "jiff",
            Self::Chrono => "chrono",
            Self::Time => "time",
            Self::Uuid => "uuid",
            Self::Url => "url",
            Self::Std => "std",
        }
    }
}

/// The formats that can be more than a `String`, each with the libraries that have a type for it.
const CHOICES: &[(&str, &[Library])] = &[
    ("date-time", &[Library::Jiff, Library::Chrono, Library::Time]),
    ("date", &[Library::Jiff, Library::Chrono, Library::Time]),
    ("time", &[Library::Jiff, Library::Chrono, Library::Time]),
    ("duration", &[Library::Jiff]),
    ("uuid", &[Library::Uuid]),
    ("uri", &[Library::Url]),
    ("url", &[Library::Url]),
    ("ip", &[Library::Std]),
    ("ipv4", &[Library::Std]),
    ("ipv6", &[Library::Std]),
];

/// The library chosen for each format.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "BTreeMap<String, Library>", into = "BTreeMap<String, Library>")]
pub struct Formats(BTreeMap<String, Library>);

impl Formats {
    /// The library for `format`; [`Library::String`] where none was chosen.
    #[must_use]
    pub fn library(&self, format: &str) -> Library {
        self.0.get(format).copied().unwrap_or(Library::String)
    }

    /// Chooses the library for a format.
    ///
    /// # Errors
    ///
    /// The format is not known, or the library has no type for it.
    pub fn choose(&mut self, format: &str, library: Library) -> Result<(), String> {
        let Some((_, libraries)) = CHOICES.iter().find(|(name, _)| *name == format) else {
            let known = CHOICES.iter().map(|(name, _)| *name);
            return Err(format!(
                "no library has a type for the format `{format}`{}",
                suggestion(format, known)
            ));
        };
        if library != Library::String && !libraries.contains(&library) {
            let names: Vec<_> = libraries.iter().map(|it| format!("`{}`", it.name())).collect();
            return Err(format!(
                "`{}` has no type for the format `{format}`, which can be {} or `string`",
                library.name(),
                names.join(", ")
            ));
        }
        self.0.insert(format.to_owned(), library);
        Ok(())
    }
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
