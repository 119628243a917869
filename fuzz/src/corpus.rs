//! The schemas that damage begins with.
//!
//! Input: folders. Output: schemas, one at a time: files are read when they are asked for, so that a
//! worker holds no more than the schema that it works on. A file of the JSON-Schema-Test-Suite is a
//! list of schemas with their tests, of which one schema is taken.

use std::path::{Path, PathBuf};

use codegen::internal::files::{Disk, Files};

use crate::random::Random;
use crate::tree::Tree;

/// What is used where there is no corpus, and now and then where there is one.
const BUILT_IN: [&str; 6] = [
    r##"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"type":"string","minLength":1},"b":{"$ref":"#/definitions/n"}},"required":["a"],"definitions":{"n":{"type":["integer","null"],"minimum":0,"multipleOf":2}}}"##,
    r##"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}},"unevaluatedProperties":false}"##,
    r##"{"oneOf":[{"type":"object","properties":{"kind":{"const":"a"},"x":{"type":"number"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"],"patternProperties":{"^x-":{}}},{"type":"array","prefixItems":[{"enum":["p","q",1]},{"type":"string","pattern":"^[a-z]+$"}],"uniqueItems":true}]}"##,
    r##"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{"Pet":{"type":"object","required":["id"],"properties":{"id":{"type":"integer","format":"int64"},"tag":{"type":"string","writeOnly":true},"next":{"$ref":"#/components/schemas/Pet"}}},"Pets":{"type":"array","items":{"$ref":"#/components/schemas/Pet"}}}}}"##,
    r##"{"$schema":"http://json-schema.org/draft-04/schema#","id":"http://example.com/r.json","definitions":{"p":{"id":"#p","type":"integer","minimum":0,"exclusiveMinimum":true}},"allOf":[{"$ref":"#p"},{"not":{"enum":[3]}}]}"##,
    r##"{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"dependentSchemas":{"c":{"minProperties":2}}},"propertyNames":{"maxLength":3},"contains":{},"minContains":0}"##,
];

/// Larger files are asked for again most of the time: they take long and teach little more.
const LARGE: usize = 200_000;

/// Where schemas are.
pub(crate) struct Corpus {
    files: Vec<PathBuf>,
}

impl Corpus {
    /// The JSON files below the folders.
    pub(crate) fn new(folders: &[PathBuf]) -> std::io::Result<Self> {
        let mut files = Vec::new();
        for folder in folders {
            files.extend(Disk.list(folder, &[])?.files.into_iter().filter(|path| is_json(path)));
        }
        Ok(Self { files })
    }

    /// A schema.
    pub(crate) fn schema(&self, random: &mut Random) -> Tree {
        for _ in 0..20 {
            let text = match random.pick(&self.files) {
                Some(path) if !random.once_in(10) => Disk.read(path).unwrap_or_default(),
                _ => random.word(&BUILT_IN).as_bytes().to_vec(),
            };
            if text.len() > LARGE && !random.once_in(10) {
                continue;
            }
            if let Ok(tree) = serde_json::from_slice(&text) {
                return one_of(tree, random);
            }
        }
        Tree::Leaf("true".to_owned())
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json")
}

/// One schema of a file of tests, or the schema that the file is.
fn one_of(tree: Tree, random: &mut Random) -> Tree {
    let Tree::Array(groups) = tree else { return tree };
    let schema_of = |group: Tree| match group {
        Tree::Object(members) => members.into_iter().find(|(name, _)| name == "\"schema\""),
        Tree::Leaf(_) | Tree::Array(_) => None,
    };
    let mut schemas: Vec<Tree> = groups.into_iter().filter_map(schema_of).map(|it| it.1).collect();
    if schemas.is_empty() {
        return Tree::Leaf("true".to_owned());
    }
    schemas.swap_remove(random.below(schemas.len()))
}
