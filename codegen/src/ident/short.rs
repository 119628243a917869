//! Names of a bounded length, made of whole words.
//!
//! Input: a name in `PascalCase`. Output: the name, or its first and its last words where it is too
//! long. A single word that is too long is the one thing that is cut.

/// The name, of at most `most` letters.
pub(crate) fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let words = words(name);
    let start = taken(words.iter(), most / 2);
    let used = length(&words[..start]);
    let end = taken(words[start..].iter().rev(), most.saturating_sub(used));
    let short = [&words[..start], &words[words.len() - end..]].concat().concat();
    if short.is_empty() { name.chars().take(most).collect() } else { short }
}

/// How many of the words are no longer than `most` together.
fn taken<'a>(words: impl Iterator<Item = &'a &'a str>, most: usize) -> usize {
    let mut left = most;
    words
        .take_while(|word| {
            let fits = word.chars().count() <= left;
            left = left.saturating_sub(word.chars().count());
            fits
        })
        .count()
}

fn length(words: &[&str]) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}

/// The words of a name: one begins at a capital that a small letter or a digit stands before, and at
/// the last of several capitals before a small letter.
fn words(name: &str) -> Vec<&str> {
    let letters: Vec<_> = name.char_indices().collect();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..letters.len() {
        let (index, letter) = letters[at];
        let after_small = !letters[at - 1].1.is_uppercase();
        let before_small = letters.get(at + 1).is_some_and(|(_, next)| next.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) {
            words.push(&name[start..index]);
            start = index;
        }
    }
    words.push(&name[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::{shortened, words};

    #[test]
    fn words_begin_at_capitals() {
        assert_eq!(words("HTTPServer2Go"), ["HTTP", "Server2", "Go"]);
        assert_eq!(words("日本"), ["日本"]);
        assert_eq!(words(""), [""]);
    }

    #[test]
    fn a_long_name_keeps_its_first_and_its_last_words() {
        for (name, most, short) in [
            ("FooBarBaz", 9, "FooBarBaz"),
            ("FooBarBazQux", 9, "FooBazQux"),
            ("FooIncomprehensibilitiesBar", 20, "FooBar"),
            ("Incomprehensibilities", 8, "Incompre"),
            ("FooBarIncomprehensibilities", 8, "Foo"),
        ] {
            assert_eq!(shortened(name, most), short);
        }
    }
}
