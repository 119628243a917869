//! Members that are not there have the default of their schema, where the program asks for it.

use serde_json::{Value, from_value, json, to_value};

use crate::trees::with_defaults::options::{Options, OptionsInner, OptionsMode};

fn read(document: Value) -> Options {
    from_value(document).unwrap()
}

#[test]
fn what_is_not_there_has_the_default() {
    let it = read(json!({ "limit": 1 }));
    assert_eq!((it.retries_or_default(), it.ratio_or_default().as_f64()), (3, Some(-1.5)));
    assert_eq!((it.language_or_default(), it.type_or_default()), ("en", "t"));
    assert_eq!(it.mode_or_default(), OptionsMode::Safe);
    assert_eq!(to_value(it.level_or_default()).unwrap(), json!(2));
    assert!(!it.verbose_or_default() && it.tags_or_default().is_empty());
    assert_eq!(it.hosts_or_default(), ["a", "b"]);
    assert_eq!(**it.percent_or_default(), 50);
    assert_eq!(it.inner_or_default(), &OptionsInner::default());
    assert_eq!(to_value(it.either_or_default()).unwrap(), json!("auto"));
}

#[test]
fn what_is_there_stays() {
    let it = read(json!({
        "limit": 1, "retries": 0, "language": "", "mode": "fast", "hosts": [], "percent": 0,
    }));
    assert_eq!((it.retries_or_default(), it.language_or_default()), (0, ""));
    assert_eq!(it.mode_or_default(), OptionsMode::Fast);
    assert!(it.hosts_or_default().is_empty() && **it.percent_or_default() == 0);
}

#[test]
fn null_is_a_value() {
    let nick = |document: Value| read(document).nick_or_default().map(str::to_owned);
    assert_eq!(nick(json!({ "limit": 1 })).as_deref(), Some("x"));
    assert_eq!(nick(json!({ "limit": 1, "nick": null })), None);
    assert_eq!(nick(json!({ "limit": 1, "nick": "y" })).as_deref(), Some("y"));
}

#[test]
fn nothing_is_written_that_was_not_read() {
    assert_eq!(to_value(read(json!({ "limit": 1 }))).unwrap(), json!({ "limit": 1 }));
}
