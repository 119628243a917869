//! What is here, for other trees that use this code: they assert that it is what they need.

/// The parts that are here.
const PARTS: &[&str] = &["shared"];

/// How they are set: by whom they were written, and what the configuration says of all documents.
const SETTINGS: &[(&str, &str)] = &[("max_depth", "128")];

/// Whether a part is here.
pub const fn has(part: &str) -> bool {
    let mut at = 0;
    while at < PARTS.len() {
        if is_same(PARTS[at], part) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a setting has a value.
pub const fn is_set(name: &str, value: &str) -> bool {
    let mut at = 0;
    while at < SETTINGS.len() {
        if is_same(SETTINGS[at].0, name) {
            return is_same(SETTINGS[at].1, value);
        }
        at += 1;
    }
    false
}

/// Constants have no `==` for texts.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
