//! `$ref`, `$dynamicRef`, `$recursiveRef`: edges.
//!
//! Input: the keyword. Output: a node in `references`, or what could not be found.

use crate::diagnostic::Code;

use super::super::link::Target;
use super::super::registry::RECURSIVE;
use super::super::{Keyword, Unresolved, unresolved, uri};
use super::{Entry, Reader, Role, asserts};

/// How a reference is resolved.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// To what its text says.
    Static,
    /// To the outermost dynamic anchor of the name, if its text leads to one.
    Dynamic,
    /// The same, before anchors had names.
    Recursive,
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn reference(&mut self, entry: Entry<'a>, kind: Kind) -> Role {
        let Some(text) = entry.value.as_str() else { return self.bad(entry, "a string") };
        let registry = self.builder.registry;
        match registry.target(self.place.resource, text) {
            Some(Ok(target)) => {
                if target.lacks_slash {
                    self.warn_of_slash(entry, text);
                }
                if target.is_foreign {
                    self.warn_of_foreign(entry, text);
                }
                self.add_reference(target, kind);
                asserts(Keyword::Ref)
            }
            Some(Err(failure)) => {
                let suggest = self.builder.suggestions > 0;
                self.builder.suggestions = self.builder.suggestions.saturating_sub(1);
                let diagnostic = unresolved::describe(
                    registry,
                    self.builder.options,
                    suggest,
                    (entry.name, text),
                    failure,
                    self.location(entry),
                );
                self.builder.sink.push(diagnostic);
                self.schema.unresolved = Some(text.to_owned());
                match self.builder.options.unresolved {
                    Unresolved::Opaque => Role::Ignored("it leads nowhere, which is allowed"),
                    Unresolved::Error => Role::Unsupported("it leads nowhere".to_owned()),
                }
            }
            // Every reference below a scanned schema was followed.
            None => Role::Unsupported("it was not followed".to_owned()),
        }
    }

    fn warn_of_slash(&mut self, entry: Entry<'a>, text: &str) {
        let uri::Split { uri, fragment } = uri::split(text);
        let message = format!("`{}` to `{text}` is read as `{uri}#/{fragment}`", entry.name);
        let label = "a pointer begins with a slash";
        let finding = self.finding(Code::PointerWithoutSlash, entry, message, label);
        self.builder.sink.push(finding.help("write the slash: most tools find nothing here"));
    }

    fn warn_of_foreign(&mut self, entry: Entry<'a>, text: &str) {
        let message = format!(
            "`{}` to `{text}` leads to no schema: no member of it is a keyword",
            entry.name
        );
        let finding = self.finding(Code::NotASchema, entry, message, "accepts anything");
        self.builder
            .sink
            .push(finding.as_warning().help("refer to a schema, or take the reference away"));
    }

    fn add_reference(&mut self, target: &Target<'a>, kind: Kind) {
        let dynamic = target.dynamic.filter(|name| match kind {
            Kind::Static => false,
            Kind::Dynamic => *name != RECURSIVE,
            Kind::Recursive => *name == RECURSIVE,
        });
        let nodes = match dynamic {
            Some(name) => self.builder.dynamic_nodes(self.id, &target.place, name, self.scope),
            None => vec![self.builder.node(target.place.clone(), self.scope)],
        };
        self.schema.references.extend(nodes);
    }
}
