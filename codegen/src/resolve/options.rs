//! What the configuration says about references and dialects.
//!
//! Input: the configuration. Output: plain data for the pass.

use super::dialect::Language;
use crate::config::{self, Config, Formats};

/// What to do with references that lead nowhere.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Unresolved {
    /// Each one is an error.
    #[default]
    Error,
    /// What they refer to accepts anything.
    Opaque,
}

/// How to resolve.
#[derive(Clone, Debug, Default)]
pub struct ResolveOptions {
    /// What to do with references that lead nowhere.
    pub unresolved: Unresolved,
    /// The dialect of schemas that name none, by its short name; 2020-12 where nothing is said.
    pub default_dialect: Option<String>,
    /// Which formats assert; the others are annotations.
    pub formats: Formats,
}

impl ResolveOptions {
    /// What the configuration says.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self {
            unresolved: match config.unresolved {
                config::Unresolved::Error => Unresolved::Error,
                config::Unresolved::Opaque => Unresolved::Opaque,
            },
            default_dialect: Some(config.dialect.name().to_owned()),
            formats: config.formats.clone(),
        }
    }

    pub(super) fn default_language(&self) -> Language {
        self.default_dialect.as_deref().and_then(Language::of_name).unwrap_or(Language::latest())
    }
}
