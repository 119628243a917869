//! Schemas of strangers: whatever their texts hold, documentation runs nothing, and whatever their names
//! are, the code compiles in every edition.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::folder::{Files, codegen, read, write};
use crate::workspace::Workspace;

/// Texts each of which would run, load or deceive if it were taken as Markdown for rustdoc.
const TEXTS: [&str; 40] = [
    "An animal.\n\n>     panic!();\n",
    "Name.\n\n-     panic!();",
    "Age.\n\n> ~~~\n> panic!();\n> ~~~",
    "1.     panic!();",
    "- a\n\n      panic!();",
    "> - > 1.     panic!();",
    "```\npanic!();\n```",
    "```rust,should_panic\nfn f() {}\n```",
    "~~~compile_fail\nlet x = 1;\n~~~",
    "````ignore\n```\npanic!();\n```\n````",
    "```\npanic!();",
    "a\n\n\tpanic!();",
    "a\n\n \tpanic!();",
    "     panic!();\n\na",
    "# \n\n    panic!();",
    "* * *\n    panic!();",
    "<pre><code class=\"language-rust\">panic!();</code></pre>",
    "<div>\n\n    panic!();\n\n</div>",
    "<!--\n-->\n    panic!();",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "<b>never closed",
    "[a](javascript:alert(1)) [b](data:text/html,x) <javascript:x>",
    "[crate::x] [`Foo`] [x][y] [`std::fs`]() [a](b) [Self::new]",
    "[x]\n\n[x]: javascript:alert(1)",
    "[y]: http://e.example\n[y] and [y][] and [z][y]",
    "![pixel](http://t.example/p.png) ![p](p.png)",
    "[^1]\n\n[^1]:     panic!();",
    "a `code that never ends",
    "``a ` b`` `` ` ``",
    "xhttps://example.com http://example.com/`b <http://a/`b> https://example.com.",
    "mailto:a@b.example <a@b.example> <mailto:a> [a](mailto:x)",
    "| a |\n| - |\n|     panic!(); |\n| `x | y` |",
    "\"]\n#[doc=include_str!(\"/etc/passwd\")]\npub fn evil() {} //*/ /* */ \\ \"## r#\" {{}} $crate",
    "\u{202e}gnp\u{2066} \u{200b}\u{2028}    panic!();\u{2029}\u{85}    x\u{feff}\u{0}",
    "&#32;&#32;&#32;&#32;panic!(); &#x202e; &lt;b&gt; &#96;&#96;&#96;",
    "\r    panic!();\r\n\r\n    panic!();\r",
    "a\n===\n    panic!();\n---\n",
    "`````````text\npanic!();\n```\n\n    panic!();",
    "- [ ] <input>\n  1) ```\n     panic!();\n     ```",
    "---\ntitle: x\n---\n    panic!();",
];

const NAMES: &str = "as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
    match mod move mut pub ref return self Self static struct super trait true type unsafe use where while abstract \
    become box do final gen macro override priv try typeof unsized virtual yield union auto default raw safe \
    macro_rules 'static r#type Option Some None Box String Vec Default Result Ok Err ToString Clone Copy Send Sync Sized \
    Drop Fn Iterator IntoIterator Extend Eq PartialEq Ord AsRef Into From TryFrom FromIterator Debug Hash Future drop bool \
    char str i64 u8 u128 f64 usize vec format println panic assert matches write todo derive test cfg doc include env line \
    column deprecated serde inline support checks Constants Pattern Schema Error Unknown Presence Formatted Secret Kind Arm \
    Read Text ALL LISTED AT KINDS Value Map Number serde_json std core alloc regress main lib build check unknown \
    other_members unknown_members new as_str clone fmt eq into serialize deserialize Visitor Deserialize Serializer BTreeMap \
    Cow Json Object Field FromStr Display array string null D S T E V proc_macro rustfmt clippy rustdoc con nul aux prn com1 \
    CON COM9 lpt1 foo Foo FOO foo_2 Foo2 Nullable Item N n";

const ODD_NAMES: [&str; 62] = [
    "",
    "_",
    "__",
    " ",
    ".",
    "..",
    "-",
    "1",
    "2fa",
    "1.0",
    "+",
    "*",
    "/",
    "../x",
    "\\",
    "\"",
    "'",
    "`",
    "a b",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "é",
    "É",
    "e\u{301}",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ſ",
    "K",
    "\u{200d}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}x",
    "\u{200f}x",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "日本",
    "ل",
    "\u{301}",
    "a\u{301}\u{301}",
    "µ",
    "μ",
    "ﬁ",
    "²",
    "Ⅷ",
    "ǅ",
    "\u{0}",
    "\n",
    "\r\n",
    "#[test]",
    "fn main(){}",
    "}",
    "[",
    "<T>",
    "*/",
    "\";panic!();\"",
    "$crate",
    "{0}",
    "\u{feff}",
];

fn names() -> Vec<String> {
    let long = [("x", 10_000), ("ж", 3_000), ("😀", 3_000)].map(|(it, times)| it.repeat(times));
    let mut names: Vec<_> =
        NAMES.split_whitespace().chain(ODD_NAMES).map(str::to_owned).chain(long).collect();
    names.sort();
    names.dedup();
    names
}

/// An object of a value for each name.
fn each(names: &[String], value: impl Fn(usize, &str) -> Value) -> Value {
    let members = names.iter().enumerate().map(|(index, it)| (it.clone(), value(index, it)));
    Value::Object(members.collect())
}

/// Schemas with every name at every place where a name can stand.
fn schemas_of(names: &[String]) -> Files {
    let members = |value: &dyn Fn(usize, &str) -> Value| each(names, value);
    let of_name =
        |name: &str| json!({ "type": "object", "properties": { name: { "enum": ["a", name] } } });
    let tagged = |(index, name): (usize, &String)| {
        json!({ "title": name, "type": "object", "required": ["k"],
            "properties": { "k": { "const": format!("k{index}") }, name: { "type": "string", "minLength": 1 } } })
    };
    let numbered: Vec<_> = names.iter().enumerate().collect();
    let arms: Vec<_> = numbered.iter().map(|&it| tagged(it)).collect();
    let tags = names.iter().map(
        |it| json!({ "type": "object", "required": ["k"], "properties": { "k": { "const": it } } }),
    );
    let titles = |(index, name): &(usize, &String)| {
        (
            format!("m{index}"),
            json!({ "title": name, "type": "object", "properties": { "a": { "minimum": 1 } } }),
        )
    };
    let titled = Value::Object(numbered.iter().map(titles).collect());
    let mut files: Vec<(String, Value)> = vec![
        (
            "members".to_owned(),
            json!({ "type": "object", "properties": members(&|_, _| json!({ "type": "string" })) }),
        ),
        (
            "closed".to_owned(),
            json!({ "type": "object", "required": names, "additionalProperties": false,
                "properties": members(&|_, _| json!({ "type": ["string", "null"], "minLength": 1 })) }),
        ),
        (
            "structs".to_owned(),
            json!({ "type": "object", "properties": members(&|_, it| of_name(it)) }),
        ),
        (
            "constants".to_owned(),
            json!({ "type": "object", "required": names, "properties": members(&|_, it| json!({ "const": it })) }),
        ),
        ("values".to_owned(), json!({ "enum": names })),
        ("definitions".to_owned(), json!({ "$defs": members(&|_, it| of_name(it)) })),
        (
            "newtypes".to_owned(),
            json!({ "$defs": members(&|index, _| json!({ "type": "string", "minLength": index + 1 })) }),
        ),
        ("tagged".to_owned(), json!({ "oneOf": arms })),
        ("tags".to_owned(), json!({ "oneOf": tags.collect::<Vec<_>>() })),
        ("titles".to_owned(), json!({ "type": "object", "properties": titled })),
    ];
    let is_file = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.len() < 200
            && !name.contains(['/', '\\', '\0'])
    };
    for (index, name) in numbered.into_iter().filter(|(_, name)| is_file(name)) {
        let one = || json!({ "type": "string", "minLength": 1 });
        files.push((format!("f{index}/{name}"), one()));
        files.push((format!("g{index}/{name}/z"), one()));
    }
    files
        .into_iter()
        .map(|(path, it)| (format!("schemas/{path}.json"), it.to_string().into()))
        .collect()
}

/// Schemas with every text at every place where a text is printed.
fn schemas_with(texts: &[&str]) -> Files {
    let member = |index: usize, text: &str| {
        let value = json!({
            "title": text, "description": text, "default": text, "examples": [text], "format": text, "$comment": text,
            "type": "string", "minLength": 1, "deprecated": index.is_multiple_of(2),
        });
        let values = json!({ "description": text, "enum": [text, "other"], "default": text });
        let arms = json!({ "oneOf": [
            { "title": text, "description": text, "type": "object", "required": ["k"], "properties": { "k": { "const": text } } },
            { "description": text, "type": "integer", "multipleOf": 2 },
        ] });
        json!({
            "title": text, "description": text, "type": "object", "required": ["fixed", text],
            "properties": { "value": value, "values": values, "arms": arms, "fixed": { "const": text, "description": text },
                "title": { "title": text }, "comment": { "description": text }, text: { "maxLength": 9, "type": "string" } },
            "patternProperties": { "^x": { "description": text, "type": "integer" } },
        })
    };
    let mut files = Files::new();
    for (index, text) in texts.iter().enumerate() {
        files.insert(format!("schemas/t{index}.json"), member(index, text).to_string().into());
    }
    files.insert(
        "schemas/`x` [y] <b> # ```.json".to_owned(),
        member(1, "A title").to_string().into(),
    );
    files.insert("schemas/    panic!();.json".to_owned(), member(1, "A title").to_string().into());
    files
}

/// A package of an edition around the tree of some schemas.
fn add(workspace: &Workspace, name: &str, edition: &str, tree: &Files) {
    let dependencies =
        "[dependencies]\nserde = { workspace = true }\nserde_json = { workspace = true }\n";
    workspace.add_package(name, dependencies);
    workspace.edit(
        &format!("{name}/Cargo.toml"),
        "edition = \"2024\"",
        &format!("edition = \"{edition}\""),
    );
    write(&workspace.folder.join(name).join("src/api"), tree);
    workspace
        .write(&format!("{name}/src/lib.rs"), "//! A test.\n#![deny(warnings)]\npub mod api;\n");
}

fn generate(schemas: &Files) -> Files {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), schemas);
    let ran = codegen(folder.path(), "generate --out api --format concise");
    assert_eq!(ran.status, 0, "{}", ran.err);
    read(&folder.path().join("api"))
}

#[test]
fn any_name_gives_code_in_every_edition() {
    let tree = generate(&schemas_of(&names()));
    let mut packages = String::new();
    let workspace = Workspace::new();
    for edition in ["2018", "2021", "2024"] {
        add(&workspace, &format!("names{edition}"), edition, &tree);
        write!(packages, " -p names{edition}").unwrap();
    }
    let ran = workspace.cargo(&format!("check --quiet{packages}"), false);
    assert_eq!(ran.status, 0, "{}", ran.err.chars().take(4_000).collect::<String>());
    for path in tree.keys() {
        let stem = |part: &str| part.split('.').next().unwrap_or_default().to_lowercase();
        let is_device = |part: &str| {
            ["con", "aux", "nul", "prn", "com1", "com9", "lpt1"].contains(&stem(part).as_str())
        };
        assert!(!path.split('/').any(is_device), "no file of Windows: {path}");
        assert!(path.split('/').all(|part| part.len() < 250), "{path}");
    }
    let folded: BTreeSet<_> = tree.keys().map(|it| it.to_lowercase()).collect();
    assert_eq!(folded.len(), tree.len(), "two files differ in case alone");
}

#[test]
fn documentation_runs_nothing() {
    let tree = generate(&schemas_with(&TEXTS));
    let workspace = Workspace::new();
    add(&workspace, "texts", "2021", &tree);
    let ran = workspace.cargo("test --doc -p texts", false);
    assert_eq!(ran.status, 0, "{}", ran.err.chars().take(4_000).collect::<String>());
    assert!(ran.out.contains("running 0 tests"), "{}", ran.out);
    let ran = workspace.cargo("doc --quiet --no-deps --document-private-items -p texts", false);
    assert_eq!(ran.status, 0, "{}", ran.err.chars().take(4_000).collect::<String>());
}
