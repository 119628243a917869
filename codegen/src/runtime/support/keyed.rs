//! Maps whose keys have a type of their own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::context::Context;
use super::node::{Failed, Node};
use super::read::{Entries, Read, ReadEntries};
use super::tree::refuse_twice;

/// Reads a map into a slot.
pub struct KeyedInto<'a, K, T>(pub &'a mut Option<BTreeMap<K, T>>);

impl<'de, K, T> ReadEntries<'de> for KeyedInto<'_, K, T>
where
    K: Ord + for<'a> Read<'a>,
    T: Read<'de>,
{
    fn read<E: Entries<'de>>(self, mut entries: E, cx: &mut Context) -> Result<(), E::Error> {
        let map = self.0.insert(BTreeMap::new());
        let mut name = String::new();
        while entries.next(&mut name)? {
            let key = key(&name, cx).map_err(|Failed| Context::failed())?;
            let mut value = None;
            if let Err(error) = entries.value(&mut value, cx) {
                cx.locate_member(&name, "/additionalProperties");
                return Err(error);
            }
            let (Some(key), Some(value)) = (key, value) else { continue };
            if map.insert(key, value).is_some() {
                refuse_twice(&name, "/additionalProperties", cx)?;
            }
        }
        Ok(())
    }
}

/// The key that a name stands for.
fn key<K: for<'a> Read<'a>>(name: &str, cx: &mut Context) -> Result<Option<K>, Failed> {
    let (node, mut key) = (Node::String(Cow::Borrowed(name)), None);
    cx.while_kept(|cx| K::read(&node, &mut key, cx))?;
    Ok(key)
}

/// Reads maps whose keys are of a type.
macro_rules! keyed {
    ($name:ty) => {
        impl support::Key for $name {
            fn read_map<'de, S: support::Source<'de>, T: support::Read<'de>>(
                source: S,
                slot: &mut Option<std::collections::BTreeMap<Self, T>>,
                cx: &mut support::Context,
            ) -> Result<(), S::Error> {
                source.object(support::KeyedInto(slot), cx)
            }
        }
    };
}
pub(crate) use keyed;
