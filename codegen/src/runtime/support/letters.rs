//! The tables that regular expressions are printed as: numbers in letters, and which characters a
//! table does not tell apart.

use std::sync::OnceLock;

/// A table that is printed as text, read when it is first needed.
pub struct Table {
    text: &'static str,
    read: fn(&str) -> Vec<u32>,
    numbers: OnceLock<Vec<u32>>,
}

impl Table {
    /// The table of this text, which the function reads.
    pub const fn new(text: &'static str, read: fn(&str) -> Vec<u32>) -> Self {
        Self { text, read, numbers: OnceLock::new() }
    }

    /// Its numbers.
    pub fn numbers(&self) -> &[u32] {
        self.numbers.get_or_init(|| (self.read)(self.text))
    }
}

/// The numbers of a text, five bits a letter, the highest first; all letters of a number but the last are
/// in the second half of the alphabet.
pub struct Numbers<'t> {
    letters: std::str::Bytes<'t>,
}

impl<'t> Numbers<'t> {
    /// The numbers of this text.
    pub fn of(text: &'t str) -> Self {
        Self { letters: text.bytes() }
    }

    /// The next one, where it is known that there is one.
    pub fn number(&mut self) -> u32 {
        self.next().unwrap_or_default()
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        loop {
            let value = value(self.letters.next()?);
            number = number << 5 | value & 31;
            if value < 32 {
                return Some(number);
            }
        }
    }
}

fn value(letter: u8) -> u32 {
    let value = match letter {
        b'a'..=b'z' => letter - b'a',
        b'A'..=b'Z' => letter - b'A' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    u32::from(value)
}

/// Where the class of each ASCII character stands in a table.
const ASCII: usize = 1;
/// Where the others begin: the first code point of each range, and its class in eleven bits.
const WIDE: usize = ASCII + 128;

/// Reads the classes of characters, with which a table begins; where they end is its first number. They are
/// written as the first code point of each range, counted from the one before, and its class.
pub fn read_letters(numbers: &mut Numbers<'_>) -> Vec<u32> {
    let mut table = vec![0; WIDE];
    let mut from = 0;
    for _ in 0..numbers.number() {
        from += numbers.number();
        let class = numbers.number();
        if from < 128 {
            table[ASCII + from as usize..WIDE].fill(class);
        } else {
            table.push(from << 11 | class);
        }
    }
    table[0] = table.len() as u32;
    table
}

/// The class of a character.
#[inline]
pub fn class_of(table: &[u32], character: char) -> usize {
    let code_point = character as usize;
    let class = if code_point < 128 {
        table[ASCII + code_point]
    } else {
        let wide = &table[WIDE..table[0] as usize];
        let after = wide.partition_point(|&range| range >> 11 <= code_point as u32);
        wide[after - 1] & 0x7FF
    };
    class as usize
}
