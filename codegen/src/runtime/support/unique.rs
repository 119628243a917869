//! The search for equal items behind `uniqueItems`.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use super::json::{Array, Json};

/// Up to here comparing every pair is faster than hashing.
const FEW: usize = 8;

/// The indexes of two equal items.
pub fn equal_items(array: &dyn Array) -> Option<(usize, usize)> {
    let len = array.len();
    if len <= FEW {
        return equal_items_of_few(array);
    }
    // Of a new key each time, so that nobody can choose items with one hash.
    let state = RandomState::new();
    let hash = |index| array.get(index).map_or(0, |item| hash_of(item, &state));
    let mut items: Vec<(u64, usize)> = (0..len).map(|index| (hash(index), index)).collect();
    items.sort_unstable();
    let pairs = items.iter().enumerate().filter_map(|(place, &(hash, a))| {
        let same_hash = items.iter().skip(place + 1).take_while(|&&(other, _)| other == hash);
        same_hash.map(|&(_, b)| b).find(|&b| array.get(a) == array.get(b)).map(|b| (a, b))
    });
    pairs.min()
}

fn equal_items_of_few(array: &dyn Array) -> Option<(usize, usize)> {
    let mut items = [Json::Null; FEW];
    let items = items.get_mut(..array.len())?;
    for (index, item) in items.iter_mut().enumerate() {
        *item = array.get(index)?;
    }
    items.iter().enumerate().find_map(|(index, item)| {
        let place = items.iter().skip(index + 1).position(|other| other == item)?;
        Some((index, index + 1 + place))
    })
}

/// Equal values have equal hashes.
fn hash_of(value: Json<'_>, state: &RandomState) -> u64 {
    let mut hasher = state.build_hasher();
    match value {
        Json::Null => hasher.write_u8(0),
        Json::Bool(value) => (1, value).hash(&mut hasher),
        Json::Number(number) => (2, number).hash(&mut hasher),
        Json::String(text) => (3, text).hash(&mut hasher),
        Json::Array(items) => {
            hasher.write_u8(4);
            (0..items.len()).filter_map(|index| items.get(index)).for_each(|item| {
                hasher.write_u64(hash_of(item, state));
            });
        }
        Json::Object(members) => {
            // A sum, because the order of members does not matter.
            let mut sum = 0_u64;
            members.each(&mut |name, value| {
                sum = sum.wrapping_add(state.hash_one((name, hash_of(value, state))));
                true
            });
            (5, sum).hash(&mut hasher);
        }
    }
    hasher.finish()
}
