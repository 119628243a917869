//! “Did you mean …?” for words that have to be one of a few.
//!
//! Input: what was written and what is known. Output: the nearest known word, if one is near.

use crate::likeness::most_like;

/// The known word that was probably meant.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let (similarity, word) = most_like(written, known)?;
    (similarity > 0.8).then_some(word)
}

/// `; did you mean …?` to follow a message, empty where nothing is near.
pub(crate) fn suggestion<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}
