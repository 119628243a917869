//! How much the generator does for one input.
//!
//! Schemas come from third parties. Whatever they hold, a run ends: each question that could take long
//! has a bound, and what happens beyond it is safe, if less pretty: a pattern or a comparison that is beyond
//! one is undecided, never wrong. The bounds that users meet are in `docs/security.md`.

/// So many for each schema of the input, and a few in any case.
pub(crate) fn scaled(schemas: usize, for_each: usize, at_least: usize) -> usize {
    schemas.saturating_mul(for_each).saturating_add(at_least)
}

/// The longest description, in bytes, that is read as Markdown. A longer one is shown as it was
/// written, with its marks escaped.
pub(crate) const MARKDOWN_BYTES: usize = 1 << 16;

/// How deep Markdown may nest. A description that is deeper is shown as it was written.
pub(crate) const MARKDOWN_DEPTH: usize = 16;

/// How many columns a table in Markdown may have: its rows are as long as its head, however short they
/// are written. A description with a wider one is shown as it was written.
pub(crate) const MARKDOWN_COLUMNS: usize = 64;

/// How often tags in Markdown are escaped until none are left. A description that has new ones still is
/// shown as it was written.
pub(crate) const MARKDOWN_ROUNDS: usize = 4;

/// The largest file that is read, in bytes. A larger one is refused as unreadable (`S002`).
pub(crate) const FILE_BYTES: u64 = 256 << 20;

/// How many values a file may hold, names not counted: some of a byte take a hundred in memory. A file
/// of more is refused as unreadable (`S002`).
pub(crate) const VALUES_OF_A_FILE: usize = 10_000_000;

/// The largest input, in bytes: all files together, one that several links lead to as often. A larger
/// one is refused as unreadable (`S002`).
pub(crate) const INPUT_BYTES: u64 = 1 << 30;

/// How many files and folders a walk through an input folder may meet. A folder with more is refused as
/// unreadable (`S002`): most likely it holds much beside schemas, or links that lead to each other.
pub(crate) const WALKED_ENTRIES: usize = 100_000;

/// How many files that named files refer to are looked for. More are refused as unreadable (`S002`).
pub(crate) const REFERENCES_FOLLOWED: usize = 100_000;

/// How many times schemas are asked about the parts of one value before the answers are kept, so that
/// what doubles at each level takes no longer than schemas times values.
pub(crate) const STEPS_BEFORE_ANSWERS_ARE_KEPT: usize = 10_000;

/// How many views the schemas of a run may have for each of them: what is left out of one may be left out
/// of what it extends, and be another one there for each that extends it. Beyond it a view leaves out what
/// it leaves out by itself (`L011`).
pub(crate) const VIEWS_OF_A_SCHEMA: usize = 8;

/// The same for an input of few schemas.
pub(crate) const VIEWS_AT_LEAST: usize = 1_000;

/// How many schemas the conjunctions of a run may have together, for each schema of the input: members
/// that several schemas name apply several schemas, and where these name members in turn there may be
/// a type for each set of schemas. Beyond it a type stays JSON, with everything checked (`L004`).
pub(crate) const MERGED_FOR_EACH_SCHEMA: usize = 16;

/// The same for an input of few schemas.
pub(crate) const MERGED_AT_LEAST: usize = 20_000;

/// The longest name of a module, in bytes; file systems let a name have 255. Of a longer one the
/// beginning and the end are left.
pub(crate) const MODULE_NAME_BYTES: usize = 160;

/// How many arrays and objects may stand within each other in a file (`S006`).
pub(crate) const NESTED_VALUES: usize = 1_000;

/// How many values and names the aliases of a YAML file may stand for, all in all: ten aliases of ten
/// aliases, nine times over, would fill the memory from a text of a few lines (`S008`).
pub(crate) const YAML_ALIASED_VALUES: usize = 100_000;

/// How many bytes of YAML may be read again, all in all: each value that begins too far left costs
/// another reading. Beyond it such a value is an error.
pub(crate) const YAML_BYTES_READ_AGAIN: usize = 64 << 20;

/// How many meanings a schema may have on average by where it is referred to from: with each dynamic
/// anchor that a resource overrides or not, the number may double. What needs more was made to
/// exhaust the memory and is an error.
pub(crate) const MEANINGS_OF_A_SCHEMA: usize = 64;

/// The same for all schemas together, where there are few.
pub(crate) const MEANINGS_AT_LEAST: usize = 10_000;

/// What all schemas may weigh in memory, in bytes (`R010`).
pub(crate) const SCHEMAS_BYTES: usize = 1 << 30;

/// More schemas than this that apply to one value are not merged into one type: its own members have
/// types, and what the others say is checked.
pub(crate) const MERGED_AT_ONCE: usize = 200;

/// Of this many schemas that apply to one value, those are left out that others repeat.
pub(crate) const MERGED_TO_COMPARE: usize = 8;

/// A list of more values than this has no enum, which nobody would read and the compiler would take
/// minutes for: it is looked through.
pub(crate) const LISTED_VALUES: usize = 10_000;

/// Nobody reads an enum of more arms, and the compiler takes minutes: a check sees to them.
pub(crate) const ARMS: usize = 1_000;

/// Unions that apply together have so many types for what can be chosen of all of them; of more, the
/// first are chosen from and a check sees to the others.
pub(crate) const ARMS_CHOSEN_TOGETHER: usize = 100;

/// How many arms the unions of a run may have together for each schema of the input, so that unions of
/// unions end; a check sees to the others.
pub(crate) const ARMS_FOR_EACH_SCHEMA: usize = 4;

/// The same for an input of few schemas, beside that.
pub(crate) const ARMS_AT_LEAST: usize = 1_000;

/// Types are not written within each other deeper than this: what is deeper has a name.
pub(crate) const TYPES_WITHIN_EACH_OTHER: usize = 16;

/// How many steps are taken to find a document that two arms of a union accept. That none is found
/// says nothing, and nothing is said.
pub(crate) const STEPS_FOR_TWO_ARMS: usize = 10_000;

/// The same for all unions of a run, for each schema of the input.
pub(crate) const STEPS_FOR_EACH_SCHEMA: usize = 100;

/// In how many places, for each schema of the input, the same value is looked for that is meant elsewhere in
/// a union.
pub(crate) const COUNTERPARTS_OF_EACH_SCHEMA: usize = 20;

/// Among how many schemas formats are looked for that may tell an arm of a union from the others.
pub(crate) const SCHEMAS_OF_AN_ARM: usize = 200;

/// More schemas than this that may apply to one value and need not give no fields.
pub(crate) const BRANCHES: usize = 1_000;

/// Unions of unions are looked into so far, to see whether their arms say something of the shape.
pub(crate) const UNIONS_WITHIN_EACH_OTHER: usize = 4;

/// How many schemas are looked at all at once: hardly any document is for more of them.
pub(crate) const SCHEMAS_OF_A_DOCUMENT: usize = 64;

/// How many combinations of arms are looked at.
pub(crate) const COMBINATIONS_OF_ARMS: usize = 12;

/// How many documents are made of one of them.
pub(crate) const DOCUMENTS_OF_A_COMBINATION: usize = 1_000;

/// How many steps are taken to find out what all changes of a comparison do, for each schema of either
/// side: to judge documents, to make them and to prove.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const STEPS_OF_A_SCHEMA: usize = 500;

/// The same for schemas that are few, beside that.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const STEPS_AT_LEAST: usize = 5_000_000;

/// How many of these one question may take: what a change does of its own, or what it does to one
/// schema that it is a part of. Beyond it the answer is "unknown".
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const STEPS_OF_A_QUESTION: usize = 1_000_000;

/// How many a question may take in any case.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const STEPS_OF_EACH_QUESTION: usize = 5_000;

/// Of a union of more arms than this, none is tried for all arms of another union at once.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const ARMS_TRIED_AT_ONCE: usize = 16;

/// How long an array is made at most to show what a change of an element does.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const ELEMENTS_OF_A_DOCUMENT: usize = 2_000;

/// How many levels of a document are varied to tell two schemas apart, and how many are made to
/// complete one.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const LEVELS_TOLD_APART: usize = 4;
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const LEVELS_COMPLETED: usize = 5;

/// How many documents are found that tell two schemas apart, and how many of them are put into the next
/// larger one.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const DOCUMENTS_OF_A_PAIR: usize = 8;
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const DOCUMENTS_FOLLOWED: usize = 3;

/// How many changes below `not`, conditions and arms that overlap are judged one by one in one schema. More
/// of them are told with what the whole does.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const CHANGES_THAT_TURN: usize = 60;

/// The canonical form of another library is asked for a proof about so many schemas at most.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const SCHEMAS_OF_A_CANONICAL_FORM: usize = 40;

/// How many members of an object are varied that tell schemas apart, and how many others.
pub(crate) const MEMBERS_VARIED: usize = 60;

/// How many members are varied beside all others.
pub(crate) const MEMBERS_VARIED_AMONG_ALL: usize = 8;

/// How many values of long lists are tried.
pub(crate) const LISTED_VALUES_TRIED: usize = 60;

/// How long a text is made to meet a bound.
pub(crate) const CHARACTERS_OF_A_TEXT: u64 = 70_000;

/// How many patterns of a string are held against each other.
pub(crate) const PATTERNS_OF_A_TEXT: usize = 4;

/// How long an array is made to meet a bound, and how long one of which each element is varied.
pub(crate) const ELEMENTS_TO_A_BOUND: u64 = 1_100;
pub(crate) const ELEMENTS_VARIED: u64 = 40;

/// How many members an object is given to meet a bound.
pub(crate) const MEMBERS_TO_A_BOUND: u64 = 300;

/// How deep one comparison leads to another.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const PROOFS_WITHIN_EACH_OTHER: usize = 300;

/// How often classes of schemas are split before it is given up; each round looks a step further down.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "only `diff` asks"))]
pub(crate) const ROUNDS_OF_CLASSES: usize = 1_000;

/// How deep groups may stand in groups.
pub(crate) const PATTERN_DEPTH: usize = 200;

/// How many states the automaton of a pattern may have, with each repetition written out.
pub(crate) const PATTERN_STATES: usize = 20_000;

/// How many entries the table of a pattern may have that is printed: at most as many bytes of text
/// are, for most patterns, in a hundredth.
pub(crate) const PATTERN_TABLE: usize = 8_192;

/// How many states a table may have before it is made small.
pub(crate) const PATTERN_SUBSETS: usize = 4_096;

/// How many steps making a table may take.
pub(crate) const PATTERN_WORK: usize = 1_000_000;

/// How many alternatives a set of threads may have while the table is made, where some exclude others.
pub(crate) const PATTERN_ALTERNATIVES: usize = 500;

/// How many states the product of several patterns may have when a text is looked for.
pub(crate) const PATTERN_PRODUCT: usize = 100_000;

/// How many instructions the program of a pattern without a table may have before its time, though in
/// proportion to the text, is too long.
pub(crate) const PATTERN_CODE: usize = 50_000;

/// How many products of patterns are made for a question at most.
pub(crate) const PATTERN_WAYS: usize = 64;

/// How many texts are made that show what a pattern matches.
pub(crate) const PATTERN_TEXTS: usize = 24;

/// How long a text is at most that may match.
pub(crate) const PATTERN_TEXT_LENGTH: usize = 4_096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_users_has_the_bounds() {
        let page = include_str!("../../docs/security.md");
        let thousands = |it: usize| format!("{},{:03}", it / 1_000, it % 1_000);
        for value in [
            format!("| {} MiB |", FILE_BYTES >> 20),
            format!("| {} MiB |", INPUT_BYTES >> 20),
            "| values in a file | 10,000,000 |".to_owned(),
            format!("| {} |", thousands(WALKED_ENTRIES)),
            format!("single files | {} |", thousands(REFERENCES_FOLLOWED)),
            format!("| {} KiB |", MARKDOWN_BYTES >> 10),
            format!("| nesting of Markdown | {MARKDOWN_DEPTH} |"),
            format!("| columns of a table in Markdown | {MARKDOWN_COLUMNS} |"),
            format!("| {MERGED_FOR_EACH_SCHEMA}, and {} in any", thousands(MERGED_AT_LEAST)),
            format!("| {MODULE_NAME_BYTES} bytes |"),
        ] {
            assert!(page.contains(&value), "{value}");
        }
    }
}
