//! Regular expressions that are automata: one look into a table for each character, whatever the text.

use super::letters::{Numbers, Table, class_of, read_letters};
use super::matches::Matches;

/// A regular expression.
pub struct Pattern {
    source: &'static str,
    table: Table,
}

impl Pattern {
    /// The regular expression of this text, which is this automaton.
    pub const fn new(source: &'static str, automaton: &'static str) -> Self {
        Self { source, table: Table::new(automaton, read_automaton) }
    }
}

/// Reads the table of an automaton. After the classes of characters it holds the number of columns, the
/// state to begin in and the first of those in which the text may end, then a row for each state: to
/// where each class leads. In the first state nothing matches any more, in the second all does. A state
/// is the place of its row.
///
/// A row is written as the state that most classes lead to, how many do not, and for each of these the class
/// and its state.
pub fn read_automaton(text: &str) -> Vec<u32> {
    let mut numbers = Numbers::of(text);
    let mut table = read_letters(&mut numbers);
    let columns = numbers.number();
    let first = table.len() as u32 + 3;
    let place = |state: u32| first + state * columns;
    table.extend([columns, place(numbers.number()), place(numbers.number())]);
    table.extend((0..2 * columns).map(|entry| place(entry / columns)));
    while let Some(usual) = numbers.next() {
        let row = table.len();
        table.resize(row + columns as usize, place(usual));
        for _ in 0..numbers.number() {
            let class = numbers.number() as usize;
            table[row + class] = place(numbers.number());
        }
    }
    table
}

impl Matches for Pattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        accepts(self.table.numbers(), text)
    }
}

/// Whether an automaton accepts a text.
pub fn accepts(table: &[u32], text: &str) -> bool {
    let head = table[0] as usize;
    let all = head + 3 + table[head] as usize;
    let mut state = table[head + 1] as usize;
    if state <= all {
        return state == all;
    }
    let mut rest = text.chars();
    let mut stayed = 0;
    while let Some(character) = rest.next() {
        let next = table[state + class_of(table, character)] as usize;
        // Most characters leave the state as it is: nothing then waits for what the table says.
        if next == state {
            stayed += 1;
            if stayed % LONG_STAY == 0 {
                rest = leaving(table, state, rest.as_str()).chars();
            }
            continue;
        }
        if next <= all {
            return next == all;
        }
        state = next;
        stayed = 0;
    }
    state >= table[head + 2] as usize
}

/// After so many characters in one state it is asked which others leave it there, which costs about as much
/// as they did.
const LONG_STAY: usize = 128;

/// What is left of a text after the ASCII characters that leave a state as it is, up to a few of them.
fn leaving<'t>(table: &[u32], state: usize, text: &'t str) -> &'t str {
    const AT_ONCE: usize = 16;
    let mut leaves = [true; 256];
    for (character, leaves) in (0..128_u8).zip(&mut leaves) {
        *leaves = table[state + class_of(table, char::from(character))] as usize != state;
    }
    let stays =
        |bytes: &&[u8]| !bytes.iter().fold(false, |any, &byte| any | leaves[usize::from(byte)]);
    let many = text.as_bytes().chunks_exact(AT_ONCE).take_while(stays).count();
    &text[many * AT_ONCE..]
}
