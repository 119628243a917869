//! How deep an evaluation goes, and a stack for it.
//!
//! Input: schemas and instances. Output: bounds. Nothing here recurses.

use std::thread;

use crate::source::{Json, Kind};

use super::super::{Schema, SchemaId, Schemas};

/// The levels that every stack has room for.
pub(super) const SHALLOW: usize = 200;
/// The bytes that a level takes at most, in a build without optimisation.
const LEVEL: usize = 8 << 10;
/// The largest stack to ask for; only what is used of it takes memory.
const LARGEST: usize = 1 << 30;

/// How many levels a stack of so many bytes has room for, with half of it for those who ask.
pub(super) const fn levels(stack: usize) -> usize {
    stack / 2 / LEVEL
}

/// Does something on a stack for that many levels; `None` if there is no such stack.
pub(super) fn with_stack<T: Send>(levels: usize, work: impl FnOnce() -> T + Send) -> Option<T> {
    let size = levels.checked_mul(LEVEL).filter(|size| *size <= LARGEST)?;
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(size).spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    })
}

/// How deep a value is nested; 1 for a value without others in it.
pub(super) fn of(json: &Json) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(json, 1)];
    while let Some((json, depth)) = stack.pop() {
        deepest = deepest.max(depth);
        match &json.kind {
            Kind::Array(items) => stack.extend(items.iter().map(|item| (item, depth + 1))),
            Kind::Object(members) => {
                stack.extend(members.values().map(|member| (&member.value, depth + 1)));
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {}
        }
    }
    deepest
}

/// How many schemas each schema applies to its instance within each other. There is no circle of them.
pub(super) fn chains(schemas: &Schemas) -> Vec<usize> {
    let mut lengths = vec![0; schemas.nodes.len()];
    let mut stack = Vec::new();
    for start in (0..).map(SchemaId).take(schemas.nodes.len()) {
        stack.push((start, false));
        while let Some((id, are_parts_done)) = stack.pop() {
            if are_parts_done {
                let length = chain(schemas.node(id), &lengths);
                if let Some(slot) = lengths.get_mut(id.0 as usize) {
                    *slot = length;
                }
            } else if lengths.get(id.0 as usize) == Some(&0) {
                stack.push((id, true));
                stack.extend(schemas.node(id).in_place().map(|part| (part, false)));
            }
        }
    }
    lengths
}

/// The same of one schema, if it is known of those that it applies.
pub(super) fn chain(schema: &Schema, lengths: &[usize]) -> usize {
    let parts = schema.in_place().filter_map(|part| lengths.get(part.0 as usize));
    parts.max().copied().unwrap_or(0) + 1
}
