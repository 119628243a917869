//! JSON that need not be right: members may stand twice, and a leaf is any text.
//!
//! Input: a JSON text. Output: a [`Tree`], and its text again. Nodes are counted in the order in
//! which they are written, the node itself being number 0.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// The text of what has no parts.
    Leaf(String),
    /// An array.
    Array(Vec<Tree>),
    /// An object; the names are texts as well, with their quotes.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// A string.
    pub fn string(text: &str) -> Self {
        Self::Leaf(quoted(text))
    }

    /// An object of members.
    pub fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (quoted(name), value)).collect())
    }

    /// How many nodes there are.
    pub fn count(&self) -> usize {
        1 + self.children().map(Self::count).sum::<usize>()
    }

    /// The parts.
    pub fn children(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match self {
            Self::Leaf(_) => Box::new(std::iter::empty()),
            Self::Array(items) => Box::new(items.iter()),
            Self::Object(members) => Box::new(members.iter().map(|(_, value)| value)),
        }
    }

    /// The node of a number.
    pub fn nth(&mut self, number: usize) -> Option<&mut Self> {
        self.find(&mut { number })
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Self> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Self::Leaf(_) => None,
            Self::Array(items) => items.iter_mut().find_map(|it| it.find(left)),
            Self::Object(members) => members.iter_mut().find_map(|(_, it)| it.find(left)),
        }
    }

    /// The JSON Pointer of the node of a number, without the escapes of JSON strings.
    pub fn pointer(&self, number: usize) -> Option<String> {
        let mut steps = Vec::new();
        self.walk(&mut { number }, &mut steps).then(|| steps.concat())
    }

    fn walk(&self, left: &mut usize, steps: &mut Vec<String>) -> bool {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        let names: Vec<String> = match self {
            Self::Leaf(_) => Vec::new(),
            Self::Array(items) => (0..items.len()).map(|index| index.to_string()).collect(),
            Self::Object(members) => members.iter().map(|(name, _)| unquoted(name)).collect(),
        };
        for (name, child) in names.iter().zip(self.children()) {
            steps.push(format!("/{}", name.replace('~', "~0").replace('/', "~1")));
            if child.walk(left, steps) {
                return true;
            }
            steps.pop();
        }
        false
    }
}

/// The text of a string.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The string of a text; the text itself where it is none.
pub fn unquoted(text: &str) -> String {
    serde_json::from_str(text).unwrap_or_else(|_| text.to_owned())
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(text) => f.write_str(text),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{name}:{value}", if index == 0 { "" } else { ",\n" })?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Leaf(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Leaf(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Leaf(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Leaf(serde_json::Value::from(value).to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::string(value))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf("null".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = access.next_entry::<String, Tree>()? {
            members.push((quoted(&name), value));
        }
        Ok(Tree::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_counted_as_they_are_written() {
        let text = r#"{"a":[1,{"b/~":null}],"c":"é"}"#;
        let mut tree: Tree = serde_json::from_str(text).unwrap();
        assert_eq!(tree.count(), 6);
        assert_eq!(tree.to_string().replace('\n', ""), text);
        assert_eq!(tree.pointer(4).as_deref(), Some("/a/1/b~1~0"));
        assert_eq!(tree.nth(4), Some(&mut Tree::Leaf("null".to_owned())));
        assert_eq!(tree.nth(6), None);
        assert_eq!(tree.pointer(6), None);
    }
}
