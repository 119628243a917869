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
The operating system refused to read a file or to list a folder; the message says why. What is no
file but a device, a pipe or a socket is refused at once, and so are a file of more than 256 MiB and a
folder with more than 100,000 files and folders.

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
`.yml` is read as YAML 1.2, of which only what JSON can say is accepted; several documents in one file
are an array of them.

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
names begin with a dot, are left out, and so is what S011 tells of.

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
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
```

Write shared schemas once under `$defs` and refer to them by `$ref`, which copies nothing.
";
    Indentation = "S009", Warning, "lines are indented too little for YAML", r#"
The lines of a text in quotes or of a value in brackets must be indented more than the block that it
stands in (YAML 1.2.2, section 6.3). Most programs read them all the same, and so does this one; some
refuse the whole file.

```yaml
properties:
  name:
    description: "The name that the user
    has chosen."
    enum: [
    a, b
    ]
```

Indent each line more than the name before the value.
"#;
    LeadsOut = "S010", Error, "a link leads out of the input", r#"
A symbolic link in a folder of schemas leads to a file or a folder outside of it. Whoever wrote the
schemas could so have files read that are none of their business, and nothing is.

```sh
ln -s /etc schemas/common
```

Put a copy in the place of the link. If the schemas of a repository of yours share a folder, name it in
`codegen.toml`:

```toml
follow_links_to = ["../common"]
```
"#;
    PassedOver = "S011", Info, "files of a folder are passed over", r#"
Of a folder, neither the files are read that git ignores nor those in `node_modules`, which are packages of
others; and neither are hidden ones, of which nothing is said. Only the `.gitignore` files of the work tree
count, as what one user or one clone ignores besides must not change what is generated. Outside of a work
tree nothing is ignored.

```sh
echo schemas/drafts/ >> .gitignore
```

A file that is named itself is always read, and so are a file that another one refers to, a folder that git
ignores itself and one of which it ignores every schema file:

```toml
schemas = ["schemas", "schemas/drafts"]
```
"#;
    NotASchema = "R001", Error, "the file is no schema", r#"
A schema is an object with keywords, or a boolean (JSON Schema core, section 4.3). A file whose root is
something else holds no schema, and one that has no keyword and names no dialect is probably not meant as
one, such as a `package.json`. In a folder such a file is passed over with a warning.

```json
[{ "type": "string" }]
```

Take the file out of the input if it is not meant as a schema; if it is one, name its dialect by
`$schema`. A list of schemas becomes an object with the schemas under `$defs`. Documents that hold schemas
and are none are read as well: OpenAPI, AsyncAPI, OpenRPC, custom resources of Kubernetes, lists of tools
of the Model Context Protocol.
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
An identifier must identify one schema resource (JSON Schema core, section 8.2.1). With two of them, a
reference to it may mean either. It is a warning where no reference needs to know: files are told apart by
their paths, and of two the one is meant that stands in the folder of the reference.

```json
{
  "$defs": {
    "a": { "$id": "https://example.com/x", "type": "string" },
    "b": { "$id": "https://example.com/x", "type": "integer" }
  },
  "properties": { "c": { "$ref": "https://example.com/x" } }
}
```

Give one of them another `$id`, or remove the file that is a copy.
"#;
    UnknownDialect = "R004", Warning, "an unknown `$schema`", r#"
The `$schema` names a dialect that is not known, so the schema is read as draft 2020-12. Known are
draft 4, 6, 7, 2019-09 and 2020-12, and those of Swagger 2.0 and OpenAPI 3.0 and 3.1. Drafts before
draft 4 are read as draft 4, in which `extends`, `disallow`, `divisibleBy` and a boolean `required`
assert nothing: say `allOf`, `not`, `multipleOf` and a `required` of names instead.

```json
{ "$schema": "https://json-schema.org/draft/2020-09/schema" }
```

There is no such draft: `https://json-schema.org/draft/2019-09/schema` may be meant, or
`https://json-schema.org/draft/2020-12/schema`.
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
    TooManySchemas = "R010", Error, "the schemas are too many", r#"
Every schema that a root leads to takes memory while the code is made, up to three kilobytes and three
times the length of its JSON Pointer. At a gibibyte, some 300,000 schemas, or fewer that are nested by
the hundred, the run is given up.

```json
{ "allOf": [{ "allOf": [{ "allOf": [{ "allOf": [{ "allOf": [{ "allOf": [true] }] }] }] }] }] }
```

Generate from fewer schemas in one run, or name inner schemas in `$defs` and refer to them by `$ref`,
so that each is there once.
"#;
    PointerWithoutSlash = "R011", Warning, "a pointer lacks its first slash", r##"
A fragment that does not begin with a slash is the name of an anchor (JSON Schema core, section
8.2.2). No schema has an anchor of that name, but with a slash before it the fragment is a JSON Pointer
to a schema, so that one is meant.

```json
{ "$ref": "#definitions/user", "definitions": { "user": { "type": "string" } } }
```

Write `#/definitions/user`: most other tools refuse the schema as it stands.
"##;
    ForeignSchema = "R012", Warning, "a schema is in another language", r#"
A document holds a schema of which it says that it is in another language, as messages of AsyncAPI may
have schemas of Avro or Protocol Buffers. No type is made for it.

```yaml
asyncapi: 3.0.0
components:
  messages:
    Created:
      payload:
        schemaFormat: application/vnd.apache.avro;version=1.9.0
        schema: { type: record, name: Created, fields: [] }
    Deleted:
      payload: { type: object, properties: { id: { type: string } } }
```

Describe it by JSON Schema, or accept the finding by `allow`.
"#;
    NoEffect = "R013", Warning, "a keyword or a member has no effect", r##"
Every draft of JSON Schema, and each version of OpenAPI, has keywords that others do not have. In a schema
of another dialect such a keyword is an annotation and asserts nothing, which its author hardly knows.

```json
{ "$schema": "http://json-schema.org/draft-07/schema#",
  "properties": { "name": { "type": "string", "nullable": true } },
  "dependentRequired": { "name": ["id"] } }
```

Say it in the words of the dialect (`"type": ["string", "null"]`, `dependencies`), or name the dialect that
is meant by `$schema`.

Before draft 2019-09, and in OpenAPI 3.0, nothing counts beside a `$ref`: put that into an `allOf`. In a
description of an API it is told, too, where an object has a member that the specification does not know, such
as `request_body`, as nothing in it is read, and where a reference leads to an object of another kind.
"##;
    MisspeltKeyword = "R014", Warning, "a keyword is misspelt", r#"
A keyword that no dialect knows is an annotation and asserts nothing. This one is much like a keyword that
the dialect knows, and that keyword may have its value.

```json
{ "type": "object", "propertys": { "id": { "type": "string" } }, "require": ["id"] }
```

Correct the name. If it is meant as it stands, write it with `x-` before it, or accept the finding by
`allow`.
"#;
    MisspeltFormat = "R015", Warning, "a format is misspelt", r#"
The value of `format` is none that the specifications define, but much like one.

```json
{ "type": "string", "format": "datetime" }
```

Correct it: tools that assert formats do nothing for one that they do not know.
"#;
    MisspeltMember = "R016", Warning, "a required member is not among the properties", r#"
A member is required that `properties` does not have, and one that it has is much like it. So every
document needs a member of which the schema says nothing more.

```json
{ "properties": { "firstName": { "type": "string" } }, "required": ["firstname"] }
```

Correct one of the two names.
"#;
    ContraryBounds = "R017", Warning, "bounds exclude each other", r#"
The lower bound is above the upper one, so no number, text, array or object is accepted.

```json
{ "type": "integer", "minimum": 10, "maximum": 1 }
```

Exchange or correct them.
"#;
    HardPattern = "R018", Warning, "a pattern may take too many steps", r#"
Generated code decides a regular expression in a time in proportion to the text, whatever the text.
Two things are beyond that: what refers back to what a group matched, and some looks ahead or behind,
mostly in repetitions. Such an expression is searched for step by step, at most a million steps and a
hundred for each byte; a text that takes more is refused, with an error that says so.

```json
{ "pattern": "^(.+)=\\1$" }
```

If the texts are short, there is nothing to do. If they come from strangers, say the pattern in another
way, or leave this check to the program.
"#;
    StrayTag = "R019", Warning, "a discriminator tells nothing", r##"
A `discriminator` of OpenAPI names a member, and by `mapping` what schema each of its values stands for.
Where no schema that it should tell apart has the member, or where a key leads to a schema that is none of
them, that part of it means nothing:

```yaml
openapi: 3.1.0
components:
  schemas:
    Pet:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind, mapping: { fish: "#/components/schemas/Fish" } }
    Cat: { type: object, required: [kind], properties: { kind: { const: Cat } } }
    Dog: { type: object, required: [kind], properties: { kind: { const: Dog } } }
    Fish: { type: object, required: [kind], properties: { kind: { const: Fish } } }
```

`Fish` is no arm, so an object of the kind `fish` is refused. Add the arm, or take the key away.
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
    OverlappingOneOf = "L002", Warning, "a document matches two arms of a `oneOf`", r#"
`oneOf` accepts what exactly one of its arms accepts, so a document that two of them accept is
refused. The message shows the shortest one that was found. Mostly the arms were meant to be told
apart, and a writer who does not know it makes documents that no reader takes:

```json
{ "oneOf": [
    { "type": "object", "properties": { "card": { "type": "string" } } },
    { "type": "object", "properties": { "iban": { "type": "string" } } }
] }
```

Here `{}` matches both, and so does an object with neither member. Name in `required` what tells the
arms apart, give each a member with a `const` of its own, or write `anyOf` if a document may match
both. Of arms that each require a member which the other does not know nothing is said: there is to be one or
the other. Where anything else is meant, `allow` in `codegen.toml` accepts it:

```toml
[[allow]]
code = "L002"
at = "payment.json#/oneOf/*"
reason = "the service refuses an empty object as well"
```

Only unions that become enums are looked at, and only a bounded number of documents is tried: that
nothing is said proves nothing.
"#;
    OverlappingAnyOf = "L003", Info, "a document matches two arms of an `anyOf`", r#"
`anyOf` accepts what any of its arms accepts. A document that two of them accept is read as the first
of them, in the order of the schema, so that order is part of what the type means. No document is
refused, and none is changed: `codegen inspect` tells it, the other commands leave it out.

```json
{ "anyOf": [{ "enum": ["small", "large"] }, { "type": "string" }] }
```

Here `"small"` is a value of the enumeration and a string; it is read as the former. Put the narrower
arm first.
"#;
    TooManyCombinations = "L004", Warning, "schemas combine in too many ways for types", r##"
Where several schemas apply to one object, a member that they name has the subschemas of all of them.
Where these name members in turn, there may be a type for each set of schemas, and their number can
double with each schema. Beyond a bound a type stays JSON, with everything checked.

```json
{ "$ref": "#/$defs/a", "$defs": {
    "a": { "properties": { "next": { "allOf": [{ "$ref": "#/$defs/b" }, { "$ref": "#/$defs/c" }] } } },
    "b": { "properties": { "next": { "allOf": [{ "$ref": "#/$defs/c" }, { "$ref": "#/$defs/a" }] } } },
    "c": { "properties": { "next": { "allOf": [{ "$ref": "#/$defs/a" }, { "$ref": "#/$defs/d" }] } } },
    "d": {} } }
```

Three schemas are no trouble, a hundred of this kind are. Nobody writes them by hand: look where they
come from.
"##;
    Unsatisfiable = "L005", Warning, "no value satisfies a schema", r#"
What a schema or an arm of a union says contradicts itself, so it accepts nothing: its types exclude each
other, the rest of it refuses all of its values, or a member is required that something does not allow.
Mostly that is `additionalProperties: false` in one of several parts, which lets in none but the members
of its own part:

```json
{
  "type": "object",
  "allOf": [
    { "properties": { "id": { "type": "string" } }, "additionalProperties": false },
    { "properties": { "name": { "type": "string" } }, "required": ["name"] }
  ]
}
```

Write `unevaluatedProperties: false` beside the `allOf` instead, from draft 2019-09 on. The schemas `false`
and `{"not": {}}` are meant to accept nothing, and nothing is said of them.
"#;
    RefusedValue = "L006", Warning, "a schema refuses its own default or example", r#"
A `default` or an example is not what the schema that it stands in accepts. Who takes it as it is makes a
document that is refused.

```json
{ "type": "integer", "minimum": 1, "default": "1" }
```

Correct the value, or the schema. A default of `null` and one that is empty are not told about: many write
them for “none”. Nor is a value that the same member of another arm accepts: it is meant for the union.
"#;
    OwnTypesCollide = "L007", Error, "a type of your own cannot stand there", r#"
Either two patterns of `[[replace]]` match one type, and nobody knows which is meant; or one type of yours
would stand for two schemas that do not assert the same. A Rust type has one way to be read, and that
checks what the schema asserts, so there can be but one schema for it.

```toml
[[replace]]
path = ["order.json#/properties/price", "order.json#/properties/weight"] # "^\d+ EUR$", "^\d+ kg$"
with = "crate::Amount"
```

Let one pattern match, or let another type of yours stand for one of the schemas: `struct Weight(Amount)`
with `#[serde(transparent)]` will do. What schemas say in words makes no difference. A pattern of `path`
wins over one of `format`, so the two never collide.
"#;
    UnknownRustType = "L008", Info, "`x-rust-type` has no effect", r#"
A schema names the Rust type that it was made of, and the configuration does not know the crate of that
type, or knows another version of it; or the type stands for another schema already, which does not assert
the same. So a type is generated as for any other schema.

```toml
[crates]
rust_decimal = "1.36" # the version that your program has of it
```

Name the crate with its version, or `"*"` for any; or choose a type for this place by `[[replace]]`.
`codegen inspect` tells it, the other commands leave it out.
"#;
    ToldByFormat = "L009", Warning, "only a format tells the arms of a `oneOf` apart", r#"
A `format` asserts nothing unless the configuration says so. Where nothing else tells two arms of a `oneOf`
apart, a document that one of them is meant for matches both and is refused. The message shows the shortest
one that was found.

```json
{ "oneOf": [
    { "type": "string", "format": "uri" },
    { "type": "string", "pattern": "^\\./" }
] }
```

Here `"./a"` matches the first arm as well, as any string does. Have the format checked:

```toml
[formats]
uri = "check"
```

or write `anyOf`, if the schema is yours. A bounded number of documents is tried, so that nothing is said
proves nothing.
"#;
    NoTypes = "L010", Warning, "a file gives no types", r#"
A file is named as input, and no type is made of it; or no type is made at all. A schema that accepts any value
is a `serde_json::Value` to those who refer to it, a string without bounds is a `String`, and neither has a
type of its own unless it stands at the root of a file or is a definition that says something.

```json
{ "$defs": { "anything": true } }
```

Name the file that documents are made by. If this one is there to be referred to, it is taken along by those
that do, and need not be named.
"#;
    LeftInView = "L011", Warning, "a view leaves a keyword as it is", r#"
With `views`, a type for requests lacks the members that are `readOnly`, and one for responses those that are
`writeOnly`: they are taken out of `properties` and `required`. What asks about such a member in another way, or
counts it, stays as it is, and means another thing for documents that never have the member.

```json
{
  "properties": { "id": { "type": "string", "readOnly": true } },
  "if": { "properties": { "id": { "pattern": "^t" } } },
  "then": { "required": ["token"] }
}
```

No request has an `id`, so the condition holds for each, and each needs a `token`. Add `"required": ["id"]` to the
condition, let it ask about a member that goes both ways, or accept the finding if this is what is meant.
"#;
    Internal = "X001", Error, "an internal error", r#"
A defect of this program, not of the schema. Please report it, with the schema if it can be shared.

Until it is mended, leave the schema out, or let the definition that the message names be opaque.
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
    UnusedPattern = "C003", Error, "a key of the configuration names nothing", r#"
A pattern in `roots`, `big_integers`, `open_enums`, `builders`, `unknown_members`, `replace` or `attributes`
matches neither the path of a type nor the place of a schema that one is made from; or a key of `rename`, or a
pattern of `modules`, matches neither the name nor the place of a schema that has a type; or a `format` of
`replace` is that of no schema. So it does nothing. What is much like it is suggested.

```toml
open_enums = ["session::v1::AuthenticationFacterType"]
```

Correct it, or delete it. `codegen inspect` lists the paths of all types and the places of their schemas.
A pattern must match the whole of either; `*` stands for any characters. A schema that is nothing but a
reference has the type of what it refers to: name that one. `codegen diff` does not ask, since one of the
two versions may have what the other lacks. Where the command line names other inputs than the
configuration does, it is good to know and no error.
"#;
    UnusedAllowance = "C004", Warning, "an entry of the configuration accepts nothing", r#"
An entry of `allow` accepts no finding: what it accepted is mended, or stands elsewhere now. Or an entry of
`accept` accepts no change although the older version of the schemas has it as well: the change was made
before that.

```toml
[[allow]]
code = "R002"
at = "member.json#/properties/other"
reason = "the vendor has not published the other half"
```

Delete it, so that the next finding of this kind is not passed over. Errors cannot be accepted, and the
changes that `codegen diff` reports are accepted by `accept`.
"#;
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
    Weaker = "G006", Warning, "a keyword is enforced in a weaker way than before", r#"
The committed summary of the ledger (`ledger` in `codegen.toml`) says that a type or a check enforced
the keyword, and now nothing does, or only a validator: the configuration changed, or another keyword
beside it, or the generator.

```toml
[formats]
# uuid = "uuid" was here
```

Undo the change that caused it, or commit the new summary, in which those who review see it.
"#;
    MemberAdded = "D001", Info, "an optional member was added", r#"
Old readers refuse the member if the object is closed, and old writers may have used its name for
something else if it is open. In Rust a field is added, which breaks those who build the struct or
match it with all of its fields, unless it is `#[non_exhaustive]`.

```json
{ "properties": { "name": {}, "nickname": { "type": "string" } } }
```

Documents without the member stay valid.
"#;
    RequiredMemberAdded = "D002", Info, "a required member was added", r#"
Documents that are made with the old types lack the member, so the new schema refuses them. A
`default` does not help: it is an annotation, and nobody fills it in.

```json
{ "properties": { "id": {} }, "required": ["id"] }
```

Add it as an optional member first, and require it when every writer sends it.
"#;
    MemberRemoved = "D003", Info, "a member was removed", r#"
Readers that require the member do not get it any more. A closed object now refuses documents that
have it; in an open one its values are no longer checked.

```json
{ "properties": { "name": {} }, "additionalProperties": false }
```

Mark it as `deprecated` first, and remove it when nobody reads or writes it.
"#;
    MemberRenamed = "D004", Info, "a member was renamed", r#"
One member was removed and one with the same schema was added. For documents these are two changes:
old and new ones do not have the same member.

```json
{ "properties": { "fooBar": {} } }
```

If both names make one Rust name, programs compile as before and fail at run time only.
"#;
    BecameRequired = "D005", Info, "a member became required", r#"
Documents without the member were valid and are refused now. New documents are fine for old readers.

```json
{ "properties": { "id": { "type": "string" } }, "required": ["id"] }
```

In Rust the field is no longer an `Option`, which breaks those who read or set it.
"#;
    BecameOptional = "D006", Info, "a member became optional", r#"
New documents may lack a member that every old reader requires.

```json
{ "properties": { "id": { "type": "string" } }, "required": [] }
```

Keep it required as long as old readers exist. In Rust the field becomes an `Option`.
"#;
    TypeChanged = "D007", Info, "a type changed", r#"
The JSON types that are accepted are others. More types break readers, fewer break writers, others
break both. `null` is a type as well, and `integer` is a part of `number`.

```json
{ "type": ["string", "null"] }
```

In Rust the type of the field changes. From `integer` to a floating point number, the types round it
lose `Eq` and `Hash`, too.
"#;
    ValueAdded = "D008", Info, "a value was added to an `enum`", r#"
Readers that know the old values alone refuse the new one, unless their enumeration is open.

```json
{ "enum": ["open", "closed", "merged"] }
```

Generate with `open_enums` for enumerations that are expected to grow: such a type keeps values that
it does not know.
"#;
    ValueRemoved = "D009", Info, "a value was removed from an `enum`", r#"
Documents with the value were valid and are refused now; programs that name its variant do not
compile any more.

```json
{ "enum": ["open"] }
```

Stop writing the value before you remove it.
"#;
    ValueRespelled = "D010", Info, "a value of an `enum` became another", r#"
One value was removed and one was added. If both make one Rust name, programs compile as before and
write a text that others do not know.

```json
{ "enum": ["in-progress"] }
```

Accept both spellings for a while.
"#;
    ValuesReordered = "D011", Info, "the values of an `enum` have another order", r#"
No document notices. In Rust the variants get other numbers, which programs see that write
`value as u8`.

```json
{ "enum": ["closed", "open"] }
```

Keep the order and add new values at the end.
"#;
    EnumChanged = "D012", Info, "an `enum` came or went", r#"
Any value of the type was accepted before, or is accepted now. In Rust the type becomes an
enumeration, or is one no more.

```json
{ "type": "string", "enum": ["a", "b"] }
```

Readers with `open_enums` read what they do not know as well.
"#;
    ConstantChanged = "D013", Info, "a `const` changed", r#"
The one value that is accepted is another, or is no longer the only one. Where it is the tag by which
the arms of a union are told apart, every document of that arm is concerned.

```json
{ "properties": { "kind": { "const": "card" } } }
```

Add another arm instead of changing the tag of one.
"#;
    BoundChanged = "D014", Info, "a bound changed", r#"
A bound on a number, a length or a count. A tighter one breaks writers, a looser one breaks readers
that enforce the old one.

```json
{ "type": "integer", "maximum": 100 }
```

Types do not depend on bounds, so in Rust nothing changes, but where a newtype comes or goes with the
first or the last bound.
"#;
    PatternChanged = "D015", Info, "a `pattern` changed", r#"
Whether one regular expression matches all that another one matches is not decided in general. What is
reported as broken is shown by a text that only one of them matches.

```json
{ "pattern": "^[a-z]+$" }
```

Unknown means that no such text was found, not that there is none.
"#;
    FormatChanged = "D016", Info, "a `format` changed", r#"
By the specification a `format` asserts nothing. Where `[formats]` in `codegen.toml` chooses a type or
a check for it, it is a condition like any other.

```json
{ "type": "string", "format": "date-time" }
```

Formats such as `int64` choose the width of an integer, and those that `[formats]` in `codegen.toml`
names choose a Rust type.
"#;
    ContentChanged = "D017", Info, "what a text holds changed", r#"
`contentEncoding` and `contentMediaType` say how to read the text of a string. The same text means
something else now, although it is accepted as before.

```json
{ "type": "string", "contentEncoding": "base64url" }
```

Add another member with the other encoding.
"#;
    ElementsChanged = "D018", Info, "the elements of an array changed", r#"
A list became a tuple, a tuple has another length, or `uniqueItems` or `contains` changed.

```json
{ "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }
```

A tuple is a Rust type of its own, so a change of its length breaks those who use it.
"#;
    OthersChanged = "D019", Info, "what other members or elements there may be changed", r#"
`additionalProperties`, `unevaluatedProperties` or `unevaluatedItems`. A closed object refuses
members that it does not name; an open one keeps them.

```json
{ "additionalProperties": false }
```

In Rust the field that holds the other members comes or goes.
"#;
    NamesChanged = "D020", Info, "a rule about the names of members changed", r#"
`patternProperties` or `propertyNames`: members are checked by what they are called.

```json
{ "patternProperties": { "^x-": { "type": "string" } } }
```

In Rust such members are kept in a map and checked.
"#;
    DependenciesChanged = "D021", Info, "a rule about members that need each other changed", r#"
`dependentRequired` or `dependentSchemas`, which older drafts call `dependencies`.

```json
{ "dependentRequired": { "card": ["address"] } }
```

A new rule breaks writers, a rule that is gone breaks readers that enforce it.
"#;
    ConditionChanged = "D022", Info, "a condition changed", r#"
`not`, `if`, `then` or `else`. What is accepted depends on all of them, so the schema round them is
compared as a whole.

```json
{ "if": { "required": ["card"] }, "then": { "required": ["address"] } }
```

The verdict is that of the whole; the example document shows what it is about.
"#;
    ConjunctChanged = "D023", Info, "an `allOf` has other parts", r#"
Each part is a condition more. In Rust the parts are merged, so members come and go with them.

```json
{ "allOf": [{ "required": ["id"] }] }
```

A part that is gone breaks readers that enforce it, a new one breaks writers.
"#;
    ArmAdded = "D024", Info, "an arm was added to a union", r#"
Readers do not know the arm, unless they keep what they do not know. With `oneOf`, documents that the
new arm accepts as well as an old one are refused now, which breaks writers.

```json
{ "oneOf": [{ "type": "string" }, { "type": "integer" }] }
```

In Rust a variant is added, which breaks those who match all of them.
"#;
    ArmRemoved = "D025", Info, "an arm of a union was removed", r#"
Documents of that arm were valid and are refused now; programs that name its variant do not compile
any more.

```json
{ "anyOf": [{ "type": "string" }] }
```

With `oneOf`, documents that two arms accepted may be valid now.
"#;
    UnionChanged = "D026", Info, "a union works in another way", r#"
`anyOf` became `oneOf` or the other way round, a union came or went, or its tag is another member.

```json
{ "oneOf": [{ "minimum": 0 }, { "multipleOf": 2 }] }
```

`oneOf` refuses documents that two arms accept; where the arms exclude each other nothing changes.
"#;
    ReferenceChanged = "D027", Info, "a reference changed", r#"
Schemas that are referred to apply together with what stands beside the reference.

```json
{ "$ref": "base.json", "required": ["id"] }
```

Where a reference leads to another schema, what differs between the two is reported there.
"#;
    DefinitionAdded = "D028", Info, "a definition was added", r#"
No document notices. In Rust a type is new.

```json
{ "$defs": { "User": { "type": "object" } } }
```

There is nothing to do.
"#;
    DefinitionRemoved = "D029", Info, "a definition was removed", r#"
No document notices, as nothing refers to it. In Rust its type is gone.

```json
{ "$defs": {} }
```

Keep it for as long as programs name its type.
"#;
    DefinitionRenamed = "D030", Info, "a definition was renamed", r#"
No document notices. In Rust its type has another name.

```json
{ "$defs": { "Account": { "type": "object" } } }
```

`[rename]` in `codegen.toml` keeps the old name.
"#;
    SchemaAdded = "D031", Info, "a schema was added", r"
A file is new. Documents of other schemas are as they were, and in Rust a type is new.

```sh
git add schemas/user.json
```

There is nothing to do.
";
    SchemaRemoved = "D032", Info, "a schema was removed", r"
A file is gone, and its types with it. What its documents are now cannot be said.

```sh
git rm schemas/user.json
```

Keep it for as long as programs name its types.
";
    SchemaMoved = "D033", Info, "a schema has another path", r"
A file was recognised by its `$id` or its content. No document notices, but types are named by files
where nothing else names them.

```sh
git mv schemas/user.json schemas/account.json
```

`[rename]` in `codegen.toml` keeps the old names.
";
    DialectChanged = "D034", Info, "a schema is written in another draft", r#"
Both versions are read by their own drafts and compared by what they mean, so this alone breaks
nobody; what it changes is reported where it shows.

```json
{ "$schema": "https://json-schema.org/draft/2020-12/schema" }
```

Keywords such as `items` mean something else in another draft: look at the other findings.
"#;
    DefaultChanged = "D035", Info, "a `default` changed", r#"
No document notices, as a `default` asserts nothing. Programs that fill it in behave in another way.

```json
{ "type": "integer", "default": 10 }
```

Tell those who rely on it.
"#;
    AccessChanged = "D036", Info, "`readOnly` or `writeOnly` changed", r#"
These say which way a member may go, and some services refuse it the other way.

```json
{ "type": "string", "readOnly": true }
```

What `writeOnly` marks is taken for a secret, and `Debug` does not print it.
"#;
    DeprecationChanged = "D037", Info, "`deprecated` changed", r#"
No document notices. In Rust the item gets an attribute, and programs that use it a warning.

```json
{ "type": "string", "deprecated": true }
```

Under `-D warnings` that warning is an error.
"#;
    TextChanged = "D038", Info, "a text changed", r#"
A title, a description, examples or a comment. No document notices, and in Rust the documentation
changes. A title can name a type, though.

```json
{ "title": "User", "description": "Somebody who has an account." }
```

If the Rust API is reported as broken, `[rename]` in `codegen.toml` keeps the old name.
"#;
    ApiChanged = "D039", Info, "a type changed for what it holds", r"
No schema changed here, but the Rust type did: a trait that it derived is gone because a type within
it lost that trait, or it is boxed because it now contains itself.

```rust
#[derive(Clone, Debug, PartialEq)] // was `Eq` and `Hash`, before a member became a float
struct Order { total: Money }
```

The cause is another finding.
";
    ConfigurationChanged = "D040", Info, "the configuration changed", r#"
The old schemas are read with the old `codegen.toml` and the new ones with the new, so a key that
changes types or what they accept is a change like any other.

```toml
[formats]
date-time = "jiff"
```

What documents notice of it is reported where it shows; what programs notice is reported here.
"#;
    OperationChanged = "D041", Info, "an operation changed outside of its schemas", r#"
An operation of an API description came or went, or a part of it that is no schema differs: what it needs,
what it answers with, of which media type.

```yaml
/pets:
  get:
    parameters:
      - { name: limit, in: query, required: true, schema: { type: integer } }
```

Clients break where an operation, or a media type that it takes, is gone, and where it needs a parameter or a body
that it did not need. What else such a change means to programs no schema tells, so the verdict is `unknown`.
"#;
    NoBaseline = "D090", Error, "there is nothing to compare with", r"
The revision or folder that `--against` names cannot be read: no such revision, no repository, or a
clone that does not go back so far. A comparison that cannot be made is never called clean.

```yaml
- uses: actions/checkout@v4
  with: { fetch-depth: 0 }
```

In CI fetch the history; elsewhere run `git fetch --unshallow`, or name a folder.

Nor is anything clean compared with nothing: an old side without schemas is this error, unless
`--allow-new` says that a revision may have none yet.
";
}
