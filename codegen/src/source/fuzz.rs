//! Thousands of damaged documents: none may panic a reader, and JSON is judged as `serde_json` does.
//!
//! The damage is the same in every run, so a failure can be repeated.

use std::path::Path;

use super::*;
use crate::diagnostic::{Format, render};
use crate::files::Memory;

const DOCUMENTS: &[&str] = &[
    r##"{"$id": "#/é", "a": [1, -2.5e+3, true, null, "\u00e9\ud83d\ude00\n"], "b": {"c~/": {}}}"##,
    r#"[[], {}, "", 0, {"a": {"a": [[["x"]]]}, "a": 1e400}, "\\\"\/\b"]"#,
    "openapi: 3.1.0\r\ncomponents: # é\r\n  schemas:\r\n    'A': &a {type: [string, \"null\"]}\r\n    \
     B:\r\n      <<: *a\r\n      description: |-\r\n        ß\r\n         x\r\n    ? C\r\n    : >+\r\n      y\r\n",
    "%YAML 1.2\n---\n- &x [1, 0x1F, .5, ~, !!str 2, ! 3]\n- *x\n-\n  - a: 'b''c'\n    d: \"e\\u00e9\\\n      f\"\n...\n",
];

/// What damage puts into a document: what the grammars have a meaning for, and what they have none.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud800",
    "-",
    "- ",
    "+",
    ".",
    "0",
    "9",
    "e",
    "E9",
    "true",
    "null",
    "NaN",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "#",
    " # ",
    "//",
    "/*",
    "*x",
    "&x ",
    "*a",
    "&a ",
    "!",
    "!!int ",
    "!<x> ",
    "?",
    "? ",
    ": ",
    "<<: ",
    "|",
    "|2-\n",
    ">",
    "%",
    "%TAG ! x\n",
    "---\n",
    "...\n",
    "@",
    "`",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "\u{e000}",
    "é",
    "\u{1f600}",
    "\u{10ffff}",
];

/// A generator of numbers (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn damage(&mut self, text: &mut Vec<u8>) {
        let start = self.below(text.len() + 1);
        let end = (start + self.below(9)).min(text.len());
        match self.below(8) {
            0 => drop(text.drain(start..end)),
            1 => text.truncate(start),
            2 => text[start..end].reverse(),
            3 => {
                let copy = text[start..end].to_vec();
                let times = self.below(40);
                text.splice(start..start, copy.repeat(times));
            }
            4 => text.splice(start..start, [self.below(256) as u8]).for_each(drop),
            _ => {
                let piece = PIECES[self.below(PIECES.len())].bytes();
                text.splice(start..start, piece).for_each(drop);
            }
        }
    }
}

#[test]
fn no_document_panics_a_reader() {
    let runs = std::env::var("FUZZ").ok().and_then(|runs| runs.parse().ok()).unwrap_or(4_000);
    let mut random = Random(1);
    for run in 0..runs {
        let mut text = DOCUMENTS[run % DOCUMENTS.len()].as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            random.damage(&mut text);
        }
        for name in ["a.json", "a.yaml", "a"] {
            check(name, &text);
        }
    }
}

/// The schemas of the folder that `CODEGEN_CORPUS` names are read as `serde_json` reads them.
#[test]
fn schemas_in_the_wild_are_read_as_they_are() {
    let Some(folder) = std::env::var_os("CODEGEN_CORPUS") else {
        println!("CODEGEN_CORPUS names no folder");
        return;
    };
    let mut sink = Sink::new();
    let sources = run(&crate::files::Disk, &[Input::new(folder)], &mut sink);
    assert_eq!(sink.into_sorted(), []);
    assert!(sources.files.len() > 1_000);
    for file in &sources.files {
        assert_places(file.root(), &file.text, Some(file.root().span));
        agree(file);
    }
}

/// Reads a file and writes what is said of it, checking what must hold for every text.
fn check(name: &str, bytes: &[u8]) {
    let mut sink = Sink::new();
    let memory = Memory::with([(Path::new(name), bytes)]);
    let sources = run(&memory, &[Input::new(name)], &mut sink);
    let diagnostics = sink.into_sorted();
    for format in [Format::Full, Format::Concise, Format::Json, Format::Github] {
        assert!(render(&diagnostics, &sources, format, false).len() >= diagnostics.len());
    }
    let file = &sources.files[0];
    for diagnostic in &diagnostics {
        let location = diagnostic.primary.as_ref().unwrap();
        assert!(slice(&file.text, location.span).is_some(), "{diagnostic:?} {:?}", file.text);
    }
    if file.is_parsed() {
        let root = file.root();
        // What an alias stands for is elsewhere.
        assert_places(root, &file.text, (name == "a.json").then_some(root.span));
        assert_eq!(&tests::json(&root.to_text()), root);
    } else {
        assert!(!diagnostics.is_empty());
    }
    if name == "a.json" && std::str::from_utf8(bytes).is_ok() {
        agree(file);
    }
}

/// Every place is within the text; of JSON, within that of the value around it.
fn assert_places(value: &Json, text: &str, around: Option<Span>) {
    assert!(slice(text, value.span).is_some(), "{:?} {text:?}", value.span);
    if let Some(around) = around {
        assert!(around.start <= value.span.start && value.span.end <= around.end, "{text:?}");
    }
    let around = around.map(|_| value.span);
    for item in value.as_array().unwrap_or_default() {
        assert_places(item, text, around);
    }
    for member in value.as_object().into_iter().flat_map(Object::values) {
        assert!(slice(text, member.name_span).is_some());
        assert_places(&member.value, text, around);
    }
}

fn slice(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}

/// `serde_json` accepts the same texts, but for numbers that no `f64` holds, and reads the same.
fn agree(file: &File) {
    let text = file.text.trim_start_matches('\u{feff}');
    if file.text.starts_with("\u{feff}\u{feff}") {
        return;
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => {
            assert!(file.is_parsed(), "{text:?}");
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&file.root().to_text()).unwrap(),
                value
            );
        }
        Err(error) => {
            let accepted =
                file.is_parsed() && !error.to_string().starts_with("number out of range");
            assert!(!accepted, "{text:?} {error}");
        }
    }
}
