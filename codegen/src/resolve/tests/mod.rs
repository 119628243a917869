//! Tests of the pass as a whole.

mod suite;

use crate::diagnostic::Sink;
use crate::files::Memory;
use crate::source::{self, Input, Sources};

/// Sources of files with these paths and texts.
pub(super) fn sources(files: &[(&str, &str)]) -> Sources {
    let inputs: Vec<_> = files.iter().map(|(path, _)| Input::new(*path)).collect();
    let mut sink = Sink::new();
    let sources = source::run(&Memory::with(files.iter().copied()), &inputs, &mut sink);
    assert_eq!(sink.into_sorted(), []);
    sources
}
