//! What reading a document may take and say.
//!
//! Input: a type and a document. Output: whether it was accepted, and which bound it broke, if any.

use std::any::type_name;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::difference::lost;
use super::grow::SECRET;

/// The allocator of the program, which counts.
pub type Counting = stats_alloc::StatsAlloc<std::alloc::System>;
pub use stats_alloc::INSTRUMENTED_SYSTEM as COUNTING;

/// What became of a document.
#[derive(Debug, Default)]
pub struct Reading {
    /// Whether it was accepted.
    pub is_accepted: bool,
    /// Which bound it broke.
    pub problem: Option<String>,
}

/// The time of a reading is at most [`TIME`] and so many times that of a `Value`, or so much for each
/// byte: to refuse a long string, serde_json writes it into its error.
const TIMES: u32 = 40;
const TIME: Duration = Duration::from_millis(2);
const NANOSECONDS: u64 = 50;
/// The bytes that a reading allocates are at most so many for each of the document, and [`SPACE`].
const SPACES: usize = 2_000;
const SPACE: usize = 1 << 20;
/// The bytes of an error's text.
const TEXT: usize = 1_024;
/// Longer documents are not written again.
const LONG: usize = 20_000;
/// A busy machine gets so many chances.
const TRIES: usize = 6;

/// Reads the document as a `T`.
pub fn read<T: DeserializeOwned + Serialize>(text: &str) -> Reading {
    if is_deep(text) && is_own::<T>() {
        return deep::<T>(text);
    }
    let (result, taken, allocated) = measure(|| serde_json::from_str::<T>(text));
    let is_accepted = result.is_ok();
    let problem = match &result {
        Ok(value) => (text.len() < LONG).then(|| changed(text, value)).flatten(),
        Err(error) => wrong_words::<T>(&error.to_string()),
    };
    let problem = problem
        .or_else(|| too_large(text, allocated))
        .or_else(|| (taken > TIME).then(|| too_slow::<T>(text)).flatten());
    Reading { is_accepted, problem }
}

/// Reads the document without the limit that serde_json sets for depth.
fn deep<T: DeserializeOwned>(text: &str) -> Reading {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let (result, _, allocated) = measure(|| T::deserialize(&mut reader));
    let words = result.as_ref().err().and_then(|error| wrong_words::<T>(&error.to_string()));
    Reading { is_accepted: result.is_ok(), problem: words.or_else(|| too_large(text, allocated)) }
}

/// Whether there are more brackets at a stretch than serde_json reads.
fn is_deep(text: &str) -> bool {
    ["[", "{\"a\":", "[{\"\":"].iter().any(|open| text.contains(&open.repeat(128)))
}

fn measure<R>(work: impl FnOnce() -> R) -> (R, Duration, usize) {
    let before = COUNTING.stats().bytes_allocated;
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed(), COUNTING.stats().bytes_allocated.wrapping_sub(before))
}

fn too_large(text: &str, allocated: usize) -> Option<String> {
    let is_too_large = allocated > SPACE + SPACES * text.len();
    is_too_large.then(|| format!("{allocated} bytes allocated for {}", text.len()))
}

fn too_slow<T: DeserializeOwned>(text: &str) -> Option<String> {
    let least = |work: &dyn Fn()| (0..TRIES).map(|_| measure(work).1).min().unwrap_or_default();
    let plain = least(&|| drop(serde_json::from_str::<Value>(text)));
    let typed = least(&|| drop(serde_json::from_str::<T>(text)));
    let by_length = Duration::from_nanos(NANOSECONDS * text.len() as u64);
    let is_too_slow = typed > TIME + by_length.max(plain * TIMES);
    is_too_slow.then(|| format!("{typed:?} for {} bytes, a value {plain:?}", text.len()))
}

/// How what is written differs from what was read. Members that stand twice are no business of this.
fn changed<T: Serialize>(text: &str, value: &T) -> Option<String> {
    lost(text, serde_json::to_value(value)).map(|it| format!("changed: {it}"))
}

/// Whether the type is one of the tree. What an alias of another stands for has serde's errors, and as
/// many frames on the stack as there are levels.
fn is_own<T>() -> bool {
    !["alloc::", "serde_json::"].iter().any(|krate| type_name::<T>().starts_with(krate))
        && type_name::<T>().contains("::")
}

fn wrong_words<T>(error: &str) -> Option<String> {
    if !is_own::<T>() {
        return None;
    }
    let is_control = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if error.len() > TEXT {
        Some(format!("an error of {} bytes", error.len()))
    } else if error.contains(SECRET) {
        Some(format!("the error holds a secret: {error}"))
    } else if error.contains(is_control) {
        Some(format!("the error has characters of control: {error:?}"))
    } else {
        None
    }
}
