//! One of many, and many of one, in English.
//!
//! Input: a name of any case, whose last word counts. Output: the name of one, or of many. What is not
//! plain is left alone: a wrong guess reads worse than none. It is a short list of rules on purpose: names
//! of types follow from it, and must not change with the dictionary of a library.

/// Words whose singular no rule gives.
const IRREGULAR: [(&str, &str); 34] = [
    ("aches", "ache"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("gases", "gas"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("shoes", "shoe"),
    ("species", "species"),
    ("toes", "toe"),
    ("vertices", "vertex"),
    ("wolves", "wolf"),
    ("women", "woman"),
    ("ties", "tie"),
    ("lies", "lie"),
    ("pies", "pie"),
    ("dies", "die"),
];

/// Words that end like the plural of another one, and are none.
const SINGULAR: [&str; 26] = [
    "alias",
    "always",
    "atlas",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cms",
    "cors",
    "css",
    "dns",
    "dos",
    "gas",
    "gps",
    "https",
    "ios",
    "js",
    "kubernetes",
    "lens",
    "news",
    "os",
    "pos",
    "sas",
    "sms",
    "tls",
    "yes",
];

/// What one of many is called, if that is plain.
pub(crate) fn singular(name: &str) -> Option<String> {
    let word = last_word(name);
    let stem = name.strip_suffix(word)?;
    let word = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one != word).then(|| format!("{stem}{one}"));
    }
    let end = ending(&word)?;
    let kept = name.get(..name.len() - end.0)?;
    Some(format!("{kept}{}", end.1))
}

/// How many letters of a plural go, and what stands in their place.
fn ending(word: &str) -> Option<(usize, &'static str)> {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let is_plural = word.is_ascii()
        && word.len() > 2
        && word.ends_with('s')
        && !SINGULAR.contains(&word)
        && !ends(&["ss", "us", "is"]);
    if !is_plural {
        return None;
    }
    Some(match word {
        _ if word.len() > 4 && ends(&["ies"]) => (3, "y"),
        _ if ends(&["sses", "shes", "ches", "xes", "zzes", "oes"]) => (2, ""),
        // Of causes and houses, and not of buses and bonuses.
        _ if ends(&["uses"]) && !ends(&["auses", "ouses", "cuses"]) && word.len() > 4 => (2, ""),
        _ => (1, ""),
    })
}

/// The last word of a name in any case.
fn last_word(name: &str) -> &str {
    let start = name.rfind([' ', '_', '-']).map_or(0, |at| at + 1);
    let word = &name[start..];
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let is_start = |pair: &&[(usize, char)]| pair[0].1.is_lowercase() && pair[1].1.is_uppercase();
    let hump = letters.windows(2).rfind(is_start).map(|pair| pair[1].0);
    &word[hump.unwrap_or(0)..]
}

/// More than one of something.
pub(crate) fn plural(name: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    match name.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["ss", "x", "ch", "sh"]) => format!("{name}es"),
        _ if ends(&["s"]) || name.ends_with(|it: char| it.is_ascii_digit()) => {
            format!("{name}List")
        }
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{plural, singular};

    #[test]
    fn plurals_are_plain_english() {
        for (one, many) in [
            ("String", "Strings"),
            ("Entry", "Entries"),
            ("Key", "Keys"),
            ("Box", "Boxes"),
            ("Options", "OptionsList"),
            ("V2", "V2List"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn singulars_are_plain_english() {
        for (many, one) in [
            ("tags", "tag"),
            ("jobs", "job"),
            ("keys", "key"),
            ("ids", "id"),
            ("podIPs", "podIP"),
            ("homeAddresses", "homeAddress"),
            ("home_addresses", "home_address"),
            ("statuses", "status"),
            ("causes", "cause"),
            ("warehouses", "warehouse"),
            ("bonuses", "bonus"),
            ("matches", "match"),
            ("caches", "cache"),
            ("indexes", "index"),
            ("indices", "index"),
            ("categories", "category"),
            ("cookies", "cookie"),
            ("databases", "database"),
            ("responses", "response"),
            ("heroes", "hero"),
            ("sizes", "size"),
            ("curves", "curve"),
            ("schemas", "schema"),
            ("children", "child"),
        ] {
            assert_eq!(singular(many).as_deref(), Some(one), "{many}");
        }
    }

    #[test]
    fn what_may_be_one_already_is_left_alone() {
        for name in ["series", "status", "address", "dns", "canvas", "axis", "data", "as", "news"] {
            assert_eq!(singular(name), None, "{name}");
        }
    }
}
