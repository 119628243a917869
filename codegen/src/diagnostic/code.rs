//! The table of codes. One row: variant, code, severity, title, explanation in Markdown.
//!
//! Codes are stable and never used again for something else. The letter names the pass. An
//! explanation says what the code means, shows an example that has the fault and gives a way out.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $code:literal, $severity:ident, $title:literal, $explanation:literal;)*) => {
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
    FileNotFound = "S001", Error, "no such file or folder", r"
An input that is named on the command line or in `codegen.toml` does not exist. If a name beside it
is much like it, that one is suggested.

```sh
codegen generate --schemas shcemas
```

Correct the path. Paths in `codegen.toml` are relative to the folder of that file, paths on the
command line to the working directory.
";
    Unreadable = "S002", Error, "an input cannot be read", r"
The operating system refused to read a file or to list a folder; the message says why. A file of
4 GiB or more is refused as well.

```sh
chmod 000 schemas/user.json
```

Make the file readable, or take it out of the input.
";
    NotUtf8 = "S003", Error, "a file is not UTF-8", r"
JSON texts are UTF-8 (RFC 8259, section 8.1), and YAML is read as UTF-8 only. The marked byte is the
first that is not. A byte order mark at the beginning is no error.

The usual cause is an editor that saves in UTF-16 or in an encoding of Windows. Save the file as
UTF-8, or convert it:

```sh
iconv -f UTF-16 -t UTF-8 user.json > user.utf8.json
```
";
    Syntax = "S004", Error, "a file is not JSON or YAML", r#"
The text breaks the grammar at the marked place. What ends in `.json` is read as JSON by RFC 8259
to the letter: no comments, no trailing commas, no single quotes, no NaN. What ends in `.yaml` or
`.yml` is read as YAML 1.2, of which only what JSON can say is accepted.

```json
{ "type": "string", }
```

Here the comma before `}` is too much. Only the first fault of a file is reported, as the rest of
its text has no certain meaning.
"#;
    DuplicateMember = "S005", Warning, "an object has a member twice", r#"
The names within an object should be unique (RFC 8259, section 4). Programs differ in which of two
they see; here the last one counts, as in most of them.

```json
{
  "properties": { "id": { "type": "string" } },
  "properties": { "name": { "type": "string" } }
}
```

Here `id` is lost, which nobody meant. Put both into one object, or remove one. A member that
overrides one from a YAML merge key (`<<`) is not reported.
"#;
    TooDeep = "S006", Error, "a file is nested too deeply", r"
Arrays and objects may be nested 1,000 deep; the brackets of YAML 255 deep. No schema that people
write comes near that, but a file made to exhaust the memory of a program does.

```json
[[[[[[[[[[ … ]]]]]]]]]]
```

Move inner schemas to `$defs` and refer to them by `$ref`.
";
    NoInput = "S007", Error, "there is nothing to generate from", r"
No input is named, or the folders that are named hold no schema file. Of a folder, files are taken
that end in `.json`, `.yaml` or `.yml`, in folders below it as well; hidden files and folders, whose
names begin with a dot, are left out.

```sh
mv schemas/user.json schemas/user.schema
codegen generate --schemas schemas
```

Rename the files, or name each: a file that is named itself may be called anything.
";
    TooLarge = "S008", Error, "aliases stand for too much", r"
The aliases of a YAML file may stand for 100,000 values and names, all in all. As an alias may stand
for values with aliases in them, a text of a few lines can grow beyond any memory.

```yaml
a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
```

Write shared schemas once under `$defs` and refer to them by `$ref`, which copies nothing.
";
    NotASchema = "R001", Error, "the root is no schema", r#"
A schema is an object or a boolean (JSON Schema core, section 4.3). A file whose root is something
else holds no schema.

```json
[{ "type": "string" }]
```

Take the file out of the input if it is not meant as a schema. A list of schemas becomes an object
with the schemas under `$defs`.
"#;
    Unresolved = "R002", Error, "a reference leads nowhere", r##"
Nothing is ever fetched from a network: every `$ref` must lead to a place in the input, or in a
folder that `uri_map` names.

```json
{ "$ref": "#/$defs/user", "$defs": { "User": {} } }
```

Correct the reference, add the file that it means, or map the beginning of its URI to a folder:

```toml
uri_map = { "https://example.com/schemas/" = "vendor/example" }
```

With `unresolved = "opaque"` such a reference accepts any value.
"##;
    DuplicateId = "R003", Error, "two schemas have one `$id`", r#"
An identifier must identify one schema resource (JSON Schema core, section 8.2.1). With two of them,
what a reference to it means depends on which is read first.

```json
{ "$defs": { "a": { "$id": "https://example.com/x" }, "b": { "$id": "https://example.com/x" } } }
```

Give one of them another `$id`, or remove the file that is a copy.
"#;
    UnknownDialect = "R004", Warning, "an unknown `$schema`", r#"
The `$schema` names a dialect that is not known, so the schema is read as draft 2020-12. Known are
draft 4, 6, 7, 2019-09 and 2020-12, and those of OpenAPI 3.0 and 3.1.

```json
{ "$schema": "https://json-schema.org/draft-07/schema" }
```

Here `http://json-schema.org/draft-07/schema#` is meant.
"#;
    BadKeyword = "R005", Warning, "a keyword has a value of the wrong form", r#"
The value of the keyword is not what the metaschema of the dialect allows, so what it asserts cannot
be known, and it is ignored. Where the value has the form of another draft, it is read as that draft
reads it.

```json
{ "type": "strng", "minLength": "1" }
```

Correct the value. What a keyword may hold is in the specification of the dialect that `$schema`
names.
"#;
    DuplicateAnchor = "R006", Error, "two schemas of one resource have one anchor", r#"
An anchor must be unique within its schema resource (JSON Schema core, section 8.2.2). With two of
them, what a reference to it means cannot be known.

```json
{ "$defs": { "a": { "$anchor": "x" }, "b": { "$anchor": "x" } } }
```

Give one of them another name.
"#;
    Circular = "R008", Warning, "a schema applies itself to the same instance", r##"
A schema that leads back to itself by `$ref`, `allOf` and the like, without a step into a member or
an element, has no meaning (JSON Schema core, section 9.4.1). The step that closes the circle is left
out.

```json
{ "$defs": { "a": { "$ref": "#/$defs/b" }, "b": { "$ref": "#/$defs/a" } }, "$ref": "#/$defs/a" }
```

Remove one of the references. Recursion through `properties`, `items` and the like is fine.
"##;
    TooManyScopes = "R009", Error, "dynamic references have too many meanings", r##"
What a `$dynamicRef` means depends on the way that leads to it, so a schema below which there is one
may have several meanings, each of which needs a type of its own. With every `$dynamicAnchor` that a
resource on the way overrides or not, their number may double; at 64 for each schema, beyond the
first 10,000, the search is given up.

```json
{ "$dynamicRef": "#item", "$defs": { "item": { "$dynamicAnchor": "item" } } }
```

Replace `$dynamicRef` by `$ref` where only one meaning is wanted.
"##;
    PathCollision = "L001", Error, "two schemas would get one Rust path", r#"
Every schema has a path of its own, and adding a schema never renames the type of another one. So
where two schemas would get one path, one of the two has to be given another.

Name it in `codegen.toml`, by its name or by its place:

```toml
[rename]
"foo-bar.json#" = "legacy::FooBar"
```

or write a rule of `[[modules]]` that tells the two apart.
"#;
    Internal = "X001", Error, "an internal error", r#"
A defect of this program, not of the schema. Please report it, with the schema if it can be shared.

Until it is mended, leave the schema out, or let the definition that the message names be opaque.
"#;
    UnknownKeyword = "R007", Info, "an unknown keyword", r#"
Unknown keywords are annotations (JSON Schema core, section 6.5): they assert nothing. A keyword of
another draft or with a slip in its name asserts nothing, either.

```json
{ "type": "string", "maxlength": 5 }
```

Here `maxLength` was meant.
"#;
    BadConfiguration = "C001", Error, "the configuration is wrong", r#"
Keys that are not known, values of the wrong form and patterns that cannot work are refused, because
a configuration that is silently half in force is worse than none.

```toml
shemas = "schemas" # unknown key `shemas`; did you mean `schemas`?
```

Every key is described at `codegen::Config`. A single one is overridden by `--set KEY=VALUE`.
"#;
    Io = "C002", Error, "the operating system refused", r"
A file or folder could not be read, listed, written or removed: no permission, no space left, or
something in the way.

What was written before it failed is repaired by the next run, and reported by `codegen check` until
then.
";
    Outdated = "G001", Error, "a generated file differs from what is generated", r"
A schema, the configuration or the generator changed, or the file was edited. It is written anew by
every run, so an edit in it is lost: change the schema or the configuration instead.

`codegen generate` writes it, `codegen check` shows the difference.
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
