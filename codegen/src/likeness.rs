//! How much alike two texts are: for “did you mean …?”, and for what was surely meant.

/// Longer texts are like nothing: no one mistypes them, and comparing takes time that grows with the
/// square of their length.
const LONGEST: usize = 500;

/// From 0 for nothing in common to 1 for the same, whatever the case of letters.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    if one.len().max(other.len()) > LONGEST {
        return 0.0;
    }
    strsim::jaro_winkler(&one.to_lowercase(), &other.to_lowercase())
}

/// The word that is most like what was written, and how much; of equals the first by the alphabet.
pub(crate) fn most_like<'a>(
    written: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<(f64, &'a str)> {
    let words = words.into_iter().map(|word| (likeness(written, word), word));
    words.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
}

/// Whether a word is another one with a slip: in another case, without a mark, or with a letter or two
/// that are wrong, missing or exchanged. Words that differ in their digits differ on purpose.
pub(crate) fn is_slip(written: &str, meant: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if written == meant || written.len().max(meant.len()) > LONGEST {
        return false;
    }
    let (one, other) = (plain(written), plain(meant));
    let length = one.len().min(other.len());
    // Of short words almost every one is like another.
    let allowed = match length {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    };
    let is_like = other.len() > 3
        && one.chars().next() == other.chars().next()
        && digits(written) == digits(meant)
        && strsim::osa_distance(&one, &other) <= allowed;
    one == other || is_like || other.len() > 3 && singular(&one) == singular(&other)
}

/// A word without what makes it more than one.
fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_slip, most_like};

    #[test]
    fn of_several_words_the_likest_was_meant() {
        for written in ["minlength", "MinLength", "min_length", "minLenght"] {
            let found = most_like(written, ["maxLength", "minLength"]);
            assert_eq!(found.map(|it| it.1), Some("minLength"), "{written}");
        }
        assert_eq!(
            most_like("exclusiveminimum", ["exclusiveMaximum", "exclusiveMinimum"]).map(|it| it.1),
            Some("exclusiveMinimum")
        );
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (written, meant, expected) in [
            ("propertys", "properties", true),
            ("require", "required", true),
            ("minLenght", "minLength", true),
            ("minlength", "minLength", true),
            ("ref", "$ref", true),
            ("typ", "type", true),
            ("oneof", "oneOf", true),
            ("date_time", "date-time", true),
            ("datetime", "date-time", true),
            ("type", "type", false),
            ("note", "not", false),
            ("name", "type", false),
            ("address1", "address2", false),
            ("ipv6", "ipv4", false),
            ("mime", "time", false),
        ] {
            assert_eq!(is_slip(written, meant), expected, "{written} {meant}");
        }
    }
}
