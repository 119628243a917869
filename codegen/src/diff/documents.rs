//! What changes in an API description outside of its schemas.
//!
//! Input: the pairs of documents. Output: a change for each part that differs. It breaks clients where an
//! operation is gone or needs what it did not need; what else it means to programs is not known, and that
//! is said.

use super::operations::{METHODS, label};
use super::pair::Pairing;
use super::verdict::{Proof, Relation, Verdict};
use super::versions::Versions;
use super::walk::change;
use super::{Affected, Change, Party};
use crate::diagnostic::{Code, Location};
use crate::resolve::{Part, outside};
use crate::source::{FileId, Json};

/// Compares the documents that belong together.
pub(super) fn compare(versions: &Versions, pairing: &Pairing) -> Vec<Change> {
    let mut comparison =
        Comparison { versions, files: (FileId(0), FileId(0)), changes: Vec::new() };
    for (old, new) in pairing.both.iter().filter(|(old, _)| old.definition.is_none()) {
        let root = |file| versions.root(file).and_then(outside);
        if let (Some(before), Some(after)) = (root(old.file), root(new.file)) {
            comparison.files = (old.file, new.file);
            comparison.parts(&before, &after, &[]);
        }
    }
    comparison.changes
}

struct Comparison<'v> {
    versions: &'v Versions,
    files: (FileId, FileId),
    changes: Vec<Change>,
}

/// What became of a part.
#[derive(Clone, Copy)]
enum Fate<'a> {
    Gone(&'a Part<'a>),
    New(&'a Part<'a>),
    Other(&'a Part<'a>, &'a Part<'a>),
}

impl Comparison<'_> {
    fn parts(&mut self, old: &Part<'_>, new: &Part<'_>, names: &[&str]) {
        let (Some(before), Some(after)) = (&old.parts, &new.parts) else {
            if old.json != new.json {
                self.push(Fate::Other(old, new), names);
            }
            return;
        };
        for (name, part) in before {
            let names = [names, &[name.as_str()]].concat();
            match after.get(name) {
                Some(now) => self.parts(part, now, &names),
                None => self.push(Fate::Gone(part), &names),
            }
        }
        for (name, part) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
            self.push(Fate::New(part), &[names, &[name.as_str()]].concat());
        }
    }

    fn push(&mut self, fate: Fate<'_>, names: &[&str]) {
        let (old, new) = match fate {
            Fate::Gone(old) => (Some(old), None),
            Fate::New(new) => (None, Some(new)),
            Fate::Other(old, new) => (Some(old), Some(new)),
        };
        let place = |part: Option<&Part<'_>>, file| {
            let it = part?;
            Some(Location { file, span: it.json.span, pointer: it.pointer.clone() })
        };
        let places = (place(old, self.files.0), place(new, self.files.1));
        // Whole operations are too long to show.
        let text = |part: Option<&Part<'_>>| {
            let it = part?;
            Some(if it.parts.is_some() { "{}".to_owned() } else { it.json.to_text() })
        };
        let texts = (text(old), text(new));
        let relation = relation(fate, names);
        let message = message(fate, names);
        let made = change(self.versions, Code::OperationChanged, message, places, texts, &relation);
        let why = "what it means to programs is for people to say";
        let made = Change { affected: affected(&made, names), ..made };
        self.changes.push(made.because(why));
    }
}

/// Where among the names something stands.
fn has(names: &[&str], name: &str) -> bool {
    names.contains(&name)
}

/// Whether it is about what goes to the API.
fn is_of_request(names: &[&str]) -> bool {
    !has(names, "responses")
}

fn relation(fate: Fate<'_>, names: &[&str]) -> Relation {
    let last = names.last().copied().unwrap_or_default();
    let above = names.iter().rev().nth(1).copied().unwrap_or_default();
    let is_operation = METHODS.contains(&last) || ["paths", "methods", "tools"].contains(&above);
    let is_input = ["parameters", "params", "requestBody"].iter().any(|it| has(names, it));
    let is_media = above == "content" && is_of_request(names);
    let is_need = is_input && last == "required";
    let needs = |part: &Part<'_>| {
        let needed = if is_need { Some(part.json) } else { part.json.get("required") };
        needed.and_then(Json::as_bool) == Some(true)
    };
    match fate {
        Fate::Gone(_) if is_operation || is_media => clients_break(),
        Fate::Gone(part) if is_need && needs(part) => servers_break(),
        Fate::Other(_, part) if is_need && !needs(part) => servers_break(),
        Fate::New(part) | Fate::Other(_, part) if is_need && needs(part) => clients_break(),
        Fate::Gone(_) | Fate::New(_) if is_need => Relation::SAME,
        Fate::New(part) if above == "parameters" || last == "requestBody" => {
            if needs(part) {
                clients_break()
            } else {
                Relation::SAME
            }
        }
        Fate::New(_) if is_operation || is_media || has(names, "components") => Relation::SAME,
        Fate::Gone(_) | Fate::New(_) | Fate::Other(_, _) => Relation::UNKNOWN,
    }
}

/// What clients send may not be taken any more.
fn clients_break() -> Relation {
    Relation { old_in_new: Proof::No(None), ..Relation::SAME }
}

/// What clients send now may not have been taken before.
fn servers_break() -> Relation {
    Relation { new_in_old: Proof::No(None), new_in_open: Verdict::Breaks, ..Relation::SAME }
}

fn message(fate: Fate<'_>, names: &[&str]) -> String {
    let (operation, rest) = label(names);
    let part = rest.join("/");
    let what = match (operation, part.is_empty()) {
        (Some(operation), true) => format!("`{operation}`"),
        (Some(operation), false) => format!("`{part}` of `{operation}`"),
        (None, _) => format!("`{part}`"),
    };
    let shown = |part: &Part<'_>| super::render::short(&part.json.to_text());
    match fate {
        Fate::Gone(part) if part.parts.is_none() => {
            format!("{what} was {} and is gone", shown(part))
        }
        Fate::New(part) if part.parts.is_none() => format!("{what} is {} now", shown(part)),
        Fate::Gone(_) => format!("{what} was removed"),
        Fate::New(_) => format!("{what} was added"),
        Fate::Other(old, new) => format!("{what} was {} and is {}", shown(old), shown(new)),
    }
}

/// Who notices in which operation.
fn affected(change: &Change, names: &[&str]) -> Vec<Affected> {
    let Some(operation) = label(names).0 else { return Vec::new() };
    let is_request = is_of_request(names);
    let (reader, writer) =
        if is_request { (Party::Server, Party::Client) } else { (Party::Client, Party::Server) };
    let noticed = [(reader, change.strict), (writer, change.writer)];
    let noticed = noticed.into_iter().filter(|(_, verdict)| *verdict != Verdict::Ok);
    let affected =
        |(party, verdict)| Affected { operation: operation.clone(), is_request, party, verdict };
    noticed.map(affected).collect()
}
