//! What the formats make of the same findings.

use std::path::Path;

use super::{Format, concise, render};
use crate::diagnostic::{Code, Diagnostic, Location, Severity, Sink};
use crate::files::Memory;
use crate::source::{self, FileId, Input, Sources, Span, pointer};

/// Files of one folder.
fn sources(files: &[(&str, &str)]) -> Sources {
    let memory = Memory::with(files.iter().map(|(path, text)| (Path::new("s").join(path), text)));
    source::run(&memory, &[Input::new("s")], &mut Sink::new())
}

/// The place of a value.
fn at(sources: &Sources, file: u32, pointer: &str) -> Location {
    let span = pointer::locate(sources.file(FileId(file)).root(), pointer).unwrap().span;
    Location { file: FileId(file), span, pointer: pointer.to_owned() }
}

/// Two files, and findings with and without places, notes and ways out.
fn findings() -> (Sources, Vec<Diagnostic>) {
    let a = "{\n  \"$id\": \"x\",\n\n\n  \"properties\": {\n    \"ä\": {\"type\": \"strng\"},\n    \
             \"b\": {\n      \"$id\": \"x\"\n    }\n  }\n}\n";
    let sources = sources(&[("a.json", a), ("b/c.yaml", "$id: x\ntitle: \"c\td\"\n")]);
    let diagnostics = vec![
        Diagnostic::new(Code::DuplicateId, "the `$id` `x` is there three times")
            .at(at(&sources, 0, "/properties/b/$id"), "here")
            .related(at(&sources, 0, "/$id"), "and here")
            .related(at(&sources, 1, "/$id"), "and there")
            .note("one note, 100 % true")
            .note("and another")
            .help("remove two of them"),
        Diagnostic::new(Code::BadKeyword, "`strng` is no type")
            .at(at(&sources, 0, "/properties/ä/type"), "expected the name of a type"),
        Diagnostic {
            severity: Severity::Info,
            ..Diagnostic::new(Code::TextChanged, "several lines")
                .at(at(&sources, 0, "/properties/b"), "")
        },
        Diagnostic::new(Code::DuplicateMember, "a tab")
            .at(at(&sources, 1, "/title"), "a\u{1b}[31mb"),
        Diagnostic::new(Code::NoInput, "no place").help("find one"),
    ];
    (sources, diagnostics)
}

#[track_caller]
fn check(found: &str, expected: &str) {
    assert_eq!(found, expected, "\n{found}");
}

#[cfg(feature = "cli")]
#[test]
fn full_shows_the_lines() {
    let (sources, diagnostics) = findings();
    let expected = r#"error[R003]: the `$id` `x` is there three times
 --> s/a.json:8:14
  |
2 |   "$id": "x",
  |          --- and here
...
8 |       "$id": "x"
  |              ^^^ here
  |
 ::: s/b/c.yaml:1:6
  |
1 | $id: x
  |      - and there
  |
  = at: a.json#/properties/b/$id
  = note: one note, 100 % true
  = note: and another
  = help: remove two of them

warning[R005]: `strng` is no type
 --> s/a.json:6:19
  |
6 |     "ä": {"type": "strng"},
  |                   ^^^^^^^ expected the name of a type
  |
  = at: a.json#/properties/ä/type

info[D038]: several lines
 --> s/a.json:7:10
  |
7 |     "b": {
  |          ^
  |
  = at: a.json#/properties/b

warning[S005]: a tab
 --> s/b/c.yaml:2:8
  |
2 | title: "c    d"
  |        ^^^^^^^^ a\u{1b}[31mb
  |
  = at: b/c.yaml#/title

error[S007]: no place
 |
 = help: find one
"#;
    check(&render(&diagnostics, &sources, Format::Full, false), expected);
}

#[test]
fn concise_is_a_line_each() {
    let (sources, diagnostics) = findings();
    let expected = r"s/a.json:8:14: error[R003]: the `$id` `x` is there three times (#/properties/b/$id)
s/a.json:6:19: warning[R005]: `strng` is no type (#/properties/ä/type)
s/a.json:7:10: info[D038]: several lines (#/properties/b)
s/b/c.yaml:2:8: warning[S005]: a tab (#/title)
error[S007]: no place
";
    check(&render(&diagnostics, &sources, Format::Concise, false), expected);
}

#[test]
fn without_a_terminal_the_help_follows_the_line() {
    let (sources, diagnostics) = findings();
    let expected = r"s/a.json:8:14: error[R003]: the `$id` `x` is there three times (#/properties/b/$id)
  note: one note, 100 % true
  note: and another
  help: remove two of them
s/a.json:6:19: warning[R005]: `strng` is no type (#/properties/ä/type)
";
    check(&concise::render_with_help(&diagnostics[..2], &sources), expected);
}

#[test]
fn json_is_an_array() {
    let (sources, diagnostics) = findings();
    let text = render(&diagnostics, &sources, Format::Json, false);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value.as_array().unwrap().len(), diagnostics.len());
    let lines: Vec<_> = text.lines().collect();
    let expected = r#"{"code":"R003","severity":"error","message":"the `$id` `x` is there three times","file":"s/a.json","place":"a.json#/properties/b/$id","pointer":"/properties/b/$id","line":8,"column":14,"end":{"line":8,"column":17},"label":"here","related":[{"file":"s/a.json","place":"a.json#/$id","pointer":"/$id","line":2,"column":10,"end":{"line":2,"column":13},"label":"and here"},{"file":"s/b/c.yaml","place":"b/c.yaml#/$id","pointer":"/$id","line":1,"column":6,"end":{"line":1,"column":7},"label":"and there"}],"notes":["one note, 100 % true","and another"],"help":["remove two of them"]},"#;
    check(lines[1], expected);
    let placeless = r#"{"code":"S007","severity":"error","message":"no place","label":"","related":[],"notes":[],"help":["find one"]}"#;
    check(lines[5], placeless);
    assert_eq!(render(&[], &sources, Format::Json, false), "[]\n");
}

#[test]
fn github_commands_are_escaped() {
    let (sources, diagnostics) = findings();
    let expected = r"::error file=s/a.json,line=8,col=14,endLine=8,endColumn=17,title=R003%3A two schemas have one `$id`::the `$id` `x` is there three times (#/properties/b/$id)%0As/a.json:2:10: and here%0As/b/c.yaml:1:6: and there%0Anote: one note, 100 %25 true%0Anote: and another%0Ahelp: remove two of them
::warning file=s/a.json,line=6,col=19,endLine=6,endColumn=26,title=R005%3A a keyword has a value of the wrong form::`strng` is no type (#/properties/ä/type)
::notice file=s/a.json,line=7,col=10,title=D038%3A a text changed::several lines (#/properties/b)
::warning file=s/b/c.yaml,line=2,col=8,endLine=2,endColumn=13,title=S005%3A an object has a member twice::a tab (#/title)
::error title=S007%3A there is nothing to generate from::no place%0Ahelp: find one
";
    check(&render(&diagnostics, &sources, Format::Github, false), expected);
}

#[cfg(feature = "cli")]
#[test]
fn colour_is_on_request() {
    let (sources, diagnostics) = findings();
    assert!(render(&diagnostics, &sources, Format::Full, true).contains("\u{1b}["));
    assert!(!render(&diagnostics, &sources, Format::Full, false).contains('\u{1b}'));
}

#[cfg(feature = "cli")]
#[test]
fn long_lines_are_cut() {
    let members: Vec<_> = (0..100_000).map(|i| format!("\"é{i}\":{{\"type\":1}}")).collect();
    let sources = sources(&[("a.json", &format!("{{{}}}", members.join(",")))]);
    let diagnostic = Diagnostic::new(Code::BadKeyword, "far away")
        .at(at(&sources, 0, "/é50000/type"), "here")
        .related(at(&sources, 0, "/é0/type"), "at the beginning")
        .related(at(&sources, 0, "/é99999"), "at the end");
    let found = render(&[diagnostic], &sources, Format::Full, false);
    let expected = r#"warning[R005]: far away
 --> s/a.json:1:988909
  |
1 | …1},"é49999":{"type":1},"é50000":{"type":1},"é50001":{"type":1},"é50002":{"type":1},"é50003":{"type":1},"é50004":{"type":…
  |                                          ^ here
  |
 ::: s/a.json:1:15
  |
1 | {"é0":{"type":1},"é1":{"type":1},"é2":{"type":1},"é3":{"type":1},"é4":{"type":1},"é5":{"type":…
  |               - at the beginning
  |
 ::: s/a.json:1:1988881
  |
1 | …{"type":1},"é99998":{"type":1},"é99999":{"type":1}}
  |                                          ---------- at the end
  |
  = at: a.json#/é50000/type
"#;
    check(&found, expected);
}

#[cfg(feature = "cli")]
#[test]
fn what_goes_on_where_its_line_is_cut_is_marked_up_to_there() {
    let text = format!("[\"{}\"]", "x".repeat(300));
    let sources = sources(&[("a.json", &text)]);
    for length in 70..90 {
        let span = Span { start: 50, end: 50 + length };
        let location = Location { file: FileId(0), span, pointer: String::new() };
        let diagnostic = Diagnostic::new(Code::Syntax, "x").at(location, "");
        let found = render(&[diagnostic], &sources, Format::Full, false);
        let marks = found.matches('^').count();
        assert!((70..=81).contains(&marks), "{length}: {found}");
    }
}

#[test]
fn no_place_is_beyond_the_pale() {
    let text = "é\n\u{e000}:1:2\tß\u{1b}\u{202e}\r\n";
    for text in ["", "\n", text, &text.repeat(99)] {
        let mut sources = sources(&[("a.json", "{}")]);
        sources.files[0].text = text.to_owned();
        for (start, end) in (0..12).flat_map(|start| (0..12).map(move |end| (start, end))) {
            let far = if start == 11 { u32::MAX } else { start };
            let location = |span| Location { file: FileId(0), span, pointer: "/a".to_owned() };
            let diagnostic = Diagnostic::new(Code::Syntax, "x")
                .at(location(Span { start: far, end }), "y")
                .related(location(Span { start: end, end: far }), "z");
            for format in [Format::Full, Format::Concise, Format::Json, Format::Github] {
                let found = render(std::slice::from_ref(&diagnostic), &sources, format, true);
                assert!(found.contains("a.json"), "{found}");
            }
        }
    }
}
