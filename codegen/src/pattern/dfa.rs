//! Automata in a single state at once: a row for each state, a column for each class of characters.
//!
//! Always as small as can be: no two states accept the same texts, no two classes lead to the same
//! states everywhere, and every state can be reached.

use std::collections::HashMap;

use super::classes::Classes;

/// Where a state leads by each class, and whether the text may end there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Row {
    pub(super) next: Vec<usize>,
    pub(super) accepts: bool,
}

/// An automaton; it starts in the first state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Dfa {
    pub(super) classes: Classes,
    pub(super) rows: Vec<Row>,
}

impl Dfa {
    /// The smallest automaton that accepts what these rows do, each of which can be reached from the
    /// first.
    pub(super) fn smallest(classes: Classes, rows: &[Row]) -> Self {
        let blocks = blocks(classes.count(), rows);
        let mut order: Vec<usize> = Vec::new();
        let mut names: HashMap<usize, usize> = HashMap::new();
        let mut kept: Vec<Row> = Vec::new();
        // In the order in which they are reached, so that the result depends on the language alone.
        let mut pending = std::collections::VecDeque::from([0]);
        names.insert(blocks[0], 0);
        while let Some(state) = pending.pop_front() {
            order.push(state);
            for &next in &rows[state].next {
                let name = names.len();
                if let std::collections::hash_map::Entry::Vacant(entry) = names.entry(blocks[next])
                {
                    entry.insert(name);
                    pending.push_back(next);
                }
            }
        }
        for state in order {
            let row = &rows[state];
            let next = row.next.iter().map(|it| names[&blocks[*it]]).collect();
            kept.push(Row { next, accepts: row.accepts });
        }
        Self { classes, rows: kept }.with_fewest_classes()
    }

    fn with_fewest_classes(mut self) -> Self {
        let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
        let column = |class: usize| self.rows.iter().map(|row| row.next[class]).collect();
        let mut names = Vec::new();
        let mut firsts = Vec::new();
        for class in 0..self.classes.count() {
            let next = known.len();
            let name = *known.entry(column(class)).or_insert(next);
            if name == next {
                firsts.push(class);
            }
            names.push(name);
        }
        for row in &mut self.rows {
            row.next = firsts.iter().map(|it| row.next[*it]).collect();
        }
        self.classes = self.classes.renamed(&names);
        self
    }

    /// How many entries the table has.
    pub(super) fn entries(&self) -> usize {
        self.rows.len() * self.classes.count()
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        let step = |state: usize, c| self.rows[state].next[self.classes.class_of(c)];
        self.rows[text.chars().fold(0, step)].accepts
    }

    /// Whether a state leads nowhere else.
    pub(super) fn is_end(&self, state: usize) -> bool {
        self.rows[state].next.iter().all(|it| *it == state)
    }
}

/// For each state the number of the block of those that accept the same texts (Hopcroft).
fn blocks(classes: usize, rows: &[Row]) -> Vec<usize> {
    let mut before: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); rows.len()]; classes];
    for (state, row) in rows.iter().enumerate() {
        for (class, &next) in row.next.iter().enumerate() {
            before[class][next].push(state);
        }
    }
    let mut block_of: Vec<usize> = rows.iter().map(|it| usize::from(it.accepts)).collect();
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new(), Vec::new()];
    for (state, &block) in block_of.iter().enumerate() {
        blocks[block].push(state);
    }
    let mut pending: Vec<usize> = vec![0, 1];
    let mut is_pending = vec![true, true];
    while let Some(splitter) = pending.pop() {
        is_pending[splitter] = false;
        let members = blocks[splitter].clone();
        for column in &before {
            // The states that lead into the splitter, by block.
            let mut touched: HashMap<usize, Vec<usize>> = HashMap::new();
            for state in members.iter().flat_map(|it| &column[*it]) {
                touched.entry(block_of[*state]).or_default().push(*state);
            }
            let mut touched: Vec<_> = touched.into_iter().collect();
            touched.sort_unstable_by_key(|(block, _)| *block);
            for (block, moved) in touched {
                if moved.len() == blocks[block].len() {
                    continue;
                }
                let new = blocks.len();
                moved.iter().for_each(|it| block_of[*it] = new);
                blocks[block].retain(|it| block_of[*it] == block);
                blocks.push(moved);
                is_pending.push(false);
                let smaller = blocks[new].len() <= blocks[block].len();
                let wanted = if is_pending[block] || smaller { new } else { block };
                is_pending[wanted] = true;
                pending.push(wanted);
            }
        }
    }
    block_of
}
