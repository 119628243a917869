//! What fragments say about themselves is what is in them.

use std::collections::BTreeSet;

use crate::runtime::{FRAGMENTS, PACKAGES, fragments};

#[test]
fn fragments_name_exactly_what_they_refer_to() {
    for fragment in FRAGMENTS {
        let mut used: BTreeSet<&str> = fragment
            .text
            .split("super::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap())
            .collect();
        // The tree itself, to which something is visible.
        used.remove("super");
        // These have methods in a file that they do not name.
        used.extend::<&[&str]>(match fragment.name {
            "check" => &["assert", "children"][..],
            "children" | "schema" => &["check"],
            // What their macros give is written by it.
            "newtype" | "tuple" | "union" => &["plain"],
            "choose" => &["plain", "union"],
            _ => &[],
        });
        let needs: BTreeSet<&str> = fragment.needs.iter().copied().collect();
        assert_eq!(used, needs, "{}", fragment.name);
        for package in PACKAGES.iter().map(|it| it.name) {
            let is_used = fragment.text.contains(&format!("{}::", package.replace('-', "_")));
            assert_eq!(is_used, fragment.dependencies.contains(&package), "{}", fragment.name);
        }
    }
}

#[test]
fn fragments_come_with_what_they_need() {
    let names = |wanted: &[&str]| -> Vec<&str> {
        fragments(wanted).iter().map(|fragment| fragment.name).collect()
    };
    assert!(names(&[]).is_empty());
    assert_eq!(names(&["error"]), ["error"]);
    let checks = names(&["schema"]);
    assert!(checks.contains(&"check") && checks.contains(&"assert") && checks.contains(&"decimal"));
    assert!(!checks.contains(&"pattern"));
    assert_eq!(names(&["pattern"]), ["letters", "matches", "pattern"]);
}
