#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The text on lines of a usual width.
fn for_rustdoc(text: &str) -> String {
    super::for_rustdoc(text, 96)
}

/// What rustdoc turns on.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// What rustdoc would do with a text that it had better not.
fn danger(printed: &str) -> Option<String> {
    let is_allowed = |target: &str| {
        ["http://", "https://", "mailto:"].iter().any(|it| target.to_lowercase().starts_with(it))
    };
    for event in Parser::new_ext(printed, RUSTDOC) {
        match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &**info == "text" => {}
            Event::Start(Tag::Link { dest_url, id, .. })
                if id.is_empty() && (is_allowed(dest_url) || dest_url.contains('@')) => {}
            Event::Start(
                Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock,
            )
            | Event::Start(Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => return Some(format!("{event:?}")),
            _ => {}
        }
    }
    let is_odd = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    printed.contains(is_odd).then(|| "a character that nobody sees".to_owned())
}

#[track_caller]
fn assert_safe(text: &str) -> String {
    let printed = for_rustdoc(text);
    if let Some(danger) = danger(&printed) {
        let start = |text: &str| text.chars().take(400).collect::<String>();
        panic!("{danger} in\n{}\nof {:?}", start(&printed), start(text));
    }
    printed
}

#[test]
fn what_needs_no_markdown_stays() {
    for text in [
        "Plain words, with (parentheses), a `code` and snake_case; 100 % of it.",
        "Two paragraphs.\n\nThe second one.",
        "Lines\nstay lines.",
        "- a list\n- of two\n\nand text",
        "1. one\n2. two",
        "- outer\n  - inner",
        "# A heading\n\n**bold** and *thin* and ~~gone~~",
        "See <https://example.com/a_b?c=d&e=f>.",
        "[a page](https://example.com) and <a@b.example>",
        "```text\nlet x = 1;\n\nlet y = 2;\n```",
        "> a quote\n> of two lines",
        "| a | b |\n| --- | --: |\n| 1 | `2` |",
        "2 * 3 ** 4, a_b, _c, **/*.js, a ~ b, a > b, a -> b, C#, a | b, AT&T, 5. It",
        "- [x] done\n- [ ] open",
        "a line\\\nthat ends",
        "above\n\n---\n\nbelow",
    ] {
        assert_eq!(assert_safe(text), text);
    }
}

#[test]
fn what_is_forbidden_is_shown_as_text() {
    for (text, printed) in [
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("<p>some *thin* text</p>", "\\<p>some *thin* text\\</p>"),
        ("[a](javascript:alert)", "\\[a\\](javascript:alert)"),
        ("[a](data:text/html,x)", "\\[a\\](data:text/html,x)"),
        ("[a](../b.md)", "\\[a\\](../b.md)"),
        ("[Foo] and [`Bar`][baz]", "\\[Foo\\] and \\[`Bar`\\]\\[baz\\]"),
        ("![pixel](https://t.example/p.png)", "[pixel](https://t.example/p.png)"),
        ("![pixel](p.png)", "\\[pixel\\](p.png)"),
        ("<javascript:alert(1)>", "\\<javascript:alert(1)>"),
        ("[a][b]\n\n[b]: https://example.com 'title'", "[a](https://example.com)"),
        ("[b]: https://example.com", "\\[b\\]: https\\://example.com"),
        ("[^1]\n\n[^1]: a note", "\\[^1\\]\n\n\\[^1\\]: a note"),
        ("`open", "\\`open"),
        ("a `code` and [x", "a `code` and \\[x"),
        ("see https://example.com/a_b.", "see <https://example.com/a_b>."),
        ("xhttps://example.com", "xhttps\\://example.com"),
        ("begins with http://", "begins with http://"),
        ("&lt;b&gt; &amp;lt; &#x202e;", "\\<b> \\&lt; U+202E"),
        ("a\u{202e}b\u{200f}c\u{0}d\re", "aU+202Ebcd\ne"),
        ("!<https://example.com>", "\\!<https://example.com>"),
    ] {
        assert_eq!(assert_safe(text), printed, "{text}");
    }
}

#[test]
fn all_code_is_text() {
    let fence = "```text\nrun();\n```";
    for text in [
        "```\nrun();\n```",
        "```rust\nrun();\n```",
        "~~~ rust,should_panic\nrun();\n~~~",
        "````compile_fail\nrun();\n````",
        "```\nrun();",
        "a\n\n    run();",
        "# \n\n\trun();",
    ] {
        let printed = assert_safe(text);
        assert!(printed.ends_with(fence), "{text:?}: {printed}");
    }
    for text in [
        ">     run();",
        "-     run();",
        "1.     run();",
        "> ~~~\n> run();\n> ~~~",
        "- a\n\n      run();",
        "> - >     run();",
        "* a\n  ```\n  run();\n  ```",
    ] {
        let printed = assert_safe(text);
        assert!(printed.contains("```text\n") && printed.contains("run();"), "{text:?}: {printed}");
    }
    let text = "    A text that\n    stands to the right.\n";
    assert_eq!(assert_safe(text), "A text that\nstands to the right.");
    assert_eq!(assert_safe("```\na ``` b\n"), "````text\na ``` b\n````");
}

#[test]
fn lines_are_wrapped_where_nothing_begins() {
    let text = format!("{} - word 1. word # word", "word ".repeat(18).trim());
    let printed = assert_safe(&text);
    assert!(printed.lines().count() == 2 && printed.lines().all(|it| it.starts_with("word")));
    let item = assert_safe(&format!("- {}", "word ".repeat(30)));
    assert!(item.lines().skip(1).all(|it| it.starts_with("  word")), "{item}");
}

/// A generator of numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

const PIECES: &[&str] = &[
    "word",
    "a_b",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "    ",
    "     ",
    "\t",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "# ",
    "##",
    "```",
    "```rust",
    "~~~",
    "~~~ rust,ignore",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[x]",
    "[ ] ",
    "](",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<script>",
    "<?",
    "<![CDATA[",
    "<div>\n",
    "\\",
    "\\\\",
    "&lt;",
    "&amp;",
    "&#96;",
    "&#10;",
    "&#32;",
    "&#x202e;",
    "&",
    ";",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    "---",
    "***",
    "===",
    "https://example.com",
    "http://",
    "<https://e.x/`>",
    "<mailto:a@b.c>",
    "mailto:",
    "javascript:",
    "[a]: ",
    "[a]",
    "[^1]",
    "[^1]: ",
    "'",
    "\"",
    "!",
    ".",
    ":",
    "fn main() {}",
    "std::process",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "é",
    "\r",
    "\u{0}",
    "\u{feff}",
    "1986. ",
    "$",
    "{",
    "}",
];

#[test]
fn any_soup_is_safe() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4_000 {
        let count = 1 + random.below(24);
        let text: String = (0..count).map(|_| PIECES[random.below(PIECES.len())]).collect();
        assert_safe(&text);
    }
}

#[test]
fn the_longest_texts_take_no_longer_than_they_are() {
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    for piece in [
        "[",
        "]",
        "`",
        "` ",
        "*",
        "*a ",
        "_a",
        "**a_",
        "~",
        "<",
        "<a ",
        "<!--",
        "<?",
        "![",
        "[a](",
        "](",
        "[a]: ",
        "[^a]: ",
        "[^a]",
        "> ",
        "- ",
        "1. ",
        "* a\n",
        "    a\n",
        "\t",
        "\n",
        " \n",
        "```\n",
        "~~~\n",
        "&",
        "&#",
        "&lt;",
        "\\",
        "|",
        "|-",
        "a|b\n-|-\n",
        "<div>\n",
        "<b>",
        "https://",
        "https://e.x ",
        "http",
        "\u{0}",
        "\u{202e}",
        "a",
    ] {
        for bytes in [60_000, 400_000] {
            assert_safe(&long(piece, bytes));
        }
    }
    let runs: String = (1..800).map(|length| "`".repeat(length) + " ").collect();
    assert_safe(&runs);
    assert_safe(&format!("{}a{}", long("[", 30_000), long("]", 30_000)));
    assert_safe(&format!("{}\n{}", long("- ", 30_000), long("\n", 30_000)));
    assert_safe(&format!("[a]: {}\n\n{}", long("x", 30_000), long("[a]", 30_000)));
}
