//! `docs/formats.md` says what happens. With `UPDATE=1` the page is written instead.

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
    let table = if cfg!(feature = "switched-on") { "features" } else { "formats" };
    let mut expected = with_part(&page, table, &formats::table());
    if table == "formats" {
        expected = with_part(&expected, "errors", &formats::errors());
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &expected).expect("written");
    } else {
        assert!(page == expected, "the page differs: run with UPDATE=1");
    }
}
