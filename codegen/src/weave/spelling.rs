//! How names are spelled in JSON, where one rule says it for all names of a type.
//!
//! Input: the Rust names of fields or variants, each with its name in JSON. Output: the rule, by the
//! word that `rename_all` of serde has for it. It spares the documentation a line for each name.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};

/// A rule for the names in JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Spelling {
    Lower,
    Upper,
    Camel,
    Snake,
    Kebab,
    ShoutySnake,
    ShoutyKebab,
    Pascal,
}

impl Spelling {
    const ALL: [Self; 8] = [
        Self::Lower,
        Self::Upper,
        Self::Camel,
        Self::Snake,
        Self::Kebab,
        Self::ShoutySnake,
        Self::ShoutyKebab,
        Self::Pascal,
    ];

    /// What serde calls it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Lower => "lowercase",
            Self::Upper => "UPPERCASE",
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::ShoutySnake => "SCREAMING_SNAKE_CASE",
            Self::ShoutyKebab => "SCREAMING-KEBAB-CASE",
            Self::Pascal => "PascalCase",
        }
    }

    /// The name in JSON of what has a name in Rust.
    fn of(self, name: &str) -> String {
        match self {
            Self::Lower => name.to_lowercase().replace('_', ""),
            Self::Upper => name.to_uppercase().replace('_', ""),
            Self::Camel => name.to_lower_camel_case(),
            Self::Snake => name.to_snake_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::ShoutySnake => name.to_shouty_snake_case(),
            Self::ShoutyKebab => name.to_shouty_kebab_case(),
            Self::Pascal => name.to_pascal_case(),
        }
    }

    /// The rule that spares most of these names a line, if it spares more than one.
    pub(super) fn of_most(names: &[(&str, &str)]) -> Option<Self> {
        const LEAST: usize = 2;
        let lines = |rule: Option<Self>| {
            names.iter().filter(|(name, json)| !says(rule, name, json)).count()
        };
        let without = lines(None);
        if without < LEAST {
            return None;
        }
        // Of several that do as well, the first.
        let best = Self::ALL.into_iter().min_by_key(|rule| lines(Some(*rule)))?;
        (lines(Some(best)) + LEAST <= without).then_some(best)
    }
}

/// Whether a name in Rust and the rule, if there is one, say what the name in JSON is.
pub(super) fn says(rule: Option<Spelling>, name: &str, json: &str) -> bool {
    let name = name.trim_start_matches("r#");
    match rule {
        Some(rule) => rule.of(name) == json,
        None => name == json,
    }
}

#[cfg(test)]
mod tests {
    use super::{Spelling, says};

    #[test]
    fn the_rule_that_says_most_is_taken() {
        let of = |names: &[(&str, &str)]| Spelling::of_most(names).map(Spelling::word);
        assert_eq!(of(&[("Home", "home"), ("Work", "work")]), Some("lowercase"));
        assert_eq!(of(&[("first_name", "firstName"), ("zip_code", "zipCode")]), Some("camelCase"));
        assert_eq!(of(&[("NotFound", "not-found"), ("IsGone", "is-gone")]), Some("kebab-case"));
        assert_eq!(of(&[("LuaJIT", "LuaJIT"), ("Unix", "Unix")]), None);
        assert_eq!(of(&[("first_name", "firstName"), ("zip", "zip")]), None);
        // A rule that is wrong for as many names as it is right for spares nothing.
        let mixed = [("a_b", "aB"), ("c_d", "cD"), ("e_f", "e_f"), ("g_h", "g_h")];
        assert_eq!(of(&mixed), None);
    }

    #[test]
    fn a_raw_name_is_the_word_itself() {
        assert!(says(None, "r#type", "type"));
        assert!(says(Some(Spelling::Camel), "r#type", "type"));
        assert!(!says(Some(Spelling::Camel), "r#type", "Type"));
    }
}
