//! Files that are named as input, and give no type.
//!
//! Input: the definitions. Output: a warning for each such file, and for any other one if there is no type
//! at all. What a schema says may be plain, so that a `String` or a `Value` does, and what nobody refers to
//! has no field that could be of that type.

use std::collections::HashSet;

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::resolve::{Root, SchemaId};
use crate::source::Span;

/// Says which files give no type.
pub(super) fn run(lowering: &Lowering<'_>, sink: &mut Sink) {
    let origins = lowering.definitions.iter().map(|it| lowering.node(it.origin).file);
    let with_types: HashSet<_> = origins.flatten().collect();
    for root in &lowering.schemas.roots {
        let file = lowering.sources.file(root.file);
        // What a document refers to has its types elsewhere.
        let leads = |id: SchemaId| {
            let file = lowering.node(lowering.members.target(id)).file;
            file.is_some_and(|it| it != root.file && with_types.contains(&it))
        };
        let leads_elsewhere = root.named().chain(&root.mentions).any(|(_, id)| leads(*id));
        let is_told = (file.is_named || with_types.is_empty()) && !leads_elsewhere;
        if is_told && !with_types.contains(&root.file) && says_something(lowering, root) {
            let message = "no type is made of this file: what it says is any value or a plain one";
            let location =
                Location { file: root.file, span: Span::default(), pointer: String::new() };
            sink.push(Diagnostic::new(Code::NoTypes, message).at(location, "").help(
                "a schema at the root of a file has a type, and so has a definition that says more than \
                 `true`",
            ));
        }
    }
}

/// Whether a file holds schemas that the configuration asks for. Of one that holds none that is said.
fn says_something(lowering: &Lowering<'_>, root: &Root) -> bool {
    let definitions = root.named().chain(&root.mentions).map(|(_, id)| *id);
    let mut all = root.schema.into_iter().chain(definitions);
    all.any(|it| lowering.reach.has(it))
}
