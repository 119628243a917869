//! The work of the pass, shared out to threads.
//!
//! Input: how many definitions there are, and how one is woven. Output: the items of all, in order:
//! which thread wove what shows nowhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

use proc_macro2::TokenStream;

use super::checks::Checks;
use super::{Code, Part, Weaving};
use crate::lower::DefId;

/// How many definitions a thread takes at a time; for fewer, no other thread is started.
const CHUNK: usize = 16;

/// More threads than this have nothing to do in any tree that was seen.
const MOST_THREADS: usize = 8;

/// Types nest as deep as schemas do, and printing recurses.
const STACK: usize = 256 << 20;

/// What all threads have made.
pub(super) struct Made<T> {
    /// Types and their code, by definition.
    pub(super) items: Vec<(T, Code<T>)>,
    pub(super) checks: Vec<T>,
    pub(super) parts: BTreeSet<&'static str>,
}

/// Weaves and finishes all definitions, and the statics of the checks.
pub(super) fn run<'a, T: Send>(
    count: usize,
    weaving: &(dyn Fn() -> Weaving<'a> + Sync),
    finish: &(dyn Fn(Part, TokenStream) -> T + Sync),
) -> Made<T> {
    let queue = Queue { next: AtomicUsize::new(0), count };
    let work = |with_checks: bool| {
        let mut weaving = weaving();
        let checks = if with_checks { Checks::weave(&mut weaving, finish) } else { Vec::new() };
        let mut items = Vec::new();
        while let Some(chunk) = queue.take() {
            for index in chunk {
                let woven = weaving.definition(DefId::from_index(index));
                let code = Code {
                    methods: finish(Part::Methods, woven.methods),
                    impls: finish(Part::Impls, woven.impls),
                };
                items.push((index, (finish(Part::Types, woven.types), code)));
            }
        }
        (items, checks, weaving.parts)
    };
    scope(|scope| {
        let others = available_parallelism().map_or(1, usize::from).min(MOST_THREADS) - 1;
        let others = others.min(count / CHUNK);
        // A thread that cannot be started is not missed: the others take its share.
        let start = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, || work(false)).ok();
        let threads: Vec<_> = (0..others).filter_map(start).collect();
        let (mut items, checks, mut parts) = work(true);
        for thread in threads {
            match thread.join() {
                Ok((more, _, others)) => {
                    items.extend(more);
                    parts.extend(others);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        items.sort_unstable_by_key(|it| it.0);
        Made { items: items.into_iter().map(|it| it.1).collect(), checks, parts }
    })
}

/// The definitions that no thread has taken yet.
struct Queue {
    next: AtomicUsize,
    count: usize,
}

impl Queue {
    fn take(&self) -> Option<Range<usize>> {
        let start = self.next.fetch_add(CHUNK, Ordering::Relaxed);
        (start < self.count).then(|| start..self.count.min(start + CHUNK))
    }
}
