//! What a tolerant reader makes of arms that a member tells apart.
//!
//! Input: the arms of a union. Output: a schema that says of an object with a tag that is known what its
//! arm says, of other objects that they have a tag, and nothing of any other value: an arm that comes new
//! is unknown to the reader, but of those that it knows it expects what it always did.

use std::collections::HashMap;

use super::implies::tags;
use super::versions::Versions;
use crate::resolve::{Schema, SchemaId};
use crate::source::Json;

/// The schemas that were made already.
#[derive(Debug, Default)]
pub(super) struct ToldArms {
    /// By the arms of a union: what each reader says of it, if a member tells them apart.
    unions: HashMap<Vec<SchemaId>, Option<[SchemaId; 2]>>,
    /// By an arm, as a reader takes it, and its tag.
    arms: HashMap<(SchemaId, String), SchemaId>,
}

impl Versions {
    /// What the least and the most tolerant reader make of the unions of a schema.
    pub(super) fn told_unions(&mut self, schema: &Schema) -> Vec<[SchemaId; 2]> {
        let lists = [&schema.any_of, &schema.one_of].into_iter().filter(|it| it.len() > 1);
        lists.filter_map(|arms| self.told_union(arms)).collect()
    }

    fn told_union(&mut self, arms: &[SchemaId]) -> Option<[SchemaId; 2]> {
        if let Some(known) = self.told.unions.get(arms) {
            return *known;
        }
        let made = tags::tag_of(self, arms).map(|(tag, values)| {
            [0, 1].map(|reader| {
                let arms: Vec<_> =
                    arms.iter().filter_map(|it| self.open(*it).get(reader).copied()).collect();
                self.make_union(&arms, &tag, &values)
            })
        });
        self.told.unions.insert(arms.to_vec(), made);
        made
    }

    fn make_union(
        &mut self,
        arms: &[SchemaId],
        tag: &str,
        values: &[Option<Vec<Json>>],
    ) -> SchemaId {
        let listed = arms.iter().zip(values).filter_map(|(arm, it)| Some((*arm, it.as_ref()?)));
        let mut any_of: Vec<_> = listed.map(|(arm, it)| self.told_arm(arm, tag, it)).collect();
        let known = values.iter().flatten().flatten().cloned().collect();
        let known = self.push(Schema { enumeration: Some(known), ..Schema::default() });
        let not = self.push(Schema { not: Some(known), ..Schema::default() });
        any_of.push(self.push(tagged(tag, not)));
        self.push(Schema { any_of, ..Schema::default() })
    }

    /// An arm with its tag.
    fn told_arm(&mut self, arm: SchemaId, tag: &str, values: &[Json]) -> SchemaId {
        let key = (arm, tag.to_owned());
        if let Some(known) = self.told.arms.get(&key) {
            return *known;
        }
        let listed = self.push(Schema { enumeration: Some(values.to_vec()), ..Schema::default() });
        let made = self.push(Schema { all_of: vec![arm], ..tagged(tag, listed) });
        self.told.arms.insert(key, made);
        made
    }
}

/// Objects with a tag of some kind, and all that is no object.
fn tagged(tag: &str, kind: SchemaId) -> Schema {
    let mut schema = Schema { required: vec![tag.to_owned()], ..Schema::default() };
    schema.properties.insert(tag.to_owned(), kind);
    schema
}
