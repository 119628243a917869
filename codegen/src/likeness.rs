//! How much alike two texts are: for “did you mean …?”.

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
