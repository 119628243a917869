//! Discriminators that tell nothing apart.
//!
//! Input: [`Schemas`] before families are made. Output: a warning where the member that a `discriminator`
//! names is a member of no schema that it tells, and where its mapping leads to what is none of these.

use std::collections::HashSet;

use super::super::{Schema, SchemaId, Schemas};
use super::ids;
use crate::diagnostic::{Code, Diagnostic, Location, Sink};
use crate::source::pointer;

/// Says which unions are told apart by a member that no arm knows.
pub(super) fn say_unknown(schemas: &Schemas, sink: &mut Sink) {
    for id in ids(schemas) {
        let node = schemas.node(id);
        let Some(it) = &node.annotations.discriminator else { continue };
        if !knows(schemas, vec![id], &it.name) {
            let message = format!("no arm of the union has a member `{}`", it.name);
            let help = "name a member that all arms have and demand, or take the keyword away";
            sink.push(finding(node, message, "tells nothing apart").help(help));
        }
    }
}

/// Says what is wrong with the discriminator of a schema that others extend.
pub(super) fn say_family(schemas: &Schemas, base: SchemaId, heirs: &[SchemaId], sink: &mut Sink) {
    let node = schemas.node(base);
    let Some(family) = &node.annotations.family else { return };
    if heirs.is_empty() {
        let message = "`discriminator` has no effect: no schema with a name extends this one";
        let help = "have others take it up by `allOf`, or put the keyword beside a `oneOf`";
        return sink.push(finding(node, message.to_owned(), "tells nothing apart").help(help));
    }
    let everyone = heirs.iter().copied().chain([base]).collect();
    if !knows(schemas, everyone, &family.tag) {
        let message =
            format!("neither this schema nor one that extends it has a member `{}`", family.tag);
        let help = "name a member that they have and demand, or take the keyword away";
        return sink.push(finding(node, message, "tells nothing apart").help(help));
    }
    let names: HashSet<_> = heirs
        .iter()
        .chain([&base])
        .filter_map(|it| schemas.node(*it).definition_name.as_deref())
        .collect();
    for (key, target) in &family.mapping {
        if !names.contains(target.as_str()) {
            let message = format!("`{key}` leads to `{target}`, which does not extend this schema");
            let help = "have it take up this schema by `allOf`, or take the key away";
            sink.push(finding(node, message, "leads to none of its members").help(help));
        }
    }
}

/// Whether one of some schemas, or what applies with it or is an arm of it, has a member.
fn knows(schemas: &Schemas, mut open: Vec<SchemaId>, name: &str) -> bool {
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = schemas.node(id);
        let is_required = node.required.iter().any(|it| it == name);
        if is_required || node.properties.contains_key(name) || is_loose(node) {
            return true;
        }
        let parts = [&node.references, &node.all_of, &node.one_of, &node.any_of];
        open.extend(parts.into_iter().flatten());
    }
    false
}

/// Whether a schema says of what members there are in a way that is not looked into.
fn is_loose(node: &Schema) -> bool {
    !node.pattern_properties.is_empty()
}

fn finding(node: &Schema, message: String, label: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::StrayTag, message);
    let said = node.keywords.iter().find(|it| it.name == "discriminator");
    match (node.file, said) {
        (Some(file), Some(said)) => {
            let pointer = pointer::child(&node.pointer, "discriminator");
            diagnostic.at(Location { file, span: said.span, pointer }, label)
        }
        _ => diagnostic,
    }
}
