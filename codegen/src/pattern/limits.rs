//! Every bound on the work that a pattern may cause. What is beyond one is never wrong, only undecided.

/// How deep groups may stand in groups.
pub(super) const DEPTH: usize = 200;
/// How many states the automaton of a pattern may have, with each repetition written out.
pub(super) const STATES: usize = 20_000;
/// How many entries the table of a pattern may have that is printed: at most as many bytes of text
/// are, for most patterns, in a hundredth.
pub(super) const TABLE: usize = 8_192;
/// How many states a table may have before it is made small.
pub(super) const SUBSETS: usize = 4_096;
/// How many steps making a table may take.
pub(super) const WORK: usize = 1_000_000;
/// How many alternatives a set of threads may have while the table is made, where some exclude others.
pub(super) const ALTERNATIVES: usize = 500;
/// How many states the product of several patterns may have when a text is looked for.
pub(super) const PRODUCT: usize = 100_000;
/// How many instructions the program of a pattern without a table may have before its time, though in
/// proportion to the text, is too long.
pub(super) const CODE: usize = 50_000;
/// How many products of patterns are made for a question at most.
pub(super) const WAYS: usize = 64;
/// How many texts are made that show what a pattern matches.
pub(super) const SAMPLED: usize = 24;
/// How long a text is at most that may match.
pub(super) const GUESS: usize = 4_096;
