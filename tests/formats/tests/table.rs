//! `docs/formats.md` says what happens, whatever features of `serde_json` are switched on. With `UPDATE=1`
//! the page is written instead.

use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");

/// The page with another text between the marks of a part.
fn with_part(page: &str, part: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- end of {part} -->"));
    let (before, rest) = page.split_once(&begin).expect("a mark");
    let (_, after) = rest.split_once(&end).expect("a mark");
    format!("{before}{begin}\n{text}\n{end}{after}")
}

#[test]
fn the_page_says_what_happens() {
    let page = fs::read_to_string(PAGE).expect("a page");
    let expected = with_part(&page, "formats", &formats::table());
    let expected = with_part(&expected, "errors", &formats::errors());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &expected).expect("written");
    } else {
        assert!(page == expected, "the page differs: run with UPDATE=1");
    }
}

/// What the page gives reasons for.
const WORSE: [(&str, &str); 3] = [
    ("query strings, `serde_qs`", "null"),
    ("`bincode`", "integer, float, string, boolean"),
    ("`postcard`", "integer, float, string, boolean"),
];
const WITHOUT_PLACE: [&str; 1] = ["`postcard`"];

#[test]
fn no_format_is_worse_than_with_a_derive_but_for_what_the_page_says() {
    assert_eq!(formats::worse_than_derive(), WORSE);
}

#[test]
fn errors_say_where_in_the_document_and_in_the_schema() {
    assert_eq!(formats::without_place(), WITHOUT_PLACE);
}

#[test]
fn a_value_of_another_type_is_an_error_with_a_place_in_each_format() {
    let silent = formats::wrong_types_without_place();
    // `ron` takes the 1 of 1.5 for the value and then misses a comma.
    let known = ["`bincode`", "`postcard`", "RON, `ron`, count, Float(1.5): "];
    let is_said = |line: &&String| !known.iter().any(|it| line.starts_with(it));
    let silent: Vec<_> = silent.iter().filter(is_said).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
