//! Regular expressions that refer back to what a group matched, or look around where no automaton can:
//! one possibility is tried after the other, up to a number of steps in proportion to the text.

use super::letters::{Table, class_of};
use super::matches::Matches;
use super::program::{
    COUNT, FORGET, JUMP, LOOK, LOOP, MATCH, NOTE, PEEK, Program, ROUND, SPLIT, TAKE, TAKE_AGAIN,
    read_program,
};

/// How many steps are taken for a text at least.
const STEPS: usize = 1_000_000;
/// How many more for each byte.
const STEPS_PER_BYTE: usize = 100;
/// How much is kept to go back at most.
const UNDONE: usize = 1_000_000;

/// A regular expression.
pub struct HardPattern {
    source: &'static str,
    table: Table,
}

impl HardPattern {
    /// The regular expression of this text, which is this program.
    pub const fn new(source: &'static str, program: &'static str) -> Self {
        Self { source, table: Table::new(program, read_program) }
    }
}

impl Matches for HardPattern {
    fn source(&self) -> &'static str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        search(self.table.numbers(), text) == Some(true)
    }

    fn gives_up(&self, text: &str) -> bool {
        search(self.table.numbers(), text).is_none()
    }
}

/// Whether a program matches somewhere in a text, unless that takes too many steps.
pub fn search(table: &[u32], text: &str) -> Option<bool> {
    let mut search = Search {
        program: Program::new(table),
        text,
        steps: STEPS + STEPS_PER_BYTE * text.len(),
        notes: Vec::new(),
        loops: Vec::new(),
        undo: Vec::new(),
    };
    let ends = text.char_indices().map(|(at, _)| at).chain(Some(text.len()));
    for start in ends {
        search.notes.clear();
        search.undo.clear();
        if search.run(0, start)? {
            return Some(true);
        }
    }
    Some(false)
}

/// How a loop stands: its rounds, and where the last one began.
#[derive(Clone, Copy, Default)]
struct Rounds {
    count: u32,
    began: usize,
}

/// What is done to go back.
enum Undo {
    /// Goes on with another possibility.
    Resume {
        index: usize,
        at: usize,
    },
    Note {
        index: usize,
        old: Option<usize>,
    },
    Rounds {
        index: usize,
        old: Rounds,
    },
}

struct Search<'t> {
    program: Program<'t>,
    text: &'t str,
    steps: usize,
    /// Where groups begin and end.
    notes: Vec<Option<usize>>,
    loops: Vec<Rounds>,
    undo: Vec<Undo>,
}

impl Search<'_> {
    /// Runs from an instruction on to where the match is complete.
    fn run(&mut self, mut index: usize, mut at: usize) -> Option<bool> {
        let bottom = self.undo.len();
        loop {
            self.steps = self.steps.checked_sub(1)?;
            if self.undo.len() > UNDONE {
                return None;
            }
            if self.program.at(index)[0] == MATCH {
                return Some(true);
            }
            let next = match self.step(index, at)? {
                Some(next) => Some(next),
                None => self.back(bottom),
            };
            match next {
                Some(next) => (index, at) = next,
                None => return Some(false),
            }
        }
    }

    /// The next instruction and where it is in the text, if this one does not fail.
    fn step(&mut self, index: usize, at: usize) -> Option<Option<(usize, usize)>> {
        let [code, a, b, c, _] = self.program.at(index);
        let next = index + 1;
        let done = match code {
            TAKE => self.near(at, b == 1, a).map(|at| (next, at)),
            SPLIT => {
                self.undo.push(Undo::Resume { index: b as usize, at });
                Some((a as usize, at))
            }
            JUMP => Some((a as usize, at)),
            PEEK => (self.near(at, b == 1, a).is_some() == (c == 0)).then_some((next, at)),
            NOTE => {
                self.note(a as usize, Some(at));
                Some((next, at))
            }
            FORGET => {
                (a..b).for_each(|note| self.note(note as usize, None));
                Some((next, at))
            }
            TAKE_AGAIN => self.again(a as usize, at, b == 1, c == 1)?.map(|at| (next, at)),
            LOOK => self.look(next, at, b == 1)?.then_some((a as usize, at)),
            LOOP => {
                self.set_rounds(a as usize, Rounds::default());
                Some((next, at))
            }
            ROUND => self.round(index, at),
            COUNT => {
                let count = self.rounds(a as usize).count.saturating_add(1);
                self.set_rounds(a as usize, Rounds { count, began: at });
                Some((next, at))
            }
            _ => None,
        };
        Some(done)
    }

    /// Undoes all up to the last possibility that is left, if one is.
    fn back(&mut self, bottom: usize) -> Option<(usize, usize)> {
        while self.undo.len() > bottom {
            match self.undo.pop()? {
                Undo::Resume { index, at } => return Some((index, at)),
                Undo::Note { index, old } => self.notes[index] = old,
                Undo::Rounds { index, old } => self.loops[index] = old,
            }
        }
        None
    }

    /// Where the next character ends, or the one before begins, if it is in the set.
    fn near(&self, at: usize, backwards: bool, set: u32) -> Option<usize> {
        let (character, to) = if backwards {
            let before = self.text[..at].chars().next_back()?;
            (before, at - before.len_utf8())
        } else {
            let next = self.text[at..].chars().next()?;
            (next, at + next.len_utf8())
        };
        self.program.has(set, class_of(self.program.table, character)).then_some(to)
    }

    fn note(&mut self, index: usize, note: Option<usize>) {
        if self.notes.len() <= index {
            self.notes.resize(index + 1, None);
        }
        let old = std::mem::replace(&mut self.notes[index], note);
        self.undo.push(Undo::Note { index, old });
    }

    fn rounds(&self, index: usize) -> Rounds {
        self.loops.get(index).copied().unwrap_or_default()
    }

    fn set_rounds(&mut self, index: usize, rounds: Rounds) {
        if self.loops.len() <= index {
            self.loops.resize(index + 1, Rounds::default());
        }
        let old = std::mem::replace(&mut self.loops[index], rounds);
        self.undo.push(Undo::Rounds { index, old });
    }

    /// Where the text of a group ends that stands here again; of a group without one, here.
    fn again(
        &mut self,
        group: usize,
        at: usize,
        fold: bool,
        backwards: bool,
    ) -> Option<Option<usize>> {
        let note = |index| self.notes.get(index).copied().flatten();
        let (from, to) = match (note(group), note(group + 1)) {
            (Some(from), Some(to)) => (from.min(to), from.max(to)),
            _ => return Some(Some(at)),
        };
        let group = &self.text[from..to];
        self.steps = self.steps.checked_sub(group.len())?;
        let count = group.chars().count();
        let end = if backwards {
            let mut before = self.text[..at].char_indices().rev().map(|(begin, _)| begin);
            if count == 0 { Some(at) } else { before.nth(count - 1) }
        } else {
            let after = self.text[at..].char_indices().map(|(begin, _)| at + begin);
            after.chain(Some(self.text.len())).nth(count)
        };
        let is_it = |end: &usize| {
            let here = &self.text[at.min(*end)..at.max(*end)];
            here == group || fold && here.chars().zip(group.chars()).all(|(a, b)| is_like(a, b))
        };
        Some(end.filter(is_it))
    }

    /// Whether the program from an instruction on matches here, or whether it does not.
    fn look(&mut self, index: usize, at: usize, negative: bool) -> Option<bool> {
        let bottom = self.undo.len();
        let found = self.run(index, at)?;
        if found && !negative {
            // What was noted stays; no other possibility is tried.
            let above = self.undo.split_off(bottom);
            self.undo.extend(above.into_iter().filter(|undo| !matches!(undo, Undo::Resume { .. })));
        }
        if found && negative {
            while self.back(bottom).is_some() {}
        }
        Some(found != negative)
    }

    /// Another round of a loop, or the way past it; one is the possibility that is left.
    fn round(&mut self, index: usize, at: usize) -> Option<(usize, usize)> {
        let [_, number, least, most, lazy] = self.program.at(index);
        let Rounds { count, began } = self.rounds(number as usize);
        let (past, again) = (index + 1, index + 2);
        if count < least {
            return Some((again, at));
        }
        // A round that takes nothing is none.
        if count > least && at == began {
            return None;
        }
        if count >= most {
            return Some((past, at));
        }
        let (first, second) = if lazy == 1 { (past, again) } else { (again, past) };
        self.undo.push(Undo::Resume { index: second, at });
        Some((first, at))
    }
}

/// Whether two characters differ in case at most.
fn is_like(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase()) || a.to_uppercase().eq(b.to_uppercase())
}
