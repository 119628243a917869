//! The long text of each code, for `codegen explain` and for `docs/diagnostics.md`, which a test writes.

use super::Code;

/// What the code means, with an example and a way out; `None` for an unknown code.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let code = Code::ALL.iter().find(|it| it.as_str().eq_ignore_ascii_case(code))?;
    Some(section(*code, "#"))
}

fn section(code: Code, heading: &str) -> String {
    let (name, severity, title) = (code.as_str(), code.severity().as_str(), code.title());
    let explanation = code.explanation().trim();
    format!("{heading} {name}\n\n**{severity}: {title}**\n\n{explanation}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of `docs/diagnostics.md`.
    fn markdown() -> String {
        let mut page = "\
# Diagnostics

What the tool has to say about its input. `codegen explain CODE` prints the section of a code.
This page is made from `codegen/src/diagnostic/code.rs`.

| code | severity | meaning |
| --- | --- | --- |
"
        .to_owned();
        for code in Code::ALL {
            let (name, severity) = (code.as_str(), code.severity().as_str());
            let anchor = name.to_ascii_lowercase();
            page.push_str(&format!("| [{name}](#{anchor}) | {severity} | {} |\n", code.title()));
        }
        for code in Code::ALL {
            page.push('\n');
            page.push_str(&section(*code, "##"));
        }
        page
    }

    #[test]
    fn the_page_is_up_to_date() {
        use crate::files::{Disk, Files};

        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
        if std::env::var_os("UPDATE").is_some() {
            Disk.write(&path, markdown().as_bytes()).unwrap();
        }
        let page = String::from_utf8(Disk.read(&path).unwrap()).unwrap().replace("\r\n", "\n");
        assert!(page == markdown(), "rewrite it: UPDATE=1 cargo test -p codegen up_to_date");
    }

    #[test]
    fn every_code_is_explained_and_no_two_are_the_same() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{} is there twice", code.as_str());
            let lines = code.explanation().trim().lines().count();
            assert!(lines >= 3, "{} is explained in {lines} lines", code.as_str());
            assert!(explain(&code.as_str().to_lowercase()).is_some());
        }
        assert_eq!(explain("X999"), None);
    }
}
