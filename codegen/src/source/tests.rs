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
    ("1]", "1:2: error[S004]: expected the end of the file, found something else"),
    ("secret", "1:1: error[S004]: expected a value, found something else"),
    ("// x\n{}", "1:1: error[S004]: JSON has no comments"),
    ("{\"a\": 1, /* x\n */ \"b\": 2}", "1:10: error[S004]: JSON has no comments"),
    ("{} # x", "1:4: error[S004]: JSON has no comments"),
    ("[NaN]", "1:2: error[S004]: `NaN` is not a JSON number"),
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
    ("a: b: c", "1:5: error[S004]: no member can begin here"),
    ("a: [1, 2", "1:9: error[S004]: a `[` is not closed"),
    ("a: 1\n b: 2", "2:3: error[S004]: no member can begin here"),
    ("a:\n\t- 1", "2:2: error[S004]: lines are indented by blanks, and here is a tab"),
    ("a: 1\na: 2", r#"2:1: warning[S005]: the member "a" is there twice (#/a)"#),
    (r#"a: "x"#, "1:4: error[S004]: a quoted text has no end"),
    ("a: *b", "1:4: error[S004]: there is no anchor of this name above"),
    ("é: &b [*b]", "1:8: error[S004]: an alias stands within the value that it stands for (#/é)"),
    ("a: 1\n---\nb: [2", "3:6: error[S004]: a `[` is not closed"),
    ("---\n---\n", "2:4: error[S004]: expected a value, found the end of the file"),
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
    (
        "a:\n  b: \"c\n d\"",
        "2:6: warning[S009]: the lines of a text in quotes are indented less than YAML asks for",
    ),
    (
        "a:\n  b: [\n c, d\n]",
        "3:2: warning[S009]: the lines of a value in brackets are indented less than YAML asks for",
    ),
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

/// Every value with its place: the pointer, then the bytes of the value.
fn places(json: &Json, text: &str, pointer: &str, out: &mut String) {
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    out.push_str(&format!("{pointer} = {:?}\n", slice(json.span)));
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        places(item, text, &pointer::child(pointer, &index.to_string()), out);
    }
    for (name, member) in json.as_object().into_iter().flatten() {
        out.push_str(&format!("{:?}: ", slice(member.name_span)));
        places(&member.value, text, &pointer::child(pointer, name), out);
    }
}

#[track_caller]
fn check_places(name: &str, text: &str, expected: &str) {
    assert_eq!(findings(name, text), "");
    check_places_with_warnings(name, text, expected);
}

/// The same for a text of which something is said.
#[track_caller]
fn check_places_with_warnings(name: &str, text: &str, expected: &str) {
    let (sources, _) = read(&[(name, text)], &[Input::new(name)]);
    let root = sources.files[0].root();
    let mut found = format!("{}\n", root.to_text());
    places(root, text, "", &mut found);
    assert_eq!(found, expected, "{found}");
}

#[test]
fn values_of_json_know_their_bytes() {
    check_places(
        "a.json",
        "\u{feff}{\r\n  \"é\": [1.50, \"ß\\u00e9\", {}],\r\n  \"b\": {\"c\": null}\r\n}\r\n",
        r#"{"é":[1.50,"ßé",{}],"b":{"c":null}}
 = "{\r\n  \"é\": [1.50, \"ß\\u00e9\", {}],\r\n  \"b\": {\"c\": null}\r\n}"
"\"é\"": /é = "[1.50, \"ß\\u00e9\", {}]"
/é/0 = "1.50"
/é/1 = "\"ß\\u00e9\""
/é/2 = "{}"
"\"b\"": /b = "{\"c\": null}"
"\"c\"": /b/c = "null"
"#,
    );
}

#[test]
fn values_of_yaml_know_their_bytes() {
    check_places(
        "a.yaml",
        "\u{feff}# é\r\né: # ß\r\n  - 'x''y' # é's\r\n  - &z \"\\\"\" # \"\r\n  - {k: [1, 2]}\r\n\r\n\
         # ß\r\nb: !!str 1\r\nd: |\r\n  é\r\n  ß\r\ne:\r\nf: {}\r\n",
        r#"{"é":["x'y","\"",{"k":[1,2]}],"b":"1","d":"é\nß\n","e":null,"f":{}}
 = "é: # ß\r\n  - 'x''y' # é's\r\n  - &z \"\\\"\" # \"\r\n  - {k: [1, 2]}\r\n\r\n# ß\r\nb: !!str 1\r\nd: |\r\n  é\r\n  ß\r\ne:\r\nf: {}"
"é": /é = "- 'x''y' # é's\r\n  - &z \"\\\"\" # \"\r\n  - {k: [1, 2]}"
/é/0 = "'x''y'"
/é/1 = "&z \"\\\"\""
/é/2 = "{k: [1, 2]}"
"k": /é/2/k = "[1, 2]"
/é/2/k/0 = "1"
/é/2/k/1 = "2"
"b": /b = "!!str 1"
"d": /d = "é\r\n  ß\r\n"
"e": /e = ""
"f": /f = "{}"
"#,
    );
}

/// YAML 1.2 refuses these, and most of those who write YAML never learn of it.
#[test]
fn lines_within_quotes_and_brackets_may_begin_anywhere() {
    let text = "é:\n  a: \"ß\n  c\n\n d\"\n  b: 'e''\nf'\n  g: [h, # é'\n  i's,\n{j: \"k\nl\"},\n]\n  m: [\n n]\n\
                o:\n- - p: [q,\n  r]\n    s: t\n";
    let found = findings("a.yaml", text);
    assert_eq!(found.matches("warning[S009]").count(), found.lines().count(), "{found}");
    check_places_with_warnings(
        "a.yaml",
        text,
        r#"{"é":{"a":"ß c\nd","b":"e' f","g":["h","i's",{"j":"k l"}],"m":["n"]},"o":[[{"p":["q","r"],"s":"t"}]]}
 = "é:\n  a: \"ß\n  c\n\n d\"\n  b: 'e''\nf'\n  g: [h, # é'\n  i's,\n{j: \"k\nl\"},\n]\n  m: [\n n]\no:\n- - p: [q,\n  r]\n    s: t"
"é": /é = "a: \"ß\n  c\n\n d\"\n  b: 'e''\nf'\n  g: [h, # é'\n  i's,\n{j: \"k\nl\"},\n]\n  m: [\n n]"
"a": /é/a = "\"ß\n  c\n\n d\""
"b": /é/b = "'e''\nf'"
"g": /é/g = "[h, # é'\n  i's,\n{j: \"k\nl\"},\n]"
/é/g/0 = "h"
/é/g/1 = "i's"
/é/g/2 = "{j: \"k\nl\"}"
"j": /é/g/2/j = "\"k\nl\""
"m": /é/m = "[\n n]"
/é/m/0 = "n"
"o": /o = "- p: [q,\n  r]\n    s: t"
/o/0 = "- p: [q,\n  r]\n    s: t"
/o/0/0 = "p: [q,\n  r]\n    s: t"
"p": /o/0/0/p = "[q,\n  r]"
/o/0/0/p/0 = "q"
/o/0/0/p/1 = "r"
"s": /o/0/0/s = "t"
"#,
    );
    // A line that parts two documents ends everything.
    assert_eq!(
        findings("a.yaml", "a:\n  b: [c,\n---\n]"),
        "a.yaml:3:1: error[S004]: here should be a value\n"
    );
}

#[test]
fn aliases_and_merge_keys_are_replaced_by_what_they_stand_for() {
    check_places(
        "a.yaml",
        "---\n- &x\n  y: 1\n- *x\n- w: 0\n  <<: *x\n  z: 1\n- <<: [*x, {y: 2, v: 3}]\n  y: 4\n\
         - \"<<\": 1\n- &k k: *k\n- *k : 2\n...\n",
        r#"[{"y":1},{"y":1},{"w":0,"y":1,"z":1},{"y":4,"v":3},{"<<":1},{"k":"k"},{"k":2}]
 = "- &x\n  y: 1\n- *x\n- w: 0\n  <<: *x\n  z: 1\n- <<: [*x, {y: 2, v: 3}]\n  y: 4\n- \"<<\": 1\n- &k k: *k\n- *k : 2"
/0 = "&x\n  y: 1"
"y": /0/y = "1"
/1 = "&x\n  y: 1"
"y": /1/y = "1"
/2 = "w: 0\n  <<: *x\n  z: 1"
"w": /2/w = "0"
"y": /2/y = "1"
"z": /2/z = "1"
/3 = "<<: [*x, {y: 2, v: 3}]\n  y: 4"
"y": /3/y = "4"
"v": /3/v = "3"
/4 = "\"<<\": 1"
"\"<<\"": /4/<< = "1"
/5 = "&k k: *k"
"&k k": /5/k = "&k k"
/6 = "*k : 2"
"&k k": /6/k = "2"
"#,
    );
}

/// The printed paths with the paths that they are read by, and the findings.
fn found(files: &[&str], inputs: &[&str]) -> (String, String) {
    let files: Vec<_> = files.iter().map(|path| (*path, "{}")).collect();
    let inputs: Vec<_> = inputs.iter().map(Input::new).collect();
    let (sources, diagnostics) = read(&files, &inputs);
    let path = |file: &File| format!("{}={}", file.path, file.disk_path.display());
    let paths: Vec<_> = sources.files.iter().map(path).collect();
    (paths.join(" "), render(&diagnostics, &sources, Format::Concise, false))
}

#[test]
fn a_folder_gives_its_schema_files_and_those_below() {
    let files =
        ["s/b.json", "s/a/c.yaml", "s/a/D.YML", "s/README.md", "s/.git/x.json", "s/.x.json"];
    for input in ["s", "/s", "./s/", "x/../s"] {
        let path = |name| format!("{name}={}", Path::new(input).join(name).display());
        let expected = ["a/D.YML", "a/c.yaml", "b.json"].map(path).join(" ");
        assert_eq!(found(&files, &[input]), (expected, String::new()));
    }
}

#[test]
fn a_file_that_is_named_may_be_called_anything() {
    let expected = ".hidden=s/.hidden a.schema=s/a.schema".to_owned();
    let files = ["s/.hidden", "s/a.schema"];
    assert_eq!(found(&files, &["s/a.schema", "s/.hidden"]), (expected, String::new()));

    for (text, is_parsed) in [(" {\"a\": 1}", true), ("{a: 1}", false), ("a: 1", true)] {
        let (sources, _) = read(&[("a.schema", text)], &[Input::new("a.schema")]);
        assert_eq!(sources.files[0].is_parsed(), is_parsed, "{text}");
    }
}

#[test]
fn a_file_counts_once_however_often_it_is_named() {
    let expected = "a/b.json=s/a/b.json c.json=s/c.json";
    let files = ["s/a/b.json", "s/c.json"];
    let ways = ["s", "s/c.json", "./s/a", "s/../s/a/b.json"];
    for turn in 0..ways.len() {
        let mut inputs = ways;
        inputs.rotate_left(turn);
        let (paths, findings) = found(&files, &inputs);
        assert_eq!((paths.as_str(), findings.as_str()), (expected, ""), "{inputs:?}");
    }
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let files = ["x/v1/a.json", "x/v2/a.json", "y/v2/a.json", "x/v1/b.json"];
    let (paths, _) = found(&files, &["x/v1", "x/v2", "y/v2"]);
    let expected = "b.json=x/v1/b.json v1/a.json=x/v1/a.json x/v2/a.json=x/v2/a.json \
                    y/v2/a.json=y/v2/a.json";
    assert_eq!(paths, expected);
}

#[test]
fn a_mapped_folder_gives_its_files_uris() {
    let files = [("s/a.json", "{}"), ("v/x/b.json", "{}")];
    let uris = |inputs: &[Input]| {
        let (sources, _) = read(&files, inputs);
        let uris = |it: &File| format!("{} {} {}", it.path, it.is_root, it.uris.join(" "));
        sources.files.iter().map(uris).collect::<Vec<_>>()
    };
    let mapped = Input::mapped("v", "https://example.com/v/");
    let expected = ["a.json true ", "x/b.json false https://example.com/v/x/b.json"];
    assert_eq!(uris(&[Input::new("s"), mapped.clone()]), expected);
    // A file that types are made for stays one, and has all of its URIs.
    let deeper = Input::mapped("v/x", "https://example.com/");
    let inputs = [mapped, Input::new("v"), deeper];
    let expected = ["x/b.json true https://example.com/b.json https://example.com/v/x/b.json"];
    for turn in 0..inputs.len() {
        let mut inputs = inputs.clone();
        inputs.rotate_left(turn);
        assert_eq!(uris(&inputs), expected, "{turn}");
    }
}

#[test]
fn what_cannot_be_found_is_said() {
    for (inputs, expected) in [
        (&[][..], "error[S007]: no schema file or folder is named\n"),
        (&["s"], "error[S007]: there is no schema file in s\n"),
        (&["shcema"], "error[S001]: there is no file or folder shcema; did you mean schema?\n"),
        (
            &["schema/usr.json"],
            "error[S001]: there is no file or folder schema/usr.json; did you mean schema/user.json?\n",
        ),
    ] {
        let files = ["s/README.md", "schema/user.json", "schema/group.json"];
        assert_eq!(found(&files, inputs), (String::new(), expected.to_owned()));
    }
    let help = |path| {
        let inputs = [Input::new(path)];
        read(&[("schema/user.json", "1"), ("schema/group.json", "1")], &inputs).1[0].help.join("")
    };
    assert_eq!(help("shcema"), "did you mean schema?");
    assert_eq!(help("schema/usr.json"), "did you mean schema/user.json?");
    assert_eq!(help("nothing"), "");
}

#[test]
fn a_file_that_cannot_be_parsed_stays_with_its_text() {
    let files = [("a.json", &b"{\"a\": \xff1}"[..]), ("b.json", b"{"), ("c.json", b"false")];
    let (sources, diagnostics) = read(&files, &[Input::new("")]);
    let concise = render(&diagnostics, &sources, Format::Concise, false);
    assert_eq!(
        concise,
        "a.json:1:7: error[S003]: byte 6 is not UTF-8\n\
         b.json:1:2: error[S004]: expected a member name or `}`, found the end of the file\n"
    );
    let roots = sources.files.iter().map(|file| (file.root().to_text(), file.is_parsed()));
    let expected = [("true", false), ("true", false), ("false", true)];
    assert!(roots.eq(expected.map(|(root, is_parsed)| (root.to_owned(), is_parsed))));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    crate::files::Disk.write(&folder.path().join("a.json"), b"{}").unwrap();
    std::os::unix::fs::symlink("loop.json", folder.path().join("loop.json")).unwrap();
    let mut sink = Sink::new();
    let input =
        [Input::new(folder.path().join("a.json")), Input::new(folder.path().join("loop.json"))];
    let sources = run(&crate::files::Disk, &input, &mut sink);
    assert_eq!(sources.files.len(), 1);
    let diagnostics = sink.into_sorted();
    assert_eq!(diagnostics[0].code, Code::Unreadable);
    assert!(diagnostics[0].message.contains("loop.json: "), "{}", diagnostics[0].message);
}

#[test]
fn copies_share_their_parts() {
    let value = json(r#"[{"a": [1]}, [2]]"#);
    let parts = |value: &Json| match &value.clone().kind {
        Kind::Array(items) => items.as_ptr().addr(),
        _ => panic!("an array"),
    };
    assert_eq!(parts(&value), parts(&value.clone()));
}
