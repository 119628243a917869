//! Derives and attributes of the configuration stand where the patterns say.

use crate::trees::with_attributes::account::{AccountBalance, AccountId, AccountStatus};

/// The text of the tree that the code comes from.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/attributes/account.rs"));

/// What stands between the documentation of a type and the type.
#[track_caller]
fn head(item: &str) -> Vec<&'static str> {
    let (before, _) =
        TEXT.split_once(&format!("{item} ")).or(TEXT.split_once(&format!("{item}("))).unwrap();
    let lines = before.trim_end_matches("pub ").lines().rev().skip_while(|line| line.is_empty());
    let mut lines: Vec<_> = lines.take_while(|line| line.starts_with("#[")).collect();
    lines.reverse();
    lines
}

#[test]
fn derives_that_are_there_already_are_not_repeated() {
    assert_eq!(
        head("struct Account"),
        ["#[derive(Clone, Debug, PartialEq, Default)]", "#[non_exhaustive]"]
    );
}

#[test]
fn a_type_is_found_by_its_path_and_by_the_place_of_its_schema() {
    assert!(AccountStatus::Pending < AccountStatus::Closed);
    let [a, b] = ["a", "b"].map(|id| id.parse::<AccountId>().unwrap());
    assert!(a < b);
}

#[test]
fn attributes_follow_the_derives_and_each_is_there_once() {
    assert_eq!(
        head("struct AccountBalance"),
        [
            "#[derive(Clone, PartialEq, Hash)]",
            "#[non_exhaustive]",
            "#[must_use = \"money is not to be lost\"]"
        ]
    );
    assert!(!format!("{:?}", AccountBalance::new(1.into())).contains("token: \""));
}

#[test]
fn every_kind_of_type_takes_them_but_aliases() {
    for item in [
        "struct Account",
        "struct AccountId",
        "enum AccountStatus",
        "enum AccountOwner",
        "struct AccountPair",
        "enum Never",
    ] {
        assert!(head(item).contains(&"#[non_exhaustive]"), "{item}: {:?}", head(item));
    }
    assert_eq!(head("type Alias"), [""; 0]);
}
