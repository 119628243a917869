//! Every link from one page to another leads somewhere, also within the page.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::root;

/// The pages that people read.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|it| it.unwrap().path());
    let docs = docs.filter(|it| it.extension().is_some_and(|it| it == "md"));
    docs.chain([root().join("README.md")]).collect()
}

/// The anchors that a page has: its headings as GitHub spells them.
fn anchors(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let headings = text.lines().filter(|it| it.starts_with('#'));
    let anchor = |heading: &str| {
        let text = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        text.chars().filter(|it| it.is_alphanumeric() || "-_".contains(*it)).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let targets = text.split("](").skip(1).filter_map(|it| it.split(')').next());
        for target in targets.filter(|it| !it.starts_with("http")) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = page.parent().unwrap().join(path);
            let file = if path.is_empty() { page.clone() } else { file };
            let at = format!("{}: {target}", page.display());
            assert!(file.exists(), "{at}");
            let is_right = anchor.is_empty() || anchors(&file).iter().any(|it| it == anchor);
            assert!(is_right, "{at}");
            links += 1;
        }
    }
    assert!(links > 40, "{links}");
}
