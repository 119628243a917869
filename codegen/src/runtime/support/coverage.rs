//! Which items of an array or members of an object schemas have evaluated.

use super::json::Json;

/// A set of indexes of items, or of members in the order in which they are visited.
pub struct Coverage(Vec<bool>);

impl Coverage {
    /// Nothing of the value.
    pub fn none_of(value: &Json<'_>) -> Self {
        let len = match value {
            Json::Array(array) => array.len(),
            Json::Object(object) => object.len(),
            _ => 0,
        };
        Self(vec![false; len])
    }

    /// Whether it has the index.
    pub fn has(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or_default()
    }

    /// Adds an index.
    pub fn add_one(&mut self, index: usize) {
        if let Some(covered) = self.0.get_mut(index) {
            *covered = true;
        }
    }

    /// Adds what the other has.
    pub fn add(&mut self, other: &Self) {
        for (covered, other) in self.0.iter_mut().zip(&other.0) {
            *covered |= other;
        }
    }

    /// Adds every index.
    pub fn add_all(&mut self) {
        self.0.fill(true);
    }
}
