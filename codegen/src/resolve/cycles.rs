//! Breaks circles that never leave the instance.
//!
//! Input: [`Schemas`]. Output: the same without any circle of edges that apply a schema to the same
//! instance (`$ref`, `allOf`, `not` …), so that no later pass has to watch out for one. The
//! specification gives such schemas no meaning; the step that closes the circle is left out, with a
//! warning. Recursion through `properties`, `items` and the like is no such circle.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Sink};

use super::{Keyword, Role, Schema, SchemaId, Schemas};

/// How far the search is with a node.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    New,
    /// On the path from the start to the current node.
    Open,
    Done,
}

/// Breaks all circles.
pub(super) fn run(schemas: &mut Schemas, sink: &mut Sink) {
    for (id, back) in closing_edges(schemas) {
        let Some(schema) = schemas.nodes.get_mut(id.0 as usize) else { continue };
        let schema = Arc::make_mut(schema);
        let cut = cut(schema, back);
        for written in &mut schema.keywords {
            if matches!(written.role, Role::Asserts(set) if cut.iter().any(|it| set.contains(*it)))
            {
                written.role = Role::Ignored("it leads back to the same schema and instance");
            }
        }
        let names: Vec<_> = cut.iter().map(|keyword| format!("`{}`", keyword.name())).collect();
        warn(schemas, id, back, &names.join(", "), sink);
    }
}

/// The edges that close a circle, in the order of a search in depth from each node.
fn closing_edges(schemas: &Schemas) -> Vec<(SchemaId, SchemaId)> {
    let mut closing = Vec::new();
    let mut progress = vec![Progress::New; schemas.nodes.len()];
    let mut path: Vec<(SchemaId, Vec<SchemaId>)> = Vec::new();
    let open = |id: SchemaId| {
        let mut edges: Vec<_> = schemas.node(id).in_place().collect();
        edges.reverse();
        (id, edges)
    };
    for start in (0..schemas.nodes.len()).filter_map(|at| u32::try_from(at).ok()).map(SchemaId) {
        if progress[start.0 as usize] != Progress::New {
            continue;
        }
        progress[start.0 as usize] = Progress::Open;
        path.push(open(start));
        while let Some((id, edges)) = path.last_mut() {
            let Some(next) = edges.pop() else {
                progress[id.0 as usize] = Progress::Done;
                path.pop();
                continue;
            };
            match progress[next.0 as usize] {
                Progress::Open => closing.push((*id, next)),
                Progress::Done => {}
                Progress::New => {
                    progress[next.0 as usize] = Progress::Open;
                    path.push(open(next));
                }
            }
        }
    }
    closing
}

/// Takes all edges to `back` away; the keywords of which nothing is left.
fn cut(schema: &mut Schema, back: SchemaId) -> Vec<Keyword> {
    let mut emptied = Vec::new();
    for (keyword, list) in [
        (Keyword::Ref, &mut schema.references),
        (Keyword::AllOf, &mut schema.all_of),
        (Keyword::AnyOf, &mut schema.any_of),
        (Keyword::OneOf, &mut schema.one_of),
    ] {
        if list.contains(&back) {
            list.retain(|id| *id != back);
            emptied.extend(list.is_empty().then_some(keyword));
        }
    }
    for (keyword, field) in [
        (Keyword::Not, &mut schema.not),
        (Keyword::If, &mut schema.if_),
        (Keyword::Then, &mut schema.then),
        (Keyword::Else, &mut schema.else_),
    ] {
        if *field == Some(back) {
            *field = None;
            emptied.push(keyword);
        }
    }
    if emptied.contains(&Keyword::If) {
        schema.then = None;
        schema.else_ = None;
        emptied.extend([Keyword::Then, Keyword::Else]);
    }
    schema.dependent_schemas.retain(|_, id| *id != back);
    emptied
}

fn warn(schemas: &Schemas, id: SchemaId, back: SchemaId, keywords: &str, sink: &mut Sink) {
    let place = |id: SchemaId| schemas.node(id).location();
    let keywords = if keywords.is_empty() { "a keyword" } else { keywords };
    let message =
        format!("{keywords} applies a schema to the instance that it is applied to already");
    let mut diagnostic = Diagnostic::new(Code::Circular, message);
    if let Some(location) = place(id) {
        diagnostic = diagnostic.at(location, "this step is left out");
    }
    if let Some(location) = place(back).filter(|_| id != back) {
        diagnostic = diagnostic.related(location, "leads back to this schema");
    }
    sink.push(diagnostic);
}
