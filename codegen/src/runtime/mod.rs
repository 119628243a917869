//! The code that generated trees share: which files of it a tree needs, and what they need.
//!
//! Input: the names of fragments that generated code refers to. Output: these and those that they
//! refer to, each a file of the private module `support` of the tree. The files are real modules of
//! this crate as well, under test, so that what is emitted is known to compile.

use std::collections::BTreeMap;

/// The generator judges texts by the same code as what it prints.
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_dates.rs"]
pub(crate) mod format_dates;
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_hosts.rs"]
pub(crate) mod format_hosts;
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_labels.rs"]
pub(crate) mod format_labels;
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_pointers.rs"]
pub(crate) mod format_pointers;
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_regex.rs"]
pub(crate) mod format_regex;
#[allow(dead_code, unreachable_pub)]
#[path = "support/format_uris.rs"]
pub(crate) mod format_uris;
mod formats;
#[allow(dead_code, unreachable_pub)]
#[path = "support/hard_pattern.rs"]
pub(crate) mod hard_pattern;
#[allow(dead_code, unreachable_pub)]
#[path = "support/letters.rs"]
pub(crate) mod letters;
#[allow(dead_code, unreachable_pub)]
#[path = "support/long_pattern.rs"]
pub(crate) mod long_pattern;
/// The generator decides patterns by the same code as what it prints.
#[allow(dead_code, unreachable_pub)]
#[path = "support/matches.rs"]
pub(crate) mod matches;
#[allow(dead_code, unreachable_pub)]
#[path = "support/pattern.rs"]
pub(crate) mod pattern;
#[allow(dead_code, unreachable_pub)]
#[path = "support/program.rs"]
pub(crate) mod program;
/// The generator judges the values of an `enum` by it.
#[allow(dead_code, unreachable_pub)]
#[path = "support/rfc3339.rs"]
pub(crate) mod rfc3339;
// What is public there is for the tree that it becomes part of.
#[cfg(test)]
#[allow(
    clippy::collapsible_if,
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    reason = "old compilers, which have no let chains, take it"
)]
mod support;
#[cfg(test)]
mod tests;

pub(crate) use formats::{CHECKED, checked};

/// The oldest compiler that takes what is generated.
pub const RUST_VERSION: &str = "1.85";

/// A file of the module `support`.
#[derive(Debug)]
pub struct Fragment {
    /// The name of the module.
    pub name: &'static str,
    /// The text of the file.
    pub text: &'static str,
    /// The other fragments that the text refers to.
    pub needs: &'static [&'static str],
    /// The packages that the text refers to.
    pub dependencies: &'static [&'static str],
}

/// A package that generated code may refer to.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// The version that it takes.
    pub version: &'static str,
    /// What it needs beyond the default features.
    pub features: &'static [&'static str],
}

/// Every package, in order of name.
const PACKAGES: &[Package] = &[
    Package { name: "chrono", version: "0.4", features: &[] },
    Package { name: "fluent-uri", version: "0.4", features: &[] },
    Package { name: "jiff", version: "0.2", features: &[] },
    Package { name: "serde", version: "1", features: &[] },
    // Without the feature, one float in ten comes back from its text as another one.
    Package { name: "serde_json", version: "1", features: &["float_roundtrip"] },
    Package { name: "time", version: "0.3", features: &[] },
    Package { name: "url", version: "2", features: &[] },
    Package { name: "uuid", version: "1", features: &[] },
];

/// In the place of its namesake above where numbers are kept digit by digit: then floats come back as
/// they were, too.
const EXACT_SERDE_JSON: Package =
    Package { name: "serde_json", version: "1", features: &["arbitrary_precision"] };

/// What a type needs that is another name for one of serde_json, besides the fragments.
pub const SERDE_JSON: &str = "serde_json";

/// The packages that the wanted fragments need, in order of name; the types themselves need serde.
pub fn packages(wanted: &[&str]) -> impl Iterator<Item = &'static Package> {
    let chosen = fragments(wanted);
    let is_wanted = wanted.contains(&SERDE_JSON);
    let is_exact = chosen.iter().any(|it| it.name == "exact_numbers");
    let needed = PACKAGES.iter().filter(move |package| {
        let needs = |it: &&Fragment| it.dependencies.contains(&package.name);
        let is_named = package.name == "serde" || is_wanted && package.name == SERDE_JSON;
        is_named || chosen.iter().any(needs)
    });
    needed.map(move |package| match package.name {
        "serde_json" if is_exact => &EXACT_SERDE_JSON,
        _ => package,
    })
}

/// The fragment that tells other trees what is there.
pub const SHARED: &str = "shared";

/// Whether other trees may need a fragment that a tree does not need itself: all do but those that need
/// a library, or a feature of one.
#[must_use]
pub fn is_plain(fragment: &Fragment) -> bool {
    let is_there = |it: &&str| matches!(*it, "serde" | "serde_json");
    fragment.dependencies.iter().all(is_there) && fragment.name != "exact_numbers"
}

/// Every fragment, in order of name.
pub const FRAGMENTS: &[Fragment] = &[
    Fragment {
        name: "array",
        text: include_str!("support/array.rs"),
        needs: &["context", "error", "json", "read"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "assert",
        text: include_str!("support/assert.rs"),
        needs: &["json", "number", "report", "schema", "unique"],
        dependencies: &[],
    },
    Fragment {
        name: "bounded",
        text: include_str!("support/bounded.rs"),
        needs: &["context", "error", "json", "object", "presence", "read", "schema", "view"],
        dependencies: &[],
    },
    Fragment {
        name: "bounded_own",
        text: include_str!("support/bounded_own.rs"),
        needs: &["bounded", "context", "error", "node", "own", "read", "schema", "view"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "builder",
        text: include_str!("support/builder.rs"),
        needs: &["error"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "check",
        text: include_str!("support/check.rs"),
        needs: &[
            "assert", "children", "coverage", "error", "json", "memo", "report", "schema",
            "secrets",
        ],
        dependencies: &[],
    },
    Fragment {
        name: "checked_format",
        text: include_str!("support/checked_format.rs"),
        needs: &["matches"],
        dependencies: &[],
    },
    Fragment {
        name: "children",
        text: include_str!("support/children.rs"),
        needs: &["check", "coverage", "error", "json", "report", "schema"],
        dependencies: &[],
    },
    Fragment {
        name: "choose",
        text: include_str!("support/choose.rs"),
        needs: &["plain", "union"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "constant",
        text: include_str!("support/constant.rs"),
        needs: &["context", "error", "node", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "context",
        text: include_str!("support/context.rs"),
        needs: &["error", "limits", "memo", "node", "precision", "secrets"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "coverage",
        text: include_str!("support/coverage.rs"),
        needs: &["json"],
        dependencies: &[],
    },
    Fragment {
        name: "decimal",
        text: include_str!("support/decimal.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "defaults",
        text: include_str!("support/defaults.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "error",
        text: include_str!("support/error.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "exact_numbers",
        text: include_str!("support/exact_numbers.rs"),
        needs: &["precision"],
        dependencies: &[],
    },
    Fragment {
        name: "format",
        text: include_str!("support/format.rs"),
        needs: &["context", "error", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "format_check",
        text: include_str!("support/format_check.rs"),
        needs: &["format", "json", "matches"],
        dependencies: &[],
    },
    Fragment {
        name: "format_chrono",
        text: include_str!("support/format_chrono.rs"),
        needs: &["format", "rfc3339"],
        dependencies: &["chrono"],
    },
    Fragment {
        name: "format_dates",
        text: include_str!("support/format_dates.rs"),
        needs: &["rfc3339"],
        dependencies: &[],
    },
    Fragment {
        name: "format_fluent_uri",
        text: include_str!("support/format_fluent_uri.rs"),
        needs: &["format"],
        dependencies: &["fluent-uri"],
    },
    Fragment {
        name: "format_hosts",
        text: include_str!("support/format_hosts.rs"),
        needs: &["format_labels"],
        dependencies: &[],
    },
    Fragment {
        name: "format_jiff",
        text: include_str!("support/format_jiff.rs"),
        needs: &["format", "rfc3339"],
        dependencies: &["jiff"],
    },
    Fragment {
        name: "format_labels",
        text: include_str!("support/format_labels.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "format_pointers",
        text: include_str!("support/format_pointers.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "format_regex",
        text: include_str!("support/format_regex.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "format_std",
        text: include_str!("support/format_std.rs"),
        needs: &["format"],
        dependencies: &[],
    },
    Fragment {
        name: "format_time",
        text: include_str!("support/format_time.rs"),
        needs: &["format", "rfc3339"],
        dependencies: &["time"],
    },
    Fragment {
        name: "format_uris",
        text: include_str!("support/format_uris.rs"),
        needs: &["format_hosts"],
        dependencies: &[],
    },
    Fragment {
        name: "format_url",
        text: include_str!("support/format_url.rs"),
        needs: &["format"],
        dependencies: &["url"],
    },
    Fragment {
        name: "format_uuid",
        text: include_str!("support/format_uuid.rs"),
        needs: &["format"],
        dependencies: &["uuid"],
    },
    Fragment {
        name: "forms",
        text: include_str!("support/forms.rs"),
        needs: &["constant", "context", "error", "node", "object", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "hard_pattern",
        text: include_str!("support/hard_pattern.rs"),
        needs: &["letters", "matches", "program"],
        dependencies: &[],
    },
    Fragment {
        name: "joint_pattern",
        text: include_str!("support/joint_pattern.rs"),
        needs: &["matches"],
        dependencies: &[],
    },
    Fragment {
        name: "json",
        text: include_str!("support/json.rs"),
        needs: &["node", "number"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "keyed",
        text: include_str!("support/keyed.rs"),
        needs: &["context", "node", "read", "tree"],
        dependencies: &[],
    },
    Fragment {
        name: "keyed_view",
        text: include_str!("support/keyed_view.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "letters",
        text: include_str!("support/letters.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "limits",
        text: include_str!("support/limits.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "link",
        text: include_str!("support/link.rs"),
        needs: &["context", "json", "node", "plain", "read"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "long_pattern",
        text: include_str!("support/long_pattern.rs"),
        needs: &["letters", "matches", "program"],
        dependencies: &[],
    },
    Fragment {
        name: "lookup",
        text: include_str!("support/lookup.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment { name: "made", text: include_str!("support/made.rs"), needs: &[], dependencies: &[] },
    Fragment {
        name: "matches",
        text: include_str!("support/matches.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment { name: "memo", text: include_str!("support/memo.rs"), needs: &[], dependencies: &[] },
    Fragment {
        name: "newtype",
        text: include_str!("support/newtype.rs"),
        needs: &["context", "error", "plain", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "node",
        text: include_str!("support/node.rs"),
        needs: &["limits", "tree"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "number",
        text: include_str!("support/number.rs"),
        needs: &["decimal", "precision"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "object",
        text: include_str!("support/object.rs"),
        needs: &["context", "error", "limits", "lookup", "node", "plain", "read", "secret", "tree"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "own",
        text: include_str!("support/own.rs"),
        needs: &["context", "error", "json", "node", "read", "schema", "view"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "pattern",
        text: include_str!("support/pattern.rs"),
        needs: &["letters", "matches"],
        dependencies: &[],
    },
    Fragment {
        name: "plain",
        text: include_str!("support/plain.rs"),
        needs: &["precision"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "precision",
        text: include_str!("support/precision.rs"),
        needs: &[],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "presence",
        text: include_str!("support/presence.rs"),
        needs: &["object", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "program",
        text: include_str!("support/program.rs"),
        needs: &["letters"],
        dependencies: &[],
    },
    Fragment {
        name: "prove",
        text: include_str!("support/prove.rs"),
        needs: &["context", "error", "node", "read", "tree"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "read",
        text: include_str!("support/read.rs"),
        needs: &["context", "error", "node", "precision", "tree"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "report",
        text: include_str!("support/report.rs"),
        needs: &["error", "json", "memo", "read", "schema"],
        dependencies: &[],
    },
    Fragment {
        name: "rfc3339",
        text: include_str!("support/rfc3339.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "schema",
        text: include_str!("support/schema.rs"),
        needs: &["check", "json", "matches", "number"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "secret",
        text: include_str!("support/secret.rs"),
        needs: &["secrets"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "secrets",
        text: include_str!("support/secrets.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: SHARED,
        text: include_str!("support/shared.rs"),
        needs: &[],
        dependencies: &[],
    },
    Fragment {
        name: "shown_nullable",
        text: include_str!("support/shown_nullable.rs"),
        needs: &["presence", "secret"],
        dependencies: &[],
    },
    Fragment {
        name: "text",
        text: include_str!("support/text.rs"),
        needs: &["error", "lookup", "read"],
        dependencies: &["serde"],
    },
    Fragment {
        name: "told",
        text: include_str!("support/told.rs"),
        needs: &["context", "limits", "node", "object", "read", "tree", "union"],
        dependencies: &[],
    },
    Fragment {
        name: "tree",
        text: include_str!("support/tree.rs"),
        needs: &["context", "error", "limits", "precision"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "tuple",
        text: include_str!("support/tuple.rs"),
        needs: &["context", "error", "plain", "read"],
        dependencies: &["serde_json"],
    },
    Fragment {
        name: "union",
        text: include_str!("support/union.rs"),
        needs: &["context", "error", "node", "plain", "read"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "unique",
        text: include_str!("support/unique.rs"),
        needs: &["json"],
        dependencies: &[],
    },
    Fragment {
        name: "values",
        text: include_str!("support/values.rs"),
        needs: &["context", "error", "json", "node", "plain", "read"],
        dependencies: &["serde", "serde_json"],
    },
    Fragment {
        name: "view",
        text: include_str!("support/view.rs"),
        needs: &["context", "error", "json", "node", "presence", "schema"],
        dependencies: &["serde", "serde_json"],
    },
];

/// The wanted fragments and all that they need, in order of name. Names of no fragment are ignored.
#[must_use]
pub fn fragments(wanted: &[&str]) -> Vec<&'static Fragment> {
    let mut chosen = BTreeMap::new();
    let mut open: Vec<&str> = wanted.to_vec();
    while let Some(name) = open.pop() {
        let Some(fragment) = FRAGMENTS.iter().find(|fragment| fragment.name == name) else {
            continue;
        };
        if chosen.insert(fragment.name, fragment).is_none() {
            open.extend(fragment.needs);
        }
    }
    chosen.into_values().collect()
}
