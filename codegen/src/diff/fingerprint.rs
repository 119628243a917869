//! What a change is recognised by in later runs.
//!
//! Input: changes. Output: the same with fingerprints, made of the code, the place and the values, so
//! that an approval survives a rewording of the message and not a further change.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::Change;

/// Gives each change its fingerprint.
pub(super) fn assign(changes: &mut Vec<Change>) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    changes.retain_mut(|change| {
        let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
        let parts = [
            change.code.as_str().to_owned(),
            change.file.clone(),
            change.pointer.clone(),
            text(&change.old),
            text(&change.new),
        ];
        change.fingerprint = format!("{:016x}", xxh3_64(parts.join("\n").as_bytes()));
        // A schema that is reached on two ways shows its changes once.
        let known = seen.insert(change.fingerprint.clone(), change.message.clone());
        known.as_ref() != Some(&change.message)
    });
}
