//! Names that tell apart texts which make the same identifier.
//!
//! Input: a text. Output: what else it can be called, in `PascalCase`, shortest first: with its signs
//! read out (`__count__` is `UnderscoreCountUnderscore` beside `count`), then with its case as well
//! (`ASC` is `UppercaseAsc` beside `asc`). What a text is called depends on it alone.

use super::{letters, pascal, symbols};

/// The most letters of a text that are read out.
const LONGEST: usize = 40;

/// What else a text can be called.
pub(crate) fn apart(text: &str) -> impl Iterator<Item = String> {
    let short = text.chars().count() <= LONGEST;
    let signs = short.then(|| with_signs(text));
    let cased = signs.as_ref().and_then(|signs| Some(format!("{}{signs}", case_of(text)?)));
    signs.into_iter().chain(cased)
}

/// The words of a text and between them the names of its signs, each once where it is repeated.
fn with_signs(text: &str) -> String {
    let mut words = String::new();
    let mut last = None;
    for sign in text.chars() {
        let is_sign = sign == '_' || !letters::is_usable(sign);
        if !is_sign {
            words.push(sign);
        } else if last != Some(sign) {
            words.push_str(&format!(" {} ", symbols(&sign.to_string())));
        }
        last = Some(sign);
    }
    pascal(&words)
}

/// What the letters of a text have in common.
fn case_of(text: &str) -> Option<&'static str> {
    let has = |is_it: fn(char) -> bool| text.chars().any(is_it);
    match (has(char::is_uppercase), has(char::is_lowercase)) {
        (true, false) => Some("Uppercase"),
        (false, true) => Some("Lowercase"),
        (true, true) => Some("Mixed"),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn signs_and_case_tell_texts_apart() {
        for (text, names) in [
            ("__count__", &["UnderscoreCountUnderscore", "LowercaseUnderscoreCountUnderscore"][..]),
            ("foo-bar", &["FooMinusBar", "LowercaseFooMinusBar"]),
            ("ASC", &["Asc", "UppercaseAsc"]),
            ("1.0", &["V1Dot0"]),
        ] {
            assert_eq!(apart(text).collect::<Vec<_>>(), names, "{text:?}");
        }
    }
}
