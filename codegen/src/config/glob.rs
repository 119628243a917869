//! Patterns over names and paths: `*` stands for any characters, `?` for one.
//!
//! Input: a pattern and a text. Output: whether the whole text matches. Everything but `*` and `?`
//! stands for itself, so `::`, `/` and `#` need no care and `*` alone matches everything. Matching
//! takes time in proportion to the product of both lengths, whatever the pattern.

use serde::{Deserialize, Serialize};

/// A pattern that a whole text must match.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Glob(String);

impl Glob {
    /// The pattern `pattern`; every text is one.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        Self(pattern.into())
    }

    /// The pattern as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the whole of `text` matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        matches(&self.0, text)
    }
}

impl From<&str> for Glob {
    fn from(pattern: &str) -> Self {
        Self::new(pattern)
    }
}

impl From<String> for Glob {
    fn from(pattern: String) -> Self {
        Self(pattern)
    }
}

/// Patterns, one of which must match.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Globs(#[serde(deserialize_with = "super::one_or_many")] pub Vec<Glob>);

impl Globs {
    /// Whether one of the patterns matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.0.iter().any(|glob| glob.matches(text))
    }

    /// Whether one of the patterns matches the path of a type, or the place of its schema
    /// (`file#/pointer`).
    #[must_use]
    pub fn matches_either(&self, path: &str, place: &str) -> bool {
        self.matches(path) || self.matches(place)
    }
}

impl<T: Into<Glob>> FromIterator<T> for Globs {
    fn from_iter<I: IntoIterator<Item = T>>(patterns: I) -> Self {
        Self(patterns.into_iter().map(Into::into).collect())
    }
}

/// Greedy matching with one point of return: after a mismatch only the last `*` can take one more
/// character, because whatever an earlier one took leaves no more to choose from.
fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    let mut retry: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let before = text.clone();
        match (pattern.next(), text.next()) {
            (Some('*'), _) => {
                retry = Some((pattern.clone(), before.clone()));
                text = before;
            }
            (None, None) => return true,
            (Some('?'), Some(_)) => {}
            (Some(wanted), Some(found)) if wanted == found => {}
            _ => {
                let Some((after_star, taken)) = &mut retry else {
                    return false;
                };
                if taken.next().is_none() {
                    return false;
                }
                pattern = after_star.clone();
                text = taken.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn a_pattern_matches_whole_texts() {
        let cases = [
            ("*", "", true),
            ("*", "b2b::Member", true),
            ("", "", true),
            ("", "a", false),
            ("a", "", false),
            ("*_token", "session_token", true),
            ("*_token", "token", false),
            ("*_token", "session_token_id", false),
            ("*secret*", "client_secret_hash", true),
            ("*secret*", "secret", true),
            ("b2b::*::v1::*", "b2b::session::v1::MemberSession", true),
            ("b2b::*::v1::*", "b2b::session::v2::MemberSession", false),
            ("a.json#/properties/*", "a.json#/properties/x/items", true),
            ("v?", "v1", true),
            ("v?", "v", false),
            ("v?", "v12", false),
            ("?", "ü", true),
            ("a*b*c", "a__b__b__c", true),
            ("a*b*c", "a__c__b", false),
            ("**a", "a", true),
            (
                "*a*a*a*a*a*a*a*b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                false,
            ),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(Glob::new(pattern).matches(text), expected, "{pattern:?} on {text:?}");
        }
    }
}
