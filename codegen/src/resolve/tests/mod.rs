//! Tests of the pass as a whole: each case is a few files and what becomes of them.

mod carriers;
mod cycles;
mod diagnostics;
mod dialects;
mod families;
mod identity;
mod references;
mod roots;
mod suite;
mod verdicts;

use crate::diagnostic::{Diagnostic, Sink};
use crate::files::Memory;
use crate::source::{self, Input, Sources};

use super::{ResolveOptions, Role, Schema, SchemaId, Schemas, run};

/// Sources of files with these paths and texts.
pub(super) fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sink = Sink::new();
    let sources = source::run(&Memory::with(files.iter().copied()), &[Input::new("/")], &mut sink);
    assert_eq!(sink.into_sorted(), []);
    sources
}

/// What becomes of files.
struct Resolved {
    sources: Sources,
    schemas: Schemas,
    diagnostics: Vec<Diagnostic>,
}

fn resolve_with(options: &ResolveOptions, sources: Sources) -> Resolved {
    let mut sink = Sink::new();
    let schemas = run(options, &sources, &mut sink);
    Resolved { sources, schemas, diagnostics: sink.into_sorted() }
}

fn resolve(files: &[(&str, &str)]) -> Resolved {
    resolve_with(&ResolveOptions::default(), sources(files))
}

impl Resolved {
    /// The root of the first file.
    fn root(&self) -> SchemaId {
        self.schemas.roots[0].schema.expect("a schema")
    }

    /// Where a node stands.
    fn place(&self, id: SchemaId) -> String {
        self.schemas.place(&self.sources, id)
    }

    /// The first schema at a place.
    #[track_caller]
    fn id(&self, place: &str) -> SchemaId {
        let ids = (0..).map(SchemaId).take(self.schemas.nodes.len());
        ids.into_iter().find(|id| self.place(*id) == place).expect(place)
    }

    /// The node at a place, the first one if there are several.
    #[track_caller]
    fn at(&self, place: &str) -> &Schema {
        self.schemas.node(self.id(place))
    }

    /// The messages but those that a keyword has no effect.
    fn other_messages(&self) -> Vec<String> {
        self.messages().into_iter().filter(|it| !it.starts_with("R013")).collect()
    }

    /// The messages, each with its severity, its place and its help.
    fn messages(&self) -> Vec<String> {
        let message = |it: &Diagnostic| {
            let place = it.primary.as_ref().map(|at| {
                let file = self.sources.file(at.file);
                let text = &file.text[at.span.start as usize..at.span.end as usize];
                format!("{}#{} {text:.30}: ", file.path, at.pointer)
            });
            let related = it.related.iter().map(|(at, label)| {
                format!("; {label}: {}#{}", self.sources.file(at.file).path, at.pointer)
            });
            let help = it.help.iter().map(|help| format!("; {help}"));
            let code = it.code.as_str();
            let rest: String = related.chain(help).collect();
            format!("{code} {:?} {}{}{rest}", it.severity, place.unwrap_or_default(), it.message)
        };
        self.diagnostics.iter().map(message).collect()
    }
}

/// The role of a keyword.
#[track_caller]
fn role<'s>(schema: &'s Schema, keyword: &str) -> &'s Role {
    &schema.keywords.iter().find(|it| it.name == keyword).expect(keyword).role
}
