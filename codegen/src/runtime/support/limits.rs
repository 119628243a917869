//! What a document may be beyond what schemas say, as the configuration has it.

/// How many arrays and objects may stand within each other.
pub const DEEPEST: usize = 128;

/// Whether an object with two members of one name is refused. If not, the last one counts.
pub const REFUSES_DUPLICATES: bool = true;
