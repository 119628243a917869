//! The search for equal items behind `uniqueItems`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::json::{Array, Json};

/// Up to here comparing every pair is faster than hashing.
const FEW: usize = 8;

/// The indexes of two equal items.
pub fn equal_items(array: &dyn Array) -> Option<(usize, usize)> {
    let mut items: Vec<(u64, usize)> = (0..array.len()).map(|index| (0, index)).collect();
    if items.len() > FEW {
        for (hash, index) in &mut items {
            *hash = array.get(*index).map_or(0, hash_of);
        }
        items.sort_unstable();
    }
    items.iter().enumerate().find_map(|(place, &(hash, index))| {
        let item = array.get(index);
        let same_hash = items.iter().skip(place + 1).take_while(|&&(other, _)| other == hash);
        let equal = same_hash.map(|&(_, other)| other).find(|&other| array.get(other) == item)?;
        Some((index, equal))
    })
}

/// Equal values have equal hashes.
fn hash_of(value: Json<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match value {
        Json::Null => hasher.write_u8(0),
        Json::Bool(value) => (1, value).hash(&mut hasher),
        Json::Number(number) => (2, number).hash(&mut hasher),
        Json::String(text) => (3, text).hash(&mut hasher),
        Json::Array(items) => {
            hasher.write_u8(4);
            (0..items.len()).filter_map(|index| items.get(index)).for_each(|item| {
                hasher.write_u64(hash_of(item));
            });
        }
        Json::Object(members) => {
            // A sum, because the order of members does not matter.
            let mut sum = 0_u64;
            members.each(&mut |name, value| {
                let mut member = DefaultHasher::new();
                (name, hash_of(value)).hash(&mut member);
                sum = sum.wrapping_add(member.finish());
                true
            });
            (5, sum).hash(&mut hasher);
        }
    }
    hasher.finish()
}
