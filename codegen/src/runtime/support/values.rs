//! Enums of values that are not all strings.

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::json::AsJson;

/// Reads a value that is equal to one of the JSON texts, which the schema at a place lists, and gives
/// the variant of the same index.
pub fn read_listed<'de, T: Copy, D: Deserializer<'de>>(
    deserializer: D,
    place: &str,
    texts: &[&str],
    variants: &[T],
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    for (text, variant) in texts.iter().zip(variants) {
        let listed: Value = serde_json::from_str(text).map_err(D::Error::custom)?;
        if listed.as_json() == value.as_json() {
            return Ok(*variant);
        }
    }
    let expected = texts.join(" or ");
    Err(D::Error::custom(format_args!("expected {expected}, found {value} (enum, {place})")))
}

/// Writes a JSON text as the value that it stands for.
pub fn write_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let value: Value = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    value.serialize(serializer)
}
