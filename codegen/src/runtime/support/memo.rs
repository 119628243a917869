//! What schemas were found to say of values, so that nothing is asked twice.

use std::cell::RefCell;
use std::collections::HashMap;

/// The places of a schema and of a value in memory, and how deep the value stands where it and its
/// first part can be in one place. Nothing moves as long as there is a memo of it.
pub type Question = (usize, usize, Option<usize>);

/// Verdicts by what was asked. Most readings ask nothing, so there is no map until there is a question.
#[derive(Default)]
pub struct Memo {
    verdicts: RefCell<Option<HashMap<Question, bool>>>,
}

impl Memo {
    /// The verdict that is known, or else the one that is found.
    pub fn verdict(&self, asked: Question, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.verdicts.borrow().as_ref().and_then(|it| it.get(&asked)) {
            return *known;
        }
        let found = find();
        self.verdicts.borrow_mut().get_or_insert_with(HashMap::new).insert(asked, found);
        found
    }
}
