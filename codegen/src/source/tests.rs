//! What the pass makes of whole files.

use std::path::Path;

use super::*;
use crate::diagnostic::{Format, render};
use crate::files::Memory;

/// Reads a JSON text that is known to be one.
#[track_caller]
pub(crate) fn json(text: &str) -> Json {
    let mut sink = Sink::new();
    let json = json_text::read(FileId(0), text, &mut sink);
    assert_eq!(sink.into_sorted(), []);
    json.unwrap()
}

/// Runs the pass on files in memory.
fn read<B: AsRef<[u8]>>(files: &[(&str, B)], inputs: &[Input]) -> (Sources, Vec<Diagnostic>) {
    let memory = Memory::with(files.iter().map(|(path, bytes)| (Path::new(path), bytes)));
    let mut sink = Sink::new();
    let sources = run(&memory, inputs, &mut sink);
    (sources, sink.into_sorted())
}

/// The findings for one file, a line each.
fn findings(name: &str, text: impl AsRef<[u8]>) -> String {
    let (sources, diagnostics) = read(&[(name, text)], &[Input::new(name)]);
    render(&diagnostics, &sources, Format::Concise, false)
}

/// A broken text, and what is said of it.
const JSON: &[(&str, &str)] = &[
    ("", "1:1: error[S004]: expected a value, found the end of the file"),
    (" \n ", "1:1: error[S004]: expected a value, found the end of the file"),
    ("{", "1:2: error[S004]: expected a member name or `}`, found the end of the file"),
    (
        "{\n  \"a\": [1,\n  2\n",
        "3:4: error[S004]: expected `,` or `]`, found the end of the file (#/a)",
    ),
    (r#"{"a""#, "1:5: error[S004]: expected `:`, found the end of the file"),
    (r#"{"a":"#, "1:6: error[S004]: expected a value, found the end of the file (#/a)"),
    (r#"{"a":1,"#, "1:8: error[S004]: expected a member name, found the end of the file"),
    ("[1", "1:3: error[S004]: expected `,` or `]`, found the end of the file"),
    (r#"{"a": 1 "b": 2}"#, r#"1:9: error[S004]: expected `,` or `}`, found `"b"`"#),
    (r#"{"a": 1, 'b': 2}"#, "1:10: error[S004]: expected a member name, found `'b'`"),
    (r#"{"a": 1, b: 2}"#, "1:10: error[S004]: expected a member name, found `b`"),
    (r#"{"a" 1}"#, "1:6: error[S004]: expected `:`, found `1`"),
    (r#"{"a": 'x'}"#, "1:7: error[S004]: expected a value, found `'x'` (#/a)"),
    (r#"{"a": [1, 2}"#, "1:12: error[S004]: expected `,` or `]`, found `}` (#/a)"),
    (r#"{"a": 1]"#, "1:8: error[S004]: expected `,` or `}`, found `]`"),
    ("[1 2]", "1:4: error[S004]: expected `,` or `]`, found `2`"),
    ("[1,, 2]", "1:4: error[S004]: expected a value, found `,`"),
    ("[,1]", "1:2: error[S004]: expected a value, found `,`"),
    ("[1,]", "1:3: error[S004]: trailing comma before `]`"),
    ("{\"a\": 1,\n}", "1:8: error[S004]: trailing comma before `}`"),
    ("{} {}", "1:4: error[S004]: expected the end of the file, found `{`"),
    ("1]", "1:2: error[S004]: expected the end of the file, found `]`"),
    ("// x\n{}", "1:1: error[S004]: JSON has no comments"),
    ("{\"a\": 1, /* x\n */ \"b\": 2}", "1:10: error[S004]: JSON has no comments"),
    ("{} # x", "1:4: error[S004]: JSON has no comments"),
    ("NaN", "1:1: error[S004]: `NaN` is not a JSON number"),
    (r#"{"a": -Infinity}"#, "1:7: error[S004]: `-Infinity` is not a JSON number (#/a)"),
    ("[True]", "1:2: error[S004]: expected a value, found `True`"),
    ("[undefined]", "1:2: error[S004]: expected a value, found `undefined`"),
    ("[nul]", "1:2: error[S004]: expected a value, found `nul`"),
    ("[01]", "1:2: error[S004]: `01` is not a JSON number"),
    ("[+1]", "1:2: error[S004]: `+1` is not a JSON number"),
    ("[.5]", "1:2: error[S004]: `.5` is not a JSON number"),
    ("[1.]", "1:2: error[S004]: `1.` is not a JSON number"),
    ("[-]", "1:2: error[S004]: expected a value, found `-`"),
    ("[1e]", "1:2: error[S004]: `1e` is not a JSON number"),
    ("[0x1F]", "1:2: error[S004]: `0x1F` is not a JSON number"),
    ("[1.2.3]", "1:2: error[S004]: `1.2.3` is not a JSON number"),
    ("[\"a\nb\"]", "1:2: error[S004]: the string is not closed"),
    (r#"["a"#, "1:2: error[S004]: the string is not closed"),
    (r#"["a\"#, "1:4: error[S004]: a backslash that begins no escape sequence"),
    ("[\"a\tb\"]", "1:4: error[S004]: control character U+0009 in a string"),
    (r#"["\x41"]"#, "1:3: error[S004]: a backslash that begins no escape sequence"),
    (r#"["\u12"]"#, r#"1:3: error[S004]: expected four hexadecimal digits after `\u`"#),
    (r#"["\u12é4"]"#, r#"1:3: error[S004]: expected four hexadecimal digits after `\u`"#),
    (r#"["\ud800"]"#, r#"1:3: error[S004]: `\ud800` is half of a surrogate pair"#),
    (r#"["\udc00\ud800"]"#, r#"1:3: error[S004]: `\udc00` is half of a surrogate pair"#),
    (r#"["\ud800\u0041"]"#, r#"1:3: error[S004]: `\ud800` is half of a surrogate pair"#),
    (r#"["\ud800\u00"]"#, r#"1:9: error[S004]: expected four hexadecimal digits after `\u`"#),
    ("[“a”]", "1:2: error[S004]: expected a value, found `“`"),
    ("[1\u{a0}]", "1:3: error[S004]: expected `,` or `]`, found the character U+00A0"),
    ("[\u{200b}]", "1:2: error[S004]: expected a value, found an invisible character"),
    ("openapi: 3.0.0\n", "1:1: error[S004]: expected a value, found `openapi`"),
    ("\u{feff}\u{feff}{}", "1:1: error[S004]: expected a value, found an invisible character"),
    ("\u{feff}{\"é\": x}", "1:7: error[S004]: expected a value, found `x` (#/é)"),
    (
        r#"{"a": {"b/c": {"d": 1, "d": 2}}}"#,
        r#"1:24: warning[S005]: the member "d" is there twice (#/a/b~1c/d)"#,
    ),
    (
        r#"{"a": [{"x": 1}, {"y": tru}]}"#,
        "1:24: error[S004]: expected a value, found `tru` (#/a/1/y)",
    ),
];

/// A text that is no YAML, or says what JSON cannot say, and what is said of it.
const YAML: &[(&str, &str)] = &[
    ("", "1:1: error[S004]: expected a value, found the end of the file"),
    ("# x\n", "1:4: error[S004]: expected a value, found the end of the file"),
    ("a: b: c", "1:5: error[S004]: mapping values are not allowed in this context"),
    ("a: [1, 2", "1:9: error[S004]: while parsing a flow sequence, expected ',' or ']'"),
    ("a: 1\n b: 2", "2:3: error[S004]: mapping values are not allowed in this context"),
    ("a:\n\t- 1", "2:2: error[S004]: tabs disallowed within this context (block indentation)"),
    ("a: 1\na: 2", r#"2:1: warning[S005]: the member "a" is there twice (#/a)"#),
    (
        r#"a: "x"#,
        "1:4: error[S004]: while scanning a quoted scalar, found unexpected end of stream",
    ),
    ("a: *b", "1:4: error[S004]: while parsing node, found unknown anchor"),
    ("é: &b [*b]", "1:8: error[S004]: an alias stands within the value that it stands for (#/é)"),
    ("a: 1\n---\nb: 2", "2:1: error[S004]: the file holds more than one YAML document"),
    ("é: .inf", "1:4: error[S004]: `.inf` is no number that JSON has (#/é)"),
    ("a: {b: .nan}", "1:8: error[S004]: `.nan` is no number that JSON has (#/a/b)"),
    ("a: !include x.yaml", "1:4: error[S004]: the tag `!include` stands for no JSON value (#/a)"),
    ("a: !!binary aGk=", "1:4: error[S004]: the tag `!!binary` stands for no JSON value (#/a)"),
    ("a: !!set {x}", "1:4: error[S004]: the tag `!!set` stands for no JSON value (#/a)"),
    ("a: !!int x", "1:4: error[S004]: `x` is not of the type of its tag `!!int` (#/a)"),
    ("[a]: 1", "1:1: error[S004]: the name of a member is not a scalar"),
    ("? {a: 1}\n: 1", "1:3: error[S004]: the name of a member is not a scalar"),
    ("<<: 1", "1:5: error[S004]: `<<` takes a mapping or a list of mappings"),
    ("a: @x", "1:4: error[S004]: unexpected character: `@'"),
    ("a: 1\0", "1:5: error[S004]: character U+0000 in a YAML text"),
];

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (name, cases) in [("a.json", JSON), ("a.yaml", YAML)] {
        for (text, expected) in cases {
            assert_eq!(findings(name, text), format!("{name}:{expected}\n"), "{text:?}");
        }
    }
}

#[test]
fn what_a_message_quotes_is_short() {
    let found = findings("a.json", format!("[1] {}", "word".repeat(99)));
    let expected = "a.json:1:5: error[S004]: expected the end of the file, found ";
    assert_eq!(found, format!("{expected}`wordwordwordwordwordword…`\n"));
}

#[test]
fn nesting_is_bounded() {
    let nested = |open: &str, inner: &str, close: &str, depth| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    for (name, open, inner, close, depth, column) in [
        ("a.json", "[", "", "]", 1000, 1001),
        ("a.json", "{\"a\":", "1", "}", 1000, 5001),
        ("a.yaml", "- ", "1", "", 1000, 2001),
        ("a.yaml", "[", "", "]", 255, 256),
    ] {
        assert_eq!(findings(name, nested(open, inner, close, depth)), "");
        for depth in [depth + 1, 100 * depth] {
            let found = findings(name, nested(open, inner, close, depth));
            assert!(found.starts_with(&format!("{name}:1:{column}: error[S006]")), "{found}");
        }
    }
}

#[test]
fn aliases_cannot_fill_the_memory() {
    let level = |index: usize| match index {
        0 => "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned(),
        _ => format!("a{index}: &a{index} [{}]\n", vec![format!("*a{}", index - 1); 10].join(", ")),
    };
    assert_eq!(findings("a.yaml", (0..4).map(level).collect::<String>()), "");
    let found = findings("a.yaml", (0..40).map(level).collect::<String>());
    assert!(
        found.contains("error[S008]: the aliases stand for more than 100000 values"),
        "{found}"
    );
}
