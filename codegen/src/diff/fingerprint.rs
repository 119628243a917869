//! What a change is recognised by in later runs.
//!
//! Input: changes. Output: the same with fingerprints, made of the code, the place, the values and the
//! verdicts, so that an approval survives a rewording of the message and not a further change. In a
//! place, what is in a list goes by its name, so that what comes before it does not matter.

use xxhash_rust::xxh3::xxh3_64;

use super::Change;
use super::names::Lists;
use super::versions::Versions;
use crate::diagnostic::{Code, Location};
use crate::source::{Json, pointer};

/// Gives each change its fingerprint.
pub(super) fn assign(versions: &Versions, changes: &mut [Change]) {
    let mut lists = Lists::default();
    for change in changes {
        let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
        // What is gone has a name only where it was, and what is new only where it is.
        let mut stable =
            |it: &Option<Location>| it.as_ref().map(|it| stable(versions, &mut lists, it));
        let [before, after] = [&change.old_place, &change.new_place].map(&mut stable);
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let mut parts = vec![
            change.code.as_str(),
            &change.file,
            &before,
            &after,
            change.set.as_str(),
            change.strict.as_str(),
            change.open.as_str(),
            change.writer.as_str(),
            change.rust.as_str(),
        ];
        let (old, new) = (text(&change.old), text(&change.new));
        parts.extend([old.as_str(), &new]);
        // What is known of the API alone has no other values than what is said of it.
        if change.code == Code::ApiChanged {
            parts.push(&change.message);
        }
        change.fingerprint = format!("{:016x}", xxh3_64(parts.join("\n").as_bytes()));
    }
}

/// A place by names: for an index, the name of what stands there.
fn stable(versions: &Versions, lists: &mut Lists, place: &Location) -> String {
    let Some(root) = versions.root(place.file) else { return place.pointer.clone() };
    let mut json = Some(root);
    let mut path = String::new();
    for token in pointer::tokens(&place.pointer).unwrap_or_default() {
        let list = json.and_then(Json::as_array);
        let index = token.parse::<usize>().ok();
        let name = list.zip(index).and_then(|(list, index)| lists.name(list, index));
        json = match list {
            Some(items) => index.and_then(|index| items.get(index)),
            None => json.and_then(|it| it.get(&token)),
        };
        pointer::push(&mut path, name.unwrap_or(&token));
    }
    path
}
