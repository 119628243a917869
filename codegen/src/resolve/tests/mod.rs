//! Tests of the pass as a whole.

mod suite;

use crate::source::{File, Sources};

use super::from_serde;

/// Sources of files with these paths and texts.
pub(super) fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |(path, text): &(&str, &str)| File {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
        root: from_serde::json(&serde_json::from_str(text).expect(text)),
    };
    Sources { files: files.iter().map(file).collect() }
}
