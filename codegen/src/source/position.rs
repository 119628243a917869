//! Lines and columns.

use super::{FileId, Sources};

/// A place in a text as an editor shows it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Sources {
    /// The line and column of a byte of a file; beyond its end, those of the end.
    #[must_use]
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        Position::of(&self.file(file).text, offset as usize)
    }
}

impl Position {
    /// The line and column of a byte of a text; beyond its end, those of the end.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let bytes = text.as_bytes();
        let before = bytes.get(..offset).unwrap_or(bytes);
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        // A byte order mark has no width.
        let mark = if line_start == 0 { "\u{feff}".as_bytes() } else { b"" };
        let in_line = in_line.strip_prefix(mark).unwrap_or(in_line);
        let is_first_byte = |byte: &&u8| !matches!(byte, 0x80..0xc0);
        Self {
            line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
            column: in_line.iter().filter(is_first_byte).count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "\u{feff}aä\u{1f600}b\r\nc\n";
        for (needle, line, column) in [("a", 1, 1), ("ä", 1, 2), ("b", 1, 4), ("c", 2, 1)] {
            let offset = text.find(needle).unwrap();
            assert_eq!(Position::of(text, offset), Position { line, column }, "{needle}");
        }
        for offset in [text.len(), text.len() + 9] {
            assert_eq!(Position::of(text, offset), Position { line: 3, column: 1 });
        }
    }
}
