//! What schemas were found to say of values, so that nothing is asked twice.

use std::cell::RefCell;
use std::collections::HashMap;

/// Verdicts by the places of a schema and of a value in memory, and by how deep the value stands where
/// it and its first part can be in one place. Nothing moves as long as there is a memo of it.
#[derive(Default)]
pub struct Memo {
    verdicts: RefCell<HashMap<(usize, usize, Option<usize>), bool>>,
}

impl Memo {
    /// The verdict that is known, or else the one that is found.
    pub fn verdict(&self, key: (usize, usize, Option<usize>), find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.verdicts.borrow().get(&key) {
            return *known;
        }
        let found = find();
        self.verdicts.borrow_mut().insert(key, found);
        found
    }
}
