//! Names that tell apart texts which make the same identifier.
//!
//! Input: a text. Output: what else it can be called, in `PascalCase`, shortest first: with the signs of
//! its numbers (`EtcGmtMinus1` beside `Etc/GMT+1`), with all signs
//! read out (`__count__` is `UnderscoreCountUnderscore` beside `count`), then with its case as well
//! (`ASC` is `UppercaseAsc` beside `asc`). What a text is called depends on it alone.

use std::borrow::Cow;

use super::{letters, pascal, symbols};

/// The most letters of a text that are read out.
const LONGEST: usize = 40;

/// What else a text can be called.
pub(crate) fn apart(text: &str) -> impl Iterator<Item = String> {
    let short = text.chars().count() <= LONGEST;
    let numbers = short.then(|| with_numbers(text)).flatten();
    let signs = short.then(|| with_signs(text));
    let cased = signs.as_ref().and_then(|signs| Some(format!("{}{signs}", case_of(text)?)));
    numbers.into_iter().chain(signs).chain(cased)
}

/// A text with its sign in words, which is a part of what it says: `+1`, `-name`.
pub(crate) fn with_sign(text: &str) -> Cow<'_, str> {
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("+", rest)) => ("plus", rest),
        Some(("-", rest)) => ("minus", rest),
        _ => return text.into(),
    };
    let is_word = rest.starts_with(char::is_alphanumeric);
    if is_word { format!("{sign} {rest}").into() } else { text.into() }
}

/// The words of a text with the signs of its numbers: `Etc/GMT+1`, `Etc/GMT-1`.
fn with_numbers(text: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let is_number = rest.peek().is_some_and(char::is_ascii_digit);
        match sign {
            '+' | '-' if is_number => words.push_str(&format!(" {} ", symbols(&sign.to_string()))),
            other => words.push(other),
        }
    }
    (words != text).then(|| pascal(&words))
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
            ("Etc/GMT-1", &["EtcGmtMinus1", "EtcSlashGmtMinus1", "MixedEtcSlashGmtMinus1"]),
        ] {
            assert_eq!(apart(text).collect::<Vec<_>>(), names, "{text:?}");
        }
    }
}
