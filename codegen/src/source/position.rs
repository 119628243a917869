//! Lines and columns.

use std::sync::OnceLock;

use super::{File, FileId, Sources};

/// A place in a text as an editor shows it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// How many bytes lie between two places whose positions are kept.
const STEP: usize = 1024;

/// The positions of every [`STEP`]th byte of a text, found when the first is asked for: what a
/// finding costs does not grow with the length of its file.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions(OnceLock<Vec<Position>>);

impl Sources {
    /// The line and column of a byte of a file; beyond its end, those of the end.
    #[must_use]
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let File { text, positions, .. } = self.file(file);
        let offset = (offset as usize).min(text.len());
        let known = positions.0.get_or_init(|| Position::every_step(text));
        let start = known.get(offset / STEP).copied().unwrap_or(Position::start(text));
        start.after(text.as_bytes().get(offset / STEP * STEP..offset).unwrap_or_default()).shown()
    }
}

impl Position {
    /// The line and column of a byte of a text; beyond its end, those of the end.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        Self::start(text).after(before).shown()
    }

    /// A byte order mark has no width, so it stands before the first column.
    fn start(text: &str) -> Self {
        Self { line: 1, column: if text.starts_with('\u{feff}') { 0 } else { 1 } }
    }

    fn shown(self) -> Self {
        Self { column: self.column.max(1), ..self }
    }

    fn every_step(text: &str) -> Vec<Self> {
        let mut at = Self::start(text);
        let mut known = vec![at];
        for bytes in text.as_bytes().chunks_exact(STEP) {
            at = at.after(bytes);
            known.push(at);
        }
        known
    }

    /// The position behind some bytes that begin here.
    fn after(self, bytes: &[u8]) -> Self {
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| !matches!(byte, 0x80..0xc0)).count();
        match bytes.iter().rposition(|&byte| byte == b'\n') {
            None => Self { line: self.line, column: self.column + count(bytes) },
            Some(last) => {
                let (before, in_line) = bytes.split_at(last + 1);
                let lines = before.iter().filter(|&&byte| byte == b'\n').count();
                Self { line: self.line + lines, column: count(in_line) + 1 }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> Position {
        let file = File::of_text("a".to_owned(), text.to_owned());
        Sources { files: vec![file], ..Sources::default() }
            .position(FileId(0), u32::try_from(offset).unwrap())
    }

    #[test]
    fn columns_count_characters() {
        let text = "\u{feff}aä\u{1f600}b\r\nc\n";
        for (needle, line, column) in [("a", 1, 1), ("ä", 1, 2), ("b", 1, 4), ("c", 2, 1)] {
            let offset = text.find(needle).unwrap();
            assert_eq!(position(text, offset), Position { line, column }, "{needle}");
        }
        for offset in [text.len(), text.len() + 9] {
            assert_eq!(position(text, offset), Position { line: 3, column: 1 });
            assert_eq!(Position::of(text, offset), Position { line: 3, column: 1 });
        }
    }

    #[test]
    fn positions_far_into_a_file_are_as_right_as_those_near_its_beginning() {
        for width in [1, 7, 1023, 1024, 1025, 5000] {
            let text = format!("\u{feff}{}", "é".repeat(width) + "\n")
                .repeat(3)
                .replace("\n\u{feff}", "\n");
            let (mut line, mut column) = (1, 1);
            for (offset, c) in text.char_indices().skip(1) {
                assert_eq!(position(&text, offset), Position { line, column }, "{width} {offset}");
                (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
        }
    }
}
