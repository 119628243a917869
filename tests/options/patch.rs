//! Members that are absent, `null` or a value, in the request that they are made for.

use serde_json::json;

use crate::trees::with_patch::Presence;
use crate::trees::with_patch::change::Change;
use crate::trees::with_patch::profile::Profile;

#[test]
fn a_change_says_what_stays_what_goes_and_what_comes() {
    let mut change = Change { nickname: Presence::Null, ..Change::default() };
    assert!(change.age.is_absent() && change.nickname.is_null());
    assert_eq!(
        serde_json::to_value(&change).unwrap(),
        json!({ "kind": "change", "nickname": null })
    );
    change.nickname = "Amazing Grace".to_owned().into();
    change.age = 85.into();
    let written = json!({ "kind": "change", "nickname": "Amazing Grace", "age": 85 });
    assert_eq!(serde_json::to_value(&change).unwrap(), written);
}

#[test]
fn a_change_is_applied_member_by_member() {
    let apply = |text: &str| {
        let mut profile = Profile::new("Grace");
        (profile.nickname, profile.age) = (Some("G".to_owned()), Some(79));
        let Change { nickname, age } = serde_json::from_str(text).unwrap();
        nickname.apply_to(&mut profile.nickname);
        age.apply_to(&mut profile.age);
        (profile.nickname, profile.age)
    };
    let g = Some("G".to_owned());
    assert_eq!(apply(r#"{"kind": "change"}"#), (g.clone(), Some(79)));
    assert_eq!(apply(r#"{"kind": "change", "nickname": null}"#), (None, Some(79)));
    assert_eq!(apply(r#"{"kind": "change", "age": 80}"#), (g, Some(80)));
}

#[test]
fn presence_is_made_of_options_and_becomes_them() {
    assert_eq!(Presence::optional(Some(1)), Presence::Value(1));
    assert_eq!(Presence::<i64>::optional(None), Presence::Absent);
    assert_eq!(Presence::<i64>::nullable(None), Presence::Null);
    for (presence, options) in [
        (Presence::Absent, None),
        (Presence::Null, Some(None)),
        (Presence::Value(1), Some(Some(1))),
    ] {
        assert_eq!(Presence::from(options), presence);
        assert_eq!(Option::<Option<i64>>::from(presence), options);
        assert_eq!(presence.as_option().copied(), options.flatten());
        assert_eq!(presence.is_value(), options.flatten().is_some());
        assert_eq!(presence.map(|it| it + 1).into_option(), options.flatten().map(|it| it + 1));
    }
    let mut presence = Presence::Value(1);
    *presence.as_option_mut().unwrap() += 1;
    assert_eq!(presence, 2.into());
}

#[test]
fn a_member_that_can_have_one_value_is_not_asked_for() {
    assert_eq!(Profile::KIND, "profile");
    let written = serde_json::to_value(Change::default()).unwrap();
    assert_eq!(written, json!({ "kind": "change" }));
}
