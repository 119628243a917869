//! Values of keys that are of the right type and yet mean nothing.
//!
//! Input: a value. Output: the value, or what is wrong with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};

/// Reads `[rename]`.
pub(super) fn rename<'de, D>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error>
where
    D: Deserializer<'de>,
{
    let renamed = BTreeMap::<String, String>::deserialize(deserializer)?;
    renamed.values().try_for_each(|it| path(it)).map_err(D::Error::custom)?;
    Ok(renamed)
}

/// Reads `max_depth`.
pub(super) fn max_depth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let levels = usize::deserialize(deserializer)?;
    depth(levels).map_err(D::Error::custom)?;
    Ok(levels)
}

/// Checks a path of a type.
pub(super) fn path(path: &str) -> Result<(), String> {
    let is_inside = |it: char| it == '_' || it.is_alphanumeric();
    let is_name = |it: &str| {
        it.starts_with(|it| is_inside(it) && !it.is_numeric()) && it.chars().all(is_inside)
    };
    if path.split("::").all(|it| is_name(it.strip_prefix("r#").unwrap_or(it))) {
        return Ok(());
    }
    Err(format!("`{path}` is no path of a type, which is written like `pets::Dog`"))
}

/// Checks a number of levels.
pub(super) fn depth(levels: usize) -> Result<(), String> {
    if levels > 0 { Ok(()) } else { Err("at depth 0 there are no documents".to_owned()) }
}
