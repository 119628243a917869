//! JSON values of `serde_json` as JSON with places.
//!
//! Input: a `serde_json::Value`. Output: the same value; all places are zero.

use crate::source::{Json, Kind, Member, Number, Object, Span};

/// Converts a value.
pub(crate) fn json(value: &serde_json::Value) -> Json {
    let kind = match value {
        serde_json::Value::Null => Kind::Null,
        serde_json::Value::Bool(value) => Kind::Bool(*value),
        serde_json::Value::Number(number) => {
            Number::parse(&number.to_string()).map_or(Kind::Null, Kind::Number)
        }
        serde_json::Value::String(text) => Kind::String(text.clone()),
        serde_json::Value::Array(items) => Kind::Array(items.iter().map(json).collect()),
        serde_json::Value::Object(members) => {
            let member = |value| Member { name_span: Span::default(), value: json(value) };
            Kind::Object(
                members.iter().map(|(name, value)| (name.clone(), member(value))).collect::<Object>(),
            )
        }
    };
    Json { span: Span::default(), kind }
}
