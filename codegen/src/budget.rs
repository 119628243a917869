//! How much work a question may take.
//!
//! Input: bounds, and steps as they are taken: one for a schema that is asked about a value, for a value
//! that is put into a document, for a schema of which something is proved. Output: whether there are more. Where
//! there are none, the question has no answer, and whoever asked says so. Steps are counted and time is
//! not, so an answer is the same on every machine.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The steps that are left, of one question and of all.
#[derive(Debug)]
pub(crate) struct Budget {
    all: AtomicU64,
    /// What the question was given of them.
    given: AtomicU64,
    left: AtomicU64,
    taken: AtomicU64,
    was_short: AtomicBool,
}

impl Budget {
    /// For all questions together. The first may take all of it.
    pub(crate) const fn of(all: u64) -> Self {
        Self {
            all: AtomicU64::new(all),
            given: AtomicU64::new(all),
            left: AtomicU64::new(all),
            taken: AtomicU64::new(0),
            was_short: AtomicBool::new(false),
        }
    }

    /// Begins the next question. It may take at most so many steps of those that are left for all, and
    /// so many in any case.
    pub(crate) fn begin(&self, most: u64, at_least: u64) {
        let taken = get(&self.given).saturating_sub(get(&self.left));
        let all = get(&self.all).saturating_sub(taken);
        let given = most.min(all).max(at_least);
        set(&self.all, all);
        set(&self.given, given);
        set(&self.left, given);
        self.was_short.store(false, Ordering::Relaxed);
    }

    /// Takes so many steps; false if there are not as many left, and then none are.
    pub(crate) fn take(&self, steps: u64) -> bool {
        let left = get(&self.left);
        let is_enough = left > steps;
        set(&self.left, left.saturating_sub(steps));
        set(&self.taken, get(&self.taken).saturating_add(steps.min(left)));
        if !is_enough {
            self.was_short.store(true, Ordering::Relaxed);
        }
        is_enough
    }

    /// The steps that all questions have taken.
    pub(crate) fn taken(&self) -> u64 {
        get(&self.taken)
    }

    pub(crate) fn is_exhausted(&self) -> bool {
        get(&self.left) == 0
    }

    /// Whether the question, or a part of it, had fewer steps than it could have used.
    pub(crate) fn was_short(&self) -> bool {
        self.was_short.load(Ordering::Relaxed)
    }

    /// Does a part of the work with one of so many shares of what is left.
    pub(crate) fn share<T>(&self, of: u64, work: impl FnOnce() -> T) -> T {
        let left = get(&self.left);
        let part = left.checked_div(of).unwrap_or(left);
        set(&self.left, part);
        let done = work();
        let taken = part.saturating_sub(get(&self.left));
        set(&self.left, left.saturating_sub(taken));
        done
    }
}

fn get(steps: &AtomicU64) -> u64 {
    steps.load(Ordering::Relaxed)
}

fn set(steps: &AtomicU64, to: u64) {
    steps.store(to, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_takes_of_what_is_left_for_all() {
        let budget = Budget::of(10);
        budget.begin(6, 2);
        assert!(budget.take(4));
        assert!(!budget.take(4));
        assert!(budget.is_exhausted() && budget.was_short());
        budget.begin(6, 2);
        assert!(!budget.was_short() && budget.take(3));
        assert!(!budget.take(1));
        budget.begin(6, 2);
        assert!(budget.take(1));
    }

    #[test]
    fn a_part_takes_its_share() {
        let budget = Budget::of(100);
        assert!(!budget.share(4, || budget.take(30)));
        assert!(budget.was_short() && budget.take(74));
        assert!(!budget.take(1));
    }
}
