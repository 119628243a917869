//! What the printed code is like to read: how long names are, which types are twins, how much there is.
//!
//! Input: trees as they were printed, and what `inspect` says of their types. Output: [`Shape`], and its
//! text. Twins are types of a tree that are equal but for their names; a copy is a twin whose schema
//! asks for the same as well.

pub mod printed;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Result;
use crate::generate::{Tree, TypeEntry};
use crate::plan::{Plan, read};
use printed::{Form, Lines, Printed};

/// The measures of one tree.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// How many types there are.
    pub types: usize,
    /// How many of them take any JSON although their schemas do not.
    pub opaque: usize,
    /// Names of more than 40 and of more than 60 characters: the last part of the path.
    pub long_names: [usize; 2],
    /// The same of whole paths.
    pub long_paths: [usize; 2],
    /// The paths of the types whose names are over 40 characters.
    pub long: Vec<String>,
    /// Types that are equal but for their names, each group with two or more.
    pub twins: Vec<Twins>,
    /// Lines of code.
    pub lines: Lines,
    /// Bytes of the schemas, without spaces.
    pub bytes: usize,
}

/// Types of a tree that are equal but for their names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Twins {
    /// What they are made of.
    pub form: Form,
    /// Their paths, each with the place of its schema.
    pub types: Vec<(String, String)>,
    /// How many of them have a schema that asks for the same as another's.
    pub copies: usize,
    /// How many stand for no definition while another does.
    pub of_named: usize,
    /// How many of these have a schema that asks for the same as a definition's.
    pub copies_of_named: usize,
}

impl Shape {
    /// Measures a tree.
    ///
    /// # Errors
    ///
    /// Where a schema cannot be read.
    pub fn new(plan: &Plan, tree: &Tree, printed: &Printed) -> Result<Self> {
        let schemas = schemas(plan, tree)?;
        let mut shape = Self {
            types: tree.types.len(),
            opaque: tree.types.iter().filter(|it| it.rung == "opaque").count(),
            lines: printed.lines,
            bytes: schemas.values().map(|schema| schema.to_string().len()).sum(),
            twins: twins(tree, printed, &schemas),
            ..Self::default()
        };
        for entry in &tree.types {
            let name = entry.path.rsplit("::").next().unwrap_or(&entry.path);
            count(&mut shape.long_names, name);
            shape.long.extend((name.chars().count() > LONG[0]).then(|| entry.path.clone()));
            count(&mut shape.long_paths, &entry.path);
        }
        Ok(shape)
    }

    /// How many types have a twin.
    #[must_use]
    pub fn twin_types(&self) -> usize {
        self.twins.iter().map(|twins| twins.types.len()).sum()
    }

    /// What comes of so many lines for each 1,000 bytes of the schemas, in tenths.
    #[must_use]
    pub fn density(&self, lines: usize) -> usize {
        (lines * 10_000).checked_div(self.bytes).unwrap_or(0)
    }
}

/// From how many characters on a name is long, and very long.
const LONG: [usize; 2] = [40, 60];

/// Counts a name that is longer than that.
fn count(counts: &mut [usize; 2], name: &str) {
    let length = name.chars().count();
    for (count, most) in counts.iter_mut().zip(LONG) {
        *count += usize::from(length > most);
    }
}

/// The schemas of a tree, and those that they refer to, by their files.
fn schemas(plan: &Plan, tree: &Tree) -> Result<BTreeMap<PathBuf, Value>> {
    let roots = tree.roots.iter().map(|(index, _)| &plan.schemas[*index].path);
    let folders: BTreeSet<&Path> =
        roots.clone().filter_map(|it| it.parent()).chain(plan.folder.as_deref()).collect();
    let mut files: BTreeSet<PathBuf> = roots.cloned().collect();
    for file in tree.types.iter().map(|entry| Path::new(&entry.file)) {
        if !files.iter().any(|known| known.ends_with(file)) {
            files.extend(folders.iter().map(|it| it.join(file)).find(|path| path.is_file()));
        }
    }
    let mut found = BTreeMap::new();
    for path in files {
        // What is not JSON has no size to compare with.
        let value = serde_json::from_str(&read(&path)?).unwrap_or_default();
        found.insert(path, value);
    }
    Ok(found)
}

fn twins(tree: &Tree, printed: &Printed, schemas: &BTreeMap<PathBuf, Value>) -> Vec<Twins> {
    let mut groups: BTreeMap<Form, Vec<&TypeEntry>> = BTreeMap::new();
    for entry in &tree.types {
        if let Some(form) = printed.types.get(&entry.path)
            && !matches!(form, Form::Alias(_))
        {
            groups.entry(form.without_own_name(&entry.path)).or_default().push(entry);
        }
    }
    let of_two = groups.into_iter().filter(|(_, types)| types.len() > 1);
    let mut twins: Vec<Twins> = of_two.map(|(form, types)| group(form, &types, schemas)).collect();
    twins.sort_by_key(|twins| std::cmp::Reverse(twins.types.len()));
    twins
}

fn group(form: Form, types: &[&TypeEntry], schemas: &BTreeMap<PathBuf, Value>) -> Twins {
    let mut alike: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for entry in types {
        let unknown = || format!("{}#{}", entry.file, entry.pointer);
        let mut text = schema_at(entry, schemas).map_or_else(unknown, asks);
        // A reference means something else in another file.
        if text.contains("$ref=") {
            text.push_str(&entry.file);
        }
        alike.entry(text).or_default()[usize::from(is_definition(&entry.pointer))] += 1;
    }
    let sum = |part: fn(&[usize; 2]) -> usize| alike.values().map(part).sum::<usize>();
    let place =
        |entry: &&TypeEntry| (entry.path.clone(), format!("{}#{}", entry.file, entry.pointer));
    let has_named = sum(|[_, named]| *named) > 0;
    Twins {
        types: types.iter().map(place).collect(),
        copies: sum(|[other, named]| if other + named > 1 { other + named } else { 0 }),
        of_named: if has_named { sum(|[other, _]| *other) } else { 0 },
        copies_of_named: sum(|[other, named]| if *named > 0 { *other } else { 0 }),
        form,
    }
}

fn schema_at<'v>(entry: &TypeEntry, schemas: &'v BTreeMap<PathBuf, Value>) -> Option<&'v Value> {
    let of_file = |(path, _): &(&PathBuf, &Value)| path.ends_with(&entry.file);
    schemas.iter().find(of_file)?.1.pointer(&entry.pointer)
}

/// The keywords that ask for something, and those that lead to them.
const ASKING: [&str; 44] = [
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "discriminator",
    "else",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "type",
];

/// What a schema asks for, as a text: without what only tells people about it.
fn asks(schema: &Value) -> String {
    let Value::Object(members) = schema else { return schema.to_string() };
    let asked = members.iter().filter(|(name, _)| ASKING.contains(&name.as_str()));
    let texts: BTreeSet<String> =
        asked.map(|(name, value)| format!("{name}={}", asks_below(name, value))).collect();
    texts.into_iter().collect::<Vec<_>>().join(",")
}

/// The same below a keyword: what it lists by name is not a schema itself.
fn asks_below(keyword: &str, value: &Value) -> String {
    match (keyword, value) {
        ("const" | "enum" | "dependentRequired" | "discriminator", _) => value.to_string(),
        (
            "properties" | "patternProperties" | "dependentSchemas" | "dependencies",
            Value::Object(members),
        ) => {
            let texts: Vec<_> =
                members.iter().map(|(name, schema)| format!("{name:?}:{}", asks(schema))).collect();
            format!("{{{}}}", texts.join(","))
        }
        (_, Value::Array(items)) => {
            let texts: Vec<_> = items.iter().map(asks).collect();
            format!("[{}]", texts.join(";"))
        }
        _ => format!("({})", asks(value)),
    }
}

/// Whether the schema at a place has a name of its own: it is a definition or a whole file.
fn is_definition(pointer: &str) -> bool {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps[..] {
        [] => true,
        [.., parent, _] => ["definitions", "$defs", "schemas"].contains(&parent),
        [_] => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(path: &str, pointer: &str) -> TypeEntry {
        TypeEntry {
            path: path.to_owned(),
            file: "a.json".to_owned(),
            pointer: pointer.to_owned(),
            rung: "shape".to_owned(),
        }
    }

    #[test]
    fn twins_are_equal_but_for_their_names_and_copies_ask_for_the_same() {
        let schema = json!({
            "properties": {
                "p": { "pattern": "^a", "title": "one" },
                "q": { "title": "two", "pattern": "^a" },
                "r": { "pattern": "^b" },
            },
            "definitions": { "d": {}, "e": {}, "f": { "pattern": "^b" } },
        });
        let mut printed = Printed::default();
        let mut tree = Tree::default();
        for (name, pointer, form) in [
            ("P", "/properties/p", Form::Tuple(vec!["String".to_owned()])),
            ("Q", "/properties/q", Form::Tuple(vec!["String".to_owned()])),
            ("R", "/properties/r", Form::Tuple(vec!["String".to_owned()])),
            ("N", "/definitions/f", Form::Tuple(vec!["String".to_owned()])),
            ("D", "/definitions/d", Form::Tuple(vec!["Vec<D>".to_owned()])),
            ("E", "/definitions/e/items", Form::Tuple(vec!["Vec<E>".to_owned()])),
            ("F", "/properties/f", Form::Alias("String".to_owned())),
            ("G", "/properties/g", Form::Alias("String".to_owned())),
        ] {
            tree.types.push(entry(name, pointer));
            printed.types.insert(name.to_owned(), form);
        }
        let schemas = BTreeMap::from([(PathBuf::from("/x/a.json"), schema)]);
        let found: Vec<_> = twins(&tree, &printed, &schemas)
            .into_iter()
            .map(|it| (it.types.len(), it.copies, it.of_named, it.copies_of_named))
            .collect();
        assert_eq!(found, [(4, 4, 3, 1), (2, 0, 1, 0)]);
    }

    #[test]
    fn a_property_called_title_is_part_of_what_a_schema_asks_for() {
        let one = json!({ "properties": { "title": { "type": "string" } }, "errorMessage": "a" });
        let other = json!({ "title": "b", "properties": {} });
        assert_ne!(asks(&one), asks(&other));
        assert_eq!(
            asks(&json!({ "type": "null", "title": "a" })),
            asks(&json!({ "type": "null" }))
        );
    }

    #[test]
    fn definitions_and_files_have_names() {
        for (pointer, expected) in [
            ("", true),
            ("/definitions/a", true),
            ("/components/schemas/a", true),
            ("/definitions/a/items", false),
            ("/properties/definitions", false),
            ("/items", false),
        ] {
            assert_eq!(is_definition(pointer), expected, "{pointer}");
        }
    }
}
