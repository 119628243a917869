//! One JSON object, whose schema is `docs/diff.schema.json`.

use crate::diagnostic::{Location, Severity};
use crate::diff::{Affected, Change, Party, Report, Witness};
use crate::source::Sources;

use super::Options;

/// Writes the object, a line for each change. Values stand as they are in the schemas, numbers to
/// the last digit.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let shown = report.changes.iter().filter(|it| options.shows(it));
    let changes: Vec<_> = shown.map(|it| change(it, &report.sources, options)).collect();
    let changes = if changes.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n    {}\n  ]", changes.join(",\n    "))
    };
    let it = &report.summary;
    let summary = object(&[
        ("strict", string(it.strict.as_str())),
        ("open", string(it.open.as_str())),
        ("writer", string(it.writer.as_str())),
        ("rust", string(it.rust.as_str())),
    ]);
    format!("{{\n  \"summary\": {summary},\n  \"changes\": {changes}\n}}\n")
}

fn change(change: &Change, sources: &Sources, options: &Options<'_>) -> String {
    let severity = match options.severity(change) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let value = |it: &Option<String>| it.clone().unwrap_or_else(|| "null".to_owned());
    let line = |place: &Option<Location>| match place {
        Some(it) => sources.position(it.file, it.span.start).line.to_string(),
        None => "null".to_owned(),
    };
    let accepted = (options.accepted)(&change.fingerprint);
    object(&[
        ("code", string(change.code.as_str())),
        ("severity", string(severity)),
        ("message", string(&change.message)),
        ("file", string(&change.file)),
        ("pointer", string(&change.pointer)),
        ("line", line(&change.new_place)),
        ("old_line", line(&change.old_place)),
        ("old", value(&change.old)),
        ("new", value(&change.new)),
        ("set", string(change.set.as_str())),
        ("strict", string(change.strict.as_str())),
        ("open", string(change.open.as_str())),
        ("writer", string(change.writer.as_str())),
        ("rust", string(change.rust.as_str())),
        ("fingerprint", string(&change.fingerprint)),
        ("only_new", witness(&change.only_new)),
        ("only_old", witness(&change.only_old)),
        ("reached", list(&change.reached)),
        ("affected", affected(&change.affected)),
        ("notes", list(&change.notes)),
        ("why_unknown", change.why_unknown.map_or_else(|| "null".to_owned(), string)),
        ("accepted", accepted.map_or_else(|| "null".to_owned(), |it| string(&it))),
    ])
}

fn witness(witness: &Option<Witness>) -> String {
    match witness {
        Some(Witness { document, schema }) => {
            object(&[("document", document.clone()), ("schema", string(schema))])
        }
        None => "null".to_owned(),
    }
}

fn affected(affected: &[Affected]) -> String {
    let one = |it: &Affected| {
        object(&[
            ("operation", string(&it.operation)),
            ("goes", string(if it.is_request { "to_api" } else { "from_api" })),
            ("party", string(if it.party == Party::Client { "client" } else { "server" })),
            ("verdict", string(it.verdict.as_str())),
        ])
    };
    format!("[{}]", affected.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|it| string(it)).collect::<Vec<_>>().join(", "))
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{ {} }}", members.join(", "))
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
