//! Says why a reference leads nowhere, and what was likely meant.
//!
//! Input: a [`Failure`]. Output: a diagnostic with the nearest candidates and the ways out.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::likeness::likeness;
use crate::source::{Json, Kind, STANDARD_INPUT, pointer};

use super::link::Failure;
use super::registry::{DocumentId, Registry, ResourceId};
use super::scan::COMPONENTS;
use super::{ResolveOptions, Unresolved, uri};

/// How many candidates are named.
const CANDIDATES: usize = 3;
/// From where on two texts are alike.
const ALIKE: f64 = 0.8;
/// From where on their last names are, at least.
const LIKE_ENDS: f64 = 0.75;

/// The diagnostic for a reference: its keyword and its text.
pub(super) fn describe(
    registry: &Registry<'_>,
    options: &ResolveOptions,
    suggest: bool,
    (keyword, text): (&str, &str),
    failure: &Failure,
    location: Option<Location>,
) -> Diagnostic {
    let reason = reason(registry, failure);
    let message = format!("`{keyword}` to `{text}` leads nowhere: {reason}");
    // Of a file that is missing it is enough to know that.
    let group = match failure {
        Failure::NoDocument(_) => reason,
        _ => format!("{text} {reason}"),
    };
    let mut diagnostic = Diagnostic::new(Code::Unresolved, message).about(group);
    let label = match options.unresolved {
        Unresolved::Error => "this reference",
        Unresolved::Opaque => {
            diagnostic.severity = Severity::Warning;
            "accepts anything"
        }
    };
    let from = location.as_ref().and_then(|it| registry.documents.get(it.file.0 as usize));
    let is_from_stream = from.is_some_and(|it| it.name == STANDARD_INPUT);
    if let Some(location) = location {
        diagnostic = diagnostic.at(location, label);
    }
    let candidates = if suggest { candidates(registry, text, failure) } else { Vec::new() };
    if !candidates.is_empty() {
        diagnostic = diagnostic.help(format!("did you mean {}?", candidates.join(" or ")));
    }
    if let Failure::NoDocument(uri) = failure {
        diagnostic = diagnostic.help(if uri.starts_with("file:") && is_from_stream {
            "the standard input stands in no folder: name the file that it comes from".to_owned()
        } else if uri.starts_with("file:") {
            "add the file to the input".to_owned()
        } else {
            format!("add the file to the input, or tell in `uri_map` which folder has {uri}")
        });
    }
    if options.unresolved == Unresolved::Error {
        let help = "set `unresolved = \"opaque\"` to accept anything where references lead nowhere";
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

fn reason(registry: &Registry<'_>, failure: &Failure) -> String {
    let name = |id: DocumentId| registry.document(id).name;
    match failure {
        Failure::NoDocument(uri) => match uri.strip_prefix("file:///") {
            Some(path) => format!("no input is the file {path}"),
            None => format!("no input has the URI {uri}"),
        },
        Failure::NoPlace { document, reached, token, .. } => {
            format!("`{}#{reached}` has no `{token}`", name(*document))
        }
        Failure::NoAnchor { resource, name: anchor } => {
            let root = &registry.resource(*resource).root;
            format!("`{}#{}` has no anchor `{anchor}`", name(root.document), root.pointer)
        }
        Failure::NotASchema { document, pointer, kind } => {
            format!("`{}#{pointer}` is {kind}, which is no schema", name(*document))
        }
    }
}

/// What may have been meant, the likeliest first, each as it would be written.
fn candidates(registry: &Registry<'_>, text: &str, failure: &Failure) -> Vec<String> {
    let parts = uri::split(text);
    let known = match failure {
        Failure::NoDocument(_) => return nearest(parts.uri, documents(registry)),
        Failure::NoPlace { resource, document, reached, .. } => {
            let mut known = places(registry, *resource, *document, reached, parts.uri);
            if parts.fragment.starts_with("/components/schemas/") {
                known.extend(registry.names.keys().map(|name| format!("{COMPONENTS}{name}")));
            }
            known
        }
        Failure::NoAnchor { resource, .. } => {
            let anchors = registry.resource(*resource).anchors.keys();
            let anchors = anchors.map(|name| format!("{}#{name}", parts.uri));
            let root = registry.resource(*resource).root.document;
            anchors.chain(places(registry, *resource, root, "", parts.uri)).collect()
        }
        Failure::NotASchema { .. } => Vec::new(),
    };
    nearest(text, known)
}

/// All documents, as a reference to them would be written.
fn documents(registry: &Registry<'_>) -> Vec<String> {
    let resources = registry.resources.iter().map(|resource| resource.uri.as_str());
    let names = registry.documents.iter().map(|document| document.name);
    resources.filter(|uri| !uri.starts_with("file:")).chain(names).map(str::to_owned).collect()
}

/// The places beside the one that is missing, and all definitions.
fn places(
    registry: &Registry<'_>,
    resource: ResourceId,
    document: DocumentId,
    reached: &str,
    uri: &str,
) -> Vec<String> {
    let resource = &registry.resource(resource).root;
    let document = registry.document(document);
    let parent = pointer::tokens(reached)
        .into_iter()
        .flatten()
        .try_fold(document.root, |json, token| super::walk::step(json, &token));
    let beside = parent.map(|parent| (reached.to_owned(), parent));
    let definitions = ["$defs", "definitions"]
        .into_iter()
        .filter_map(|keyword| Some((format!("/{keyword}"), resource.json.get(keyword)?)));
    let schemas = resource.json.get("components").and_then(|it| it.get("schemas"));
    let schemas = schemas.map(|schemas| ("/components/schemas".to_owned(), schemas));
    beside
        .into_iter()
        .chain(definitions)
        .chain(schemas)
        .flat_map(|(above, json)| {
            members(json).map(move |name| format!("{uri}#{}", pointer::child(&above, name)))
        })
        .collect()
}

/// The names of those members that are schemas.
fn members(json: &Json) -> impl Iterator<Item = &str> {
    let is_schema = |json: &Json| matches!(json.kind, Kind::Object(_) | Kind::Bool(_));
    json.as_object()
        .into_iter()
        .flatten()
        .filter(move |(_, member)| is_schema(&member.value))
        .map(|(name, _)| name.as_str())
}

/// The few texts that are most like the wanted one; one that ends alike is surely meant.
fn nearest(wanted: &str, mut known: Vec<String>) -> Vec<String> {
    known.sort();
    known.dedup();
    let end = |text: &str| {
        let last = text.rsplit(['/', '#']).next().unwrap_or_default();
        // That both are files of one kind says nothing.
        let ending = [".json", ".yaml", ".yml"].iter().find_map(|it| last.strip_suffix(it));
        ending.unwrap_or(last).to_owned()
    };
    let nearness = |text: &str| {
        let ends = likeness(&end(text), &end(wanted));
        let whole = likeness(text, wanted);
        if end(wanted).is_empty() {
            whole
        } else if ends < LIKE_ENDS {
            0.0
        } else {
            ends * 0.8 + whole * 0.2
        }
    };
    let mut scored: Vec<_> = known.into_iter().map(|text| (nearness(&text), text)).collect();
    scored.retain(|(nearness, _)| *nearness > ALIKE);
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    scored.into_iter().take(CANDIDATES).map(|(_, text)| format!("`{text}`")).collect()
}
