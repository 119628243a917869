//! Which letters of the world an identifier is made of.
//!
//! Input: any text. Output: the text with nothing in it that the compiler warns of in identifiers:
//! compatibility forms are the letters that they stand for (`ℝ` is `R`), letters that Unicode does
//! not recommend separate words, and those that only look like Latin ones are read out. What the
//! compiler has against identifiers (`uncommon_codepoints`, `confusable_idents`,
//! `mixed_script_confusables`) is decided by the same tables; the last two can be allowed for a
//! whole crate alone, so a tree cannot allow them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_security::GeneralSecurityProfile;
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::{
    AugmentedScriptSet, is_potential_mixed_script_confusable_char as is_confusable,
};

/// The text with letters that may stand in an identifier.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let text: String = text.nfkc().collect();
    let is_lookalike = skeleton(&text).all(|c| c.is_ascii());
    let is_doubtful = |c: char| {
        is_usable(c)
            && !c.is_ascii()
            && if is_lookalike {
                skeleton(c.encode_utf8(&mut [0; 4])).all(|c| c.is_ascii())
            } else {
                is_confusable(c) && !is_vouched_for(c, &text)
            }
    };
    let letter = |c: char| match is_doubtful(c) {
        true => format!("U{:04X}", u32::from(c)),
        false => c.to_string(),
    };
    Cow::Owned(text.chars().map(letter).collect())
}

/// Whether a character may stand in an identifier without a warning.
pub(super) fn is_usable(c: char) -> bool {
    c.is_ascii_alphanumeric() || (unicode_ident::is_xid_continue(c) && c.identifier_allowed())
}

/// The first letter in its upper case, where that has one that may be used.
pub(super) fn upper(first: char) -> String {
    let upper: String = first.to_uppercase().collect();
    if upper.chars().all(is_usable) { upper } else { first.to_string() }
}

/// Whether another letter of the same script shows that the script is meant.
fn is_vouched_for(c: char, text: &str) -> bool {
    let script = AugmentedScriptSet::for_char(c);
    text.chars().any(|it| !is_confusable(it) && AugmentedScriptSet::for_char(it) == script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_they_seem() {
        for (text, cleaned) in [
            ("straße", "straße"),
            ("имя", "имя"),
            ("日本語", "日本語"),
            // Cyrillic letters that look like Latin ones, with Latin ones and alone.
            ("аbc", "U0430bc"),
            ("сор", "U0441U043EU0440"),
            ("ıd", "U0131d"),
            ("ℝ", "R"),
            ("ﬁle", "file"),
            ("Ａ", "A"),
            ("²", "2"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
        }
    }

    #[test]
    fn what_unicode_does_not_recommend_is_not_used() {
        for c in ['\u{200d}', '\u{640}', '\u{ad}', '😀'] {
            assert!(!is_usable(c), "{c:?}");
        }
        assert_eq!(upper('é'), "É");
    }
}
