//! One JSON object, whose schema is `docs/diff.schema.json`.

use crate::diagnostic::Severity;
use crate::diff::{Change, Report};

use super::Options;

/// Writes the object, a line for each change. Values stand as they are in the schemas, numbers to
/// the last digit.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let changes: Vec<_> = report.changes.iter().map(|it| change(it, options)).collect();
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
    format!("{{\n  \"changes\": {changes},\n  \"summary\": {summary}\n}}\n")
}

fn change(change: &Change, options: &Options<'_>) -> String {
    let severity = match options.severity(change) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let value = |it: &Option<String>| it.clone().unwrap_or_else(|| "null".to_owned());
    object(&[
        ("code", string(change.code.as_str())),
        ("severity", string(severity)),
        ("file", string(&change.file)),
        ("pointer", string(&change.pointer)),
        ("old", value(&change.old)),
        ("new", value(&change.new)),
        ("set", string(change.set.as_str())),
        ("strict", string(change.strict.as_str())),
        ("open", string(change.open.as_str())),
        ("writer", string(change.writer.as_str())),
        ("rust", string(change.rust.as_str())),
        ("fingerprint", string(&change.fingerprint)),
    ])
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{ {} }}", members.join(", "))
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
