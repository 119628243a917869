//! The table of codes. One row: variant, code, severity, title, explanation.
//!
//! Codes are stable and never used again for something else.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $severity:ident, $title:literal, $explanation:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as it is printed, for example `S001`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// How bad it is unless the configuration says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What it means, in a line.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// What it means, why it matters and what to do, in Markdown.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    FileNotFound = "S001", Error, "no such file or folder",
        "An input that was named on the command line or in `codegen.toml` does not exist.";
    Unreadable = "S002", Error, "an input cannot be read",
        "The operating system refused to read a file.";
    NotUtf8 = "S003", Error, "a file is not UTF-8",
        "JSON and YAML texts are UTF-8 (RFC 8259, section 8.1).";
    Syntax = "S004", Error, "a file is not JSON or YAML",
        "The text breaks the grammar at the marked place.";
    DuplicateMember = "S005", Warning, "an object has a member twice",
        "RFC 8259, section 4: names within an object should be unique. The last one counts.";
    TooDeep = "S006", Error, "a file is nested too deeply",
        "The values of a schema file may be nested 1,000 deep.";
    NoInput = "S007", Error, "there is nothing to generate from",
        "None of the inputs is a schema.";
    TooLarge = "S008", Error, "aliases stand for too much",
        "The aliases of a YAML file may stand for 100,000 values.";
    NotASchema = "R001", Error, "the root is no schema",
        "A schema is an object or a boolean (JSON Schema core, section 4.3).";
    Unresolved = "R002", Error, "a reference leads nowhere",
        "Nothing is ever fetched from a network: every `$ref` must lead to a file of the input, or to one that `uri_map` names.";
    DuplicateId = "R003", Error, "two schemas have one `$id`",
        "An identifier must identify one schema resource (JSON Schema core, section 8.2.1).";
    UnknownDialect = "R004", Warning, "an unknown `$schema`",
        "The dialect is not known; the schema is read as draft 2020-12.";
    BadKeyword = "R005", Error, "a keyword has a value of the wrong form",
        "The value of the keyword is not what the dialect's metaschema allows, so what it asserts cannot be known.";
    DuplicateAnchor = "R006", Error, "two schemas of one resource have one anchor",
        "An anchor must be unique within its schema resource.";
    UnknownKeyword = "R007", Info, "an unknown keyword",
        "Unknown keywords are annotations (JSON Schema core, section 6.5).";
    BadConfiguration = "C001", Error, "the configuration is wrong", r#"
Keys that are not known, values of the wrong form and patterns that cannot work are refused, because
a configuration that is silently half in force is worse than none.

```toml
shemas = "schemas" # unknown key `shemas`; did you mean `schemas`?
```

Every key is described at `codegen::Config`. A single one is overridden by `--set KEY=VALUE`.
"#;
    Outdated = "G001", Error, "a generated file differs from what is generated", r"
A schema, the configuration or the generator changed, or the file was edited. It is written anew by
every run: change the schema or the configuration instead, and run `codegen generate`.
";
    Missing = "G002", Error, "a generated file is missing", r"
The file would be written by `codegen generate`, and is not there.
It has to be committed together with the schema that it is made from.
";
    Stale = "G003", Error, "a file is no longer generated", r"
An earlier run wrote the file, and nothing makes it any more: its schema was removed or renamed.
`codegen generate` removes it, because it is unchanged since it was written.
";
    StaleAndEdited = "G004", Error, "a file is no longer generated but was edited", r"
An earlier run wrote the file, nothing makes it any more, and somebody edited it since.
`codegen generate` leaves it alone and forgets it: remove it, or move it out of the generated tree.
";
    Foreign = "G005", Error, "a file is in the way of a generated one", r"
A file that was not generated stands where one is to be written, and nothing is written at all.
Move it, or choose another folder with `out` in `codegen.toml` or `--out`.
";
}
