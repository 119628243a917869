//! The programs of regular expressions that are too large for a table, or are no automata.

use super::letters::{Numbers, read_letters};

/// The match is complete.
pub const MATCH: u32 = 0;
/// Takes a character of a set; with a second operand, the one before.
pub const TAKE: u32 = 1;
/// Goes on at both places, at the first one first.
pub const SPLIT: u32 = 2;
/// Goes on elsewhere.
pub const JUMP: u32 = 3;
/// Asks whether a character of a set is next, or (second operand) before; or is not (third).
pub const PEEK: u32 = 4;
/// Takes characters of a set, at least and at most so many. The last operand numbers these counts.
pub const TAKE_MANY: u32 = 5;
/// Notes where a group begins, or where it ends.
pub const NOTE: u32 = 6;
/// Forgets the notes from one to another.
pub const FORGET: u32 = 7;
/// Takes what a group matched, by the note of its begin: in any case, backwards.
pub const TAKE_AGAIN: u32 = 8;
/// Asks whether what follows up to `MATCH` matches here, or does not; goes on at the first operand.
pub const LOOK: u32 = 9;
/// Begins a loop, by its number.
pub const LOOP: u32 = 10;
/// Comes to the next round of a loop, or past it: at least and at most so many, as few as can be. The
/// way past it is the next instruction.
pub const ROUND: u32 = 11;
/// Counts a round of a loop.
pub const COUNT: u32 = 12;

/// How many operands each instruction has.
const OPERANDS: [usize; 13] = [0, 2, 2, 1, 3, 4, 1, 2, 3, 2, 1, 4, 1];
/// How many numbers an instruction takes.
const WIDTH: usize = 5;
/// What stands for no maximum.
pub const ENDLESS: u32 = u32::MAX;

/// Reads a program. After the classes of characters it holds how many numbers a set takes and where the
/// instructions begin, then the sets as bits of classes, then the instructions.
pub fn read_program(text: &str) -> Vec<u32> {
    let mut numbers = Numbers::of(text);
    let mut table = read_letters(&mut numbers);
    let words = numbers.number();
    let sets = words * numbers.number();
    table.extend([words, table.len() as u32 + 2 + sets]);
    table.extend(numbers.by_ref().take(sets as usize));
    while let Some(code) = numbers.next() {
        let at = table.len();
        table.resize(at + WIDTH, 0);
        table[at] = code;
        for operand in 0..OPERANDS[code as usize] {
            table[at + 1 + operand] = numbers.number();
        }
    }
    table
}

/// A program.
#[derive(Clone, Copy)]
pub struct Program<'t> {
    pub table: &'t [u32],
    sets: &'t [u32],
    words: usize,
    code: &'t [u32],
}

impl<'t> Program<'t> {
    /// The program in a table.
    pub fn new(table: &'t [u32]) -> Self {
        let (head, words, end) = match *table {
            [head, ..] => (head as usize, table[head as usize], table[head as usize + 1]),
            [] => (0, 0, 0),
        };
        let (sets, code) = (&table[head + 2..end as usize], &table[end as usize..]);
        Self { table, sets, words: words as usize, code }
    }

    /// How many instructions there are.
    pub fn len(&self) -> usize {
        self.code.len() / WIDTH
    }

    /// An instruction and its operands.
    #[inline]
    pub fn at(&self, index: usize) -> [u32; WIDTH] {
        let code = &self.code[index * WIDTH..];
        [code[0], code[1], code[2], code[3], code[4]]
    }

    /// Whether a set has the characters of a class.
    #[inline]
    pub fn has(&self, set: u32, class: usize) -> bool {
        self.sets[set as usize * self.words + class / 32] >> (class % 32) & 1 == 1
    }
}
