//! What differs between the configurations of both sides.
//!
//! Input: two sides. Output: a change for each key that differs and that types or documents notice.
//! Both sides were read with their own configuration, so what a key does to a schema (`formats`,
//! `dialect`) shows there, and what it does to a type shows in the API.

use std::collections::BTreeSet;

use serde_json::Value;

use super::side::Side;
use super::verdict::Relation;
use super::{Change, Rust, SetRelation};
use crate::config::FILE_NAME;
use crate::diagnostic::Code;

/// The changes of the configuration.
pub(super) fn compare(old: &Side, new: &Side) -> Vec<Change> {
    let keys: BTreeSet<&String> = old.settings.keys().chain(new.settings.keys()).collect();
    let differs = |key: &&String| old.settings.get(*key) != new.settings.get(*key);
    let keys = keys.into_iter().filter(|key| !SAYS_NOTHING.contains(&key.as_str()));
    keys.filter(differs).map(|key| change(key, old, new)).collect()
}

/// What is accepted as a finding changes nothing.
const SAYS_NOTHING: [&str; 1] = ["allow"];

fn change(key: &str, old: &Side, new: &Side) -> Change {
    let text = |side: &Side| side.settings.get(key).map(Value::to_string);
    let (before, after) = (text(old), text(new));
    let shown = |it: &Option<String>| it.clone().unwrap_or_else(|| "nothing".to_owned());
    let message =
        format!("`{key}` of the configuration was {} and is {}", shown(&before), shown(&after));
    let relation = relation(key, old, new);
    Change {
        file: FILE_NAME.to_owned(),
        pointer: format!("/{key}"),
        old: before,
        new: after,
        rust: if key == "support" { Rust::Major } else { Rust::Patch },
        behaves: relation.set() == SetRelation::Same && BEHAVES.contains(&key),
        ..Change::new(Code::ConfigurationChanged, message, &relation)
            .because("the schemas alone do not tell")
    }
}

/// What changes how programs treat documents that schemas say nothing of: which of them the types of a
/// library take, how deep they may be, members that stand twice, digits of numbers.
const BEHAVES: [&str; 6] =
    ["unknown_members", "open_enums", "formats", "max_depth", "duplicate_members", "numbers"];

/// What a key does to the documents that types accept, beyond what schemas say. Only `implied_type`
/// does anything, where a schema has `properties` and no `type`.
fn relation(key: &str, old: &Side, new: &Side) -> Relation {
    let is_implied = |side: &Side| {
        side.schemas.nodes.iter().any(|it| it.types.is_none() && !it.properties.is_empty())
    };
    if key == "implied_type" && (is_implied(old) || is_implied(new)) {
        Relation::UNKNOWN
    } else {
        Relation::SAME
    }
}
